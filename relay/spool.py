"""Keeps texts on this machine while the database is away: one file each."""

import base64
import fcntl
import hashlib
import json
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from relay.core.watch import Told
from relay.inbox import CameBy, Text

logger = logging.getLogger(__name__)

HALF_WRITTEN = 60  # seconds after which nobody writes a file any more
KEPT = 86_400  # seconds for which it is known who was told of a text that was fed in
MARK = ".over-"  # and a person's key: the end of a name that a text bears besides its own


class SpoolFull(Exception):
    """A text could not be kept on this machine either."""


class Spool:
    """One file a text, each whole or not there; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when it is first needed."""
        self._folder = folder
        # Who was told, for as long as the process lives: the disk may be full.
        self._told: dict[str, dict[str, Told]] = {}
        self._said: set[tuple[str, str]] = set()
        self._let_go: set[str] = set()  # in the database, but the disk keeps the file

    def keep(self, text: Text) -> None:
        """Write a text so that it survives the end of this process, and of the machine.

        Safe to call any number of times with the same text.

        Raises:
            SpoolFull: when it could not be written; nothing was kept.
        """
        path = self._folder / f"{_digest(text.sid)}.text"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                self._write(path, _to_json(text))
            _sync(self._folder)
        except OSError as error:
            raise SpoolFull(error.strerror or str(error)) from error

    def waiting(self) -> list[tuple[Path, Text]]:
        """The texts that are kept, the oldest first; files that say nothing are put aside."""
        self._put_halves_aside()
        found = [(path, self._read(path)) for path in self._files()]
        texts = [(path, text) for path, text in found if text is not None]
        return sorted(texts, key=lambda one: (str(one[1].received_at), one[0]))

    def count(self) -> int:
        """How many texts wait."""
        return sum(1 for _ in self._files())

    def remove(self, path: Path) -> None:
        """Let go of a text that is in the database; who was told stays known for a day.

        A file that the disk does not give up waits no more. The next process finds it, and its id
        in the database.
        """
        try:
            path.unlink(missing_ok=True)
        except OSError:
            logger.exception("spool: %s is in the database and cannot be removed", path.name)
            self._let_go.add(path.name)
        self._told.pop(path.name, None)
        self._said = {one for one in self._said if one[0] != path.name}
        for mark in self._folder.glob(f"{path.stem}{MARK}*"):  # they hold the text
            with suppress(OSError):
                mark.unlink()
        for old in self._folder.glob("*.told"):
            with suppress(OSError):
                if _age(old) > KEPT:
                    old.unlink()

    def is_news(self, path: Path, trouble: str) -> bool:
        """Whether it is the first time that something fails with a text; it is tried for ever."""
        is_first = (path.name, trouble) not in self._said
        self._said.add((path.name, trouble))
        return is_first

    def told(self, path: Path) -> dict[str, Told]:
        """Who was told of a text, by key of person; by this process or another."""
        told = self._marked(path)
        for known in (self._recorded(path), self._told.get(path.name, {})):
            told |= {key: one.or_further(told.get(key, Told())) for key, one in known.items()}
        return told

    def note_told(self, path: Path, told: Mapping[str, Told]) -> None:
        """Write who was told of a text; where nothing can be written it is only remembered."""
        self._told[path.name] = dict(told)
        record = {key: one.to_json() for key, one in told.items()}
        try:
            self._write(path.with_suffix(".told"), json.dumps(record))
        except OSError:
            if self.is_news(path, "note"):
                logger.exception("spool: who was told of %s could not be written", path.name)
            self._mark(path, [key for key, one in told.items() if one.is_over])

    def _recorded(self, path: Path) -> dict[str, Told]:
        try:
            record = json.loads(path.with_suffix(".told").read_text("utf-8"))
            return {key: Told.from_json(one) for key, one in record.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # told twice rather than never

    def _mark(self, path: Path, keys: Iterable[str]) -> None:
        """Leave to other processes whom not to tell again, on a disk that is full.

        A second name of the kept text takes no room. Where no name can be added either (a disk that
        is read-only, or has no second names) nothing on it tells one process of another, and each
        tells once.
        """
        with suppress(OSError):
            for key in keys:
                with suppress(FileExistsError):
                    os.link(path, path.with_suffix(MARK + key))
            _sync(self._folder)

    def _marked(self, path: Path) -> dict[str, Told]:
        marks = self._folder.glob(f"{path.stem}{MARK}*")
        return {mark.suffix.removeprefix(MARK): Told(is_over=True) for mark in marks}

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether this process may page and feed now; the kernel ends the turn of a dead one.

        Where nothing can be locked each process has its turn: told twice rather than never.
        """
        if not self._folder.is_dir():
            yield False
            return
        file = self._open_lock()
        try:
            yield self._lock(file)
        finally:
            os.close(file)

    def _open_lock(self) -> int:
        """What is locked for a turn: a file, and the folder itself where none can be opened.

        Not always the folder: NFS locks only what can be opened for writing, see
        https://man7.org/linux/man-pages/man2/flock.2.html
        """
        try:
            return os.open(self._folder / "turn.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:  # the disk has no inode left, or may not be written any more
            return os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)

    def _lock(self, file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            if self.is_news(self._folder, "lock"):
                logger.exception("spool: nothing can be locked, so each process tells")
        return True

    def _files(self) -> Iterator[Path]:
        return (path for path in self._folder.glob("*.text") if path.name not in self._let_go)

    def _write(self, path: Path, words: str) -> None:
        half = path.with_suffix(f".half-{os.getpid()}-{threading.get_ident()}")
        try:
            file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(file, "w", encoding="utf-8") as written:
                written.write(words)
                written.flush()
                os.fsync(written.fileno())
            half.rename(path)
        except OSError:
            with suppress(OSError):
                half.unlink()
            raise
        _sync(self._folder)

    def _read(self, path: Path) -> Text | None:
        try:
            return _from_json(path.read_text("utf-8"))
        except FileNotFoundError:
            return None  # another process has just fed it in
        except OSError:
            # The disk may have failed only this once.
            if self.is_news(path, "read"):
                logger.exception("spool: %s could not be read and is tried again", path.name)
            return None
        except (ValueError, KeyError, TypeError):
            if self.is_news(path, "aside"):
                logger.exception("spool: %s says nothing and is put aside", path.name)
            self._put_aside(path)
            return None

    def _put_halves_aside(self) -> None:
        """Files whose writer died; the carrier was never told that we have the text."""
        for half in self._folder.glob("*.half-*"):
            with suppress(OSError):
                if _age(half) > HALF_WRITTEN:
                    if self.is_news(half, "aside"):
                        logger.error("spool: %s was never finished and is put aside", half.name)
                    self._put_aside(half)

    def _put_aside(self, path: Path) -> None:
        with suppress(OSError):
            (self._folder / "aside").mkdir(mode=0o700, exist_ok=True)
            path.rename(self._folder / "aside" / path.name)


def _age(path: Path) -> float:
    """Seconds since a file was written, by its own file system's clock and ours."""
    return time.time_ns() / 1e9 - path.stat().st_mtime


def _digest(sid: str) -> str:
    return hashlib.sha256(sid.encode()).hexdigest()[:40]


def _sync(folder: Path) -> None:
    """Let the names in a folder survive the end of the machine."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _to_json(text: Text) -> str:
    if text.received_at is None:
        raise ValueError("a text is kept with the time it came in")
    raw = base64.b64encode(text.raw).decode()
    return json.dumps(asdict(text) | {"raw": raw, "received_at": text.received_at.isoformat()})


def _from_json(words: str) -> Text:
    given = json.loads(words)
    return Text(
        sid=str(given["sid"]),
        sender=str(given["sender"]),
        recipient=str(given["recipient"]),
        raw=base64.b64decode(given["raw"], validate=True),
        media=int(given["media"]),
        received_at=datetime.fromisoformat(given["received_at"]),
        came_by=CameBy.SPOOL,
        error_code=None if given["error_code"] is None else int(given["error_code"]),
    )
