"""A merchant's text becomes a report: who, which shop, what is wrong, which number to call."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from relay.core.language import OTHER, home_language, language_of
from relay.core.phone import region, sender_number
from relay.core.reading.cries.scope import TROUBLE
from relay.core.reading.fields import problem as problems
from relay.core.reading.fields.called import is_what_we_are, shop_introduced, start_behind_cue
from relay.core.reading.fields.client import is_agency
from relay.core.reading.fields.identity import shop_of, writer_of
from relay.core.reading.fields.labels import FEWEST_BARE, Field, Section, find_sections
from relay.core.reading.fields.person import (
    end_of_abbreviated,
    end_without_office,
    is_known_name,
    is_month,
    is_no_name,
    is_outcry,
    is_remark,
    is_sigh,
    title_at,
    without_titles,
)
from relay.core.reading.fields.phrases import NOT_WORKING
from relay.core.reading.fields.pieces import Piece
from relay.core.reading.fields.prose import read_prose
from relay.core.reading.fields.quoted import is_quoted, quotations
from relay.core.reading.fields.shop import Host, find_hosts, is_no_shop
from relay.core.reading.fields.whole_shop import whole_shop
from relay.core.reading.finding import Finding, Sureness
from relay.core.reading.learnt.tagger import stretched, tag, weighed
from relay.core.reading.learnt.traits import Evidence
from relay.core.reading.numbers.callback import DENMARK, Number, find_numbers, number_to_call
from relay.core.reading.wording import Wording, in_small, listed, read_wording, words
from relay.core.urgency import Judgement, Urgency, judge

__all__ = ["Report", "Sureness", "Urgency", "read_report"]


_END_BEFORE = re.compile(r"[.!?\n] *$")
_IS_BEFORE = re.compile(r"\b(?:is|er|är|ist)\s$", re.IGNORECASE)
_OF_PROBLEMS = (Field.PROBLEM, Field.OTHER)  # labels that a description may go on behind
_NOT_BY_ITSELF = frozenset(listed("ikke ikkje inte nicht not ingen inga intet inget no kein keine"))
_OFF_THE_NET = re.compile(r"(?<=vom )netz\b", re.IGNORECASE)  # "vom Netz" is no shop's name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands in the text as it came, and how sure we are of it."""

    start: int
    end: int
    sure: Sureness


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
    places: Mapping[str, Place] = field(default_factory=dict)  # by field, of those it has

    @property
    def unsure(self) -> tuple[str, ...]:
        """The fields that are shown with a question mark ("navn?") and asked about."""
        return tuple(name for name, at in self.places.items() if at.sure is Sureness.DOUBTFUL)


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

    name: Finding | None
    webshop: Finding | None
    callback: Finding | None  # E.164


def read_report(text: str, sender: str, country: str = DENMARK) -> Report:
    """Read a text as a report. Never raises; takes any Unicode.

    Args:
        text: 0 to 1,600 characters.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    reading = read_text(text, sender, country)
    wording = reading.wording
    problem, who = find_problem(reading), read_identity(reading)
    verdict = judge(wording.plain, problem.value if problem else None)
    tagged = tag(wording, _evidence(reading, who, problem))
    if tagged:
        by_rule = who.webshop
        who = Identity(
            _person(weighed(tagged.name, who.name) or _plain(who.name, verdict), reading),
            _somebodys(weighed(tagged.webshop, by_rule), reading),
            who.callback,
        )
        if who.webshop is None and verdict.urgency is not Urgency.NOT_AN_INCIDENT:
            who = replace(who, webshop=_as_domain(by_rule, reading.hosts))
        if _is_titled_shop(who.name, who.webshop):
            who = replace(who, name=None)
        who = _who_we_are(who, reading)
        if who.webshop is None:
            who = replace(who, webshop=_introduced(wording))
        told = _whole(
            _behind_its_label(weighed(tagged.problem, problem), reading, _OF_PROBLEMS), reading
        )
        problem = _with_its_trouble(told, problem, who, wording)
        found = _credible(who, problem, verdict)
    else:
        found = _plainly_credible(who, problem, verdict)
    span = (problem.start, problem.end) if problem else None
    return Report(
        **{name: finding.value if finding else None for name, finding in found.items()},
        language=_language(reading, span, verdict),
        urgency=verdict.urgency,
        why=verdict.why,
        places={name: _place(wording, at) for name, at in found.items() if at},
    )


def _whole(tagged: Finding | None, reading: Reading) -> Finding | None:
    """What was tagged, uncut at an abbreviation, and without what the sender takes back."""
    if tagged is None:
        return None
    plain = reading.wording.plain
    start, end = problems.unbroken(plain, tagged.start, tagged.end, reading.pieces)
    start = problems.without_what_is_set_aside(plain, start, end)
    return stretched(tagged, start, end, reading.wording)


def _with_its_trouble(
    tagged: Finding | None, by_rule: Finding | None, who: Identity, wording: Wording
) -> Finding | None:
    """What was tagged, but the rules' stretch where that tells a trouble and a part of it none.

    Else a page could say "som den skal" of "den virker ikke, som den skal". Where the rules'
    stretch begins with who writes ("jonas lampehuset kassen virker ikke"), what was tagged is
    lengthened.
    """
    if tagged is None or by_rule is None:
        return tagged or by_rule
    if tagged.value.casefold() in _NOT_BY_ITSELF:
        return by_rule
    longer = _with_its_not(tagged, by_rule, wording)
    part, whole = (tagged.start, tagged.end), (by_rule.start, by_rule.end)
    if not whole[0] <= part[0] < part[1] <= whole[1]:
        return longer
    if problems.leaves_out_trouble(wording.plain, part, whole):
        named = (one for one in (who.name, who.webshop) if one)
        is_named = any(whole[0] <= one.start < part[0] for one in named)
        return longer if is_named and _tells_trouble(longer) else by_rule
    start = problems.with_what_turns_it(wording.plain, *part, whole[0])
    return stretched(longer, start, longer.end, wording)


def _with_its_not(tagged: Finding, by_rule: Finding, wording: Wording) -> Finding:
    """What was tagged, with the "virker ikke" of the rules' stretch that it leaves off or cuts."""
    if tagged.end >= by_rule.end:
        return tagged
    faults = NOT_WORKING.finditer(in_small(wording.plain), by_rule.start, by_rule.end)
    ends = (fault.end() for fault in faults if fault.start() - 1 <= tagged.end < fault.end())
    end = next(ends, None)
    if end is None:
        return tagged
    sure = max(tagged.sure, by_rule.sure)
    return Finding(wording.quoted(tagged.start, end), tagged.start, end, sure)


def _as_domain(shop: Finding | None, hosts: Sequence[Host]) -> Finding | None:
    """A shop that is written out as a domain; None for a name, which may be anything."""
    is_domain = shop is not None and any(host.name == shop.value for host in hosts)
    return shop if is_domain else None


def _behind_its_label(
    tagged: Finding | None, reading: Reading, told_by: Collection[Field] = ()
) -> Finding | None:
    """What was tagged, without the label that it begins with in a form, and up to the next one."""
    if tagged is None or len(reading.sections) < FEWEST_BARE:
        return tagged
    begun = (one.start for one in reading.sections if one.label_start == tagged.start)
    start = next(begun, tagged.start)
    start = start if start < tagged.end else tagged.start
    ends = (
        one.label_start
        for one in reading.sections
        if start < one.label_start < tagged.end and one.field not in told_by
    )
    plain = reading.wording.plain
    end = start + len(plain[start : next(ends, tagged.end)].rstrip(" \n,;|/"))
    return stretched(tagged, start, end if end > start else tagged.end, reading.wording)


def _person(name: Finding | None, reading: Reading) -> Finding | None:
    """A whole name without the "Frau" before it; None for an address, which is nobody's name."""
    name = _behind_its_label(name, reading)
    if name is None or any(
        host.start < name.end and name.start < host.end for host in reading.hosts
    ):
        return None
    plain = reading.wording.plain
    start = name.start + without_titles(plain[name.start : name.end])
    end = end_of_abbreviated(plain, start, name.end)
    end = start + end_without_office(plain[start:end])
    if start >= end or is_no_name(plain[start:end]) or is_month(plain, start, end):
        return None
    return stretched(name, start, end, reading.wording)


def _plain(name: Finding | None, verdict: Judgement) -> Finding | None:
    """A name by the rules for where none was tagged, as in few texts that report something."""
    is_report = verdict.urgency is not Urgency.NOT_AN_INCIDENT
    return name if name and is_report and name.sure >= Sureness.LIKELY else None


def _somebodys(shop: Finding | None, reading: Reading) -> Finding | None:
    """A shop unless it is a domain that is known to be nobody's."""
    if shop is None:
        return None
    at = shop.start
    is_nobodys = any(host.start == at and is_no_shop(host) for host in reading.hosts)
    plain = reading.wording.plain
    is_nobodys = is_nobodys or _OFF_THE_NET.match(plain, at) is not None
    is_nobodys = is_nobodys or _is_said_of_a_shop(plain, shop) or is_agency(plain, at)
    if is_nobodys or any(host.name == shop.value for host in reading.hosts):
        return None if is_nobodys else shop
    start = start_behind_cue(plain, shop.start, shop.end)
    start, end = whole_shop(plain, start, shop.end)
    return _behind_its_label(stretched(shop, start, end, reading.wording), reading)


def _introduced(wording: Wording) -> Finding | None:
    """The shop that a text plainly says it is of, where none was tagged."""
    span = shop_introduced(wording.plain)
    return Finding(wording.quoted(*span), *span, Sureness.DOUBTFUL) if span else None


def _who_we_are(who: Identity, reading: Reading) -> Identity:
    """Who writes, but what several say they are is their shop: "Vi är Fikarum"."""
    name, plain = who.name, reading.wording.plain
    if name is None or not is_what_we_are(plain, name.start, name.end):
        return who
    end = max(name.end, title_at(plain, name.start))
    is_shop = not is_known_name(name.value)
    sure = Sureness.LIKELY if is_shop else Sureness.DOUBTFUL
    shop = Finding(reading.wording.quoted(name.start, end), name.start, end, sure)
    return replace(who, name=None, webshop=who.webshop or shop)


def _is_said_of_a_shop(plain: str, shop: Finding) -> bool:
    """Whether what was taken for a shop is what is said of one: "Typical", "is cactus mate"."""
    value = plain[shop.start : shop.end]
    before = plain[max(0, shop.start - 4) : shop.start]
    is_alone = not plain[: shop.start].strip() or _END_BEFORE.search(before) is not None
    return (
        is_sigh(value)
        or (is_alone and is_outcry(value))
        or (_IS_BEFORE.search(before) is not None and is_remark(value))
    )


def _is_titled_shop(name: Finding | None, shop: Finding | None) -> bool:
    """Whether what was taken for a name is a shop's behind its title: "fru Hansens Broderi"."""
    if name is None or shop is None or name.end != shop.end:
        return False
    return 0 < without_titles(shop.value) == name.start - shop.start


def _tells_trouble(problem: Finding) -> bool:
    return TROUBLE.search(problem.value.lower()) is not None


def find_problem(reading: Reading) -> Finding | None:
    """The stretch that tells what is wrong or what is asked, in the sender's own words."""
    wording = reading.wording
    span = problems.find(wording.plain, reading.sections, reading.pieces)
    if span is None:
        return None
    sure = problems.sureness(wording.plain, span, reading.sections)
    return Finding(wording.quoted(*span), *span, sure)


def read_identity(reading: Reading) -> Identity:
    """Who writes, for which shop, and where to call."""
    plain = reading.wording.plain
    pieces = reading.pieces
    if quotations(plain):
        pieces = [piece for piece in pieces if not is_quoted(plain, piece.start)]
    found = (reading.wording, reading.hosts, reading.sections, pieces)
    return Identity(writer_of(*found), shop_of(*found), number_to_call(reading.numbers))


def evidence_of(reading: Reading) -> Evidence:
    """What the rules make of a text, for the tagger to weigh."""
    return _evidence(reading, read_identity(reading), find_problem(reading))


def _evidence(reading: Reading, who: Identity, problem: Finding | None) -> Evidence:
    guesses = (("name", who.name), ("shop", who.webshop), ("problem", problem))
    return Evidence(reading.hosts, reading.numbers, reading.sections, reading.pieces, guesses)


def _credible(
    who: Identity, problem: Finding | None, verdict: Judgement
) -> dict[str, Finding | None]:
    """The fields by name. A text that is no incident has no problem, and spam no shop."""
    is_incident = verdict.urgency is not Urgency.NOT_AN_INCIDENT
    return {
        "name": who.name,
        "webshop": None if verdict.why == ("spam",) else who.webshop,
        "problem": problem if is_incident else None,
        "callback": who.callback,
    }


def _plainly_credible(
    who: Identity, problem: Finding | None, verdict: Judgement
) -> dict[str, Finding | None]:
    """The same for what the rules alone found: a text that is no incident names a shop plainly."""
    name, webshop = who.name, who.webshop
    if verdict.urgency is Urgency.NOT_AN_INCIDENT:
        is_unasked = verdict.why == ("spam",)
        name = name if name and (not is_unasked or is_known_name(name.value)) else None
        webshop = webshop if webshop and "." in webshop.value and not is_unasked else None
        problem = None
    return {"name": name, "webshop": webshop, "problem": problem, "callback": who.callback}


def _place(wording: Wording, finding: Finding) -> Place:
    return Place(*wording.place(finding.start, finding.end), finding.sure)


def read_text(text: str, sender: str, country: str = DENMARK) -> Reading:
    """Find the numbers, domains, labels and pieces of a text."""
    wording = read_wording(text)
    number = sender_number(sender)
    home = (_region(number) if number else None) or country
    numbers = [
        one
        for one in find_numbers(wording.plain, home, number)
        if not is_quoted(wording.plain, one.start)
    ]
    hosts = find_hosts(wording.plain)
    sections = find_sections(wording.plain)
    pieces = _read_pieces(wording.plain, sections, numbers, hosts)
    return Reading(wording, home, numbers, hosts, sections, pieces)


_region = lru_cache(maxsize=1024)(region)


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
    told = language_of(
        _without_hosts(reading, *(span or (0, len(plain)))),
        reading.country,
        context=_without_hosts(reading, 0, len(plain)),
    )
    if told:
        return told
    bare = verdict.urgency is Urgency.NOT_AN_INCIDENT or len(words(plain)) == 0
    return OTHER if bare else home_language(reading.country)


def _without_hosts(reading: Reading, start: int, end: int) -> str:
    """A stretch of a text without its domains: "borte.dk er nede" is not Norwegian."""
    kept, plain = list[str](), reading.wording.plain
    for host in sorted(reading.hosts, key=lambda host: host.start):
        if start <= host.start and host.end <= end:
            kept.append(plain[start : host.start])
            start = host.end
    return " ".join([*kept, plain[start:end]])
