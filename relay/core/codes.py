"""The short numbers by which people on call answer."""

from collections.abc import Callable, Collection, Sequence

_RANGES = (range(10, 100), range(200, 1000))  # 112, 113 and 114 are emergency numbers


class NoCodeLeft(Exception):
    """Every code of a person is open or in quarantine."""


def pick(
    taken: Collection[int],
    choose: Callable[[Sequence[int]], int],
    *,
    incident_numbers: Collection[int] = (),
) -> int:
    """A free code: two digits, and three once those are used up.

    Args:
        taken: codes of this person that are open or in quarantine.
        choose: picks one of several, at random.
        incident_numbers: of the incidents open to this person; their last digits are no codes.

    Raises:
        NoCodeLeft: when every code is taken.
    """
    endings = {number % size for number in incident_numbers for size in (100, 1000)}
    barred = endings | set(taken)
    for codes in _RANGES:
        free = [code for code in codes if code not in barred]
        if free:
            return choose(free)
    raise NoCodeLeft
