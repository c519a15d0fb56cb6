"""Answers in odd moments: the text or the voice says what is the case, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from relay import inbox
from relay.core.incident import State
from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from tests.world import MERCHANT, World

CREW = ("mette", "lars", "aisha", "karen")


def everyone_passes(world: World) -> None:
    for key in CREW:
        world.phone(key).replies(f"{world.phone(key).code()} videre")


def test_in_the_last_resort_a_pass_does_not_promise_another_page(world: World) -> None:
    world.report()
    world.advance(minutes=12)
    for key in (*CREW, MERCHANT):
        world.phone(key).skips()

    world.phone("mette").replies(f"{world.phone('mette').code()} videre")

    world.phone("mette").expects("Hvis ingen tager den, kalder vi igen kl. 03.02")


def test_the_last_to_pass_in_the_last_resort_reads_when_all_are_paged_again(world: World) -> None:
    world.report()
    world.advance(minutes=12, seconds=30)
    everyone_passes(world)
    for key in (*CREW, MERCHANT):
        world.phone(key).skips()
        said = world.phone(key).shown[-1].body
        assert key == MERCHANT or "03.02" in said, said

    world.advance(minutes=8)
    assert not any(world.phone(key).unread for key in CREW)
    world.advance(minutes=2)

    for key in CREW:
        world.phone(key).expects("1001 lampehuset dk")


def test_whoever_had_it_in_the_last_resort_has_all_others_paged_at_once(world: World) -> None:
    world.report()
    world.advance(minutes=12, seconds=30)
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    for key in (*CREW, MERCHANT):
        world.phone(key).skips()

    mette.replies(f"{mette.code()} videre")
    world.advance(seconds=5)

    mette.expects("Alle andre bliver kaldt")
    for key in ("lars", "aisha", "karen"):
        world.phone(key).expects("1001 lampehuset dk")
    world.merchant.expects("Sag 1001 er givet tilbage")


def test_who_passed_and_is_paged_again_can_take_it_with_ok(world: World) -> None:
    world.report()
    world.advance(minutes=12)
    everyone_passes(world)
    world.advance(minutes=10)
    for key in (*CREW, MERCHANT):
        world.phone(key).skips()

    world.phone("lars").replies("ok")

    world.phone("lars").expects("Du har 1001")
    assert world.incident().holder == "lars"
    for key in (*CREW, MERCHANT):
        world.phone(key).skips()


def ringing(world: World) -> str:
    """Mette's phone was picked up; returns her code."""
    world.report()
    world.advance(minutes=4)
    mette = world.phone("mette").skips()
    world.merchant.skips()
    mette.picks_up()
    return mette.code()


@pytest.mark.parametrize("keys", ["*#", "{code}", "11#"])
def test_the_keypad_tells_that_it_was_closed_meanwhile(world: World, keys: str) -> None:
    code = ringing(world)
    world.phone("mette").replies(f"{code} løst")
    world.phone("mette").skips()
    world.merchant.skips()

    said = world.phone("mette").presses(keys.format(code=code))

    assert "er lukket" in said
    assert world.incident().state is State.CLOSED


def test_undoing_a_pass_tells_the_merchant_who_has_it(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    code = mette.code()
    mette.replies(code)
    mette.replies(f"{code} videre")
    world.merchant.skips()

    mette.replies(f"{code} fortryd")

    assert world.incident().holder == "mette"
    world.merchant.expects("Mette Holm har nu din sag 1001")
    for key in ("mette", "lars"):
        world.phone(key).skips()


def test_a_sender_of_letters_is_not_to_be_rung(world: World) -> None:
    world.report("LAMPEHUSET.dk: butikken er nede", "LAMPEHUSET")
    mette = world.phone("mette")

    mette.expects("1001", "Intet nummer at ringe til")
    mette.replies(mette.code())
    mette.expects("Intet nummer at ringe til")
    mette.replies(f"{mette.code()} løst")

    mette.expects("kan ikke få besked på SMS")


def test_what_was_asked_for_fills_the_problem(world: World) -> None:
    world.report("Hjælp!")
    world.merchant.expects("hvad der er galt")
    world.phone("mette").skips()

    world.merchant.texts("Checkouten giver fejl 500")

    world.phone("mette").expects("Checkouten giver fejl 500")
    assert world.incident().problem == "Checkouten giver fejl 500"
    world.advance(minutes=2)
    world.phone("mette").expects("Påmindelse 1", "Checkouten giver fejl 500")


def test_a_receipt_whose_answer_was_lost_is_found_at_the_carrier_and_not_sent_again(
    world: World,
) -> None:
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, phone=MERCHANT, how=Loss.ERROR))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER, phone=MERCHANT))
    world.report()

    world.advance(minutes=10)

    receipts = [text for text in world.merchant.shown if "Vi har modtaget" in text.body]
    assert len(receipts) == 1
    world.merchant.skips()
    world.phone("mette").skips()
    world.phone("lars").skips()


def test_a_page_of_unknown_fate_is_sent_until_it_is_known(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.DROP, phone=mette.number, how=Loss.HANG))
    world.report()
    world.merchant.skips()
    world.advance(minutes=1, seconds=50)
    assert mette.shown == []

    world.carrier.faults.clear()
    world.advance(seconds=31)

    assert "1001" in mette.unread[0]
    mette.skips()
    world.phone("lars").expects("1001")  # as no way has reached Mette for a minute


def test_an_incident_number_does_not_end_in_an_open_code(
    make_world: Callable[..., World],
) -> None:
    """Else "17" would take the incident of the code, and not 1017."""
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})  # each of them is paged
    for number in range(30):
        world.report(f"Jonas, butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
        world.phone(f"+45203040{number:02}").skips()
    world.phone("mette").skips()

    asked = [text.body for text in world.phone("mette").shown if "jeg tager den" in text.body]
    codes = {}
    for body in asked:
        number = int(body.split("butik")[0].split()[-1])
        codes.setdefault(number, int(body.rsplit(" = ", 1)[0].rsplit(" ", 1)[1]))
    numbers = sorted(codes)
    for position, number in enumerate(numbers):
        earlier = {codes[other] for other in numbers[:position]}
        assert number % 100 not in earlier
    for key in CREW:
        world.phone(key).skips()


def text(sid: str, raw: bytes, sender: str = "") -> inbox.Text:
    return inbox.Text(f"SM{sid * 32}", sender, "+4529701595", raw, media=0)


def test_texts_without_a_sender_are_never_one_matter(world: World) -> None:
    for sid in "12":
        inbox.receive(world.relay, text(sid, b"Butikken er nede"))
    world.clock.advance(timedelta(seconds=30))
    inbox.receive(world.relay, text("3", b"Butikken er stadig nede"))
    world.advance(seconds=5)

    assert [world.incident(number).words for number in (1001, 1002, 1003)]
    world.phone("mette").skips()


def test_broken_and_turned_round_words_can_be_read(world: World) -> None:
    raw = "kassen\0er \u202enede\u202c, lampehuset.dk".encode() + b"\xff"

    inbox.receive(world.relay, text("1", raw, MERCHANT))
    world.advance(seconds=5)

    assert world.incident().words == "kassen er nede, lampehuset.dk\ufffd"
    world.phone("mette").skips()
    world.merchant.skips()


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Lars har {code}",
            "{code} er taget af Lars",
            "{code} tager Lars",
            "{code} has Lars Friis",
        ),
        *("ja {code} har Lars", "ok {code} Lars tager den", "Har Lars {code}?"),
        "Synes godt om “1001 lampehuset dk: kassen. Svar {code} = jeg tager den”",
        "1001 lampehuset dk er taget af Lars Friis kl. 03.12. Du skal ikke gøre noget.",
        "Åbne sager: 1001 lampehuset dk: ingen har den, åben siden kl. 03.12 (svar {code})",
        "Åbne sager: 1001 lampehuset dk, udfald med 3 butikker: ingen har den (svar {code})",
        "Lars har givet slip på 1001, og ingen har den nu. Svar {code} = jeg tager den",
    ],
)
def test_what_somebody_else_was_told_takes_nothing_when_it_is_copied_back(
    world: World, said: str
) -> None:
    world.report()
    mette = world.phone("mette").skips()
    world.merchant.skips()
    code = mette.code()

    mette.replies(said.format(code=code))

    assert (world.incident().state, world.incident().holder) == (State.OPEN, None)
    mette.expects(code)  # with which it is taken
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")


@pytest.mark.parametrize(
    "said",
    [
        *("{code} tager den, ringer til Jonas nu", "Svar {code} = jeg tager den", "ja {code} tak"),
        *("{code} ok mvh Mette", "{code} jeg har den", "{code} tager den Mette"),
    ],
)
def test_what_she_says_of_herself_takes_it(world: World, said: str) -> None:
    world.report()
    mette = world.phone("mette").skips()
    world.merchant.skips()

    mette.replies(said.format(code=mette.code()))

    assert world.incident().holder == "mette"
    mette.skips()
    world.merchant.skips()


def test_a_notice_to_all_that_is_copied_back_is_no_answer_but_told(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    mette.replies(f"{mette.code()} fortryd")
    notice = next(one.body for one in lars.shown if "ingen har den nu" in one.body)
    for phone in (mette, lars, world.merchant):
        phone.skips()

    lars.replies(notice)

    lars.expects("Intet er ændret", f"{lars.code()} = 1001 lampehuset dk")
    assert world.incident().holder is None
