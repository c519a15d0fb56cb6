"""python -m tests.corpus.learn: make the weights of the reader anew, the same every time.

Takes some eight minutes. What is learnt: which words are the writer's name and the shop
(`identity.tsv`), which tell what is wrong (`telling.tsv`), and which class is likeliest
(`likeness.tsv`).
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from relay.core.reading import likeness
from relay.core.reading.chain import Chain, written
from relay.core.reading.likeness import CLASSES, Weights, features, shares
from relay.core.reading.tagger import FILES, IDENTITY, PROBLEM
from relay.core.reading.wording import read_wording
from tests.corpus import chains
from tests.corpus.parts import LEARNT, Row, texts
from tests.corpus.tags import tagged
from tests.corpus.vary import varied

ROUNDS, RATE, FADING = 30, 0.6, 0.2
FORGOTTEN = 0.1  # of each weight in each round: what is not learnt again fades
LEAST = 0.1  # weights nearer to nothing are left out
LEAST_OF = {IDENTITY: 0.2, PROBLEM: 0.35}  # the same, of the chains
_SURE = 0.01  # of an error: not worth a move

TIMES_MORE = 2  # that the chains see each text, said by somebody else

REMARKS = (  # beside a cry for help; elsewhere they speak of harmless things
    *(
        "Resten ser fint ud",
        "Alt andet kører som det skal",
        "Andre ting virker",
        "Admin virker fint",
    ),
    *(
        "Jeg har prøvet på både computer og telefon",
        "Det er ens på min egen mobil",
        "Tak på forhånd",
    ),
    *("Hvor lang tid tager sådan noget?", "Hvordan kommer vi videre?", "Hvad koster det os?"),
    *("Everything else is fine", "The rest works", "I tried on my own laptop and phone", "Thanks!"),
    *("How soon can this be fixed?", "How do we get it back?", "Is it something we did?"),
    *(
        "Allt annat funkar",
        "Provade på min egen dator också",
        "Hur lång tid tar det?",
        "Tack på förhand",
    ),
    *("Alt annet virker", "Sjekket på egen pc", "Hvor lang tid tar det?", "På forhånd takk"),
    *(
        "Sonst geht alles",
        "Auf meinem Rechner getestet",
        "Wie lange dauert das?",
        "Danke im Voraus",
    ),
)

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


def beside(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each second cry for help once more, with a remark of no weight beside it: it stays a cry."""
    chance = random.Random(2)
    for row in rows:
        if row["gold"]["class"] == CLASSES[0] and chance.random() < 0.5:
            pair = [row["body"], chance.choice(REMARKS)]
            chance.shuffle(pair)
            yield ". ".join(pair), CLASSES[0]


def learnt_classes(rows: Sequence[Row]) -> Weights:
    """The weights of `likeness`, small ones left out."""
    examples = [
        (sorted(features(read_wording(words).plain)), CLASSES.index(name))
        for words, name in [*((row["body"], row["gold"]["class"]) for row in rows), *beside(rows)]
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
        labels: chains.learn([tagged(row, labels) for row in several], labels, LEAST_OF[labels])
        for labels in FILES
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
