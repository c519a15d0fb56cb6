"""Which shop a further text names, and what it only links to."""

import re

from relay.core.reading.fields.shop import Host, find_hosts, is_no_shop, own_host
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import CRITICAL_SIGNS, pattern
from relay.core.reading.wording import read_wording

NEAR = 120  # letters; what stands farther from an address says nothing of it
_PAGE = Pattern(r"https?:/{1,2}\s?[^/?#]+[/?#][^\s]", re.IGNORECASE)
_SENTENCE_END = Pattern(r"[.!?]\s|\n")
_PICTURE = pattern(
    r"""
    \b(?:skærm\w*|skaerm\w*|skjerm\w*|skärm\w*|screen\w*|bildschirm\w*|billede\w*|bild(?:e\w*|er|en)?
    |pictures?|pics?|images?|video\w*|film(?:en)?|optagelse\w*|recording\w*|aufnahme\w*|fotos?
    |photos?)\b(?!-)
    """
)
_LOOK = pattern(
    r"""
    \b(?:se|ses|set|see|seen|siehe|sehen|seht|vises|vist|viser|shows?|shown|kig\w*|tjek\w*|check
    |titta|kika|kolla|look|schau\w*|lagt|uploa?d\w*|delt|shared?|lastet|hochgeladen)\b
    """
)
_SHOP = r"""
    (?:web ?shop\w*|webb?shop\w*|shop\w*|(?:net|nett|web|webb)?buti[kq]\w*|forretning\w*|stores?
    |laden)
"""
_OTHER = (
    r"(?:anden|andet|andre|anna[nt]|andra|other|second|zweite\w*|andere\w*|begge|both|beide\w*)"
)
_OTHER_SHOP = pattern(rf"\b{_OTHER} (?:[\w-]+ )?{_SHOP}\b")
# "min shop https://…", "our other site: https://…", "det gælder også https://…"
_NAMED_BEFORE = pattern(
    rf"""
    \b(?:{_SHOP}|{_OTHER} (?:side|site|sida|sidan|website|hjemmeside|hemsida|nettside|seite|domæne
    |domain))(?:\W+(?:er|is|är|ist|hedder|heter|heißt|på|auf|at|også|också|auch|also)\b)?[\s:=('"]*$
    |\b(?:også|ogsaa|också|auch|also|heller|ebenfalls)\b
    (?:\s+(?:på|i|for|för|on|at|auf|bei|für|hos)\b)?[\s:('"]*$
    """
)
_PLACE_BEFORE = pattern(r"\b(?:på|on|at|auf|bei|hos|i|in)[\s('\"]*$")
# "https://… er også nede"
_SAID_AFTER = pattern(
    r"""
    [\s)'"]*(?:er|is|are|är|ist|var|was|virker|works?|fungerar|fungerer|funkar|funktioniert
    |svarer|svarar|antwortet|responds?|loader|loads?|lädt|laddar|laster|åbner|öppnas|kører|går|geht
    |giver|gir|ger|gives?|gibt|fejler|feiler|fails?|kan|can|kann|has|har|hat|does|doesn't|isn't
    |won't|can't|også|också|auch|also|too|heller|stadig\w*|still|fortsat|ikke|inte|nicht|nede
    |ned|nere|down|offline|død|död|dead|tot|blev|blevet|blivit|wurde|got|been|hänger|hænger|henger
    |hängt|ingen|nobody|niemand|kunder\w*|customers|kunden)\b
    """
)
# "nu ligger https://… ned"
_SAID_BEFORE = pattern(
    r"\b(?:ligger|er|är|ist|is|fejl \d+|error \d+|fel \d+|fehler \d+):?[\s('\"]*$"
)
_ALSO = r"(?:også|ogsaa|också|auch|also|too|heller|ebenfalls)"
_ALSO_AFTER = pattern(
    r"""
    [\s)'"]*[,;:-]?\s*(?:(?:den|det|der|som|it|that|which|die|sie|es|han)\s+)?
    [^.,!?\n]*?\b(?:også|ogsaa|också|auch|also|too|heller|ebenfalls)\b
    """
)


def named_shop(text: str, webshop: str | None) -> str | None:
    """The shop that a further text names, where it was read to name one; None when it names none.

    Neither what is nobody's shop nor what is only linked to, as a picture of the fault is, is one.

    Args:
        text: 0 to 1,600 characters.
        webshop: what the text was read to name: a host in small letters, or a name.
    """
    plain = read_wording(text).plain
    hosts = [host for host in find_hosts(plain) if not host.is_mail]
    named = [host for host in hosts if not is_no_shop(host) and not _is_linked(plain, host)]
    is_host = any(host.name == webshop for host in hosts)
    if not is_host or any(host.name == webshop for host in named):
        return webshop
    own = own_host(named)
    return own.name if own else None


def is_one_more(text: str, webshop: str) -> bool:
    """Whether a text says of a shop that it too is down, as only a second one is."""
    shop = re.escape(webshop.lower())
    words = rf"\b{_ALSO}\s{shop}|{shop}\s(?:\w+\s){{0,2}}{_ALSO}\b"
    return re.search(words, read_wording(text).plain.lower()) is not None


def _is_linked(plain: str, host: Host) -> bool:
    """Whether an address with a scheme and a path is shown, and not said to be a shop."""
    if not _PAGE.match(plain[host.start : host.end]):
        return False
    small = plain.lower()
    before = _SENTENCE_END.split(small[max(0, host.start - NEAR) : host.start])[-1]
    after = _SENTENCE_END.split(small[host.end : host.end + NEAR])[0]
    last_picture, last_shop = _last(_PICTURE, before), _last(_OTHER_SHOP, before)
    if last_picture > last_shop:
        return True
    if _OTHER_SHOP.search(small):
        return False
    if _is_said_of(after) or _SAID_BEFORE.search(before):
        return False
    return _LOOK.search(before) is not None or not _is_led_to(before)


def _last(sign: Pattern, text: str) -> int:
    """Where a sign begins for the last time; -1 where it never does."""
    return max((found.start() for found in sign.finditer(text)), default=-1)


def _is_led_to(before: str) -> bool:
    """Whether the words before an address say that it is a shop, or where the fault is."""
    is_place = _PLACE_BEFORE.search(before) and CRITICAL_SIGNS.found_in(before)
    return bool(is_place or _NAMED_BEFORE.search(before))


def _is_said_of(after: str) -> bool:
    """Whether the words after an address say what is wrong with it."""
    after = after.lstrip(" :")
    says = _SAID_AFTER.match(after) or _ALSO_AFTER.match(after)
    return says is not None and bool(CRITICAL_SIGNS.found_in(after.partition(",")[0] or after))
