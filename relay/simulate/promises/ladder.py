"""Promise 2: no incident goes quiet: it is paged on, the next level joins, phones ring."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core import rota
from relay.core.crew import Person
from relay.core.escalation import Ladder
from relay.core.incident import Happened, State
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.core.urgency import Urgency
from relay.settings import Settings
from relay.simulate.line import Request
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.promises.figures import (
    MOST_UPDATES,
    UNANSWERED_CALLS,
    UNCONFIRMED,
    round_gap,
)
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
ASIDE = frozenset({State.REDIRECTED, State.DISMISSED})
OVER = frozenset({MessageState.DELIVERED, *FAILED})  # of a call


@dataclass(frozen=True, slots=True)
class Text:
    """The latest page by text to somebody."""

    message_id: int
    at: datetime  # of the first try
    kind: Kind


@dataclass
class Pages:
    """Pages about one incident since its paging began."""

    first: dict[str, datetime] = field(default_factory=dict)  # by person
    latest: dict[str, datetime] = field(default_factory=dict)  # the same
    last: datetime | None = None  # to anybody
    texts: dict[str, Text] = field(default_factory=dict)  # the latest one, by person
    calls: dict[str, dict[int, None]] = field(default_factory=dict)  # ids in order, by person

    def add(self, about: About, at: datetime) -> None:
        """One more leaves, or one more try at it."""
        self.last = at
        if about.person is None:
            return
        self.first.setdefault(about.person, at)
        self.latest[about.person] = at
        if about.channel is Channel.VOICE:
            self.calls.setdefault(about.person, {})[about.message_id] = None
        elif about.channel is Channel.SMS:
            latest = self.texts.get(about.person)
            if latest is None or latest.message_id < about.message_id:
                self.texts[about.person] = Text(about.message_id, at, about.kind)

    def later(self, held: timedelta) -> None:
        """Let the time that somebody had it not count as time in which nobody answered."""
        self.first = {person: at + held for person, at in self.first.items()}

    def since(self, at: datetime) -> "Pages":
        """Those that have left since the paging began again, which is seen a little later."""
        new = {person: sent for person, sent in self.latest.items() if sent >= at}
        texts = {person: text for person, text in self.texts.items() if text.at >= at}
        return Pages(new, dict(new), max(new.values(), default=None), texts)


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
    _written: dict[int, datetime] = field(default_factory=dict)  # pages, by message
    _failed: dict[int, datetime] = field(default_factory=dict)  # the same, while it is so
    _lost: dict[tuple[int, datetime, int], datetime] = field(default_factory=dict)  # whole levels
    _unwilling: dict[str, datetime] = field(default_factory=dict)  # until when, by phone
    _answered: dict[tuple[int, str], datetime] = field(default_factory=dict)  # first, by phone
    _sight: Sight = field(default_factory=Sight)

    def leaves(self, request: Request, about: About | None) -> None:
        """A message is handed to a carrier."""
        if request.is_call:
            self.rung[request.to] = request.at
        if about is None:
            return
        for asked in about.asked:
            self.paged.setdefault(asked.incident_id, Pages()).add(about, request.at)
        if about.incident_id is not None and about.person is None:
            self.told[about.incident_id] = request.at
        elif about.incident_id is not None:  # to whoever is on call and reported it, perhaps
            self._answered.setdefault((about.incident_id, request.to), request.at)

    def check(self, sight: Sight, now: datetime) -> None:
        """Note what is open, and since when."""
        self._sight = sight
        self._unwilling.update(dict.fromkeys(sight.opted_out, now))
        for message in sight.changed:
            if message.kind.is_page:
                self._written.setdefault(message.id, now)
            if message.state not in FAILED:
                self._failed.pop(message.id, None)
            elif message.kind.is_page:
                self._failed.setdefault(message.id, now)
        for event in sight.events:
            before = sight.before.get(event.incident_id)
            # A correction begins the paging of nothing but what was put aside.
            is_noted = event.what is Happened.CORRECTED and before and before.state not in ASIDE
            # What is taken out of an outage is paged anew, not what leads it.
            is_noted = is_noted or (event.what is Happened.SPLIT and "number" in event.data)
            if event.what in STARTS and before is not None and not is_noted:
                pages = self.paged.get(event.incident_id, Pages())
                self.paged[event.incident_id] = pages.since(now)
            row = sight.incidents[event.incident_id]
            if event.what is Happened.UNDONE and before is not None and row.state is State.OPEN:
                left_at = before.closed_at or before.taken_at
                if left_at is not None and event.incident_id in self.paged:
                    held = max(event.at - left_at, timedelta(0))  # by the machine's own clock
                    self.paged[event.incident_id].later(held)
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
                self._rings_at_once(row, ladder, since, now)
                self._climbs_at_once(row, ladder, since, now)

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
                if person.key not in self.paged.get(row.id, Pages()).first and not (
                    self._is_only_rung(person) and self.rung.get(person.phone, due_at) > due_at
                ):  # one call at a time: they are rung about another, and about it then
                    raise Broken(
                        "the next level is paged in its turn (2)",
                        f"{person.key} of level {level + 1} heard nothing of {row.number} in"
                        f" {minutes(now - opened)}",
                    )
            self._climbed.add((row.id, opened, level))

    def _on_duty(
        self, notify: tuple[str, ...], due_at: datetime, now: datetime
    ) -> Iterator[Person]:
        """Who is meant then and now, also by the machine's own clock, and can be reached."""
        settings, zone = self.settings, self.settings.hotline.time_zone
        ahead = self.excuses.ahead
        meant = [
            rota.who(notify, settings.people, settings.rotations, at, zone)
            for at in dict.fromkeys((due_at, now, due_at + ahead, now + ahead))
        ]
        for person in meant[0]:
            if all(person in people for people in meant) and (
                "voice" in person.notify or person.phone not in self._sight.opted_out
            ):
                yield person

    def _is_only_rung(self, person: Person) -> bool:
        return "sms" not in person.notify or person.phone in self._sight.opted_out

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

    def _rings_at_once(self, row: Any, ladder: Ladder, opened: datetime, now: datetime) -> None:
        """A text that does not get through is followed by a call, not by the next reminder."""
        for question, text in self._texts_of(row):
            person = self.settings.people[question.person]
            if "voice" not in person.notify or question.passed_at is not None:
                continue
            failed_at = self._failed.get(text.message_id)
            is_there = self._state(text.message_id) is MessageState.DELIVERED
            due_at = failed_at or (None if is_there else text.at + UNCONFIRMED)
            if due_at is None:
                continue
            if opened > text.at:  # somebody has had it since: the next page may get through
                due_at = max(due_at, opened + UNCONFIRMED)
            enough = self._written.get(text.message_id, text.at)
            if text.kind is Kind.BUNDLE:
                enough -= _pace(row, ladder)  # a call about another of the list serves for all
            rung, late = self.rung.get(person.phone), now - due_at
            if (rung is not None and rung >= enough) or late <= SLACK:
                continue
            if late - self.excuses.of_machine(due_at, now) > SLACK:
                raise Broken(
                    "what does not get through is acted on at once (2)",
                    f"{person.key} was texted of {row.number}, in vain for {minutes(late)},"
                    " and is not rung",
                )

    def _texts_of(self, row: Any) -> Iterator[tuple[Any, Text]]:
        pages = self.paged.get(row.id, Pages())
        for question in self._sight.asked_about(row.id):
            if question.person in pages.texts and question.person in self.settings.people:
                yield question, pages.texts[question.person]

    def _state(self, message_id: int) -> MessageState | None:
        message = self._sight.messages.get(message_id)
        return message.state if message is not None else None

    def _climbs_at_once(self, row: Any, ladder: Ladder, opened: datetime, now: datetime) -> None:
        """When nobody of a level can be reached, the next one is paged without waiting."""
        levels, level = ladder.levels, max(row.level, 0)
        if level >= len(levels):
            return
        pages = self.paged.get(row.id, Pages())
        people = list(self._on_duty(levels[level].notify, opened, now))
        key = (row.id, opened, level)
        if not people or not all(self._is_lost(one, pages) for one in people):
            self._lost.pop(key, None)
            return
        since = self._lost.setdefault(key, now)
        if row.recalled:
            since = max(since, opened + ladder.reminder_gap)
        late = now - since
        if late > SLACK and late - self.excuses.of_machine(since, now) > SLACK:
            names = ", ".join(one.key for one in people)
            raise Broken(
                "what does not get through is acted on at once (2)",
                f"{names} cannot be reached about {row.number} for {minutes(late)}, and nobody"
                f" of level {level + 2} is paged",
            )

    def _is_lost(self, person: Person, pages: Pages) -> bool:
        """Whether the latest text to somebody failed, and the last two calls."""
        text = pages.texts.get(person.key)
        if text is None or text.message_id not in self._failed:
            return False
        calls = [self._state(one) for one in pages.calls.get(person.key, ())]
        ended = [one for one in calls if one in OVER]
        last = ended[-UNANSWERED_CALLS:]
        is_rung_out = len(last) == UNANSWERED_CALLS and FAILED.issuperset(last)
        return "voice" not in person.notify or is_rung_out

    def _merchant_hears(self, row: Any, opened: datetime, now: datetime) -> None:
        told = self.told.get(row.id, self._answered.get((row.id, row.reporter)))
        if told is None:
            gap, since = timedelta(0), opened
        elif row.told_times < MOST_UPDATES and row.outage_of is None:
            gaps = self._ladder(row).update_reporter
            gap, since = gaps[min(row.told_times, len(gaps) - 1)], max(opened, told)
        else:
            return
        since = max(since, self._unwilling.get(row.reporter, since))
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
        return round_gap(ladder, row.round)
    return ladder.reminder_gap
