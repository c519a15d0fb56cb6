"""Many shops at once: one outage, one page, and nobody forgotten."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from relay import inbox
from relay.core.incident import State
from relay.store.models import Incident
from tests.story.storm import (
    code_of_lead,
    down,
    everybody_skips,
    lead_of,
    number_of,
    pages_to,
    storm,
)
from tests.story.test_at_once import at_once
from tests.world import World


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


@pytest.mark.parametrize(
    "texts", [("Tak for hjaelpen i dag", "ok"), ("hej", "ok"), ("hej", "hallo?")]
)
def test_who_tells_of_no_fault_makes_no_outage(world: World, texts: tuple[str, str]) -> None:
    storm(world, 2)
    for words in texts:
        world.advance(seconds=20)
        down(world, 2, words)

    assert lead_of(world, 1004) is None
    world.phone("mette").expects(f"1004 ukendt butik: {texts[1]}")
    everybody_skips(world)
    assert "attached" not in world.happened(1001)

    down(world, 3)

    assert lead_of(world, 1005) == 1001
    world.phone("mette").expects("1001 er nu ét udfald med 3 butikker, senest 1005 butik3 dk")
    everybody_skips(world)


def test_who_tells_of_the_fault_after_that_makes_one(world: World) -> None:
    for words in ("hej", "hallo?", "butik0.dk er helt nede, ingen kan betale"):
        down(world, 0, words)
    down(world, 1)

    down(world, 2)

    assert lead_of(world, 1004) == 1002
    everybody_skips(world)


def test_who_tells_of_no_fault_while_an_outage_goes_on_is_not_paged_for(world: World) -> None:
    storm(world, 3)
    before = len(pages_to(world, "mette"))

    down(world, 3, "hej")
    down(world, 3, "ok")

    assert lead_of(world, 1005) == 1001
    assert len(pages_to(world, "mette")) == before
    everybody_skips(world)


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


def test_what_was_closed_before_an_outage_begins_is_none_of_it(world: World) -> None:
    down(world, 0)
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")

    down(world, 1)
    down(world, 2)  # two are in trouble, and one was
    assert lead_of(world, 1003) is None
    everybody_skips(world)
    down(world, 3)

    assert lead_of(world, 1004) == 1002
    mette.expects("1002 er nu ét udfald med 3 butikker, senest 1004 butik3 dk", "= 1003.")
    everybody_skips(world)


def test_what_is_open_again_counts_as_what_is_open(world: World) -> None:
    down(world, 0)
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")
    for shop in (1, 2, 3):
        down(world, shop)
    down(world, 0, "Den er stadig nede")
    everybody_skips(world)

    down(world, 4)

    mette.expects("1002 er nu ét udfald med 5 butikker, senest 1005 butik4 dk", "= 1001,")
    everybody_skips(world)


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


def test_the_whole_of_an_outage_has_the_words_of_all_its_merchants(world: World) -> None:
    storm(world, 4)
    world.phone(number_of(3)).texts("Nu er admin også nede")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.replies(f"{code_of_lead(world)} ?")

    said = mette.expects("Hele teksten: butik0 dk er nede", "nyeste først")
    assert "1004: Nu er admin også nede / 1004: butik3 dk er nede, mvh Jonas" in said
    assert "1003: butik2 dk er nede" in said
    everybody_skips(world)


def test_status_names_the_outage_once(world: World) -> None:
    storm(world, 12)

    world.phone("mette").replies("status")

    answer = world.phone("mette").expects("Åbne sager: 1001 butik0 dk, udfald med 12 butikker: ")
    assert "1003" not in answer
    assert answer.count("butikker") == 1  # of 1002 nothing is told: it is one


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "1001 butik0 dk, outage of 4 shops: Mette Holm has it"),
        ("sv", "1001 butik0 dk, avbrott i 4 butiker: Mette Holm har det"),
        ("nb", "1001 butik0 dk, driftsfeil i 4 butikker: Mette Holm har den"),
        ("de", "1001 butik0 dk, Störung bei 4 Shops: Mette Holm hat den Fall"),
    ],
)
def test_status_says_how_many_shops_it_is_to_each_in_their_language(
    make_world: Callable[..., World], language: str, told: str
) -> None:
    lars = "phone: +4520123457\n    language: "
    world = make_world({f"{lars}da": f"{lars}{language}"})
    storm(world, 4)
    world.phone("mette").replies(code_of_lead(world))
    everybody_skips(world)

    world.phone("lars").replies("status")

    world.phone("lars").expects(told)
    everybody_skips(world)


def test_status_counts_what_finds_no_room_in_a_text(make_world: Callable[..., World]) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})
    storm(world, 30)
    mette = world.phone("mette")
    mette.replies("Ole fra jydskedyr.dk siger alt er nede, 22334455")
    everybody_skips(world)

    mette.replies("status")

    answer = next(body for body in mette.unread if body.startswith("Åbne sager: 1001 butik0 dk"))
    assert len(answer) <= 1600
    left = re.search(r", og (\d+) til\. Svar med koden: \d+ = er din besked", answer)
    assert left is not None
    assert answer.count("ingen har den") + int(left[1]) == 30
    everybody_skips(world)


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
