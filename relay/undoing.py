"""What a person did is taken back: "fortryd", "undo"."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from relay import asides
from relay.actions import becomes_open, snapshot, standing, watch_from, watch_from_start
from relay.core.daytime import local_time
from relay.core.incident import Act, Happened, State, Verdict, judge
from relay.store import events, incidents, outages, questions
from relay.store.models import Event, Incident
from relay.telling import (
    PAGES_AFTER,
    Doing,
    as_it_is,
    code_of,
    holder_if_other,
    holder_of_it_or_outage,
    how_it_stands,
    name_of,
    others,
    tell_crew,
    tell_merchant,
    tell_that_it_goes_on,
    tell_who_has_it,
)


def undo(doing: Doing) -> str:
    """Take back a person's last step, if it is recent and no later step of others is against it.

    That others passed it on as well, called for whoever has it, or took back what they did
    changes nothing; who has taken or closed it since is told.
    What they did since that left who has it as it was is their last step; nothing before that is
    taken back.
    """
    dropped = asides.drop_text(doing)
    if dropped is not None:
        return dropped
    step = events.step_to_undo(doing.session, doing.incident.id, doing.person.key)
    number = doing.incident.number
    aside = asides.last(doing, step)
    if aside is not None:
        return asides.take_back(doing, aside)
    if step is None or step.who != doing.person.key or step.what is Happened.UNDONE:
        doing.note(Happened.ANSWERED)
        verdict = judge(Act.TAKE, standing(doing.incident), doing.person.key)
        if verdict in (Verdict.TAKEN_BY_ANOTHER, Verdict.IS_CLOSED):
            return as_it_is(doing, verdict)
        return doing.say("nothing_to_undo", number=number, now=how_it_stands(doing))
    return asides.say_too_late(doing, step) or _take_back(doing, step)


def _take_back(doing: Doing, step: Event) -> str:
    """Undo a step; returns what was undone, and how it stands by that."""
    number = doing.incident.number
    passed_at = doing.question.passed_at if doing.question is not None else None
    was_part_of = doing.incident.outage_of
    _restore(doing, step)
    outages.wake(doing.session, doing.incident.id, doing.now)
    is_pass = step.what is Happened.PASSED
    since = {"passed_at": passed_at.isoformat()} if is_pass and passed_at else {}
    told = tell_that_it_goes_on(doing, step.at) if step.what is Happened.CLOSED else True
    doing.note(Happened.UNDONE, step=step.what, **since, **({} if told else {"told": False}))
    lead = _lead_of(doing)
    if lead is not None and lead.id != was_part_of:
        return doing.say("undone_part", number=number, other=lead.number, code=code_of(doing))
    return doing.say(f"undone_{step.what}", number=number, now=how_it_stands(doing))


def _lead_of(doing: Doing) -> Incident | None:
    """What leads the outage that an incident is a part of; None of what stands alone."""
    lead_id = doing.incident.outage_of
    return incidents.get(doing.session, lead_id) if lead_id is not None else None


def _restore(doing: Doing, step: Event) -> None:
    """Put an incident back to where it stood before a step."""
    incident, was = doing.incident, step.data["was"]
    if step.what is Happened.CALLED:  # else somebody may have called since
        incident.called_at = datetime.fromisoformat(was["called_at"]) if was["called_at"] else None
        incident.called_by = was.get("called_by")
    if step.what is Happened.CALLED and was["state"] != State.OPEN:
        if incident.state is State.ACKNOWLEDGED:  # else it has left its outage, and is nobody's
            watch_from(incident, doing.now)  # the call is owed again
            tell_crew(doing, holder_if_other(doing), "uncalled_by_other", who=doing.person.name)
        return
    was = _back_in_outage(doing, step)
    if step.what is Happened.CLOSED:
        _take_back_closing(doing)
    if step.what is Happened.PASSED and doing.question is not None:
        doing.question.passed_at = None
        if incident.state is State.OPEN:  # their call may be due by now
            incident.wake_at = doing.now + PAGES_AFTER
    if was["state"] == State.ACKNOWLEDGED:
        _give_back(doing, step, was)
    elif incident.state is not State.OPEN:
        becomes_open(doing)
        _leave_out(doing, doing.now - step.at)


def _back_in_outage(doing: Doing, step: Event) -> Mapping[str, Any]:
    """Put what left an outage back into it, while that goes on; how it is to stand then."""
    was: Mapping[str, Any] = step.data["was"]
    if "outage_of" not in was:
        return was
    lead = incidents.get(doing.session, was["outage_of"])
    if lead.state not in outages.LIVE or lead.outage_of is not None:
        return was
    doing.incident.outage_of = lead.id
    is_somebodys = State.ACKNOWLEDGED in (was["state"], lead.state)
    # As the outage stands by now.
    return snapshot(lead) if is_somebodys or step.what is Happened.CLOSED else was


def _take_back_closing(doing: Doing) -> None:
    incident = doing.incident
    questions.free_codes(doing.session, incident.id, None)
    if incident.closed_at is not None:
        outages.wake_closed(doing.session, incident.id, incident.closed_at, doing.now)
    incident.closed_at = incident.closed_by = incident.close_reason = None


def _give_back(doing: Doing, step: Event, was: Mapping[str, Any]) -> None:
    """Let an incident be whose it was, and tell whoever may think otherwise."""
    incident = doing.incident
    is_as_it_was = incident.state is State.ACKNOWLEDGED and incident.holder == was["holder"]
    taken_at = datetime.fromisoformat(was["taken_at"])
    incident.holder, incident.taken_at = was["holder"], taken_at
    if not is_as_it_was:
        incident.state = State.ACKNOWLEDGED
        watch_from_start(incident, doing.now)
        _tell_whose_again(doing, step, since=taken_at)
    elif "outage_of" in step.data["was"] and incident.outage_of is not None:
        # They have the outage as well, and do not owe a call for this one by itself any more.
        incident.wake_at = doing.now
        tell_merchant(doing, "outage_taken", number=incident.number)


def _tell_whose_again(doing: Doing, step: Event, *, since: datetime) -> None:
    incident, holders, lead = doing.incident, holder_of_it_or_outage(doing), _lead_of(doing)
    # That it was closed was no news to those who do not have it; what else was taken back was.
    is_news = step.what is not Happened.CLOSED
    by = doing.person.name
    if is_news and lead is not None:
        tell_crew(doing, holders, "undone_to_you_part", other=lead.number, who=by)
    elif is_news:
        tell_crew(doing, holders, "undone_to_you", who=by)
    else:
        key = "yours_again" if incidents.owes_call(incident) else "yours_again_called"
        tell_crew(doing, holders, key, who=by)
    tell_crew(
        doing,
        [one for one in others(doing) if is_news and one not in holders],
        "taken_other",
        who=name_of(doing.settings, incident.holder),
        time=local_time(since, doing.settings.hotline.time_zone),
    )
    if is_news and incident.outage_of is None:
        tell_who_has_it(doing.session, doing.settings, incident, doing.now)
    elif is_news:  # whoever has the outage calls none of its merchants
        tell_merchant(doing, "outage_taken", number=incident.number)


def _leave_out(doing: Doing, held: timedelta) -> None:
    """Let the time that somebody had it not count as time in which nobody answered.

    Whoever is due a page gets it now; the next level and the first call come as late as they
    would have.
    """
    incident, since = doing.incident, doing.now - held
    if incident.level_at is not None:
        incident.level_at += held
    for question in questions.of_incident(doing.session, incident.id):
        if question.joined_at is None or question.joined_at > since:
            continue
        question.joined_at += held
        question.alone_at = question.alone_at and question.alone_at + held
        question.passed_at = question.passed_at and question.passed_at + held
