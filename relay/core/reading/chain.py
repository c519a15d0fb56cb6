"""Labels for the words of a text in a row, by what tells of each and by the label before.

A linear chain (conditional random field). `python -m tests.corpus.learn` makes the weights
(`*.tsv`: the labels; what each says for the next; then a trait and what it says for each label).
All weights and scores are whole hundredths: sums of them are exact, in whatever order.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import add, mul, sub

Rows = Sequence[Sequence[float]]
Scores = Sequence[Sequence[int]]  # by word, then by label; only their distances count
HOME = files(__package__)  # of the weights
_STEP = "step"
HUNDREDTHS = 100
_MARGIN = 100  # hundredths


@dataclass(frozen=True)
class Chain:
    """What is known of a row of labels, in hundredths."""

    labels: tuple[str, ...]
    steps: Scores  # by label, then by the next one
    weights: Mapping[str, Sequence[int]]  # by trait, then by label

    def path(self, scores: Scores) -> list[str]:
        """The likeliest row of labels (Viterbi)."""
        if not scores:
            return []
        into = list(zip(*self.steps, strict=True))
        best = [list(scores[0])]
        for row in scores[1:]:
            before = best[-1]
            reached = [max(map(add, before, steps)) for steps in into]
            best.append(list(map(add, reached, row)))
        at = _largest(best.pop())
        found = [at]
        for before in reversed(best):
            at = _largest(list(map(add, before, into[at])))
            found.append(at)
        return [self.labels[at] for at in reversed(found)]

    def parts(self, scores: Scores) -> Iterator[slice]:
        """The stretches of words that can have another label than the first, one word more each.

        Those words more have the first label whatever is beside them, and so hardly anything in
        another stretch changes what is likely in this one.
        """
        first, is_open = 0, False
        for at, row in enumerate(scores):
            is_outside = row[0] - max(row[1:]) >= self._overwhelming
            if is_outside and is_open:
                yield slice(first, at + 1)
            is_open = not is_outside
            first = at if is_outside else first
        if is_open:
            yield slice(first, len(scores))

    @cached_property
    def _overwhelming(self) -> int:
        """How much more the first label must have than any other to stand whatever is beside."""
        columns = list(zip(*self.steps, strict=True))
        least_before = [min(map(sub, columns[0], column)) for column in columns[1:]]
        least_behind = [min(map(sub, self.steps[0], row)) for row in self.steps[1:]]
        least: int = min(map(add, least_before, least_behind))
        return _MARGIN - least


def shares(scores: Scores, steps: Scores) -> list[list[float]]:
    """How likely each label of each word is; those of a word add up to 1."""
    forward, backward = both_ways([_odds(row, max(row)) for row in scores], odds_of(steps))
    return [_even(list(map(mul, *pair))) for pair in zip(forward, backward, strict=True)]


def odds_of(steps: Scores) -> list[list[float]]:
    """What each label says for the next, as factors."""
    return [_odds(row, 0) for row in steps]


def both_ways(powers: Rows, odds: Rows) -> tuple[Rows, Rows]:
    """What comes from before to the labels of each word, itself included, and what from behind.

    See Rabiner, A tutorial on hidden Markov models (1989), III A.

    Args:
        powers: what the traits of each word say for each label, as factors.
        odds: what each label says for the next, likewise.
    """
    if not powers:
        return (), ()
    into = list(zip(*odds, strict=True))
    forward = [_even(powers[0])]
    for row in powers[1:]:
        before = forward[-1]
        reached = [sum(map(mul, before, column)) for column in into]
        forward.append(_even(list(map(mul, row, reached))))
    backward = [[1.0] * len(odds)]
    for row in reversed(powers[1:]):
        ahead = list(map(mul, row, backward[-1]))
        backward.append(_even([sum(map(mul, ahead, line)) for line in odds]))
    backward.reverse()
    return forward, backward


def _odds(row: Sequence[int], most: int) -> list[float]:
    return [math.exp((value - most) / HUNDREDTHS) for value in row]


def _largest(row: Sequence[int]) -> int:
    return row.index(max(row))


def _even(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]


def read_chain(file: Traversable) -> Chain:
    """The chain whose weights stand in a file."""
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    labels = tuple(head.split("\t"))
    rows = {trait: _row(figures) for trait, _, figures in (line.partition("\t") for line in lines)}
    steps = [rows.pop(f"{_STEP} {label}") for label in labels]
    return Chain(labels, steps, rows)


@cache
def _row(figures: str) -> tuple[int, ...]:
    """Of each label; many traits have the same, which are kept once."""
    return tuple(map(int, figures.split("\t")))


def written(chain: Chain) -> str:
    """A chain as `read_chain` reads it."""
    steps = {f"{_STEP} {label}": row for label, row in zip(chain.labels, chain.steps, strict=True)}
    rows = [*steps.items(), *sorted(chain.weights.items())]
    lines = ["\t".join([name, *map(str, row)]) for name, row in rows]
    return "\n".join(["\t".join(chain.labels), *lines]) + "\n"
