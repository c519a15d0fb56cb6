"""Whoever has it gets no texts: they are rung, or asked by another way."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.provider import Provider
from tests.story.holding import NO_PROMISE, taken
from tests.story.outgoing import EndsNoCall
from tests.world import World

METTE = (
    "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    "    role: engineer                 # engineer or manager\n    notify: "
)


def only(*channels: str) -> dict[str, str]:
    """Mette is reached by these alone."""
    return {f"{METTE}[sms, voice]": f"{METTE}[{', '.join(channels)}]"}


def takes_by_voice(world: World) -> str:
    """Mette is rung about the incident and keys in its code; returns that."""
    world.report()
    mette = world.phone("mette")
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")
    assert "Du har nu sag" in mette.presses(code)
    mette.skips()
    world.merchant.skips()
    return code


def somebody_else_is_paged(world: World) -> None:
    """Lars is, and the merchant hears that nobody has it; all texts have been seen."""
    world.phone("lars").expects("1001")
    world.merchant.expects("Ingen har sag 1001 lige nu")
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()


def test_whoever_gets_no_texts_is_rung_and_keys_in_that_they_are_on_it(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=30)

    assert "er du stadig i gang med sag" in mette.picks_up().lower()
    assert "Tast" in mette.presses("99")
    assert "Du har stadig sag" in mette.presses(code)

    world.advance(minutes=25)
    assert world.incident().holder == "mette"
    assert mette.unread == []
    assert len(mette.calls()) == 2


def test_news_for_somebody_who_wrote_stop_is_a_call_and_silence_wakes_the_next(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")
    mette.texts("STOP")
    world.advance(seconds=5)
    mette.picks_up()
    mette.presses(code)
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()

    world.merchant.texts("Det er stadig nede, ring nu")
    world.advance(seconds=5)

    said = mette.picks_up()
    assert "butikken skriver: Det er stadig nede, ring nu" in said
    assert "er du stadig i gang med sag" in said.lower()
    world.advance(minutes=13)  # no key is pressed
    somebody_else_is_paged(world)


def test_a_holder_whom_nothing_reaches_any_more_has_it_no_more(
    make_world: Callable[..., World],
) -> None:
    world = make_world({**NO_PROMISE, "notify: [sms, voice]": "notify: [sms]"})
    taken(world)

    world.phone("mette").texts("STOP")
    world.advance(seconds=10)

    assert world.incident().state is State.OPEN
    somebody_else_is_paged(world)


def test_news_to_its_holder_that_does_not_get_through_is_a_call(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30006, times=1))
    world.merchant.texts("Det er stadig nede, ring nu")
    world.advance(seconds=10)

    assert "er du stadig i gang med sag" in mette.picks_up().lower()
    assert "Du har stadig sag" in mette.presses(code)
    world.advance(minutes=15)
    assert world.incident().holder == "mette"


def test_who_wrote_stop_is_rung_when_asked_whether_they_are_still_on_it(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")
    mette.texts("STOP")
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()

    for wait in (timedelta(seconds=5), timedelta(minutes=30)):  # at once, and when it is time
        world.advance(seconds=wait.total_seconds())
        assert "er du stadig i gang med sag" in mette.picks_up().lower()
        assert "Du har stadig sag" in mette.presses(code)

    assert world.incident().holder == "mette"


def test_whoever_does_not_take_the_call_has_the_whole_grace(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    takes_by_voice(world)
    mette = world.phone("mette")

    world.advance(minutes=39, seconds=50)

    assert mette.calls()[-1].status == "no-answer"
    assert world.incident().holder == "mette"
    world.advance(seconds=30)
    assert world.incident().state is State.OPEN
    assert mette.ringing()
    world.merchant.skips()


def test_the_star_in_such_a_call_passes_it_on(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=30)
    mette.picks_up()

    assert "to stjerner igen" in mette.presses("**")
    assert "sendt videre" in mette.presses("**")

    world.advance(seconds=10)
    world.phone("lars").expects("1001 lampehuset dk")
    world.merchant.skips()


def test_the_call_about_the_call_back_keeps_the_promise(make_world: Callable[..., World]) -> None:
    world = make_world(only("voice"))
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=15)

    heard = mette.picks_up()

    assert "Har du ringet om sag" in heard
    assert "20 30 40 50" in heard
    mette.presses(code)
    assert world.incident().called_at is not None
    world.advance(minutes=30)
    assert world.incident().holder == "mette"


def test_a_call_that_comes_after_the_answer_says_that_it_is_theirs(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    world.gateway = EndsNoCall(world.gateway)
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=30)
    mette.replies(f"{code} ja")
    mette.skips()

    assert "Du har allerede sag" in mette.picks_up()


@pytest.mark.parametrize(
    ("news", "heard"),
    [
        ("Ring i stedet til Kim 20304099", "Nummeret er 20 30 40 99"),
        ("Nu er admin også nede", "butikken skriver: Nu er admin også nede"),
    ],
)
def test_news_is_heard_in_the_call_that_brings_it_though_they_write_while_it_rings(
    make_world: Callable[..., World], news: str, heard: str
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(seconds=40)
    world.merchant.texts(news)
    world.advance(seconds=3)

    mette.replies(f"{code} note jeg er på vej")
    world.advance(seconds=2)

    said = mette.picks_up()
    assert heard in said
    assert "Du har allerede sag" in said
    mette.skips()
    world.merchant.skips()


def test_news_in_place_of_a_text_that_failed_is_heard_though_they_write_while_it_rings(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30006, times=1))
    world.merchant.texts("Nu er admin også nede")
    world.advance(seconds=10)

    mette.replies(f"{code} note jeg er på vej")
    world.advance(seconds=2)

    assert "butikken skriver: Nu er admin også nede" in mette.picks_up()
    mette.skips()


def test_whoever_has_chat_alone_is_asked_there(
    make_world: Callable[..., World], other: Provider
) -> None:
    world = make_world(NO_PROMISE | only("'${DESK}'"), DESK=other.channel("desk"))
    world.report()
    mette = world.phone("mette")
    code = other.told("desk")[0].split("Svar ")[1].split()[0]
    mette.replies(code)
    mette.skips()
    world.merchant.skips()

    world.advance(minutes=30)

    asked = other.told("desk")[-1]
    assert asked.startswith(f"Er du stadig i gang med 1001 lampehuset dk? Svar {code}")
    assert asked.endswith("Svar til +4529701595")
    mette.replies(f"{code} ja")
    mette.skips()
    world.advance(minutes=25)
    assert world.incident().holder == "mette"


def test_a_chat_that_does_not_take_the_question_is_as_good_as_silence(
    make_world: Callable[..., World], other: Provider
) -> None:
    world = make_world(NO_PROMISE | only("'${DESK}'"), DESK=other.channel("desk"))
    world.report()
    mette = world.phone("mette")
    mette.replies(other.told("desk")[0].split("Svar ")[1].split()[0])
    mette.skips()
    world.merchant.skips()
    other.status = 500

    world.advance(minutes=33)

    assert world.incident().state is State.OPEN
    world.merchant.skips()
    world.phone("lars").skips()


def test_a_carrier_that_comes_and_goes_asks_no_holder_for_ever(
    make_world: Callable[..., World], other: Provider
) -> None:
    world = make_world(BACKUP_CARRIER_URL=other.url)
    taken(world)
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, code=30002))  # taken, then not passed on
    world.advance(minutes=14)
    mette = world.phone("mette")

    world.advance(minutes=9)

    asked = [said for said in other.told(mette.number) if "Har du ringet" in said]
    assert len(asked) == 1
    assert world.incident().holder is None
    world.carrier.faults.clear()
    for phone in ("mette", "lars", "aisha", "karen"):
        world.advance(minutes=1)
        world.phone(phone).skips()


def test_while_the_carrier_is_down_the_question_takes_the_second_path(
    make_world: Callable[..., World], other: Provider
) -> None:
    world = make_world(NO_PROMISE, BACKUP_CARRIER_URL=other.url)
    code = taken(world)
    world.advance(minutes=25)
    world.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))
    world.report("Maria, tapet.dk er nede, 20304051", "+4520304051")
    world.advance(minutes=4)

    world.advance(minutes=2)

    mette = world.phone("mette")
    asked = [said for said in other.told(mette.number) if "stadig i gang med 1001" in said]
    assert len(asked) == 1
    assert asked[0].endswith("Svar til +4529701595")
    mette.replies(f"{code} ja")
    world.advance(minutes=20)
    assert world.incident().holder == "mette"
    world.carrier.faults.clear()
    for phone in ("mette", "lars", "aisha", "karen", "+4520304051"):
        world.advance(minutes=1)
        world.phone(phone).skips()


@pytest.mark.parametrize("end", ["", " løst"])
def test_whoever_passed_it_on_by_keypad_is_not_rung_to_hear_that_nothing_is_to_be_done(
    make_world: Callable[..., World], end: str
) -> None:
    world = make_world(only("voice"))
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.picks_up()
    mette.presses("**")
    mette.presses("**")
    rung = len(mette.calls())
    world.advance(seconds=30)

    lars.replies(f"{lars.code()}{end}")
    world.advance(minutes=2)

    assert len(mette.calls()) == rung
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()
    world.merchant.skips()


def test_without_a_second_path_a_carrier_that_comes_and_goes_asks_nobody_again(
    world: World,
) -> None:
    taken(world)
    world.advance(minutes=14, seconds=55)

    for _ in range(8):
        world.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))
        world.advance(seconds=40)
        world.carrier.faults.clear()
        world.advance(seconds=20)

    assert world.happened().count("nudged") == 1
    assert world.incident().state is State.OPEN  # called by nobody, and silent
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()
    world.merchant.skips()
