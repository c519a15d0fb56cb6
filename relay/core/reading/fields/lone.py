"""A shop in small letters, told by the words around it: "vores webshop børnebixen er nede".

It is a word that neither our languages nor any labelled text has, where only a shop's name can
stand: behind "our shop" and before a verb, or behind a person and "from".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from relay.core.language import is_common_word
from relay.core.reading.beginnings import guarded
from relay.core.reading.fields import person
from relay.core.reading.fields.exclaimed import is_exclaimed
from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.fields.phrases import NOT_BEFORE_NAME
from relay.core.reading.learnt.concepts import concepts
from relay.core.reading.learnt.likeness import WEIGHTS
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small, listed

Span = tuple[int, int]


class Lone(NamedTuple):
    """Where a shop in small letters stands, and the person who is said to be of it."""

    shop: Span
    person: Span | None = None


_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöüß"
_SHORTEST = 4  # letters of a shop in small letters
_WORD = r"[a-zæøåäöüéß][a-zæøåäöüéß'-]{3,24}(?!\w|[.@]\w)"
_SHOP = r"(?:(?:web|net[tz]?|nät|online|on-line)[ -]?)?(?:shops?|butik{1,2}|store|laden|handel)"
_OURS = Pattern(
    guarded(
        r"\b(?:(?:vores?|vort|vår|våran|min|mit|mitt|our|my|unsere?[rmn]?|mein(?:e[rmn])?)"
        r"\s(?:(?:lille|lilla|vesle|small|little|kleine[rmns]?|nye|nya|new|neue[rmns]?)\s)?"
        rf"{_SHOP}|(?:(?:web|net[t]?|nät)?(?:butikk?en|shoppen)|webshoppen)\s(?:vår|vores|min))"
    )
    + rf"\s(?P<shop>{_WORD})"
    r"(?=\s(?:er|is|ist|är|has|hat|har|had|kan|can|kann|ligger|liegt|lädt|laddar|loader|loads"
    r"|viser|visar|zeigt|shows|svarer|svarar|virker|fungerer|fungerar|funkar|funker"
    r"|funktioniert|works|went|gik|gick|gikk|går|geht|läuft|keeps|was|var|war|blev|wurde|won't"
    r"|isn't|doesn't|can't|åbner|öppnar|åpner|öffnet|siger|säger|sier|sagt|says|does|down|nede"
    r"|nere|offline|gone|væk|borta|borte|weg)\b)"
)
# "en lille forretning der hedder poul og søn når …"
_CALLED = Pattern(
    guarded(
        rf"\b(?:{_SHOP}|forretning|firma|company|business|geschäft)"
        r"\s(?:(?:der|som|which|that|die)\s)?"
        r"(?:hedder|heter|heißt|called|namens|is called|is named|named)"
    )
    + r"\s(?P<shop>[a-zæøåäöüéß'-]{3,24}\s(?:og|och|and|und|&)\s[a-zæøåäöüéß'-]{3,24}"
    rf"|{_WORD})(?!\w|[.@]\w)"
)
# "Maiken fra maikensmakeup": what leads to the shop, and who stands before it.
_FROM = Pattern(rf"(?<=\s)(?P<cue>fr[aåo]m?n?|vo[nm]|på|at|hos|bei)\s(?P<shop>{_WORD})")
_TOKEN = r"[^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?"
_PERSON = rf"(?P<name>(?P<given>{_TOKEN})(?:\s[A-ZÆØÅÄÖÜ][^\W\d_]{{1,20}}(?:-[^\W\d_]{{2,20}})?)?)"
_PART = Pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w ]")  # a word or a sign
_SIGNS = frozenset(
    listed("hilsen hilsner mvh vh kh hälsningar hälsn gruß grüße lg mfg regards cheers")
)
_INTRODUCES = _SIGNS | frozenset(
    listed(
        """
        er är ist is it's i'm bin hier hedder heter heiße hej hejsa hi hei hallo hello moin this
        thanks tak tack takk danke thx her here här navn namn name
        """
    )
)
_AT = ("på", "at", "hos", "bei")  # which lead to other places as well
_SHORTEST_AT = 6  # letters of a shop behind these
_LONGEST_BEFORE = 72  # letters
_PLACE = Pattern(
    r".*(?:borg|rup|lund|sted|stad|by|havn|hamn|købing|köping|bro|ham|burg|dorf|heim|ford|ton|ville"
    r"|vej|veien|vägen|gade|gata|straße|siden|sidan|seite)"
)
# "Kevin, vapeshack, 07700 900655", "Zoe Finch 07700 900553 craftycorner": the end of a text.
_NUMBER = r"[+\d][\d ().-]{6,18}"
_LISTED = Pattern(
    rf"(?:^|[^\s\w]\s?|\n){_PERSON}"
    rf"(?:\s?,\s(?P<shop>{_WORD})(?P<number>,?\s{_NUMBER})?|,?\s{_NUMBER}\s(?P<shop2>{_WORD}))\W*$"
)
# What people are, and where they work: "Anton, udvikler, 71 38 29 04", "Poul fra murerfirmaet".
_CALLING = Pattern(
    r".*(?:er|are|ar|ør|or|ist|in|ent|ant|læge|chef|sjef|leder|mand|man|frau|kvinde|elev|hjælp|hilfe)"
)
_FIRM = Pattern(
    r".*(?:firma(?:et|n)?|afdeling(?:en)?|avdeling(?:en|a)?|avdelning(?:en)?|abteilung)"
)
_MOST = 6  # words behind "from" that are looked at
# Matters of a shop that nobody's shop is called by, alone or at the end of a compound.
_MATTERS = frozenset(
    listed(
        """
        ADMIN AGAIN BROKEN CALL CALM CHECKOUT CODE CUSTOMER DEVICE DOUBLE DOWN EMPLOYEE ERROR GONE
        LOG MAIL NOT NOW OFFER ORDER PASSWORD PAY SINCE SLOW STILL SUDDEN URGENT WRONG
        """
    )
)


@lru_cache(maxsize=16)
def find_lone(plain: str) -> Lone | None:
    """The first shop in small letters that a text names; None when there is none.

    Args:
        plain: evened out (`read_wording`).
    """
    small = in_small(plain)
    for ours in (_OURS.search(small), _CALLED.search(small)):
        if ours and (is_strange(plain[slice(*ours.span("shop"))]) or _is_joined(plain, ours)):
            return Lone(ours.span("shop"))
    return next(_of_persons(plain), None) or _listed(plain)


def is_strange(word: str) -> bool:
    """Whether a word in small letters is one that neither our languages nor labelled texts have."""
    if len(word) < _SHORTEST or not word.islower() or is_exclaimed(word) or is_seen(word):
        return False
    is_slip = any(slip in WEIGHTS or is_common_word(slip) for slip in _slips_of(word))
    return _MATTERS.isdisjoint(concepts(word)) and not is_slip


def is_seen(word: str) -> bool:
    """Whether our languages, labelled texts or the list of given names have a word."""
    small = word.casefold()
    return small in WEIGHTS or is_common_word(small) or is_given_name(small)


def _slips_of(word: str) -> Iterator[str]:
    """What may have been meant where one letter is wrong: "desvære", "leidr"."""
    for at in range(1, len(word) + 1):
        before, here, after = word[:at], word[at : at + 1], word[at + 1 :]
        yield before + after
        yield before + after[:1] + here + after[1:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + here + after


def _is_joined(plain: str, ours: re.Match[str]) -> bool:
    """Whether two words make one name: "poul og søn"."""
    shop = plain[slice(*ours.span("shop"))]
    return " " in shop and shop.islower()


def _of_persons(plain: str) -> Iterator[Lone]:
    """The shops that known persons are said to be of."""
    for found in islice(_FROM.finditer(plain), _MOST):
        word = found["shop"]
        is_place = found["cue"] in _AT and len(word) < _SHORTEST_AT
        if is_place or not is_strange(word) or _PLACE.fullmatch(word) or _FIRM.fullmatch(word):
            continue
        floor = max(0, found.start() - _LONGEST_BEFORE)
        whose = _introduced([*_PART.finditer(plain, floor, found.start())][-3:], found["cue"])
        if whose:
            yield Lone(found.span("shop"), whose)


def _introduced(parts: Sequence[re.Match[str]], cue: str) -> Span | None:
    """The sender at the end of what stands before "from"; None where a sentence speaks of others.

    Args:
        parts: the last words and signs, three at most.
    """
    if not parts:
        return None
    is_full = len(parts) > 1 and is_given_name(parts[-2][0]) and parts[-1][0].istitle()
    first = len(parts) - (2 if is_full else 1)
    before = parts[first - 1][0].casefold() if first else ""
    is_signed = before in _SIGNS and parts[first][0].istitle()
    if not is_signed and not is_given_name(parts[first][0]):
        return None
    is_told = not before.isalpha() or before in _INTRODUCES
    is_of = cue not in _AT and parts[first][0][0].isupper()
    if not is_told and not (is_of and before not in NOT_BEFORE_NAME):
        return None
    return parts[first].start(), parts[-1].end()


def _listed(plain: str) -> Lone | None:
    """The shop in a list of person, shop and number that ends a text."""
    floor = max(0, len(plain) - _LONGEST_BEFORE)
    found = _LISTED.search(plain, floor)
    if not found or not is_given_name(found["given"]):
        return None
    group = "shop" if found["shop"] else "shop2"
    word = found[group]
    has_number = found["number"] or group == "shop2"
    is_shop = person.ends_as_shop(word) or (has_number and not _CALLING.fullmatch(word))
    if not is_shop or not is_strange(word):
        return None
    return Lone(found.span(group), found.span("name"))
