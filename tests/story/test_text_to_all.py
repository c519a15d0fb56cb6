"""A text to every merchant of an outage."""

import pytest

from relay.core.incident import State
from relay.emulator.records import Text
from tests.story.storm import (
    close,
    code_in,
    code_of_lead,
    down,
    everybody_skips,
    number_of,
    pages_to,
    storm,
)
from tests.world import World


def ask_all(world: World, words: str = "Vi skifter server, det tager en time") -> str:
    """Mette asks for a text to every merchant; returns the code it waits for."""
    mette = world.phone("mette")
    mette.replies(f"{code_of_lead(world)} alle {words}")
    echo = mette.expects("Intet er sendt endnu")
    return echo.split("Svar ")[1].split()[0]


def news(world: World) -> list[Text]:
    return [text for text in world.carrier.texts.all() if "Vi skifter server" in text.body]


def test_a_text_to_all_is_echoed_with_their_number_and_sent_by_its_own_code(world: World) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    code = code_of_lead(world)

    mette.replies(f"{code} alle Vi skifter server, det tager en time")

    echo = mette.expects("Til butikkerne (5 i alt): Vi skifter server, det tager en time")
    fresh = echo.split("Svar ")[1].split()[0]
    assert fresh != code
    for shop in range(5):
        assert world.phone(number_of(shop)).unread == []
    mette.replies(fresh)
    mette.expects("Sendt til butikkerne (5 i alt)")
    world.advance(seconds=2)  # one text a second
    for shop in range(5):  # also to 1002, which was paged for itself before it was an outage
        world.phone(number_of(shop)).expects(f"Sag {1001 + shop}: Vi skifter server")
    assert world.happened(1001)[-1] == "broadcast"
    assert world.incident(1001).state is State.OPEN


def test_it_goes_to_those_who_were_counted(world: World) -> None:
    storm(world, 4)
    fresh = ask_all(world)
    down(world, 8)
    everybody_skips(world)

    world.phone("mette").replies(fresh)

    world.phone("mette").expects("Sendt til butikkerne (4 i alt)")
    assert world.phone(number_of(8)).unread == []
    everybody_skips(world)


@pytest.mark.parametrize("answer", ["{code} nej", "{code} fortryd"])
def test_no_lets_it_be(world: World, answer: str) -> None:
    storm(world, 4)
    fresh = ask_all(world)

    world.phone("mette").replies(answer.format(code=fresh))
    world.phone("mette").expects("Ikke sendt")
    world.phone("mette").replies(fresh)

    world.phone("mette").expects("allerede afgjort")
    assert len(news(world)) == 2  # as she wrote it, and the echo


@pytest.mark.parametrize(
    "answer", ["ok", "{code} hvad mon", "{code} ikke endnu", "{code} ok i morgen"]
)
def test_nothing_but_its_code_sends_it(world: World, answer: str) -> None:
    storm(world, 4)
    fresh = ask_all(world)

    world.phone("mette").replies(answer.format(code=fresh))

    assert f"{fresh}" in world.phone("mette").unread[0]
    assert len(news(world)) == 2
    everybody_skips(world)


def test_its_code_sends_it_once(world: World) -> None:
    storm(world, 4)
    fresh = ask_all(world)

    world.phone("mette").replies(f"{fresh} ok")
    world.phone("mette").replies(fresh)

    assert len(news(world)) == 2 + 4
    everybody_skips(world)


def test_somebody_else_does_not_send_it(world: World) -> None:
    storm(world, 4)
    fresh = ask_all(world)

    world.phone("lars").replies(fresh)

    world.phone("lars").expects(f"Koden {fresh} kendes ikke")
    assert len(news(world)) == 2


def test_half_an_hour_later_it_is_out_of_date(world: World) -> None:
    storm(world, 4)
    fresh = ask_all(world)
    world.phone("mette").replies(code_of_lead(world))
    world.advance(minutes=29)
    everybody_skips(world)
    world.advance(minutes=2)
    everybody_skips(world)

    world.phone("mette").replies(fresh)

    world.phone("mette").expects("Det er for længe siden, så intet er sendt")
    assert len(news(world)) == 2


def test_a_long_text_is_echoed_as_it_will_be_sent(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    words = "Vi skifter server og beklager. " * 20
    mette.replies(f"{code_of_lead(world)} alle {words}")

    echo = mette.expects("Til butikkerne (4 i alt): Vi skifter server")
    fresh = echo.split("Svar ")[1].split()[0]
    mette.replies(fresh)

    sent = world.phone(number_of(3)).unread[-1].removeprefix("Sag 1004: ")
    assert sent in echo
    everybody_skips(world)


@pytest.mark.parametrize("reply", ["{code} alle", "{code} all"])
def test_no_words_are_sent_to_nobody(world: World, reply: str) -> None:
    storm(world, 4)

    world.phone("mette").replies(reply.format(code=code_of_lead(world)))

    world.phone("mette").expects("Skriv", "alle og så teksten", "Intet er sendt")


def test_a_single_shop_is_not_all(world: World) -> None:
    down(world, 0)
    everybody_skips(world)

    world.phone("mette").replies(f"{world.phone('mette').code()} alle Vi skifter server")

    world.phone("mette").expects("1001 er ikke et udfald")
    everybody_skips(world)


def test_all_are_those_whose_shops_are_still_part_of_it(world: World) -> None:
    storm(world, 4)
    code = close(world)
    world.phone(number_of(0)).texts("Den er stadig nede")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.replies(f"{code} alle Vi skifter server")

    mette.expects("1001 er ikke et udfald")
    down(world, 3, "Nej, den er stadig nede")
    everybody_skips(world)
    mette.replies(f"{code} alle Vi skifter server")
    echo = mette.expects("Til butikkerne (2 i alt): Vi skifter server")
    mette.replies(echo.split("Svar ")[1].split()[0])
    assert world.phone(number_of(2)).unread == []  # was told that it is fixed
    everybody_skips(world)


def test_a_text_after_the_closing_goes_to_all_that_were_closed(world: World) -> None:
    storm(world, 4)
    code = close(world)
    everybody_skips(world)

    world.phone("mette").replies(f"{code} alle Vi skifter server i nat")

    world.phone("mette").expects("Til butikkerne (3 i alt): Vi skifter server i nat")


def test_a_shop_that_works_again_gets_no_text_to_all(world: World) -> None:
    """1002 was paged for itself: it is closed by its own code."""
    storm(world, 4)
    mette = world.phone("mette")
    own = next(body for body in pages_to(world, "mette") if "1002 " in body)
    mette.replies(f"{code_in(own)} løst")
    everybody_skips(world)

    fresh = ask_all(world)

    mette.replies(fresh)
    mette.expects("Sendt til butikkerne (3 i alt)")
    assert world.phone(number_of(1)).unread == []
    everybody_skips(world)


def test_a_text_that_waited_is_not_sent_once_the_outage_is_closed(world: World) -> None:
    storm(world, 4)
    fresh = ask_all(world)
    close(world)
    everybody_skips(world)

    world.phone("mette").replies(fresh)

    world.phone("mette").expects("1001 er lukket siden", "Din tekst er ikke sendt")
    world.phone("mette").replies(fresh)
    world.phone("mette").expects("allerede afgjort")
    assert len(news(world)) == 2
    everybody_skips(world)
