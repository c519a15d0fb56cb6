"""The relay's line to the carriers: every request is noted, and is a point where it can die."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from relay.clock import Clock
from relay.emulator.gateway import EmulatorGateway
from relay.simulate.points import Points
from relay.sms.gateway import Account, Message, Outcome, Sent


@dataclass(frozen=True, slots=True)
class Request:
    """Something the relay asked a carrier to bring to a phone."""

    at: datetime
    to: str
    body: str  # empty for a call
    attempt: str  # empty for the second path
    is_call: bool = False


Told = Callable[[Request], None]
Left = Callable[[Outcome], None]


class Line:
    """The first carrier, as the relay reaches it."""

    def __init__(
        self, inner: EmulatorGateway, points: Points, clock: Clock, told: Told, left: Left
    ) -> None:
        """Stand between.

        Args:
            inner: the carrier.
            points: passed before and after each request.
            clock: the world's.
            told: hears of every request before the carrier does.
            left: hears what the carrier answered, also when nobody else does any more.
        """
        self._inner = inner
        self._points = points
        self._clock = clock
        self._told = told
        self._left = left

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        """Hand over a text message."""
        self._points.reach()
        request = Request(self._clock.now(), to, body, attempt)
        self._told(request)
        outcome = self._inner.send(to, body, attempt=attempt, valid_for=valid_for, traced=traced)
        self._left(outcome)
        self._points.reach()
        return outcome

    def call(self, to: str, *, attempt: str, traced: bool = True) -> Outcome:
        """Ring a phone."""
        self._points.reach()
        self._told(Request(self._clock.now(), to, "", attempt, is_call=True))
        outcome = self._inner.call(to, attempt=attempt, traced=traced)
        self._points.reach()
        return outcome

    def fetch(self, sid: str) -> Message | None:
        """One message or call as the carrier knows it now."""
        self._points.reach()
        return self._inner.fetch(sid)

    def hang_up(self, sid: str) -> Message | None:
        """End a call that has not been picked up."""
        self._points.reach()
        found = self._inner.hang_up(sid)
        self._points.reach()
        return found

    def list(
        self,
        *,
        to: str | None = None,
        sender: str | None = None,
        since: datetime | None = None,
        at_most: int = 1000,
    ) -> Sequence[Message]:
        """Messages, the newest first."""
        self._points.reach()
        return self._inner.list(to=to, sender=sender, since=since, at_most=at_most)

    def redact(self, sid: str) -> None:
        """Erase a message's words."""
        self._inner.redact(sid)

    def account(self) -> Account:
        """What the carrier says of the account and its number."""
        return self._inner.account()


@dataclass
class SecondLine:
    """The second path: takes everything, and tells nobody what became of it."""

    points: Points
    clock: Clock
    told: Told
    taken: list[Request] = field(default_factory=list)

    def text(self, to: str, body: str) -> Outcome:
        """Hand a text to the second provider."""
        return self._take(Request(self.clock.now(), to, body, ""))

    def tell(self, channels: Sequence[str], body: str) -> Outcome:
        """Hand words to a person's further channels."""
        return self._take(Request(self.clock.now(), " ".join(channels), body, ""))

    def _take(self, request: Request) -> Outcome:
        self.points.reach()
        self.told(request)
        self.taken.append(request)
        self.points.reach()
        return Sent("", "sent")
