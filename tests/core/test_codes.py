"""Codes are short, free, and never mistaken for something else."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.codes import NoCodeLeft, pick

TWO_DIGITS = range(10, 100)
THREE_DIGITS = range(200, 1000)


def first(codes: Sequence[int]) -> int:
    return codes[0]


def test_code_has_two_digits_while_there_are_any() -> None:
    assert pick(set(TWO_DIGITS) - {73}, first) == 73


def test_code_has_three_digits_when_the_short_ones_are_taken() -> None:
    assert pick(TWO_DIGITS, first) == 200


def test_choice_is_among_every_free_code() -> None:
    seen: list[Sequence[int]] = []

    pick({10}, lambda codes: seen.append(codes) or codes[0])

    assert list(seen[0]) == list(range(11, 100))


@pytest.mark.parametrize("number", [1073, 2073])
def test_last_two_digits_of_an_open_incident_are_no_code(number: int) -> None:
    taken = set(TWO_DIGITS) - {73, 84}

    assert pick(taken, first, incident_numbers=[number]) == 84


def test_last_three_digits_of_an_open_incident_are_no_code() -> None:
    assert pick(TWO_DIGITS, first, incident_numbers=[1200]) == 201


def test_a_flood_gets_four_digits_that_are_no_incidents_number_soon() -> None:
    taken = {*TWO_DIGITS, *THREE_DIGITS}

    assert pick(taken, first, newest=2400) == 3401


def test_a_flood_in_later_years_still_gets_a_code() -> None:
    taken = {*TWO_DIGITS, *THREE_DIGITS}

    assert pick(taken, first, incident_numbers=[1000], newest=9500) == 1001


def test_person_without_a_free_code_is_told_apart() -> None:
    taken = range(10_000)

    with pytest.raises(NoCodeLeft):
        pick(taken, first)


@given(
    st.sets(st.integers(10, 999)),
    st.sets(st.integers(1001, 99999), max_size=20),
    st.randoms(use_true_random=False),
)
def test_code_is_always_free_and_unmistakable(
    taken: set[int], numbers: set[int], source: random.Random
) -> None:
    code = pick(taken, source.choice, incident_numbers=numbers)

    assert code in TWO_DIGITS or code in THREE_DIGITS
    assert code not in taken
    assert not any(str(number).endswith(str(code)) for number in numbers)
