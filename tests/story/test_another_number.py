"""A merchant gives another number to call, and reads which one we have now."""

import pytest

from tests.story.following import everybody_skips
from tests.world import MERCHANT, SWEDE, World

KNOWN = "Jonas, lampehuset.dk, kassen giver fejl 500, ring 20304050"
NOTED = "Sag 1001: Vi har noteret {} som det nummer, vi skal ringe til."


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ring på 20 30 40 51 i stedet", "+4520304051"),
        ("nej, nummeret er 2030 4051", "+4520304051"),
        ("nummeret er 20304051", "+4520304051"),
        ("ring på det her nummer i stedet", SWEDE),
    ],
)
@pytest.mark.parametrize("taken", [False, True])
def test_whoever_corrects_the_number_reads_which_one_we_have(
    world: World, words: str, number: str, taken: bool
) -> None:
    merchant = world.report(KNOWN, SWEDE)
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    everybody_skips(world, SWEDE)

    merchant.texts(words)

    assert world.incident().callback == number
    assert merchant.expects() == NOTED.format(number)
    mette.expects(f"1001, butikken skriver: {words}")
    assert merchant.unread == []


@pytest.mark.parametrize(
    ("report", "words", "noted"),
    [
        (
            "Jonas, lampehuset.dk is down, checkout gives error 500, call 20304050",
            "no, the number is 20304051",
            "Case 1001: We have noted +4520304051 as the number to call.",
        ),
        (
            "Jonas, lampehuset.dk ligger nere, kassan ger fel 500, ring 20304050",
            "nej, numret är 20304051",
            "Ärende 1001: Vi har noterat +4520304051 som numret att ringa.",
        ),
        (
            "Jonas, lampehuset.dk er nede, kassen gir feil 500, ring meg på 20304050",
            "nei, nummeret er 20304051",
            "Sak 1001: Vi har notert +4520304051 som nummeret vi skal ringe til.",
        ),
        (
            "Jonas, lampehuset.dk ist down, die Kasse zeigt Fehler 500, bitte 20304050 anrufen",
            "nein, die Nummer ist 20304051",
            "Fall 1001: Wir haben +4520304051 als Rückrufnummer notiert.",
        ),
    ],
)
def test_the_number_is_noted_in_the_merchants_language(
    world: World, report: str, words: str, noted: str
) -> None:
    world.report(report)
    everybody_skips(world)

    world.merchant.texts(words)

    assert world.merchant.expects() == noted
    everybody_skips(world)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("Jonas, lampehuset.dk, kassen giver fejl 500, ring 2030405", "nej, det er 2030 4051"),
        ("Jonas, lampehuset.dk, kassen giver fejl 500", "glemte nummeret: 20304051"),
    ],
)
def test_a_number_in_the_place_of_the_senders_own_is_noted(
    world: World, report: str, words: str
) -> None:
    merchant = world.report(report, SWEDE)
    merchant.expects(f"ringer til dig på {SWEDE}")
    everybody_skips(world)

    merchant.texts(words)

    assert merchant.expects() == NOTED.format("+4520304051")
    everybody_skips(world)


def test_a_number_that_we_asked_for_is_noted(world: World) -> None:
    merchant = world.report(KNOWN, SWEDE)
    merchant.texts("20304050 er forkert")
    everybody_skips(world, SWEDE)

    merchant.texts("30405060")

    assert merchant.expects() == NOTED.format("+4530405060")
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    [
        "ring på 20304050 i stedet",
        "nummeret er 20 30 40 50",
        "I kan også ringe på 30405060",
        "ordre 30405060 er væk",
        "jeg er på 30405060 i morgen",
        "Nu er admin også nede",
        "arbejdsnummeret er 30405060",
    ],
)
def test_nothing_is_noted_where_the_number_stays(world: World, words: str) -> None:
    merchant = world.report(KNOWN, SWEDE).skips()
    everybody_skips(world)

    merchant.texts(words)

    assert world.incident().callback == "+4520304050"
    assert merchant.unread == []
    everybody_skips(world)


def test_the_senders_own_number_given_in_figures_is_no_news(world: World) -> None:
    world.report("Jonas, lampehuset.dk, kassen giver fejl 500")
    everybody_skips(world)

    world.merchant.texts("ring 20304050")

    assert world.incident().callback == MERCHANT
    assert world.merchant.unread == []
    everybody_skips(world)


def test_one_text_notes_the_number_of_two_cases(world: World) -> None:
    merchant = world.report("Sarah, sarahs-shop.dk, checkout down, call 20112233", SWEDE)
    merchant.texts("also bilka-lamper.dk is down, call 20112233")
    everybody_skips(world, SWEDE)

    merchant.texts("sorry I gave you the wrong number, it is 20112234")

    merchant.expects("Case 1001, 1002: We have noted +4520112234 as the number to call.")
    assert merchant.unread == []
    everybody_skips(world)


def test_the_limit_on_answers_holds_for_numbers_too(world: World) -> None:
    merchant = world.report(KNOWN, SWEDE).skips()

    for last in range(1, 8):
        merchant.texts(f"nej, nummeret er 2030405{last}")

    assert world.incident().callback == "+4520304057"
    assert len(merchant.unread) == 4  # five answers in ten minutes, of which one was the receipt
    merchant.skips()
    everybody_skips(world)


def test_a_number_given_after_closing_is_told_with_the_reopening(world: World) -> None:
    merchant = world.report(KNOWN, SWEDE)
    mette = world.phone("mette").skips()
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world, SWEDE)

    merchant.texts("Det virker stadig ikke, ring på 20304051 i stedet")

    body = merchant.expects("Sag 1001 er åbnet igen", NOTED.format("+4520304051"))
    assert body.count("Sag 1001") == 2
    assert merchant.unread == []
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    [
        "Nej vent, det første nummer var rigtigt",
        "the first number was right",
        "Nej, första numret var rätt",
        "nei, det første nummeret var riktig",
        "Nein, die erste Nummer war doch richtig",
        "Tak, det første nummer var rigtigt",
    ],
)
@pytest.mark.parametrize("taken", [False, True])
def test_the_first_number_is_called_again_where_it_was_right(
    world: World, words: str, taken: bool
) -> None:
    merchant = world.report(KNOWN, SWEDE)
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    merchant.texts("ring på 30405060 i stedet")
    everybody_skips(world, SWEDE)

    merchant.texts(words)

    assert world.incident().callback == "+4520304050"
    assert world.timeline()[-1].data["put_right"] == {"callback": "+4530405060"}
    assert merchant.expects() == NOTED.format("+4520304050")
    mette.expects(f"1001, butikken skriver: {words}")
    if not taken:
        world.advance(minutes=2)
        mette.expects("Påmindelse", "Ring til Jonas +4520304050")


@pytest.mark.parametrize(
    ("report", "before"),
    [(KNOWN, "Jonas"), (KNOWN.removeprefix("Jonas, "), None)],
)
def test_whom_to_ask_for_goes_back_with_the_number(
    world: World, report: str, before: str | None
) -> None:
    merchant = world.report(report, SWEDE)
    merchant.texts("Ring til Kim på 30405060 i stedet")
    assert (world.incident().name, world.incident().callback) == ("Kim", "+4530405060")
    assert "+" not in world.timeline()[-1].data["put_right"].get("name", "")

    merchant.texts("Nej vent, det første nummer var rigtigt")

    assert (world.incident().name, world.incident().callback) == (before, "+4520304050")
    everybody_skips(world, SWEDE)


def test_a_name_put_right_beside_the_number_stays(world: World) -> None:
    merchant = world.report(KNOWN, SWEDE)
    merchant.texts("Jeg hedder Johannes, ikke Jonas. Ring på 30405060 i stedet")

    merchant.texts("Nej vent, det første nummer var rigtigt")

    assert (world.incident().name, world.incident().callback) == ("Johannes", "+4520304050")
    everybody_skips(world, SWEDE)


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ([], "+4520304050"),  # nothing was put right
        (["nej, nummeret er 30405060", "nej, nummeret er 30405061"], "+4530405061"),
        (["nej, nummeret er 30405060", "det første nummer var rigtigt"], "+4520304050"),
        (["nej, nummeret er 30405060", "også tehuset.dk er nede, ring 30405062"], "+4530405060"),
    ],
)
def test_in_doubt_which_number_was_the_first_nothing_changes(
    world: World, before: list[str], number: str
) -> None:
    merchant = world.report(KNOWN, SWEDE)
    for words in before:
        merchant.texts(words)
    everybody_skips(world, SWEDE)

    merchant.texts("Nej vent, det første nummer var rigtigt")

    assert world.incident().callback == number
    assert merchant.unread == []
    everybody_skips(world)


def test_a_number_taken_back_and_right_after_all_is_called(world: World) -> None:
    merchant = world.report(KNOWN, SWEDE)
    merchant.texts("20304050 er forkert")
    merchant.skips()

    merchant.texts("Undskyld, det første nummer var rigtigt")

    assert (world.incident().callback, world.incident().unsure) == ("+4520304050", [])
    assert merchant.expects() == NOTED.format("+4520304050")
    everybody_skips(world)


def test_the_first_number_of_two_cases_is_put_back_in_both(world: World) -> None:
    merchant = world.report("Sarah, sarahs-shop.dk, checkout down, call 20112233", SWEDE)
    merchant.texts("also bilka-lamper.dk is down, call 20112233")
    merchant.texts("sorry I gave you the wrong number, it is 20112234")
    everybody_skips(world, SWEDE)

    merchant.texts("no wait, the first number was right")

    assert {world.incident(number).callback for number in (1001, 1002)} == {"+4520112233"}
    merchant.expects("Case 1001, 1002: We have noted +4520112233")
    everybody_skips(world)


def test_the_first_number_is_put_back_after_closing_too(world: World) -> None:
    merchant = world.report(KNOWN, SWEDE)
    merchant.texts("ring på 30405060 i stedet")
    mette = world.phone("mette").skips()
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world, SWEDE)

    merchant.texts("Det virker stadig ikke. Det første nummer var rigtigt")

    assert world.incident().callback == "+4520304050"
    merchant.expects("Sag 1001 er åbnet igen", NOTED.format("+4520304050"))
    everybody_skips(world)
