"""An alarm goes out by a way that is not the broken one."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from relay import outbox as sending
from relay import pager
from relay.emulator.faults import Fault, Trouble
from relay.selfwatch import Auditor, Guard, Hands
from tests import provider
from tests.provider import Provider
from tests.story.test_degraded import arrive, away
from tests.web.test_carrier import form, post
from tests.world import World

MakeWorld = Callable[..., World]
BROKEN = [Fault(Trouble.OUTAGE), Fault(Trouble.REFUSE, code=20003, status=401)]


@pytest.fixture
def other() -> Iterator[Provider]:
    with provider.running() as one:
        yield one


@pytest.fixture
def backed(make_world: MakeWorld, other: Provider) -> World:
    """A world with a second provider of texts."""
    return make_world(BACKUP_CARRIER_URL=other.url)


def auditor(world: World) -> Auditor:
    hands = Hands(
        lambda: pager.escalate(world.relay),
        lambda: sending.deliver(world.relay, world.gateway, world.second),
    )
    return Auditor(world.relay, world.gateway, hands, world.second)


def stand_still(world: World) -> None:
    """A part of the worker does not come round."""
    pager.beat(world.relay, {"escalate": world.clock.now() - timedelta(minutes=6)})


@pytest.mark.parametrize("fault", BROKEN, ids=["out of reach", "refused"])
def test_past_the_outbox_when_the_carrier_does_not_take_it(
    backed: World, other: Provider, fault: Fault
) -> None:
    stand_still(backed)
    backed.carrier.faults.add(fault)

    auditor(backed).look()
    auditor(backed).look()

    (alarm,) = other.told(backed.phone("karen").number)
    assert "en del af den står stille" in alarm


def test_by_the_carrier_alone_while_it_works(backed: World, other: Provider) -> None:
    stand_still(backed)

    auditor(backed).look()
    arrive(backed)

    backed.phone("karen").expects("står stille")
    assert other.asked == []


def test_what_goes_by_the_outbox_takes_the_second_path_as_well(
    backed: World, other: Provider
) -> None:
    backed.report()
    backed.phone("mette").skips()
    backed.merchant.skips()
    backed.carrier.faults.add(BROKEN[1])
    backed.advance(minutes=3)
    backed.clock.advance(timedelta(minutes=4))  # nobody takes the next step

    auditor(backed).look()
    backed.advance(seconds=40)

    told = other.told(backed.phone("karen").number)
    assert sum("der bliver ikke kaldt" in one for one in told) == 1


def test_a_web_process_whose_worker_has_ended_has_a_second_path_too(
    backed: World, other: Provider
) -> None:
    pager.beat(backed.relay)
    backed.clock.advance(timedelta(seconds=61))
    backed.carrier.faults.add(BROKEN[1])

    Guard(backed.relay, lambda: backed.gateway, backed.second).look()

    assert "står stille" in other.told(backed.phone("karen").number)[0]


def test_neither_database_nor_carrier_keeps_an_emergency_from_the_managers(
    backed: World, other: Provider, kind: str
) -> None:
    backed.carrier.faults.add(BROKEN[1])
    with away(backed, kind):
        post(backed, form())
        backed.minder.round()
        backed.clock.advance(timedelta(minutes=2))
        backed.minder.round()

    (told,) = other.told(backed.phone("karen").number)
    assert "lampehuset dk" in told


def test_managers_without_a_second_path_are_told_when_the_carrier_is_back(world: World) -> None:
    stand_still(world)
    world.carrier.faults.add(BROKEN[1])
    auditor(world).look()
    world.carrier.faults.clear()

    auditor(world).look()
    arrive(world)

    world.phone("karen").expects("står stille")
