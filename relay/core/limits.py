"""How much is said at most, so that nobody can make us talk without end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rate:
    """How many within how long."""

    count: int
    within: timedelta


def is_spent(rates: Sequence[Rate], times: Sequence[datetime], now: datetime) -> bool:
    """Whether one more would be too many.

    Args:
        rates: the limits, all of which hold; none is no limit.
        times: when it was done before, in any order.
    """
    return any(sum(at > now - rate.within for at in times) >= rate.count for rate in rates)


def memory(rates: Sequence[Rate]) -> timedelta:
    """How far back `is_spent` looks."""
    return max((rate.within for rate in rates), default=timedelta(0))
