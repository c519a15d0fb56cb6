"""python -m tests.corpus.learn: make the weights of the reader anew, the same every time.

Takes some eight minutes. What is learnt: which words are the writer's name and the shop
(`identity.tsv`), which tell what is wrong (`telling.tsv`), and which class is likeliest
(`likeness.tsv`).
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as joined
from pathlib import Path

from relay.core.reading import likeness
from relay.core.reading.chain import Chain, written
from relay.core.reading.likeness import CLASSES, STEEPNESS, Weights, features
from relay.core.reading.tagger import FILES, IDENTITY, PROBLEM
from relay.core.reading.wording import read_wording
from tests.corpus import chains
from tests.corpus.parts import LEARNT, Row, texts
from tests.corpus.tags import tagged
from tests.corpus.vary import varied

ROUNDS, RATE, FADING = 20, 1.0, 0.5
FORGOTTEN = 0.1  # of each weight in a round of steps of 1: what is not learnt again fades
FORGETTING = 1000  # texts after which weights fade
FEWEST = 2  # texts that a feature stands in
LEAST = 0.03  # weights nearer to nothing are left out
LEAST_OF = {IDENTITY: 0.2, PROBLEM: 0.35}  # the same, of the chains
_SURE = 0.0005  # of a step: not worth a move

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
    *("Er det jer, jeg skal skrive til?", "Hej, er jeg havnet det rigtige sted?"),
    *("Is this the right number?", "Är det till er man skriver?", "Bin ich hier richtig?"),
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
    """Logistic regression with L2 by stochastic descent, the same every time.

    What is held against each weight falls with the step, so that the descent ends where the
    regression has its optimum; features of a single text are left out.
    """
    counts = Counter(joined.from_iterable(found for found, _ in examples))
    now = {name: [0.0] * len(CLASSES) for name, count in counts.items() if count >= FEWEST}
    known = [
        ([now[name] for name in found if name in now], math.sqrt(len(found)), right)
        for found, right in examples
    ]
    order = random.Random(1)
    for round_ in range(ROUNDS):
        order.shuffle(known)
        rate = RATE / (1 + FADING * round_)
        for at, (rows, root, right) in enumerate(known, 1):
            for which, share in enumerate(_shares(rows, root)):
                by = rate * ((which == right) - share) / root
                if abs(by) > _SURE:
                    for row in rows:
                        row[which] += by
            if at % FORGETTING == 0:
                _fade(now.values(), 1 - rate * FORGETTING * FORGOTTEN / len(known))
    return now


def _shares(rows: Sequence[Sequence[float]], root: float) -> list[float]:
    """How likely each class is by the weights of a text's features."""
    sums = list(map(sum, zip(*rows, strict=True))) or [0.0] * len(CLASSES)
    powers = [math.exp(STEEPNESS / root * (value - max(sums))) for value in sums]
    return [power / sum(powers) for power in powers]


def _fade(rows: Iterable[list[float]], factor: float) -> None:
    for row in rows:
        row[:] = [factor * value for value in row]


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
