"""People on call: how they can be asked, and their phones for a while after they left the file."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, String, bindparam, literal_column, select, union_all
from sqlalchemy.orm import Session

from relay.core.crew import Person
from relay.core.matter import Answer, Subject
from relay.store.columns import UtcDateTime
from relay.store.models import Matter, OptOut, Staff
from relay.store.prepared import Prepared

LEFT_SINCE = select(Staff).where(
    Staff.phone == bindparam("phone"), Staff.left_at >= bindparam("left_since", type_=UtcDateTime)
)

_PRESENT = select(Staff).where(Staff.left_at.is_(None))
_DRILLED = select(Matter.person, literal_column("1", Integer)).where(
    Matter.free_at.is_(None),  # as of all that is asked: it is found at once
    Matter.answer == Answer.OPEN,
    Matter.subject == Subject.DRILL,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom of the people on call something sets apart."""

    unwilling: frozenset[str]  # phones whose owners want no texts
    drilled: frozenset[str]  # keys of people of whom a drill is under way


def standing(session: Session, people: Collection[Person]) -> Standing:
    """Who of some people wants no texts, and who is being drilled, asked at once."""
    if not people:
        return Standing(frozenset(), frozenset())
    phones = {f"phone{place}": person.phone for place, person in enumerate(people)}
    rows = _standing_of(len(phones)).rows(session, phones)
    return Standing(
        unwilling=frozenset(whose for whose, is_drilled in rows if not is_drilled),
        drilled=frozenset(whose for whose, is_drilled in rows if is_drilled),
    )


@cache
def _standing_of(count: int) -> Prepared:
    phones = [bindparam(f"phone{place}", type_=String) for place in range(count)]
    unwilling = select(OptOut.phone, literal_column("0", Integer).label("is_drilled")).where(
        OptOut.phone.in_(phones)
    )
    return Prepared(union_all(unwilling, _DRILLED))


def is_known(session: Session, people: Iterable[Person]) -> bool:
    """Whether what is remembered is what the file says."""
    known = {(one.phone, one.person) for one in _present(session)}
    return known == {(person.phone, person.key) for person in people}


def remember(session: Session, people: Iterable[Person], now: datetime) -> None:
    """Take over the file's people; who is not there any more has left now."""
    here = {person.phone: person for person in people}
    for row in _present(session):
        if row.phone not in here:
            row.left_at = now
    for phone, person in here.items():
        row = session.get(Staff, phone) or Staff(phone=phone)
        row.person, row.language, row.left_at = person.key, person.language, None
        session.add(row)


def left_since(session: Session, phone: str, since: datetime) -> Staff | None:
    """Somebody who left the file since then, by their phone."""
    return session.scalars(LEFT_SINCE, {"phone": phone, "left_since": since}).one_or_none()


def of_person(session: Session, key: str) -> Sequence[Staff]:
    """The phones somebody has or had."""
    return session.scalars(select(Staff).where(Staff.person == key).order_by(Staff.phone)).all()


def _present(session: Session) -> Iterable[Staff]:
    return session.scalars(_PRESENT).all()
