"""A merchant answers our question, or puts a number or a name right."""

import pytest

from relay.core.incident import State
from tests.story.following import everybody_skips
from tests.world import MERCHANT, SWEDE, World


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


@pytest.mark.parametrize(
    ("words", "number", "name"),
    [
        ("Ring hellere til min mand Peter på 44556677", "+4544556677", "Peter"),
        ("Ring til Peter på 44556677", "+4544556677", "Peter"),
        ("Mit nummer er 44556677 ikke det andet", "+4544556677", "Jonas"),
        ("Brug 44556677, den anden går på voicemail", "+4544556677", "Jonas"),
        ("Ring 44556677", "+4544556677", "Jonas"),
        ("Ring på 44556677 det er min mand Peter", "+4544556677", "Peter"),
        ("Ring på 44556677 i stedet, det er min mand Peter", "+4544556677", "Peter"),
        ("ikke det nummer, brug 30405060", "+4530405060", "Jonas"),
        ("hov, 40506070 skulle der stå", "+4540506070", "Jonas"),
    ],
)
def test_a_number_we_are_asked_to_call_is_told_to_everybody(
    world: World, words: str, number: str, name: str
) -> None:
    world.report(f"Jonas, lampehuset.dk, kassen giver fejl 500, ring {MERCHANT[3:]}")
    everybody_skips(world)

    world.merchant.texts(words)

    mette = world.phone("mette")
    mette.expects("butikken skriver")
    mette.replies(mette.code())
    mette.expects(f"Ring til {name} {number}")
    world.merchant.expects(f"noteret {number}")
    world.merchant.expects(f"ringer til dig på {number}")
    everybody_skips(world)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("", "Siden nede siden 28112026"),
        ("", "Banken bad mig ringe 44556677"),
        ("", "Kunden ringede fra 44556677"),
        (f", ring {MERCHANT[3:]}", "Ring til banken på 44556677"),
        (f", ring {MERCHANT[3:]}", "Banken skrev. Ring 44556677"),
    ],
)
def test_a_number_that_is_not_the_merchants_is_not_called(
    world: World, known: str, words: str
) -> None:
    world.report(f"Jonas, lampehuset.dk, kassen giver fejl 500{known}")
    everybody_skips(world)

    world.merchant.texts(words)

    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    mette.expects(f"Ring til Jonas {MERCHANT}")
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    ["Ring IKKE på 20304050, ring på det her nummer", "20304050 is wrong, use the one I text from"],
)
@pytest.mark.parametrize("taken", [False, True])
def test_a_number_taken_back_for_the_senders_own_is_not_called(
    world: World, words: str, taken: bool
) -> None:
    world.report("Jonas, lampehuset.dk, kassen giver fejl 500, ring 20304050", SWEDE)
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    everybody_skips(world, SWEDE)

    world.phone(SWEDE).texts(words)

    assert (world.incident().callback, world.incident().unsure) == (SWEDE, [])
    assert world.timeline()[-1].data["put_right"] == {"callback": "+4520304050"}
    mette.expects("1001, butikken skriver")
    world.phone(SWEDE).expects(f"noteret {SWEDE}")
    everybody_skips(world, SWEDE)


def test_a_number_taken_back_without_another_is_asked_for(world: World) -> None:
    world.report("Jonas, lampehuset.dk, kassen giver fejl 500, ring 20304050", SWEDE)
    mette = world.phone("mette").skips()
    sender = world.phone(SWEDE).skips()

    sender.texts("20304050 er forkert")

    assert world.incident().callback is None
    mette.expects("1001, butikken skriver: 20304050 er forkert")
    sender.expects("Svar her med et nummer")
    world.advance(minutes=2)
    mette.expects("Påmindelse", f"{SWEDE}?")
    sender.texts("30405060")
    assert (world.incident().callback, world.incident().unsure) == ("+4530405060", [])
    mette.expects("1001, butikken skriver: 30405060")
    everybody_skips(world, SWEDE)


@pytest.mark.parametrize("known", [", ring 20304050", ""])
def test_a_number_for_tomorrow_is_a_line_and_not_the_one_to_call(world: World, known: str) -> None:
    world.report(f"Jonas, lampehuset.dk, kassen giver fejl 500{known}", SWEDE)
    mette = world.phone("mette").skips()
    before = world.incident().callback

    world.phone(SWEDE).texts("jeg er på 30405060 i morgen")

    assert world.incident().callback == before
    mette.expects("1001, butikken skriver: jeg er på 30405060 i morgen")
    everybody_skips(world, SWEDE)


@pytest.mark.parametrize("words", ["undskyld nu er det tehuset.dk", "now its tehuset.dk instead"])
def test_the_next_shop_that_is_down_is_an_incident_of_its_own(world: World, words: str) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts(words)

    shops = (world.incident(1001).webshop, world.incident(1002).webshop)
    assert shops == ("lampehuset.dk", "tehuset.dk")
    everybody_skips(world)


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


@pytest.mark.parametrize(
    ("words", "shop"),
    [
        ("sorry I meant brightlamp.com", "brightlamp.com"),
        ("øh lampehusene.dk tak", "lampehusene.dk"),
        ("rettelse: lampehusets.dk", "lampehusets.dk"),
        ("nej ikke lampehuset.dk, det er lampehuset.se der er nede", "lampehuset.se"),
        ("lampehuset.dk virker fint, det er lampehuset.se der er nede", "lampehuset.se"),
        ("det är inte lampehuset.dk, det är lampehuset.se som ligger nere", "lampehuset.se"),
        ("lampehuset.dk works fine, it's lampehuset.se that is down", "lampehuset.se"),
    ],
)
@pytest.mark.parametrize("taken", [False, True])
def test_a_shop_put_right_is_the_incidents_and_told_at_once(
    world: World, words: str, shop: str, taken: bool
) -> None:
    world.report()
    mette = world.phone("mette")
    if taken:
        mette.replies(mette.code())
    world.merchant.texts("Nu er admin også nede")
    everybody_skips(world)

    world.merchant.texts(words)

    assert world.incident().webshop == shop
    assert world.timeline()[-1].data["put_right"] == {"webshop": "lampehuset.dk"}
    mette.expects("1001, butikken skriver:", words.split()[0].replace(".", " "))
    assert world.merchant.unread == []
    if not taken:
        world.advance(minutes=2)
        mette.expects("Påmindelse", shop.replace(".", " "))


def test_another_shop_that_is_down_while_the_first_is_fine_is_an_incident(world: World) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts("lampehuset.dk virker nu, men stolehuset.dk er nede")

    shops = (world.incident(1001).webshop, world.incident(1002).webshop)
    assert shops == ("lampehuset.dk", "stolehuset.dk")
    everybody_skips(world)


def test_of_two_incidents_none_is_put_right_by_a_shop(world: World) -> None:
    world.report()
    world.report("Jonas, elbutikken.dk, hele siden er nede siden 03, 20304050")
    everybody_skips(world)

    world.merchant.texts("rettelse: lampehusets.dk")

    shops = [world.incident(number).webshop for number in (1001, 1002, 1003)]
    assert shops == ["lampehuset.dk", "elbutikken.dk", "lampehusets.dk"]
    everybody_skips(world)


@pytest.mark.parametrize(
    "words", ["hej fra tehuset.dk", "tehuset.dk virker igen", "this is a test for tehuset.dk"]
)
def test_what_is_no_report_of_another_shop_is_about_the_one_that_is_live(
    world: World, words: str
) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts(words)

    world.phone("mette").expects(f"1001, butikken skriver: {words.replace('.', ' ')}")
    incident = world.incident(1001)
    assert (incident.webshop, world.happened(1001)[-1]) == ("lampehuset.dk", "follow_up")
    assert world.merchant.unread == []  # nobody asks whether the shop is down


def test_a_matter_for_support_of_another_shop_reaches_the_crew_as_well(world: World) -> None:
    world.report()
    everybody_skips(world)

    world.merchant.texts("hvordan skifter jeg logo på tehuset.dk")

    world.phone("mette").expects("1001, butikken skriver: hvordan skifter jeg logo på tehuset dk")
    assert world.happened(1001)[-1] == "follow_up"
    assert world.incident(1002).state is State.REDIRECTED
    world.merchant.expects("kun til")


@pytest.mark.parametrize(
    "words",
    ["uppe igen", "Tjek lampehuset.dk", "Tack snälla! Nu funkar allt igen, vilken lättnad"],
)
def test_good_news_and_calls_to_look_fill_nothing_in(world: World, words: str) -> None:
    world.report("Kassen giver fejl 500 på lampehuset.dk")
    everybody_skips(world)

    world.merchant.texts(words)

    assert (world.incident().name, world.incident().webshop) == (None, "lampehuset.dk")
    everybody_skips(world)


def test_good_news_of_a_shop_unknown_does_not_name_it(world: World) -> None:
    world.report("Jonas, kassen giver fejl 500, 20304050")
    everybody_skips(world)

    world.merchant.texts("Tack snälla! Nu funkar allt igen, vilken lättnad")

    assert world.incident().webshop is None
    everybody_skips(world)


def test_a_word_of_impatience_is_not_the_shop(world: World) -> None:
    world.report("Jonas, kassen giver fejl 500, 20304050")
    world.merchant.texts("Any news")
    everybody_skips(world)
    assert world.incident().webshop is None

    world.merchant.texts("lampehuset.dk")

    assert (world.incident().webshop, world.incident().unsure) == ("lampehuset.dk", [])
    everybody_skips(world)


@pytest.mark.parametrize("words", ["שלום האתר נפל", "Сайт упал", "网站坏了"])
def test_words_in_another_script_are_not_the_name(world: World, words: str) -> None:
    report = "The checkout of lampehuset.dk gives error 500 to every customer since 02.30"
    world.report(report)
    world.merchant.texts(words)
    everybody_skips(world)
    mette = world.phone("mette")
    assert world.incident().name is None

    mette.replies(mette.code())

    mette.expects("Ring til +4520304050.")
    everybody_skips(world)


def test_a_bare_answer_in_doubt_gives_way_to_a_later_one(world: World) -> None:
    world.report("Jonas, kassen giver fejl 500, 20304050")
    world.merchant.texts("Brolampen")
    everybody_skips(world)
    assert (world.incident().webshop, world.incident().unsure) == ("Brolampen", ["webshop"])

    world.merchant.texts("det er lampehuset.dk")

    assert (world.incident().webshop, world.incident().unsure) == ("lampehuset.dk", [])
    everybody_skips(world)


def test_one_shop_more_is_not_the_answer_in_doubt(world: World) -> None:
    world.report("Jonas, kassen giver fejl 500, 20304050")
    world.merchant.texts("Brolampen")
    everybody_skips(world)

    world.merchant.texts("Nu er tehuset.dk også nede")

    assert (world.incident(1001).webshop, world.incident(1002).webshop) == (
        "Brolampen",
        "tehuset.dk",
    )
    everybody_skips(world)


def test_a_name_put_right_is_whom_to_ask_for(world: World) -> None:
    world.report()
    mette = world.phone("mette")

    world.merchant.texts("Jeg hedder Johannes, ikke Jonas")
    everybody_skips(world)
    mette.replies(mette.code())

    mette.expects("Ring til Johannes")
    everybody_skips(world)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Jeg går i seng, ring til Ole på 30405060", "Ole"),
        ("Call Ole Hansen on 30405060, not me", "Ole Hansen"),
        ("Ring ikke på 20304050, ring på 30405060", "Jonas"),
        ("Ring ikke på 20304050, ring til Jonas på 30405060", "Jonas Vind"),
    ],
)
def test_whoever_is_to_be_called_instead_is_asked_for(world: World, words: str, name: str) -> None:
    known = "Jonas Vind" if name == "Jonas Vind" else "Jonas"
    world.report(f"{known}, lampehuset.dk, kassen giver fejl 500, ring 20304050", SWEDE)
    mette = world.phone("mette").skips()

    world.phone(SWEDE).texts(words)

    assert (world.incident().name, world.incident().callback) == (name, "+4530405060")
    mette.expects("butikken skriver")
    mette.replies(mette.code())
    mette.expects(f"Ring til {name} +4530405060")
    everybody_skips(world, SWEDE)


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


@pytest.mark.parametrize("known", [MERCHANT, "+4530405060"])
def test_the_number_a_text_comes_from_is_put_right_only_where_another_was_known(
    world: World, known: str
) -> None:
    world.report(f"Jonas, lampehuset.dk, kassen giver fejl 500, {known}")
    world.merchant.skips()
    mette = world.phone("mette").skips()
    mette.replies(mette.code())

    world.merchant.texts(f"Ring IKKE på {known}, brug nummeret jeg skriver fra")

    assert world.incident().callback == MERCHANT
    added = world.timeline()[-1]
    assert bool(added.data.get("put_right")) is (known != MERCHANT)
    mette.skips()
    world.merchant.skips()


def test_who_says_their_name_first_is_not_asked_for_it(world: World) -> None:
    world.report("Hej det er Jonas")
    world.merchant.skips()
    world.advance(seconds=15)

    world.merchant.texts("min shop er nede")

    world.phone("mette").expects("Ring til Jonas +4520304050")
    asked = world.merchant.expects("Sag 1002", "Svar her med")
    assert "dit navn" not in asked
