"""Texts, calls and what is written down about webhooks; each is replaced, never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from relay.emulator.twiml import Gather, Verb


class Direction(StrEnum):
    """Who began; Twilio's words."""

    INBOUND = "inbound"
    API = "outbound-api"
    REPLY = "outbound-reply"  # Twilio's own answer to STOP, START and HELP


@dataclass(frozen=True, slots=True)
class Text:
    """A text message, either way."""

    sid: str
    sender: str
    to: str
    body: str
    direction: Direction
    status: str
    created_at: datetime
    updated_at: datetime
    segments: int
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    error_code: int | None = None
    media: tuple[str, ...] = ()
    status_callback: str = ""
    copies: int = 1  # how many of it the phone showed
    webhook: str = ""  # what became of the inbound webhook


class Speaker(StrEnum):
    """Who is heard in a call."""

    HOTLINE = "hotline"
    PHONE = "phone"  # keys only
    NETWORK = "network"  # the line itself: picked up, hung up, out of order


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what was heard in a call."""

    speaker: Speaker
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """A phone call, either way."""

    sid: str
    sender: str
    to: str
    direction: Direction
    status: str
    created_at: datetime
    updated_at: datetime
    url: str  # asked for TwiML when it is answered; "" when the call brought its own
    twiml: str = ""
    fallback_url: str = ""
    status_callback: str = ""
    events: frozenset[str] = frozenset({"completed"})
    timeout: timedelta = timedelta(seconds=60)
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    sequence: int = 0  # of the next status callback
    lines: tuple[Line, ...] = ()
    document: str = ""  # where the current TwiML came from
    program: tuple[Verb, ...] = ()  # what is still to be done of it
    gather: Gather | None = None  # keys are awaited
    keyed: str = ""
    turn: int = 0  # goes up whenever what was planned no longer holds

    @property
    def phone(self) -> str:
        """The handset's number, whoever began."""
        return self.sender if self.direction is Direction.INBOUND else self.to

    @property
    def talked(self) -> timedelta:
        """How long it was talked, once it is over."""
        if self.answered_at is None or self.ended_at is None:
            return timedelta(0)
        return self.ended_at - self.answered_at

    @property
    def is_over(self) -> bool:
        """Whether it has ended, one way or another."""
        return self.ended_at is not None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to reach a route of the customer."""

    number: int  # counts up; the newest is the highest
    at: datetime
    kind: str
    sid: str
    url: str
    status: int | None  # HTTP; None when there was no answer
    milliseconds: int
    error: str
