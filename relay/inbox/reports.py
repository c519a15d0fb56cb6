"""A merchant's text: a new incident, more about one that is open, or a cry that it is not over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from relay import outage, steps
from relay.core import codes, storm, words
from relay.core.escalation import Climb
from relay.core.followup import (
    FollowUp,
    FollowUpKind,
)
from relay.core.holding import NEWS_GAP
from relay.core.incident import Happened, State
from relay.core.insistence import (
    SILENT,
    WITHIN,
    can_wait,
    insists,
    is_content,
    joined_words,
    misspells_plea,
)
from relay.core.report import Report
from relay.core.urgency import Urgency
from relay.inbox import meant, merchant, passing
from relay.inbox.entry import Entry
from relay.store import answers, events, inbound, incidents, outages, outbox, questions
from relay.store.incidents import call_number
from relay.store.models import Incident
from relay.store.prepared import write_new
from relay.telling import merchants_language
from relay.texting import is_flooding, notice

CONTENT = {FollowUpKind.THANKS, FollowUpKind.WORKS_AGAIN}  # opens nothing again
READ_AS_CONTENT = frozenset({"thanks", "works again"})  # what a further text's kind tells better
NOT_TO_US = SILENT - READ_AS_CONTENT

STATES = {
    Urgency.CRITICAL: State.OPEN,
    Urgency.ROUTINE: State.REDIRECTED,
    Urgency.NOT_AN_INCIDENT: State.DISMISSED,
}
OPENED = {
    Urgency.CRITICAL: Happened.OPENED,
    Urgency.ROUTINE: Happened.REDIRECTED,
    Urgency.NOT_AN_INCIDENT: Happened.DISMISSED,
}


def take(entry: Entry) -> str:
    """Open an incident, or act on the sender's own one; returns what was done."""
    report = _read(entry)
    if not entry.sender:
        return _open(entry, report)  # two who tell no number may be two people
    since = entry.now - meant.OVER_FOR
    if not entry.has_incident:
        declined = meant.declined(entry)
        if declined is not None:
            return _decline(entry, declined, report)
        return _open(entry, _insistent(entry, report))
    live = _live(entry)
    asked = meant.asked_of(entry)
    if asked is not None:
        return _affirm(entry, asked, report)
    told = meant.less_links(entry, report, live)
    denied = meant.denied(entry, told) if live else None
    if denied is not None:
        return _reopen(entry, denied, meant.follow_up(entry, denied, told), told)
    invited = meant.invited(entry, told) if live else None
    if invited is not None:
        return _insist(entry, invited, meant.follow_up(entry, invited, told), told)
    about = meant.about(entry, live, told)
    if about:
        return _add_to_all(entry, about, told)
    if live and _floods(entry, told):
        return _add_to_all(entry, live[-1:], told)
    for incident in incidents.put_aside_since(entry.session, entry.sender, since):
        if not meant.names_another_shop(entry, told, incident):
            done = _once_more(entry, incident, told)
            if done is not None:
                return done
    declined = meant.declined(entry)
    if declined is not None:
        return _decline(entry, declined, report)
    report = _insistent(entry, told if told.webshop else report)
    return _open_beside(entry, live[0], report) if live else _open(entry, report)


def _read(entry: Entry) -> Report:
    """The report, less what its reader cannot know."""
    if not entry.body.strip() and entry.media:
        return replace(entry.report, urgency=Urgency.NOT_AN_INCIDENT, why=("picture only",))
    if meant.says_nothing_new(entry.body):  # "HASTER" and "INFO" name neither a person nor a shop
        return replace(entry.report, name=None, webshop=None)
    return entry.report


def _live(entry: Entry) -> list[Incident]:
    """The sender's open and taken incidents; what is closed with its outage is none by now."""
    live = incidents.live_of_reporter(entry.session, entry.sender)
    for incident in live:
        outage.catch_up(entry.session, entry.settings, incident, entry.now)
    return [one for one in live if one.state in outages.LIVE]


def _open_beside(entry: Entry, incident: Incident, report: Report) -> str:
    """A text that names another shop than its sender's newest incident, which is live.

    What is not critical may still be about that one: whoever has it reads it too.
    """
    if report.urgency is Urgency.CRITICAL or NOT_TO_US.intersection(report.why):
        return _open(entry, report)
    if report.urgency is Urgency.NOT_AN_INCIDENT:
        return _add_to_all(entry, [incident], report)
    added = meant.follow_up(entry, incident, report)
    _note(entry, incident, Happened.FOLLOW_UP, kind=added.kind, filled=[])
    passing.along(entry, incident, gap=NEWS_GAP)
    return _open(entry, report)


def _affirm(entry: Entry, incident: Incident, report: Report) -> str:
    """The shop is down, as its merchant answers to what we asked."""
    report = replace(report, problem=None, why=())
    added = FollowUp(FollowUpKind.ADDITION, None, None, None)
    if incident.state is State.CLOSED:
        return _reopen(entry, incident, added, report)
    if incident.state is State.REDIRECTED:
        return _insist(entry, incident, added, report)
    return _add(entry, incident, added, report)


def _decline(entry: Entry, incident: Incident, report: Report) -> str:
    """The shop is not down, as its merchant answers to what we asked."""
    _note_follow_up(entry, incident, meant.follow_up(entry, incident, report), {})
    return f"incident {incident.number} follow-up, nothing to do"


def _floods(entry: Entry, report: Report) -> bool:
    """Whether a sender names ever more shops: then they are not paged for one by one."""
    if report.urgency is not Urgency.CRITICAL:
        return False
    return is_flooding(entry.session, entry.settings, entry.sender, entry.now)


def _insistent(entry: Entry, report: Report) -> Report:
    """A second text within ten minutes that says nothing is taken for a cry for help."""
    if report.urgency is not Urgency.NOT_AN_INCIDENT or SILENT.intersection(report.why):
        return report
    if incidents.dismissed_since(entry.session, entry.sender, entry.now - WITHIN) is None:
        return report
    return replace(report, urgency=Urgency.CRITICAL, why=(*report.why, "insists"))


def _introduced(entry: Entry, report: Report) -> Report:
    """A cry for help, with the name and shop told in a text just before that was no matter yet."""
    is_whole = report.name is not None and report.webshop is not None
    if report.urgency is not Urgency.CRITICAL or is_whole or not entry.sender:
        return report
    before = incidents.dismissed_since(entry.session, entry.sender, entry.now - WITHIN)
    if before is None:
        return report
    name, webshop = report.name or before.name, report.webshop or before.webshop
    return replace(report, name=name, webshop=webshop)


# ---- a new incident ------------------------------------------------------------------------


def _open(entry: Entry, report: Report) -> str:
    report = _introduced(entry, report)
    incident, joined = _begin(entry, report)
    answer = merchant.answer(entry, incident, report, joined=joined)
    if answer is not None:
        merchant.tell(entry, incident, answer, owed=report.urgency is Urgency.CRITICAL)
    return f"incident {incident.number} {incident.state}"


def open_untold(entry: Entry, report: Report) -> Incident:
    """Open an incident of a text of somebody on call, who is answered as such.

    It is always a new one: what they pass on may be any merchant's.
    """
    return _begin(entry, report)[0]


def _begin(entry: Entry, report: Report) -> tuple[Incident, bool]:
    """A new incident, and whether it joined an outage."""
    incident = incidents.draft(
        entry.session,
        report,
        state=STATES[report.urgency],
        reporter=entry.sender,
        words=entry.body,
        ladder=entry.settings.ladder.to_json(),
        now=entry.now,
        late=entry.late,
    )
    first = _first_step(entry, incident)
    write_new(entry.session, incident)
    inbound.settle(entry.session, entry.inbound_id, "report", incident_id=incident.id)
    opened = _line(entry, incident, OPENED[report.urgency], why=list(report.why))
    if first is not None:
        steps.carry_out(first, opened)
    else:
        events.note_all(entry.session, [opened])
    joined = first is None and incident.state is State.OPEN and _raise_alarm(entry, incident)
    return incident, joined


def _first_step(entry: Entry, incident: Incident) -> steps.Step | None:
    """What is done at once about an incident that is yet to be written; None when it may wait.

    What may be part of an outage is looked at beside the others, when it is written.
    """
    limit = entry.settings.limits.storm
    if incident.state is not State.OPEN or not entry.steps:
        return None
    if outages.is_near(entry.session, entry.now, count=limit.count, within=limit.within):
        return None
    return steps.decide(entry.session, entry.relay, incident, entry.now)


def _raise_alarm(entry: Entry, incident: Incident) -> bool:
    """Make it part of an outage, or page it at once; returns whether it joined one."""
    if outage.join(entry.session, entry.settings, incident, entry.now):
        return True
    if entry.steps:
        steps.take(entry.session, entry.relay, incident, entry.now)
    return False


# ---- more about an incident ----------------------------------------------------------------


def _add(entry: Entry, incident: Incident, added: FollowUp, report: Report) -> str:
    """A further text about an open incident, or one shop too many."""
    is_right = "webshop" in added.put_right
    is_another = not is_right and meant.names_another_shop(entry, report, incident)
    changes = {} if is_another else _fill(incident, added, report.problem)
    flag_modified(incident, "state")  # an answer at this instant decides who is told: do it again
    is_told = added.kind is not FollowUpKind.THANKS and "opt-out" not in report.why
    is_urgent = is_told and _waits_for_nothing(entry, incident, added, report, changes)
    _note_follow_up(entry, incident, added, changes | ({"at_once": True} if is_urgent else {}))
    if "callback" in changes.get("filled", ()) and incident.state is State.ACKNOWLEDGED:
        incident.wake_at = entry.now  # from now on a call is owed
    if "callback" in changes.get("put_right", ()) and incident.callback is None:
        merchant.ask_for_number(entry, incident)
    if incident.outage_of is not None and storm.stands_alone(entry.body, report.why):
        return _stand_alone(entry, incident, report)
    if is_told:
        passing.along(entry, incident, gap=timedelta(0) if is_urgent else NEWS_GAP)
    return f"incident {incident.number} follow-up"


def _waits_for_nothing(
    entry: Entry, incident: Incident, added: FollowUp, report: Report, changes: Mapping[str, Any]
) -> bool:
    """Whether the crew hears a text at once, however short a time ago they heard one before."""
    return (
        "callback" in (*changes.get("filled", ()), *changes.get("put_right", ()))
        or "webshop" in added.put_right
        or storm.stands_alone(entry.body, report.why)
        or passing.takes_back(entry, incident, added)
    )


def _add_to_all(entry: Entry, about: Sequence[Incident], report: Report) -> str:
    """A further text about one incident; about several when it puts right what all of them say."""
    before = [merchant.number_known(incident) for incident in about]
    added = [meant.follow_up(entry, incident, report) for incident in about]
    done = [_add(entry, incident, one, report) for incident, one in zip(about, added, strict=True)]
    changed = [
        incident
        for incident, known in zip(about, before, strict=True)
        if merchant.number_known(incident) not in (None, known)
    ]
    if changed:
        merchant.tell(entry, changed[0], merchant.number_noted(entry, changed), owed=False)
    return "; ".join(done)


def _stand_alone(entry: Entry, incident: Incident, report: Report) -> str:
    """A shop of an outage tells of a break-in, a leak or a double charge: it is paged for that."""
    incident.problem = joined_words(_said(entry, report), incident.problem or incident.words)
    outage.leave(entry.session, entry.settings, incident, entry.now)
    entry.session.flush()
    if entry.steps:
        steps.take(entry.session, entry.relay, incident, entry.now)
    return f"incident {incident.number} follow-up, paged for itself"


def _once_more(entry: Entry, incident: Incident, report: Report) -> str | None:
    """A text about what is over; None when it is a new matter."""
    added = meant.follow_up(entry, incident, report)
    if added.kind not in CONTENT:  # "Thanks. Been waiting an hour" is not silent
        why = tuple(reason for reason in report.why if reason not in READ_AS_CONTENT)
        report = replace(report, why=why)
    is_content = added.kind in CONTENT or SILENT.intersection(report.why)
    if incident.state is State.CLOSED and not is_content:
        return _reopen(entry, incident, added, report)
    if incident.state is State.REDIRECTED and not is_content:
        return _second_thought(entry, incident, added, report)
    _note_follow_up(entry, incident, added, {})
    return f"incident {incident.number} follow-up, nothing to do"


def _second_thought(
    entry: Entry, incident: Incident, added: FollowUp, report: Report
) -> str | None:
    """A text after "write to support": an emergency after all, a field, or a new matter."""
    told_at = answers.told_at(entry.session, incident.id)
    if insists(
        entry.body,
        report.urgency,
        report.why,
        added.kind,
        ago=entry.now - incident.opened_at,
        told_ago=entry.now - told_at if told_at is not None else None,
    ):
        return _insist(entry, incident, added, report)
    is_calm = is_content(entry.body) or can_wait(entry.body)
    if added.kind is not FollowUpKind.FIELD and not is_calm:
        return None
    _note_follow_up(entry, incident, added, _fill(incident, added, None))
    return f"incident {incident.number} follow-up, nothing to do"


def _insist(entry: Entry, incident: Incident, added: FollowUp, report: Report) -> str:
    """What was sent to support is an emergency: it opens, with all that was written."""
    _fill(incident, added, None)
    incident.problem = joined_words(_said(entry, report), incident.problem or incident.words)
    incident.urgency = Urgency.CRITICAL
    incident.why = [*dict.fromkeys((*incident.why, *report.why, "pleads"))]
    incident.opened_at = entry.now  # the emergency begins now; the texts keep their own times
    incident.ladder = entry.settings.ladder.to_json()
    incident.state, incident.wake_at = State.OPEN, entry.now
    entry.session.flush()
    _note(entry, incident, Happened.INSISTED)
    inbound.settle(entry.session, entry.inbound_id, "follow_up", incident_id=incident.id)
    merchant.send_receipt(entry, incident, joined=_raise_alarm(entry, incident))
    return f"incident {incident.number} open, it cannot wait"


def _reopen(entry: Entry, incident: Incident, added: FollowUp, report: Report) -> str:
    """What was closed is not over: it is paged anew, whoever closed it too.

    An outage that was closed too early comes back as one: with the first of its shops that says so.
    """
    before = outage.was_part_of(entry.session, incident)
    lead = outage.back_again(entry.session, before, incident) if before is not None else None
    outbox.let_go_of_news(entry.session, incident.id)  # above all that it is closed
    known, changes = merchant.number_known(incident), _fill(incident, added, None)
    incident.problem = joined_words(_said(entry, report), incident.problem or incident.words)
    closer, holder = incident.closed_by, incident.holder
    _keep_codes(entry, incident)
    incidents.start_again(entry.session, incident, Climb(recalled=closer), entry.now)
    incident.reopened_at = entry.now
    incident.closed_at = incident.closed_by = incident.close_reason = None
    incident.called_at = incident.called_by = incident.outage_of = None
    entry.session.flush()
    part = {"outage": before.id} if before is not None else {}
    _note(entry, incident, Happened.REOPENED, person=closer, **changes, **part)
    inbound.settle(entry.session, entry.inbound_id, "follow_up", incident_id=incident.id)
    joins = lead is not None and outage.rejoin(
        entry.session, entry.settings, incident, lead, entry.now
    )
    if not joins and entry.steps:
        steps.take(entry.session, entry.relay, incident, entry.now)
    if not joins or lead is None or lead.state is State.OPEN:  # else whoever has that is told
        _tell_former_holder(entry, incident, holder)
    language = merchants_language(entry.settings, incident.language)
    answer = entry.settings.texts.say(language, "reopened", number=incident.number)
    if merchant.number_known(incident) not in (None, known):
        answer = words.followed_by(answer, merchant.number_noted(entry, [incident]))
    merchant.tell(entry, incident, answer, owed=True)
    return f"incident {incident.number} open again"


def _tell_former_holder(entry: Entry, incident: Incident, holder: str | None) -> None:
    """Whoever had it hears that it is open again, unless they were paged just now."""
    person = entry.settings.people.get(holder or "")
    for question in questions.of_incident(entry.session, incident.id):
        if person is None or question.person != holder or question.last_asked_at == entry.now:
            continue
        body = entry.settings.texts.say(
            person.language,
            "reopened_crew",
            number=incident.number,
            words=passing.told(entry, person),
        )
        draft = notice(
            entry.session,
            entry.settings,
            person,
            body,
            incident_id=incident.id,
            question_id=question.id,
        )
        outbox.put(entry.session, draft, entry.now)


def _said(entry: Entry, report: Report) -> str | None:
    """What a text says of the matter; nothing where it only says yes, or that it is urgent."""
    if meant.says_nothing_new(entry.body) or misspells_plea(entry.body):
        return None
    return report.problem or entry.body


def _keep_codes(entry: Entry, incident: Incident) -> None:
    """Let the codes be as they were, but for those that mean something else by now."""
    for question in questions.of_incident(entry.session, incident.id):
        load = questions.load(entry.session, question.person, entry.now)
        is_free = question.free_at is not None and question.free_at <= entry.now
        if is_free and question.code in load.codes:
            question.code = codes.pick(
                load.codes,
                entry.relay.chance.choice,
                incident_numbers=[*load.numbers, incident.number],
                newest=incident.number,
            )
        question.free_at = None


def _note_follow_up(
    entry: Entry, incident: Incident, added: FollowUp, changes: Mapping[str, Any]
) -> None:
    _note(entry, incident, Happened.FOLLOW_UP, kind=added.kind, **{"filled": [], **changes})
    inbound.settle(entry.session, entry.inbound_id, "follow_up", incident_id=incident.id)


def _note(entry: Entry, incident: Incident, what: Happened, **data: Any) -> None:
    events.note_all(entry.session, [_line(entry, incident, what, **data)])


def _line(entry: Entry, incident: Incident, what: Happened, **data: Any) -> events.Line:
    if entry.media:
        data["media"] = entry.media
    return events.line(
        incident.id, what, entry.now, words=entry.body, inbound_id=entry.inbound_id, **data
    )


def _fill(incident: Incident, added: FollowUp, problem: str | None) -> dict[str, Any]:
    """Fill in what was missing or in doubt; what was understood before only if it is put right.

    Returns the fields filled, and what those were that are put right, as an event keeps them.
    """
    given = {
        "name": added.name,
        "webshop": added.webshop,
        "callback": added.callback,
        "problem": problem if added.kind in meant.TELLING else None,
    }
    filled, before = [], {}
    for field, value in given.items():
        known = getattr(incident, field)
        is_open = known is None or field in (incident.unsure or ())
        is_right = field in added.put_right
        if not is_right and (value is None or not is_open):
            continue
        setattr(incident, field, value)
        unsure = [name for name in incident.unsure or () if name != field]
        incident.unsure = [*unsure, field] if field in added.unsure else unsure
        if is_right and (known is not None or field == "callback"):
            before[field] = known if known is not None else call_number(incident)
        else:
            filled.append(field)
    return {"filled": filled, "put_right": before} if before else {"filled": filled}
