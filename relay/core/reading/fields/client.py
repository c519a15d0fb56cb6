"""The shop that somebody else writes for: "our client Barkley's Dog Treats is down"."""

import re
from functools import lru_cache
from typing import NamedTuple

from relay.core.reading.beginnings import guarded
from relay.core.reading.fields import person
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern
from relay.core.reading.wording import in_small

Span = tuple[int, int]


class Client(NamedTuple):
    """Where the shop of a client stands, and whether it can only be one."""

    shop: Span
    is_plain: bool


_OUR = r"(?:vores?|vår|våran|our|unser(?:e[rmns]?|s)?|min|my|mein(?:e[rmns]?|s)?)"
# Agencies have clients; a shop has customers as well, of whom it writes more often.
_CLIENT = r"(?:clients?|klient(?:en)?|mandant(?:in|en)?|auftraggeber(?:in|s)?)"
_CUSTOMER = r"(?:kunde[ns]?|kundin|kund(?:en)?|customers?)"
_LED = Pattern(
    guarded(
        rf"\b(?:{_OUR}\s(?:{_CLIENT}|(?P<customer>{_CUSTOMER}))"
        r"|kund(?:en)?\s(?P<ours>vår|vores|min))"
    )
    + r"(?:\s?[:,])?\s(?P<quote>[\"']?)"
)
_OUR_CLIENT = pattern(rf"\b{_OUR}[ ](?:{_CLIENT}|{_CUSTOMER})")
_WORD = Pattern(r"[^\s,.;:!?()\"]+")
_JOINTS = frozenset(("og", "and", "och", "und", "&", "i", "of", "for", "på"))
_AGENCY = pattern(
    r"""
    \b(?:web|reklame|reklam|marketing|digital|werbe|internet|internett)?-?(?:bureau(?:et)?
    |byrå(?:n|et)?|agentur|agenturet|agency)\b
    """
)
_AGENCIES = ("bureau", "byrå", "agentur", "agency")  # of which one is in what that finds
_SHOP_BEFORE = pattern(
    r"""
    \b(?:\w*shop\w*|\w*butik\w*|store|site|siden|sidan|website|hjemmeside\w*|laden|seite)[ ]
    (?:of|for|til|hos|von|till|tilhørende|fra)[ ]$
    """,
)
# "… har en shop", "… is down": what is said of a shop, and of no customer of one.
_SAID = pattern(
    r"""
    ['"]?[ ](?:(?:har|has|hat|'s)[ ](?:\w+[ ])?(?:\w*shop|\w*butik{1,2}|store|laden|site|hjemmeside
    |side|hemsida)\b|(?:er|is|ist|är|ligger)[ ](?:\w+[ ])?(?:nede|ned|down|nere|ner|offline|død
    |död|tot|dead|gone|væk)\b|(?:viser|shows?|visar|zeigt|giver|gives?|ger|gir|gibt)[ ](?:\w+[ ])?
    (?:error|fejl\w*|feil\w*|fel|fehler|\d{3}|hvid|vit|white|blank|weiß)\b)
    """,
)
_LONGEST_BEFORE = 40  # letters
_LONGEST_QUOTED = 60
_MOST_WORDS = 5


@lru_cache(maxsize=16)
def find_client(plain: str) -> Client | None:
    """The client whom the sender of a text writes for; None when there is none.

    Args:
        plain: evened out (`read_wording`).
    """
    small = in_small(plain)
    for led in _LED.finditer(small):
        span = _quoted(plain, led) if led["quote"] else _titled(plain, led.end())
        if span is None or (not led["quote"] and _is_person(plain[slice(*span)])):
            continue
        is_client = not (led["customer"] or led["ours"]) or _AGENCY.search(small) is not None
        if is_client or _is_shop(small, led.start(), span):
            return Client(span, is_client)
    return None


def is_agency(plain: str, start: int) -> bool:
    """Whether the name at a place of a text is an agency's that writes of a client."""
    small = in_small(plain)
    if not any(map(small.__contains__, _AGENCIES)):  # as in nearly all
        return False
    is_called = any(start in (at.start(), at.end() + 1) for at in _AGENCY.finditer(small))
    return is_called and _OUR_CLIENT.search(small) is not None


def _is_shop(small: str, start: int, span: Span) -> bool:
    """Whether a customer is one whose shop the text is about, not one of the sender's shop."""
    is_of = _SHOP_BEFORE.search(small, max(0, start - _LONGEST_BEFORE), start) is not None
    return is_of or _SAID.match(small, span[1]) is not None


def _is_person(name: str) -> bool:
    is_known = person.is_known_name(name) and person.is_name(name)
    is_titled = person.without_titles(name) > 0
    return is_titled or (is_known and not any(map(person.is_possessive, name.split())))


def _quoted(plain: str, led: re.Match[str]) -> Span | None:
    end = plain.find(led["quote"], led.end() + 1, led.end() + _LONGEST_QUOTED)
    return (led.end(), end) if end > 0 else None


def _titled(plain: str, start: int) -> Span | None:
    """The words that begin with capitals from a place on."""
    end, at = start, start - 1
    for count, word in enumerate(_WORD.finditer(plain, start)):
        if word.start() != at + 1 or count >= _MOST_WORDS:
            break
        if word[0][0].isupper():
            end = word.end()
        elif word[0] not in _JOINTS or not count:
            break
        at = word.end()
    return (start, end) if end > start else None
