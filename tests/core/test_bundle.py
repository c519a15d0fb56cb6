"""When pages become one list, and when the list leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from relay.core.bundle import is_bundled, leaves_at, serves_since

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
FIVE_IN_TEN = (5, timedelta(minutes=10))
PAGES = [(5, timedelta(minutes=15)), (11, timedelta(minutes=60))]
GAP = timedelta(minutes=2)


def ago(*minutes: float) -> list[datetime]:
    return [NOW - timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("open_count", "joined", "alone", "expected"),
    [
        (1, ago(0), [], False),  # the first
        (5, ago(0, 1, 2, 3, 4), ago(1, 2, 3, 4), False),  # the fifth still comes alone
        (2, ago(0, 1, 2, 3, 4, 5), ago(1, 2), True),  # the sixth within ten minutes
        (2, ago(0, 11, 12, 13, 14, 15), ago(11, 12, 13, 14), False),  # ten minutes are over
        (6, ago(0, 99, 99, 99, 99, 99), [], True),  # but as long as so many are open, a list
        (1, ago(0, 1, 2, 3, 4, 5), ago(1, 2), False),  # a list of one is a page
        (2, ago(0), ago(1, 2, 3, 14, 14.9), True),  # five texts in a quarter of an hour
        (2, ago(0), ago(1, 2, 3, 14, 15), False),  # the quarter is over for one
        (2, ago(0), ago(*range(16, 27)), True),  # eleven in an hour
    ],
)
def test_limits(
    open_count: int, joined: list[datetime], alone: list[datetime], expected: bool
) -> None:
    bundled = is_bundled(open_count, joined, alone, NOW, bundle=FIVE_IN_TEN, pages=PAGES)

    assert bundled is expected


@pytest.mark.parametrize(
    ("left", "is_new", "leaves"),
    [
        (None, True, 0),  # the first list
        (10, True, 0),
        (0.25, True, 0.75),  # something new waits until a minute has passed
        (0.25, False, 1.75),  # a reminder waits for the phone's next list
        (1.5, False, 0.5),
        (2, False, 0),
        (-5, False, 0),  # the clock was set back
    ],
)
def test_a_list_leaves(left: float | None, is_new: bool, leaves: float) -> None:
    left_at = None if left is None else NOW - timedelta(minutes=left)

    at = leaves_at(left_at, GAP, NOW, is_new=is_new)

    assert at == NOW + timedelta(minutes=leaves)


@pytest.mark.parametrize(
    ("joined", "serves"),
    [
        (10, 2),  # a call in the time of a reminder serves
        (1.5, 1.5),  # of what is newer one since then
        (0.25, 1),  # or one of the last minute
    ],
)
def test_a_call_serves_for_a_list(joined: float, serves: float) -> None:
    since = serves_since(NOW - timedelta(minutes=joined), GAP, NOW)

    assert since == NOW - timedelta(minutes=serves)
