"""What waits to leave: which message is the next, and taking it.

However many wait, few are looked at: a night in which the carrier is away, or hundreds are paged,
must not slow down what ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
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
from relay.core.message import UNTAKEN, Channel, Kind, MessageState
from relay.store.columns import UtcDateTime, any_of, at_most, one_of
from relay.store.models import Attempt, Carrier, Incident, Message, Pace, is_known
from relay.store.needed import IS_NEEDED
from relay.store.prepared import Prepared, Row, read

FARTHEST_TURN = timedelta(minutes=2)
# A phone takes one call at a time. One that was made so long ago keeps no other one waiting, also
# when nobody has told us that it ended.
LONGEST_CALL = timedelta(minutes=2)
HOLDS_ON = timedelta(seconds=5)  # a call whose phone is busy with another of ours is tried again
FEW = 32  # messages among which the next one is looked for, before it is among all
MANY = 256  # pages that are let go of at once, when nobody needs them any more

# Statements of the hot path are built once: building costs more than running them.
_TABLE: Any = Message.__table__
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
    one_of(Message.state, UNTAKEN),
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
_IS_PAGE = any_of(Message.kind, [kind for kind in Kind if kind.is_page])
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
    one_of(_earlier.state, UNTAKEN),
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


def _due(*, pages_only: bool) -> Sequence[ColumnElement[bool]]:
    """Of messages whose time has come, whether an earlier one holds them up or not."""
    due = [_IS_DUE, is_known(Message), or_(~_IS_TEXT, _IS_ITS_TURN)]
    return [*due, _IS_PAGE] if pages_only else due


def _claim(which: Sequence[ColumnElement[bool]], among: Subquery | None = None) -> Prepared:
    """The two most urgent messages that may leave.

    PostgreSQL skips rows that another worker is claiming; SQLite has one writer at a time and its
    compiler drops the clause.
    """
    found = select(*_TABLE.columns, IS_NEEDED, _CARRIER_IS_DOWN).outerjoin(
        Incident, Incident.id == Message.incident_id
    )
    if among is not None:
        found = found.join(among, among.c.id == Message.id)
    return Prepared(
        found.where(*which, _IS_FREE)
        .order_by(*_URGENCY)
        .limit(at_most(2))
        .with_for_update(skip_locked=True, of=Message)
    )


def _first(*which: ColumnElement[bool], by: Sequence[Any], most: int = FEW) -> Subquery:
    """A few messages that stand first; the order of an index, which is not read further.

    Else PostgreSQL asks of each that waits whether another holds it up, before it sorts them: a
    second and more for some thousands.
    """
    some = select(Message.id).where(*which).order_by(*by).limit(at_most(most))
    return some.subquery()


_KINDS_OF_CLAIM = (False, True)  # whether it is for pages only
_ANY_DUE = {
    only: Prepared(select(Message.id).where(*_due(pages_only=only), _IS_FREE).limit(at_most(1)))
    for only in _KINDS_OF_CLAIM
}
# What another worker has taken since the few were chosen is not due any more.
_CLAIM_FIRST = {
    only: _claim([_IS_DUE], _first(*_due(pages_only=only), by=_URGENCY)) for only in _KINDS_OF_CLAIM
}
_CLAIM_ANY = {only: _claim(_due(pages_only=only)) for only in _KINDS_OF_CLAIM}
_WAITING_PAGES = _first(
    *(Message.state == MessageState.WAITING, any_of(Message.kind, [Kind.PAGE]), _IS_DUE),
    by=_URGENCY,
    most=MANY,
)
_PAGES_OVER = (
    select(Message.id)
    .join(_WAITING_PAGES, _WAITING_PAGES.c.id == Message.id)
    .outerjoin(Incident, Incident.id == Message.incident_id)
    .where(Message.state == MessageState.WAITING, ~IS_NEEDED)
    .with_for_update(skip_locked=True, of=Message)
)
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


def _first_due(is_of_kind: ColumnElement[bool], *, of_few: bool) -> Select[datetime, int]:
    """When the first of those messages that nothing holds up is due, and how many were looked at.

    Args:
        of_few: whether only those are looked at that are due first.
    """
    waits = (one_of(Message.state, UNTAKEN), is_known(Message), is_of_kind)
    first = func.min(Message.due_at).filter(_IS_FREE)
    found = select(first.label("at"), func.count().label("seen"))
    if not of_few:
        return found.where(*waits)
    few = _first(*waits, by=(Message.due_at, Message.id))
    return found.join(few, few.c.id == Message.id)


_PACE_FREE_AT = select(Pace.free_at).where(Pace.name == Channel.SMS)
_TEXTS, _OTHERS = (_first_due(kind, of_few=True).subquery() for kind in (_IS_TEXT, ~_IS_TEXT))
# What `next_turn` reads: to be asked for with other things, in one statement.
FIRST_DUE = (*_TEXTS.c, *_OTHERS.c, _PACE_FREE_AT.scalar_subquery())
_NEXT = Prepared(select(*FIRST_DUE))
_NEXT_OF_ALL = [Prepared(_first_due(kind, of_few=False)) for kind in (_IS_TEXT, ~_IS_TEXT)]
_HOLD_PACE = _PACE_FREE_AT.with_for_update()
_PACES: Any = Pace.__table__
_FREE_AT = bindparam("free_at", type_=UtcDateTime)
_PACE_ROW = {"name": bindparam("name"), "free_at": _FREE_AT}
_BEGIN_PACE = Prepared.inserting(
    lambda insert: insert(_PACES).values(_PACE_ROW).on_conflict_do_nothing(index_elements=["name"])
)
_KEEP_PACE = Prepared.inserting(
    lambda insert: (
        insert(_PACES)
        .values(_PACE_ROW)
        .on_conflict_do_update(index_elements=["name"], set_={"free_at": _FREE_AT})
    )
)


def any_due(session: Session, now: datetime, *, pages_only: bool = False) -> bool:
    """Whether a message could leave now; cheaper than a claim."""
    return _ANY_DUE[pages_only].first(session, _at(now)) is not None


def next_due(session: Session) -> datetime | None:
    """When the next message may leave, or a lease ends; a text not before the number's turn."""
    return next_turn(session, _NEXT.rows(session, {})[0])


def next_turn(session: Session, found: Row) -> datetime | None:
    """The same, of what was found for `FIRST_DUE`."""
    texts, texts_seen, others, others_seen, turn = found
    of_all = [
        prepared.rows(session, {})[0][0] if at is None and seen == FEW else at
        for prepared, at, seen in zip(
            _NEXT_OF_ALL, (texts, others), (texts_seen, others_seen), strict=True
        )
    ]
    text, other = of_all
    times = (max(text, turn) if text is not None and turn is not None else text, other)
    return min((at for at in times if at is not None), default=None)


def _hold_pace(session: Session, now: datetime) -> None:
    """Let the others wait with the question whether a text may leave for this transaction."""
    if session.get_bind().dialect.name == "sqlite":
        return  # it has one writer at a time
    connection = session.connection()
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
    rows = _CLAIM_FIRST[pages_only].rows(session, _at(now))
    rows = rows or _CLAIM_ANY[pages_only].rows(session, _at(now))
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


def drop_held(session: Session, message: Message, now: datetime) -> None:
    """Let go of a message that is held for sending and nobody needs any more.

    With a page go the others of which that is so: a reminder takes the place of the one before, and
    one at a time they would keep what is needed waiting when many could not leave.
    """
    over = {message.id}
    if message.kind is Kind.PAGE:
        over |= set(session.scalars(_PAGES_OVER, _at(now)))
    _DROP.run_all(session, [{"row": row, "dropped": MessageState.DROPPED} for row in sorted(over)])


def hold_on(session: Session, phone: str, now: datetime) -> None:
    """Let the calls to a phone wait a moment, all until the same one: the oldest goes first."""
    session.execute(
        update(Message)
        .where(
            Message.recipient == phone,
            Message.channel == Channel.VOICE,
            one_of(Message.state, UNTAKEN),
            Message.due_at <= now,
        )
        .values(due_at=now + HOLDS_ON)
    )
