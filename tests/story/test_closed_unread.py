"""Whoever closes an incident learns what they had not heard of it: a shop that joined, words."""

from relay.emulator.faults import Fault, Trouble
from tests.story.storm import everybody_skips
from tests.world import World


def test_whoever_closes_an_outage_hears_of_a_shop_that_joined_just_before(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} ringet")
    world.report("Bo, bosbutik.dk er helt nede, ring 20304111", "+4520304111")
    everybody_skips(world)

    world.carrier.text("+4520304122", "Ida, idas.dk er helt nede, ring 20304122")
    mette.replies(f"{code} løst")
    world.advance(minutes=6)

    assert any("idas" in text for text in mette.unread)
    everybody_skips(world)


def test_whoever_closes_reads_what_the_merchant_wrote_before(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    world.merchant.texts("tager I den?")
    world.advance(minutes=1)
    world.merchant.texts("nu står der 40 ordrer uden adresse")
    everybody_skips(world)

    mette.replies(f"{code} løst")
    world.advance(minutes=1)

    assert any("40 ordrer" in text for text in mette.unread)
    everybody_skips(world)


def test_break_in_and_another_number_wait_for_no_gap(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.merchant.texts("tager I den?")
    everybody_skips(world)

    world.merchant.texts("haster meget")  # waits
    world.merchant.texts("vi er blevet hacket")
    mette.expects("hacket")
    world.merchant.texts("Forkert nummer, det er 20 99 88 77")
    mette.expects("20 99 88 77")
    everybody_skips(world)


def test_that_it_was_closed_is_not_told_once_it_is_open_again(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    everybody_skips(world)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette.replies(f"{mette.code()} løst")
    world.merchant.texts("nu er admin også nede")
    world.advance(seconds=30)

    world.carrier.faults.clear()
    world.advance(minutes=1)

    assert mette.unread
    assert not [text for text in mette.unread if "er lukket" in text]
    everybody_skips(world)
