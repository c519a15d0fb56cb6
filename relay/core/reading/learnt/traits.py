"""The words of a text with all that may tell what they are: themselves, their neighbours, where
they stand, and what the rules made of them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from relay.core.language import is_common_word
from relay.core.reading.fields import person
from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.fields.labels import Section
from relay.core.reading.fields.phrases import INTRODUCTION_INSIDE
from relay.core.reading.fields.prose import Piece, sign_offs
from relay.core.reading.fields.shop import Host
from relay.core.reading.finding import Finding
from relay.core.reading.learnt.concepts import concepts
from relay.core.reading.numbers.callback import Number

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
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
            Token(found.start(), found.end(), _NAMES.get(found[0]) or found[0].casefold(), found[0])
            for found in _TOKEN.finditer(plain, position, start)
        ]
        tokens += [Token(start, end, kind, plain[start:end])] if kind else []
        position = end
    return tokens


class Told(NamedTuple):
    """What may tell what a token is, besides the words around it."""

    token: Token
    shape: str
    found: tuple[str, ...]  # by the rules and in the rest of the text
    place: tuple[str, ...]  # where it stands


def told_of(plain: str, tokens: Sequence[Token], evidence: Evidence) -> list[Told]:
    """What may tell what each token is, by token."""
    found = _echoes(tokens, evidence.hosts)
    _mark(found, plain, tokens, evidence)
    return [
        Told(token, _shape_of(token.text, token.word), tuple(marks), place)
        for token, marks, place in zip(tokens, found, _places(tokens), strict=True)
    ]


def traits_of(told: Sequence[Told]) -> list[list[str]]:
    """All that may tell what each token is, as one list of traits for each."""
    traits = [[*_around(told, at), *one.place] for at, one in enumerate(told)]
    for at, one in enumerate(told):
        for trait in (*word_traits(one.token.text, one.token.word), *one.found):
            for step in STEPS[trait.partition(" ")[0]]:
                if 0 <= at - step < len(told):
                    traits[at - step].append(f"{step} {trait}" if step else trait)
    return traits


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


def _echoes(tokens: Sequence[Token], hosts: Sequence[Host]) -> list[list[str]]:
    """Whether a word stands in the text's domain, or twice in the text, as owners' names do."""
    counts = Counter(token.word for token in tokens)
    names = " ".join(host.name for host in hosts)
    names += " " + names.replace("-", "").translate(_ASCII) if hosts else ""
    echoes: list[list[str]] = []
    for token in tokens:
        word = token.word
        found: list[str] = []
        echoes.append(found)
        if not token.is_word or len(word) < _SHORTEST_ECHO:
            continue
        if hosts and (word in names or word.translate(_ASCII) in names):
            found.append("is in host")
        if word + "s" in counts or word + "'s" in counts:
            found.append("is owner")
        if word[-1] == "s" and word[:-1].rstrip("'") in counts:
            found.append("is owned")
        elif counts[word] > 1:
            found.append("is twice")
    return echoes


def _mark(
    found: Sequence[list[str]], plain: str, tokens: Sequence[Token], evidence: Evidence
) -> None:
    """Add to each token what the rules say of it: part of their answer, kind of piece, label."""
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    for start, end, mark in _spans(plain, evidence):
        first, behind = bisect_right(ends, start), bisect_left(starts, end)
        for at in range(first, behind):
            found[at].append(f"rule {mark}")
        if first < behind:
            found[first].append(f"rule {mark} begins")
            found[behind - 1].append(f"rule {mark} ends")


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


def _around(told: Sequence[Told], at: int) -> Iterator[str]:
    """What two words tell only together, of one of them or of the one beside them."""
    word, shape = told[at].token.word, told[at].shape
    before = told[at - 1].token.word if at else EDGE
    after = told[at + 1].token.word if at + 1 < len(told) else EDGE
    yield f"pair {before} {word}"
    yield f"pair {before} {shape}"
    yield f"next {shape} {after}"
    yield f"between {before} {after}"
    if at > 1:
        yield f"behind {told[at - 2].token.word} {before}"


def _places(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    """Where each token stands: in the text and in its sentence."""
    in_sentence, last = 0, len(tokens) - 1
    has_host = any(token.word == HOST for token in tokens)
    for at, token in enumerate(tokens):
        ends = min(at, _FARTHEST), min(last - at, _FARTHEST)
        yield _place(*ends, min(in_sentence, _FARTHEST_IN_SENTENCE), has_host, _shape(token.text))
        in_sentence = 0 if token.word in _SENTENCE_ENDS else in_sentence + 1


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
