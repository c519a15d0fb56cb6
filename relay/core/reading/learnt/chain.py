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
_LEAST, _MOST = 1e-50, 1e50  # of what is multiplied on, where a long text would make it nothing


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
    told = zip(powers[words.start : words.stop], before, behind, strict=False)
    return [_even(list(map(mul, row, map(mul, come, go)))) for row, come, go in told]


def odds_of(steps: Scores) -> list[list[float]]:
    """What each label says for the next, as factors."""
    return [_odds(row, 0) for row in steps]


def from_before(powers: Rows, odds: Rows) -> Rows:
    """What comes from the words before to the labels of each word.

    See Rabiner, A tutorial on hidden Markov models (1989), III A.

    Args:
        powers: what the traits of each word say for each label, as factors.
        odds: what each label says for the next, likewise.
    """
    return _passed_on(powers, list(zip(*odds, strict=True)))


def from_behind(powers: Rows, odds: Rows) -> Rows:
    """What comes from the words behind, likewise."""
    return _passed_on(powers[::-1], odds)[::-1]


def _passed_on(powers: Rows, factors: Rows) -> list[Sequence[float]]:
    """What comes to each word from those that stand earlier in the row; nothing to the first.

    Only the proportions count. Written out for the chains there are, in a third of the time.
    """
    if len(factors) == 3:
        return _passed_on_by_three(powers, factors)
    if len(factors) == 5:
        return _passed_on_by_five(powers, factors)
    come, now = list[Sequence[float]](), [1.0] * len(factors)
    for row in powers:
        come.append(now)
        here = list(map(mul, row, now))
        now = _even([sum(map(mul, here, line)) for line in factors])
    return come


def _passed_on_by_three(powers: Rows, factors: Rows) -> list[Sequence[float]]:
    come = list[Sequence[float]]()
    (aa, ab, ac), (ba, bb, bc), (ca, cb, cc) = factors
    a = b = c = 1.0
    for by_a, by_b, by_c in powers:
        come.append((a, b, c))
        x, y, z = a * by_a, b * by_b, c * by_c
        a = x * aa + y * ab + z * ac
        b = x * ba + y * bb + z * bc
        c = x * ca + y * cb + z * cc
        if not _LEAST < a + b + c < _MOST:
            a, b, c = _even((a, b, c))
    return come


def _passed_on_by_five(powers: Rows, factors: Rows) -> list[Sequence[float]]:
    come = list[Sequence[float]]()
    to_a, to_b, to_c, to_d, to_e = factors
    (aa, ab, ac, ad, ae), (ba, bb, bc, bd, be) = to_a, to_b
    (ca, cb, cc, cd, ce), (da, db, dc, dd, de) = to_c, to_d
    ea, eb, ec, ed, ee = to_e
    a = b = c = d = e = 1.0
    for by_a, by_b, by_c, by_d, by_e in powers:
        come.append((a, b, c, d, e))
        v, w, x, y, z = a * by_a, b * by_b, c * by_c, d * by_d, e * by_e
        a = v * aa + w * ab + x * ac + y * ad + z * ae
        b = v * ba + w * bb + x * bc + y * bd + z * be
        c = v * ca + w * cb + x * cc + y * cd + z * ce
        d = v * da + w * db + x * dc + y * dd + z * de
        e = v * ea + w * eb + x * ec + y * ed + z * ee
        if not _LEAST < a + b + c + d + e < _MOST:
            a, b, c, d, e = _even((a, b, c, d, e))
    return come


def _most(row: Sequence[int], more: Scores) -> list[int]:
    """The most of a row and each row of what is added to it; written out, in half of `max`'s."""
    most: list[int] = []
    if len(row) == 3:
        a, b, c = row
        for x, y, z in more:
            best, y, z = a + x, b + y, c + z
            if y > best:
                best = y
            most.append(z if z > best else best)
        return most
    if len(row) == 5:
        a, b, c, d, e = row
        for v, w, x, y, z in more:
            best, w, x, y, z = a + v, b + w, c + x, d + y, e + z
            if w > best:
                best = w
            if x > best:
                best = x
            if y > best:
                best = y
            most.append(z if z > best else best)
        return most
    return [max(map(add, row, line)) for line in more]


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
