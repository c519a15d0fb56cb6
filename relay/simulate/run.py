"""Many nights, one after the other: what they add up to, and the first that broke a promise."""

import os
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from relay.simulate.jobs import played
from relay.simulate.moves import Plan
from relay.simulate.night import Night
from relay.simulate.outcome import Outcome
from relay.simulate.shrink import shrink
from relay.simulate.stage import Ended, Stage


@dataclass(frozen=True, slots=True)
class Failure:
    """A night that broke a promise, and the smallest known that breaks the same one."""

    seed: int
    faults: float
    first: Outcome
    shrunk: Outcome

    @property
    def again(self) -> str:
        """The command that plays this night alone."""
        figures = f"--nights 1 --seed {self.seed} --faults {self.faults:g}"
        return f"python -m relay simulate {figures}"

    def to_json(self) -> dict[str, Any]:
        """The failure as plain values."""
        broken = self.shrunk.broken or self.first.broken
        return {
            "seed": self.seed,
            "again": self.again,
            "promise": broken.promise if broken else "",
            "what": broken.words if broken else "",
            "moves_drawn": len(self.first.plan.moves),
            "night": self.shrunk.plan.to_json(),
            "story": self.shrunk.story.written(),
        }


@dataclass
class Summary:
    """What so many nights add up to."""

    first_seed: int
    faults: float
    nights: int = 0
    incidents: int = 0
    pages: int = 0
    texts: int = 0
    crashes: int = 0
    virtual_hours: float = 0.0
    cpu_seconds: float = 0.0
    seeds: dict[str, list[int]] = field(default_factory=dict)  # of broken nights, by promise
    failures: list[Failure] = field(default_factory=list)  # the first of each promise

    def add(self, outcome: Outcome) -> None:
        """Count one more night."""
        self.nights += 1
        self.incidents += outcome.incidents
        self.pages += outcome.pages
        self.texts += outcome.texts
        self.crashes += outcome.deaths
        self.virtual_hours += outcome.hours
        if outcome.broken is not None:
            self.seeds.setdefault(outcome.broken.promise, []).append(outcome.plan.seed)

    @property
    def broken(self) -> dict[str, int]:
        """How many nights broke each promise."""
        return {promise: len(seeds) for promise, seeds in self.seeds.items()}

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        return {
            "nights": self.nights,
            "seeds": [self.first_seed, self.first_seed + max(self.nights - 1, 0)],
            "faults": self.faults,
            "incidents": self.incidents,
            "pages": self.pages,
            "texts": self.texts,
            "crashes": self.crashes,
            "virtual_hours": round(self.virtual_hours, 1),
            "cpu_seconds": round(self.cpu_seconds, 1),
            "promises_broken": sum(self.broken.values()),
            "broken": self.broken,
            "broken_seeds": self.seeds,
            "failures": [failure.to_json() for failure in self.failures],
        }


def simulate(
    environ: Mapping[str, str],
    *,
    nights: int,
    faults: float,
    seed: int,
    jobs: int = 1,
    progress: Callable[[Summary], None] = lambda _: None,
    broke: Callable[[Failure], None] = lambda _: None,
    is_over: Callable[[], bool] = lambda: False,
) -> Summary:
    """Play so many nights, the first with the given seed, each next one with the next.

    Args:
        environ: whose settings are simulated; its database and accounts are not touched.
        nights: how many.
        faults: how likely each thing that can fail does, 0 to 1.
        seed: of the first night.
        jobs: so many processes play.
        progress: called after each night.
        broke: called as soon as a night has broken a promise, before it is made shorter.
        is_over: asked at every step; once it is true, what was found until then is returned.

    Raises:
        BadSettings: when the settings are refused.
    """
    summary, began = Summary(seed, faults), _cpu_seconds()
    seeds = range(seed, seed + nights)
    for outcome in played(min(jobs, nights), environ, faults, seeds, is_over):
        known = summary.broken
        summary.add(outcome)
        if outcome.broken is not None:
            failure = Failure(outcome.plan.seed, faults, outcome, outcome)
            broke(failure)
            if outcome.broken.promise not in known:
                failure = replace(failure, shrunk=_made_short(environ, outcome, is_over))
                summary.failures.append(failure)
        progress(summary)
    summary.cpu_seconds = _cpu_seconds() - began
    return summary


def _cpu_seconds() -> float:
    """What this process and those that it began, once they ended, have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _made_short(
    environ: Mapping[str, str], outcome: Outcome, is_over: Callable[[], bool]
) -> Outcome:
    with closing(Stage(environ)) as stage:
        stage.is_over = is_over
        return shrunk(stage, outcome)


def shrunk(stage: Stage, outcome: Outcome) -> Outcome:
    """The smallest night that breaks the same promise; of those that there was time to play."""
    promise = outcome.broken.promise if outcome.broken else ""
    smallest = outcome

    def breaks(plan: Plan) -> bool:
        nonlocal smallest
        again = Night(stage, plan).play()
        if again.broken is None or again.broken.promise != promise:
            return False
        smallest = again
        return True

    with suppress(Ended):
        shrink(outcome.plan, breaks)
    return smallest
