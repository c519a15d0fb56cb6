"""A text as it was typed, evened out for reading, with the way back to the sender's own words."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from relay.core.reading.pattern import Pattern

_SPELLED: dict[int, str] = {
    ord(char): " " for char in "\t\v\f\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f"
}
_SPELLED |= {ord(char): "'" for char in "‘’‚‛´`"}
_SPELLED |= {ord(char): '"' for char in "“”„‟«»"}
_SPELLED |= {ord(char): "-" for char in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
_SPELLED |= {ord(char): "\n" for char in "\r\u0085\u2028\u2029"}
_SPELLED |= {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)}  # full-width ASCII
_ACCENTS = "[\u0300-\u036f]"
_EVEN = "[!-_a-~À-ÿ]"
_CLUSTER = Pattern(  # a stretch in which nothing needs evening out, or a letter with its accents
    rf"(?P<even>{_EVEN}+(?:[ \n]{_EVEN}+)*(?:[ \n](?![ \n]))?(?!{_ACCENTS}))|.{_ACCENTS}*",
    re.DOTALL,
)
# What a telephone or a mail program writes under a text: "Sendt fra Outlook til Android".
# No more figures than of a model: "Sendt fra min mobil 20 30 40 50" asks to be called there.
_DEVICE = (
    r"(?:i(?:phone|pad|os|cloud)|android|samsung|galaxy|huawei|xiaomi|redmi|oneplus|pixel|nokia|sony"
    r"|xperia|motorola|moto|lg|htc|oppo|honor|blackberry|outlook|yahoo!?|gmail|gmx|web\.de|proton"
    r"|hotmail|aol|bt|t-online|freenet|spark|bluemail|e-?mail|mail|app|mobile?|mobilen"
    r"|mobil(?:telefon|enhed)\w*|handy|(?:smart)?(?:tele)?(?:phone|fon)\w*|tablet|windows|mac|telenor"
    r"|telia|verizon|vodafone|pro|plus|max|ultra|mini|[a-z]{1,2}\d{1,2}[a-z]?)\b"
    r"(?:\s\d{1,2}\b(?![ .-]?\d))?"
)
_MINE = r"(?:(?:min|mitt?|my|mein\w*|the|der|den|einem)\s+)?"
_BEHIND = r"(?<=\w)[\s-]+(?:(?:til|till|for|för|für|på|on|auf)\s+)?"  # one device another
# What names devices stands in it once, for it takes long to be made ready.
_MAILER = (
    r"(?:(?:(?P<sent>sendt?|sent|skickat|gesendet|versendet|verschickt|verzonden)\s+"
    rf"(?:fra|frå|from|från|von|vom|via|with|mit|med|vanaf)|(?P<by>von|mit))\s+{_MINE}"
    r"|(?:get|download|hol(?:en sie)?(?: dir| sich)?|laden sie|få|hent|skaff(?: deg)?|skaffa|hämta)"
    r"\s+(?:outlook|bluemail|spark|yahoo|gmail|gmx|aol|proton)\b)"
    rf"(?:(?:(?<=\s)|{_BEHIND}){_DEVICE})*(?<=\w)"
    r"(?(sent)(?:,\s+an?\s+[\w&]+\s+smartphone)?|(?(by)\s+gesendet))"
)
_SIGNED_BY_DEVICE = Pattern(rf"(?<=[\n.!?,;:) -])(?:{_MAILER})[\s.]*$")  # in small letters
_APART = Pattern(r"(?<=[\n.!?,;:)-])|(?<=[\n.!?,;:)-] )|(?<= )(?=[A-ZÆØÅ])")
_LONGEST_SIGNATURE = 72  # letters
_BLANKS = (" ", "\n")
_WORD = Pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sender's text and its evened-out form.

    In `plain` accents are composed, spaces, quotes and dashes are ASCII, no blank follows another,
    nothing is invisible, and what a telephone writes under every text is left out.
    """

    raw: str
    plain: str
    where: Sequence[int]  # plain index → raw index

    def quoted(self, start: int, end: int) -> str:
        """The sender's own words for a stretch of `plain`."""
        return self.raw[slice(*self.place(start, end))]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `plain` stands in the text as it came."""
        if isinstance(self.where, range):  # it came evened out
            return start, start + len(self.raw[start:end].rstrip())
        begin = self.where[start]
        if end <= start:
            return begin, begin
        behind = bisect_right(self.where, self.where[end - 1], end)
        after = self.where[behind] if behind < len(self.where) else len(self.raw)
        return begin, begin + len(self.raw[begin:after].rstrip())


def in_small(text: str) -> str:
    """A text in small letters, each of which stands where it stood."""
    return text.replace("İ", "I").lower()  # the one letter whose small form is two


def read_wording(raw: str) -> Wording:
    """Even out a text; any Unicode is fine."""
    told, where = _evened_out(raw)
    end = _end_of_words(told)
    if end < len(told):
        return Wording(raw, told[:end], where[: end + 1])
    return Wording(raw, told, where)


def _evened_out(raw: str) -> tuple[str, Sequence[int]]:
    """A text evened out, and where each of its signs and its end stood."""
    first = _CLUSTER.match(raw)
    if first and first["even"] == raw:  # as in most
        return raw, range(len(raw) + 1)
    plain: list[str] = []
    where: list[int] = []
    for cluster in _CLUSTER.finditer(raw):
        if cluster["even"]:
            plain.extend(cluster[0])
            where.extend(range(cluster.start(), cluster.end()))
            continue
        if _is_invisible(cluster[0][0]):
            continue
        composed = _even(cluster[0])
        if composed in _BLANKS and plain and plain[-1] in _BLANKS:
            plain[-1] = max(composed, plain[-1], key=_BLANKS.index)
            continue
        plain.extend(composed)
        where.extend([cluster.start()] * len(composed))
    return "".join(plain), (*where, len(raw))


def _end_of_words(plain: str) -> int:
    """Where the sender's words end, and those of the telephone begin, if there are both."""
    small = in_small(plain)
    signed = _SIGNED_BY_DEVICE.search(small, max(0, len(plain) - _LONGEST_SIGNATURE))
    while signed and not _APART.match(plain, signed.start()):
        signed = _SIGNED_BY_DEVICE.search(small, signed.start() + 1)
    told = plain[: signed.start()].rstrip(" \n-_") if signed else ""
    return len(told) or len(plain)


def _even(cluster: str) -> str:
    """A letter with its accents as one, a blank, quote or dash as ASCII has it."""
    composed = unicodedata.normalize("NFC", cluster)
    if len(composed) == 1:
        return _SPELLED.get(ord(composed), composed)
    return composed.translate(_SPELLED)


@lru_cache(maxsize=16)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without figures and signs."""
    return tuple([word.casefold() for word in _WORD.findall(text)])


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list that blanks separate, in order."""
    return tuple(text.split())


def _is_invisible(char: str) -> bool:
    return char > "~" and unicodedata.category(char) in ("Cf", "Mn")
