"""Somebody has an outage, gives it back or falls silent; what each merchant hears."""

import pytest

from relay.core.incident import State
from tests.story.storm import (
    CREW,
    TAKING,
    code_of_lead,
    down,
    everybody_skips,
    number_of,
    pages_to,
    storm,
)
from tests.world import World


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
        world.phone(number_of(shop)).expects("givet tilbage, så ingen har den lige nu")
        told = world.phone(number_of(shop)).expects(
            f"Vi kalder stadig vagten til sag {1001 + shop}"
        )
        assert told.endswith("Du får besked, når en tekniker har den.")
    everybody_skips(world)

    page = next(body for body in pages_to(world, "lars") if "1001 " in body)
    world.phone("lars").replies(page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1])
    world.advance(seconds=30)

    for shop in (2, 3):
        world.phone(number_of(shop)).expects("En tekniker arbejder nu på fejlen")
    everybody_skips(world)


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
        world.phone(number_of(shop)).expects(f"Vi kalder stadig vagten til sag {1001 + shop}")
    everybody_skips(world)
