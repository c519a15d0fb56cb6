"""Promises 3 and 6: states move along their edges, by what was meant, with its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from relay.core.incident import Happened, State
from relay.core.message import MessageState
from relay.simulate.promises.broken import Broken
from relay.simulate.sight import Asked, Sight

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
SPOKEN = frozenset({Happened.TAKEN, Happened.PASSED, Happened.ANSWERED})  # also by a key pressed
WORDED = frozenset(
    {
        *(ACTS | BEGINNINGS | SPOKEN),
        Happened.FOLLOW_UP,
        Happened.INSISTED,
        Happened.REOPENED,
        Happened.NOTE,
        Happened.PAUSED,
        Happened.CORRECTED,
        Happened.WITHDRAWN,
        Happened.OPTED_OUT,
    }
)
# What an answer with the page's own code does to an incident that nobody has.
DOES = {
    "{code}": Happened.TAKEN,
    "{code} ok": Happened.TAKEN,
    "{code} tager den": Happened.TAKEN,
    "Ja, {code} ringer nu": Happened.TAKEN,
    "{code} ringet": Happened.CALLED,
    "{code} løst": Happened.CLOSED,
    "{code} videre": Happened.PASSED,
    "{code} nej, kan ikke": Happened.PASSED,
    "{code} note ringer om lidt": Happened.NOTE,
    "{code} rutine": Happened.CORRECTED,
}
BARE = "ok"
READ_AFTER = timedelta(seconds=20)  # a page that the carrier has for so long may be read


@dataclass(frozen=True, slots=True)
class Intent:
    """What a text from the crew was meant for."""

    person: str
    incident_ids: frozenset[int]  # none: nothing may change because of it
    template: str = ""
    asked: Asked | None = None  # the page it answers


@dataclass
class States:
    """What was written, and what came of it."""

    intents: dict[str, Intent] = field(default_factory=dict)  # by the carrier's id of the text

    def check(self, sight: Sight) -> None:
        """Hold what has changed against what the timeline tells of it, and the texts."""
        _have_causes(sight)
        _have_words(sight)
        self._answers_hit(sight)
        for row in sight.arrived:
            intent = self.intents.get(row.sid)
            if intent is not None and row.door == "reply":
                self._does_what_it_says(sight, row, intent)

    def _answers_hit(self, sight: Sight) -> None:
        for event in sight.events:
            if event.what not in ACTS or event.sid is None:
                continue
            intent = self.intents.get(event.sid)
            if intent is None or not (
                event.incident_id in intent.incident_ids or _may_be_read(sight, event, intent)
            ):
                number = sight.incidents[event.incident_id].number
                raise Broken(
                    "an answer reaches what it was meant for (3)",
                    f"{event.what} of {number} by {event.who}: {event.words!r}",
                )

    def _does_what_it_says(self, sight: Sight, row: Any, intent: Intent) -> None:
        caused = [event for event in sight.events if event.inbound_id == row.id]
        if intent.template == BARE:
            _bare_means_one(sight, intent, caused)
        expected = DOES.get(intent.template)
        if expected is Happened.PASSED and _has_passed(sight, intent):
            expected = Happened.ANSWERED  # said twice, it is one pass
        if expected is None or intent.asked is None or not _is_asked_still(sight, row, intent):
            return
        if all(event.what is not expected for event in caused):
            number = intent.asked.number
            raise Broken(
                "an answer does what it says (3)",
                f"{row.body!r} by {intent.person} on {number}: {[one.what for one in caused]}",
            )


def _has_passed(sight: Sight, intent: Intent) -> bool:
    """Whether the person of an answer had passed the incident on since its paging began."""
    asked = intent.asked
    before = sight.before.get(asked.incident_id) if asked else None
    if asked is None or before is None:
        return False
    return any(
        one.incident_id == asked.incident_id
        and one.person == intent.person
        and one.passed_at is not None
        and one.passed_at >= (before.started_at or before.opened_at)
        for one in sight.questions_before.values()
    )


def _is_asked_still(sight: Sight, text: Any, intent: Intent) -> bool:
    """Whether the incident was open before, nothing else happened to it, and the code is good."""
    asked = intent.asked
    before = sight.before.get(asked.incident_id) if asked else None
    if asked is None or before is None or before.state is not State.OPEN:
        return False
    if any(
        one.incident_id == asked.incident_id and one.what in ACTS and one.inbound_id != text.id
        for one in sight.events
    ):
        return False
    return any(
        one.incident_id == asked.incident_id
        and one.person == intent.person
        and one.code == asked.code
        and one.free_at is None
        for one in sight.questions_before.values()
    )


def _may_be_read(sight: Sight, event: Any, intent: Intent) -> bool:
    """Whether an answer without a code may mean a page that no phone was seen to show."""
    has_code = "{" in intent.template or any(char.isdigit() for char in intent.template)
    return not has_code and any(
        one.incident_id == event.incident_id
        and one.person == intent.person
        and one.kind.is_page
        and one.state is MessageState.SENT
        and event.at - one.created_at >= READ_AFTER
        for one in sight.messages.values()
    )


def _bare_means_one(sight: Sight, intent: Intent, caused: list[Any]) -> None:
    """An answer without a code changes nothing while two incidents wait for it."""
    taken = [event for event in caused if event.what in ACTS]
    open_before = _waiting(sight.before, sight.questions_before, intent.person)
    open_after = _waiting(sight.incidents, sight.questions, intent.person)
    others = (open_before & open_after) - {event.incident_id for event in taken}
    if taken and (others or not sight.is_quiet(intent.person)):
        numbers = [sight.incidents[one].number for one in sorted(others)]
        raise Broken(
            "a bare answer is for the only one (3)",
            f"{intent.person} had {numbers} open as well, and took another",
        )


def _waiting(incidents: Mapping[int, Any], questions: Mapping[int, Any], person: str) -> set[int]:
    """The incidents that wait for an answer of a person's."""
    waiting = set()
    for one in questions.values():
        row = incidents.get(one.incident_id)
        if row is None or one.person != person:
            continue
        is_theirs = row.state is State.ACKNOWLEDGED and row.holder == person
        is_asked = row.asked_at is not None or row.nudged_at is not None
        if (row.state is State.OPEN and one.passed_at is None) or (is_theirs and is_asked):
            waiting.add(row.id)
    return waiting


def _have_causes(sight: Sight) -> None:
    causes: dict[int, set[Happened]] = {}
    for event in sight.events:
        causes.setdefault(event.incident_id, set()).add(event.what)
    for row in sight.incidents.values():
        before, here = sight.before.get(row.id), causes.get(row.id, set())
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


def _have_words(sight: Sight) -> None:
    """Each change bears the words that caused it: those of its text, or the keys pressed."""
    bodies = {row.id: row.body for row in sight.inbound.values()}
    for event in sight.events:
        if event.what not in WORDED or "lead" in event.data:
            continue  # with the one that leads the outage, whose line has the words
        by_key = event.inbound_id is None and event.what in SPOKEN
        good = bool(event.words) if by_key else event.words == bodies.get(event.inbound_id)
        if not good:
            number = sight.incidents[event.incident_id].number
            raise Broken(
                "a change has the words that caused it (6)",
                f"{event.what} of {number} by {event.who}: {event.words!r}",
            )
