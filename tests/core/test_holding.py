"""What follows once somebody has an incident, as tables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.escalation import LONGEST
from relay.core.holding import Ask, Held, Lost, Watch, says_still_on_it, watch
from tests.core.ladder import LADDER

T0 = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


NEW = Held(LADDER, taken_at=T0, heard_at=T0)
CALLED = replace(NEW, called_at=at(5), heard_at=at(5))
NO_NUMBER = replace(NEW, can_be_called=False)

TABLE = [
    # what it shows, the facts, minutes since it was taken, what is done, minutes to the next look
    ("nothing is due at first", NEW, 0, Watch(at(15)), 15),
    ("the promise to call is recalled", NEW, 15, Watch(at(20), Ask.CALLED_YET), 5),
    ("five minutes later it is broken", replace(NEW, nudged_at=at(15)), 20, None, 0),
    (
        "an answer that is no call does not keep the promise",
        replace(NEW, nudged_at=at(15), heard_at=at(18)),
        20,
        None,
        0,
    ),
    ("after the call, silence for two hours", CALLED, 15, Watch(at(45)), 30),
    ("then a check-in", CALLED, 125, Watch(at(135), Ask.STILL_ON_IT), 10),
    ("with no number to call, a check-in after half an hour", NO_NUMBER, 29, Watch(at(30)), 1),
    ("which is asked once", NO_NUMBER, 30, Watch(at(40), Ask.STILL_ON_IT), 10),
    ("and waited for", replace(NO_NUMBER, asked_at=at(30)), 39, Watch(at(40)), 1),
    (
        "what the holder writes puts it off",
        replace(NO_NUMBER, heard_at=at(31)),
        32,
        Watch(at(61)),
        29,
    ),
    (
        "a pause puts it off",
        replace(NO_NUMBER, paused_until=at(50)),
        30,
        Watch(at(50)),
        20,
    ),
    (
        "a pause that is over puts nothing off and brings nothing forward",
        replace(NO_NUMBER, paused_until=at(10)),
        20,
        Watch(at(30)),
        10,
    ),
    (
        "a pause holds the check-in, not the promise to call",
        replace(NEW, paused_until=at(90)),
        15,
        Watch(at(20), Ask.CALLED_YET),
        5,
    ),
    (
        "what only a call tells brings the check-in forward, also in a pause",
        replace(NO_NUMBER, paused_until=at(50), news_at=at(7)),
        7,
        Watch(at(17), Ask.STILL_ON_IT),
        10,
    ),
    ("it is looked at when it is due", replace(NO_NUMBER, news_at=at(12)), 10, Watch(at(12)), 2),
    (
        "of two at once the call is asked for",
        NEW,
        40,
        Watch(at(45), Ask.CALLED_YET),
        5,
    ),
]


@pytest.mark.parametrize(
    ("held", "since", "step", "look"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_rule(held: Held, since: float, step: Watch | None, look: float) -> None:
    expected = step or Watch(at(since), lost=Lost.NOT_CALLED)

    assert watch(held, at(since)) == expected
    assert expected.wake_at == at(since + look)


def test_silence_after_the_check_in_gives_it_back() -> None:
    asked = replace(CALLED, asked_at=at(125))

    assert watch(asked, at(134.9)).lost is None
    assert watch(asked, at(135)).lost is Lost.SILENT


def test_a_holder_who_left_the_file_has_it_no_more() -> None:
    assert watch(replace(CALLED, is_on_call=False), at(6)).lost is Lost.GONE


maybe = st.none() | st.floats(0, 500).map(at)


@given(
    heard=st.floats(0, 500).map(at),
    called=maybe,
    asked=maybe,
    nudged=maybe,
    paused=maybe,
    can=st.booleans(),
    now=st.floats(0, 1000).map(at),
)
def test_there_is_always_a_later_look_or_it_is_lost(
    heard: datetime,
    called: datetime | None,
    asked: datetime | None,
    nudged: datetime | None,
    paused: datetime | None,
    can: bool,
    now: datetime,
) -> None:
    held = Held(LADDER, T0, heard, called, can, asked, nudged, paused)

    step = watch(held, now)

    assert step.lost is not None or now < step.wake_at <= now + LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "stadig i gang",
        "Ja, jeg er stadig i gang med det.",
        "I’m still working on it",
        "still on it!",
        "arbejder stadig på det",
        "håller fortfarande på",
        "holder på",
        "jobber med det",
        "Bin noch dran",
        "ich arbeite noch daran",
    ],
)
def test_who_says_that_they_are_at_work_still_is_understood(text: str) -> None:
    assert says_still_on_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "stadig i gang?",
        "er du stadig i gang",  # our own question, copied back
        "ikke i gang",
        "stadig nede",
        "arbejder på det, men kan ikke mere",
        "Lars arbejder på det",
        "not working on it",
        "",
    ],
)
def test_what_says_more_or_less_than_that_is_no_answer(text: str) -> None:
    assert not says_still_on_it(text)
