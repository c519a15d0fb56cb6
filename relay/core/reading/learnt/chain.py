"""Labels for the words of a text in a row, by what tells of each and by the label before.

A linear chain (conditional random field). `python -m tests.corpus.learn` makes the weights
(`*.tsv`: the labels; what each says for the next; then, by how far away a word tells of another,
that distance and `weights`). All scores are whole fiftieths, as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp
from operator import add, mul, sub
from pathlib import Path
from typing import NamedTuple

from relay.core.reading.learnt import weights
from relay.core.reading.learnt.weights import FIFTIETHS, Alike, read_alike

Rows = Sequence[Sequence[float]]
Scores = Sequence[Sequence[int]]  # by word, then by label; only their distances count
HOME = Path(__file__).parent  # of the weights
_MARGIN = 3 * FIFTIETHS
_NEVER = -100 * FIFTIETHS
_LEAST = 1e-50  # of what is multiplied on


class Part(NamedTuple):
    """Some words of a text in a row."""

    start: int  # the number of its first word
    path: Sequence[str]  # their likeliest labels
    scores: Scores


@dataclass(frozen=True)
class Chain:
    """What is known of a row of labels, in fiftieths."""

    labels: tuple[str, ...]
    steps: Scores  # by label, then by the next one
    weights: Mapping[int, Alike]  # of traits, by where the word stands that tells them

    def parts(self, scores: Scores) -> Iterator[Part]:
        """The stretches of words of which some have another label than the first.

        Each stands between words that have the first label whatever comes beside them, or at an
        end of the text: what is beyond those changes hardly anything in it.
        """
        path, start = list[int](), 0
        unsure = list[Sequence[int]]()  # words up to here that may have another label
        reached: Sequence[int] = [0] * len(self.labels)
        nothing, gains = reached, self._gains
        for at, row in enumerate(scores):
            now = list(map(add, reached, row)) if unsure else row
            lead = now[0] - max(map(add, now, gains))
            if lead < 0:
                unsure.append(now if unsure else list(map(add, reached, row)))
                reached, gains = _most(unsure[-1], self._into), self._gains
                continue
            if unsure:
                path += self._likeliest(unsure, self._into[0])
                unsure = []
            if lead >= _MARGIN:
                if any(path):
                    yield self._part(path, start, scores, self._into[0])
                path, start = [], at + 1
            else:
                path.append(0)
            reached, gains = self.steps[0], self._gains_behind_first
        path += self._likeliest(unsure, nothing)
        if any(path):
            yield self._part(path, start, scores, nothing)

    def _part(self, path: Sequence[int], start: int, scores: Scores, behind: Sequence[int]) -> Part:
        """A stretch, with what the words beside it say for the labels of its first and last."""
        rows = [*scores[start : start + len(path)]]
        if start:
            rows[0] = list(map(add, rows[0], self.steps[0]))
        rows[-1] = list(map(add, rows[-1], behind))
        return Part(start, [self.labels[at] for at in path], rows)

    def _likeliest(self, worths: Scores, behind: Sequence[int]) -> list[int]:
        """The likeliest labels of words in a row (Viterbi).

        Args:
            worths: what the likeliest row up to each word is worth, by the word's label.
            behind: what each label of the last word says for what comes behind it.
        """
        found: list[int] = []
        for now in reversed(worths):
            found.append(_largest(list(map(add, now, behind))))
            behind = self._into[found[-1]]
        return found[::-1]

    @cached_property
    def _into(self) -> Scores:
        """What each label says for the one before it."""
        return list(zip(*self.steps, strict=True))

    @cached_property
    def odds(self) -> Rows:
        """What each label says for the next, as factors."""
        return odds_of(self.steps)

    @cached_property
    def _gains(self) -> Sequence[int]:
        """The most that what comes behind can say for each label rather than for the first."""
        gains = [max(0, *map(sub, row, self.steps[0])) for row in self.steps[1:]]
        return (_NEVER, *gains)

    @cached_property
    def _gains_behind_first(self) -> Sequence[int]:
        """The same behind a word of the first label, with what that says for each."""
        before = self.steps[0]
        return [gain + step - before[0] for gain, step in zip(self._gains, before, strict=True)]


def shares(scores: Scores, odds: Rows, words: range | None = None) -> list[list[float]]:
    """How likely each label of each word is; those of a word add up to 1.

    Args:
        odds: what each label says for the next, as factors.
        words: which are asked for, in a row; all of them if not said.
    """
    words = range(len(scores)) if words is None else words
    powers = [_odds(row, max(row)) for row in scores]
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
    forward = [*powers[:1]]
    into = list(zip(*odds, strict=True))
    for row in powers[1:]:
        forward.append(_in_range(list(map(mul, row, _sums(forward[-1], into)))))
    return forward


def from_behind(powers: Rows, odds: Rows) -> Rows:
    """The second half of `both_ways`."""
    backward = [[1.0] * len(odds) for _ in powers[-1:]]
    for row in reversed(powers[1:]):
        backward.append(_in_range(_sums(list(map(mul, row, backward[-1])), odds)))
    return backward[::-1]


def _sums(row: Sequence[float], factors: Rows) -> list[float]:
    """A row times each row of factors; written out for the chains there are, in half the time."""
    if len(row) == 3:
        a, b, c = row
        return [a * x + b * y + c * z for x, y, z in factors]
    if len(row) == 5:
        a, b, c, d, e = row
        return [a * v + b * w + c * x + d * y + e * z for v, w, x, y, z in factors]
    return [sum(map(mul, row, line)) for line in factors]


def _most(row: Sequence[int], more: Scores) -> list[int]:
    """The most of a row and each row of what is added to it; written out likewise."""
    if len(row) == 3:
        a, b, c = row
        return [max(a + x, b + y, c + z) for x, y, z in more]
    if len(row) == 5:
        a, b, c, d, e = row
        return [max(a + v, b + w, c + x, d + y, e + z) for v, w, x, y, z in more]
    return [max(map(add, row, line)) for line in more]


def _in_range(row: list[float]) -> list[float]:
    """A row of which only the proportions count, where a long text would make it nothing."""
    return row if _LEAST < sum(row) < 1 / _LEAST else _even(row)


def _odds(row: Sequence[int], most: int) -> list[float]:
    return [exp((value - most) / FIFTIETHS) for value in row]


def _largest(row: Sequence[int]) -> int:
    return row.index(max(row))


def _even(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]


def read_chain(file: Path) -> Chain:
    """The chain whose weights stand in a file."""
    head, *parts = file.read_bytes().decode().split("\n\n")
    labels, *steps = [tuple(line.split("\t")) for line in head.splitlines()]
    weights = {
        int(step): read_alike(lines, len(labels)) for step, *lines in map(str.splitlines, parts)
    }
    return Chain(labels, [tuple(map(int, row)) for row in steps], weights)


def written(chain: Chain) -> str:
    """A chain as `read_chain` reads it."""
    rows = [chain.labels, *(map(str, row) for row in chain.steps)]
    head = "".join("\t".join(row) + "\n" for row in rows)
    parts = (
        f"{step}\n{weights.written(told, len(chain.labels))}"
        for step, told in chain.weights.items()
    )
    return "\n".join([head, *parts])
