"""What is to happen, and when."""

import heapq
import itertools
import threading
from collections.abc import Callable
from datetime import datetime

Action = Callable[[], None]


class Agenda:
    """Things to do at their time, in the order of their times. Thread-safe."""

    def __init__(self, woken: Action) -> None:
        """Begin with nothing to do.

        Args:
            woken: called whenever something was added; it must return at once.
        """
        self._lock = threading.Lock()
        self._heap: list[tuple[datetime, int, Action]] = []
        self._counter = itertools.count()
        self._woken = woken

    def add(self, due_at: datetime, action: Action) -> None:
        """Do something at a time; those of the same time in the order they were added."""
        with self._lock:
            heapq.heappush(self._heap, (due_at, next(self._counter), action))
        self._woken()

    def take(self, now: datetime) -> Action | None:
        """The next thing that is due, taken off; None when nothing is."""
        with self._lock:
            if not self._heap or self._heap[0][0] > now:
                return None
            return heapq.heappop(self._heap)[2]

    def next_due(self) -> datetime | None:
        """When the next thing is due."""
        with self._lock:
            return self._heap[0][0] if self._heap else None
