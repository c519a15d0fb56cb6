"""A text from someone on call: an answer to a question, or a question to us."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from relay import actions, broadcast, matters, outage, telling
from relay.core import holding, passed_on, rota, words
from relay.core.crew import Person
from relay.core.daytime import local_time
from relay.core.incident import Act, Happened, State, Verdict
from relay.core.matter import Subject
from relay.core.message import Kind
from relay.core.reply import Reply, Word, read_reply
from relay.core.urgency import Urgency
from relay.inbox import details, hearsay, overview
from relay.inbox.colleagues import names_a_colleague, speaks_of_another
from relay.inbox.entry import Entry
from relay.settings import Settings
from relay.store import inbound, incidents, outbox, questions
from relay.store import matters as stored
from relay.store.models import Incident, Matter, Question, Staff
from relay.store.outbox import Draft
from relay.telling import Doing
from relay.texting import way_to_answer

LISTED = 10  # open questions in one answer; a text holds no more than 1,600 characters
# An answer without a code must follow its page: delivered, or sent so long ago that it was read.
READ_AFTER = timedelta(seconds=20)

CORRECTIONS = {
    Word.ROUTINE: (Urgency.ROUTINE, "corrected_routine", "routine_by_other"),
    Word.NO_MATTER: (Urgency.NOT_AN_INCIDENT, "corrected_nothing", "nothing_by_other"),
    Word.URGENT: (Urgency.CRITICAL, "corrected_urgent", "urgent_by_other"),
}
LONGEST_PAUSE = 480  # minutes
_SPAN = re.compile(
    r"(?P<count>\d{1,3})\s*(?:m(?:in)?(?:ut\w*)?\.?)?\s*$"
    r"|(?P<hours>\d|en|ett?|one|an?|eine)\s*(?:t|h|timer?|tim\.?|timmar?|timme|hours?|hrs?|stunden?)\.?\s*$",
    re.IGNORECASE,
)

_YES = re.compile(r"[\W\d]*(?:ja|jo|jep|yes|yep|yeah)(?:\W+(?:det\s+har\s+jeg|i\s+have))?[\W\d]*")

_LIKE_A_CODE = re.compile(r"(?<![\d.,:+-])[1-9]\d{1,3}(?![\d%])(?![.,:]\d)")

NOT_DONE_YET = {Word.GIVE, Word.REPLY}  # nobody is asked, and nothing is sent
ACTS = {Word.TAKE: Act.TAKE, Word.CALLED: Act.CALLED, Word.CLOSE: Act.CLOSE, Word.PASS: Act.PASS}


def take(entry: Entry, person: Person) -> str:
    """Do what the text says, or nothing; either way the person is told what is the case."""
    reply = read_reply(entry.body)
    answer, about = _answer(entry, person, reply)
    incident = about if isinstance(about, Incident) else None
    inbound.settle(
        entry.session, entry.inbound_id, "reply", incident_id=incident.id if incident else None
    )
    draft = Draft(
        Kind.REPLY,
        person.phone,
        answer,
        way_to_answer(entry.session, person),
        person=person.key,
        incident_id=incident.id if incident else None,
        matter_id=about.id if isinstance(about, Matter) else None,
    )
    outbox.put(entry.session, draft, entry.now)
    return f"reply of {person.key}" + (f" to incident {incident.number}" if incident else "")


def take_leave(entry: Entry, former: Staff) -> str:
    """Answer somebody who is on call no more: nothing is changed, and it is no report either."""
    inbound.settle(entry.session, entry.inbound_id, "reply")
    body = entry.settings.texts.say(former.language, "left_crew")
    draft = Draft(Kind.REPLY, former.phone, body, person=former.person)
    outbox.put(entry.session, draft, entry.now)
    return f"reply of {former.person}, who has left"


def _answer(entry: Entry, person: Person, reply: Reply) -> tuple[str, Incident | Matter | None]:
    """What is said to a text, and which incident it is about, or what it asks."""
    if reply.code is not None:
        return _with_code(entry, person, reply, reply.code)
    if reply.word is Word.TAKE and not reply.negated:
        return _bare(entry, person, reply)
    if reply.word is Word.STATUS:
        return overview.of(entry, person), None
    matter = hearsay.ask(entry, person) if reply.word is Word.ONCALL and reply.rest else None
    if matter is not None:  # "Vagt! lampehuset.dk er nede"
        return hearsay.question(entry.settings, person, matter), matter
    if reply.word in (Word.HELP, Word.DETAILS, Word.ONCALL):
        return _about_us(entry.settings, person, reply, entry.now), None
    if matters.says_bare(reply, stored.open_to(entry.session, person.key)):
        return _bare(entry, person, reply)
    if holding.says_still_on_it(entry.body) and _has_check_in(entry, person):
        return _bare(entry, person, reply)
    is_known = reply.word is Word.PASS or (reply.word is not None and not reply.negated)
    if is_known:
        return _which_one(entry, person, "code_missing"), None
    matter = hearsay.ask(entry, person)
    if matter is not None:
        return hearsay.question(entry.settings, person, matter), matter
    if hearsay.is_reported(entry) and not hearsay.is_asked_anything(entry, person):
        return overview.of(entry, person), None
    return _which_one(entry, person, "unclear_no_code"), None


def _with_code(
    entry: Entry, person: Person, reply: Reply, code: int
) -> tuple[str, Incident | Matter | None]:
    settled = broadcast.answer(
        entry.session,
        entry.settings,
        person,
        reply,
        words=entry.body,
        inbound_id=entry.inbound_id,
        now=entry.now,
    )
    if settled is not None:
        return settled
    matter = matters.asked_under(entry.session, person, code, entry.now)
    if matter is not None:
        return _of_matter(entry, person, matter, reply)
    question = questions.by_code(entry.session, person.key, code)
    if question is None or (question.free_at is not None and question.free_at <= entry.now):
        said = hearsay.ask_beside_figures(entry, person)  # "500 fejl på lampehuset.dk"
        if said is not None:
            return hearsay.question(entry.settings, person, said), said
        return _no_such_code(entry, person, code)
    incident = incidents.get(entry.session, question.incident_id)
    doing = _doing(entry, person, incident, question)
    if reply.word is Word.ALL:
        answer = broadcast.propose(doing, reply.rest, entry.relay.chance.choice)
    else:
        answer = _do(doing, reply)
    actions.hear(doing)
    return words.followed_by(answer, _other_codes(entry, person, reply)), incident


def _other_codes(entry: Entry, person: Person, reply: Reply) -> str:
    """What one answer with several codes leaves open: the first of them alone is read."""
    if reply.word is not None and reply.word not in ACTS:
        return ""
    said = {int(one) for one in _LIKE_A_CODE.findall(reply.rest)}
    texts, language = entry.settings.texts, person.language
    items = [item for code, item in _open_items(entry, person) if code in said - {reply.code}]
    items = items[:LISTED]
    return texts.say(language, "also_open", list=", ".join(items)) if items else ""


def _open_items(entry: Entry, person: Person) -> list[tuple[int, str]]:
    """What a person could answer, each with its code."""
    texts, language = entry.settings.texts, person.language
    return [
        (
            question.code,
            texts.say(
                language,
                "open_item",
                code=question.code,
                number=incident.number,
                shop=telling.shop_of(incident, entry.settings, language),
            ),
        )
        for question, incident in questions.open_to(entry.session, person.key)
        if incident.holder in (None, person.key)
    ]


def _doing(entry: Entry, person: Person, incident: Incident, question: Question) -> Doing:
    return Doing(
        entry.session,
        entry.settings,
        person,
        incident,
        question,
        entry.body,
        entry.inbound_id,
        entry.now,
    )


def _do(doing: Doing, reply: Reply) -> str:
    """An answer with a person's own code."""
    number, code = doing.incident.number, telling.code_of(doing)
    is_put_off = reply.word is Word.TAKE and passed_on.is_put_off(reply.rest)
    if is_put_off or speaks_of_another(doing, reply):
        reply = replace(reply, word=None)
    if reply.word is Word.TAKE and _says_that_it_was_called(doing):
        reply = replace(reply, word=Word.CALLED)
    if reply.word in ACTS:
        return actions.act(doing, ACTS[reply.word], reason=reply.rest)
    if reply.word is Word.UNDO:
        return outage.undo(doing)
    if reply.word is Word.SPLIT:
        return outage.split(doing, reply.rest)
    if reply.word is Word.DETAILS:
        doing.note(Happened.ANSWERED)
        return details.of(doing)
    if reply.word in (Word.HELP, Word.ONCALL):
        return _about_us(doing.settings, doing.person, reply, doing.now)
    if reply.word is Word.PAUSE:
        return _pause(doing, reply.rest)
    if reply.word in CORRECTIONS:
        return _correct(doing, *CORRECTIONS[reply.word])
    if reply.word is Word.NOTE:
        doing.note(Happened.NOTE, text=reply.rest, word=reply.word)
        return doing.say("noted", number=number)
    doing.note(Happened.NOTE, text=doing.words)
    if reply.negated and doing.incident.state is State.CLOSED:
        return telling.closed(doing)
    is_theirs = doing.incident.holder == doing.person.key
    if reply.negated and is_theirs and reply.word is not Word.REPLY:
        return doing.say("still_yours_negation", number=number, code=code)
    if doing.incident.state is not State.OPEN:
        return _kept(doing, reply)
    if reply.word in NOT_DONE_YET:
        return doing.say("noted_untaken", number=number, code=code)
    return doing.say("not_taken_negation" if reply.negated else "unclear", number=number, code=code)


def _kept(doing: Doing, reply: Reply) -> str:
    """What words mean that are only kept as a note; any of them answer "still on it?"."""
    incident, code = doing.incident, telling.code_of(doing)
    is_live = incident.state is State.ACKNOWLEDGED and incident.asked_at is not None
    is_asked = is_live and incident.holder == doing.person.key
    if not is_asked or reply.word is Word.REPLY:
        return doing.say("noted_only", number=incident.number)
    if incidents.owes_call(incident) and incident.nudged_at is not None:
        return telling.as_it_is(doing, Verdict.ALREADY_YOURS)  # which asks for the call
    is_for_another = reply.word is Word.GIVE or names_a_colleague(doing, reply.rest)
    key = "still_yours" if is_for_another else "still_on_it"
    return doing.say(key, number=incident.number, code=code)


def _says_that_it_was_called(doing: Doing) -> bool:
    """Whether a text answers "have you called?" with a plain yes; "ok" may only mean "I will"."""
    incident = doing.incident
    is_asked = incident.holder == doing.person.key and incident.nudged_at is not None
    return is_asked and bool(_YES.fullmatch(doing.words.casefold()))


def _correct(doing: Doing, urgency: Urgency, answer: str, news: str) -> str:
    """Keep what the text really was; what is open stays open until somebody closes it.

    Whoever else has it hears of it: the merchant will be told so when they close it.
    """
    actions.correct(
        doing.session,
        doing.incident,
        urgency,
        who=doing.person.key,
        now=doing.now,
        words=doing.words,
        inbound_id=doing.inbound_id,
    )
    if doing.incident.state is State.ACKNOWLEDGED:
        told = telling.holder_if_other(doing)
        telling.tell_crew(doing, told, news, who=doing.person.name)
    is_urgent = urgency is Urgency.CRITICAL
    now = telling.how_it_stands(doing) if is_urgent else _left_to_do(doing)
    return doing.say(answer, number=doing.incident.number, now=now)


def _left_to_do(doing: Doing) -> str:
    """Who has what was wrongly paged, or that it is closed; else how whoever says so closes it."""
    incident = doing.incident
    if incident.state is State.CLOSED:
        return doing.say("undo_over")
    if incident.holder not in (None, doing.person.key):
        return doing.say("undo_theirs", who=telling.name_of(doing.settings, incident.holder))
    return doing.say("corrected_close", code=telling.code_of(doing))


def _pause(doing: Doing, rest: str) -> str:
    """Hold the check-in for some minutes; neither the promised call nor what nobody has."""
    number, code = doing.incident.number, telling.code_of(doing)
    if doing.incident.state is State.CLOSED:
        doing.note(Happened.ANSWERED)
        return telling.closed(doing)
    if doing.incident.holder != doing.person.key:
        doing.note(Happened.ANSWERED)
        if doing.incident.holder is not None:
            return telling.as_it_is(doing, Verdict.TAKEN_BY_ANOTHER)
        return doing.say("not_yours_to_pause", number=number, code=code)
    minutes = _minutes(rest)
    if not 0 < minutes <= LONGEST_PAUSE:
        doing.note(Happened.ANSWERED)
        return doing.say("pause_how_long", code=code)
    until = doing.now + timedelta(minutes=minutes)
    before, doing.incident.paused_until = doing.incident.paused_until, until
    was = {"until": before.isoformat()} if before is not None else {}
    doing.note(Happened.PAUSED, minutes=minutes, **was)
    return _paused(doing, until)


def _minutes(rest: str) -> int:
    """For how many minutes, by "30", "30 min" or "1 time"; 0 where it cannot be told."""
    found = _SPAN.match(rest)
    if found is None:
        return 0
    if found["count"]:
        return int(found["count"])
    return 60 * (int(found["hours"]) if found["hours"].isdigit() else 1)


def _paused(doing: Doing, until: datetime) -> str:
    """Until when nobody asks; of a call that is owed, when it is asked for all the same."""
    incident, zone = doing.incident, doing.settings.hotline.time_zone
    said = {"number": incident.number, "code": telling.code_of(doing)}
    said["time"] = local_time(until, zone)
    asked_at, lost_at = holding.promise(incidents.held(incident, is_on_call=True))
    by = lost_at or asked_at
    if by is None or not incidents.owes_call(incident):
        return doing.say("paused_you", **said)
    key = "paused_asked" if lost_at is not None else "paused_uncalled"
    return doing.say(key, **said, by=local_time(by, zone))


def _no_such_code(entry: Entry, person: Person, code: int) -> tuple[str, Incident | None]:
    """A code that is nobody's, somebody else's, or the number of an incident."""
    texts, language = entry.settings.texts, person.language
    incident = incidents.by_number(entry.session, code)
    if incident is not None:
        asked = questions.of_incident(entry.session, incident.id)
        question = next((one for one in asked if one.person == person.key), None)
        if question is not None and incident.state is State.CLOSED:
            return telling.closed(_doing(entry, person, incident, question)), incident
        if question is not None and question.free_at is None:
            said = texts.say(
                language, "incident_number", number=incident.number, code=question.code
            )
            return said, incident
        who = telling.name_of(entry.settings, incident.holder)
        state = texts.say(language, f"state_{incident.state}", who=who)
        return _which_one(entry, person, "not_asked", number=incident.number, state=state), incident
    if questions.of_others(entry.session, person.key, code):
        return _which_one(entry, person, "foreign_code", code=code), None
    return _which_one(entry, person, "unknown_code", code=code), None


def _bare(entry: Entry, person: Person, reply: Reply) -> tuple[str, Incident | None]:
    """A take without a code: only where one question is open and its page can have been read."""
    waiting = broadcast.awaiting(entry.session, person, entry.now)
    if waiting is not None:
        code, recipients = waiting.code, broadcast.recipients_of(entry.session, waiting)
        return _which_one(entry, person, "all_pending", code=code, recipients=recipients), None
    asked = [
        (question, incident)
        for question, incident in questions.open_to(entry.session, person.key)
        if _is_asked(question, incident, person)
    ]
    others = stored.open_to(entry.session, person.key)
    if len(asked) + len(others) != 1:
        key = "several_open" if asked or others else "none_open"
        return _which_one(entry, person, key), None
    if entry.late:
        return _which_one(entry, person, "answer_late"), None
    if others:
        return _bare_matter(entry, person, others[0], reply)
    if passed_on.is_put_off(entry.body):  # "ok 😴"
        return _which_one(entry, person, "unclear_no_code"), None
    question, incident = asked[0]
    if not _was_read(entry, *questions.reached_at(entry.session, question.id)):
        return _which_one(entry, person, "too_early"), None
    doing = _doing(entry, person, incident, question)
    answer = actions.act(doing, Act.CALLED if _says_that_it_was_called(doing) else Act.TAKE)
    actions.hear(doing)
    return words.followed_by(answer, _other_codes(entry, person, reply)), incident


def _has_check_in(entry: Entry, person: Person) -> bool:
    """Whether somebody was asked whether they are still on something that they have."""
    return any(
        incident.holder == person.key and incident.asked_at is not None
        for _, incident in questions.open_to(entry.session, person.key)
    )


def _is_asked(question: Question, incident: Incident, person: Person) -> bool:
    """Whether a question waits for its person: who takes it, or are they still on it?

    What was paged for itself before it joined an outage is asked with its lead.
    """
    if incident.outage_of is not None:
        return False
    if incident.state is State.OPEN:
        return question.passed_at is None
    is_asked = incident.asked_at is not None or incident.nudged_at is not None
    return incident.holder == person.key and is_asked


def _bare_matter(
    entry: Entry, person: Person, matter: Matter, reply: Reply
) -> tuple[str, Incident | None]:
    if not _was_read(entry, *stored.reached_at(entry.session, matter.id)):
        return _which_one(entry, person, "too_early"), None
    return _of_matter(entry, person, matter, reply)


def _of_matter(
    entry: Entry, person: Person, matter: Matter, reply: Reply
) -> tuple[str, Incident | None]:
    """An answer to what belongs to no incident; of a text that is a report it makes one."""
    if matter.subject is Subject.REPORT:
        return hearsay.answer(entry, person, matter, reply)
    return matters.answer(entry.session, entry.settings, person, matter, reply, entry.now), None


def _was_read(entry: Entry, delivered_at: datetime | None, sent_at: datetime | None) -> bool:
    if delivered_at is not None and delivered_at <= entry.received_at:
        return True
    return sent_at is not None and sent_at + READ_AFTER <= entry.received_at


def _which_one(entry: Entry, person: Person, key: str, **values: object) -> str:
    """What is the case, followed by what the person could answer, with the codes."""
    texts, language = entry.settings.texts, person.language
    items = [item for _, item in _open_items(entry, person)]
    others = stored.open_to(entry.session, person.key)
    items = [*matters.items(entry.settings, person, others), *items]
    said = texts.say(language, key, **values)
    if not items:
        return said
    left = len(items) - LISTED
    more = texts.say(language, "bundle_more", count=left) if left > 0 else ""
    listed = ", ".join(items[:LISTED]) + more
    return words.followed_by(said, texts.say(language, "open_list", list=listed))


def _about_us(settings: Settings, person: Person, reply: Reply, now: datetime) -> str:
    """The words that can be answered, or who is on call until when."""
    if reply.word is not Word.ONCALL:
        return settings.texts.say(person.language, "help")
    said = _on_call(settings, person, now)
    if not any(letter.isalnum() for letter in reply.rest):
        return said
    return f"{settings.texts.say(person.language, 'oncall_unchanged')} {said}"


def _on_call(settings: Settings, person: Person, now: datetime) -> str:
    zone = settings.hotline.time_zone
    items = [
        settings.texts.say(
            person.language,
            "oncall_item",
            rotation=name,
            who=telling.name_of(settings, shift.person),
            until=shift.ends_at.astimezone(zone).strftime("%d/%m %H.%M"),
        )
        for name, rotation in settings.rotations.items()
        for shift in rota.on_duty_all(rotation, now, zone)
    ]
    if not items:
        return settings.texts.say(person.language, "oncall_nobody")
    return settings.texts.say(person.language, "oncall", list="; ".join(items))
