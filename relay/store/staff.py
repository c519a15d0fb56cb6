"""Phones of people on call, remembered for a while after they left the file."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from relay.core.crew import Person
from relay.store.db import UtcDateTime
from relay.store.models import Staff

LEFT_SINCE = select(Staff).where(
    Staff.phone == bindparam("phone"), Staff.left_at >= bindparam("left_since", type_=UtcDateTime)
)


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
    return session.scalars(select(Staff).where(Staff.left_at.is_(None))).all()
