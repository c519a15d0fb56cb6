"""When a question that belongs to no incident is put, and when silence is an answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from relay.core.escalation import Ladder
from relay.core.matter import beginning, drill, handshake, is_drill_time, step
from relay.core.rota import Every, Rotation
from tests.core.ladder import LADDER

ZONE = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def ladder(voice_after: float) -> Ladder:
    return replace(LADDER, voice_after=voice_after * MINUTE)


def walk(minutes: list[float], voice_after: float = 4) -> list[str]:
    """What is done of a drill at so many minutes."""
    course, times, did = drill(NOW, ladder(voice_after)), 0, []
    for minute in minutes:
        plan = step(course, times, NOW + minute * MINUTE)
        times = plan.times
        did.append("over" if plan.is_over else "ring" if plan.ring else "ask" if plan.ask else "")
    return did


def test_a_drill_keeps_the_ladders_time() -> None:
    assert walk([0, 1, 2, 4, 6, 8, 9, 10]) == [
        *("ask", "", "ask", "ring", "ring", "ring", "", "over"),
    ]
    assert walk([0, 2, 4, 6], voice_after=0) == ["ring", "ring", "ring", "over"]


def test_what_was_missed_is_made_up_for_once() -> None:
    assert walk([7, 7.1, 8]) == ["ring", "", "ring"]
    assert walk([600]) == ["over"]


@pytest.mark.parametrize("before", [60, 10])
def test_a_step_always_names_a_later_look_until_it_is_over(before: float) -> None:
    course = handshake(NOW, NOW + before * MINUTE, timedelta(hours=1))

    at, times, looks = NOW, 0, 0
    while not (plan := step(course, times, at)).is_over:
        assert plan.wake_at is not None
        assert plan.wake_at > at
        at, times, looks = plan.wake_at, plan.times, looks + 1

    assert NOW < at < NOW + before * MINUTE  # the managers know before the shift
    assert (looks, times) == (2, 2)


def rotation(*people: str, every: Every = Every.WEEK) -> Rotation:
    weekday = 0 if every is Every.WEEK else None
    return Rotation("primary", people, every, weekday, time(9), date(2026, 1, 5))


@pytest.mark.parametrize(
    ("people", "minutes", "begin"),
    [
        (("lars", "mette"), 1, ["lars"]),  # 08.01, and the shift begins at 09.00
        (("lars", "mette"), 0, []),  # an hour before is not within the hour
        (("lars", "mette"), 60, []),  # it has begun
        (("mette",), 1, []),  # she goes on
        (("mette", "mette", "lars"), 1, []),
        (("aisha", "mette", "lars"), 1, ["mette"]),
    ],
)
def test_a_shift_begins_for_whoever_was_not_on_it_just_before(
    people: tuple[str, ...], minutes: int, begin: list[str]
) -> None:
    found = beginning(rotation(*people), ZONE, NOW + minutes * MINUTE, 60 * MINUTE)

    assert [one.person for one in found] == begin


@pytest.mark.parametrize(
    ("local", "is_it"),
    [
        ("2026-11-23 09:59", False),
        ("2026-11-23 10:00", True),
        ("2026-11-23 14:59", True),
        ("2026-11-23 15:00", False),
        ("2026-11-28 12:00", False),
    ],
)
def test_drills_are_held_on_working_days(local: str, is_it: bool) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=ZONE).astimezone(UTC)

    assert is_drill_time(at, ZONE) is is_it
