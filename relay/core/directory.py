"""The directory of webshops: which of them a report is about, however it is spelled."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, product
from string import ascii_lowercase

from rapidfuzz import fuzz, process

from relay.core.alike import Spellings
from relay.core.domains import is_domain, registered_domain
from relay.core.language import is_common_word
from relay.core.phone import e164
from relay.core.spelling import spelled_plainly

COLUMNS = ("domain", "name", "aliases", "contact", "phones")
ALIKE = 85  # per cent; below it noise was taken for a shop
GAP = 5  # per cent; nearer than this to another shop it is neither
MOST_RIVALS = 20
SHORTEST_ALIKE = 5  # letters; shorter names must be spelled right
SHORTEST_MISSPELT = 8  # letters; a slip in a shorter domain makes another one
SHORTEST_NAMED = 6  # letters; a shorter name is looked for nowhere but where a shop is told
SHORTEST_IN_SMALL = 8  # letters of one word without a capital: "kanden" is a jug
MOST_WORDS = 4  # of a name that is looked for in a text
# https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4
LONGEST_LABEL = 63  # characters
MOST_LABELS = 127
_SPELLED = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "ue", "ß": "ss", "é": "e"}
)
_LEGAL = re.compile(r"[ ,]+(?:aps|a/s|i/s|k/s|ivs|ab|asa|as|gmbh|ltd|limited|inc|bv|oy)\.?$")
_WORD = re.compile(r"[^\W_](?:[\w'&-]*[^\W_])?")
_SEVERAL = re.compile(r"\s*[;|]\s*")
_ENDING = re.compile(r"\S+\.[a-z]{2,}")
_NO_LETTERS = re.compile(r"[\W_]+")
_SCHEME = re.compile(r"^[a-z]+://")
_AFTER_HOST = re.compile(r"[/?#:]")
_SPACED = re.compile(r"\s+(dk|com|se|no|de|eu)$")  # "lampehuset dk"


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
        alones = [(shop,) for shop in self.shops]  # made once for all that leads to each
        owned = {alone[0].domain: alone for alone in alones if alone[0].domain}
        self._by_domain = _by_key(alones, _domains) | owned
        self._by_spelling = _by_key(alones, _spelled_domains)
        self._by_name = _by_key(alones, _names)
        self._by_phone = _by_key(alones, lambda shop: shop.phones)
        self._names = Spellings(tuple(self._by_name))

    def match(self, webshop: str | None, sender: str | None) -> Match | None:
        """The shop a report is about; None when none or more than one fits.

        Args:
            webshop: a host or a name, as read out of the text.
            sender: E.164; used when the text names no known shop, nor a domain of nobody's.
        """
        named = self._named(webshop) if webshop else None
        if named:
            return named
        known = _only(self._by_phone.get(sender or "", ()), How.PHONE)
        is_elsewhere = known is not None and webshop and _is_elsewhere(webshop, known.shop)
        return None if is_elsewhere else known

    def named_in(self, words: str) -> str | None:
        """The first known shop's name in words that tell of one without saying that it is a shop.

        "Garnboden er nede" is read as no shop's: so may anything begin that is down.
        """
        found = list(_WORD.finditer(words))
        for first, count in product(range(len(found)), range(MOST_WORDS, 0, -1)):
            some = found[first : first + count]
            name = words[some[0].start() : some[-1].end()]
            keys = folded(name), folded(re.sub(r"'?s$", "", name))
            is_known = any(len(self._by_name.get(key, ())) == 1 for key in keys)
            if len(some) == count and is_known and _may_be_named(name):
                return name
        return None

    def _named(self, webshop: str) -> Match | None:
        host, key = _address(webshop), folded(webshop)
        if host in self._by_domain or _is_host(host):
            return self._at(host)
        if key in self._by_name:
            return _only(self._by_name[key], How.NAME)
        joined = _joined(host)
        return self._at(joined) if _is_host(joined) else self._alike(key)

    def _at(self, host: str) -> Match | None:
        """The shop at a host or at a domain above it; of those that nobody has, one misspelled.

        What it is called counts for nothing: the same name with another ending is another's.
        """
        domains = list(_upwards(host))
        for domain in domains:
            if domain in self._by_domain:
                return _only(self._by_domain[domain], How.DOMAIN)
        spelled = [_spelled(domain) for domain in domains]
        for domain in spelled:
            if domain in self._by_spelling:
                return _only(self._by_spelling[domain], How.NAME)
        near = [self._by_spelling.get(domain, ()) for domain in _meant(spelled[-1])]
        return _only(tuple(dict.fromkeys(chain.from_iterable(near))), How.LIKENESS)

    def _alike(self, key: str) -> Match | None:
        """The one shop whose spelling is near, when every other is farther away."""
        if len(key) < SHORTEST_ALIKE:
            return None
        near = self._names.near(key, ALIKE - GAP)
        found = process.extract(
            key, near, scorer=fuzz.ratio, score_cutoff=ALIKE - GAP, limit=MOST_RIVALS
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


def _may_be_named(words: str) -> bool:
    """Whether words that are some shop's name are likely to mean it: a few are words besides."""
    is_plain = words[0].isupper() or len(words.split()) > 1
    is_long = len(folded(words)) >= (SHORTEST_NAMED if is_plain else SHORTEST_IN_SMALL)
    return is_long and (is_plain or not is_common_word(words))


def _only(shops: Sequence[Webshop], how: How) -> Match | None:
    return Match(shops[0], how) if len(shops) == 1 else None


def folded(name: str) -> str:
    """A name or host as it is compared: small, æ as ae, no spaces, signs, legal form or ending."""
    small = _without_legal_form(name)
    if "." in small and _ENDING.fullmatch(small):
        small = _domain(small).rpartition(".")[0]
    plain = _spelled(small)
    return plain if plain.isalnum() else _NO_LETTERS.sub("", plain)


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
    separator = ";" if head.count(";") > head.count(",") else ","
    columns = [name.strip().casefold() for name in _cells(head, separator) or ()]
    if not {"domain", "name"}.intersection(columns):
        return (), (f"line 1: must name the columns {', '.join(COLUMNS)}",)
    shops: list[Webshop] = []
    faults: list[str] = []
    for at, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        given = _cells(line, separator)
        if given is None:
            faults.append(f"line {at}: a quotation mark is not closed, or a cell is too long")
            continue
        row = dict(zip(columns, given, strict=False))
        cells = {column: row.get(column, "").strip() for column in COLUMNS}
        if not (cells["domain"] or cells["name"]):
            faults.append(f"line {at}: has neither a domain nor a name")
            continue
        phones = [(spelling, e164(spelling, country)) for spelling in _several(cells["phones"])]
        faults += [f"line {at}: a phone is not one" for _, number in phones if not number]
        shops.append(_shop(cells, [number for _, number in phones if number]))
    return tuple(shops), tuple(faults)


def _cells(line: str, separator: str) -> list[str] | None:
    """The cells of a line; None when it is none by itself.

    Each is read by itself: else a stray quotation mark takes all lines below it with it.
    """
    if '"' not in line and len(line) <= csv.field_size_limit():
        return line.split(separator)
    rows = csv.reader([line, ""], delimiter=separator)
    try:
        cells = next(rows)
    except csv.Error:
        return None
    return cells if rows.line_num == 1 else None


def _shop(cells: Mapping[str, str], phones: Sequence[str]) -> Webshop:
    domain = _domain(cells["domain"])
    name = cells["name"] or domain
    return Webshop(domain, name, _several(cells["aliases"]), cells["contact"], tuple(phones))


def _several(cell: str) -> tuple[str, ...]:
    parts = _SEVERAL.split(cell) if ";" in cell or "|" in cell else (cell,)
    return tuple(part for part in parts if part)


def _domain(written: str) -> str:
    """A host in small letters, without scheme, "www.", port and path; punycode as letters."""
    host = written.strip().casefold()
    if not host.isascii():
        host = unicodedata.normalize("NFC", host)
    host = _AFTER_HOST.split(_SCHEME.sub("", host), maxsplit=1)[0].removeprefix("www.")
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _address(written: str) -> str:
    """What would be the host of something written, which may be a name: "garnhuset.no AS"."""
    return _domain(_without_legal_form(written))


def _without_legal_form(name: str) -> str:
    small = name.casefold().strip()
    return _LEGAL.sub("", small) if " " in small or "," in small else small


def _joined(host: str) -> str:
    """A domain as our pages write it, as one: "lampehuset dk"."""
    return "".join(_SPACED.sub(r".\1", host).split())


def _is_elsewhere(webshop: str, shop: Webshop) -> bool:
    """Whether a domain was named that is none of a shop's, nor a slip of one, nor above one."""
    host = _joined(_address(webshop))
    if not _is_host(host):
        return False
    own = _spelled_domains(shop)
    if not own:
        return all(fuzz.ratio(folded(host), name) < ALIKE for name in _names(shop))
    spelled = [_spelled(domain) for domain in _upwards(host)]
    may_be = {*spelled, *_meant(spelled[-1])}
    return not any(one in may_be or one.endswith(f".{spelled[0]}") for one in own)


def _is_host(host: str) -> bool:
    return re.search(r"\s", host) is None and is_domain(host)


def _upwards(host: str) -> Iterator[str]:
    """A host and every domain it is under, up to the one that can be bought."""
    labels = host.split(".")[-MOST_LABELS:]
    above = (registered_domain(host) or host).count(".") + 1
    return (".".join(labels[at:]) for at in range(max(1, len(labels) - above + 1)))


def _meant(domain: str) -> Iterator[str]:
    """The domains that one may be a slip of: a letter of theirs missing, doubled or swapped.

    Their first and last letters are right: "lampehuse" is no slip of "lampehuset", but a word.
    """
    name, _, ending = domain.partition(".")
    letters = sum(map(str.isalpha, name))
    if len(name) > LONGEST_LABEL:
        return
    for at in range(1, len(name)):
        before, here, after = name[:at], name[at], name[at + 1 :]
        if letters + 1 >= SHORTEST_MISSPELT:
            yield from (f"{before}{letter}{here}{after}.{ending}" for letter in ascii_lowercase)
        if letters - 1 >= SHORTEST_MISSPELT and here == before[-1] and here.isalpha():
            yield f"{before}{after}.{ending}"
        if letters >= SHORTEST_MISSPELT and after[1:] and (here + after[0]).isalpha():
            yield f"{before}{after[0]}{here}{after[1:]}.{ending}"


def _domains(shop: Webshop) -> Sequence[str]:
    """Where a shop is: its domain, and the name and the aliases that are domains."""
    called = [_address(name) for name in (shop.name, *shop.aliases) if "." in name]
    return [host for host in dict.fromkeys((shop.domain, *filter(_is_host, called))) if host]


def _spelled_domains(shop: Webshop) -> Sequence[str]:
    return list(dict.fromkeys(map(_spelled, _domains(shop))))


def _spelled(domain: str) -> str:
    """A domain as it is typed where there is no æ, ø or å."""
    return domain if domain.isascii() else domain.translate(_SPELLED)


def _names(shop: Webshop) -> Sequence[str]:
    written = [shop.name, *shop.aliases, *([shop.domain] if shop.domain else [])]
    return [key for key in dict.fromkeys(map(folded, written)) if key]


def _by_key(
    alones: Iterable[tuple[Webshop]], keys: Callable[[Webshop], Sequence[str]]
) -> dict[str, tuple[Webshop, ...]]:
    found: dict[str, tuple[Webshop, ...]] = {}
    for alone in alones:
        for key in keys(alone[0]):
            found[key] = (*found[key], *alone) if key in found else alone
    return found
