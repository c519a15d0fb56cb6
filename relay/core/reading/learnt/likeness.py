"""Which class the labelled texts of the same words and meanings have.

A logistic model over words, stems, neighbours, concepts near each other and the signs of the
rules.
`python -m tests.corpus.learn` makes its weights (`likeness.tsv`, for each class).
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise, product, repeat
from pathlib import Path

from relay.core.reading.cries.harmless import HINTS
from relay.core.reading.cries.scope import FLAGS, ROUTINE_SIGNS, SCOPE_SIGNS
from relay.core.reading.learnt.concepts import concepts
from relay.core.reading.learnt.lanes import unpacked
from relay.core.reading.learnt.traits import HOST, NUMBER
from relay.core.reading.learnt.weights import FIFTIETHS, read_alike
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import CRITICAL_SIGNS, signs_in

CLASSES = ("critical", "routine", "not_an_incident")
_MAIL = Pattern(r"(?<!\S)[\w.+-]{1,40}@[\w.-]{1,40}")
_DOMAIN = Pattern(
    r"(?<![\w.-])[\w-]{1,40}(?:\.[\w-]{1,40}){0,2}\.(?:dk|com|se|no|de|eu|org|net|nu|io|uk)\b"
)
_NUMBER = Pattern(r"\d[\d .-]{5,}")
_TOKEN = Pattern(r"[^\W\d_]+|\?|!")
_WORD = Pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+")
_SENTENCE_END = Pattern(r"[.!?\n]+")
_SIGNS = {
    "fault": CRITICAL_SIGNS,
    "topic": ROUTINE_SIGNS,
    "scope": SCOPE_SIGNS,
    "flag": FLAGS,
    "hint": HINTS,
}
_STEM = 5  # letters
_FEWEST = 2  # words
_KNOWN = 0.35  # the share of words that must have been seen before
_AHEAD = 3  # words between which concepts are seen together
STEEPNESS = 5.0  # of the shares: how far apart full agreement sets the classes

Weights = Mapping[str, int]  # by feature; for all classes, `packed`


def features(text: str) -> set[str]:
    """What the model knows a text by.

    Args:
        text: evened out (`read_wording`).
    """
    return _features(text, _even(text))


def _even(text: str) -> str:
    """A text in small letters, domains and numbers as one word each."""
    small = text.lower()
    small = _MAIL.sub(f" {HOST} ", small) if "@" in small else small
    return _NUMBER.sub(f" {NUMBER} ", _DOMAIN.sub(f" {HOST} ", small))


def _features(text: str, even: str) -> set[str]:
    tokens = _TOKEN.findall(even)
    found = {*tokens, *(f"{word[:_STEM]}*" for word in tokens if len(word) > _STEM)}
    found.update(map(" ".join, pairwise(tokens)))
    found.update(map(" _ ".join, zip(tokens, tokens[2:], strict=False)))
    found |= {f"length {min(6, len(tokens) // 4)}", f"capitals {text.isupper()}"}
    for sentence in _SENTENCE_END.split(even):
        found.update(_meanings([concepts(word) for word in _WORD.findall(sentence)]))
    for kind, signs in _SIGNS.items():
        found.update(f"{kind}: {reason}" for reason in signs_in(text, signs))
    return found


def _meanings(meant: Sequence[Sequence[str]]) -> Iterator[str]:
    """Concepts, the first one, and those near each other."""
    yield from map("^".__add__, meant[0] if meant else ())
    yield from chain.from_iterable(meant)
    for at, here in enumerate(meant):
        for beside in meant[at + 1 : at + 1 + _AHEAD] if here else ():
            yield from map(">".join, product(here, beside)) if beside else ()


def shares(found: Collection[str], weights: Weights) -> list[float]:
    """How likely each of `CLASSES` is; the shares add up to 1."""
    scale = STEEPNESS / FIFTIETHS / math.sqrt(len(found) or 1)
    sums = unpacked(sum(map(weights.get, found, repeat(0))), len(CLASSES))
    powers = [math.exp(scale * (value - max(sums))) for value in sums]
    total = sum(powers)
    return [power / total for power in powers]


def _read() -> dict[str, int]:
    lines = Path(__file__).with_name("likeness.tsv").read_bytes().decode().splitlines()
    return read_alike(lines, len(CLASSES)).by_name()


WEIGHTS = _read()


def likeness(text: str) -> dict[str, float] | None:
    """How likely each class is, by labelled texts; None for words that no labelled text has.

    Args:
        text: evened out (`read_wording`).
    """
    even = _even(text)
    words = [word for word in _TOKEN.findall(even) if word.isalpha() and word not in (HOST, NUMBER)]
    enough = math.ceil(_KNOWN * len(words))
    known = islice((word for word in words if word in WEIGHTS or concepts(word)), enough)
    if len(words) < _FEWEST or len([*known]) < enough:
        return None
    return dict(zip(CLASSES, shares(_features(text, even), WEIGHTS), strict=True))
