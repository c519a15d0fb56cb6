"""The alphabet of a text message, and how many segments one takes.

Source: 3GPP TS 23.038 section 6.2.1 (alphabet) and TS 23.040 (concatenation).
"""

import unicodedata
from functools import lru_cache

from anyascii import anyascii

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("^{}\\[~]|€")  # two septets each; the form feed is left out
_SPELLED = {
    "\t": " ",
    "\r": "\n",
    "\v": "\n",
    "\f": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "`": "'",
    "´": "'",
    "«": '"',
    "»": '"',
    "•": "-",
    "·": "-",
}
PLAIN = (_BASIC | _ESCAPED) - _SPELLED.keys()  # stay as they are
_ELLIPSIS = "..."


def is_gsm7(text: str) -> bool:
    """Whether a text can be sent in the 7-bit alphabet."""
    return all(char in _BASIC or char in _ESCAPED for char in text)


def septets(text: str) -> int:
    """How many septets a text takes, once it is spelled in the 7-bit alphabet."""
    spelled = gsm7(text)
    doubled = 0 if _ESCAPED.isdisjoint(spelled) else sum(map(spelled.count, _ESCAPED))
    return len(spelled) + doubled


def segments(text: str) -> int:
    """How many segments the carrier sends, and bills, for a text as it stands; at least 1.

    One segment holds 160 septets or 70 UTF-16 units; each of several holds 153 or 67, and
    a character of two never lies across a border.
    """
    if is_gsm7(text):
        widths, alone, joined = [_width(char) for char in text], 160, 153
    else:
        widths, alone, joined = [2 if ord(char) > 0xFFFF else 1 for char in text], 70, 67
    if sum(widths) <= alone:
        return 1
    count, used = 1, 0
    for width in widths:
        if used + width > joined:
            count, used = count + 1, 0
        used += width
    return count


def gsm7(text: str) -> str:
    """The text spelled in the 7-bit alphabet: accents and other scripts by their nearest letters.

    Emoji and characters without a look of their own vanish; line breaks become newlines.
    """
    if PLAIN.issuperset(text):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(map(_spell, composed))


def shorten(text: str, limit: int) -> str:
    """The text in the 7-bit alphabet, cut between words where it can be, "..." marking the cut.

    Args:
        text: anything.
        limit: septets, the three dots included.
    """
    spelled, limit = gsm7(text), max(limit, 0)
    if 2 * len(spelled) <= limit or septets(spelled) <= limit:  # two septets each at most
        return spelled
    whole = _fitting(spelled, limit - len(_ELLIPSIS))
    word_ends = max(whole.rfind(" "), whole.rfind("\n"))
    if spelled[len(whole)].isalnum() and word_ends > len(whole) // 2:
        whole = whole[:word_ends]
    return whole.rstrip(" \n.,;:-") + _ELLIPSIS[:limit]


def _fitting(text: str, limit: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _width(char)
        if used > limit:
            return text[:index]
    return text


def _width(char: str) -> int:
    return 2 if char in _ESCAPED else 1


@lru_cache(maxsize=4096)
def _spell(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    if char in _BASIC or char in _ESCAPED:
        return char
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category[0] in "CM":
        return ""
    base = unicodedata.normalize("NFD", char)[0]
    if base in _BASIC:
        return base
    ascii_name = anyascii(char)
    if ascii_name.startswith(":") and ascii_name.endswith(":") and len(ascii_name) > 2:
        return ""  # an emoji, by its name
    return ascii_name.replace("`", "'")
