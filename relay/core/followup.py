"""A further text of a sender whose incident is open: thanks, good news, a field, or more."""

from dataclasses import dataclass
from enum import StrEnum

from relay.core.reading import problem
from relay.core.reading.callback import DENMARK
from relay.core.reading.harmless import harmless, is_content
from relay.core.report import read_identity, read_text


class FollowUpKind(StrEnum):
    """What a further text is for."""

    THANKS = "thanks"  # and other words that ask for nothing
    WORKS_AGAIN = "works_again"
    FIELD = "field"  # a name, a shop or a number, and nothing else
    ADDITION = "addition"  # anything else; doubt is an addition


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A further text, with the fields it gives; None where it gives none."""

    kind: FollowUpKind
    name: str | None
    webshop: str | None
    callback: str | None  # E.164


def read_followup(text: str, sender: str, country: str = DENMARK) -> FollowUp:
    """Read a text of a sender who has an open incident. Never raises; takes any Unicode.

    Args:
        text: 0 to 1,600 characters.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    reading = read_text(text, sender, country)
    plain = reading.wording.plain
    who = read_identity(reading)
    found = (who.name, who.webshop, who.callback)
    given = [finding.value if finding else None for finding in found]
    if is_content(plain):
        return FollowUp(FollowUpKind.THANKS, None, None, None)
    reason = harmless(plain)
    if reason in ("works again", "thanks"):
        return FollowUp(FollowUpKind(reason.replace(" ", "_")), *given)
    tells = problem.find(plain, reading.sections, reading.pieces)
    is_field = not tells and any(given)
    return FollowUp(FollowUpKind.FIELD if is_field else FollowUpKind.ADDITION, *given)
