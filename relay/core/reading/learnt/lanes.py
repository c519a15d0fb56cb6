"""Some whole numbers side by side in one, so that several are added up at once."""

from collections.abc import Sequence
from struct import pack

BITS = 32  # of each, with its sign
_HALF = 1 << BITS - 1


def packed(row: Sequence[int]) -> int:
    """The numbers of a row as one, the first in the lowest bits."""
    one = 0
    for number in reversed(row):
        one = (one << BITS) + number
    return one


def packed_rows(numbers: Sequence[int], count: int) -> list[int]:
    """What `packed` makes of each row, for many rows at once.

    Args:
        numbers: those of one row behind those of the other.
        count: how many a row has.
    """
    size, half = count * BITS // 8, packed([_HALF] * count)
    lanes = pack(f"<{len(numbers)}i", *numbers)
    rows = (int.from_bytes(lanes[at : at + size], "little") for at in range(0, len(lanes), size))
    return [(row ^ half) - half for row in rows]  # each lane's sign borrows from the next


def unpacked(one: int, count: int) -> list[int]:
    """The numbers of a sum of such ones."""
    one += packed([_HALF] * count)
    return [(one >> BITS * lane) % (1 << BITS) - _HALF for lane in range(count)]
