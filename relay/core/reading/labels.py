"""Texts that follow the form: "Navn: … Webshop: … Problem: … Tlf: …", in any order and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from relay.core.reading.beginnings import guarded


class Field(StrEnum):
    """What a label announces."""

    NAME = "name"
    SHOP = "shop"
    BOTH = "both"  # "name and webshop"
    PROBLEM = "problem"
    PHONE = "phone"
    OTHER = "other"  # "when did it begin"


@dataclass(frozen=True, slots=True)
class Section:
    """A label and what stands behind it, up to the next label."""

    field: Field
    label_start: int
    start: int
    end: int


_YOUR = r"(?:your |dit |jeres |ditt |ihr |mit |my |fulde |full |fullt |fullständigt )?"
_NAME = (
    r"(?:navn|name|namn|kontakt(?:person)?|contact(?: person| name)?|dev contact|hvem|who|vem|wer"
    r"|ansprechpartner(?:in)?|afsender|sender|avsändare|absender|from|indehaver|owner|ejer|person)"
)
_SHOP = (
    r"(?:web-?sho?ps?|shops?(?: ?name)?|web-?butik(?:ken)?|butik(?:ken|snavn)?|store(?: name)?"
    r"|website|web ?site"
    r"|sites?|sider?|hjemmeside|hemsida|webside|nettside|dom[æa]ene?|domain|domän|url|adresse"
    r"|forretning"
    r"|nettbutikk|webbutik|webbshop|online-?shop|where|hvor|wo|var|web|shoppen|butiksnavn)"
)
_FIRM = r"(?:firma(?:navn)?|company|virksomhed|företag|bedrift|firmanavn|unternehmen)"
_PROBLEM = (
    r"(?:problem(?:et)?(?:er)?|problembeskrivelse|problembeskrivning|fejl(?:en)?(?:beskrivelse|melding)?"
    r"|beskrivelse|beskrivning|beschreibung"
    r"|description(?: of (?:the )?problem)?|issue|details?|detaljer|hvad er (?:der )?galt"
    r"|hvad sker der|hvad er der sket"
    r"|hvad|hva|what(?:'s wrong| is wrong| happened)?|vad(?: har hänt| är fel)?"
    r"|was(?: ist passiert)?|fel(?:anmälan|beskrivning)?"
    r"|feil(?:beskrivelse)?|fehler(?:beschreibung)?|emne|subject|betreff|re|ang|vedr(?:ørende)?"
    r"|ærende|ärende|besked|message|meldung|melding|henvendelse|anliegen|meddelande|nachricht|error|symptom\w*|fault|spørgsmål(?:et)?|question"
    r"|frågan?|spørsmål|frage|situation|hvad kan vi hjælpe med)"
)
_PHONE = (
    r"(?:telefon(?:nummer|nr)?|tlf(?:\.? ?nr)?|tel(?:\.? ?nr|ephone)?|mobil(?:nummer|nr"
    r"|telefon)?|mob|phone(?: ?(?:number|no))?"
    r"|call-?\s?back(?: (?:phone )?(?:number|no))?|callback phone number|tilbagekald(?:snummer"
    r"|snr)?|ring tilbage(?: på)?|nummer|nr"
    r"|number|kontakt(?:nr|nummer)|rückruf(?:nummer)?|handy(?:nummer)?"
    r"|återuppringning(?:snummer)?|ring(?: på)?|call|cell"
    r"|ring (?:meg|mig|til)|kontakttelefon|contact (?:number|phone))"
)
_OTHER = r"(?:hvornår|when|när|wann|siden hvornår|startede|started|began|time|tid|prioritet|fra)"
_KINDS = (
    (Field.BOTH, rf"{_YOUR}{_NAME}\s?(?:og|and|och|und|&|/|\+)\s?{_YOUR}{_SHOP}"),
    (Field.NAME, rf"{_YOUR}{_NAME}(?: på (?:dig|jer|deg))?"),
    (Field.PROBLEM, rf"{_YOUR}{_PROBLEM}"),
    (Field.PHONE, rf"{_YOUR}{_PHONE}\.?"),
    (Field.SHOP, rf"{_YOUR}(?:{_SHOP}|{_FIRM})"),
    (Field.OTHER, rf"{_OTHER}(?: \w+){{0,4}}"),
)
_WORDS = {field: re.compile(body, re.IGNORECASE) for field, body in _KINDS}
_ANY = guarded("|".join(f"(?:{body})" for _, body in _KINDS))
_BEFORE = r"(?:(?<=[\n;,.!?|/])|(?<=[\n;,.!?|/]\s)|^)\s*(?:[-*•]|\d[.)])?\s*"
_LABEL = re.compile(rf"{_BEFORE}(?P<label>{_ANY})\s?(?:[:=]|\s-(?=\s))\s*", re.IGNORECASE)
_INNER = re.compile(
    rf"(?<=\s)(?<!fatal )(?<!internal )(?<!server )(?<!parse )(?P<label>{_ANY})\s?:\s*",
    re.IGNORECASE,
)
_OWN_LINE = re.compile(rf"(?:^|(?<=\n))[ ]*(?P<label>{_ANY})[ ]*[:=]?[ ]*\n\s*", re.IGNORECASE)
_BARE = re.compile(
    guarded(
        r"(?:^|(?<=\s))(?P<label>navn|name|namn|webshop|shop|butik|webbutik|nettbutikk|problem|fejl"
        r"|feil"
        r"|fehler|issue|tlf|telefon|tel|mobil|phone)\.?\s+"
    ),
    re.IGNORECASE,
)
_MARK = re.compile(r"[:=]|\s-\s")  # looked for first, being cheaper than all the labels
FEWEST_LINES = 2
FEWEST_BARE = 3  # labels without a colon are labels only together


def find_sections(plain: str) -> list[Section]:
    """The labelled parts of a text, in order; none for running text."""
    lines = list(_OWN_LINE.finditer(plain)) if "\n" in plain else []
    marked = _LABEL.finditer(plain) if _MARK.search(plain) else ()
    found = [*marked, *(lines if len(lines) >= FEWEST_LINES else [])]
    taken = {label.start("label") for label in found}
    inside = _INNER.finditer(plain) if ":" in plain else ()
    inner = [label for label in inside if label.start("label") not in taken]
    found += [label for label in inner if not _overlaps(label, found)]
    if not found:
        slips = list(_with_semicolon().finditer(plain)) if ";" in plain else []
        found = slips if len({_field(label["label"]) for label in slips}) >= FEWEST_BARE else []
    if not found:
        bare = list(_BARE.finditer(plain))
        fields = {_field(label["label"]) for label in bare}
        found = (
            bare if len(fields) >= FEWEST_BARE and plain[: bare[0].start()].strip() == "" else []
        )
    found.sort(key=lambda label: label.start("label"))
    return [_section(plain, found, index) for index in range(len(found))]


@cache
def _with_semicolon() -> re.Pattern[str]:
    """What hardly a text needs, and costs as much to make ready as all labels."""
    return re.compile(rf"(?:^|(?<=\s))(?P<label>{_ANY})\s?;\s*", re.IGNORECASE)


def _overlaps(label: re.Match[str], others: Sequence[re.Match[str]]) -> bool:
    return any(label.start() < other.end() and other.start() < label.end() for other in others)


def _section(plain: str, found: Sequence[re.Match[str]], index: int) -> Section:
    label = found[index]
    last = index + 1 == len(found)
    end = len(plain) if last else found[index + 1].start("label")
    return Section(_field(label["label"]), label.start("label"), label.end(), max(end, label.end()))


def _field(label: str) -> Field:
    spelled = re.sub(r"\s+", " ", label)
    return next(field for field, words in _WORDS.items() if words.fullmatch(spelled))
