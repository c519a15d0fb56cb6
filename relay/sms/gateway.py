"""What the relay asks of a carrier, and what can come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sent:
    """The carrier has the message or call, under its own id."""

    sid: str
    status: str  # the carrier's word: queued, accepted, sent …


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier surely did not take it."""

    code: int  # Twilio's error code; 0 when nothing was reached
    reason: str
    retry_after: timedelta | None = None  # the carrier's own wish


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost: it may have been taken or not."""

    reason: str


Outcome = Sent | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Message:
    """A message, or a call, as the carrier lists it."""

    sid: str
    sender: str
    to: str
    body: str
    direction: str  # inbound, outbound-api, outbound-reply
    status: str
    error_code: int | None
    created_at: datetime
    num_media: int


@dataclass(frozen=True, slots=True)
class Account:
    """What the carrier says of our account."""

    status: str  # active, suspended, closed
    owns_number: bool
    sms_url: str
    sms_fallback_url: str
    voice_url: str
    balance: float | None = None  # None: the carrier does not tell
    currency: str = ""


class Unreachable(Exception):
    """The carrier could not be asked, or its answer could not be read."""


class Denied(Unreachable):
    """The carrier refused our account's id and token, or has suspended the account."""


class Gateway(Protocol):
    """A carrier. Thread-safe; each call returns within its own deadline."""

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        """Hand over a text message.

        Args:
            to: E.164.
            body: 1 to 1,600 characters.
            attempt: our id of this attempt; it comes back in the status callback.
            valid_for: 5 s to 10 h; the carrier drops what it could not pass on within it.
            traced: whether the carrier is to tell us what becomes of it.
        """
        ...

    def call(self, to: str, *, attempt: str, traced: bool = True) -> Outcome:
        """Ring a phone; the carrier then asks our voice route, with the attempt, what to say."""
        ...

    def fetch(self, sid: str) -> Message | None:
        """One message or call as the carrier knows it now; None when it knows none.

        Raises:
            Unreachable: when the carrier did not answer in a way that could be read.
        """
        ...

    def hang_up(self, sid: str) -> Message | None:
        """End a call that has not been picked up; one that is spoken in goes on.

        Returns:
            The call as the carrier knows it then; None when it knows none.

        Raises:
            Unreachable: when the carrier did not do so, or not say so in a way that could be read.
        """
        ...

    def list(
        self,
        *,
        to: str | None = None,
        sender: str | None = None,
        since: datetime | None = None,
        at_most: int = 1000,
    ) -> Sequence[Message]:
        """Messages, the newest first.

        Raises:
            Unreachable: when the carrier did not answer in a way that could be read.
        """
        ...

    def redact(self, sid: str) -> None:
        """Erase a message's words at the carrier.

        Raises:
            Unreachable: when the carrier did not answer in a way that could be read.
        """
        ...

    def account(self) -> Account:
        """What the carrier says of our account and our number.

        Raises:
            Unreachable: when the carrier did not answer in a way that could be read.
        """
        ...


class SecondPath(Protocol):
    """What carries a page when the carrier cannot. Thread-safe; each call has its own deadline.

    Nobody tells what becomes of what was taken.
    """

    def text(self, to: str, body: str) -> Outcome:
        """Hand a text to the second provider.

        Args:
            to: E.164.
            body: 1 to 1,600 characters.
        """
        ...

    def tell(self, channels: Sequence[str], body: str) -> Outcome:
        """Hand words to a person's further channels; sent when one of them took it.

        Args:
            channels: Apprise URLs; they hold secrets.
            body: 1 to 1,600 characters.
        """
        ...


Second = Callable[[], SecondPath | None]
"""The second path, put together when it is first needed."""


def nothing() -> None:
    """No second path."""
