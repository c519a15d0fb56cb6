"""When a message is offered again, and when it is given up."""

from datetime import timedelta
from itertools import pairwise

import pytest

from relay.core.delivery import try_again_after
from relay.core.message import Kind

NEW = timedelta(0)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_tries_follow_quickly_and_then_slower(kind: Kind) -> None:
    waits = [try_again_after(kind, tries, NEW) for tries in range(1, 20)]

    assert waits[0] == timedelta(seconds=1)
    assert all(a is not None and b is not None and a <= b for a, b in pairwise(waits))
    assert waits[-1] == timedelta(minutes=1)


def test_the_carriers_wish_is_respected() -> None:
    assert try_again_after(Kind.PAGE, 1, NEW, timedelta(seconds=9)) == timedelta(seconds=9)
    assert try_again_after(Kind.PAGE, 7, NEW, timedelta(seconds=9)) == timedelta(minutes=1)


@pytest.mark.parametrize("kind", set(Kind) - {Kind.PAGE, Kind.BUNDLE})
def test_stale_news_is_given_up(kind: Kind) -> None:
    assert try_again_after(kind, 5, timedelta(hours=7)) is None


def test_a_page_outlives_a_night_of_outage() -> None:
    assert try_again_after(Kind.PAGE, 500, timedelta(hours=8)) is not None
