"""Which SQLite library is used, whether its log can be trusted, and which file it opens."""

import importlib
import logging
import os
import sqlite3
from contextlib import suppress
from types import ModuleType

from relay.store.faults import DatabaseBusy

logger = logging.getLogger(__name__)

Place = tuple[int, int]  # device and inode


def _driver() -> ModuleType:
    """The driver with the newest SQLite: the wheel that carries its own, else Python's."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:  # no wheel for this platform
        return sqlite3


def wal_is_safe(driver: ModuleType) -> bool:
    """Whether the library has the fix of the WAL-reset bug, which could lose committed writes.

    Source: https://sqlite.org/wal.html#walresetbug (fixed in 3.51.3, 3.50.7 and 3.44.6).
    """
    version: tuple[int, ...] = driver.sqlite_version_info
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


SQLITE = _driver()


class File:
    """A file with its write-ahead log beside it, as they lay there when last looked at."""

    def __init__(self, path: str) -> None:
        """Nothing is looked at yet."""
        self._path = path
        self._place: Place | None = None
        self._log: Place | None = None

    def look(self) -> Place:
        """Which file lies there now: what is written into another one nobody finds.

        Raises:
            DatabaseBusy: when none does; or another one than before with the log of that, which
                SQLite would take for its own and write into it.
                https://sqlite.org/howtocorrupt.html#_unlinking_or_renaming_a_database_file_while_in_use
        """
        path, log = self._path, f"{self._path}-wal"
        try:
            place = _place_of(path)
        except OSError as error:
            raise DatabaseBusy(f"{path} cannot be found: {error.strerror}") from None
        if place != self._place:
            if self._log is not None and self._log == _log_place(log):
                raise DatabaseBusy(
                    f"{path} is another file than before, but {log} is not: "
                    f"move {log} and {path}-shm away"
                )
            if self._place is not None:
                logger.warning("%s is another file than before: it is opened anew", path)
            self._place, self._log = place, None
        if self._log is None:  # it lasts as long as any connection
            self._log = _log_place(log)
        return place

    def let_go(self) -> None:
        """No connection is left: whatever lies there next is as good as this."""
        self._place = self._log = None


def _place_of(path: str) -> Place:
    found = os.stat(path)
    return found.st_dev, found.st_ino


def _log_place(path: str) -> Place | None:
    with suppress(OSError):
        return _place_of(path)
    return None
