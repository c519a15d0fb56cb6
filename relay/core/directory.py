"""The directory of webshops: which of them a report is about, however it is spelled."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from relay.core.phone import e164
from relay.core.spelling import spelled_plainly

COLUMNS = ("domain", "name", "aliases", "contact", "phones")
ALIKE = 85  # per cent; below it noise was taken for a shop
GAP = 5  # per cent; nearer than this to another shop it is neither
MOST_RIVALS = 20
SHORTEST_ALIKE = 5  # letters; shorter names must be spelled right
_SPELLED = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "ue", "ß": "ss", "é": "e"}
)
_LEGAL = re.compile(r"[ ,]+(?:aps|a/s|i/s|k/s|ivs|ab|asa|as|gmbh|ltd|limited|inc|bv|oy)\.?$")
_SEVERAL = re.compile(r"\s*[;|]\s*")


class How(StrEnum):
    """By what a shop was known."""

    DOMAIN = "domain"
    NAME = "name"  # spelled right
    LIKENESS = "likeness"  # nearly, and like no other shop
    PHONE = "phone"  # the sender's


@dataclass(frozen=True, slots=True)
class Webshop:
    """A row of the directory."""

    domain: str  # small letters; empty when it has none
    name: str
    aliases: tuple[str, ...]
    contact: str  # a person; empty when nobody is known
    phones: tuple[str, ...]  # E.164


@dataclass(frozen=True, slots=True)
class Match:
    """A shop, and by what it was known."""

    shop: Webshop
    how: How


class Directory:
    """All known shops, ready to be looked up: 100,000 of them in a few milliseconds."""

    def __init__(self, shops: Iterable[Webshop] = ()) -> None:
        """Learn the spellings of every shop."""
        self.shops = tuple(shops)
        self._by_domain = {shop.domain: shop for shop in self.shops if shop.domain}
        self._by_name = _by_key(self.shops, _names)
        self._by_phone = _by_key(self.shops, lambda shop: shop.phones)
        self._spellings = tuple(self._by_name)

    def match(self, webshop: str | None, sender: str | None) -> Match | None:
        """The shop a report is about; None when none or more than one fits.

        Args:
            webshop: a host or a name, as read out of the text.
            sender: E.164; used when the text names no known shop.
        """
        named = self._named(webshop) if webshop else None
        if named:
            return named
        phoned = self._by_phone.get(sender or "", ())
        return Match(phoned[0], How.PHONE) if len(phoned) == 1 else None

    def _named(self, webshop: str) -> Match | None:
        domain = _domain(webshop)
        if domain in self._by_domain:
            return Match(self._by_domain[domain], How.DOMAIN)
        key = folded(webshop)
        spelled = self._by_name.get(key, ())
        if spelled:
            return Match(spelled[0], How.NAME) if len(spelled) == 1 else None
        return self._alike(key)

    def _alike(self, key: str) -> Match | None:
        """The one shop whose spelling is near, when every other is farther away."""
        if len(key) < SHORTEST_ALIKE:
            return None
        found = process.extract(
            key, self._spellings, scorer=fuzz.ratio, score_cutoff=ALIKE - GAP, limit=MOST_RIVALS
        )
        best: dict[Webshop, float] = {}
        for name, score, _ in found:
            for shop in self._by_name[name]:
                best[shop] = max(score, best.get(shop, 0))
        ranked = sorted(best.items(), key=lambda item: item[1], reverse=True)
        if not ranked or ranked[0][1] < ALIKE:
            return None
        is_clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= GAP
        return Match(ranked[0][0], How.LIKENESS) if is_clear else None


def folded(name: str) -> str:
    """A name or host as it is compared: small, æ as ae, no spaces, signs, legal form or ending."""
    small = _LEGAL.sub("", name.casefold().strip())
    if re.fullmatch(r"\S+\.[a-z]{2,}", small):
        small = _domain(small).rpartition(".")[0]
    return re.sub(r"[\W_]+", "", small.translate(_SPELLED))


def domain_key(domain: str) -> str:
    """A host as it is compared with another one: in one spelling, with its ending."""
    return spelled_plainly(_domain(domain))


def read_shops(text: str, country: str) -> tuple[tuple[Webshop, ...], tuple[str, ...]]:
    """The shops of a CSV file, and a line for each row that could not be used.

    Args:
        text: the file; its first row names the columns, commas or semicolons separate them.
        country: two letters (ISO 3166); where phones without a country code are.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    head = lines[0] if lines else ""
    rows = csv.DictReader(lines, delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [name.strip().casefold() for name in rows.fieldnames or ()]
    if not {"domain", "name"}.intersection(columns):
        return (), (f"line 1: must name the columns {', '.join(COLUMNS)}",)
    rows.fieldnames = columns
    shops: list[Webshop] = []
    faults: list[str] = []
    for row in rows:
        cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if not (cells["domain"] or cells["name"]):
            faults.append(f"line {rows.line_num}: has neither a domain nor a name")
            continue
        phones = [(spelling, e164(spelling, country)) for spelling in _several(cells["phones"])]
        faults += [
            f"line {rows.line_num}: a phone is not one" for _, number in phones if not number
        ]
        shops.append(_shop(cells, [number for _, number in phones if number]))
    return tuple(shops), tuple(faults)


def _shop(cells: Mapping[str, str], phones: Sequence[str]) -> Webshop:
    domain = _domain(cells["domain"])
    name = cells["name"] or domain
    return Webshop(domain, name, _several(cells["aliases"]), cells["contact"], tuple(phones))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in _SEVERAL.split(cell) if part)


def _domain(written: str) -> str:
    """A host in small letters, without scheme, "www.", port and path; punycode as letters."""
    host = re.sub(r"^[a-z]+://", "", unicodedata.normalize("NFC", written.strip().casefold()))
    host = re.split(r"[/?#:]", host, maxsplit=1)[0].removeprefix("www.")
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _names(shop: Webshop) -> Sequence[str]:
    written = [shop.name, *shop.aliases, *([shop.domain] if shop.domain else [])]
    return [key for key in dict.fromkeys(map(folded, written)) if key]


def _by_key(
    shops: Iterable[Webshop], keys: Callable[[Webshop], Sequence[str]]
) -> dict[str, tuple[Webshop, ...]]:
    found: dict[str, tuple[Webshop, ...]] = {}
    for shop in shops:
        for key in keys(shop):
            found[key] = (*found.get(key, ()), shop)
    return found
