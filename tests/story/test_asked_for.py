"""Callbacks that never come: the carrier is asked what became of a message."""

from datetime import timedelta

import pytest

from relay import outbox
from relay.core.delivery import STILL
from relay.core.message import Channel, MessageState
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Outcome, Unknown
from tests.story.outgoing import Between, Counting, calm, messages, page, receipt, sent_texts
from tests.story.test_at_once import at_once
from tests.world import World


def test_a_status_nobody_told_is_asked_for(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    world.advance(seconds=50)
    assert page(world).state is MessageState.SENT

    world.advance(seconds=20)

    assert page(world).state is MessageState.DELIVERED
    assert receipt(world).state is MessageState.DELIVERED
    assert page(world).ask_at is None
    calm(world)


def test_a_failure_nobody_told_is_asked_for_and_acted_on(world: World) -> None:
    """Its code decides as a callback's would: a receipt is sent again."""
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, times=2, code=30003))
    world.report()

    world.advance(seconds=70)

    assert page(world).state is MessageState.UNDELIVERED
    assert "failed" in world.happened()
    assert receipt(world).state is MessageState.WAITING
    assert world.phone("mette").calls()
    calm(world)


def test_a_call_nobody_told_of_is_asked_for(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.report()
    world.advance(minutes=3, seconds=50)
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.advance(minutes=2)

    calls = [one for one in messages(world) if one.channel is Channel.VOICE]
    assert calls[0].state is MessageState.UNDELIVERED
    assert calls[0].status == "no-answer"
    told = [one for one in caplog.records if one.getMessage().endswith("failed: no-answer")]
    assert {one.levelname for one in told} == {"WARNING"}
    calm(world)


def test_a_text_the_carrier_knows_nothing_of_counts_as_not_delivered(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    world.advance(seconds=20)
    (text,) = [one for one in world.carrier.texts.all() if one.to == mette.number]
    mette.skips()
    world.carrier.texts.delete(text.sid)

    world.advance(seconds=50)

    assert page(world).state is MessageState.UNDELIVERED
    assert mette.calls()
    mette._read = 0
    calm(world)


def test_a_carrier_that_cannot_be_asked_is_asked_later(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    world.advance(seconds=50)
    world.carrier.faults.add(Fault(Trouble.OUTAGE, times=2))

    world.advance(minutes=4)

    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_what_has_an_end_is_not_asked_for(world: World) -> None:
    world.gateway = carrier = Counting(world.gateway)
    world.report()
    world.advance(minutes=3)

    assert carrier.asked == []
    calm(world)


def test_each_message_is_asked_for_once_however_many_workers_ask(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    for number in range(2):  # fewer than a storm
        world.carrier.text(f"+45203040{number:02}", f"butik{number}.dk er nede")
    for _ in range(8):
        world.carrier.tick()
        outbox.deliver(world.relay, world.gateway)
        world.clock.advance(timedelta(seconds=1))
    world.clock.advance(STILL)
    carrier = Counting(world.gateway)

    at_once(*[lambda: outbox.ask(world.relay, carrier)] * 4)

    assert sorted(carrier.asked) == sorted(text.sid for text in sent_texts(world))
    assert len(carrier.asked) == 4
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def test_a_status_that_does_not_move_is_asked_for_less_and_less_often(world: World) -> None:
    world.gateway = carrier = Counting(world.gateway)
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=world.merchant.number, seconds=13_000))
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")

    world.advance(hours=3)

    assert 5 <= len(carrier.asked) <= 24
    world.carrier.faults.clear()
    world.advance(hours=1)
    calm(world)


def test_a_doubt_is_written_as_one(world: World) -> None:
    class Silent(Between):
        def send(self, *_: object, **__: object) -> Outcome:
            return Unknown("no answer in time")

    world.gateway = Silent(world.gateway)
    world.report()

    assert page(world).state is MessageState.UNKNOWN
    assert page(world).error == "no answer in time"
    calm(world)
