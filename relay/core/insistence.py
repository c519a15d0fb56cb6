"""Whether somebody who was sent to normal support says that it cannot wait."""

from collections.abc import Iterable
from datetime import timedelta

from rapidfuzz.distance import OSA

from relay.core.denial import says_no
from relay.core.followup import FollowUpKind
from relay.core.reading.signs import pattern
from relay.core.reading.wording import read_wording
from relay.core.spelling import spelled_freely
from relay.core.urgency import Urgency

WITHIN = timedelta(minutes=10)  # a second text so soon is a cry for help
SILENT = frozenset({"spam", "automatic", "thanks", "works again", "opt-out"})  # ask for nothing

_HURRY = r"""
    (?:haster|urgent|dringend|eilig|eilt|akut|acute|asap|sos|brådskande|bråttom|emergency|notfall
    |nødsituation)
"""
_PLEA = rf"(?:{_HURRY}|nød|kritisk|critical|help|info|hjælp|hjaelp|hjälp|hjelp|hilfe)"
_ASKED_FOR = ("haster", "urgent", "akut", "dringend")  # by our own texts
_FILLER = r"""
    (?:det|den|der|it|its|it's|is|er|es|ist|ja|jo|jep|yes|jag|jeg|i|meget|very|sehr|mycket|please
    |now|nu|nå|jetzt|bitte|stadig|still|altså|tak)
"""
_NOT = r"(?:ikke|ik|not|no|isn't|inte|ikkje|nicht|kein|keine|ingen|aldrig|næppe)"
_BETWEEN = r"(?:\s+(?:så|jo|nu|slet|at\s+all|that|very|særlig|egentlig|really|so|really|an?))*\s+"
_HURRIES = pattern(spelled_freely(rf"\b{_HURRY}\b"))
_CAN_WAIT = pattern(
    spelled_freely(
        rf"\b{_HURRY}{_BETWEEN}{_NOT}\b(?!\s+(?:noget|nogen|nothing|något|noe|nichts))"
        rf"|\b{_NOT}{_BETWEEN}{_HURRY}\b"
    )
)
_OUR_SHOP = (
    r"(?:den|det|it|he|er|han|sie|es|(?:the|der|min|my|vores|our|mein)\s+\w+|\w+(?:en|et|n))"
)
_CONTENT = (
    r"nej|nei|nein|no|nope|nä|næ|ok|okay|okej|oki|nå|fint|fine|godt|gut|bra|super|alright|jaja",
    r"tak|takk|tack|thanks|thank\s+you|danke",
    r"undskyld|beklager|sorry|unnskyld|förlåt|ursäkta|entschuldigung|tut\s+mir\s+leid",
    r"(?:så\s+)?(?:det\s+)?(?:gør|gjør|gör)\s+(?:jeg|jag|vi)(?:\s+(?:det|så))*",
    r"(?:i\s+)?will\s+do(?:\s+(?:that|so))?|(?:das\s+)?mache?\s+(?:ich|wir)",
    r"(?:so\s+|så\s+|dann\s+)?(?:(?:jeg|jag|vi|i|we|ich|wir|i'll|we'll|will)\s+){0,2}"
    r"(?:skriver|mailer|mejlar|write|email|mail|schreibe|schreiben|maile)"
    r"(?:\s+(?:jeg|jag|vi|ich|wir|så|bare|blot|just|da|til|to|an|den|dem|them|der|dertil|there|dit|dorthin"
    r"|jer|you|support|supporten|i\s+stedet|instead|istället))*",
    r"(?:det\s+)?(?:vidste|visste)\s+(?:jeg|jag|vi)\s+(?:ikke|inte)"
    r"|(?:det\s+)?(?:jeg|jag|vi)\s+(?:vidste|visste)\s+(?:det\s+)?(?:ikke|inte)"
    r"|(?:i|we)\s+(?:did\s+not|didn't)\s+know(?:\s+that)?|das\s+wusste\s+(?:ich|wir)\s+nicht",
    rf"{_OUR_SHOP}\s+(?:er|is|ist|är)\s+{_NOT}\s+(?:nede|ned|nere|down|offline)"
    r"|it's\s+not\s+down|it\s+isn't\s+down|er\s+den\s+ikke",
    r"(?:det|den|it|es)\s+(?:kan|can|kann)\s+(?:vente|godt\s+vente|vänta|wait|warten)",
)
# Nothing is tried twice: a long text could take for ever.
_IS_CONTENT = pattern(spelled_freely(rf"\W*+(?>(?:{'|'.join(_CONTENT)})\b\W*+)++"))
_BARE = pattern(spelled_freely(rf"\W*(?:{_FILLER}\W+)*{_PLEA}(?:\W+(?:{_FILLER}|{_PLEA}))*\W*"))


def is_bare_plea(text: str) -> bool:
    """Whether a text says that it is urgent, and nothing else: "HASTER", "det er akut!"."""
    return bool(_BARE.fullmatch(read_wording(text).plain.lower()))


def misspells_plea(text: str) -> bool:
    """Whether a text is one word, a letter at most from what we asked for: "Hastr", "haste!"."""
    word = read_wording(text).plain.strip(" \n.,!?'\"").lower()
    return any(OSA.distance(word, plea) <= 1 for plea in _ASKED_FOR)


def hurries(text: str) -> bool:
    """Whether a text says that it is urgent, whatever else it says: "HASTER, ring 20304050"."""
    words = read_wording(text).plain.lower()
    return bool(_HURRIES.search(words)) and not can_wait(words)


def can_wait(text: str) -> bool:
    """Whether a text says that it is not urgent, whatever else it says."""
    return bool(_CAN_WAIT.search(read_wording(text).plain.lower()))


def is_content(text: str) -> bool:
    """Whether a text takes our no for an answer, and says nothing else: "Ok, jeg skriver dertil".

    So does a plain no to our own question, whether the shop is down.
    """
    is_fine = _IS_CONTENT.fullmatch(read_wording(text).plain.lower())
    return is_fine is not None or says_no(text)


def insists(
    text: str,
    urgency: Urgency,
    why: Iterable[str],
    kind: FollowUpKind,
    *,
    ago: timedelta,
    told_ago: timedelta | None,
) -> bool:
    """Whether a text after one that support was to answer is an emergency.

    It says so; or it is sent at once, although they were told where support is.

    Args:
        text: 0 to 1,600 characters.
        urgency: how the text reads by itself, and `why`.
        kind: how it reads as a further text.
        ago: how old the text for support is.
        told_ago: how long ago they were told where support is; None when they were not.
    """
    if SILENT.intersection(why) or is_content(text):
        return False
    if is_bare_plea(text) or hurries(text):
        return True
    if can_wait(text):
        return urgency is Urgency.CRITICAL
    if kind is FollowUpKind.FIELD:  # a name or a number that belongs to the first text
        return urgency is Urgency.CRITICAL and ago > WITHIN
    return urgency is Urgency.CRITICAL or (told_ago is not None and told_ago <= WITHIN)


def joined_words(*parts: str | None) -> str:
    """What a merchant wrote in several texts, as one; the same words once."""
    kept = dict.fromkeys(part.strip() for part in parts if part and part.strip())
    return " / ".join(kept)
