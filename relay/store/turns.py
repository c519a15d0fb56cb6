"""Whose turn it is to write an SQLite file: one thread of one process at a time, in order."""

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from relay.store.faults import DatabaseBusy


class Turns:
    """One writer at a time on a SQLite file, across threads and processes.

    SQLite's own busy handler sleeps in growing steps, which is where its slowest writes come
    from; a lock held only around the transaction hands over within a millisecond.
    """

    # Seconds between two looks at another process's lock; the first are closer together, since
    # who is roused for what is being written comes a moment before it is.
    STEP, FIRST = 0.0005, 0.0001

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
        """Wait for the turn, and have it.

        Args:
            deadline: until when it is waited for, by the monotonic clock.

        Raises:
            DatabaseBusy: when others had it until then, or the lock's file cannot be written.
        """
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
        """Close the lock's file; there are no turns any more."""
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
            moved, self._file = self._file, self._open()  # the folder may be away: the next one
            moved.close()
        pause = self.FIRST
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise DatabaseBusy("another process held the database too long") from None
                time.sleep(pause)
                pause = min(1.2 * pause, self.STEP)


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
