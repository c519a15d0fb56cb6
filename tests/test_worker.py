"""The worker's jobs: woken, never doubled, and ended in order."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, repeat

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from click.testing import CliRunner

from relay import pager, webshops
from relay import worker as working
from relay.cli import processes
from relay.clock import SystemClock
from relay.core.matter import Answer
from relay.core.message import Kind
from relay.emulator.faults import Fault, Trouble
from relay.hand import Hand
from relay.parts import Relay
from relay.sms.gateway import Gateway, Outcome, Sent
from relay.store import counters, messages
from relay.store import matters as stored
from relay.store.db import Database
from relay.store.faults import DatabaseBusy
from relay.store.schema import SchemaDiffers
from relay.worker import HEAD_START, Job, Worker, keep_time
from tests.story.shifts import MONDAY
from tests.story.test_checkup import Changed
from tests.story.test_reconcile import lost
from tests.world import World, environ

PATIENCE = 30  # seconds
HANDS = ThreadPoolExecutor(4)


def finished(hand: Hand) -> None:
    """Wait until it has done what it was given."""
    over = threading.Event()
    hand.do(over.set)
    assert over.wait(PATIENCE)


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
    job = Job(jobs, HANDS.submit, clock, "work", work, seconds=3600)
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

    job = Job(jobs, HANDS.submit, SystemClock(), "work", work, seconds=3600)
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
    job = Job(scheduler(), hands.submit, SystemClock(), "work", lambda: done.append(job.was_woken))
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

    made.append(Job(jobs, HANDS.submit, clock, "work", work, seconds=3600))
    jobs.start()
    assert begun.wait(PATIENCE)

    stopper = threading.Thread(target=made[0].stop)
    stopper.start()
    stopper.join(PATIENCE)
    jobs.shutdown(wait=False)

    assert not stopper.is_alive()
    assert ended.is_set()


def test_a_stop_does_not_end_before_what_is_under_way() -> None:
    begun, has_stopped, was_too_soon = threading.Event(), threading.Event(), []

    def work() -> None:
        begun.set()
        was_too_soon.append(has_stopped.wait(0.3))  # seconds; no stop ends meanwhile

    jobs = scheduler()
    job = Job(jobs, HANDS.submit, SystemClock(), "work", work, seconds=3600)
    jobs.start()
    assert begun.wait(PATIENCE)

    job.stop()
    has_stopped.set()
    jobs.shutdown(wait=True)

    assert was_too_soon == [False]


def test_what_is_stopped_is_not_done_again() -> None:
    clock, done = SystemClock(), threading.Semaphore(0)
    jobs = scheduler()
    job = Job(jobs, HANDS.submit, clock, "work", done.release, seconds=3600)
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
    job = Job(jobs, HANDS.submit, clock, "work", work, seconds=3600)
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
    job = Job(jobs, HANDS.submit, SystemClock(), "work", work, seconds=3600)
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


class Moment(threading.Event):
    """The end of the work, as somebody waits for it who is let go by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float | None] = []
        self.over = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        self.over.wait(10)
        return self.is_set()


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("ends", [False, True])
def test_a_message_that_leaves_has_a_head_start_of_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch, *, ends: bool
) -> None:
    worker, moment, woken = Worker(world.relay, world.gateway), Moment(), list[str]()
    monkeypatch.setattr(worker, "_stopping", moment)
    monkeypatch.setattr(worker, "_wake_sender", lambda: woken.append("sender"))

    for _ in range(3):  # one is woken for all of them
        assert worker._wake_another()
    assert woken == []
    if ends:
        moment.set()
    moment.over.set()
    finished(worker._waker)

    assert moment.waited == [HEAD_START]
    assert woken == ([] if ends else ["sender"])
    assert not worker._is_waking


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_sender_goes_on_by_itself_where_no_other_can_be_woken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(world.relay, world.gateway)

    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as broken:
        broken.setattr(worker._waker, "do", refuse)
        assert not worker._wake_another()
    assert worker._wake_another()
    worker._stopping.set()
    finished(worker._waker)


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
    job = Job(jobs, HANDS.submit, SystemClock(), "work", done.release, seconds=3600, at_once=False)
    jobs.start()
    metronome = threading.Thread(target=keep_time, args=(SetBack(), [job], stopping, 0.01))
    metronome.start()

    is_done = done.acquire(timeout=PATIENCE)

    stopping.set()
    metronome.join()
    job.stop()
    jobs.shutdown(wait=False)
    assert is_done


# ---- what the worker is put together of ----------------------------------------------------

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])
EVERY = {  # seconds between two rounds of each job
    **{f"deliver-{number}": 1 for number in range(4)},
    **{f"page-{number}": 1 for number in range(2)},
    **{"escalate": 1, "hang_up": 1, "ask": 5, "beat": 5, "audit": 30},
    **{"reconcile": 60, "checkup": 60, "matters": 60, "summary": 60, "webshops": 600},
}


class Works:
    """A worker whose jobs are done one by one, when a test says so."""

    def __init__(self, world: World, gateway: Gateway | None = None) -> None:
        self.world = world
        self.worker = Worker(world.relay, gateway or world.gateway, lambda: self)
        self.worker._scheduler.start(paused=True)
        self.told: list[str] = []  # what went by the second path

    def does(self, name: str) -> None:
        """One job is done as the scheduler would."""
        self.worker._scheduler.get_job(name).func()

    def text(self, to: str, body: str) -> Outcome:
        """Its second provider takes everything."""
        self.told.append(body)
        return Sent("", "sent")

    def tell(self, channels: Sequence[str], body: str) -> Outcome:
        """So do all other channels."""
        return self.text("", body)


MakeWorks = Callable[..., Works]


@pytest.fixture
def make_works() -> Iterator[MakeWorks]:
    """A worker in a world."""
    made: list[Works] = []

    def make(world: World, gateway: Gateway | None = None) -> Works:
        made.append(Works(world, gateway))
        return made[-1]

    yield make
    for one in made:
        one.worker.stop()


@pytest.fixture
def works(world: World, make_works: MakeWorks) -> Works:
    """The same in the usual one."""
    return make_works(world)


def everybody_skips(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def texted(world: World) -> None:
    """A report of which nothing has left."""
    world.carrier.text("+4520304050", "Jonas, lampehuset.dk er nede, 20304050")
    world.carrier.tick()


def reported(world: World) -> None:
    """An incident of which the first page is out."""
    world.report()
    everybody_skips(world)


@on_sqlite
def test_every_job_has_its_interval_and_is_among_those_that_are_stopped(works: Works) -> None:
    jobs = works.worker._scheduler.get_jobs()

    assert {job.id: job.trigger.interval.total_seconds() for job in jobs} == EVERY
    assert {job._name for job in works.worker._jobs()} == set(EVERY)


@on_sqlite
def test_a_run_that_is_late_is_made_up_for_once_and_none_is_left_out(works: Works) -> None:
    for job in works.worker._scheduler.get_jobs():
        rule = (job.misfire_grace_time, job.coalesce, job.max_instances)
        assert rule == (None, True, 4), job.id


@on_sqlite
def test_all_but_the_audit_is_done_as_soon_as_the_worker_starts(works: Works) -> None:
    now = works.world.clock.now()

    first = {job.id: job.next_run_time for job in works.worker._scheduler.get_jobs()}

    assert first.pop("audit") == now + timedelta(seconds=30)
    assert set(first.values()) == {now}


@on_sqlite
def test_the_escalation_moves_what_is_under_way_when_the_clock_is_set_back(works: Works) -> None:
    reported(works.world)
    works.does("escalate")
    due_at = works.world.incident().wake_at
    assert due_at is not None
    works.world.clock.advance(-timedelta(hours=1))

    works.does("escalate")

    assert works.world.incident().wake_at == due_at - timedelta(hours=1)


@on_sqlite
def test_the_beat_remembers_the_crew_and_looks_anew_after_an_edit(
    make_world: Callable[..., World], make_works: MakeWorks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "relay.pager")
    world = make_world({"name: Mette Holm": "name: Mette Berg"})
    works = make_works(world)
    works.does("beat")
    assert caplog.text.count("the crew is now") == 1
    works.does("beat")
    reported(world)
    world.edit("oncall.yaml", "name: Mette Berg", "name: Mette Dahl")
    world.clock.advance(timedelta(seconds=2))
    caplog.clear()

    works.does("beat")
    works.does("beat")

    assert caplog.text.count("the crew is now") == 1
    assert world.incident().wake_at == world.clock.now()


@on_sqlite
def test_the_metronome_minds_every_job_from_the_start_to_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    minded: list[object] = []
    is_over = threading.Event()

    def mind(clock: object, jobs: Sequence[Job], stopping: threading.Event) -> None:
        minded.extend([clock, {job._name for job in jobs}])
        if stopping.wait(PATIENCE):
            is_over.set()

    monkeypatch.setattr(working, "keep_time", mind)
    worker = Worker(world.relay, world.gateway)
    start = partial(worker._scheduler.start, paused=True)
    monkeypatch.setattr(worker._scheduler, "start", start)

    worker.start()
    worker.stop()

    assert is_over.wait(PATIENCE)
    assert minded == [world.clock, set(EVERY)]


@on_sqlite
def test_the_end_of_a_worker_is_the_end_of_all_its_jobs(works: Works) -> None:
    scheduler = works.worker._scheduler

    works.worker.stop()

    assert all(job._is_stopped for job in works.worker._jobs())
    assert not scheduler.running


@on_sqlite
def test_the_checkup_is_one_of_the_jobs(world: World, make_works: MakeWorks) -> None:
    works = make_works(world, Changed(world.gateway, balance=3.0))  # type: ignore[arg-type]

    works.does("checkup")
    world.advance(seconds=10)

    world.phone("karen").expects("3.00 USD")


@on_sqlite
def test_asking_about_shifts_is_one_of_the_jobs(works: Works) -> None:
    works.world.clock.move_to(MONDAY - timedelta(minutes=59))

    works.does("matters")

    asked = works.world.relay.database.read(lambda session: stored.open_to(session, "lars"))
    assert [one.answer for one in asked] == [Answer.OPEN]


@on_sqlite
def test_the_summary_of_the_night_is_one_of_the_jobs(works: Works) -> None:
    world = works.world
    reported(world)
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)
    world.clock.move_to(MONDAY - timedelta(hours=1))

    works.does("summary")
    world.advance(seconds=10)

    assert any("1001 lampehuset dk" in text.body for text in world.phone("karen").shown)
    everybody_skips(world)


@on_sqlite
@pytest.mark.parametrize("name", ["checkup", "matters", "summary", "reconcile"])
def test_each_of_them_is_in_the_next_beat(works: Works, name: str) -> None:
    works.does(name)
    works.does("beat")

    beat_at = works.world.relay.database.read(partial(counters.last_beat, name=name))
    assert beat_at == works.world.clock.now()


@on_sqlite
def test_the_directory_of_webshops_is_fetched_when_it_is_old(
    make_world: Callable[..., World],
    make_works: MakeWorks,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = make_world({'csv, url: ""': 'csv, url: "https://shops.example.org/"'})
    path = world.relay.settings.webshops_file
    path.unlink(missing_ok=True)
    asked: list[tuple[object, ...]] = []

    def refresh(*given: object) -> None:
        asked.append(given)
        raise webshops.RefreshFailed("no shop in it")

    monkeypatch.setattr(webshops, "refresh", refresh)

    make_works(world).does("webshops")

    assert asked == [("https://shops.example.org/", path, "DK")]
    assert "no shop in it; tried again in 600 s" in caplog.text


@on_sqlite
def test_the_list_is_looked_at_again_when_a_webhook_has_had_its_time(works: Works) -> None:
    world = works.world
    works.does("reconcile")
    lost(world)
    job = works.worker._scheduler.get_job("reconcile")
    job.modify(next_run_time=world.clock.now() + timedelta(seconds=60))

    works.does("reconcile")

    at = works.worker._scheduler.get_job("reconcile").next_run_time
    assert at == world.carrier.texts.all()[0].created_at + timedelta(seconds=20)


@on_sqlite
def test_the_audit_takes_the_step_that_the_escalation_does_not(works: Works) -> None:
    reported(works.world)
    works.world.clock.advance(timedelta(minutes=3, seconds=1))

    works.does("audit")
    works.does("beat")

    wake_at, now = works.world.incident().wake_at, works.world.clock.now()
    assert wake_at is not None
    assert wake_at > now
    read = works.world.relay.database.read
    assert read(partial(counters.last_beat, name="escalate")) is None  # it did not come round
    works.world.advance(seconds=10)
    everybody_skips(works.world)


@on_sqlite
@pytest.mark.parametrize("is_out_of_reach", [False, True])
def test_the_audit_sends_and_tells_by_any_way(works: Works, is_out_of_reach: bool) -> None:
    world = works.world
    texted(world)
    world.clock.advance(timedelta(seconds=61))
    if is_out_of_reach:
        world.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))

    works.does("audit")

    pages = world.relay.database.read(partial(messages.last_of, kind=Kind.PAGE))
    assert pages is not None
    assert pages.tries == 1
    assert any("ALARM" in body for body in works.told) is is_out_of_reach
    world.carrier.faults.clear()
    world.advance(seconds=40)
    everybody_skips(world)


@on_sqlite
def test_a_page_and_all_else_leave_by_senders_of_their_own(works: Works) -> None:
    world = works.world
    texted(world)

    works.does("page-0")
    assert len(world.carrier.texts.all()) == 2  # the page alone
    world.clock.advance(timedelta(seconds=2))
    works.does("deliver-3")

    assert len(world.carrier.texts.all()) == 3
    world.advance(seconds=10)
    everybody_skips(world)


@on_sqlite
def test_what_falls_due_between_two_looks_does_not_wait_for_the_next_tick(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = works.world
    texted(world)
    next_due = pager.next_due

    def a_second_later(relay: Relay) -> datetime | None:
        world.clock.advance(timedelta(seconds=1.1))  # the receipt's turn comes meanwhile
        return next_due(relay)

    monkeypatch.setattr(pager, "next_due", a_second_later)
    works.does("deliver-0")

    assert len(world.carrier.texts.all()) == 3  # the report, the page and the receipt
    monkeypatch.undo()
    world.advance(seconds=10)
    everybody_skips(world)


@on_sqlite
def test_what_a_sender_is_woken_for_leaves_when_its_turn_comes(works: Works) -> None:
    """Nothing may leave when it looks, for a text left a moment ago."""
    world = works.world
    texted(world)
    works.does("page-0")  # and the receipt has to wait for its turn
    job, sender = works.worker._scheduler.get_job("deliver-0"), works.worker._senders[0]
    job.modify(next_run_time=world.clock.now() + timedelta(seconds=60))
    world.clock.advance(timedelta(seconds=0.3))

    assert sender.wake()
    finished(sender_hand(works, "deliver-0"))

    left = works.worker._scheduler.get_job("deliver-0").next_run_time - world.clock.now()
    assert timedelta(0) < left < timedelta(seconds=0.8)
    world.advance(seconds=10)
    everybody_skips(world)


def sender_hand(works: Works, name: str) -> Hand:
    return next(one for one in works.worker._hands if one.name == name)


@on_sqlite
def test_every_thread_is_there_from_the_start(world: World) -> None:
    """In an emergency none may be to be had."""
    before = threading.active_count()
    worker = Worker(world.relay, world.gateway)
    assert threading.active_count() == before

    worker.start()
    names = {one.name for one in threading.enumerate()}
    worker.stop()

    assert {one.name for one in worker._hands} <= names
    assert {"deliver-3", "page-1", "escalate", "waker"} <= names


# ---- the processes it runs in --------------------------------------------------------------


class Seen:
    """A worker that only notes what is asked of it, and is told to end once it has begun."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def await_database(self, prepare: object, stopped: threading.Event) -> bool:
        return True

    def start(self) -> None:
        self.asked.append("start")
        os.kill(os.getpid(), signal.SIGTERM)

    def stop(self) -> None:
        self.asked.append("stop")


@pytest.fixture
def handlers() -> Iterator[None]:
    """What a signal does is as before afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@on_sqlite
@pytest.mark.usefixtures("handlers")
def test_a_worker_of_its_own_is_stopped_in_order_at_sigterm(
    world: World, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen()
    for name, value in environ(database_url).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(processes, "begin", lambda: None)
    monkeypatch.setattr(processes, "_gateway", lambda _: world.gateway)
    monkeypatch.setattr(processes, "Worker", lambda *_: seen)
    monkeypatch.setattr(processes, "settle", lambda: None)

    ended = CliRunner().invoke(processes.worker_command, standalone_mode=False)

    assert ended.exception is None
    assert seen.asked == ["start", "stop"]


@on_sqlite
@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("error", [None, KeyboardInterrupt()])
def test_a_worker_beside_the_web_is_stopped_however_that_ends(
    world: World, error: BaseException | None
) -> None:
    seen, caught = Seen(), None

    try:
        with processes._working(world.relay, seen):  # type: ignore[arg-type]
            if error is not None:
                raise error
    except KeyboardInterrupt as one:
        caught = one

    assert caught is error
    assert seen.asked == ["start", "stop"]
