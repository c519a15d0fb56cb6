"""Promise 4: the merchant is told; and so is the crew, of what it need not do any more."""

from dataclasses import dataclass
from typing import Any

from relay.core import words as sentences
from relay.core.followup import FollowUpKind
from relay.core.incident import Happened, State
from relay.core.message import Kind
from relay.core.phone import region, sender_number
from relay.core.reply import is_opt_in, is_opt_out
from relay.core.urgency import Urgency
from relay.settings import Settings
from relay.simulate.promises.broken import Broken
from relay.simulate.sight import LIVE, Sight

SAID = 40  # letters of a follow-up that are looked for
LONGEST = 1500  # letters of a line of additions; then it is cut


@dataclass
class Told:
    """Who hears of what has happened, in the same transaction."""

    settings: Settings

    def check(self, sight: Sight) -> None:
        """Hold what has happened against what was written to those it concerns."""
        for event in sight.events:
            row = sight.incidents[event.incident_id]
            kind = self._owed(sight, event, row)
            if kind is not None and self._may_be_told(sight, row.reporter):
                self._merchant_hears(sight, event, row, self._put_as(kind, row))
            self._crew_hears(sight, event, row)
            if event.what is Happened.FOLLOW_UP:
                self._words_go_on(sight, event, row)

    def can_be_told(self, phone: str) -> bool:
        """Whether a merchant may be texted at all."""
        countries = self.settings.limits.reply_countries
        return sender_number(phone) is not None and region(phone) in countries

    def _may_be_told(self, sight: Sight, phone: str) -> bool:
        unwilling = sight.opted_out | sight.opted_out_before
        return self.can_be_told(phone) and phone not in unwilling

    def _owed(self, sight: Sight, event: Any, row: Any) -> Kind | None:
        """What a merchant is owed because of a line of the timeline."""
        match event.what:
            case Happened.OPENED | Happened.INSISTED:
                return Kind.RECEIPT if row.urgency is Urgency.CRITICAL else None
            case Happened.TAKEN | Happened.CALLED:
                return Kind.UPDATE if _was(event) is State.OPEN else None
            case Happened.PASSED:
                return Kind.UPDATE if _was(event) is State.ACKNOWLEDGED else None
            case Happened.CLOSED | Happened.LAPSED:
                return Kind.UPDATE
            case Happened.UNDONE:
                before = sight.before.get(row.id)
                moved = before is not None and before.state is not row.state
                # Of a closing that they never heard of, nothing is said; what they know is held
                # against what is so by `knowing`.
                told = event.data.get("told", "lead" not in event.data)
                owed = told if "lead" in event.data else moved and told
                return Kind.UPDATE if owed and _is_alone(sight, event) else None
        return None

    def _put_as(self, kind: Kind, row: Any) -> frozenset[Kind]:
        """How it is told: whoever is on call and reported it is answered as such."""
        is_staff = any(one.phone == row.reporter for one in self.settings.people.values())
        if is_staff and kind is Kind.RECEIPT:
            return frozenset({Kind.REPLY, Kind.NOTICE})
        return frozenset({kind})

    def _merchant_hears(self, sight: Sight, event: Any, row: Any, kinds: frozenset[Kind]) -> None:
        texts = [
            one.body
            for one in sight.changed
            if one.kind in kinds and one.incident_id == row.id and one.created_at == event.at
        ]
        wanted = [str(row.number)]
        if event.what in (Happened.TAKEN, Happened.CALLED):
            wanted.append(self.settings.people[event.who].name)
        if not any(all(word in body for word in wanted) for body in texts):
            raise Broken(
                "the merchant is told (4)",
                f"{row.reporter} of {row.number}, {event.what}: {texts or 'nothing'}",
            )

    def _crew_hears(self, sight: Sight, event: Any, row: Any) -> None:
        """Whoever was paged hears that they need not act, or that nobody has it any more."""
        if event.who is None or event.what not in (
            *(Happened.TAKEN, Happened.CALLED, Happened.CLOSED, Happened.PASSED),
        ):
            return
        was, holder = _was(event), (event.data.get("was") or {}).get("holder")
        if event.what is Happened.PASSED and was is State.OPEN:
            return
        if event.what is Happened.CALLED and was is State.CLOSED:
            return  # and stays closed: there was nothing to do before
        everybody = was is State.OPEN or event.what is Happened.PASSED
        # Whoever was paged before it was closed, or fell to others, sleeps on.
        asked = sight.asked_lately(row) if everybody else sight.asked_about(row.id)
        for one in asked:
            is_told = one.id in sight.questions_before and one.person in self.settings.people
            if one.person == event.who or not is_told or not (everybody or one.person == holder):
                continue
            if one.passed_at is not None and self._is_only_rung(sight, one.person):
                continue  # nobody is rung to hear that there is nothing to do
            if not any(
                message.kind is Kind.NOTICE
                and message.question_id == one.id
                and message.created_at == event.at
                for message in sight.changed
            ):
                raise Broken(
                    "the others are told who has it (4)",
                    f"{one.person} of {row.number}, {event.what} by {event.who}",
                )

    def _is_only_rung(self, sight: Sight, person: str) -> bool:
        known = self.settings.people[person]
        takes_texts = "sms" in known.notify and known.phone not in sight.opted_out
        return not takes_texts and not known.further

    def _words_go_on(self, sight: Sight, event: Any, row: Any) -> None:
        """What a merchant adds goes to whoever has the incident, or to all who are paged."""
        crew = sight.incidents.get(row.outage_of) if row.outage_of else row
        if crew is None or not _is_still(sight, row) or not _is_still(sight, crew):
            return
        silent = is_opt_out(event.words) or is_opt_in(event.words)
        if event.data.get("kind") == FollowUpKind.THANKS or silent:
            return
        is_held = crew.holder is not None
        asked = [
            one
            for one in (sight.asked_about(crew.id) if is_held else sight.asked_lately(crew))
            if one.person in self.settings.people and sight.questions_before.get(one.id) == one
        ]
        if is_held:
            asked = [one for one in asked if one.person == crew.holder]
        else:
            asked = [one for one in asked if one.passed_at is None] or asked
        said = sentences.tame(event.words)[:SAID]
        for one in asked:
            if self.settings.people[one.person].phone in sight.opted_out:
                continue  # they hear it by call
            if not _has_line(sight, one.id, said):
                raise Broken(
                    "what the merchant adds is passed on (4)",
                    f"{one.person} of {row.number}: {event.words!r}",
                )


def _has_line(sight: Sight, question_id: int, said: str) -> bool:
    return any(
        one.kind is Kind.FOLLOW_UP
        and one.question_id == question_id
        and (said in one.body or len(one.body) > LONGEST)
        for one in sight.changed
    )


def _is_still(sight: Sight, row: Any) -> bool:
    """Whether nothing has happened to who has an incident; much may have, and all is as before."""
    before = sight.before.get(row.id)
    if before is None or row.state not in LIVE or _moves(sight, row.id):
        return False
    return (before.state, before.holder, before.outage_of) == (
        row.state,
        row.holder,
        row.outage_of,
    )


def _is_alone(sight: Sight, event: Any) -> bool:
    return _moves(sight, event.incident_id) == 1


def _moves(sight: Sight, incident_id: int) -> int:
    """How often something has happened to who has an incident."""
    moving = (Happened.TAKEN, Happened.CALLED, Happened.CLOSED, Happened.PASSED, Happened.UNDONE)
    same = [one for one in sight.events if one.incident_id == incident_id]
    return sum(one.what in (*moving, Happened.LAPSED, Happened.REOPENED) for one in same)


def _was(event: Any) -> State | None:
    was = event.data.get("was")
    return State(was["state"]) if was else None
