"""What became of each message: as the carrier has it, once, and to an end."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from relay.core.message import FAILED, MessageState, meaning
from relay.simulate.promises.broken import Broken, named
from relay.simulate.sight import Sight
from relay.simulate.watcher import OVER

UNFINISHED = frozenset({MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN})
# In the carrier's order, on purpose not the relay's own: what holds it against itself sees nothing.
ORDER = (
    {"accepted", "scheduled"},
    {"queued", "initiated"},
    {"sending", "ringing"},
    {"sent", "answered", "in-progress"},
    {"undelivered", "failed", "canceled", "busy", "no-answer"},
    {"delivered", "completed"},
    {"read"},
)
STEP = {word: step for step, words in enumerate(ORDER) for word in words}
MOST_TRIES = 200  # of one message; an hour's outage and a clock set back take some 180

Arrived = Callable[[Any], bool]
"""Whether a phone has shown a message, or somebody has picked up its call."""


@dataclass
class Deliveries:
    """Every message, and every try at it."""

    arrived: Arrived
    taken: Counter[int] = field(default_factory=Counter)  # copies the carrier has, by message
    doubts: Counter[int] = field(default_factory=Counter)  # answers that were lost, by message
    mishaps: int = 0  # deaths, and spans in which the database refused to write what was answered
    _final: dict[int, MessageState] = field(default_factory=dict)
    _statuses: dict[str, str | None] = field(default_factory=dict)
    _failed: dict[int, set[str]] = field(default_factory=dict)  # attempts, by message

    def check(self, sight: Sight) -> None:
        """Hold what is written of each message against what the carrier has."""
        for one in sight.tried:
            self._climbs(one.id, one.status)
            if meaning(one.status or "") in FAILED:
                self._failed.setdefault(one.message_id, set()).add(one.id)
        for row in sight.changed:
            if row.tries > MOST_TRIES:
                raise Broken("everything comes to an end", f"{named(row)}: {row.tries} tries")
            self._stays(row)
            is_delivered = row.state is MessageState.DELIVERED and row.channel.is_traced
            if is_delivered and not self.arrived(row):
                raise Broken("what is called delivered has arrived (6)", named(row))
        for message_id, copies in self.taken.items():
            excused = self.mishaps + self.doubts[message_id]
            failed = len(self._failed.get(message_id, ()))
            if copies > 1 + excused + failed:
                row = sight.messages.get(message_id)
                what = named(row) if row is not None else str(message_id)
                raise Broken("nothing is sent twice without a reason (limits)", f"{what}: {copies}")

    def _climbs(self, attempt: str, status: str | None) -> None:
        before = self._statuses.get(attempt)
        goes_back = before is not None and STEP.get(status or "", -1) <= STEP[before]
        if goes_back and before != status:
            raise Broken("statuses never go backwards (6)", f"{before} became {status}")
        self._statuses[attempt] = status

    def _stays(self, row: Any) -> None:
        before = self._final.get(row.id)
        if before is not None and row.state is not before:
            raise Broken(
                "statuses never go backwards (6)", f"{named(row)}: {before} became {row.state}"
            )
        # What was dropped while in doubt may turn out to have left.
        if row.state is MessageState.DELIVERED or (
            row.state is MessageState.DROPPED and not row.tries
        ):
            self._final[row.id] = row.state

    def ended(self, sight: Sight) -> None:
        """Nothing is left unfinished."""
        for row in sight.messages.values():
            if row.state in UNFINISHED:
                raise Broken("everything comes to an end", f"{named(row)} is {row.state}")
            if row.state not in OVER and row.channel.is_traced:
                raise Broken("everything comes to an end", f"{named(row)}: nobody knows")
