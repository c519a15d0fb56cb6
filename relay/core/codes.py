"""The short numbers by which people on call answer."""

from collections.abc import Callable, Collection, Sequence

_TWO_DIGITS = range(10, 100)
_THREE_DIGITS = range(200, 1000)  # 112, 113 and 114 are emergency numbers
_FOUR_DIGITS = range(1000, 10_000)
AHEAD = 1000  # incident numbers that will be given out soon are no codes either


class NoCodeLeft(Exception):
    """Every code of a person is open or in quarantine."""


def pick(
    taken: Collection[int],
    choose: Callable[[Sequence[int]], int],
    *,
    incident_numbers: Collection[int] = (),
    newest: int = 0,
) -> int:
    """A free code: two digits, three once those are used up, four in a flood.

    Args:
        taken: codes of this person that are open or in quarantine.
        choose: picks one of several, at random.
        incident_numbers: of the incidents open to this person; their last digits are no codes.
        newest: the highest incident number given out.

    Raises:
        NoCodeLeft: when every code is taken.
    """
    # Of four digits, those that are no incident's number now or soon; in time there are none.
    unlike_numbers = range(max(newest + AHEAD + 1, 1000), 10_000)
    for size, codes in (
        (100, _TWO_DIGITS),
        (1000, _THREE_DIGITS),
        (10_000, unlike_numbers),
        (10_000, _FOUR_DIGITS),
    ):
        unfree = {number % size for number in incident_numbers}
        unfree.update(taken)
        free = [code for code in codes if code not in unfree]
        if free:
            return choose(free)
    raise NoCodeLeft
