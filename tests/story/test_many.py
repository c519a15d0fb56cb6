"""One phone and many incidents: a list in place of a text each, and nothing is left out of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from relay.core.message import Channel, Kind
from relay.emulator.faults import Fault, Trouble
from relay.store.models import Message
from tests.world import NIGHT, World

CREW = ("mette", "lars", "aisha", "karen")


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """A relay to which many shops at once are no outage: each of them is paged."""
    return make_world({"storm: [3, 10]": "storm: [1000, 10]"})


def report(world: World, number: int) -> None:
    """One more merchant with a shop of their own."""
    world.report(f"Jonas, butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
    world.phone(f"+45203040{number:02}").skips()


def test_the_sixth_page_in_ten_minutes_is_a_list(world: World) -> None:
    for number in range(5):
        report(world, number)
    mette = world.phone("mette").skips()

    report(world, 5)

    listed = mette.expects("6 åbne sager:", "butik5 dk", "butik0 dk", "Svar med koden")
    assert listed.index("butik5") < listed.index("butik0")
    assert mette.unread == []


def test_a_list_is_answered_with_a_code_of_it(world: World) -> None:
    for number in range(6):
        report(world, number)
    mette = world.phone("mette")
    listed = mette.shown[-1].body
    mette.skips()
    code = listed.split("butik5")[0].split()[-1]

    mette.replies(code)

    mette.expects("Du har 1006 butik5 dk")
    world.phone("+4520304005").expects("Mette Holm har nu din sag 1006")
    assert world.incident(1006).holder == "mette"


def test_a_reply_without_its_code_counts_what_finds_no_room_beside_the_others(
    world: World,
) -> None:
    for number in range(12):
        report(world, number)
    mette = world.phone("mette").skips()

    mette.replies("løst")

    said = mette.expects("Koden mangler i dit svar", ", og 2 til (svar status)")
    assert said.count(" = 10") == 10


def test_a_list_is_reminded_of_like_a_page_and_not_more_often(world: World) -> None:
    for number in range(9):
        report(world, number)
    mette = world.phone("mette").skips()

    world.advance(minutes=4)

    lists = [body for body in mette.unread if body.startswith("9 åbne sager")]
    assert 2 <= len(lists) <= 4
    assert len(mette.unread) == len(lists)
    mette.skips()
    assert len(mette.calls()) >= 1
    for key in CREW:
        world.phone(key).skips()


def test_a_phone_has_one_clock_for_all_its_incidents(world: World) -> None:
    """Reports some seconds apart: each would have reminders of its own, and ring the phone."""
    for number in range(8):
        report(world, number)
        world.advance(seconds=20)
    mette = world.phone("mette")
    since = world.clock.now() + timedelta(minutes=2)

    world.advance(minutes=11)

    lists = [text for text in mette.shown if "åbne sager" in text.body]
    listed = [text.created_at for text in lists if text.created_at >= since]
    rung = [call.created_at for call in mette.calls() if call.created_at >= since]
    for times in (listed, rung):
        gaps = [after - before for before, after in pairwise(times)]
        assert len(gaps) >= 2
        assert timedelta(seconds=115) < min(gaps)
        assert max(gaps) < timedelta(seconds=135)
    bodies = [text.body for text in lists if text.created_at >= since]
    assert len({body.split(": ", 1)[1] for body in bodies}) == 1  # in the same order each time
    everybody_skips(world, 8)


def test_a_list_that_is_tried_again_does_not_wait_for_the_next(world: World) -> None:
    for number in range(8):
        report(world, number)
        world.advance(seconds=20)
    world.advance(minutes=1)
    mette = world.phone("mette").skips()
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=20500, times=1))
    since = world.clock.now()

    world.advance(minutes=4)

    times = [text.created_at for text in mette.shown if text.created_at >= since]
    assert times[0] - since < timedelta(minutes=2)
    assert max(after - before for before, after in pairwise(times)) < timedelta(seconds=150)
    everybody_skips(world, 8)


def test_what_was_passed_leaves_the_list(world: World) -> None:
    for number in range(8):
        report(world, number)
        world.advance(seconds=20)
    world.advance(minutes=1)
    mette = world.phone("mette")
    listed = mette.shown[-1].body
    mette.skips()
    code = listed.split("butik5")[0].split()[-1]
    mette.replies(f"{code} videre")
    mette.expects("1006")

    world.advance(minutes=3)

    assert [body for body in mette.unread if "7 åbne sager" in body]
    assert [body for body in mette.unread if "butik5" in body] == []
    everybody_skips(world, 8)


def test_every_round_of_the_last_resort_reaches_everyone(world: World) -> None:
    """The span before a round counts, not the longer one after it: else the round is left out.

    It may wait for the phone's next list, which came a minute after the one before.
    """
    for number in range(8):
        report(world, number)

    world.advance(minutes=43)

    for minute in (12, 22, 32, 42):
        for key in CREW:
            texts = [text.created_at for text in world.phone(key).shown if "butik" in text.body]
            assert any(is_in(minute, at) for at in texts), (key, minute)
        for key in ("mette", "lars"):
            rung = [call.created_at for call in world.phone(key).calls()]
            assert any(is_in(minute, at) for at in rung), (key, minute)
    everybody_skips(world, 8)


def is_in(minute: int, at: datetime) -> bool:
    """Whether something was written within the minute after one of the night, and a bit."""
    return timedelta(0) <= at - NIGHT - timedelta(minutes=minute) < timedelta(seconds=90)


def test_what_is_open_again_comes_in_a_new_list(world: World) -> None:
    """The list before named it as well, but that was before it was closed."""
    for number in range(8):
        report(world, number)
    world.advance(minutes=1, seconds=25)
    mette = world.phone("mette")
    assert mette.shown[-1].body.startswith("8 åbne sager")
    code = mette.shown[-1].body.split("butik5")[0].split()[-1]
    mette.replies(f"{code} løst")
    mette.skips()

    world.phone("+4520304005").texts("Den er stadig nede")
    world.advance(minutes=1)

    mette.expects("8 åbne sager", "butik5 dk")
    everybody_skips(world, 8)


def test_whoever_joined_an_outage_hears_since_when_nobody_has_it(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [2, 10]"})
    report(world, 0)
    report(world, 1)
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(minutes=20, seconds=5)  # the promise to call is broken: it is nobody's
    everybody_skips(world, 2)

    world.advance(minutes=10, seconds=30)

    world.phone("+4520304001").expects("Ingen har svaret i 10 min")
    everybody_skips(world, 2)


def everybody_skips(world: World, shops: int) -> None:
    for phone in (*CREW, *(f"+45203040{shop:02}" for shop in range(shops))):
        world.phone(phone).skips()


def test_new_incidents_join_the_list_that_has_not_left(world: World) -> None:
    for number in range(6):
        report(world, number)
    mette = world.phone("mette").skips()

    for number in range(6, 12):
        report(world, number)
    world.advance(minutes=1)

    assert len(mette.unread) <= 2
    mette.expects("12 åbne sager:" if len(mette.unread) == 1 else "åbne sager:")
    mette.skips()


def test_what_somebody_has_leaves_the_list(world: World) -> None:
    for number in range(6):
        report(world, number)
    mette = world.phone("mette")
    listed = mette.shown[-1].body
    mette.skips()
    report(world, 6)  # waits for a minute to pass
    code = listed.split("butik5")[0].split()[-1]
    mette.replies(code)
    mette.expects("Du har 1006")
    world.phone("+4520304005").skips()

    world.advance(minutes=1)

    rest = mette.expects("6 åbne sager:", "butik6 dk")
    assert "butik5" not in rest
    for key in CREW:
        world.phone(key).skips()


def test_a_list_that_does_not_arrive_rings_at_once(world: World) -> None:
    for number in range(5):
        report(world, number)
    mette = world.phone("mette").skips()
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30003, times=1))

    report(world, 5)
    world.advance(seconds=3)

    assert mette.ringing()
    assert "failed" in world.happened(1006)


def test_a_call_that_serves_for_all_of_a_list_counts_for_all_of_it(world: World) -> None:
    """A dead phone has every incident of the list paged on, not only those that rang it."""
    number = world.phone("mette").number
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30005))
    for shop in range(8):
        report(world, shop)

    world.advance(minutes=4)

    climbed = [shop for shop in range(8) if "climbed" in world.happened(1001 + shop)]
    assert climbed == list(range(8))
    for phone in (*CREW, *(f"+45203040{shop:02}" for shop in range(8))):
        world.phone(phone).skips()


def test_what_was_only_in_a_list_and_is_taken_by_call_comes_in_writing(
    make_world: Callable[..., World],
) -> None:
    """A list has no number to call, and whoever wakes has no pen."""
    world = make_world(
        {"storm: [3, 10]": "storm: [1000, 10]", "bundle: [5, 10]": "bundle: [1, 10]"}
    )
    for number in range(3):
        report(world, number)
    mette = world.phone("mette")
    first = mette.shown[0].body
    mette.replies(first.rsplit(" = ", 1)[0].rsplit(" ", 1)[1])
    while not any(call.status == "ringing" for call in mette.calls()):
        world.advance(seconds=10)
    listed = mette.shown[-1].body
    everybody_skips(world, 3)

    said = mette.picks_up()
    shop = next(number for number in (1, 2) if f"butik{number}" in said)
    code = listed.split(f"butik{shop}")[0].split()[-1]
    mette.presses(code)
    world.advance(seconds=5)

    mette.expects(f"Du har 100{shop + 1} butik{shop} dk. Ring til Jonas +4520304050")
    everybody_skips(world, 3)


def test_lists_that_waited_for_the_carrier_are_sent_once(world: World) -> None:
    for number in range(6):
        report(world, number)
    mette = world.phone("mette").skips()
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.advance(minutes=10)
    mette.skips()

    world.carrier.faults.clear()
    world.advance(minutes=1, seconds=30)

    assert len([body for body in mette.unread if "åbne sager" in body]) <= 2
    for key in CREW:
        world.phone(key).skips()
    for number in range(6):
        world.phone(f"+45203040{number:02}").skips()


def test_one_incidents_own_ladder_is_never_thinned_out(world: World) -> None:
    world.report()

    world.advance(minutes=45)

    mette = world.phone("mette")
    assert not any("åbne sager" in text.body for text in mette.shown)
    # Reminders every two minutes for twelve, then rounds at 12, 22, 32, 42 minutes.
    assert len([text for text in mette.shown if "1001 lampehuset dk" in text.body]) == 6 + 4
    for key in CREW:
        world.phone(key).skips()
    world.merchant.skips()


def test_the_last_one_who_can_be_reached_gets_every_page(world: World) -> None:
    for key in ("lars", "aisha", "karen"):
        number = world.phone(key).number
        world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30005))
    for number in range(4):
        report(world, number)
    world.advance(minutes=16)
    mette = world.phone("mette").skips()

    for number in range(4, 8):
        report(world, number)

    assert [body for body in mette.unread if "åbne sager" in body] == []
    assert len(mette.unread) >= 4
    for key in CREW:
        world.phone(key).skips()
    for number in range(8):
        world.phone(f"+45203040{number:02}").skips()


def test_who_can_neither_be_texted_nor_rung_at_all_is_nobody_to_reach(world: World) -> None:
    """One call that cannot be made tells as much as two that nobody took."""
    for key in ("lars", "aisha", "karen"):
        number = world.phone(key).number
        world.carrier.faults.add(Fault(Trouble.REFUSE, phone=number, code=21217))
    report(world, 0)
    world.advance(minutes=12, seconds=10)  # each has been tried once
    mette = world.phone("mette").skips()

    for number in range(1, 8):
        report(world, number)

    assert [body for body in mette.unread if "åbne sager" in body] == []
    assert len(mette.unread) >= 7
    mette.skips()
    world.phone("+4520304000").skips()


def test_the_last_one_who_takes_texts_gets_every_page(make_world: Callable[..., World]) -> None:
    world = make_world(
        {"storm: [3, 10]": "storm: [1000, 10]", "notify: [sms, voice]": "notify: [sms]"}
    )
    for key in ("lars", "aisha", "karen"):
        world.phone(key).replies("STOP")
        world.phone(key).skips()

    for number in range(8):
        report(world, number)

    mette = world.phone("mette")
    assert [body for body in mette.shown if "åbne sager" in body.body] == []
    assert sum("butik" in text.body for text in mette.shown) == 8
    for key in CREW:
        world.phone(key).skips()


def test_many_incidents_that_nobody_answers_are_no_storm_of_texts(world: World) -> None:
    """The trial of a first draft sent 55,295 texts about fifty of them in eight days."""
    for number in range(6):
        report(world, number)

    world.advance(minutes=45)

    counts = world.relay.database.read(
        lambda session: dict(
            session.execute(
                select(Message.person, func.count())
                .where(Message.channel == Channel.SMS, Message.kind.in_([Kind.PAGE, Kind.BUNDLE]))
                .group_by(Message.person)
            ).all()
        )
    )
    assert max(counts.values()) < 20
    for key in CREW:
        world.phone(key).skips()
    for number in range(6):
        world.phone(f"+45203040{number:02}").skips()


def test_a_list_says_how_many_shops_an_outage_is(make_world: Callable[..., World]) -> None:
    world = make_world({"bundle: [5, 10]": "bundle: [1, 10]"})
    for number in range(3):
        report(world, number)
    mette = world.phone("mette").skips()

    world.report("Jonas, butik9.dk er hacket, kunder trækkes to gange, 20304050", "+4520304009")
    world.advance(minutes=2)

    lists = [body for body in mette.unread if "åbne sager" in body]
    assert "butik0 dk (3 butikker)" in lists[-1]
    assert "butik9 dk (" not in lists[-1]
    for who in CREW:
        world.phone(who).skips()
    world.phone("+4520304009").skips()
