"""The database: one engine, short transactions, and use cases that are repeated on conflict."""

import fcntl
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import IO, Any, TypeVar
from urllib.parse import quote

from sqlalchemy import (
    Dialect,
    Engine,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, Connection, ExceptionContext, make_url
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InternalError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import (
    Session,
    sessionmaker,
)
from sqlalchemy.orm.exc import StaleDataError

from relay.store.origin import AnotherDatabase, Origin
from relay.store.sqlite import SQLITE, wal_is_safe

logger = logging.getLogger(__name__)

T = TypeVar("T")

TRIES = 5
PATIENCE = timedelta(seconds=15)  # of the worker and the command line; the webhook waits less
RESTED = 1  # seconds after which a connection is asked whether it still stands
LOCK_STEP = 0.25  # seconds
# Statements that an SQLite connection keeps prepared: more than we have. A driver that has as many
# as it may keep forgets the newest first, and prepares what is in use again and again.
KEPT_PREPARED = 1000
# PostgreSQL: serialization_failure, deadlock_detected.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
CONFLICTS = {"40001", "40P01"}
READ_ONLY = "25006"  # read_only_sql_transaction: a standby, for instance
# Classes of what is no fault of a statement: none at all, connection, sign-in, catalog, rollback,
# resources, lock, operator, system. A row too large for an index (54), say, stays so for ever.
OUT_OF_REACH = {"", "08", "28", "3D", "40", "53", "55", "57", "58"}
DAMAGED = {11, 26}  # SQLITE_CORRUPT, SQLITE_NOTADB: https://sqlite.org/rescode.html


class DatabaseBusy(Exception):
    """The database could not be reached or written in the time allowed; nothing was changed."""


class DatabaseDamaged(DatabaseBusy):
    """The file is no SQLite database, or not a whole one; waiting alone does not help."""


class Database:
    """Opens transactions. Safe to share between threads; not across a fork."""

    def __init__(self, url: str, *, note: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            url: SQLAlchemy's address of an SQLite file or a PostgreSQL server.
            note: where this machine keeps which database the server had (see `Origin`).
        """
        self.url = make_url(url)
        self.engine = _engine(self.url)
        # Without autoflush a row that changed several times is written once, at the end.
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        if not self.is_sqlite:
            event.listen(self.engine, "connect", self._recognize(Origin(self.url, note)))
        self._turns = _Turns(self.url.database) if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of ours rather than a PostgreSQL server."""
        return self.url.get_backend_name() == "sqlite"

    def write(self, work: Callable[[Session], T], *, wait: timedelta = PATIENCE) -> T:
        """Do a use case in one transaction, and do it again when another was faster.

        Args:
            work: reads, decides and writes; it may run several times, so it changes nothing else.
            wait: how long to wait for the database altogether.

        Raises:
            DatabaseBusy: when the database could not be reached or written within `wait`.
        """
        deadline = time.monotonic() + wait.total_seconds()
        for attempt in range(1, TRIES + 1):
            try:
                with self._writing(deadline) as session:
                    result = work(session)
                return result
            except (StaleDataError, IntegrityError, OperationalError, InternalError) as error:
                if attempt == TRIES or not _is_conflict(error):
                    raise self._busy(error) from error
                logger.info("transaction repeated, another was faster: %s", type(error).__name__)
            except PoolTimeout as error:
                raise DatabaseBusy("no connection was free in time") from error
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Session], T]) -> T:
        """Read in one transaction; nothing is written.

        Raises:
            DatabaseBusy: when the database could not be reached.
        """
        try:
            with self._sessions() as session:
                self._begin(session.connection(), "DEFERRED")
                return work(session)
        except (OperationalError, PoolTimeout) as error:
            raise self._busy(error) from error

    @contextmanager
    def connect(self, begin: str = "DEFERRED") -> Iterator[Connection]:
        """A connection whose transaction is begun, for what needs no session; it is rolled back.

        Args:
            begin: how SQLite begins it, with "IMMEDIATE" to keep other writers out.
        """
        with self.engine.connect() as connection:
            connection.begin()
            self._begin(connection, begin)
            yield connection

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self._turns is not None:
            self._turns.close()

    @contextmanager
    def _writing(self, deadline: float) -> Iterator[Session]:
        if self._turns is None:
            with self._sessions.begin() as session, _waiting(session.connection(), deadline):
                yield session
            return
        with self._turns.take(deadline), self._sessions.begin() as session:
            left = max(1, ceil(deadline - time.monotonic()))
            self._begin(session.connection(), "IMMEDIATE", left)
            yield session

    def _begin(self, connection: Connection, how: str, seconds: int = 2) -> None:
        """Begin on SQLite what the library takes for begun.

        No listener of the engine's does it: with one, each statement costs a quarter more.
        """
        if self.is_sqlite:
            _begin_sqlite(connection, how, seconds)

    @staticmethod
    def _recognize(origin: Origin) -> Callable[[Any, object], None]:
        """To a caller, a server with another database is one that is not to be had."""

        def check(connection: Any, record: object) -> None:
            try:
                origin.check(connection, record)
            except AnotherDatabase as error:
                raise DatabaseBusy(str(error)) from None

        return check

    @staticmethod
    def _busy(error: Exception) -> Exception:
        """What an error of the driver means to the caller: out of reach, or our own mistake."""
        state = _sqlstate(error)
        is_operational = isinstance(error, OperationalError) and state[:2] in OUT_OF_REACH
        if is_operational or isinstance(error, PoolTimeout) or state == READ_ONLY:
            return DatabaseBusy(str(getattr(error, "orig", error)).strip())
        return error


class _Turns:
    """One writer at a time on a SQLite file, across threads and processes.

    SQLite's own busy handler sleeps in growing steps, which is where its slowest writes come
    from; a lock held only around the transaction hands over within a millisecond.
    """

    STEP = 0.0005  # seconds between two looks at another process's lock

    def __init__(self, path: str | None) -> None:
        if not path:
            raise ValueError("an SQLite database needs a file: threads do not share one in memory")
        self._queue = _Queue()
        self._path = path + ".lock"
        try:
            _make_private(Path(path))
        except OSError as error:
            raise DatabaseBusy(f"{path} cannot be written: {error.strerror}") from error
        self._file = self._open()

    @contextmanager
    def take(self, deadline: float) -> Iterator[None]:
        self._queue.enter(deadline)
        try:
            self._lock_file(deadline)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._queue.leave()

    def close(self) -> None:
        self._file.close()

    def _open(self) -> IO[bytes]:
        """The file, open for as long as the process lives: the kernel drops the lock with it."""
        try:
            return open(self._path, "ab", opener=_private)
        except OSError as error:
            raise DatabaseBusy(f"{self._path} cannot be written: {error.strerror}") from error

    def _was_moved(self) -> bool:
        """Whether it went away with a database, so that its lock keeps no other process out."""
        try:
            return not os.path.samestat(os.fstat(self._file.fileno()), os.stat(self._path))
        except OSError:
            return True

    def _lock_file(self, deadline: float) -> None:
        if self._was_moved():
            moved, self._file = (
                self._file,
                self._open(),
            )  # the folder may be away: then the next one
            moved.close()
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise DatabaseBusy("another process held the database too long") from None
                time.sleep(self.STEP)


def _make_private(path: Path) -> None:
    """The database's file and folder, for us alone; what is there already stays as it is."""
    for folder in (folder for folder in reversed(path.parents) if not folder.exists()):
        folder.mkdir(mode=0o700, exist_ok=True)
    # SQLite gives its -wal and -shm the mode of the file. One that exists is not even opened:
    # closing it would drop the locks of this process's own connections.
    # https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    with suppress(FileExistsError):
        os.close(_private(str(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Queue:
    """A lock that threads get in the order they asked for it.

    Python's own may pass a waiting webhook over again and again while senders are busy.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_held = False
        self._waiting: deque[threading.Lock] = deque()

    def enter(self, deadline: float) -> None:
        with self._lock:
            if not self._is_held:
                self._is_held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
            return
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise DatabaseBusy("other writers held the database too long")
        # It was handed over at the last moment.

    def leave(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_held = False


def _is_conflict(error: Exception) -> bool:
    """Whether doing the use case again can help."""
    if isinstance(error, StaleDataError | IntegrityError):
        return True
    return _sqlstate(error) in CONFLICTS


def _sqlstate(error: Exception) -> str:
    """PostgreSQL's code of an error; empty for any other."""
    found = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    return found or ""


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            hide_parameters=True,  # they are people's numbers and words, and errors are logged
            pool_size=10,
            max_overflow=10,
            pool_timeout=2,
            connect_args={"connect_timeout": 2, "tcp_user_timeout": 5000},
        )
        event.listen(engine, "checkin", _rest)
        event.listen(engine, "checkout", partial(_sound_out, engine.dialect))
        return engine
    engine = create_engine(
        url,
        module=SQLITE,
        hide_parameters=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=2,
        pool_use_lifo=True,  # what the last one has read of the file, the next need not
        connect_args={"cached_statements": KEPT_PREPARED},
    )
    event.listen(engine, "do_connect", _open_sqlite)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "checkout", _check_file)
    event.listen(engine, "handle_error", _tell_damage)
    return engine


def _tell_damage(context: ExceptionContext) -> None:
    if context.engine is not None:
        check_damage(context.engine, context.original_exception)


def check_damage(engine: Engine, error: BaseException) -> None:
    """Tell a damaged file from other trouble of its driver's.

    Raises:
        DatabaseDamaged: when it is one.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without its details
    if code in DAMAGED:
        raise DatabaseDamaged(
            f"{engine.url.database} is damaged, or no SQLite database "
            f"({error}): put a backup of it in its place"
        )


def _open_sqlite(_dialect: object, record: Any, args: list[Any], options: dict[str, Any]) -> None:
    path = args[0]
    # Before it is opened: one that is put in its place in between is noticed at the next loan.
    record.info["file"] = _identity(path)
    # As a URI with its mode, or SQLite makes an empty file where there is none.
    args[0] = f"file:{quote(path)}?mode=rw"
    options["uri"] = True


def _check_file(_connection: object, record: Any, _proxy: object) -> None:
    """Have a connection replaced whose file was: what it wrote would be found by nobody.

    Raises:
        DatabaseBusy: when there is no file in its place.
        DisconnectionError: and the pool opens what is there now.
    """
    path, *_ = known = record.info["file"]
    if _identity(path) != known:
        logger.warning("%s is another file than before: it is opened anew", path)
        raise DisconnectionError("its file was replaced")


def _identity(path: str) -> tuple[str, int, int]:
    try:
        found = os.stat(path)
    except OSError as error:
        raise DatabaseBusy(f"{path} cannot be found: {error.strerror}") from None
    return path, found.st_dev, found.st_ino


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not emit BEGIN by itself: its legacy mode silently loses updates.
    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-serializable
    connection.isolation_level = None
    for pragma in (
        f"journal_mode={'WAL' if wal_is_safe(SQLITE) else 'DELETE'}",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute("PRAGMA " + pragma)


def _begin_sqlite(connection: Connection, how: str, seconds: int) -> None:
    """Begin, by the driver itself: through the library it takes four times as long.

    Args:
        seconds: how long another process's lock is waited for.
    """
    driver: Any = connection.connection.driver_connection
    begin = f"BEGIN {how}"
    try:
        if connection.info.get("busy_seconds") != seconds:  # web and worker change it in turns
            driver.execute(f"PRAGMA busy_timeout={seconds * 1000}")
            connection.info["busy_seconds"] = seconds
        driver.execute(begin)
    except SQLITE.OperationalError as error:
        raise OperationalError(begin, None, error) from error
    except SQLITE.DatabaseError as error:
        check_damage(connection.engine, error)
        raise


@contextmanager
def _waiting(connection: Connection, deadline: float) -> Iterator[None]:
    """Let PostgreSQL wait for a lock until then, rounded up; told only when it is news to it."""
    left = max(1, ceil((deadline - time.monotonic()) / LOCK_STEP)) * LOCK_STEP
    known = connection.info
    if known.get("lock_seconds") != left:
        connection.exec_driver_sql(f"SET lock_timeout = {left * 1000:.0f}")
        known["lock_seconds"] = left
    try:
        yield
    except BaseException:
        known.pop("lock_seconds", None)  # a transaction that fails takes it back
        raise


def _sound_out(dialect: Dialect, connection: Any, record: Any, _proxy: object) -> None:
    """Have a connection that rested replaced when the server does not answer by it any more.

    At each loan, as pool_pre_ping does it, it is a sixth of what a short transaction costs. One
    that breaks within the second is an error like any other: a text is spooled, a step repeated.

    Raises:
        DisconnectionError: and the pool makes another.
    """
    if time.monotonic() - record.info.get("rests_since", time.monotonic()) < RESTED:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError("it does not answer") from error


def _rest(_connection: object, record: Any) -> None:
    record.info["rests_since"] = time.monotonic()


def sqlite_module() -> ModuleType:
    """The SQLite driver in use, for `doctor` and for tools that open the same file."""
    return SQLITE
