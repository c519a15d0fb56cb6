"""What is no emergency: sent to support, or put aside; and how it becomes one after all."""

import pytest

from relay.core.incident import State
from relay.core.urgency import Urgency
from tests.world import MERCHANT, World

LOGO = "Hej, hvordan ændrer jeg mit logo? Mvh Jonas, lampehuset.dk"


def send_to_support(world: World, words: str = LOGO) -> None:
    """A merchant asks about what can wait, and is told where to ask."""
    world.report(words)
    world.merchant.expects("Dette nummer er kun til webshops, der er nede", "Svar HASTER")
    assert world.incident().state is State.REDIRECTED


def test_a_matter_for_support_is_logged_answered_once_and_pages_nobody(world: World) -> None:
    send_to_support(world)

    world.advance(hours=1)

    assert world.merchant.unread == []
    for key in ("mette", "lars", "aisha", "karen"):
        assert world.phone(key).unread == []


@pytest.mark.parametrize(
    "plea", ["HASTER", "haster!", "URGENT", "Urgent please", "Ja det haster", "DRINGEND", "akut"]
)
def test_urgent_in_answer_pages_at_once_with_the_words_of_the_first_text(
    world: World, plea: str
) -> None:
    send_to_support(world)

    world.merchant.texts(plea)

    page = world.phone("mette").expects("1001 lampehuset dk", "hvordan ændrer jeg mit logo")
    assert plea not in page
    world.merchant.expects("Vi har modtaget din besked. Sag 1001, lampehuset dk")
    incident = world.incident()
    assert incident.state is State.OPEN
    assert incident.urgency is Urgency.CRITICAL
    assert incident.name == "Jonas"
    assert world.happened() == ["redirected", "insisted", "paged"]


def test_what_is_wrong_comes_first_in_the_page_when_it_is_told_then(world: World) -> None:
    send_to_support(world)

    world.merchant.texts("HASTER! kassen giver fejl 500")

    world.phone("mette").expects("1001 lampehuset dk: kassen giver fejl 500 / ", "logo")
    world.merchant.expects("Sag 1001")


@pytest.mark.parametrize(
    "plea",
    [
        "HASTER 20304051",
        "HASTER ring 20304051",
        "HASTER Jonas",
        "HASTER lampehuset.dk",
        "URGENT call me 20304051",
        "Haster. Mvh Jonas",
    ],
)
def test_urgent_with_a_name_a_number_or_a_shop_pages_at_once_too(world: World, plea: str) -> None:
    send_to_support(world)

    world.merchant.texts(plea)

    page = world.phone("mette").expects("1001 lampehuset dk", "Jonas")
    assert ("+4520304051" in page) is ("20304051" in plea)
    world.merchant.expects("Sag 1001, lampehuset dk")
    assert world.incident().state is State.OPEN


def test_the_time_counts_from_when_it_became_urgent(world: World) -> None:
    send_to_support(world)
    world.advance(hours=5)
    world.merchant.texts("HASTER")
    world.merchant.skips()
    world.phone("mette").skips()

    world.advance(minutes=2)

    world.phone("mette").expects("Påmindelse 1, 2 min")


def test_an_emergency_told_later_that_day_opens_it_too(world: World) -> None:
    send_to_support(world)
    world.advance(hours=5)

    world.merchant.texts("Nu er hele butikken nede")

    world.phone("mette").expects("1001 lampehuset dk: Nu er hele butikken nede")
    world.merchant.expects("Sag 1001")


def test_who_asks_support_again_within_ten_minutes_is_taken_at_their_word(world: World) -> None:
    send_to_support(world)
    world.advance(minutes=5)

    world.merchant.texts("Men hvordan ændrer jeg så logoet?")

    world.phone("mette").expects("1001 lampehuset dk", "hvordan ændrer jeg så logoet")
    world.merchant.expects("Sag 1001")


def test_who_asks_support_again_later_is_sent_there_again(world: World) -> None:
    send_to_support(world)
    world.advance(minutes=30)

    world.merchant.texts("Hvordan ændrer jeg mit password?")

    world.merchant.expects("Dette nummer er kun til webshops, der er nede")
    assert world.phone("mette").unread == []
    assert world.incident(1002).state is State.REDIRECTED


@pytest.mark.parametrize("words", ["Ok tak", "Det virker igen", "Jonas 22334455"])
def test_thanks_or_a_name_after_that_pages_nobody(world: World, words: str) -> None:
    send_to_support(world)

    world.merchant.texts(words)

    assert world.phone("mette").unread == []
    assert world.merchant.unread == []
    assert world.incident().state is State.REDIRECTED
    assert world.happened() == ["redirected", "follow_up"]


def test_it_can_wait_is_not_urgent(world: World) -> None:
    send_to_support(world)
    world.advance(minutes=11)

    world.merchant.texts("Det haster ikke")

    assert world.phone("mette").unread == []
    world.merchant.skips()


@pytest.mark.parametrize(
    "no",
    [
        "no its not down",
        "Nej den ligger inte nere",
        "nein ist nicht down",
        "Nej det haster ikke",
        "Nej den er ikke nede, bare et spoergsmaal",
    ],
)
@pytest.mark.parametrize("words", [LOGO, "hej"])
def test_no_to_whether_the_shop_is_down_pages_nobody(world: World, words: str, no: str) -> None:
    world.report(words)
    world.merchant.skips()
    world.advance(minutes=2)

    world.merchant.texts(no)

    assert world.phone("mette").unread == []
    assert world.merchant.unread == []
    assert world.happened()[1:] == ["follow_up"]


@pytest.mark.parametrize("words", [LOGO, "hej"])
def test_no_with_a_fault_beside_it_pages(world: World, words: str) -> None:
    world.report(words)
    world.merchant.skips()
    world.advance(minutes=2)

    world.merchant.texts("nej men kassen virker ikke")

    world.phone("mette").expects("kassen virker ikke")
    world.merchant.expects("Vi har modtaget din besked")


def test_no_to_nothing_that_was_asked_is_in_doubt(world: World) -> None:
    world.report("nej")

    world.phone("mette").expects("1001 ukendt butik")
    world.merchant.expects("Vi har modtaget din besked")


def test_another_shop_after_that_is_its_own_matter(world: World) -> None:
    send_to_support(world)

    world.merchant.texts("tehuset.dk er nede")

    world.phone("mette").expects("1002 tehuset dk")
    world.merchant.expects("Sag 1002, tehuset dk")
    assert world.incident(1001).state is State.REDIRECTED


# ---- no incident at all ------------------------------------------------------------------


@pytest.mark.parametrize("words", ["hej", "test", "...", "Ok.", "fint"])
def test_what_says_nothing_is_told_what_to_send(world: World, words: str) -> None:
    world.report(words)

    world.merchant.expects("Er din webshop nede? Skriv dit navn og din webshop")
    assert world.phone("mette").unread == []
    assert world.incident().state is State.DISMISSED


def test_a_picture_without_words_is_told_what_to_send(world: World) -> None:
    world.carrier.text(MERCHANT, "", ["https://picture.example.org/1"])
    world.advance(seconds=5)

    world.merchant.expects("Er din webshop nede?")
    assert world.incident().why == ["picture only"]


@pytest.mark.parametrize(
    "words",
    [
        "Du har vundet et gavekort! Klik her https://gave.top/x",
        "Your verification code is 123456. Do not share it.",
        "Tak for hjælpen",
        "Det virker igen",
    ],
)
def test_spam_robots_and_thanks_get_nothing(world: World, words: str) -> None:
    for _ in range(2):
        world.report(words)
        world.advance(minutes=1)

    assert world.merchant.unread == []
    assert world.phone("mette").unread == []
    assert world.incident(1002).state is State.DISMISSED


def test_a_second_such_text_within_ten_minutes_is_a_cry_for_help(world: World) -> None:
    world.report("hej")
    world.merchant.skips()
    world.advance(minutes=9)

    world.merchant.texts("hallo?")

    world.phone("mette").expects("1002", "hallo?")
    world.merchant.expects("Sag 1002")


def test_hello_and_then_ok_is_one_too(world: World) -> None:
    world.report("hej")
    world.merchant.skips()
    world.advance(minutes=2)

    world.merchant.texts("ok")

    world.phone("mette").expects("1002", "ok")
    world.merchant.expects("Sag 1002")


def test_a_second_such_text_later_is_not(world: World) -> None:
    world.report("hej")
    world.merchant.skips()
    world.advance(minutes=11)

    world.merchant.texts("hallo")

    world.merchant.expects("Er din webshop nede?")
    assert world.phone("mette").unread == []


@pytest.mark.parametrize("words", ["HELP", "help", "INFO", "Hjælp!"])
def test_help_is_a_cry_for_help(world: World, words: str) -> None:
    world.report(words)

    page = world.phone("mette").expects("1001 ukendt butik")
    assert words.rstrip("!") in page
    texts = [text.body for text in world.merchant.shown]
    assert any(" 1001" in body for body in texts)
    world.merchant.skips()
    assert world.incident().name is None
