"""In the morning the managers get one text, if there is anything to tell."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from relay import summary
from relay.store import counters
from tests.story.storm import code_of_lead, storm
from tests.world import World

MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)  # 07.30 in Copenhagen


def at(world: World, when: datetime) -> None:
    """The clock shows this, and two workers have looked; nobody looked in the hours before."""
    hush(world)
    world.clock.advance(max(when - world.clock.now() - timedelta(minutes=1), timedelta(0)))
    world.advance(seconds=(when - world.clock.now()).total_seconds())
    hush(world)
    for _ in range(2):
        summary.send(world.relay)
    world.advance(seconds=3)


def hush(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def taken(world: World, *, then: str = "") -> None:
    mette = world.phone("mette")
    mette.replies(mette.code())
    if then:
        mette.replies(f"{mette.code()} {then}")


def test_a_quiet_night_is_not_told_of(world: World) -> None:
    world.report("Hej, hvordan ændrer jeg min fragt?")  # which paged nobody

    at(world, MORNING)

    assert world.phone("karen").unread == []


def test_the_night_is_told_once_to_each_manager(world: World) -> None:
    world.report()
    taken(world, then="ringet")
    taken(world, then="løst")

    at(world, MORNING - timedelta(minutes=1))
    assert world.phone("karen").unread == []
    at(world, MORNING)

    said = world.phone("karen").expects("Kald siden i går kl. 07.30 (1): 1001 lampehuset dk.")
    assert "Ikke" not in said
    at(world, MORNING + timedelta(hours=1))
    assert world.phone("karen").unread == []
    assert world.phone("mette").unread == []


def test_what_is_not_closed_and_who_was_not_called_is_said(world: World) -> None:
    world.report()
    taken(world, then="løst")  # nobody says that the merchant was called
    world.report("Ingrid, tehuset.se, sidan är nere", "+46701740605")

    at(world, MORNING)

    world.phone("karen").expects(
        "Kald siden i går kl. 07.30 (2): 1001 lampehuset dk, 1002 tehuset se.",
        "Ikke lukket (1): 1002 tehuset se.",
        "Ikke ringet op (1): 1001 lampehuset dk.",
    )
    hush(world)


def test_what_stays_open_is_told_every_morning_until_it_is_closed(world: World) -> None:
    world.report()
    at(world, MORNING)
    world.phone("karen").expects("Kald siden i går kl. 07.30 (1)")
    hush(world)

    at(world, MORNING + timedelta(days=2))

    said = next(one for one in world.phone("karen").unread if "Ikke lukket" in one)
    assert "Kald siden" not in said
    hush(world)
    code = world.phone("mette").code()
    world.phone("mette").replies(f"{code} løst")
    at(world, MORNING + timedelta(days=3))
    assert world.phone("karen").unread == []


@pytest.mark.parametrize(("hours", "told"), [(3, True), (5, False)])
def test_a_morning_that_was_missed_is_made_up_for_while_it_is_morning(
    world: World, hours: int, told: bool
) -> None:
    world.report()
    taken(world, then="løst")

    at(world, MORNING + timedelta(hours=hours))

    assert bool(world.phone("karen").unread) is told
    hush(world)


def test_a_manager_reads_it_in_their_language_and_many_are_counted(
    make_world: Callable[..., World],
) -> None:
    world = make_world(
        {
            "storm: [3, 10]": "storm: [1000, 10]",
            "phone: +4520123459\n    language: da": "phone: +4520123459\n    language: de",
            'summary_at: "07.30"': 'summary_at: "06.15"',
        }
    )
    for shop in range(6):
        world.report(f"butik{shop}.dk er nede", f"+4520305{shop:03}")

    at(world, MORNING - timedelta(minutes=75))

    said = [
        one
        for one in world.phone("karen").unread
        if "Alarmiert seit gestern, 06.15 Uhr (6):" in one
    ]
    assert len(said) == 1
    assert "1004 butik3 dk, ..." in said[0]
    assert "1005" not in said[0]
    hush(world)


def test_a_clock_that_once_ran_ahead_costs_no_morning(world: World) -> None:
    ahead = world.clock.now() + timedelta(days=400)
    world.relay.database.write(partial(counters.take_turn, name="summary", now=ahead, before=ahead))
    world.report()
    taken(world, then="løst")

    at(world, MORNING)

    world.phone("karen").expects("Kald siden i går kl. 07.30 (1): 1001 lampehuset dk.")
    assert world.phone("karen").unread == []


def test_a_promise_that_was_broken_and_kept_in_the_end_is_told(world: World) -> None:
    world.report()
    taken(world)
    hush(world)
    world.advance(minutes=21)
    taken(world, then="ringet")
    taken(world, then="løst")

    at(world, MORNING)

    world.phone("karen").expects(
        "Kald siden i går kl. 07.30 (1)", "Ikke ringet op (1): 1001 lampehuset dk."
    )


def test_the_shops_of_an_outage_whose_lead_was_called_are_not_counted(world: World) -> None:
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    for words in ("", " ringet", " løst"):
        mette.replies(f"{code}{words}")

    at(world, MORNING)

    said = world.phone("karen").expects(
        "Kald siden i går kl. 07.30 (4)", "Ikke lukket (1): 1002 butik1 dk"
    )
    assert "Ikke ringet" not in said


def test_what_was_opened_again_in_the_night_is_told(world: World) -> None:
    world.report()
    taken(world, then="ringet")
    taken(world, then="løst")
    at(world, MORNING)
    hush(world)
    world.advance(hours=17)
    world.merchant.texts("den er nede igen, hjælp")
    taken(world, then="løst")

    at(world, MORNING + timedelta(days=1))

    world.phone("karen").expects(
        "Kald siden i går kl. 07.30 (1): 1001 lampehuset dk.", "Ikke ringet op (1)"
    )


@pytest.mark.parametrize(
    "said",
    [
        ["ringet", "løst", None, "løst"],  # and opened again by its merchant
        ["løst", "ringet"],  # told of afterwards
        ["løst", "ringet", "fortryd", "ringet"],
    ],
)
def test_a_call_in_the_same_night_counts(world: World, said: list[str | None]) -> None:
    world.report()
    for words in said:
        if words is None:
            world.merchant.texts("stadig nede")
        else:
            taken(world, then=words)
        world.advance(minutes=1)

    at(world, MORNING)

    assert "Ikke ringet" not in world.phone("karen").expects("Kald siden i går kl. 07.30 (1)")


def test_a_call_that_was_taken_back_does_not_count(world: World) -> None:
    world.report()
    for words in ("løst", "ringet", "fortryd"):
        taken(world, then=words)

    at(world, MORNING)

    world.phone("karen").expects("Ikke ringet op (1): 1001 lampehuset dk.")


def test_whoever_left_no_number_cannot_have_been_called(world: World) -> None:
    world.report("lampehuset.dk er nede", "LAMPEHUSET")
    taken(world, then="løst")

    at(world, MORNING)

    assert "Ikke ringet" not in world.phone("karen").expects("Kald siden i går kl. 07.30 (1)")
