"""Whether what somebody on call writes is a report, and whether they say so when asked."""

import re
from collections.abc import Collection

from relay.core.directory import folded
from relay.core.insistence import SILENT
from relay.core.matter import Answer
from relay.core.reading.wording import listed
from relay.core.reply import Reply, Word
from relay.core.report import Report, read_report
from relay.core.urgency import Urgency

_NEW = frozenset(listed("ny nyt nye new neu neue nytt nya melding report rapport meldung anmälan"))
_YES = _NEW.union(listed("ja jo jep yes yep yeah ok okay okej"))
_REFUSALS = frozenset(listed("nej no nope nei nein næ nah"))
_NOTHING = frozenset(listed("ikke ingen not none inte ikkje kein keine nicht"))
_BESIDE = (_NEW | _REFUSALS).union(
    listed("en et ei ett a an any eine det den der it its that das es er is är ist bare just"),
    listed("kun only bara nur test sorry undskyld beklager ursäkta tak tack takk thanks danke"),
)
_FORGET_IT = re.compile(
    r"(?:glem (?:det|den)|glöm det|forget (?:it|that)|never ?mind|vergiss (?:es|das)|fejl|feil|fel"
    r"|fehler|mistake|by mistake|misforst\w+|missförst\w+|det var til \w+|that was for \w+)"
    r"(?:\W+(?:sorry|undskyld|beklager|ursäkta|tak|tack|takk|thanks|danke))*\W*"
)
# How our own sentences ask for a code; one that is copied back is nobody's report.
_COPIED = re.compile(
    r"\b(?:svara?|reply|antworte?)\W+(?:(?:med|with|mit)\W+)?([1-9]\d{1,3})\b", re.IGNORECASE
)


def reads_as_report(report: Report) -> bool:
    """Whether a text tells of trouble beyond doubt, or names a shop or a number to call.

    What only thanks, advertises or says that it works again asks for nothing, whatever it names.
    """
    if _tells_trouble(report):
        return True
    if not SILENT.isdisjoint(report.why):
        return False
    return _has_shop(report) or report.callback is not None


def tells_trouble_of_a_shop(report: Report) -> bool:
    """Whether a text tells of trouble beyond doubt and surely names the shop."""
    return _tells_trouble(report) and _has_shop(report)


def _tells_trouble(report: Report) -> bool:
    return report.urgency is Urgency.CRITICAL and bool(set(report.why) - {"doubt"})


def names_somebody(report: Report, shops: Collection[str], numbers: Collection[str]) -> bool:
    """Whether a text surely names a shop or number that is none of those.

    Args:
        report: as read.
        shops: domains and names.
        numbers: E.164.
    """
    if report.callback is not None and report.callback not in numbers:
        return True
    return _has_shop(report) and not is_of(report, shops)


def is_of(report: Report, shops: Collection[str]) -> bool:
    """Whether a text names one of those shops."""
    return report.webshop is not None and folded(report.webshop) in set(map(folded, shops))


def _has_shop(report: Report) -> bool:
    return report.webshop is not None and "webshop" not in report.unsure


def copied_codes(text: str) -> frozenset[int]:
    """The codes that a text asks to be answered with, as a sentence of ours does."""
    return frozenset(int(code) for code in _COPIED.findall(text))


def vouched(reply: Reply) -> Answer | None:
    """Whether an answer says that a text was a report; None when it says neither."""
    rest = reply.rest.casefold()
    said = re.findall(r"\w+", rest)
    if reply.word in (Word.UNDO, Word.NO_MATTER) or _FORGET_IT.fullmatch(rest.strip()):
        return Answer.NO
    if reply.word not in (None, Word.TAKE, Word.PASS) or "?" in rest:
        return None
    is_refused = reply.word is Word.PASS or not _REFUSALS.isdisjoint(said)
    is_none = not _NOTHING.isdisjoint(said) and {*said} <= _NOTHING | _BESIDE | _YES
    if is_none or ({*said} <= _REFUSALS | _NEW and not _REFUSALS.isdisjoint(said)):
        return Answer.NO
    if reply.word is Word.TAKE or (said and said[0] in _YES):  # "81 ja, den virker ikke"
        return None if is_refused else Answer.YES
    is_one = not _NEW.isdisjoint(said) or reads_as_report(read_report(rest, ""))
    return Answer.NO if is_refused and not is_one else None


def is_bare_vouching(reply: Reply) -> bool:
    """Whether words without a code say that something was a report, or none, and nothing else."""
    said = {*re.findall(r"\w+", reply.rest.casefold())}
    known = _YES | _NOTHING | _REFUSALS | _BESIDE
    is_bare = said <= known or _FORGET_IT.fullmatch(reply.rest.casefold().strip()) is not None
    return reply.code is None and is_bare and vouched(reply) is not None
