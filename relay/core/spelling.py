"""Letters as people write them whose phone has none: æ as ae, ø as oe or o, å as aa or a."""

import re

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


def spelled_freely(body: str) -> str:
    """A pattern's body that also takes its letters as they are spelled without their marks.

    A letter in brackets stands for itself: "h[æ]ve" takes no "have".
    """
    return _LETTER.sub(lambda found: _SPELLED.get(found[0], found[0]), body)
