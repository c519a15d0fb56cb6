"""People who get no texts: news and questions reach them by the ways that they have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from relay.core.matter import Answer
from relay.core.message import Channel, Kind
from relay.store.models import Message
from tests.provider import Provider
from tests.story.outgoing import EndsNoCall
from tests.story.shifts import MONDAY, asked, at
from tests.story.storm import down, everybody_skips, number_of
from tests.world import World

MakeWorld = Callable[..., World]
LARS = "phone: +4520123457\n    language: da\n    role: engineer\n    notify: "  # and his ways


def with_lars(make_world: MakeWorld, notify: str, **variables: str) -> World:
    """A world in which Lars is reached by these ways alone."""
    return make_world({f"{LARS}[sms, voice]": f"{LARS}{notify}"}, **variables)


def at_a_desk(make_world: MakeWorld, other: Provider) -> World:
    return with_lars(make_world, "['${DESK}']", DESK=other.channel("desk"))


def calm(world: World, *but: str) -> None:
    for who in {"mette", "aisha", "karen"} - set(but):
        world.phone(who).skips()
    world.merchant.skips()


def test_who_has_it_is_told_at_the_desk(make_world: MakeWorld, other: Provider) -> None:
    world = at_a_desk(make_world, other)
    world.report()
    world.advance(minutes=6, seconds=10)
    mette = world.phone("mette")

    mette.replies(mette.code())
    mette.replies(f"{mette.code()} fortryd")

    assert [words for words in other.told("desk") if "er taget af Mette Holm kl." in words]
    assert other.told("desk")[-1].endswith("= jeg tager den. Svar til +4529701595")
    assert world.phone("lars").shown == []
    calm(world)


def test_who_has_it_is_told_by_call(make_world: MakeWorld) -> None:
    world = with_lars(make_world, "[voice]")
    world.report()
    world.advance(minutes=7, seconds=30)  # Lars was rung, and the call is over
    mette, lars = world.phone("mette"), world.phone("lars")

    mette.replies(mette.code())

    assert "er taget af Mette Holm. Du skal ikke gøre noget" in lars.picks_up()
    assert lars.shown == []
    calm(world)


def test_a_shift_is_asked_for_at_the_desk(make_world: MakeWorld, other: Provider) -> None:
    world = at_a_desk(make_world, other)

    at(world, MONDAY - timedelta(minutes=59))

    (ask,) = other.told("desk")
    assert "Din vagt begynder kl. 09.00" in ask
    assert ask.endswith("Svar til +4529701595")
    assert world.phone("lars").shown == []
    at(world, MONDAY - timedelta(minutes=9))
    assert any("Lars Friis har ikke svaret" in body for body in world.phone("karen").unread)
    calm(world)


@pytest.mark.parametrize(
    ("keys", "said", "answer"),
    [("{code}", "Tak. Din vagt begynder", Answer.YES), ("**", "du kan ikke tage", Answer.NO)],
)
def test_a_shift_is_asked_for_by_call(
    make_world: MakeWorld, keys: str, said: str, answer: Answer
) -> None:
    world = with_lars(make_world, "[voice]")
    at(world, MONDAY - timedelta(minutes=60) + timedelta(seconds=1))
    lars, matter = world.phone("lars"), asked(world)
    assert "Din vagt begynder klokken 0 9" in lars.picks_up().replace("09.00", "0 9")

    assert said in lars.presses(keys.format(code=matter.code))

    told = [body for body in world.phone("karen").unread if "Lars Friis kan ikke tage" in body]
    assert len(told) == (answer is Answer.NO)
    assert lars.shown == []
    calm(world)


def test_a_manager_without_texts_hears_by_call_that_a_shift_is_not_answered(
    make_world: MakeWorld,
) -> None:
    karen = "language: da\n    role: manager\n    notify: "
    world = make_world({f"{karen}[sms, voice]": f"{karen}[voice]"})

    at(world, MONDAY - timedelta(minutes=59))
    world.phone("aisha").replies("ok")  # secondary from the same hour

    at(world, MONDAY - timedelta(minutes=10, seconds=20))

    assert "har ikke svaret om sin vagt" in world.phone("karen").picks_up()
    assert world.phone("karen").shown == []
    world.phone("lars").skips()
    calm(world)


# ---- news about what they have ---------------------------------------------------------------


def held_without_texts(world: World) -> str:
    """Mette has 1001, of which Lars heard too, and wants no texts; returns his code."""
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    mette.texts("STOP")
    mette.picks_up()
    mette.presses(mette.code())
    world.advance(minutes=1)
    for who in ("lars", "karen", "aisha"):
        world.phone(who).skips()
    return lars.code()


def rung(world: World) -> str:
    """What Mette hears when she is rung now."""
    world.advance(seconds=5)
    return world.phone("mette").picks_up()


def test_a_call_says_that_it_is_theirs_again(make_world: MakeWorld) -> None:
    world = make_world()
    code = held_without_texts(world)
    world.phone("lars").replies(f"{code} løst")
    world.advance(minutes=1)

    world.phone("lars").replies(f"{code} fortryd")

    said = rung(world)
    assert said.count("Lars Friis har fortrudt lukningen, så du har igen 1001") == 2
    assert "Du skal ikke gøre noget" not in said
    calm(world)
    world.phone("mette").skips()
    world.phone("lars").skips()


def test_a_call_says_that_another_has_called_the_shop(make_world: MakeWorld) -> None:
    world = make_world()
    code = held_without_texts(world)

    world.phone("lars").replies(f"{code} ringet")

    assert "Lars Friis har ringet til butikken om 1001" in rung(world)
    calm(world)
    world.phone("mette").skips()
    world.phone("lars").skips()


def test_a_call_says_how_many_shops_it_is_by_now(make_world: MakeWorld) -> None:
    world = make_world()
    held_without_texts(world)

    for shop in range(1, 3):
        world.report(f"butik{shop}.dk er nede, mvh Jonas", f"+4520305{shop:03}")

    mette, heard = world.phone("mette"), []
    for _ in range(30):  # one call at a time, and 1002 is paged as well
        if any(call.status == "ringing" for call in mette.calls()):
            heard.append(mette.picks_up())
        world.advance(seconds=10)
    assert any("1001 er nu ét udfald med 3 butikker" in said for said in heard)
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


@pytest.mark.parametrize("pressed", ["", "**", "00"])
def test_who_has_it_by_now_is_not_told_that_somebody_has(
    make_world: MakeWorld, pressed: str
) -> None:
    world = make_world()
    world.gateway = EndsNoCall(world.gateway)
    world.report()
    world.advance(minutes=4)
    mette = world.phone("mette")
    if pressed:
        mette.picks_up()
    world.advance(seconds=1)
    mette.replies(mette.code())

    said = mette.presses(pressed) if pressed else mette.picks_up()

    assert "Du har allerede sag 1 0 0 1. Ring til Jonas" in said
    calm(world, "mette")
    mette.skips()


def test_old_news_is_not_read_to_who_has_taken_it_since(make_world: MakeWorld) -> None:
    world = make_world()
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.texts("STOP")
    world.advance(minutes=1)
    lars.replies(lars.code())  # Mette is rung
    lars.replies(f"{lars.code()} fortryd")
    mette.replies(mette.code())

    said = mette.picks_up()

    assert "er taget af Lars" not in said
    assert "Du har allerede sag 1 0 0 1" in said
    calm(world)
    mette.skips()
    lars.skips()


# ---- what the merchant adds --------------------------------------------------------------


METTE = "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
METTE += "    role: engineer                 # engineer or manager\n    notify: "
CALL = "Ring på 30303030 i stedet"


def test_who_wrote_stop_reads_at_the_desk_what_the_merchant_adds(
    make_world: MakeWorld, other: Provider
) -> None:
    world = make_world(
        {f"{METTE}[sms, voice]": f"{METTE}[sms, '${{DESK}}']"}, DESK=other.channel("desk")
    )
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.texts("STOP")
    mette.texts(code)
    mette.skips()

    world.merchant.texts(CALL)

    assert other.told("desk")[-1] == f"1001, butikken skriver: {CALL}"
    assert mette.unread == []
    calm(world, "mette")
    world.phone("lars").skips()


def test_who_is_only_rung_hears_what_the_merchant_added(make_world: MakeWorld) -> None:
    world = make_world({f"{METTE}[sms, voice]": f"{METTE}[voice]"})
    mette = world.phone("mette")
    world.report()
    world.merchant.texts(CALL)
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")

    assert "butikken skriver: Ring på 3 0 3 0 3 0 3 0 i stedet" in mette.presses(code)

    world.advance(minutes=1)
    world.merchant.texts("Nu er admin også nede")
    world.advance(seconds=5)
    said = mette.picks_up()
    assert "butikken skriver: Nu er admin også nede" in said
    assert "i stedet" not in said  # which she has heard
    assert "Du har stadig sag" in mette.presses(code)
    assert mette.shown == []
    world.phone("lars").skips()
    calm(world)


@pytest.mark.parametrize(
    ("before", "words", "said"),
    [
        ("Det virker igen nu", "Nej, den er nede igen", "butikken skriver: Nej, den er nede igen"),
        ("Nu er admin også nede", "Ring i stedet til Kim 20304099", "20304099"),
    ],
)
def test_who_is_only_rung_is_rung_at_once_with_what_takes_back_what_they_heard(
    make_world: MakeWorld, before: str, words: str, said: str
) -> None:
    world = make_world({f"{METTE}[sms, voice]": f"{METTE}[voice]"})
    mette = world.phone("mette")
    world.report()
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")
    mette.presses(code)
    world.advance(minutes=1)
    world.merchant.texts(before)
    world.advance(seconds=5)
    mette.picks_up()
    mette.presses(code)
    world.advance(seconds=30)

    world.merchant.texts(words)
    world.advance(seconds=5)

    assert said in mette.picks_up().replace("2 0 3 0 4 0 9 9", "20304099")
    world.phone("lars").skips()
    calm(world)


def test_who_is_only_rung_is_rung_every_five_minutes_at_most_for_what_is_added(
    make_world: MakeWorld,
) -> None:
    world = make_world({f"{METTE}[sms, voice]": f"{METTE}[voice]"})
    mette = world.phone("mette")
    world.report()
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")
    mette.presses(code)
    world.advance(minutes=1)
    world.merchant.texts("Nu er admin også nede")
    world.advance(seconds=5)
    mette.picks_up()
    mette.presses(code)
    before = len(mette.calls())

    for words in ("Kurven tømmer sig selv", "Kan I skynde jer lidt"):
        world.advance(minutes=1)
        world.merchant.texts(words)
    world.advance(minutes=2)
    assert len(mette.calls()) == before

    world.advance(minutes=1)
    said = mette.picks_up()
    assert "Kurven tømmer sig selv / Kan I skynde jer lidt" in said
    assert len(mette.calls()) == before + 1
    mette.presses(code)
    world.phone("lars").skips()
    calm(world)


def test_who_is_only_rung_and_takes_it_by_text_is_answered_with_it(make_world: MakeWorld) -> None:
    world = make_world({f"{METTE}[sms, voice]": f"{METTE}[voice]"})
    mette = world.phone("mette")
    world.report()
    world.merchant.texts(CALL)
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")

    mette.texts(code)

    mette.expects("Du har 1001")
    mette.expects(f"1001, butikken skriver: {CALL}")
    world.phone("lars").skips()
    calm(world)


def test_a_holder_who_is_only_rung_hears_what_the_shops_of_an_outage_add(
    make_world: MakeWorld,
) -> None:
    world = make_world({f"{METTE}[sms, voice]": f"{METTE}[voice]"})
    mette = world.phone("mette")
    down(world, 0)
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")
    mette.presses(code)
    for shop in (1, 2):
        down(world, shop)
    world.advance(minutes=3)
    before = len(mette.calls())

    world.phone(number_of(2)).texts("Nu er admin også nede")
    world.advance(seconds=5)

    assert len(mette.calls()) == before + 1
    assert "1 0 0 3, butikken skriver: Nu er admin også nede" in mette.picks_up()
    everybody_skips(world)


def test_what_comes_during_a_call_is_read_out_before_it_ends(make_world: MakeWorld) -> None:
    world = make_world({f"{METTE}[sms, voice]": f"{METTE}[voice]"})
    mette = world.phone("mette")
    world.report()
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")
    mette.presses(code)
    world.advance(minutes=1)
    world.merchant.texts("Nu er hele siden hvid")
    world.advance(seconds=5)
    assert "Nu er hele siden hvid" in mette.picks_up()

    world.carrier.text(world.merchant.number, "Kortdata ligger frit fremme")
    world.advance(seconds=1)

    assert "Kortdata ligger frit fremme" in mette.presses(code)
    world.phone("lars").skips()
    calm(world)


def test_who_is_only_rung_is_rung_once_when_it_is_given_back(world: World) -> None:
    """The call that asks them to take it says as well that nobody has it."""
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.texts("STOP")
    world.advance(minutes=1)
    lars.replies(lars.code())
    world.advance(minutes=3)
    before = len(mette.calls())

    lars.replies(f"{lars.code()} fortryd")
    world.advance(minutes=1, seconds=30)

    assert len(mette.calls()) == before + 1
    everybody_skips(world)


def test_who_is_only_rung_is_not_rung_for_the_number_of_shops(world: World) -> None:
    """They hear it in the call that asks them to take it."""
    mette = world.phone("mette")
    mette.texts("STOP")
    for shop in range(4):
        down(world, shop)
    world.advance(seconds=2)
    assert "4 butikker" in mette.picks_up()
    world.carrier.hang_up(mette.calls()[-1].sid)

    kinds = world.relay.database.read(
        lambda session: session.scalars(
            select(Message.kind).where(Message.person == "mette", Message.channel == Channel.VOICE)
        ).all()
    )
    assert Kind.NOTICE not in kinds
    everybody_skips(world)
