"""The worker's jobs: woken, never doubled, and ended in order."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, repeat

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from relay import pager
from relay.clock import SystemClock
from relay.store import counters
from relay.store.db import Database, DatabaseBusy
from relay.store.schema import SchemaDiffers
from relay.worker import HEAD_START, Job, Worker, keep_time
from tests.world import World

PATIENCE = 30  # seconds
HANDS = ThreadPoolExecutor(4)


def scheduler() -> BackgroundScheduler:
    return BackgroundScheduler(
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 4},
    )


def test_a_wake_up_during_the_work_has_it_done_once_more() -> None:
    clock, begun, may_end, done = SystemClock(), threading.Event(), threading.Event(), []

    def work() -> None:
        done.append(clock.now())
        begun.set()
        may_end.wait(PATIENCE)

    jobs = scheduler()
    job = Job(jobs, HANDS, clock, "work", work, seconds=3600)
    jobs.start()
    assert begun.wait(PATIENCE)

    woken = [job.wake() for _ in range(5)]
    may_end.set()
    job.stop()
    jobs.shutdown(wait=False)

    assert woken == [False] * 5
    assert len(done) in (1, 2)  # 1 when it was stopped before its second time began


def test_a_wake_up_may_leave_what_is_under_way_as_it_is() -> None:
    begun, may_end, asked_for = threading.Semaphore(0), threading.Event(), []
    jobs = scheduler()

    def work() -> None:
        asked_for.append(job.was_woken)
        begun.release()
        may_end.wait(PATIENCE)

    job = Job(jobs, HANDS, SystemClock(), "work", work, seconds=3600)
    jobs.start()
    assert begun.acquire(timeout=PATIENCE)

    assert not job.wake(again=False)
    may_end.set()
    while not job.wake(again=False):  # the first run is just ending
        pass
    runs_by_then = asked_for.copy()
    assert begun.acquire(timeout=PATIENCE)
    job.stop()
    jobs.shutdown(wait=False)

    assert runs_by_then == [False]
    assert asked_for == [False, True]


def test_what_is_woken_is_done_at_once_and_once_however_often_it_was_woken() -> None:
    """By its own hands: the scheduler, which never runs here, would come to it a moment later."""
    done: list[bool] = []
    hands = ThreadPoolExecutor(1)
    job = Job(scheduler(), hands, SystemClock(), "work", lambda: done.append(job.was_woken))
    may_begin = threading.Event()
    hands.submit(may_begin.wait, PATIENCE)

    woken = [job.wake() for _ in range(3)]
    may_begin.set()
    hands.shutdown(wait=True)

    assert woken == [True] * 3
    assert done == [True]


def test_a_stop_waits_for_what_is_under_way_and_for_nothing_else() -> None:
    """Not with the locks held that the work asks for on its way out."""
    clock, begun, ended = SystemClock(), threading.Event(), threading.Event()
    jobs = scheduler()
    made: list[Job] = []

    def work() -> None:
        begun.set()
        for _ in range(200):
            made[0].run_at(clock.now())
        ended.set()

    made.append(Job(jobs, HANDS, clock, "work", work, seconds=3600))
    jobs.start()
    assert begun.wait(PATIENCE)

    stopper = threading.Thread(target=made[0].stop)
    stopper.start()
    stopper.join(PATIENCE)
    jobs.shutdown(wait=False)

    assert not stopper.is_alive()
    assert ended.is_set()


def test_what_is_stopped_is_not_done_again() -> None:
    clock, done = SystemClock(), threading.Semaphore(0)
    jobs = scheduler()
    job = Job(jobs, HANDS, clock, "work", done.release, seconds=3600)
    jobs.start()
    assert done.acquire(timeout=PATIENCE)
    job.stop()

    job.wake()
    job.run_at(clock.now())
    jobs.shutdown(wait=True)

    assert not done.acquire(blocking=False)


def test_a_fault_in_the_work_does_not_end_the_job() -> None:
    clock, tries = SystemClock(), threading.Semaphore(0)

    def work() -> None:
        tries.release()
        raise RuntimeError("planted")

    jobs = scheduler()
    job = Job(jobs, HANDS, clock, "work", work, seconds=3600)
    jobs.start()
    assert tries.acquire(timeout=PATIENCE)

    woken = False
    while not woken:  # the first run is just ending
        woken = job.wake()

    assert tries.acquire(timeout=PATIENCE)
    job.stop()
    jobs.shutdown(wait=False)


def test_a_job_says_once_that_the_database_is_away_and_once_that_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "relay.worker")
    looks = chain([DatabaseBusy("gone")] * 3, repeat(None))
    ended = threading.Semaphore(0)

    def work() -> None:
        ended.release()
        if error := next(looks):
            raise error

    jobs = scheduler()
    job = Job(jobs, HANDS, SystemClock(), "work", work, seconds=3600)
    jobs.start()
    for number in range(5):
        assert ended.acquire(timeout=PATIENCE)
        while number < 4 and not job.wake():  # the run before is just ending
            pass
    job.stop()
    jobs.shutdown(wait=False)

    assert caplog.messages == [
        "job work: the database was not to be had: gone",
        "job work: the database is back",
    ]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_steps_that_are_due_without_end_do_not_keep_a_worker_from_ending(world: World) -> None:
    for number in range(2):
        world.report(f"butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()
    world.clock.advance(timedelta(minutes=2))
    is_told = iter([False, True])

    assert pager.escalate(world.relay, stopping=lambda: next(is_told)) == 1
    assert pager.escalate(world.relay) == 1


class Impatient(threading.Event):
    """Waits for nothing, and is set after so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def wait(self, timeout: float | None = None) -> bool:
        self._left -= 1
        if not self._left:
            self.set()
        return self.is_set()


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_worker_waits_for_its_database_until_it_is_told_to_end(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def prepare(_: Database) -> None:
        raise DatabaseBusy("gone fishing")

    assert not Worker(world.relay, world.gateway).await_database(prepare, Impatient(3))
    assert caplog.text.count("waiting for the database") == 1


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_is_done_now_and_then_comes_round_when_it_was_done(world: World) -> None:
    worker, last = Worker(world.relay, world.gateway), partial(counters.last_beat, name="summary")

    def fail() -> None:
        raise ValueError("what this job cannot read")

    with pytest.raises(ValueError, match="cannot read"):
        worker._do_round("summary", fail)
    worker._do_beat()
    assert world.relay.database.read(last) is None

    worker._do_round("summary", lambda: None)
    worker._do_beat()
    assert world.relay.database.read(last) == world.clock.now()


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_message_that_leaves_has_a_head_start_of_the_next(world: World) -> None:
    worker, now = Worker(world.relay, world.gateway), world.clock.now()
    worker._scheduler.start(paused=True)
    for name in ("deliver-0", "deliver-1"):
        worker._scheduler.modify_job(name, next_run_time=now + timedelta(seconds=1))

    is_seen_to = worker._wake_another()
    planned = [worker._scheduler.get_job(f"deliver-{one}").next_run_time - now for one in (0, 1)]
    worker.stop()

    assert is_seen_to
    assert planned == [HEAD_START, timedelta(seconds=1)]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_database_of_another_version_is_refused_also_when_it_comes_late(world: World) -> None:
    answers: Iterator[Exception] = iter([DatabaseBusy("gone fishing"), SchemaDiffers("too new")])

    def prepare(_: Database) -> None:
        raise next(answers)

    with pytest.raises(SchemaDiffers, match="too new"):
        Worker(world.relay, world.gateway).await_database(prepare, Impatient(3))


class SetBack:
    """A clock that is set back by five minutes after it was read once."""

    def __init__(self) -> None:
        at = SystemClock().now()
        self._times = chain([at], repeat(at - timedelta(minutes=5)))

    def now(self) -> datetime:
        return next(self._times)


def test_every_job_is_done_anew_when_the_clock_was_set_back() -> None:
    """The scheduler itself waits until the clock has come so far again."""
    stopping, done = threading.Event(), threading.Semaphore(0)
    jobs = scheduler()
    job = Job(jobs, HANDS, SystemClock(), "work", done.release, seconds=3600, at_once=False)
    jobs.start()
    metronome = threading.Thread(target=keep_time, args=(SetBack(), [job], stopping, 0.01))
    metronome.start()

    is_done = done.acquire(timeout=PATIENCE)

    stopping.set()
    metronome.join()
    job.stop()
    jobs.shutdown(wait=False)
    assert is_done
