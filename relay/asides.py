"""What a person did that left who has it as it was: taken back where it can be."""

from datetime import datetime

from relay import broadcast
from relay.actions import watch_from
from relay.core.daytime import local_time
from relay.core.escalation import Ladder
from relay.core.incident import Happened, State
from relay.core.urgency import Urgency
from relay.store import corrections, events
from relay.store.models import Correction, Event
from relay.telling import Doing, code_of, holder_if_other, how_it_stands, name_of, tell_crew

_ASIDES = frozenset(
    {
        *(Happened.PAUSED, Happened.CORRECTED, Happened.NOTE, Happened.BROADCAST),
        *(Happened.SPLIT, Happened.WITHDRAWN),
    }
)
_KEPT = {Happened.NOTE: "note_kept", Happened.BROADCAST: "all_kept"}
_COUNTS_AGAIN = {
    Urgency.ROUTINE: "undone_to_routine",
    Urgency.NOT_AN_INCIDENT: "undone_to_nothing",
    Urgency.CRITICAL: "undone_to_urgent",
}
_SAID_BY_OTHER = {
    Urgency.ROUTINE: "routine_by_other",
    Urgency.NOT_AN_INCIDENT: "nothing_by_other",
    Urgency.CRITICAL: "urgent_by_other",
}
# Else what was closed by mistake, and noted on, could not be opened again.
_PASSED_OVER = frozenset({*_KEPT, Happened.WITHDRAWN})


def last(doing: Doing, step: Event | None) -> Event | None:
    """What a person did last, unless that changed who has it.

    Args:
        step: the last that changed it and is against what is before; by anybody. What was really
            the matter can be taken back all the same.
    """
    own = _last_of_theirs(doing)
    if own is None or not _is_aside(own):
        return None
    if doing.incident.state is State.CLOSED and own.what in _PASSED_OVER:
        return None
    is_last = own.what is Happened.CORRECTED or step is None or own.id > step.id
    return own if is_last else None


def drop_text(doing: Doing) -> str | None:
    """Let a text to the merchants that waits for its code be; None unless that was their last."""
    waiting = broadcast.awaiting(doing.session, doing.person, doing.now)
    if waiting is None or waiting.incident_id != doing.incident.id:
        return None
    own = _last_of_theirs(doing)
    if own is not None and own.at > waiting.asked_at:
        return None
    doing.note(Happened.ANSWERED)
    waiting.answered_at = doing.now
    return doing.say("all_dropped")


def take_back(doing: Doing, aside: Event) -> str:
    """Undo what changed nothing of who has it, or say that it cannot be undone."""
    number, code = doing.incident.number, code_of(doing)
    if aside.what is Happened.SPLIT:
        doing.note(Happened.ANSWERED)
        return doing.say("split_kept", number=number, other=aside.data["number"], code=code)
    if aside.what in _KEPT or aside.what is Happened.WITHDRAWN:
        doing.note(Happened.ANSWERED)
        key = _KEPT.get(aside.what, "nothing_to_undo")
        return doing.say(key, number=number, now=how_it_stands(doing))
    return say_too_late(doing, aside) or _withdraw(doing, aside)


def say_too_late(doing: Doing, step: Event) -> str | None:
    """The answer to who wants to take back what is too long ago; None while they can."""
    within = Ladder.from_json(doing.incident.ladder).undo_within
    if doing.now - step.at <= within:
        return None
    doing.note(Happened.ANSWERED)
    minutes, stands = int(within.total_seconds() // 60), how_it_stands(doing)
    return doing.say("undo_too_late", number=doing.incident.number, minutes=minutes, now=stands)


def _withdraw(doing: Doing, aside: Event) -> str:
    """Lift a pause, or let a correction be as if it had not been."""
    answer = _lift(doing, aside) if aside.what is Happened.PAUSED else _uncorrect(doing, aside)
    doing.note(Happened.WITHDRAWN, step=aside.what)
    return answer


def _lift(doing: Doing, pause: Event) -> str:
    """Let the pause before it hold again, if there was one that is not over."""
    incident, number = doing.incident, doing.incident.number
    until = _paused_before(doing, pause)
    incident.paused_until = until
    watch_from(incident, doing.now)
    if until is None:
        return doing.say("undone_paused", number=number, now=how_it_stands(doing))
    time = local_time(until, doing.settings.hotline.time_zone)
    return doing.say("undone_repaused", number=number, time=time, now=how_it_stands(doing))


def _paused_before(doing: Doing, pause: Event) -> datetime | None:
    """Until when a pause held that another took the place of; None where that is over.

    None as well where whoever has it lost it since, and got it back.
    """
    if doing.incident.paused_until is None or "until" not in pause.data:
        return None
    until = datetime.fromisoformat(pause.data["until"])
    return until if until > doing.now else None


def _uncorrect(doing: Doing, said: Event) -> str:
    """Let what was said before it count again, and tell whoever heard of it."""
    incident = doing.incident
    corrections.withdraw(doing.session, incident_id=incident.id, who=doing.person.key)
    before = corrections.of_incident(doing.session, incident.id)
    if incident.taken_at is not None and incident.taken_at <= said.at:  # else they never heard
        _tell_what_counts(doing, before)
    answer = "undone_corrected" if before is None else _COUNTS_AGAIN[before.urgency]
    return doing.say(answer, number=incident.number, now=how_it_stands(doing))


def _tell_what_counts(doing: Doing, before: Correction | None) -> None:
    """Tell whoever else has it what is said of it by now, unless they said so themselves."""
    told = holder_if_other(doing)
    if before is None or before.who == doing.incident.holder:
        tell_crew(doing, told, "uncorrected_by_other", who=doing.person.name)
    else:
        who = name_of(doing.settings, before.who)
        tell_crew(doing, told, _SAID_BY_OTHER[before.urgency], who=who)


def _last_of_theirs(doing: Doing) -> Event | None:
    """The last that a person did, whether or not it changed who has it."""
    done = (
        one
        for one in events.of(doing.session, doing.incident.id)
        if one.who == doing.person.key and (events.is_step(one) or _is_aside(one))
    )
    return max(done, key=lambda one: one.id, default=None)  # the clock may have been set back


def _is_aside(one: Event) -> bool:
    """Whether a line of the timeline is what a person did by a text, and left who has it."""
    if one.what not in _ASIDES or not one.words:
        return False
    if one.what is Happened.NOTE:
        return "word" in one.data  # else it was kept for want of a meaning
    return one.what is not Happened.SPLIT or "number" in one.data
