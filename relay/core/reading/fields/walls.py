"""What parts running text for certain: numbers with what leads to them, domains, sign-offs."""

import re
from collections.abc import Sequence
from functools import lru_cache

from relay.core.reading.beginnings import beginnings, beginnings_in
from relay.core.reading.fields import person
from relay.core.reading.fields.phrases import (
    ABBREVIATION,
    CALL_AFTER,
    CALL_STRONG,
    CALL_WORDS,
    HOST_LEAD,
    NOT_WORKING,
    PREPOSITION,
    SHOP_BEFORE,
    SHOP_NOUN,
    SIGN_OFF,
)
from relay.core.reading.fields.pieces import Kind, Piece, Text
from relay.core.reading.fields.shop import Host
from relay.core.reading.numbers.callback import Number
from relay.core.reading.numbers.in_vain import LOOK_BACK
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small

_JOINT = Pattern(r"\s?(?:,|&|\+|og|and|och|und)\s", re.IGNORECASE)  # of two domains
_PARTING = Pattern(r"[\n.,;:!?/|]|\d\s")
_WORD = Pattern(r"\S+")
_BRACKETED = Pattern(r"\d\)\s")
_GLUED = Pattern(r"(?<![^\W\d_])(?:tlf|tel|mobil|ring)\.?$", re.IGNORECASE)
_AT = (" i", " på", " hos", " fra", " från", " from", " at", " von", " vom")  # leads to a shop
_NAME_AT = Pattern(
    rf"(?:{SIGN_OFF.pattern}|(?:^|[\n.,;:!?/|-])\s*)"
    r"(?P<name>(?-i:[A-ZÆØÅÄÖÜ])[^\W\d_]+(?: (?-i:[A-ZÆØÅÄÖÜ])[^\W\d_]+)?)"
    rf"(?:{'|'.join(_AT)})\s*$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 120  # letters
_LONGEST_PREPOSITION = 12
# "min telefon virker ikke" tells why to call another number.
_OWN_PHONE = Pattern(
    r"\b(?:telefon(?:en|nummer\w*)?|tlf\.?|mobilnummer\w*|num+er(?:et)?|numret|number|phone|handy"
    r"|(?<!på )(?<!on )(?<!auf )(?:mine?|mit|mitt|my|mein) (?:mobil\w{0,3}|cell)) $",
    re.IGNORECASE,
)
_SIGNED = {begun[:2] for begun in beginnings(SIGN_OFF.pattern)}
_AROUND_WORDS = ".,:;!?()=/|-'\"📞☎\ufe0f"


def walls_of(
    text: Text, start: int, end: int, numbers: Sequence[Number], hosts: Sequence[Host]
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


def _host_wall(text: Text, host: Host) -> Piece:
    kind = Kind.TALK if host.is_mail else Kind.SHOP
    before = text.small[max(0, host.start - 60) : host.start]
    lead = _shop_before(before) or HOST_LEAD.search(before) or SHOP_NOUN.search(before)
    return Piece(host.start - len(before) + lead.start() if lead else host.start, host.end, kind)


_shop_before = lru_cache(maxsize=16)(SHOP_BEFORE.search)  # asked twice of most domains


def _apart(text: Text, hosts: Sequence[Host], walls: Sequence[Piece]) -> list[Host]:
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


def _is_apart(text: Text, host: Host, walls: Sequence[Piece]) -> bool:
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
    line = _PARTING.split(before)[-1].strip()
    if line and person.is_known_name(line) and person.is_name(line):
        return True
    if ends or any(wall.start <= after < wall.end for wall in walls):
        return True
    return person.name_at(plain, after) > after


def _call_start(text: Text, floor: int, number_start: int) -> int:
    """Where the words that lead to a number begin: "… kan I ringe på" belongs to the number."""
    floor = _behind_fault(text, max(floor, number_start - _LONGEST_LEAD), number_start)
    plain, begin = text.plain, number_start
    for word in reversed(list(_WORD.finditer(plain[floor:number_start]))):
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


def _behind_fault(text: Text, start: int, end: int) -> int:
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


def _call_end(text: Text, number_end: int) -> int:
    after = CALL_AFTER.match(text.small, number_end)
    return after.end() if after else number_end
