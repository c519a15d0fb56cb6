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
_MARGIN = 300  # hundredths
_NEVER = -10_000  # likewise


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a text in a row."""

    start: int  # the number of its first word
    path: Sequence[str]  # their likeliest labels
    scores: Scores


@dataclass(frozen=True)
class Chain:
    """What is known of a row of labels, in hundredths."""

    labels: tuple[str, ...]
    steps: Scores  # by label, then by the next one
    weights: Mapping[str, Sequence[int]]  # by trait, then by label

    def parts(self, scores: Scores) -> Iterator[Part]:
        """The stretches of words of which some have another label than the first.

        Each begins and ends with a word that has the first label whatever comes behind it, or with
        the text: what is beside a stretch changes hardly anything in it.
        """
        first, edge, best = 0, scores[:1], list[list[int]]()
        outside = (0, *[_NEVER] * (len(self.labels) - 1))  # has the first label for certain
        into, gains, after = self._into, self._gains, self.steps[0]
        reached: Sequence[int] = [0] * len(self.labels)
        is_open = False
        for at, row in enumerate(scores):
            now = list(map(add, reached, row))
            lead = now[0] - max(map(add, now, gains))
            best.append(now)
            if lead >= 0:  # the likeliest row goes through the first label
                reached = after
            else:
                reached, is_open = [max(map(add, now, to)) for to in into], True
            if lead >= _MARGIN:
                if is_open:
                    yield from self._part(first, best, [*edge, *scores[first + 1 : at], outside])
                first, edge, best, is_open = at, [outside], [now], False
        if is_open:
            yield from self._part(first, best, [*edge, *scores[first + 1 :]])

    def _part(self, start: int, best: Scores, rows: Scores) -> Iterator[Part]:
        """A stretch with the likeliest row of labels (Viterbi), if it is not all of the first.

        Args:
            best: what the likeliest row up to each word is worth, by the word's label.
        """
        found: list[int] = []
        for now in reversed(best):
            found.append(_largest(list(map(add, now, self._into[found[-1]])) if found else now))
        if any(found):
            yield Part(start, [self.labels[at] for at in reversed(found)], rows)

    @cached_property
    def _into(self) -> Scores:
        """What each label says for the one before it."""
        return list(zip(*self.steps, strict=True))

    @cached_property
    def _gains(self) -> Sequence[int]:
        """The most that what comes behind can say for each label rather than for the first."""
        gains = [max(0, *map(sub, row, self.steps[0])) for row in self.steps[1:]]
        return (_NEVER, *gains)


def shares(scores: Scores, steps: Scores, words: range | None = None) -> list[list[float]]:
    """How likely each label of each word is; those of a word add up to 1.

    Args:
        words: which are asked for, in a row; all of them if not said.
    """
    words = range(len(scores)) if words is None else words
    powers, odds = [_odds(row, max(row)) for row in scores], odds_of(steps)
    before = from_before(powers[: words.stop], odds)[words.start :]
    behind = from_behind(powers[words.start :], odds)
    return [_even(list(map(mul, *pair))) for pair in zip(before, behind, strict=False)]


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
    return from_before(powers, odds), from_behind(powers, odds)


def from_before(powers: Rows, odds: Rows) -> Rows:
    """The first half of `both_ways`."""
    forward = [_even(row) for row in powers[:1]]
    into = list(zip(*odds, strict=True))
    for row in powers[1:]:
        before = forward[-1]
        reached = [sum(map(mul, before, to)) for to in into]
        forward.append(_even(list(map(mul, row, reached))))
    return forward


def from_behind(powers: Rows, odds: Rows) -> Rows:
    """The second half of `both_ways`."""
    backward = [[1.0] * len(odds) for _ in powers[-1:]]
    for row in reversed(powers[1:]):
        ahead = list(map(mul, row, backward[-1]))
        backward.append(_even([sum(map(mul, ahead, line)) for line in odds]))
    return backward[::-1]


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
