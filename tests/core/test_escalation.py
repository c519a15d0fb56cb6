"""The ladder's rules, as tables of what has happened and what must come next."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.escalation import (
    Climb,
    Facts,
    Ladder,
    LastResort,
    Level,
    Page,
    Paged,
    Plan,
    Told,
    again,
    plan,
)
from relay.core.reach import Reach
from tests.core.ladder import (
    BOTH,
    CREW,
    FIRST,
    LADDER,
    RESORT,
    SECOND,
    T0,
    at,
    call,
    facts,
    minutes,
    text,
    text_and_call,
)

TABLE = [
    # what it shows, facts, minutes since the opening, pages, minutes to the next look
    ("the first page goes out at once", facts(), 0, [text("mette")], 1),
    (
        "nothing is due between two reminders",
        facts(FIRST, {"mette": Paged(T0, T0)}),
        1,
        [],
        1,
    ),
    (
        "a reminder after the gap",
        facts(FIRST, {"mette": Paged(T0, T0)}),
        2,
        [text("mette")],
        1,
    ),
    (
        "from the voice minute on a reminder also rings",
        facts(FIRST, {"mette": Paged(T0, at(2))}),
        4,
        [text_and_call("mette")],
        1,
    ),
    (
        "the voice minute rings by itself between two reminders",
        facts(
            FIRST,
            {"mette": Paged(T0, at(2))},
            replace(LADDER, voice_after=minutes(3)),
        ),
        3,
        [call("mette")],
        1,
    ),
    (
        "voice after nothing rings with the first page",
        facts(ladder=replace(LADDER, voice_after=minutes(0))),
        0,
        [text_and_call("mette")],
        1,
    ),
    (
        "the next level joins, the first goes on",
        facts(FIRST, {"mette": Paged(T0, at(4), rung_at=at(4))}),
        6,
        [text_and_call("mette"), text("lars")],
        1,
    ),
    (
        "the voice clock is each person's own",
        facts(
            SECOND,
            {
                "mette": Paged(T0, at(8), rung_at=at(8)),
                "lars": Paged(at(6), at(8)),
            },
        ),
        10,
        [text_and_call("mette"), text_and_call("lars")],
        1,
    ),
    (
        "after the last level everyone",
        facts(
            SECOND,
            {
                "mette": Paged(T0, at(10), rung_at=at(10)),
                "lars": Paged(at(6), at(10), rung_at=at(10)),
            },
        ),
        12,
        [text_and_call("mette"), text_and_call("lars"), text("aisha"), text("karen")],
        1,
    ),
    (
        "whoever was paged stays paged in the rounds that do not name them",
        facts(
            SECOND,
            {
                "mette": Paged(T0, at(10), rung_at=at(10)),
                "lars": Paged(at(6), at(10), rung_at=at(10)),
            },
            replace(LADDER, last_resort=LastResort(("person:karen",), (minutes(10),))),
        ),
        12,
        [text_and_call("mette"), text_and_call("lars"), text("karen")],
        1,
    ),
    (
        "no reminders between two rounds, but each one's first call",
        facts(
            RESORT,
            {
                "mette": Paged(T0, at(12), rung_at=at(12)),
                "lars": Paged(at(6), at(12), rung_at=at(12)),
                "aisha": Paged(at(12), at(12)),
                "karen": Paged(at(12), at(12)),
            },
        ),
        16,
        [call("aisha"), call("karen")],
        1,
    ),
    (
        "whoever comes to the last resort between two rounds is paged at once",
        facts(
            RESORT,
            {key: Paged(at(12), at(12), rung_at=at(13)) for key in ("mette", "lars", "aisha")},
        ),
        15,
        [text("karen")],
        1,
    ),
    (
        "the last gap repeats for ever",
        facts(
            Climb(2, at(12), 90, at(3000)),
            {person: Paged(at(12), at(3000), rung_at=at(3000)) for person in CREW["everyone"]},
        ),
        3030,
        [text_and_call(person) for person in CREW["everyone"]],
        1,
    ),
    (
        "an empty level falls through at once",
        facts(
            ladder=replace(
                LADDER,
                levels=(Level(("rotation:empty",), minutes(6)), LADDER.levels[1]),
            )
        ),
        0,
        [text("lars")],
        1,
    ),
    (
        "a level that was passed on falls through at once, and its person is let be",
        facts(FIRST, {"mette": Paged(T0, T0, passed_at=at(1))}),
        1,
        [text("lars")],
        1,
    ),
    (
        "whoever passes it on of an earlier level has had the next one paged already",
        facts(
            SECOND,
            {
                "mette": Paged(T0, at(6), rung_at=at(6), passed_at=at(7)),
                "lars": Paged(at(6), at(6)),
            },
        ),
        7,
        [],
        1,
    ),
    (
        "whoever is of the running level has everybody paged after the last one",
        facts(
            SECOND,
            {
                "mette": Paged(T0, at(6), rung_at=at(6)),
                "lars": Paged(at(6), at(6), passed_at=at(7)),
            },
        ),
        7,
        [text_and_call("mette"), text("aisha"), text("karen")],
        1,
    ),
    (
        "also when their shift has ended since",
        facts(
            SECOND,
            {
                "mette": Paged(T0, at(6), rung_at=at(6)),
                "lars": Paged(at(6), at(6)),
                "aisha": Paged(at(6), at(6), passed_at=at(7)),
            },
        ),
        7,
        [text_and_call("mette"), text("lars"), text("karen")],
        1,
    ),
    (
        "whoever had it and passes it on has the next level paged, of whichever level they are",
        replace(
            facts(
                SECOND,
                {
                    "mette": Paged(T0, at(6), rung_at=at(6), passed_at=at(8)),
                    "lars": Paged(at(6), at(6)),
                },
            ),
            let_go_at=at(8),
        ),
        8,
        [text("lars"), text("aisha"), text("karen")],
        1,
    ),
    (
        "but only once",
        replace(
            facts(
                Climb(2, at(8), 1, at(8)),
                {
                    "mette": Paged(T0, at(6), rung_at=at(6), passed_at=at(8)),
                    **{key: Paged(at(6), at(8)) for key in ("lars", "aisha", "karen")},
                },
            ),
            let_go_at=at(8),
        ),
        9,
        [],
        1,
    ),
    (
        "a text that failed after its own call is not called about again",
        facts(FIRST, {"mette": Paged(T0, at(4), rung_at=at(4), failed_at=at(4.1))}),
        4.2,
        [],
        1.8,
    ),
    (
        "when everybody has passed, everybody is asked again",
        facts(
            Climb(2, at(1), 1, at(1)),
            {person: Paged(T0, at(1), passed_at=at(1)) for person in CREW["everyone"]},
        ),
        11,
        [text_and_call(person) for person in CREW["everyone"]],
        1,
    ),
    (
        "who passed is asked again when nobody else can be reached",
        facts(
            RESORT,
            {
                "mette": Paged(T0, at(4), passed_at=at(5)),
                **{
                    key: Paged(at(6), at(12), rung_at=at(12), failed_at=at(12), unanswered=2)
                    for key in ("lars", "aisha", "karen")
                },
            },
        ),
        22,
        [text_and_call(person) for person in CREW["everyone"]],
        1,
    ),
    (
        "a page that failed is followed by a call at once",
        facts(FIRST, {"mette": Paged(T0, T0, failed_at=at(0.5))}),
        0.5,
        [call("mette")],
        1,
    ),
    (
        "a failed page is rung about once",
        facts(FIRST, {"mette": Paged(T0, T0, rung_at=at(0.6), failed_at=at(0.5))}),
        1,
        [],
        1,
    ),
    (
        "a page nobody has heard of is followed by a call after a minute",
        facts(FIRST, {"mette": Paged(T0, T0, unconfirmed_since=at(0.1))}),
        1.1,
        [call("mette")],
        0.9,
    ),
    (
        "overdue steps collapse into one page each",
        facts(FIRST, {"mette": Paged(T0, T0)}),
        11,
        [text_and_call("mette"), text("lars")],
        1,
    ),
    (
        "a clock set back silences nobody",
        facts(FIRST, {"mette": Paged(at(90), at(92))}),
        1,
        [text("mette")],
        1,
    ),
    (
        "after a long standstill everyone at once, one page each",
        facts(FIRST, {"mette": Paged(T0, T0)}),
        600,
        [text("lars"), text_and_call("mette"), text("aisha"), text("karen")],
        1,
    ),
    (
        "someone off duty stays paged",
        facts(FIRST, {"aisha": Paged(T0, T0)}),
        2,
        [text("mette"), text("aisha")],
        1,
    ),
    (
        "who has no voice is only texted",
        facts(
            FIRST,
            {"mette": Paged(T0, at(4))},
            reach={"mette": Reach(sms=True, voice=False), "lars": BOTH},
        ),
        6,
        [text("mette"), text("lars")],
        1,
    ),
]


@pytest.mark.parametrize(
    ("known", "since", "pages", "look"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_rule(known: Facts, since: float, pages: list[Page], look: float) -> None:
    step = plan(known, at(since))

    assert sorted(step.pages, key=str) == sorted(pages, key=str)
    assert step.wake_at == at(since) + minutes(look)


def test_ladder_survives_being_written_down() -> None:
    assert Ladder.from_json(LADDER.to_json()) == LADDER


def test_codes_are_kept_for_as_long_as_a_closing_can_be_taken_back() -> None:
    brief = replace(LADDER, undo_within=minutes(15), code_quarantine=minutes(0))

    assert Ladder.from_json(brief.to_json()).code_quarantine == minutes(15)


moments = st.floats(min_value=0, max_value=5000).map(at)
maybe = st.none() | moments


@st.composite
def any_paged(draw: st.DrawFn) -> dict[str, Paged]:
    people = draw(st.lists(st.sampled_from(CREW["everyone"]), unique=True))
    return {
        person: Paged(
            first_at=(first := draw(moments)),
            last_at=max(first, draw(moments)),
            rung_at=draw(maybe),
            passed_at=draw(maybe),
            failed_at=draw(maybe),
            unconfirmed_since=draw(maybe),
            unanswered=draw(st.integers(0, 3)),
            call_failed_at=draw(maybe),
        )
        for person in people
    }


@given(
    paged=any_paged(),
    level=st.integers(-1, 2),
    level_at=moments,
    rounds=st.integers(0, 50),
    recalled=st.none() | st.sampled_from(CREW["everyone"]),
    now=moments,
)
def test_there_is_always_a_later_look(
    paged: dict[str, Paged],
    level: int,
    level_at: datetime,
    rounds: int,
    recalled: str | None,
    now: datetime,
) -> None:
    began_at = level_at if level >= 0 else None
    climb = Climb(level, began_at, rounds, level_at if rounds else None, recalled)

    step = plan(facts(climb, paged), now)

    assert now < step.wake_at <= now + minutes(30)
    assert step.climb.level >= climb.level
    assert len({page.person for page in step.pages}) == len(step.pages)


@given(silence=st.lists(st.floats(min_value=0.1, max_value=90), min_size=1, max_size=60))
def test_nobody_answers_and_the_paging_never_ends(silence: list[float]) -> None:
    """However late the worker looks, each round of the last resort reaches everyone."""
    known, now, told_at = facts(), T0, {}
    for late in silence:
        step = plan(known, now)
        paged = dict(known.paged)
        for page in step.pages:
            told_at[page.person] = now
            before = paged.get(page.person)
            paged[page.person] = Paged(
                first_at=before.first_at if before else now,
                last_at=now if page.sms else (before.last_at if before else now),
                rung_at=now if page.ring else (before.rung_at if before else None),
            )
        known = replace(known, climb=step.climb, paged=paged)
        now = max(step.wake_at, now + minutes(late))

    assert now - told_at["mette"] <= minutes(30 + 90)
    if now - T0 > minutes(12 + 90):
        assert set(told_at) == set(CREW["everyone"])


def test_plan_is_a_value() -> None:
    assert plan(facts(), T0) == Plan((text("mette"),), Climb(0, T0), at(1))


@pytest.mark.parametrize(
    ("told", "since", "tells"),
    [
        (Told(), 9, False),
        (Told(), 10, True),
        (Told(1, at(10)), 39, False),
        (Told(1, at(10)), 40, True),
        (Told(2, at(40)), 100, True),
        (Told(3, at(100)), 159, False),  # the last span repeats
        (Told(3, at(100)), 160, True),
        (Told(1, at(10)), 600, True),  # after a standstill once, not for each that was missed
        (Told(8, at(400)), 6000, False),  # eight texts at most
    ],
)
def test_the_merchant_hears_while_nobody_answers(told: Told, since: float, tells: bool) -> None:
    ladder = replace(LADDER, update_reporter=(minutes(10), minutes(30), minutes(60)))
    known = replace(facts(RESORT, ladder=ladder), told=told)

    step = plan(known, at(since))

    assert step.tell_merchant is tells


def test_the_ladder_starts_again_one_level_on() -> None:
    assert again(LADDER, FIRST, "mette", at(50), wait=True) == Climb(1, at(52), recalled="mette")
    assert again(LADDER, SECOND, "mette", at(50), wait=False) == Climb(2, at(50), recalled="mette")
    assert again(LADDER, RESORT, None, at(50), wait=False) == Climb(2, at(50))
