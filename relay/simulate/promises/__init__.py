"""What must hold at every moment of every night; the numbers are those of DESIGN's promises."""

from collections.abc import Collection, Mapping
from datetime import datetime

from relay.settings import Settings
from relay.simulate.line import Request
from relay.simulate.promises.broken import Broken
from relay.simulate.promises.cries import Cries, Cry
from relay.simulate.promises.deliveries import UNFINISHED, Arrived, Deliveries
from relay.simulate.promises.excuses import Excuses, Trouble
from relay.simulate.promises.flood import Flood
from relay.simulate.promises.holding import Holds
from relay.simulate.promises.knowing import Knowing
from relay.simulate.promises.ladder import Ladders
from relay.simulate.promises.matters import Matters
from relay.simulate.promises.pages import Pages
from relay.simulate.promises.states import Intent, States
from relay.simulate.promises.texts import Texts
from relay.simulate.promises.told import Told
from relay.simulate.sight import About, Sight
from relay.sms.gateway import Outcome, Sent, Unknown

__all__ = ["UNFINISHED", "Broken", "Cry", "Intent", "Promises", "Trouble"]


class Promises:
    """Keeps what was seen, and says when something seen breaks a promise."""

    def __init__(self, settings: Settings, start: datetime, arrived: Arrived) -> None:
        """Begin a night.

        Args:
            settings: whose people, ladder and limits hold.
            start: of the night.
            arrived: whether a message has reached its phone.
        """
        self.excuses = Excuses()
        self.cries = Cries(self.excuses)
        self.texts = Texts(settings, self.excuses, self.cries.written)
        self.states = States()
        self.told = Told(settings)
        self.ladders = Ladders(settings, self.excuses, self.told, start)
        self.holds = Holds(settings, self.excuses)
        self.knowing = Knowing(settings, self.excuses)
        self.matters = Matters(settings, self.excuses)
        self.deliveries = Deliveries(arrived)
        self.flood = Flood(settings)
        self.pages = Pages(settings.texts, self.cries.written)

    def leaves(self, request: Request, about: About | None) -> None:
        """A message is handed to a carrier.

        Raises:
            Broken: when it must not be.
        """
        if about is None:
            self.texts.told[request.to] = request.at
        self.ladders.leaves(request, about)
        self.cries.leaves(request, about)
        self.pages.leaves(request, about)
        self.knowing.leaves(about)

    def has_left(self, about: About | None, outcome: Outcome) -> None:
        """What the carrier answered, unless the process died before it heard."""
        if about is not None and isinstance(outcome, Sent):
            self.deliveries.taken[about.message_id] += 1
            self.knowing.is_taken(about)
        elif about is not None and isinstance(outcome, Unknown):
            self.deliveries.doubts[about.message_id] += 1
            self.knowing.is_taken(about)

    def check(self, sight: Sight, spooled: Collection[str], now: datetime) -> None:
        """Hold what is in the log against what was promised.

        Args:
            sight: the log.
            spooled: ids of the texts that wait on this machine.
            now: the world's time.

        Raises:
            Broken: when it was not kept.
        """
        self.texts.check(sight, spooled, now)
        self.cries.check(sight, now)
        self.states.check(sight)
        self.told.check(sight)
        self.ladders.check(sight, now)
        self.holds.check(sight, now)
        self.knowing.check(sight, now)
        self.matters.check(sight, now)
        self.deliveries.check(sight)
        self.flood.check(sight, now)
        self.pages.check(sight)

    def be_in_time(self, now: datetime) -> None:
        """Hold what has not happened against when it should have.

        Raises:
            Broken: when something is overdue.
        """
        self.texts.be_in_time(now)
        self.cries.be_in_time(now)
        self.ladders.be_in_time(now)
        self.holds.be_in_time(now)
        self.knowing.be_in_time(now)
        self.matters.be_in_time(now)

    def ended(self, sight: Sight, texts: Mapping[str, str]) -> None:
        """Hold the log against the night that is over.

        Args:
            sight: the log.
            texts: every text to the hotline that the carrier ever had, by id.

        Raises:
            Broken: when something has no end.
        """
        self.texts.ended(sight, texts)
        self.deliveries.ended(sight)
