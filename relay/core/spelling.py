"""Letters as people write them whose phone has none: æ as ae, ø as oe or o, å as aa or a."""

import re
import unicodedata

_SPELLED = {
    "æ": "(?:æ|ä|ae|a)",
    "ä": "(?:ä|æ|ae|a)",
    "ø": "(?:ø|ö|oe|o)",
    "ö": "(?:ö|ø|oe|o)",
    "å": "(?:å|aa|a)",
    "ü": "(?:ü|ue|u)",
    "ß": "(?:ß|ss)",
}
_LETTER = re.compile(rf"\[[^]]*\]|[{''.join(_SPELLED)}]")


_PLAIN = re.compile(r"æ|ä|ae|aa|å|ø|ö|oe|ü|ue|ß")
_PLAINLY = {
    **dict.fromkeys(("æ", "ä", "ae", "aa", "å"), "a"),
    **dict.fromkeys(("ø", "ö", "oe"), "o"),
    **dict.fromkeys(("ü", "ue"), "u"),
    "ß": "ss",
}


def spelled_plainly(name: str) -> str:
    """A small name in one spelling, to be compared: "brødhus", "broedhus", "brodhus" are one."""
    composed = unicodedata.normalize("NFC", name)
    return _PLAIN.sub(lambda found: _PLAINLY[found[0]], composed)


def spelled_freely(body: str) -> str:
    """A pattern's body that also takes its letters as they are spelled without their marks.

    A letter in brackets stands for itself: "h[æ]ve" takes no "have".
    """
    return _LETTER.sub(lambda found: _SPELLED.get(found[0], found[0]), body)
