"""Brings a database to the tables this version knows, by Alembic."""

import logging
import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from relay.store.db import Database
from relay.store.faults import DatabaseBusy
from relay.store.models import Base

logger = logging.getLogger(__name__)

LOCK = 710_402_117  # PostgreSQL's advisory lock: one migration at a time


class SchemaDiffers(Exception):
    """The database's tables are not the ones this version needs."""


def upgrade(database: Database, to: str = "head") -> bool:
    """Create or migrate the tables; safe to run by many processes at once.

    Args:
        database: where.
        to: the version; the newest unless a test wants an older one.

    Returns:
        Whether the tables are of that version now; else they are of a newer one, and stay so.

    Raises:
        SchemaDiffers: when the tables are none of ours.
        DatabaseBusy: when the database could not be reached.
    """

    def work(session: Session) -> bool:
        connection = session.connection()
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if _is_newer(_current(connection)):
            return False
        command.upgrade(_config(connection), to)
        return True

    return database.write(work)


def check(database: Database) -> None:
    """Refuse a database of an older version; a newer one is served, and told of in the log.

    Raises:
        SchemaDiffers: when the tables are older, none of ours, or not there at all.
        DatabaseBusy: when the database could not be reached.
    """
    try:
        with database.connect() as connection:
            current = _current(connection)
    except OperationalError as error:
        raise DatabaseBusy(str(error.orig).strip()) from error
    if _is_newer(current):
        logger.warning(
            "the database is at version %s, newer than this program's %s: it is served as it is",
            current,
            _head(),
        )
    elif current != _head():
        raise SchemaDiffers(
            f"the database is at version {current or 'none'}, this program needs {_head()}: "
            "run `python -m relay db upgrade`"
        )


def check_tables(database: Database) -> None:
    """Refuse a database that has lost tables since they were made: no migration makes them again.

    Raises:
        SchemaDiffers: when one is missing.
        DatabaseBusy: when the database could not be reached.
    """
    with database.connect() as connection:
        lost = sorted(set(Base.metadata.tables) - set(inspect(connection).get_table_names()))
    if lost:
        raise SchemaDiffers(
            f"the database has lost what was in {', '.join(lost)}: put a backup in its place"
        )


def _is_newer(current: str | None) -> bool:
    """Whether a newer program made the tables; its migrations add what this one can leave out.

    Raises:
        SchemaDiffers: when they are none of ours, whose versions are numbered with four digits.
    """
    if current is not None and not re.fullmatch("[0-9]{4}", current):
        raise SchemaDiffers(
            f"the database is at version {current}, which is none of this program's: "
            "DATABASE_URL must name another"
        )
    return current is not None and current > _head()


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _head() -> str:
    return str(ScriptDirectory.from_config(_config(None)).get_current_head())


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
