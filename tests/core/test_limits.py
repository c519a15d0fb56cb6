"""How much is said at most."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.limits import Rate, is_spent, memory

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
FIVE_IN_TEN = Rate(5, timedelta(minutes=10))
THREE_A_MINUTE = Rate(3, timedelta(minutes=1))


def minutes_ago(*minutes: float) -> list[datetime]:
    return [NOW - timedelta(minutes=ago) for ago in minutes]


@pytest.mark.parametrize(
    ("rates", "times", "answer"),
    [
        ([FIVE_IN_TEN], minutes_ago(0, 1, 2, 3), False),
        ([FIVE_IN_TEN], minutes_ago(0, 1, 2, 3, 4), True),
        ([FIVE_IN_TEN], minutes_ago(0, 1, 2, 3, 10), False),  # ten minutes are over
        ([FIVE_IN_TEN, THREE_A_MINUTE], minutes_ago(0, 0.2, 0.4), True),  # both hold
        ([], minutes_ago(0, 0, 0), False),
        ([Rate(0, timedelta(minutes=1))], [], True),  # never
    ],
)
def test_one_more_is_too_many(rates: list[Rate], times: list[datetime], answer: bool) -> None:
    assert is_spent(rates, times, NOW) is answer


@given(st.lists(st.integers(0, 3600), max_size=60))
def test_no_window_ever_holds_more_than_is_allowed(tries: list[int]) -> None:
    rates = [FIVE_IN_TEN, THREE_A_MINUTE]
    done: list[datetime] = []
    for at in (NOW + timedelta(seconds=second) for second in sorted(tries)):
        if not is_spent(rates, done, at):
            done.append(at)

    for rate in rates:
        for start in done:
            assert sum(start <= at < start + rate.within for at in done) <= rate.count


@given(st.lists(st.integers(0, 7200)))
def test_what_is_older_than_its_memory_does_not_count(ages: list[int]) -> None:
    rates = [FIVE_IN_TEN, THREE_A_MINUTE]
    times = [NOW - timedelta(seconds=age) for age in ages]
    remembered = [at for at in times if at > NOW - memory(rates)]

    assert is_spent(rates, times, NOW) is is_spent(rates, remembered, NOW)
