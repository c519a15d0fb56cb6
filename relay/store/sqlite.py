"""Which SQLite library is used, and whether its write-ahead log can be trusted."""

import importlib
import sqlite3
from types import ModuleType


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
