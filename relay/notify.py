"""Rings the bell across processes: by PostgreSQL's LISTEN and NOTIFY, or beside an SQLite file.

Both ends have a connection of their own and make another when it breaks. A ring may be missed: what
is due is in the database, and the worker looks every second anyway.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial

import psycopg

from relay import bells
from relay.parts import Relay, Work
from relay.store.db import Database

logger = logging.getLogger(__name__)

CHANNEL = "relay_work"
PATIENCE = 5  # seconds for a connection
PAUSE = 1.0  # seconds before a broken connection is made again
LOOK = 1.0  # seconds between two looks whether to end


class Announcer:
    """Tells other processes of each ring, in a thread of its own: a commit never waits for it."""

    def __init__(self, relay: Relay) -> None:
        """Prepare it; nothing runs before `start`."""
        self._database = relay.database
        self._bell = relay.bell
        self._changed = threading.Condition()
        self._waiting = Work(0)
        self._is_stopped = False
        self._thread = threading.Thread(target=self._run, name="announce", daemon=True)

    def start(self) -> None:
        """Begin."""
        if self._database.is_sqlite:
            self._bell.listen(partial(bells.ring, self._database))  # which never waits
            return
        self._bell.listen(self._tell)
        self._thread.start()

    def stop(self) -> None:
        """End; a ring that was not told yet is found by the worker's own look."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify()

    def _tell(self, work: Work) -> None:
        with self._changed:
            self._waiting |= work
            self._changed.notify()

    def _run(self) -> None:
        while not self._is_stopped:
            try:
                with _connect(self._database) as connection:
                    while (work := self._next()) is not None:
                        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, str(work.value)))
                return
            except psycopg.Error as error:
                logger.warning("announcing broke off: %s", _first_line(error))
                with self._changed:
                    self._changed.wait_for(lambda: self._is_stopped, PAUSE)

    def _next(self) -> Work | None:
        """What has been rung since the last time; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_stopped)
            work, self._waiting = self._waiting, Work(0)
            return None if self._is_stopped else work


class Listener:
    """Passes on what other processes announce, in a thread of its own."""

    def __init__(self, database: Database, wake: Callable[[Work], None]) -> None:
        """Prepare it; nothing runs before `start`.

        Args:
            database: where the others announce.
            wake: told what there is to do; must return at once.
        """
        self._database = database
        self._wake = wake
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listen", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, within a second."""
        self._stopped.set()

    def _run(self) -> None:
        if self._database.is_sqlite:
            bells.hear(self._database, self._wake, self._stopped)
            return
        while not self._stopped.is_set():
            try:
                with _connect(self._database) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._wake(Work.STEPS | Work.MESSAGES)  # what was rung before is not told
                    while not self._stopped.is_set():
                        self._pass_on(connection)
            except psycopg.Error as error:
                logger.warning("listening broke off: %s", _first_line(error))
                self._stopped.wait(PAUSE)

    def _pass_on(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        for heard in connection.notifies(timeout=LOOK):
            if heard.payload.isascii() and heard.payload.isdigit():
                self._wake(Work(int(heard.payload) & (Work.STEPS | Work.MESSAGES).value))


def _connect(database: Database) -> psycopg.Connection[tuple[object, ...]]:
    address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(
        address,
        autocommit=True,
        connect_timeout=PATIENCE,
        keepalives_idle=10,  # seconds; a server that went away without a word is noticed
        keepalives_interval=5,
        keepalives_count=3,
    )


def _first_line(error: psycopg.Error) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
