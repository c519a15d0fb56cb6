"""The emulator behind the Gateway protocol, in process: what Twilio's client would make of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TypeVar

from relay.emulator.carrier import Carrier
from relay.emulator.errors import Loss, NoAnswer, Refusal
from relay.emulator.faults import Trouble
from relay.emulator.network import Taken
from relay.emulator.records import Call, Text
from relay.sms.gateway import (
    Account,
    Denied,
    Message,
    Outcome,
    Refused,
    Sent,
    Unknown,
    Unreachable,
)

T = TypeVar("T")

RING = "25"  # seconds
EVENTS = ("initiated", "ringing", "answered", "completed")


class EmulatorGateway:
    """A carrier for tests and simulations. Thread-safe."""

    def __init__(
        self,
        carrier: Carrier,
        *,
        public_url: str,
        deadline: timedelta = timedelta(seconds=10),
    ) -> None:
        """Stand in for Twilio's client.

        Args:
            carrier: the emulator.
            public_url: of the customer's routes, without a slash at the end.
            deadline: an answer slower than this is lost.
        """
        self._carrier = carrier
        self._public_url = public_url
        self._deadline = deadline

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        """Hand over a text message."""
        callback = {"StatusCallback": f"{self._public_url}/twilio/sms/status?a={attempt}"}
        form = {
            "To": to,
            "From": self._carrier.config.hotline,
            "Body": body,
            **(callback if traced else {}),
            "ValidityPeriod": str(int(valid_for.total_seconds())),
        }
        return self._create(lambda: self._carrier.texts.create(form))

    def call(self, to: str, *, attempt: str, traced: bool = True) -> Outcome:
        """Ring a phone."""
        callback = {"StatusCallback": f"{self._public_url}/twilio/voice/status?a={attempt}"}
        form = {
            "To": to,
            "From": self._carrier.config.hotline,
            "Url": f"{self._public_url}/twilio/voice/page?a={attempt}",
            **(callback if traced else {}),
            "Timeout": RING,
        }
        return self._create(lambda: self._carrier.calls.create(form, EVENTS))

    def fetch(self, sid: str) -> Message | None:
        """One message or call as the carrier knows it now."""
        self._check_open()
        try:
            if sid.startswith("CA"):
                return _call(self._carrier.calls.get(sid))
            return _message(self._carrier.texts.get(sid))
        except Refusal:
            return None

    def hang_up(self, sid: str) -> Message | None:
        """End a call that has not been picked up."""
        self._check_open()
        try:
            return _call(self._carrier.calls.change(sid, {"Status": "canceled"}))
        except Refusal as error:
            if error.status == 404:
                return None
            raise Unreachable(str(error)) from error

    def list(
        self,
        *,
        to: str | None = None,
        sender: str | None = None,
        since: datetime | None = None,
        at_most: int = 1000,
    ) -> Sequence[Message]:
        """Messages, the newest first."""
        self._check_open()
        found = [
            _message(text)
            for text in reversed(self._carrier.texts.all())
            if to in (None, text.to)
            and sender in (None, text.sender)
            and (since is None or text.created_at >= since)
        ]
        return found[:at_most]

    def redact(self, sid: str) -> None:
        """Erase a message's words."""
        self._check_open()
        try:
            self._carrier.texts.redact(sid)
        except Refusal as error:
            raise Unreachable(str(error)) from error

    def account(self) -> Account:
        """What the carrier says of the account and its number."""
        self._check_open()
        config = self._carrier.config
        return Account(
            status="active",
            owns_number=not self._carrier.faults.take(Trouble.NUMBER_GONE),
            sms_url=config.sms_url,
            sms_fallback_url=config.sms_fallback_url,
            voice_url=config.voice_url,
            balance=float(self._carrier.balance),
            currency="USD",
        )

    def _check_open(self) -> None:
        try:
            self._carrier.check_open()
        except Refusal as error:
            kind = Denied if error.status == HTTPStatus.UNAUTHORIZED else Unreachable
            raise kind(str(error)) from error

    def _create(self, create: Callable[[], Taken[Text] | Taken[Call]]) -> Outcome:
        try:
            self._carrier.check_open()
            taken = create()
        except NoAnswer as lost:
            return Unknown(
                "500 An internal server error has occurred"
                if lost.how is Loss.ERROR
                else "ReadTimeout"
                if lost.how is Loss.HANG
                else "ConnectionError"
            )
        except Refusal as refusal:
            return _refused(refusal)
        if taken.answered_after >= self._deadline:
            return Unknown("ReadTimeout")
        return Sent(taken.record.sid, taken.record.status)


def _refused(refusal: Refusal) -> Outcome:
    """Twilio did not take it; after an error of its own nobody knows."""
    if refusal.status >= 500:
        return Unknown(f"{refusal.status} {refusal.message}")
    wish = timedelta(seconds=refusal.retry_after) if refusal.retry_after else None
    return Refused(
        refusal.code,
        refusal.message,
        retry_after=wish if refusal.status == 429 else None,
    )


def _message(text: Text) -> Message:
    """A message as the API shows it: its times have whole seconds."""
    return Message(
        sid=text.sid,
        sender=text.sender,
        to=text.to,
        body=text.body,
        direction=text.direction.value,
        status=text.status,
        error_code=text.error_code,
        created_at=text.created_at.replace(microsecond=0),
        num_media=len(text.media),
    )


def _call(call: Call) -> Message:
    return Message(
        sid=call.sid,
        sender=call.sender,
        to=call.to,
        body="",
        direction=call.direction.value,
        status=call.status,
        error_code=None,
        created_at=call.created_at.replace(microsecond=0),
        num_media=0,
    )
