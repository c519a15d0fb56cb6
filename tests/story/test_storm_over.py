"""An outage is closed, for good or too early."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest

from relay.core.incident import State
from relay.store import questions
from tests.story.storm import (
    asked_of,
    close,
    code_in,
    code_of_lead,
    down,
    everybody_skips,
    lead_of,
    number_of,
    pages_to,
    storm,
)
from tests.world import World


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
    world.phone(number_of(3)).expects("Sag 1004: Fejlen", "er ikke rettet endnu", "arbejder stadig")
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
    mette.expects("1004 er nu ét udfald med 2 butikker, senest 1005 butik4 dk")
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


def test_shops_of_before_the_closing_are_not_counted_in_what_came_back(world: World) -> None:
    storm(world, 4)
    close(world)
    everybody_skips(world)

    for shop in (2, 3):
        down(world, shop, "Den er stadig nede")

    mette = world.phone("mette")
    mette.expects("Åbnet igen. 1003 butik2 dk")
    mette.expects("1003 er nu ét udfald med 2 butikker, senest 1004 butik3 dk")
    mette.replies(code_in(next(body for body in pages_to(world, "mette") if "1003 " in body)))
    mette.expects("Du har 1003 butik2 dk, udfald med 2 butikker")
    everybody_skips(world)


def test_a_second_phone_of_the_shop_that_came_back_is_no_outage_of_one_shop(world: World) -> None:
    storm(world, 5)
    close(world)
    down(world, 3, "Nej, den er stadig nede")
    everybody_skips(world)

    world.report("butik3.dk er nede, mvh Ida", "+4520999888")

    mette = world.phone("mette")
    mette.expects("Der kaldes ikke særskilt til 1006 butik3 dk, som nu hører til 1004. Svar")
    code = code_in(next(body for body in pages_to(world, "mette") if "1004 " in body))
    mette.replies(f"{code} løst")
    mette.expects("1004 er lukket med alt, der hører til, senest 1006 butik3 dk. De får besked")
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


def test_who_has_what_came_back_hears_that_the_rest_is_theirs_too(world: World) -> None:
    storm(world, 5)
    world.advance(minutes=7)  # Lars is paged, too
    mette, lars = world.phone("mette"), world.phone("lars")
    code = code_of_lead(world)
    mette.replies(f"{code} løst")
    down(world, 3, "Nej, den er stadig nede")
    world.advance(minutes=6)
    lars.replies(code_in(next(body for body in pages_to(world, "lars") if "1004 " in body)))
    everybody_skips(world)

    mette.replies(f"{code} fortryd")
    world.advance(seconds=30)

    assert [world.incident(number).holder for number in (1001, 1003, 1005)] == ["lars"] * 3
    lars.expects("1004 er nu ét udfald med 4 butikker")
    assert lars.unread == []  # above all not that nobody has 1001
    mette.expects("1001 butik0 dk er taget af Lars Friis")
    mette.expects("1001 er åben igen som en del af udfaldet 1004")
    everybody_skips(world)


def test_the_merchant_of_what_led_it_is_promised_no_call_once_it_is_a_part(world: World) -> None:
    """Whoever had it when they closed it has what came back, too."""
    storm(world, 4)
    code = close(world)
    down(world, 3, "Nej, den er stadig nede")
    mette = world.phone("mette")
    mette.replies(code_in(next(body for body in pages_to(world, "mette") if "1004 " in body)))
    everybody_skips(world)

    mette.replies(f"{code} fortryd")
    world.advance(seconds=30)

    assert lead_of(world, 1001) == 1004
    merchant = world.phone(number_of(0))
    merchant.expects("Sag 1001: En tekniker arbejder nu på fejlen")
    assert merchant.unread == []
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


def test_what_comes_back_to_an_outage_that_somebody_has_is_theirs_from_then(world: World) -> None:
    storm(world, 4)
    close(world)
    everybody_skips(world)
    world.phone(number_of(2)).texts("Den er stadig nede")
    mette = world.phone("mette")
    mette.replies(code_in(asked_of(world, "mette")[-1]))
    world.advance(minutes=5)

    world.phone(number_of(3)).texts("Hos os er den stadig nede")
    world.advance(seconds=30)

    back = world.incident(1004)
    assert (back.state, back.holder) == (State.ACKNOWLEDGED, "mette")
    assert back.taken_at == back.reopened_at
    everybody_skips(world)


def test_the_page_after_the_closing_is_undone_says_how_many_shops(world: World) -> None:
    storm(world, 4)
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(f"{code} løst")
    world.advance(minutes=3)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt: 1001 er ikke lukket")
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


def codes_in_use(world: World) -> set[int]:
    """Mette's."""
    load = partial(questions.load, person="mette", now=world.clock.now())
    return world.relay.database.read(load).codes


def test_the_codes_of_what_is_closed_with_an_outage_are_given_again(
    make_world: Callable[[Mapping[str, str]], World],
) -> None:
    world = make_world(
        {
            "code_quarantine_hours: 72": "code_quarantine_hours: 0.05",
            "undo_minutes: 10": "undo_minutes: 3",
        }
    )
    storm(world, 4)
    first = close(world)
    everybody_skips(world)
    alone = next(body for body in pages_to(world, "mette") if "1002 " in body)
    world.phone("mette").replies(f"{code_in(alone)} løst")
    world.phone(number_of(3)).texts("Ja den er stadig nede")
    again = code_in(asked_of(world, "mette")[-1])
    world.phone(number_of(0)).texts("Min er også stadig nede")
    everybody_skips(world)
    assert lead_of(world, 1001) == 1004
    assert {int(first), int(again)} <= codes_in_use(world)

    world.phone("mette").replies(f"{again} løst")
    world.advance(minutes=1)
    everybody_skips(world)
    assert world.incident(1001).state is State.CLOSED
    world.phone("mette").replies(f"{again} fortryd")
    world.advance(minutes=1)
    everybody_skips(world)
    world.advance(minutes=4)
    assert {int(first), int(again)} <= codes_in_use(world)

    world.phone("mette").replies(f"{again} løst")
    world.advance(minutes=4)

    assert {int(first), int(again)} & codes_in_use(world) == set()
    everybody_skips(world)
