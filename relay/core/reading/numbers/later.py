"""Numbers that hold from a later day only: "from Monday my number is …"."""

from relay.core.reading.numbers.cues import Cues
from relay.core.reading.pattern import Pattern

DAY = (
    r"(?:i ?morgen|i ?morgon|tomorrow|morgen|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag"
    r"|måndag|tisdag|lördag|söndag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?:next|næste|nästa|neste|nächste[rn]?)"
    r"\s(?:week|uge|vecka|uke|woche))"
)
_FROM = (
    r"\b(?:(?:from|fra|frå|från|ab|as of|as from|starting|fr\.?o\.?m\.?|effective)\s"
    rf"(?:(?:og med|och med|and including|på|on|kommende|next|nästa|neste|næste)\s)?{DAY}\b"
    rf"|von\s{DAY}\san\b)"
)
_NUMBER = r"(?:\w*nummer\w*|numret|number|nr|tlf|mobil\w*|phone|cell|handy)"
_TO_BE_REACHED = (
    rf"(?:\b{_NUMBER}\b[^.!?;,\d]{{0,15}}|\b(?:reach\w*|erreich\w*|træffes|treffes|nås|fanges"
    r"|kontaktes)\b(?:\s[^\W\d_]+){0,3}\W{1,2}|\b(?:i'm|i am|we are|we're|jeg er|er jeg|jag är"
    r"|är jag|bin ich|ich bin|vi er|er vi|vi är|wir sind|har jag|har jeg|habe ich)\s"
    r"(?:on|at|på|unter|auf)\s)$"
)
_FROM_BEFORE = Pattern(rf"{_FROM}[^.!?;,\d]{{0,25}}{_TO_BE_REACHED}")
_NUMBER_FROM = Pattern(rf"\b{_NUMBER}\s{_FROM}\s?(?:is|er|är|ist|blir|bliver|wird)?\W{{0,2}}$")
_HOLDS = Pattern(_TO_BE_REACHED)
_FROM_A_DAY = Cues(Pattern(_FROM))  # what either has, looked for first
_FROM_AFTER = Pattern(rf"\s{_FROM}")
_CALL_THEN = Pattern(r"\b(?:ring\w*|call\w*|phone me|ruf\w*|anruf\w*)\b")


def is_valid_later(sentence: str, after: str) -> bool:
    """Whether a number is said to hold from a later day; a call asked for on a day is another.

    Args:
        sentence: the small letters of a sentence before the number.
        after: small letters behind it.
    """
    if _FROM_AFTER.match(after):
        return _HOLDS.search(sentence) is not None and not _CALL_THEN.search(sentence)
    if not _FROM_A_DAY.are_in(sentence):
        return False
    begun = _FROM_BEFORE.search(sentence) or _NUMBER_FROM.search(sentence)
    return begun is not None and not _CALL_THEN.search(sentence)


# A time to come, and words that say that a number holds now as well.
_TO_COME = Pattern(
    rf"\b(?:{DAY}\b(?!\s(?:er|is|är|ist|wäre)\s(?:det\s|it\s|es\s)?(?:for|too|för|zu) "
    r"(?:sent?|late|spät))"
    r"|i ?weekenden|(?:at|over|during|on) the weekend|this weekend|i ?helge[nr]|i ?helgen"
    r"|på helgen|under helgen|am wochenende|(?:fra|from|från|ab|efter|after|nach|etter)\s"
    r"(?:kl\.?|klokken|klockan|um)?\s?\d{1,2}(?:[.:]\d\d)?(?!\d|[ .]?\d)|i ?overmorgen"
    r"|i ?övermorgon|übermorgen|later on|senere|senare|später|next (?:week|month)"
    r"|(?:næste|nästa|neste|nächste\w*) (?:uge|vecka|uke|woche|måned|månad))\b",
)
_NOW = Pattern(
    r"\b(?:nu|now|nå|jetzt|i ?nat|i ?natt|tonight|heute|i ?aften|i ?kväll|i ?kveld|straks|allerede"
    r"|already|redan|right away|sofort|både|both|indtil|tills|until|bis|frem til|resten"
    # "til i morgen", and not "ring til ham i morgen"
    rf"|till?(?=\s(?:{DAY}|i\s|kl\b|klokken|klockan|om\s|på\s{DAY}|\d{{1,2}}\b|da\b|då\b|then\b"
    r"|midnat|weekend|helg|senere|senare|later))"
    r"|hele|all|hela|fortsat|i ?dag|today|idag)\b",
)


def is_for_later(clause: str) -> bool:
    """Whether a clause of a further text, in small letters, gives its number for a later time."""
    return _TO_COME.search(clause) is not None and _NOW.search(clause) is None
