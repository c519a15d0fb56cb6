"""Which of several numbers is to be called, told by what each is for or by a word for one."""

import re
from collections.abc import Sequence

from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small

Span = tuple[int, int]

POINTED_OUT, FOR_CALLS, FOR_TEXTS = 5, 3, 0  # weights
_LOOK_BACK, _LOOK_AHEAD, _FAR_AHEAD = 40, 30, 160  # characters
# All patterns are for small letters.
_BETWEEN = (
    r"(?:\s(?:me|mig|meg|mej|mich|us|os|oss|gerne|gärna|gjerne|kun|only|bare|bitte|please|sie|på"
    r"|til|to"
    r"|till|on|an|at|auf|unter|via|nummer\w*|numret|number|nr|dem|der|the|just|bara|nur)){0,4}"
    r"[\s:(]{0,3}$"
)
_WRITING = (
    r"(?:skriv\w*|sms\w*|sms'\w+|text|texts|texting|texte|tekst\w*|whats ?app\w*|besked\w*"
    r"|beskjed\w*"
    r"|meddelande\w*|messag\w*|nachricht\w*|schreib\w*|simsen?|signal|imessage)"
)
_CALLING = (
    r"(?:ring\w*|call|calls|calling|opkald\w*|samtal\w*|anrop\w*|anruf\w*|ruft?|rufen|phone"
    r"|phoning|tale"
    r"|telefon\w*|tlf|tel|oppringning\w*|voice)"
)
_MAY_WRITE = Pattern(rf"\b{_WRITING}\b")  # looked for first
_TO_WRITE = Pattern(rf"\b{_WRITING}{_BETWEEN}")
_TO_CALL = Pattern(rf"\b{_CALLING}{_BETWEEN}")
_CALLS = Pattern(rf"\b{_CALLING}\b")
_FOR = (
    r"[ (]{1,2}(?:(?:er|is|are|är|ist)\s)?(?:(?:kun|only|bare|nur|bara)\s)?"
    r"(?:til|till|for|för|für)\s"
)
_FOR_WRITING = Pattern(rf"{_FOR}{_WRITING}\b")
_FOR_CALLING = Pattern(rf"{_FOR}{_CALLING}\b")
_KINDS = {
    "mobile": r"mobil(?:en|telefon\w*|nummer\w*|numret|e)?|mob|cell(?:phone)?|handy(?:nummer)?",
    "landline": r"fast ?net\w*|fastnät\w*|fasttelefon\w*|landline|festnetz\w*",
    "office": r"kontor(?:et|s\w*)?|office|büro",
    "shop": r"butik(?:ken|en|s\w*)?|shop|store|laden|geschäft",
    "home": r"hjemme(?:nummer\w*)?|hjem|home|hem(?:ma|telefon\w*|numret)?|privat\w*|zu ?hause|heim",
    "work": r"arbejd\w*|arbet\w*|arbeid\w*|work|job\w*|arbeit\w*|dienst\w*",
}
_KIND = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_LABELLED = Pattern(
    rf"(?:^\s?|[\n.,;:(/|-]\s?|\b(?:og|and|och|und|or|eller|oder|min|mit|my|mein|tlf|nr)\s)(?:{_KIND})"
    r"(?:\s?(?:nr|no|num+er|number|tlf|phone))?\.?[\s:=(-]{0,3}$",
)
_TO = (
    r"(?:\s(?:please|bitte|venligst|til|till|to|på|on|at|auf|unter|an|mig|me|meg|mej|mich|us|os"
    r"|oss|sie"
    r"|the|my|min|mit|mitt|mein\w*|den|det|dem|das|der|die|gerne|helst|bare|just|via)){0,5}\s"
)
_POINTS = Pattern(r"\b(?:ringe?|call|phone|use|brug|bruk|använd|anrufen|ruft?|rufen)\b")
_POINTED = Pattern(
    r"(?:(?:^|[.,;!?\n(-]\s?|\b(?:please|bitte|venligst|men|but|og|and|och|und|aber|så|so|helst"
    r"|bare"
    rf"|just)\s)(?:ring|ringe|call|phone|use|brug|bruk|använd|ruft?|rufen){_TO}(?:{_KIND})"
    rf"|(?:^|[.,;!?\n(-]\s?|\b(?:bitte)\s)(?:auf|unter)\s(?:dem\s"
    rf"|der\s)?(?:{{again}})\s(?:bitte\s)?anrufen"
    r")(?:\s(?:nr|no|num+er|number|nummeret|numret|phone|telefon\w*))?(?!\w)(?!\W{0,3}\d"
    r"|\s(?:ikke|inte|nicht|not)\b)".replace(
        "{again}", "|".join(f"(?P<{kind}_>{words})" for kind, words in _KINDS.items())
    ),
)


def told_apart(text: str, spans: Sequence[Span]) -> dict[Span, int]:
    """New weights of those numbers of which something says what they are for.

    Args:
        spans: where the numbers stand that may be called, two or more, in order.
    """
    small = in_small(text)
    kinds = _pointed_out(small, spans) if _POINTS.search(small) else {}
    return kinds or (_by_use(small, spans) if _MAY_WRITE.search(small) else {})


def _by_use(small: str, spans: Sequence[Span]) -> dict[Span, int]:
    """Numbers for texts and numbers for calls, where there are both."""
    for_texts, for_calls = [], []
    end = 0
    for span in spans:
        before, behind = small[end : span[0]][-_LOOK_BACK:], small[span[1] :][:_LOOK_AHEAD]
        end = span[1]
        if _FOR_WRITING.match(behind):
            for_texts.append(span)
        elif _FOR_CALLING.match(behind) or _TO_CALL.search(before):
            for_calls.append(span)
        elif _TO_WRITE.search(before) and not _CALLS.search(before):
            for_texts.append(span)
    if not (for_texts and for_calls):
        return {}
    return dict.fromkeys(for_texts, FOR_TEXTS) | dict.fromkeys(for_calls, FOR_CALLS)


def _pointed_out(small: str, spans: Sequence[Span]) -> dict[Span, int]:
    """The one number of the kind that is asked for behind the first: "use the mobile"."""
    begins = spans[0][1]
    pointed = _POINTED.search(small, begins, spans[-1][1] + _FAR_AHEAD)
    if pointed is None:
        return {}
    wanted = _kind(pointed)
    end, alike = 0, []
    for span in spans:
        labelled = _LABELLED.search(small[end : span[0]])
        if labelled and _kind(labelled) == wanted:
            alike.append(span)
        end = span[1]
    return {alike[0]: POINTED_OUT} if len(alike) == 1 else {}


def _kind(found: re.Match[str]) -> str:
    return next(kind.rstrip("_") for kind, said in found.groupdict().items() if said)
