"""One course from the first process to the balanced ledger."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from relay.store.db import Database
from tests.crash.books import Books, hasten
from tests.crash.driver import SETTINGS, Course, Driver
from tests.crash.ledger import ENDED, Ledger, balance
from tests.processes import Site
from tests.world import edited_config


def run(
    folder: Path,
    database_url: str,
    course: Course,
    *,
    patience: float,
    hurry: bool = False,
    web: str = "gunicorn",
    halfway: Callable[[Site, Driver], None] | None = None,
) -> Ledger:
    """Drive real processes on a database with our tables; what the ledger says afterwards.

    Args:
        folder: for settings and logs.
        database_url: where the tables are.
        course: how much happens.
        patience: seconds until all must be quiet.
        hurry: let the times pass at once for which a status and a lost answer are waited for.
        web: the web side's server: gunicorn, or web (waitress).
        halfway: done once, in the middle of it all.
    """
    site = Site(folder, database_url)
    site.environ["RELAY_CONFIG"] = str(edited_config(folder / "config", SETTINGS))
    site.environ["WEB_CONCURRENCY"] = "1" if not course.kills else "2"
    database = Database(database_url)
    try:
        site.start_emulator()
        driver = Driver(site, course, web)
        driver.run(partial(halfway, site, driver) if halfway is not None else None)
        if not _is_all_in(site, Books.read(database)):
            driver.workers[0].renew()  # one that starts asks the carrier for what it missed
        driver.settle(partial(_is_quiet, site, database, hurry=hurry), patience)
        texts, calls = site.phone("messages")["messages"], site.phone("calls")["calls"]
        return balance(driver.diary, Books.read(database), texts, calls)
    finally:
        site.end()
        database.dispose()


def _is_quiet(site: Site, database: Database, *, hurry: bool) -> bool:
    if hurry:
        hasten(database)
    books = Books.read(database)
    ours = [one for one in site.phone("messages")["messages"] if one["direction"] != "inbound"]
    has_ended = all(one["status"] in ENDED for one in ours)
    is_over = all(one["is_over"] for one in site.phone("calls")["calls"])
    return _is_all_in(site, books) and has_ended and is_over and books.is_quiet


def _is_all_in(site: Site, books: Books) -> bool:
    """Whether what the handsets wrote is in the log."""
    texts = site.phone("messages")["messages"]
    written = {one["sid"] for one in texts if one["direction"] == "inbound"}
    return written <= {one.sid for one in books.inbound}
