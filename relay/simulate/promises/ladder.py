"""Promise 2: no incident goes quiet: it is paged on, the next level joins, phones ring."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core import escalation, rota
from relay.core.crew import Person
from relay.core.escalation import Climb, Ladder
from relay.core.incident import Happened, State
from relay.core.urgency import Urgency
from relay.settings import Settings
from relay.simulate.line import Request
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.promises.told import Told
from relay.simulate.sight import About, Sight

STARTS = frozenset(  # the paging begins, or begins again
    {
        Happened.OPENED,
        Happened.REOPENED,
        Happened.LAPSED,
        Happened.INSISTED,
        Happened.CORRECTED,
        Happened.SPLIT,
    }
)


@dataclass
class Pages:
    """Pages about one incident since its paging began."""

    first: dict[str, datetime] = field(default_factory=dict)  # by person
    last: datetime | None = None  # to anybody


@dataclass
class Ladders:
    """Every open incident, and whether it goes on as it should."""

    settings: Settings
    excuses: Excuses
    told_rules: Told
    start: datetime
    paged: dict[int, Pages] = field(default_factory=dict)
    told: dict[int, datetime] = field(default_factory=dict)  # its merchant, by incident
    rung: dict[str, datetime] = field(default_factory=dict)  # last call, by phone
    _opened: dict[int, datetime] = field(default_factory=dict)  # since when seen open
    _ladders: dict[int, tuple[Any, Ladder]] = field(default_factory=dict)
    _climbed: set[tuple[int, datetime, int]] = field(default_factory=set)
    _sight: Sight = field(default_factory=Sight)

    def leaves(self, request: Request, about: About | None) -> None:
        """A message is handed to a carrier."""
        if request.is_call:
            self.rung[request.to] = request.at
        if about is None:
            return
        for asked in about.asked:
            pages = self.paged.setdefault(asked.incident_id, Pages())
            pages.last = request.at
            if about.person is not None:
                pages.first.setdefault(about.person, request.at)
        if about.incident_id is not None and about.person is None:
            self.told[about.incident_id] = request.at

    def check(self, sight: Sight, now: datetime) -> None:
        """Note what is open, and since when."""
        self._sight = sight
        for event in sight.events:
            before = sight.before.get(event.incident_id)
            is_noted = event.what is Happened.CORRECTED and before and before.state is State.OPEN
            if event.what in STARTS and before is not None and not is_noted:
                self.paged.pop(event.incident_id, None)
        for row in sight.incidents.values():
            if row.state is not State.OPEN:
                self._opened.pop(row.id, None)
                continue
            self._opened.setdefault(row.id, now)
            if row.wake_at is None:
                raise Broken("an open incident has a next step (2)", f"{row.number} has none")
            before = sight.before.get(row.id)
            if before is not None and before.outage_of != row.outage_of:
                self._opened[row.id] = now

    def be_in_time(self, now: datetime) -> None:
        """Hold what has not happened against when it should have."""
        for incident_id, since in self._opened.items():
            row = self._sight.incidents[incident_id]
            self._merchant_hears(row, since, now)
            if row.outage_of is None:  # else it is paged with its lead
                ladder = self._ladder(row)
                self._goes_on(row, ladder, since, now)
                self._climbs(row, ladder, since, now)
                self._rings(row, ladder, since, now)

    def _ladder(self, row: Any) -> Ladder:
        kept = self._ladders.get(row.id)
        if kept is None or kept[0] != row.ladder:
            kept = self._ladders[row.id] = (row.ladder, Ladder.from_json(row.ladder))
        return kept[1]

    def _goes_on(self, row: Any, ladder: Ladder, opened: datetime, now: datetime) -> None:
        gap = _pace(row, ladder)
        last = self.paged.get(row.id, Pages()).last
        since = max(opened, last or self.start)
        late = now - since - gap
        if late > SLACK and late - self.excuses.of_machine(since, now) > SLACK:
            raise Broken(
                "no incident goes quiet (2)",
                f"{row.number} is open, and for {minutes(now - since)} nobody was paged for it;"
                f" at most {minutes(gap)}, level {row.level}, round {row.round}",
            )

    def _climbs(self, row: Any, ladder: Ladder, opened: datetime, now: datetime) -> None:
        """The people of each level are paged once the levels before have lasted as they should."""
        lasted = ladder.reminder_gap if row.recalled else timedelta(0)
        targets = [*(level.notify for level in ladder.levels), ladder.last_resort.notify]
        spans = [*(level.lasts for level in ladder.levels), timedelta(0)]
        for level, (notify, lasts) in enumerate(zip(targets, spans, strict=True)):
            late, due_at = now - opened - lasted, opened + lasted
            lasted += lasts
            if late <= SLACK:
                return
            if (row.id, opened, level) in self._climbed:
                continue
            if late - self.excuses.of_machine(opened, now) <= SLACK:
                return
            for person in self._on_duty(notify, due_at, now):
                if person.key not in self.paged.get(row.id, Pages()).first:
                    raise Broken(
                        "the next level is paged in its turn (2)",
                        f"{person.key} of level {level + 1} heard nothing of {row.number} in"
                        f" {minutes(now - opened)}",
                    )
            self._climbed.add((row.id, opened, level))

    def _on_duty(
        self, notify: tuple[str, ...], due_at: datetime, now: datetime
    ) -> Iterator[Person]:
        """Who is meant then and now, and can be reached."""
        settings, zone = self.settings, self.settings.hotline.time_zone
        then = rota.who(notify, settings.people, settings.rotations, due_at, zone)
        still = rota.who(notify, settings.people, settings.rotations, now, zone)
        for person in then:
            if person in still and (
                "voice" in person.notify or person.phone not in self._sight.opted_out
            ):
                yield person

    def _rings(self, row: Any, ladder: Ladder, opened: datetime, now: datetime) -> None:
        """Whoever was paged so long ago is rung, and with each later page again."""
        pages = self.paged.get(row.id)
        if pages is None:
            return
        pace = _pace(row, ladder)
        for one in self._sight.asked_about(row.id):
            person, first = self.settings.people.get(one.person), pages.first.get(one.person)
            if person is None or first is None or one.passed_at is not None:
                continue
            if "voice" not in person.notify:
                continue
            due_at = first + ladder.voice_after
            if opened > first:  # again, after somebody had it: with the next page
                due_at = max(due_at, opened + pace)
            rung = self.rung.get(person.phone)
            if rung is not None and rung >= due_at - pace - SLACK:
                due_at = max(due_at, rung + 2 * pace)  # a call about another serves for this one
            late = now - due_at
            if late > SLACK and late - self.excuses.of_machine(first, now) > SLACK:
                raise Broken(
                    "a phone rings when texts are not enough (2)",
                    f"{person.key} was paged for {row.number} {minutes(now - first)} ago",
                )

    def _merchant_hears(self, row: Any, opened: datetime, now: datetime) -> None:
        told = self.told.get(row.id)
        if told is None:
            gap, since = timedelta(0), opened
        elif row.told_times < escalation.MOST_UPDATES and row.outage_of is None:
            gaps = self._ladder(row).update_reporter
            gap, since = gaps[min(row.told_times, len(gaps) - 1)], max(opened, told)
        else:
            return
        late = now - since - gap
        if late <= SLACK or row.urgency is not Urgency.CRITICAL:
            return
        if row.reporter in self._sight.opted_out or not self.told_rules.can_be_told(row.reporter):
            return
        if late - self.excuses.of_phone(row.reporter, since, now) > SLACK:
            raise Broken(
                "the merchant is told (4)",
                f"{row.reporter} has heard nothing of {row.number} for {minutes(now - since)}",
            )


def _pace(row: Any, ladder: Ladder) -> timedelta:
    """How long it may be until somebody is paged again."""
    if row.level >= len(ladder.levels):
        return escalation.round_gap(ladder, Climb(level=row.level, round=row.round))
    return ladder.reminder_gap
