"""Running text taken apart: who writes, which shop, how to call, and what is left, the problem."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from relay.core.reading.beginnings import LETTERS, beginnings, beginnings_in
from relay.core.reading.cries.scope import ASKING, CALL_PLEA, ROUTINE_SIGNS
from relay.core.reading.fields import person
from relay.core.reading.fields.phrases import (
    ABBREVIATION,
    AT_SHOP,
    CALL_AFTER,
    CALL_STRONG,
    CALL_WORDS,
    DAY_OR_HOUR,
    FILLER,
    FILLER_INSIDE,
    FROM_SHOP,
    GREETING,
    HERE,
    HOST_LEAD,
    INTRODUCTION,
    INTRODUCTION_INSIDE,
    LEAD,
    LONG_ABBREVIATION,
    NOISE,
    NOISE_INSIDE,
    NOT_BEFORE_NAME,
    NOT_WORKING,
    PERSON_TO_CALL,
    PLEA_WORDS,
    PREPOSITION,
    REFERENCE,
    RUNS_ON,
    SHOP_BEFORE,
    SHOP_INTRODUCTION,
    SHOP_MENTION,
    SHOP_NOUN,
    SIGN_OFF,
    TITLE_IN_SHORT,
    TOWN_AT_END,
    TRAILING,
    WEAK_INTRODUCTION,
    may_begin,
)
from relay.core.reading.fields.shop import Host
from relay.core.reading.numbers.callback import Number
from relay.core.reading.numbers.in_vain import LOOK_BACK
from relay.core.reading.signs import CRITICAL_SIGNS, signs_in
from relay.core.reading.wording import in_small


class Kind(StrEnum):
    """What a piece of text is."""

    NAME = "name"
    SHOP = "shop"
    TITLE = "title"  # a name: of a person or a shop
    CALL = "call"  # how to be called
    TALK = "talk"  # greetings, pleas, thanks, signatures
    LEAD = "lead"  # "og", "haster": belongs to what follows, or to nothing
    TEXT = "text"


class Piece(NamedTuple):
    """A stretch of text."""

    start: int
    end: int
    kind: Kind
    sure: int = 0  # of a name: how plainly the sender says whose it is
    signed: bool = False  # stands behind a sign-off


class _Text(NamedTuple):
    """A text as it is written, and in small letters, in which phrases are looked for."""

    plain: str
    small: str


_SEPARATOR = re.compile(
    r"(?=[^a-uw-zæøåäöü\d_ ]|[ ][^a-zæøåäöü])(?:"  # as every separator begins
    r"\n+|\s\d\)\s|[.!?]+(?=\s|$)|(?<=[.!?])(?=[^\W\d_a-zæøåäöü])|[,;](?=\s|$)|\s*//\s*|\s+[/|-]\s*"
    r"|\s*/\s+|\bv/\s*"
    r"|\s-\s|(?:^|\s)[*•]\s|(?:^|(?<=\s))\((?=[^()\n]*(?:\)\s*(?:[.,!?\n]|$)|$))"
    r"|(?<!\d)\)(?=\s*(?:[.,!?\n]|$))|[^\w\s!-~£€§°´`¨äöüß]+\ufe0f?)",
)
_JOINT = re.compile(r"\s?(?:,|&|\+|og|and|och|und)\s", re.IGNORECASE)  # of two domains
_ROWS = re.compile(r"\W*1\.\s.{1,200}?\s2\.\s", re.DOTALL)  # "1. Simon 2. lampehuset.dk 3. …"
_ROW = re.compile(r"\s\d\.\s")
_BRACKETED = re.compile(r"\d\)\s")
_NUMBERED = re.compile(r"\d[.)]\s+(?=\D)")
_GLUED = re.compile(r"(?<![^\W\d_])(?:tlf|tel|mobil|ring)\.?$", re.IGNORECASE)
_AT = (" i", " på", " hos", " fra", " från", " from", " at", " von", " vom")  # leads to a shop
_NAME_AT = re.compile(
    rf"(?:{SIGN_OFF.pattern}|(?:^|[\n.,;:!?/|-])\s*)"
    r"(?P<name>(?-i:[A-ZÆØÅÄÖÜ])[^\W\d_]+(?: (?-i:[A-ZÆØÅÄÖÜ])[^\W\d_]+)?)"
    rf"(?:{'|'.join(_AT)})\s*$",
    re.IGNORECASE,
)
_DANGLING = ("fra", "from", "från", "von", "i", "på", "hos", "at", "of")
_DANGLING_AT_END = re.compile(rf"(?<=\w)\s+(?:{'|'.join(_DANGLING)})$")
_DEEPEST = 6  # writers named in one clause
_LETTERS = re.compile(r"[A-Za-zÀ-ɏ]{2}|[^\W\d_]\.")
_LONGEST_CLAUSE = 500  # letters; a longer one is no name and no plea
_MOST_OPENINGS = 12  # of a clause
SURE = 2  # of a name: "jeg hedder …"
_LONGEST_LEAD = 120  # letters
_LONGEST_PREPOSITION = 12
# "min telefon virker ikke" tells why to call another number.
_OWN_PHONE = re.compile(
    r"\b(?:telefon(?:en|nummer\w*)?|tlf\.?|mobilnummer\w*|num+er(?:et)?|numret|number|phone|handy"
    r"|(?<!på )(?<!on )(?<!auf )(?:mine?|mit|mitt|my|mein) (?:mobil\w{0,3}|cell)) $",
    re.IGNORECASE,
)
MOST_CLAUSES = 24  # between two walls; what stands behind them is read as one
FEWEST_TOLD = 8  # words of a question that is more than a plea
_MOST_NAMES_AT_END = 3  # words
_MOST_NAMES_INSIDE = 12  # words with a capital in a clause
_CAPITAL = re.compile(r"(?<=\s)(?=[^\W\d_a-zæøåäöüß])[^\W\d_][^\W\d_'-]+(?=\s)")
_SIGNED = {begun[:2] for begun in beginnings(SIGN_OFF.pattern)}
_BEFORE_CAPITAL = re.compile(r"\s[A-ZÆØÅÄÖÜ]")
_INTRODUCED = re.compile(INTRODUCTION_INSIDE.pattern)  # in small letters
_OF_PLEAS = CALL_WORDS | PLEA_WORDS | {""}
_AROUND_WORDS = ".,:;!?()=/|-'\"📞☎\ufe0f"
_INNER_TRIM = " \t\n,;:.-/|"


def read_prose(
    plain: str, start: int, end: int, numbers: Sequence[Number], hosts: Sequence[Host]
) -> list[Piece]:
    """The pieces of a stretch of running text, in order."""
    text = _Text(plain, in_small(plain))
    walls = _walls(text, start, end, numbers, hosts)
    pieces: list[Piece] = []
    position = start
    for wall in [*walls, Piece(end, end, Kind.TALK)]:
        pieces += _clauses(text, position, wall.start)
        pieces.append(wall)
        position = max(position, wall.end)
    return _after_sign_off([piece for piece in pieces if piece.end > piece.start])


def _walls(
    text: _Text, start: int, end: int, numbers: Sequence[Number], hosts: Sequence[Host]
) -> list[Piece]:
    """Numbers with the words that lead to them, domains that stand apart, and sign-offs."""
    walls = [
        Piece(_call_start(text, start, number.start), _call_end(text, number.end), Kind.CALL)
        for number in numbers
        if start <= number.start and number.end <= end
    ]
    within = [host for host in hosts if start <= host.start and host.end <= end]
    walls += [_host_wall(text, host) for host in _apart(text, within, walls)]
    walls += [
        Piece(found.start("sign"), found.end(), Kind.TALK, signed=True)
        for found in sign_offs(text.plain, start, end)
        if not any(wall.start <= found.start("sign") < wall.end for wall in walls)
    ]
    return sorted(walls, key=lambda wall: wall.start)


@lru_cache(maxsize=16)
def sign_offs(plain: str, start: int, end: int) -> Sequence[re.Match[str]]:
    """Where a stretch of a text says "Mvh" and the like, in order."""
    found: list[re.Match[str]] = []
    for at in _may_sign_off(plain):
        if (found[-1].end() if found else start) <= at < end:
            sign_off = SIGN_OFF.match(plain, at, end)
            found += [sign_off] if sign_off else []
    return found


@lru_cache(maxsize=16)
def _may_sign_off(plain: str) -> Sequence[int]:
    """Where a text has words that begin as what is said above a name does."""
    return [at for at, letters in beginnings_in(in_small(plain)) if letters[:2] in _SIGNED]


def _host_wall(text: _Text, host: Host) -> Piece:
    kind = Kind.TALK if host.is_mail else Kind.SHOP
    before = text.small[max(0, host.start - 60) : host.start]
    lead = _shop_before(before) or HOST_LEAD.search(before) or SHOP_NOUN.search(before)
    return Piece(host.start - len(before) + lead.start() if lead else host.start, host.end, kind)


_shop_before = lru_cache(maxsize=16)(SHOP_BEFORE.search)  # asked twice of most domains


def _apart(text: _Text, hosts: Sequence[Host], walls: Sequence[Piece]) -> list[Host]:
    """The domains that are no part of a sentence, nor joined by "og" to one that is."""
    apart: list[Host] = []
    last: Host | None = None
    for host in hosts:
        is_joined = last and _JOINT.fullmatch(text.plain, last.end, host.start)
        is_told = is_joined and last not in apart
        if not is_told and _is_apart(text, host, walls):
            apart.append(host)
        last = host
    return apart


def _is_apart(text: _Text, host: Host, walls: Sequence[Piece]) -> bool:
    """Whether a domain is no part of a sentence: nothing follows but a name or a number."""
    if host.weight < 0 and not host.is_mail:
        return False
    plain = text.plain
    before, small = (one[max(0, host.start - 60) : host.start] for one in text)
    after = host.end
    while after < len(plain) and plain[after] in " )":
        after += 1
    ends = after >= len(plain) or not (plain[after].isalnum() or plain[after] in "'\"(")
    ends = ends or bool(SIGN_OFF.match(plain, after) or _BRACKETED.match(plain, after))
    if before.endswith("("):
        return ends
    if _shop_before(small) or HOST_LEAD.search(small):
        return True
    told = small.rstrip()
    at = _NAME_AT.search(before) if told.endswith(_AT) else None
    if at and person.is_known_name(at["name"]):
        return True
    if PREPOSITION.search(told, max(0, len(told) - _LONGEST_PREPOSITION)):
        return False
    line = re.split(r"[\n.,;:!?/|]|\d\s", before)[-1].strip()
    if line and person.is_known_name(line) and person.is_name(line):
        return True
    if ends or any(wall.start <= after < wall.end for wall in walls):
        return True
    return person.name_at(plain, after) > after


def _call_start(text: _Text, floor: int, number_start: int) -> int:
    """Where the words that lead to a number begin: "… kan I ringe på" belongs to the number."""
    floor = _behind_fault(text, max(floor, number_start - _LONGEST_LEAD), number_start)
    plain, begin = text.plain, number_start
    for word in reversed(list(re.finditer(r"\S+", plain[floor:number_start]))):
        start, bare = floor + word.start(), word[0].strip(_AROUND_WORDS).casefold()
        if "\n" in plain[start + len(word[0]) : begin] and begin < number_start:
            break
        if bare and _ends_sentence(word[0]):
            break
        if _BRACKETED.fullmatch(f"{word[0]} "):
            return start  # "3) … siden kl. 22 4) 20304050": what is before is another row
        if bare and not _leads_to_number(bare):
            glued = _GLUED.search(word[0])
            return start + glued.start() if glued and begin == number_start else begin
        begin = start
    return begin


def _behind_fault(text: _Text, start: int, end: int) -> int:
    """Where the last "virker ikke" of a stretch ends, which leads to no number; else its start."""
    ends = (
        fault.end()
        for fault in NOT_WORKING.finditer(text.small, start, end)
        if not _OWN_PHONE.search(text.plain, max(start, fault.start() - LOOK_BACK), fault.start())
    )
    return max(ends, default=start)


def _leads_to_number(bare: str) -> bool:
    is_small_figure = bare.isdigit() and len(bare) <= 2  # "efter kl 15 på …"
    return is_small_figure or bare in CALL_WORDS or bool(CALL_STRONG.fullmatch(bare))


def _ends_sentence(word: str) -> bool:
    return word[-1] in ".!?,;" and not ABBREVIATION.search(word.lower())


def _call_end(text: _Text, number_end: int) -> int:
    after = CALL_AFTER.match(text.small, number_end)
    return after.end() if after else number_end


def _clauses(text: _Text, start: int, end: int) -> list[Piece]:
    """The clauses between two walls, each peeled and named."""
    pieces: list[Piece] = []
    position = start
    for cut in [*_cuts(text, start, end), (end, end)]:
        pieces += _peel(text, position, cut[0])
        position = cut[1]
    return pieces


def _cuts(text: _Text, start: int, end: int) -> list[tuple[int, int]]:
    """Where clauses are separated; the full stop of "kl. 7" and of "1. Lone" separates nothing."""
    plain = text.plain
    cuts = [
        found.span()
        for found in islice(_SEPARATOR.finditer(plain, start, end), MOST_CLAUSES)
        if found[0] not in (".", "") or not _is_abbreviated(text, found.end())
    ]
    if not _ROWS.match(plain):
        return cuts
    rows = islice(_ROW.finditer(plain, start, end), MOST_CLAUSES)
    return sorted([*cuts, *(row.span() for row in rows)])


def _is_abbreviated(text: _Text, end: int) -> bool:
    """Whether the full stop before a place is one of "kl. 7", "d. 27. maj" or "10 p.m. they …"."""
    before = text.small[max(0, end - 20) : end]
    if not before.endswith("."):
        return False
    if ABBREVIATION.search(before.rsplit(None, 1)[-1]):
        return True
    if not (before[-2:-1].isdigit() or before.endswith(".m.")) or not DAY_OR_HOUR.search(before):
        return False
    return RUNS_ON.match(text.plain, end) is not None


def is_inside(plain: str, end: int) -> bool:
    """Whether the full stop before a place surely ends no sentence, as that of "kl. 7"."""
    before, after = plain[max(0, end - 20) : end], plain[end : end + 2].lstrip()
    if before[-1:] != "." or not after:
        return False
    before = in_small(before)
    if TITLE_IN_SHORT.search(before):
        return True
    if before[-2:-1].isdigit() and plain[end : end + 1].isdigit():
        return True
    if DAY_OR_HOUR.search(before):
        return RUNS_ON.match(plain, end) is not None
    return not after.isupper() and LONG_ABBREVIATION.search(before) is not None


def _peel(text: _Text, start: int, end: int, depth: int = 0) -> list[Piece]:
    """Take greetings, introductions and talk off one clause and name what is left."""
    plain = text.plain
    start, end = _trimmed(plain, start, end)
    if start >= end:
        return []
    if not _LETTERS.search(plain, start, end):
        return [Piece(start, end, Kind.TEXT)]
    pieces: list[Piece] = []
    numbered = _NUMBERED.match(plain, start, end)
    start = numbered.end() if numbered else start
    for _ in range(_MOST_OPENINGS):
        found = _opening(text, start, end) if start < end else []
        if not found:
            break
        pieces += found
        start, end = _trimmed(plain, found[-1].end, end)
    inside = _writer_inside(text, start, end)
    if inside and depth < _DEEPEST:
        return [*pieces, *inside, *_peel(text, inside[-1].end, end, depth + 1)]
    if start < end:
        stop = _without_tail(text.small, start, end)
        pieces += [*_told(text, start, stop), Piece(stop, end, Kind.TALK)]
    return pieces


def _without_tail(small: str, start: int, end: int) -> int:
    """Where a clause ends without "hvad sker der" or the number of a case behind it."""
    tails = [TRAILING.search(small, start, end)]
    if small[start:end].rstrip().rstrip(" .-)")[-1:].isdigit():
        tails.append(REFERENCE.search(small, start, end))
    return min((tail.start() for tail in tails if tail and tail.start() > start), default=end)


def _told(text: _Text, start: int, end: int) -> list[Piece]:
    """What is left of a clause, with a name at its end or between a name and a shop cut off."""
    kind = _kind(text, start, end)
    if kind is Kind.TEXT:
        name = _name_at_end(text.plain, start, end)
        stop = len(text.plain[start:name].rstrip()) + start
        return [Piece(start, stop, kind), Piece(name, end, Kind.NAME)]
    if kind is Kind.TITLE:
        cut = person.end_of_first_title(text.plain[start:end]) + start
        return [Piece(start, cut, kind), Piece(cut, end, Kind.TITLE)]
    return [Piece(start, end, kind)]


def _name_at_end(plain: str, start: int, end: int) -> int:
    """Where a given name begins with which a clause ends ("… er nede Tommy"); `end` if none."""
    last = plain[start:end].rsplit(None, _MOST_NAMES_AT_END)[-_MOST_NAMES_AT_END:]
    if not any(map(person.is_known_name, last)):
        return end
    words = list(re.finditer(r"\S+", plain[start:end]))
    for word in words[-_MOST_NAMES_AT_END:]:
        at = start + word.start()
        if word is words[0] or not person.is_known_name(word[0]):
            continue
        if not word[0][0].isupper() and (word is not words[-1] or person.is_like_a_word(word[0])):
            continue
        before = plain[start:at].split()[-1].casefold()
        if person.name_at(plain, at) >= end and before not in NOT_BEFORE_NAME:
            return at
    return end


def _opening(text: _Text, start: int, end: int) -> list[Piece]:
    """What a clause begins with before it comes to the point; empty when it begins with that."""
    begun = may_begin(text.small[start : start + LETTERS])
    greeting = GREETING.match(text.small, start, end) if GREETING in begun else None
    if greeting:
        is_addressed = person.is_name(text.plain[greeting.end() : end])
        return [Piece(start, end if is_addressed else greeting.end(), Kind.TALK)]
    lead = LEAD.match(text.small, start, end) if LEAD in begun else None
    if lead:
        return [Piece(start, lead.end(), Kind.LEAD)]
    plainly = INTRODUCTION.match(text.small, start, end) if INTRODUCTION in begun else None
    if plainly:
        return _writer_introduced(text, start, end, plainly) or _shop_introduced(text, start, end)
    return _shop_introduced(text, start, end) or _writer_introduced(text, start, end, None)


def _shop_introduced(text: _Text, start: int, end: int) -> list[Piece]:
    """ "Vi hedder Lampehuset", "fra Lampehuset", "skriver for min mor som ejer Lampehuset"."""
    mention = _shop_mentioned(text, start, end)
    mentioned = _shop_behind(text, mention, end) if mention else []
    if mentioned:
        return [Piece(start, mentioned[0].start, Kind.TALK), *mentioned]
    small = text.small
    begun = may_begin(small[start : start + LETTERS])
    cue = SHOP_INTRODUCTION.match(small, start, end) if SHOP_INTRODUCTION in begun else None
    cue = cue or FROM_SHOP.match(small, start, end)
    return _shop_behind(text, cue, end) if cue else []


def _shop_mentioned(text: _Text, start: int, end: int) -> re.Match[str] | None:
    """The first cue for a shop that a capital follows."""
    if not _BEFORE_CAPITAL.search(text.plain, start, end):
        return None
    cue = SHOP_MENTION.search(text.small, start, end)
    while cue and not _BEFORE_CAPITAL.match(text.plain, cue.end() - 1):
        cue = SHOP_MENTION.search(text.small, cue.start() + 1, end)
    return cue


def _shop_behind(text: _Text, cue: re.Match[str], end: int) -> list[Piece]:
    """The capitalised name behind a cue; empty when there is none."""
    title = _shop_end(text.plain, cue.end(), end)
    if title <= cue.end():
        return []
    name = text.plain[cue.end() : title]
    is_plain = len(name.split()) > 1 and person.is_capitalised(name) and not name.isupper()
    if not is_plain and signs_in(name, CRITICAL_SIGNS, text.plain):
        return []
    return [Piece(cue.end(), title, Kind.SHOP)]


def _writer_introduced(
    text: _Text, start: int, end: int, plainly: re.Match[str] | None
) -> list[Piece]:
    """ "Det er Kim fra Lampehuset", "Kim her", "Kim: …", "Mrs Janet Poole".

    Args:
        plainly: "jeg hedder", if it begins with that.
    """
    plain, small = text
    begun = may_begin(small[start : start + LETTERS])
    weakly = WEAK_INTRODUCTION.match(small, start, end) if WEAK_INTRODUCTION in begun else None
    cue = plainly or weakly or PERSON_TO_CALL.match(small, start, end)
    at = cue.end() if cue else start
    titles = person.without_titles(plain[at:end])
    begin = at + titles
    stop = min(person.name_at(plain, begin), end)
    if stop <= begin:
        return []
    here = HERE.match(small, stop, end)
    behind = here.end() if here else stop
    known = person.is_known_name(plain[begin:stop])
    shop = _shop_introduced(text, behind, end)
    if known and not shop:
        at_shop = AT_SHOP.match(small, behind, end)
        shop = _shop_behind(text, at_shop, end) if at_shop else []
    speaks = known and start == 0 and plain[stop : stop + 2] == ": "
    told = cue or shop or titles or here or speaks
    certain = plainly or here or shop or known or stop == end
    if not told or not certain:
        return []
    sure = SURE if plainly or here else 1
    return [Piece(begin, stop, Kind.NAME, sure), Piece(stop, behind, Kind.LEAD), *shop]


def _writer_inside(text: _Text, start: int, end: int) -> list[Piece]:
    """ "… er nede jeg hedder Kim og …", "… er nede Kim fra Lampehuset"."""
    plain, small = text
    for cue in _INTRODUCED.finditer(small, start, end):
        plainly = INTRODUCTION.match(small, cue.start("cue"), end)
        found = _writer_introduced(text, cue.start("cue"), end, plainly)
        if found and (found[0].sure >= SURE or person.is_known_name(plain[found[0].start :])):
            return [*_told(text, start, cue.start()), *found]
    for word in islice(_CAPITAL.finditer(plain, start, end), _MOST_NAMES_INSIDE):
        if not person.is_known_name(word[0]):
            continue
        before = plain[start : word.start()].split()
        if not before or before[-1].casefold() in NOT_BEFORE_NAME:
            continue
        name = person.name_at(plain, word.start())
        at_shop = AT_SHOP.match(small, name, end)
        shop = _shop_behind(text, at_shop, end) if at_shop else []
        if shop:
            stop = start + len(plain[start : word.start()].rstrip())
            return [*_told(text, start, stop), Piece(word.start(), name, Kind.NAME, 1), *shop]
    return []


def _shop_end(plain: str, start: int, end: int) -> int:
    """Where the shop's name ends; a few small words before the end of a clause belong to it."""
    title = min(person.title_at(plain, start), end)
    if title > start and re.fullmatch(r"\s+(?:på|i|on|of|by)\s+\w+\s*", plain[title:end]):
        return end
    return title


def _kind(text: _Text, start: int, end: int) -> Kind:
    plain, small = text
    clause, small = plain[start:end], small[start:end]
    if len(clause) > _LONGEST_CLAUSE:
        return Kind.TEXT
    is_plea = _is_plea(clause) and not (clause.istitle() and person.is_known_name(clause))
    begun = may_begin(small[:LETTERS])
    is_noise = (
        (NOISE in begun and NOISE.match(small))
        or NOISE_INSIDE.search(small)
        or TOWN_AT_END.search(clause)
    )
    if is_plea or (is_noise and "how" not in signs_in(clause, ROUTINE_SIGNS, plain)):
        return Kind.TALK
    is_person = person.is_known_name(clause) and person.is_name(clause)
    if is_person and person.is_capitalised(clause) and not clause.isupper():
        return Kind.TITLE
    is_filler = (FILLER in begun and FILLER.match(small)) or FILLER_INSIDE.search(small)
    if is_filler and not _is_told(clause, plain):
        return Kind.TALK
    if person.is_title(clause):
        return Kind.TITLE
    if len(clause.split()) == 1 and person.is_name(clause):
        return Kind.TITLE
    return Kind.TEXT


def _is_told(clause: str, plain: str) -> bool:
    """Whether a clause that begins like talk tells or asks something."""
    if signs_in(clause, CRITICAL_SIGNS, plain) or signs_in(clause, ROUTINE_SIGNS, plain):
        return True
    small = clause.lower()
    is_asked = ASKING.match(small) and not CALL_PLEA.search(small)
    return bool(is_asked) and len(clause.split()) >= FEWEST_TOLD


def _is_plea(clause: str) -> bool:
    bare = {word.strip(".,:;!?()'\"") for word in clause.casefold().split()}
    return all(map(CALL_STRONG.fullmatch, bare - _OF_PLEAS))


def _after_sign_off(pieces: list[Piece]) -> list[Piece]:
    """Mark what stands behind a sign-off: a name, a shop, an address, but no problem."""
    first = next((at for at, piece in enumerate(pieces) if piece.signed), len(pieces))
    return pieces[:first] + [piece._replace(signed=True) for piece in pieces[first:]]


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start] in _INNER_TRIM:
        start += 1
    while end > start and plain[end - 1] in " \t\n,;:/|-(":
        end -= 1
    if not plain.endswith(_DANGLING, start, end):
        return start, end
    dangling = _DANGLING_AT_END.search(plain, start, end)
    return start, dangling.start() if dangling and dangling.start() > start else end
