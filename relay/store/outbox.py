"""What is on its way out: put, claim, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, insert, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, aliased

from relay.core.incident import State
from relay.core.message import FAILED, Channel, Kind, MessageState, meaning, outranks
from relay.store.db import UtcDateTime
from relay.store.models import Attempt, Incident, Message, Pace

LONGEST = 1600  # characters; Twilio's limit (error 21617)

# What may be taken up: new messages, and those whose sender died or never heard the answer.
_TO_DO = (MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be put into the outbox."""

    kind: Kind
    recipient: str  # E.164
    body: str
    channel: Channel = Channel.SMS
    person: str | None = None
    incident_id: int | None = None
    question_id: int | None = None


# Statements of the hot path are built once: building costs more than running them.
_TABLE: Any = Message.__table__
_PUT = insert(_TABLE).returning(_TABLE.c.id)
_TRY = insert(Attempt.__table__)  # type: ignore[arg-type]
_URGENCY = (Message.priority, Message.due_at, Message.id)
_DUE = select(Message).where(
    Message.state.in_(_TO_DO), Message.due_at <= bindparam("now", type_=UtcDateTime)
)
_DUE_CALLS = _DUE.where(Message.channel != Channel.SMS)
_ANY_DUE = _DUE.with_only_columns(Message.id).limit(1)
_ANY_DUE_CALL = _DUE_CALLS.with_only_columns(Message.id).limit(1)
_later = aliased(Message)
# A page is not needed any more once somebody has the incident or a later page took its place.
_IS_NEEDED = or_(
    Message.kind != Kind.PAGE,
    and_(
        Incident.state == State.OPEN,
        ~exists().where(
            _later.question_id == Message.question_id,
            _later.kind == Message.kind,
            _later.channel == Message.channel,
            _later.id > Message.id,
        ),
    ),
)
# PostgreSQL skips rows that another worker is claiming; SQLite has one writer at a time and its
# compiler drops the clause.
_CLAIM, _CLAIM_CALL = (
    due.add_columns(_IS_NEEDED)
    .outerjoin(Incident, Incident.id == Message.incident_id)
    .order_by(*_URGENCY)
    .limit(2)
    .with_for_update(skip_locked=True, of=Message)
    for due in (_DUE, _DUE_CALLS)
)
_FIRST_DUE = (
    select(Message.channel, func.min(Message.due_at))
    .where(Message.state.in_(_TO_DO))
    .group_by(Message.channel)
)
_PACE = select(Pace.free_at).where(Pace.name == Channel.SMS)
_HOLD_PACE = _PACE.with_for_update()
_set_pace = postgresql_insert(Pace.__table__)  # type: ignore[arg-type]
_KEEP_PACE = _set_pace.on_conflict_do_update(
    index_elements=["name"], set_={"free_at": _set_pace.excluded.free_at}
)
_set_pace_sqlite = sqlite_insert(Pace.__table__)  # type: ignore[arg-type]
_KEEP_PACE_SQLITE = _set_pace_sqlite.on_conflict_do_update(
    index_elements=["name"], set_={"free_at": _set_pace_sqlite.excluded.free_at}
)
_BY_ATTEMPT = (
    select(Message, Attempt)
    .join(Attempt, Attempt.message_id == Message.id)
    .where(Attempt.id == bindparam("attempt"))
    .with_for_update()
)


def put(session: Session, draft: Draft, now: datetime, *, due_at: datetime | None = None) -> int:
    """Write a message that may leave at once, or from a time on; returns its id."""
    values = {
        "kind": draft.kind,
        "channel": draft.channel,
        "priority": draft.kind.priority,
        "recipient": draft.recipient,
        "person": draft.person,
        "incident_id": draft.incident_id,
        "question_id": draft.question_id,
        "body": draft.body,
        "state": MessageState.WAITING,
        "created_at": now,
        "due_at": due_at or now,
        "tries": 0,
    }
    row_id: int = session.connection().execute(_PUT, values).scalar_one()
    return row_id


def any_due(session: Session, now: datetime) -> bool:
    """Whether a message could leave now; cheaper than a claim."""
    statement = _ANY_DUE if _texts_may_leave(session, _PACE, now) else _ANY_DUE_CALL
    return session.scalars(statement, {"now": now}).first() is not None


def next_due(session: Session) -> datetime | None:
    """When the next message may leave, or a lease ends; a text not before the number's turn."""
    first = {channel: at for channel, at in session.execute(_FIRST_DUE)}
    if Channel.SMS in first:
        turn = session.scalars(_PACE).one_or_none()
        first[Channel.SMS] = max(first[Channel.SMS], turn or first[Channel.SMS])
    return min(first.values(), default=None)


def _texts_may_leave(session: Session, pace: Select[datetime], now: datetime) -> bool:
    turn = session.scalars(pace).one_or_none()
    return turn is None or turn <= now


def keep_pace(session: Session, now: datetime, gap: timedelta) -> None:
    """Let the number's next text wait; one row serves all workers."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    values = {"name": Channel.SMS.value, "free_at": now + gap}
    session.connection().execute(_KEEP_PACE_SQLITE if sqlite else _KEEP_PACE, values)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The next message that may leave."""

    message: Message
    in_doubt: bool  # it was offered before, and nobody knows what came of it
    is_needed: bool  # False for a page that somebody answered or a later one replaced
    more: bool  # whether another one waits


def most_urgent(session: Session, now: datetime) -> Candidate | None:
    """The next message that may leave, held until the transaction ends.

    Other workers wait with their choice until then, so that the pace holds for all.
    """
    statement = _CLAIM if _texts_may_leave(session, _HOLD_PACE, now) else _CLAIM_CALL
    found = session.execute(statement, {"now": now}).all()
    if not found:
        return None
    message, is_needed = found[0]
    in_doubt = message.state is not MessageState.WAITING
    return Candidate(message, in_doubt, bool(is_needed), more=len(found) > 1)


def claim(
    session: Session, message: Message, now: datetime, *, lease: timedelta, attempt: str
) -> None:
    """Take a held message for sending; nobody else gets it before the lease ends."""
    message.state = MessageState.SENDING
    message.due_at = now + lease
    message.tries += 1
    values = {"id": attempt, "message_id": message.id, "started_at": now}
    session.connection().execute(_TRY, values)


def drop(message: Message) -> None:
    """Let go of a message nobody needs any more."""
    message.state = MessageState.DROPPED


def by_attempt(session: Session, attempt_id: str) -> tuple[Message, Attempt] | None:
    """An attempt and the message it was for, held until the transaction ends."""
    row = session.execute(_BY_ATTEMPT, {"attempt": attempt_id}).one_or_none()
    return (row[0], row[1]) if row is not None else None


def finish(
    attempt: Attempt, now: datetime, *, outcome: str, sid: str | None = None, reason: str = ""
) -> None:
    """Write how an attempt ended."""
    attempt.ended_at = now
    attempt.outcome = outcome
    attempt.sid = attempt.sid or sid
    attempt.reason = reason or None


def merge_status(
    message: Message, status: str, now: datetime, *, error_code: int | None, error: str | None
) -> bool:
    """Take in the carrier's word on a message; False when what we know outranks it.

    Statuses come in any order and more than once; they never go backwards.
    """
    state = meaning(status)
    if state is None or not outranks(status, message.status):
        return False
    message.status = status
    message.status_at = now
    message.state = state
    message.sent_at = message.sent_at or now
    message.error_code = error_code
    message.error = error
    return True


def of_incident(session: Session, incident_id: int) -> Sequence[Message]:
    """Every message about an incident, the oldest first."""
    return session.scalars(
        select(Message).where(Message.incident_id == incident_id).order_by(Message.id)
    ).all()


def last_bundle(session: Session, phone: str) -> Message | None:
    """The latest list of pages to a phone, held until the transaction ends."""
    return session.scalars(
        select(Message)
        .where(Message.recipient == phone, Message.kind == Kind.BUNDLE)
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(1)
        .with_for_update()
    ).first()


def rung_since(session: Session, phone: str, since: datetime) -> bool:
    """Whether a phone has been rung since then, or is about to be."""
    found = (
        select(Message.id)
        .where(
            Message.recipient == phone,
            Message.channel == Channel.VOICE,
            Message.created_at >= since,
        )
        .limit(1)
    )
    return session.scalars(found).first() is not None


def outcomes(session: Session, phone: str, channel: Channel, limit: int) -> Sequence[MessageState]:
    """What became of the latest messages to a phone whose end is known, the newest first."""
    return session.scalars(
        select(Message.state)
        .where(
            Message.recipient == phone,
            Message.channel == channel,
            Message.state.in_([*FAILED, MessageState.DELIVERED]),
        )
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(limit)
    ).all()


def told_since(session: Session, recipient: str, kind: Kind, since: datetime) -> bool:
    """Whether a message of a kind has been written to somebody since then."""
    found = (
        select(Message.id)
        .where(Message.recipient == recipient, Message.kind == kind, Message.created_at >= since)
        .limit(1)
    )
    return session.scalars(found).first() is not None


def known_sids(session: Session, sids: Sequence[str]) -> set[str]:
    """Which of some carrier's ids are those of our attempts."""
    return {sid for sid in session.scalars(select(Attempt.sid).where(Attempt.sid.in_(sids))) if sid}


def pages_of(session: Session, incident_ids: Sequence[int]) -> Sequence[Message]:
    """Every page about some incidents, the oldest first."""
    return session.scalars(
        select(Message)
        .where(Message.incident_id.in_(incident_ids), Message.kind == Kind.PAGE)
        .order_by(Message.id)
    ).all()


def add_line(session: Session, draft: Draft, *, more: str, gap: timedelta, now: datetime) -> None:
    """Put a message, or add words to one of the same kind to the same person that still waits.

    Args:
        more: the words to add; the whole stays under 1,600 characters, the carrier's limit.
        gap: the least span between two such messages about one question.
    """
    last = session.scalars(
        select(Message)
        .where(Message.question_id == draft.question_id, Message.kind == draft.kind)
        .order_by(Message.id.desc())
        .limit(1)
        .with_for_update()
    ).first()
    if last is not None and last.state is MessageState.WAITING and last.tries == 0:
        last.body = f"{last.body} / {more}"[:LONGEST]
        return
    put(
        session,
        draft,
        now,
        due_at=max(now, (last.sent_at or last.created_at) + gap) if last else now,
    )
