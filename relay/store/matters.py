"""Questions that belong to no incident, each under a code of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.core import codes
from relay.core.crew import Person
from relay.core.incident import Happened
from relay.core.matter import Answer, Subject
from relay.core.message import Channel, MessageState
from relay.store import counters, questions
from relay.store.columns import UtcDateTime, at_most
from relay.store.models import Event, Inbound, Matter, Message

# Statements of the hot path are built once: building costs more than running them.
_OPEN_TO = (
    select(Matter)
    .where(
        Matter.person == bindparam("person"),
        Matter.free_at.is_(None),  # as of all that is asked: it is found at once
        Matter.answer == Answer.OPEN,
    )
    .order_by(Matter.id)
)
_DUE = (
    select(Matter.id)
    .where(Matter.wake_at <= bindparam("now", type_=UtcDateTime))
    .order_by(Matter.wake_at)
    .limit(at_most(100))
)
_IS_DRILLED = select(Matter.id).where(
    Matter.person == bindparam("person"),
    Matter.answer == Answer.OPEN,
    Matter.subject == Subject.DRILL,
)


def begin(
    session: Session,
    subject: Subject,
    person: Person,
    choose: Callable[[Sequence[int]], int],
    now: datetime,
    *,
    starts_at: datetime | None = None,
) -> bool:
    """Have a person asked; False when they are being, or were, asked the same.

    Args:
        choose: picks one of several codes, at random.
        starts_at: of the shift that is asked for.
    """
    about = (starts_at or now).isoformat()
    values = {"starts_at": starts_at, "times": 0, "wake_at": now}
    return _insert(session, subject, person, choose, now, about=about, **values) is not None


def begin_asked(
    session: Session,
    subject: Subject,
    person: Person,
    choose: Callable[[Sequence[int]], int],
    now: datetime,
    *,
    inbound_id: int,
    wake_at: datetime,
) -> Matter | None:
    """A question about a text that its answer puts; None when it was asked before.

    Args:
        choose: picks one of several codes, at random.
        inbound_id: of the text.
        wake_at: when silence is an answer.
    """
    values = {"inbound_id": inbound_id, "times": 1, "wake_at": wake_at}
    row = _insert(session, subject, person, choose, now, about=str(inbound_id), **values)
    return get(session, row) if row is not None else None


def _insert(
    session: Session,
    subject: Subject,
    person: Person,
    choose: Callable[[Sequence[int]], int],
    now: datetime,
    *,
    about: str,
    **values: Any,
) -> int | None:
    load = questions.load(session, person.key, now)
    code = codes.pick(
        load.codes,
        choose,
        incident_numbers=load.numbers,
        newest=counters.value(session, "incidents"),
    )
    row = {
        "subject": subject,
        "name": f"{subject} {person.key} {about}",
        "version": 1,
        "person": person.key,
        "phone": person.phone,
        "code": code,
        "begun_at": now,
        "answer": Answer.OPEN,
        **values,
    }
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert(Matter) if is_sqlite else postgresql_insert(Matter)
    made = insert.values(row).on_conflict_do_nothing(index_elements=["name"])
    return session.scalars(made.returning(Matter.id)).one_or_none()


def get(session: Session, matter_id: int) -> Matter:
    """The question of an id."""
    return session.get_one(Matter, matter_id)


def text_of(session: Session, matter: Matter) -> Inbound:
    """The text that may be a report, of a question about one."""
    return session.get_one(Inbound, matter.inbound_id)


def due(session: Session, now: datetime) -> Sequence[int]:
    """The ids of those whose next step is due."""
    return session.scalars(_DUE, {"now": now}).all()


def set_back(session: Session, matter_id: int, at: datetime) -> None:
    """Look at one again at a later time, after a step that failed."""
    session.execute(
        update(Matter)
        .where(Matter.id == matter_id, Matter.wake_at.is_not(None))
        .values(wake_at=at, version=Matter.version + 1)
    )


def by_code(session: Session, person: str, code: int) -> Matter | None:
    """The question a person's code stands for; the newest, when it has been given again."""
    return session.scalars(
        select(Matter)
        .where(Matter.person == person, Matter.code == code)
        .order_by(Matter.id.desc())
        .limit(1)
    ).first()


def open_to(session: Session, person: str) -> Sequence[Matter]:
    """What a person is asked and has not answered."""
    return session.scalars(_OPEN_TO, {"person": person}).all()


def is_drilled(session: Session, person: str) -> bool:
    """Whether a drill of a person is under way."""
    found = session.connection().scalars(_IS_DRILLED, {"person": person})
    return found.first() is not None


def reached_at(session: Session, matter_id: int) -> tuple[datetime | None, datetime | None]:
    """When a question was first delivered, as far as anybody knows, and when it was first sent."""
    row = session.execute(
        select(
            func.min(Message.status_at).filter(
                or_(
                    Message.state == MessageState.DELIVERED,
                    # Nobody tells more of chat and mail than that they were taken.
                    and_(Message.channel == Channel.OTHER, Message.state == MessageState.SENT),
                )
            ),
            func.min(Message.sent_at),
        ).where(Message.matter_id == matter_id)
    ).one()
    return row[0], row[1]


def drills(session: Session, *, limit: int, person: str | None = None) -> Sequence[Matter]:
    """The latest drills, of everybody or of one person, the newest first."""
    found = select(Matter).where(Matter.subject == Subject.DRILL)
    if person is not None:
        found = found.where(Matter.person == person)
    return session.scalars(found.order_by(Matter.id.desc()).limit(limit)).all()


def proven_at(session: Session, person: str) -> datetime | None:
    """When a person last answered a page, or a drill; what is taken at a screen proves no phone."""
    took = session.scalars(
        select(func.max(Event.at)).where(
            Event.who == person,
            Event.what == Happened.TAKEN,
            Event.data["user"].as_string().is_(None),
        )
    ).one()
    drilled = session.scalars(
        select(func.max(Matter.answered_at)).where(
            Matter.person == person, Matter.subject == Subject.DRILL
        )
    ).one()
    return max((at for at in (took, drilled) if at is not None), default=None)
