"""What is said and keyed in during a call, as TwiML asks."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from urllib.parse import urljoin

from relay.emulator import forms, twiml
from relay.emulator.callbook import CallBook
from relay.emulator.forms import Fields
from relay.emulator.network import Network
from relay.emulator.records import Call, Speaker
from relay.emulator.twiml import Gather, Hangup, Pause, Redirect, Reject, Say
from relay.emulator.webhooks import Webhook

TURN = timedelta(milliseconds=100)  # from one document to the next
SORRY = "We are sorry, an application error has occurred. Goodbye."


class Talk:
    """Leads calls through their documents. Called while the network's lock is held."""

    def __init__(self, network: Network, book: CallBook) -> None:
        self._network = network
        self._book = book

    def begin(self, call: Call) -> None:
        """Do what the call brought along, or ask the customer."""
        if call.url:
            self.ask(call, call.url)
        else:
            self._follow(Webhook("voice", call.sid, "", ()), call.turn, call.twiml)

    def ask(self, call: Call, url: str, fields: Fields = ()) -> Call:
        """Ask the customer what comes next."""
        call = self._book.keep(replace(call, gather=None, program=(), keyed=""))
        params = (*forms.voice(call, self._network.config.account_sid, call.status), *fields)
        webhook = Webhook("voice", call.sid, url, params, call.fallback_url)
        self._network.ask(webhook, partial(self._follow, webhook, call.turn))
        return call

    def _follow(self, webhook: Webhook, turn: int, body: str | None) -> None:
        """Do what a document says; one that cannot be had or read ends the call."""
        with self._network.lock:
            call = self._book.current(webhook.sid, turn)
            if call is None:
                return
            try:
                program = twiml.read(body) if body is not None else (Say(SORRY, "en"), Hangup())
            except twiml.TwimlInvalid as error:
                self._network.webhooks.note(webhook, None, str(error))
                program = (Say(SORRY, "en"), Hangup())
            self._run(replace(call, program=program, document=webhook.url))

    def _run(self, call: Call) -> None:
        """Do the verbs up to the next that takes time."""
        verb = call.program[0] if call.program else Hangup()
        if not call.answered_at and not isinstance(verb, Reject):
            now = self._network.now()
            call = replace(call, status="in-progress", answered_at=now)
        call = self._book.keep(replace(call, program=call.program[1:]))
        match verb:
            case Say():
                call = self._book.hear(call, Speaker.HOTLINE, verb.text)
                self._go_on(call, self._length(verb))
            case Pause():
                self._go_on(call, verb.length)
            case Gather():
                self._listen(call, verb)
            case Redirect():
                self._network.after(TURN, partial(self._redirect, call.sid, call.turn, verb.url))
            case Reject():
                self._book.end(call, "busy" if verb.reason == "busy" else "failed")
            case Hangup():
                self._book.end(call, "completed")

    def _go_on(self, call: Call, span: timedelta) -> None:
        self._network.after(span, partial(self._resume, call.sid, call.turn))

    def _resume(self, sid: str, turn: int) -> None:
        with self._network.lock:
            if call := self._book.current(sid, turn):
                self._run(call)

    def _redirect(self, sid: str, turn: int, url: str) -> None:
        with self._network.lock:
            if call := self._book.current(sid, turn):
                self.ask(call, urljoin(call.document, url))

    def _listen(self, call: Call, gather: Gather) -> None:
        """Say the prompts one after the other, and wait for keys from the start."""
        call = self._book.keep(replace(call, gather=gather, keyed="", turn=call.turn + 1))
        span = timedelta(0)
        for prompt in gather.prompts:
            if isinstance(prompt, Say):
                self._network.after(span, partial(self._prompt, call.sid, call.turn, prompt.text))
            span += self._length(prompt)
        patience = partial(self._gathered, call.sid, call.turn)
        self._network.after(span + gather.timeout, patience)

    def _prompt(self, sid: str, turn: int, words: str) -> None:
        with self._network.lock:
            if call := self._book.current(sid, turn):
                self._book.hear(call, Speaker.HOTLINE, words)

    def key(self, call: Call, gather: Gather, digit: str) -> Call:
        """One key: it stops the prompts, and may be the last."""
        call = replace(call, turn=call.turn + 1)
        if digit == gather.finish_on:
            return self._finish(self._book.keep(call), finished_on=digit)
        call = self._book.keep(replace(call, keyed=call.keyed + digit))
        if len(call.keyed) == gather.digits:
            return self._finish(call)
        self._network.after(gather.timeout, partial(self._gathered, call.sid, call.turn))
        return call

    def _gathered(self, sid: str, turn: int) -> None:
        with self._network.lock:
            if call := self._book.current(sid, turn):
                self._finish(call)

    def _finish(self, call: Call, finished_on: str = "") -> Call:
        """Hand over what was keyed in, or go on in the document when there was nothing."""
        gather = call.gather
        if gather is None or not (call.keyed or gather.is_told_nothing):
            self._run(replace(call, gather=None))
            return self._book.get(call.sid)
        keyed = (
            ("msg", "Gather End"),
            ("Digits", call.keyed),
            ("FinishedOnKey", finished_on),
        )
        return self.ask(call, urljoin(call.document, gather.action), keyed)

    def _length(self, prompt: Say | Pause) -> timedelta:
        """How long it takes to say."""
        if isinstance(prompt, Pause):
            return prompt.length
        return len(prompt.text) * self._network.pace.letter
