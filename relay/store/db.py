"""The database: one engine, short transactions, and use cases that are repeated on conflict."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar
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

from relay.store.faults import DatabaseBusy, DatabaseDamaged, TablesMissing
from relay.store.models import Base
from relay.store.origin import Origin
from relay.store.sqlite import SQLITE, File, wal_is_safe
from relay.store.turns import Turns

logger = logging.getLogger(__name__)

T = TypeVar("T")

TRIES = 5
PATIENCE = timedelta(seconds=15)  # of the worker and the command line; the webhook waits less
RESTED = 1  # seconds after which a connection is asked whether it still stands
LOCK_STEP = 0.25  # seconds
LOCK_SECONDS = "lock_seconds"  # where a connection has how long it was told to wait
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
MISSING = "42P01"  # undefined_table; of SQLite's only the words tell
DAMAGED = {11, 26}  # SQLITE_CORRUPT, SQLITE_NOTADB: https://sqlite.org/rescode.html


class Database:
    """Opens transactions. Safe to share between threads; not across a fork."""

    def __init__(self, url: str, *, note: Path | None = None) -> None:
        """Nothing is opened yet.

        Args:
            url: SQLAlchemy's address of an SQLite file or a PostgreSQL server.
            note: where this machine keeps which database the server had (see `Origin`).
        """
        self.url = make_url(url)
        self._file = File(self.url.database or "") if self.is_sqlite else None
        self.engine = _engine(self.url, self._file)
        # Without autoflush a row that changed several times is written once, at the end.
        self._sessions = sessionmaker(expire_on_commit=False, autoflush=False)
        if not self.is_sqlite:
            event.listen(self.engine, "connect", Origin(self.url, note).check)
        self._turns = Turns(self.url.database) if self.is_sqlite else None
        self._writer = _Writer(self.engine, self._file)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of ours rather than a PostgreSQL server."""
        return self.url.get_backend_name() == "sqlite"

    def write(
        self,
        work: Callable[[Session], T],
        *,
        wait: timedelta = PATIENCE,
        rouse: Callable[[], None] | None = None,
    ) -> T:
        """Do a use case in one transaction, and do it again when another was faster.

        Args:
            work: reads, decides and writes; it may run several times, so it changes nothing else.
            wait: how long to wait for the database altogether.
            rouse: rouses whoever writes next about what was written. On SQLite just before the
                commit, since they get up while it is under way and have to wait for their turn
                anyway; it is called in vain where the commit fails.

        Raises:
            DatabaseBusy: when the database could not be reached or written within `wait`.
        """
        deadline = time.monotonic() + wait.total_seconds()
        for attempt in range(1, TRIES + 1):
            try:
                with self._writing(deadline) as session:
                    result = work(session)
                    if rouse is not None and self._turns is not None:
                        session.flush()
                        _rouse(rouse)
                if rouse is not None and self._turns is None:
                    _rouse(rouse)
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
            with self.connect() as connection, self._sessions(bind=connection) as session:
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

    def let_go(self) -> None:
        """Close every connection; there are others as soon as they are asked for."""
        self._writer.close()
        self.engine.dispose()
        if self._file is not None:
            self._file.let_go()

    def dispose(self) -> None:
        """Close every connection, for good."""
        self.let_go()
        if self._turns is not None:
            self._turns.close()

    @contextmanager
    def _writing(self, deadline: float) -> Iterator[Session]:
        if self._turns is None:
            with self.engine.connect() as connection, _remembering(connection), connection.begin():
                _let_wait(connection, deadline)
                with self._session(connection) as session:
                    yield session
            return
        with self._turns.take(deadline), self._writer.lent() as connection, connection.begin():
            left = max(1, ceil(deadline - time.monotonic()))
            self._begin(connection, "IMMEDIATE", left)
            with self._session(connection) as session:
                yield session

    @contextmanager
    def _session(self, connection: Connection) -> Iterator[Session]:
        """A session in a connection's transaction, all of it written at the end.

        One that begins a transaction itself takes three times as long to begin and to end it.
        """
        with self._sessions(bind=connection) as session:
            yield session
            session.flush()

    def _begin(self, connection: Connection, how: str, seconds: int = 2) -> None:
        """Begin on SQLite what the library takes for begun.

        No listener of the engine's does it: with one, each statement costs a quarter more.
        """
        if self.is_sqlite:
            _begin_sqlite(connection, how, seconds)

    @staticmethod
    def _busy(error: Exception) -> Exception:
        """What an error of the driver means to the caller: out of reach, or our own mistake."""
        state = _sqlstate(error)
        is_operational = isinstance(error, OperationalError) and state[:2] in OUT_OF_REACH
        if is_operational or isinstance(error, PoolTimeout) or state == READ_ONLY:
            return DatabaseBusy(str(getattr(error, "orig", error)).strip())
        return error


class _Writer:
    """The connection by which an SQLite file is written, kept for whoever's turn it is.

    To have one from the pool at each turn takes as long as what a short transaction writes.
    """

    def __init__(self, engine: Engine, file: File | None) -> None:
        self._engine = engine
        self._file = file
        self._in_use = threading.Lock()
        self._kept: Connection | None = None

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """For a turn; what went wrong in it is none of the next one's, which has another."""
        with self._in_use:
            if self._kept is not None and self._was_replaced(self._kept):
                self._kept.invalidate()
                self._give_back()
            self._kept = self._kept or self._engine.connect()
            try:
                yield self._kept
            except BaseException:
                self._give_back()
                raise

    def close(self) -> None:
        """Give it back after the turn that has it; there is another as soon as it is asked for.

        A transaction whose connection is closed ends without a word, and without a commit.
        """
        if self._in_use.acquire(timeout=PATIENCE.total_seconds()):
            try:
                self._give_back()
            finally:
                self._in_use.release()

    def _was_replaced(self, kept: Connection) -> bool:
        return self._file is not None and self._file.look() != kept.info["file"]

    def _give_back(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()


def _rouse(rouse: Callable[[], None]) -> None:
    try:
        rouse()
    except Exception:  # what was written counts, and is found a little later
        logger.exception("nobody could be roused")


def _is_conflict(error: Exception) -> bool:
    """Whether doing the use case again can help."""
    if isinstance(error, StaleDataError | IntegrityError):
        return True
    return _sqlstate(error) in CONFLICTS


def _sqlstate(error: Exception) -> str:
    """PostgreSQL's code of an error; empty for any other."""
    found = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    return found or ""


def _engine(url: URL, file: File | None) -> Engine:
    if file is None:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            hide_parameters=True,  # they are people's numbers and words, and errors are logged
            pool_size=10,
            max_overflow=10,
            pool_timeout=2,
            connect_args={"connect_timeout": 2, "tcp_user_timeout": 5000},
        )
        event.listen(engine, "handle_error", _tell_fault)
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
    event.listen(engine, "do_connect", partial(_open_sqlite, file))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "checkout", partial(_check_file, file))
    event.listen(engine, "handle_error", _tell_fault)
    return engine


def _tell_fault(context: ExceptionContext) -> None:
    if context.engine is not None:
        check_fault(context.engine, context.original_exception)


def check_fault(engine: Engine, error: BaseException) -> None:
    """Tell a damaged file, and tables that are not there, from other trouble of a driver's.

    Raises:
        DatabaseDamaged: when it is a damaged file.
        TablesMissing: when it is a table of ours that is not there.
    """
    lost = _lost_table(error)
    if lost is not None:
        raise TablesMissing(
            f"it is not set up, it has no table {lost}: "
            "run `python -m relay db upgrade`, or put a backup in its place"
        )
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without its details
    if code in DAMAGED:
        raise DatabaseDamaged(
            f"{engine.url.database} is damaged, or no SQLite database "
            f"({error}): put a backup of it in its place, and move its -wal and -shm away"
        )


def _lost_table(error: BaseException) -> str | None:
    """A table of ours that a statement did not find; of any other we are to blame."""
    words = str(error).partition("\n")[0]  # PostgreSQL's may be in any language
    if getattr(error, "sqlstate", None) != MISSING and not words.startswith("no such table: "):
        return None
    return next((name for name in re.findall(r"\w+", words) if name in Base.metadata.tables), None)


def _open_sqlite(
    file: File, _dialect: object, record: Any, args: list[Any], options: dict[str, Any]
) -> None:
    path = args[0]
    # Before it is opened: one that is put in its place in between is noticed at the next loan.
    record.info["file"] = file.look()
    # As a URI with its mode, or SQLite makes an empty file where there is none.
    args[0] = f"file:{quote(path)}?mode=rw"
    options["uri"] = True


def _check_file(file: File, _connection: object, record: Any, _proxy: object) -> None:
    """Have a connection replaced whose file was.

    Raises:
        DatabaseBusy: when there is no file in its place that can be used.
        DisconnectionError: and the pool opens what is there now.
    """
    if file.look() != record.info["file"]:
        raise DisconnectionError("its file was replaced")


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
        check_fault(connection.engine, error)
        raise


def _let_wait(connection: Connection, deadline: float) -> None:
    """Let PostgreSQL wait for a lock until then, rounded up; told only when it is news to it."""
    left = max(1, ceil((deadline - time.monotonic()) / LOCK_STEP)) * LOCK_STEP
    if connection.info.get(LOCK_SECONDS) != left:
        connection.exec_driver_sql(f"SET lock_timeout = {left * 1000:.0f}")
        connection.info[LOCK_SECONDS] = left


@contextmanager
def _remembering(connection: Connection) -> Iterator[None]:
    """Around a transaction: one that fails takes back what was told in it, its commit as well."""
    known = connection.info
    try:
        yield
    except BaseException:
        known.pop(LOCK_SECONDS, None)
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
