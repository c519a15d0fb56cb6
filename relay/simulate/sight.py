"""What a night sees of the relay's log: read beside it, never written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relay.core.incident import State
from relay.core.message import Channel, Kind
from relay.store.models import (
    Attempt,
    BundleLine,
    Event,
    Inbound,
    Incident,
    Message,
    OptOut,
    Question,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An incident that a page asks about, and the code that answers it."""

    incident_id: int
    number: int
    code: int
    state: State


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about, as it stands when it leaves."""

    kind: Kind
    channel: Channel
    person: str | None
    incident_id: int | None
    asked: tuple[Asked, ...]  # of a page: what it asks about


_MESSAGE = select(
    Message.id,
    Message.kind,
    Message.channel,
    Message.person,
    Message.incident_id,
    Message.question_id,
)
_QUESTION = select(Question.incident_id, Incident.number, Question.code, Incident.state).join(
    Incident, Incident.id == Question.incident_id
)
_INCIDENTS = select(
    Incident.id,
    Incident.number,
    Incident.state,
    Incident.holder,
    Incident.urgency,
    Incident.reporter,
    Incident.opened_at,
    Incident.started_at,
    Incident.wake_at,
    Incident.level,
    Incident.round,
    Incident.recalled,
    Incident.outage_of,
    Incident.told_times,
    Incident.ladder,
    Incident.late,
)
_EVENTS = (
    select(Event.id, Event.incident_id, Event.what, Event.who, Event.words, Inbound.sid)
    .outerjoin(Inbound, Inbound.id == Event.inbound_id)
    .order_by(Event.id)
)
_MESSAGES = select(
    Message.id, Message.state, Message.kind, Message.channel, Message.recipient, Message.tries
).order_by(Message.id)
_ATTEMPTS = select(Attempt.id, Attempt.status)
_INBOUND = select(
    Inbound.id,
    Inbound.sid,
    Inbound.raw,
    Inbound.sender,
    Inbound.door,
    Inbound.incident_id,
    Inbound.duplicate_of,
)


@dataclass(frozen=True, slots=True)
class Sight:
    """The log at one instant; what only grows is told from where the last look ended."""

    incidents: Mapping[int, Any]  # rows of _INCIDENTS, and so on
    events: Sequence[Any]
    messages: Sequence[Any]
    statuses: Mapping[str, str | None]  # of attempts
    inbound: Mapping[str, Any]  # by the carrier's id
    opted_out: frozenset[str]


def look(session: Session, last_event: int) -> Sight:
    """What the log holds now."""
    return Sight(
        incidents={row.id: row for row in session.execute(_INCIDENTS)},
        events=session.execute(_EVENTS.where(Event.id > last_event)).all(),
        messages=session.execute(_MESSAGES).all(),
        statuses={row.id: row.status for row in session.execute(_ATTEMPTS)},
        inbound={row.sid: row for row in session.execute(_INBOUND)},
        opted_out=frozenset(session.scalars(select(OptOut.phone))),
    )


def about(session: Session, *, attempt: str, body: str) -> About | None:
    """What a message is about that leaves just now; None when it is not of the outbox."""
    found = _MESSAGE.order_by(Message.id.desc()).limit(1)
    if attempt:
        found = found.join(Attempt, Attempt.message_id == Message.id).where(Attempt.id == attempt)
    else:
        untraced = [channel for channel in Channel if not channel.is_traced]
        found = found.where(Message.body == body, Message.channel.in_(untraced))
    row = session.execute(found).one_or_none()
    if row is None:
        return None
    asked = _QUESTION
    if row.kind is Kind.BUNDLE:
        asked = asked.join(BundleLine, BundleLine.question_id == Question.id).where(
            BundleLine.message_id == row.id
        )
    else:
        asked = asked.where(Question.id == row.question_id)
    lines = tuple(Asked(*line) for line in session.execute(asked)) if row.kind.is_page else ()
    return About(row.kind, row.channel, row.person, row.incident_id, lines)


def codes_in_use(session: Session) -> Mapping[str, Sequence[int]]:
    """Every code anybody was given, by person."""
    codes: dict[str, list[int]] = {}
    for person, code in session.execute(select(Question.person, Question.code)):
        codes.setdefault(person, []).append(code)
    return codes
