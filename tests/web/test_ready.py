"""What a process that answers requests has done before the first one."""

from relay.app import create_app
from relay.core.reading import pattern
from tests.world import World


def test_no_text_waits_for_a_pattern_to_be_made(world: World) -> None:
    for one in pattern._EVERY:
        vars(one).pop("made", None)
    create_app(world.relay, world.minder)
    assert pattern._EVERY
    assert all("made" in vars(one) for one in pattern._EVERY)
