"""Whether the carrier can be used, the same for all workers."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.core.delivery import UP, Standing, is_inbound_down
from relay.store import inbound
from relay.store.models import Carrier
from relay.store.prepared import Prepared

FIRST = "first"  # the only carrier whose standing is kept

_TABLE: Any = Carrier.__table__
_MADE = {
    name: insert(_TABLE)
    .values(name=FIRST, failures=0)
    .on_conflict_do_nothing(index_elements=["name"])
    for name, insert in (("postgresql", postgresql_insert), ("sqlite", sqlite_insert))
}
_FIRST = select(Carrier).where(Carrier.name == FIRST)
_HELD = _FIRST.with_for_update()
_STANDING = Prepared(
    select(Carrier.failures, Carrier.failing_since, Carrier.failed_at, Carrier.down_since).where(
        Carrier.name == FIRST
    )
)


def standing(session: Session) -> Standing:
    """How the carrier stands."""
    row = _STANDING.first(session, {})
    return Standing(*row) if row is not None else UP


def hold(session: Session) -> Carrier:
    """The carrier's row, held until the transaction ends."""
    connection = session.connection()
    connection.execute(_MADE[connection.dialect.name])
    return session.scalars(_HELD).one()


def standing_of(row: Carrier) -> Standing:
    """The same, of a row that is held."""
    return Standing(row.failures, row.failing_since, row.failed_at, row.down_since)


def change(row: Carrier, new: Standing) -> None:
    """Write how the carrier stands."""
    row.failures = new.failures
    row.failing_since = new.failing_since
    row.failed_at = new.failed_at
    row.down_since = new.down_since


def note_deaf(session: Session, now: datetime, *, is_deaf: bool) -> None:
    """Note whether what has come in at the carrier can be read."""
    if is_deaf:
        row = hold(session)
        row.deaf_since = row.deaf_since or now
    else:
        heals = update(Carrier).where(Carrier.name == FIRST, Carrier.deaf_since.is_not(None))
        session.execute(heals.values(deaf_since=None))


def no_replies(session: Session) -> bool:
    """Whether an answer by text would not reach us just now."""
    row = session.scalars(_FIRST).one_or_none()
    if row is None or row.down_since is None or row.deaf_since is None:
        return False
    brought_at = inbound.last_brought_at(session)
    heard = brought_at is not None and brought_at > row.down_since
    return is_inbound_down(standing_of(row), row.code, is_deaf=True, heard=heard)
