"""Versions side by side, and a server that comes back with another database."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text, update
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.orm import Session

from relay.store import schema
from relay.store.db import Database
from relay.store.faults import DatabaseBusy
from relay.store.models import Base, Inbound, Origin, Question
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
# https://www.postgresql.org/docs/current/functions-comparisons.html
PG_IN = re.compile(r"\((\w+)\)::text = ANY \(\(ARRAY\[(.*)\]\)::text\[\]\)")


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


def test_the_codes_of_what_was_closed_are_given_back(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    schema.upgrade(database, "0010")
    values = {"sender": MERCHANT, "at": NIGHT.replace(tzinfo=None)}
    closed = "UPDATE incidents SET state = 'closed', closed_at = opened_at"
    question = (
        "INSERT INTO questions (incident_id, person, phone, code, asked_at, last_asked_at, times)"
        " VALUES (1, 'mette', :sender, 27, :at, :at, 1)"
    )
    database.write(lambda session: session.execute(OLD_INCIDENT, values))
    database.write(lambda session: session.execute(text(closed)))
    database.write(lambda session: session.execute(text(question), values))

    schema.upgrade(database)

    kept = database.read(lambda session: session.scalars(select(Question)).one())
    database.dispose()
    assert kept.free_at == NIGHT + timedelta(hours=72)


def versions() -> list[str]:
    """Every migration, the oldest first."""
    folder = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    return [one.revision for one in folder.walk_revisions()][::-1]


def columns(database: Database) -> dict[tuple[str, str], ReflectedColumn]:
    """Each column by its table and name."""
    found = inspect(database.engine)
    return {
        (table, one["name"]): one
        for table in found.get_table_names()
        for one in found.get_columns(table)
    }


def rules(database: Database) -> set[tuple[str, ...]]:
    """What each table refuses: two rows alike in these columns."""
    found = inspect(database.engine)
    return {
        (table, *one["column_names"])
        for table in found.get_table_names()
        for one in (*found.get_unique_constraints(table), *found.get_indexes(table))
        if one.get("unique", True)
    }


@pytest.mark.parametrize("newer", versions()[1:])
def test_a_migration_only_adds_what_an_older_version_may_leave_out(
    newer: str, tmp_path: Path
) -> None:
    """The older one goes on serving while the tables change and the newer one starts."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    schema.upgrade(database, versions()[versions().index(newer) - 1])
    before, refused = columns(database), rules(database)

    schema.upgrade(database, newer)

    after, tables = columns(database), {table for table, _ in before}
    added = [one for key, one in after.items() if key not in before and key[0] in tables]
    assert [key for key, one in before.items() if str(one) != str(after.get(key))] == []
    assert [one["name"] for one in added if not one["nullable"] and one["default"] is None] == []
    assert {rule for rule in rules(database) - refused if rule[0] in tables} == set()
    database.dispose()


def test_the_migrations_make_the_indexes_that_the_models_name(database: Database) -> None:
    """And of the same rows: an index of what most rows have not would cost each of them a page."""
    found = inspect(database.engine)
    kind = database.engine.dialect.name

    def told(columns: Iterable[str | None], where: object) -> tuple[list[str | None], str]:
        words = "" if where is None else str(where).replace("::character varying", "")
        words = PG_IN.sub(r"\1 IN (\2)", words)  # as it was written
        return list(columns), words.strip("()")

    made = {
        one["name"]: told(one["column_names"], one.get("dialect_options", {}).get(f"{kind}_where"))
        for table in Base.metadata.tables
        for one in found.get_indexes(table)
        if not one["unique"]
    }
    named = {
        one.name: told((column.name for column in one.columns), one.dialect_options[kind]["where"])
        for table in Base.metadata.tables.values()
        for one in table.indexes
    }
    assert made == named
    assert named["ix_attempts_sid"] == (["sid"], "sid IS NOT NULL")


@pytest.fixture
def of_version(database: Database) -> Iterator[Callable[[str], None]]:
    """Has another version's program make the tables; at the end they are of this one again."""
    of_ours = versions()[-1]

    def become(version: str) -> None:
        set_version = text("UPDATE alembic_version SET version_num = :version")
        database.write(lambda session: session.execute(set_version, {"version": version}))

    yield become
    become(of_ours)


def test_tables_of_a_newer_version_are_served_and_left_alone(
    database: Database, of_version: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    of_version("9999")
    before = columns(database)

    assert not schema.upgrade(database)
    schema.check(database)

    assert [*columns(database)] == [*before]
    (line,) = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert "at version 9999, newer than this program's" in line


def test_tables_of_an_older_version_are_refused_until_they_are_migrated(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    schema.upgrade(database, versions()[-2])

    with pytest.raises(schema.SchemaDiffers, match="python -m relay db upgrade"):
        schema.check(database)

    assert schema.upgrade(database)
    schema.check(database)
    database.dispose()


def test_tables_of_another_program_are_refused_and_left_alone(
    database: Database, of_version: Callable[[str], None]
) -> None:
    of_version("ae1027a6acf")

    for refuse in (schema.check, schema.upgrade):
        with pytest.raises(schema.SchemaDiffers, match="none of this program's"):
            refuse(database)


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
    mine.let_go()
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


@pytest.fixture
def start(
    database: Database, first: str, tmp_path: Path
) -> Iterator[Callable[..., AbstractContextManager[Database]]]:
    """The database as a process that starts now opens it; what it noted is on its machine."""

    @contextmanager
    def opened(query: str = "") -> Iterator[Database]:
        url = database.url.render_as_string(hide_password=False) + query
        started = Database(url, note=tmp_path / "var" / "origin.json")
        yield started
        started.dispose()

    with opened() as began:
        assert began.read(origin) == first
    return opened


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_process_that_starts_after_the_failover_refuses_it_too(
    database: Database, start: Callable[..., AbstractContextManager[Database]], tmp_path: Path
) -> None:
    set_origin(database, "the second")

    for _ in range(2):
        with start() as failed_over, pytest.raises(DatabaseBusy, match=r"another.*origin\.json"):
            failed_over.read(origin)
    with start("&application_name=elsewhere") as meant:  # another address, hence on purpose
        assert meant.read(origin) == "the second"


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_standby_without_tables_is_given_none(
    database: Database, start: Callable[..., AbstractContextManager[Database]]
) -> None:
    hide = "ALTER TABLE origins RENAME TO hidden"
    database.write(lambda session: session.execute(text(hide)))
    try:
        with start() as failed_over, pytest.raises(DatabaseBusy, match="another database"):
            schema.upgrade(failed_over)
    finally:
        back = "ALTER TABLE hidden RENAME TO origins"
        database.write(lambda session: session.execute(text(back)))


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("noted", ["", "{}", "[]", '{"address": 1', None])
def test_a_note_that_cannot_be_read_or_written_keeps_nobody_from_the_database(
    database: Database, first: str, noted: str | None, tmp_path: Path
) -> None:
    note = tmp_path / "origin.json"
    if noted is None:
        note.mkdir()
    else:
        note.write_text(noted)

    started = Database(database.url.render_as_string(hide_password=False), note=note)

    assert started.read(origin) == first
    started.dispose()
    assert note.is_dir() or first in note.read_text()
