"""Several calls to one phone: one rings, the others wait until it ended, and none is left out."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from relay.core.message import Channel, Kind, MessageState
from relay.emulator.records import Call
from relay.store import outbox
from relay.store.models import Message
from relay.store.outbox import Draft
from tests.world import World

CREW = ("mette", "lars", "aisha", "karen")


def two_shops(world: World) -> None:
    """Mette is paged for two shops; her calls about them are due in the same half minute."""
    for number in range(2):
        world.report(f"Jonas, butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
    world.advance(minutes=3, seconds=45)


def on_the_line(world: World, key: str) -> list[Call]:
    return [one for one in world.phone(key).calls() if not one.is_over]


def everybody_skips(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def test_a_phone_is_rung_by_one_call_at_a_time(world: World) -> None:
    two_shops(world)

    most = 0
    for _ in range(90):
        world.advance(seconds=1)
        most = max(most, len(on_the_line(world, "mette")))

    assert most == 1
    assert len(world.phone("mette").calls()) == 2
    assert world.happened(1001).count("rung") == world.happened(1002).count("rung") == 1
    everybody_skips(world)


def test_the_other_one_rings_when_the_first_was_taken(world: World) -> None:
    two_shops(world)
    world.advance(seconds=20)
    mette = world.phone("mette")
    assert "Sag 1 0 0 1" in mette.picks_up()
    code = next(one.body for one in mette.shown if "1001" in one.body).split(" = ")[0].split()[-1]

    mette.presses(code)
    world.advance(seconds=10)

    assert world.incident(1001).holder == "mette"
    assert "Sag 1 0 0 2" in mette.picks_up()
    everybody_skips(world)


def test_a_call_of_which_nothing_is_heard_holds_the_next_one_up_for_two_minutes(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"voice_after_minutes: 4": "voice_after_minutes: 0"})

    def ring(session: Session) -> None:
        draft = Draft(Kind.NOTICE, world.phone("mette").number, "ring", Channel.VOICE)
        silent = session.get_one(Message, outbox.put(session, draft, world.clock.now()))
        silent.state, silent.sent_at, silent.tries = MessageState.SENT, world.clock.now(), 1

    world.relay.database.write(ring)
    world.report()
    world.advance(minutes=1, seconds=50)
    assert world.phone("mette").calls() == []

    world.advance(seconds=15)

    assert on_the_line(world, "mette")
    assert world.clock.now() - world.incident().opened_at <= timedelta(minutes=2, seconds=10)
    everybody_skips(world)


def test_calls_about_others_that_nobody_answers_bring_the_next_level_too(world: World) -> None:
    """Whoever is only rung is rung for many, one after the other: none waits for its own two."""
    world.phone("mette").texts("STOP")
    for number in range(4):
        world.report(f"butik{number}.dk er hacket, 20304050", f"+45203040{number:02}")

    world.advance(minutes=3)

    for number in range(1001, 1005):
        assert "climbed" in world.happened(number), number
    everybody_skips(world)
