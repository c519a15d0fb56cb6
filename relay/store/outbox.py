"""What is on its way out: put, claim, and what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from relay.core.delivery import BOTH_WAYS, OLD_NEWS
from relay.core.escalation import SKEW
from relay.core.incident import State
from relay.core.message import Channel, Kind, MessageState
from relay.store.columns import UtcDateTime, any_of, at_most, one_of
from relay.store.models import (
    Attempt,
    Carrier,
    Incident,
    Message,
    Pace,
    Question,
    is_known,
)
from relay.store.needed import HAS_IT, IS_NEEDED, tells
from relay.store.prepared import Prepared, read

FARTHEST_TURN = timedelta(minutes=2)
# A phone takes one call at a time. One that was made so long ago keeps no other one waiting, also
# when nobody has told us that it ended.
LONGEST_CALL = timedelta(minutes=2)
HOLDS_ON = timedelta(seconds=5)  # a call whose phone is busy with another of ours is tried again
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
    matter_id: int | None = None


# Statements of the hot path are built once: building costs more than running them.
_TABLE: Any = Message.__table__
_PUT = Prepared(
    insert(_TABLE).returning(_TABLE.c.id),
    [
        *("kind", "channel", "priority", "recipient", "person", "incident_id", "question_id"),
        *("matter_id", "body", "state", "created_at", "due_at", "tries"),
    ],
)
_CLAIM_IT = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values(
        state=MessageState.SENDING,
        due_at=bindparam("until", type_=UtcDateTime),
        tries=_TABLE.c.tries + 1,
    )
)
_DROP = Prepared(
    update(_TABLE).where(_TABLE.c.id == bindparam("row")).values(state=bindparam("dropped"))
)
_TRY = Prepared(
    insert(Attempt.__table__),  # type: ignore[arg-type]
    ["id", "message_id", "started_at"],
)
_LAST_TRY = select(func.max(Attempt.started_at)).where(Attempt.message_id == bindparam("message"))
_URGENCY = (Message.priority, Message.due_at, Message.id)
_IS_DUE = and_(
    one_of(Message.state, _TO_DO),
    or_(
        Message.due_at <= bindparam("now", type_=UtcDateTime),
        # Written in the future, for the clock was set back; what was tried since has a time by the
        # new clock, which is before it was written.
        and_(
            Message.created_at > bindparam("ahead", type_=UtcDateTime),
            Message.due_at >= Message.created_at,
        ),
    ),
)
_PAGE_KINDS = [kind for kind in Kind if kind.is_page]
_IS_PAGE = one_of(Message.kind, _PAGE_KINDS)
_IS_TEXT = Message.channel == Channel.SMS  # only these wait for the number's pace
_earlier, _its_incident = aliased(Message), aliased(Incident)
_CARRIER_IS_DOWN = exists().where(Carrier.down_since.is_not(None))
# While the carrier cannot be used, what was not tried yet is tried once whatever keeps failing
# before it: its copy is made then, and goes by the second path.
_IS_COPIED_NOW = and_(
    Message.tries == 0,
    Message.channel == Channel.SMS,
    one_of(Message.kind, BOTH_WAYS),
    _CARRIER_IS_DOWN,
)
# Order is kept within one incident and one phone: what was to leave earlier and has not, goes
# first. A page waits for nothing but an earlier page that is just being sent, and a page that is
# not needed any more holds nothing up.
_IS_FREE = ~exists().where(
    _earlier.incident_id == Message.incident_id,
    _earlier.recipient == Message.recipient,
    _earlier.channel == Message.channel,
    _earlier.id < Message.id,
    one_of(_earlier.state, _TO_DO),
    is_known(_earlier),
    or_(_earlier.tries > 0, _earlier.due_at <= Message.due_at),
    ~and_(_earlier.tries > 0, _IS_COPIED_NOW),
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


# Whether the number may send. A turn further ahead than it is ever set counts as over: the clock
# was set back.
_IS_ITS_TURN = ~exists().where(
    Pace.name == Channel.SMS,
    Pace.free_at > bindparam("now", type_=UtcDateTime),
    Pace.free_at <= bindparam("farthest", type_=UtcDateTime),
)


def _due(*, pages_only: bool) -> Select[Message]:
    """Messages that may leave now."""
    may_leave = or_(~_IS_TEXT, _IS_ITS_TURN)
    due = select(Message).where(_IS_DUE, is_known(Message), may_leave, _IS_FREE)
    return due.where(_IS_PAGE) if pages_only else due


_ANY_DUE = {
    pages_only: Prepared(
        _due(pages_only=pages_only).with_only_columns(Message.id).limit(at_most(1))
    )
    for pages_only in (False, True)
}
# PostgreSQL skips rows that another worker is claiming; SQLite has one writer at a time and its
# compiler drops the clause.
_CLAIM = {
    pages_only: Prepared(
        _due(pages_only=pages_only)
        .with_only_columns(*_TABLE.columns, IS_NEEDED, _CARRIER_IS_DOWN)
        .outerjoin(Incident, Incident.id == Message.incident_id)
        .order_by(*_URGENCY)
        .limit(at_most(2))
        .with_for_update(skip_locked=True, of=Message)
    )
    for pages_only in (False, True)
}
_IS_ON_THE_PHONE = (
    select(Message.id)
    .where(
        Message.recipient == bindparam("phone"),
        Message.channel == Channel.VOICE,
        or_(
            and_(
                Message.state == MessageState.SENT,
                Message.sent_at.between(
                    bindparam("since", type_=UtcDateTime), bindparam("ahead", type_=UtcDateTime)
                ),
            ),
            and_(
                Message.state == MessageState.SENDING,
                Message.due_at > bindparam("now", type_=UtcDateTime),
            ),
        ),
    )
    .limit(1)
)
FIRST_DUE = (
    select(
        func.min(Message.due_at).filter(_IS_TEXT).label("texts"),
        func.min(Message.due_at).filter(~_IS_TEXT).label("others"),
    )
    .where(one_of(Message.state, _TO_DO), is_known(Message), _IS_FREE)
    .subquery()
)
PACE = select(Pace.free_at).where(Pace.name == Channel.SMS)
_NEXT = select(FIRST_DUE, PACE.scalar_subquery())
_HOLD_PACE = PACE.with_for_update()
_PACES: Any = Pace.__table__
_FREE_AT = bindparam("free_at", type_=UtcDateTime)
_PACE = {"name": bindparam("name"), "free_at": _FREE_AT}
_BEGIN_PACE = Prepared.inserting(
    lambda insert: insert(_PACES).values(_PACE).on_conflict_do_nothing(index_elements=["name"])
)
_KEEP_PACE = Prepared.inserting(
    lambda insert: (
        insert(_PACES)
        .values(_PACE)
        .on_conflict_do_update(index_elements=["name"], set_={"free_at": _FREE_AT})
    )
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
        "matter_id": draft.matter_id,
        "body": draft.body,
        "state": MessageState.WAITING,
        "created_at": now,
        "due_at": due_at or now,
        "tries": 0,
    }
    row_id: int = _PUT.value(session, values)
    return row_id


def any_due(session: Session, now: datetime, *, pages_only: bool = False) -> bool:
    """Whether a message could leave now; cheaper than a claim."""
    return _ANY_DUE[pages_only].first(session, _at(now)) is not None


def next_due(session: Session) -> datetime | None:
    """When the next message may leave, or a lease ends; a text not before the number's turn."""
    texts, others, turn = session.execute(_NEXT).one()
    return min((at for at in (in_turn(texts, turn), others) if at is not None), default=None)


def in_turn(first: datetime | None, turn: datetime | None) -> datetime | None:
    """When the first text may leave, by the number's turn."""
    return max(first, turn) if first is not None and turn is not None else first


def _hold_pace(session: Session, now: datetime) -> None:
    """Let the others wait with the question whether a text may leave for this transaction."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return  # it has one writer at a time
    if connection.scalars(_HOLD_PACE).one_or_none() is None:
        # The first text of all. Without a row there is nothing to hold.
        _write_pace(session, _BEGIN_PACE, now)
        connection.scalars(_HOLD_PACE).one()


def _at(now: datetime) -> dict[str, datetime]:
    return {
        "now": now,
        "ahead": now + SKEW,
        "old": now - OLD_NEWS,
        "farthest": now + FARTHEST_TURN,
    }


def keep_pace(session: Session, now: datetime, gap: timedelta) -> None:
    """Let the number's next text wait; one row serves all workers."""
    _write_pace(session, _KEEP_PACE, now + gap)


def _write_pace(session: Session, statement: Prepared, free_at: datetime) -> None:
    statement.run(session, {"name": Channel.SMS.value, "free_at": free_at})


@dataclass(frozen=True, slots=True)
class Candidate:
    """The next message that may leave."""

    message: Message
    in_doubt: bool  # it was offered before, and nobody knows what came of it
    is_needed: bool  # False for a page that somebody answered, and for what is not true any more
    is_busy: bool  # a call to a phone that another call of ours rings, or is spoken on
    more: bool  # whether another one waits
    carrier_is_down: bool  # it cannot be used

    @property
    def is_over(self) -> bool:
        """Whether it is let go at once; what may be out already is looked up first."""
        return not self.is_needed and not self.in_doubt


def most_urgent(session: Session, now: datetime, *, pages_only: bool = False) -> Candidate | None:
    """The next message that may leave, held until the transaction ends.

    Other workers wait with their choice until then, so that the pace holds for all.
    """
    _hold_pace(session, now)
    rows = _CLAIM[pages_only].rows(session, _at(now))
    if not rows:
        return None
    message, (is_needed, is_down) = read(Message, rows[0]), rows[0][-2:]
    return Candidate(
        message,
        in_doubt=message.state is not MessageState.WAITING,
        is_needed=bool(is_needed),
        is_busy=_is_busy(session, message, now),
        more=len(rows) > 1,
        carrier_is_down=bool(is_down),
    )


def _is_busy(session: Session, message: Message, now: datetime) -> bool:
    """Whether a call would ring a phone that another call of ours rings, or is spoken on."""
    if message.channel is not Channel.VOICE or message.created_at > now + SKEW:
        return False
    values = {
        "phone": message.recipient,
        "since": now - LONGEST_CALL,
        "ahead": now + SKEW,
        "now": now,
    }
    return session.scalars(_IS_ON_THE_PHONE, values).first() is not None


def claim(
    session: Session, message: Message, now: datetime, *, lease: timedelta, attempt: str
) -> None:
    """Take a held message for sending; nobody else gets it before the lease ends.

    The row is changed; the message that was read stays as it was found.
    """
    started_at = now
    if message.tries:  # the attempts at a message keep their order, also when the clock is set back
        last = session.scalars(_LAST_TRY, {"message": message.id}).one()
        started_at = max(now, last + timedelta(microseconds=1)) if last is not None else now
    _CLAIM_IT.run(session, {"row": message.id, "until": now + lease})
    _TRY.run(session, {"id": attempt, "message_id": message.id, "started_at": started_at})


def drop(message: Message) -> None:
    """Let go of a message nobody needs any more."""
    message.state = MessageState.DROPPED


def drop_held(session: Session, message: Message) -> None:
    """The same, of one that is held for sending."""
    _DROP.run(session, {"row": message.id, "dropped": MessageState.DROPPED})


def let_go_of_pages(session: Session, incident_id: int) -> None:
    """Drop what pages about an incident have not left for sure: others take their place."""
    session.execute(
        update(Message)
        .where(
            Message.incident_id == incident_id,
            Message.kind == Kind.PAGE,
            Message.state.in_([MessageState.WAITING, MessageState.UNKNOWN]),
        )
        .values(state=MessageState.DROPPED)
    )


def let_go_of_notices(session: Session, question_id: int, until: datetime) -> bool:
    """Drop what whoever was asked a question was to hear of who has it, unless it has left.

    Args:
        until: when the latest of that was written.

    Returns:
        Whether there was any.
    """
    dropped = session.scalars(
        update(Message)
        .where(
            Message.question_id == question_id,
            Message.kind == Kind.NOTICE,
            Message.channel.in_([Channel.SMS, Channel.VOICE]),
            Message.created_at <= until,
            Message.state == MessageState.WAITING,
            tells(Message, *HAS_IT),
        )
        .values(state=MessageState.DROPPED)
        .returning(Message.id)
    )
    return bool(dropped.all())


def let_go_of_news(session: Session, incident_id: int) -> datetime | None:
    """Drop the latest that a merchant was to hear of an incident, unless it has left.

    Nor is it dropped where what was to be heard before it was let go of in its favour: they know
    something older then, which need not be true.

    Returns:
        When what was dropped had been written; None for nothing.
    """
    found = select(Message).where(
        Message.incident_id == incident_id,
        Message.kind == Kind.UPDATE,
        tells(Message, *HAS_IT),
    )
    latest = session.scalars(found.order_by(Message.id.desc()).limit(2).with_for_update()).all()
    last, *before = latest or (None,)
    if last is None or last.state is not MessageState.WAITING:
        return None
    if any(one.state is MessageState.DROPPED for one in before):
        return None
    drop(last)
    return last.created_at


def hurry_lines(session: Session, incident_id: int, now: datetime) -> None:
    """Let what merchants added wait no longer: whoever closes an incident is to know of it."""
    asked = select(Question.id).where(Question.incident_id == incident_id)
    session.execute(
        update(Message)
        .where(
            Message.question_id.in_(asked),
            any_of(Message.kind, [Kind.FOLLOW_UP]),
            Message.state == MessageState.WAITING,
            Message.due_at > now,
        )
        .values(due_at=now)
    )


def hold_on(session: Session, phone: str, now: datetime) -> None:
    """Let the calls to a phone wait a moment, all until the same one: the oldest goes first."""
    session.execute(
        update(Message)
        .where(
            Message.recipient == phone,
            Message.channel == Channel.VOICE,
            one_of(Message.state, _TO_DO),
            Message.due_at <= now,
        )
        .values(due_at=now + HOLDS_ON)
    )


def hurry_pages(session: Session, now: datetime) -> None:
    """Let pages that the carrier did not take wait no longer: it can be used again.

    What another sender or step holds is on its way already, or not needed any more.
    """
    held_up = (
        select(Message.id)
        .where(
            one_of(Message.state, [MessageState.WAITING, MessageState.UNKNOWN]),
            any_of(Message.kind, _PAGE_KINDS),
            any_of(Message.channel, [Channel.SMS, Channel.VOICE]),
            Message.tries > 0,
            Message.due_at > now,
        )
        .with_for_update(skip_locked=True)
    )
    session.execute(update(Message).where(Message.id.in_(held_up)).values(due_at=now))


def waiting(session: Session, kinds: Collection[Kind], now: datetime) -> Sequence[Message]:
    """What of some kinds is to go by the first carrier and still needed, the oldest first."""
    found = (
        select(Message)
        .outerjoin(Incident, Incident.id == Message.incident_id)
        .where(
            one_of(Message.state, _TO_DO),
            Message.kind.in_(kinds),
            Message.channel.in_([Channel.SMS, Channel.VOICE]),
            IS_NEEDED,
        )
        .order_by(Message.id)
    )
    return session.scalars(found, _at(now)).all()


def add_line(session: Session, draft: Draft, *, more: str, gap: timedelta, now: datetime) -> None:
    """Put a message, or add words to one of the same kind to the same person that still waits.

    What it says last already is not said again.

    Args:
        more: the words to add; the whole stays under 1,600 characters, the carrier's limit.
        gap: the least span between two such messages about one question.
    """
    last = session.scalars(
        select(Message)
        .where(
            Message.question_id == draft.question_id,
            Message.kind == draft.kind,
            Message.channel == draft.channel,
        )
        .order_by(Message.id.desc())
        .limit(1)
        .with_for_update()
    ).first()
    if last is not None and last.state is MessageState.WAITING and last.tries == 0:
        if last.body != draft.body and not last.body.endswith(f" / {more}"):
            last.body = f"{last.body} / {more}"[:LONGEST]
        last.due_at = last.due_at if gap else min(last.due_at, now)
        return
    put(
        session,
        draft,
        now,
        due_at=max(now, (last.sent_at or last.created_at) + gap) if last else now,
    )
