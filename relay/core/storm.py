"""Many shops in trouble at once: when their reports are one outage, and what stays out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from relay.core.incident import State
from relay.core.reading.signs import pattern
from relay.core.reading.wording import read_wording

ENDS_AFTER = timedelta(minutes=30)  # without a new shop
# An incident of an outage is not paged for itself: so often it looks whether its lead still is.
LOOK_GAP = timedelta(minutes=5)

_BREAK_IN = pattern(
    r"""
        \b(?:\w*hack\w*|indbrud\w*|innbrudd\w*|intrång\w*
        |break[- ]?in|broken in(?:to)?|broke in(?:to)?|einbruch\w*|eingebrochen|kompromit\w*
        |komprometter\w*|compromised|kapret|kapad|malware|skadlig kod|ransom\w*|phishing|skimm\w*
        |deface\w*)\b
    """
)
_LEAK = pattern(
    r"""
        \b(?:\w*dat(?:a|en)\w*(?:læk|laek|läck|lekk|leck|leak|brud|brudd|intrång|panne|breach)\w*
        |data (?:leak|breach)\w*|(?:læk|läck|lekk|leak)\w* (?:\w+ ){0,3}?(?:data|oplysning\w*
        |opplysning\w*|uppgift\w*|kunde\w*|kund\w*|customer\w*|cards?|kort\w*)|gdpr
        |personoplysning\w*|personopplysning\w*|personuppgift\w*|personal data
        |personenbezogen\w*|kundendaten|kundedata|kunduppgift\w*|customer data
        |(?:andre|andras?|andres|other|anderer?n?|fremde[nrs]?) (?:kund\w*|customer\w*|people)
        |(?:stjål\w*|stulen|stulna|stulit|stolen|gestohlen\w*)
        (?:\w+ ){0,3}?(?:data|kort\w*|cards?|oplysning\w*|opplysning\w*|uppgift\w*))\b
    """
)
_TWICE = (
    r"(?:to gange|2 gange|2x|x2|dobbelt\w*|dobbel|twice|two times|2 times|double|doubly"
    r"|två gånger|2 gånger|dubbel|dubbelt|dubbla|to ganger|2 ganger|doppelt|zweimal|2 mal|2mal)"
)
_CHARGED = (
    r"(?:trukket|træk\w*|hæv\w*|betal\w*|opkræv\w*|debiter\w*|charg\w*|bill(?:ed|ing)|pay\w*"
    r"|paid|dragits|drag\w*|dras|debiterad\w*|belast\w*|belastet|trekk\w*|abgebucht"
    r"|abbuch\w*|gebucht|bezahl\w*|kassiert|penge\w*|pengar\w*|money|geld)"
)
_DOUBLE_CHARGE = pattern(
    rf"""
        \b{_CHARGED}\b[^.!?\n]{{0,60}}?\b{_TWICE}\b|\b{_TWICE}\b[^.!?\n]{{0,40}}?\b{_CHARGED}\b
        |\b(?:dobbelt|dobbel|double|dubbel|doppel)[- ]?(?:træk\w*|trekk\w*|betal\w*|charg\w*
        |debiter\w*|dragning\w*|abbuch\w*|bill\w*|opkræv\w*|payments?|zahlung\w*)\b
    """
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A critical report, as a storm counts it."""

    shop: str | None
    sender: str
    at: datetime

    @property
    def key(self) -> str:
        """What stands for the shop: its name, or the sender where none was told."""
        return (self.shop or self.sender).casefold()


def different_shops(reports: Iterable[Reported]) -> int:
    """How many shops are in trouble; a shop counts once, and a sender counts once."""
    known = list(reports)
    return min(len({one.key for one in known}), len({one.sender for one in known}))


def last_new_shop_at(reports: Sequence[Reported]) -> datetime | None:
    """When the number of different shops last grew; None without reports."""
    known: list[Reported] = []
    last, shops = None, 0
    for one in sorted(reports, key=lambda report: report.at):
        known.append(one)
        grown = different_shops(known)
        last, shops = (one.at if grown > shops else last), grown
    return last


def is_over(reports: Sequence[Reported], now: datetime) -> bool:
    """Whether an outage takes no more reports, for want of new shops."""
    last = last_new_shop_at(reports)
    return last is None or now >= last + ENDS_AFTER


def is_milestone(shops: int) -> bool:
    """Whether whoever works on an outage is told that it has so many: 5, 10, 20, 50, 100 …"""
    leading = shops
    while leading >= 10 and leading % 10 == 0:
        leading //= 10
    return shops >= 5 and leading in (1, 2, 5)


def stands_alone(words: str, why: Iterable[str]) -> bool:
    """Whether a report never joins an outage: a break-in, a data leak, a double charge.

    Args:
        words: the merchant's, as they came.
        why: the reasons the report is urgent.
    """
    plain = read_wording(words).plain.lower()
    signs = (_BREAK_IN, _LEAK, _DOUBLE_CHARGE)
    return "security" in why or any(sign.search(plain) for sign in signs)


class Course(StrEnum):
    """What an incident of an outage does next."""

    STAY = "stay"
    TAKEN = "taken"  # somebody has the lead, and so has this one
    OPEN = "open"  # the lead is nobody's again
    CLOSED = "closed"  # with the lead
    ALONE = "alone"  # the lead carries it no more: it is paged for itself


def course(own: State, lead: State, *, lead_fails: bool) -> Course:
    """How an incident of an outage follows its lead.

    Args:
        own: where it stands.
        lead: where its lead stands.
        lead_fails: whether the lead's last step failed, so that nobody may be paged for it.
    """
    if lead is State.CLOSED:
        return Course.STAY if own is State.CLOSED else Course.CLOSED
    if lead_fails or lead not in (State.OPEN, State.ACKNOWLEDGED):
        return Course.ALONE
    if own is lead:
        return Course.STAY
    return Course.TAKEN if lead is State.ACKNOWLEDGED else Course.OPEN
