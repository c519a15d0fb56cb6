"""The timelines of incidents: what happened, line by line."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from relay.core.incident import OPENINGS, WRITTEN, Happened, State
from relay.store.columns import one_of
from relay.store.models import Event, Incident
from relay.store.prepared import Prepared

Line = Mapping[str, Any]  # of a timeline, yet to be written

_EVENTS: Any = Event.__table__
_NOTE = Prepared(insert(_EVENTS), [one.key for one in _EVENTS.columns if not one.primary_key])
# What changed who has an incident, or whether it is open.
_STEPS = (
    *(Happened.TAKEN, Happened.CALLED, Happened.CLOSED, Happened.PASSED, Happened.LAPSED),
    *(Happened.UNDONE, Happened.REOPENED),
)


def note(session: Session, incident_id: int, what: Happened, now: datetime, **details: Any) -> None:
    """Add a line to an incident's timeline; its details as those of `line`."""
    note_all(session, [line(incident_id, what, now, **details)])


def note_all(session: Session, lines: Sequence[Line]) -> None:
    """Add some lines to incidents' timelines, in their order."""
    if lines:
        _NOTE.run_all(session, lines)


def line(
    incident_id: int,
    what: Happened,
    now: datetime,
    who: str | None = None,
    words: str | None = None,
    inbound_id: int | None = None,
    **data: Any,
) -> Line:
    """A line of an incident's timeline, yet to be written."""
    return {
        "incident_id": incident_id,
        "at": now,
        "what": what,
        "who": who,
        "words": words,
        "inbound_id": inbound_id,
        "data": data,
    }


def of(session: Session, incident_id: int) -> Sequence[Event]:
    """An incident's timeline, the oldest line first."""
    return session.scalars(
        select(Event).where(Event.incident_id == incident_id).order_by(Event.at, Event.id)
    ).all()


def lines_of(
    session: Session, incident_ids: Sequence[int], what: Collection[Happened]
) -> Sequence[Event]:
    """The lines of some kinds in the timelines of some incidents, as they were written."""
    return session.scalars(
        select(Event)
        .where(Event.incident_id.in_(incident_ids), Event.what.in_(what))
        .order_by(Event.id)
    ).all()


def acted_before(session: Session, incident_id: int, person: str, at: datetime) -> datetime | None:
    """When somebody last did or answered something about an incident before then."""
    found = select(func.max(Event.at)).where(
        Event.incident_id == incident_id, Event.who == person, Event.at < at
    )
    return session.scalars(found).one()


def last_step(session: Session, incident_id: int) -> Event | None:
    """The last line that changed who has the incident or whether it is open."""
    return next(iter(_steps(session, incident_id)), None)


def is_step(event: Event) -> bool:
    """Whether a line of a timeline changed who has the incident or whether it is open."""
    return event.what in _STEPS


def step_to_undo(session: Session, incident_id: int, person: str) -> Event | None:
    """The last such line but for what others did since that leaves a person's as it was.

    That is a pass, and a call for whoever has or closed it, and whatever somebody took back
    themselves. A pass of somebody who had the incident counts, for it changes who has it.
    """
    took_back = set()
    for one in _steps(session, incident_id):
        if one.who == person:
            return one
        if one.what is Happened.UNDONE and one.who is not None:
            took_back.add(one.who)
        elif one.who in took_back:
            took_back.remove(one.who)
        elif not _leaves_it(one):
            return one
    return None


def _leaves_it(step: Event) -> bool:
    """Whether a step left who has an incident, and whether it is open."""
    if step.what is Happened.PASSED:
        return bool(step.data["was"]["state"] == State.OPEN)
    is_call = step.what is Happened.CALLED
    return is_call and bool(step.data["was"]["state"] != State.OPEN)


def _steps(session: Session, incident_id: int) -> Iterator[Event]:
    return session.scalars(
        select(Event)
        .where(Event.incident_id == incident_id, one_of(Event.what, _STEPS))
        .order_by(Event.id.desc())
    )


def files_of(session: Session, incident_ids: Sequence[int]) -> Counter[int]:
    """How many pictures or other files came with the first text of each of some incidents."""
    opened = lines_of(session, incident_ids, OPENINGS)
    return Counter({one.incident_id: one.data.get("media", 0) for one in opened})


def has_files(session: Session, incident: Incident) -> bool:
    """Whether a picture or another file came with any text of its merchant."""
    written = lines_of(session, [incident.id], WRITTEN)
    return any(one.data.get("media") for one in written)
