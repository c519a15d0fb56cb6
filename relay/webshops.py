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

logger = logging.getLogger(__name__)
PATIENCE = 10  # seconds to fetch the file
LARGEST = 50_000_000  # bytes
LINES_SAID = 5  # of a faulty file


class RefreshFailed(Exception):
    """The file could not be fetched, or what came is no directory; the old one stays."""


class LiveDirectory:
    """The newest good directory. Thread-safe; the file is looked at once a second at most."""

    def __init__(self, path: Path, country: str, seconds: Callable[[], float] = monotonic) -> None:
        """Read the file if there is one.

        Args:
            path: the CSV file.
            country: two letters (ISO 3166); where phones without a country code are.
            seconds: a clock that never jumps.
        """
        self._path, self._country, self._seconds = path, country, seconds
        self._lock = threading.Lock()
        self._directory = Directory()
        self._seen: tuple[int, int, int] | None = None
        self.complaint: tuple[str, ...] = ()  # what could not be used of the file
        self._looked = seconds()
        self._look()

    def current(self) -> Directory:
        """The directory; empty when there is no file. Never fails."""
        if self._seconds() - self._looked >= 1 and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._directory

    def _look(self) -> None:
        self._looked = self._seconds()
        try:
            stat = self._path.stat()
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if seen == self._seen:
                return
            shops, self.complaint = read_shops(_decoded(self._path.read_bytes()), self._country)
        except OSError:
            return  # a file that is gone for a moment empties nothing
        except Exception:
            logger.exception("webshops: the file could not be read")
            shops, self.complaint = (), ("the file could not be read",)
        self._seen = seen
        if self.complaint:
            logger.warning("webshops: %s", "; ".join(self.complaint[:LINES_SAID]))
        if shops or not self.complaint:
            self._directory = Directory(shops)


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
