"""Days, hours and years that stand right before a number and are no part of it."""

import re

from relay.core.reading.pattern import Pattern

_DAY = (
    r"(?:0?[1-9]|[12]\d|3[01])"  # of a month; hours, months and the last figures of a year as well
)
_BETWEEN = r"[.)]{0,2}\s?[-/]?\s?"
# "27/11 …", "27-11-26 - …", "24/11-27/11 …", "10-20 …", "20.45 …"
_DAYS = Pattern(rf"(?:{_DAY}(?:[./-][0-5]?\d){{1,2}}{_BETWEEN})+")
_BARE = Pattern(rf"(?:{_DAY}|(?:19|20)\d\d)\s(?:[-/]\s)?")
_SINCE = Pattern(
    r"\b(?:siden|sidan|sedan|since|seit|den|d|the|fra|från|from|vom|von|kl|klokken|klockan|i|in|år"
    r"|på|on|am|efter|after|nach|til|till|to|until|bis|(?<=\d )(?:og|and|och|und))\.?\s$",
    re.IGNORECASE,
)
_LONGEST_CUE = 10  # characters
# "28112026" and "20261128": a whole date of about these years, and a Danish number as well.
_WHOLE_DATE = Pattern(
    r"(?P<year_last>(?:0[1-9]|[12]\d|3[01])(?P<gap>[ ]?)(?:0[1-9]|1[0-2])(?P=gap)20[23]\d)"
    r"|20[23]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_WEEKDAY = (
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:mån|tis|lör|sön)dag"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
)
# "siden 28112026", "since yesterday 27112026": nothing but a day is meant.
_SINCE_A_DATE = Pattern(
    r"\b(?:siden|sidan|sedan|since|seit(?:dem)?)"
    r"(?:\s(?:d|den|the|dem|der|i|om|på|sidste|last|klokken|kl|about|around|ca|cirka|omkring"
    rf"|ons|går|gårs|igår|morges|gestern|yesterday|{_WEEKDAY})\b\.?){{0,3}}[\s,:]{{1,2}}$",
)
# The same in words that may also stand before a number that is to be called.
_ON_A_DATE = Pattern(
    rf"\b(?:d|den|dem|am|vom|ab|per|pr|fra|från|frå|from|von|dato(?:en)?|date|datum|{_WEEKDAY}"
    r"|i ?dag|i ?går|today|yesterday|heute|gestern)\b[.,:]?\s$",
)
_WRITES_FROM = Pattern(
    r"\b(?:skriver|smser|sms'er|ringer|writing|texting|calling|write|schreibe|simse|smsar)\b"
    r"[^.!?\d]{0,20}$"
)
_AT_AN_HOUR = Pattern(
    r",?\s(?:kl|klokken|klockan|um|at|ca)\b\.?\s?\d{1,2}(?!\d{3})(?:[.:]?\d\d)?\b"
)
GROUPS_OF_A_DAY = 6  # "24/11-26 - 27/11-26"


def is_a_day(text: str, start: int, end: int) -> bool:
    """Whether figures say a day or hours; a lone one does so behind "siden", "den" or the like."""
    if _DAYS.fullmatch(text, start, end):
        return True
    is_bare = _BARE.fullmatch(text, start, end) is not None
    return is_bare and _SINCE.search(text, max(0, start - _LONGEST_CUE), start) is not None


def is_written_as_date(spelling: str) -> bool:
    """Whether figures are a day, a month and a year of about now: "28112026", "20261128"."""
    return _WHOLE_DATE.fullmatch(spelling) is not None


def is_said_to_be_a_date(before: str, after: str, *, is_asked: bool) -> bool:
    """Whether words around figures that are written as a date say that they are one.

    Args:
        before: small letters.
        after: small letters.
        is_asked: the sentence asks to be called, or names a telephone.
    """
    if _SINCE_A_DATE.search(before):
        return True
    if is_asked or _WRITES_FROM.search(before):
        return False
    return bool(_ON_A_DATE.search(before) or _AT_AN_HOUR.match(after))
