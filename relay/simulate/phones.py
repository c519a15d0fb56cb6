"""The telephones of a night: what they show and ring that they did not before."""

from typing import Any

from relay.clock import Clock
from relay.core.message import Channel
from relay.emulator.carrier import Carrier
from relay.emulator.records import Direction
from relay.simulate.crew import Crew
from relay.simulate.line import Request, SecondLine
from relay.simulate.sight import About
from relay.simulate.story import Story


class Phones:
    """Brings to the crew what has reached their phones."""

    def __init__(
        self, carrier: Carrier, second: SecondLine, story: Story, clock: Clock, crew: Crew
    ) -> None:
        self._carrier = carrier
        self._second = second
        self._story = story
        self._clock = clock
        self._crew = crew
        self._about: dict[tuple[str, str], About] = {}  # by phone and words
        self._seen: set[str] = set()  # texts and calls that were looked at
        self._arrived: set[tuple[str, str]] = set()  # phone and words
        self._texts = 0  # of the carrier's, the oldest first, that are done with

    def expect(self, request: Request, about: About) -> None:
        """Remember what a message is about that is on its way."""
        self._about[request.to, request.body] = about

    def look(self) -> None:
        """Have the crew see and hear what is new."""
        texts = self._carrier.texts.all()
        for text in texts[self._texts :]:
            if text.direction is Direction.INBOUND or text.sid in self._seen:
                continue
            if text.delivered_at is not None:
                self._seen.add(text.sid)
                self._arrived.add((text.to, text.body))
                self._tell(f"{self._story.called(text.to)} is shown: {text.body}")
                self._is_shown(text.to, text.body)
        self._pass_over(texts)
        for request in self._second.taken:
            self._tell(f"by the second path to {self._story.called(request.to)}: {request.body}")
            self._is_shown(request.to, request.body)
        self._second.taken.clear()
        for call in self._carrier.calls.all():
            if call.status == "ringing" and call.sid not in self._seen:
                self._seen.add(call.sid)
                self._rings(call.sid)

    def has_shown(self, row: Any) -> bool:
        """Whether a message is on its phone, or its call was answered."""
        if row.channel is Channel.VOICE:
            return any(
                call.to == row.recipient and call.answered_at is not None
                for call in self._carrier.calls.all()
            )
        if (row.recipient, row.body) in self._arrived:
            return True
        return any(
            text.to == row.recipient and text.body == row.body and text.delivered_at is not None
            for text in self._carrier.texts.all()
        )

    def _pass_over(self, texts: Any) -> None:
        while self._texts < len(texts):
            text = texts[self._texts]
            if text.direction is not Direction.INBOUND and text.sid not in self._seen:
                return
            self._texts += 1

    def _tell(self, words: str) -> None:
        self._story.tell(self._clock.now(), words)

    def _is_shown(self, phone: str, body: str) -> None:
        about = self._about.get((phone, body))
        if about is None or phone not in self._crew.members:
            return
        if about.kind.is_page:
            self._crew.is_shown(phone, about.asked, self._clock.now())
        elif about.matter_code is not None:
            self._crew.is_asked(phone, about.matter_code, self._clock.now())

    def _rings(self, sid: str) -> None:
        call = self._carrier.calls.get(sid)
        about = self._about.get((call.to, ""))
        self._tell(f"{self._story.called(call.to)}'s phone rings")
        if about is not None and call.to in self._crew.members:
            self._crew.rings(call, about.asked, self._clock.now())
