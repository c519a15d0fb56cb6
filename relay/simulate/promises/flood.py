"""Nobody is flooded: each text has its cause, and each cause may happen so often."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core.escalation import MOST_UPDATES, Ladder
from relay.core.incident import Happened
from relay.core.message import Channel, Kind
from relay.settings import Settings
from relay.simulate.promises.broken import Broken
from relay.simulate.promises.ladder import STARTS
from relay.simulate.sight import Sight

ALARMS = 12  # texts of the relay about itself, to one phone in an hour
HOUR = timedelta(hours=1)
CAUSED = frozenset({Kind.RECEIPT, Kind.UPDATE, Kind.NOTICE, Kind.CHECK_IN})
# Beside a beginning: what has somebody paged anew who was paged just now.
ANEW = STARTS | {Happened.OPTED_OUT, Happened.PASSED, Happened.UNDONE}


@dataclass
class Flood:
    """How much each phone was written.

    The crew: a page at the ladder's pace (one more each time the paging begins, and for a clock
    set back), an answer to each of their own texts, and else a line for something that happened
    to an incident at that instant; so is it with merchants, and at most eight "still trying".
    """

    settings: Settings
    jumps: int = 0  # of the machine's clock
    _opened: dict[int, datetime] = field(default_factory=dict)
    _starts: Counter[int] = field(default_factory=Counter)
    _pages: Counter[tuple[int, str]] = field(default_factory=Counter)
    _told: Counter[int] = field(default_factory=Counter)
    _alarms: dict[str, list[datetime]] = field(default_factory=dict)

    def check(self, sight: Sight, now: datetime) -> None:
        """Hold what was written against what has happened."""
        for event in sight.events:
            self._opened.setdefault(event.incident_id, now)
            self._starts[event.incident_id] += event.what in ANEW
            if event.what is Happened.TOLD:
                self._told[event.incident_id] += 1
            elif event.what is Happened.PAGED:
                self._is_paged(event, sight.incidents[event.incident_id], now)
        for incident_id, times in self._told.items():
            if times > MOST_UPDATES * max(self._starts[incident_id], 1):
                number = sight.incidents[incident_id].number
                raise Broken("nobody is flooded (limits)", f"{times} times still trying: {number}")
        _has_causes(sight)
        self._alarms_are_few(sight, now)

    def _is_paged(self, event: Any, row: Any, now: datetime) -> None:
        person = event.data["person"]
        self._pages[row.id, person] += 1
        ladder = Ladder.from_json(row.ladder)
        open_for = now - self._opened[row.id]
        starts = max(self._starts[row.id], 1)
        on_levels = min(open_for, starts * sum((one.lasts for one in ladder.levels), timedelta(0)))
        quickest = min(ladder.last_resort.gaps)
        most = starts * 2 + self.jumps + on_levels / ladder.reminder_gap + open_for / quickest
        if self._pages[row.id, person] > most:
            raise Broken(
                "nobody is flooded (limits)",
                f"{person} was paged {self._pages[row.id, person]} times for {row.number}",
            )

    def _alarms_are_few(self, sight: Sight, now: datetime) -> None:
        for row in sight.written:
            if row.kind is Kind.NOTICE and row.incident_id is None:
                last = self._alarms.setdefault(row.recipient, [])
                last[:] = [at for at in last if now - at < HOUR] + [now]
                if len(last) > ALARMS:
                    raise Broken(
                        "nobody is flooded (limits)", f"{len(last)} alarms to {row.recipient}"
                    )


def _has_causes(sight: Sight) -> None:
    """No more texts to one phone about an incident than things that happened to it just then."""
    written = Counter(
        (row.incident_id, row.created_at, row.recipient)
        for row in sight.written
        if row.kind in CAUSED and row.incident_id is not None and row.channel is Channel.SMS
    )
    if not written:
        return
    happened = Counter((event.incident_id, event.at) for event in sight.events)
    news = sum(event.what is Happened.BROADCAST for event in sight.events)
    for (incident_id, at, phone), count in written.items():
        if count > happened[incident_id, at] + news:
            number = sight.incidents[incident_id].number
            raise Broken("each text has its cause (limits)", f"{count} to {phone} about {number}")
