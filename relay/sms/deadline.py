"""A hard end to a call that could hold its caller for as long as the other side likes."""

import os
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

Done = queue.SimpleQueue[tuple[bool, Any]]
Asked = queue.SimpleQueue[tuple[Callable[[], object], Done]]

_idle: list[Asked] = []  # of threads that wait for work; starting one takes five times as long
os.register_at_fork(after_in_child=_idle.clear)


class Overdue(Exception):
    """The work was not done in time; it may be done still."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What some work returns or raises, when it comes in time.

    The work has a thread of its own, which is left behind when it is late: nothing else ends a
    look-up of a name, or an answer that comes byte by byte. It takes other work once it is done.

    Raises:
        Overdue: after so many seconds.
    """
    done: Done = queue.SimpleQueue()
    try:
        asked = _idle.pop()
    except IndexError:
        asked = queue.SimpleQueue()
        threading.Thread(target=_work, args=[asked], name="deadline", daemon=True).start()
    asked.put((work, done))
    try:
        is_good, result = done.get(timeout=seconds)
    except queue.Empty:
        raise Overdue(f"not done in {seconds} s") from None
    if not is_good:
        raise result
    return result  # type: ignore[no-any-return]  # the work's own


def _work(asked: Asked) -> None:
    while True:
        work, done = asked.get()
        try:
            outcome = (True, work())
        except BaseException as fault:
            outcome = (False, fault)
        _idle.append(asked)
        done.put(outcome)
        del work, done, outcome  # nothing is kept alive while it waits
