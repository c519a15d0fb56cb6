"""An alarm goes out by a way that is not the broken one."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from relay import outbox as sending
from relay import pager
from relay.emulator.faults import Fault, Trouble
from relay.selfwatch import Auditor, Guard, Hands
from relay.sms.gateway import Gateway, Unreachable
from tests.provider import Provider
from tests.story.test_checkup import CANARY, fly, look
from tests.story.test_corrections import signed_in
from tests.story.test_degraded import arrive, away
from tests.web.test_auth import words
from tests.web.test_carrier import form, post
from tests.world import World

MakeWorld = Callable[..., World]
BROKEN = [Fault(Trouble.OUTAGE), Fault(Trouble.REFUSE, code=20003, status=401)]


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


# ---- the carrier takes texts and delivers none ---------------------------------------------

MUTE = Fault(Trouble.STUCK, seconds=86_400)
NO_VOICE = {"role: manager\n    notify: [sms, voice]": "role: manager\n    notify: [sms]"}


def make_mute(make_world: MakeWorld, *edits: dict[str, str], **variables: str) -> World:
    """A world whose canary has not come back; the managers have just been told."""
    flying = {'canary_to: ""': f'canary_to: "{CANARY}"'}
    for edit in edits:
        flying |= edit
    world = make_world(flying, **variables)
    world.carrier.faults.add(MUTE)
    fly(world, 12)
    return world


def test_a_lost_canary_is_told_by_the_second_provider_and_by_a_call(
    make_world: MakeWorld, other: Provider
) -> None:
    world = make_mute(make_world, BACKUP_CARRIER_URL=other.url)
    karen = world.phone("karen")

    (told,) = other.told(karen.number)

    assert "prøve-SMS er ikke kommet frem på 10 min" in told
    assert len(karen.calls()) == 1
    fly(world, 45)  # it is known
    assert len(other.told(karen.number)) == 1
    assert len(karen.calls()) == 1
    assert karen.shown == []


def test_the_call_says_what_is_wrong_and_is_enough(make_world: MakeWorld) -> None:
    world = make_world({'canary_to: ""': f'canary_to: "{CANARY}"'})
    world.carrier.faults.add(MUTE)
    fly(world, 10)
    look(world)
    karen = world.phone("karen")

    heard = karen.picks_up()

    assert heard.count("prøve-SMS er ikke kommet frem på 10 min") == 2  # said again
    fly(world, 45)
    assert len(karen.calls()) == 1


def test_a_call_that_nobody_takes_is_made_again_every_half_hour(make_world: MakeWorld) -> None:
    world = make_mute(make_world)

    fly(world, 65)

    assert [call.status for call in world.phone("karen").calls()] == ["no-answer"] * 3


def test_a_manager_without_voice_hears_by_their_other_channels(
    make_world: MakeWorld, other: Provider
) -> None:
    with_desk = {
        "role: manager\n    notify: [sms, voice]": "role: manager\n    notify: [sms, '${DESK}']"
    }

    make_mute(make_world, with_desk, DESK=other.channel("desk"))

    (told,) = other.told("desk")
    assert "prøve-SMS" in told


def test_what_no_copy_brings_stays_untold_until_one_does(
    make_world: MakeWorld, other: Provider
) -> None:
    other.status = 500
    world = make_mute(make_world, NO_VOICE, BACKUP_CARRIER_URL=other.url)
    karen = world.phone("karen").number
    fly(world, 5)
    tried = len(other.told(karen))
    assert tried > 1  # the outbox tries again, and gives up
    fly(world, 5)
    assert len(other.told(karen)) == tried
    other.status = 200

    fly(world, 25)
    assert len(other.told(karen)) == tried + 1

    fly(world, 65)
    assert len(other.told(karen)) == tried + 1


@pytest.mark.parametrize("broken", [{"status": "suspended"}, {"owns_number": False}])
def test_an_account_or_number_that_is_lost_is_told_by_every_way(
    backed: World, other: Provider, broken: dict[str, object]
) -> None:
    backed.carrier.faults.add(MUTE)

    look(backed, **broken)

    karen = backed.phone("karen")
    assert len(other.told(karen.number)) == 1
    assert len(karen.calls()) == 1


def test_what_is_no_matter_of_the_carriers_goes_by_text_until_that_fails(
    backed: World, other: Provider
) -> None:
    look(backed, balance=3.0)
    karen = backed.phone("karen")
    karen.expects("3.00 USD")
    fly(backed, 40)
    assert (other.asked, karen.calls()) == ([], [])
    backed.carrier.faults.add(MUTE)
    look(backed, days=[1], balance=2.0)
    assert other.asked == []

    fly(backed, 31)

    assert "2.00 USD" in other.told(karen.number)[0]
    assert karen.calls()


class Dumb:
    """A carrier that does not tell about the account."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def account(self) -> None:
        raise Unreachable("503")

    def __getattr__(self, name: str) -> object:
        return getattr(self._gateway, name)


def test_an_account_that_cannot_be_asked_about_for_an_hour_is_told(
    backed: World, other: Provider
) -> None:
    true, backed.gateway = backed.gateway, cast(Gateway, Dumb(backed.gateway))
    fly(backed, 58)
    assert other.asked == []  # a hiccup

    fly(backed, 4)

    karen = backed.phone("karen")
    assert "ikke svaret på, om kontoen er i orden" in other.told(karen.number)[0]
    karen.expects("ikke svaret på")
    backed.gateway = true
    fly(backed, 40)
    assert len(other.told(karen.number)) == 1
    assert "om kontoen er i orden" not in words(signed_in(backed).get("/incidents"))
