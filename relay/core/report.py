"""A merchant's text becomes a report: who, which shop, what is wrong, which number to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from relay.core.language import OTHER, home_language, language_of
from relay.core.phone import region, sender_number
from relay.core.reading import problem as problems
from relay.core.reading.callback import DENMARK, Number, choose, find_numbers
from relay.core.reading.identity import shop_of, writer_of
from relay.core.reading.labels import Section, find_sections
from relay.core.reading.prose import Piece, read_prose
from relay.core.reading.shop import Host, find_hosts
from relay.core.reading.wording import Wording, read_wording, words
from relay.core.urgency import Judgement, Urgency, judge

__all__ = ["Report", "Urgency", "read_report"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a text says; None where it does not say."""

    name: str | None
    webshop: str | None  # a host in small letters, or a name as written
    problem: str | None  # the sender's own words
    callback: str | None  # E.164
    language: str  # da, en, sv, nb, de or other
    urgency: Urgency
    why: tuple[str, ...]  # short reasons of the class, for machines


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with everything found in it, before anything is decided."""

    wording: Wording
    country: str
    numbers: Sequence[Number]
    hosts: Sequence[Host]
    sections: Sequence[Section]
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who writes; None where the text does not say."""

    name: str | None
    webshop: str | None
    callback: str | None  # E.164


def read_report(text: str, sender: str, country: str = DENMARK) -> Report:
    """Read a text as a report. Never raises; takes any Unicode.

    Args:
        text: 0 to 1,600 characters.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    reading = read_text(text, sender, country)
    plain = reading.wording.plain
    span = problems.find(plain, reading.sections, reading.pieces)
    verdict = judge(plain, plain[span[0] : span[1]] if span else None)
    who = read_identity(reading)
    is_harmless = verdict.urgency is Urgency.NOT_AN_INCIDENT
    is_unasked = is_harmless and verdict.why == ("spam",)
    return Report(
        name=None if is_unasked else who.name,
        webshop=who.webshop if not is_harmless or _is_plain(who.webshop, verdict) else None,
        problem=reading.wording.quoted(*span) if span and not is_harmless else None,
        callback=who.callback,
        language=_language(reading, span, verdict),
        urgency=verdict.urgency,
        why=verdict.why,
    )


def _is_plain(webshop: str | None, verdict: Judgement) -> bool:
    """Whether a text that is no incident says plainly which shop it is about: by its domain."""
    return bool(webshop and "." in webshop) and verdict.why != ("spam",)


def read_identity(reading: Reading) -> Identity:
    """Who writes, for which shop, and where to call."""
    wording, hosts, sections, pieces = (
        reading.wording,
        reading.hosts,
        reading.sections,
        reading.pieces,
    )
    callback = choose(reading.numbers)
    return Identity(
        name=writer_of(wording, hosts, sections, pieces),
        webshop=shop_of(wording, hosts, sections, pieces),
        callback=callback.e164 if callback else None,
    )


def read_text(text: str, sender: str, country: str = DENMARK) -> Reading:
    """Find the numbers, domains, labels and pieces of a text."""
    wording = read_wording(text)
    number = sender_number(sender)
    home = (region(number) if number else None) or country
    numbers = find_numbers(wording.plain, home)
    hosts = find_hosts(wording.plain)
    sections = find_sections(wording.plain)
    pieces = _read_pieces(wording.plain, sections, numbers, hosts)
    return Reading(wording, home, numbers, hosts, sections, pieces)


def _read_pieces(
    plain: str, sections: Sequence[Section], numbers: Sequence[Number], hosts: Sequence[Host]
) -> list[Piece]:
    """The pieces of the text before the first label and of each section that runs on."""
    first = sections[0].label_start if sections else len(plain)
    pieces = read_prose(plain, 0, first, numbers, hosts)
    for section in sections:
        pieces += read_prose(plain, section.start, section.end, numbers, hosts)
    return pieces


def _language(reading: Reading, span: tuple[int, int] | None, verdict: Judgement) -> str:
    plain = reading.wording.plain
    text = plain[span[0] : span[1]] if span else plain
    told = language_of(text, reading.country, context=plain)
    if told:
        return told
    bare = verdict.urgency is Urgency.NOT_AN_INCIDENT or len(words(plain)) == 0
    return OTHER if bare else home_language(reading.country)
