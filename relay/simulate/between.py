"""Between the relay and the carriers: what each hands to the other is seen."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from relay.emulator.webhooks import ConnectFailed, ReadTimedOut
from relay.simulate import sight
from relay.simulate.eyes import Eyes
from relay.simulate.house import House
from relay.simulate.line import Request
from relay.simulate.points import Died
from relay.simulate.promises import Broken, Promises
from relay.simulate.sight import About
from relay.simulate.stage import Stage
from relay.sms.gateway import Outcome

MOST_AT_ONCE = 200  # requests to the carriers at one instant

Expected = Callable[[Request, About], None]


class Between:
    """Passes webhooks on, and notes what leaves."""

    def __init__(
        self, stage: Stage, house: House, promises: Promises, eyes: Eyes, expected: Expected
    ) -> None:
        """Stand there.

        Args:
            stage: whose log says what a message is about.
            house: where the relay runs, or does not.
            promises: told of all that passes.
            eyes: told of what breaks a promise meanwhile.
            expected: told of each message that is on its way to a phone.
        """
        self.pages = 0  # texts and calls to the crew
        self._stage = stage
        self._house = house
        self._promises = promises
        self._eyes = eyes
        self._expected = expected
        self._at_once: tuple[datetime | None, int] = (None, 0)  # requests at the last instant
        self._leaving: About | None = None  # what the relay hands to a carrier just now

    def post(
        self, url: str, form: list[tuple[str, str]], headers: dict[str, str]
    ) -> tuple[int, str]:
        """A webhook of the carrier's."""
        process = self._house.process
        if process is None:
            raise ConnectFailed
        try:
            status, body = process.post(url, form, headers)
            self._stage.points.reach()
        except Died:
            self._house.die()
            raise ReadTimedOut from None
        path = urlsplit(url).path
        if path == "/twilio/sms" and 200 <= status < 300:
            fields = dict(form)
            self._promises.texts.is_answered(fields["MessageSid"], fields["From"], fields["Body"])
        elif not 200 <= status < 300 and status != 503:
            broken = Broken("every webhook is answered well (1)", f"{path}: {status}")
            self._eyes.found.append(broken)
        return status, body

    def leaves(self, request: Request) -> None:
        """The relay hands something to a carrier.

        Raises:
            Broken: when it goes on and on with it, and would never come to the next instant.
        """
        at, count = self._at_once
        self._at_once = (request.at, count + 1 if request.at == at else 1)
        if self._at_once[1] > MOST_AT_ONCE:
            broken = Broken("everything comes to an end", f"{count} tries at one instant")
            self._eyes.found.append(broken)
            raise broken
        with self._stage.points.unwatched():
            about = sight.about(self._stage.reader, attempt=request.attempt, body=request.body)
        self._leaving = about
        if about is not None:
            self._expected(request, about)
            self.pages += about.kind.is_page
        try:
            self._promises.leaves(request, about)
        except Broken as error:
            # Raised here it would be caught as an error of the relay's.
            self._eyes.found.append(error)

    def has_left(self, answer: Outcome) -> None:
        """The carrier has answered."""
        self._promises.has_left(self._leaving, answer)
