"""What a reviewer found: odd moments in which somebody was rung without end, or never told."""

from collections.abc import Callable
from datetime import timedelta

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.world import World

CREW = ("mette", "lars", "aisha", "karen")


def calm(world: World, *more: str) -> None:
    for who in (*CREW, *more):
        world.phone(who).skips()
    world.merchant.skips()


def test_whoever_sent_stop_is_rung_like_somebody_without_texts(world: World) -> None:
    world.phone("mette").texts("STOP")
    world.report()

    world.advance(minutes=6)

    assert 2 <= len(world.phone("mette").calls()) <= 5
    calm(world)


def test_calls_that_are_refused_are_not_tried_without_end(world: World) -> None:
    mette = world.phone("mette")
    mette.texts("STOP")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=21216, status=400))

    world.report()
    world.advance(minutes=6)

    assert world.happened().count("rung") < 12
    assert "climbed" in world.happened()
    calm(world)


def test_a_clock_set_back_silences_no_open_incident(world: World) -> None:
    world.report()
    world.advance(minutes=1)
    calm(world)

    world.clock.advance(-timedelta(hours=1))
    world.advance(minutes=3)

    assert world.phone("mette").unread
    calm(world)


def test_a_clock_set_back_delays_no_new_page(world: World) -> None:
    world.report()
    calm(world)
    world.clock.advance(-timedelta(hours=1))

    world.report("Vores shop tehuset.se är nere, Ingrid 070-174 06 05", "+46701740605")
    world.advance(minutes=1)

    assert any("tehuset" in body for body in world.phone("mette").unread)
    calm(world, "+46701740605")


def test_a_check_in_that_does_not_arrive_is_an_answer_that_does_not_come(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"callback_promise_minutes: 15": "callback_promise_minutes: 600"})
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    calm(world)
    number = mette.number
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30005, times=1))

    world.advance(minutes=30, seconds=30)

    assert world.incident().state is State.OPEN
    assert len(mette.calls()) == 1
    calm(world)


def test_a_reminder_that_is_answered_before_it_leaves_is_not_sent(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    calm(world)
    world.advance(minutes=14)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.advance(minutes=2)
    world.carrier.text(mette.number, f"{code} ringet")
    world.advance(seconds=5)

    world.carrier.faults.clear()
    world.advance(minutes=3)

    assert not any("Har du ringet" in body for body in mette.unread)
    calm(world)


def test_words_that_waited_are_not_sent_to_somebody_who_need_do_nothing(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    world.merchant.texts("Det er blevet værre")
    calm(world)
    world.merchant.texts("Nu er der slet ingen varer i kurven")  # waits five minutes
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    mette.replies(f"{mette.code()} ringet")
    lars.skips()

    world.advance(minutes=6)

    assert lars.unread == []
    assert any("ingen varer i kurven" in body for body in mette.unread)
    calm(world)


def test_when_all_have_passed_the_merchants_words_still_reach_them(world: World) -> None:
    world.report()
    for key in CREW:
        world.advance(seconds=30)
        phone = world.phone(key)
        if phone.shown:
            phone.replies(f"{phone.code()} videre")
    world.advance(seconds=30)
    for key in CREW:
        world.phone(key).replies(f"{world.phone(key).code()} videre")
    calm(world)

    world.merchant.texts("det er stadig helt nede!!")

    assert any("helt nede!!" in body for key in CREW for body in world.phone(key).unread)
    calm(world)


def test_a_pass_of_somebody_on_two_levels_skips_one(make_world: Callable[..., World]) -> None:
    world = make_world({"[rotation:secondary]": "[rotation:primary, rotation:secondary]"})
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    mette.replies(f"{mette.code()} videre")

    mette.skips()
    world.phone("lars").expects("1001")
    for key in ("aisha", "karen"):
        assert world.phone(key).unread == []


def test_every_merchant_of_an_outage_hears_how_it_goes(world: World) -> None:
    phones = [f"+452030406{number}" for number in range(4)]
    for number, phone in enumerate(phones):
        world.report(f"butik{number}.dk er nede", phone)
    for phone in phones:
        world.phone(phone).skips()

    world.advance(minutes=11)

    joined = [world.phone(phone) for phone in phones[2:]]
    for phone in joined:
        phone.expects("Vi kalder stadig vagten til sag")
    mette = world.phone("mette")
    first = next(text.body for text in mette.shown if "butik0" in text.body)
    code = first.rsplit(" = ", 1)[0].rsplit(" ", 1)[1]
    mette.replies(code)
    for phone in joined:
        phone.expects("En tekniker arbejder nu på fejlen")
    world.advance(minutes=21)  # the call is not made: it is nobody's again
    for phone in joined:
        phone.expects("Ingen har sag")
    calm(world, *phones)
