"""Learn a chain of labels from labelled rows, the same every time."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from itertools import chain as joined
from operator import mul

from relay.core.reading.learnt.chain import Chain, Rows, from_before, from_behind
from relay.core.reading.learnt.traits import by_step
from relay.core.reading.learnt.weights import FIFTIETHS, alike

ROUNDS, RATE, FADING = 6, 0.06, 0.35
FEWEST = 6  # rows a trait stands in, each text being there three times
_SURE = 0.02  # of an error: not worth a move
_STEADY = 0.2  # how much slower what a label says for the next is moved

Row = tuple[Sequence[Sequence[str]], Sequence[str]]  # the traits of each word, and its label


class Weights:
    """Rows of numbers that are moved, and their mean over all the moves.

    The mean forgets the order in which the examples came (Freund and Schapire, 1999).
    """

    def __init__(self, rows: int, columns: int) -> None:
        self.now = [[0.0] * columns for _ in range(rows)]
        self._late = [[0.0] * columns for _ in range(rows)]
        self.moves = 1

    def move(self, row: int, by: Sequence[float]) -> None:
        """Add to a row."""
        now, late, moves = self.now[row], self._late[row], self.moves
        for at, value in enumerate(by):
            now[at] += value
            late[at] += moves * value

    def mean(self) -> list[list[float]]:
        """The rows as they were on the whole."""
        return [
            [value - later / self.moves for value, later in zip(now, late, strict=True)]
            for now, late in zip(self.now, self._late, strict=True)
        ]


def learn(rows: Sequence[Row], labels: tuple[str, ...], least: float) -> Chain:
    """A conditional random field by averaged stochastic descent.

    Args:
        rows: the examples.
        labels: what a word can be.
        least: weights nearer to nothing are left out.
    """
    counts = Counter(joined.from_iterable({*joined.from_iterable(row[0])} for row in rows))
    names = [trait for trait, count in counts.items() if count >= FEWEST]
    number = {trait: at for at, trait in enumerate(sorted(names))}
    examples = [
        (
            [[number[trait] for trait in told if trait in number] for told in traits],
            [labels.index(label) for label in right],
        )
        for traits, right in rows
        if traits
    ]
    weights, steps = Weights(len(names), len(labels)), Weights(len(labels), len(labels))
    order = random.Random(1)
    for round_ in range(ROUNDS):
        order.shuffle(examples)
        for known, right in examples:
            _move(weights, steps, known, right, RATE / (1 + FADING * round_))
    means = zip(sorted(names), map(_fiftieths, weights.mean()), strict=True)
    kept = {name: row for name, row in means if max(map(abs, row)) >= FIFTIETHS * least}
    told = {step: alike(weights) for step, weights in by_step(kept).items()}
    return Chain(labels, list(map(_fiftieths, steps.mean())), told)


def _fiftieths(row: Sequence[float]) -> list[int]:
    return [round(FIFTIETHS * value) for value in row]


def _move(
    weights: Weights,
    steps: Weights,
    known: Sequence[Sequence[int]],
    right: Sequence[int],
    rate: float,
) -> None:
    """Move the weights towards one example."""
    nothing = [0.0] * len(steps.now)
    scores = [
        list(map(sum, zip(*[weights.now[at] for at in told], strict=True))) or nothing
        for told in known
    ]
    odds = [_odds(row, 0) for row in steps.now]
    powers = [_odds(row, max(row)) for row in scores]
    backward = from_behind(powers, odds)
    forward = [
        list(map(mul, *pair)) for pair in zip(powers, from_before(powers, odds), strict=True)
    ]
    for at, (told, label) in enumerate(zip(known, right, strict=True)):
        share = _even(list(map(mul, forward[at], backward[at])))
        if 1 - share[label] <= _SURE:
            continue
        by = [rate * ((which == label) - value) for which, value in enumerate(share)]
        for trait in told:
            weights.move(trait, by)
        if at:
            behind = list(map(mul, powers[at], backward[at]))
            pair = (right[at - 1], label)
            _move_steps(steps, odds, forward[at - 1], behind, pair, _STEADY * rate)
    weights.moves += 1
    steps.moves += 1


def _move_steps(
    steps: Weights,
    odds: Rows,
    before: Sequence[float],
    behind: Sequence[float],
    right: tuple[int, int],
    rate: float,
) -> None:
    """Move what one label says for the next."""
    pairs = [
        [come * odd * go for odd, go in zip(line, behind, strict=True)]
        for come, line in zip(before, odds, strict=True)
    ]
    total = sum(map(sum, pairs))
    for old, row in enumerate(pairs):
        steps.move(
            old,
            [rate * (((old, new) == right) - value / total) for new, value in enumerate(row)],
        )


def _odds(row: Sequence[float], most: float) -> list[float]:
    return [math.exp(value - most) for value in row]


def _even(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]
