"""The carrier: everything between the customer's API calls and the phones in people's hands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random, SystemRandom

from relay.clock import Clock
from relay.core.phone import e164
from relay.emulator.calling import Calling
from relay.emulator.config import EmulatorConfig, Handset, Pace
from relay.emulator.faults import Faults, Trouble
from relay.emulator.network import Network
from relay.emulator.records import Delivery
from relay.emulator.texting import Texting
from relay.emulator.webhooks import Job, Post, Submit


def run_here(job: Job) -> None:
    """Do a job at once, in the caller's thread."""
    job()


class Carrier:
    """A Twilio account with one number, and the phones around it.

    Nothing happens by itself: `tick` does what is due by the clock. Thread-safe, in memory.
    """

    def __init__(
        self,
        config: EmulatorConfig,
        clock: Clock,
        post: Post,
        *,
        submit: Submit = run_here,
        random: Random | None = None,
        pace: Pace | None = None,
        help_reaches_webhook: bool = True,
        woken: Callable[[], None] = lambda: None,
    ) -> None:
        """Set it up; nothing is sent.

        Args:
            config: the account, the routes and the handsets.
            clock: tells the time, in everything.
            post: delivers a webhook; raises ConnectFailed or ReadTimedOut.
            submit: runs a webhook's delivery: at once, or in another thread.
            random: gives the ids; a seeded one makes a simulation repeatable.
            pace: how long the network takes.
            help_reaches_webhook: Twilio's papers do not say whether it does.
            woken: called whenever there is something more to do; must return at once.
        """
        self.config = config
        self.began_at = clock.now()
        self._network = Network(
            config,
            clock,
            post,
            submit=submit,
            random=random or SystemRandom(),
            pace=pace or Pace(),
            woken=woken,
        )
        self.texts = Texting(self._network, help_reaches_webhook=help_reaches_webhook)
        self.calls = Calling(self._network)
        self._handsets = {handset.phone: handset for handset in config.handsets}

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose."""
        return self._network.faults

    @property
    def version(self) -> int:
        """Goes up with every change that a page would show."""
        return self._network.version

    def tick(self) -> None:
        """Do everything that is due now, and what follows from it at once."""
        while action := self._network.agenda.take(self._network.now()):
            action()

    def next_due(self) -> datetime | None:
        """When the next thing is due; None when nothing is."""
        return self._network.agenda.next_due()

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        return self._network.now()

    @property
    def balance(self) -> str:
        """What is left on the account, as the API writes it."""
        return "1.50" if self.faults.take(Trouble.POOR) else "100.00"

    def check_open(self) -> None:
        """Whether the API works at all.

        Raises:
            Refusal: during an outage.
        """
        self._network.check_open()

    def text(self, sender: str, body: str, media: Sequence[str] = ()) -> str:
        """A phone texts the hotline; returns the message's Sid."""
        return self.texts.receive(sender, body, media)

    def ring_hotline(self, sender: str) -> str:
        """A phone calls the hotline; returns the call's Sid."""
        return self.calls.ring_hotline(sender)

    def answer(self, call_sid: str) -> None:
        """A ringing phone is picked up."""
        self.calls.answer(call_sid)

    def decline(self, call_sid: str) -> None:
        """A ringing phone's owner does not want to talk now."""
        self.calls.decline(call_sid)

    def hang_up(self, call_sid: str) -> None:
        """The phone ends a call."""
        self.calls.hang_up(call_sid)

    def press(self, call_sid: str, digits: str) -> None:
        """Keys are pressed during a call."""
        self.calls.press(call_sid, digits)

    def deliveries(self) -> tuple[Delivery, ...]:
        """The log of webhooks, the oldest first."""
        return self._network.webhooks.log()

    def handsets(self) -> tuple[Handset, ...]:
        """The phones that are shown, in the order they were added, with what is true now."""
        duties = self.config.duties(self.now())
        with self._network.lock:
            shown = tuple(self._handsets.values())
        return tuple(replace(one, note=duties.get(one.phone, one.note)) for one in shown)

    def add_handset(self, handset: Handset) -> None:
        """Show one more phone.

        Raises:
            ValueError: when its number is none, is the hotline's, or is shown already.
        """
        with self._network.lock:
            if e164(handset.phone, "") != handset.phone:
                raise ValueError(f"not a phone number: {handset.phone}")
            if handset.phone in self._handsets or handset.phone == self.config.hotline:
                raise ValueError(f"taken: {handset.phone}")
            self._handsets[handset.phone] = handset
            self._network.touch()
