"""Days, hours and years that stand right before a number and are no part of it."""

import re

_DAY = (
    r"(?:0?[1-9]|[12]\d|3[01])"  # of a month; hours, months and the last figures of a year as well
)
_BETWEEN = r"[.)]{0,2}\s?[-/]?\s?"
# "27/11 …", "27-11-26 - …", "24/11-27/11 …", "10-20 …", "20.45 …"
_DAYS = re.compile(rf"(?:{_DAY}(?:[./-][0-5]?\d){{1,2}}{_BETWEEN})+")
_BARE = re.compile(rf"(?:{_DAY}|(?:19|20)\d\d)\s(?:[-/]\s)?")
_SINCE = re.compile(
    r"\b(?:siden|sidan|sedan|since|seit|den|d|the|fra|från|from|vom|von|kl|klokken|klockan|i|in|år"
    r"|på|on|am|efter|after|nach|til|till|to|until|bis|(?<=\d )(?:og|and|och|und))\.?\s$",
    re.IGNORECASE,
)
_LONGEST_CUE = 10  # characters
GROUPS_OF_A_DAY = 6  # "24/11-26 - 27/11-26"


def is_a_day(text: str, start: int, end: int) -> bool:
    """Whether figures say a day or hours; a lone one does so behind "siden", "den" or the like."""
    if _DAYS.fullmatch(text, start, end):
        return True
    is_bare = _BARE.fullmatch(text, start, end) is not None
    return is_bare and _SINCE.search(text, max(0, start - _LONGEST_CUE), start) is not None
