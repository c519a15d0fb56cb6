"""What texts and calls share: the time, the lock, the agenda, the faults, the way out."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Generic, TypeVar

from relay.clock import Clock
from relay.emulator.agenda import Action, Agenda
from relay.emulator.config import EmulatorConfig, Pace
from relay.emulator.errors import NoAnswer, Refusal
from relay.emulator.faults import Faults, Trouble
from relay.emulator.webhooks import Post, Submit, Webhook, Webhooks

T = TypeVar("T")

NOW = timedelta(0)


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """A text or call that the API took."""

    record: T
    answered_after: timedelta  # the answer is that slow


class Network:
    """The shared part of the emulator. Thread-safe; has no thread of its own."""

    def __init__(
        self,
        config: EmulatorConfig,
        clock: Clock,
        post: Post,
        *,
        submit: Submit,
        random: Random,
        pace: Pace,
        woken: Action,
    ) -> None:
        self.config = config
        self.clock = clock
        self.pace = pace
        self.lock = threading.RLock()
        self.faults = Faults()
        self.agenda = Agenda(woken)
        self.webhooks = Webhooks(clock, post, submit, token=config.tokens[0], random=random)
        self._random = random
        self._version = 0

    @property
    def version(self) -> int:
        """Goes up with every change of a text or call."""
        return self._version

    def touch(self) -> None:
        """Something changed."""
        with self.lock:
            self._version += 1

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        return self.clock.now()

    def after(self, span: timedelta, action: Action) -> None:
        """Do something later."""
        self.agenda.add(self.now() + span, action)

    def sid(self, prefix: str) -> str:
        """A new id such as Twilio gives."""
        return prefix + format(self._random.getrandbits(128), "032x")

    def ask(
        self, webhook: Webhook, then: Callable[[str | None], None], *, delay: timedelta = NOW
    ) -> None:
        """Call a route of the customer from the next tick on; never while the lock is held."""
        self.after(delay, lambda: self.webhooks.send(webhook, then))

    def call_back(self, webhook: Webhook, phone: str, *, is_first: bool) -> None:
        """Tell the customer of a status, unless a fault says otherwise; the answer is ignored."""
        if not webhook.url or self.faults.take(Trouble.CALLBACKS_NEVER, phone):
            return
        late = self.faults.take(Trouble.CALLBACKS_LATE, phone)
        delay = timedelta(seconds=late.seconds) if late else NOW
        if is_first and self.faults.take(Trouble.CALLBACKS_REVERSED, phone):
            delay += 2 * self.pace.delivered
        times = 2 if self.faults.take(Trouble.CALLBACKS_TWICE, phone) else 1
        for _ in range(times):
            self.ask(webhook, lambda _: self.touch(), delay=delay)

    def check_open(self) -> None:
        """Whether the API works at all.

        Raises:
            Refusal: during an outage, or when the account is suspended.
        """
        if self.faults.take(Trouble.SUSPENDED):
            raise Refusal(20003, status=401)
        if self.faults.take(Trouble.OUTAGE):
            raise Refusal(20503, status=503)

    def take(self, phone: str, accept: Callable[[], T]) -> Taken[T]:
        """Accept a text or call, with what goes wrong on the way in and out.

        Raises:
            Refusal: when a fault refuses it.
            NoAnswer: when the answer is lost, before or after it was accepted.
        """
        faults = self.faults
        if drop := faults.take(Trouble.DROP, phone):
            raise NoAnswer(drop.how)
        if refuse := faults.take(Trouble.REFUSE, phone):
            retry_after = round(refuse.seconds) or None
            raise Refusal(refuse.code, status=refuse.status, retry_after=retry_after)
        if faults.take(Trouble.NUMBER_GONE):
            raise Refusal(21606)
        record = accept()
        if lose := faults.take(Trouble.LOSE_ANSWER, phone):
            raise NoAnswer(lose.how)
        slow = faults.take(Trouble.SLOW_ANSWER, phone)
        return Taken(record, timedelta(seconds=slow.seconds) if slow else NOW)
