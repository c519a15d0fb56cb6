"""What `python -m relay simulate` found, each as the smallest story that shows it."""

from datetime import timedelta

from relay.core.message import Channel, MessageState
from relay.emulator.faults import Fault, Trouble
from relay.store import messages as store
from relay.store.models import Message
from tests.story.storm import code_of_lead, everybody_skips, number_of, storm
from tests.world import World

CREW = ("mette", "lars", "aisha", "karen")


def calm(world: World) -> None:
    for who in CREW:
        world.phone(who).skips()
    world.merchant.skips()


def messages(world: World, channel: Channel) -> list[Message]:
    found = world.relay.database.read(
        lambda session: store.of_incident(session, world.incident().id)
    )
    return [message for message in found if message.channel is channel]


def messages_to(world: World, person: str) -> list[Message]:
    return [message for message in messages(world, Channel.SMS) if message.person == person]


def test_a_try_after_the_clock_was_set_back_is_the_latest(world: World) -> None:
    world.report()
    world.advance(minutes=3)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.advance(minutes=1, seconds=10)  # a call is on its way, and its answer is lost

    world.clock.advance(-timedelta(hours=1))
    world.carrier.faults.clear()
    world.advance(minutes=2)

    first = messages(world, Channel.VOICE)[0]
    assert first.tries > 1
    assert first.state is MessageState.UNDELIVERED
    calm(world)


def test_no_page_counts_backwards_after_the_clock_was_set_back(world: World) -> None:
    world.report()
    world.advance(minutes=1)
    calm(world)

    world.clock.advance(-timedelta(hours=1))
    world.advance(minutes=20)

    pages = [body for who in CREW for body in world.phone(who).unread]
    assert pages
    assert not [body for body in pages if "-" in body.split("min")[0]]
    calm(world)


def test_a_phone_that_is_off_is_not_paged_every_second_after_the_clock_was_set_back(
    world: World,
) -> None:
    lars = world.phone("lars")
    world.report()
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=lars.number))

    world.clock.advance(-timedelta(hours=1))
    world.advance(minutes=20)

    to_lars = [text for text in world.carrier.texts.all() if text.to == lars.number]
    assert 2 <= len(to_lars) <= 12
    assert not [body for who in CREW for body in world.phone(who).unread if "igen." in body]
    calm(world)


def test_whoever_takes_back_a_pass_in_the_last_resort_is_rung_when_it_is_time(
    world: World,
) -> None:
    lars = world.phone("lars")
    world.report()
    world.advance(minutes=6, seconds=10)
    lars.replies(f"{lars.code()} videre")  # from now on everybody but Lars is paged
    world.advance(minutes=6)
    assert not lars.calls()

    lars.replies(f"{lars.code()} fortryd")
    world.advance(seconds=10)

    assert lars.calls()
    calm(world)


def test_a_bare_answer_does_not_take_what_cannot_have_been_read(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30003))
    world.report()
    world.advance(minutes=1)
    world.carrier.faults.clear()
    mette.skips()

    mette.replies("ja")

    assert world.incident().holder is None
    assert "1001" in mette.unread[0]  # what is open, with its code
    calm(world)


def test_what_was_left_over_before_it_was_taken_is_not_sent_when_it_is_opened_again(
    world: World,
) -> None:
    mette, lars = world.phone("mette"), world.phone("lars")
    world.report()
    world.advance(minutes=5)
    code = mette.code()
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.advance(minutes=2)  # Lars's page is in doubt, and nobody can be asked about it
    assert messages_to(world, "lars")
    mette.replies(f"{code} ringet")
    mette.replies(f"{code} løst")
    mette.skips()
    world.carrier.faults.clear()

    world.merchant.texts("stadig nede")
    world.advance(minutes=1)

    assert "igen" in mette.unread[0]
    assert not [body for body in lars.unread if "= jeg" in body]
    calm(world)


def test_a_call_is_not_tried_again_without_a_pause_after_the_clock_was_set_back(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=3, seconds=50)
    world.carrier.faults.add(Fault(Trouble.DROP))

    world.advance(seconds=20)  # the first call is due, and nothing comes of it
    world.clock.advance(-timedelta(hours=1))
    world.advance(seconds=50)

    calls = messages(world, Channel.VOICE)
    assert [call.tries for call in calls if call.tries > 8] == []
    world.carrier.faults.clear()
    world.advance(minutes=2)
    assert messages(world, Channel.VOICE)[0].tries > 1
    calm(world)


def test_whoever_took_it_on_the_phone_does_not_read_that_nobody_has_it(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.picks_up()
    calm(world)
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=20429, status=429))
    for words in ("løst", "fortryd"):
        lars.replies(f"{lars.code()} {words}")

    mette.presses(mette.code())
    world.carrier.faults.clear()
    world.advance(minutes=3)

    assert world.incident().holder == "mette"
    assert not any("ingen har den" in body for body in mette.unread)
    calm(world)


def test_merchant_of_an_outage_whose_closing_was_taken_back_is_not_left_with_fixed(
    world: World,
) -> None:
    storm(world, 5)
    mette, last = world.phone("mette"), world.phone(number_of(4))
    code = code_of_lead(world)
    mette.replies(f"{code} løst")
    world.advance(seconds=30)
    assert "webshops, er rettet" in last.unread[-1]
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=last.number, code=20429, status=429))
    mette.replies(f"{code} fortryd")
    mette.replies(code)
    world.advance(minutes=2)
    mette.replies(f"{code} fortryd")
    world.carrier.faults.clear()

    world.advance(minutes=4)

    assert "webshops, er rettet" not in last.unread[-1]
    everybody_skips(world)


def test_nor_when_the_clock_was_set_back_in_between(world: World) -> None:
    storm(world, 5)
    mette, last = world.phone("mette"), world.phone(number_of(4))
    code = code_of_lead(world)
    mette.replies(code)
    world.advance(minutes=1)
    everybody_skips(world)
    world.clock.advance(-timedelta(minutes=10))
    mette.replies(f"{code} løst")
    world.advance(seconds=30)
    assert "webshops, er rettet" in last.unread[-1]

    mette.replies(f"{code} fortryd")
    world.advance(minutes=4)

    assert "webshops, er rettet" not in last.unread[-1]
    everybody_skips(world)


def test_who_had_what_joins_anothers_outage_is_not_told_that_it_is_nobodys(world: World) -> None:
    storm(world, 4)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{code_of_lead(world)} løst")
    world.advance(minutes=1)
    world.phone(number_of(3)).texts("Den er stadig nede")
    world.advance(minutes=6)
    lars.replies(lars.code())
    world.advance(minutes=1)
    everybody_skips(world)

    world.phone(number_of(0)).texts("Også nede her stadig")
    world.advance(minutes=1)

    assert lars.unread
    assert not [text for text in mette.unread if "åbnet igen" in text]
    everybody_skips(world)


def test_who_takes_by_voice_what_they_passed_on_reads_that_they_have_it(world: World) -> None:
    world.report()
    world.advance(minutes=4)
    mette = world.phone("mette")
    mette.picks_up()
    world.carrier.text(mette.number, f"{mette.code()} videre")
    world.advance(seconds=1)

    assert "Du har nu sag 1 0 0 1" in mette.presses(mette.code())

    world.advance(seconds=30)
    assert "Du har 1001 lampehuset dk" in mette.unread[-1]
    assert world.incident().holder == "mette"
    everybody_skips(world)
