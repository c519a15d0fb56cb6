"""Files of learnt weights: a line of figures, and below it all that says just so much.

Weights are whole fiftieths. Sums of them are exact, in whatever order; and so many are alike that
a file is read in half the time. Finer ones read texts no better.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from relay.core.reading.learnt.lanes import packed, packed_rows, unpacked

FIFTIETHS = 50


class Alike(NamedTuple):
    """Weights that differ from each other, and by weight all that has it."""

    rows: Sequence[int]  # each `packed`
    names: Sequence[str]  # by row, with tabs between them

    def by_name(self) -> dict[str, int]:
        """The weights by all that has them."""
        rows = zip(self.rows, self.names, strict=True)
        return {name: row for row, names in rows for name in names.split("\t")}


def alike(weights: Mapping[str, Sequence[int]]) -> Alike:
    """Weights by name, those of a kind together."""
    names = defaultdict[tuple[int, ...], list[str]](list)
    for name, row in sorted(weights.items()):
        names[tuple(row)].append(name)
    rows = sorted(names)
    return Alike([*map(packed, rows)], ["\t".join(names[row]) for row in rows])


def read_alike(lines: Sequence[str], figures: int) -> Alike:
    """Weights as `written` makes lines of them; quickly, for they have 150,000 names.

    Args:
        figures: how many a weight has.
    """
    numbers = [*map(int, " ".join(lines[::2]).split())]
    return Alike(packed_rows(numbers, figures), lines[1::2])


def written(weights: Alike, figures: int) -> str:
    """Weights as their file has them."""
    rows = (" ".join(map(str, unpacked(row, figures))) for row in weights.rows)
    return "".join(map("{}\n{}\n".format, rows, weights.names))
