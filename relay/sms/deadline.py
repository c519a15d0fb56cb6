"""A hard end to a call that could hold its caller for as long as the other side likes."""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Overdue(Exception):
    """The work was not done in time; it may be done still."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What some work returns or raises, when it comes in time.

    The work has a thread of its own, which is left behind when it is late: nothing else ends a
    look-up of a name, or an answer that comes byte by byte.

    Raises:
        Overdue: after so many seconds.
    """
    done: queue.SimpleQueue[tuple[bool, T | BaseException]] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put((True, work()))
        except BaseException as fault:
            done.put((False, fault))

    threading.Thread(target=run, name="deadline", daemon=True).start()
    try:
        is_good, result = done.get(timeout=seconds)
    except queue.Empty:
        raise Overdue(f"not done in {seconds} s") from None
    if isinstance(result, BaseException) and not is_good:
        raise result
    return result  # type: ignore[return-value]  # the work's own
