"""Labels for the words of a text in a row, by what may tell of each and by the label before.

A linear chain (conditional random field). `python -m tests.corpus.learn` makes the weights
(`*.tsv`: the labels; what each says for the next; then a trait and what it says for each label).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from operator import mul

Traits = Sequence[Sequence[str]]
Rows = Sequence[Sequence[float]]
_STEP = "step"
HUNDREDTHS = 100
_LEAST = -30.0  # what is less likely than this is as good as impossible


@dataclass(frozen=True, slots=True)
class Chain:
    """What is known of a row of labels."""

    labels: tuple[str, ...]
    steps: Rows  # by label, then by the next one
    weights: Mapping[str, Sequence[float]]  # by trait, then by label

    def scores(self, traits: Traits) -> Rows:
        """What the traits of each word say for each label."""
        nothing = [0.0] * len(self.labels)
        known = (list(filter(None, map(self.weights.get, told))) for told in traits)
        return [list(map(sum, zip(*rows, strict=True))) or nothing for rows in known]

    def path(self, scores: Rows) -> list[str]:
        """The likeliest row of labels (Viterbi)."""
        if not scores:
            return []
        first, *later = scores
        numbers = range(len(self.labels))
        best, origins = list(first), []
        for row in later:
            from_each = [[best[old] + self.steps[old][new] for old in numbers] for new in numbers]
            origin = [max(numbers, key=values.__getitem__) for values in from_each]
            best = [from_each[new][origin[new]] + row[new] for new in numbers]
            origins.append(origin)
        at = max(numbers, key=best.__getitem__)
        found = [at]
        for origin in reversed(origins):
            at = origin[at]
            found.append(at)
        return [self.labels[at] for at in reversed(found)]


def shares(scores: Rows, steps: Rows) -> list[list[float]]:
    """How likely each label of each word is; those of a word add up to 1."""
    _, forward, backward = both_ways(scores, odds_of(steps))
    return [
        _even([before * after for before, after in zip(*pair, strict=True)])
        for pair in zip(forward, backward, strict=True)
    ]


def odds_of(steps: Rows) -> list[list[float]]:
    """What each label says for the next, as factors."""
    return [[math.exp(value) for value in row] for row in steps]


def both_ways(scores: Rows, odds: Rows) -> tuple[Rows, Rows, Rows]:
    """The factors of each word's labels, and what comes from before and from behind.

    See Rabiner, A tutorial on hidden Markov models (1989), III A.
    """
    if not scores:
        return (), (), ()
    powers = [[math.exp(max(value - max(row), _LEAST)) for value in row] for row in scores]
    turned = list(zip(*odds, strict=True))
    forward = [_even(powers[0])]
    for row in powers[1:]:
        reached = [sum(map(mul, forward[-1], column)) for column in turned]
        forward.append(_even(list(map(mul, row, reached))))
    backward = [[1.0] * len(odds)]
    for row in reversed(powers[1:]):
        ahead = list(map(mul, row, backward[-1]))
        backward.append(_even([sum(map(mul, ahead, line)) for line in odds]))
    backward.reverse()
    return powers, forward, backward


def _even(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]


def read_chain(name: str) -> Chain:
    """The chain whose weights stand in a file beside this one."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    head, *lines = (line.split("\t") for line in text.splitlines())
    rows = {row[0]: tuple(int(value) / HUNDREDTHS for value in row[1:]) for row in lines}
    steps = [rows.pop(f"{_STEP} {label}") for label in head]
    return Chain(tuple(head), steps, rows)


def written(chain: Chain) -> str:
    """A chain as `read_chain` reads it."""
    steps = {f"{_STEP} {label}": row for label, row in zip(chain.labels, chain.steps, strict=True)}
    rows = [*steps.items(), *sorted(chain.weights.items())]
    lines = [
        "\t".join([name, *(str(round(HUNDREDTHS * value)) for value in row)]) for name, row in rows
    ]
    return "\n".join(["\t".join(chain.labels), *lines]) + "\n"
