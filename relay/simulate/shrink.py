"""Makes a night that broke a promise as small as it can be, and still breaks it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from relay.simulate.moves import Answers, Move, Plan

MOST = 250  # nights that are tried

Breaks = Callable[[Plan], bool]


def shrink(plan: Plan, breaks: Breaks) -> Plan:
    """The night with as few moves as still break the same promise.

    Moves are left out in ever smaller groups, as Zeller and Hildebrandt's "Simplifying and
    Isolating Failure-Inducing Input" (2002) has it.
    """
    left = [MOST]

    def still(moves: Sequence[Move]) -> bool:
        if left[0] <= 0:
            return False
        left[0] -= 1
        return breaks(replace(plan, moves=tuple(moves)))

    moves = _fewer(list(plan.moves), still)
    moves = _shorter(moves, still)
    return replace(plan, moves=tuple(moves))


def _fewer(moves: list[Move], still: Callable[[Sequence[Move]], bool]) -> list[Move]:
    size = max(len(moves) // 2, 1)
    while moves:
        start, dropped = 0, False
        while start < len(moves):
            rest = moves[:start] + moves[start + size :]
            if still(rest):
                moves, dropped = rest, True
            else:
                start += size
        if size == 1 and not dropped:
            break
        size = max(size // 2, 1)
    return moves


def _shorter(moves: list[Move], still: Callable[[Sequence[Move]], bool]) -> list[Move]:
    """Without what people write after an answer, where it does not matter."""
    for index, move in enumerate(moves):
        while isinstance(move, Answers) and move.then:
            shorter = replace(move, then=move.then[:-1])
            if not still([*moves[:index], shorter, *moves[index + 1 :]]):
                break
            moves[index] = move = shorter
    return moves
