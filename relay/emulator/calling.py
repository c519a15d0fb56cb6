"""Voice calls between the hotline and the phones."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial

from relay.emulator.callbook import CallBook
from relay.emulator.checks import Form, check_url, number, whole
from relay.emulator.errors import Refusal
from relay.emulator.faults import Trouble
from relay.emulator.network import Network, Taken
from relay.emulator.records import Call, Direction, Speaker
from relay.emulator.talking import Talk

BUFFER = timedelta(seconds=5)  # Twilio rings that much longer than it was told
LONGEST_TWIML = 4000  # characters of what a call brings along itself
_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


class Calling:
    """The calls of the account. Thread-safe."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._book = CallBook(network)
        self._talk = Talk(network, self._book)

    def all(self) -> tuple[Call, ...]:
        """Every call, in the order they were made."""
        with self._network.lock:
            return self._book.all()

    def get(self, sid: str) -> Call:
        """One call.

        Raises:
            Refusal: when there is none (20404).
        """
        with self._network.lock:
            return self._book.get(sid)

    def create(self, form: Form, events: Collection[str] = ()) -> Taken[Call]:
        """Take a call from the customer, as the API does.

        Args:
            form: the request's fields.
            events: every StatusCallbackEvent of it; completed, when there is none.

        Raises:
            Refusal: when it breaks a rule of Twilio's, or a fault refuses it.
            NoAnswer: when a fault loses the answer.
        """
        to, timeout = self._check(form)
        wanted = frozenset(events) & _EVENTS or frozenset({"completed"})
        return self._network.take(to, lambda: self._accept(to, form, wanted, timeout))

    def ring_hotline(self, sender: str) -> str:
        """A phone calls the hotline; returns the call's Sid."""
        config, now = self._network.config, self._network.now()
        call = Call(
            sid=self._network.sid("CA"),
            sender=sender,
            to=config.hotline,
            direction=Direction.INBOUND,
            status="ringing",
            created_at=now,
            updated_at=now,
            url=config.voice_url,
        )
        with self._network.lock:
            if config.voice_url:
                self._talk.ask(call, config.voice_url)
            else:
                call = self._book.hear(call, Speaker.NETWORK, "nobody answers this number")
                self._book.end(call, "failed")
        return call.sid

    def answer(self, sid: str) -> None:
        """The phone is picked up.

        Raises:
            Refusal: when there is no such call (20404) or it does not ring (20001).
        """
        with self._network.lock:
            call = self._ringing(sid)
            now = self._network.now()
            call = replace(call, status="in-progress", answered_at=now, turn=call.turn + 1)
            call = self._book.tell(self._book.hear(call, Speaker.NETWORK, "picked up"), "answered")
            self._talk.begin(call)

    def decline(self, sid: str) -> None:
        """The phone's owner does not want to talk now.

        Raises:
            Refusal: when there is no such call (20404) or it does not ring (20001).
        """
        with self._network.lock:
            self._book.end(self._ringing(sid), "busy")

    def hang_up(self, sid: str) -> None:
        """The phone ends the call; nothing happens when it is over already.

        Raises:
            Refusal: when there is no such call (20404).
        """
        with self._network.lock:
            call = self.get(sid)
            if not call.is_over:
                status = "completed" if call.answered_at else "no-answer"
                self._book.end(self._book.hear(call, Speaker.NETWORK, "hung up"), status)

    def press(self, sid: str, digits: str) -> None:
        """Keys are pressed; they are lost when nothing asked for them, or the call is over.

        Raises:
            Refusal: when there is no such call (20404) or it was not picked up (20001).
        """
        with self._network.lock:
            call = self.get(sid)
            if not call.is_over:
                if call.answered_at is None:
                    raise Refusal(20001)
                call = self._book.hear(call, Speaker.PHONE, digits)
            for digit in digits:
                if call.gather is not None:
                    call = self._talk.key(call, call.gather, digit)

    def change(self, sid: str, form: Form) -> Call:
        """Change a call under way, as the API does.

        Raises:
            Refusal: when there is none (20404), or the change makes no sense (20001).
        """
        with self._network.lock:
            call = self.get(sid)
            status, url = form.get("Status"), form.get("Url")
            if status not in (None, "canceled", "completed") or call.is_over:
                raise Refusal(20001)
            if status == "canceled" and call.answered_at:
                return call  # it goes on
            if status is not None:
                return self._book.end(call, "completed" if call.answered_at else "canceled")
            if url is None or not call.answered_at:
                raise Refusal(20001)
            check_url(url, 21205)
            return self._talk.ask(replace(call, turn=call.turn + 1), url)

    def delete(self, sid: str) -> None:
        """Erase a call.

        Raises:
            Refusal: when there is none (20404), or it is not over (20009).
        """
        with self._network.lock:
            self._book.delete(sid)

    # Calls from the customer

    def _check(self, form: Form) -> tuple[str, timedelta]:
        """The recipient, and how long it may ring."""
        if not form.get("To"):
            raise Refusal(21201)
        if not form.get("From"):
            raise Refusal(21213)
        to = number(form["To"], 21211)
        if to == self._network.config.hotline:
            raise Refusal(21211)
        if form["From"] != self._network.config.hotline:
            raise Refusal(21210)
        _check_document(form)
        for name in ("FallbackUrl", "StatusCallback"):
            if form.get(name):
                check_url(form[name], 21609)
        seconds = whole(form, "Timeout", 60, least=1, most=600, code=20001)
        return to, timedelta(seconds=seconds)

    def _accept(self, to: str, form: Form, events: frozenset[str], timeout: timedelta) -> Call:
        now = self._network.now()
        call = Call(
            sid=self._network.sid("CA"),
            sender=form["From"],
            to=to,
            direction=Direction.API,
            status="queued",
            created_at=now,
            updated_at=now,
            url=form.get("Url", ""),
            twiml=form.get("Twiml", ""),
            fallback_url=form.get("FallbackUrl", ""),
            status_callback=form.get("StatusCallback", ""),
            events=events,
            timeout=timeout,
        )
        with self._network.lock:
            self._book.tell(call, "initiated")
        self._network.after(self._network.pace.ringing, partial(self._ring, call.sid))
        return call

    def _ring(self, sid: str) -> None:
        with self._network.lock:
            call = self._book.current(sid, 0)
            if call is None:
                return
            if self._network.faults.take(Trouble.UNDELIVERED, call.to):
                self._book.end(call, "failed")
                return
            call = self._book.tell(replace(call, status="ringing"), "ringing")
            self._network.after(call.timeout + BUFFER, partial(self._give_up, sid))

    def _give_up(self, sid: str) -> None:
        with self._network.lock:
            call = self._book.current(sid, 0)
            if call is not None and call.status == "ringing":
                self._book.end(call, "no-answer")

    def _ringing(self, sid: str) -> Call:
        call = self.get(sid)
        if call.status != "ringing" or call.direction is Direction.INBOUND:
            raise Refusal(20001)
        return call


def _check_document(form: Form) -> None:
    """Whether it is told what the call does: Url, or Twiml, which is ignored beside it."""
    if form.get("Url") or not form.get("Twiml"):
        check_url(form.get("Url", ""), 21205)
    elif len(form["Twiml"]) > LONGEST_TWIML:
        raise Refusal(20001)
