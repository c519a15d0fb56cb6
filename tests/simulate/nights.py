"""Nights that tests share."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from relay.emulator.faults import Fault, Trouble
from relay.simulate.moves import Answers, Dies, Fails, Move, Plan, Refuses, Then, Writes
from relay.simulate.night import Night
from relay.simulate.outcome import Outcome
from relay.simulate.plan import draw
from relay.simulate.stage import Stage

CRY = "kassen giver fejl 500"
SHORT = (1, 2, 3)  # minutes
LONG = (45,)  # enough for "still on it?", and for silence to give it back
REPORT = f"Jonas, lampehuset.dk, {CRY}, 20304050"


def told(outcome: Outcome) -> str:
    """Why a night failed, for whoever reads the test's report."""
    return "\n".join([f"seed {outcome.plan.seed}", *outcome.story.written()])


def night(*moves: Move, minutes: int = 15) -> Plan:
    start = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
    return Plan(1, start, timedelta(minutes=minutes), moves)


SWEDE = Writes(
    40,
    "+46701740605",
    "Ingrid, tehuset.se, sajten ligger nere, 0701740605",
    "sajten ligger nere",
)
FIRST = Writes(5, "+4520304050", REPORT, CRY)
MINE = night(
    FIRST,
    Writes(6, "+4520304050", REPORT, CRY),
    SWEDE,
    Answers("mette", 2, 30, "{code}", (Then(60, "{code} ringet"), Then(100, "{code} løst"))),
    Answers("lars", 1, 30, "{foreign} ok"),
    Fails(20, 60, Fault(Trouble.CALLBACKS_TWICE)),
    Fails(90, 60, Fault(Trouble.INBOUND_TWICE)),
    Refuses(150, 3, 10),
    Writes(155, "+4520304051", "Birgit, kaffekrogen.dk, siden er nede, 20304051", "siden er nede"),
    Dies(200, 4, 20),
)


def play(
    stage: Stage, seeds: Iterable[int], faults: float, minutes: Sequence[int]
) -> list[Outcome]:
    """What became of the nights of some seeds."""
    return [Night(stage, draw(seed, faults, stage.settings, minutes)).play() for seed in seeds]


def broken(outcomes: Sequence[Outcome]) -> list[str]:
    """The stories of those that broke a promise."""
    return [told(outcome) for outcome in outcomes if outcome.broken is not None]
