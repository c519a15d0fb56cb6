"""Texts that follow the form: "Navn: … Webshop: … Problem: … Tlf: …", in any order and language."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from relay.core.reading.beginnings import LETTERS, beginnings, guarded
from relay.core.reading.fields.slips import label_meant
from relay.core.reading.pattern import Pattern
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


class _Label(NamedTuple):
    """Where a label is, with what belongs to it on both sides."""

    begin: int
    start: int
    stop: int
    end: int
    meant: str = ""  # what it is where it is spelled with a slip


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
_ANY = f"(?:{'|'.join(f'(?P<{field}>{body})' for field, body in _KINDS)})"
# All that is made ready of the labels, for they are dear; what is around them is looked at apart.
_WHOLE_LABEL = Pattern(_ANY)
_BEGINNINGS = frozenset(beginnings(_ANY))
_WORD_BEGINS = Pattern(r"(?<![^\s;,.!?|/*•)-])[-a-zæøåäöü]")
# What stands between a label and what it labels, and before the first letter of a label.
_MARK = Pattern(r"\s?(?:[:=]|-(?=\s)(?!\s(?:og|och|und|and|eller|oder|or)\b))\s*")
# Each of these is looked for before a label, whose first letter is the last that is looked at.
_LEAD = Pattern(
    r"(?<![^\s;,.!?|/])(?:(?<![^\n;,.!?|/])|(?<=[\n;,.!?|/]\s))\s*"
    r"(?:(?:[-*•]|\d[.)])\s*|(?=[^-]))(?=.\Z)"
)
_COLON = Pattern(r"\s?:\s*")
_INSIDE = Pattern(r"(?<=\s)(?<!fatal )(?<!internal )(?<!server )(?<!parse )(?=.\Z)")
_NEVER_INSIDE = frozenset(
    ("laden", "geschäft", "affär", "affären", "butiken", "forretningen", "grund", "reason", "sajt")
)
_LINE_END = Pattern(r"[ ]*[:=]?[ ]*\n\s*")
_LINE_START = Pattern(r"(?<![^\n])[ ]*(?=.\Z)")
_SEMICOLON = Pattern(r"\s?;\s*")  # a slip for a colon
_BLANK = Pattern(r"(?<!\S)(?=.\Z)")
_AROUND = Pattern(r"[:=;\n]|-\s")  # one of these is in or next to each of them
_BULLETS = "-*•.)"
_INSIDE_LABELS = ("", "-")  # what of the marks a label can have in it: "shop- navn:"
_MOST_MARKS = 6  # that one label can reach over, and more than any does
# "Fejl i kassen", "Shop nede" begin a sentence.
_NO_VALUE = (
    r"(?!(?:er|är|is|ist|i|på|med|ved|vid|in|on|at|with|mit|bei|beim|im|hos|til|från|fra|der|som"
    r"|virker|fungerer|fungerar|funkar|works?|nede|nere|down|og|och|und|and|eller|ikke|not|nicht"
    r"|inte)\b)"
)
_BARE = Pattern(
    guarded(
        r"(?<!\S)(?P<label>navn|name|namn|webshop|shop|butik|webbutik|nettbutikk|problem|fejl"
        r"|feil"
        r"|fehler|issue|tlf|telefon|tel|mobil|phone)\.?\s+"
    )
    + _NO_VALUE,
)
# What parts rows whose labels have no colon, and where such rows begin.
_PARTING = Pattern(r"[\n;|]|[.,]\s|\s/\s")
_ROW = r"(?<![^\n;|/.,])\s*"
_NO_ROW = (  # what begins sentences sooner than rows, but for "hvad er der galt"
    r"(?!(?:hvem|who|vem|wer|from|person|re|ang|where|hvor|wo|var|call|ring|web|sites?|sider?"
    r"|(?:hvad|hva|vad|was|what)(?! (?:(?:er|is|är|ist|har) (?:der |det )?(?:galt|wrong|fel|los"
    r"|hänt|sket|skjedd)|happened|händer|sk\w+)))\s)"
)
# A label without a colon where a row begins: as dear to make as all labels.
_BARE_ROW = Pattern(rf"{_ROW}(?P<label>{_NO_ROW}{_ANY})\s+(?!(?:des|of)\b){_NO_VALUE}")
# Where rows begin, with their first word; and words before a mark, wherever they stand.
_BULLETED_WORD = r"\s*(?:(?:[-*•]|\d[.)])\s*)?(?P<label>[a-zæøåäöü-]{3,16}(?![^\W\d_]))"
_FIRST_WORD = Pattern(_BULLETED_WORD)
_ROWS_WORD = Pattern(rf"[\n;|.,/](?:(?<=[\n;|])|(?=\s)){_BULLETED_WORD}")
_MARKED_WORD = Pattern(r"(?<![^\s;|.,/])(?P<label>[a-zæøåäöü-]{3,16})(?=\s?(?:[:=]|-\s))")
_BEHIND_SLIP = Pattern(
    r"(?P<more>[. ]{0,2}(?:nr|no|nummer|number)\b\.?)?"
    rf"(?:\s?[:=]\s*|\s?-\s+|\.?\s+(?!\w+'s\b){_NO_VALUE})"
)
_DASH = Pattern(r"\s?(?:=|-(?=\s)(?!\s(?:og|och|und|and|eller|oder|or)\b))\s*")
_NO_SENTENCE = Pattern(_NO_ROW)
_MOST_OF_A_FORM = 24  # labels, and rows in which they are looked for
_MOST_LABELS = 100  # of a text that says nothing else, as machines send; in others a dozen
FEWEST_LINES = 2
FEWEST_BARE = 3  # labels without a colon are labels only together


def find_sections(plain: str) -> list[Section]:
    """The labelled parts of a text, in order; none for running text."""
    plain = in_small(plain)
    begun = _may_begin_labels(plain) if _AROUND.search(plain) else []
    first = [start for start in begun if plain[:start].rstrip(" ")[-1:] in ("", "\n")]
    lines = _labels(plain, first, _LINE_START, _LINE_END) if len(first) >= FEWEST_LINES else []
    found = _labels(plain, begun, _LEAD, _MARK)
    if len(lines) >= FEWEST_LINES:
        taken = {label.start for label in found}
        found += [label for label in lines if label.start not in taken]
    taken = {label.start for label in found}
    inside = _labels(plain, begun, _INSIDE, _COLON) if ":" in plain else []
    inner = [label for label in inside if label.start not in taken and _may_be_inside(label, plain)]
    found += [label for label in inner if not _overlaps(label, found)]
    if not found:
        slips = _labels(plain, begun, _BLANK, _SEMICOLON) if ";" in plain else []
        found = slips if len({_field(label, plain) for label in slips}) >= FEWEST_BARE else []
    found = found or _bare(plain)
    found += _further(plain, begun, found)
    found.sort(key=lambda label: label.start)
    return [_section(plain, found, index) for index in range(len(found))]


def _may_begin_labels(plain: str) -> list[int]:
    """Where labels of a text may begin, whatever is around them."""
    words = (word.start() for word in _WORD_BEGINS.finditer(plain))
    return list(islice((start for start in words if _begins_a_label(plain, start)), _MOST_LABELS))


def _labels(plain: str, begun: Sequence[int], lead: Pattern, mark: Pattern) -> list[_Label]:
    """The labels with something before and behind them; those that begin first, and longest."""
    found: list[_Label] = []
    marks = [sign.span() for sign in mark.finditer(plain)] if begun else []
    end = 0
    for start in begun if marks else ():
        if start < end:
            continue
        before = lead.search(plain, _lead_begins(plain, end, start), start + 1)
        behind = _mark_behind(plain, start, marks) if before else None
        if before and behind:
            found.append(_Label(before.start(), start, *behind))
            end = behind[1]
    return found


def _lead_begins(plain: str, start: int, end: int) -> int:
    """Where what leads a label can begin, or sooner: with blanks, or the bullet of a row."""
    before = plain[:end].rstrip().rstrip(_BULLETS)
    if before[-1:].isdecimal():
        before = before[:-1]
    return max(start, len(before.rstrip()))


def _mark_behind(
    plain: str, start: int, marks: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The last mark up to which all is one label: "shop- navn:" has two."""
    behind, first = None, bisect(marks, (start, len(plain)))
    for mark in marks[first : first + _MOST_MARKS]:
        if _WHOLE_LABEL.fullmatch(plain, start, mark[0]):
            behind = mark
        if plain[slice(*mark)].strip() not in _INSIDE_LABELS:
            break
    return behind


def _bare(plain: str) -> list[_Label]:
    """Labels without a colon, with which a text begins: in rows of their own, or anywhere."""
    first = len(plain) - len(plain.lstrip())
    for labels in (_BARE_ROW, _BARE) if _may_have_rows(plain, first) else (_BARE,):
        if not labels.match(plain, first if labels is _BARE else 0):
            continue
        every = (
            _Label(label.start(), *label.span("label"), label.end())
            for label in labels.finditer(plain)
        )
        bare = [label for label in every if _suits(label, plain)]
        fields = {_field(label, plain) for label in bare}
        if len(fields) >= FEWEST_BARE and not plain[: bare[0].begin].strip():
            return bare
    return []


def _further(plain: str, begun: Sequence[int], found: Sequence[_Label]) -> list[_Label]:
    """Labels that only others beside them make labels: with a slip, or without a colon.

    Also those that "-" and "=" set off in the middle of a line: "Name - Tom Shop - toms.com".
    """
    if len(found) > _MOST_OF_A_FORM:
        return []
    rows = islice(_ROWS_WORD.finditer(plain), _MOST_OF_A_FORM)
    words = {word.start("label"): word for word in rows}
    has_marks = ":" in plain or "=" in plain or "- " in plain
    if len(words) + 1 < FEWEST_BARE and not has_marks:
        return []
    first = _FIRST_WORD.match(plain)
    if first:
        words[first.start("label")] = first
    if has_marks:
        marked = islice(_MARKED_WORD.finditer(plain), _MOST_OF_A_FORM)
        words |= {word.start("label"): word for word in marked}
    dashes = plain.count(" - ") + plain.count("=")
    has_dashes = FEWEST_BARE <= dashes <= _MOST_OF_A_FORM
    if len(words) + len(found) < FEWEST_BARE and not has_dashes:
        return []
    meant = [(word, label) for word in words.values() if (label := label_meant(word["label"]))]
    more = [slip for word, right in meant if (slip := _slip(plain, word, right))]
    dashed = _labels(plain, begun, _INSIDE, _DASH) if has_dashes else []
    dashed = [one for one in dashed if _may_be_dashed(one, plain)]
    more += dashed
    has_slips = any(label != word["label"] for word, label in meant)
    if not more or not (found or dashed or has_slips):
        return []
    fields = {_field(label, plain) for label in found}
    kept: list[_Label] = []
    for one in sorted(more, key=lambda one: one.start):
        field = _field(one, plain)
        if field not in fields and not _overlaps(one, [*found, *kept]):
            fields.add(field)
            kept.append(one)
    return kept if len(fields) >= FEWEST_BARE else []


def _may_be_dashed(label: _Label, plain: str) -> bool:
    """Whether a word before a dash is sooner a label than one of a sentence: "fra Lampehuset -"."""
    return bool(_NO_SENTENCE.match(plain, label.start)) and _field(label, plain) is not Field.OTHER


def _slip(plain: str, word: re.Match[str], meant: str) -> _Label | None:
    """The label that a word with a slip is, if what stands behind it is of its kind."""
    behind = _BEHIND_SLIP.match(plain, word.end())
    if behind is None:
        return None
    stop = behind.end("more") if behind["more"] else word.end()
    label = _Label(word.start(), word.start("label"), stop, behind.end(), meant)
    return label if _suits(label, plain) else None


def _may_have_rows(plain: str, first: int) -> bool:
    """Whether the first row and enough of the others begin as labels do."""
    if not _begins_a_label(plain, first) or len(_PARTING.findall(plain)) < FEWEST_BARE - 1:
        return False
    starts = (row.end() for row in re.finditer(_ROW, plain))
    return sum(_begins_a_label(plain, start) for start in starts) >= FEWEST_BARE


def _begins_a_label(plain: str, start: int) -> bool:
    first = plain[start : start + LETTERS]
    if _BEGINNINGS.isdisjoint((first, first[:3], first[:2])):
        return False
    return _WHOLE_LABEL.match(plain, start) is not None


def _suits(label: _Label, plain: str) -> bool:
    """Whether what follows is of the label's kind: "fejl 500" and "mobil betaling" are not."""
    begins = plain[label.end : label.end + 1]
    is_number = begins.isdigit() or begins in ("+", "(")
    field = _field(label, plain)
    return is_number if field is Field.PHONE else not (is_number and field is Field.PROBLEM)


def _may_be_inside(label: _Label, plain: str) -> bool:
    """Whether a label is one in the middle of a sentence as well: "die Sache mit dem Laden:"."""
    return plain[label.start : label.stop] not in _NEVER_INSIDE


def _overlaps(label: _Label, others: Sequence[_Label]) -> bool:
    return any(label.begin < other.end and other.begin < label.end for other in others)


def _section(plain: str, found: Sequence[_Label], index: int) -> Section:
    label = found[index]
    last = index + 1 == len(found)
    end = len(plain) if last else found[index + 1].start
    return Section(_field(label, plain), label.start, label.end, max(end, label.end))


def _field(label: _Label, plain: str) -> Field:
    spelled = label.meant or re.sub(r"\s+", " ", plain[label.start : label.stop])
    named = _WHOLE_LABEL.fullmatch(spelled)
    if named is None or named.lastgroup is None:
        raise ValueError(f"no label: {spelled}")
    return Field(named.lastgroup)
