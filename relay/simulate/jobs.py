"""Nights played by several processes at once, for there are many and each takes its time."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from multiprocessing.util import Finalize

from relay.simulate.night import Night
from relay.simulate.outcome import Outcome
from relay.simulate.plan import draw
from relay.simulate.stage import Ended, Stage, check

LOOK = 0.2  # seconds between two questions whether whoever asked for nights wants no more
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Job:
    """Plays nights in one process."""

    stage: Stage
    faults: float

    def play(self, seed: int) -> Outcome | None:
        """A night; None when it was left because no more are wanted."""
        with suppress(Ended):
            return Night(self.stage, draw(seed, self.faults, self.stage.settings)).play()
        return None


def played(
    jobs: int,
    environ: Mapping[str, str],
    faults: float,
    seeds: Sequence[int],
    is_over: Callable[[], bool],
) -> Iterator[Outcome]:
    """What becomes of each night, in the order of the seeds; ends early once it is over.

    Args:
        jobs: so many processes play beside this one; 1: this one plays itself.
        environ: whose settings are simulated.
        faults: how likely each thing that can fail does, 0 to 1.
        seeds: one of each night.
        is_over: asked at every step.

    Raises:
        BadSettings: when the settings are refused.
    """
    if jobs == 1:
        with closing(Stage(environ)) as stage:
            stage.is_over = is_over
            yield from _until_left(map(Job(stage, faults).play, seeds))
        return
    check(environ)
    context = multiprocessing.get_context("spawn")  # a copy of this process would have its locks
    over = context.Event()
    with ProcessPoolExecutor(jobs, context, _begin, (dict(environ), faults, over)) as pool:
        nights = [pool.submit(_play, seed) for seed in seeds]
        try:
            yield from _until_left(_result(night, is_over, over) for night in nights)
        finally:
            over.set()
            pool.shutdown(cancel_futures=True)


def _until_left(outcomes: Iterator[Outcome | None]) -> Iterator[Outcome]:
    for outcome in outcomes:
        if outcome is None:
            return
        yield outcome


def _result(
    night: Future[Outcome | None], is_over: Callable[[], bool], over: Event
) -> Outcome | None:
    while True:
        if is_over():
            over.set()  # whoever plays leaves its night
        with suppress(TimeoutError):
            return night.result(LOOK)


_job: Job  # of this process, when it is one of several


def _begin(environ: Mapping[str, str], faults: float, over: Event) -> None:
    global _job
    for one in _ENDS:
        signal.signal(one, signal.SIG_IGN)  # the process that began us tells when it is over
    stage = Stage(environ)
    Finalize(stage, stage.close, exitpriority=1)
    stage.is_over = over.is_set
    _job = Job(stage, faults)


def _play(seed: int) -> Outcome | None:
    return _job.play(seed)
