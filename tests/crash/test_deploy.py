"""A newer version starts while the older one serves: nothing is lost, no page is doubled."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from relay.store import schema
from relay.store.db import Database
from tests.crash.driver import Course, Driver
from tests.crash.run import run
from tests.processes import Site
from tests.store.test_schema import versions

CALM = Course(seed=3, seconds=5, reports=10, kills=0, faults=0, troubles=(), workers=1)
# What the migrations of a newer version may do while this one goes on writing.
NEWER = (
    "ALTER TABLE incidents ADD COLUMN newer TEXT",
    "ALTER TABLE messages ADD COLUMN newer INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE newer (id INTEGER PRIMARY KEY)",
    "CREATE INDEX ix_messages_newer ON messages (newer)",
    "UPDATE alembic_version SET version_num = '9999'",
)
UNDO = (
    f"UPDATE alembic_version SET version_num = '{versions()[-1]}'",
    "DROP INDEX ix_messages_newer",
    "DROP TABLE newer",
    "ALTER TABLE messages DROP COLUMN newer",
    "ALTER TABLE incidents DROP COLUMN newer",
)


def execute(session: Session, statements: tuple[str, ...]) -> None:
    for statement in statements:
        session.execute(text(statement))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("kind", "web"), [("sqlite", "web"), ("postgresql", "gunicorn")], indirect=["kind"]
)
def test_a_deployment_under_load_loses_nothing_and_doubles_no_page(
    tmp_path: Path, database: Database, web: str
) -> None:
    def deploy(_: Site, driver: Driver) -> None:
        schema.upgrade(database)
        database.write(partial(execute, statements=NEWER))
        driver.web.renew()
        for worker in driver.workers:
            worker.renew(overlap=True)

    url = database.url.render_as_string(hide_password=False)
    try:
        ledger = run(tmp_path, url, CALM, hurry=True, patience=120, web=web, halfway=deploy)
    finally:
        database.write(partial(execute, statements=UNDO))

    assert ledger.wrongs == []
    assert ledger.incidents == CALM.reports
    assert (ledger.refused, ledger.extra, ledger.unknown) == (0, 0, 0)
