"""The relay as one process on the night's clock: it starts, works, dies."""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from relay import checkup, matters, outbox, pager, reconcile, summary
from relay.clock import Clock
from relay.minder import Minder
from relay.parts import Bell, Relay, Work
from relay.selfwatch import Auditor, Hands
from relay.simulate.points import Points
from relay.simulate.posting import post
from relay.simulate.stage import Stage
from relay.sms.gateway import Gateway, Second
from relay.store.faults import DatabaseBusy

TICK = timedelta(seconds=1)  # as the worker's
RETRY = timedelta(seconds=5)  # what the database refused
FEED = timedelta(seconds=5)  # between two looks at the spool while something waits there
# The worker lists every minute and audits twice a minute. While nothing is missing at the
# carrier, seldom is the same and spares most of the work.
LIST_SOON, LIST_SELDOM = timedelta(minutes=1), timedelta(minutes=10)
AUDIT = timedelta(minutes=10)
SHIFTS = timedelta(minutes=5)  # between two looks at whose shift begins
DAILY = timedelta(minutes=30)  # between two looks at what is done once a day
ALL = Work.STEPS | Work.MESSAGES


@dataclass
class SkewedClock:
    """The clock of the relay's machine, which may differ from the world's.

    No two transactions are at the same instant.
    """

    world: Clock
    points: Points
    ahead: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        self._since = self.points.commits

    def now(self) -> datetime:
        """The instant, as the machine believes."""
        passed = timedelta(microseconds=self.points.commits - self._since)
        return self.world.now() + self.ahead + passed


class Process:
    """Web and worker in one process, without threads: what they do is done in turn."""

    def __init__(
        self,
        stage: Stage,
        clock: SkewedClock,
        gateway: Gateway,
        second: Second,
        *,
        chance: random.Random,
        has_second_path: bool,
        is_missing: Callable[[], bool],
    ) -> None:
        """Start it.

        Args:
            stage: the database and the settings.
            clock: of the machine.
            gateway: the carrier.
            second: the second path.
            chance: for codes and ids.
            has_second_path: whether a second SMS provider is set.
            is_missing: whether the carrier has a text that no webhook brought.
        """
        live = stage.live(second=has_second_path)
        self.relay = Relay(live, clock, stage.database, Bell(), stage.webshops, chance)
        self._stage = stage
        self._points = stage.points
        self._clock = clock
        self._gateway = gateway
        self._second = second
        self._is_missing = is_missing
        self.minder = Minder(self.relay, stage.spool(), lambda: gateway, second)
        hands = Hands(partial(pager.escalate, self.relay), self._send_some)
        self._auditor = Auditor(self.relay, gateway, hands)
        self._app = stage.serve(self.relay, self.minder)
        self._plan_jobs(clock.world.now())
        self.relay.bell.listen(self._ring)

    def _plan_jobs(self, now: datetime) -> None:
        self._rung = ALL  # what there is to do at once
        self._seen = -1  # commits, when it was last found out when something is due
        self._ran_at: datetime | None = None
        self._look_at = now
        self._list_at = now
        self._audit_at = now + AUDIT
        self._feed_at = now
        self._daily_at = now
        self._shifts_at = now
        self._crew_at: datetime | None = now
        self._jumped_at: datetime | None = None
        self._clock_read: datetime = self.relay.clock.now()  # before it jumped

    def post(
        self, url: str, form: list[tuple[str, str]], headers: dict[str, str]
    ) -> tuple[int, str]:
        """A webhook; returns the answer's status and body."""
        return post(self._app, url, form, headers)

    def wake(self) -> None:
        """Look at everything anew: the clock has jumped."""
        self._rung = ALL
        self._jumped_at = self._clock.world.now()

    def work(self) -> None:
        """Do what is due; what the database refuses is tried again."""
        now = self._clock.world.now()
        if self._jumped_at is not None and now >= self._jumped_at:
            done = self._try(partial(pager.mind_the_clock, self.relay, self._clock_read))
            self._jumped_at = None if done else now + RETRY
        if self._jumped_at is None:
            self._clock_read = self.relay.clock.now()
        if self._crew_at is not None and now >= self._crew_at:
            done = self._try(partial(pager.mind_the_crew, self.relay))
            self._crew_at = None if done else now + RETRY
        if self._stage.has_kept and self.minder.count() and now >= self._feed_at:
            self._try(self.minder.round)
            self._feed_at = now + FEED
        if now >= self._list_at:
            self._list()
        if now >= self._audit_at:
            self._audit_at = now + AUDIT
            self._try(self._audit)
        if now >= self._daily_at:
            self._daily_at = now + DAILY
            for job in (self._check_up, self._sum_up):
                self._try(job)
        if now >= self._shifts_at:
            self._shifts_at = now + SHIFTS
            self._try(self._begin_matters)
        if now >= self._look_at:
            self._rung = ALL
        if self._rung:
            self._ran_at = now
            work, self._rung = self._rung, Work(0)
            done = self._try(partial(self._engine, work))
            self._look_at = now + (TICK if done else RETRY)
            self._seen = -1 if done else self._points.commits

    def next_due(self) -> datetime:
        """When there is something to do again, by the world's clock."""
        if self._rung:
            return self._clock.world.now()
        if self._seen != self._points.commits:
            if not self._try(self._look_ahead):
                self._look_at = self._clock.world.now() + RETRY
            self._seen = self._points.commits
        times = [
            *(self._look_at, self._list_at, self._audit_at),
            *(self._daily_at, self._shifts_at),
        ]
        if self._stage.has_kept and self.minder.count():
            times.append(self._feed_at)
        times.extend(at for at in (self._crew_at, self._jumped_at) if at is not None)
        return min(times)

    def _engine(self, work: Work) -> None:
        """Escalate and send what the bell was rung for; all, and ask, when something is due."""
        if Work.STEPS in work:
            pager.escalate(self.relay)
        # Escalating may have rung for what it has written.
        if Work.MESSAGES in work | self._rung:
            self._rung &= ~Work.MESSAGES
            outbox.deliver(self.relay, self._gateway, self._second)
        if work == ALL:
            outbox.ask(self.relay, self._gateway)
            outbox.hang_up(self.relay, self._gateway)

    def _look_ahead(self) -> None:
        """Find when something is due; what is overdue and was not done waits for the next tick."""
        due = pager.next_due(self.relay)
        now = self._clock.world.now()
        at = now + LIST_SELDOM if due is None else due - self._clock.ahead
        self._look_at = at if at > now or self._ran_at != now else now + TICK

    def _ring(self, work: Work) -> None:
        self._rung |= work

    def _list(self) -> None:
        now = self._clock.world.now()
        self._list_at = now + LIST_SOON
        found: list[datetime | None] = []
        if not self._try(lambda: found.append(reconcile.reconcile(self.relay, self._gateway))):
            return
        if found[0] is not None:
            self._list_at = found[0] - self._clock.ahead + TICK
        elif not self._is_missing():
            self._list_at = now + LIST_SELDOM

    def expect(self) -> None:
        """A text is missing at the carrier: list it within the minute."""
        self._list_at = min(self._list_at, self._clock.world.now() + LIST_SOON)

    def _audit(self) -> None:
        now = self.relay.clock.now()
        rounds: Mapping[str, datetime] = dict.fromkeys(("escalate", "deliver", "reconcile"), now)
        pager.beat(self.relay, rounds)
        self._auditor.look()

    def _check_up(self) -> None:
        checkup.look(self.relay, self._gateway)

    def _begin_matters(self) -> None:
        matters.begin(self.relay)

    def _sum_up(self) -> None:
        summary.send(self.relay)

    def drill(self, key: str) -> None:
        """Begin a drill, as a manager does at the command line."""
        relay, person = self.relay, self.relay.settings.people[key]
        work = partial(matters.drill, relay=relay, person=person, now=relay.clock.now())
        if self._try(lambda: relay.database.write(work)):
            relay.bell.ring(Work.STEPS)

    def _send_some(self) -> None:
        outbox.deliver_one(self.relay, self._gateway, self._second)

    def _try(self, job: Callable[[], object]) -> bool:
        """Do a job as the worker does: whatever is wrong with it, the others go on."""
        try:
            job()
        except DatabaseBusy:
            return False
        except Exception:
            logging.getLogger("relay.simulate").exception("a job of the worker's failed")
            return False
        return True
