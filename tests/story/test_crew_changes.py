"""The crew changes while an incident is open: who leaves it, who stands in, who swaps a shift."""

from collections.abc import Callable

import pytest

from relay.core.incident import State
from tests.story.holding import taken
from tests.world import World


@pytest.fixture
def without_mette(make_world: Callable[..., World]) -> World:
    """A world in which Mette has taken the incident and then left the file."""
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    taken(world)
    file = (world.relay.settings.environment.config / "oncall.yaml").read_text("utf-8")
    entry = file[file.index("  mette:") : file.index("  lars:")]
    world.edit("oncall.yaml", entry, "")
    world.edit("oncall.yaml", "[mette, lars, aisha]", "[lars, aisha]")
    world.edit("oncall.yaml", "[lars, aisha, mette]", "[aisha, lars]")
    world.advance(seconds=5)  # the worker's next round
    world.advance(seconds=5)
    return world


def test_a_holder_who_leaves_the_file_counts_as_pass(without_mette: World) -> None:
    world = without_mette

    assert world.incident().state is State.OPEN
    assert [key for key in ("lars", "aisha") if world.phone(key).unread] == ["lars", "aisha"]
    world.phone("lars").expects("1001 lampehuset dk")
    world.phone("aisha").expects("1001 lampehuset dk")
    world.merchant.expects("Ingen har sag 1001 lige nu")
    former = world.phone("+4520123456")
    assert former.unread[-1].startswith("Du står ikke længere på vagtlisten, så andre bliver kaldt")
    former.skips()


def test_somebody_who_left_is_no_merchant_for_three_days(without_mette: World) -> None:
    world = without_mette
    for key in ("lars", "aisha"):
        world.phone(key).skips()
    world.merchant.skips()
    former = world.phone("+4520123456").skips()

    former.replies(f"{former.code()} løst")

    former.expects("ikke længere på vagtlisten")
    assert world.incident().state is State.OPEN
    world.phone("lars").replies(f"{world.phone('lars').code()} løst")
    world.advance(hours=73)
    for key in ("lars", "aisha", "karen"):
        world.phone(key).skips()
    world.merchant.skips()
    former.texts("Min webshop mette.dk er nede")
    former.expects("Vi har modtaget din besked. Sag 1002")
    for key in ("lars", "aisha"):
        world.phone(key).skips()


def edited(world: World, *edits: tuple[str, str]) -> None:
    """The people on call are edited while an incident is open; the worker has come round since."""
    world.report()
    world.phone("mette").skips()
    world.merchant.skips()
    world.advance(seconds=30)
    for old, new in edits:
        world.edit("oncall.yaml", old, new)
    world.advance(seconds=5)
    world.advance(seconds=5)


def test_whoever_stands_in_for_somebody_who_left_is_paged_at_once(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    file = (world.relay.settings.environment.config / "oncall.yaml").read_text("utf-8")

    edited(
        world,
        (file[file.index("  mette:") : file.index("  lars:")], ""),
        ("[mette, lars, aisha]", "[lars, aisha]"),
        ("[lars, aisha, mette]", "[aisha, lars]"),
    )

    on_duty = [key for key in ("lars", "aisha") if world.phone(key).unread]
    assert len(on_duty) == 1
    world.phone(on_duty[0]).expects("1001 lampehuset dk")


def test_whoever_swaps_a_shift_while_it_is_open_is_paged_at_once(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})

    edited(world, ("[mette, lars, aisha]", "[aisha, lars, mette]"))

    world.phone("aisha").expects("1001 lampehuset dk")
    assert world.phone("mette").unread == []  # nobody is reminded before it is time
