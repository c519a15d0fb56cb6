"""What a text that names no fault is most like, by the words of labelled texts.

A logistic model over words, stems and pairs of words. `python -m tests.corpus.learn` makes its
weights (`likeness.tsv`: feature, then what it says for each class).
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise

CLASSES = ("critical", "routine", "not_an_incident")
_HOST = re.compile(
    r"(?<!\S)[\w.+-]{1,40}@[\w.-]{1,40}"
    r"|(?<![\w.-])[\w-]{1,40}(?:\.[\w-]{1,40}){0,2}\.(?:dk|com|se|no|de|eu|org|net|nu|io|uk)\b"
)
_NUMBER = re.compile(r"\d[\d .-]{5,}")
_TOKEN = re.compile(r"[^\W\d_]+|\?|!")
_STEM = 5  # letters
_FEWEST = 4  # words
_KNOWN = 0.5  # the share of words that must have been seen before

Weights = Mapping[str, Sequence[float]]


def features(text: str) -> set[str]:
    """What the model knows a text by: words, stems, pairs and roughly how long it is."""
    even = _NUMBER.sub(" NUMBER ", _HOST.sub(" HOST ", text.lower()))
    tokens = _TOKEN.findall(even)
    found = {*tokens, *(f"{word[:_STEM]}*" for word in tokens if len(word) > _STEM)}
    found |= {f"{first} {second}" for first, second in pairwise(tokens)}
    return found | {f"length {min(6, len(tokens) // 4)}"}


def shares(found: Collection[str], weights: Weights) -> list[float]:
    """How likely each of `CLASSES` is; the shares add up to 1."""
    known = [weights[feature] for feature in found if feature in weights]
    scale = math.sqrt(len(found))
    scores = [sum(values[at] for values in known) / scale for at in range(len(CLASSES))]
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def _read() -> dict[str, tuple[float, ...]]:
    lines = files(__package__).joinpath("likeness.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {row[0]: tuple(int(value) / 100 for value in row[1:]) for row in rows}


_WEIGHTS = _read()


def likeness(text: str) -> tuple[str, float] | None:
    """The class, other than critical, that a text is most like, and how likely critical is.

    None for a text of too few words, or of too many that no labelled text has.
    """
    tokens = [token for token in _TOKEN.findall(_HOST.sub(" ", text.lower())) if token.isalpha()]
    if len(tokens) < _FEWEST or sum(token in _WEIGHTS for token in tokens) < _KNOWN * len(tokens):
        return None
    critical, *others = shares(features(text), _WEIGHTS)
    return max(zip(others, CLASSES[1:], strict=True))[1], critical
