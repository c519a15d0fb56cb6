"""Open questions to people, each under a code of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    func,
    literal_column,
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
from relay.store.db import UtcDateTime, one_of
from relay.store.models import (
    Broadcast,
    BundleLine,
    Incident,
    Matter,
    Message,
    Question,
    is_known,
)

# Statements of the hot path are built once: building costs more than running them.
_OF_INCIDENT = (
    select(Question).where(Question.incident_id == bindparam("incident")).order_by(Question.id)
)
_CODES = (
    select(Question.code).where(
        Question.person == bindparam("person"),
        or_(Question.free_at.is_(None), Question.free_at > bindparam("now", type_=UtcDateTime)),
    ),
    select(Broadcast.code).where(
        Broadcast.person == bindparam("person"),
        Broadcast.free_at > bindparam("now", type_=UtcDateTime),
    ),
    select(Matter.code).where(
        Matter.person == bindparam("person"),
        or_(Matter.free_at.is_(None), Matter.free_at > bindparam("now", type_=UtcDateTime)),
    ),
)
_CODES_IN_USE = union_all(*_CODES)
_COUNT_OF = (
    select(func.count())
    .select_from(Question)
    .where(
        Question.person == bindparam("person"),
        Question.id.is_distinct_from(bindparam("besides", type_=Integer)),
        or_(
            Question.joined_at >= bindparam("since", type_=UtcDateTime),
            Question.free_at.is_(None),
        ),
    )
)
_NUMBERS_OPEN_TO = (
    select(Incident.number)
    .join(Question, Question.incident_id == Incident.id)
    .where(
        Question.person == bindparam("person"),
        one_of(Incident.state, [State.OPEN, State.ACKNOWLEDGED]),
    )
)
_BARRED = union_all(
    *(one.add_columns(literal_column("0").label("is_number")) for one in _CODES),
    _NUMBERS_OPEN_TO.add_columns(literal_column("1")),
)


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
    question = draft(session, incident, person, choose, now)
    session.add(question)
    return question


def draft(
    session: Session,
    incident: Incident,
    person: Person,
    choose: Callable[[Sequence[int]], int],
    now: datetime,
) -> Question:
    """The same, yet to be written."""
    taken, numbers = _barred(session, person.key, now)
    code = codes.pick(
        taken, choose, incident_numbers=[*numbers, incident.number], newest=incident.number
    )
    return Question(
        incident_id=incident.id,
        person=person.key,
        phone=person.phone,
        code=code,
        asked_at=now,
        joined_at=now,
        last_asked_at=now,
        times=0,
    )


def _barred(session: Session, person: str, now: datetime) -> tuple[set[int], list[int]]:
    """`codes_in_use` and `numbers_open_to`, asked at once."""
    rows = session.connection().execute(_BARRED, {"person": person, "now": now}).all()
    taken = {figure for figure, is_number in rows if not is_number}
    return taken, [figure for figure, is_number in rows if is_number]


def get(session: Session, question_id: int) -> Question:
    """The question of an id."""
    return session.get_one(Question, question_id)


def codes_in_use(session: Session, person: str, now: datetime) -> set[int]:
    """Codes that must not be given to a person: asked, or asked not long enough ago."""
    return set(session.connection().scalars(_CODES_IN_USE, {"person": person, "now": now}))


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


def numbers_open_to(session: Session, person: str) -> Sequence[int]:
    """The numbers of the open incidents a person was asked about."""
    return session.connection().scalars(_NUMBERS_OPEN_TO, {"person": person}).all()


def open_to(session: Session, person: str) -> Sequence[tuple[Question, Incident]]:
    """What a person can still answer: their questions about incidents that nobody has closed."""
    rows = session.execute(
        select(Question, Incident)
        .join(Incident, Incident.id == Question.incident_id)
        .where(
            Question.person == person,
            Incident.state.in_([State.OPEN, State.ACKNOWLEDGED]),
        )
        .order_by(Question.id)
    )
    return [(question, incident) for question, incident in rows]


def free_codes(session: Session, incident_id: int, at: datetime | None) -> None:
    """Say from when an incident's codes may be given again; None takes that back."""
    session.execute(update(Question).where(Question.incident_id == incident_id).values(free_at=at))


def reached_at(session: Session, question_id: int) -> tuple[datetime | None, datetime | None]:
    """When a question was first delivered, alone or in a list, and when it was first sent.

    What is known not to have arrived was not sent: nobody answers what they cannot have read.
    """
    row = session.execute(
        select(
            func.min(Message.status_at).filter(Message.state == MessageState.DELIVERED),
            func.min(Message.sent_at).filter(~one_of(Message.state, FAILED)),
        ).where(_bears(question_id))
    ).one()
    return row[0], row[1]


def last_page(
    session: Session, question_id: int, channel: Channel, now: datetime
) -> Message | None:
    """The latest page of a question by a channel; by SMS it may be a list.

    A list that is to leave later tells nothing yet of what became of the one before.
    """
    is_to_come = and_(
        Message.state == MessageState.WAITING, Message.tries == 0, Message.due_at > now
    )
    return session.scalars(
        select(Message)
        .where(_bears(question_id), Message.channel == channel)
        .order_by(is_to_come, Message.id.desc())
        .limit(1)
    ).first()


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
    is_about_it = Message.question_id == question_id
    if to is not None:
        is_about_it = and_(Message.recipient == to, Message.kind == Kind.PAGE)
    return session.scalars(
        select(Message)
        .where(
            is_about_it,
            Message.channel == Channel.VOICE,
            Message.created_at >= since,
            is_known(Message),
        )
        .order_by(Message.id.desc())
    ).all()


def count_of(session: Session, person: str, since: datetime, *, besides: int | None) -> int:
    """How many questions were put to a person since then, or still wait for their answer.

    Args:
        session: the transaction.
        person: the person's key.
        since: the instant.
        besides: the id of one that does not count.
    """
    values = {"person": person, "since": since, "besides": besides}
    return session.connection().scalars(_COUNT_OF, values).one()


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
    """Say which questions a list names, beside those it named before."""
    known = set(
        session.scalars(select(BundleLine.question_id).where(BundleLine.message_id == message_id))
    )
    session.add_all(
        BundleLine(message_id=message_id, question_id=question_id)
        for question_id in question_ids
        if question_id not in known
    )


def _bears(question_id: int) -> ColumnElement[bool]:
    """Messages that put a question to its person: pages, lists, and what the holder is asked."""
    lists = select(BundleLine.message_id).where(BundleLine.question_id == question_id)
    own = and_(Message.question_id == question_id, Message.kind.in_([Kind.PAGE, Kind.CHECK_IN]))
    return or_(own, Message.id.in_(lists))
