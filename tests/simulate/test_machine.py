"""Whatever people, carriers and machines do, in whatever order: every promise holds."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from relay.emulator.faults import Fault, Trouble
from relay.simulate.moves import Dies, Drills, Fails, Fills, Jumps, Plan, Refuses, Writes
from relay.simulate.night import Night
from relay.simulate.plan import ANSWERS, MORE
from relay.simulate.stage import Stage
from relay.simulate.unexpected import listening
from tests.world import ROOT

# A few in every run; more when they are asked for: MACHINE_EXAMPLES=500 pytest tests/simulate
EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "4"))
STEPS = 12

PEOPLE = st.sampled_from(["mette", "lars", "aisha", "karen"])
REPORTS = st.sampled_from(
    [
        ("+4520304050", "Jonas, lampehuset.dk, kassen giver fejl 500, 20304050", "kassen giver"),
        ("+46701740605", "Ingrid, tehuset.se, sajten ligger nere, 0701740605", "sajten ligger"),
        ("+4520304051", "Birgit, kaffekrogen.dk, ingen kan betale", "ingen kan"),
        ("+4520304052", "Hvordan ændrer jeg min fragtpris?", ""),
        ("Lampehuset", "siden er nede!!", "siden er nede"),
    ]
)
FAULTS = st.builds(
    Fault,
    st.sampled_from(sorted(set(Trouble) - {Trouble.INBOUND_LATE})),
    phone=st.sampled_from([None, "+4520123456", "+4520123457"]),
    seconds=st.sampled_from([5.0, 40.0]),
    code=st.sampled_from([30003, 30007, 20429, 21610]),
    status=st.sampled_from([400, 429]),
)


class NightMachine(RuleBasedStateMachine):
    """A night whose moves Hypothesis chooses."""

    stage: Stage

    @initialize(seed=st.integers(0, 5), second=st.booleans(), fallback=st.booleans())
    def begin(self, seed: int, second: bool, fallback: bool) -> None:
        start = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
        self.night = Night(self.stage, Plan(seed, start, timedelta(0), (), second, fallback))
        self.errors = listening(self.night.errors)
        self.errors.__enter__()

    @rule(report=REPORTS)
    def report(self, report: tuple[str, str, str]) -> None:
        self.night.make(Writes(0, *report))
        self.pass_time(5)

    @rule(report=REPORTS, words=st.sampled_from(MORE))
    def follow_up(self, report: tuple[str, str, str], words: str) -> None:
        self.night.make(Writes(0, report[0], words))
        self.pass_time(5)

    @rule(person=PEOPLE, words=st.sampled_from([words for _, words in ANSWERS]))
    def answer(self, person: str, words: str) -> None:
        self.night.answers(person, words)
        self.pass_time(5)

    @rule(seconds=st.sampled_from([1, 30, 125, 400, 1900]))
    def pass_time(self, seconds: float) -> None:
        self.night.go_on(timedelta(seconds=seconds))

    @rule(fault=FAULTS, lasts=st.sampled_from([10, 200, 2000]))
    def fail(self, fault: Fault, lasts: float) -> None:
        self.night.make(Fails(0, lasts, fault))

    @rule(points=st.integers(0, 60), down=st.sampled_from([1, 30, 600]))
    def die(self, points: int, down: float) -> None:
        self.night.make(Dies(0, points, down))

    @rule(points=st.integers(0, 20), lasts=st.sampled_from([0, 5, 90]))
    def refuse(self, points: int, lasts: float) -> None:
        self.night.make(Refuses(0, points, lasts))

    @rule(lasts=st.sampled_from([10, 200]))
    def fill(self, lasts: float) -> None:
        self.night.make(Fills(0, lasts))

    @rule(person=PEOPLE)
    def drill(self, person: str) -> None:
        self.night.make(Drills(0, person))

    @rule(by=st.sampled_from([-600, -40, 40, 600]))
    def jump(self, by: float) -> None:
        self.night.make(Jumps(0, by))

    def teardown(self) -> None:
        if hasattr(self, "night"):
            try:
                self.night.end()
            finally:
                self.errors.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage on each kind of database."""
    url = None
    if request.param == "postgresql":
        url = str(request.getfixturevalue("migrated_postgresql"))
    made = Stage({"RELAY_CONFIG": str(ROOT / "config")}, url)
    yield made
    made.close()


def test_whatever_happens_every_promise_holds(either: Stage) -> None:
    machine: Callable[[], RuleBasedStateMachine] = type(
        "Machine", (NightMachine,), {"stage": either}
    )

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=EXAMPLES < 10,
            suppress_health_check=list(HealthCheck),
        ),
    )
