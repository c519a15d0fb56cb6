"""Which words of a text tell what is wrong."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from relay.core.reading.finding import Sureness
from relay.core.reading.labels import Field, Section
from relay.core.reading.prose import Kind, Piece
from relay.core.reading.signs import (
    ASKING,
    CRITICAL_SIGNS,
    ROUTINE_SIGNS,
    SCOPE_SIGNS,
    TROUBLE,
    signs_in,
)

_EDGE = " \t\n.,;:-/|·•"


def find(
    plain: str, sections: Sequence[Section], pieces: Sequence[Piece]
) -> tuple[int, int] | None:
    """Where the description of the problem begins and ends; None when there is none."""
    labelled = [section for section in sections if section.field is Field.PROBLEM]
    if labelled:
        inside = [piece for piece in pieces if labelled[0].start <= piece.start < labelled[0].end]
        span = _trim(plain, labelled[0].start, _end_of_description(plain, labelled[0], inside))
        if span:
            return span
    named = [section for section in sections if section.field in (Field.NAME, Field.SHOP)]
    free = [
        piece
        for piece in pieces
        if not any(section.start <= piece.start < section.end for section in named)
        or signs_in(plain[piece.start : piece.end], CRITICAL_SIGNS)
    ]
    spans = [span for run in _runs(plain, free) if (span := _trim(plain, *run))]
    if not spans:  # a greeting that looks like the end of a letter may stand first
        signed = [replace(piece, signed=False) for piece in free]
        runs = [(run[0], run[1]) for run in _runs(plain, signed)]
        spans = [
            span
            for run in runs
            if signs_in(plain[slice(*run)], CRITICAL_SIGNS) and (span := _trim(plain, *run))
        ]
    return max(spans, key=lambda span: _worth(plain[span[0] : span[1]]), default=None)


def sureness(plain: str, span: tuple[int, int], sections: Sequence[Section]) -> Sureness:
    """How sure it is that a stretch tells what is wrong: it is labelled, or its words say so."""
    labelled = any(section.start == span[0] for section in sections)
    if labelled or signs_in(plain[slice(*span)], CRITICAL_SIGNS):
        return Sureness.CERTAIN
    return Sureness.LIKELY if _tells(plain[slice(*span)]) else Sureness.DOUBTFUL


def _end_of_description(plain: str, section: Section, inside: Sequence[Piece]) -> int:
    """A labelled description ends at its section's end, or where contact data begin."""
    described = [piece for piece in inside if piece.kind in (Kind.TEXT, Kind.TITLE)]
    if not described or described[0].start > section.start + 40:
        return section.end
    later = [
        piece.start
        for piece in inside
        if piece.start > described[0].start
        and (piece.signed or piece.kind in (Kind.CALL, Kind.SHOP, Kind.NAME, Kind.TALK))
    ]
    return min([*later, section.end])


def _runs(plain: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Stretches of text that nothing else interrupts, from the first that tells of trouble."""
    runs = []
    for may_describe, group in groupby(pieces, _may_describe):
        texts = [piece for piece in group if piece.kind is Kind.TEXT]
        if may_describe and texts:
            sentences = _sentences(plain, texts)
            while len(sentences) > 1 and not _tells(plain[slice(*sentences[0])]):
                del sentences[0]
            runs.append((sentences[0][0], sentences[-1][1]))
    return runs


def _sentences(plain: str, texts: Sequence[Piece]) -> list[tuple[int, int]]:
    """The clauses put together that no full stop or line separates."""
    sentences: list[tuple[int, int]] = []
    for piece in texts:
        if sentences and not re.search(r"[.!?\n]", plain[sentences[-1][1] : piece.start]):
            sentences[-1] = (sentences[-1][0], piece.end)
        else:
            sentences.append((piece.start, piece.end))
    return sentences


def _tells(text: str) -> bool:
    """Whether a stretch speaks of trouble or asks for something."""
    small = text.lower()
    return bool(
        TROUBLE.search(small)
        or signs_in(text, CRITICAL_SIGNS)
        or signs_in(text, ROUTINE_SIGNS)
        or ASKING.search(small)
    )


def _may_describe(piece: Piece) -> bool:
    return piece.kind in (Kind.TEXT, Kind.LEAD) and not piece.signed


def _worth(text: str) -> tuple[int, int]:
    faults = signs_in(text, CRITICAL_SIGNS)
    questions = signs_in(text, ROUTINE_SIGNS) + signs_in(text, SCOPE_SIGNS)
    return 2 * len(faults) + len(questions) + ("?" in text), len(text)


def _trim(plain: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and plain[start] in _EDGE:
        start += 1
    while end > start and (plain[end - 1] in _EDGE or _is_picture(plain[end - 1])):
        end -= 1
    while start < end and _is_picture(plain[start]):
        start += 1
    if not any(char.isalnum() for char in plain[start:end]):
        return None
    while end < len(plain) and plain[end] in "!?":
        end += 1
    return start, end


def _is_picture(char: str) -> bool:
    return char.isspace() or (char > "\u2000" and not char.isalnum() and char not in "“”’…€")
