"""One course from the first process to the balanced ledger."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.crash.driver import SETTINGS, Course, Driver
from tests.crash.ledger import ENDED, Books, Ledger, balance
from tests.processes import Site
from tests.world import edited_config


def run(
    folder: Path,
    database_url: str,
    course: Course,
    *,
    asked: bool,
    patience: float,
    web: str = "gunicorn",
    halfway: Callable[[Site, Driver], None] | None = None,
) -> Ledger:
    """Drive real processes on a database with our tables; what the ledger says afterwards.

    Args:
        folder: for settings and logs.
        database_url: where the tables are.
        course: how much happens.
        asked: whether to wait until statuses that never came were asked for, a minute or more.
        patience: seconds until all must be quiet.
        web: the web side's server: gunicorn, or web (waitress).
        halfway: done once, in the middle of it all.
    """
    site = Site(folder, database_url)
    site.environ["RELAY_CONFIG"] = str(edited_config(folder / "config", SETTINGS))
    site.environ["WEB_CONCURRENCY"] = "1" if not course.kills else "2"
    try:
        site.start_emulator()
        driver = Driver(site, course, web)
        driver.run(partial(halfway, site, driver) if halfway is not None else None)
        driver.settle(lambda: _is_quiet(site, database_url, asked=asked), patience)
        texts = site.phone("messages")["messages"]
        return balance(driver.diary, Books.read(database_url), texts, asked=asked)
    finally:
        site.end()


def _is_quiet(site: Site, database_url: str, *, asked: bool) -> bool:
    books = Books.read(database_url)
    texts = site.phone("messages")["messages"]
    written = {one["sid"] for one in texts if one["direction"] == "inbound"}
    has_ended = all(one["status"] in ENDED for one in texts if one["sid"] not in written)
    is_in = written <= {one.sid for one in books.inbound}
    return is_in and has_ended and books.is_quiet(asked=asked)
