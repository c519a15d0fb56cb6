"""An outage: many shops, one incident that is paged for all of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from relay import actions, telling, undoing
from relay.core import storm
from relay.core.escalation import Climb, Ladder
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind
from relay.core.storm import Course
from relay.core.words import followed_by
from relay.settings import Settings
from relay.store import events, incidents, outages, outbox, questions
from relay.store.models import Event, Incident
from relay.store.outbox import Draft
from relay.telling import Doing, merchants_language, to_merchant
from relay.texting import may_text, notice, way_to_tell

LISTED = 20  # incidents in one answer
_SAYS_WHO = (  # what a merchant hears of who has an incident, or that nobody does
    *(Happened.TAKEN, Happened.PASSED, Happened.UNDONE, Happened.CLOSED, Happened.LAPSED),
    *(Happened.REOPENED, Happened.TOLD),
)

# ---- a report joins ------------------------------------------------------------------------


def join(session: Session, settings: Settings, incident: Incident, now: datetime) -> bool:
    """Make a new critical incident part of an outage, where there is one or it begins with this.

    It is not paged for itself then: whoever is paged for the lead, or has it, works for both.
    """
    if outages.is_alone(incident):
        return False
    outages.hold(session)
    lead = _lead(session, settings, incident, now)
    if lead is None or lead.id == incident.id:
        return False
    _attach(session, settings, incident, lead, now)
    return True


def was_part_of(session: Session, incident: Incident) -> Incident | None:
    """The outage that a closed incident was closed with, as its lead; None for none."""
    if incident.outage_of is not None:
        return crew_of(session, incident)
    led = outages.attached(session, incident.id) or outages.come_back(session, incident.id)
    return incident if led else None


def back_again(session: Session, before: Incident, besides: Incident) -> Incident | None:
    """What leads an outage by now that was closed too early; None while nothing of it came back.

    Args:
        session: of the transaction.
        before: the lead it was closed with.
        besides: the incident that may be part of it.
    """
    outages.hold(session)
    if before.state in outages.LIVE:
        return before
    again = outages.come_back(session, before.id)
    if again is not None or before.closed_at is None:
        return again
    return next(
        (
            one
            for one in outages.critical_since(session, before.closed_at)
            if one.state in outages.LIVE
            and one.outage_of is None
            and one.opened_at < before.closed_at + storm.ENDS_AFTER
            and one.id != besides.id
            and not outages.is_alone(one)
        ),
        None,
    )


def rejoin(
    session: Session, settings: Settings, incident: Incident, lead: Incident, now: datetime
) -> bool:
    """Make an incident that was opened again part of an outage that came back before it."""
    if outages.is_alone(incident):
        return False
    _attach(session, settings, incident, lead, now)
    return True


def crew_of(session: Session, incident: Incident) -> Incident:
    """The incident whose people are told about another one: itself, or the one that leads it.

    What leads it may have come back as a part of another outage.
    """
    while incident.outage_of is not None:
        incident = incidents.get(session, incident.outage_of)
    return incident


def _lead(
    session: Session, settings: Settings, incident: Incident, now: datetime
) -> Incident | None:
    limit = settings.limits.storm
    # Counting is cheaper than reading them all.
    opened, joined, closed = outages.count_since(
        session, opened=now - limit.within, ended=now - storm.ENDS_AFTER
    )
    lead = _going_on(session, now) if joined else None
    if lead is None and opened >= limit.count:
        lead = _begins(session, settings, now)
    return lead or (_resumes(session, incident, now) if closed else None)


def _going_on(session: Session, now: datetime) -> Incident | None:
    for lead in outages.leads(session, now - storm.ENDS_AFTER):
        if not storm.is_over(outages.reports_of(session, lead), now):
            return lead
    return None


def _begins(session: Session, settings: Settings, now: datetime) -> Incident | None:
    """The oldest of so many live reports that they are an outage; None when they are not."""
    limit = settings.limits.storm
    recent = outages.critical_since(session, now - limit.within)
    # What belongs to an outage that takes no more begins no other one.
    leading = {one.outage_of for one in recent}
    reports = [
        one
        for one in recent
        if one.outage_of is None and one.id not in leading and not outages.is_alone(one)
        if one.state in outages.LIVE and outages.reported(one).tells_of_fault
    ]
    if storm.different_shops(map(outages.reported, reports)) < limit.count:
        return None
    return reports[0]


def _resumes(session: Session, incident: Incident, now: datetime) -> Incident | None:
    """What came back before of an outage that was closed a short while ago."""
    closed = outages.closed_leads(session, now - storm.ENDS_AFTER)
    found = (back_again(session, before, incident) for before in closed)
    return next((one for one in found if one is not None), None)


def _attach(
    session: Session,
    settings: Settings,
    incident: Incident,
    lead: Incident,
    now: datetime,
    *,
    is_news: bool = False,
) -> None:
    """Make an incident part of an outage.

    Args:
        session: of the transaction.
        settings: in force.
        incident: which is none of it yet.
        lead: of the outage.
        now: the instant.
        is_news: whether its crew hears of it, however many shops it has then.
    """
    session.flush()  # what is part of it by now is counted
    joined = outages.reports_of(session, lead)
    is_first = len(joined) == 1
    latest = outages.reported(incident)
    alone = outages.beside(session, lead, [*joined, latest], settings.limits.storm.within)
    reports = [*joined, *map(outages.reported, alone)]
    before = storm.different_shops(reports)
    shops = storm.different_shops([*reports, latest])
    incident.outage_of = lead.id
    # A lead that somebody has is followed at once.
    incident.wake_at = now + storm.LOOK_GAP if lead.state is State.OPEN else now
    events.note(session, incident.id, Happened.JOINED, now, lead=lead.number)
    events.note(
        session,
        lead.id,
        Happened.ATTACHED,
        now,
        number=incident.number,
        shop=incident.webshop,
        shops=shops,
    )
    if is_news or is_first or (shops > before and storm.is_milestone(shops)):
        session.flush()
        _tell_how_many(session, settings, lead, incident, shops, now)


def _tell_how_many(
    session: Session,
    settings: Settings,
    lead: Incident,
    latest: Incident,
    shops: int,
    now: datetime,
) -> None:
    """A line to whoever has the outage, or to all who are being paged for it."""
    for question in questions.of_incident(session, lead.id):
        person = settings.people.get(question.person)
        if person is None or question.passed_at is not None:
            continue
        if lead.holder not in (None, question.person):
            continue
        if lead.holder is None and way_to_tell(session, person) is Channel.VOICE:
            continue  # the call that asks them to take it says how many
        shop = telling.shop_of(latest, settings, person.language)
        body = settings.texts.say(
            person.language,
            "outage_line" if shops > 1 else "outage_line_one",
            number=lead.number,
            shops=shops,
            latest=f"{latest.number} {shop}",
            code=question.code,
        )
        body = followed_by(body, telling.not_with_it(session, settings, lead, person))
        draft = notice(
            session,
            settings,
            person,
            body,
            code=question.code,
            incident_id=lead.id,
            question_id=question.id,
        )
        outbox.put(session, draft, now)


# ---- an incident follows its lead ----------------------------------------------------------


def follow(session: Session, settings: Settings, incident: Incident, now: datetime) -> bool:
    """Take the step of an incident of an outage; False when it is paged for itself from now on.

    Safe to call at any time, any number of times.
    """
    if incident.outage_of is None:
        return False
    lead = incidents.get(session, incident.outage_of)
    what = storm.course(incident.state, lead.state, lead_fails=lead.failed_at is not None)
    if what is Course.ALONE:
        events.note(session, incident.id, Happened.SPLIT, now)
        take_out(session, settings, incident, now)
        return False
    if what is Course.CLOSED:
        _close_with(session, settings, incident, lead, now)
    elif what is not Course.STAY or _is_anothers(incident, lead):
        _move_with(session, settings, incident, lead, now)
    incident.failed_at = None
    incident.wake_at = None if incident.state is State.CLOSED else now + storm.LOOK_GAP
    return True


def catch_up(session: Session, settings: Settings, incident: Incident, now: datetime) -> None:
    """Have an incident stand where its outage does, before what its merchant writes is judged.

    It takes its step by itself only when the worker comes to it. Safe to call at any time.
    """
    if incident.outage_of is None:
        return
    lead = incidents.get(session, incident.outage_of)
    catch_up(session, settings, lead, now)  # it may be a part of another outage by now
    if (incident.state, incident.holder) != (lead.state, lead.holder):
        follow(session, settings, incident, now)
        session.flush()  # what is asked for next is asked of the database


def take_out(
    session: Session,
    settings: Settings,
    incident: Incident,
    now: datetime,
    *,
    by: str | None = None,
) -> None:
    """Let an incident be nobody's, and paged for itself from the first level on.

    A merchant who was told that somebody works on it hears that it is so no more, and so does
    whoever had it, unless it is by them.
    """
    if incident.state is State.ACKNOWLEDGED:
        to_merchant(session, settings, incident, "undone", now, number=incident.number)
        if incident.holder != by:
            _tell_holder(session, settings, incident, now)
    if incident.closed_at is not None:  # with its outage, which is open again
        questions.free_codes(session, incident.id, None)
        incident.closed_at = incident.closed_by = incident.close_reason = None
        to_merchant(session, settings, incident, "reopened", now, number=incident.number)
    incident.outage_of, incident.left_outage_at = None, now
    incidents.start_again(session, incident, Climb(), now)


def _tell_holder(session: Session, settings: Settings, incident: Incident, now: datetime) -> None:
    """Tell whoever has an outage that an incident is no longer part of it."""
    lead = crew_of(session, incident)
    for question in questions.of_incident(session, lead.id):
        person = settings.people.get(question.person)
        if person is None or question.person != lead.holder:
            continue
        body = settings.texts.say(
            person.language, "split_you", number=lead.number, other=incident.number
        )
        draft = notice(
            session, settings, person, body, incident_id=lead.id, question_id=question.id
        )
        outbox.put(session, draft, now)


def leave(session: Session, settings: Settings, incident: Incident, now: datetime) -> None:
    """Take an incident out of its outage for what its own merchant wrote."""
    lead = crew_of(session, incident)
    take_out(session, settings, incident, now)
    events.note(session, incident.id, Happened.SPLIT, now, cause="words", lead=lead.number)
    events.note(session, lead.id, Happened.SPLIT, now, cause="words", number=incident.number)


def _is_anothers(incident: Incident, lead: Incident) -> bool:
    """Whether somebody else took the outage before an incident saw that it was given back."""
    is_held = incident.state is lead.state is State.ACKNOWLEDGED
    return is_held and incident.holder != lead.holder


def _move_with(
    session: Session, settings: Settings, incident: Incident, lead: Incident, now: datetime
) -> None:
    """Somebody has the lead now, or nobody any more."""
    held_since = incident.taken_at
    if incident.closed_at is not None:
        questions.free_codes(session, incident.id, None)
    incident.state, incident.holder = lead.state, lead.holder
    since = incidents.last_opened_at(incident)
    incident.taken_at = max(lead.taken_at, since) if lead.taken_at else None
    if lead.state is State.OPEN:
        _is_nobodys(session, settings, incident, lead, now, held_since=held_since)
        return
    was_closed = incident.closed_at is not None
    incident.closed_at = incident.closed_by = incident.close_reason = None
    unsaid_at = outbox.let_go_of_news(session, incident.id)
    believes = _believes_taken(events.of(session, incident.id), unsaid_at)
    # Not as an act of the person's: it is not theirs to undo here, but on the lead.
    whose = {
        "person": lead.holder,
        "lead": lead.number,
        **({"reopens": True} if was_closed else {}),
    }
    events.note(session, incident.id, Happened.TAKEN, now, **whose)
    if not believes:
        key = "outage_not_closed" if was_closed and unsaid_at is None else "outage_taken"
        to_merchant(session, settings, incident, key, now, number=incident.number)


def _is_nobodys(
    session: Session,
    settings: Settings,
    incident: Incident,
    lead: Incident,
    now: datetime,
    *,
    held_since: datetime | None,
) -> None:
    """Tell a merchant that nobody has the outage any more, unless they never read that one had.

    Whoever takes it by a slip takes it back, and again or another does in that minute.
    """
    was_closed = incident.closed_at is not None
    incident.closed_at = incident.closed_by = incident.close_reason = None
    step = events.last_step(session, lead.id)
    is_lapsed = step is not None and step.what is Happened.LAPSED
    if was_closed:
        key = telling.news_that_it_is_open(session, incident)
    else:
        key = None
        if outbox.let_go_of_news(session, incident.id) is None:
            key = "lapsed" if is_lapsed else "undone"
    told = key is not None
    why = {"lead": lead.number, "told": told, **({"reopens": True} if was_closed else {})}
    events.note(session, incident.id, Happened.UNDONE, now, **why)
    if key is None or not may_text(session, settings, incident.reporter):
        return
    is_undone = step is not None and step.what is Happened.UNDONE
    is_slip = is_undone and held_since is not None and now < held_since + storm.NEWS_AFTER
    body = settings.texts.say(
        merchants_language(settings, incident.language),
        key,
        number=incident.number,
    )
    draft = Draft(Kind.UPDATE, incident.reporter, body, incident_id=incident.id)
    outbox.put(session, draft, now, due_at=now + storm.NEWS_AFTER if is_slip else now)


def _believes_taken(timeline: Sequence[Event], unsaid_at: datetime | None) -> bool:
    """Whether a merchant was told last that somebody works on the outage.

    Args:
        timeline: of the incident.
        unsaid_at: when what they were never told happened.
    """
    said = [one for one in timeline if one.what in _SAYS_WHO and one.at != unsaid_at]
    last = max(said, key=lambda one: one.id, default=None)  # the clock may have been set back
    return last is not None and last.what is Happened.TAKEN and "lead" in last.data


def _close_with(
    session: Session, settings: Settings, incident: Incident, lead: Incident, now: datetime
) -> None:
    """Close an incident with its lead, and ask its merchant to answer if the shop is down."""
    incident.state = State.CLOSED
    incident.holder = lead.holder
    incident.taken_at = incident.taken_at or lead.taken_at
    incident.closed_at, incident.closed_by = lead.closed_at, lead.closed_by
    incident.close_reason = lead.close_reason
    quarantine = Ladder.from_json(incident.ladder).code_quarantine
    questions.free_codes(session, incident.id, now + quarantine)
    events.note(session, incident.id, Happened.CLOSED, now, person=lead.closed_by, lead=lead.number)
    to_merchant(session, settings, incident, "outage_closed", now, number=incident.number)


# ---- what a person does --------------------------------------------------------------------


def undo(doing: Doing) -> str:
    """Take back a person's last step; an outage is one again, with what of it came back since."""
    lead, closed_at = doing.incident, doing.incident.closed_at
    is_closed = lead.state is State.CLOSED and was_part_of(doing.session, lead) is lead
    again = back_again(doing.session, lead, lead) if is_closed else None
    answer = undoing.undo(doing)
    if not is_closed or lead.state not in outages.LIVE:
        return answer
    if lead.outage_of is not None:  # it had been a part of another since, and is again
        return _joined(doing, crew_of(doing.session, lead))
    over, under = lead, again
    if again is not None and (lead.state is State.OPEN or lead.holder == again.holder):
        over, under = again, lead
    elif again is not None and again.state is State.ACKNOWLEDGED:
        under = None  # two people work on two halves of it
    closed_with_it = [
        one
        for one in outages.attached(doing.session, lead.id)
        if one.state is State.CLOSED and one.closed_at == closed_at
    ]
    for one in closed_with_it:
        one.outage_of = over.id
        follow(doing.session, doing.settings, one, doing.now)
    if under is not None:
        _put_under(doing, under, over)
    return _joined(doing, over) if under is lead else answer


def _joined(doing: Doing, lead: Incident) -> str:
    """That what was closed is open again, as a part of an outage."""
    code = _code_of(doing, lead) or telling.code_of(doing)
    return doing.say("undone_joined", number=doing.incident.number, other=lead.number, code=code)


def _put_under(doing: Doing, under: Incident, over: Incident) -> None:
    """Make a part of an outage of what led one itself, with what is part of that."""
    parts = [one for one in outages.attached(doing.session, under.id) if one.state in outages.LIVE]
    holder = doing.settings.people.get(over.holder or "")
    if under.state is State.OPEN and holder is not None:
        for question in questions.of_incident(doing.session, under.id):
            # They would read that nobody has it.
            outbox.let_go_of_notices(doing.session, question.id, doing.now)
        actions.tell_others(replace(doing, incident=under, person=holder))
    for one in parts:
        one.outage_of = over.id
    _attach(doing.session, doing.settings, under, over, doing.now, is_news=holder is not None)
    if under.state is State.ACKNOWLEDGED:  # by the same person, but its merchant is called no more
        _move_with(doing.session, doing.settings, under, over, doing.now)
    for one in (under, *parts):
        follow(doing.session, doing.settings, one, doing.now)


def _code_of(doing: Doing, incident: Incident) -> int | None:
    """The code under which whoever acts was asked about another incident."""
    asked = questions.of_incident(doing.session, incident.id)
    return next((one.code for one in asked if one.person == doing.person.key), None)


def split(doing: Doing, rest: str) -> str:
    """Take the incident that is named out of an outage: it is paged for itself from now on."""
    lead = doing.incident
    attached = {
        one.number: one
        for one in outages.attached(doing.session, lead.id)
        if one.state in outages.LIVE
    }
    if not attached:
        doing.note(Happened.ANSWERED)
        return doing.say("split_none", number=lead.number)
    named = [int(figure) for figure in re.findall(r"\d{1,9}", rest)]
    if len(named) != 1 or named[0] not in attached:
        doing.note(Happened.ANSWERED)
        listed = ", ".join(map(str, list(attached)[:LISTED]))
        return doing.say(
            "split_which", number=lead.number, list=listed, code=telling.code_of(doing)
        )
    one = attached[named[0]]
    take_out(doing.session, doing.settings, one, doing.now, by=doing.person.key)
    doing.note(Happened.SPLIT, number=one.number)
    events.note(
        doing.session,
        one.id,
        Happened.SPLIT,
        doing.now,
        who=doing.person.key,
        lead=lead.number,
    )
    return doing.say("split_you", number=lead.number, other=one.number)
