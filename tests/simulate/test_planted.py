"""A bug that is planted on purpose breaks a promise that a night notices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest

from relay import actions, outcomes, telling
from relay.core import holding, message, report, words
from relay.core.incident import Act, Happened
from relay.core.message import MessageState
from relay.core.reply import read_reply
from relay.core.urgency import Urgency
from relay.emulator.faults import Fault, Trouble
from relay.inbox import replies, reports
from relay.simulate.moves import Answers, Complains, Fails, Plan, Refuses, Says, Then, Writes
from relay.simulate.night import Night
from relay.simulate.stage import Stage
from relay.store import events, inbound, matters, questions
from tests.simulate.nights import FIRST, MINE, SWEDE, night, told

Plant = Callable[[pytest.MonkeyPatch], None]
ALONE = night(FIRST, Fails(1, 900, Fault(Trouble.CALLBACKS_NEVER)))
BRIEF = replace(ALONE, lasts=timedelta(seconds=20))
TAKEN = night(FIRST, Answers("mette", 2, 5, "{code}", (Then(30, "{code} løst"),)))
NOT_OVER = night(
    FIRST,
    Answers("mette", 1, 5, "{code}", (Then(30, "{code} løst"),)),
    Complains("+4520304050", 40, "Det er stadig nede"),
    minutes=5,
)
ADDED = night(FIRST, Writes(60, "+4520304050", "Kommer der nogen?"), minutes=3)
FORGOTTEN = night(
    Writes(5, "Lampehuset", "siden er nede!!"), Answers("mette", 1, 5, "{code}"), minutes=50
)
NOT_CALLED = night(FIRST, Answers("mette", 1, 5, "{code}"), minutes=25)
TWO_OPEN = night(FIRST, SWEDE, Answers("mette", 2, 40, "ok"), minutes=4)
OFF = night(FIRST, Fails(1, 900, Fault(Trouble.UNDELIVERED)), minutes=3)
AWAY = night(FIRST, Refuses(2, 0, 400), minutes=6)
# What is no outage: each is paged for itself, until they are so many that they become a list.
HACKED = night(
    *(
        Writes(5 + 20 * shop, f"+45203040{50 + shop}", f"butik{shop}.dk: vi er hacket", "hacket")
        for shop in range(9)
    ),
    minutes=5,
)
CLOSED_BY_ANOTHER = night(
    FIRST,
    Answers("mette", 4, 20, "{code}"),
    Answers("lars", 1, 60, "{code} løst", (Then(20, "{code} fortryd"),)),
    minutes=12,
)
SHOPS = [
    Writes(
        5 + 20 * shop, f"+45203040{50 + shop}", f"butik{shop}.dk: siden er nede", "siden er nede"
    )
    for shop in range(4)
]
SLIP = night(
    *SHOPS,
    Answers("mette", 1, 90, "{code}", (Then(10, "{code} fortryd"), Then(180, "{code}"))),
    minutes=10,
)
TAKEN_OUT = night(
    *SHOPS, Answers("mette", 1, 90, "{code}", (Then(10, "{code} skil 1004"),)), minutes=6
)
MONDAY = replace(
    BRIEF,
    start=datetime(2026, 11, 23, 7, 5, tzinfo=UTC),  # a hand-over is at nine local time
    lasts=timedelta(minutes=70),
    moves=(),
)
PASSED_ON = night(
    Says(5, "mette", "Ole fra jydskedyr.dk ringede, alt er nede, 22334455"), minutes=6
)


def forget(*_: object, **__: object) -> Any:
    """In place of something that should have been done."""


def swap(where: str, what: object = forget) -> Plant:
    """Plant something in place of what is there."""
    return lambda patch: patch.setattr(where, what)


def _but(key: str, where: str) -> Plant:
    """Have one sentence of many not be told."""
    module, _, name = where.rpartition(".")
    tell = getattr(import_module(module), name)

    def tells(*args: Any, **values: object) -> Any:
        return False if key in args else tell(*args, **values)

    return swap(where, tells)


def _without_words(doing: Any, what: Happened, **data: Any) -> None:
    events.note(
        doing.session,
        doing.incident.id,
        what,
        doing.now,
        who=doing.person.key,
        inbound_id=doing.inbound_id,
        **data,
    )


def _take_the_latest(entry: Any, person: Any, *_: object) -> Any:
    open_one = questions.open_to(entry.session, person.key)
    if not open_one:
        return "?", None
    question, incident = open_one[-1]
    doing = telling.Doing(
        entry.session,
        entry.settings,
        person,
        incident,
        question,
        entry.body,
        entry.inbound_id,
        entry.now,
    )
    return actions.act(doing, Act.TAKE), incident


def _say_nothing(entry: Any, person: Any) -> str:
    _, incident = replies._answer(entry, person, read_reply(entry.body))
    incident_id = incident.id if incident else None
    inbound.settle(entry.session, entry.inbound_id, "reply", incident_id=incident_id)
    return "a reply that is not answered"


def _only_note(doing: Any, _: object) -> str:
    doing.note(Happened.ANSWERED)
    return "1001"


def _first_level_only(facts: Any, now: datetime) -> Any:
    return replace(facts.climb, level=0, level_at=facts.climb.level_at or now)


def _put_off(session: Any, relay: Any, matter_id: int, **_: object) -> None:
    matters.get(session, matter_id).wake_at = relay.clock.now() + timedelta(minutes=5)


def _never_lost(held: Any, now: datetime) -> Any:
    return holding.Watch(now + timedelta(minutes=30), None, None)


def _all_is_routine(*words: str) -> Any:
    return replace(report.read_report(*words), urgency=Urgency.ROUTINE)


def _not_again(entry: Any, incident: Any, added: Any, _: object) -> str:
    reports._note_follow_up(entry, incident, added, {})
    return "a follow-up of what is closed"


def _always(**values: object) -> Plant:
    """Have every page say that."""
    page = words.page
    return swap("relay.core.words.page", lambda *args, **said: page(*args, **{**said, **values}))


# What is broken on purpose, the night in which it shows, and the promise that notices.
PLANTED: dict[str, tuple[Plant, Plan, str]] = {
    "a refused text is forgotten instead of kept": (
        swap("relay.minder.Minder.keep"),
        MINE,
        "no cry for help is lost (1)",
    ),
    "every cry is read as routine": (
        swap("relay.inbox.door.read_report", _all_is_routine),
        BRIEF,
        "a cry for help is open (1)",
    ),
    "nobody is paged for a cry": (
        swap("relay.steps._page"),
        ALONE,
        "a cry for help wakes somebody (2)",
    ),
    "what was closed stays closed": (
        swap("relay.inbox.reports._reopen", _not_again),
        NOT_OVER,
        "a cry for help is open (1)",
    ),
    "a page says nothing of the matter": (
        _always(problem=""),
        BRIEF,
        "a page has the merchant's words (5)",
    ),
    "a page says whom another merchant's page says": (
        _always(name="Jonas", callback="+4520304050"),
        TWO_OPEN,
        "a page has nobody else's words (5)",
    ),
    "nobody is told of what is kept": (
        swap("relay.minder.page"),
        AWAY,
        "who cannot be logged is told of at once (1)",
    ),
    "what the carrier answered is not written": (
        swap("relay.outcomes.record", lambda *_, **__: outcomes.Taken.WRITTEN),
        BRIEF,
        "everything comes to an end",
    ),
    "an undelivered text is read as delivered": (
        lambda patch: patch.setitem(message._MEANING, "undelivered", MessageState.DELIVERED),
        OFF,
        "what is called delivered has arrived (6)",
    ),
    "no reminder is ever due": (
        swap("relay.core.escalation._over", lambda *_: False),
        ALONE,
        "no incident goes quiet (2)",
    ),
    "the ladder never climbs": (
        swap("relay.core.escalation._climbed", _first_level_only),
        ALONE,
        "the next level is paged in its turn (2)",
    ),
    "no phone ever rings": (
        swap("relay.core.escalation._ring_due", lambda *_, **__: False),
        ALONE,
        "a phone rings when texts are not enough (2)",
    ),
    "what failed waits for the next reminder": (
        swap("relay.core.escalation._alarms", lambda _: ()),
        OFF,
        "what does not get through is acted on at once (2)",
    ),
    "a level that cannot be reached lasts as long as any": (
        swap("relay.core.escalation.out_of_reach", lambda *_: False),
        replace(OFF, lasts=timedelta(minutes=6)),
        "what does not get through is acted on at once (2)",
    ),
    "everybody is paged at each look": (
        swap("relay.core.escalation._over", lambda *_: True),
        ALONE,
        "nobody is flooded (limits)",
    ),
    "each of many incidents comes in a text of its own": (
        swap("relay.core.bundle.is_bundled", lambda *_, **__: False),
        HACKED,
        "nobody is flooded (limits)",
    ),
    "nobody is asked whether they are still on it": (
        swap("relay.core.holding._check_in", lambda _: (None, None)),
        FORGOTTEN,
        "whoever has it is asked about it (2)",
    ),
    "silence is no answer": (
        swap(
            "relay.core.holding._check_in",
            lambda held: (
                None if held.asked_at else held.heard_at + held.ladder.check_in_after,
                None,
            ),
        ),
        FORGOTTEN,
        "silence gives it back (2)",
    ),
    "nobody is reminded to call": (
        swap("relay.holders.holding.watch", _never_lost),
        NOT_CALLED,
        "who is not called is paged for again (2)",
    ),
    "any code takes what is open": (
        swap("relay.inbox.replies._no_such_code", _take_the_latest),
        MINE,
        "an answer reaches what it was meant for (3)",
    ),
    "a code changes nothing": (
        swap("relay.inbox.replies._do", _only_note),
        TAKEN,
        "an answer does what it says (3)",
    ),
    "a bare answer takes the latest of two": (
        swap("relay.inbox.replies._bare", _take_the_latest),
        TWO_OPEN,
        "a bare answer is for the only one (3)",
    ),
    "a reply is not answered": (
        swap("relay.inbox.replies.take", _say_nothing),
        TAKEN,
        "every reply is answered, once (3)",
    ),
    "no receipt": (swap("relay.inbox.merchant.tell"), ALONE, "the merchant is told (4)"),
    "the merchant is not told who has it": (
        swap("relay.actions.tell_who_has_it"),
        TAKEN,
        "the merchant is told (4)",
    ),
    "the merchant is not told of the close": (
        swap("relay.actions.tell_that_it_is_closed", lambda *_: True),
        TAKEN,
        "the merchant is told (4)",
    ),
    "the others are not told who has it": (
        swap("relay.actions.tell_crew"),
        night(FIRST, Answers("lars", 1, 20, "{code}"), minutes=12),
        "the others are told who has it (4)",
    ),
    "whoever had it is not told that it is theirs again": (
        _but("yours_again", "relay.undoing.tell_crew"),
        CLOSED_BY_ANOTHER,
        "everybody knows how it stands (4)",
    ),
    "a merchant of an outage is not told that it is taken again": (
        swap("relay.outage._believes_taken", lambda *_: True),
        SLIP,
        "everybody knows how it stands (4)",
    ),
    "whose shop is taken out of an outage is told nothing": (
        _but("undone", "relay.outage.to_merchant"),
        TAKEN_OUT,
        "everybody knows how it stands (4)",
    ),
    "what the merchant adds stays in the log": (
        swap("relay.inbox.passing.along"),
        ADDED,
        "what the merchant adds is passed on (4)",
    ),
    "a change without its words": (
        swap("relay.telling.Doing.note", _without_words),
        TAKEN,
        "a change has the words that caused it (6)",
    ),
    "a shift's question has no end": (
        swap("relay.matters._step_if_due", _put_off),
        MONDAY,
        "a question has an end (2)",
    ),
    "what may be a report is never one": (
        swap("relay.inbox.hearsay.take_unanswered"),
        PASSED_ON,
        "no cry for help is lost (1)",
    ),
    "nobody hears that a shift's question was not answered": (
        swap("relay.matters._tell_managers"),
        MONDAY,
        "the managers hear who is not there (2)",
    ),
}


@pytest.mark.parametrize(("plant", "plan", "promise"), PLANTED.values(), ids=PLANTED)
def test_a_planted_bug_is_caught(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, plant: Plant, plan: Plan, promise: str
) -> None:
    plant(monkeypatch)

    outcome = Night(stage, plan).play()

    assert outcome.broken is not None, told(outcome)
    assert outcome.broken.promise == promise, told(outcome)


@pytest.mark.parametrize(
    "plan",
    [
        *(ALONE, BRIEF, TAKEN, NOT_OVER, ADDED, FORGOTTEN, NOT_CALLED, TWO_OPEN, OFF, AWAY, HACKED),
        *(CLOSED_BY_ANOTHER, SLIP, TAKEN_OUT, MONDAY),
    ],
)
def test_without_the_bug_each_of_these_nights_keeps_every_promise(stage: Stage, plan: Plan) -> None:
    outcome = Night(stage, plan).play()

    assert outcome.broken is None, told(outcome)
