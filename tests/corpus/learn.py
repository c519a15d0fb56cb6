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

ROUNDS, RATE, FADING = 30, 0.6, 0.2
FORGOTTEN = 0.1  # of each weight in each round: what is not learnt again fades
LEAST = 0.04  # weights nearer to nothing are left out
_SURE = 0.01  # of an error: not worth a move

TIMES_MORE = 2  # that the chains see each text, said by somebody else

Example = tuple[Sequence[str], int]  # features, class


def learn(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Logistic regression by averaged stochastic descent, the same every time."""
    names = sorted({feature for found, _ in examples for feature in found})
    number = {feature: at for at, feature in enumerate(names)}
    weights = chains.Weights(len(names), len(CLASSES))
    now = dict(zip(names, weights.now, strict=True))
    order = random.Random(1)
    shuffled = list(examples)
    for round_ in range(ROUNDS):
        order.shuffle(shuffled)
        for found, right in shuffled:
            errors = [(at == right) - share for at, share in enumerate(shares(found, now))]
            if max(map(abs, errors)) > _SURE:
                by = [RATE / (1 + FADING * round_) * error for error in errors]
                for feature in found:
                    weights.move(number[feature], by)
            weights.moves += 1
        for row, values in enumerate(weights.now):
            weights.move(row, [-FORGOTTEN * value for value in values])
    return dict(zip(names, weights.mean(), strict=True))


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
    several = [*rows, *varied(rows, TIMES_MORE)]
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
