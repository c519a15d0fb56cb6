"""The worker: APScheduler as heartbeat, woken at the next due time and after each commit.

What is due stands in the database; the scheduler only decides when to look.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from relay import checkup, matters, outbox, pager, reconcile, summary, webshops
from relay.clock import Clock
from relay.hand import Hand
from relay.notify import Listener
from relay.parts import Relay, Work
from relay.selfwatch import Auditor, Hands
from relay.settings import Settings
from relay.sms.gateway import Gateway, Second, nothing
from relay.store.db import Database
from relay.store.faults import DatabaseBusy, DatabaseDamaged

logger = logging.getLogger(__name__)

TICK = 1  # seconds; how late a step can be when every wake-up was missed
BEAT = 5  # seconds
REFRESH = 600  # seconds between two looks at how old the directory of webshops is
LISTING = 60  # seconds between two looks at what the carrier has
AUDIT = 30  # seconds
ROUND = 60  # seconds between two looks at what is done now and then
SENDERS = 4  # carrier calls at the same time
PAGE_SENDERS = 2  # besides, for pages alone: a carrier that is slow with receipts delays no page
# Of a message that is leaving: on two cores, choosing the next one takes it as long as its way.
HEAD_START = 0.005  # seconds
ASK = 5  # seconds
AWAIT = 2  # seconds between two looks whether there is a database yet


class Job:
    """Work that is done at an interval and whenever it is woken, until it is stopped.

    A wake-up during the work has it done once more before it ends; two never overlap.
    `was_woken` tells the work whether it was asked for, or just comes round.
    """

    def __init__(
        self,
        scheduler: BackgroundScheduler,
        hand: Callable[[Callable[[], None]], object],
        clock: Clock,
        name: str,
        work: Callable[[], None],
        seconds: int = TICK,
        *,
        at_once: bool = True,
    ) -> None:
        self._scheduler = scheduler
        self._hand = hand  # does what was woken; the scheduler would take a moment to come to it
        self._name = name
        self._work = work
        self._changed = threading.Condition()
        self._is_running = False
        self._is_woken = False
        self._is_stopped = False
        self._has_database = True
        self.was_woken = False
        first_at = clock.now() + timedelta(seconds=0 if at_once else seconds)
        scheduler.add_job(self._run, "interval", seconds=seconds, id=name, next_run_time=first_at)

    def wake(self, *, again: bool = True) -> bool:
        """Have it done now; False when it is under way.

        Args:
            again: whether what is under way is done once more then.
        """
        with self._changed:
            if self._is_running:
                self._is_woken |= again
                return False
            if not self._is_woken and not self._is_stopped:
                self._hand(self._run)
            self._is_woken = True
            return True

    @property
    def is_idle(self) -> bool:
        """Whether the work is not under way."""
        with self._changed:
            return not self._is_running

    def run_at(self, at: datetime) -> None:
        """Have it done at a time, unless it is to be done earlier anyway."""
        with self._changed:
            if self._is_stopped:
                return
            planned = self._scheduler.get_job(self._name)
            if planned is not None and planned.next_run_time > at:
                self._scheduler.modify_job(self._name, next_run_time=at)

    def stop(self) -> None:
        """Let it not be done again, and wait for what is under way."""
        with self._changed:
            self._is_stopped = True
            while self._is_running:
                self._changed.wait()

    def _run(self) -> None:
        with self._changed:
            if self._is_running:
                self._is_woken = True
            if self._is_running or self._is_stopped:
                return
            self._is_running = True
            self.was_woken, self._is_woken = self._is_woken, False
        try:
            while self._once():
                pass
        except DatabaseBusy as error:
            self._note_database(error)
            self._has_ended(again=False)
        except BaseException:
            logger.exception("job %s failed", self._name)
            self._has_ended(again=False)

    def _once(self) -> bool:
        """Do the work; True when it was woken meanwhile."""
        self._work()
        self._note_database(None)
        return not self._has_ended(again=True)

    def _note_database(self, error: DatabaseBusy | None) -> None:
        """Log that the database is away, or back, once: many jobs look for it every second."""
        if error is not None and self._has_database:
            logger.error("job %s: the database was not to be had: %s", self._name, error)
        if error is None and not self._has_database:
            logger.info("job %s: the database is back", self._name)
        self._has_database = error is None

    def _has_ended(self, *, again: bool) -> bool:
        """Give the run up, unless it was woken meanwhile and is to be done again."""
        with self._changed:
            self.was_woken, self._is_woken = again and self._is_woken, False
            # Under one lock, and once: from now on a wake-up plans a run of its own.
            self._is_running = self.was_woken and not self._is_stopped
            self._changed.notify_all()
            return not self._is_running


class Worker:
    """Escalates, sends and beats until it is stopped."""

    def __init__(self, relay: Relay, gateway: Gateway, second: Second = nothing) -> None:
        self._relay = relay
        self._gateway = gateway
        self._second = second
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(SENDERS + PAGE_SENDERS + 9)},
            # The defaults drop a run that is a second late, and refuse one beside another.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 4},
        )
        self._hands: list[Hand] = []  # one for each job, and the waker
        self._waker = self._hand("waker")
        self._is_waking = False  # whether another sender is woken in a moment anyway
        self._scheduler.add_listener(_complain, EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        self._escalate = self._job("escalate", self._do_escalate)
        self._senders = [
            self._sender(f"deliver-{number}", pages_only=False) for number in range(SENDERS)
        ]
        self._page_senders = [
            self._sender(f"page-{number}", pages_only=True) for number in range(PAGE_SENDERS)
        ]
        self._rounds: dict[str, datetime] = {}  # when each part last did its work
        self._settings: Settings | None = None  # as they were at the last beat
        self._ask = self._job("ask", self._do_ask, ASK)
        # Not woken: a phone may ring a second longer, and what is woken keeps pages waiting.
        self._hang_up = self._job("hang_up", self._do_hang_up)
        self._beat = self._job("beat", self._do_beat, BEAT)
        self._refresh = self._job("webshops", self._do_refresh, REFRESH)
        self._reconcile = self._job("reconcile", self._do_reconcile, LISTING)
        now_and_then: Mapping[str, Callable[[], object]] = {
            "checkup": partial(checkup.look, relay, gateway),
            "matters": partial(matters.begin, relay),
            "summary": partial(summary.send, relay),
        }
        self._now_and_then = [
            self._job(name, partial(self._do_round, name, work), ROUND)
            for name, work in now_and_then.items()
        ]
        # After a standstill everything is overdue; the audit gives it half a minute to be done.
        self._auditor = Auditor(relay, gateway, Hands(self._step_here, self._send_some), second)
        self._audit = self._job("audit", self._auditor.pulse, AUDIT, at_once=False)
        self._listener = Listener(relay.database, self._wake)
        self._seen: datetime | None = None  # when it was last looked whether the clock goes on
        self._stopping = threading.Event()
        self._metronome = threading.Thread(
            target=keep_time,
            args=(relay.clock, self._jobs(), self._stopping),
            name="metronome",
            daemon=True,
        )

    def await_database(self, prepare: Callable[[Database], None], stopped: threading.Event) -> bool:
        """Wait for a database that cannot be reached yet; meanwhile the managers are told of it.

        Args:
            prepare: checks its tables, or makes them.
            stopped: set to wait no longer.

        Returns:
            Whether it is there.

        Raises:
            Exception: what `prepare` raises of a database that is there, and is not as it must be.
        """
        told_at: datetime | None = None
        while not stopped.is_set():
            try:
                prepare(self._relay.database)
                return True
            except DatabaseDamaged:
                raise
            except DatabaseBusy as error:
                now = self._relay.clock.now()
                if told_at is None or now - told_at >= timedelta(seconds=AUDIT):
                    logger.error("waiting for the database, no page is sent meanwhile: %s", error)
                    self._auditor.look()
                    told_at = now
            stopped.wait(AWAIT)
        return False

    def start(self) -> None:
        """Begin; what is overdue is done first."""
        for hand in self._hands:  # now: in an emergency no thread may be to be had
            hand.begin()
        self._scheduler.start()
        self._relay.bell.listen(self._wake)
        self._listener.start()
        self._metronome.start()

    def stop(self) -> None:
        """End after the calls to the carrier that are under way; what waits stays written."""
        self._stopping.set()
        self._listener.stop()
        for job in self._jobs():
            job.stop()
        if self._scheduler.running:
            # Not waiting: it would hold the locks that a job asks for on its way out.
            self._scheduler.shutdown(wait=False)
        for hand in self._hands:
            hand.end()

    def _jobs(self) -> Sequence[Job]:
        return (
            *(self._escalate, *self._senders, *self._page_senders),
            *(self._ask, self._hang_up, self._beat, self._refresh, self._reconcile, self._audit),
            *self._now_and_then,
        )

    def _job(
        self,
        name: str,
        work: Callable[[], None],
        seconds: int = TICK,
        *,
        at_once: bool = True,
    ) -> Job:
        do, clock = self._hand(name).do, self._relay.clock
        return Job(self._scheduler, do, clock, name, work, seconds, at_once=at_once)

    def _hand(self, name: str) -> Hand:
        hand = Hand(name)
        self._hands.append(hand)
        return hand

    def _sender(self, name: str, *, pages_only: bool) -> Job:
        job = self._job(name, lambda: self._send(job, pages_only=pages_only))
        return job

    def _wake(self, work: Work) -> None:
        if Work.STEPS in work:
            self._escalate.wake()
        if Work.MESSAGES in work:
            self._wake_sender()

    def _wake_sender(self) -> bool:
        """Have an idle sender look; False when all are busy, and will look once more."""
        senders = (*self._senders, *self._page_senders)
        return any(one.wake(again=False) for one in senders) or any(one.wake() for one in senders)

    def _wake_another(self) -> bool:
        """The same in a moment, for what waits behind a message that is leaving."""
        if not any(one.is_idle for one in (*self._senders, *self._page_senders)):
            return self._wake_sender()
        if self._is_waking:
            return True
        self._is_waking = True
        try:
            # Planned with the scheduler it would keep the message that is leaving waiting.
            self._waker.do(self._wake_in_a_moment)
        except RuntimeError as error:  # no thread can be had: whoever asks goes on by itself
            logger.error("no other sender could be woken: %s", error)
            self._is_waking = False
            return False
        return True

    def _wake_in_a_moment(self) -> None:
        is_over = self._stopping.wait(HEAD_START)
        self._is_waking = False
        if not is_over:
            self._wake_sender()

    def _do_escalate(self) -> None:
        self._seen = pager.mind_the_clock(self._relay, self._seen)
        pager.escalate(self._relay, stopping=self._stopping.is_set)
        self._came_round("escalate")
        self._look_again()

    def _send(self, job: Job, *, pages_only: bool) -> None:
        # Each message that is taken wakes another sender: a slow carrier delays no other page.
        tried = outbox.deliver(
            self._relay,
            self._gateway,
            self._second,
            pages_only=pages_only,
            is_told=job.was_woken,
            another=self._wake_another,
            stopping=self._is_stopping,
        )
        self._came_round("deliver")
        if tried or job.was_woken:  # what it was woken for may have to wait for its turn
            is_over = self._look_again()
            if tried and is_over:
                job.wake()  # it was not due yet when it looked last
        if tried and pages_only:
            self._wake_sender()  # what waited for the page is for the others

    def _do_ask(self) -> None:
        outbox.ask(self._relay, self._gateway, stopping=self._stopping.is_set)

    def _do_hang_up(self) -> None:
        outbox.hang_up(self._relay, self._gateway, stopping=self._stopping.is_set)

    def _do_refresh(self) -> None:
        """Fetch the directory of webshops when it is old; without it nothing else changes."""
        settings = self._relay.settings
        url, path = settings.webshops.url, settings.webshops_file
        if not url or not webshops.is_stale(
            path, settings.webshops.refresh, self._relay.clock.now()
        ):
            return
        try:
            webshops.refresh(url, path, settings.hotline.country)
        except webshops.RefreshFailed as error:
            logger.warning("%s; tried again in %s s", error, REFRESH)

    def _is_stopping(self) -> bool:
        self._came_round("deliver")  # asked before each message, however many there are
        return self._stopping.is_set()

    def _step_here(self) -> None:
        # Does not count as a round of the part that should have.
        pager.escalate(self._relay, stopping=self._stopping.is_set)

    def _send_some(self) -> None:
        for _ in range(SENDERS):
            outbox.deliver_one(self._relay, self._gateway, self._second)

    def _came_round(self, part: str) -> None:
        self._rounds[part] = self._relay.clock.now()

    def _do_round(self, part: str, work: Callable[[], object]) -> None:
        work()
        self._came_round(part)

    def _do_beat(self) -> None:
        """Write who came round since the last time; a part that hangs is not in it."""
        rounds, self._rounds = self._rounds, {}
        pager.beat(self._relay, rounds)
        self._settings = pager.mind_the_crew(self._relay, self._settings)

    def _do_reconcile(self) -> None:
        look_at = reconcile.reconcile(self._relay, self._gateway)
        self._came_round("reconcile")
        if look_at is not None:
            self._reconcile.run_at(look_at)

    def _look_again(self) -> bool:
        """Come back at the next due time, when it is before the next tick; True: it is over."""
        due = pager.next_due(self._relay)
        if due is None:
            return False
        wait = (due - self._relay.clock.now()).total_seconds()
        if 0 < wait < TICK:
            self._escalate.run_at(due)
            self._senders[0].run_at(due)
        return wait <= 0


def keep_time(
    clock: Clock, jobs: Iterable[Job], stopping: threading.Event, every: float = TICK
) -> None:
    """Have every job done anew when the clock was set back; until it is told to stop.

    The scheduler waits for the wall clock to come so far again, and would do nothing until then.

    Args:
        clock: of the machine.
        jobs: all of them.
        stopping: ends it.
        every: seconds between two looks; a smaller step back delays no job for longer.
    """
    seen = clock.now()
    while not stopping.wait(every):
        now = clock.now()
        if now < seen - timedelta(seconds=every):
            logger.warning("the clock was set back by %s: every job is done anew", seen - now)
            for job in jobs:
                job.run_at(now)
        seen = now


def _complain(event: JobEvent) -> None:
    logger.error("job %s did not run", event.job_id)
