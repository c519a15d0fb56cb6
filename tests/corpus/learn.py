"""python -m tests.corpus.learn: make the weights of relay/core/reading/likeness.py anew.

Learns from every part but the held-out one and the last unseen one.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from relay.core.reading import likeness
from relay.core.reading.likeness import CLASSES, features, shares
from tests.corpus.parts import LEARNT, texts

ROUNDS, RATE, FADING = 12, 0.2, 0.3
LEAST = 0.04  # weights nearer to nothing are left out

Weights = dict[str, list[float]]
Example = tuple[Sequence[str], int]  # features, class


def learn(examples: Sequence[Example]) -> Weights:
    """Logistic regression by stochastic descent, the same every time."""
    weights: Weights = {}
    order = random.Random(1)
    shuffled = list(examples)
    for round_ in range(ROUNDS):
        order.shuffle(shuffled)
        for found, right in shuffled:
            step = RATE / (1 + FADING * round_) / len(found) ** 0.5
            errors = [(at == right) - share for at, share in enumerate(shares(found, weights))]
            for feature in found:
                values = weights.setdefault(feature, [0.0] * len(CLASSES))
                for at, error in enumerate(errors):
                    values[at] += step * error
    return weights


def main() -> None:
    """Write the weights beside the code that reads them, in hundredths."""
    rows = [row for part in LEARNT for row in texts(part)]
    examples = [
        (sorted(features(row["body"])), CLASSES.index(row["gold"]["class"])) for row in rows
    ]
    kept = {
        feature: [round(100 * value) for value in values]
        for feature, values in sorted(learn(examples).items())
        if max(map(abs, values)) >= LEAST
    }
    lines = ["\t".join([feature, *map(str, values)]) for feature, values in kept.items()]
    target = Path(likeness.__file__).with_suffix(".tsv")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
