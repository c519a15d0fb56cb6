"""Limits silence our answers and thin out pages for one sender; they never thin out the log."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from relay.core.incident import State
from relay.core.message import Channel, Kind, MessageState
from relay.core.phone import sender_number
from relay.store.models import Inbound, Message
from tests.world import MERCHANT, REPORT, SWEDE, World

FAR = "+15005550006"  # outside the countries that are answered
LETTERS = "LAMPEHUSET"
CREW = ("mette", "lars", "aisha", "karen")


def everybody_skips(world: World, *others: str) -> None:
    for key in (*CREW, MERCHANT, *others):
        world.phone(key).skips()


def logged(world: World) -> int:
    """How many texts of others than the crew stand in the log."""
    crew = [person.phone for person in world.relay.settings.people.values()]
    count = select(func.count()).select_from(Inbound).where(Inbound.sender.not_in(crew))
    return world.relay.database.read(lambda session: session.scalars(count).one())


def written_to(world: World, number: str) -> list[str]:
    """Everything we ever wrote down to be sent to a number."""
    bodies = select(Message.body).where(Message.recipient == number).order_by(Message.id)
    return world.relay.database.read(lambda session: list(session.scalars(bodies)))


# ---- a sender who does not stop ----------------------------------------------------------


def test_a_sender_is_answered_five_times_in_ten_minutes_and_logged_every_time(
    world: World,
) -> None:
    for number in range(20):
        world.report(f"Hvordan ændrer jeg mit logo? butik{number}.dk")

    assert logged(world) == 20
    assert len(world.merchant.shown) == 5
    assert world.incident(1020).state is State.REDIRECTED
    world.merchant.skips()
    world.advance(minutes=10)
    world.report("Hvordan ændrer jeg min farve? butik99.dk")
    world.merchant.expects("Dette nummer er kun til webshops, der er nede")


def test_two_hundred_texts_are_two_hundred_rows_and_five_answers_at_most(world: World) -> None:
    for number in range(200):
        world.carrier.text(MERCHANT, f"hej {number}")
    world.advance(minutes=1)

    assert logged(world) == 200
    assert len(written_to(world, MERCHANT)) <= 5
    everybody_skips(world)


def test_an_emergency_is_receipted_however_much_was_answered_before(world: World) -> None:
    for number in range(6):
        world.report(f"Hvordan ændrer jeg mit logo? butik{number}.dk")
    world.merchant.skips()

    world.report("lampehuset.dk er nede")

    world.merchant.expects("Sag 1007, lampehuset dk")
    world.phone("mette").expects("1007 lampehuset dk")


def test_ever_more_shops_of_one_sender_are_paged_five_times_and_then_join_the_first(
    world: World,
) -> None:
    for number in range(8):
        world.report(f"butik{number}.dk er nede")
    everybody_skips(world)

    pages = [body for body in written_to(world, world.phone("mette").number) if " = " in body]
    assert len(pages) == 5
    assert len(written_to(world, MERCHANT)) == 5
    assert logged(world) == 8
    first = [event.words for event in world.timeline(1001) if event.what.value == "follow_up"]
    assert first == [f"butik{number}.dk er nede" for number in (5, 6, 7)]
    assert world.incident(1001).webshop == "butik0.dk"
    world.advance(minutes=5)
    lines = [text.body for text in world.phone("mette").shown if "skriver" in text.body]
    assert lines == [
        "1001, butikken skriver: butik5 dk er nede",
        "1001, butikken skriver: butik6 dk er nede / butik7 dk er nede",
    ]
    everybody_skips(world)


def test_what_joined_the_first_is_told_to_whoever_has_it(world: World) -> None:
    for number in range(5):
        world.report(f"butik{number}.dk er nede")
    everybody_skips(world)

    world.report("butik5.dk er nede")

    world.phone("mette").expects("1001, butikken skriver: butik5 dk er nede")
    assert world.merchant.unread == []


# ---- everybody together ------------------------------------------------------------------


def test_all_answers_together_are_limited_but_for_emergencies_and_the_crew(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"replies_total: [[60, 60]]": "replies_total: [[3, 60]]"})
    for number in range(5):
        world.report("Hvordan ændrer jeg mit logo?", f"+45203041{number:02}")
    answered = [len(world.phone(f"+45203041{number:02}").shown) for number in range(5)]
    assert answered == [1, 1, 1, 0, 0]
    everybody_skips(world, *(f"+45203041{number:02}" for number in range(5)))

    world.report()
    mette = world.phone("mette")
    mette.replies("status")

    world.merchant.expects("Sag 1006, lampehuset dk")
    mette.expects("1006 lampehuset dk")
    mette.expects("Åbne sager: 1006")
    mette.replies(f"{mette.code()} løst")
    world.advance(hours=1)
    everybody_skips(world)
    world.report("Hvordan ændrer jeg mit logo?", SWEDE)
    assert len(world.phone(SWEDE).shown) == 1
    everybody_skips(world, SWEDE)


def test_receipts_of_emergencies_leave_room_for_all_other_answers(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"replies_total: [[60, 60]]": "replies_total: [[3, 60]]"})
    for number in range(4):
        world.report(f"butik{number}.dk er nede", f"+45203041{number:02}")
    everybody_skips(world, *(f"+45203041{number:02}" for number in range(4)))

    world.report("Hvordan ændrer jeg mit logo? lampehuset.dk")

    world.merchant.expects("Svar HASTER, så kalder vi vagten")
    everybody_skips(world)


def test_who_writes_that_it_is_not_over_is_answered_whatever_was_answered_before(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"replies_total: [[60, 60]]": "replies_total: [[3, 60]]"})
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")
    senders = [f"+45203041{number:02}" for number in range(4)]
    for sender in senders:
        world.report("Hvordan ændrer jeg mit logo?", sender)
    assert world.phone(senders[3]).shown == []
    everybody_skips(world, *senders)

    world.merchant.texts("Den er stadig nede")

    world.merchant.expects("Sag 1001 er åbnet igen, og vores vagt er kaldt")
    mette.expects("Åbnet igen. 1001")


def test_who_rings_the_hotline_is_silenced_with_the_rest(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"replies_total: [[60, 60]]": "replies_total: [[1, 60]]"})
    world.report("Hvordan ændrer jeg mit logo?", SWEDE)
    world.phone(SWEDE).skips()

    world.carrier.ring_hotline(MERCHANT)
    world.advance(minutes=1)

    assert world.merchant.unread == []


# ---- far away, and without a number ------------------------------------------------------


@pytest.mark.parametrize("sender", [FAR, LETTERS])
@pytest.mark.parametrize(
    "words", ["lampehuset.dk is down", "How do I change my logo? lampehuset.dk", "hej", "HASTER"]
)
def test_who_cannot_be_answered_is_logged_and_paged_and_never_texted(
    world: World, sender: str, words: str
) -> None:
    world.report(words, sender)
    mette = world.phone("mette")
    is_urgent = world.incident().state is State.OPEN
    if is_urgent:
        mette.expects("1001", sender if sender_number(sender) else "Intet nummer at ringe til")
        mette.replies(mette.code())
        mette.replies(f"{mette.code()} løst")
        assert "kan ikke få besked på SMS" in mette.unread[-1]
    world.advance(minutes=20)

    assert logged(world) == 1
    assert is_urgent == ("down" in words or words == "HASTER")
    assert written_to(world, sender) == []
    everybody_skips(world)


# ---- what a receipt says -----------------------------------------------------------------


def test_a_receipt_repeats_no_free_text_and_no_link(world: World) -> None:
    world.report("https://casino.top KLIK HER tillykke gevinst, lampehuset.dk er nede")

    receipt = world.merchant.unread[0]

    assert "KLIK" not in receipt
    assert "casino.top" not in receipt
    assert "://" not in receipt
    everybody_skips(world)


def test_a_receipt_holds_forty_characters_of_the_shop(world: World) -> None:
    shop = "den-meget-lange-lampehandel-i-middelfart-og-omegn.dk"
    world.report(f"{shop} er nede")

    receipt = world.merchant.expects("Sag 1001, den-meget-lange-lampehandel-i-middelf")

    assert "omegn" not in receipt
    everybody_skips(world)


# ---- machines ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        "Autosvar: Tak for din besked, vi vender tilbage hurtigst muligt.",
        "We have received your message and will get back to you. Ticket #{n}",
        "Vi har modtaget din SMS. Sagsnummer {n}.",
        "Butikken er nede",
        "shop{n}.dk is down",
        "hej",
    ],
)
def test_two_machines_that_answer_each_other_die_out(world: World, answer: str) -> None:
    """Whatever a robot answers to every text of ours, in any language."""
    robot = world.phone(MERCHANT)
    world.report(answer.format(n=0))
    for round_ in range(1, 40):
        if not robot.unread:
            break
        robot.skips()
        robot.texts(answer.format(n=round_))

    assert robot.unread == []
    assert len(robot.shown) <= 6
    everybody_skips(world)


# ---- STOP --------------------------------------------------------------------------------


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


# ---- ringing the hotline -----------------------------------------------------------------


def test_whoever_rings_is_texted_once_a_day(world: World) -> None:
    for _ in range(3):
        world.carrier.ring_hotline(MERCHANT)
        world.advance(hours=1)

    kinds = select(Message.kind).where(Message.recipient == MERCHANT)
    said = world.relay.database.read(lambda session: list(session.scalars(kinds)))
    assert said == [Kind.CALLER]
    world.merchant.skips()


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
