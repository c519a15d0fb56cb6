"""A merchant answers our question, or puts a number or a name right."""

import pytest

from tests.story.following import everybody_skips
from tests.world import SWEDE, World


def test_a_bare_name_in_answer_to_our_question_is_the_name(world: World) -> None:
    world.report("lampehuset.dk: kassen giver fejl 500")
    world.merchant.expects("Svar her med dit navn")
    world.phone("mette").skips()

    world.merchant.texts("Jonas")

    assert world.incident().name == "Jonas"
    world.phone("mette").expects("butikken skriver: Jonas")


@pytest.mark.parametrize(
    ("answer", "name", "webshop"),
    [
        ("Jonas fra Lampehuset", "Jonas", "Lampehuset"),
        ("mette sand, hundehjørnet, 30405060", "mette sand", "hundehjørnet"),
        ("mit navn er jonas og shoppen hedder lampehuset", "jonas", "lampehuset"),
    ],
)
def test_a_name_and_a_shop_in_answer_to_our_question_are_both_filled_in(
    world: World, answer: str, name: str, webshop: str
) -> None:
    world.report("Kassen giver fejl 500")
    world.merchant.expects("Svar her med dit navn")
    mette = world.phone("mette").skips()

    world.merchant.texts(answer)

    incident = world.incident()
    assert (incident.name, incident.webshop, incident.unsure) == (name, webshop, [])
    mette.expects(f"butikken skriver: {answer}")
    mette.replies(mette.code())
    mette.expects(f"Ring til {name}")
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    [
        "Ring IKKE på 20304050, brug 30405060 i stedet",
        "Undskyld forkert nummer, det er 30405060",
        "nyt nummer 30405060 telefonen er død",
        "wrong number before, it is 30405060",
    ],
)
def test_a_number_put_right_is_the_one_to_call_from_then_on(world: World, words: str) -> None:
    world.report("Jonas, lampehuset.dk, kassen giver fejl 500, ring 20304050", SWEDE)
    mette = world.phone("mette").skips()

    world.phone(SWEDE).texts(words)

    assert world.incident().callback == "+4530405060"
    assert world.timeline()[-1].data["put_right"] == {"callback": "+4520304050"}
    mette.expects("butikken skriver")
    mette.replies(mette.code())
    mette.expects("Ring til Jonas +4530405060")
    assert "+4530405060" in world.phone(SWEDE).unread[-1]
    everybody_skips(world, SWEDE)


WRONG_NUMBER = "sorry I gave you the wrong number, it is 20 11 22 34"


@pytest.mark.parametrize(
    ("second", "numbers"),
    [
        ("also bilka-lamper.dk is down", ("+4520112234", None)),
        ("also bilka-lamper.dk is down, call 20 11 22 33", ("+4520112234", "+4520112234")),
        ("also bilka-lamper.dk is down, call 30 40 50 60", ("+4520112233", "+4520112234")),
    ],
)
def test_a_number_put_right_is_that_of_the_case_it_was_given_for(
    world: World, second: str, numbers: tuple[str, str | None]
) -> None:
    sarah = world.phone(SWEDE)
    world.report("Sarah, sarahs-shop.dk, checkout down, call 20 11 22 33", SWEDE)
    sarah.texts(second)
    everybody_skips(world, SWEDE)

    sarah.texts(WRONG_NUMBER)

    assert (world.incident(1001).callback, world.incident(1002).callback) == numbers
    world.phone("mette").expects("butikken skriver: sorry I gave you the wrong number")
    everybody_skips(world, SWEDE)


def test_a_name_put_right_is_whom_to_ask_for(world: World) -> None:
    world.report()
    mette = world.phone("mette")

    world.merchant.texts("Jeg hedder Johannes, ikke Jonas")
    everybody_skips(world)
    mette.replies(mette.code())

    mette.expects("Ring til Johannes")
    everybody_skips(world)


@pytest.mark.parametrize("words", ["I kan også ringe på 30405060", "ordre 30405060 er væk"])
def test_a_number_merely_mentioned_replaces_nothing(world: World, words: str) -> None:
    world.report("Jonas, lampehuset.dk, kassen giver fejl 500, ring 20304050", SWEDE)

    world.phone(SWEDE).texts(words)

    assert world.incident().callback == "+4520304050"
    everybody_skips(world, SWEDE)


def test_an_address_in_answer_to_our_question_is_the_shop(world: World) -> None:
    world.report("Kassen giver fejl 500, ring 20304050 Jonas")
    everybody_skips(world)

    world.merchant.texts("https://lampehuset.dk/checkout")

    assert world.incident().webshop == "lampehuset.dk"
    everybody_skips(world)
