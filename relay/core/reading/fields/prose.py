"""Running text taken apart: who writes, which shop, how to call, and what is left, the problem."""

import re
from collections.abc import Sequence
from itertools import islice

from relay.core.reading.beginnings import LETTERS
from relay.core.reading.cries.scope import ASKING, CALL_PLEA, ROUTINE_SIGNS
from relay.core.reading.fields import person
from relay.core.reading.fields.phrases import (
    ABBREVIATION,
    AT_SHOP,
    CALL_STRONG,
    CALL_WORDS,
    DAY_OR_HOUR,
    FILLER,
    FILLER_INSIDE,
    FROM_SHOP,
    GREETING,
    HERE,
    INTRODUCTION,
    INTRODUCTION_INSIDE,
    LEAD,
    LONG_ABBREVIATION,
    NOISE,
    NOISE_INSIDE,
    NOT_BEFORE_NAME,
    PERSON_TO_CALL,
    PLEA_WORDS,
    REFERENCE,
    RUNS_ON,
    SHOP_INTRODUCTION,
    SHOP_MENTION,
    TITLE_IN_SHORT,
    TOWN_AT_END,
    TRAILING,
    WEAK_INTRODUCTION,
    may_begin,
)
from relay.core.reading.fields.pieces import Kind, Piece, Text
from relay.core.reading.fields.shop import Host
from relay.core.reading.fields.walls import walls_of
from relay.core.reading.numbers.callback import Number
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import CRITICAL_SIGNS, signs_in
from relay.core.reading.wording import in_small

_SEPARATOR = Pattern(
    r"(?=[^a-uw-zæøåäöü\d_ ]|[ ][^a-zæøåäöü])(?:"  # as every separator begins
    r"\n+|\s\d\)\s|[.!?]+(?=\s|$)|(?<=[.!?])(?=[^\W\d_a-zæøåäöü])|[,;](?=\s|$)|\s*//\s*|\s+[/|-]\s*"
    r"|\s*/\s+|\bv/\s*"
    r"|\s-\s|(?:^|\s)[*•]\s|(?:^|(?<=\s))\((?=[^()\n]*(?:\)\s*(?:[.,!?\n]|$)|$))"
    r"|(?<!\d)\)(?=\s*(?:[.,!?\n]|$))|[^\w\s!-~£€§°´`¨äöüß]+\ufe0f?)",
)
_ROWS = Pattern(r"\W*1\.\s.{1,200}?\s2\.\s", re.DOTALL)  # "1. Simon 2. lampehuset.dk 3. …"
_ROW = Pattern(r"\s\d\.\s")
_NUMBERED = Pattern(r"\d[.)]\s+(?=\D)")
_DANGLING = ("fra", "from", "från", "von", "i", "på", "hos", "at", "of")
_DANGLING_AT_END = Pattern(rf"(?<=\w)\s+(?:{'|'.join(_DANGLING)})$")
_DEEPEST = 6  # writers named in one clause
_LETTERS = Pattern(r"[A-Za-zÀ-ɏ]{2}|[^\W\d_]\.")
_LONGEST_CLAUSE = 500  # letters; a longer one is no name and no plea
_MOST_OPENINGS = 12  # of a clause
SURE = 2  # of a name: "jeg hedder …"
MOST_CLAUSES = 24  # between two walls; what stands behind them is read as one
FEWEST_TOLD = 8  # words of a question that is more than a plea
_MOST_NAMES_AT_END = 3  # words
_MOST_NAMES_INSIDE = 12  # words with a capital in a clause
_CAPITAL = Pattern(r"(?<=\s)(?=[^\W\d_a-zæøåäöüß])[^\W\d_][^\W\d_'-]+(?=\s)")
_BLANK = Pattern(r"\s")
_BEFORE_CAPITAL = Pattern(r"\s[A-ZÆØÅÄÖÜ]")
_INTRODUCED = Pattern(INTRODUCTION_INSIDE.pattern)  # in small letters
_OF_PLEAS = CALL_WORDS | PLEA_WORDS | {""}
_INNER_TRIM = " \t\n,;:.-/|"


def read_prose(
    plain: str, start: int, end: int, numbers: Sequence[Number], hosts: Sequence[Host]
) -> list[Piece]:
    """The pieces of a stretch of running text, in order."""
    text = Text(plain, in_small(plain))
    walls = walls_of(text, start, end, numbers, hosts)
    pieces: list[Piece] = []
    position = start
    for wall in [*walls, Piece(end, end, Kind.TALK)]:
        pieces += _clauses(text, position, wall.start)
        pieces.append(wall)
        position = max(position, wall.end)
    return _after_sign_off([piece for piece in pieces if piece.end > piece.start])


def _clauses(text: Text, start: int, end: int) -> list[Piece]:
    """The clauses between two walls, each peeled and named."""
    if start >= end:
        return []
    pieces: list[Piece] = []
    position = start
    for cut in [*_cuts(text, start, end), (end, end)]:
        pieces += _peel(text, position, cut[0])
        position = cut[1]
    return pieces


def _cuts(text: Text, start: int, end: int) -> list[tuple[int, int]]:
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


def _is_abbreviated(text: Text, end: int) -> bool:
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


def _peel(text: Text, start: int, end: int, depth: int = 0) -> list[Piece]:
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


def _told(text: Text, start: int, end: int) -> list[Piece]:
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


def _opening(text: Text, start: int, end: int) -> list[Piece]:
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


def _shop_introduced(text: Text, start: int, end: int) -> list[Piece]:
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


def _shop_mentioned(text: Text, start: int, end: int) -> re.Match[str] | None:
    """The first cue for a shop that a capital follows."""
    if not _BEFORE_CAPITAL.search(text.plain, start, end):
        return None
    cue = SHOP_MENTION.search(text.small, start, end)
    while cue and not _BEFORE_CAPITAL.match(text.plain, cue.end() - 1):
        cue = SHOP_MENTION.search(text.small, cue.start() + 1, end)
    return cue


def _shop_behind(text: Text, cue: re.Match[str], end: int) -> list[Piece]:
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
    text: Text, start: int, end: int, plainly: re.Match[str] | None
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
    shop = _shop_introduced(text, behind, end) if behind < end else []
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


def _writer_inside(text: Text, start: int, end: int) -> list[Piece]:
    """ "… er nede jeg hedder Kim og …", "… er nede Kim fra Lampehuset"."""
    plain, small = text
    if not _BLANK.search(plain, start, end):
        return []  # a lone word
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


def _kind(text: Text, start: int, end: int) -> Kind:
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
