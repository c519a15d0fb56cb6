"""What is on its way out: put, claim, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.core.message import Channel, Kind, MessageState, meaning, outranks
from relay.store.models import Attempt, Message, Pace

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


def put(session: Session, draft: Draft, now: datetime, *, due_at: datetime | None = None) -> None:
    """Write a message that may leave at once, or from a time on."""
    session.execute(
        insert(Message).values(
            kind=draft.kind,
            channel=draft.channel,
            priority=draft.kind.priority,
            recipient=draft.recipient,
            person=draft.person,
            incident_id=draft.incident_id,
            question_id=draft.question_id,
            body=draft.body,
            state=MessageState.WAITING,
            created_at=now,
            due_at=due_at or now,
            tries=0,
        )
    )


def any_due(session: Session, now: datetime) -> bool:
    """Whether a message could leave now; cheaper than a claim."""
    found = _due(session, now).with_only_columns(Message.id)
    return session.scalars(found).first() is not None


def next_due(session: Session) -> datetime | None:
    """When the next message may leave, or a lease ends."""
    due = select(Message.due_at).where(Message.state.in_(_TO_DO)).order_by(Message.due_at).limit(1)
    text = session.scalars(due.where(Message.channel == Channel.SMS)).first()
    call = session.scalars(due.where(Message.channel == Channel.VOICE)).first()
    if text is not None:
        text = max(text, _texts_from(session) or text)
    return min((at for at in (text, call) if at is not None), default=None)


def _due(session: Session, now: datetime) -> Any:
    """Messages that may leave now, the most urgent first; no texts before the number's turn."""
    statement = (
        select(Message)
        .where(Message.state.in_(_TO_DO), Message.due_at <= now)
        .order_by(Message.priority, Message.due_at, Message.id)
        .limit(1)
    )
    texts_from = _texts_from(session)
    if texts_from is not None and texts_from > now:
        statement = statement.where(Message.channel != Channel.SMS)
    return statement


def _texts_from(session: Session) -> datetime | None:
    """When the number may send its next text; None when it never had to wait."""
    return session.scalars(select(Pace.free_at).where(Pace.name == Channel.SMS)).one_or_none()


def keep_pace(session: Session, now: datetime, gap: timedelta) -> None:
    """Let the number's next text wait; one row serves all workers."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    statement: Any = (sqlite_insert if sqlite else postgresql_insert)(Pace)
    statement = statement.values(name=Channel.SMS, free_at=now + gap)
    session.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"free_at": now + gap})
    )


def hold_pace(session: Session) -> None:
    """Make other workers wait with their choice until this transaction ends."""
    session.scalars(
        select(Pace.free_at).where(Pace.name == Channel.SMS).with_for_update()
    ).one_or_none()


def most_urgent(session: Session, now: datetime) -> Message | None:
    """The next message that may leave, held until the transaction ends."""
    # PostgreSQL skips rows that another worker is claiming; SQLite has one writer at a time and
    # its compiler drops the clause.
    message: Message | None = session.scalars(
        _due(session, now).with_for_update(skip_locked=True)
    ).first()
    return message


def claim(
    session: Session, message: Message, now: datetime, *, lease: timedelta, attempt: str
) -> None:
    """Take a held message for sending; nobody else gets it before the lease ends."""
    message.state = MessageState.SENDING
    message.due_at = now + lease
    message.tries += 1
    session.execute(insert(Attempt).values(id=attempt, message_id=message.id, started_at=now))


def superseded(session: Session, message: Message) -> bool:
    """Whether a later page of the same question and channel has been written."""
    return (
        session.scalars(
            select(Message.id)
            .where(
                Message.question_id == message.question_id,
                Message.kind == message.kind,
                Message.channel == message.channel,
                Message.id > message.id,
            )
            .limit(1)
        ).first()
        is not None
    )


def drop(message: Message) -> None:
    """Let go of a message nobody needs any more."""
    message.state = MessageState.DROPPED


def finish(
    session: Session,
    attempt_id: str,
    now: datetime,
    *,
    outcome: str,
    sid: str | None = None,
    reason: str | None = None,
) -> None:
    """Write how an attempt ended."""
    values: dict[str, Any] = {"ended_at": now, "outcome": outcome, "reason": reason}
    if sid is not None:
        values["sid"] = sid
    session.execute(update(Attempt).where(Attempt.id == attempt_id).values(values))


def learn_sid(session: Session, attempt_id: str, sid: str) -> None:
    """Keep the carrier's id of an attempt, which may come before its answer does."""
    session.execute(
        update(Attempt).where(Attempt.id == attempt_id, Attempt.sid.is_(None)).values(sid=sid)
    )


def by_attempt(session: Session, attempt_id: str) -> Message | None:
    """The message an attempt was for."""
    return session.scalars(
        select(Message)
        .join(Attempt, Attempt.message_id == Message.id)
        .where(Attempt.id == attempt_id)
        .with_for_update()
    ).one_or_none()


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


def get(session: Session, message_id: int) -> Message:
    """One message, held until the transaction ends."""
    return session.scalars(select(Message).where(Message.id == message_id).with_for_update()).one()


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
