"""The calls of the account: where each stands, and telling the customer."""

from dataclasses import replace

from relay.emulator import forms
from relay.emulator.errors import Refusal
from relay.emulator.network import Network
from relay.emulator.records import Call, Line, Speaker
from relay.emulator.webhooks import Webhook


class CallBook:
    """Every call and its status. Its methods are called while the network's lock is held."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._calls: dict[str, Call] = {}

    def all(self) -> tuple[Call, ...]:
        """Every call, in the order they were made."""
        return tuple(self._calls.values())

    def get(self, sid: str) -> Call:
        """One call.

        Raises:
            Refusal: when there is none (20404).
        """
        if sid not in self._calls:
            raise Refusal(20404, status=404)
        return self._calls[sid]

    def current(self, sid: str, turn: int) -> Call | None:
        """The call, unless it is over or something else happened since that turn."""
        call = self._calls.get(sid)
        return call if call and call.turn == turn and not call.is_over else None

    def delete(self, sid: str) -> None:
        """Erase a call.

        Raises:
            Refusal: when there is none (20404), or it is not over (20009).
        """
        if not self.get(sid).is_over:
            raise Refusal(20009, status=409)
        del self._calls[sid]
        self._network.touch()

    def keep(self, call: Call) -> Call:
        """Write down a call as it is now."""
        call = replace(call, updated_at=self._network.now())
        self._calls[call.sid] = call
        self._network.touch()
        return call

    def hear(self, call: Call, speaker: Speaker, words: str) -> Call:
        """Add a line to what was heard."""
        line = Line(speaker, words, self._network.now())
        return self.keep(replace(call, lines=(*call.lines, line)))

    def end(self, call: Call, status: str) -> Call:
        """End a call."""
        now = self._network.now()
        call = replace(call, status=status, ended_at=now, gather=None, program=())
        return self.tell(call, "completed")

    def tell(self, call: Call, event: str) -> Call:
        """Tell the customer how the call stands, if that was wanted."""
        if event not in call.events or not call.status_callback:
            return self.keep(call)
        status = "initiated" if event == "initiated" else call.status
        account_sid = self._network.config.account_sid
        now = self._network.now()
        fields = (*forms.voice(call, account_sid, status), *forms.progress(call, now))
        webhook = Webhook("voice status", call.sid, call.status_callback, fields)
        self._network.call_back(webhook, call.phone, is_first=event == "initiated")
        return self.keep(replace(call, sequence=call.sequence + 1))
