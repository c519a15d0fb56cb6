"""What somebody else wrote, passed on between quotation marks: it has a signature of its own."""

import re
from collections.abc import Sequence
from functools import lru_cache

from relay.core.reading.pattern import Pattern

Span = tuple[int, int]

_QUOTED = Pattern(r'"[^"]{12,800}"')
# "Fra en kunde: …", "FW from customer: …", "Kundin schreibt: …"
_OF_OTHERS = Pattern(
    r"\b(?:kund(?:e[nrs]?|en|in|innen|erna|erne|ene)?|gæst\w*|gäst\w*|customers?|client|shopper"
    r"|vi?de(?:re)?send\w*|vidarebefordr\w*|weiterleit\w*|weitergeleitet\w*|forward\w*|fwd?|fw"
    r"|skrev|skriver|wrote|writes|says|said|schreibt|schrieb|siger|säger|sier|sagt|mail|e-?post"
    r"|besked|message|nachricht|meddelande|melding)\b[^.!?\"]{0,40}$",
    re.IGNORECASE,
)
_NEAR = 80  # letters before a quotation in which it is said whose it is


@lru_cache(maxsize=16)
def quotations(plain: str) -> Sequence[Span]:
    """Where a text passes on what others wrote."""
    if plain.count('"') < 2:  # as in nearly all
        return ()
    return [
        found.span()
        for found in _QUOTED.finditer(plain)
        if _OF_OTHERS.search(plain, max(0, found.start() - _NEAR), found.start())
    ]


def is_quoted(plain: str, start: int) -> bool:
    """Whether what begins there is what others wrote."""
    quoted = quotations(plain)
    return bool(quoted) and any(first <= start < end for first, end in quoted)
