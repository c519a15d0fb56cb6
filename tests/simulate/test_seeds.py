"""Seeded nights keep every promise. `make test-nights` plays them, beside the other tests."""

import pytest

from relay.simulate.stage import Stage
from tests.simulate.nights import LONG, SHORT, broken, play

NIGHTS = 5  # to a test, so that workers share them


def starts(seeds: range) -> range:
    return range(seeds.start, seeds.stop, NIGHTS)


def seeds_from(first: int) -> range:
    return range(first, first + NIGHTS)


@pytest.mark.parametrize("first", starts(range(150)))
def test_nights_keep_every_promise(stage: Stage, first: int) -> None:
    assert broken(play(stage, seeds_from(first), 0.3, SHORT)) == []


@pytest.mark.parametrize("first", starts(range(1000, 1020)))
def test_nights_in_which_all_goes_wrong_keep_every_promise(stage: Stage, first: int) -> None:
    assert broken(play(stage, seeds_from(first), 1.0, SHORT)) == []


@pytest.mark.parametrize("first", starts(range(3000, 3100)))
def test_gentle_nights_keep_every_promise(stage: Stage, first: int) -> None:
    assert broken(play(stage, seeds_from(first), 0.1, SHORT)) == []


@pytest.mark.parametrize(
    ("first", "faults"),
    [
        *((first, 0.3) for first in starts(range(2000, 2005))),
        *((first, 0.1) for first in starts(range(2025, 2050))),
    ],
)
def test_long_nights_keep_every_promise(stage: Stage, first: int, faults: float) -> None:
    outcomes = play(stage, seeds_from(first), faults, LONG)

    assert broken(outcomes) == []
    lines = [line for outcome in outcomes for line in outcome.story.written()]
    assert any(line.endswith((": asked", ": nudged")) for line in lines)
    assert any(line.endswith(": lapsed") for line in lines)
