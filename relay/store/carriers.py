"""Whether the carrier can be used, the same for all workers."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.core.delivery import UP, Standing
from relay.store.models import Carrier

FIRST = "first"  # the only carrier whose standing is kept

_TABLE: Any = Carrier.__table__
_STANDING = select(
    Carrier.failures, Carrier.failing_since, Carrier.failed_at, Carrier.down_since
).where(Carrier.name == FIRST)


def standing(session: Session) -> Standing:
    """How the carrier stands."""
    row = session.execute(_STANDING).one_or_none()
    return Standing(*row) if row is not None else UP


def hold(session: Session) -> Carrier:
    """The carrier's row, held until the transaction ends."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    made = insert(_TABLE).values(name=FIRST, failures=0)
    session.connection().execute(made.on_conflict_do_nothing(index_elements=["name"]))
    return session.scalars(select(Carrier).where(Carrier.name == FIRST).with_for_update()).one()


def standing_of(row: Carrier) -> Standing:
    """The same, of a row that is held."""
    return Standing(row.failures, row.failing_since, row.failed_at, row.down_since)


def change(row: Carrier, new: Standing) -> None:
    """Write how the carrier stands."""
    row.failures = new.failures
    row.failing_since = new.failing_since
    row.failed_at = new.failed_at
    row.down_since = new.down_since
