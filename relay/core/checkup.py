"""What is looked at once a day: the account, the number and its routes, the people on call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

# Some 150 texts of two segments to Denmark: a bad night, and the days until somebody pays.
LEAST = 20.0  # of the account's currency
CANARY_WITHIN = timedelta(minutes=10)  # a test text that has not arrived by then is lost
UNASKED_FOR = timedelta(hours=1)  # without a word about the account; before that it is a hiccup


class Point(StrEnum):
    """What is wrong; each has a sentence, `check_` and its word."""

    ACCOUNT = "account"  # it is not active
    BALANCE = "balance"  # there is little money left
    NUMBER = "number"  # it is not ours any more
    SMS_URL = "sms_url"  # texts are not brought to us
    VOICE_URL = "voice_url"  # calls are not
    FALLBACK = "fallback"  # nobody hears of a text when this machine is gone
    PERSON = "person"  # somebody on call cannot be texted
    CALLS = "calls"  # somebody on call who gets no texts cannot be rung
    CHAT = "chat"  # somebody on call who gets neither cannot be written to otherwise
    CANARY = "canary"  # a test text did not arrive
    UNASKED = "unasked"  # the carrier has not told about the account for an hour


# By these the carrier may be what is broken: they are told by every other way as well.
_OF_THE_CARRIER = frozenset({Point.ACCOUNT, Point.NUMBER, Point.CANARY, Point.UNASKED})


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it must be."""

    point: Point
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    whom: str = ""  # a person's key

    @property
    def name(self) -> str:
        """The same for as long as it lasts."""
        return f"{self.point} {self.whom}".strip()

    @property
    def is_of_carrier(self) -> bool:
        """Whether a text may not get through because of it, though the carrier takes it."""
        return self.point in _OF_THE_CARRIER

    @property
    def what(self) -> str:
        """For the log file."""
        said = ", ".join(f"{name} {value}" for name, value in self.values.items())
        return f"{self.name} is not as it must be{f': {said}' if said else ''}"


@dataclass(frozen=True, slots=True)
class Told:
    """What the carrier says of our account, and what it should say."""

    status: str
    balance: float | None  # None: it does not tell
    currency: str
    owns_number: bool
    sms_url: str
    sms_fallback_url: str
    voice_url: str
    number: str  # ours, E.164
    public_url: str  # of our routes, without a slash at the end
    needs_fallback: bool


def of_account(told: Told) -> Iterator[Flaw]:
    """What is wrong with the account, the number and its routes."""
    if told.status != "active":
        yield Flaw(Point.ACCOUNT, {"words": told.status})
    if told.balance is not None and told.balance < LEAST:
        yield Flaw(Point.BALANCE, {"words": f"{told.balance:.2f} {told.currency}".strip()})
    if not told.owns_number:
        yield Flaw(Point.NUMBER, {"hotline": told.number})
        return
    # What follows the # are the carrier's own connection overrides.
    if told.sms_url.partition("#")[0] != f"{told.public_url}/twilio/sms":
        yield Flaw(Point.SMS_URL)
    if told.voice_url.partition("#")[0] != f"{told.public_url}/twilio/voice":
        yield Flaw(Point.VOICE_URL)
    if told.needs_fallback and _is_here(told.sms_fallback_url, told.public_url):
        yield Flaw(Point.FALLBACK)


def _is_here(fallback: str, public_url: str) -> bool:
    """Whether a fallback would be gone together with this machine."""
    return urlsplit(fallback).hostname in (None, urlsplit(public_url).hostname)
