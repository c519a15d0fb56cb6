"""What stories of merchants who write again begin with."""

from relay.core.incident import State
from tests.world import MERCHANT, World

CREW = ("mette", "lars", "aisha", "karen")


def everybody_skips(world: World, *others: str) -> None:
    for key in (*CREW, MERCHANT, *others):
        world.phone(key).skips()


def close(world: World) -> None:
    """Mette takes the merchant's incident and closes it."""
    world.report()
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)
    assert world.incident().state is State.CLOSED


def close_one_of_two(world: World) -> None:
    """Mette closes the first incident of a merchant while the second waits."""
    world.report()
    code = world.phone("mette").code()
    world.report("Jonas, elbutikken.dk, hele siden er nede siden 03, 20304050")
    world.phone("mette").replies(f"{code} løst")
    everybody_skips(world)
