"""People on call, as a night has them: asleep, slow, mistaken, helpful."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from relay.core.crew import Person
from relay.emulator.agenda import Agenda
from relay.emulator.carrier import Carrier
from relay.emulator.errors import Refusal
from relay.emulator.records import Call
from relay.simulate.moves import Answers, Confirms, PicksUp, Then
from relay.simulate.sight import Asked

LISTENS = timedelta(seconds=15)  # to a call, before keys are pressed
HANGS_UP = timedelta(seconds=45)

Text = Callable[[Person, str, Asked | None], None]
"""Somebody texts the hotline, about what they were asked."""


@dataclass
class Member:
    """One person: what they have been shown, and how they react."""

    person: Person
    answers: Sequence[Answers]
    picks_up: Sequence[PicksUp]
    confirms: Sequence[Confirms]
    pages: int = 0
    calls: int = 0
    shown: dict[int, Asked] = field(default_factory=dict)  # by incident


class Crew:
    """Everybody on call."""

    def __init__(
        self,
        people: Mapping[str, Person],
        moves: Iterable[object],
        agenda: Agenda,
        carrier: Carrier,
        text: Text,
    ) -> None:
        """Let them sleep.

        Args:
            people: by key.
            moves: of the night; theirs among them.
            agenda: of the night.
            carrier: whose phones they have.
            text: called when one of them writes.
        """
        moves = tuple(moves)
        self.members = {
            person.phone: Member(
                person,
                [one for one in moves if isinstance(one, Answers) and one.person == key],
                [one for one in moves if isinstance(one, PicksUp) and one.person == key],
                [one for one in moves if isinstance(one, Confirms) and one.person == key],
            )
            for key, person in people.items()
        }
        self._agenda = agenda
        self._carrier = carrier
        self._text = text
        self._codes: dict[str, list[int]] = {}  # that each person was shown

    def is_shown(self, phone: str, asked: Sequence[Asked], now: datetime) -> None:
        """A page is on a phone."""
        member = self.members[phone]
        member.pages += 1
        member.shown.update((one.incident_id, one) for one in asked)
        self._codes.setdefault(member.person.key, []).extend(one.code for one in asked)
        for move in member.answers:
            if move.page == member.pages and asked:
                self._later(now, move.after, member, move.words, asked[-1], move.then)

    def is_asked(self, phone: str, code: int, now: datetime) -> None:
        """A question about a shift, or a drill, is on a phone."""
        member = self.members[phone]
        self._codes.setdefault(member.person.key, []).append(code)
        for move in member.confirms:
            words = move.words.format(code=code)
            at = now + timedelta(seconds=move.after)
            self._agenda.add(at, partial(self._text, member.person, words, None))

    def rings(self, call: Call, asked: Sequence[Asked], now: datetime) -> None:
        """A phone rings about something."""
        member = self.members[call.to]
        member.calls += 1
        for move in member.picks_up:
            if move.call == member.calls:
                at = now + timedelta(seconds=move.after)
                self._agenda.add(at, partial(self._answer, call.sid, move, asked, at))

    def words(self, person: Person, template: str, asked: Asked | None) -> str:
        """What somebody writes who was shown a page."""
        mine = self._codes.get(person.key, [])
        others = [code for key, codes in self._codes.items() if key != person.key for code in codes]
        wrong = next(code for code in (98, 87, 76, 65, 54, 43) if code not in (*mine, *others))
        foreign = next((code for code in reversed(others) if code not in mine), wrong)
        return template.format(
            code=asked.code if asked else wrong,
            number=asked.number if asked else wrong,
            wrong=wrong,
            foreign=foreign,
        )

    def meant(self, person: Person, template: str, asked: Asked | None) -> frozenset[int]:
        """Which incidents a text of somebody's may change."""
        if asked is not None and "{code}" in template:
            return frozenset({asked.incident_id})
        if "{" in template or any(char.isdigit() for char in template):
            return frozenset()  # a code of nobody's, of another's, of another question's
        return frozenset(self.members[person.phone].shown)  # "ok" may mean any of them

    def _later(
        self,
        now: datetime,
        after: float,
        member: Member,
        template: str,
        asked: Asked,
        then: Sequence[Then],
    ) -> None:
        at = now + timedelta(seconds=after)

        def write() -> None:
            self._text(member.person, template, asked)
            if then:
                self._later(at, then[0].after, member, then[0].words, asked, then[1:])

        self._agenda.add(at, write)

    def _answer(self, sid: str, move: PicksUp, asked: Sequence[Asked], now: datetime) -> None:
        try:
            self._carrier.answer(sid)
        except Refusal:
            return  # it does not ring any more
        if move.keys and asked:
            keys = move.keys.format(code=asked[-1].code, wrong=13, number=asked[-1].number)
            self._agenda.add(now + LISTENS, lambda: self._carrier.press(sid, keys))
        self._agenda.add(now + HANGS_UP, lambda: self._carrier.hang_up(sid))
