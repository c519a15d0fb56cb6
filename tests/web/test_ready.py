"""What a process that answers requests has done before the first one."""

from relay.app import create_app
from relay.core.reading import seldom
from tests.world import World


def test_no_text_waits_for_a_pattern_to_be_made(world: World) -> None:
    for one in seldom._EVERY:
        vars(one).pop("made", None)
    create_app(world.relay, world.minder)
    assert seldom._EVERY
    assert all("made" in vars(one) for one in seldom._EVERY)
