"""What is told of an incident: to whoever acts on it, to the rest of the crew, to its merchant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from relay.core.crew import Person
from relay.core.daytime import local_time, past_time
from relay.core.escalation import Ladder
from relay.core.followup import FollowUpKind
from relay.core.holding import CALL_GRACE
from relay.core.incident import Happened, State, Verdict
from relay.core.message import Channel, Kind
from relay.core.phone import is_premium_or_satellite
from relay.core.reach import lost_lately
from relay.core.reply import is_opt_in, is_opt_out
from relay.core.segments import septets
from relay.core.urgency import Urgency
from relay.core.words import TWO_SEGMENTS, followed_by, joined, told
from relay.settings import Settings
from relay.store import (
    corrections,
    events,
    incidents,
    messages,
    outages,
    outbox,
    questions,
    unsaid,
)
from relay.store.incidents import call_number
from relay.store.models import Correction, Event, Incident, Question
from relay.store.outbox import Draft
from relay.texting import may_text, notice, way_to_answer, way_to_tell

AFTER_THE_REPLY = timedelta(seconds=2)  # "you have it" comes first
# So do pages when somebody gives it back, and news that a page makes needless has not left then.
PAGES_AFTER = AFTER_THE_REPLY / 2
BESIDE = 3  # incidents in one text that made an outage and are none of it
NOTHING_TO_DO = {"taken_other", "closed_other"}
_STANDS_BY = {
    Happened.TAKEN: State.ACKNOWLEDGED,
    Happened.CALLED: State.ACKNOWLEDGED,
    Happened.CLOSED: State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody acts: who, with which words, on what, when."""

    session: Session
    settings: Settings
    person: Person
    incident: Incident
    question: Question | None
    words: str
    inbound_id: int | None
    now: datetime
    user: str | None = None  # who is signed in, when they act on a page

    def say(self, key: str, **values: object) -> str:
        """A sentence to the person who acts."""
        return self.settings.texts.say(self.person.language, key, **values)

    def note(self, what: Happened, **data: Any) -> None:
        """A line in the timeline, with the words that caused it."""
        events.note(
            self.session,
            self.incident.id,
            what,
            self.now,
            who=self.person.key,
            words=self.words,
            inbound_id=self.inbound_id,
            **({"user": self.user} if self.user else {}),
            **data,
        )


def code_of(doing: Doing) -> int | str:
    """The person's code for the incident; nothing for someone who was never asked."""
    return doing.question.code if doing.question is not None else ""


def shop_of(incident: Incident, settings: Settings, language: str) -> str:
    """The shop as a text names it."""
    return incident.webshop or settings.texts.say(language, "unknown_shop")


def extent_of(session: Session, settings: Settings, incident: Incident, language: str) -> str:
    """How many shops it is, of what leads an outage; else nothing."""
    shops = outages.shops_of(session, incident, settings.limits.storm.within)
    return settings.texts.say(language, "extent", shops=shops) if shops > 1 else ""


def not_with_it(session: Session, settings: Settings, lead: Incident, person: Person) -> str:
    """What made something an outage and is a matter by itself still, with the person's codes.

    Empty for none: it is counted with the others, but neither taken nor closed with them.
    """
    items = []
    beside = outages.live_beside(session, lead, settings.limits.storm.within)
    for one in beside[:BESIDE]:
        asked = questions.of_incident(session, one.id)
        code = next((question.code for question in asked if question.person == person.key), None)
        items.append(f"{code} = {one.number}" if code is not None else str(one.number))
    if not items:
        return ""
    left = len(beside) - BESIDE
    more = settings.texts.say(person.language, "bundle_rest", count=left) if left > 0 else ""
    return settings.texts.say(person.language, "not_with_it", list=", ".join(items) + more)


def name_of(settings: Settings, key: str | None) -> str:
    """A person's name; the key itself when the person has left the file."""
    person = settings.people.get(key or "")
    return person.name if person is not None else key or ""


def merchants_language(settings: Settings, read: str) -> str:
    """The language to answer a text in; the hotline's first when it could not be told."""
    languages = settings.hotline.languages
    return read if read in languages else languages[0]


def number_said(incident: Incident, settings: Settings, language: str) -> str:
    """The number to call, or that there is none."""
    return call_number(incident) or settings.texts.say(language, "no_number")


def number_to_call(incident: Incident, settings: Settings, language: str) -> str:
    """The same for whoever calls it, with a warning where that is dear."""
    said, number = number_said(incident, settings, language), call_number(incident)
    if number is None or not is_premium_or_satellite(number):
        return said
    return f"{said} ({settings.texts.say(language, 'call_expensive').rstrip('.')})"


def as_it_is(doing: Doing, verdict: Verdict) -> str:
    """The answer to an act that changes nothing: what is the case."""
    incident, settings = doing.incident, doing.settings
    zone = settings.hotline.time_zone
    if verdict is Verdict.ALREADY_YOURS:
        return _still_have_it(doing)
    if verdict is Verdict.PASSED_ALREADY:
        return doing.say("already_passed", number=incident.number, code=code_of(doing))
    answer_says_who(doing)
    if verdict is Verdict.CALLED_ALREADY:
        who = name_of(settings, incident.holder)
        return doing.say("already_called", number=incident.number, who=who)
    if verdict is Verdict.TAKEN_BY_ANOTHER and incident.taken_at is not None:
        who = name_of(settings, incident.holder)
        time = past_time(incident.taken_at, doing.now, zone)
        return doing.say("already_taken", number=incident.number, who=who, time=time)
    if incident.closed_at is None:
        return doing.say("never_paged", number=incident.number)
    return closed(doing)


def answer_says_who(doing: Doing) -> None:
    """Let go of the news of who has it, or closed it, that the answer to a text tells as well.

    Two who answer in the same second: the news to the later one has not left by then. It stays
    where it goes another way than the answer, which may not reach them.
    """
    way = way_to_answer(doing.session, doing.person)
    is_text, question = doing.inbound_id is not None, doing.question
    if question is not None and is_text and way_to_tell(doing.session, doing.person) is way:
        outbox.let_go_of_notices(doing.session, question.id, doing.now)


def closed(doing: Doing) -> str:
    """By whom and when it was closed, and how to take that back, to whoever did it just now."""
    incident, settings = doing.incident, doing.settings
    who = name_of(settings, incident.closed_by)
    at = incident.closed_at or doing.now
    time = past_time(at, doing.now, settings.hotline.time_zone)
    is_fresh = doing.now - at <= Ladder.from_json(incident.ladder).undo_within
    key = (
        "closed_by_you" if incident.closed_by == doing.person.key and is_fresh else "already_closed"
    )
    return doing.say(key, number=incident.number, who=who, time=time, code=code_of(doing))


def how_it_stands(doing: Doing) -> str:
    """Who has it, and what whoever wanted to take something back can answer."""
    incident, code = doing.incident, code_of(doing)
    if incident.state is State.OPEN:
        return doing.say("undo_open", code=code)
    if incident.state is not State.ACKNOWLEDGED:
        return doing.say("undo_over")
    if incident.holder == doing.person.key:
        key = "undo_yours" if incidents.owes_call(incident) else "undo_yours_called"
        return doing.say(key, code=code)
    return doing.say("undo_theirs", who=name_of(doing.settings, incident.holder))


def _still_have_it(doing: Doing) -> str:
    """What is left to do; a promised call above all, when it was asked for."""
    incident = doing.incident
    if incidents.called_since_taken(incident) is not None:
        return you_have_it(doing, "already_yours_called")
    if incident.nudged_at is None:
        return you_have_it(doing, "already_yours")
    by = incident.nudged_at + CALL_GRACE
    return you_have_it(doing, "call_first", time=local_time(by, doing.settings.hotline.time_zone))


def you_have_it(doing: Doing, key: str = "taken_you", **values: object) -> str:
    """Whom to call, and how to go on, in one of the sentences for that."""
    incident = doing.incident
    language = doing.person.language
    if call_number(incident) is None and key != "already_yours_called":
        key = "yours_unnumbered"
    return doing.say(
        key,
        number=incident.number,
        shop=shop_of(incident, doing.settings, language),
        extent=extent_of(doing.session, doing.settings, incident, language),
        name=incident.name or "",
        callback=number_to_call(incident, doing.settings, language),
        code=code_of(doing),
        **values,
    )


def with_what_others_called_it(doing: Doing, answer: str) -> str:
    """The answer to whoever takes it, and who has called it no emergency, in two segments.

    Where the name is too long the first one does.
    """
    said = corrections.of_incident(doing.session, doing.incident.id)
    if said is None or said.urgency is Urgency.CRITICAL or said.who == doing.person.key:
        return answer
    if _is_spoken_against(doing.session, doing.incident, said):
        return answer
    who = name_of(doing.settings, said.who)
    for name in (who, who.split()[0]):
        if said.urgency is Urgency.ROUTINE:
            more = doing.say("called_routine", who=name)
        else:
            more = doing.say("called_nothing", who=name)
        both = followed_by(answer, more)
        if septets(both) <= TWO_SEGMENTS:
            return both
    return answer


def asked_lately(session: Session, incident: Incident) -> list[Question]:
    """The questions of those who heard of it since the paging began, again perhaps.

    Whoever was paged before it was closed, or fell to others, has heard that and sleeps; unless
    that news was let go of before it left.
    """
    began_at = incidents.started_at(incident)
    asleep = messages.asleep_of(session, incident.id, began_at)
    return [
        one
        for one in questions.of_incident(session, incident.id)
        if one.id not in asleep or (one.joined_at or one.asked_at) >= began_at
    ]


def others(doing: Doing) -> list[Question]:
    """The questions of everybody else who was paged since the paging began."""
    asked = asked_lately(doing.session, doing.incident)
    return [question for question in asked if question.person != doing.person.key]


def holder_if_other(doing: Doing) -> list[Question]:
    """The question of whoever has the incident, unless that is who acts."""
    incident = doing.incident
    if incident.holder == doing.person.key:
        return []
    asked = questions.of_incident(doing.session, incident.id)
    return [question for question in asked if question.person == incident.holder]


def holder_of_it_or_outage(doing: Doing) -> list[Question]:
    """The same; of one of an outage that they were never asked about, their question for that."""
    incident, asked = doing.incident, holder_if_other(doing)
    if asked or incident.outage_of is None or incident.holder == doing.person.key:
        return asked
    of_outage = questions.of_incident(doing.session, incident.outage_of)
    return [question for question in of_outage if question.person == incident.holder]


def tell_crew(
    doing: Doing,
    told: Iterable[Question],
    key: str,
    *,
    due_at: datetime | None = None,
    **values: object,
) -> None:
    """A sentence to those who were asked, each in their language."""
    incident, settings = doing.incident, doing.settings
    for question in told:
        person = settings.people.get(question.person)
        if person is None:
            continue
        is_content = question.passed_at is not None and key in NOTHING_TO_DO
        if is_content and way_to_tell(doing.session, person) is Channel.VOICE:
            continue  # a call would wake them for nothing
        shop = shop_of(incident, settings, person.language)
        body = settings.texts.say(
            person.language, key, number=incident.number, shop=shop, code=question.code, **values
        )
        draft = notice(
            doing.session,
            settings,
            person,
            body,
            code=question.code,
            incident_id=incident.id,
            question_id=question.id,
        )
        outbox.put(doing.session, draft, doing.now, due_at=due_at)


def tell_who_has_it(
    session: Session, settings: Settings, incident: Incident, now: datetime, key: str = "taken"
) -> None:
    """Tell the merchant; a call is promised only while none was made."""
    is_called = incidents.called_since_taken(incident) is not None
    language = merchants_language(settings, incident.language)
    to_merchant(
        session,
        settings,
        incident,
        f"{key}_called" if is_called else key,
        now,
        number=incident.number,
        who=name_of(settings, incident.holder),
        callback=number_said(incident, settings, language),
    )


def tell_what_was_added(doing: Doing) -> None:
    """Whoever takes it gets what merchants wrote again while others were asked, or had it."""
    incident, question = doing.incident, doing.question
    way = way_to_tell(doing.session, doing.person)
    is_only_rung = way is Channel.VOICE
    events = [
        *((incident.number, event) for event in _why_it_is_open_again(doing)),
        *added_since(doing.session, incident, incident.opened_at),
    ]
    events.sort(key=lambda one: one[1].id)  # as written; the clock may have been set back
    if not events:
        return
    known = messages.added_for(doing.session, question.id) if question is not None else ()
    wrote = [(number, words_of(doing, event)) for number, event in events]
    added = [
        words if number == incident.number else f"{number}: {words}"
        for number, words in wrote
        if not any(_stands_in(doing, body, number, words) for body in known)
    ]
    if not added or (is_only_rung and doing.inbound_id is None):  # their call goes on with it
        return
    draft = Draft(
        Kind.FOLLOW_UP,
        doing.person.phone,
        doing.say("followup", number=incident.number, words=joined(added)),
        way_to_answer(doing.session, doing.person) if is_only_rung else way,
        person=doing.person.key,
        incident_id=incident.id,
        question_id=question.id if question is not None else None,
    )
    outbox.put(doing.session, draft, doing.now, due_at=doing.now + AFTER_THE_REPLY)


def _why_it_is_open_again(doing: Doing) -> list[Event]:
    """What had it opened again, unless a page that says so has reached whoever takes it."""
    if doing.incident.reopened_at is None:
        return []
    question = doing.question
    return [
        event
        for event in events.of(doing.session, doing.incident.id)
        if event.what is Happened.REOPENED
        and says_something(event)
        and not (question and messages.was_told(doing.session, question.id, event.at))
    ]


def _stands_in(doing: Doing, body: str, number: int, words: str) -> bool:
    """Whether a line of additions has somebody's words as a whole; in doubt not."""
    first, *more = body.split(" / ")
    lead, named = doing.incident.number, f"{number}: {words}"
    begun = {doing.say("followup", number=number, words=words)}
    begun.add(doing.say("followup", number=lead, words=named))
    return first in begun or named in more or (number == lead and words in more)


def says_something(event: Event) -> bool:
    """Whether a line of the timeline has a text with words, or with a picture or another file."""
    return bool(event.words or event.data.get("media"))


def words_of(doing: Doing, event: Event) -> str:
    """What a merchant wrote, as the person who acts is told it."""
    texts, attached = doing.settings.texts, bool(event.data.get("media"))
    return told(texts, doing.person.language, event.words or "", attached=attached)


def first_words_of(doing: Doing, incident: Incident) -> str:
    """What its merchant wrote first, as the person who acts is told it."""
    attached = bool(events.files_of(doing.session, [incident.id])[incident.id])
    return told(doing.settings.texts, doing.person.language, incident.words, attached=attached)


def additions(session: Session, incident: Incident) -> list[Event]:
    """What its merchant wrote besides the first text, thanks and STOP, the oldest first.

    That it works again is no news any more once they have had it opened again.
    """
    happened = events.of(session, incident.id)
    opened = max((one.id for one in happened if one.what is Happened.REOPENED), default=0)
    return [
        event
        for event in happened
        if event.what is Happened.FOLLOW_UP
        and event.data["kind"] != FollowUpKind.THANKS
        and not (event.data["kind"] == FollowUpKind.WORKS_AGAIN and event.id < opened)
        and says_something(event)
        and not (is_opt_out(event.words or "") or is_opt_in(event.words or ""))
    ]


def added_since(session: Session, incident: Incident, since: datetime) -> list[tuple[int, Event]]:
    """What the merchants of an incident or an outage added after then, with its number."""
    return [
        (one.number, event)
        for one in (incident, *outages.attached(session, incident.id))
        for event in additions(session, one)
        if event.at > since
    ]


def tell_that_it_is_closed(
    session: Session, settings: Settings, incident: Incident, now: datetime
) -> bool:
    """Tell the merchant, and where to write with what was for support; False when none gets it."""
    lost = lost_lately(messages.outcomes(session, incident.reporter))
    key, where = "closed", {}
    if _is_for_support(session, incident):
        key = "closed_routine"
        where = {"company": settings.hotline.company, "support": settings.hotline.support}
    told = to_merchant(session, settings, incident, key, now, number=incident.number, **where)
    return told and not lost.texts


def _is_for_support(session: Session, incident: Incident) -> bool:
    """Whether an incident that is closed is no more than somebody said: for support.

    That it is stands no longer once its merchant told of new trouble, once others joined, or once
    somebody else took it or called. Whoever had it when it was said has heard of that.
    """
    corrected = corrections.of_incident(session, incident.id)
    if corrected is None or corrected.urgency is not Urgency.ROUTINE:
        return False
    if incident.taken_at == incident.closed_at and incident.closed_by != corrected.who:
        return False  # closed by somebody who only then took it
    since = _since_said(session, incident, corrected)
    is_taken = any(_takes_after(one, corrected.who) for one in since)
    return not is_taken and not _is_spoken_against(session, incident, corrected)


def _is_spoken_against(session: Session, incident: Incident, corrected: Correction) -> bool:
    """Whether something has happened since that makes an emergency of what was called none."""
    added = [one for one in additions(session, incident) if _is_trouble(one)]
    return any(
        one in added or one.what in (Happened.REOPENED, Happened.INSISTED, Happened.ATTACHED)
        for one in _since_said(session, incident, corrected)
    )


def _since_said(session: Session, incident: Incident, corrected: Correction) -> list[Event]:
    timeline = events.of(session, incident.id)
    said_at = max((one.id for one in timeline if _says(one, corrected)), default=0)
    return [one for one in timeline if one.id > said_at]


def _says(event: Event, corrected: Correction) -> bool:
    return event.what is Happened.CORRECTED and event.at == corrected.at


def _is_trouble(added: Event) -> bool:
    return added.data["kind"] in (FollowUpKind.STILL_DOWN, FollowUpKind.ADDITION)


def _takes_after(event: Event, who: str) -> bool:
    """Whether somebody else took it, or called, than who had called it a matter for support."""
    is_taking = event.what in (Happened.TAKEN, Happened.CALLED)
    return is_taking and (event.who or event.data.get("person")) != who


def tell_that_it_goes_on(doing: Doing, closed_at: datetime) -> bool:
    """Tell the merchant that it is not solved after all; False where they never heard that it was.

    What is closed is let go of unless it has left, and nothing is said then to whom knows how it
    stands.
    """
    incident = doing.incident
    if incident.state is State.OPEN:
        key = news_that_it_is_open(doing.session, incident)
        return key is not None and tell_merchant(doing, key, number=incident.number)
    has_left, knows_before = unsaid.unsay(doing.session, incident.id, closed_at)
    if not has_left and knows_before:
        return False
    if incident.outage_of is not None:  # whoever has the outage calls none of its merchants
        key = "outage_not_closed" if has_left else "outage_taken"
        tell_merchant(doing, key, number=incident.number)
    else:
        key = "not_closed" if has_left else "taken"
        tell_who_has_it(doing.session, doing.settings, incident, doing.now, key)
    return True


def news_that_it_is_open(session: Session, incident: Incident) -> str | None:
    """The sentence for a merchant that nobody has what was closed; None where they know no other.

    What they were to hear before and has not left is let go of.
    """
    heard_at = unsaid.unsay_all(session, incident.id)
    heard = stood_at(events.of(session, incident.id), heard_at)
    return {State.CLOSED: "reopened", State.ACKNOWLEDGED: "undone"}.get(heard)


def stood_at(timeline: Sequence[Event], at: datetime | None) -> State:
    """How an incident stood by what happened at an instant, as its merchant was told."""
    last = max(
        (one for one in timeline if one.at == at and one.what is not Happened.ANSWERED),
        key=lambda one: one.id,
        default=None,
    )
    if last is None:
        return State.OPEN
    if last.what is Happened.UNDONE and "step" in last.data:
        return State(_step_of(timeline, last).data["was"]["state"])
    return _STANDS_BY.get(last.what, State.OPEN)


def _step_of(timeline: Sequence[Event], undone: Event) -> Event:
    """What was taken back."""
    steps = (
        one
        for one in timeline
        if one.id < undone.id and one.who == undone.who and one.what == undone.data["step"]
    )
    return max(steps, key=lambda one: one.id)


def tell_merchant(doing: Doing, key: str, **values: object) -> bool:
    """Text the merchant how it stands; False when they wrote from what cannot be texted."""
    return to_merchant(doing.session, doing.settings, doing.incident, key, doing.now, **values)


def to_merchant(
    session: Session,
    settings: Settings,
    incident: Incident,
    key: str,
    now: datetime,
    **values: object,
) -> bool:
    """Text the merchant a sentence; False when they cannot, must not or will not be texted."""
    if not may_text(session, settings, incident.reporter):
        return False
    language = merchants_language(settings, incident.language)
    body = settings.texts.say(language, key, **values)
    draft = Draft(Kind.UPDATE, incident.reporter, body, incident_id=incident.id)
    outbox.put(session, draft, now)
    return True
