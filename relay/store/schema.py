"""Brings a database to the tables this version knows, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from relay.store.db import Database, DatabaseBusy

LOCK = 710_402_117  # PostgreSQL's advisory lock: one migration at a time


class SchemaDiffers(Exception):
    """The database's tables are not the ones this version knows."""


def upgrade(database: Database, to: str = "head") -> None:
    """Create or migrate the tables; safe to run by many processes at once.

    Args:
        database: where.
        to: the version; the newest unless a test wants an older one.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """

    def work(session: Session) -> None:
        connection = session.connection()
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(_config(connection), to)

    database.write(work)


def check(database: Database) -> None:
    """Refuse a database of another version.

    Raises:
        SchemaDiffers: when the tables are older or newer, or not there at all.
        DatabaseBusy: when the database could not be reached.
    """
    try:
        with database.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise DatabaseBusy(str(error.orig).strip()) from error
    head = ScriptDirectory.from_config(_config(None)).get_current_head()
    if current != head:
        raise SchemaDiffers(
            f"the database is at version {current or 'none'}, this program needs {head}: "
            "run `python -m relay db upgrade`"
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
