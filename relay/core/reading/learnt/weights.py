"""Files of learnt weights: figures, and behind them all that says just so much.

Weights are whole fiftieths. Sums of them are exact, in whatever order; and so many are alike that
a file is read in half the time. Finer ones read texts no better.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

FIFTIETHS = 50

Alike = tuple[Sequence[int], Sequence[str]]  # a weight's figures, and all that has it


def alike(weights: Mapping[str, Sequence[int]]) -> list[Alike]:
    """Weights by name, those of a kind together."""
    names = defaultdict[Sequence[int], list[str]](list)
    for name, row in sorted(weights.items()):
        names[tuple(row)].append(name)
    return sorted(names.items())


def read_alike(lines: Iterable[str], figures: int) -> Iterator[Alike]:
    """Weights as `written` makes lines of them.

    Args:
        figures: how many a weight has.
    """
    for line in lines:
        *row, names = line.split("\t", figures)
        yield tuple(map(int, row)), names.split("\t")


def written(weights: Iterable[Alike]) -> str:
    """Weights as their file has them."""
    return "".join("\t".join([*map(str, row), *names]) + "\n" for row, names in weights)
