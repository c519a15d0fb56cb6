"""An outage while it lasts: more shops join, and who hears of it."""

from collections.abc import Callable

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
from tests.world import World


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
