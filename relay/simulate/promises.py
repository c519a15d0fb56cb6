"""What must hold at every moment of every night; the numbers are those of DESIGN's promises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core import escalation, segments
from relay.core.escalation import Climb, Ladder
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind, MessageState, outranks
from relay.core.phone import region, sender_number
from relay.core.urgency import Urgency
from relay.settings import Settings
from relay.simulate.line import Request
from relay.simulate.sight import About, Sight

SLACK = timedelta(seconds=90)  # what a second's beat, a lease and the number's pace may cost
MOST_TO_CREW = 60  # texts to one phone of the crew for each incident, in a night
MOST_TO_MERCHANT = 24  # texts for each one a merchant wrote, and for each of their incidents
MOST_TRIES = 200  # of one message; an hour's outage and a clock set back take some 180
SEGMENTS = 2  # of a page
# A host or an address, as carriers filter them. A time (03.12) is none.
LINK = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:dk|se|no|de|com|net|org|nu|eu|io|shop)\b", re.I)
BACKWARDS = re.compile(r"(?<!\d)-\d+ min")

# What a state may become, and which lines of the timeline can have caused it.
EDGES: Mapping[tuple[State, State], frozenset[Happened]] = {
    (State.OPEN, State.ACKNOWLEDGED): frozenset({Happened.TAKEN, Happened.CALLED, Happened.UNDONE}),
    (State.OPEN, State.CLOSED): frozenset({Happened.CLOSED}),
    (State.ACKNOWLEDGED, State.OPEN): frozenset(
        {Happened.PASSED, Happened.UNDONE, Happened.LAPSED, Happened.SPLIT}
    ),
    (State.ACKNOWLEDGED, State.CLOSED): frozenset({Happened.CLOSED}),
    (State.CLOSED, State.OPEN): frozenset({Happened.REOPENED, Happened.UNDONE, Happened.SPLIT}),
    (State.CLOSED, State.ACKNOWLEDGED): frozenset({Happened.UNDONE, Happened.TAKEN}),
    (State.REDIRECTED, State.OPEN): frozenset(
        {Happened.INSISTED, Happened.CORRECTED, Happened.REOPENED}
    ),
    (State.DISMISSED, State.OPEN): frozenset(
        {Happened.INSISTED, Happened.CORRECTED, Happened.REOPENED}
    ),
}
BEGINNINGS = frozenset({Happened.OPENED, Happened.REDIRECTED, Happened.DISMISSED})
ACTS = frozenset(
    {Happened.TAKEN, Happened.CALLED, Happened.CLOSED, Happened.PASSED, Happened.UNDONE}
)
UNFINISHED = frozenset({MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN})


class Broken(Exception):
    """A promise was broken."""

    def __init__(self, promise: str, words: str) -> None:
        super().__init__(f"{promise}: {words}")
        self.promise = promise
        self.words = words


@dataclass(frozen=True, slots=True)
class Trouble:
    """A span in which lateness is not the relay's fault."""

    start: datetime
    end: datetime

    def within(self, start: datetime, end: datetime) -> timedelta:
        """How much of a span it takes."""
        return max(min(self.end, end) - max(self.start, start), timedelta(0))


@dataclass(frozen=True, slots=True)
class Intent:
    """What a text from the crew was meant for."""

    person: str
    incident_ids: frozenset[int]  # none: nothing may change because of it


@dataclass
class Promises:
    """Keeps what was seen, and says when something seen breaks a promise."""

    settings: Settings
    start: datetime
    answered: dict[str, str] = field(default_factory=dict)  # inbound texts answered 2xx: words
    intents: dict[str, Intent] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)  # texts to us, by phone
    troubles: list[Trouble] = field(default_factory=list)  # of the relay's own machine
    carrier_troubles: list[Trouble] = field(default_factory=list)
    paged: dict[int, datetime] = field(default_factory=dict)  # last time, by incident
    told: dict[int, datetime] = field(default_factory=dict)  # its merchant, by incident
    sent: dict[str, int] = field(default_factory=dict)  # texts from us, by phone
    last_event: int = 0
    _opened: dict[int, datetime] = field(default_factory=dict)  # since when seen open
    _incidents: dict[int, Any] = field(default_factory=dict)
    _final: dict[int, MessageState] = field(default_factory=dict)
    _statuses: dict[str, str | None] = field(default_factory=dict)

    # ---- as it happens --------------------------------------------------------------------

    def leaves(self, request: Request, about: About | None) -> None:
        """A message is handed to a carrier.

        Raises:
            Broken: when it must not be.
        """
        if not request.is_call:
            self.sent[request.to] = self.sent.get(request.to, 0) + 1
            if LINK.search(request.body):
                raise Broken("no text holds a link (5)", request.body)
            if BACKWARDS.search(request.body):
                raise Broken("a page is true (5)", request.body)
        if about is None:
            return
        for asked in about.asked:
            self.paged[asked.incident_id] = request.at
        if about.incident_id is not None and about.person is None:
            self.told[about.incident_id] = request.at
        if about.kind.is_page:
            self._page_leaves(request, about)

    def _page_leaves(self, request: Request, about: About) -> None:
        if not any(one.state is State.OPEN for one in about.asked):
            numbers = [one.number for one in about.asked]
            raise Broken(
                "nobody is paged for what somebody has (3)", f"{about.person} about {numbers}"
            )
        if about.kind is not Kind.PAGE or request.is_call:
            return
        for one in about.asked:
            if str(one.number) not in request.body or str(one.code) not in request.body:
                raise Broken("a page bears its number and its code (5)", request.body)
        is_plain = about.channel is Channel.SMS
        if is_plain and segments.segments(request.body) > SEGMENTS:
            raise Broken("a page is at most two segments (5)", request.body)

    # ---- after every step -----------------------------------------------------------------

    def check(self, sight: Sight, spooled: frozenset[str], now: datetime) -> None:
        """Hold what is in the log against what was promised.

        Args:
            sight: the log.
            spooled: ids of the texts that wait on this machine.
            now: the world's time.

        Raises:
            Broken: when it was not kept.
        """
        self._texts_are_logged(sight, spooled)
        self._states_have_causes(sight)
        self._answers_hit(sight)
        self._statuses_climb(sight)
        self._nobody_is_flooded(sight)
        self._incidents = dict(sight.incidents)
        self.last_event = max([self.last_event, *(event.id for event in sight.events)])
        for row in sight.incidents.values():
            if row.state is not State.OPEN:
                self._opened.pop(row.id, None)
            else:
                self._opened.setdefault(row.id, now)

    def be_in_time(self, opted_out: frozenset[str], now: datetime) -> None:
        """Hold what has not happened against when it should have.

        Raises:
            Broken: when something is overdue.
        """
        for row in self._incidents.values():
            if row.state is State.OPEN:
                self._goes_on(row, now)
                self._merchant_hears(row, opted_out, now)

    def _texts_are_logged(self, sight: Sight, spooled: frozenset[str]) -> None:
        for sid, words in self.answered.items():
            row = sight.inbound.get(sid)
            if row is None and sid not in spooled:
                raise Broken("no cry for help is lost (1)", f"answered, and not kept: {words!r}")
            if row is not None and row.raw != words.encode():
                raise Broken("the sender's own words (1)", f"{row.raw!r} for {words!r}")
        for row in sight.inbound.values():
            if row.door == "report" and row.incident_id is None:
                raise Broken("each becomes an incident (1)", f"{row.raw!r} became none")

    def _states_have_causes(self, sight: Sight) -> None:
        causes: dict[int, set[Happened]] = {}
        for event in sight.events:
            causes.setdefault(event.incident_id, set()).add(event.what)
        for row in sight.incidents.values():
            before, here = self._incidents.get(row.id), causes.get(row.id, set())
            if before is None:
                if not here & BEGINNINGS:
                    raise Broken("every state has its cause (6)", f"{row.number} began by nothing")
            elif before.state is not row.state:
                allowed = set(EDGES.get((before.state, row.state), ()))
                if len(here) > 1:  # several steps at one instant
                    allowed.update(*(what for (_, end), what in EDGES.items() if end is row.state))
                if not here & allowed:
                    raise Broken(
                        "states move along their edges (6)",
                        f"{row.number} from {before.state} to {row.state} by {sorted(here)}",
                    )

    def _answers_hit(self, sight: Sight) -> None:
        for event in sight.events:
            if event.what not in ACTS or event.sid is None:
                continue
            intent = self.intents.get(event.sid)
            if intent is None or event.incident_id not in intent.incident_ids:
                number = sight.incidents[event.incident_id].number
                raise Broken(
                    "an answer reaches what it was meant for (3)",
                    f"{event.what} of {number} by {event.who}: {event.words!r}",
                )

    def _statuses_climb(self, sight: Sight) -> None:
        for attempt, status in sight.statuses.items():
            before = self._statuses.get(attempt)
            if before is not None and before != status and not outranks(status or "", before):
                raise Broken("statuses never go backwards (6)", f"{before} became {status}")
        self._statuses = dict(sight.statuses)
        for row in sight.messages:
            if row.tries > MOST_TRIES:
                raise Broken("everything comes to an end", f"{_named(row)}: {row.tries} tries")
            before_state = self._final.get(row.id)
            if before_state is not None and row.state is not before_state:
                raise Broken(
                    "statuses never go backwards (6)",
                    f"{_named(row)}: {before_state} became {row.state}",
                )
            # What was dropped while in doubt may turn out to have left.
            if row.state is MessageState.DELIVERED or (
                row.state is MessageState.DROPPED and not row.tries
            ):
                self._final[row.id] = row.state

    def _nobody_is_flooded(self, sight: Sight) -> None:
        crew = {person.phone for person in self.settings.people.values()}
        for phone, count in self.sent.items():
            if phone in crew:
                most = MOST_TO_CREW * (len(sight.incidents) + 1) + self.written.get(phone, 0)
            else:
                theirs = sum(row.reporter == phone for row in sight.incidents.values())
                most = MOST_TO_MERCHANT * (theirs + 1) + self.written.get(phone, 0)
            if count > most:
                raise Broken("nobody is flooded (limits)", f"{count} texts to {phone}")

    def _goes_on(self, row: Any, now: datetime) -> None:
        if row.wake_at is None:
            raise Broken("an open incident has a next step (2)", f"{row.number} has none")
        if row.outage_of is not None:
            return  # paged with its lead
        gap = self._pace(row)
        since = max(self._opened[row.id], self.paged.get(row.id, self.start))
        late = now - since - gap - self._excuse(self.troubles, since, now)
        if late > SLACK:
            raise Broken(
                "no incident goes quiet (2)",
                f"{row.number} is open, and for {_minutes(now - since)} nobody was paged for it;"
                f" at most {_minutes(gap)}, level {row.level}, round {row.round}",
            )

    def _pace(self, row: Any) -> timedelta:
        """How long it may be until somebody is paged again."""
        ladder = Ladder.from_json(row.ladder)
        climb = Climb(level=row.level, round=row.round)
        if row.level >= len(ladder.levels):
            return escalation.round_gap(ladder, climb)
        return ladder.reminder_gap

    def _merchant_hears(self, row: Any, opted_out: frozenset[str], now: datetime) -> None:
        if row.urgency is not Urgency.CRITICAL or not self._can_be_told(row.reporter, opted_out):
            return
        since, told = self._opened[row.id], self.told.get(row.id)
        if told is None:
            gap = timedelta(0)
        elif row.told_times < escalation.MOST_UPDATES and row.outage_of is None:
            gaps = Ladder.from_json(row.ladder).update_reporter
            gap, since = gaps[min(row.told_times, len(gaps) - 1)], max(since, told)
        else:
            return
        troubles = [*self.troubles, *self.carrier_troubles]
        late = now - since - gap - self._excuse(troubles, since, now)
        if late > SLACK:
            raise Broken(
                "the merchant is told (4)",
                f"{row.reporter} has heard nothing of {row.number} for {_minutes(now - since)}",
            )

    def _can_be_told(self, phone: str, opted_out: frozenset[str]) -> bool:
        countries = self.settings.limits.reply_countries
        return (
            sender_number(phone) is not None
            and region(phone) in countries
            and phone not in opted_out
        )

    @staticmethod
    def _excuse(troubles: list[Trouble], start: datetime, end: datetime) -> timedelta:
        return sum((one.within(start, end) for one in troubles), timedelta(0))

    # ---- when all is over -----------------------------------------------------------------

    def ended(self, sight: Sight, texts: Mapping[str, str]) -> None:
        """Hold the log against the night that is over.

        Args:
            sight: the log.
            texts: every text to the hotline that the carrier ever had, by id.

        Raises:
            Broken: when something has no end.
        """
        for sid, words in texts.items():
            if sid not in sight.inbound:
                raise Broken("no cry for help is lost (1)", f"never in the log: {words!r}")
        for sid in sight.inbound:
            if sid not in texts:
                raise Broken("each becomes exactly one row (1)", f"{sid} was never written")
        for row in sight.messages:
            if row.state in UNFINISHED:
                raise Broken("everything comes to an end", f"{_named(row)} is {row.state}")
            if row.state is MessageState.SENT and row.channel.is_traced:
                raise Broken("everything comes to an end", f"{_named(row)}: nobody knows")


def _named(row: Any) -> str:
    return f"message {row.id}, {row.kind} by {row.channel} to {row.recipient}"


def _minutes(span: timedelta) -> str:
    return f"{span.total_seconds() / 60:.1f} min"
