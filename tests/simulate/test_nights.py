"""Single nights: those that were broken once, and what becomes of one that breaks a promise."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from relay.emulator.faults import Fault, Trouble
from relay.simulate.moves import (
    Answers,
    Confirms,
    Dies,
    Fails,
    Jumps,
    Plan,
    Refuses,
    Then,
    Writes,
)
from relay.simulate.night import Night
from relay.simulate.plan import draw
from relay.simulate.promises import Broken
from relay.simulate.run import shrunk
from relay.simulate.stage import Stage
from tests.simulate.nights import FIRST, LONG, MINE, SHORT, broken, night, play, told


@pytest.mark.parametrize(
    ("first", "faults", "minutes"),
    [(0, 0.3, SHORT), (5, 0.3, SHORT), (3000, 0.1, SHORT), (1000, 1.0, SHORT), (2000, 0.3, LONG)],
)
def test_nights_keep_every_promise(
    stage: Stage, first: int, faults: float, minutes: Sequence[int]
) -> None:
    """Some of those that `make test-nights` plays."""
    assert broken(play(stage, range(first, first + 5), faults, minutes)) == []


def test_same_seed_tells_the_same_story(stage: Stage) -> None:
    plan = draw(7, 0.5, stage.settings)

    first = Night(stage, plan).play().story.written()

    assert Night(stage, plan).play().story.written() == first
    assert draw(7, 0.5, stage.settings) == plan
    assert draw(8, 0.5, stage.settings) != plan


def _forget(*_: object, **__: object) -> Any:
    """In place of something that should have been done."""


def test_a_night_with_everything_keeps_every_promise(stage: Stage) -> None:
    outcome = Night(stage, MINE).play()

    assert outcome.broken is None, told(outcome)


# Each was once taken for broken, and is not.
SOUND = {
    "a correction of what is open, late in the ladder": night(
        FIRST, Answers("lars", 1, 60, "{code} rutine"), minutes=9
    ),
    "a correction of what somebody has, and passes on": night(
        FIRST,
        Answers("mette", 1, 5, "{code}", (Then(10, "{code} rutine"), Then(10, "{code} videre"))),
        minutes=4,
    ),
    "everybody is paged at the instant at which it is nobody's again": night(
        FIRST, Answers("karen", 1, 90, "{code}"), minutes=45
    ),
    "a bare answer to a question of long ago, while one page is open": replace(
        night(
            Confirms("aisha", 1800, "ok"),
            replace(FIRST, at=1875),
            minutes=36,
        ),
        start=datetime(2026, 5, 4, 6, 44, tzinfo=UTC),
    ),
    "an incident that a text without a trouble began": night(
        Writes(2, "+4520304050", "Det er stadig nede"), replace(FIRST, at=60), minutes=4
    ),
    "the same answer twice, taken in at one instant": night(
        FIRST,
        Dies(20, 0, 400),
        Answers("mette", 1, 60, "{code} ringet", (Then(100, "{code} ringet"),)),
        minutes=9,
    ),
    "a copy by another way, without a code as no answer would reach us": replace(
        night(
            Fails(1, 1500, Fault(Trouble.REFUSE, status=401, code=20003)),
            FIRST,
            Fails(500, 250, Fault(Trouble.OUTAGE)),
            minutes=12,
        ),
        has_second_path=True,
    ),
    "a hand-over that the machine's clock has behind it": replace(
        night(Jumps(30, 3600), replace(FIRST, at=120), minutes=6),
        start=datetime(2026, 11, 23, 7, 26, tzinfo=UTC),
    ),
}


# Each broke a promise, and does so no more.
MENDED = {
    "the clock is set back a little just before more people are paged": night(
        Fails(0, 600, Fault(Trouble.CALLBACKS_LATE, seconds=5)),
        Fails(66, 3600, Fault(Trouble.UNDELIVERED)),
        replace(FIRST, at=390.9),
        Jumps(414.8, -30),
        minutes=12,
    ),
}


@pytest.mark.parametrize("plan", MENDED.values(), ids=MENDED)
def test_a_night_that_was_broken_keeps_every_promise(stage: Stage, plan: Plan) -> None:
    outcome = Night(stage, plan).play()

    assert outcome.broken is None, told(outcome)


@pytest.mark.parametrize("plan", SOUND.values(), ids=SOUND)
def test_a_sound_night_is_not_taken_for_broken(stage: Stage, plan: Plan) -> None:
    outcome = Night(stage, plan).play()

    assert outcome.broken is None, told(outcome)


def test_a_broken_night_is_shrunk_and_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relay.minder.Minder.keep", _forget)

    small = shrunk(stage, Night(stage, MINE).play())

    assert [type(move) for move in small.plan.moves] == [Refuses, Writes]
    assert small.broken is not None
    assert any("texts:" in line for line in small.story.written())


def test_what_became_of_a_night_can_be_handed_to_another_process(stage: Stage) -> None:
    outcome = Night(stage, MINE).play()
    broken = replace(outcome, broken=Broken("no incident goes quiet (2)", "1001 did"))

    handed = pickle.loads(pickle.dumps(broken))

    assert str(handed.broken) == "no incident goes quiet (2): 1001 did"
    assert handed.plan == outcome.plan
    assert handed.story.written() == outcome.story.written()
