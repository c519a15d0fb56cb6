"""Whether what somebody on call writes is a report, and whether they say so when asked."""

import re

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
# How our own sentences ask for a code; one that is copied back is nobody's report.
_COPIED = re.compile(
    r"\b(?:svara?|reply|antworte?)\W+(?:(?:med|with|mit)\W+)?([1-9]\d{1,3})\b", re.IGNORECASE
)


def reads_as_report(report: Report) -> bool:
    """Whether a text tells of trouble beyond doubt, or names a shop or a number to call.

    What only thanks, advertises or says that it works again asks for nothing, whatever it names.
    """
    if report.urgency is Urgency.CRITICAL and set(report.why) - {"doubt"}:
        return True
    if not SILENT.isdisjoint(report.why):
        return False
    is_named = report.webshop is not None and "webshop" not in report.unsure
    return is_named or report.callback is not None


def copied_codes(text: str) -> frozenset[int]:
    """The codes that a text asks to be answered with, as a sentence of ours does."""
    return frozenset(int(code) for code in _COPIED.findall(text))


def vouched(reply: Reply) -> Answer | None:
    """Whether an answer says that a text was a report; None when it says neither."""
    if reply.word is Word.TAKE:
        return Answer.YES
    if reply.word in (Word.PASS, Word.NO_MATTER):
        return Answer.NO
    said = re.findall(r"\w+", reply.rest.casefold())
    if reply.word is not None or not said or "?" in reply.rest:
        return None
    if said[0] in _YES:  # "81 ja, den virker ikke"
        return Answer.YES
    is_none = not _NOTHING.isdisjoint(said) and {*said} <= _NOTHING | _BESIDE
    is_no = said[0] in _REFUSALS and not reads_as_report(read_report(reply.rest, ""))
    return Answer.NO if is_none or is_no else None


def is_bare_vouching(reply: Reply) -> bool:
    """Whether words without a code say that something was a report, or none, and nothing else."""
    said = {*re.findall(r"\w+", reply.rest.casefold())}
    known = _YES | _NOTHING | _REFUSALS | _BESIDE
    return reply.code is None and said <= known and vouched(reply) is not None
