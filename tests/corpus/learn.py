"""python -m tests.corpus.learn [FILE …]: make weights of the reader anew, the same every time.

Without a name it learns which class is likeliest (`likeness.tsv`, in four minutes). Which words are
the writer's name and the shop (`identity.tsv`) and which tell what is wrong (`telling.tsv`) is
learnt when asked for, in twelve. What each was learnt from is noted in `learnt.json`.
"""

import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain as joined

from relay.core.reading.learnt.chain import HOME, Chain, written
from relay.core.reading.learnt.likeness import CLASSES, STEEPNESS, features
from relay.core.reading.learnt.tagger import FILES, IDENTITY, PROBLEM
from relay.core.reading.learnt.weights import FIFTIETHS, alike
from relay.core.reading.learnt.weights import written as written_weights
from relay.core.reading.wording import read_wording
from tests.corpus import chains
from tests.corpus.parts import HERE, LEARNT, Row, texts
from tests.corpus.tags import tagged
from tests.corpus.vary import varied

ROUNDS, RATE, FADING = 20, 1.0, 0.5
UNHEARD = 0.5  # of a text's features in each round
RUNS = 8
FEWEST = 2  # texts that a feature stands in
LEAST = 0.08  # weights nearer to nothing are left out
LEAST_OF = {IDENTITY: 0.2, PROBLEM: 0.5}  # the same, of the chains
_SURE = 0.0005  # of a step: not worth a move

TIMES_MORE = 2  # that the chains see each text, said by somebody else

CLASS_FILE = "likeness.tsv"
# Ids of texts of which the chains are not learnt: most have no names labelled.
NO_CHAINS = ("b7", "b8", "b9", "d1", "d2", "d3", "num-", "shop-")
# Likewise, of the class: with them it was no better in the exams.
NO_CLASS = ("x15-", "b9", "d2b", "d2d")
NOTES = HERE / "learnt.json"

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
    *("Hej, er det vagten?", "Er det her supporten?", "Hi, is this support?", "Är det här jouren?"),
    *("Is this the emergency line?", "Hei, er det vakta?", "Hallo, ist das die Hotline?"),
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
    """Logistic regression by stochastic descent, the same every time.

    In each round a text is known by another half of its features, so that none is relied on
    alone and another writer's words do as well (dropout,
    https://jmlr.org/papers/v15/srivastava14a.html). Features of a single text are left out. What
    the order of the texts and the choice of halves bring about by chance is evened out over some
    runs.
    """
    runs = [_learn_once(examples, random.Random(seed)) for seed in range(1, RUNS + 1)]
    return {
        name: [sum(values) / RUNS for values in zip(*(run[name] for run in runs), strict=True)]
        for name in runs[0]
    }


def _learn_once(examples: Sequence[Example], chance: random.Random) -> dict[str, list[float]]:
    counts = Counter(joined.from_iterable(found for found, _ in examples))
    now = {name: [0.0] * len(CLASSES) for name, count in counts.items() if count >= FEWEST}
    known = [
        ([now[name] for name in found if name in now], len(found), right)
        for found, right in examples
    ]
    for round_ in range(ROUNDS):
        chance.shuffle(known)
        rate = RATE / (1 + FADING * round_)
        for rows, size, right in known:
            heard = [row for row in rows if chance.random() >= UNHEARD]
            if heard:
                _step(heard, math.sqrt(size * len(heard) / len(rows)), right, rate)
    return now


def _step(rows: Sequence[list[float]], root: float, right: int, rate: float) -> None:
    """Move the weights of a text's features towards its class."""
    for which, share in enumerate(_shares(rows, root)):
        by = rate * ((which == right) - share) / root
        if abs(by) > _SURE:
            for row in rows:
                row[which] += by


def _shares(rows: Sequence[Sequence[float]], root: float) -> list[float]:
    """How likely each class is by the weights of a text's features."""
    sums = list(map(sum, zip(*rows, strict=True)))
    powers = [math.exp(STEEPNESS / root * (value - max(sums))) for value in sums]
    return [power / sum(powers) for power in powers]


def beside(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each second cry for help once more, with a remark of no weight beside it: it stays a cry."""
    chance = random.Random(2)
    for row in rows:
        if row["gold"]["class"] == CLASSES[0] and chance.random() < 0.5:
            pair = [row["body"], chance.choice(REMARKS)]
            chance.shuffle(pair)
            yield ". ".join(pair), CLASSES[0]


def learnt_classes(rows: Sequence[Row]) -> dict[str, list[int]]:
    """The weights of `likeness` in fiftieths, small ones left out."""
    examples = [
        (sorted(features(read_wording(words).plain)), CLASSES.index(name))
        for words, name in [*((row["body"], row["gold"]["class"]) for row in rows), *beside(rows)]
    ]
    return {
        feature: [round(FIFTIETHS * value) for value in values]
        for feature, values in sorted(learn(examples).items())
        if max(map(abs, values)) >= LEAST
    }


def learnt_chain(rows: Sequence[Row], labels: tuple[str, ...]) -> Chain:
    """A chain of `tagger`."""
    several = [*rows, *varied(rows, TIMES_MORE)]
    return chains.learn([tagged(row, labels) for row in several], labels, LEAST_OF[labels])


def taught_by(file: str) -> list[Row]:
    """The texts that a file of weights is learnt from."""
    rows = [row for part in LEARNT for row in texts(part)]
    left_out = NO_CLASS if file == CLASS_FILE else NO_CHAINS
    return [row for row in rows if not row["id"].startswith(left_out)]


def noted(file: str) -> dict[str, str]:
    """What a file of weights was learnt from and what it is, as digests."""
    rows = json.dumps(taught_by(file), sort_keys=True)
    weights = (HOME / file).read_text(encoding="utf-8")
    return {
        name: hashlib.sha256(told.encode()).hexdigest()[:16]
        for name, told in (("texts", rows), ("weights", weights))
    }


def learnt_file(file: str) -> str:
    """A file of weights, in fiftieths."""
    rows = taught_by(file)
    if file != CLASS_FILE:
        labels = next(labels for labels, name in FILES.items() if name == file)
        return written(learnt_chain(rows, labels))
    return written_weights(alike(learnt_classes(rows)), len(CLASSES))


def main(files: Sequence[str]) -> None:
    """Write the weights beside the code that reads them, and note what they were learnt from."""
    notes = json.loads(NOTES.read_text(encoding="utf-8"))
    made = {file: learnt_file(file) for file in files or (CLASS_FILE,)}
    for file, weights in made.items():
        (HOME / file).write_text(weights, encoding="utf-8")
        notes[file] = noted(file)
    NOTES.write_text(json.dumps(notes, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
