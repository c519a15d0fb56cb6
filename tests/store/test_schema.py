"""Versions side by side, and a server that comes back with another database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from relay.store import schema
from relay.store.db import Database, DatabaseBusy
from relay.store.models import Inbound, Origin
from tests.world import MERCHANT, NIGHT

# As the version before this one writes it: without the columns that came later.
OLD_INBOUND = text(
    "INSERT INTO inbound (sid, sender, recipient, raw, body, media, received_at, door)"
    " VALUES (:sid, :sender, :sender, :raw, 'nede', 0, :at, 'report')"
)
OLD_INCIDENT = text(
    "INSERT INTO incidents (number, version, state, urgency, why, reporter, language, words,"
    " opened_at, ladder, level, round, wake_at)"
    " VALUES (1001, 1, 'open', 'critical', '[]', :sender, 'da', 'nede', :at, '{}', -1, 0, :at)"
)


def test_an_older_version_goes_on_writing_after_the_tables_were_changed(
    database: Database,
) -> None:
    at = NIGHT.replace(tzinfo=None) if database.is_sqlite else NIGHT
    values = {"sid": "SM1", "sender": MERCHANT, "raw": b"nede", "at": at}
    database.write(lambda session: session.execute(OLD_INBOUND, values))
    database.write(lambda session: session.execute(OLD_INCIDENT, values))

    kept = database.read(lambda session: session.scalars(select(Inbound)).one())

    assert (kept.late, kept.came_by, kept.error_code) == (False, "webhook", None)


def test_a_migration_keeps_what_was_there(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    schema.upgrade(database, "0001")
    values = {"sid": "SM1", "sender": MERCHANT, "raw": b"nede", "at": NIGHT.replace(tzinfo=None)}
    database.write(lambda session: session.execute(OLD_INBOUND, values))

    schema.upgrade(database)

    kept = database.read(lambda session: session.scalars(select(Inbound)).one())
    schema.check(database)
    database.dispose()
    assert (kept.sid, kept.late) == ("SM1", False)


def origin(session: Session) -> str:
    return session.scalars(select(Origin.id)).one()


def set_origin(database: Database, name: str) -> None:
    database.write(lambda session: session.execute(update(Origin).values(id=name)))


@pytest.fixture
def first(database: Database) -> Iterator[str]:
    """The name of the database that the tests share; it has it again afterwards."""
    name = database.read(origin)
    yield name
    set_origin(database, name)


@pytest.fixture
def failed_over(database: Database, first: str) -> Iterator[Database]:
    """A database of the process, whose server now has another one under the same address."""
    mine = Database(database.url.render_as_string(hide_password=False))
    assert mine.read(origin) == first
    set_origin(database, "the second")
    mine.engine.dispose()
    yield mine
    mine.dispose()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_another_database_under_the_same_address_is_refused(
    failed_over: Database, database: Database, first: str
) -> None:
    for _ in range(2):
        with pytest.raises(DatabaseBusy, match="another database"):
            failed_over.read(origin)
        with pytest.raises(DatabaseBusy, match="another database"):
            failed_over.write(origin)
    set_origin(database, first)

    assert failed_over.read(origin) == first
