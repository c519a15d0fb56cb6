"""Figures that only grow, when the worker last came round, and how far the carrier was read."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.core.escalation import SKEW
from relay.store.models import Base, Counter, Heartbeat, Watermark
from relay.store.prepared import Prepared

_TABLE: Any = Counter.__table__
_ADD = Prepared.inserting(
    lambda insert: (
        insert(_TABLE)
        .values(name=bindparam("name"), value=bindparam("value"))
        .on_conflict_do_update(
            index_elements=["name"], set_={"value": _TABLE.c.value + bindparam("by")}
        )
        .returning(_TABLE.c.value)
    )
)


def add(session: Session, name: str, *, start: int = 1, by: int = 1) -> int:
    """Count up and return the new figure; two transactions never get the same."""
    value: int = _ADD.value(session, {"name": name, "value": start, "by": by})
    return value


def value(session: Session, name: str) -> int:
    """A figure; 0 when nothing was counted."""
    return session.scalars(select(Counter.value).where(Counter.name == name)).one_or_none() or 0


def beat(session: Session, name: str, now: datetime) -> None:
    """Note that a part of the worker came round."""
    statement = _insert(session, Heartbeat).values(name=name, at=now)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"at": now}))


def last_beat(session: Session, name: str) -> datetime | None:
    """When a part of the worker last came round."""
    return session.scalars(select(Heartbeat.at).where(Heartbeat.name == name)).one_or_none()


def read_up_to(session: Session, name: str) -> datetime | None:
    """Up to when something has been read; None when it never was."""
    return session.scalars(select(Watermark.at).where(Watermark.name == name)).one_or_none()


def set_read_up_to(session: Session, name: str, at: datetime) -> None:
    """Note up to when something has been read; it never goes back."""
    statement = _insert(session, Watermark).values(name=name, at=at)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"at": at}, where=Watermark.at < at
        )
    )


def last_turn(session: Session, name: str) -> datetime | None:
    """When something that is done now and then was last done."""
    return read_up_to(session, _turn(name))


def is_turn(session: Session, name: str, now: datetime, *, before: datetime) -> bool:
    """Whether `take_turn` would find that something is to be done now."""
    last = last_turn(session, name)
    return last is None or last < before or last > now + SKEW


def take_turn(
    session: Session, name: str, now: datetime, *, before: datetime, ahead: timedelta = SKEW
) -> bool:
    """Whether something is to be done now, by whoever asks; two never both do it.

    A turn further ahead than clocks differ was taken by one that ran ahead, and counts for none.

    Args:
        name: of what is done.
        now: the instant.
        before: it is done when it was last done before this.
        ahead: how far a turn may lie in the future.
    """
    statement = _insert(session, Watermark).values(name=_turn(name), at=now)
    taken = session.execute(
        statement.on_conflict_do_update(
            index_elements=["name"],
            set_={"at": now},
            where=or_(Watermark.at < before, Watermark.at > now + ahead),
        ).returning(Watermark.name)
    )
    return taken.first() is not None


def _turn(name: str) -> str:
    return f"turn: {name}"


def _insert(session: Session, table: type[Base]) -> Any:
    sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite_insert(table) if sqlite else postgresql_insert(table)
