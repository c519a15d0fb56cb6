"""Rings the bell in other processes on one SQLite file: a Unix socket each, beside the file.

A ring may be missed: what is due is in the database, and the worker looks every second anyway.
"""

import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from uuid import uuid4

from relay.parts import Work
from relay.store.db import Database

logger = logging.getLogger(__name__)

LOOK = 1.0  # seconds between two looks whether to end
LONGEST = 16  # bytes of a ring


def ring(database: Database, work: Work) -> None:
    """Tell every process that hears; it returns at once, and what cannot be told is not."""
    folder = _folder(database)
    try:
        # A glob, or paths as objects, take longer than to ring them all.
        bells = [f"{folder}/{name}" for name in os.listdir(folder) if name.endswith(".bell")]
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            for bell in bells:
                _ring_one(sender, bell, work)
    except FileNotFoundError:
        return  # nobody has ever heard
    except OSError as error:  # the commit it follows stands
        logger.warning("no bell could be rung: %s", error)


def _ring_one(sender: socket.socket, bell: str, work: Work) -> None:
    try:
        sender.sendto(str(work.value).encode(), bell)
    except ConnectionRefusedError:
        with suppress(OSError):
            os.unlink(bell)  # of a process that was killed
    except OSError as error:
        # Its queue is full, so that it looks anyway; or it has just ended.
        logger.debug("%s was not rung: %s", os.path.basename(bell), error.strerror)


def hear(database: Database, wake: Callable[[Work], None], stopped: Event) -> None:
    """Pass on every ring until it is stopped; where no socket can be made, none is heard."""
    path = Path(_folder(database), f"{os.getpid()}-{uuid4().hex[:8]}.bell")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            heard.bind(str(path))
        except OSError as error:
            logger.warning("no bell, the worker looks every second: %s", error)
            return
        heard.settimeout(LOOK)
        try:
            wake(Work.STEPS | Work.MESSAGES)  # what was rung before is not told
            while not stopped.is_set():
                with suppress(TimeoutError):
                    _pass_on(heard.recv(LONGEST), wake)
        finally:
            path.unlink(missing_ok=True)


def _pass_on(rung: bytes, wake: Callable[[Work], None]) -> None:
    if rung.isdigit():
        wake(Work(int(rung) & (Work.STEPS | Work.MESSAGES).value))


def _folder(database: Database) -> str:
    return f"{database.url.database}.bells"
