"""What follows once somebody has an incident: is the merchant called, are they still on it?"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from relay.core.escalation import LONGEST, Ladder

CALLED_CHECK_IN = timedelta(minutes=120)  # between two check-ins once the merchant was called
NEWS_GAP = timedelta(minutes=5)  # between two times that a person hears what a merchant added
CALL_GRACE = timedelta(minutes=5)  # from the reminder to call until the next level is paged

_STILL = (
    r"(?:(?:stadig(?:væk)?|still|fortsat|fortsatt|fortfarande|fremdeles|ennå|immer noch|noch) )"
)
# What answers "still on it?" and nothing else, as words with one space between.
_STILL_ON_IT = re.compile(
    r"(?:(?:ja|jo|jep|jepp|japp|yes|yep|yeah|ok|okay) ){0,2}"
    r"(?:(?:er|är) (?:jeg|jag|vi) |(?:jeg|jag|vi|we|i|ich|wir) )?(?:(?:er|är|am|are|bin|sind) "
    r"|(?:i'm|im|we're) )?"
    rf"(?:{_STILL}?(?:i gang|igang|i gång|igång)(?: med (?:det|den|sagen|saken))?"
    rf"|{_STILL}(?:på (?:den|det|sagen|saken)|on it|on the case|at it|dran|dabei)"
    rf"|(?:håller|holder) {_STILL}?på(?: med (?:det|den|sagen|saken))?"
    rf"|{_STILL}?(?:arbejder|arbeider|arbetar|jobber|jobbar|arbeite|arbeiten|working|kigger|ser"
    rf"|looking) {_STILL}?(?:på (?:det|den|sagen|saken)|med (?:det|den)|on it|at it|daran|dran)"
    r"(?: (?:still|endnu|nu|now))?)"
)


class Ask(StrEnum):
    """What whoever has an incident is asked."""

    STILL_ON_IT = "still on it"
    CALLED_YET = "called yet"


class Lost(StrEnum):
    """Why an incident is nobody's again."""

    GONE = "gone"  # its holder is on call no more
    SILENT = "silent"  # its holder did not answer the check-in
    NOT_CALLED = "not called"  # nobody has called the merchant


@dataclass(frozen=True, slots=True)
class Held:
    """All that the next step of an incident that somebody has depends on, besides the time."""

    ladder: Ladder
    taken_at: datetime
    heard_at: datetime  # when the holder last wrote about it; at first when it was taken
    called_at: datetime | None = None  # when the merchant was called
    can_be_called: bool = True  # whether there is a number to call
    asked_at: datetime | None = None  # an unanswered "still on it?"
    nudged_at: datetime | None = None  # when the holder was reminded to call
    paused_until: datetime | None = None  # no check-in before
    news_at: datetime | None = None  # when what only a call tells them is due, with the check-in
    is_on_call: bool = True  # whether the holder is still among the people


@dataclass(frozen=True, slots=True)
class Watch:
    """What to do now, and when to look again."""

    wake_at: datetime
    ask: Ask | None = None
    lost: Lost | None = None


def watch(held: Held, now: datetime) -> Watch:
    """The next step of an incident that somebody has; it always names a later time to look."""
    check_in_at, silent_at = _check_in(held)
    nudge_at, broken_at = promise(held)
    if not held.is_on_call:
        return Watch(now, lost=Lost.GONE)
    if silent_at is not None and silent_at <= now:
        return Watch(now, lost=Lost.SILENT)
    if broken_at is not None and broken_at <= now:
        return Watch(now, lost=Lost.NOT_CALLED)
    ask = None
    # Of two that are due at once the call comes first: an answer to it answers the other as well.
    if nudge_at is not None and nudge_at <= now:
        ask, broken_at = Ask.CALLED_YET, now + CALL_GRACE
    elif check_in_at is not None and check_in_at <= now:
        ask, silent_at = Ask.STILL_ON_IT, now + held.ladder.check_in_answer
    looks = (check_in_at, silent_at, nudge_at, broken_at)
    return Watch(min([at for at in looks if at and at > now] + [now + LONGEST]), ask)


def says_still_on_it(text: str) -> bool:
    """Whether a text says that its writer is at work still, and nothing else; no question does."""
    said = re.findall(r"\w+(?:'\w+)?", text.casefold().replace("’", "'"))
    return "?" not in text and _STILL_ON_IT.fullmatch(" ".join(said)) is not None


def _check_in(held: Held) -> tuple[datetime | None, datetime | None]:
    """When to ask "still on it?", and when silence means no."""
    if held.asked_at is not None:
        return None, held.asked_at + held.ladder.check_in_answer
    gap = CALLED_CHECK_IN if held.called_at is not None else held.ladder.check_in_after
    ask_at = max(held.heard_at + gap, held.paused_until or held.heard_at)
    return min(ask_at, held.news_at or ask_at), None


def promise(held: Held) -> tuple[datetime | None, datetime | None]:
    """When to remind of the call to the merchant, and when the promise of it is broken."""
    if held.called_at is not None or not held.can_be_called:
        return None, None
    if held.nudged_at is not None:
        return None, held.nudged_at + CALL_GRACE
    return held.taken_at + held.ladder.callback_promise, None
