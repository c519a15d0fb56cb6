"""Somebody has it: is the merchant called, are they still on it, and what when they fall silent?"""

from collections.abc import Callable

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.story.holding import NO_PROMISE, taken
from tests.world import World


def test_after_half_an_hour_the_holder_is_asked_and_any_answer_will_do(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")

    world.advance(minutes=30)

    mette.expects(f"Er du stadig i gang med 1001 lampehuset dk? Svar {code}")
    mette.replies(f"{code} kigger stadig")
    mette.expects("Du har allerede 1001")
    world.advance(minutes=20)
    assert mette.unread == []
    assert world.incident().holder == "mette"


def test_a_plain_ok_answers_the_check_in(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE)
    taken(world)
    mette = world.phone("mette")
    world.advance(minutes=30, seconds=30)
    mette.expects("Er du stadig i gang")

    mette.replies("ok")

    mette.expects("Du har allerede 1001")
    world.advance(minutes=15)
    assert mette.unread == []
    assert world.incident().state is State.ACKNOWLEDGED


def test_without_an_answer_the_holder_is_paged_and_rung_then_the_next_level(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    world.advance(minutes=30)
    mette.expects("Er du stadig i gang")

    world.advance(minutes=10)

    assert world.incident().state is State.OPEN
    assert mette.expects("1001 lampehuset dk").endswith(f"Svar {code} = jeg tager den")
    assert mette.ringing()
    world.merchant.expects("Ingen har sag 1001 lige nu")  # for nobody gave it back
    assert lars.unread == []
    world.advance(minutes=2)
    lars.expects("1001 lampehuset dk")
    mette.expects("Påmindelse 1, 42 min: 1001")
    assert "lapsed" in world.happened()


def test_the_one_who_fell_silent_can_take_it_again(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    world.advance(minutes=40)
    mette = world.phone("mette").skips()
    world.merchant.skips()

    mette.replies(code)

    mette.expects("Du har 1001")
    world.merchant.expects("Mette Holm har nu din sag")
    world.advance(minutes=5)
    assert world.phone("lars").unread == []


def test_once_the_merchant_was_called_the_check_in_waits_two_hours(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} ringet")
    mette.expects("har ringet")

    world.advance(minutes=119)
    assert mette.unread == []
    world.advance(minutes=2)

    mette.expects("Er du stadig i gang")


def test_the_holder_is_reminded_to_call_the_merchant(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")

    world.advance(minutes=15)

    mette.expects("Har du ringet om 1001 lampehuset dk? Jonas +4520304050", f"Svar {code} ringet")
    mette.replies(f"{code} ringet")
    mette.expects("har ringet")
    world.advance(minutes=30)
    assert mette.unread == []
    assert world.incident().holder == "mette"


def test_a_broken_promise_pages_the_next_level_and_the_merchant_is_told(world: World) -> None:
    taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    world.advance(minutes=15)
    mette.expects("Har du ringet")

    world.advance(minutes=5)

    world.merchant.expects("ikke fået ringet til dig om sag 1001", "den næste tekniker")
    lars.expects("1001 lampehuset dk")
    mette.expects("1001 lampehuset dk")
    assert world.incident().state is State.OPEN


def test_an_answer_that_tells_of_no_call_keeps_no_promise(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    world.advance(minutes=15)
    mette.expects("Har du ringet")
    world.advance(minutes=2)

    mette.replies(f"{code} kigger stadig")

    mette.expects("Har du ringet til Jonas +4520304050? Svar")
    assert mette.unread == []
    world.advance(minutes=3)
    world.phone("lars").expects("1001 lampehuset dk")
    mette.expects("1001 lampehuset dk")
    world.merchant.expects("ikke fået ringet til dig om sag 1001")


def test_whoever_has_it_next_promises_a_call_too(world: World) -> None:
    code = taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{code} ringet")
    mette.replies(f"{code} videre")
    lars.replies(lars.code())
    world.merchant.expects("givet tilbage, så ingen har den lige nu")
    world.merchant.expects("Lars", "ringer til dig")
    for phone in (mette, lars):
        phone.skips()

    world.advance(minutes=15)

    lars.expects("Har du ringet om 1001")
    lars.replies(f"{lars.code()} ringet")
    lars.expects("har ringet")
    world.advance(minutes=60)
    assert lars.unread == []
    assert world.incident().holder == "lars"


def test_whoever_has_called_owes_no_second_call_when_they_have_it_again(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.skips().replies(f"{code} ringet")
    world.advance(hours=2, minutes=11)  # Mette is asked, silent, and paged again
    mette.skips()
    world.merchant.skips()

    mette.replies(code)

    mette.expects("du har 1001 og har ringet", f"Svar {code} løst")
    assert "ringer" not in world.merchant.expects("Mette Holm har nu din sag 1001")
    world.advance(minutes=30)
    assert mette.unread == world.merchant.unread == []
    assert world.incident().holder == "mette"
    for key in ("lars", "aisha", "karen"):
        world.phone(key).skips()


def test_a_merchant_who_was_called_does_not_read_that_nobody_has_called_yet(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    mette.replies(code)
    lars.replies(f"{lars.code()} ringet")
    for answer in (" fortryd", ""):
        mette.replies(f"{code}{answer}")
    world.merchant.skips()

    world.advance(minutes=21)

    assert "endnu" not in world.merchant.expects("der tog sag 1001, har desværre ikke ringet")
    assert world.incident().state is State.OPEN
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()


@pytest.mark.parametrize("answer", ["fortryd", "videre"])
def test_who_heard_that_somebody_has_it_hears_that_nobody_has(world: World, answer: str) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette").skips(), world.phone("lars").skips()
    mette.replies(mette.code())
    lars.expects("taget af Mette Holm")

    mette.replies(f"{mette.code()} {answer}")

    world.advance(seconds=5)
    said = " ".join(lars.unread)
    # A pass pages everybody; for who took it back his last page is no two minutes old.
    by_page = "ALLE, ingen har den: 1001 lampehuset dk"
    by_text = "Mette Holm har givet slip på 1001 lampehuset dk, og ingen har den nu"
    assert (by_page if answer == "videre" else by_text) in said
    assert f"Svar {lars.code()} = jeg tager den" in said
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()
    world.merchant.skips()


def test_a_merchant_without_a_number_is_promised_no_call(world: World) -> None:
    world.report("LAMPEHUSET.dk: butikken er nede", "LAMPEHUSET")
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    mette.skips()

    world.advance(minutes=29)

    assert mette.unread == []
    assert world.incident().holder == "mette"


def test_a_number_that_comes_later_is_called_in_the_same_time(world: World) -> None:
    world.report("LAMPEHUSET.dk: butikken er nede", "LAMPEHUSET")
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    world.advance(minutes=8)
    world.report("Ring på 22114455", "LAMPEHUSET")
    mette.skips()

    world.advance(minutes=7)

    mette.expects("Har du ringet om 1001", "+4522114455")


def test_a_pause_holds_the_check_in(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} pause 60")

    mette.expects("1001 er på pause til kl. 03.40")
    world.advance(minutes=59)
    assert mette.unread == []
    world.advance(minutes=2)
    mette.expects("Er du stadig i gang")


@pytest.mark.parametrize("span", ["1 time", "en time", "1t", "1 hour", "60 min", "1h."])
def test_a_pause_may_be_told_in_hours(world: World, span: str) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} pause {span}")

    mette.expects("1001 er på pause til kl. 03.40")


@pytest.mark.parametrize("span", ["9 timer", "til 4", "en uge", "1 time og", ""])
def test_a_pause_that_is_too_long_or_unclear_is_asked_back(world: World, span: str) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} pause {span}")

    mette.expects("Hvor længe?")


def test_a_pause_never_holds_the_paging_of_what_nobody_has(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    mette.replies(f"{mette.code()} pause 30")

    mette.expects("Du har ikke 1001")
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")


def test_who_has_it_again_and_was_not_reached_is_rung_before_the_text_is_sent_again(
    world: World,
) -> None:
    code = taken(world)
    mette, karen = world.phone("mette"), world.phone("karen")
    mette.replies(f"{code} videre")
    world.advance(minutes=13)  # everybody is paged
    mette.replies(code)
    karen.replies(f"{karen.code()} løst")
    world.advance(seconds=30)
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, times=1))

    karen.replies(f"{karen.code()} fortryd")
    world.advance(seconds=5)

    assert mette.unread == []
    assert "Er du stadig i gang med sag 1 0 0 1" in mette.picks_up()
    assert "Du har stadig sag 1 0 0 1" in mette.presses(code)
    rung = len(mette.calls())
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, times=1))
    world.advance(minutes=8)
    mette.expects("Karen", "har fortrudt lukningen, så du har igen 1001")
    assert len(mette.calls()) == rung  # they know by now
    assert mette.unread == []
    karen.skips()
    world.merchant.skips()


def test_who_has_it_all_the_time_is_not_rung_for_a_call_that_was_taken_back(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    mette.replies(f"{mette.code()} ringet")
    for who in (mette, lars, world.merchant):
        who.skips()
    rung = len(lars.calls())
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=lars.number, times=1))

    mette.replies(f"{mette.code()} fortryd")
    world.advance(minutes=2)

    lars.expects("Mette Holm har fortrudt: butikken er ikke ringet op om 1001")
    assert len(lars.calls()) == rung
    mette.skips()


def test_nobody_is_asked_about_what_they_have_closed(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} ringet")
    world.advance(minutes=119)
    mette.skips()
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.advance(minutes=2)  # "still on it?" waits
    mette.replies(f"{code} løst")

    world.carrier.faults.clear()
    world.advance(minutes=4)

    assert "asked" in world.happened()
    assert not any("stadig i gang" in text for text in mette.unread)
    mette.skips()
    world.merchant.skips()
    world.phone("karen").skips()
