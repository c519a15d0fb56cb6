"""A merchant answers what we asked or said last: a yes, HASTER or a slip of it."""

import pytest

from relay.core.incident import State
from tests.story.following import close, close_one_of_two
from tests.story.storm import code_of_lead, everybody_skips, number_of, storm
from tests.story.test_routine import LOGO
from tests.world import World

OTHER_LOGO = "Hej, jeg har også tehuset.dk. Hvordan ændrer jeg vores logo der?"
YES = ["Ja", "Ja!", "JA", "ja tak", "Yes", "Jep", "Okay ja"]


def close_storm(world: World) -> None:
    """Four shops are down, and Mette closes them all too early."""
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    mette.replies(code)
    mette.replies(f"{code} løst")
    world.advance(minutes=1)
    everybody_skips(world)
    assert world.incident(1004).state is State.CLOSED


# ---- after a closing text ----------------------------------------------------------------


@pytest.mark.parametrize("yes", YES)
def test_yes_it_is_still_down_opens_a_shop_of_an_outage_again(world: World, yes: str) -> None:
    close_storm(world)

    world.phone(number_of(3)).texts(yes)

    assert world.incident(1004).state is State.OPEN
    world.phone(number_of(3)).expects("Sag 1004 er åbnet igen")
    page = world.phone("mette").expects("Åbnet igen. 1004 butik3 dk: butik3 dk er nede")
    assert yes not in page
    everybody_skips(world)


@pytest.mark.parametrize("yes", YES)
def test_yes_after_the_closing_text_opens_it_again(world: World, yes: str) -> None:
    close(world)

    world.merchant.texts(yes)

    world.merchant.expects("Sag 1001 er åbnet igen")
    world.phone("mette").expects("Åbnet igen. 1001 lampehuset dk: kassen giver fejl 500")


def test_yes_is_about_what_was_closed_though_another_waits(world: World) -> None:
    close_one_of_two(world)

    world.merchant.texts("Ja")

    world.merchant.expects("Sag 1001 er åbnet igen")
    assert world.happened(1002)[-1] != "follow_up"
    everybody_skips(world)


@pytest.mark.parametrize("words", ["Ok", "Super, tak", "Fint 👍", "Tak"])
def test_contentment_opens_nothing(world: World, words: str) -> None:
    close_storm(world)

    world.phone(number_of(3)).texts(words)

    assert world.incident(1004).state is State.CLOSED


def test_yes_to_a_text_that_asks_nothing_is_contentment(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    everybody_skips(world)

    world.merchant.texts("Ja")

    assert mette.unread == []
    assert world.happened()[-1] == "follow_up"


# ---- after "write to support" ------------------------------------------------------------


@pytest.mark.parametrize("yes", [*YES, "Hastr", "hastr!", "Haste", "haster!", "Hsater", "HASTERR"])
def test_yes_it_is_down_now_or_a_slip_of_haster_pages(world: World, yes: str) -> None:
    world.report(LOGO)
    everybody_skips(world)
    world.advance(minutes=9)

    world.merchant.texts(yes)

    page = world.phone("mette").expects("1001 lampehuset dk", "hvordan ændrer jeg mit logo")
    assert yes not in page
    world.merchant.expects("Vi har modtaget din besked. Sag 1001, lampehuset dk")
    assert world.incident().name == "Jonas"


def test_yes_long_after_pages_nobody(world: World) -> None:
    world.report(LOGO)
    everybody_skips(world)
    world.advance(minutes=11)

    world.merchant.texts("Ja")

    assert world.incident().state is State.REDIRECTED
    assert world.phone("mette").unread == []


CALM = ["Tak, det haster ikke", "Det haster ikke", "not urgent", "Nej", "Nej, den er ikke nede"]
CALM += ["Ok, jeg skriver til support", "Beklager, det vidste jeg ikke", "no it is not down"]


@pytest.mark.parametrize("words", CALM)
def test_it_can_wait_pages_nobody_however_soon_it_is_said(world: World, words: str) -> None:
    world.report(LOGO)
    everybody_skips(world)

    world.merchant.texts(words)

    assert world.phone("mette").unread == []
    assert world.merchant.unread == []
    assert world.happened() == ["redirected", "follow_up"]


def test_it_can_wait_and_yet_the_shop_is_down_pages(world: World) -> None:
    world.report(LOGO)
    everybody_skips(world)

    world.merchant.texts("Logoet haster ikke, men nu er hele butikken nede")

    world.phone("mette").expects("1001 lampehuset dk", "nu er hele butikken nede")
    everybody_skips(world)


# ---- after a question of the crew's ------------------------------------------------------


def test_yes_to_what_the_holder_asked_all_reaches_the_holder(world: World) -> None:
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    mette.replies(code)
    mette.replies(f"{code} alle Er jeres kasse stadig nede?")
    asked = mette.shown[-1].body
    mette.replies(asked.split("Svar ")[1].split()[0])
    everybody_skips(world)

    world.phone(number_of(3)).texts("Ja")

    mette.expects("1004, butikken skriver: Ja")
    assert world.incident(1004).problem == "butik3.dk er nede"


# ---- beside another incident -------------------------------------------------------------


@pytest.mark.parametrize("answer", ["HASTER", "Ja", "Hastr", "HASTER, ring 20304051"])
@pytest.mark.parametrize("taken", [True, False])
def test_haster_is_about_what_was_sent_to_support_though_another_is_live(
    world: World, answer: str, taken: bool
) -> None:
    world.report()
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    world.merchant.texts(OTHER_LOGO)
    everybody_skips(world)
    before = world.happened(1001)

    world.merchant.texts(answer)

    mette.expects("1002 tehuset dk")
    world.merchant.expects("Vi har modtaget din besked. Sag 1002, tehuset dk")
    assert world.incident(1002).state is State.OPEN
    assert world.happened(1001) == before


def test_so_it_is_when_the_live_one_is_part_of_a_storm_and_was_told_of_since(world: World) -> None:
    storm(world, 4)
    merchant, mette = world.phone(number_of(3)), world.phone("mette")
    merchant.texts(OTHER_LOGO)
    mette.replies(code_of_lead(world))
    world.advance(minutes=1)
    assert "En tekniker arbejder nu" in merchant.unread[-1]
    everybody_skips(world)

    merchant.texts("HASTER")

    assert world.happened(1005)[:3] == ["redirected", "insisted", "joined"]
    merchant.expects("Sag 1005, tehuset dk")
    everybody_skips(world)


def test_haster_long_after_other_news_is_about_what_is_live(world: World) -> None:
    world.report()
    world.merchant.texts(OTHER_LOGO)
    world.advance(minutes=10, seconds=30)  # the merchant hears that nobody has 1001 yet
    everybody_skips(world)

    world.merchant.texts("HASTER")

    assert world.incident(1002).state is State.REDIRECTED
    world.phone("mette").expects("1001, butikken skriver: HASTER")
    everybody_skips(world)


@pytest.mark.parametrize("words", ["Nu er admin også nede", "lampehuset.dk haster"])
def test_what_else_is_written_then_is_about_what_is_live(world: World, words: str) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.merchant.texts(OTHER_LOGO)
    world.advance(minutes=5)  # the line of that has gone out
    everybody_skips(world)

    world.merchant.texts(words)

    assert world.incident(1002).state is State.REDIRECTED
    mette.expects(f"1001, butikken skriver: {words.replace('.', ' ')}")
