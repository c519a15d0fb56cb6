"""One shop is taken out of an outage, and paged for itself."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from relay.app import create_app
from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from relay.store import users
from relay.store.models import Incident
from tests.story.storm import (
    asked_of,
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
from tests.web.test_auth import PASSWORD, Reader
from tests.world import Phone, World


def closed_too_early(world: World) -> tuple[Phone, str]:
    """Mette closes an outage, two shops are still down: 1001, which led it, is a part of 1003.

    Returns:
        Her phone, and her code for 1001.
    """
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    mette.replies(f"{code} løst")
    for shop in (2, 0):
        down(world, shop, "Nej, den er stadig nede")
    assert lead_of(world, 1001) == 1003
    return mette, code


@pytest.mark.parametrize("reply", ["{code} skil 1004", "{code} split 1004"])
def test_one_is_taken_out_and_paged_for_itself(world: World, reply: str) -> None:
    storm(world, 5)
    mette = world.phone("mette")
    code = code_of_lead(world)

    mette.replies(reply.format(code=code))

    mette.expects("1004 butik3 dk")  # the page
    mette.expects("1004 er taget ud af 1001, og der kaldes nu særskilt")
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


def test_one_of_it_whose_merchant_a_colleague_has_called_stays_a_part_of_it(
    world: World,
) -> None:
    storm(world, 4)
    code = code_of_lead(world)
    world.phone("mette").replies(code)
    world.advance(seconds=10)
    now = world.clock.now()
    users.add(world.relay.database, "lars", PASSWORD, role="engineer", person="lars", now=now)
    reader = Reader(create_app(world.relay))
    reader.sign_in(name="lars")

    assert reader.post("/incidents/1004/called").status_code == 302
    world.phone("mette").replies(f"{code} løst")
    world.advance(seconds=10)

    assert lead_of(world, 1004) == 1001
    assert world.incident(1004).called_at is not None
    assert world.incident(1004).state is State.CLOSED
    last = world.phone(number_of(3)).shown[-1].body
    assert last.startswith("Sag 1004: Fejlen, som ramte flere webshops, er rettet")
    everybody_skips(world)


def test_a_merchant_who_was_called_is_not_told_twice_that_somebody_works_on_it(
    world: World,
) -> None:
    storm(world, 4)
    mette, code = world.phone("mette"), code_of_lead(world)
    mette.replies(code)
    world.advance(seconds=10)
    now = world.clock.now()
    users.add(world.relay.database, "lars", PASSWORD, role="engineer", person="lars", now=now)
    reader = Reader(create_app(world.relay))
    reader.sign_in(name="lars")
    assert reader.post("/incidents/1004/called").status_code == 302
    world.advance(seconds=10)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")  # and has it again at once
    world.advance(seconds=5)
    mette.replies(code)
    world.advance(minutes=2)

    assert world.phone(number_of(3)).unread == []
    everybody_skips(world)


def test_who_takes_one_of_it_by_mistake_gives_it_back_to_the_outage(world: World) -> None:
    mette, code = closed_too_early(world)
    mette.replies(code)
    assert lead_of(world, 1001) is None
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt. 1001 er igen en del af udfaldet 1003")
    assert lead_of(world, 1001) == 1003
    world.advance(minutes=3)
    assert not [body for body in asked_of(world, "mette") if "1001 " in body]
    everybody_skips(world)


def test_the_merchant_of_one_that_goes_back_to_its_outage_is_promised_no_call(world: World) -> None:
    mette, code = closed_too_early(world)
    mette.replies(code_in(next(body for body in pages_to(world, "mette") if "1003 " in body)))
    mette.replies(f"{code} løst")
    world.advance(seconds=10)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")
    world.advance(seconds=10)

    assert lead_of(world, 1001) == 1003
    world.phone(number_of(0)).expects("Sag 1001: Fejlen", "er ikke rettet endnu", "arbejder stadig")
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


@pytest.mark.parametrize("is_split", [True, False], ids=["by a colleague", "for its own words"])
def test_who_has_the_outage_hears_that_one_of_it_is_theirs_no_more(
    world: World, is_split: bool
) -> None:
    storm(world, 5)
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(code_in(page_of(world, "lars")))
    everybody_skips(world)

    if is_split:
        mette.replies(f"{code_of_lead(world)} skil 1004")
    else:
        world.phone(number_of(3)).texts("Kunderne bliver trukket to gange på kortet!")
    world.advance(seconds=10)

    lars.expects("1004 er taget ud af 1001, og der kaldes nu særskilt til den.")
    assert lars.unread == []
    assert world.incident(1001).holder == "lars"
    mette.expects("1004 butik3 dk")
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


def part_that_was_paged(world: World) -> tuple[str, str]:
    """1001 is a part of what came back, 1003, that nobody has; Mette's code for 1003 and Lars's.

    Lars's is for 1001, which he had been paged for.
    """
    storm(world, 4)
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), code_in(page_of(world, "lars"))
    mette.replies(f"{code_of_lead(world)} løst")
    for shop in (2, 0):
        down(world, shop, "Nej, den er stadig nede")
    assert lead_of(world, 1001) == 1003
    world.advance(seconds=20)
    everybody_skips(world)
    return code_in(next(body for body in pages_to(world, "mette") if "1003 " in body)), lars


def test_what_was_closed_alone_goes_back_to_an_outage_that_nobody_has_by_then(
    world: World,
) -> None:
    code, lars_code = part_that_was_paged(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(code)
    lars.replies(f"{lars_code} løst")
    mette.replies(f"{code} videre")
    world.advance(seconds=10)
    everybody_skips(world)

    lars.replies(f"{lars_code} fortryd")
    world.advance(seconds=10)

    assert (lead_of(world, 1001), lead_of(world, 1003)) == (1003, None)
    assert [world.incident(number).state for number in (1001, 1003)] == [State.OPEN] * 2
    lars.expects("1001 er åben igen som en del af udfaldet 1003")
    mette.expects("Lars Friis har fortrudt lukningen af 1001", "ingen har den nu")
    assert mette.unread == []
    world.phone(number_of(0)).expects("Sag 1001 er åbnet igen")
    everybody_skips(world)


def test_what_was_closed_alone_goes_back_to_an_outage_that_somebody_has_by_then(
    world: World,
) -> None:
    code, lars_code = part_that_was_paged(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(f"{lars_code} løst")
    mette.replies(code)
    world.advance(seconds=10)
    everybody_skips(world)

    lars.replies(f"{lars_code} fortryd")
    world.advance(seconds=10)

    assert (lead_of(world, 1001), lead_of(world, 1003)) == (1003, None)
    assert [world.incident(number).holder for number in (1001, 1003)] == ["mette"] * 2
    lars.expects("1001 er åben igen som en del af udfaldet 1003")
    mette.expects("Lars Friis har fortrudt lukningen, så du har igen 1001")
    assert lars.unread == mette.unread == []
    world.phone(number_of(0)).expects("Sag 1001: Fejlen", "er ikke rettet endnu", "arbejder stadig")
    everybody_skips(world)


def test_to_take_back_a_call_brings_nothing_back_to_an_outage_that_it_has_left(
    world: World,
) -> None:
    code, lars_code = part_that_was_paged(world)
    world.phone("mette").replies(code)
    world.phone("lars").replies(f"{lars_code} ringet")
    world.phone(number_of(0)).texts("Kunderne bliver trukket to gange på kortet!")
    world.advance(seconds=10)
    everybody_skips(world)

    world.phone("lars").replies(f"{lars_code} fortryd")
    world.advance(seconds=10)

    assert lead_of(world, 1001) is None
    assert world.incident(1001).state is State.OPEN
    assert world.incident(1001).called_at is None
    assert world.phone("mette").unread == world.phone(number_of(0)).unread == []
    world.phone("lars").expects("Fortrudt: du har ikke ringet til butikken om 1001")


def test_who_has_the_outage_hears_that_one_they_were_not_asked_about_is_closed(
    world: World,
) -> None:
    _, lars_code = part_that_was_paged(world)
    world.advance(minutes=12)  # all are paged for 1003, only Mette and Lars were for 1001
    karen, lars = world.phone("karen"), world.phone("lars")
    code = code_in(next(body for body in pages_to(world, "karen") if "1003 " in body))
    karen.replies(code)
    world.advance(seconds=10)
    everybody_skips(world)

    lars.replies(f"{lars_code} løst")
    karen.expects("1001 butik0 dk er lukket af Lars Friis")
    lars.replies(f"{lars_code} fortryd")
    karen.expects("Lars Friis har fortrudt lukningen, så du har igen 1001", f"{code} løst")

    assert lead_of(world, 1001) == 1003
    everybody_skips(world)
    karen.replies(f"{code} løst")
    world.advance(seconds=10)
    assert world.incident(1001).state is State.CLOSED
    everybody_skips(world)


def test_who_took_the_outage_since_has_a_shop_that_was_taken_by_itself(world: World) -> None:
    storm(world, 4)
    mette, lars, code = world.phone("mette"), world.phone("lars"), code_of_lead(world)
    now = world.clock.now()
    users.add(world.relay.database, "lars", PASSWORD, role="engineer", person="lars", now=now)
    reader = Reader(create_app(world.relay))
    reader.sign_in(name="lars")
    assert reader.post("/incidents/1003/take").status_code == 302
    world.advance(seconds=30)
    of_lars = lars.expects("Du har 1003").partition("Svar ")[2].split()[0]
    mette.replies(code)
    world.advance(seconds=30)
    everybody_skips(world)
    assert (world.incident(1001).holder, world.incident(1003).holder) == ("mette", "lars")

    lars.replies(f"{of_lars} fortryd")
    world.advance(seconds=30)

    assert (world.incident(1003).holder, lead_of(world, 1003)) == ("mette", 1001)
    mette.expects("Lars Friis har fortrudt sit svar på 1003 butik2 dk. Den er igen en del af 1001")
    assert not [body for body in texts_to(world, "mette") if "ingen har den nu" in body]
    world.phone(number_of(2)).expects("Sag 1003: En tekniker arbejder nu på fejlen")
    mette.replies(f"{code} løst")
    world.advance(seconds=30)
    assert world.incident(1003).state is State.CLOSED
    everybody_skips(world)


def test_who_takes_back_one_shop_of_an_outage_that_they_have_as_well_promises_no_call(
    world: World,
) -> None:
    _, lars_code = part_that_was_paged(world)
    world.advance(minutes=7)
    lars = world.phone("lars")
    of_outage = code_in(next(body for body in reversed(pages_to(world, "lars")) if "1003 " in body))
    lars.replies(lars_code)
    lars.replies(of_outage)
    world.advance(seconds=10)
    everybody_skips(world)

    lars.replies(f"{lars_code} fortryd")
    world.advance(seconds=30)

    assert (world.incident(1001).holder, lead_of(world, 1001)) == ("lars", 1003)
    world.phone(number_of(0)).expects("Sag 1001: En tekniker arbejder nu på fejlen")
    everybody_skips(world)


def test_the_codes_of_what_leaves_an_outage_that_failed_are_in_use(world: World) -> None:
    """Its outage was closed, and that taken back; its last step had failed by then."""
    code, lars_code = part_that_was_paged(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    failed = update(Incident).where(Incident.number == 1003).values(failed_at=world.clock.now())
    world.relay.database.write(lambda session: session.execute(failed))
    mette.replies(f"{code} løst")
    world.advance(seconds=10)
    mette.replies(f"{code} fortryd")
    world.advance(minutes=1)
    everybody_skips(world)

    alone = world.incident(1001)
    assert (alone.state, alone.outage_of, alone.closed_at) == (State.OPEN, None, None)
    lars.replies("status")

    assert any(f"(svar {lars_code})" in body for body in lars.unread)
    everybody_skips(world)


def test_whoever_passes_a_shop_of_their_outage_is_not_paged_for_it(world: World) -> None:
    _, lars_code = part_that_was_paged(world)
    world.advance(minutes=7)
    lars = world.phone("lars")
    of_outage = code_in(next(body for body in reversed(pages_to(world, "lars")) if "1003 " in body))
    lars.replies(of_outage)
    world.advance(seconds=10)
    everybody_skips(world)

    lars.replies(f"{lars_code} videre")
    world.advance(seconds=5)

    lars.expects("1001 er sendt videre, den næste bliver kaldt nu")
    assert [key for key in ("mette", "lars", "aisha", "karen") if asked_of(world, key)] == ["mette"]
    assert (world.incident(1001).level, world.incident(1001).round) == (0, 0)
    everybody_skips(world)


def test_a_shop_that_is_passed_on_is_not_paged_to_who_passed_it_though_the_clock_was_set_back(
    world: World,
) -> None:
    code, _ = part_that_was_paged(world)
    mette = world.phone("mette")
    of_shop = code_in(next(body for body in reversed(pages_to(world, "mette")) if "1001 " in body))
    mette.replies(code)
    world.advance(seconds=10)
    everybody_skips(world)
    world.clock.move_to(world.clock.now() - timedelta(seconds=58))

    mette.replies(f"{of_shop} videre")
    world.advance(seconds=70)

    mette.expects("1001 er sendt videre")
    assert [key for key in ("mette", "lars", "aisha", "karen") if asked_of(world, key)] == ["lars"]
    everybody_skips(world)


def test_the_merchant_of_what_leaves_an_outage_that_failed_hears_that_it_is_open(
    world: World,
) -> None:
    code, _ = part_that_was_paged(world)
    failed = update(Incident).where(Incident.number == 1003).values(failed_at=world.clock.now())
    world.relay.database.write(lambda session: session.execute(failed))
    world.phone("mette").replies(f"{code} løst")
    world.advance(seconds=10)
    world.phone(number_of(0)).expects("Fejlen, som ramte flere webshops, er rettet")

    world.phone("mette").replies(f"{code} fortryd")
    world.advance(minutes=1)

    world.phone(number_of(0)).expects("Sag 1001 er åbnet igen")
    everybody_skips(world)


def test_the_merchant_of_what_left_an_outage_is_not_told_last_that_it_is_open(
    world: World,
) -> None:
    code, lars_code = part_that_was_paged(world)
    failed = update(Incident).where(Incident.number == 1003).values(failed_at=world.clock.now())
    world.relay.database.write(lambda session: session.execute(failed))
    before = len(texts_to(world, number_of(0)))
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    for reply in ("løst", "fortryd"):
        world.phone("mette").replies(f"{code} {reply}")
        world.advance(seconds=10)
    world.clock.move_to(world.clock.now() - timedelta(seconds=60))

    world.phone("lars").replies(f"{lars_code} løst")
    world.advance(seconds=3)
    world.carrier.faults.clear()
    world.advance(minutes=3)

    told = texts_to(world, number_of(0))[before:]
    assert "Sag 1001 er løst" in told[-1]
    assert not [body for body in told if "åbnet igen" in body]
    everybody_skips(world)
