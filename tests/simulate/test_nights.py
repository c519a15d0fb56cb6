"""Seeded nights hold every promise; and one that is broken on purpose is caught and told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from relay import outcomes
from relay.core.incident import Act
from relay.emulator.faults import Fault, Trouble
from relay.inbox import replies
from relay.simulate.moves import Answers, Dies, Fails, Move, Plan, Refuses, Then, Writes
from relay.simulate.night import Night, Outcome
from relay.simulate.plan import draw
from relay.simulate.run import shrunk
from relay.simulate.stage import Stage

NIGHTS = 5  # to a test, so that workers share them
SHORT = (2, 3, 5)  # minutes
REPORT = "Jonas, lampehuset.dk, kassen giver fejl 500, 20304050"


def told(outcome: Outcome) -> str:
    """Why a night failed, for whoever reads the test's report."""
    return "\n".join([f"seed {outcome.plan.seed}", *outcome.story.written()])


@pytest.mark.parametrize("first", range(0, 80, NIGHTS))
def test_nights_keep_every_promise(stage: Stage, first: int) -> None:
    for seed in range(first, first + NIGHTS):
        outcome = Night(stage, draw(seed, 0.3, stage.settings, SHORT)).play()

        assert outcome.broken is None, told(outcome)


def test_same_seed_tells_the_same_story(stage: Stage) -> None:
    plan = draw(7, 0.5, stage.settings)

    first = Night(stage, plan).play().story.written()

    assert Night(stage, plan).play().story.written() == first
    assert draw(7, 0.5, stage.settings) == plan
    assert draw(8, 0.5, stage.settings) != plan


def night(*moves: Move, minutes: int = 15) -> Plan:
    start = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
    return Plan(1, start, timedelta(minutes=minutes), moves)


MINE = night(
    Writes(5, "+4520304050", REPORT),
    Writes(6, "+4520304050", REPORT),
    Writes(40, "+46701740605", "Ingrid, tehuset.se, sajten ligger nere, 0701740605"),
    Answers("mette", 2, 30, "{code}", (Then(60, "{code} ringet"), Then(100, "{code} løst"))),
    Answers("lars", 1, 30, "{foreign} ok"),
    Fails(20, 60, Fault(Trouble.CALLBACKS_TWICE)),
    Fails(90, 60, Fault(Trouble.INBOUND_TWICE)),
    Refuses(150, 3, 10),
    Writes(155, "+4520304051", "Birgit, kaffekrogen.dk, siden er nede, 20304051"),
    Dies(200, 4, 20),
)


def forget(*_: object, **__: object) -> Any:
    """In place of something that should have been done."""


ALONE = night(Writes(5, "+4520304050", REPORT), Fails(1, 900, Fault(Trouble.CALLBACKS_NEVER)))
BRIEF = replace(ALONE, lasts=timedelta(seconds=20))


# What is broken on purpose, the night in which it shows, and the promise that notices.
PLANTED: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Plan, str]] = {
    "a refused text is forgotten instead of kept": (
        lambda patch: patch.setattr("relay.spool.Minder.keep", forget),
        MINE,
        "no cry for help is lost (1)",
    ),
    "what the carrier answered is not written": (
        lambda patch: patch.setattr(outcomes, "record", lambda *_, **__: outcomes.Taken.WRITTEN),
        BRIEF,
        "everything comes to an end",
    ),
    "no reminder is ever due": (
        lambda patch: patch.setattr("relay.core.escalation._over", lambda *_: False),
        ALONE,
        "no incident goes quiet (2)",
    ),
    "any code takes what is open": (
        lambda patch: patch.setattr(replies, "_no_such_code", _takes_anything),
        MINE,
        "an answer reaches what it was meant for (3)",
    ),
    "no receipt": (
        lambda patch: patch.setattr("relay.inbox.reports._to_merchant", forget),
        ALONE,
        "the merchant is told (4)",
    ),
}


def _takes_anything(entry: Any, person: Any, code: int) -> Any:
    open_one = replies.questions.open_to(entry.session, person.key)
    if not open_one:
        return "?", None
    question, incident = open_one[0]
    doing = replies.Doing(
        entry.session,
        entry.settings,
        person,
        incident,
        question,
        entry.body,
        entry.inbound_id,
        entry.now,
    )
    return replies.actions.act(doing, Act.TAKE), incident


def test_a_night_with_everything_keeps_every_promise(stage: Stage) -> None:
    outcome = Night(stage, MINE).play()

    assert outcome.broken is None, told(outcome)


@pytest.mark.parametrize(("plant", "plan", "promise"), PLANTED.values(), ids=PLANTED)
def test_a_planted_bug_is_caught(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    plant: Callable[[pytest.MonkeyPatch], None],
    plan: Plan,
    promise: str,
) -> None:
    plant(monkeypatch)

    outcome = Night(stage, plan).play()

    assert outcome.broken is not None
    assert outcome.broken.promise == promise, told(outcome)


def test_a_broken_night_is_shrunk_and_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relay.spool.Minder.keep", forget)

    small = shrunk(stage, Night(stage, MINE).play())

    assert [type(move) for move in small.plan.moves] == [Refuses, Writes]
    assert small.broken is not None
    assert any("texts:" in line for line in small.story.written())
