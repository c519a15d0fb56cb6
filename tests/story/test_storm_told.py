"""What the merchants and the crew of an outage hear stays true, whatever is taken back."""

from collections.abc import Callable, Mapping

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.story.storm import (
    code_in,
    code_of_lead,
    down,
    everybody_skips,
    lead_of,
    number_of,
    page_of,
    pages_to,
    storm,
    texts_to,
)
from tests.story.test_text_to_all import ask_all
from tests.world import World

WORKING = "En tekniker arbejder nu"
GIVEN_BACK = "så ingen har den lige nu"


def told(world: World, shop: int) -> list[str]:
    """What a merchant heard of who has it, in a word each."""
    words = {WORKING: "taken", GIVEN_BACK: "given back"}
    texts = [text.body for text in world.phone(number_of(shop)).shown]
    return [word for body in texts for part, word in words.items() if part in body]


def closed_at_once(world: World) -> str:
    """Mette closes it without having taken it; returns her code."""
    code = code_of_lead(world)
    world.phone("mette").replies(f"{code} løst: dns")
    world.advance(seconds=40)
    everybody_skips(world)
    return code


def test_who_was_not_told_yet_that_it_is_taken_hears_nothing_of_a_slip(world: World) -> None:
    """One text a second: when it is taken back, most of the merchants have not been texted."""
    storm(world, 20)
    mette, code = world.phone("mette"), code_of_lead(world)

    mette.replies(code)
    mette.replies(f"{code} fortryd")
    world.advance(minutes=3)

    heard = [told(world, shop) for shop in range(2, 20)]
    assert [] in heard
    assert all(one in ([], ["taken", "given back"]) for one in heard)
    everybody_skips(world)


def test_a_slip_is_not_told_when_it_is_taken_again_within_a_minute(world: World) -> None:
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    mette.replies(code)
    world.advance(seconds=20)
    mette.replies(f"{code} fortryd")
    world.advance(seconds=20)
    mette.replies(code)
    world.advance(minutes=3)

    assert told(world, 2) == told(world, 3) == ["taken"]
    mette.replies(f"{code} fortryd")
    world.advance(minutes=3)
    assert told(world, 2) == ["taken", "given back"]
    everybody_skips(world)


def test_whoever_takes_it_gets_what_the_other_shops_added_to_somebody_else(world: World) -> None:
    storm(world, 4)
    mette, lars = world.phone("mette"), world.phone("lars")
    world.advance(minutes=6, seconds=20)  # Lars is paged, too
    everybody_skips(world)
    mette.replies(code_of_lead(world))
    for words in ("Kurven er tom", "Det er kun MobilePay"):
        world.phone(number_of(2)).texts(words)
        world.advance(seconds=20)
    everybody_skips(world)

    mette.replies(f"{code_of_lead(world)} videre")
    world.advance(seconds=20)
    everybody_skips(world)
    lars.replies(code_in(page_of(world, "lars")))
    world.advance(seconds=5)

    lars.expects("Du har 1001")
    lars.expects("1001, butikken skriver: 1003: Kurven er tom / 1003: Det er kun MobilePay")
    everybody_skips(world)


def test_each_line_of_what_is_added_bears_the_number_of_its_shop(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    mette.replies(code_of_lead(world))
    everybody_skips(world)
    for shop, words in ((2, "Kurven er tom"), (2, "Nu kun mobilen"), (0, "Vi er oppe igen")):
        world.phone(number_of(shop)).texts(words)
        world.advance(seconds=20)
    world.advance(minutes=5)

    added = [body for body in texts_to(world, "mette") if "butikken skriver" in body]
    assert added == [
        "1003, butikken skriver: Kurven er tom",
        "1003, butikken skriver: Nu kun mobilen / 1001: Vi er oppe igen",
    ]
    everybody_skips(world)


def test_no_line_of_how_many_shops_comes_after_it_is_closed(world: World) -> None:
    storm(world, 2)
    mette, code = world.phone("mette"), code_of_lead(world)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    for shop in (2, 3, 4):
        down(world, shop)
    mette.replies(f"{code} løst: dns")
    world.advance(seconds=30)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    assert not [body for body in texts_to(world, "mette") if "ét udfald med" in body]
    everybody_skips(world)


@pytest.mark.parametrize("before", [False, True], ids=["the first night", "after another one"])
def test_of_two_lines_of_how_many_shops_the_latest_comes_alone(world: World, before: bool) -> None:
    if before:  # news of who has something else has no bearing on it
        world.report("anden.dk er nede", "+4520306001")
        world.phone("mette").replies(f"{code_of_lead(world)} løst")
        world.advance(minutes=200)
        everybody_skips(world)
    storm(world, 2)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    for shop in (2, 3, 4):
        down(world, shop)
    world.advance(seconds=40)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    lines = [body for body in texts_to(world, "mette") if "ét udfald med" in body]
    assert len(lines) == 1
    assert "ét udfald med 5 butikker" in lines[0]
    everybody_skips(world)


def test_a_shop_that_is_taken_out_gets_no_text_that_waited(world: World) -> None:
    storm(world, 5)
    fresh = ask_all(world)
    mette = world.phone("mette")
    mette.replies(f"{code_of_lead(world)} skil 1004")
    everybody_skips(world)

    mette.replies(fresh)
    world.advance(seconds=10)

    mette.expects("Sendt til butikkerne (4 i alt)")
    assert not [text for text in world.phone(number_of(3)).shown if "Vi skifter" in text.body]
    everybody_skips(world)


def test_a_closing_that_is_taken_back_counts_all_of_its_shops(world: World) -> None:
    storm(world, 6)
    code = closed_at_once(world)
    world.phone(number_of(3)).texts("Den er stadig nede")
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")
    world.advance(minutes=2, seconds=30)

    news = [body for body in world.phone("mette").unread if "udfald med" in body]
    assert news
    assert all("udfald med 5 butikker" in body for body in news)  # 1002 has been on its own
    everybody_skips(world)


def test_a_closing_that_is_taken_back_is_one_outage_with_all_that_came_back(world: World) -> None:
    storm(world, 4)
    code = closed_at_once(world)
    for shop in (2, 3):
        world.phone(number_of(shop)).texts("Den er stadig nede")
    world.advance(seconds=30)
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")
    world.advance(minutes=1)

    leads = {lead_of(world, number) for number in (1001, 1003, 1004)}
    assert len(leads - {None}) == 1
    assert world.incident(1001).state is State.OPEN
    everybody_skips(world)


def lars_has_it(world: World) -> str:
    """An outage of five that Lars has, who is of the second level; returns his code."""
    storm(world, 2)
    world.advance(minutes=5)
    for shop in (2, 3):
        down(world, shop)
    world.advance(minutes=3)
    code = code_in(page_of(world, "lars"))
    world.phone("lars").replies(code)
    world.advance(seconds=30)
    everybody_skips(world)
    return code


def test_whoever_has_it_again_hears_so_beside_the_number_of_shops(world: World) -> None:
    lars_has_it(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    down(world, 4)
    mette.replies(f"{code_of_lead(world)} løst")
    world.advance(seconds=30)
    everybody_skips(world)
    world.phone(number_of(4)).texts("Den er stadig nede")
    world.advance(seconds=20)
    everybody_skips(world)

    mette.replies(f"{code_of_lead(world)} fortryd")
    world.advance(minutes=1)

    assert [body for body in lars.unread if "du har igen 1001" in body]
    everybody_skips(world)


def test_news_is_not_replaced_by_the_number_of_shops(world: World) -> None:
    lars_has_it(world)
    lars = world.phone("lars")
    busy = Fault(Trouble.REFUSE, phone=lars.number, code=20429, status=429)
    world.carrier.faults.add(busy)
    world.phone("mette").replies(f"{code_of_lead(world)} ringet")
    down(world, 4)
    world.carrier.faults.clear()
    world.advance(minutes=4)

    assert [body for body in lars.unread if "Mette Holm har ringet" in body]
    everybody_skips(world)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Trouble.REFUSE, phone=number_of(3), code=20429, status=429),
        Fault(Trouble.DROP, phone=number_of(3), times=1),
    ],
    ids=["refused", "lost"],
)
def test_a_merchant_who_could_not_be_texted_during_a_slip_hears_that_it_is_taken(
    world: World, fault: Fault
) -> None:
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    world.carrier.faults.add(fault)
    mette.replies(code)
    world.advance(seconds=10)
    mette.replies(f"{code} fortryd")
    mette.replies(code)
    world.advance(seconds=10)

    world.carrier.faults.clear()
    world.advance(minutes=10)

    assert told(world, 3)[-1:] == ["taken"]
    everybody_skips(world)


def test_of_two_shops_of_one_phone_the_one_that_stays_gets_the_text_to_all(world: World) -> None:
    storm(world, 3)
    phone = number_of(7)
    for shop in (7, 8):
        world.report(f"butik{shop}.dk er nede, mvh Jonas", phone)
    everybody_skips(world)
    fresh = ask_all(world)
    mette = world.phone("mette")
    mette.replies(f"{code_of_lead(world)} skil 1005")

    mette.replies(fresh)
    world.advance(seconds=20)

    assert [body for body in texts_to_phone(world, phone) if "Vi skifter server" in body]
    everybody_skips(world)


def texts_to_phone(world: World, phone: str) -> list[str]:
    return [text.body for text in world.phone(phone).shown]


def test_words_that_are_part_of_earlier_ones_are_passed_on_all_the_same(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    world.merchant.texts("Nu virker det ikke i Sverige heller")
    world.advance(minutes=1)
    code, own = mette.code(), lars.code()
    mette.replies(code)
    world.merchant.texts("Nu virker det")
    world.advance(minutes=6)
    everybody_skips(world)

    mette.replies(f"{code} videre")
    lars.replies(own)
    world.advance(seconds=40)

    assert "1001, butikken skriver: Nu virker det" in texts_to(world, "lars")
    everybody_skips(world)


def test_who_read_that_it_is_fixed_hears_that_somebody_works_on_it_after_all(world: World) -> None:
    """Closed by a slip, taken back and taken at once, before most were told that it is open."""
    storm(world, 8)
    mette, code = world.phone("mette"), closed_at_once(world)

    mette.replies(f"{code} fortryd")
    mette.replies(code)
    world.advance(minutes=1)

    for shop in range(2, 8):
        assert WORKING in world.phone(number_of(shop)).shown[-1].body
    everybody_skips(world)


def test_the_merchant_of_what_led_it_hears_that_it_goes_on_as_a_part_of_another(
    world: World,
) -> None:
    """Closed by a slip; a shop that says so leads it by then, and somebody has that."""
    storm(world, 5)
    mette, code = world.phone("mette"), closed_at_once(world)
    world.phone(number_of(3)).texts("Vi er stadig nede")
    mette.replies(code_in(next(body for body in pages_to(world, "mette") if "1004 " in body)))

    mette.replies(f"{code} fortryd")
    world.advance(seconds=30)

    assert lead_of(world, 1001) == 1004
    assert WORKING in world.phone(number_of(0)).shown[-1].body
    everybody_skips(world)


def test_what_is_counted_but_not_with_the_outage_is_named(world: World) -> None:
    for shop in range(2):
        down(world, shop)
    mette = world.phone("mette")
    others = code_in(next(body for body in pages_to(world, "mette") if "1002 " in body))
    code = code_of_lead(world)
    mette.skips()
    down(world, 2)
    apart = f"Ikke med: {others} = 1002."

    mette.expects("1001 er nu ét udfald med 3 butikker", apart)
    mette.replies(code)
    mette.expects("udfald med 3 butikker", f"Svar {code} fortryd. {apart}")
    mette.replies(f"{code} løst")
    mette.expects("1001 er lukket med alle 2 butikker", f"Svar {code} fortryd. {apart}")
    everybody_skips(world)


def test_what_is_not_with_the_outage_is_counted_where_it_is_too_much_to_name(
    make_world: Callable[[Mapping[str, str]], World],
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [6, 10]"})
    storm(world, 5)

    down(world, 5)

    named = world.phone("mette").expects("1001 er nu ét udfald med 6 butikker", " = 1002, ")
    assert named.endswith(" = 1004, og 1 til.")
    everybody_skips(world)


def test_nothing_is_named_once_what_was_beside_an_outage_is_closed(world: World) -> None:
    storm(world, 3)
    mette, code = world.phone("mette"), code_of_lead(world)
    others = code_in(next(body for body in pages_to(world, "mette") if "1002 " in body))
    mette.replies(f"{others} løst")
    mette.skips()

    mette.replies(code)

    # It was open when the outage began, so it is counted.
    assert "Ikke med" not in mette.expects("Du har 1001 butik0 dk, udfald med 3 butikker")
    everybody_skips(world)
