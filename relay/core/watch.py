"""Texts that were held up: what of them is taken in, what is late, and who is told of them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from relay.core.escalation import SKEW

MARK = "inbound at the carrier"  # the name of the watermark
FIRST_LOOK = timedelta(minutes=15)  # how far back the very first listing goes
GRACE = timedelta(seconds=20)  # the carrier's own tries end after 15 s; then no webhook comes
# A listing may show a text after a younger one, so each goes back over the one before it.
OVERLAP = timedelta(minutes=5)
TOO_LATE = timedelta(hours=2)  # nobody is woken any more for what is older
HELD_UP = timedelta(seconds=30)  # a text that waited longer is late


@dataclass(frozen=True, slots=True)
class Listed:
    """A text to the hotline as the carrier lists it."""

    sid: str
    at: datetime  # when it reached the carrier


@dataclass(frozen=True, slots=True)
class Sorted:
    """What is to be done about a listing; ids, the oldest first."""

    take: tuple[str, ...]
    too_late: tuple[str, ...]
    look_at: datetime | None  # when the first one whose webhook may still come is ripe


def sort(listed: Sequence[Listed], known: Set[str], now: datetime) -> Sorted:
    """What of a listing is taken in now, what only goes into the log, and what may still come."""
    missing = [one for one in sorted(listed, key=lambda one: one.at) if one.sid not in known]
    ripe = [one for one in missing if one.at <= now - GRACE]
    return Sorted(
        take=tuple(one.sid for one in ripe if one.at > now - TOO_LATE),
        too_late=tuple(one.sid for one in ripe if one.at <= now - TOO_LATE),
        look_at=min((one.at + GRACE for one in missing if one not in ripe), default=None),
    )


def read_up_to(listed: Sequence[Listed], left: Set[str], began_at: datetime) -> datetime:
    """Up to when the carrier has been read: never past a text that could not be taken in.

    Args:
        listed: what the carrier listed.
        left: the ids of those that could not be taken in.
        began_at: when it was asked.
    """
    return min([began_at - OVERLAP, *(one.at for one in listed if one.sid in left)])


def read_from(mark: datetime, now: datetime) -> datetime:
    """From when on the carrier is listed.

    A watermark that is younger than any could be was written by a clock that has been set back
    since: what came meanwhile was looked for in the future, and is looked for again.
    """
    return now - TOO_LATE if mark > now - OVERLAP + SKEW else mark


def is_late(received_at: datetime, now: datetime) -> bool:
    """Whether a text waited so long that the person it goes to must be told."""
    return now - received_at > HELD_UP


# Seconds between two tries of a page from the spool that the carrier may not have taken; the last
# repeats for as long as the text waits. A lost network takes the database and the carrier, and each
# try whose answer was lost may be one more text.
AGAIN_AFTER = (30, 30, 30, 60, 60, 120, 120, 300)


@dataclass(frozen=True, slots=True)
class Told:
    """Whether one person has been told of a text that waits on this machine."""

    tries: int = 0
    at: datetime | None = None  # of the last try
    is_over: bool = False  # the carrier has the page, or will surely never take it

    def is_due(self, now: datetime) -> bool:
        """Whether the person is to be told now."""
        if self.is_over:
            return False
        if self.at is None or self.at > now:
            return True
        gap = AGAIN_AFTER[min(self.tries, len(AGAIN_AFTER)) - 1]
        return now >= self.at + timedelta(seconds=gap)

    def again(self, now: datetime, *, is_over: bool) -> "Told":
        """What stands after one more try."""
        return Told(self.tries + 1, now, is_over)

    def or_further(self, other: "Told") -> "Told":
        """Of what two know of the same person, whatever says more."""
        return max(self, other, key=lambda one: (one.is_over, one.tries))

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "tries": self.tries,
            "at": self.at.isoformat() if self.at else None,
            "is_over": self.is_over,
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Told":
        """What `to_json` wrote."""
        at = datetime.fromisoformat(given["at"]) if given["at"] else None
        return cls(int(given["tries"]), at, bool(given["is_over"]))
