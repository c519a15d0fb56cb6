"""The number a merchant wants to be called on, among all the other figures of a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from relay.core.phone import e164
from relay.core.reading.finding import Finding, Sureness
from relay.core.reading.numbers.amounts import is_an_amount
from relay.core.reading.numbers.beside import LIST_GOES_ON, tells_a_fault
from relay.core.reading.numbers.choosing import told_apart
from relay.core.reading.numbers.days import (
    GROUPS_OF_A_DAY,
    is_a_day,
    is_said_to_be_a_date,
    is_written_as_date,
)
from relay.core.reading.numbers.dictated import dictated_numbers
from relay.core.reading.numbers.in_vain import LOOK_BACK, SENTENCE_END
from relay.core.reading.numbers.wanted import PHONE_WORD, TO_BE_CALLED, weight
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small

T = TypeVar("T")

DENMARK = "DK"

# But for what stands behind a number, patterns are for small letters, found in half the time.

# Figures that are something else. They are blanked out before numbers are looked for.
_OTHER_FIGURES = r"""
    (?=ht|ww|k[le]|at|um|ip|[\d.,$€£])  # what can begin any of these
    (?: https?://(?!wa\.me/)\S+ | www\.\S+
    | \b(?: (?!0\d|\d\d(?:\.\d\d){3}\b)(?<!\d\.)(?<!\+)\d{1,3}(?:\.\d{1,3}){3}\b(?!\.\d)  # IPv4
        | ip(?:v4)?\b\W{0,3}\d{1,3}(?:\.\d{1,3}){3}\b
        | (?:kl|klokken|at|um|klockan|kell)\.?\s?\d{1,2}(?:[.:]\d{2})?(?=\D|$)
            (?!\s?\d{2}\s\d{2}|([./-])\d\d\1)
        | [012]?\d:[0-5]\d(?::[0-5]\d)?\b                              # times
        | \d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b                     # dates
        | (?:19|20)\d{2}-\d{2}-\d{2}\b
        | 20[0-3]\d\s?[-/]\s?20[0-3]\d\b )                             # years
    | (?<![\d.,])[\d.,]*\d                                           # prices
        (?: ,- | \s?(?:kr(?:oner|onor)?|dkk|sek|nok|eur|euros?|usd|gbp|€|\$|£|%|stk|st[uü]ck)
            (?![^\W\d_]) )
    | \d[\d .,]{0,15}\s(?:øre|öre|cents?)(?![^\W\d_])
    | [$€£]\s?\d[\d.,]*
    | \b\d{6}-\d{4}\b )                                             # Nordic personal numbers
    """
_WITHOUT_ADDRESSES = Pattern(_OTHER_FIGURES, re.VERBOSE)
_WITH_ADDRESSES = Pattern(rf"(?<!\S)\S[^\s@]*@\S+ | {_OTHER_FIGURES}", re.VERBOSE)
_GROUPS = Pattern(
    r"(?=[+(\d])(?:(?<!\w)\+\s?)?\(?(?:(?<![^\W_])\+)?\d"
    r"(?:[\d ()\-/]|\.(?! )|(?<=\d)\u00a0(?=\d))*\d"
)
_SOME_FIGURES = Pattern(r"\d(?:\D*\d){2}")  # that a number needs, also one with o for 0
_NO_FIGURE = Pattern(r"\D")
_GROUP = Pattern(r"\+?\d+")
# Pairs that something else parts, or the end of a line: "20_30_40_51".
_ODD_PAIRS = Pattern(
    r"\d\d(?<![\d,._*+-]\d\d)(?<!\d[ \n]\d\d)(?:[ _*,\n·]\d\d){3}(?![\d,_*]|[ .\n]\d)"
)
# "2o3o4o51", "2O3O4O5O"
_LETTER_FOR_ZERO = Pattern(
    r"[oO](?:(?<=\d[oO])|(?<=\d [oO]))"
    r"(?:(?= ?[\doO] ?\d| ?\d)|(?:(?<=[oO]\d[oO])|(?<=[oO] \d[oO]))(?![^\W_]))"
)
_TOUCHING = Pattern(r"[^\W_][-_]?\Z")
_GLUED_CUE = Pattern(
    r"(?<![^\W\d_])(?:tlf|tele?|telefon\w*|mobil\w*|mob|ring|nr|no|nummer\w*|num+er|phone|call"
    r"|number|cell|handy|mig|mej|meg|mich|på|til|till|nu|now|er|is|unter|under)$",
)
_NOT_A_PHONE = Pattern(
    r"""(?:\#|§)\s*$ | \b(?<!to\ )(?<!n't\ )(?<!cannot\ )(?:
        \w{0,12}(?:ordre|order|faktura|invoice|rechnung|kode|code)\w* | kod
      | ticket\w* | sag(?:s\w*)?
      | case | [äa]rende\w* | cvr\w* | org | vat | moms\w* | se-?nr
      | kunde(?!r|n\b|n?e\b|ne|serv|sent)\w* | kund(?!er|en|es|tj)\w*
      | customer\w* | account | acct? | konto(?!r)\w* | ean\w* | gtin\w* | vare\w* | varu\w*
      | sku(?:'?en|s)? | artikel\w* | steuer\w* | \w{0,6}giro
      | produkt\w* | product | art | item | auftrag\w* | po | gutschein\w* | forsendelse | sendung
    | trace | request | transa[ck]tion\w* | betalings\w* | payment
      | kvittering\w* | kvitto\w* | quittung\w* | receipt | bilag\w* | pakke\w*
      | incident | hændelse\w* | vorfall | paket\w* | parcel | tracking\w*
      | bestell(?!(?:en|e|t)?\b)\w*
      | best[äi]ll?(?!l?(?:a|e|er|t)?\b)\w* | ref(?!u|us)\w* | kode
      | code | koden | id | fejl\w* | fehler\w* | error\w* | serien\w* | version | postnr
      | (?:kort|betalings)?terminal\w* | tankkort | pakkeboks
      | aftale\w* | avtal\w* | vertrag\w* | contract | agreement | kontrakt\w* | polic[ey]\w*
      | obje[kc]t\w* | alarm\w* | medlem\w* | member\w* | mitglied\w* | abonnement\w*
      | brugernavn\w* | user ?name | login | log-?in | password | adgangskode\w* | användarnamn\w*
      | brukernavn\w* | benutzername\w* | passwor[dt] | passord | lösenord\w* | kodeord\w* | pin
      | (?:mobile ?pay|swish|vipps)-?\s?(?:nummer\w*|nr|numret|number|no|boks|box)
      | reg(?:istration|istrering)?\.? | afsend\w* | shipment | strl?
      | størrelse\w* | sizes? | storlek\w*
      | größen? | omsætning\w* | omsättning\w* | omsetning\w* | umsatz | turnover | revenue
      | licen[sc]\w* | lizenz\w* | booking\w* | reservation\w* | voucher | gavekort\w*
    )(?:[\s(]*-?(?:nr|no|num|nummer|nummeret|numbers?|ids?|kode|code))?[\s.:#=(]*
    (?:er|is|ist|är|har|has|hat|hedder|heter|hei(?:ß|ss)t|lyder|lautet)?[\s:]*(?:nr\.?\s)?
    (?:går\s|gå\s|go\s|goes\s|fra\s|from\s|från\s|von\s|mellem\s|between\s|efter\s|after\s|nach\s){0,2}
    (?:(?:[\d-]{6,},\s)*[\d-]{6,}\s(?:og|and|och|und|&|til|to|bis|till)\s)?$
    """,
    re.VERBOSE,
)
_BARE_NUMBER_WORD = Pattern(
    r"(?<!mit )(?<!min )(?<!our )(?<!my )(?<!s )\b(?:nr|no|nummer|number)[.:]?\s*$"
)
# "stelnr. …", "police-nummer …": every number with a name of its own that is no telephone's.
_NAMED_NUMBER = Pattern(
    r"(?<![^\W_])(?:(?!(?:dk|se|no|de|uk|gb|my|ny)-)[^\W\d_]{2}-(?:nr|num+er|number)"
    r"|(?![^\W\d_]{0,12}(?:tele|tlf|mob|phone|kontakt|ring|kald|call|handy|fon))"
    r"(?!tel|hoved|huvud|direk|hjem|hem|privat|arbe|job|kontor|lokal|fast|festn|buti|rück|vagt|vakt"
    r"|nød|durchwahl|whats|app|reserve|bak|mit|min|my|vor|vår|our|dansk|svensk|norsk|sms|büro"
    r"|geschäft|laden|zentral|haupt|ruf|tilbage|privé|firma|personlig|nyt|nye|gamle|servic|bereit)"
    r"[^\W\d_]{3,20}-?(?:nr|num+er|num+eret|numret|number))\b\.?\s?(?:er|is|är|ist|:|\#)?\s?$",
)
# "… trukket fra to kunder. 20 30 40 51" begins anew; "Ordre. 20304051" and "kundenr. …" do not.
_BEGINS_ANEW = Pattern(
    r"\w+\W+\w+\W+\w{4,}(?<!nr)(?<!no)(?<!nummer)(?<!number)(?<!kode)(?<!code)[.?!]\s+$",
)
# "Our VAT number changed, it is DK 38 20 17 44"; "ordrenummeret på den sidste er 20418853".
_TAX_NUMBER = Pattern(
    r"\b(?:cvr|vat|moms)\b(?:(?:\D|\b\d{1,2}\b)*"
    r"(?:\bdk|\b(?:nyt|new|nytt|neue) (?:nr|no|nummer|number)\.?:?)|[^\d.?!]*,)\s?$",
)
_NUMBER_OF_ORDER = Pattern(
    r"\b\w{0,12}(?:ordre|order|bestell|beställ|faktura|sags?)-?(?:nr|no|num+er|number)[^\d,]*"
    r"(?:\b(?:er|is|ist|är)|:)\s?$",
)
_ORDER_EARLIER = Pattern(
    r"\b(?:ord(?:re|er|rar)\w*|best[äi]ll\w*|faktura\w*|invoice|bestell\w*|sag)\b"
)
# "20304051 (cvr)", "20304051 er vores cvr"
_OTHER_WORD = r"(?:cvr|org|vat|moms|ean|ordre|order|faktura|invoice|kundenr|kundenum)\w*"
_OTHER_AFTER = Pattern(
    rf"\s?\({_OTHER_WORD}[^\d)]*\)|\s(?:er|is|är|ist)\s(?:(?:vores|our|vårt?|unsere?|mit|my|et"
    rf"|an?)\s)?"
    rf"{_OTHER_WORD}\b(?!\W*\d)"
    r"|\s(?:på|on|auf)\s(?:the\s|der\s)?(?:ord(?:re|er)n?|faktura(?:en|n)|invoice|rechnung"
    r"|bestellung"
    r"|kvitteringen|kvittot|receipt|beställningen|bestillingen)\b(?!\W*\d)",
    re.IGNORECASE,
)
_SENTENCE = Pattern(r"\n|(?<!nr)(?<!no)[.!?;](?=\s)")
_FIGURES_OR_END = Pattern(r"\d{3}|[\n;]|[.!?](?=\s)(?<!\bd\.)(?<!\btlf\.)(?<!\btel\.)")
_PARTED_BEFORE = Pattern(r"(?:[,\n;|]|[.!?] | [-/])\s?$")
_PARTED_AFTER = Pattern(r"[.!]?\s*(?:\n|$)|\s?[,;|]")
_EXTENSION = Pattern(r"x\.? ?\d{1,5}\b", re.IGNORECASE)
_CALLED_BY_COUNTRY = {
    DENMARK: Pattern(r"\b(?:dansk\w*|danish|dänisch\w*|danska)\b"),
    "SE": Pattern(r"\b(?:svensk\w*|swedish|schwedisch\w*)\b"),
    "NO": Pattern(r"\b(?:norsk\w*|norwegian|norwegisch\w*)\b"),
    "DE": Pattern(r"\b(?:tysk\w*|german|deutsch\w*)\b"),
    "GB": Pattern(r"\b(?:engelsk\w*|british|uk|english|britisk\w*)\b"),
}
# Figures that are the sender's own number, used as something else.
_OWN_AS_ANOTHER = Pattern(
    r"(?:\b(?:obje[kc]t|alarm|brugernavn|user ?name|login|password|adgangskode|kodeord|användarnamn"
    r"|ref|(?:kort)?terminal(?:-id)?|(?:pakke|sendungs?|parcel|booking|terminal|ref"
    r"|sag)\w{0,8}[ -]?(?:nr|no|number|id)?"
    r"|brukernavn|benutzername|passwor[dt]|passord|lösenord|pin|code|kode|konto|sag|ticket|cvr)"
    r"|(?:ordre|order|faktura|invoice|kunde|kund|customer|aftale|medlems?|member|sags?)[\s-]?"
    r"(?:nr|no|number|num+er|numret))(?:et)?\.?:?\s(?:er\s|is\s|är\s|ist\s|nr\.?\s)?$|\#\s?$",
)
_PARTING = (",", ";", "!", "?", "(", ")")  # behind which figures have no name
# "ordre 20304051, 20304052 og …", and how such a list ends or goes on behind a number of it
_LISTED = Pattern(r"(?:\b\d[\d-]{5,}(?:\s?[,;/&+]|\s(?:og|and|och|und))\s?)+$")
_LAST_OF_LIST = Pattern(r"(?:[&+]|\b(?:og|and|och|und))\s?$")
_IS_LOST = Pattern(
    r"\s(?:er|is|are|är|ist|sind|mangler|missing|saknas|fehlen|forsvandt|blev|kom)\b", re.IGNORECASE
)
# What names an id where figures stand in two groups behind it: "RG 4711 28817386".
_SHORT_FOR_ID = Pattern(
    r"\b(?:rg|re|rechn|inv|invoice|fakt|fa|kd|kto|best|bestell|vertr|ordre?|iban(?:\W{0,2}[a-z]{2})?)"
    r"[.-]{0,2}\s?(?:nr|no|num+er|number)?[.:#\s]{0,3}$"
)
# "fejl 500 …", "str. 140 …", "faktura fra 2024 …"
_AN_AMOUNT = Pattern(
    r"\b(?:fejl\w*|feil\w*|fel\w*|fehler\w*|error\w*|version|strl?|størrelse\w*|storlek\w*|größen?"
    r"|sizes?|oms[æäe]tning\w*|omsättning\w*|umsatz|turnover|revenue)\W{0,2}"
    r"(?:(?:kode|code|kod|nr|no|nummer|number)\W{0,2})?$"
    r"|\b(?:fra|från|frå|from|von|vom|siden|since|sedan|seit|efter|after|nach|på|on|over|über)\s$"
)
_SET_APART = Pattern(r"\s[/-]\s?$")  # "ordre 4711 / 20304050"
_OWN_SPELLING = Pattern(r"\+|00\d\d\D")  # with a country's code
FEWEST_OF_ID = 3  # figures in its first groups; fewer are an amount: "2 ordrer 20304050"
_ROW = Pattern(r"\d{3,}(?:[ -]\d{3,}){2,}")
_AT_HOME = Pattern(r"\+|0[1-9]")
_GOES_ON = Pattern(r"-\d(?!\d{5})")
FEWEST_OF_OWN = 8
SEVERAL = 2
FEWEST_DIGITS, MOST_DIGITS = 6, 17  # with 00 and a 0 in brackets
MOST_GROUPS = 14  # more figures in a row than this are a table
MOST_RUNS = 8  # and so are more runs than this; of 26,000 texts none has more than 4
MOST_POINTED_OUT = 4  # of the runs between the first and the last ones
MOST_GROUPS_OF_ONE = 12
_LOOK_AHEAD = 8  # and behind it, of an extension


# Spellings that only phone numbers have.
_PAIRS = Pattern(
    r"\d\d(?: \d\d){3}|\d\d(?:\.\d\d){3}|\d\d(?:-\d\d){3}|\d\d(?:/\d\d){3}"
    r"|(?=(?:\D*\d){10})0 ?\d[\d ()./-]{8,}"
)
_ROUGHLY_A_SUM = Pattern(r"[1-9]\d{7}")
_SPACED_PAIRS = Pattern(r"\d\d(?: \d\d){3}")
# Mobiles as they are written at home, by country; there are none such elsewhere in the North.
_MOBILES = {
    "GB": Pattern(r"07\d{9}"),
    "SE": Pattern(r"07[02369]\d{7}"),
    "DE": Pattern(r"01[567]\d{8,9}"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number in a text."""

    start: int
    end: int
    e164: str
    weight: int  # how clearly the sender asks to be called on it; below 0: asks not to be


@dataclass(frozen=True, slots=True)
class Home:
    """Where the sender is at home, and on which number; None when that is not known."""

    country: str
    number: str | None

    def is_own(self, digits: str) -> bool:
        """Whether figures are the sender's own number, written as at home or with its country."""
        short = digits.lstrip("0")
        is_whole = len(short) >= FEWEST_OF_OWN
        return self.number is not None and is_whole and self.number.endswith(short)


def find_numbers(plain: str, country: str, sender: str | None = None) -> list[Number]:
    """Every phone number of a text, in order.

    Args:
        country: where the sender's own number is at home, two letters (ISO 3166).
        sender: the number that the text came from, E.164; found wherever it is written.
    """
    home = Home(country, sender)
    written = _written(plain, home) if _SOME_FIGURES.search(plain) else []
    spoken = [
        Number(start, end, number, weight(plain, start, end))
        for start, end, readings in _worth_reading(list(dictated_numbers(plain)), plain)
        if (number := _dictated(readings, in_small(plain[max(0, start - LOOK_BACK) : start]), home))
    ]
    return _told_apart(sorted(written + spoken, key=lambda number: number.start), plain)


def _told_apart(numbers: list[Number], plain: str) -> list[Number]:
    """Numbers, with new weights where several may be called and something says what for."""
    if len(numbers) < SEVERAL:
        return numbers
    callable_ones = [number for number in numbers if number.weight >= 0]
    if len({number.e164 for number in callable_ones}) < SEVERAL:
        return numbers
    weights = told_apart(plain, [(number.start, number.end) for number in callable_ones])
    return [
        replace(number, weight=weights.get((number.start, number.end), number.weight))
        for number in numbers
    ]


def _dictated(readings: Sequence[str], before: str, home: Home) -> str | None:
    """The number that is given out of those that words may say; a mobile before others."""
    if any(map(home.is_own, readings)):
        return home.number
    countries = _countries(before, home)
    found = {
        number: is_mobile
        for country in dict.fromkeys((*countries, *_MOBILES))
        for digits in readings
        if (is_mobile := _is_mobile_at_home(digits, country)) or country in countries
        if (number := e164(digits, country, is_told=is_mobile))
    }
    return max(found, key=lambda number: found[number], default=None)


def _is_mobile_at_home(digits: str, country: str) -> bool:
    return country in _MOBILES and _MOBILES[country].fullmatch(digits) is not None


def _countries(near: str, home: Home) -> tuple[str, ...]:
    """Where a number may be at home: where it is said to be, where its sender is, and here."""
    said = [code for code, cue in _CALLED_BY_COUNTRY.items() if cue.search(near)]
    return (*said, home.country, DENMARK)


def _written(plain: str, home: Home) -> list[Number]:
    """The numbers that are written in figures."""
    blanked = _without_other_figures(plain)
    blanked = _ODD_PAIRS.sub(_as_pairs, _LETTER_FOR_ZERO.sub("0", blanked))
    numbers = [number for run in _runs(blanked) for number in _read(run, blanked, home)]
    return _without_dates(numbers, blanked, home)


def _without_other_figures(plain: str) -> str:
    """A text in which figures that are something else are blanked out."""
    others = _WITH_ADDRESSES if "@" in plain else _WITHOUT_ADDRESSES
    for found in others.finditer(in_small(plain)):
        blank = "\x00" * len(found[0])
        plain = plain[: found.start()] + blank + plain[found.end() :]
    return plain


def _without_dates(numbers: list[Number], text: str, home: Home) -> list[Number]:
    """The numbers without those that may be a date, where another one is there to be called."""
    dates = [one for one in numbers if _may_be_a_date(one, text, home)]
    others = {one.e164 for one in numbers if one not in dates and one.weight >= 0}
    return [one for one in numbers if one not in dates] if dates and others else numbers


def _may_be_a_date(number: Number, text: str, home: Home) -> bool:
    if not is_written_as_date(text[number.start : number.end]) or number.e164 == home.number:
        return False
    return not _is_asked(text[max(0, number.start - LOOK_BACK) : number.start])


def _is_asked(before: str) -> bool:
    """Whether what stands right before figures asks to be called, or names a telephone."""
    clause = in_small(_FIGURES_OR_END.split(before)[-1])
    return bool(TO_BE_CALLED.search(clause) or PHONE_WORD.search(clause))


def _as_pairs(found: re.Match[str]) -> str:
    """Pairs of figures with blanks between them; more lines than two are a table."""
    return found[0] if found[0].count("\n") > 1 else _NO_FIGURE.sub(" ", found[0])


def _runs(text: str) -> list[re.Match[str]]:
    """The runs of figures that may hold a number."""
    runs = [
        (run.start(), run.end(), run)
        for run in _GROUPS.finditer(text)
        if _digits(run[0]) >= FEWEST_DIGITS
    ]
    return [run for _, _, run in _worth_reading(runs, text)]


def _worth_reading(runs: list[tuple[int, int, T]], text: str) -> list[tuple[int, int, T]]:
    """All of a few runs; of a long list the first, the last and those one is told to call."""
    if len(runs) <= MOST_RUNS:
        return runs
    first, last = MOST_RUNS // 2, len(runs) - MOST_RUNS // 2
    gaps = {  # what stands before a run, behind the one before it
        index: in_small(text[max(runs[index - 1][1], runs[index][0] - LOOK_BACK) : runs[index][0]])
        for index in range(first, last)
    }
    told = [index for cue in (TO_BE_CALLED, PHONE_WORD) for index in _with(cue, gaps)]
    chosen = set(list(dict.fromkeys(told))[:MOST_POINTED_OUT])
    return [run for index, run in enumerate(runs) if not first <= index < last or index in chosen]


def _with(cue: Pattern, gaps: dict[int, str]) -> Iterator[int]:
    """Where the last sentence of what stands before a run holds a cue."""
    cued = {gap: bool(cue.search(SENTENCE_END.split(gap)[-1])) for gap in set(gaps.values())}
    return (index for index, gap in gaps.items() if cued[gap])


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def number_to_call(numbers: Sequence[Number]) -> Finding | None:
    """The number to call: the one pointed out, else the first; never one to be avoided."""
    wanted = [number for number in numbers if number.weight >= 0]
    best = max(wanted, key=lambda number: number.weight, default=None)
    if best is None:
        return None
    rivals = {number.e164 for number in wanted if number.weight == best.weight} - {best.e164}
    sure = Sureness.LIKELY if rivals or len(wanted) < len(numbers) else Sureness.CERTAIN
    return Finding(best.e164, best.start, best.end, sure)


def _read(run: re.Match[str], text: str, home: Home) -> Iterator[Number]:
    """The numbers in one run of figures: the whole run, else the longest stretches that fit."""
    groups = [
        (run.start() + group.start(), run.start() + group.end())
        for group in list(_GROUP.finditer(run[0]))[:MOST_GROUPS]
    ]
    found = _behind_a_day(run, groups, text, home)
    while groups:
        found = found or _longest(run, groups, text, home)
        if found:
            yield found
        end = found.end if found else groups[0][1]
        groups = [group for group in groups if group[0] >= end]
        found = None


def _behind_a_day(
    run: re.Match[str], groups: list[tuple[int, int]], text: str, home: Home
) -> Number | None:
    """The number behind a day that a run begins with, if it reaches further than one with it."""
    start = groups[0][0]
    best = None
    for at in range(1, min(len(groups), GROUPS_OF_A_DAY + 1)):
        behind = groups[at][0]
        if not is_a_day(text, start, behind):
            continue
        best = best or _longest(run, groups, text, home)
        blanked = text[:start] + re.sub(r"\d", "\x00", text[start:behind]) + text[behind:]
        found = _longest(run, groups[at:], blanked, home)
        if found and (best is None or found.end > best.end):
            best = found
    return best


def _longest(
    run: re.Match[str], groups: list[tuple[int, int]], text: str, home: Home
) -> Number | None:
    """The longest number that begins with the first of these groups of figures."""
    start = groups[0][0]
    stretches = (
        _stretch(run, start, end, text, home) for _, end in groups[MOST_GROUPS_OF_ONE - 1 :: -1]
    )
    return next((number for number in stretches if number), None)


def _stretch(run: re.Match[str], start: int, end: int, text: str, home: Home) -> Number | None:
    if text[start - 2 : start] == "(+" or text[start - 1 : start] == "(":
        start -= 1
    spelling = text[start:end].replace("\x00", "")
    if not FEWEST_DIGITS <= _digits(spelling) <= MOST_DIGITS:
        return None
    begins = max(0, start - 2 * LOOK_BACK)
    before = in_small(text[begins:start])
    is_own = home.is_own(_NO_FIGURE.sub("", spelling))
    if not (is_own and spelling.isdigit()) and _belongs_to_a_word(
        before, spelling, text[end : end + _LOOK_AHEAD]
    ):
        return None
    if _is_rest_of_row(run, start, end, text):
        return None
    if is_own and home.number and not _is_named_as_another(before[-LOOK_BACK:]):
        return Number(start, end, home.number, weight(text, start, end))
    if is_written_as_date(spelling) and is_said_to_be_a_date(
        before, text[end : end + LOOK_BACK].lower(), is_asked=_is_asked(text[begins:start])
    ):
        return None
    if _ROUGHLY_A_SUM.fullmatch(spelling) and is_an_amount(
        SENTENCE_END.split(before)[-1],
        in_small(text[end : end + LOOK_BACK]),
        is_asked=_is_asked(text[begins:start]),
    ):
        return None
    number = _at_home(spelling, before, home, is_alone=_is_alone(text, start, end))
    if number is None or _OTHER_AFTER.match(text, end):
        return None
    is_plain = _PAIRS.fullmatch(spelling) is not None
    if _is_something_else(before, text[end : end + LOOK_BACK], is_plain=is_plain):
        return None
    return Number(start, end, number, weight(text, start, end))


def _is_named_as_another(near: str) -> bool:
    """Whether figures that are the sender's own number are said to be something else here."""
    is_parted = near.rstrip().endswith(_PARTING)
    return not is_parted and _OWN_AS_ANOTHER.search(near) is not None


def _is_rest_of_row(run: re.Match[str], start: int, end: int, text: str) -> bool:
    """Whether figures are a part of a parcel's or an EAN's: "5798 0064 12887", "8817-2240-19"."""
    if _GOES_ON.match(text, end) and text[end] in text[start:end]:
        return True
    if start == run.start():
        return False
    before = in_small(text[max(0, run.start() - 2 * LOOK_BACK) : run.start()])
    if _is_rest_of_id(before, text[run.start() : start], text[start:end]):
        return True
    if not _ROW.fullmatch(run[0]) or _AT_HOME.match(text, start):
        return False
    return _is_something_else(before)


def _is_rest_of_id(before: str, begun: str, spelling: str) -> bool:
    """Whether figures go on with an id that is said to be one: "faktura 2024 20304050".

    Args:
        before: the small letters before the first figures of the id.
        begun: those figures.
        spelling: the figures that would be a number.
    """
    if not FEWEST_OF_ID <= _digits(begun) < FEWEST_OF_OWN or _OWN_SPELLING.match(spelling):
        return False
    is_plain = _PAIRS.fullmatch(spelling) and not spelling.startswith("00")
    if is_plain or _SET_APART.search(begun) or _AN_AMOUNT.search(before[-LOOK_BACK:]):
        return False
    return _SHORT_FOR_ID.search(before) is not None or _is_something_else(before)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether figures stand between commas or on a line of their own, or end the text so."""
    parted = _PARTED_BEFORE.search(text[max(0, start - 3) : start])
    return parted is not None and _PARTED_AFTER.match(text, end) is not None


def _at_home(spelling: str, before: str, home: Home, *, is_alone: bool = False) -> str | None:
    """Read where it is said to be at home, else in the sender's country, else as Danish."""
    near = before[-LOOK_BACK:]
    countries = _countries(near, home)
    given_out = (e164(spelling, country) for country in countries)
    found = next(filter(None, given_out), None)
    if found:
        return found
    sentence = SENTENCE_END.split(near)[-1]
    is_told = is_alone or TO_BE_CALLED.search(sentence) or PHONE_WORD.search(sentence)
    digits = _NO_FIGURE.sub("", spelling)
    abroad = [code for code, mobile in _MOBILES.items() if mobile.fullmatch(digits)]
    if not (is_told or "DE" in abroad or _PAIRS.fullmatch(spelling)):
        return None
    told = (e164(spelling, country, is_told=True) for country in (*countries, *abroad))
    return next(filter(None, told), None)


def _belongs_to_a_word(before: str, spelling: str, after: str) -> bool:
    touches = after[:1].isalpha() or after[:1] == "_"
    if touches and not before[-1:].isalpha() and not _EXTENSION.match(after):
        return True
    if before[-1:] in ("/", ".") and before[-2:-1].isdigit() and before[-1] in spelling:
        return True  # the rest of a longer row of figures
    if before[-1:] == "-" and _SPACED_PAIRS.fullmatch(spelling):
        return False
    return _TOUCHING.search(before[-2:]) is not None and not _GLUED_CUE.search(before)


def _start_of_list(before: str, after: str) -> int:
    """Where the list begins that a number goes on with; the end of what stands before if none."""
    listed = _LISTED.search(before)
    goes_on = listed and (
        LIST_GOES_ON.match(after) or _LAST_OF_LIST.search(listed[0]) or _IS_LOST.match(after)
    )
    return listed.start() if listed and goes_on else len(before)


def _is_something_else(before: str, after: str = "", *, is_plain: bool = False) -> bool:
    start = _start_of_list(before, after)
    is_listed, before = start < len(before), before[:start]
    near = before[-LOOK_BACK:]
    is_named = _NOT_A_PHONE.search(near) and not _BEGINS_ANEW.search(near)
    if is_named and (is_listed or not tells_a_fault(near, after, is_plain=is_plain)):
        return True
    if _NAMED_NUMBER.search(near):
        return True
    sentence = _SENTENCE.split(before)[-1]
    if _TAX_NUMBER.search(before) or _NUMBER_OF_ORDER.search(sentence):
        return True
    return bool(
        _BARE_NUMBER_WORD.search(near)
        and _ORDER_EARLIER.search(sentence)
        and not TO_BE_CALLED.search(sentence)
    )
