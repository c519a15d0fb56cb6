"""What an engineer puts off, asks or leaves to a colleague is neither taken nor closed."""

import pytest

from relay.core.incident import State
from tests.world import Phone, World


def paged(world: World) -> Phone:
    """A merchant texted; the phone of who was paged, its page read."""
    world.report()
    world.merchant.skips()
    return world.phone("mette").skips()


@pytest.mark.parametrize(
    "words", ["løst, lars tager den", "done, lars has it", "løst, lars ser på det"]
)
def test_what_a_colleague_is_said_to_have_is_not_closed(world: World, words: str) -> None:
    mette = paged(world)

    mette.replies(f"{mette.code()} {words}")

    mette.expects("Tager du 1001?")
    assert world.incident().state is State.OPEN


@pytest.mark.parametrize(
    "words", ["løst af lars", "fixed, lars restarted it", "løst, lars sagde dns"]
)
def test_what_a_colleague_has_mended_is_closed(world: World, words: str) -> None:
    mette = paged(world)

    mette.replies(f"{mette.code()} {words}")

    mette.expects("1001 er lukket")
    world.merchant.expects("1001 er løst")


PUT_OFF = """ok i morgen|on it tomorrow|kigger på det i morgen tidlig|ok senere|ringer i morgen
tager den senere|tager den måske|ok maybe|ok godnat|ok fint lad mig sove|jag tar den imorgon
😴|ok 💤|ja 🛌|looking at it first thing tomorrow|ok, first thing in the morning|ok morgen
übernehme ich morgen|ok schaue morgen|ok på mandag|ok, on monday|ok næste uge
tager den efter weekenden|tager den når jeg vågner|ok men jeg sover|ok im asleep
ringer dem i morgen|ok jeg tager den måske senere|ok on måndag|ok når jeg er vågen"""
TAKEN_NOW = """ok, sender rapport i morgen|på den, kunden kan ringes op senere
tager den nu, maybe dns|ok den er måske hos os|ok, op nu|ok ringer nu|ok, ringer om 5 min
ok god morgen|på den, ringer dem i morgen|ok, kunden sover|ok i was asleep, on it now"""


@pytest.mark.parametrize("words", PUT_OFF.replace("\n", "|").split("|"))
def test_what_is_put_off_is_not_taken_and_the_paging_goes_on(world: World, words: str) -> None:
    mette = paged(world)

    mette.replies(f"{mette.code()} {words}")

    mette.expects("Tager du 1001?")
    assert world.incident().state is State.OPEN
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")


@pytest.mark.parametrize("words", TAKEN_NOW.replace("\n", "|").split("|"))
def test_what_is_done_later_besides_is_taken_now(world: World, words: str) -> None:
    mette = paged(world)

    mette.replies(f"{mette.code()} {words}")

    mette.expects("Du har 1001")
    world.merchant.expects("Mette Holm")


def test_a_bare_ok_of_somebody_asleep_takes_nothing(world: World) -> None:
    world.report()
    world.merchant.skips()
    world.advance(seconds=30)
    mette = world.phone("mette").skips()

    mette.replies("ok 😴")

    mette.expects("kunne ikke forstås. Intet er ændret")
    assert world.incident().state is State.OPEN
