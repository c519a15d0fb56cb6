"""People who have more than a phone: chat and mail go with the call, or in its place."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from relay.core.message import Channel, MessageState
from relay.emulator.faults import Fault, Trouble
from relay.store.models import Message
from tests.provider import Provider
from tests.world import World


@pytest.fixture
def world(make_world: Callable[..., World], other: Provider) -> World:
    """A world in which Mette has a desk besides her phone."""
    old = "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    old += "    role: engineer                 # engineer or manager\n    notify: [sms, voice]"
    new = "language: da\n    role: engineer\n    notify: [sms, voice, '${METTES_DESK}']"
    return make_world({old: new}, METTES_DESK=other.channel("desk"))


def test_chat_goes_with_the_first_call(world: World, other: Provider) -> None:
    world.report()
    world.advance(minutes=3, seconds=50)
    assert other.told("desk") == []

    world.advance(seconds=15)

    (told,) = other.told("desk")
    assert "1001 lampehuset dk" in told
    assert "Svar til +4529701595" in told  # a chat cannot be answered
    assert "other" in world.happened()
    world.phone("mette").skips()
    world.merchant.skips()


def test_a_call_that_did_not_get_through_brings_chat_forward(world: World, other: Provider) -> None:
    number = world.phone("mette").number
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30003))
    world.report()

    world.advance(seconds=10)

    assert other.told("desk")
    world.phone("lars").expects("1001")  # Mette's phone takes neither text nor call
    world.merchant.skips()


def test_a_chat_that_takes_nothing_holds_nothing_up(world: World, other: Provider) -> None:
    other.status = 500
    world.report()
    world.advance(minutes=6, seconds=10)

    world.phone("lars").expects("1001 lampehuset dk")
    states = world.relay.database.read(
        lambda session: session.scalars(
            select(Message.state).where(Message.channel == Channel.OTHER)
        ).all()
    )
    assert set(states) <= {MessageState.FAILED, MessageState.WAITING, MessageState.DROPPED}
    assert states
    world.phone("mette").skips()
    world.merchant.skips()


def test_whoever_wrote_stop_is_answered_by_chat(world: World, other: Provider) -> None:
    mette = world.phone("mette")
    world.report()
    mette.texts("STOP")
    world.advance(seconds=10)
    for key in ("mette", "lars", "karen"):
        world.phone(key).skips()

    mette.texts(mette.code())

    assert any("Du har 1001 lampehuset dk. Ring til Jonas" in words for words in other.told("desk"))
    assert world.incident().holder == "mette"
    world.phone("lars").skips()
    world.merchant.skips()
