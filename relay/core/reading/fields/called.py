"""What a name that was found is the name of, by the words before it: "namens", "vi er"."""

import re

from relay.core.language import is_common_word
from relay.core.reading.fields.person import is_known_name, is_never_a_name, title_at
from relay.core.reading.pattern import Pattern

# "bei Ihnen namens Teekontor": the shop begins behind it.
_CALLED = Pattern(
    r"(?<!\S)(?:namens|genannt|called|(?:der|die|das|som|that is|which is)\s"
    r"(?:hedder|heter|heißt|heisst|called))\s(?=\S)",
    re.IGNORECASE,
)
# Whoever says so names a shop, or several people.
_WE_ARE = Pattern(
    r"(?:^|[^\w])(?:vi (?:er|är|e|æ|hedder|heter)|we(?: are|'re)|wir (?:sind|heißen|heissen))\s$",
    re.IGNORECASE,
)
_SEVERAL = Pattern(r"(?:\s(?:og|och|and|und)|,?\s?[&+])\s", re.IGNORECASE)
_AT = Pattern(r"\s(?:på|hos|i|fra|från|frå|from|at|of|von|vom|bei|beim|vid|ved)\s", re.IGNORECASE)
# "butik hos jer som hedder hyggekrogen", and "Det gælder Hyggekrogen: …"
_SHOP_CALLED = Pattern(
    r"(?:shop|butikk?|store|laden|forretning)"
    r"(?:\s(?:hos|bei|with|på)\s(?:jer|er|dere|euch|ihnen|you))?"
    r",?\s(?:(?:der|som|which is|that is|that's)\s)?"
    r"(?:hedder|heter|heißt|heisst|called|named|namens)"
    r"\s(?P<name>[^\W\d_][\w'&-]+)"
    r"(?P<end>\s?(?:[.,;:!?\n]|$)|\s(?:og|and|och|und|men|but|aber)\s)?",
    re.IGNORECASE,
)
_CONCERNS = Pattern(
    r"(?:^|[.!?,\n]\s?)(?:det|dette) (?:gælder|gäller|gjelder)\s"
    r"(?P<name>[A-ZÆØÅÄÖÜ][^:.,!?\n]{2,40}):\s",
    re.IGNORECASE,
)
_END = Pattern(r"[.,;:!?\n](?!\w)|$")
_CUES = ("hedder", "heter", "hei", "called", "named", "gælder", "gäller", "gjelder")
_LONGEST_BEFORE = 14  # letters and blanks


def start_behind_cue(plain: str, start: int, end: int) -> int:
    """Where a shop's name begins without the words that say it is one: "namens Teekontor"."""
    last = start
    for cue in _CALLED.finditer(plain, start, end):
        last = cue.end() if cue.end() < end else last
    return last


def is_what_we_are(plain: str, start: int, end: int) -> bool:
    """Whether a name is what several say they are: "vi är Fikarum", but "vi er Bo og Ida" is not.

    Nor is a person's that is at a shop: "Vi är Anna på Fikarum".
    """
    if not _WE_ARE.search(plain[max(0, start - _LONGEST_BEFORE) : start]):
        return False
    is_person = is_known_name(plain[start:end])
    is_several = _SEVERAL.search(plain, start, end) or _SEVERAL.match(plain, end)
    return not (is_person and (is_several or _AT.match(plain, end)))


def shop_introduced(plain: str) -> tuple[int, int] | None:
    """Where the shop stands that a text says it is of, in small letters too; None for none."""
    small = plain.lower()
    if not any(cue in small for cue in _CUES):
        return None
    called = _SHOP_CALLED.search(plain)
    if called:
        start, end = called.span("name")
        is_part = called["name"].islower() and called["end"] is None
        if is_part or is_common_word(called["name"]):
            return None
        return (start, end) if called["end"] is not None else (start, _end_of_title(plain, start))
    concerns = _CONCERNS.search(plain)
    if not concerns:
        return None
    start, end = concerns.span("name")
    is_name = title_at(plain, start) == end and not is_never_a_name(plain[start:end])
    is_word = all(is_common_word(word) for word in plain[start:end].split())
    return (start, end) if is_name and not is_word else None


def _end_of_title(plain: str, start: int) -> int:
    stop = _END.search(plain, start)
    return min(title_at(plain, start), stop.start() if stop else len(plain))
