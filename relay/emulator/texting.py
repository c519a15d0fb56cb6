"""Text messages between the hotline and the phones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from relay.core.segments import segments
from relay.emulator import forms, keywords, twiml
from relay.emulator.checks import Form, check_url, number, whole
from relay.emulator.errors import Refusal
from relay.emulator.faults import Trouble
from relay.emulator.network import Network, Taken
from relay.emulator.records import Direction, Text
from relay.emulator.webhooks import Webhook

LONGEST = 1600  # characters
PATIENCE = 36_000  # seconds a text may stay queued, unless it says otherwise
LANDLINES = "+453333"  # numbers that begin so take no texts here

IN_PROGRESS = frozenset({"queued", "sent"})


class Texting:
    """The text messages of the account. Thread-safe."""

    def __init__(self, network: Network, *, help_reaches_webhook: bool) -> None:
        self._network = network
        self._help_reaches_webhook = help_reaches_webhook
        self._texts: dict[str, Text] = {}
        self._opted_out: set[str] = set()

    def all(self) -> tuple[Text, ...]:
        """Every message, in the order they were made."""
        with self._network.lock:
            return tuple(self._texts.values())

    def get(self, sid: str) -> Text:
        """One message.

        Raises:
            Refusal: when there is none (20404).
        """
        with self._network.lock:
            if sid not in self._texts:
                raise Refusal(20404, status=404)
            return self._texts[sid]

    def has_opted_out(self, phone: str) -> bool:
        """Whether a phone sent STOP and not START since."""
        with self._network.lock:
            return phone in self._opted_out

    def create(self, form: Form) -> Taken[Text]:
        """Take a message from the customer, as the API does.

        Raises:
            Refusal: when it breaks a rule of Twilio's, or a fault refuses it.
            NoAnswer: when a fault loses the answer.
        """
        to, valid_for = self._check(form)
        return self._network.take(to, lambda: self._accept(to, form, valid_for))

    def receive(self, sender: str, body: str, media: Sequence[str] = ()) -> str:
        """A phone texts the hotline; returns the message's Sid."""
        now = self._network.now()
        text = Text(
            sid=self._network.sid("MM" if media else "SM"),
            sender=sender,
            to=self._network.config.hotline,
            body=body,
            direction=Direction.INBOUND,
            status="received",
            created_at=now,
            updated_at=now,
            segments=segments(body),
            sent_at=now,
            delivered_at=now,
            media=tuple(media),
        )
        self._keep(text)
        word = body.strip().upper()
        self._obey(sender, word)
        if word not in keywords.HELP or self._help_reaches_webhook:
            self._announce(text)
        return text.sid

    def redact(self, sid: str) -> Text:
        """Erase a message's words.

        Raises:
            Refusal: when there is none (20404), or it is still on its way (20009).
        """
        with self._network.lock:
            text = self._finished(sid)
            return self._keep(replace(text, body="", updated_at=self._network.now()))

    def delete(self, sid: str) -> None:
        """Erase a message.

        Raises:
            Refusal: when there is none (20404), or it is still on its way (20009).
        """
        with self._network.lock:
            self._finished(sid)
            del self._texts[sid]
            self._network.touch()

    def _finished(self, sid: str) -> Text:
        text = self.get(sid)
        if text.status in IN_PROGRESS:
            raise Refusal(20009, status=409)
        return text

    def _keep(self, text: Text) -> Text:
        with self._network.lock:
            self._texts[text.sid] = text
            self._network.touch()
        return text

    def _check(self, form: Form) -> tuple[str, timedelta]:
        """The recipient, and how long the text may stay queued."""
        if not form.get("To"):
            raise Refusal(21604)
        if not form.get("From"):
            raise Refusal(21603)
        body = form.get("Body", "")
        if not body and not form.get("MediaUrl"):
            raise Refusal(21602)
        if len(body) > LONGEST:
            raise Refusal(21617)
        if form["From"] != self._network.config.hotline:
            raise Refusal(21606)
        to = number(form["To"], 21211)
        if to == self._network.config.hotline:
            raise Refusal(21211)
        if form.get("StatusCallback"):
            check_url(form["StatusCallback"], 21609)
        seconds = whole(form, "ValidityPeriod", PATIENCE, least=1, most=PATIENCE, code=21624)
        if form.get("ScheduleType") or form.get("SendAt"):
            raise Refusal(35118)  # this account has no Messaging Service
        if to.startswith(LANDLINES):
            raise Refusal(21614)
        if self.has_opted_out(to):
            raise Refusal(21610)
        return to, timedelta(seconds=seconds)

    def _accept(self, to: str, form: Form, valid_for: timedelta) -> Text:
        media = (form["MediaUrl"],) if form.get("MediaUrl") else ()
        text = self._outbound(
            to,
            form.get("Body", ""),
            Direction.API,
            media=media,
            status_callback=form.get("StatusCallback", ""),
        )
        stuck = self._network.faults.take(Trouble.STUCK, to)
        wait = timedelta(seconds=stuck.seconds) if stuck else self._network.pace.sent
        if wait > valid_for:
            self._network.after(valid_for, partial(self._end, text.sid, "failed", 30036))
        else:
            self._network.after(wait, partial(self._leave, text.sid))
        return text

    def _outbound(
        self,
        to: str,
        body: str,
        direction: Direction,
        *,
        media: tuple[str, ...] = (),
        status_callback: str = "",
    ) -> Text:
        now = self._network.now()
        twice = self._network.faults.take(Trouble.DELIVERED_TWICE, to)
        return self._keep(
            Text(
                sid=self._network.sid("MM" if media else "SM"),
                sender=self._network.config.hotline,
                to=to,
                body=body,
                direction=direction,
                status="queued",
                created_at=now,
                updated_at=now,
                segments=segments(body),
                media=media,
                status_callback=status_callback,
                copies=2 if twice else 1,
            )
        )

    def _leave(self, sid: str) -> None:
        """The other network takes it, and later tells how it went."""
        text = self._move(sid, "sent")
        if text is None:
            return
        fault = self._network.faults.take(Trouble.UNDELIVERED, text.to)
        end = ("undelivered", fault.code) if fault else ("delivered", None)
        self._network.after(self._network.pace.delivered, partial(self._end, sid, *end))

    def _end(self, sid: str, status: str, error_code: int | None) -> None:
        self._move(sid, status, error_code)

    def _move(self, sid: str, status: str, error_code: int | None = None) -> Text | None:
        """Give a message its next status and tell the customer; None when it was deleted."""
        now = self._network.now()
        with self._network.lock:
            text = self._texts.get(sid)
            if text is None:
                return None
            text = replace(text, status=status, updated_at=now, error_code=error_code)
            if status == "sent":
                text = replace(text, sent_at=now)
            elif status == "delivered":
                text = replace(text, delivered_at=now)
            self._keep(text)
        webhook = Webhook(
            "sms status",
            sid,
            text.status_callback,
            forms.text_status(text, self._network.config.account_sid),
        )
        self._network.call_back(webhook, text.to, is_first=status == "sent")
        return text

    def _obey(self, phone: str, word: str) -> None:
        """Twilio's own keywords: a text of just one of them, answered in English."""
        with self._network.lock:
            if word in keywords.STOP and phone not in self._opted_out:
                self._reply(phone, keywords.STOPPED)
                self._opted_out.add(phone)
            elif word in keywords.START and phone in self._opted_out:
                self._opted_out.discard(phone)
                self._reply(phone, keywords.STARTED)
            elif word in keywords.HELP:
                self._reply(phone, keywords.HELPED)

    def _reply(self, phone: str, body: str) -> None:
        text = self._outbound(phone, body, Direction.REPLY)
        self._network.after(self._network.pace.sent, partial(self._leave, text.sid))

    def _announce(self, text: Text) -> None:
        """Bring a text to the customer's webhook, unless a fault says otherwise."""
        config, faults = self._network.config, self._network.faults
        webhook = Webhook(
            "sms",
            text.sid,
            config.sms_url,
            forms.inbound(text, config.account_sid),
            config.sms_fallback_url,
        )
        lost = (Trouble.SUSPENDED, Trouble.NUMBER_GONE, Trouble.INBOUND_LOST)
        if any(faults.take(trouble, text.sender) for trouble in lost):
            self._network.webhooks.note(webhook, None, "11200 lost on purpose")
            self._keep(replace(text, webhook="failed"))
            return
        late = faults.take(Trouble.INBOUND_LATE, text.sender)
        delay = timedelta(seconds=late.seconds if late else 0)
        times = 2 if faults.take(Trouble.INBOUND_TWICE, text.sender) else 1
        for _ in range(times):
            self._network.ask(webhook, partial(self._answered, webhook), delay=delay)

    def _answered(self, webhook: Webhook, body: str | None) -> None:
        """What became of the webhook; TwiML in its answer may hold replies."""
        with self._network.lock:
            text = self._texts.get(webhook.sid)
            if text is not None:
                self._keep(replace(text, webhook="failed" if body is None else "answered"))
        if not body or text is None:
            return
        try:
            replies = twiml.replies(body)
        except twiml.TwimlInvalid as error:
            self._network.webhooks.note(webhook, None, str(error))
            return
        for reply in replies:
            self._reply(text.sender, reply)
