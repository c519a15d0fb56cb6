"""What became of our messages, what the carrier is asked about, and what was said to whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from relay.core.delivery import ask_at
from relay.core.escalation import SKEW
from relay.core.incident import State
from relay.core.matter import Answer, Subject
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.core.reach import UNANSWERED_CALLS, Outcome
from relay.store.columns import UtcDateTime, any_of, at_most, one_of
from relay.store.models import (
    Attempt,
    BundleLine,
    Incident,
    Matter,
    Message,
    OptOut,
    Question,
    is_known,
)

ENDS_WITHIN = timedelta(seconds=10)  # a call that was to be ended is asked about then
LONGEST_RING = timedelta(minutes=1)  # since the carrier's last word; then it is let be

# Statements of the hot path are built once: building costs more than running them.
_IS_YET_TO_LEAVE = and_(Message.state == MessageState.WAITING, Message.tries == 0)
_FIRST_TRIED_AT = select(func.min(Attempt.started_at)).where(
    Attempt.message_id == bindparam("message")
)
# By whether the channel tells of an arrival; else what was sent is taken for that.
_ENDED = {
    is_traced: select(Message.state, Message.error_code, Message.status)
    .where(
        Message.recipient == bindparam("phone"),
        Message.channel == bindparam("channel"),
        one_of(Message.state, [*FAILED, arrived]),
    )
    .order_by(Message.created_at.desc(), Message.id.desc())
    .limit(at_most(UNANSWERED_CALLS))
    for is_traced, arrived in ((True, MessageState.DELIVERED), (False, MessageState.SENT))
}
_BUNDLES = (
    select(Message)
    .where(
        Message.recipient == bindparam("phone"),
        Message.kind == Kind.BUNDLE,
        Message.channel == Channel.SMS,  # not the copy of one by another way
    )
    .order_by(Message.id.desc())  # not by time: the clock may have been set back
    .limit(at_most(1))
    .with_for_update()
)
_LAST_BUNDLE = _BUNDLES.where(Message.tries > 0)
_WAITING_BUNDLE = _BUNDLES.where(_IS_YET_TO_LEAVE)
NEXT_ASK = select(func.min(Message.ask_at)).where(Message.ask_at.is_not(None), is_known(Message))


# A call rings in vain when somebody has its incident, or its person has passed that on; but not
# while it stands for one about another incident, of which they are paged (bundles.covers_call). One
# to whoever has it never does: they are rung where no text reaches them, and hear the merchant's
# news by it alone. Nor does one to whoever reads no texts, or whose last did not arrive: they hear
# who has it by picking up. A drill that was called off rings in vain for anybody: its person is
# really paged, and the call about that waits for this one to end.
_own, _other, _its = aliased(Message), aliased(Question), aliased(Incident)
_text, _asked = aliased(Message), aliased(Question)
_READS_TEXTS = and_(
    Message.person.in_(bindparam("readers", expanding=True)),
    ~exists().where(OptOut.phone == Message.recipient),
    select(_text.state)
    .where(
        _text.recipient == Message.recipient,
        _text.channel == Channel.SMS,
        one_of(_text.state, [*FAILED, MessageState.DELIVERED]),
    )
    .order_by(_text.created_at.desc(), _text.id.desc())
    .limit(at_most(1))
    .correlate(Message)
    .scalar_subquery()
    == MessageState.DELIVERED,
)
_STANDS_FOR = and_(
    _other.person == Message.person,
    _other.incident_id != Message.incident_id,
    _other.rung_at >= Message.created_at,
    _other.passed_at.is_(None),
    _other.free_at.is_(None),
    _its.id == _other.incident_id,
    _its.state == State.OPEN,
    ~exists()
    .where(
        _own.question_id == _other.id,
        _own.channel == Channel.VOICE,
        _own.created_at >= Message.created_at,
    )
    .correlate(_other, Message),  # by itself it would mean any message
)
_SERVES_ANOTHER = exists().where(_STANDS_FOR)
_RINGS = and_(
    Message.channel == Channel.VOICE,
    Message.state == MessageState.SENT,
    one_of(Message.status, ["queued", "initiated", "ringing"]),
)
_IS_CALLED_OFF = exists().where(
    Matter.id == Message.matter_id, Matter.subject == Subject.DRILL, Matter.answer == Answer.OFF
)
_IS_FOR_NOTHING = or_(
    and_(
        any_of(Message.kind, [Kind.PAGE]),
        or_(
            Incident.state != State.OPEN,
            exists().where(
                _asked.id == Message.question_id, _asked.passed_at >= Message.created_at
            ),
        ),
    ),
    _IS_CALLED_OFF,
)
# Whoever has one ended asks soon what became of it; until then it is not ended once more.
_RINGING_IN_VAIN = (
    select(Message)
    .outerjoin(Incident, Incident.id == Message.incident_id)
    .where(
        Message.ask_at > bindparam("soon", type_=UtcDateTime),
        Message.status_at > bindparam("since", type_=UtcDateTime),
        _RINGS,
        _IS_FOR_NOTHING,
        or_(_READS_TEXTS, _IS_CALLED_OFF),
        ~_SERVES_ANOTHER,
    )
    .order_by(Message.ask_at)
    .limit(at_most(1))
)


def has_copy(session: Session, original: Message, channel: Channel, *, gap: timedelta) -> bool:
    """Whether a message has gone by another channel as well; of a page also a later one.

    A call needs none beside the copy of the text, or list, that it follows. Two notices are told
    apart by their words, with which a copy begins.

    Args:
        session: of the transaction.
        original: what is to go by the channel.
        channel: of the second path.
        gap: between two texts to a person who takes any; a call so long after one follows none.
    """
    text = _text_before(session, original, gap)
    is_copy = or_(*(_is_copy_of(one) for one in (original, text) if one is not None))
    found = select(Message.id).where(Message.channel == channel, is_copy)
    return session.scalars(found.limit(1)).first() is not None


def _is_copy_of(text: Message) -> ColumnElement[bool]:
    is_copy = and_(
        Message.kind == text.kind,
        Message.incident_id.is_not_distinct_from(text.incident_id),
        Message.recipient == text.recipient,
        Message.created_at >= text.created_at,
    )
    if text.kind.is_page:
        return is_copy
    words = text.body
    return and_(is_copy, func.substr(Message.body, 1, len(words)) == words)


def _text_before(session: Session, call: Message, gap: timedelta) -> Message | None:
    """The text, or list, that has put the question of a call to its person not long before.

    A list is written up to a gap before it leaves.
    """
    if call.channel is not Channel.VOICE or call.question_id is None:
        return None
    lists = select(BundleLine.message_id).where(BundleLine.question_id == call.question_id)
    is_own = and_(Message.question_id == call.question_id, Message.kind == call.kind)
    before = (
        select(Message)
        .where(
            or_(
                and_(is_own, Message.created_at > call.created_at - gap),
                and_(Message.id.in_(lists), Message.created_at > call.created_at - 2 * gap),
            ),
            Message.channel == Channel.SMS,
            ~_IS_YET_TO_LEAVE,
            Message.id < call.id,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return session.scalars(before).first()


@dataclass(frozen=True, slots=True)
class Asked:
    """A message whose status has not moved, and the attempt the carrier knows it by."""

    message_id: int
    attempt: str
    sid: str


def next_ask(session: Session) -> datetime | None:
    """When the carrier is to be asked next about a message."""
    return session.scalars(NEXT_ASK).one()


def take_to_ask(session: Session, now: datetime) -> Asked | None:
    """The message to ask the carrier about now; no other worker asks about it meanwhile."""
    message = session.scalars(
        select(Message)
        .where(Message.ask_at <= now, is_known(Message))
        .order_by(Message.ask_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if message is None:
        return None
    message.ask_at = ask_at(message.status_at or now, now)
    return _as_tried_last(session, message)


def _as_tried_last(session: Session, message: Message) -> Asked:
    tried = session.scalars(
        select(Attempt)
        .where(Attempt.message_id == message.id, Attempt.sid.is_not(None))
        .order_by(Attempt.started_at.desc())
        .limit(1)
    ).one()
    return Asked(message.id, tried.id, str(tried.sid))


def rings_in_vain(session: Session, now: datetime, readers: Collection[str]) -> bool:
    """Whether a phone rings for what somebody has by now, and the carrier is to end that.

    Args:
        session: of the transaction.
        now: the instant.
        readers: the keys of those who have texts among their channels.
    """
    return session.scalars(_RINGING_IN_VAIN, _ringing(now, readers)).first() is not None


def stands_for(session: Session, call: Message) -> Question | None:
    """The question about another incident that a call stands for as well, the first put of them."""
    found = select(_other).where(Message.id == call.id, _STANDS_FOR).order_by(_other.id).limit(1)
    return session.scalars(found).first()


def take_to_hang_up(session: Session, now: datetime, readers: Collection[str]) -> Asked | None:
    """The next such call; it is not taken again before the carrier was asked about it."""
    held = _RINGING_IN_VAIN.with_for_update(skip_locked=True, of=Message)
    message = session.scalars(held, _ringing(now, readers)).first()
    if message is None:
        return None
    message.ask_at = now + ENDS_WITHIN
    return _as_tried_last(session, message)


def _ringing(now: datetime, readers: Collection[str]) -> dict[str, object]:
    return {"soon": now + ENDS_WITHIN, "since": now - LONGEST_RING, "readers": list(readers)}


def sent(session: Session, message_id: int) -> Message | None:
    """A message if the carrier has it and nobody knows how it ended; held."""
    return session.scalars(
        select(Message)
        .where(Message.id == message_id, Message.state == MessageState.SENT)
        .with_for_update()
    ).one_or_none()


def was_asked_elsewhere(session: Session, question: Message) -> bool:
    """Whether the second path has been given this question to somebody as well, or a later one."""
    found = (
        select(Message.id)
        .where(
            Message.incident_id == question.incident_id,
            Message.person == question.person,
            Message.kind == question.kind,
            Message.channel.in_([Channel.BACKUP, Channel.OTHER]),
            Message.created_at >= question.created_at,
        )
        .limit(1)
    )
    return session.scalars(found).first() is not None


def of_incident(session: Session, incident_id: int) -> Sequence[Message]:
    """Every message about an incident, also the lists that name it, the oldest first."""
    return session.scalars(
        select(Message).where(_is_about(incident_id), is_known(Message)).order_by(Message.id)
    ).all()


def _is_about(incident_id: int) -> ColumnElement[bool]:
    """Whether a message is about an incident, or a list that names it."""
    lists = (
        select(BundleLine.message_id)
        .join(Question, Question.id == BundleLine.question_id)
        .where(Question.incident_id == incident_id)
    )
    return or_(Message.incident_id == incident_id, Message.id.in_(lists))


def left_at(session: Session, incident_id: int) -> Mapping[int, datetime]:
    """When each message about an incident, or list that names it, began to leave, by its id."""
    rows = session.execute(
        select(Message.id, func.min(Attempt.started_at))
        .join(Attempt, Attempt.message_id == Message.id)
        .where(_is_about(incident_id))
        .group_by(Message.id)
    )
    return {message_id: at for message_id, at in rows}


def may_be_read(session: Session, failed: Message) -> bool:
    """Whether a question that failed by one way may have reached its person by another.

    A call that was not taken shows on the phone, so that it may still be answered.
    """
    if failed.channel is Channel.VOICE:
        return True
    found = select(Message.id).where(
        Message.question_id == failed.question_id,
        Message.kind == failed.kind,
        Message.created_at == failed.created_at,
        or_(Message.channel == Channel.VOICE, Message.state.not_in(FAILED)),
        Message.id != failed.id,
    )
    return session.scalars(found.limit(1)).first() is not None


def last_bundle(session: Session, phone: str) -> Message | None:
    """The latest list of pages to a phone that has begun to leave, held."""
    return session.scalars(_LAST_BUNDLE, {"phone": phone}).first()


def waiting_bundle(session: Session, phone: str) -> Message | None:
    """The list of pages to a phone that has not begun to leave, held."""
    return session.scalars(_WAITING_BUNDLE, {"phone": phone}).first()


def first_tried_at(session: Session, message: Message) -> datetime:
    """When a message began to leave; when it was written, if that was never tried."""
    tried_at = session.scalars(_FIRST_TRIED_AT, {"message": message.id}).one()
    return tried_at or message.created_at


def rung_since(session: Session, phone: str, since: datetime, now: datetime) -> bool:
    """Whether a phone has been rung after then, or is about to be; no call that we end counts.

    What was written in the future does not count: the clock was set back since.
    """
    found = (
        select(Message.id)
        .outerjoin(Incident, Incident.id == Message.incident_id)
        .where(
            Message.recipient == phone,
            Message.channel == Channel.VOICE,
            Message.created_at > since,
            Message.created_at <= now + SKEW,
            Message.state != MessageState.DROPPED,
            ~and_(_RINGS, _IS_FOR_NOTHING),
        )
        .limit(1)
    )
    return session.scalars(found).first() is not None


def last_asked_by_call(session: Session, incident_id: int, person: str) -> datetime | None:
    """When somebody was last rung about an incident that they have."""
    return session.scalars(
        select(func.max(Message.created_at)).where(
            Message.incident_id == incident_id,
            Message.person == person,
            Message.kind == Kind.CHECK_IN,
            Message.channel == Channel.VOICE,
        )
    ).one()


def added_for(session: Session, question_id: int) -> Sequence[str]:
    """What merchants added, as whoever was asked a question got it or is about to."""
    bodies = select(Message.body).where(
        Message.question_id == question_id,
        Message.kind == Kind.FOLLOW_UP,
        Message.state.not_in([*FAILED, MessageState.DROPPED]),
    )
    return session.scalars(bodies).all()


def was_told(session: Session, question_id: int, at: datetime) -> bool:
    """Whether whoever was asked a question was paged since then, or sent news written then."""
    found = (
        select(Message.id)
        .where(
            Message.question_id == question_id,
            or_(
                and_(
                    Message.kind == Kind.PAGE,
                    Message.created_at >= at,
                    one_of(Message.state, [MessageState.SENT, MessageState.DELIVERED]),
                ),
                and_(
                    Message.kind == Kind.NOTICE,
                    Message.created_at == at,
                    Message.state.not_in([*FAILED, MessageState.DROPPED]),
                ),
            ),
        )
        .limit(1)
    )
    return session.scalars(found).first() is not None


def merchant_heard_at(session: Session, incident_id: int) -> datetime | None:
    """When the latest receipt or news of an incident was written that its merchant gets."""
    found = (
        select(Message.created_at)
        .where(
            Message.incident_id == incident_id,
            one_of(Message.kind, [Kind.RECEIPT, Kind.UPDATE]),
            Message.state.not_in([*FAILED, MessageState.DROPPED]),
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return session.scalars(found).first()


def outcomes(session: Session, phone: str) -> Mapping[Channel, Sequence[Outcome]]:
    """By channel what became of the latest messages to a person whose end is known, newest first.

    As many as it takes to judge a channel. The phone's number stands for its owner's chat as well.
    """
    return {
        channel: _outcomes(session, phone, channel)
        for channel in (Channel.SMS, Channel.VOICE, Channel.OTHER)
    }


def _outcomes(session: Session, phone: str, channel: Channel) -> Sequence[Outcome]:
    rows = session.execute(_ENDED[channel.is_traced], {"phone": phone, "channel": channel})
    return [Outcome(state, code, status) for state, code, status in rows]


def told_since(session: Session, recipient: str, kind: Kind, since: datetime) -> bool:
    """Whether a message of a kind has been written to somebody since then."""
    found = (
        select(Message.id)
        .where(Message.recipient == recipient, Message.kind == kind, Message.created_at >= since)
        .limit(1)
    )
    return session.scalars(found).first() is not None


def asleep_of(session: Session, incident_id: int, since: datetime) -> set[int]:
    """The questions to whose people news of an incident went after their last page about it.

    None to whom anything about it was written since then.
    """
    # Compared in the statement: a newer version may have written words that this one cannot read.
    says_whose = one_of(Message.kind, [Kind.PAGE, Kind.NOTICE])
    has_left = one_of(Message.state, [MessageState.SENT, MessageState.DELIVERED])
    rows = session.execute(
        select(
            Message.question_id,
            Message.created_at >= since,
            and_(says_whose, has_left),
            Message.kind == Kind.NOTICE,
        )
        .where(Message.incident_id == incident_id, Message.question_id.is_not(None))
        .order_by(Message.id)
    ).all()
    told = {question for question, is_since, _, _ in rows if is_since}
    last = {question: is_news for question, _, counts, is_news in rows if counts}
    return {question for question, is_news in last.items() if is_news and question} - told


def known_sids(session: Session, sids: Sequence[str]) -> set[str]:
    """Which of some carrier's ids are those of our attempts."""
    return {sid for sid in session.scalars(select(Attempt.sid).where(Attempt.sid.in_(sids))) if sid}


def pages_of(session: Session, incident_ids: Sequence[int]) -> Sequence[tuple[int | None, Message]]:
    """Every page about some incidents with its question, the oldest first.

    A list of pages comes once for each question that it names.
    """
    own = select(Message.question_id, Message).where(
        Message.incident_id.in_(incident_ids), Message.kind == Kind.PAGE, is_known(Message)
    )
    listed = (
        select(BundleLine.question_id, Message)
        .join(Message, Message.id == BundleLine.message_id)
        .join(Question, Question.id == BundleLine.question_id)
        .where(Question.incident_id.in_(incident_ids))
    )
    found = [(row[0], row[1]) for way in (own, listed) for row in session.execute(way)]
    return sorted(found, key=lambda one: one[1].id)


def last_to(session: Session, recipient: str) -> Message | None:
    """The latest message to somebody."""
    return session.scalars(
        select(Message)
        .where(Message.recipient == recipient, is_known(Message))
        .order_by(Message.id.desc())
        .limit(1)
    ).first()


def last_of(session: Session, kind: Kind) -> Message | None:
    """The latest message of a kind."""
    return session.scalars(
        select(Message)
        .where(Message.kind == kind)
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(1)
    ).first()
