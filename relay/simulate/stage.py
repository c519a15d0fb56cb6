"""What nights share: the database, the settings, the web side. Made once, emptied in between."""

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import Integer, delete, text
from sqlalchemy.orm import Session

from relay.app import create_app
from relay.clock import ManualClock
from relay.inbox import Text
from relay.minder import Minder
from relay.parts import Relay
from relay.settings import Live, Settings, load
from relay.simulate.points import Points
from relay.spool import Spool, SpoolFull
from relay.store import schema
from relay.store.db import Database
from relay.store.models import Base, Origin
from relay.webshops import LiveDirectory, at_once

PUBLIC_URL = "https://relay.example.org"
ACCOUNT = "AC" + "0" * 32
TOKEN = "f" * 32
MEMORY = Path("/dev/shm")  # quicker than a disk, where there is one
ELSEWHERE = ("BACKUP_CARRIER_URL", "HEARTBEAT_URL")  # nights reach nothing outside
SECOND = "json://second.example.org"  # never called: the night stands in for it
_EMPTIED = {
    table: delete(table)
    for table in reversed(Base.metadata.sorted_tables)
    if table.name != Origin.__tablename__  # by which a connection knows the database
}


def environment(given: Mapping[str, str], database_url: str, *, second: bool) -> dict[str, str]:
    """The relay's environment for nights: the caller's settings, nobody's accounts."""
    ours = {
        "DATABASE_URL": database_url,
        "PUBLIC_URL": PUBLIC_URL,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": "http://127.0.0.1:1",
        "SECRET_KEY": "s" * 40,
        "ENCRYPTION_KEYS": "A" * 43 + "=",
    }
    kept = {name: value for name, value in given.items() if name not in ELSEWHERE}
    return {**kept, **ours, **({"BACKUP_CARRIER_URL": SECOND} if second else {})}


def _asked_by() -> int:
    """The process that somebody began, be it this one or the one that began this."""
    began = multiprocessing.parent_process()
    return os.getpid() if began is None or began.pid is None else began.pid


def check(environ: Mapping[str, str]) -> None:
    """Look whether nights can be played with these settings.

    Raises:
        BadSettings: when they are refused.
    """
    load(environment(environ, "sqlite:///none", second=True))


class Ended(Exception):
    """Whoever plays nights wants no more, and the one being played was left."""


class Disk(Spool):
    """The folder of a night's machine, which may be full."""

    def __init__(self, stage: "Stage") -> None:
        super().__init__(stage.folder / "spool")
        self._stage = stage

    def keep(self, text: Text) -> None:
        """Write a text.

        Raises:
            SpoolFull: when there is no room.
        """
        if self._stage.disk_is_full:
            raise SpoolFull("the disk is full, as the night wants it")
        self._stage.has_kept = True
        super().keep(text)


class Stage:
    """A database of its own with our tables, and the web side on it."""

    def __init__(self, environ: Mapping[str, str], database_url: str | None = None) -> None:
        """Set it up.

        Args:
            environ: whose RELAY_CONFIG is simulated; its accounts and database are not touched.
            database_url: an empty database, or one with our tables; None: a file that is removed.

        Raises:
            BadSettings: when the settings are refused.
        """
        check(environ)  # before anything is made
        self._folder = tempfile.TemporaryDirectory(
            prefix=f"relay-nights-{_asked_by()}-", dir=MEMORY if MEMORY.is_dir() else None
        )
        self.folder = Path(self._folder.name)
        url = database_url or f"sqlite:///{self.folder / 'relay.db'}"
        self.clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
        self.points = Points()
        self.database = Database(url)  # the relay's
        self.reader = Database(url)  # ours
        schema.upgrade(self.database)
        self.points.watch(self.database)
        self._live = {
            second: Live(environment(environ, url, second=second), self._seconds)
            for second in (False, True)
        }
        settings = self.settings
        self.webshops = LiveDirectory(
            settings.webshops_file, settings.hotline.country, self._seconds, at_once
        )
        self.app: Flask | None = None
        self.is_over: Callable[[], bool] = lambda: False  # asked as nights go on; see Ended
        self.disk_is_full = False
        self.has_kept = False  # whether a text was ever kept on the disk in this night

    @property
    def settings(self) -> Settings:
        """What the folder of settings says."""
        return self._live[False].current()

    def live(self, *, second: bool) -> Live:
        """The settings, with a second SMS provider or without."""
        return self._live[second]

    def serve(self, relay: Relay, minder: Minder) -> Flask:
        """The web side, for a relay that has just started."""
        if self.app is None:
            self.app = create_app(relay, minder)
        self.app.extensions["relay"], self.app.extensions["minder"] = relay, minder
        return self.app

    def clear(self) -> None:
        """Empty the database and the spool, as before the first night."""
        self._forget_refusals()
        self.points.reset()
        self.reader.write(self._empty)
        self.disk_is_full = self.has_kept = False
        for path in (self.folder / "spool").glob("**/*"):
            if path.is_file():
                path.unlink()

    def spool(self) -> Spool:
        """What is kept on this machine, as a process that has just started finds it."""
        return Disk(self)

    def close(self) -> None:
        """Let go of the database; a file of our own is removed."""
        self._forget_refusals()
        self.database.dispose()
        self.reader.dispose()
        self._folder.cleanup()

    def _forget_refusals(self) -> None:
        if self.app is not None:
            self.app.extensions["refusals"].take()  # else they are written at the process's end

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    def _empty(self, session: Session) -> None:
        for table, emptied in _EMPTIED.items():
            session.execute(emptied)
            if self.reader.is_sqlite or "id" not in table.c:
                continue
            if isinstance(table.c["id"].type, Integer):
                session.execute(text(f"ALTER SEQUENCE {table.name}_id_seq RESTART"))
