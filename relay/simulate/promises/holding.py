"""Promise 2, while somebody has an incident: they are asked, and silence gives it back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core.escalation import Ladder
from relay.core.incident import Happened, State
from relay.core.phone import sender_number
from relay.settings import Settings
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.promises.figures import CALL_GRACE, CALLED_CHECK_IN
from relay.simulate.sight import Sight


@dataclass
class Hold:
    """One incident that somebody has; times are the world's."""

    holder: str
    since: datetime
    heard: datetime
    asked: datetime | None = None  # whether they are still on it, with no word since
    called: bool = False
    callable_at: datetime | None = None  # since when there is a number to call


@dataclass
class Holds:
    """Every incident that somebody has."""

    settings: Settings
    excuses: Excuses
    _held: dict[int, Hold] = field(default_factory=dict)
    _sight: Sight = field(default_factory=Sight)

    def check(self, sight: Sight, now: datetime) -> None:
        """Note who has what, and when they were last heard and asked."""
        self._sight = sight
        for row in sight.incidents.values():
            if row.state is not State.ACKNOWLEDGED or row.outage_of is not None:
                self._held.pop(row.id, None)
                continue
            if row.wake_at is None:
                raise Broken("what somebody has is watched over (2)", f"{row.number} is not")
            hold, before = self._held.get(row.id), sight.before.get(row.id)
            moved = before is None or before.state is not row.state
            if hold is None or moved or hold.holder != row.holder:
                self._held[row.id] = Hold(row.holder, now, now)
            hold = self._held[row.id]
            hold.called = row.called_at is not None
            is_callable = (row.callback or sender_number(row.reporter)) is not None
            hold.callable_at = (hold.callable_at or now) if is_callable else None
        for event in sight.events:
            hold = self._held.get(event.incident_id)
            if hold is not None and event.who == hold.holder:
                hold.heard, hold.asked = now, None
            elif hold is not None and event.what is Happened.ASKED:
                hold.asked = now
        for text in sight.arrived:
            hold = self._held.get(text.incident_id or 0)
            if hold is not None and text.door == "reply" and self._is_of(hold, text.sender):
                hold.heard, hold.asked = now, None

    def _is_of(self, hold: Hold, phone: str) -> bool:
        person = self.settings.people.get(hold.holder)
        return person is not None and person.phone == phone

    def be_in_time(self, now: datetime) -> None:
        """Hold what has not been asked against when it should have been."""
        for incident_id, hold in self._held.items():
            if now - hold.heard > SLACK:
                row = self._sight.incidents[incident_id]
                self._is_asked(row, Ladder.from_json(row.ladder), hold, now)

    def _is_asked(self, row: Any, ladder: Ladder, hold: Hold, now: datetime) -> None:
        gap = CALLED_CHECK_IN if hold.called else ladder.check_in_after
        due_at = hold.heard + gap
        if row.paused_until is not None:
            due_at = max(due_at, row.paused_until)
        if hold.asked is None and self._is_late(due_at, hold.heard, now):
            raise Broken(
                "whoever has it is asked about it (2)",
                f"{hold.holder} has {row.number}, silent for {minutes(now - hold.heard)}",
            )
        asked = hold.asked
        if asked is not None and self._is_late(asked + ladder.check_in_answer, asked, now):
            raise Broken(
                "silence gives it back (2)",
                f"{hold.holder} was asked about {row.number} {minutes(now - asked)} ago",
            )
        if hold.callable_at is None:
            return
        nudged_by = max(hold.since + ladder.callback_promise, hold.callable_at)
        called_by = nudged_by + CALL_GRACE
        if not hold.called and self._is_late(called_by, hold.since, now):
            raise Broken(
                "who is not called is paged for again (2)",
                f"{hold.holder} has {row.number}, not called for {minutes(now - hold.since)}",
            )

    def _is_late(self, due_at: datetime, since: datetime, now: datetime) -> bool:
        late = now - due_at - SLACK
        return late > timedelta(0) and late - self.excuses.of_machine(since, now) > timedelta(0)
