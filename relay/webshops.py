"""The directory of webshops as it stands: its file is read again when it changes."""

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import requests

from relay.core.directory import Directory, read_shops
from relay.memory import filled_beside

logger = logging.getLogger(__name__)
PATIENCE = 10  # seconds to fetch the file
LARGEST = 50_000_000  # bytes
LINES_SAID = 5  # of a faulty file


class RefreshFailed(Exception):
    """The file could not be fetched, or what came is no directory; the old one stays."""


def beside(reading: Callable[[], None]) -> None:
    """Begin a reading in a thread of its own; it may end with the process, and nothing is lost."""

    def read() -> None:
        with filled_beside():
            reading()

    threading.Thread(target=read, name="webshops", daemon=True).start()


def at_once(reading: Callable[[], None]) -> None:
    """Have a reading done before anything else, where the order of things must not be chance."""
    reading()


class LiveDirectory:
    """The newest good directory. Thread-safe; the file is looked at once a second at most.

    100,000 shops take seconds to read, which no page and no start in the night may wait for: the
    file is read beside, once at a time, and what is known already is answered meanwhile.
    """

    def __init__(
        self,
        path: Path,
        country: str,
        seconds: Callable[[], float] = monotonic,
        begin: Callable[[Callable[[], None]], None] = beside,
    ) -> None:
        """Begin to read the file if there is one.

        Args:
            path: the CSV file.
            country: two letters (ISO 3166); where phones without a country code are.
            seconds: a clock that never jumps.
            begin: has a reading done; it raises RuntimeError when there is no way to.
        """
        self._path, self._country = path, country
        self._seconds, self._begin = seconds, begin
        self._reading = threading.Lock()  # held from the look at the file to the end of its reading
        self._directory = Directory()
        self._seen: tuple[int, int, int] | None = None
        self.complaint: tuple[str, ...] = ()  # what could not be used of the file
        self._looked = seconds()
        self._look()

    def current(self) -> Directory:
        """The directory; empty while there is no file, and at first. Never fails, never waits."""
        if self._seconds() - self._looked >= 1:
            self._look()
        return self._directory

    def _look(self) -> None:
        """Have the file read if it changed, unless it is being read."""
        if not self._reading.acquire(blocking=False):
            return
        self._looked = self._seconds()
        try:
            stat = self._path.stat()
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if seen != self._seen:
                self._begin(lambda: self._read(seen))
                return  # the reading lets go
        except OSError:
            pass  # a file that is gone for a moment empties nothing
        except RuntimeError:
            logger.exception("webshops: the file cannot be read now")
        self._reading.release()

    def _read(self, seen: tuple[int, int, int]) -> None:
        try:
            self._take_up(seen)
        finally:
            self._reading.release()

    def _take_up(self, seen: tuple[int, int, int]) -> None:
        directory = None
        try:
            shops, complaint = read_shops(_decoded(self._path.read_bytes()), self._country)
            if shops or not complaint:
                directory = Directory(shops)
        except OSError:
            return  # as above
        except Exception:
            logger.exception("webshops: the file could not be read")
            complaint = ("the file could not be read",)
        self._seen, self.complaint = seen, complaint
        if complaint:
            logger.warning("webshops: %s", "; ".join(complaint[:LINES_SAID]))
        if directory is not None:
            self._directory = directory


def is_stale(path: Path, every: timedelta, now: datetime) -> bool:
    """Whether a file is not there, or was fetched too long ago."""
    try:
        return now.timestamp() - path.stat().st_mtime >= every.total_seconds()
    except OSError:
        return True


def refresh(url: str, path: Path, country: str) -> None:
    """Fetch the directory and put it in the place of the file, whole or not at all.

    Raises:
        RefreshFailed: when it does not come, or has no shop in it.
    """
    try:
        answer = requests.get(url, timeout=PATIENCE)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise RefreshFailed(f"webshops: {type(error).__name__}") from error
    if len(answer.content) > LARGEST:
        raise RefreshFailed(f"webshops: more than {LARGEST} bytes")
    shops, faults = read_shops(_decoded(answer.content), country)
    if not shops:
        raise RefreshFailed(f"webshops: {faults[0] if faults else 'no shop in it'}")
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(answer.content)
    os.replace(fresh, path)


def _decoded(content: bytes) -> str:
    """UTF-8, or what Excel writes in Denmark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
