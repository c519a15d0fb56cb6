"""Texts that follow the form: "Navn: … Webshop: … Problem: … Tlf: …", in any order and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from relay.core.reading.beginnings import guarded
from relay.core.reading.wording import in_small


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


_YOUR = (
    r"(?:your |dit |jeres |deres |ditt |ihr |dein |mit |mitt |my |vores |vårt? |fulde |full |fullt "
    r"|fullständigt )?"
)
_NAME = (
    r"(?:navn|name|namn|kontakt(?:person)?|contact(?: person| name)?|dev contact|hvem|who|vem|wer"
    r"|ansprechpartner(?:in)?|afsender|sender|avsändare|absender|from|indehaver|owner|ejer"
    r"|person|innehaver|innehavare|inhaber(?:in)?|ägare|eier|kontaktperson(?:en)?"
    r"|(?:för-?|vor-?|fornavn|first)(?: name)? (?:og|och|und|and|&) (?:efternamn|etternavn"
    r"|efternavn|nachname|zuname|last name)|vorname|fornavn|förnamn|first name)"
)
_STORE = (
    r"(?:(?:web|net|nett|online|e|nät)?-?(?:sho?ps?|butikk?(?:en)?|store)|webbshop|webbutik(?:en)?"
    r"|laden|geschäft|affär(?:en)?|forretning(?:en)?|firma(?:et)?)"
)
_SHOP = (
    rf"(?:{_STORE}(?:s?-? ?(?:name|navn|namn|url|adresse?|domain))?|shoppen(?:s navn)?"
    r"|(?:butikk?|shop|firma|forretning)\w{0,4}s na[vm]n"
    rf"|(?:navn|name|namn) (?:på|des|der|of|for|til) (?:the |your |din |jeres |dein\w* )?"
    rf"{_STORE}e?s?"
    r"|websites?|web ?site|sites?|sider?|hjemmeside|hemsida|web-?sei?[dt]e|nettside|homepage"
    r"|internetseite|webbplats|sajt|web-?adress[e]?|dom[æa]ene?|domain|domän|url|adresse|online-?shop"
    r"|where|hvor|wo|var|web)"
)
_FIRM = r"(?:firma(?:navn)?|company|virksomhed|företag|bedrift|firmanavn|unternehmen)"
_PROBLEM = (
    r"(?:problem(?:et)?(?:er)?|problembeskrivelse|problembeskrivning|fejl(?:en)?(?:beskrivelse|melding"
    r"|meddelelse)?|beskrivelse|beskrivning|beschreibung"
    r"|description(?: of (?:the )?problem)?|issue|details?|detaljer|hva(?:d)? er (?:der |det )?galt"
    r"|hva(?:d)? sk(?:j)?er(?: der)?|hva(?:d)? er (?:der |det )?(?:sket|skjedd)|hva har skjedd"
    r"|hvad|hva|what(?:'s wrong| is wrong| happened)?|vad(?: har hänt| är fel| händer)?"
    r"|was(?: ist (?:passiert|los|kaputt)| geht nicht)?|fel(?:anmälan|beskrivning|meddelande)?"
    r"|feil(?:beskrivelse|melding)?|fehler(?:beschreibung|meldung)?|emne|subject|betreff|re|ang"
    r"|vedr(?:ørende)?"
    r"|ærende|ärende|besked|message|meldung|melding|henvendelse|anliegen|meddelande"
    r"|nachricht|error|symptom\w*|fault|spørgsmål(?:et)?|question|störung"
    r"|(?<![.!?]\s)(?:grund|årsa[gk]|orsak|reason)"
    r"|frågan?|spørsmål|frage|situation|hvad kan vi hjælpe med)"
)
_PHONE = (
    r"(?:(?:kontakt)?(?:telefon|tlf|tel|mobil|mob|handy)(?:telefon)?(?:[. ]? ?-?(?:nummer|nr|no))?"
    r"|telephone|phone(?: ?(?:number|no))?"
    r"|call-?\s?back(?: (?:phone )?(?:number|no))?|callback phone number|tilbagekald(?:snummer"
    r"|snr)?|ring tilbage(?: på)?|nummer|nr|tilbakering(?:ing)?"
    r"|number|kontakt(?:nr|nummer)|rückruf(?:-?nummer|-?nr)?|erreichbar(?: unter)?"
    r"|återuppringning(?:snummer)?|ring(?: på)?|call|cell|mobile"
    r"|(?:ring|nås|nås bedst|(?:kan )?træffes)(?: (?:til )?(?:meg|mig))?(?: på)?|ring til"
    r"|contact (?:number|phone))"
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
_WORDS = {field: re.compile(body) for field, body in _KINDS}
_ANY = guarded("|".join(f"(?:{body})" for _, body in _KINDS))
_BEFORE = r"(?<![^\s;,.!?|/])(?:(?<![^\n;,.!?|/])|(?<=[\n;,.!?|/]\s))\s*(?:[-*•]|\d[.)])?\s*"
_LABEL = re.compile(
    rf"{_BEFORE}(?P<label>{_ANY})\s?(?:[:=]|-(?=\s)(?!\s(?:og|och|und|and|eller|oder|or)\b))\s*",
)
_INNER = re.compile(
    rf"(?<=\s)(?<!fatal )(?<!internal )(?<!server )(?<!parse )"
    r"(?!(?:laden|geschäft|affär(?:en)?|butiken|forretningen|grund|reason|sajt)\s?:)"
    rf"(?P<label>{_ANY})\s?:\s*",
)
_OWN_LINE = re.compile(rf"(?<![^\n])[ ]*(?P<label>{_ANY})[ ]*[:=]?[ ]*\n\s*")
# "Fejl i kassen", "Shop nede" begin a sentence.
_NO_VALUE = (
    r"(?!(?:er|är|is|ist|i|på|med|ved|vid|in|on|at|with|mit|bei|beim|im|hos|til|från|fra|der|som"
    r"|virker|fungerer|fungerar|funkar|works?|nede|nere|down|og|och|und|and|eller|ikke|not|nicht"
    r"|inte)\b)"
)
_BARE = re.compile(
    guarded(
        r"(?<!\S)(?P<label>navn|name|namn|webshop|shop|butik|webbutik|nettbutikk|problem|fejl"
        r"|feil"
        r"|fehler|issue|tlf|telefon|tel|mobil|phone)\.?\s+"
    )
    + _NO_VALUE,
)
# What parts rows whose labels have no colon, and where such rows begin.
_PARTING = re.compile(r"[\n;|]|[.,]\s|\s/\s")
_ROW = r"(?<![^\n;|/.,])\s*"
_NO_ROW = (  # what begins sentences sooner than rows, but for "hvad er der galt"
    r"(?!(?:hvem|who|vem|wer|from|person|re|ang|where|hvor|wo|var|call|ring|web|sites?|sider?"
    r"|(?:hvad|hva|vad|was|what)(?! (?:(?:er|is|är|ist|har) (?:der |det )?(?:galt|wrong|fel|los"
    r"|hänt|sket|skjedd)|happened|händer|sk\w+)))\s)"
)
_MARK = re.compile(r"[:=]|-\s")  # looked for first, being cheaper than all the labels
FEWEST_LINES = 2
FEWEST_BARE = 3  # labels without a colon are labels only together


def find_sections(plain: str) -> list[Section]:
    """The labelled parts of a text, in order; none for running text."""
    plain = in_small(plain)
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
    found = found or _bare(plain)
    found.sort(key=lambda label: label.start("label"))
    return [_section(plain, found, index) for index in range(len(found))]


def _bare(plain: str) -> list[re.Match[str]]:
    """Labels without a colon, with which a text begins: in rows of their own, or anywhere."""
    first = len(plain) - len(plain.lstrip())
    for labels in (_bare_row(), _BARE) if _may_have_rows(plain, first) else (_BARE,):
        if not labels.match(plain, first if labels is _BARE else 0):
            continue
        bare = [label for label in labels.finditer(plain) if _suits(label, plain)]
        fields = {_field(label["label"]) for label in bare}
        if len(fields) >= FEWEST_BARE and not plain[: bare[0].start()].strip():
            return bare
    return []


def _may_have_rows(plain: str, first: int) -> bool:
    """Whether the first row and enough of the others begin as labels do."""
    if not _begins_a_label(plain, first) or len(_PARTING.findall(plain)) < FEWEST_BARE - 1:
        return False
    starts = (row.end() for row in re.finditer(_ROW, plain))
    return sum(_begins_a_label(plain, start) for start in starts) >= FEWEST_BARE


def _begins_a_label(plain: str, start: int) -> bool:
    return any(words.match(plain, start) for words in _WORDS.values())


@cache
def _bare_row() -> re.Pattern[str]:
    """A label without a colon where a row begins: as dear to make ready as all labels."""
    return re.compile(rf"{_ROW}(?P<label>{_NO_ROW}{_ANY})\s+(?!(?:des|of)\b){_NO_VALUE}")


def _suits(label: re.Match[str], plain: str) -> bool:
    """Whether what follows is of the label's kind: "fejl 500" and "mobil betaling" are not."""
    begins = plain[label.end() : label.end() + 1]
    is_number = begins.isdigit() or begins in ("+", "(")
    field = _field(label["label"])
    return is_number if field is Field.PHONE else not (is_number and field is Field.PROBLEM)


@cache
def _with_semicolon() -> re.Pattern[str]:
    """A slip for a colon, which hardly a text has: as dear to make ready as all labels."""
    return re.compile(rf"(?<!\S)(?P<label>{_ANY})\s?;\s*")


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
