"""What excuses lateness: spans in which the relay, or a carrier, could not do what it should."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SLACK = timedelta(seconds=90)  # what a second's beat, a lease and the number's pace may cost


@dataclass(frozen=True, slots=True)
class Trouble:
    """A span in which lateness is not the relay's fault."""

    start: datetime
    end: datetime
    phone: str | None = None  # the only one it concerns


@dataclass
class Excuses:
    """Every trouble of a night."""

    machine: list[Trouble] = field(default_factory=list)  # of the relay's own
    carrier: list[Trouble] = field(default_factory=list)
    down: list[Trouble] = field(default_factory=list)  # no process ran; machine has these too
    ahead: timedelta = timedelta(0)  # how far the machine's clock is ahead of the world's

    def of_machine(self, start: datetime, end: datetime) -> timedelta:
        """How much of a span the machine was in trouble."""
        return covered(self.machine, start, end)

    def of_machine_down(self, start: datetime, end: datetime) -> timedelta:
        """How much of a span no process of the relay ran."""
        return covered(self.down, start, end)

    def of_phone(self, phone: str, start: datetime, end: datetime) -> timedelta:
        """How much of a span nothing could be expected to leave for a phone."""
        theirs = [one for one in self.carrier if one.phone in (None, phone)]
        return covered([*self.machine, *theirs], start, end)


def covered(troubles: Iterable[Trouble], start: datetime, end: datetime) -> timedelta:
    """How much of a span lies within any of the troubles; what two share counts once."""
    total, reached = timedelta(0), start
    for one in sorted(troubles, key=lambda one: one.start):
        begins, ends = max(one.start, reached), min(one.end, end)
        if ends > begins:
            total += ends - begins
            reached = ends
    return total
