"""Some whole numbers side by side in one, so that several are added up at once."""

from collections.abc import Sequence

BITS = 32  # of each, with its sign
_HALF = 1 << BITS - 1


def packed(row: Sequence[int]) -> int:
    """The numbers of a row as one, the first in the lowest bits."""
    one = 0
    for number in reversed(row):
        one = (one << BITS) + number
    return one


def unpacked(one: int, count: int) -> list[int]:
    """The numbers of a sum of such ones."""
    one += packed([_HALF] * count)
    return [(one >> BITS * lane) % (1 << BITS) - _HALF for lane in range(count)]
