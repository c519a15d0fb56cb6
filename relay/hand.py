"""A thread that does what it is given."""

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

logger = logging.getLogger(__name__)


class Hand:
    """One thing after the other, each as soon as it can. Thread-safe.

    An executor of one thread makes a result of each, with locks, that nobody asks for; a page
    leaves later for it. And where several threads wait in one queue each work rouses two.
    """

    def __init__(self, name: str) -> None:
        """No thread is there before the first work.

        Args:
            name: its thread's.
        """
        self.name = name
        self._works: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._has_begun = False

    def begin(self) -> None:
        """Have its thread now rather than at the first work.

        Raises:
            RuntimeError: when none can be had.
        """
        with self._lock:
            if not self._has_begun:
                threading.Thread(target=self._run, name=self.name, daemon=True).start()
                self._has_begun = True

    def do(self, work: Callable[[], object]) -> None:
        """Have something done; returns at once.

        Raises:
            RuntimeError: when no thread can be had; it is not done.
        """
        if not self._has_begun:
            self.begin()
        self._works.put(work)

    def end(self) -> None:
        """Let the thread end after what it was given."""
        self._works.put(None)

    def _run(self) -> None:
        while (work := self._works.get()) is not None:
            try:
                work()
            except Exception:
                logger.exception("%s: its work failed", self.name)
            del work  # nothing is kept alive while it waits
