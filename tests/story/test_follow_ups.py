"""A merchant writes again while somebody is being paged or has it."""

import pytest

from relay.core.incident import State
from tests.story.following import close, everybody_skips
from tests.world import MERCHANT, World


def test_what_is_added_reaches_everybody_who_is_being_paged(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    everybody_skips(world)

    world.merchant.texts("Nu er admin også nede")

    world.phone("mette").expects("1001, butikken skriver: Nu er admin også nede")
    world.phone("lars").expects("1001, butikken skriver: Nu er admin også nede")
    assert world.happened()[-1] == "follow_up"
    assert world.merchant.unread == []


def test_what_is_added_reaches_whoever_has_it_and_nobody_else(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    lars = world.phone("lars")
    lars.replies(lars.code())
    everybody_skips(world)

    world.merchant.texts("Nu er admin også nede")

    lars.expects("1001, butikken skriver")
    for key in ("mette", "aisha", "karen"):
        assert world.phone(key).unread == []


def test_whoever_was_paged_after_it_was_added_gets_it_on_taking(world: World) -> None:
    world.report()
    world.merchant.texts("Nu er admin også nede")
    world.merchant.texts("Tak!")
    world.advance(minutes=6)
    world.merchant.texts("Og mobilen")
    everybody_skips(world)
    lars = world.phone("lars")

    lars.replies(lars.code())

    lars.expects("Du har 1001")
    lars.expects("1001, butikken skriver: Nu er admin også nede")
    world.phone("mette").expects("er taget af Lars Friis")
    world.merchant.expects("Lars Friis har nu din sag")
    assert lars.unread == []


def test_additions_come_in_one_line_every_five_minutes_at_most(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    everybody_skips(world)

    for what in ("Nu er admin også nede", "Og mobilen", "Og alle ordrer er væk"):
        world.merchant.texts(what)
    mette.expects("Nu er admin også nede")
    assert mette.unread == []
    world.advance(minutes=5)

    mette.expects("Og mobilen / Og alle ordrer er væk")
    assert mette.unread == []


def test_a_name_and_a_number_fill_what_was_missing(world: World) -> None:
    world.report("lampehuset.dk er nede")
    everybody_skips(world)

    world.merchant.texts("Jonas, ring 22334455")

    assert world.incident().name == "Jonas"
    assert world.incident().callback == "+4522334455"
    world.phone("mette").expects("Jonas, ring 22334455")
    world.merchant.expects("noteret +4522334455")


def test_what_was_understood_before_is_not_overwritten(world: World) -> None:
    """Whoever writes again may name a colleague, or a number that is not to be called."""
    world.report()
    everybody_skips(world)

    world.merchant.texts("Mvh Sofie Lund, 20999999")

    incident = world.incident()
    assert (incident.name, incident.webshop) == ("Jonas", "lampehuset.dk")
    assert incident.callback == MERCHANT
    everybody_skips(world)


def test_thanks_stands_in_the_log_and_wakes_nobody(world: World) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts("Tak!")

    assert world.phone("mette").unread == []
    assert world.happened()[-1] == "follow_up"


@pytest.mark.parametrize("taken", [False, True])
def test_it_works_again_is_passed_on_and_closes_nothing(world: World, taken: bool) -> None:
    world.report()
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    everybody_skips(world)

    world.merchant.texts("Det virker igen nu")

    mette.expects("1001, butikken skriver: Det virker igen nu")
    assert world.incident().state is (State.ACKNOWLEDGED if taken else State.OPEN)
    if not taken:
        world.advance(minutes=2)
        mette.expects("Påmindelse")


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize(
    ("news", "back"),
    [
        (["Det virker igen nu"], "Nej, den er nede igen!!"),
        (["Nu funkar det igen"], "nu ligger den nere igen"),
        (["It works again", "thanks!"], "still down"),
        (["Ring til Kim 20304051"], "Nej vent, det første nummer var rigtigt"),
    ],
)
def test_what_takes_back_the_last_news_waits_for_nothing(
    world: World, taken: bool, news: list[str], back: str
) -> None:
    world.report()
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    everybody_skips(world)
    world.merchant.texts(news[0])
    mette.expects(f"1001, butikken skriver: {news[0]}")
    for further in news[1:]:
        world.merchant.texts(further)

    world.merchant.texts(back)

    mette.expects(f"1001, butikken skriver: {back}")
    world.merchant.skips()  # which number we have now


def test_what_follows_upon_that_waits_for_its_turn(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    everybody_skips(world)
    for words in ("Det virker igen nu", "Nej, den er nede igen"):
        world.merchant.texts(words)
        mette.expects(f"1001, butikken skriver: {words}")

    world.merchant.texts("Kassen viser en hvid side")

    world.advance(minutes=4)
    assert mette.unread == []
    world.advance(minutes=1)
    mette.expects("1001, butikken skriver: Kassen viser en hvid side")


def test_another_shop_of_the_same_sender_is_another_incident(world: World) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts("Nu er tehuset.dk også nede")

    world.merchant.expects("Sag 1002, tehuset dk")
    world.phone("mette").expects("1002 tehuset dk")
    assert world.incident(1001).state is State.OPEN
    assert world.incident(1002).webshop == "tehuset.dk"


@pytest.mark.parametrize(
    "words",
    [
        "Her er et skærmbillede af fejlen: https://prnt.sc/abc123",
        "Fejlen er også på checkout.lampehuset.dk",
        "https://billedhost.dk/a/xyz",  # a place for pictures that no list knows
        "Det er stripe.com der fejler",
    ],
)
def test_what_is_linked_to_is_no_other_shop(world: World, words: str) -> None:
    world.report()
    world.advance(minutes=6)
    lars = world.phone("lars")
    lars.replies(lars.code())
    everybody_skips(world)

    world.merchant.texts(words)

    assert "butikken skriver" in lars.expects("1001")
    assert world.happened(1001)[-1] == "follow_up"
    assert world.incident().number == 1001
    for phone in (world.merchant, world.phone("mette")):
        assert phone.unread == []


def test_a_picture_leaves_a_bare_answer_as_clear_as_it_was(world: World) -> None:
    world.report()
    world.merchant.texts("Skærmbillede: https://prnt.sc/abc123")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.replies("ok")

    mette.expects("Du har 1001")
    world.merchant.expects("Mette Holm har nu din sag 1001")


def test_a_picture_after_closing_opens_that_case_again(world: World) -> None:
    close(world)

    world.merchant.texts("Kassen fejler stadig, se https://billedhost.dk/a/xyz")

    world.merchant.expects("Sag 1001 er åbnet igen")
    world.phone("mette").expects("Åbnet igen. 1001 lampehuset dk")


@pytest.mark.parametrize(
    "words",
    [
        "også garnhuset.dk er nede",
        "min anden shop https://garnhuset.dk/kasse er også nede",
        "Skærmbillede: https://billedhost.dk/a/xyz. Nu er garnhuset.dk også nede",
    ],
)
def test_another_shop_with_a_link_is_another_incident(world: World, words: str) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts(words)

    world.merchant.expects("Sag 1002, garnhuset dk")
    world.phone("mette").expects("1002 garnhuset dk")
    assert world.incident(1002).webshop == "garnhuset.dk"


def test_a_link_to_one_of_two_shops_is_about_that_one(world: World) -> None:
    world.report()
    world.report("Jonas, elbutikken.dk, hele siden er nede siden 03, 20304050")
    everybody_skips(world)

    world.merchant.texts("Det sker her: https://www.lampehuset.dk/kurv")

    assert world.happened(1001)[-1] == "follow_up"
    assert "follow_up" not in world.happened(1002)
    everybody_skips(world)


def test_details_hold_all_that_was_written(world: World) -> None:
    long = "Jonas, lampehuset.dk, kassen er nede. " + "Kunden ser kun en fejl. " * 45
    world.report(f"{long}Ring til Ida på 20304051")
    world.merchant.texts("Nu er admin også nede")
    world.merchant.texts("Tak")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.replies(f"{mette.code()} ?")

    said = mette.expects("Hele teksten: Jonas, lampehuset dk", "Ring til Ida på 20304051")
    assert said.endswith(". Senere SMS, nyeste først: Nu er admin også nede")
