"""Nobody is flooded: each text has its cause, and each cause may happen so often."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core.escalation import Ladder
from relay.core.incident import Happened, State
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.settings import Settings
from relay.simulate.promises.broken import Broken
from relay.simulate.promises.figures import MOST_UPDATES
from relay.simulate.promises.ladder import STARTS
from relay.simulate.sight import Sight

ALARMS = 12  # texts of the relay about itself, to one phone in an hour
HOUR = timedelta(hours=1)
ENDED = frozenset({MessageState.DELIVERED, *FAILED})
CAUSED = frozenset({Kind.RECEIPT, Kind.UPDATE, Kind.NOTICE, Kind.CHECK_IN})
# Beside a beginning: what has somebody paged anew who was paged just now.
ANEW = STARTS | {Happened.OPTED_OUT, Happened.PASSED, Happened.UNDONE}


@dataclass
class Flood:
    """How much each phone was written.

    The crew: so many incidents in a text of their own, then lists; a page at the ladder's pace (one
    more each time the paging begins, and for a clock set back), an answer to each of their own
    texts, and else a line for something that happened to an incident at that instant; so is it
    with merchants, and at most eight "still trying".
    """

    settings: Settings
    jumps: int = 0  # of the machine's clock
    _opened: dict[int, datetime] = field(default_factory=dict)
    _starts: Counter[int] = field(default_factory=Counter)
    _pages: Counter[tuple[int, str]] = field(default_factory=Counter)
    _told: Counter[int] = field(default_factory=Counter)
    _alarms: dict[str, list[datetime]] = field(default_factory=dict)
    _alone: dict[tuple[str, int], datetime] = field(default_factory=dict)  # person, incident
    _reached: dict[str, bool] = field(default_factory=dict)  # by person, by what ended last

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
        self._texts_of_their_own_are_few(sight)

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

    def _texts_of_their_own_are_few(self, sight: Sight) -> None:
        """More incidents than the limits become a list, unless nobody else can be reached."""
        for row in sight.changed:
            if row.person is not None and row.state in ENDED:
                self._reached[row.person] = row.state is MessageState.DELIVERED
        for row in sight.written:
            key = (row.person, row.incident_id)
            if row.kind is not Kind.PAGE or row.channel is not Channel.SMS or key in self._alone:
                continue
            before = [at for (person, _), at in self._alone.items() if person == row.person]
            self._alone[key] = row.created_at
            if not self.jumps and self._is_too_many(sight, row, before):
                raise Broken(
                    "nobody is flooded (limits)",
                    f"{row.person}: one more text of its own, after {len(before)}: {row.body!r}",
                )

    def _is_too_many(self, sight: Sight, row: Any, before: Sequence[datetime]) -> bool:
        others = [key for key in self.settings.people if key != row.person]
        if not any(self._reached.get(key, True) for key in others):
            return False  # nothing is held back from the last one who can be reached
        limits = self.settings.limits
        waiting = {
            one.incident_id
            for one in sight.questions.values()
            if one.person == row.person
            and one.passed_at is None
            and sight.incidents[one.incident_id].state is State.OPEN
        }
        if len(waiting) > limits.bundle.count:
            return True
        return len(waiting) > 1 and any(
            sum(at > row.created_at - rate.within for at in before) >= rate.count
            for rate in limits.pages_per_phone
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
    """No more texts to one phone about an incident than things that happened to it just then.

    Who wants our texts again hears how it stands as well.
    """
    written = Counter(
        # Whoever is on call and reported it hears of it as both.
        (row.incident_id, row.created_at, row.recipient, row.person)
        for row in sight.written
        if row.kind in CAUSED and row.incident_id is not None and row.channel is Channel.SMS
    )
    if not written:
        return
    happened = Counter((event.incident_id, event.at) for event in sight.events)
    news = sum(event.what is Happened.BROADCAST for event in sight.events)
    again = sight.opted_out_before - sight.opted_out
    for (incident_id, at, phone, _), count in written.items():
        if count > happened[incident_id, at] + news + (phone in again):
            number = sight.incidents[incident_id].number
            raise Broken("each text has its cause (limits)", f"{count} to {phone} about {number}")
