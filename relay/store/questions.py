"""Open questions to people, each under a code of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import (
    JSON,
    FunctionElement,
    Integer,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from relay.core import codes
from relay.core.crew import Person
from relay.core.incident import State
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.store.columns import UtcDateTime, at_most, one_of
from relay.store.models import (
    Broadcast,
    BundleLine,
    Incident,
    Matter,
    Message,
    Question,
    is_known,
)
from relay.store.prepared import Prepared, new_row

# Statements of the hot path are built once: building costs more than running them.
_OF_INCIDENT = (
    select(Question).where(Question.incident_id == bindparam("incident")).order_by(Question.id)
)
_IS_THEIRS = Question.person == bindparam("person")
_IS_IN_USE = Question.free_at.is_(None)  # as every code is while its incident is open
_NOW = bindparam("now", type_=UtcDateTime)
_SINCE = bindparam("since", type_=UtcDateTime)
_OTHERS = (
    select(func.count())
    .select_from(Question)
    .where(_IS_THEIRS, Question.id.is_distinct_from(bindparam("besides", type_=Integer)))
)
# Those that are asked, and those that were put to them lately and are asked no more: none of these
# is freed before it was put.
_COUNTS = (
    _OTHERS.where(_IS_IN_USE),
    _OTHERS.where(Question.free_at >= _SINCE, Question.joined_at >= _SINCE),
)
_COUNT_OF = Prepared(union_all(*_COUNTS))


def _load(gather: Callable[..., FunctionElement[Any]]) -> Select[Any]:
    """What `Load` is made of, in one row: hundreds take longer to hand over than to find.

    Each part is found at once, and the long ones in an index alone: many may be open.

    Args:
        gather: makes one JSON array of a column.
    """
    codes = (
        select(Question.code).where(_IS_THEIRS, _IS_IN_USE),
        select(Question.code).where(_IS_THEIRS, Question.free_at > _NOW),
        select(Matter.code).where(Matter.person == bindparam("person"), Matter.free_at.is_(None)),
        *(
            select(one.code).where(one.person == bindparam("person"), one.free_at > _NOW)
            for one in (Matter, Broadcast)
        ),
    )
    numbers = select(Incident.number).where(
        one_of(Incident.state, [State.OPEN, State.ACKNOWLEDGED])
    )
    return select(
        *(
            one.with_only_columns(gather(*one.selected_columns, type_=JSON)).scalar_subquery()
            for one in (numbers, *codes)
        ),
        *(one.scalar_subquery() for one in _COUNTS),
    )


_LOAD = Prepared(_load(func.json_agg), sqlite=_load(func.json_group_array))

_OPEN_TO = (
    select(Question, Incident)
    .join(Incident, Incident.id == Question.incident_id)
    .where(_IS_THEIRS, _IS_IN_USE, one_of(Incident.state, [State.OPEN, State.ACKNOWLEDGED]))
    .order_by(Question.id)
)
# Messages that put a question to its person: pages, lists, and what the holder is asked.
_BEARS = or_(
    and_(
        Message.question_id == bindparam("question"),
        one_of(Message.kind, [Kind.PAGE, Kind.CHECK_IN]),
    ),
    Message.id.in_(
        select(BundleLine.message_id).where(BundleLine.question_id == bindparam("question"))
    ),
)
_IS_TO_COME = and_(Message.state == MessageState.WAITING, Message.tries == 0, Message.due_at > _NOW)
_LAST_PAGE = (
    select(Message)
    .where(_BEARS, Message.channel == bindparam("channel"))
    .order_by(_IS_TO_COME, Message.id.desc())
    .limit(at_most(1))
)
_REACHED_AT = select(
    func.min(Message.status_at).filter(Message.state == MessageState.DELIVERED),
    func.min(Message.sent_at).filter(~one_of(Message.state, FAILED)),
).where(_BEARS)
_CALLS_SINCE = (
    select(Message)
    .where(Message.channel == Channel.VOICE, Message.created_at >= _SINCE, is_known(Message))
    .order_by(Message.id.desc())
)
_CALLS_ABOUT = _CALLS_SINCE.where(Message.question_id == bindparam("question"))
_CALLS_TO = _CALLS_SINCE.where(Message.recipient == bindparam("phone"), Message.kind == Kind.PAGE)


@dataclass(frozen=True, slots=True)
class Load:
    """What a person is asked already."""

    codes: set[int]  # that must not be given to them: asked, or asked not long enough ago
    numbers: list[int]  # of what is open, whoever was asked about it
    count: int  # of questions, as `count_of` has it


def of_incident(session: Session, incident_id: int) -> Sequence[Question]:
    """Every question asked about an incident, the first asked first."""
    return session.scalars(_OF_INCIDENT, {"incident": incident_id}).all()


def of_incidents(session: Session, incident_ids: Sequence[int]) -> Sequence[Question]:
    """Every question asked about some incidents, the first asked first."""
    return session.scalars(
        select(Question).where(Question.incident_id.in_(incident_ids)).order_by(Question.id)
    ).all()


def ask(
    session: Session,
    incident: Incident,
    person: Person,
    choose: Callable[[Sequence[int]], int],
    now: datetime,
) -> Question:
    """Put an incident to a person for the first time, under a code of their own.

    It has no id before the session is flushed.

    Args:
        choose: picks one of several codes, at random.
    """
    question = draft(incident, person, load(session, person.key, now), choose, now)
    session.add(question)
    return question


def draft(
    incident: Incident,
    person: Person,
    load: Load,
    choose: Callable[[Sequence[int]], int],
    now: datetime,
) -> Question:
    """The same, yet to be written."""
    numbers = [*load.numbers, incident.number]
    code = codes.pick(load.codes, choose, incident_numbers=numbers, newest=incident.number)
    return new_row(
        Question,
        incident_id=incident.id,
        person=person.key,
        phone=person.phone,
        code=code,
        asked_at=now,
        joined_at=now,
        last_asked_at=now,
        times=0,
    )


def load(session: Session, person: str, now: datetime, *, since: datetime | None = None) -> Load:
    """What a person is asked already, asked at once.

    Args:
        session: the transaction.
        person: the person's key.
        now: the instant.
        since: since when what was put to them counts; where nobody asks, since now.
    """
    values = {"person": person, "now": now, "since": since or now, "besides": None}
    numbers, *codes, asked, lately = _LOAD.rows(session, values)[0]
    return Load(
        codes={code for several in codes for code in several or ()},  # of none some make nothing
        numbers=numbers or [],
        count=asked + lately,
    )


def get(session: Session, question_id: int) -> Question:
    """The question of an id."""
    return session.get_one(Question, question_id)


def by_code(session: Session, person: str, code: int) -> Question | None:
    """The question a person's code stands for; the newest, when it has been given again."""
    return session.scalars(
        select(Question)
        .where(Question.person == person, Question.code == code)
        .order_by(Question.id.desc())
        .limit(1)
    ).first()


def of_others(session: Session, person: str, code: int) -> bool:
    """Whether somebody else has an open question under this code."""
    return (
        session.scalars(
            select(Question.id)
            .where(Question.person != person, Question.code == code, Question.free_at.is_(None))
            .limit(1)
        ).first()
        is not None
    )


def open_to(session: Session, person: str) -> Sequence[tuple[Question, Incident]]:
    """What a person can still answer: their questions about incidents that nobody has closed."""
    rows = session.execute(_OPEN_TO, {"person": person})
    return [(question, incident) for question, incident in rows]


def free_codes(session: Session, incident_id: int, at: datetime | None) -> None:
    """Say from when an incident's codes may be given again; None takes that back."""
    session.execute(update(Question).where(Question.incident_id == incident_id).values(free_at=at))


def reached_at(session: Session, question_id: int) -> tuple[datetime | None, datetime | None]:
    """When a question was first delivered, alone or in a list, and when it was first sent.

    What is known not to have arrived was not sent: nobody answers what they cannot have read.
    """
    row = session.execute(_REACHED_AT, {"question": question_id}).one()
    return row[0], row[1]


def last_page(
    session: Session, question_id: int, channel: Channel, now: datetime
) -> Message | None:
    """The latest page of a question by a channel; by SMS it may be a list.

    A list that is to leave later tells nothing yet of what became of the one before.
    """
    values = {"question": question_id, "channel": channel, "now": now}
    return session.scalars(_LAST_PAGE, values).first()


def untaken_since(session: Session, page: Message, since: datetime) -> datetime | None:
    """Since when neither a page's channel nor the second path in its place takes any to its phone.

    Of several ways the one that was tried last counts: each has its time. None while one works.

    Args:
        page: the latest of its question by that channel.
        since: when the paging of its person began.
    """
    pages = session.scalars(
        select(Message)
        .where(
            Message.recipient == page.recipient,
            Message.kind.in_([kind for kind in Kind if kind.is_page]),
            Message.channel.in_((page.channel, Channel.BACKUP, Channel.OTHER)),
            Message.created_at >= since,
        )
        .order_by(Message.id.desc())
    )
    began: dict[Channel, datetime] = {}
    for one in takewhile(lambda one: one.sent_at is None, pages):
        # What waits for its own time has not been kept waiting.
        began[one.channel] = one.created_at if one.tries else one.due_at
    return max(began.values()) if page.channel in began else None


def calls_since(
    session: Session, question_id: int, since: datetime, *, to: str | None
) -> Sequence[Message]:
    """The calls about a question that were made since then, the latest first.

    Args:
        question_id: of the question.
        since: when the paging of its person began.
        to: the phone, where one call serves for all that its person is asked about.
    """
    if to is None:
        return session.scalars(_CALLS_ABOUT, {"question": question_id, "since": since}).all()
    return session.scalars(_CALLS_TO, {"phone": to, "since": since}).all()


def count_of(session: Session, person: str, since: datetime, *, besides: int | None) -> int:
    """How many questions were put to a person since then, or still wait for their answer.

    Args:
        session: the transaction.
        person: the person's key.
        since: the instant.
        besides: the id of one that does not count.
    """
    values = {"person": person, "since": since, "besides": besides}
    return sum(count for (count,) in _COUNT_OF.rows(session, values))


def joined_since(session: Session, person: str, since: datetime) -> Sequence[Question]:
    """The questions that were put to a person since then, about whatever became of it."""
    return session.scalars(
        select(Question).where(Question.person == person, Question.joined_at >= since)
    ).all()


def of_bundle(session: Session, message_id: int) -> Sequence[Question]:
    """The questions that a list names."""
    return session.scalars(
        select(Question)
        .join(BundleLine, BundleLine.question_id == Question.id)
        .where(BundleLine.message_id == message_id)
        .order_by(Question.id)
    ).all()


def stands_in(session: Session, question_id: int, message_id: int) -> bool:
    """Whether a list names a question."""
    return session.get(BundleLine, (message_id, question_id)) is not None


def write_lines(session: Session, message_id: int, question_ids: Sequence[int]) -> None:
    """Say which questions a list names, and no others: it has been written anew."""
    known = set(
        session.scalars(select(BundleLine.question_id).where(BundleLine.message_id == message_id))
    )
    if gone := known.difference(question_ids):
        lines = delete(BundleLine).where(BundleLine.message_id == message_id)
        session.execute(lines.where(BundleLine.question_id.in_(gone)))
    session.add_all(
        BundleLine(message_id=message_id, question_id=question_id)
        for question_id in question_ids
        if question_id not in known
    )
