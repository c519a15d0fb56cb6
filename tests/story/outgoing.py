"""Messages that leave, and carriers that do something in between."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from relay.core.message import Kind
from relay.emulator.records import Direction, Text
from relay.sms.gateway import Account, Gateway, Outcome, Unreachable
from relay.sms.gateway import Message as Listed
from relay.store.models import Attempt, Message
from tests.world import World


class Between:
    """The emulator's gateway, with something that happens around each text or call."""

    def __init__(
        self,
        inner: Gateway,
        *,
        before: Callable[[], None] = lambda: None,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        self._inner = inner
        self._before = before
        self._after = after

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        self._before()
        outcome = self._inner.send(to, body, attempt=attempt, valid_for=valid_for, traced=traced)
        self._after()
        return outcome

    def call(self, to: str, *, attempt: str, traced: bool = True) -> Outcome:
        self._before()
        outcome = self._inner.call(to, attempt=attempt, traced=traced)
        self._after()
        return outcome

    def fetch(self, sid: str) -> Listed | None:
        return self._inner.fetch(sid)

    def hang_up(self, sid: str) -> Listed | None:
        return self._inner.hang_up(sid)

    def list(self, **wanted: object) -> Sequence[Listed]:
        return self._inner.list(**wanted)  # type: ignore[arg-type]

    def redact(self, sid: str) -> None:
        self._inner.redact(sid)

    def account(self) -> Account:
        return self._inner.account()


class Killed(BaseException):
    """The process ends here."""


def messages(world: World, kind: Kind | None = None) -> Sequence[Message]:
    found = select(Message).order_by(Message.id)
    if kind is not None:
        found = found.where(Message.kind == kind)
    return world.relay.database.read(lambda session: session.scalars(found).all())


def page(world: World) -> Message:
    return messages(world, Kind.PAGE)[0]


def receipt(world: World) -> Message:
    return messages(world, Kind.RECEIPT)[0]


def calm(world: World) -> None:
    """Whatever the phones show by now has been seen."""
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()
    world.merchant.skips()


class Behind(Between):
    """A carrier whose clock is behind ours."""

    def __init__(self, inner: Gateway, span: timedelta) -> None:
        super().__init__(inner)
        self._span = span

    def list(self, *, since: datetime | None = None, **wanted: object) -> Sequence[Listed]:
        found = [
            replace(one, created_at=one.created_at - self._span) for one in super().list(**wanted)
        ]
        return [one for one in found if since is None or one.created_at >= since]


def attempts(world: World, message: Message) -> Sequence[Attempt]:
    found = select(Attempt).where(Attempt.message_id == message.id).order_by(Attempt.started_at)
    return world.relay.database.read(lambda session: session.scalars(found).all())


def sent_texts(world: World) -> list[Text]:
    return [text for text in world.carrier.texts.all() if text.direction is Direction.API]


class Counting(Between):
    """A gateway that keeps what it was asked about, and to whom it was to send."""

    def __init__(self, inner: Gateway) -> None:
        super().__init__(inner)
        self.asked: list[str] = []
        self.offered: list[str] = []

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        self.offered.append(to)
        return super().send(to, body, attempt=attempt, valid_for=valid_for, traced=traced)

    def fetch(self, sid: str) -> Listed | None:
        self.asked.append(sid)
        return super().fetch(sid)


class EndsNoCall(Between):
    """A carrier that ends no call when it is asked to; one that it does not know, or any."""

    def __init__(self, inner: Gateway, *, knows: bool = True) -> None:
        super().__init__(inner)
        self._knows = knows
        self.asked: list[str] = []

    def hang_up(self, sid: str) -> Listed | None:
        self.asked.append(sid)
        if self._knows:
            raise Unreachable("ConnectionError")
        return None
