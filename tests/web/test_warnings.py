"""What the list says above the incidents while the carrier cannot be used."""

from relay import reconcile
from relay.emulator.faults import Fault, Trouble
from tests.story.test_inbound_down import gone, sign_in
from tests.world import World

DOWN = "Twilio har ikke kunnet bruges siden kl. "
DEAF = "Svar på SMS kommer heller ikke ind"


def shown(world: World) -> str:
    """The list, as somebody in Denmark sees it."""
    return sign_in(world, None).get("/incidents").text


def everybody_skips(world: World) -> None:
    for number in {text.to for text in world.carrier.texts.all()}:
        world.phone(number).skips()


def test_a_carrier_that_works_is_not_spoken_of(world: World) -> None:
    world.report()
    everybody_skips(world)

    assert "Twilio" not in shown(world)


def test_a_carrier_that_is_down_is_told_above_the_list_until_it_works(world: World) -> None:
    world.report()
    world.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))
    world.advance(minutes=3)

    reader = sign_in(world, None)
    told = reader.get("/incidents").text
    assert f"{DOWN}02.42" in told
    assert DEAF not in told

    world.carrier.faults.clear()
    world.advance(minutes=15)
    assert "Twilio" not in reader.get("/incidents").text
    everybody_skips(world)


def test_when_no_answer_comes_in_either_it_says_where_to_take_an_incident(world: World) -> None:
    gone(world, Trouble.SUSPENDED)

    told = shown(world)

    assert DOWN in told
    assert DEAF in told
    reconcile.reconcile(world.relay, world.gateway)
    everybody_skips(world)
