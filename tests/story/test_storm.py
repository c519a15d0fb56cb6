"""Many shops at once: one outage, one page, and nobody forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from relay import inbox
from relay.app import create_app
from relay.core.incident import State
from relay.emulator.records import Text
from relay.store import incidents, users
from relay.store.models import Incident
from tests.story.test_at_once import at_once
from tests.web.test_auth import PASSWORD, Reader
from tests.world import World

CREW = ("mette", "lars", "aisha", "karen")
TAKING = (" = jeg tager den", " = I take it")


def number_of(shop: int) -> str:
    return f"+4520305{shop:03}"


def down(world: World, shop: int, words: str = "butik{shop}.dk er nede, mvh Jonas") -> None:
    """A shop's merchant reports."""
    world.report(words.format(shop=shop), number_of(shop))


def everybody_skips(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def storm(world: World, shops: int) -> None:
    """So many shops report within a few minutes; all texts have been seen."""
    for shop in range(shops):
        down(world, shop)
    everybody_skips(world)


def texts_to(world: World, key: str) -> list[str]:
    return [text.body for text in world.phone(key).shown]


def pages_to(world: World, key: str) -> list[str]:
    return [body for body in texts_to(world, key) if body.endswith(TAKING)]


def code_of_lead(world: World) -> str:
    """Mette's code for 1001."""
    page = next(body for body in pages_to(world, "mette") if "1001 " in body)
    return page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1]


def lead_of(world: World, number: int) -> int | None:
    """The number of the incident that leads the outage another one is a part of."""
    outage_of = world.incident(number).outage_of
    if outage_of is None:
        return None
    return world.relay.database.read(lambda session: incidents.get(session, outage_of).number)


# ---- it begins ---------------------------------------------------------------------------


def test_the_third_shop_joins_the_first_and_is_not_paged(world: World) -> None:
    storm(world, 2)
    assert len(pages_to(world, "mette")) == 2

    down(world, 2)

    assert lead_of(world, 1003) == 1001
    assert len(pages_to(world, "mette")) == 2
    world.phone("mette").expects("1001 er nu ét udfald med 3 butikker, senest 1003 butik2 dk")
    world.phone(number_of(2)).expects(
        "Sag 1003, butik2 dk", "Flere webshops er ramt, og vores vagt er kaldt"
    )
    assert world.happened(1003) == ["opened", "joined"]
    assert world.happened(1001)[-1] == "attached"


def test_codes_sent_before_stay_valid(world: World) -> None:
    storm(world, 2)
    second = world.phone("mette").code()
    storm(world, 4)

    world.phone("mette").replies(second)

    world.phone("mette").expects("Du har 1002 butik1 dk")
    assert world.incident(1002).holder == "mette"
    assert world.incident(1001).state is State.OPEN
    everybody_skips(world)


@pytest.mark.parametrize("spelled", ["broedhuset.dk", "brodhuset.dk", "www.BRÖDHUSET.dk"])
def test_one_shop_in_two_spellings_is_no_storm(world: World, spelled: str) -> None:
    for shop, named in enumerate(("brødhuset.dk", spelled, "butik2.dk")):
        down(world, shop, f"{named} er nede, mvh Jonas")

    assert lead_of(world, 1003) is None
    everybody_skips(world)
    down(world, 0, f"{spelled} er stadig nede for alle kunder")
    assert world.happened(1001)[-1] == "follow_up"  # and no matter of its own
    everybody_skips(world)


def test_two_shops_are_no_storm(world: World) -> None:
    storm(world, 2)

    assert [lead_of(world, number) for number in (1001, 1002)] == [None, None]
    assert len(pages_to(world, "mette")) == 2


def test_three_shops_in_more_than_ten_minutes_are_no_storm(world: World) -> None:
    down(world, 0)
    world.phone("mette").replies(world.phone("mette").code())
    world.advance(minutes=5)
    down(world, 1)
    world.advance(minutes=5)
    down(world, 2)

    assert lead_of(world, 1003) is None
    everybody_skips(world)


def test_one_shop_on_three_phones_is_no_storm(world: World) -> None:
    for phone in range(3):
        down(world, phone, "lampehuset.dk er nede")

    assert lead_of(world, 1003) is None
    everybody_skips(world)


def test_three_shops_from_one_phone_are_no_storm(world: World) -> None:
    for shop in range(3):
        world.report(f"butik{shop}.dk er nede")

    assert lead_of(world, 1003) is None
    everybody_skips(world)


def test_whoever_names_no_shop_counts_as_one(world: World) -> None:
    for shop in range(3):
        down(world, shop, "Vores butik er nede!")

    assert lead_of(world, 1003) == 1001
    everybody_skips(world)


def test_what_can_wait_does_not_count(world: World) -> None:
    down(world, 0, "Hvordan ændrer jeg mit logo? butik0.dk")
    down(world, 1, "hej")
    down(world, 2)
    down(world, 3)

    assert lead_of(world, 1004) is None
    down(world, 4)
    assert lead_of(world, 1005) == 1003
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    [
        "butik{shop}.dk er blevet hacket",
        "butik{shop}.dk: kunder kan se andre kunders ordrer, datalæk",
        "butik{shop}.dk: kunderne bliver trukket to gange",
        "butik{shop}.dk: customers are charged twice",
    ],
)
def test_a_break_in_a_leak_and_a_double_charge_never_join(world: World, words: str) -> None:
    storm(world, 3)
    before = len(pages_to(world, "mette"))

    down(world, 7, words)

    assert lead_of(world, 1004) is None
    assert len(pages_to(world, "mette")) == before + 1
    assert "1004 butik7 dk" in pages_to(world, "mette")[-1]
    everybody_skips(world)


def test_a_break_in_counts_for_no_outage_and_leads_none(world: World) -> None:
    down(world, 0, "butik{shop}.dk er blevet hacket")
    down(world, 1)

    down(world, 2)

    assert len(pages_to(world, "mette")) == 3  # each for itself
    down(world, 3)
    assert [lead_of(world, number) for number in range(1001, 1005)] == [None, None, None, 1002]
    everybody_skips(world)


def test_what_insists_that_it_is_urgent_joins_as_well(world: World) -> None:
    down(world, 9, "Hvordan ændrer jeg mit logo? butik9.dk")
    storm(world, 3)

    down(world, 9, "HASTER")

    assert lead_of(world, 1001) == 1002
    world.phone(number_of(9)).expects("Sag 1001, butik9 dk", "Flere webshops er ramt")


# ---- while it lasts ----------------------------------------------------------------------


def test_the_engineer_hears_of_it_at_5_10_20_and_50_shops(world: World) -> None:
    for shop in range(55):
        down(world, shop)
        world.phone(number_of(shop)).expects("Vi har modtaget din besked. Sag 1")

    lines = [body for body in texts_to(world, "mette") if "ét udfald" in body]
    shops = [int(line.split("udfald med ")[1].split()[0]) for line in lines]
    assert shops == [3, 5, 10, 20, 50]
    assert all("butik0 dk" in body or "butik1 dk" in body for body in pages_to(world, "mette"))
    everybody_skips(world)


def test_the_first_line_counts_every_shop_that_made_it_an_outage_and_no_other(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [4, 10]"})
    down(world, 90)
    world.advance(minutes=11)  # too long ago to be part of it
    storm(world, 2)
    world.report("butik70.dk er hacket, 20304099", number_of(70))  # stands alone
    down(world, 2)
    everybody_skips(world)

    down(world, 3)

    world.phone("mette").expects("er nu ét udfald med 4 butikker")
    everybody_skips(world)


def test_whoever_has_it_hears_of_it_and_nobody_else(world: World) -> None:
    storm(world, 3)
    world.advance(minutes=6)
    lars = world.phone("lars")
    page = next(body for body in pages_to(world, "lars") if "1001 " in body)
    lars.replies(page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1])
    everybody_skips(world)

    for shop in range(3, 6):
        down(world, shop)

    lars.expects("1001 er nu ét udfald med 5 butikker")
    assert [body for body in world.phone("mette").unread if "ét udfald" in body] == []
    everybody_skips(world)


def test_a_shop_counts_once_in_an_outage(world: World) -> None:
    storm(world, 3)
    for phone in range(10, 14):
        down(world, phone, "butik2.dk er nede")

    assert [body for body in texts_to(world, "mette") if "5 butikker" in body] == []
    assert lead_of(world, 1007) == 1001
    everybody_skips(world)


def test_what_a_merchant_adds_goes_to_who_works_on_the_outage(world: World) -> None:
    storm(world, 3)

    world.phone(number_of(2)).texts("Nu er admin også nede")

    world.phone("mette").expects("1003, butikken skriver: Nu er admin også nede")
    assert world.phone(number_of(2)).unread == []


def test_it_takes_no_more_after_half_an_hour_without_a_new_shop(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    mette.replies(code_of_lead(world))
    world.advance(minutes=29)
    down(world, 4)
    assert lead_of(world, 1005) == 1001
    world.advance(minutes=20)
    down(world, 11, "butik4.dk er nede")  # the same shop
    assert lead_of(world, 1006) == 1001
    world.advance(minutes=11)

    down(world, 5)

    assert lead_of(world, 1007) is None
    assert "1007 butik5 dk" in pages_to(world, "mette")[-1]
    everybody_skips(world)


def test_what_was_part_of_it_begins_no_other_one(make_world: Callable[..., World]) -> None:
    world = make_world({"storm: [3, 10]": "storm: [3, 90]"})
    storm(world, 4)
    world.phone("mette").replies(code_of_lead(world))
    world.advance(minutes=31)

    down(world, 4)

    assert lead_of(world, 1005) is None
    down(world, 5)
    assert lead_of(world, 1006) == 1002  # that one was never part of it
    everybody_skips(world)


def page_of(world: World, key: str) -> str:
    """The latest page that somebody got for 1001."""
    return next(body for body in reversed(pages_to(world, key)) if "1001 " in body)


def code_in(page: str) -> str:
    return page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1]


def test_who_is_paged_later_learns_that_it_is_an_outage(world: World) -> None:
    storm(world, 4)
    lars = world.phone("lars")
    world.advance(minutes=6, seconds=30)

    first = page_of(world, "lars")
    code = code_in(first)
    assert first.startswith("1001 butik0 dk, udfald med 4 butikker: butik0 dk er nede")
    assert first.endswith(
        f"{code} skil tager en butik ud, {code} alle skriver til alle. Svar {code} = jeg tager den"
    )
    everybody_skips(world)
    world.advance(minutes=2)
    reminder = page_of(world, "lars")
    assert "1001 butik0 dk, udfald med 4 butikker: " in reminder
    assert "skil" not in reminder
    everybody_skips(world)
    lars.replies(f"{code} ?")
    lars.expects("ingen har den, udfald med 4 butikker. Ring")
    lars.replies(code)
    lars.expects("Du har 1001 butik0 dk, udfald med 4 butikker. Ring til Jonas")
    lars.replies(code)
    lars.expects("Du har allerede 1001 butik0 dk, udfald med 4 butikker.")
    everybody_skips(world)


def test_a_call_says_how_many_shops_it_is(world: World) -> None:
    storm(world, 4)
    world.advance(minutes=3, seconds=42)  # four after the first page

    said = world.phone("mette").picks_up()

    assert "Sag 1 0 0 1, butik0 dk, udfald med 4 butikker. butik0 dk er nede" in said
    everybody_skips(world)


def test_who_is_reached_in_the_last_resort_or_by_a_pass_learns_it_too(world: World) -> None:
    storm(world, 4)
    world.phone("mette").replies(f"{code_of_lead(world)} videre")
    assert "udfald med 4 butikker" in page_of(world, "lars")

    world.advance(minutes=15)

    first = next(body for body in pages_to(world, "karen") if "1001 " in body)
    assert "udfald med 4 butikker" in first or "outage of 4 shops" in first
    assert " skil " in first or " split " in first
    everybody_skips(world)


def test_a_page_counts_the_shops_that_are_left_and_names_no_outage_of_one(world: World) -> None:
    storm(world, 4)
    code = code_of_lead(world)
    for number in (1003, 1004):
        world.advance(minutes=2)
        left = page_of(world, "mette")
        assert ("udfald med 4" in left) == (number == 1003)
        world.phone("mette").replies(f"{code} skil {number}")

    world.advance(minutes=2)

    assert "udfald" not in page_of(world, "mette")
    everybody_skips(world)


# ---- who has it --------------------------------------------------------------------------


def test_taking_it_tells_each_merchant_once(world: World) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    code = code_of_lead(world)

    mette.replies(code)
    world.advance(seconds=30)

    for shop in (2, 3, 4):
        world.phone(number_of(shop)).expects(
            f"Sag {1001 + shop}: En tekniker arbejder nu på fejlen"
        )
        assert world.incident(1001 + shop).holder == "mette"
        assert world.incident(1001 + shop).state is State.ACKNOWLEDGED
    everybody_skips(world)
    mette.replies(f"{code} fortryd")
    mette.replies(code)
    world.advance(minutes=1)
    for shop in (2, 3, 4):
        assert world.phone(number_of(shop)).unread == []
    everybody_skips(world)


def test_giving_it_back_gives_all_of_it_back(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(code)

    mette.replies(f"{code} fortryd")

    assert world.incident(1001).state is State.OPEN
    assert (world.incident(1003).state, world.incident(1003).holder) == (State.OPEN, None)
    everybody_skips(world)


def test_who_reports_while_somebody_has_it_is_told_so(world: World) -> None:
    storm(world, 3)
    world.phone("mette").replies(code_of_lead(world))
    everybody_skips(world)

    down(world, 3)

    merchant = world.phone(number_of(3))
    merchant.expects("Sag 1004, butik3 dk")
    merchant.expects("Sag 1004: En tekniker arbejder nu på fejlen")
    assert world.incident(1004).holder == "mette"
    everybody_skips(world)


def test_an_outage_that_nobody_takes_is_paged_without_end(world: World) -> None:
    storm(world, 4)
    world.advance(hours=2)

    for key in CREW:
        assert any("1001 " in body for body in pages_to(world, key))
        assert not any("1003 " in body or "1004 " in body for body in pages_to(world, key))
    everybody_skips(world)


@pytest.mark.parametrize(("reply", "minutes"), [("videre", 1), ("videre", 20), ("fortryd", 2)])
def test_each_merchant_hears_when_it_is_nobodys_again(
    world: World, reply: str, minutes: int
) -> None:
    storm(world, 4)
    code = code_of_lead(world)
    world.phone("mette").replies(f"{code} ringet")
    world.advance(minutes=minutes)
    everybody_skips(world)

    world.phone("mette").replies(f"{code} {reply}")
    world.advance(seconds=30)

    for shop in (0, 2, 3):
        world.phone(number_of(shop)).expects(f"Sag {1001 + shop} er givet tilbage")
    everybody_skips(world)


def test_who_heard_that_nobody_answers_hears_who_has_it(world: World) -> None:
    storm(world, 4)
    code = code_of_lead(world)
    world.phone("mette").replies(code)
    world.advance(seconds=30)
    world.phone("mette").replies(f"{code} fortryd")
    everybody_skips(world)
    world.advance(minutes=11)
    for shop in (2, 3):
        told = world.phone(number_of(shop)).expects(f"Vi kalder stadig på sag {1001 + shop}")
        assert told.endswith("Du får besked, når en tekniker har den.")
    everybody_skips(world)

    page = next(body for body in pages_to(world, "lars") if "1001 " in body)
    world.phone("lars").replies(page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1])
    world.advance(seconds=30)

    for shop in (2, 3):
        world.phone(number_of(shop)).expects("En tekniker arbejder nu på fejlen")
    everybody_skips(world)


# ---- it is over --------------------------------------------------------------------------


def close(world: World) -> str:
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(code)
    everybody_skips(world)
    mette.replies(f"{code} løst: certifikatet var udløbet")
    world.advance(seconds=30)
    return code


def test_the_merchant_of_a_shop_that_is_taken_out_hears_that_nobody_has_it(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = pages_to(world, "mette")[0].removesuffix(TAKING[0]).split()[-1]
    mette.replies(code)
    everybody_skips(world)

    mette.replies(f"{code} skil 1004")

    world.phone(number_of(3)).expects("Sag 1004 er givet tilbage")
    everybody_skips(world)


def test_a_holder_who_wants_no_texts_is_rung_at_5_and_10_shops_not_for_each(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")  # 1002, which was paged for itself
    code = code_of_lead(world)
    mette.replies(code)
    mette.texts("STOP")
    world.advance(seconds=5)
    mette.picks_up()
    mette.presses(code)
    before = len(mette.calls())

    calls = []
    for shop in range(4, 16):
        down(world, shop)
        world.advance(seconds=23)
        calls.append(len(mette.calls()) - before)

    assert calls == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]  # of 5 to 16 shops
    joined = world.incident(1005)
    assert joined.taken_at is not None
    assert joined.taken_at >= joined.opened_at
    everybody_skips(world)


def test_each_merchant_hears_that_we_are_still_trying(world: World) -> None:
    storm(world, 4)

    world.advance(minutes=10)

    for shop in (0, 2, 3):
        world.phone(number_of(shop)).expects(f"Vi kalder stadig på sag {1001 + shop}")
    everybody_skips(world)


def test_closing_asks_each_merchant_whether_the_shop_is_still_down(world: World) -> None:
    storm(world, 5)

    close(world)

    for shop in (2, 3, 4):
        world.phone(number_of(shop)).expects(
            f"Sag {1001 + shop}", "Er din butik stadig nede, så svar på denne besked"
        )
        closed = world.incident(1001 + shop)
        assert (closed.state, closed.closed_by) == (State.CLOSED, "mette")
        assert closed.close_reason == "certifikatet var udløbet"
    world.phone(number_of(0)).expects("Sag 1001 er løst")
    assert world.incident(1002).state is State.OPEN  # it was paged for itself
    everybody_skips(world)


def test_still_down_opens_that_one_alone(world: World) -> None:
    storm(world, 5)
    close(world)
    everybody_skips(world)

    world.phone(number_of(3)).texts("Ja den er stadig nede")

    world.phone("mette").expects("Åbnet igen. 1004 butik3 dk", "stadig nede")
    world.phone(number_of(3)).expects("Sag 1004 er åbnet igen")
    assert world.incident(1004).outage_of is None
    for number in (1001, 1003, 1005):
        assert world.incident(number).state is State.CLOSED
    everybody_skips(world)


def test_thanks_opens_nothing(world: World) -> None:
    storm(world, 4)
    close(world)
    everybody_skips(world)

    world.phone(number_of(3)).texts("Det virker igen, tak!")

    assert world.incident(1004).state is State.CLOSED
    assert world.phone("mette").unread == []
    assert world.phone(number_of(3)).unread == []


def test_undoing_the_closing_brings_all_of_it_back(world: World) -> None:
    storm(world, 4)
    code = close(world)
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")
    world.advance(seconds=30)

    for number in (1001, 1003, 1004):
        assert world.incident(number).state is State.ACKNOWLEDGED
        assert world.incident(number).closed_at is None
    world.phone(number_of(3)).expects("Sag 1004: En tekniker arbejder nu på fejlen")
    everybody_skips(world)


def test_what_was_closed_with_an_outage_does_not_come_back_with_its_first_shop(
    world: World,
) -> None:
    storm(world, 4)
    code = close(world)
    world.phone(number_of(0)).texts("Den er stadig nede")

    for answer in (code, f"{code} løst", f"{code} fortryd"):
        world.phone("mette").replies(answer)
        world.advance(minutes=1)

    assert world.incident(1001).state is State.ACKNOWLEDGED
    assert world.incident(1003).state is State.CLOSED
    everybody_skips(world)


# ---- it was closed too early -------------------------------------------------------------


def asked_of(world: World, key: str) -> list[str]:
    """What a person has been asked to take that they have not seen yet."""
    return [body for body in world.phone(key).unread if body.endswith(TAKING)]


def test_an_outage_that_is_not_over_comes_back_as_one(world: World) -> None:
    storm(world, 6)
    close(world)
    everybody_skips(world)

    for shop in (3, 4, 5):
        down(world, shop, "Nej, den er stadig nede")
        world.phone(number_of(shop)).expects(f"Sag {1001 + shop} er åbnet igen")

    mette = world.phone("mette")
    assert len(asked_of(world, "mette")) == 1
    mette.expects("Åbnet igen. 1004 butik3 dk")
    mette.expects("1004 er nu ét udfald med 3 butikker, senest 1005 butik4 dk")
    assert [lead_of(world, number) for number in (1004, 1005, 1006)] == [None, 1004, 1004]
    everybody_skips(world)
    mette.replies(mette.code())
    world.advance(seconds=30)
    for shop in (3, 4, 5):
        assert world.incident(1001 + shop).holder == "mette"
    for shop in (4, 5):
        world.phone(number_of(shop)).expects("En tekniker arbejder nu på fejlen")
    assert world.incident(1003).state is State.CLOSED
    everybody_skips(world)


@pytest.mark.parametrize("order", [(0, 3, 4), (3, 0, 4)])
def test_it_comes_back_as_one_also_with_the_shop_that_led_it(
    world: World, order: tuple[int, ...]
) -> None:
    storm(world, 5)
    close(world)
    everybody_skips(world)

    for shop in order:
        down(world, shop, "Nej, den er stadig nede")

    assert len(asked_of(world, "mette")) == 1
    first = 1001 + order[0]
    assert [lead_of(world, 1001 + shop) for shop in order] == [None, first, first]
    everybody_skips(world)
    world.phone("mette").replies("ok")  # one question is open but that of 1002
    world.phone("mette").expects("Hvilken?", f"{first} butik")


def test_undoing_the_closing_after_it_came_back_makes_one_outage(world: World) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(f"{code} løst")
    for shop in (2, 3):
        down(world, shop, "Nej, den er stadig nede")
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("1001 er åben igen som en del af udfaldet 1003")
    assert [lead_of(world, 1000 + one) for one in (1, 3, 4, 5)] == [1003, None, 1003, 1003]
    world.phone(number_of(4)).expects("Sag 1005 er åbnet igen")
    everybody_skips(world)
    world.advance(minutes=2)
    (page,) = asked_of(world, "mette")[-1:]
    assert "1003 butik2 dk, udfald med 4 butikker" in page
    mette.replies(mette.code())
    world.advance(seconds=30)
    for number in (1001, 1003, 1004, 1005):
        assert world.incident(number).holder == "mette"
    everybody_skips(world)


def test_who_had_it_has_what_came_back_as_well(world: World) -> None:
    storm(world, 5)
    code = close(world)
    for shop in (2, 3):
        down(world, shop, "Nej, den er stadig nede")
    world.advance(minutes=6)
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")
    world.advance(seconds=20)

    for number in (1001, 1003, 1004, 1005):
        assert world.incident(number).holder == "mette"
        assert lead_of(world, number) == (None if number == 1001 else 1001)
    told = [body for body in world.phone("lars").unread if "1003" in body]
    assert told[-1].startswith("1003 butik2 dk er taget af Mette Holm")
    world.phone(number_of(3)).expects("Sag 1004: En tekniker arbejder nu")
    everybody_skips(world)
    world.advance(minutes=3)
    assert not [body for body in asked_of(world, "lars") if "1003" in body]
    everybody_skips(world)


def test_the_page_after_the_closing_is_undone_says_how_many_shops(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(f"{code} løst")
    world.advance(minutes=3)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("1001 butik0 dk, udfald med 4 butikker")
    world.phone(number_of(3)).expects("Sag 1004 er åbnet igen")
    everybody_skips(world)


def test_new_reports_after_the_closing_are_one_outage_again(world: World) -> None:
    storm(world, 4)
    close(world)
    world.advance(minutes=11)
    everybody_skips(world)

    for shop in (6, 7, 8):
        down(world, shop)
        world.advance(minutes=4)

    assert [lead_of(world, number) for number in (1005, 1006, 1007)] == [None, 1005, 1005]
    assert not [body for body in asked_of(world, "mette") if "1006" in body or "1007" in body]
    everybody_skips(world)
    down(world, 3, "Nej, den er stadig nede")
    assert lead_of(world, 1004) == 1005
    everybody_skips(world)


def test_nothing_joins_what_is_itself_a_part_of_an_outage(world: World) -> None:
    storm(world, 4)
    close(world)
    for shop in (2, 0):
        down(world, shop, "Nej, den er stadig nede")
    assert lead_of(world, 1001) == 1003
    everybody_skips(world)

    down(world, 8)

    assert lead_of(world, 1005) == 1003
    everybody_skips(world)
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(seconds=30)
    assert world.incident(1005).holder == "mette"
    everybody_skips(world)
    down(world, 8, "Nu er admin også nede")
    mette.expects("1005, butikken skriver: Nu er admin også nede")


def test_a_break_in_after_the_closing_is_paged_for_itself(world: World) -> None:
    storm(world, 5)
    close(world)
    down(world, 3, "Nej, den er stadig nede")
    everybody_skips(world)

    down(world, 4, "Stadig nede, vi er blevet hacket")

    world.phone("mette").expects("Åbnet igen. 1005 butik4 dk", "hacket")
    assert lead_of(world, 1005) is None
    everybody_skips(world)


def test_half_an_hour_after_the_closing_a_new_report_is_a_matter_of_its_own(world: World) -> None:
    storm(world, 4)
    close(world)
    world.advance(minutes=31)
    everybody_skips(world)

    for shop in (6, 7):
        down(world, shop)

    assert [lead_of(world, number) for number in (1005, 1006)] == [None, None]
    everybody_skips(world)


# ---- one is taken out --------------------------------------------------------------------


@pytest.mark.parametrize("reply", ["{code} skil 1004", "{code} split 1004"])
def test_one_is_taken_out_and_paged_for_itself(world: World, reply: str) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    code = code_of_lead(world)

    mette.replies(reply.format(code=code))

    mette.expects("1004 butik3 dk")  # the page
    mette.expects("1004 er taget ud af 1001 og kaldes nu for sig selv")
    assert mette.code() != code
    assert world.incident(1004).outage_of is None
    assert world.happened(1004)[-2:] == ["split", "paged"]
    mette.replies(mette.code())
    assert world.incident(1004).holder == "mette"
    assert world.incident(1001).state is State.OPEN
    everybody_skips(world)


def test_taken_out_of_an_outage_that_somebody_has_it_is_nobodys(world: World) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(code)
    everybody_skips(world)

    mette.replies(f"{code} skil 1004")

    assert (world.incident(1004).state, world.incident(1004).holder) == (State.OPEN, None)
    mette.expects("1004 butik3 dk")
    everybody_skips(world)


@pytest.mark.parametrize("is_taken", [True, False])
def test_taking_one_out_is_not_taken_back_and_nothing_else_is(world: World, is_taken: bool) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = code_of_lead(world)
    if is_taken:
        mette.replies(code)
    mette.replies(f"{code} skil 1003")
    everybody_skips(world)
    before = world.incident(1001)

    mette.replies(f"{code} fortryd")

    mette.expects("1003 er taget ud af 1001, og det kan ikke fortrydes. Intet er ændret.")
    now = world.incident(1001)
    assert (now.state, now.holder) == (before.state, before.holder)
    assert lead_of(world, 1003) is None
    assert lead_of(world, 1004) == 1001
    if is_taken:
        mette.replies(f"{code} videre")
        mette.replies(f"{code} fortryd")  # what came after it is taken back
        assert world.incident(1001).holder == "mette"
    everybody_skips(world)


@pytest.mark.parametrize("rest", ["", "1002", "1001", "9999", "1003 1004", "den sidste"])
def test_what_is_not_in_it_is_not_taken_out(world: World, rest: str) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = code_of_lead(world)

    mette.replies(f"{code} skil {rest}")

    mette.expects(f"Svar {code} skil og nummeret på en sag i 1001: 1003, 1004. Intet er ændret")
    assert lead_of(world, 1003) == lead_of(world, 1004) == 1001


def test_who_takes_one_of_it_on_its_page_has_that_one_alone(world: World) -> None:
    storm(world, 4)
    now = world.clock.now()
    users.add(world.relay.database, "lars", PASSWORD, role="engineer", person="lars", now=now)
    reader = Reader(create_app(world.relay))
    reader.sign_in(name="lars")

    assert reader.post("/incidents/1003/take").status_code == 302
    world.advance(minutes=6)

    assert world.incident(1003).holder == "lars"
    assert (lead_of(world, 1003), lead_of(world, 1004)) == (None, 1001)
    assert world.incident(1001).state is State.OPEN
    everybody_skips(world)


def test_who_takes_one_of_it_by_mistake_gives_it_back_to_the_outage(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(f"{code} løst")
    for shop in (2, 0):
        down(world, shop, "Nej, den er stadig nede")
    assert lead_of(world, 1001) == 1003
    mette.replies(code)
    assert lead_of(world, 1001) is None
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt. 1001 står nu som før dit svar")
    assert lead_of(world, 1001) == 1003
    world.advance(minutes=3)
    assert not [body for body in asked_of(world, "mette") if "1001 " in body]
    everybody_skips(world)


def test_there_is_nothing_to_take_out_of_a_single_shop(world: World) -> None:
    down(world, 0)
    everybody_skips(world)

    world.phone("mette").replies(f"{world.phone('mette').code()} skil 1002")

    world.phone("mette").expects("1001 er ikke et udfald")


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_shop_that_tells_of_a_break_in_later_is_paged_for_it(
    world: World, is_taken: bool
) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    if is_taken:
        mette.replies(code_of_lead(world))
        everybody_skips(world)

    down(world, 3, "vi er blevet hacket, kundedata er stjålet")

    mette.expects("1004 butik3 dk", "hacket")
    assert lead_of(world, 1004) is None
    assert (world.incident(1004).state, world.incident(1004).holder) == (State.OPEN, None)
    assert world.happened(1004)[-3:] == ["follow_up", "split", "paged"]
    assert world.happened(1001)[-1] == "split"
    everybody_skips(world)
    down(world, 3, "de har stjålet kundedata")
    assert world.happened(1004).count("split") == 1
    everybody_skips(world)


def test_more_about_the_outage_stays_a_part_of_it(world: World) -> None:
    storm(world, 4)

    down(world, 3, "stadig nede, har prøvet flere gange")

    assert lead_of(world, 1004) == 1001
    everybody_skips(world)


def test_a_stranger_in_the_back_office_does_not_join_an_outage(world: World) -> None:
    storm(world, 3)

    down(world, 3, "butik{shop}.dk der er nogen inde i vores admin, de sletter ordrer")

    assert lead_of(world, 1004) is None
    world.phone("mette").expects("1004 butik3 dk")
    everybody_skips(world)


# ---- a text to all -----------------------------------------------------------------------


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

    echo = mette.expects("Til 4 butikker: Vi skifter server, det tager en time")
    fresh = echo.split("Svar ")[1].split()[0]
    assert fresh != code
    for shop in range(5):
        assert world.phone(number_of(shop)).unread == []
    mette.replies(fresh)
    mette.expects("Sendt til 4 butikker")
    for shop in (0, 2, 3, 4):
        world.phone(number_of(shop)).expects(f"Sag {1001 + shop}: Vi skifter server")
    assert world.phone(number_of(1)).unread == []
    assert world.happened(1001)[-1] == "broadcast"
    assert world.incident(1001).state is State.OPEN


def test_it_goes_to_those_who_were_counted(world: World) -> None:
    storm(world, 4)
    fresh = ask_all(world)
    down(world, 8)
    everybody_skips(world)

    world.phone("mette").replies(fresh)

    world.phone("mette").expects("Sendt til 3 butikker")
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


@pytest.mark.parametrize("answer", ["ok", "{code} hvad mon", "{code} ikke endnu"])
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

    assert len(news(world)) == 2 + 3
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

    echo = mette.expects("Til 3 butikker: Vi skifter server")
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
    echo = mette.expects("Til 2 butikker: Vi skifter server")
    mette.replies(echo.split("Svar ")[1].split()[0])
    assert world.phone(number_of(2)).unread == []  # was told that it is fixed
    everybody_skips(world)


def test_a_text_after_the_closing_goes_to_all_that_were_closed(world: World) -> None:
    storm(world, 4)
    code = close(world)
    everybody_skips(world)

    world.phone("mette").replies(f"{code} alle Vi skifter server i nat")

    world.phone("mette").expects("Til 3 butikker: Vi skifter server i nat")


# ---- nobody is forgotten -----------------------------------------------------------------


def test_when_the_lead_fails_each_is_paged_for_itself(world: World) -> None:
    """A lead whose step cannot be taken pages nobody; what rests on it must not stay silent."""
    storm(world, 4)
    broken = update(Incident).where(Incident.number == 1001).values(ladder={})
    world.relay.database.write(lambda session: session.execute(broken))

    world.advance(minutes=8)

    pages = pages_to(world, "mette")
    assert any("1003 butik2 dk" in body for body in pages)
    assert any("1004 butik3 dk" in body for body in pages)
    assert world.incident(1003).outage_of is None
    everybody_skips(world)


def test_every_open_incident_of_an_outage_has_a_next_step(world: World) -> None:
    def steps(session: Session) -> list[tuple[State, datetime]]:
        rows = session.execute(select(Incident.state, Incident.wake_at))
        return [(state, wake_at) for state, wake_at in rows]

    storm(world, 12)

    for _ in range(20):
        now = world.clock.now()
        for state, wake_at in world.relay.database.read(steps):
            assert state is State.OPEN
            assert now <= wake_at <= now + timedelta(minutes=31)
        world.advance(minutes=3)
    everybody_skips(world)


def test_status_names_the_outage_once(world: World) -> None:
    storm(world, 12)

    world.phone("mette").replies("status")

    answer = world.phone("mette").expects("Åbne sager: 1001 butik0 dk")
    assert "1003" not in answer


def test_reports_at_the_same_instant_make_one_outage(make_world: Callable[..., World]) -> None:
    world = make_world()
    hotline = world.relay.settings.hotline.number

    def report(start: int) -> None:
        for shop in range(start, 16, 4):
            words = f"butik{shop}.dk er nede".encode()
            inbox.receive(
                world.relay, inbox.Text(f"SM{shop:032}", number_of(shop), hotline, words, 0)
            )

    at_once(*[partial(report, start) for start in range(4)])

    leads = select(Incident.outage_of).where(Incident.outage_of.is_not(None))
    joined = world.relay.database.read(lambda session: list(session.scalars(leads)))
    assert len(set(joined)) == 1
    assert len(joined) == 14
    alone = select(Incident.id).where(Incident.outage_of.is_(None)).order_by(Incident.id)
    first = world.relay.database.read(lambda session: list(session.scalars(alone)))
    assert set(joined) == {first[0]}
    world.advance(minutes=1)
    everybody_skips(world)
