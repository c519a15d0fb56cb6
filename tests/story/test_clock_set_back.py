"""The clock is set back, before the worker's eyes or while it is down: nobody waits for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from relay import pager
from relay.emulator.faults import Fault, Trouble
from relay.store.questions import of_incident
from tests.world import MERCHANT, World

CREW = ("mette", "lars", "aisha", "karen")


def set_back(world: World, **span: float) -> None:
    """By hours, while nothing runs: what lies in the future by then counts as now."""
    world.seen = None
    world.clock.move_to(world.clock.now() - timedelta(**span))
    for key in CREW:
        world.phone(key).skips()
    world.merchant.skips()


def calm(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def rung(world: World, key: str) -> int:
    return len(world.phone(key).calls())


def test_everyone_is_rung_again_in_the_next_round(world: World) -> None:
    world.report()
    world.advance(minutes=40)
    set_back(world, hours=12)
    before = {key: rung(world, key) for key in CREW}

    world.advance(minutes=31)

    for key in CREW:
        assert world.phone(key).unread, key
        assert rung(world, key) > before[key], key
        world.phone(key).skips()


def test_a_page_tells_how_long_nobody_has_it_since_then(world: World) -> None:
    world.report()
    world.advance(minutes=11)
    set_back(world, hours=5)

    world.advance(minutes=21)

    assert "efter 30 min" in world.phone("mette").unread[-1]
    for key in CREW:
        world.phone(key).skips()


def test_the_merchant_hears_that_we_are_still_trying(world: World) -> None:
    world.report()
    world.advance(minutes=11)  # told once
    set_back(world, hours=5)

    world.advance(minutes=31)

    world.merchant.expects("Vi kalder stadig vagten til sag 1001. Ingen har svaret i 40 min")
    for key in CREW:
        world.phone(key).skips()


def test_whoever_has_it_is_asked_as_if_they_took_it_then(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(minutes=1)
    set_back(world, hours=5)

    world.advance(minutes=46)  # it is looked at by half an hour from then at the latest

    mette.expects("Har du ringet om 1001")
    mette.skips()
    world.advance(minutes=6)
    assert "lapsed" in world.happened()
    for key in CREW:
        world.phone(key).skips()
    world.merchant.skips()


def test_lists_are_no_more_than_before(make_world: Callable[..., World]) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})
    shops = [f"+45203040{number:02}" for number in range(8)]
    for number, shop in enumerate(shops):
        world.report(f"Jonas, butik{number}.dk er nede, 20304050", shop)
    world.advance(minutes=5)
    set_back(world, hours=5)

    world.advance(minutes=17)

    lists = [body for body in world.phone("mette").unread if "8 åbne sager" in body]
    assert 3 <= len(lists) <= 6
    assert rung(world, "mette") >= 4
    for phone in (*CREW, *shops):
        world.phone(phone).skips()


def test_a_text_in_vain_is_followed_by_a_call_though_the_last_one_is_in_the_future(
    world: World,
) -> None:
    mette, lars = world.phone("mette"), world.phone("lars")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number))
    world.report()
    world.advance(seconds=3)  # Mette is rung
    before = rung(world, "mette")

    def set_ahead(session: Session) -> None:
        """As half a minute less on the clock leaves it."""
        (of_mette,) = [one for one in of_incident(session, 1) if one.person == "mette"]
        of_mette.rung_at = world.clock.now() + timedelta(seconds=30)

    world.relay.database.write(set_ahead)
    lars.replies(f"{lars.code()} videre")  # everybody is texted, Mette in vain
    world.advance(seconds=10)

    assert rung(world, "mette") > before
    for key in (*CREW, MERCHANT):
        world.phone(key).skips()


# ---- by minutes, while the worker runs ---------------------------------------------------

BY = [1.5, 3, 5, 12, 29]


def set_back_now(world: World, minutes: float) -> None:
    world.clock.move_to(world.clock.now() - timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", BY)
def test_the_next_reminder_and_the_call_come_at_their_time(world: World, minutes: float) -> None:
    world.report()
    world.advance(minutes=3)
    world.phone("mette").skips()
    set_back_now(world, minutes)

    world.advance(minutes=1)

    world.phone("mette").expects("Påmindelse 2, 4 min: 1001 lampehuset dk")
    assert rung(world, "mette") == 1
    assert world.phone("lars").unread == []  # nor is the next level woken before its time
    world.advance(minutes=2)
    world.phone("lars").expects("1001 lampehuset dk")
    calm(world)


@pytest.mark.parametrize("minutes", BY)
def test_everyone_is_paged_in_the_next_round_at_its_time(world: World, minutes: float) -> None:
    world.report()
    world.advance(minutes=30)
    before = {key: rung(world, key) for key in CREW}
    for key in CREW:
        world.phone(key).skips()
    set_back_now(world, minutes)

    world.advance(minutes=3)

    for key in CREW:
        assert "1001 lampehuset dk" in world.phone(key).unread[0], key
        assert rung(world, key) == before[key] + 1, key
    calm(world)


@pytest.mark.parametrize("minutes", BY)
def test_a_page_that_is_not_delivered_is_followed_by_a_call_after_a_minute(
    world: World, minutes: float
) -> None:
    stuck = Fault(Trouble.STUCK, phone=world.phone("mette").number, seconds=3600)
    world.carrier.faults.add(stuck)
    world.report()
    world.advance(seconds=40)
    set_back_now(world, minutes)

    world.advance(seconds=30)

    assert rung(world, "mette") == 1
    calm(world)


@pytest.mark.parametrize("minutes", BY)
def test_whoever_has_it_is_asked_at_the_time(world: World, minutes: float) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(minutes=14)
    mette.skips()
    set_back_now(world, minutes)

    world.advance(minutes=2)
    mette.expects("Har du ringet om 1001")

    set_back_now(world, minutes)
    world.advance(minutes=6)
    assert "lapsed" in world.happened()
    calm(world)


@pytest.mark.parametrize("minutes", BY)
def test_what_waits_is_sent_at_its_time(world: World, minutes: float) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.merchant.texts("Det er i alle browsere")
    world.merchant.texts("Og på mobilen")  # one line in five minutes
    mette.skips()
    set_back_now(world, minutes)

    world.advance(minutes=5)

    assert any("Og på mobilen" in body for body in mette.unread)
    calm(world)


def test_several_workers_that_see_it_move_things_once(world: World) -> None:
    world.report()
    world.advance(minutes=3)
    seen = world.clock.now()
    set_back_now(world, 5)
    wake_at = world.incident().wake_at
    assert wake_at is not None

    for _ in range(3):
        pager.mind_the_clock(world.relay, seen)

    assert world.incident().wake_at == wake_at - timedelta(minutes=5)
    calm(world)


def test_a_worker_that_begins_again_knows_by_its_last_beat(world: World) -> None:
    world.report()
    world.advance(minutes=3)
    pager.beat(world.relay)
    world.seen = None
    set_back_now(world, 5)
    world.phone("mette").skips()

    world.advance(minutes=1)

    world.phone("mette").expects("Påmindelse 2, 4 min: 1001 lampehuset dk")
    calm(world)


def test_a_merchant_hears_of_the_second_closing_too(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")
    world.merchant.texts("Den er stadig nede!")
    calm(world)
    world.clock.move_to(world.clock.now() - timedelta(seconds=30))  # by a time server, say

    mette.replies(f"{mette.code()} løst")
    world.advance(minutes=2)

    world.merchant.expects("Sag 1001 er løst")
    mette.expects("1001 er lukket")
    world.phone("lars").skips()


def test_no_news_of_before_comes_after_what_happened_since(world: World) -> None:
    """What was written by a clock that ran ahead is due later than what followed it."""
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    mette.replies(f"{mette.code()} løst")
    world.advance(minutes=1)
    calm(world)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.merchant.texts("Den er stadig nede!")
    world.clock.move_to(world.clock.now() - timedelta(seconds=30))

    mette.replies(f"{mette.code()} løst")
    world.carrier.faults.clear()
    world.advance(minutes=2)

    assert lars.unread == ["1001 lampehuset dk er lukket af Mette Holm. Du skal ikke gøre noget."]
    calm(world)
