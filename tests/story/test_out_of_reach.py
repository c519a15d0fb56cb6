"""Phones that cannot be reached, empty levels, a standstill: somebody else is woken, at once."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any, cast

import pytest
from sqlalchemy import select

from relay.core.delivery import UP
from relay.core.incident import State
from relay.core.message import Channel
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Refused
from relay.store import carriers
from relay.store.models import Message
from tests import provider
from tests.world import MERCHANT, REPORT, World

CREW = ("mette", "lars", "aisha", "karen")
METTE = (
    "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    "    role: engineer                 # engineer or manager\n    notify: [sms, voice]"
)


def unreachable(world: World, *people: str) -> None:
    """Neither texts nor calls to these people get through."""
    for person in people:
        number = world.phone(person).number
        world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30005))


def test_when_a_text_has_failed_and_a_call_the_next_level_comes_at_once(world: World) -> None:
    """A call that the carrier calls failed cannot be made; one that nobody takes counts half."""
    unreachable(world, "mette")
    world.report()
    world.merchant.skips()
    lars = world.phone("lars")

    world.advance(seconds=5)

    lars.expects("1001 lampehuset dk")
    assert world.happened().count("climbed") == 1


@pytest.mark.parametrize("code", [13224, 21215, 21217])
def test_when_neither_can_be_sent_at_all_the_next_level_comes_at_once(
    world: World, code: int
) -> None:
    mette = world.phone("mette").number
    world.gateway = cast(Any, Refusing(world.gateway, mette, text=21614, call=code))
    world.report()
    world.merchant.skips()

    world.advance(seconds=10)

    world.phone("lars").expects("1001 lampehuset dk")
    assert world.happened().count("climbed") == 1


def test_a_call_that_may_be_made_later_is_no_call_that_cannot_be_made(world: World) -> None:
    mette = world.phone("mette").number
    world.gateway = cast(Any, Refusing(world.gateway, mette, text=21614, call=10004))
    world.report()
    world.merchant.skips()

    world.advance(seconds=30)

    assert world.phone("lars").unread == []


def too_busy(world: World, *people: str) -> None:
    """The carrier takes neither texts nor calls to these people, and says no more than "later"."""
    for person in people:
        number = world.phone(person).number
        world.carrier.faults.add(Fault(Trouble.REFUSE, phone=number, code=20429, status=429))


def test_when_neither_is_taken_for_a_minute_the_next_level_comes_once(world: World) -> None:
    too_busy(world, "mette")
    world.report()
    world.merchant.skips()
    lars = world.phone("lars")

    world.advance(minutes=1, seconds=50)  # the text has had its minute, the call has not
    assert lars.unread == []
    world.advance(seconds=10)
    lars.expects("1001 lampehuset dk")

    world.advance(minutes=5)
    assert world.happened().count("climbed") == 1
    assert world.phone("aisha").unread == []
    lars.skips()


def test_when_no_text_is_taken_of_one_who_has_nothing_else_a_minute_is_enough(
    make_world: Callable[..., World],
) -> None:
    world = make_world({METTE: METTE.replace("[sms, voice]", "[sms]")})
    too_busy(world, "mette")
    world.report()
    world.merchant.skips()

    world.advance(seconds=50)
    assert world.phone("lars").unread == []
    world.advance(seconds=10)

    world.phone("lars").expects("1001 lampehuset dk")


def test_a_phone_that_rings_holds_the_next_level_back_though_no_text_is_taken(
    world: World,
) -> None:
    mette = world.phone("mette").number
    world.gateway = cast(Any, Refusing(world.gateway, mette, text=20429, call=None))
    world.report()
    world.merchant.skips()

    world.advance(minutes=2, seconds=20)

    assert len(world.phone("mette").calls()) == 1
    assert world.phone("lars").unread == []


def test_a_page_that_waits_for_its_turn_rings_and_goes_the_other_way_after_a_minute(
    make_world: Callable[..., World],
) -> None:
    """The number sends one text a minute: nobody has tried the third page by then."""
    with provider.running() as other:
        world = make_world(
            {"messages_per_second: 1 ": "messages_per_second: 0.0167 ", "storm: [3": "storm: [9"},
            BACKUP_CARRIER_URL=other.url,
        )
        mette = world.phone("mette")
        for shop in range(3):
            world.report(f"butik{shop}.dk er nede, 20304050", f"+452030405{shop}")
        world.advance(seconds=50)
        assert mette.calls() == []

        world.advance(seconds=10)

        assert ["1003 butik2 dk" in page for page in other.told(mette.number)] == [True]
        assert len(mette.calls()) == 1
    mette.skips()


class Refusing:
    """A carrier that refuses texts, and calls if it has a code for them, to one number."""

    def __init__(self, gateway: Any, number: str, *, text: int, call: int | None) -> None:
        self._gateway, self._number = gateway, number
        self._text, self._call = text, call

    def send(self, to: str, *given: object, **more: object) -> Any:
        if to == self._number:
            return Refused(self._text, "refused")
        return self._gateway.send(to, *given, **more)

    def call(self, to: str, *given: object, **more: object) -> Any:
        if to == self._number and self._call is not None:
            return Refused(self._call, "refused")
        return self._gateway.call(to, *given, **more)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)


class NoCalls:
    """A carrier whose number may text and may not call."""

    def __init__(self, gateway: Any) -> None:
        self._gateway = gateway

    def call(self, *_: object, **__: object) -> Refused:
        return Refused(21210, "The source phone number provided is not yet verified")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)


def test_a_number_that_may_not_call_is_not_a_carrier_that_is_down(world: World) -> None:
    world.gateway = cast(Any, NoCalls(world.gateway))
    unreachable(world, "mette")
    world.report()
    world.merchant.skips()

    world.advance(seconds=10)

    world.phone("lars").expects("1001 lampehuset dk")
    tries = world.relay.database.read(
        lambda session: [
            one.tries
            for one in session.scalars(select(Message).where(Message.channel == Channel.VOICE))
        ]
    )
    assert tries
    assert set(tries) == {1}
    assert world.relay.database.read(carriers.standing) == UP


def test_a_level_is_brought_forward_once(world: World) -> None:
    unreachable(world, "mette")
    world.report()
    world.merchant.skips()
    world.advance(minutes=2, seconds=40)
    world.phone("lars").skips()

    world.advance(minutes=3)

    assert world.happened().count("climbed") == 1
    assert world.phone("aisha").unread == []
    world.phone("lars").skips()


def test_when_all_levels_have_failed_everyone_is_paged_at_once(world: World) -> None:
    unreachable(world, "mette", "lars")
    world.report()
    world.merchant.skips()

    world.advance(minutes=6)

    world.phone("aisha").expects("1001 lampehuset dk")
    world.phone("karen").expects("1001 lampehuset dk")
    for person in ("aisha", "karen"):
        world.phone(person).skips()


def test_rounds_of_the_last_resort_are_never_brought_forward(world: World) -> None:
    unreachable(world, *CREW)
    world.report()
    world.merchant.skips()

    world.advance(minutes=60)

    rounds = [event.at for event in world.timeline() if event.what == "round"]
    gaps = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(rounds)]
    assert gaps == [10, 10, 10, 30][: len(gaps)]
    assert len(rounds) >= 4
    world.merchant.skips()


def test_who_passed_it_on_is_asked_again_when_nobody_else_can_be_reached(world: World) -> None:
    unreachable(world, "lars", "aisha", "karen")
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} videre")
    mette.skips()

    world.advance(minutes=9)
    assert mette.unread == []
    world.advance(minutes=25)

    mette.expects("ALLE, ingen har den")
    mette.skips()
    world.merchant.skips()


def test_an_empty_level_falls_through_at_once(make_world: Callable[..., World]) -> None:
    """Nobody has the primary duty by day."""
    world = make_world(
        {
            "    since: 2026-01-05\n    # Only": "    since: 2026-01-05\n"
            '    only: {days: [mon], from: "17.00", to: "18.00"}\n    # Only',
        }
    )

    world.report()

    world.merchant.skips()
    world.phone("lars").expects("1001 lampehuset dk")
    assert world.phone("mette").unread == []


def test_after_a_standstill_each_is_paged_once(world: World) -> None:
    world.report()
    world.merchant.skips()
    world.phone("mette").skips()

    world.clock.advance(timedelta(hours=3))
    world.advance(seconds=20)

    for person in CREW:
        assert len(world.phone(person).unread) == 1, person
        world.phone(person).skips()
    world.merchant.expects("Vi kalder stadig vagten til sag 1001")
    assert world.merchant.unread == []


def test_the_merchant_hears_that_we_are_still_trying_eight_times(
    make_world: Callable[..., World],
) -> None:
    world = make_world(
        {"update_reporter_minutes: [10, 30, 60]": "update_reporter_minutes: [1, 3, 6]"}
    )
    world.report()
    world.merchant.skips()

    world.advance(minutes=70)

    told = [event for event in world.timeline() if event.what == "told"]
    minutes = [round((one.at - world.incident().opened_at).total_seconds() / 60) for one in told]
    assert minutes == [1, 4, 10, 16, 22, 28, 34, 40]
    assert len(world.merchant.unread) == 8
    world.merchant.expects("Ingen har svaret i 1 min")
    world.merchant.skips()
    for person in CREW:
        world.phone(person).skips()


def test_nobody_answers_for_half_a_night_and_it_is_paged_to_the_end(world: World) -> None:
    world.report()

    world.advance(hours=4)

    assert world.incident().state is State.OPEN
    for person in CREW:
        times = [text.delivered_at for text in world.phone(person).shown]
        assert max(later - earlier for earlier, later in pairwise(times)).seconds <= 1810
        assert len(times) < 25
        world.phone(person).skips()
    world.merchant.skips()


def test_the_day_on_which_nobody_answers_minute_by_minute(world: World) -> None:
    world.report()
    began_at = world.clock.now().replace(second=0, microsecond=0)

    world.advance(hours=24)

    def minutes(who: str) -> tuple[list[int], ...]:
        """When a phone was texted, and when it rang."""
        phone = world.phone(who)
        return tuple(
            [int((one.created_at - began_at).total_seconds() // 60) for one in found]
            for found in (phone.shown, phone.calls())
        )

    rounds = [12, 22, 32, *range(42, 24 * 60, 30)]  # of the last resort, without end
    assert minutes("mette") == ([0, 2, 4, 6, 8, 10, *rounds], [4, 6, 8, 10, *rounds])
    assert minutes("lars") == ([6, 8, 10, *rounds], [10, *rounds])
    for who in ("aisha", "karen"):  # rung four minutes after their first page
        assert minutes(who) == (rounds, [16, *rounds[1:]])
    assert [len(texts) for texts, _ in map(minutes, CREW)] == [56, 53, 50, 50]
    told = [0, 10, 40, 100, 160, 220, 280, 340, 400]
    assert [int((t.created_at - began_at).total_seconds() // 60) for t in world.merchant.shown] == (
        told
    )
    for phone in (*map(world.phone, CREW), world.merchant):
        phone.skips()


@pytest.mark.parametrize("number", ["+4590112233", "+881612345678"])
def test_a_number_that_costs_a_fortune_is_marked_in_the_page(world: World, number: str) -> None:
    world.report(f"Jonas, lampehuset.dk, kassen er nede, ring {number}")

    world.merchant.skips()
    world.phone("mette").expects(f"{number}. OBS: dyrt nummer.")


@pytest.mark.parametrize(
    ("words", "sender", "whom"),
    [
        (REPORT, MERCHANT, "Ring til Jonas. Nummeret er 20 30 40 50. Igen: 20 30 40 50."),
        ("lampehuset.dk er nede", "Lampehuset", "Butikken har ikke givet noget nummer."),
    ],
)
def test_who_is_only_rung_hears_the_number_if_there_is_one(
    make_world: Callable[..., World], words: str, sender: str, whom: str
) -> None:
    world = make_world({METTE: METTE.replace("[sms, voice]", "[voice]")})
    world.report(words, sender)
    mette = world.phone("mette")
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")

    said = mette.presses(code)

    assert said == f"Tak. Du har nu sag 1 0 0 1. {whom}"
    mette.skips()
    world.phone(sender).skips()
