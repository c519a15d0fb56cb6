"""What is on its way out: put, claim, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Insert, Select, and_, bindparam, exists, func, insert, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, aliased

from relay.core.delivery import STILL, ask_at
from relay.core.escalation import SKEW
from relay.core.incident import State
from relay.core.message import FAILED, Channel, Kind, MessageState, meaning, outranks
from relay.store.db import UtcDateTime
from relay.store.models import Attempt, BundleLine, Incident, Message, Pace, Question

FARTHEST_TURN = timedelta(minutes=2)
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
_IS_DUE = and_(
    Message.state.in_(_TO_DO),
    or_(
        Message.due_at <= bindparam("now", type_=UtcDateTime),
        # Written in the future: the clock was set back.
        Message.created_at > bindparam("ahead", type_=UtcDateTime),
    ),
)
_IS_PAGE = Message.kind.in_([kind for kind in Kind if kind.is_page])
_IS_TEXT = Message.channel == Channel.SMS  # only these wait for the number's pace
_later, _earlier = aliased(Message), aliased(Message)
_its_incident, _listed = aliased(Incident), aliased(Incident)
# A page is not needed any more once somebody has the incident or a later page took its place.
_IS_NEEDED = or_(
    Message.kind.not_in([*(kind for kind in Kind if kind.is_page), Kind.CHECK_IN, Kind.FOLLOW_UP]),
    # A question to its holder, until it is answered; the merchant's words, while they are news.
    and_(
        Message.kind == Kind.CHECK_IN,
        Incident.holder == Message.person,
        or_(Incident.asked_at == Message.created_at, Incident.nudged_at == Message.created_at),
    ),
    and_(
        Message.kind == Kind.FOLLOW_UP,
        or_(
            Incident.state == State.OPEN,
            and_(Incident.state == State.ACKNOWLEDGED, Incident.holder == Message.person),
        ),
    ),
    and_(
        Message.kind == Kind.PAGE,
        Incident.state == State.OPEN,
        ~exists().where(
            _later.question_id == Message.question_id,
            _later.kind == Message.kind,
            _later.channel == Message.channel,
            _later.id > Message.id,
        ),
    ),
    # Nor a list of which nothing is open, or that a later one replaced. A copy of one by another
    # way names its incidents in words alone.
    and_(Message.kind == Kind.BUNDLE, Message.channel != Channel.SMS),
    and_(
        Message.kind == Kind.BUNDLE,
        exists().where(
            BundleLine.message_id == Message.id,
            BundleLine.question_id == Question.id,
            Question.incident_id == _listed.id,
            _listed.state == State.OPEN,
        ),
        ~exists().where(
            _later.recipient == Message.recipient,
            _later.kind == Message.kind,
            _later.channel == Message.channel,
            _later.id > Message.id,
        ),
    ),
)
# Order is kept within one incident and one phone: what was to leave earlier and has not, goes
# first. A page waits for nothing but an earlier page that is just being sent, and a page that is
# not needed any more holds nothing up.
_IS_FREE = ~exists().where(
    _earlier.incident_id == Message.incident_id,
    _earlier.recipient == Message.recipient,
    _earlier.channel == Message.channel,
    _earlier.id < Message.id,
    _earlier.state.in_(_TO_DO),
    or_(_earlier.tries > 0, _earlier.due_at <= Message.due_at),
    or_(
        and_(Message.kind == Kind.PAGE, _earlier.kind == Kind.PAGE)
        & (_earlier.state == MessageState.SENDING),
        and_(Message.kind != Kind.PAGE, _earlier.kind != Kind.PAGE),
        and_(
            Message.kind != Kind.PAGE,
            exists().where(
                _its_incident.id == _earlier.incident_id, _its_incident.state == State.OPEN
            ),
        ),
    ),
)


def _due(*, calls_only: bool, pages_only: bool) -> Select[Message]:
    """Messages that may leave now."""
    due = select(Message).where(_IS_DUE, _IS_FREE)
    if calls_only:
        due = due.where(~_IS_TEXT)
    return due.where(_IS_PAGE) if pages_only else due


_WAYS = [(calls_only, pages_only) for calls_only in (False, True) for pages_only in (False, True)]
_ANY_DUE = {
    way: _due(calls_only=way[0], pages_only=way[1]).with_only_columns(Message.id).limit(1)
    for way in _WAYS
}
# PostgreSQL skips rows that another worker is claiming; SQLite has one writer at a time and its
# compiler drops the clause.
_CLAIM = {
    way: _due(calls_only=way[0], pages_only=way[1])
    .add_columns(_IS_NEEDED)
    .outerjoin(Incident, Incident.id == Message.incident_id)
    .order_by(*_URGENCY)
    .limit(2)
    .with_for_update(skip_locked=True, of=Message)
    for way in _WAYS
}
_FIRST_DUE = (
    select(Message.channel, func.min(Message.due_at))
    .where(Message.state.in_(_TO_DO), _IS_FREE)
    .group_by(Message.channel)
)
_PACE = select(Pace.free_at).where(Pace.name == Channel.SMS)
_HOLD_PACE = _PACE.with_for_update()
_PACES: Any = Pace.__table__
_INSERT_PACE: dict[str, Any] = {
    "postgresql": postgresql_insert(_PACES),
    "sqlite": sqlite_insert(_PACES),
}
_BEGIN_PACE: dict[str, Insert] = {
    name: one.on_conflict_do_nothing(index_elements=["name"]) for name, one in _INSERT_PACE.items()
}
_KEEP_PACE: dict[str, Insert] = {
    name: one.on_conflict_do_update(index_elements=["name"], set_={"free_at": one.excluded.free_at})
    for name, one in _INSERT_PACE.items()
}
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


def any_due(session: Session, now: datetime, *, pages_only: bool = False) -> bool:
    """Whether a message could leave now; cheaper than a claim."""
    turn = session.scalars(_PACE).one_or_none()
    calls_only = turn is not None and not _is_turn(turn, now)
    return session.scalars(_ANY_DUE[calls_only, pages_only], _at(now)).first() is not None


def next_due(session: Session) -> datetime | None:
    """When the next message may leave, or a lease ends; a text not before the number's turn."""
    first = {channel: at for channel, at in session.execute(_FIRST_DUE)}
    if Channel.SMS in first:
        turn = session.scalars(_PACE).one_or_none()
        first[Channel.SMS] = max(first[Channel.SMS], turn or first[Channel.SMS])
    return min(first.values(), default=None)


def _hold_pace(session: Session, now: datetime) -> bool:
    """Whether a text may leave now; the others wait with that question for this transaction."""
    turn = session.scalars(_HOLD_PACE).one_or_none()
    if turn is None:
        # The first text of all. Without a row there is nothing to hold.
        _write_pace(session, _BEGIN_PACE, now)
        turn = session.scalars(_HOLD_PACE).one()
    return _is_turn(turn, now)


def _is_turn(turn: datetime, now: datetime) -> bool:
    """Whether the number may send; a turn further ahead than it is ever set counts as over."""
    return not now < turn <= now + FARTHEST_TURN  # the clock was set back


def _at(now: datetime) -> dict[str, datetime]:
    return {"now": now, "ahead": now + SKEW}


def keep_pace(session: Session, now: datetime, gap: timedelta) -> None:
    """Let the number's next text wait; one row serves all workers."""
    _write_pace(session, _KEEP_PACE, now + gap)


def _write_pace(session: Session, statements: Mapping[str, Insert], free_at: datetime) -> None:
    values = {"name": Channel.SMS.value, "free_at": free_at}
    session.connection().execute(statements[session.get_bind().dialect.name], values)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The next message that may leave."""

    message: Message
    in_doubt: bool  # it was offered before, and nobody knows what came of it
    is_needed: bool  # False for a page that somebody answered or a later one replaced
    more: bool  # whether another one waits

    @property
    def is_over(self) -> bool:
        """Whether it is let go at once; what may be out already is looked up first."""
        return not self.is_needed and not self.in_doubt


def most_urgent(session: Session, now: datetime, *, pages_only: bool = False) -> Candidate | None:
    """The next message that may leave, held until the transaction ends.

    Other workers wait with their choice until then, so that the pace holds for all.
    """
    calls_only = not _hold_pace(session, now)
    found = session.execute(_CLAIM[calls_only, pages_only], _at(now)).all()
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


def is_latest(session: Session, attempt: Attempt) -> bool:
    """Whether no later attempt at the same message has begun.

    One that only found at the carrier what an earlier had sent, under the same id, is none.
    """
    later = select(Attempt.id).where(
        Attempt.message_id == attempt.message_id,
        Attempt.started_at > attempt.started_at,
        or_(Attempt.sid.is_(None), Attempt.sid != (attempt.sid or "")),
    )
    return session.scalars(later.limit(1)).first() is None


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
    failed says nothing of the message, that it arrived says all.
    """
    state = meaning(status)
    if state is None or not outranks(status, attempt.status):
        return False
    attempt.status = status
    failed = state is MessageState.UNDELIVERED
    if not outranks(status, message.status) or (failed and not is_latest(session, attempt)):
        return False
    message.status = status
    message.status_at = now
    message.state = state
    message.sent_at = message.sent_at or now
    is_on_its_way = state is MessageState.SENT and message.channel.is_traced
    message.ask_at = now + STILL if is_on_its_way and attempt.sid else None
    message.error_code = error_code
    message.error = None
    return True


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


def pages_waiting(session: Session) -> Sequence[Message]:
    """The pages by the first carrier that somebody still waits for, the oldest first."""
    found = (
        select(Message)
        .outerjoin(Incident, Incident.id == Message.incident_id)
        .where(
            Message.state.in_(_TO_DO),
            _IS_PAGE,
            Message.channel.in_([Channel.SMS, Channel.VOICE]),
            _IS_NEEDED,
        )
        .order_by(Message.id)
    )
    return session.scalars(found).all()


def has_page_since(session: Session, page: Message, channel: Channel) -> bool:
    """Whether a page for the same person was written with it, or later, by another channel."""
    found = select(Message.id).where(
        Message.kind == page.kind,
        Message.channel == channel,
        Message.incident_id == page.incident_id,
        Message.recipient == page.recipient,
        Message.created_at >= page.created_at,
    )
    return session.scalars(found.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """A message whose status has not moved, and the attempt the carrier knows it by."""

    message_id: int
    attempt: str
    sid: str


def next_ask(session: Session) -> datetime | None:
    """When the carrier is to be asked next about a message."""
    return session.scalars(
        select(func.min(Message.ask_at)).where(Message.ask_at.is_not(None))
    ).one()


def take_to_ask(session: Session, now: datetime) -> Asked | None:
    """The message to ask the carrier about now; no other worker asks about it meanwhile."""
    message = session.scalars(
        select(Message)
        .where(Message.ask_at <= now)
        .order_by(Message.ask_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if message is None:
        return None
    message.ask_at = ask_at(message.status_at or now, now)
    tried = session.scalars(
        select(Attempt)
        .where(Attempt.message_id == message.id, Attempt.sid.is_not(None))
        .order_by(Attempt.started_at.desc())
        .limit(1)
    ).one()
    return Asked(message.id, tried.id, str(tried.sid))


def sent(session: Session, message_id: int) -> Message | None:
    """A message if the carrier has it and nobody knows how it ended; held."""
    return session.scalars(
        select(Message)
        .where(Message.id == message_id, Message.state == MessageState.SENT)
        .with_for_update()
    ).one_or_none()


def of_incident(session: Session, incident_id: int) -> Sequence[Message]:
    """Every message about an incident, the oldest first."""
    return session.scalars(
        select(Message).where(Message.incident_id == incident_id).order_by(Message.id)
    ).all()


def last_bundle(session: Session, phone: str) -> Message | None:
    """The latest list of pages to a phone, held until the transaction ends."""
    return session.scalars(
        select(Message)
        .where(
            Message.recipient == phone,
            Message.kind == Kind.BUNDLE,
            Message.channel == Channel.SMS,  # not the copy of one by another way
        )
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
