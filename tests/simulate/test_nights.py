"""Seeded nights keep every promise, tell the same story again, and are shrunk when broken."""

from typing import Any

import pytest

from relay.simulate.moves import Refuses, Writes
from relay.simulate.night import Night
from relay.simulate.plan import draw
from relay.simulate.run import shrunk
from relay.simulate.stage import Stage
from tests.simulate.nights import MINE, told

NIGHTS = 5  # to a test, so that workers share them
SHORT = (2, 3, 5)  # minutes


@pytest.mark.parametrize("first", range(0, 200, NIGHTS))
def test_nights_keep_every_promise(stage: Stage, first: int) -> None:
    for seed in range(first, first + NIGHTS):
        outcome = Night(stage, draw(seed, 0.3, stage.settings, SHORT)).play()

        assert outcome.broken is None, told(outcome)


@pytest.mark.parametrize("first", range(1000, 1010, NIGHTS))
def test_nights_in_which_all_goes_wrong_keep_every_promise(stage: Stage, first: int) -> None:
    for seed in range(first, first + NIGHTS):
        outcome = Night(stage, draw(seed, 1.0, stage.settings, SHORT)).play()

        assert outcome.broken is None, told(outcome)


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


def test_a_broken_night_is_shrunk_and_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relay.spool.Minder.keep", _forget)

    small = shrunk(stage, Night(stage, MINE).play())

    assert [type(move) for move in small.plan.moves] == [Refuses, Writes]
    assert small.broken is not None
    assert any("texts:" in line for line in small.story.written())
