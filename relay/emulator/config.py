"""What the emulator is told: one account, one number, and the phones around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Handset:
    """A phone that is shown and can be used."""

    name: str
    phone: str  # E.164
    note: str = ""  # who it belongs to; `EmulatorConfig.duties` knows better
    staff: bool = False  # someone who is paged, not a merchant


def _none(at: datetime) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class EmulatorConfig:
    """The account, its number, the customer's routes, and the handsets."""

    account_sid: str  # AC and 32 hexadecimal digits
    auth_token: str = field(repr=False)  # two with a comma: the first one signs
    hotline: str  # E.164
    sms_url: str  # may carry connection overrides as a fragment
    sms_fallback_url: str = ""
    voice_url: str = ""
    port: int = 8010
    handsets: tuple[Handset, ...] = ()
    time_zone: tzinfo = UTC  # which the phones show, whatever the browser's is
    # What the owners of phones are at an instant, by number: "primary now".
    duties: Callable[[datetime], Mapping[str, str]] = _none

    @property
    def tokens(self) -> tuple[str, ...]:
        """The auth tokens that open the API; the first one signs the webhooks."""
        return tuple(token.strip() for token in self.auth_token.split(",") if token.strip())


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the network takes for each step."""

    sent: timedelta = timedelta(milliseconds=200)  # from the queue to the other network
    delivered: timedelta = timedelta(milliseconds=800)  # from there to the phone
    ringing: timedelta = timedelta(milliseconds=400)  # from the queue to the phone ringing
    letter: timedelta = timedelta(milliseconds=60)  # of a sentence that is said
