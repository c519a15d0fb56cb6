"""STOP and START, from a merchant and from somebody on call."""

from collections.abc import Callable

from sqlalchemy import select

from relay.core.incident import State
from relay.core.message import Channel, MessageState
from relay.store.models import Message
from tests.story.senders import everybody_skips, written_to
from tests.world import MERCHANT, REPORT, World


def test_who_wrote_stop_is_logged_pages_nobody_and_gets_nothing_more(world: World) -> None:
    world.report("STOP")

    world.merchant.expects("unsubscribed")  # the carrier's own answer
    assert world.incident().state is State.DISMISSED
    assert world.phone("mette").unread == []
    world.report("Hvordan ændrer jeg mit logo?")
    world.carrier.ring_hotline(MERCHANT)
    world.advance(minutes=1)
    assert written_to(world, MERCHANT) == []


def test_an_emergency_of_who_wrote_stop_is_paged_all_the_same(world: World) -> None:
    world.report("STOP")
    world.merchant.skips()

    world.report()

    mette = world.phone("mette")
    mette.expects("1002 lampehuset dk")
    mette.replies(f"{mette.code()} løst")
    mette.expects("kan ikke få besked på SMS")
    assert written_to(world, MERCHANT) == []


def test_what_waits_for_who_wrote_stop_is_not_even_tried(world: World) -> None:
    for words in (REPORT, "STOP"):
        world.carrier.text(MERCHANT, words)
        world.carrier.tick()

    world.advance(seconds=30)

    states = select(Message.state).where(Message.recipient == MERCHANT)
    said = world.relay.database.read(lambda session: list(session.scalars(states)))
    assert said == [MessageState.DROPPED]
    everybody_skips(world)


def test_stop_while_it_is_open_pages_on_and_tells_no_more(world: World) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts("Stop")
    world.merchant.skips()
    mette = world.phone("mette")
    assert mette.unread == []
    mette.replies(mette.code())

    mette.expects("Du har 1001")
    assert [body for body in written_to(world, MERCHANT) if "Mette Holm" in body] == []


def test_start_undoes_it(world: World) -> None:
    world.report("STOP")
    world.merchant.skips()

    world.report("START")
    world.merchant.expects("re-subscribed")
    assert world.merchant.unread == []
    assert world.phone("mette").unread == []
    world.report()

    world.merchant.expects("Sag 1003, lampehuset dk")
    everybody_skips(world)


def test_start_tells_what_was_missed(world: World) -> None:
    """Each step while no text could reach the merchant, and what they are told then."""
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    everybody_skips(world)
    for answer, told in {
        str(code): "Mette Holm har nu din sag 1001",
        f"{code} løst": "Sag 1001 er løst",
        f"{code} fortryd": "Mette Holm er stadig på den",
        f"{code} videre": "Sag 1001 er givet tilbage",
    }.items():
        world.merchant.texts("STOP")
        world.advance(minutes=1)
        everybody_skips(world)
        mette.replies(answer)
        world.advance(seconds=20)
        world.merchant.skips()

        world.merchant.texts("START")

        world.merchant.expects("re-subscribed")
        world.merchant.expects(told)
        everybody_skips(world)


def test_start_tells_nothing_twice(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    everybody_skips(world)

    for words in ("STOP", "START", "START", "STOP", "START"):
        world.merchant.texts(words)
        world.merchant.skips()
    world.advance(minutes=1)

    assert len(written_to(world, MERCHANT)) == 2  # the receipt, and who has it


def test_start_gives_the_receipt_of_what_was_reported_before_it(world: World) -> None:
    world.report("STOP")
    world.report()
    everybody_skips(world)

    world.merchant.texts("START")

    world.merchant.expects("re-subscribed")
    world.merchant.expects("Sag 1002, lampehuset dk")


def test_two_stops_are_no_cry_for_help(world: World) -> None:
    for _ in range(2):
        world.report("STOP")
        world.advance(minutes=1)

    assert world.phone("mette").unread == []
    world.merchant.skips()


def test_stop_from_somebody_on_call_is_an_alarm(world: World) -> None:
    world.report()
    mette, lars, karen = (world.phone(key) for key in ("mette", "lars", "karen"))
    everybody_skips(world)

    mette.texts("STOP")

    mette.expects("unsubscribed")
    assert mette.ringing()  # the next channel, now
    lars.expects("1001 lampehuset dk")  # the next person, now
    karen.expects("Mette Holm har frameldt vores SMS")
    assert "opted_out" in world.happened()
    assert mette.unread == []
    for key in ("aisha", MERCHANT):
        assert world.phone(key).unread == []
    lars.replies(lars.code())
    everybody_skips(world)


def test_stop_of_one_who_is_called_back_pages_the_next_at_once(world: World) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)
    world.merchant.texts("Den er nede igen!")
    mette.expects("1001 lampehuset dk")
    everybody_skips(world)

    mette.texts("STOP")

    assert mette.ringing()
    lars.expects("1001 lampehuset dk")
    everybody_skips(world)


def test_stop_of_one_who_fell_silent_pages_the_next_at_once(world: World) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} ringet")
    everybody_skips(world)
    while "lapsed" not in world.happened():
        world.advance(seconds=30)
    assert lars.unread == []
    everybody_skips(world)

    mette.texts("STOP")

    lars.expects("1001 lampehuset dk")
    everybody_skips(world)


def test_stop_said_again_wakes_nobody_else(world: World) -> None:
    world.report()
    mette, lars, karen = (world.phone(key) for key in ("mette", "lars", "karen"))
    mette.texts("STOP")
    mette.texts("START")
    everybody_skips(world)

    mette.texts("STOP")

    world.advance(minutes=1)
    karen.expects("Mette Holm har frameldt vores SMS")
    assert lars.unread == karen.unread == world.phone("aisha").unread == []
    mette.skips()


def test_stop_of_one_who_passed_it_on_wakes_nobody_more(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} videre")
    everybody_skips(world)

    mette.texts("STOP")

    world.phone("karen").expects("Mette Holm har frameldt vores SMS")
    for key in ("lars", "aisha", "karen"):
        assert world.phone(key).unread == []
    assert mette.calls() == []
    mette.skips()


def test_stop_between_two_rounds_of_the_last_resort_rings_at_once(world: World) -> None:
    world.report()
    world.advance(minutes=12, seconds=10)
    karen = world.phone("karen")
    assert karen.calls() == []

    karen.texts("STOP")

    assert karen.ringing()
    world.advance(minutes=8)
    assert len(karen.calls()) == 1  # until the next round
    world.advance(minutes=2)
    assert len(karen.calls()) == 2
    everybody_skips(world)


def test_who_stopped_before_is_rung_at_once_and_never_texted(world: World) -> None:
    mette = world.phone("mette")
    mette.texts("STOP")
    everybody_skips(world)

    world.report()

    assert mette.ringing()
    channels = select(Message.channel).where(Message.recipient == mette.number)
    used = world.relay.database.read(lambda session: set(session.scalars(channels)))
    assert used == {Channel.VOICE}
    everybody_skips(world)


def test_who_stopped_can_still_take_it_by_voice(world: World) -> None:
    world.report()
    everybody_skips(world)
    mette = world.phone("mette")
    code = mette.code()
    mette.texts("STOP")

    mette.picks_up()
    mette.presses(code)

    assert world.incident().holder == "mette"
    everybody_skips(world)


def test_stop_with_nothing_open_tells_the_managers_alone(world: World) -> None:
    world.phone("mette").texts("STOP")

    world.phone("karen").expects("Mette Holm har frameldt vores SMS")
    for key in ("lars", "aisha"):
        assert world.phone(key).unread == []
    world.phone("mette").expects("unsubscribed")


def test_when_the_manager_stops_everybody_else_is_told(world: World) -> None:
    world.phone("karen").texts("STOP")

    for key in ("mette", "lars", "aisha"):
        assert "Karen" in world.phone(key).unread[0]
    everybody_skips(world)


def test_start_from_somebody_on_call_ends_it(world: World) -> None:
    mette, karen = world.phone("mette"), world.phone("karen")
    mette.texts("STOP")
    everybody_skips(world)

    mette.texts("START")

    mette.expects("re-subscribed")
    mette.expects("du får igen SMS")
    karen.expects("Mette Holm kan igen få vores SMS")
    world.report()
    mette.expects("1001 lampehuset dk")
    world.merchant.skips()


def test_yes_after_stop_lets_texts_through_and_takes_what_is_open(world: World) -> None:
    mette = world.phone("mette")
    world.report()
    mette.texts("STOP")
    world.advance(seconds=30)
    everybody_skips(world)

    mette.texts("yes")

    assert world.incident().holder == "mette"
    mette.expects("re-subscribed")
    everybody_skips(world)


def test_stop_said_again_changes_nothing_more(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.skips()
    for _ in range(2):
        mette.texts("STOP")
        world.advance(seconds=5)

    assert world.incident().level == 1
    world.phone("lars").expects("1001")
    world.phone("karen").expects("Mette Holm har frameldt vores SMS")
    for who in ("mette", "lars", "aisha"):
        world.phone(who).skips()
    world.merchant.skips()


def test_managers_are_not_told_to_ring_somebody_who_is_never_rung(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"notify: [sms, voice]": "notify: [sms]"})
    world.phone("mette").texts("STOP")
    world.advance(seconds=5)

    world.phone("karen").expects("ringes ikke op")
    for who in ("mette", "lars", "aisha"):
        world.phone(who).skips()
