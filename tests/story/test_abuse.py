"""Limits silence our answers and thin out pages for one sender; they never thin out the log."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from relay.core.incident import State
from relay.core.message import Kind
from relay.core.phone import sender_number
from relay.store.models import Message
from tests.story.senders import FAR, LETTERS, everybody_skips, logged, written_to
from tests.world import MERCHANT, SWEDE, World


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


def test_whoever_rings_is_texted_once_a_day(world: World) -> None:
    for _ in range(3):
        world.carrier.ring_hotline(MERCHANT)
        world.advance(hours=1)

    kinds = select(Message.kind).where(Message.recipient == MERCHANT)
    said = world.relay.database.read(lambda session: list(session.scalars(kinds)))
    assert said == [Kind.CALLER]
    world.merchant.skips()
