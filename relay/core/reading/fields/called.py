"""What a name that was found is the name of, by the words before it: "namens", "vi er"."""

import re

from relay.core.reading.fields.person import is_known_name
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
