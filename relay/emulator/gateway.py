"""The emulator behind the Gateway protocol, in process: what Twilio's client would make of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from relay.core.delivery import PERMANENT
from relay.emulator.carrier import Carrier
from relay.emulator.errors import Loss, NoAnswer, Refusal
from relay.emulator.network import Taken
from relay.emulator.records import Call, Text
from relay.sms.gateway import Account, Message, Outcome, Refused, Sent, Unknown, Unreachable

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

    def send(self, to: str, body: str, *, attempt: str, valid_for: timedelta) -> Outcome:
        """Hand over a text message."""
        form = {
            "To": to,
            "From": self._carrier.config.hotline,
            "Body": body,
            "StatusCallback": f"{self._public_url}/twilio/sms/status?a={attempt}",
            "ValidityPeriod": str(int(valid_for.total_seconds())),
        }
        return self._create(lambda: self._carrier.texts.create(form))

    def call(self, to: str, *, attempt: str) -> Outcome:
        """Ring a phone."""
        form = {
            "To": to,
            "From": self._carrier.config.hotline,
            "Url": f"{self._public_url}/twilio/voice/page?a={attempt}",
            "StatusCallback": f"{self._public_url}/twilio/voice/status?a={attempt}",
            "Timeout": RING,
        }
        return self._create(lambda: self._carrier.calls.create(form, EVENTS))

    def fetch(self, sid: str) -> Message | None:
        """One message as the carrier knows it now."""
        self._check_open()
        try:
            return _message(self._carrier.texts.get(sid))
        except Refusal:
            return None

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
            owns_number=True,
            sms_url=config.sms_url,
            sms_fallback_url=config.sms_fallback_url,
            voice_url=config.voice_url,
        )

    def _check_open(self) -> None:
        try:
            self._carrier.check_open()
        except Refusal as error:
            raise Unreachable(str(error)) from error

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
        permanent=refusal.code in PERMANENT,
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
