"""The words of a text with all that may tell what they are: themselves, their neighbours, where
they stand, and what the rules made of them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple, TypeVar

from relay.core.language import is_common_word
from relay.core.reading.fields import person
from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.fields.labels import Section
from relay.core.reading.fields.phrases import INTRODUCTION_INSIDE
from relay.core.reading.fields.pieces import Piece
from relay.core.reading.fields.shop import Host
from relay.core.reading.fields.walls import sign_offs
from relay.core.reading.finding import Finding
from relay.core.reading.learnt.concepts import concepts
from relay.core.reading.numbers.callback import Number
from relay.core.reading.pattern import Pattern

_TOKEN = Pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
_ASCII = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss"}
)
_SHORTEST_ECHO = 3  # letters
_FARTHEST = 6  # tokens from either end that are told apart
_FARTHEST_IN_SENTENCE = 4
HOST, NUMBER, LINE = "HOST", "NUMBER", "LINE"
EDGE = "edge"  # what stands before the first token and behind the last
_SENTENCE_ENDS = frozenset((".", "!", "?", LINE))
_NAMES = {"\n": LINE}  # which would break the lines of a file of weights
REACH = 2  # how many words away one word tells of another
_EVERYWHERE, _NEAR, _HERE = (-2, -1, 0, 1, 2), (-1, 0, 1), (0,)
# Where a word stands of which a word or a finding tells, by the kind of trait: 1 is before it.
STEPS = {"word": _EVERYWHERE, "shape": _EVERYWHERE, "ends": _HERE, "stem": _HERE}
STEPS |= dict.fromkeys(("name", "is", "means", "rule"), _NEAR)
STEPS |= dict.fromkeys(("pair", "next", "between"), _HERE)

Row = TypeVar("Row")


class Token(NamedTuple):
    """A word, a figure, a sign, or a whole domain or number."""

    start: int
    end: int
    word: str  # small letters; `HOST`, `NUMBER` and `LINE` for a domain, a number, a line's end
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it is neither sign nor figure, domain or number."""
        return _is_word(self.word)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules made of a text."""

    hosts: Sequence[Host]
    numbers: Sequence[Number]
    sections: Sequence[Section]
    pieces: Sequence[Piece]
    guesses: Sequence[tuple[str, Finding | None]]  # by field


def tokens_of(plain: str, hosts: Sequence[Host], numbers: Sequence[Number]) -> list[Token]:
    """The words, figures and signs of a text, in order."""
    whole = sorted(
        [(host.start, host.end, HOST) for host in hosts]
        + [(number.start, number.end, NUMBER) for number in numbers]
    )
    tokens: list[Token] = []
    position = 0
    for start, end, kind in [*whole, (len(plain), len(plain), "")]:
        if start < position:
            continue
        tokens += [
            Token(*found.span(), _NAMES.get(text := found[0]) or text.casefold(), text)
            for found in _TOKEN.finditer(plain, position, start)
        ]
        tokens += [Token(start, end, kind, plain[start:end])] if kind else []
        position = end
    return tokens


class Told(NamedTuple):
    """What may tell what the tokens of a text are, by token."""

    texts: Sequence[str]
    words: Sequence[str]
    shapes: Sequence[str]
    found: Sequence[Sequence[str]]  # by the rules and in the rest of the text
    places: Sequence[Sequence[str]]  # where it stands


def told_of(plain: str, tokens: Sequence[Token], evidence: Evidence) -> Told:
    """What may tell what each token is."""
    starts, ends, words, texts = zip(*tokens, strict=True) if tokens else ((), (), (), ())
    found = _echoes(words, evidence.hosts)
    _mark(found, starts, ends, _spans(plain, evidence))
    return Told(texts, words, [*map(_shape_of, texts, words)], found, [*_places(texts, words)])


def traits_of(told: Told) -> list[list[str]]:
    """All that may tell what each token is, as one list of traits for each."""
    words = told.words
    traits = [[*both, *place] for *both, place in zip(*of_two(told), told.places, strict=True)]
    for at, pair in enumerate(pairwise(words), 2):
        if at < len(words):
            traits[at].append(" ".join(("-1 pair", *pair)))
    for at, (text, word, found) in enumerate(zip(told.texts, words, told.found, strict=True)):
        for trait in (*word_traits(text, word), *found):
            for step in STEPS[trait.partition(" ")[0]]:
                if 0 <= at - step < len(words):
                    traits[at - step].append(f"{step} {trait}" if step else trait)
    return traits


def of_two(told: Told) -> list[Iterator[str]]:
    """What each token and one beside it, or two beside it, tell of it only together, by kind."""
    words, shapes = told.words, told.shapes
    before, after = [EDGE, *words], [*words, EDGE][1:]
    pairs = (
        zip(repeat("pair"), before, words),
        zip(repeat("pair"), before, shapes),
        zip(repeat("next"), shapes, after),
        zip(repeat("between"), before, after),
    )
    return [map(" ".join, each) for each in pairs]


def by_step(weights: Mapping[str, Row]) -> dict[int, dict[str, Row]]:
    """What traits of `traits_of` weigh, by how far away a word tells them, then by the trait."""
    parted: dict[int, dict[str, Row]] = {}
    for name, row in weights.items():
        step, _, trait = name.partition(" ")
        is_told = trait.partition(" ")[0] in STEPS  # "-1 edge" is told by no word
        at, bare = (int(step), trait) if is_told and step.lstrip("-").isdigit() else (0, name)
        parted.setdefault(at, {})[bare] = row
    return dict(sorted(parted.items()))


def word_traits(text: str, word: str) -> list[str]:
    """What a token tells by itself, as it stands in the text and in small letters."""
    if not _is_word(word):
        traits = [f"word {word}", _shape_of(text, word)]
        return traits + (["word figure"] if word.isdigit() else [])
    known, common, shape = is_given_name(text), is_common_word(text), _shape(text)
    traits = [f"word {word}", f"ends {word[-3:]}", f"stem {word[:5]}", f"shape {shape}"]
    traits.append(f"name {known} {common} {shape}")
    traits += [f"means {concept}" for concept in concepts(word)] or ["means -"]
    traits += ["is possessive"] if person.is_possessive(text) else []
    return traits + (["is firm"] if person.is_firm(text) else [])


def _is_word(word: str) -> bool:
    return word[0].isalpha() and word not in (HOST, NUMBER, LINE)


@lru_cache(maxsize=8192)
def _shape_of(text: str, word: str) -> str:
    if _is_word(word):
        return f"shape {_shape(text)}"
    return f"shape {'figure' if word.isdigit() else word}"


@lru_cache(maxsize=8192)
def _shape(text: str) -> str:
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text.islower():
        return "x"
    return "Xx" if text[0].isupper() and text[1:].islower() else "xX"


def _echoes(words: Sequence[str], hosts: Sequence[Host]) -> list[list[str]]:
    """Whether a word stands in the text's domain, or twice in the text, as owners' names do."""
    counts = Counter(words)
    names = " ".join(host.name for host in hosts)
    names += " " + names.replace("-", "").translate(_ASCII) if hosts else ""
    possessive = {word[:-1] for word in counts if word[-1] == "s"}
    owners = possessive | {word[:-1] for word in possessive if word[-1:] == "'"}
    echoes: list[list[str]] = []
    for word in words:
        found: list[str] = []
        echoes.append(found)
        if len(word) < _SHORTEST_ECHO or not _is_word(word):
            continue
        if hosts and (word in names or (not word.isascii() and word.translate(_ASCII) in names)):
            found.append("is in host")
        if word in owners:
            found.append("is owner")
        if word[-1] == "s" and word[:-1].rstrip("'") in counts:
            found.append("is owned")
        elif counts[word] > 1:
            found.append("is twice")
    return echoes


def _mark(
    found: Sequence[list[str]],
    starts: Sequence[int],
    ends: Sequence[int],
    spans: Iterable[tuple[int, int, str]],
) -> None:
    """Add to each token what the rules say of it: part of their answer, kind of piece, label."""
    for start, end, mark in spans:
        first, behind = bisect_right(ends, start), bisect_left(starts, end)
        rule, first_rule, last_rule = _rules(mark)
        for marks in found[first:behind]:
            marks.append(rule)
        if first < behind:
            found[first].append(first_rule)
            found[behind - 1].append(last_rule)


@lru_cache(maxsize=1024)
def _rules(mark: str) -> tuple[str, str, str]:
    """What a word is told by that the rules say something of, the first of some, and the last."""
    return f"rule {mark}", f"rule {mark} begins", f"rule {mark} ends"


def _spans(plain: str, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    for field, guess in evidence.guesses:
        if guess:
            yield guess.start, guess.end, f"{field} {guess.sure}"
    for piece in evidence.pieces:
        yield piece.start, piece.end, f"{piece.kind}{' signed' * piece.signed}"
    for section in evidence.sections:
        yield section.label_start, section.start, f"label {section.field}"
        yield section.start, section.end, f"under {section.field}"
    for sign_off in sign_offs(plain, 0, len(plain)):
        yield *sign_off.span(), "sign-off"
    for introduction in INTRODUCTION_INSIDE.finditer(plain):
        yield *introduction.span(), "introduction"
    for host in evidence.hosts:
        yield host.start, host.end, f"host {host.weight}{' mail' * host.is_mail}"


def _places(texts: Sequence[str], words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Where each token stands: in the text and in its sentence."""
    in_sentence, has_host = 0, HOST in words
    near = [*range(_FARTHEST), *repeat(_FARTHEST, len(words))][: len(words)]
    for word, text, before, behind in zip(words, texts, near, reversed(near), strict=True):
        yield _place(before, behind, in_sentence, has_host, _shape(text))
        in_sentence = 0 if word in _SENTENCE_ENDS else min(in_sentence + 1, _FARTHEST_IN_SENTENCE)


@lru_cache(maxsize=4096)
def _place(
    before: int, behind: int, in_sentence: int, has_host: bool, shape: str
) -> tuple[str, ...]:
    """What tells where a token stands, by how many are before and behind it."""
    edges = [-step for step in (2, 1) if before < step] + [step for step in (1, 2) if behind < step]
    return (
        *(f"{step} {EDGE}" for step in edges),
        f"from start {before}",
        f"from end {behind}",
        f"in sentence {in_sentence}",
        f"host {has_host} {shape}",
    )
