"""Whether the carrier took a message is not known: it is looked up, or sent again."""

from datetime import timedelta
from typing import NoReturn

import pytest

from relay import outbox
from relay.core.delivery import DOUBT, Standing
from relay.core.message import Kind, MessageState
from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Unreachable
from relay.store import carriers
from relay.store import outbox as kept
from relay.store.outbox import Draft
from tests.provider import Provider
from tests.story.outgoing import Behind, Between, calm, messages, page
from tests.world import World


def test_a_lost_answer_is_explained_by_the_list_when_no_status_comes(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, phone=mette.number, how=Loss.HANG, times=1))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    assert page(world).state is MessageState.UNKNOWN

    world.advance(seconds=DOUBT.total_seconds() + 5)

    assert len(mette.shown) == 1
    assert page(world).state in (MessageState.SENT, MessageState.DELIVERED)
    calm(world)


@pytest.mark.parametrize("seconds", [3, 55])
def test_a_lost_answer_is_found_though_the_carriers_clock_is_behind(
    world: World, seconds: int
) -> None:
    world.gateway = Behind(world.gateway, timedelta(seconds=seconds))
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, how=Loss.HANG))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()

    world.advance(seconds=DOUBT.total_seconds() + 15)

    assert len(world.phone("mette").shown) == 1
    assert len(world.merchant.shown) == 1
    calm(world)


def test_a_message_the_carrier_does_not_have_is_sent_again(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.DROP, phone=mette.number, how=Loss.RESET, times=1))
    world.report()
    assert mette.shown == []

    world.advance(seconds=DOUBT.total_seconds() + 5)

    mette.expects("1001 lampehuset dk")
    calm(world)


def test_another_text_of_the_same_words_is_not_taken_for_the_lost_one(world: World) -> None:
    draft, now = Draft(Kind.RECEIPT, world.merchant.number, "Sag 1001."), world.clock.now()
    for _ in range(2):
        world.relay.database.write(lambda session: kept.put(session, draft, now))
    world.carrier.faults.add(Fault(Trouble.DROP, times=1))

    world.advance(seconds=DOUBT.total_seconds() + 10)

    assert world.merchant.unread == ["Sag 1001."] * 2
    calm(world)


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (Trouble.LOSE_ANSWER, MessageState.DELIVERED),
        (Trouble.DROP, MessageState.DROPPED),
    ],
)
def test_a_page_in_doubt_that_nobody_needs_is_looked_up_and_never_sent(
    world: World, trouble: Trouble, state: MessageState
) -> None:
    """The log says of a page on the handset that it was sent, also when it was answered first."""
    mette, lars = world.phone("mette"), world.phone("lars")
    world.report()
    world.advance(minutes=5, seconds=50)
    world.carrier.faults.add(Fault(trouble, phone=lars.number, times=1))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER, phone=lars.number))
    world.advance(seconds=12)
    mette.replies(mette.code())
    world.carrier.faults.add(Fault(Trouble.OUTAGE, times=3))

    world.advance(minutes=5)

    pages = [one for one in lars.shown if "= jeg tager den" in one.body]
    assert len(pages) == (trouble is Trouble.LOSE_ANSWER)
    assert [one.state for one in messages(world, Kind.PAGE) if one.person == "lars"] == [state]
    calm(world)


def test_a_text_found_by_the_list_still_fails_by_its_own_status(world: World) -> None:
    """Its callbacks bear the id of the attempt whose answer was lost."""
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, phone=mette.number, times=1))
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=mette.number, seconds=50, times=1))
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, times=1))
    world.report()

    world.advance(seconds=60)

    assert page(world).state is MessageState.UNDELIVERED
    assert mette.calls()
    calm(world)


def test_news_in_doubt_for_too_long_is_let_be(world: World) -> None:
    world.report()
    world.advance(seconds=10)
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette.replies(f"{mette.code()} ringet")

    world.advance(minutes=100)

    stale = [one for one in messages(world) if one.kind in (Kind.REPLY, Kind.UPDATE)]
    assert {one.state for one in stale} == {MessageState.FAILED}
    calm(world)


class Unread(Between):
    """A carrier that sends, and whose list cannot be read."""

    def list(self, **_: object) -> NoReturn:
        raise Unreachable("503")


def test_a_page_is_rather_sent_twice_than_held_back_and_a_receipt_waits(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.DROP, times=2))
    world.report()
    assert world.phone("mette").shown == world.merchant.shown == []
    good, world.gateway = world.gateway, Unread(world.gateway)

    world.advance(seconds=DOUBT.total_seconds() + 10)

    world.phone("mette").expects("1001 lampehuset dk")
    assert world.merchant.shown == []
    world.gateway = good
    world.advance(seconds=DOUBT.total_seconds() + 10)
    world.merchant.expects("Sag 1001")
    calm(world)


def test_a_page_in_doubt_goes_by_the_second_path_while_the_carrier_is_out_of_use(
    backed: World, other: Provider
) -> None:
    mette = backed.phone("mette")
    backed.carrier.faults.add(Fault(Trouble.DROP, phone=mette.number, times=1))
    backed.report()
    assert page(backed).state is MessageState.UNKNOWN
    now = backed.clock.now()
    # As another worker would have it that ended before it had copied what waits.
    down = Standing(failures=3, failing_since=now, failed_at=now, down_since=now)
    backed.relay.database.write(lambda session: carriers.change(carriers.hold(session), down))

    backed.advance(seconds=DOUBT.total_seconds() + 5)

    assert any("1001 lampehuset dk" in told for told in other.told(mette.number))
    calm(backed)


def test_a_page_in_doubt_for_a_minute_goes_by_the_second_path_as_well(
    backed: World, other: Provider
) -> None:
    """Though the escalation, which would see to it too, stands still."""
    mette = backed.phone("mette")
    backed.carrier.faults.add(Fault(Trouble.DROP, phone=mette.number))
    backed.report()
    for _ in range(2):
        assert other.asked == []
        backed.clock.advance(DOUBT + timedelta(seconds=1))
        outbox.deliver(backed.relay, backed.gateway, backed.second)

    assert any("1001 lampehuset dk" in told for told in other.told(mette.number))
    assert not backed.relay.database.read(carriers.standing).is_down
    backed.carrier.faults.clear()
    backed.advance(seconds=5)
    calm(backed)
