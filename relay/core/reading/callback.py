"""The number a merchant wants to be called on, among all the other figures of a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relay.core.phone import e164
from relay.core.reading.dictated import dictated_numbers
from relay.core.reading.finding import Finding, Sureness

DENMARK = "DK"

# Figures that are something else. They are blanked out before numbers are looked for.
_OTHER_FIGURES = re.compile(
    r"""
      (?<!\S)\S+@\S+ | (?=[hwkiau\d.,$€£])  # addresses; and what can begin any of these:
    (?: https?://\S+ | www\.\S+
    | \b(?!0\d|\d\d(?:\.\d\d){3}\b)\d{1,3}(?:\.\d{1,3}){3}\b            # IPv4, or 20.12.34.56
    | \bip(?:v4)?\b\W{0,3}\d{1,3}(?:\.\d{1,3}){3}\b
    | \b(?:kl|klokken|at|um|klockan|kell)\.?\s?\d{1,2}(?:[.:]\d{2})?(?=\D|$)
        (?!\s?\d{2}\s\d{2}|-\d\d-)
    | \b[012]?\d:[0-5]\d(?::[0-5]\d)?\b                              # times
    | \b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b                     # dates
    | \b(?:19|20)\d{2}-\d{2}-\d{2}\b
    | (?<![\d.,])[\d.,]*\d,-                                                  # prices
    | (?<![\d.,])[\d.,]*\d\s?(?:kr|dkk|sek|nok|eur|euro|usd|gbp|€|\$|£|%|stk|st[uü]ck)(?![^\W\d_])
    | [$€£]\s?\d[\d.,]*
    | \b\d{6}-\d{4}\b                                                # Nordic personal numbers
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GROUPS = re.compile(
    r"(?=[+(\d])(?:(?<!\w)\+\s?)?\(?(?:(?<![^\W_])\+)?\d"
    r"(?:[\d ()\-/]|\.(?! )|(?<=\d)\u00a0(?=\d))*\d|\d{8,}"
)
_GROUP = re.compile(r"\+?\d+")
_GLUED_CUE = re.compile(
    r"(?<![^\W\d_])(?:tlf|tele?|telefon\w*|mobil\w*|mob|ring|nr|no|nummer\w*|num+er|phone|call"
    r"|number|cell|handy)$",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"""(?:\#|§)\s*$ | \b(?:
        \w{0,12}(?:ordre|order|faktura|invoice|rechnung)\w* | ticket\w* | sag(?:s\w*)?
      | case | [äa]rende\w* | cvr\w* | org | vat | moms\w* | se-?nr | kunde(?!r|n\b|n?e\b|ne)\w*
      | kund(?!er|en)\w*
      | customer\w* | account | acct? | konto(?!r)\w* | ean\w* | gtin\w* | vare\w* | varu\w*
      | sku | artikel\w*
      | produkt\w* | product | art | item | auftrag\w* | po | gutschein\w* | forsendelse | sendung
    | trace | request | transa[ck]tion\w* | betalings\w* | payment
      | kvittering\w* | kvitto\w* | quittung\w* | receipt | bilag\w* | pakke\w*
      | incident | hændelse\w* | vorfall | paket\w* | parcel | tracking\w* | bestell\w*
      | best[äi]ll?\w* | ref(?!u|us)\w* | kode
      | code | koden | id | fejl\w* | fehler\w* | error\w* | serien\w* | version | postnr
    )(?:[\s(]*-?(?:nr|no|num|nummer|nummeret|number|id|kode|code))?[\s.:#=(]*
    (?:er|is|ist|är|har|has|hat)?[\s:]*(?:nr\.?\s)?
    (?:går\s|gå\s|go\s|goes\s|fra\s|from\s|från\s|von\s|mellem\s|between\s){0,2}
    (?:[\d-]{6,}\s(?:og|and|och|und|&|til|to|bis|till)\s)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE_NUMBER_WORD = re.compile(
    r"(?<!mit )(?<!min )(?<!our )(?<!my )(?<!s )\b(?:nr|no|nummer|number)[.:]?\s*$", re.IGNORECASE
)
# "Our VAT number changed, it is DK 38 20 17 44"; "ordrenummeret på den sidste er 20418853".
_TAX_NUMBER = re.compile(
    r"\b(?:cvr|vat|moms)\b[^\d]*"
    r"(?:\bDK|\b(?:nyt|new|nytt|neue) (?:nr|no|nummer|number)\.?:?|,)\s?$",
    re.IGNORECASE,
)
_NUMBER_OF_ORDER = re.compile(
    r"\b\w{0,12}(?:ordre|order|bestell|beställ|faktura|sags?)-?(?:nr|no|num+er|number)[^\d,]*"
    r"(?:\b(?:er|is|ist|är)|:)\s?$",
    re.IGNORECASE,
)
_ORDER_EARLIER = re.compile(
    r"\b(?:ord(?:re|er|rar)\w*|best[äi]ll\w*|faktura\w*|invoice|bestell\w*|sag)\b", re.I
)
_TO_BE_CALLED = re.compile(
    r"\b(?:ring\w*|call\w*|kontakt\w*|contact|brug|use|reach|nås|når|fang\w*|rufen|anruf\w*|bellen"
    r"|skriv|sms|text|använd|bruk|phone me|telefon(?:ér|er)|opkald)\b",
    re.IGNORECASE,
)
_PHONE_WORD = re.compile(
    r"(?:\b|(?<=\d))(?:t(?:el|lf|elefon\w*)?|mob\w*|phone|cell\w*|handy|r[üu]ckruf\w*|nr|nummer\w*"
    r"|number|tilbagekald\w*|återuppring\w*|callback)\b",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:ikke|ikkje|inte|nicht|not|never|aldrig|aldri)|n't)\s+"
_INSTEAD = r"(?:utan|men|but|sondern|brug|bruk|use|ta)\b"
_CALL = r"(?:ring[ea]?|call|phone|use|brug|bruk|använd|anrufen)"
_CAN = r"(?<!\bkan )(?<!\bcan )(?<!\bkann )(?<!\bca)"  # of cards, not of telephones
# "ring ikke på …", "don't call the office …", or "…, not …"; but "siden loader ikke …" says
# nothing about the number.
_NEGATED = re.compile(
    rf"{_NOT}(?:(?:på|til|at|on|auf|unter|der|die|det|den|här|denne|bruge?|bruk|använda?|benutze\w*"
    r"|the|this|call|use|ring|ringe|nummer\w*|number|mit|my|min|tlf|mobil|gamle|old)\b"
    rf"[^\w,;.]*){{1,4}}$|(?:^|[,;(-]|\b(?:og|and|och|und|men|but|brug|bruk|använd|use|ring|call|er|is|är|ist|var|was|war))\s*"
    rf"{_NOT}$|(?:\b{_CALL}\s+{_NOT}|{_CAN}{_NOT}{_CALL}\s+)"
    rf"(?:(?!{_INSTEAD})[^\W\d_]+'?[^\W\d_]*[ (-]+){{0,6}}$",
    re.IGNORECASE,
)
# The number that the sender rang in vain: ours.
_OURS = re.compile(
    r"\b(?:jer|jeres|your|you|euch|eure|ihre?|deres|dere)\s+(?:(?:telefon\w*|nummer|number|support"
    r"|hotline|nr|tlf|på|at|on|unter)\.?\s*){1,3}$",
    re.IGNORECASE,
)
_DEAD_AFTER = re.compile(
    r"\W{0,3}(?:virker ikke|dur ikke|er død|is dead|does ?n.t work|not working|not in use"
    r"|(?:is not|er ikke|är inte|ist nicht) (?:mine?\b|my\b|mit\b|mitt\b|i brug|in use|mere"
    r"|længere|det\b|den\b|the\b|rigtig|rätt|right|correct)|bruger jeg ikke|funkar inte"
    r"|er løbet tør|(?:er |is |är |ist )?(?:lukket"
    r"|closed|stängt|stengt|geschlossen)\b|(?:nej|no|nein|nei|undskyld|sorry|rettelse|correction)\b"
    r"[^.\n\d]{0,25}(?=\d))",
    re.IGNORECASE,
)
_CALLED_BY_COUNTRY = {
    DENMARK: re.compile(r"\b(?:dansk\w*|danish|dänisch\w*|danska)\b", re.IGNORECASE),
    "SE": re.compile(r"\b(?:svensk\w*|swedish|schwedisch\w*)\b", re.IGNORECASE),
    "NO": re.compile(r"\b(?:norsk\w*|norwegian|norwegisch\w*)\b", re.IGNORECASE),
    "DE": re.compile(r"\b(?:tysk\w*|german|deutsch\w*)\b", re.IGNORECASE),
    "GB": re.compile(r"\b(?:engelsk\w*|british|uk|english|britisk\w*)\b", re.IGNORECASE),
}
FEWEST_OF_OWN = 8
FEWEST_DIGITS, MOST_DIGITS = 6, 17  # with 00 and a 0 in brackets
MOST_GROUPS = 14  # more figures in a row than this are a table
MOST_RUNS = 24  # and so are more runs than this
MOST_GROUPS_OF_ONE = 12
_LOOK_BACK = 40  # characters before a number that tell what it is


_SENTENCE_END = re.compile(r"[\n;]|[.!?](?=\s)")
# Spellings that only phone numbers have.
_PAIRS = re.compile(
    r"\d\d(?: \d\d){3}|\d\d(?:\.\d\d){3}|\d\d(?:-\d\d){3}|\d\d(?:/\d\d){3}"
    r"|(?=(?:\D*\d){10})0\d[\d ().-]{8,}"
)
_BRITISH_MOBILE = re.compile(r"07\d{3} ?\d{6}")


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
    blanked = _OTHER_FIGURES.sub(lambda found: "\x00" * len(found[0]), plain)
    home = Home(country, sender)
    written = [number for run in _runs(blanked) for number in _read(run, blanked, home)]
    spoken = [
        Number(start, end, number, _weight(plain, start, end))
        for start, end, digits in dictated_numbers(plain)
        if (number := _at_home(digits, plain[max(0, start - _LOOK_BACK) : start], home))
    ]
    return sorted(written + spoken, key=lambda number: number.start)


def _runs(text: str) -> list[re.Match[str]]:
    """The runs of figures that may hold a number; of a long list those at either end."""
    runs = [run for run in _GROUPS.finditer(text) if _digits(run[0]) >= FEWEST_DIGITS]
    return runs if len(runs) <= MOST_RUNS else runs[: MOST_RUNS // 2] + runs[-MOST_RUNS // 2 :]


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
    groups = list(_GROUP.finditer(run[0]))[:MOST_GROUPS]
    first = 0
    while first < len(groups):
        for last in range(min(len(groups), first + MOST_GROUPS_OF_ONE), first, -1):
            found = _stretch(run, groups[first].start(), groups[last - 1].end(), text, home)
            if found:
                yield found
                first = last - 1
                break
        first += 1


def _stretch(run: re.Match[str], start: int, end: int, text: str, home: Home) -> Number | None:
    start, end = run.start() + start, run.start() + end
    if text[start - 2 : start] == "(+" or text[start - 1 : start] == "(":
        start -= 1
    spelling = text[start:end].replace("\x00", "")
    if not FEWEST_DIGITS <= _digits(spelling) <= MOST_DIGITS:
        return None
    before = text[max(0, start - 2 * _LOOK_BACK) : start]
    if _belongs_to_a_word(before, text[end : end + 1]):
        return None
    if home.is_own(re.sub(r"\D", "", spelling)) and home.number:
        return Number(start, end, home.number, _weight(text, start, end))
    if _is_something_else(before):
        return None
    number = _at_home(spelling, before, home)
    return Number(start, end, number, _weight(text, start, end)) if number else None


def _at_home(spelling: str, before: str, home: Home) -> str | None:
    """Read where it is said to be at home, else in the sender's country, else as Danish."""
    near = before[-_LOOK_BACK:]
    said = [code for code, cue in _CALLED_BY_COUNTRY.items() if cue.search(near)]
    countries = (*said, home.country, DENMARK)
    given_out = (e164(spelling, country) for country in countries)
    found = next((number for number in given_out if number), None)
    sentence = _SENTENCE_END.split(near)[-1]
    is_told = _TO_BE_CALLED.search(sentence) or _PHONE_WORD.search(sentence)
    if found or not (is_told or _PAIRS.fullmatch(spelling)):
        return found
    countries += ("GB",) if _BRITISH_MOBILE.fullmatch(spelling) else ()
    told = (e164(spelling, country, is_told=True) for country in countries)
    return next((number for number in told if number), None)


def _belongs_to_a_word(before: str, after: str) -> bool:
    if after and (after.isalpha() or after == "_") and not before[-1:].isalpha():
        return True
    touching = re.search(r"[^\W_]+[-_]?\Z", before)
    return bool(touching) and not _GLUED_CUE.search(before)


def _is_something_else(before: str) -> bool:
    near = before[-_LOOK_BACK:]
    if _NOT_A_PHONE.search(near):
        return True
    sentence = re.split(r"\n|[.!?;](?=\s)", before)[-1]
    if _TAX_NUMBER.search(before) or _NUMBER_OF_ORDER.search(sentence):
        return True
    return bool(
        _BARE_NUMBER_WORD.search(near)
        and _ORDER_EARLIER.search(sentence)
        and not _TO_BE_CALLED.search(sentence)
    )


def _weight(text: str, start: int, end: int) -> int:
    near = _SENTENCE_END.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    if _NEGATED.search(near) or _OURS.search(near) or _DEAD_AFTER.match(text, end):
        return -1
    if _TO_BE_CALLED.search(near):
        return 2
    return 1 if _PHONE_WORD.search(near) else 0
