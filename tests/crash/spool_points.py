"""python -m tests.crash.spool_points: a process killed before each line of the spool's work.

One process after the other takes a report into the spool, answers for it and feeds it in; each is
killed before the first line before which none has been killed yet, until one gets through. Each
begins with what the one before has left. Prints where each was killed.
"""

import os
import random
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import event

from relay import spool as spooling
from relay.clock import SystemClock
from relay.inbox import Text
from relay.minder import Minder, feed, receive_in_time
from relay.parts import Bell, Relay
from relay.settings import Live
from relay.sms.gateway import Gateway
from relay.spool import Spool
from relay.store.db import Database
from relay.webshops import LiveDirectory

# Those that write, let go or decide; not those that only read.
WATCHED = {
    one.__code__
    for one in (
        *(Minder.keep, Minder.round, Spool.keep, Spool._write, Spool.remove, Spool.waiting),
        *(Spool.turn.__wrapped__, spooling._sync, feed, receive_in_time),
        *(Database.write, Database._writing.__wrapped__),
    )
}


class Points:
    """Ends the process at the first point at which none has ended yet."""

    def __init__(self, passed: set[str]) -> None:
        self._passed = passed

    def reach(self, where: str) -> None:
        """Pass a point, or die of it."""
        if where not in self._passed:
            os.write(sys.stdout.fileno(), f"{where}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def trace(self, frame: FrameType, what: str, _: Any) -> Any:
        """Pass each line of what is watched; a tracing function."""
        if frame.f_code not in WATCHED:
            return None
        if what == "line":
            self.reach(f"{frame.f_code.co_name} {frame.f_lineno}")
        return self.trace


class Line:
    """One process after the other, on one spool and one database."""

    def __init__(self, environ: Mapping[str, str], folder: Path) -> None:
        live = Live(environ)
        settings = live.current()
        webshops = LiveDirectory(settings.webshops_file, settings.hotline.country)
        self.database = Database(settings.environment.database_url)
        self._clock = SystemClock()
        relay = Relay(live, self._clock, self.database, Bell(), webshops, random.Random(1))
        self._minder = Minder(relay, Spool(folder / "spool"), no_carrier)
        self._answered = folder / "answered"

    def take(self, number: int) -> None:
        """What a web process does with a report that it keeps, and then can feed in."""
        phone = f"+4520{400_000 + number}"
        words = f"Jonas, butik{number:04}.dk, kassen giver fejl 500, ring {phone}"
        now = self._clock.now()
        self._minder.keep(Text(f"SM{number:032x}", phone, "", words.encode(), 0, now))
        self._answered.write_text(str(number))
        self._minder.round()

    def go_on(self, number: int) -> None:
        """What the next process does: the carrier comes again with what was not answered."""
        if self._answered.read_text() != str(number):
            self.take(number)
        self._minder.round()


def no_carrier() -> Gateway:
    """Nobody is paged from here: the database is there."""
    raise AssertionError("it was not fed in")


def main(folder: Path) -> None:
    """Kill one after the other."""
    line = Line(os.environ, folder)
    line.take(0)  # what is made once, is made: statements, tables of words
    passed: set[str] = set()
    number, is_through = 0, False
    while not is_through:
        number += 1
        line.database.let_go()  # no connection is shared with a child
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.dup2(writing, sys.stdout.fileno())
            line.go_on(number - 1)
            _take_watched(line, number, Points(passed))
        os.close(writing)
        with open(reading) as said:
            where = said.read().strip()
        _, status = os.wait()
        is_through = not os.WIFSIGNALED(status)
        assert is_through == (not where), f"ended with {status} at {where!r}"
        assert not is_through or status == 0
        if where:
            passed.add(where)
            print(where, flush=True)


def _take_watched(line: Line, number: int, points: Points) -> None:
    event.listen(line.database.engine, "commit", lambda _: points.reach("commit"))
    sys.settrace(points.trace)
    line.take(number)
    sys.settrace(None)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
