"""A merchant sends pictures, with words or without: nobody sees them here, and all hear of them."""

from collections.abc import Callable

import pytest

from tests.story.following import close, everybody_skips
from tests.story.holding import NO_PROMISE
from tests.story.test_held_without_texts import only
from tests.world import MERCHANT, World

PICTURE = "https://picture.example.org/1"
ALONE = "kun billede eller fil, uden tekst."
FIRST = "Lone, lampehuset.dk er nede, se billedet"


def sends(world: World, body: str, pictures: int = 1) -> None:
    world.carrier.text(MERCHANT, body, [PICTURE] * pictures)
    world.advance(seconds=5)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", ALONE),
        ("Sådan ser det ud", "Sådan ser det ud (med billede eller fil)"),
        ("🔥🔥", "ingen læsbar tekst (med billede eller fil)"),  # something was written
    ],
)
def test_a_further_picture_is_passed_on_with_what_was_written(
    world: World, words: str, told: str
) -> None:
    world.report()
    everybody_skips(world)

    sends(world, words)

    world.phone("mette").expects(f"1001, butikken skriver: {told}")


def test_whoever_takes_it_later_hears_of_the_picture_too(world: World) -> None:
    world.report()
    sends(world, "")
    world.advance(minutes=6)
    everybody_skips(world)
    lars = world.phone("lars")

    lars.replies(lars.code())

    lars.expects("Du har 1001")
    lars.expects(f"1001, butikken skriver: {ALONE}")
    everybody_skips(world)


def test_a_picture_that_had_it_opened_again_is_told_to_whoever_had_it(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)

    sends(world, "")

    mette.expects("Åbnet igen.")
    lars.expects(f"1001 er åbnet igen, butikken skriver: {ALONE}")
    everybody_skips(world)


def test_pictures_alone_are_paged_as_such(world: World) -> None:
    sends(world, "")
    sends(world, "")
    mette = world.phone("mette")

    mette.expects(f"1002 ukendt butik: {ALONE} Ring +4520304050.")

    mette.replies(f"{mette.code()} ?")
    mette.expects(f"Hele teksten: {ALONE}")
    everybody_skips(world)


def test_pictures_alone_are_said_by_voice(make_world: Callable[..., World]) -> None:
    world = make_world(only("voice"))
    sends(world, "")
    sends(world, "")

    heard = world.phone("mette").picks_up()

    assert "ukendt butik. kun billede eller fil, uden tekst. Tast" in heard
    everybody_skips(world)


def test_symbols_alone_are_said_by_voice(make_world: Callable[..., World]) -> None:
    world = make_world(only("voice"))
    world.report("🚨🚨🚨")

    heard = world.phone("mette").picks_up()

    assert "ukendt butik. ingen læsbar tekst. Tast" in heard
    everybody_skips(world)


def test_whoever_is_only_rung_hears_of_a_further_picture(make_world: Callable[..., World]) -> None:
    world = make_world({**NO_PROMISE, **only("voice")})
    world.report()
    sends(world, "")
    mette = world.phone("mette")
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")

    heard = mette.presses(code)

    assert "butikken skriver: kun billede eller fil, uden tekst. Tak." in heard
    everybody_skips(world)


def test_details_tell_of_every_picture(world: World) -> None:
    sends(world, FIRST, 2)
    sends(world, "her er et til")
    sends(world, "")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.replies(f"{mette.code()} ?")

    details = mette.expects("se billedet (med billede eller fil)")
    assert f"nyeste først: {ALONE} / her er et til (med billede eller fil)" in details


def test_long_words_give_way_to_the_picture_that_came_with_them(world: World) -> None:
    world.report()
    everybody_skips(world)

    sends(world, "Det er helt galt, og her er hvad vi ser. " * 9)

    passed_on = world.phone("mette").expects("1001, butikken skriver: Det er helt galt")
    assert passed_on.endswith("... (med billede eller fil)")


def test_long_words_that_open_it_again_give_way_to_the_picture(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)

    sends(world, "Det er helt galt, og her er hvad vi ser. " * 9)

    assert lars.expects("1001 er åbnet igen").endswith("... (med billede eller fil)")
    everybody_skips(world)


def test_the_page_tells_of_a_picture_and_so_does_its_reminder(world: World) -> None:
    sends(world, FIRST)
    mette = world.phone("mette")

    mette.expects("nede, se billedet (med billede eller fil). Ring til Lone")
    world.advance(minutes=2)

    reminder = mette.expects("Påmindelse 1")
    assert "(med billede eller fil). Ring til Lone" in reminder
    everybody_skips(world)


def test_a_call_tells_of_a_picture(make_world: Callable[..., World]) -> None:
    world = make_world(only("voice"))
    sends(world, FIRST)

    assert "se billedet (med billede eller fil). Tast" in world.phone("mette").picks_up()
    everybody_skips(world)


@pytest.mark.parametrize("body", ["", "Den er nede igen"])
def test_a_picture_that_had_it_opened_again_is_told_to_whoever_is_paged(
    world: World, body: str
) -> None:
    close(world)

    sends(world, body)

    page = world.phone("mette").expects("Åbnet igen.")
    assert "(med billede eller fil). Ring til" in page
    everybody_skips(world)


def test_details_of_an_outage_tell_of_the_pictures_of_each_shop(world: World) -> None:
    mette, shops, codes = world.phone("mette"), {}, []
    for shop in (1, 2, 3):
        shops[shop] = f"+452030400{shop}"
        world.carrier.text(shops[shop], f"Jonas, butik{shop}.dk er nede", [PICTURE])
        world.advance(seconds=5)
        codes.append(mette.code())
    everybody_skips(world, *shops.values())

    mette.replies(f"{codes[0]} ?")

    details = mette.expects("butik1 dk er nede (med billede eller fil). Senere")
    assert details.endswith("1003: Jonas, butik3 dk er nede (med billede eller fil)")
    everybody_skips(world, *shops.values())


def test_pictures_one_after_the_other_are_said_once(world: World) -> None:
    world.report()
    everybody_skips(world)
    mette = world.phone("mette")

    for _ in range(4):
        sends(world, "")
    world.advance(minutes=5)

    first, then = (text for text in mette.unread if "butikken skriver" in text)
    assert first == then == f"1001, butikken skriver: {ALONE}"
    mette.skips()
    mette.replies(f"{mette.code()} ?")
    mette.expects(f"nyeste først: {ALONE}")
    assert mette.shown[-1].body.count(ALONE) == 1
    everybody_skips(world)


def test_pictures_one_after_the_other_are_said_once_to_whoever_takes_it_later(world: World) -> None:
    world.report()
    for body in ("", "", "Se her", "", ""):
        sends(world, body)
    world.advance(minutes=6)
    everybody_skips(world)
    lars = world.phone("lars")

    lars.replies(lars.code())

    lars.expects("Du har 1001")
    added = lars.expects("1001, butikken skriver:")
    assert added.endswith(f": {ALONE} / Se her (med billede eller fil) / {ALONE}")
    everybody_skips(world)


def test_pictures_one_after_the_other_are_said_once_by_voice(
    make_world: Callable[..., World],
) -> None:
    world = make_world({**NO_PROMISE, **only("voice")})
    world.report()
    for _ in range(3):
        sends(world, "")
    mette = world.phone("mette")
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")

    heard = mette.presses(code)

    assert heard.count("kun billede eller fil, uden tekst.") == 1
    everybody_skips(world)


def test_long_words_give_way_to_the_picture_by_voice_too(make_world: Callable[..., World]) -> None:
    world = make_world({**NO_PROMISE, **only("voice")})
    world.report()
    sends(world, "Det er helt galt, og her er hvad vi ser. " * 9)
    mette = world.phone("mette")
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")

    heard = mette.presses(code)

    assert "... (med billede eller fil). Tak." in heard
    everybody_skips(world)
