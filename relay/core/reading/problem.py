"""Which words of a text tell what is wrong."""

from collections.abc import Sequence
from itertools import groupby

from relay.core.reading.labels import Field, Section
from relay.core.reading.prose import Kind, Piece
from relay.core.reading.signs import CRITICAL_SIGNS, ROUTINE_SIGNS, SCOPE_SIGNS, signs_in

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
    spans = [span for run in _runs(free) if (span := _trim(plain, *run))]
    return max(spans, key=lambda span: _worth(plain[span[0] : span[1]]), default=None)


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


def _runs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Stretches of text that nothing else interrupts."""
    runs = []
    for may_describe, group in groupby(pieces, _may_describe):
        texts = [piece for piece in group if piece.kind is Kind.TEXT]
        if may_describe and texts:
            runs.append((texts[0].start, texts[-1].end))
    return runs


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
