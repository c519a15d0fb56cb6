"""The nets under intake, with real processes that are really killed."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from relay.store.db import Database
from relay.store.models import Inbound, Incident
from tests.processes import Site, eventually
from tests.story.test_processes import CREW
from tests.world import MERCHANT, REPORT


@pytest.fixture
def site(tmp_path: Path, database_url: str) -> Iterator[Site]:
    site = Site(tmp_path, database_url)
    yield site
    site.end()


def taken_in(database: Database) -> list[Inbound]:
    return database.read(lambda session: list(session.scalars(select(Inbound))))


def pages(site: Site) -> list[str]:
    """What the handsets of the crew show about the first incident."""
    return [text for number in CREW.values() for text in site.shown(number) if "1001" in text]


@pytest.mark.timeout(300)
def test_a_text_of_the_hour_when_everything_was_down_is_paged_once(
    site: Site, database: Database
) -> None:
    site.start_emulator()
    processes = [site.start_web(), site.start("worker")]
    for process in processes:
        process.send_signal(signal.SIGKILL)
        process.wait()
    site.phone("texts", **{"from": MERCHANT, "body": REPORT})

    site.start_web()
    site.start("worker")

    eventually(lambda: pages(site), "the page, within a minute")
    eventually(lambda: site.shown(MERCHANT), "the receipt")
    (kept,) = taken_in(database)
    assert kept.late
    assert site.webhook(MessageSid=kept.sid, From=MERCHANT, Body=REPORT) == 200
    assert len(taken_in(database)) == 1
    assert len(database.read(lambda session: list(session.scalars(select(Incident))))) == 1
    assert len(pages(site)) == 1
