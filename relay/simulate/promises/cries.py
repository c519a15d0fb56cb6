"""Promises 1 and 2: whatever the relay reads in it, a cry for help is open, and wakes somebody."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core.incident import Happened, State
from relay.simulate.line import Request
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.sight import LIVE, About, Sight

SUMMED_UP = timedelta(hours=2)  # what comes later than that is told to the managers in one text


@dataclass(frozen=True, slots=True)
class Cry:
    """A text that is an emergency by the night's own plan."""

    at: datetime
    what: str  # of its words those that say what is wrong


@dataclass
class Cries:
    """Every cry for help: a new one, or that what was closed is not over."""

    excuses: Excuses
    written: dict[str, Cry] = field(default_factory=dict)  # by the carrier's id of the text
    _paged: dict[int, datetime] = field(default_factory=dict)  # the last time, by incident
    _rung: dict[str, datetime] = field(default_factory=dict)  # the last time, by person
    _unheard: dict[int, datetime] = field(default_factory=dict)  # to be paged for since, the same
    _sight: Sight = field(default_factory=Sight)

    def leaves(self, request: Request, about: About | None) -> None:
        """A message is handed to a carrier."""
        if about is None:
            return
        if request.is_call and about.person is not None:
            self._rung[about.person] = request.at
        for one in about.asked:
            self._paged[one.incident_id] = request.at

    def check(self, sight: Sight, now: datetime) -> None:
        """Each that has arrived is an incident that is open, or part of one that is."""
        self._sight = sight
        by_machine = now + self.excuses.ahead  # whose clock tells how old a text is
        for text in sight.arrived:
            cry = self.written.get(text.sid)
            # The same words at the same moment are a cry already.
            if cry is not None and text.door != "duplicate" and by_machine - cry.at < SUMMED_UP:
                self._is_heard(text, now)

    def _is_heard(self, text: Any, now: datetime) -> None:
        row = self._sight.incidents.get(text.incident_id or 0)
        if row is None or not (row.state in LIVE or self._was_closed(row)):
            what = f"{row.number} {row.state}" if row is not None else f"no incident, {text.door}"
            raise Broken("a cry for help is open (1)", f"{text.body!r} is {what}")
        before = self._sight.before.get(row.id)
        if before is None or before.state not in LIVE:
            self._unheard.setdefault(row.id, now)

    def _was_closed(self, row: Any) -> bool:
        """Whether somebody closed it since it opened, at the same instant."""
        return any(
            event.incident_id == row.id and event.what is Happened.CLOSED
            for event in self._sight.events
        )

    def be_in_time(self, now: datetime) -> None:
        """Somebody is paged for each at once, unless it is somebody's already."""
        for incident_id, since in list(self._unheard.items()):
            row = self._sight.incidents[incident_id]
            lead = row.outage_of
            crew = self._sight.incidents[lead] if lead is not None else row
            paged = self._paged.get(crew.id)
            is_paged = paged is not None and (lead is not None or paged >= since)
            # One call at a time: who is asked about it is rung about another, and about it then.
            is_rung = any(
                self._rung.get(one.person, since) > since
                for one in self._sight.asked_about(crew.id)
            )
            if is_paged or is_rung or crew.state is not State.OPEN:
                del self._unheard[incident_id]
                continue
            late = now - since
            if late > SLACK and late - self.excuses.of_machine(since, now) > SLACK:
                raise Broken(
                    "a cry for help wakes somebody (2)",
                    f"{row.number} is open, and nobody was paged for it in {minutes(late)}",
                )
