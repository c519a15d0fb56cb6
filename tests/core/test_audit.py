"""What the audit takes for wrong, and what it does about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from relay.core.audit import (
    Condition,
    Look,
    Part,
    Repair,
    Unsent,
    audit,
    has_stopped,
    past_the_outbox,
    to_tell,
)
from relay.core.incident import State
from relay.core.message import Kind, MessageState

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
WELL = Condition((), (), None, {}, None)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def found(**condition: object) -> list[tuple[str, Part, Repair]]:
    findings = audit(replace(WELL, **condition), NOW)  # type: ignore[arg-type]
    return [(one.name, one.part, one.repair) for one in findings]


@pytest.mark.parametrize(
    ("state", "wake_at", "failed_at", "name", "repair"),
    [
        (State.OPEN, at(0), None, None, None),
        (State.OPEN, at(-59), None, None, None),
        (State.OPEN, at(-60), None, "incident 1001 overdue", Repair.STEP),
        (State.OPEN, at(30 * 60), None, None, None),  # the longest span between two looks
        (State.OPEN, at(31 * 60 + 1), None, "incident 1001 put off", Repair.LOOK),
        (State.OPEN, None, None, "incident 1001 unseen", Repair.LOOK),
        (State.OPEN, at(30), at(-30), "incident 1001 fails", Repair.NONE),
        (State.ACKNOWLEDGED, None, None, "incident 1001 unseen", Repair.LOOK),
        (State.ACKNOWLEDGED, at(-60), None, "incident 1001 overdue", Repair.STEP),
        (State.ACKNOWLEDGED, at(120 * 60), None, None, None),
        (State.ACKNOWLEDGED, at(30), at(-30), None, None),  # it failed before somebody took it
    ],
)
def test_an_incident(
    state: State,
    wake_at: datetime | None,
    failed_at: datetime | None,
    name: str | None,
    repair: Repair | None,
) -> None:
    wrong = found(looks=[Look(1, 1001, state, wake_at, failed_at)])

    assert wrong == ([(name, Part.STEPS, repair)] if name else [])


@pytest.mark.parametrize(
    ("kind", "state", "due_at", "name", "repair"),
    [
        (Kind.PAGE, MessageState.WAITING, at(-59), None, None),
        (Kind.PAGE, MessageState.WAITING, at(-60), "messages overdue", Repair.SEND),
        (Kind.PAGE, MessageState.SENDING, at(-60), "messages overdue", Repair.SEND),
        (Kind.UPDATE, MessageState.WAITING, at(-60), None, None),  # pages leave first
        (Kind.UPDATE, MessageState.WAITING, at(-900), "messages overdue", Repair.SEND),
        (Kind.PAGE, MessageState.WAITING, at(60), None, None),  # the carrier asked for it
        (Kind.PAGE, MessageState.UNKNOWN, at(601), "messages put off", Repair.RELEASE),
        (Kind.RECEIPT, MessageState.SENDING, at(601), "messages put off", Repair.RELEASE),
        (Kind.FOLLOW_UP, MessageState.WAITING, at(601), None, None),
    ],
)
def test_a_message(
    kind: Kind, state: MessageState, due_at: datetime, name: str | None, repair: Repair | None
) -> None:
    wrong = found(unsent=[Unsent(7, kind, state, due_at)])

    assert wrong == ([(name, Part.OUTBOX, repair)] if name else [])


@pytest.mark.parametrize(("age", "wrong"), [(119, False), (120, True)])
def test_pages_that_no_way_takes(age: int, wrong: bool) -> None:
    expected = [("pages untaken", Part.OUTBOX, Repair.NONE)] if wrong else []

    assert found(untaken={1001: at(-age)}) == expected


@pytest.mark.parametrize(("free_at", "wrong"), [(at(60), False), (at(61), True), (at(-9), False)])
def test_a_number_that_waits_too_long(free_at: datetime, wrong: bool) -> None:
    assert found(pace_at=free_at) == ([("pace", Part.OUTBOX, Repair.PACE)] if wrong else [])


@pytest.mark.parametrize(
    ("part", "age", "wrong"),
    [
        ("escalate", 60, False),
        ("escalate", 61, True),
        ("deliver", 61, True),
        ("worker", 61, True),
        ("reconcile", 300, False),
        ("reconcile", 301, True),
        ("checkup", 301, True),
        ("matters", 301, True),
        ("summary", 300, False),
        ("summary", 301, True),
        ("escalate", -3600, False),  # the clock was set back
        ("something else", 9999, False),
    ],
)
def test_a_part_that_stands_still(part: str, age: int, wrong: bool) -> None:
    expected = [(f"{part} stands still", Part.WORKER, Repair.NONE)] if wrong else []
    assert found(rounds={part: at(-age)}) == expected


@pytest.mark.parametrize(("age", "wrong"), [(20 * 60, False), (20 * 60 + 1, True)])
def test_a_list_that_is_not_read(age: int, wrong: bool) -> None:
    expected = [("list unread", Part.INTAKE, Repair.NONE)] if wrong else []
    assert found(read_up_to=at(-age)) == expected


@pytest.mark.parametrize(
    ("told_at", "due"),
    [(None, True), (at(-1), False), (at(-1799), False), (at(-1800), True), (at(3600), True)],
)
def test_the_managers_are_told_at_once_and_every_half_hour(
    told_at: datetime | None, due: bool
) -> None:
    assert to_tell(told_at, NOW) is due


@pytest.mark.parametrize(
    ("parts", "direct"),
    [
        ([Part.STEPS], False),
        ([Part.INTAKE], False),
        ([Part.OUTBOX], True),
        ([Part.WORKER], True),
        ([Part.STEPS, Part.OUTBOX], True),
        ([], False),
    ],
)
def test_an_alarm_goes_by_a_path_that_is_not_the_broken_one(
    parts: list[Part], direct: bool
) -> None:
    assert past_the_outbox(parts) is direct


@pytest.mark.parametrize(
    ("beat_at", "stopped"),
    [
        (None, False),  # none was ever started
        (at(-60), False),
        (at(-61), True),
        (at(3600), False),  # the clock was set back
    ],
)
def test_a_worker_that_has_stopped(beat_at: datetime | None, stopped: bool) -> None:
    assert has_stopped(beat_at, NOW) is stopped
