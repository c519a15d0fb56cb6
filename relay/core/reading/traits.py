"""The words of a text with all that may tell what they are: themselves, their neighbours, where
they stand, and what the rules made of them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relay.core.language import is_common_word
from relay.core.reading import person
from relay.core.reading.callback import Number
from relay.core.reading.concepts import concepts
from relay.core.reading.finding import Finding
from relay.core.reading.given_names import is_given_name
from relay.core.reading.labels import Section
from relay.core.reading.phrases import INTRODUCTION_INSIDE, SIGN_OFF
from relay.core.reading.prose import Piece
from relay.core.reading.shop import Host

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
_ASCII = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss"}
)
_SHORTEST_ECHO = 3  # letters
_FARTHEST = 6  # tokens from either end that are told apart
_NEAR = ("shape", "name", "kind", "is", "means")  # what is told of a neighbour


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure, a sign, or a whole domain or number."""

    start: int
    end: int
    word: str  # small letters; HOST and NUMBER for what is one
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it is neither sign nor figure, domain or number."""
        return self.word[0].isalpha() and self.word not in ("HOST", "NUMBER")


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
        [(host.start, host.end, "HOST") for host in hosts]
        + [(number.start, number.end, "NUMBER") for number in numbers]
    )
    tokens: list[Token] = []
    position = 0
    for start, end, kind in [*whole, (len(plain), len(plain), "")]:
        if start < position:
            continue
        tokens += [
            Token(found.start(), found.end(), found[0].casefold(), found[0])
            for found in _TOKEN.finditer(plain, position, start)
        ]
        tokens += [Token(start, end, kind, plain[start:end])] if kind else []
        position = end
    return tokens


def traits_of(plain: str, tokens: Sequence[Token], evidence: Evidence) -> list[list[str]]:
    """What may tell what each token is, by token."""
    own = [_own(token) for token in tokens]
    for traits, echoes in zip(own, _echoes(tokens, evidence.hosts), strict=True):
        traits += echoes
    marks = _marks(plain, tokens, evidence)
    near = [
        [trait for trait in traits if trait.startswith(_NEAR)] + [f"rule {mark}" for mark in marked]
        for traits, marked in zip(own, marks, strict=True)
    ]
    return [
        [*own[at], *(f"rule {mark}" for mark in marks[at]), *_around(tokens, near, at), *where]
        for at, where in enumerate(_places(tokens))
    ]


def _own(token: Token) -> list[str]:
    word, text = token.word, token.text
    if not token.is_word:
        kind = "figure" if word.isdigit() else word
        return [f"word {kind}", f"shape {kind}"]
    known, common = is_given_name(text), is_common_word(text)
    traits = [f"word {word}", f"ends {word[-3:]}", f"stem {word[:5]}", f"shape {_shape(text)}"]
    traits.append(f"name {known} {common} {_shape(text)}")
    traits += [f"means {concept}" for concept in concepts(word)] or ["means -"]
    traits += ["is possessive"] if person.is_possessive(text) else []
    return traits + (["is firm"] if person.is_firm(text) else [])


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
    names += " " + names.replace("-", "").translate(_ASCII)
    echoes: list[list[str]] = []
    for token in tokens:
        word = token.word
        found = []
        if token.is_word and len(word) >= _SHORTEST_ECHO:
            found += ["is in host"] if word in names or word.translate(_ASCII) in names else []
            found += ["is owner"] if word + "s" in counts or word + "'s" in counts else []
            owned = word.endswith("s") and word[:-1].rstrip("'") in counts
            found += ["is owned"] if owned else ["is twice"] if counts[word] > 1 else []
        echoes.append(found)
    return echoes


def _marks(plain: str, tokens: Sequence[Token], evidence: Evidence) -> list[list[str]]:
    """What the rules say of each token: part of their answer, kind of piece, label."""
    marks: list[list[str]] = [[] for _ in tokens]
    spans: list[tuple[int, int, str]] = []
    for field, guess in evidence.guesses:
        spans += [(guess.start, guess.end, f"{field} {guess.sure}")] if guess else []
    for piece in evidence.pieces:
        spans.append((piece.start, piece.end, f"{piece.kind}{' signed' * piece.signed}"))
    for section in evidence.sections:
        spans.append((section.label_start, section.start, f"label {section.field}"))
        spans.append((section.start, section.end, f"under {section.field}"))
    spans += [(found.start(), found.end(), "sign-off") for found in SIGN_OFF.finditer(plain)]
    for found in INTRODUCTION_INSIDE.finditer(plain):
        spans.append((found.start(), found.end(), "introduction"))
    spans += [
        (host.start, host.end, f"host {host.weight}{' mail' * host.is_mail}")
        for host in evidence.hosts
    ]
    for start, end, mark in spans:
        _mark(marks, tokens, start, end, mark)
    return marks


def _mark(marks: list[list[str]], tokens: Sequence[Token], start: int, end: int, mark: str) -> None:
    inside = [at for at, token in enumerate(tokens) if token.start < end and token.end > start]
    for at in inside:
        marks[at].append(mark)
    if inside:
        marks[inside[0]].append(f"{mark} begins")
        marks[inside[-1]].append(f"{mark} ends")


def _around(tokens: Sequence[Token], near: Sequence[Sequence[str]], at: int) -> Iterable[str]:
    for step in (-2, -1, 1, 2):
        beside = at + step
        if not 0 <= beside < len(tokens):
            yield f"{step} edge"
            continue
        yield f"{step} word {tokens[beside].word}"
        told = near[beside] if abs(step) == 1 else near[beside][:1]
        yield from (f"{step} {trait}" for trait in told)
    before = tokens[at - 1].word if at else "edge"
    after = tokens[at + 1].word if at + 1 < len(tokens) else "edge"
    here = near[at][0] if near[at] else ""
    yield f"pair {before} {tokens[at].word}"
    yield f"pair {before} {here}"
    yield f"next {here} {after}"
    yield f"between {before} {after}"
    if at > 1:
        yield f"behind {tokens[at - 2].word} {before}"


def _places(tokens: Sequence[Token]) -> Iterable[list[str]]:
    """Where each token stands: in the text and in its sentence."""
    in_sentence, last = 0, len(tokens) - 1
    has_host = any(token.word == "HOST" for token in tokens)
    for at, token in enumerate(tokens):
        yield [
            f"from start {min(at, _FARTHEST)}",
            f"from end {min(last - at, _FARTHEST)}",
            f"in sentence {min(in_sentence, 4)}",
            f"host {has_host} {_shape(token.text)}",
        ]
        in_sentence = 0 if token.word in (".", "!", "?", "\n") else in_sentence + 1
