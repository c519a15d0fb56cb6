"""What the carrier says of an attempt at a message, and what the message is by it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from relay.core.delivery import STILL
from relay.core.message import Channel, MessageState, meaning, outranks
from relay.store.columns import UtcDateTime, at_most, one_of
from relay.store.models import Attempt, Message, is_known
from relay.store.prepared import Prepared

# Statements of the hot path are built once: building costs more than running them.
_MESSAGES: Any = Message.__table__
_ATTEMPTS: Any = Attempt.__table__
_STANDS = Prepared(
    select(
        *(Message.id, Message.state, Message.channel, Message.tries),
        *(Attempt.sid, Attempt.status),
    )
    .join(Attempt, Attempt.message_id == Message.id)
    .where(Attempt.id == bindparam("attempt"), is_known(Message))
    .with_for_update()
)
_IS_ON_ITS_WAY = Prepared(
    select(Message.id)
    .join(Attempt, Attempt.message_id == Message.id)
    .where(
        Attempt.id == bindparam("attempt"),
        Attempt.sid == bindparam("sid"),
        Message.tries == 1,
        one_of(Message.state, [MessageState.SENT, MessageState.DELIVERED]),
    )
)
_STATUS_AT = bindparam("status_at", type_=UtcDateTime)
_MOVE = Prepared(
    update(_MESSAGES)
    .where(_MESSAGES.c.id == bindparam("row"))
    .values(
        state=bindparam("state"),
        status=bindparam("status"),
        status_at=_STATUS_AT,
        sent_at=func.coalesce(_MESSAGES.c.sent_at, _STATUS_AT),
        ask_at=bindparam("ask_at"),
        error_code=bindparam("error_code"),
        error=None,
    )
)
_TOLD = (
    update(_ATTEMPTS)
    .where(_ATTEMPTS.c.id == bindparam("attempt"))
    .values(sid=bindparam("of_sid"), status=bindparam("word"))
)
_TELL = Prepared(_TOLD)
_END = Prepared(_TOLD.values(ended_at=bindparam("now"), outcome="sent", reason=None))
_BY_ATTEMPT = (
    select(Message, Attempt)
    .join(Attempt, Attempt.message_id == Message.id)
    .where(Attempt.id == bindparam("attempt"), is_known(Message))
    .with_for_update()
)
_LATER_TRY = (
    select(Attempt.id)
    .where(
        Attempt.message_id == bindparam("message"),
        Attempt.started_at > bindparam("started_at", type_=UtcDateTime),
        or_(Attempt.sid.is_(None), Attempt.sid != bindparam("sid")),
    )
    .limit(at_most(1))
)


def by_attempt(session: Session, attempt_id: str) -> tuple[Message, Attempt] | None:
    """An attempt and the message it was for, held until the transaction ends."""
    row = session.execute(_BY_ATTEMPT, {"attempt": attempt_id}).one_or_none()
    return (row[0], row[1]) if row is not None else None


def is_on_its_way(session: Session, attempt_id: str, sid: str) -> bool:
    """Whether the only attempt at a message is known, by the carrier's id, to have been taken."""
    values = {"attempt": attempt_id, "sid": sid}
    return _IS_ON_ITS_WAY.first(session, values) is not None


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a message stood before a word of the carrier's moved it."""

    state: MessageState
    channel: Channel


def take_good_word(
    session: Session,
    attempt_id: str,
    word: str,
    now: datetime,
    *,
    sid: str | None,
    error_code: int | None = None,
    ends: bool = False,
) -> Stood | None:
    """Take in that the only attempt at a message is on its way or has arrived, as most have.

    Args:
        session: the transaction.
        attempt_id: the attempt's.
        word: the carrier's.
        now: the instant.
        sid: the carrier's id, if it told any.
        error_code: what it says besides.
        ends: whether the attempt ends by it: it is the answer to our request.

    Returns:
        Where the message stood before; None when nothing was written, for there is more to it.
    """
    state = meaning(word)
    if state not in (MessageState.SENT, MessageState.DELIVERED):
        return None
    row = _STANDS.first(session, {"attempt": attempt_id})
    if row is None:
        return None
    message_id, stood, channel, tries, known_sid, status = row
    if tries != 1 or not outranks(word, status):
        return None
    sid = known_sid or sid
    told = {"attempt": attempt_id, "of_sid": sid, "word": word, "now": now}
    (_END if ends else _TELL).run(session, told)
    moved = {
        "row": message_id,
        "state": state,
        "status": word,
        "status_at": now,
        "ask_at": _to_ask_at(state, channel, sid, now),
        "error_code": error_code,
    }
    _MOVE.run(session, moved)
    return Stood(stood, channel)


def _to_ask_at(
    state: MessageState, channel: Channel, sid: str | None, now: datetime
) -> datetime | None:
    """When the carrier is asked about a message that has got so far, unless it tells before."""
    is_on_its_way = state is MessageState.SENT and channel.is_traced
    return now + STILL if is_on_its_way and sid else None


def finish(
    attempt: Attempt, now: datetime, *, outcome: str, sid: str | None = None, reason: str = ""
) -> None:
    """Write how an attempt ended."""
    attempt.ended_at = now
    attempt.outcome = outcome
    attempt.sid = attempt.sid or sid
    attempt.reason = reason or None


def taken_times(session: Session, message_id: int) -> int:
    """How often the carrier took a message; two tries may have found the same one there."""
    session.flush()  # what is known of a try may have just been learnt
    count = select(func.count(Attempt.sid.distinct()))
    return session.scalars(count.where(Attempt.message_id == message_id)).one()


def is_latest(session: Session, message: Message, attempt: Attempt) -> bool:
    """Whether no later attempt at its message, which is held, has begun.

    One that only found at the carrier what an earlier had sent, under the same id, is none.
    """
    if message.tries == 1:
        return True
    values = {
        "message": attempt.message_id,
        "started_at": attempt.started_at,
        "sid": attempt.sid or "",
    }
    return session.scalars(_LATER_TRY, values).first() is None


def merge_status(
    session: Session,
    message: Message,
    attempt: Attempt,
    status: str,
    now: datetime,
    *,
    error_code: int | None,
) -> bool:
    """Take in the carrier's word on an attempt; False when the message stands as it did.

    Words come in any order and more than once; they never go backwards. That an earlier attempt
    arrived says all of the message; whatever else became of it says nothing.
    """
    state = meaning(status)
    if state is None or not outranks(status, attempt.status):
        return False
    attempt.status = status
    if message.tries > 1 and not _is_news(session, attempt, status):
        return False
    arrived = state is MessageState.DELIVERED
    if not outranks(status, message.status) or not (
        arrived or is_latest(session, message, attempt)
    ):
        return False
    message.status = status
    message.status_at = now
    message.state = state
    message.sent_at = message.sent_at or now
    message.ask_at = _to_ask_at(state, message.channel, attempt.sid, now)
    message.error_code = error_code
    message.error = None
    return True


def _is_news(session: Session, attempt: Attempt, status: str) -> bool:
    """Whether no other attempt that stands for the same text at the carrier has heard as much."""
    others = select(Attempt.status).where(
        Attempt.message_id == attempt.message_id,
        Attempt.id != attempt.id,
        Attempt.sid == attempt.sid,
    )
    return all(outranks(status, other) for other in session.scalars(others))


def send_again(message: Message, at: datetime) -> None:
    """Let a message leave once more; what was said of it before does not count any more."""
    message.state = MessageState.WAITING
    message.due_at = at
    message.status = None
    message.ask_at = None


def give_up(message: Message, now: datetime) -> None:
    """Let a message be."""
    message.state = MessageState.FAILED
    message.status_at = now
    message.ask_at = None
