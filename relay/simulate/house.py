"""Where the relay runs: a machine whose processes die, whose clock jumps, whose disk fills."""

import random
from collections.abc import Callable
from datetime import timedelta

from relay.emulator.agenda import Agenda
from relay.simulate.line import Line, SecondLine
from relay.simulate.moves import Fills, Jumps, Refuses
from relay.simulate.points import Died
from relay.simulate.process import Process, SkewedClock
from relay.simulate.promises import Promises, Trouble
from relay.simulate.stage import Stage

RECOVERS = timedelta(seconds=90)  # from a trouble: leases, doubts, the worker's next look

Tell = Callable[[str], None]


class House:
    """The machine of one night, and the process that runs there or does not."""

    def __init__(
        self, stage: Stage, agenda: Agenda, promises: Promises, tell: Tell, *, seed: int
    ) -> None:
        """Set the machine up; no process runs yet.

        Args:
            stage: the database, the disk and the settings.
            agenda: of the night.
            promises: told of each trouble.
            tell: one more line of the story.
            seed: of the relay's chances, which are codes and ids.
        """
        self.clock = SkewedClock(stage.clock, stage.points)
        self.process: Process | None = None
        self.deaths = 0
        self._stage = stage
        self._agenda = agenda
        self._promises = promises
        self._tell = tell
        self._chance = random.Random(seed)
        self._down = timedelta(0)

    def connect(
        self, line: Line, second: SecondLine, *, has_second: bool, is_missing: Callable[[], bool]
    ) -> None:
        """Give it its lines to the carriers.

        Args:
            line: to the first one.
            second: to the second one.
            has_second: whether a second SMS provider is set.
            is_missing: whether the carrier has a text that no webhook brought.
        """
        self._line, self._second = line, second
        self._has_second, self._is_missing = has_second, is_missing

    def start(self) -> None:
        """A process of the relay's starts."""
        self.process = Process(
            self._stage,
            self.clock,
            self._line,
            lambda: self._second,
            chance=self._chance,
            has_second_path=self._has_second,
            is_missing=self._is_missing,
        )

    def start_again(self) -> None:
        """The same, unless one runs."""
        if self.process is None:
            self.start()
            self._tell("the relay is started")

    def work(self) -> None:
        """Do what is due, if a process runs; it may die of it."""
        if self.process is None:
            return
        try:
            self.process.work()
        except Died:
            self.die()

    def is_to_die(self, points: int, down: timedelta) -> None:
        """Have the process die so many points later; at once when there are none."""
        self._down = down
        if points:
            self._stage.points.die_in(points)
        elif self.process is not None:
            self.die()

    def die(self) -> None:
        """The process is gone; another one starts after a while."""
        now = self._stage.clock.now()
        self.process = None
        self.deaths += 1
        self._tell(f"the relay dies, and is started again in {self._down.total_seconds():.0f} s")
        trouble = Trouble(now, now + self._down + RECOVERS)
        self._promises.excuses.machine.append(trouble)
        self._promises.excuses.down.append(trouble)
        self._promises.deliveries.mishaps += 1
        self._agenda.add(now + self._down, self.start_again)

    def refuses(self, move: Refuses) -> None:
        """The database refuses one statement, or everything for a while."""
        now = self._stage.clock.now()
        self._stage.points.refuse_in(move.points, once=not move.lasts)
        lasts = timedelta(seconds=move.lasts)
        which = f"refuses for {move.lasts:.0f} s" if lasts else "refuses one statement"
        self._tell(f"the database {which}, from {move.points} statements on")
        # One that is refused sets a step back by a minute.
        self._promises.excuses.machine.append(Trouble(now, now + lasts + RECOVERS))
        self._promises.deliveries.mishaps += 1 + int(move.lasts // RECOVERS.total_seconds())
        if lasts:
            self._agenda.add(now + lasts, self._accept)

    def _accept(self) -> None:
        self._stage.points.accept()
        self._tell("the database takes everything again")

    def fills(self, move: Fills) -> None:
        """The disk is full for a while: nothing is kept on the machine beside the database."""
        self._stage.disk_is_full = True
        self._tell(f"the machine's disk is full for {move.lasts:.0f} s")

        def has_room() -> None:
            self._stage.disk_is_full = False

        self._agenda.add(self._stage.clock.now() + timedelta(seconds=move.lasts), has_room)

    def jumps(self, move: Jumps) -> None:
        """The machine's clock jumps; the world's goes on."""
        now, by = self._stage.clock.now(), timedelta(seconds=move.by)
        self.clock.ahead += by
        self._promises.excuses.ahead = self.clock.ahead
        self._tell(f"the machine's clock jumps by {move.by:.0f} s")
        trouble = Trouble(now, now + max(-by, timedelta(0)) + RECOVERS)
        self._promises.excuses.machine.append(trouble)
        self._promises.flood.jumps += 1
        if self.process is not None:
            self.process.wake()

    def mends(self) -> None:
        """Let nothing be wrong with it any more."""
        self._stage.points.reset()
        self._stage.disk_is_full = False
        self.start_again()
        if self.clock.ahead:
            self.jumps(Jumps(0, -self.clock.ahead.total_seconds()))
