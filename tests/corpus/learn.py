"""python -m tests.corpus.learn: make the weights of the reader anew, the same every time.

Takes a minute or two. What is learnt: which words are the writer's name and the shop
(`identity.tsv`), which tell what is wrong (`telling.tsv`), and which class is likeliest
(`likeness.tsv`).
"""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from relay.core.reading import likeness
from relay.core.reading.chain import Chain, written
from relay.core.reading.likeness import CLASSES, Weights, features, shares
from relay.core.reading.tagger import FILES
from relay.core.reading.wording import read_wording
from tests.corpus import chains
from tests.corpus.parts import LEARNT, Row, texts
from tests.corpus.tags import tagged
from tests.corpus.vary import varied

ROUNDS, RATE, FADING = 20, 0.12, 0.3
LEAST = 0.06  # weights nearer to nothing are left out

Example = tuple[Sequence[str], int]  # features, class


def learn(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Logistic regression by stochastic descent, the same every time."""
    weights: dict[str, list[float]] = {}
    order = random.Random(1)
    shuffled = list(examples)
    for round_ in range(ROUNDS):
        order.shuffle(shuffled)
        for found, right in shuffled:
            step = RATE / (1 + FADING * round_)
            errors = [(at == right) - share for at, share in enumerate(shares(found, weights))]
            for feature in found:
                values = weights.setdefault(feature, [0.0] * len(CLASSES))
                for at, error in enumerate(errors):
                    values[at] += step * error
    return weights


def learnt_classes(rows: Iterable[Row]) -> Weights:
    """The weights of `likeness`, small ones left out."""
    examples = [
        (
            sorted(features(read_wording(row["body"]).plain)),
            CLASSES.index(row["gold"]["class"]),
        )
        for row in rows
    ]
    return {
        feature: values
        for feature, values in sorted(learn(examples).items())
        if max(map(abs, values)) >= LEAST
    }


def learnt_chains(rows: Sequence[Row]) -> dict[tuple[str, ...], Chain]:
    """The chains of `tagger`, by their labels."""
    several = [*rows, *varied(rows)]
    return {
        labels: chains.learn([tagged(row, labels) for row in several], labels) for labels in FILES
    }


def main() -> None:
    """Write the weights beside the code that reads them, in hundredths."""
    rows = [row for part in LEARNT for row in texts(part)]
    home = Path(likeness.__file__).parent
    lines = [
        "\t".join([feature, *(str(round(100 * value)) for value in values)])
        for feature, values in learnt_classes(rows).items()
    ]
    (home / "likeness.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for labels, chain in learnt_chains(rows).items():
        (home / FILES[labels]).write_text(written(chain), encoding="utf-8")


if __name__ == "__main__":
    main()
