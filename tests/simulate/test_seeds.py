"""Seeded nights keep every promise. `make test-nights` plays them, beside the other tests."""

from collections.abc import Sequence

import pytest

from relay.simulate.night import Night
from relay.simulate.outcome import Outcome
from relay.simulate.plan import draw
from relay.simulate.stage import Stage
from tests.simulate.nights import told

NIGHTS = 5  # to a test, so that workers share them
SHORT = (1, 2, 3)  # minutes
LONG = (45,)  # enough for "still on it?", and for silence to give it back


def starts(seeds: range) -> range:
    return range(seeds.start, seeds.stop, NIGHTS)


def play(stage: Stage, first: int, faults: float, minutes: Sequence[int]) -> list[Outcome]:
    seeds = range(first, first + NIGHTS)
    return [Night(stage, draw(seed, faults, stage.settings, minutes)).play() for seed in seeds]


def broken(outcomes: Sequence[Outcome]) -> list[str]:
    """The stories of those that broke a promise."""
    return [told(outcome) for outcome in outcomes if outcome.broken is not None]


@pytest.mark.parametrize("first", starts(range(150)))
def test_nights_keep_every_promise(stage: Stage, first: int) -> None:
    assert broken(play(stage, first, 0.3, SHORT)) == []


@pytest.mark.parametrize("first", starts(range(1000, 1020)))
def test_nights_in_which_all_goes_wrong_keep_every_promise(stage: Stage, first: int) -> None:
    assert broken(play(stage, first, 1.0, SHORT)) == []


@pytest.mark.parametrize("first", starts(range(3000, 3100)))
def test_gentle_nights_keep_every_promise(stage: Stage, first: int) -> None:
    assert broken(play(stage, first, 0.1, SHORT)) == []


@pytest.mark.parametrize(
    ("first", "faults"),
    [
        *((first, 0.3) for first in starts(range(2000, 2005))),
        *((first, 0.1) for first in starts(range(2025, 2050))),
    ],
)
def test_long_nights_keep_every_promise(stage: Stage, first: int, faults: float) -> None:
    outcomes = play(stage, first, faults, LONG)

    assert broken(outcomes) == []
    lines = [line for outcome in outcomes for line in outcome.story.written()]
    assert any(line.endswith((": asked", ": nudged")) for line in lines)
    assert any(line.endswith(": lapsed") for line in lines)
