"""Promise 4, as it stands: whoever has an incident knows so, and its merchant how it stands.

What somebody knows is read from the sentences they were sent, of which the latest counts; so this
sees news that was never written, news that was dropped, and news that was not so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from string import Formatter
from typing import Any

from relay.core.incident import State
from relay.core.message import FAILED, Kind, MessageState
from relay.core.phone import region, sender_number
from relay.core.urgency import Urgency
from relay.settings import Settings
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.sight import LIVE, About, Sight


class Known(StrEnum):
    """What a sentence says of an incident to whoever reads it."""

    YOURS = "it is yours"
    TAKEN = "somebody has it"
    NOBODYS = "nobody has it"
    OVER = "it is over"
    UNSAID = "it is as it was before"


CREW = {
    Known.YOURS: (
        *("taken_you", "already_yours", "already_yours_called", "call_first"),
        *("yours_unnumbered", "called_you", "called_having"),
        *(
            "yours_again",
            "yours_again_called",
            "undone_to_you",
            "undone_to_you_part",
            "still_yours",
            "still_yours_negation",
            "still_on_it",
            "called_by_other",
            "uncalled_by_other",
            "routine_by_other",
            "nothing_by_other",
            "urgent_by_other",
            "uncorrected_by_other",
        ),
        *("check_in", "check_in_page", "nudge", "nudge_page"),
    ),
    Known.TAKEN: ("taken_other", "already_taken", "left_crew_holder"),
    Known.NOBODYS: (
        *("undone_other", "unclosed_other", "passed_you", "passed_you_already", "passed_you_last"),
        *("passed_you_again", "already_passed", "reopened_crew", "not_taken_negation"),
    ),
    Known.OVER: (
        *("already_closed", "closed_by_you", "closed_you", "closed_you_untold", "closed_other"),
        *("closed_outage", "closed_outage_one", "called_closed"),
    ),
    Known.UNSAID: (
        *("undone_taken", "undone_called", "undone_closed", "undone_passed"),
        *("undone_joined", "undone_part"),
    ),
}
MERCHANT = {
    Known.TAKEN: (
        *("taken", "taken_called", "outage_taken"),
        *("not_closed", "not_closed_called", "outage_not_closed"),
    ),
    Known.NOBODYS: (
        *(
            "receipt",
            "reopened",
            "paged_after_all",
            "undone",
            "lapsed",
            "call_late",
            "call_late_again",
            "still_trying",
        ),
    ),
    Known.OVER: ("closed", "closed_routine", "outage_closed"),
}
# To whoever is on call and told it in a merchant's place.
PASSED_ON = {Known.NOBODYS: ("report_yes_you", "report_silent")}
STANDS = {
    State.OPEN: Known.NOBODYS,
    State.ACKNOWLEDGED: Known.TAKEN,
    State.CLOSED: Known.OVER,
}
SETTLED = frozenset({State.ACKNOWLEDGED, State.CLOSED})
FORMS = {"number": r"\d+", "who": ".+?"}
TO_MERCHANT = frozenset({Kind.RECEIPT, Kind.UPDATE})


@dataclass(frozen=True, slots=True)
class Said:
    """What one message says of one incident."""

    known: Known
    who: str | None = None  # the name of whoever has it, where it says so


class Reader:
    """Finds which of our sentences a message is."""

    def __init__(self, settings: Settings, meant: Mapping[Known, tuple[str, ...]]) -> None:
        self._forms = [
            (_form(sentences[key]), known)
            for sentences in settings.texts.by_language.values()
            for known, keys in meant.items()
            for key in keys
        ]

    def read(self, body: str) -> tuple[int, Said] | None:
        """The incident's number, and what is said of it; None for another sentence."""
        for form, known in self._forms:
            found = form.match(body)
            if found is not None:
                parts = found.groupdict()
                return int(parts["number"]), Said(known, parts.get("who"))
        return None


def _form(sentence: str) -> re.Pattern[str]:
    """A sentence, of which the number and whoever has it are found; words may follow it."""
    parts, named = [], set()
    for plain, name, _, _ in Formatter().parse(sentence):
        parts.append(re.escape(plain).replace(r"\ ", r"\s*"))  # a value may be empty
        if name in FORMS and name not in named:
            named.add(name)
            parts.append(rf"(?P<{name}>{FORMS[name]})")
        elif name is not None:
            parts.append(".*?")
    return re.compile("".join(parts), re.DOTALL)


@dataclass
class Beliefs:
    """What each of those that are told knows.

    The latest written counts, or what left after it all the same. What waits and is of the past
    is let go when its turn comes.
    """

    _said: dict[tuple[str, int], dict[int, Said]] = field(default_factory=lambda: defaultdict(dict))
    _left: dict[int, int] = field(default_factory=dict)  # in which order, by message

    def note(self, who: str, number: int, message_id: int, said: Said) -> None:
        """A message says something to somebody."""
        self._said[who, number][message_id] = said

    def leaves(self, message_id: int) -> None:
        """A message is on its way; a second try at it counts for no later one."""
        self._left.setdefault(message_id, len(self._left))

    def drop(self, message_id: int) -> None:
        """A message never leaves."""
        for said in self._said.values():
            said.pop(message_id, None)

    def fail(self, message_id: int) -> None:
        """A message was read by nobody, and what is known by that is left open."""
        for said in self._said.values():
            if message_id in said:
                said[message_id] = Said(Known.UNSAID)

    def latest(self, who: str, number: int) -> Said | None:
        """What somebody was told last; None for nothing."""
        said = self._said.get((who, number))
        if not said:
            return None
        last = (0, 0)
        places = {message_id: (message_id, 0) for message_id in said}
        for message_id in sorted(said.keys() & self._left.keys(), key=self._left.__getitem__):
            last = places[message_id] = max((message_id, 0), (last[0], last[1] + 1))
        return said[max(said, key=places.__getitem__)]


@dataclass
class Knowing:
    """Who knows what, held against what is so."""

    settings: Settings
    excuses: Excuses
    crew: Beliefs = field(default_factory=Beliefs)
    merchants: Beliefs = field(default_factory=Beliefs)
    _sight: Sight = field(default_factory=Sight)
    _wrong: dict[str, datetime] = field(default_factory=dict)  # since when
    _paged: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # by number
    _heard: int = 0  # below it: in place of a message's id, of what was said by voice

    def __post_init__(self) -> None:
        self._crew_reader = Reader(self.settings, CREW)
        self._merchant_reader = Reader(self.settings, MERCHANT)
        self._passed_on_reader = Reader(self.settings, PASSED_ON)

    def leaves(self, about: About | None) -> None:
        """A message is handed to a carrier."""
        if about is None:
            return
        if about.person is not None:
            for number in self._paged_by(about):  # a page says that nobody has it
                self.crew.note(about.person, number, about.message_id, Said(Known.NOBODYS))
        self.crew.leaves(about.message_id)
        self.merchants.leaves(about.message_id)

    def _paged_by(self, about: About) -> Iterator[int]:
        """The numbers of what a message asks about: of an outage also those of its shops."""
        yield from (one.number for one in about.asked)
        asked = {one.incident_id for one in about.asked}
        rows = self._sight.incidents.values()
        yield from (row.number for row in rows if row.outage_of in asked and row.state in LIVE)

    def is_taken(self, about: About) -> None:
        """A carrier has a message, or may have it."""
        if about.person is not None:
            for asked in about.asked:
                self._paged[asked.number].add(about.person)

    def check(self, sight: Sight, now: datetime) -> None:
        """Read what was written, and see who knows something that is not so."""
        self._sight = sight
        for row in sight.written:
            self._read(row)
        for row in sight.changed:
            if row.state is MessageState.DROPPED and not row.tries:
                self.crew.drop(row.id)
                self.merchants.drop(row.id)
            elif row.state in FAILED:
                self.merchants.fail(row.id)
        for event in sight.events:
            self._hear(event)
        self._wrong = {what: self._wrong.get(what, now) for what in self._all_wrong()}

    def _read(self, row: Any) -> None:
        if row.kind.is_page:
            return
        reader = self._merchant_reader if row.kind in TO_MERCHANT else self._crew_reader
        found = reader.read(row.body)
        passed_on = None if row.kind in TO_MERCHANT else self._passed_on_reader.read(row.body)
        if passed_on is not None:
            self.merchants.note(row.recipient, passed_on[0], row.id, passed_on[1])
        if found is None:
            return
        number, said = found
        if row.kind in TO_MERCHANT:
            self.merchants.note(row.recipient, number, row.id, said)
        elif row.person is not None:
            self.crew.note(row.person, number, row.id, said)

    def _hear(self, event: Any) -> None:
        """What is done by keypad, or on a page of ours, is seen or heard by whoever does it."""
        if event.who is not None and event.inbound_id is None:
            number = self._sight.incidents[event.incident_id].number
            self._heard -= 1
            self.crew.note(event.who, number, self._heard, Said(Known.UNSAID))
            self.crew.leaves(self._heard)

    def be_in_time(self, now: datetime) -> None:
        """Nobody knows something wrong for long."""
        for what, since in self._wrong.items():
            late = now - since
            if late > SLACK and late - self.excuses.of_machine(since, now) > SLACK:
                raise Broken("everybody knows how it stands (4)", f"{what}, for {minutes(late)}")

    def _all_wrong(self) -> Iterator[str]:
        for row in self._sight.incidents.values():
            if row.state in STANDS:
                yield from self._crew_wrong(row)
                yield from self._merchant_wrong(row)

    def _crew_wrong(self, row: Any) -> Iterator[str]:
        holder = row.holder if row.state is State.ACKNOWLEDGED else None
        is_lead = row.outage_of is None  # else they are told of what leads it
        passed = {one.person for one in self._sight.asked_about(row.id) if one.passed_at}
        is_settled = is_lead and row.state in SETTLED
        paged = self._paged[row.number] - passed if is_settled else set()
        for key in filter(self._reads, self.settings.people):
            told = self.crew.latest(key, row.number)
            knows = told.known if told is not None else None
            if key == holder and is_lead and knows not in (Known.YOURS, Known.UNSAID):
                yield f"{key} has {row.number}, and knows: {knows}"
            elif key != holder and knows is Known.YOURS and (is_lead or row.state in LIVE):
                yield f"{key} was told to have {row.number}, which is {row.state}"
            elif key in paged - {holder} and knows is Known.NOBODYS:
                yield f"{key} was paged for {row.number}, and does not hear: {row.state}"

    def _reads(self, person: str) -> bool:
        """Whether somebody is told by text or chat; who is only rung hears it then."""
        known = self.settings.people.get(person)
        if known is None:
            return False
        return bool(known.further) or (
            "sms" in known.notify and known.phone not in self._sight.opted_out
        )

    def _merchant_wrong(self, row: Any) -> Iterator[str]:
        if row.urgency is not Urgency.CRITICAL or not self._may_be_told(row.reporter):
            return
        told = self.merchants.latest(row.reporter, row.number)
        if told is not None and told.known is Known.UNSAID:
            return  # they cannot be reached, which those who act on it are told
        if told is None or told.known is not STANDS[row.state]:
            yield f"{row.number} is {row.state}, and its merchant knows: {told and told.known}"
        elif told.who is not None and row.holder in self.settings.people:
            name = self.settings.people[row.holder].name
            if row.outage_of is None and told.who != name:
                yield f"{row.number} is {name}'s, and its merchant was told of {told.who}"

    def _may_be_told(self, phone: str) -> bool:
        countries = self.settings.limits.reply_countries
        is_number = sender_number(phone) is not None and region(phone) in countries
        return is_number and phone not in self._sight.opted_out | self._sight.opted_out_before
