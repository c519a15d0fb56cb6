"""Neither pages nor answers can go by Twilio: whoever is paged signs in and takes it there."""

from collections.abc import Callable
from functools import partial

import pytest

from relay import reconcile
from relay.app import create_app
from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from relay.store import matters, users
from tests.provider import Provider
from tests.story.test_second_path import calm
from tests.web.test_auth import PASSWORD, Reader, words
from tests.world import MERCHANT, World

MakeWorld = Callable[..., World]


def gone(world: World, trouble: Trouble) -> None:
    """A report comes in, then the carrier is of no use; a minute's round has found out."""
    world.report()
    calm(world)
    world.carrier.faults.add(Fault(trouble))
    world.advance(minutes=3)
    reconcile.reconcile(world.relay, world.gateway)
    world.advance(minutes=2)


def sign_in(world: World, person: str | None, role: str = "engineer") -> Reader:
    """Somebody at a screen; their user is linked to a person on call."""
    now = world.clock.now()
    users.add(world.relay.database, "user", PASSWORD, role=role, person=person, now=now)
    reader = Reader(create_app(world.relay))
    reader.sign_in(name="user")
    return reader


def take(reader: Reader, number: int = 1001) -> int:
    return reader.post(f"/incidents/{number}/take").status_code


@pytest.mark.parametrize("trouble", [Trouble.SUSPENDED, Trouble.NUMBER_GONE])
def test_a_page_says_to_sign_in_when_no_answer_would_come_through(
    backed: World, other: Provider, trouble: Trouble
) -> None:
    gone(backed, trouble)

    page = other.told(backed.phone("mette").number)[-1]

    assert "1001 lampehuset dk" in page
    assert page.endswith("Ring til Jonas +4520304050. SMS-svar virker ikke. Log ind og tag den")
    assert "jeg tager den" not in page
    assert backed.phone("mette").code() not in page.split("Ring til")[1].split()
    calm(backed)


def test_a_list_says_how_to_take_on_the_page_and_names_no_code(
    make_world: MakeWorld, other: Provider
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"}, BACKUP_CARRIER_URL=other.url)
    for number in range(6):
        world.report(f"butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
    world.carrier.faults.add(Fault(Trouble.SUSPENDED))
    world.advance(minutes=3)
    reconcile.reconcile(world.relay, world.gateway)

    world.advance(minutes=4)

    lists = [said for said in other.told(world.phone("mette").number) if "6 åbne sager" in said]
    assert lists[-1].startswith("6 åbne sager: ")
    assert "1001 butik0 dk" in lists[-1]
    assert lists[-1].endswith("SMS-svar virker ikke. Log ind, og tag det, du kan, i loggen")
    assert "koden" not in lists[-1]
    for phone in ("mette", "lars", "aisha", "karen", *(f"+45203040{n:02}" for n in range(6))):
        world.phone(phone).skips()


def held(world: World) -> None:
    """Mette has taken it; then the carrier is of no use, and that is known."""
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    calm(world)
    world.advance(minutes=10)
    world.report("Bo, cykelhuset.dk er nede, 20304051", "+4520304051")
    calm(world)
    world.phone("+4520304051").skips()
    world.carrier.faults.add(Fault(Trouble.SUSPENDED))
    world.advance(minutes=3)  # the other one's reminder finds out
    reconcile.reconcile(world.relay, world.gateway)


def test_whoever_has_it_is_told_to_sign_in_and_say_that_they_called(
    backed: World, other: Provider
) -> None:
    held(backed)

    backed.advance(minutes=2)

    (asked,) = [one for one in other.told(backed.phone("mette").number) if "Har du ringet" in one]
    assert asked.startswith("Har du ringet om 1001 lampehuset dk? Jonas +4520304050. SMS-svar")
    assert asked.endswith("Log ind og skriv det på sagen. Ellers kalder vi den næste om 5 min.")
    reader = sign_in(backed, "mette")
    assert "/incidents/1001/called" in reader.get("/incidents/1001").text
    assert reader.post("/incidents/1001/called").status_code == 302
    backed.advance(minutes=10)
    incident = backed.incident()
    assert (incident.state, incident.holder) == (State.ACKNOWLEDGED, "mette")
    assert "/incidents/1001/called" not in reader.get("/incidents/1001").text
    calm(backed)


def test_whoever_has_it_is_told_to_sign_in_and_take_it_again(
    make_world: MakeWorld, other: Provider
) -> None:
    world = make_world(
        {"callback_promise_minutes: 15": "callback_promise_minutes: 600"},
        BACKUP_CARRIER_URL=other.url,
    )
    held(world)

    world.advance(minutes=17)

    (asked,) = [one for one in other.told(world.phone("mette").number) if "Er du stadig" in one]
    assert asked == (
        "Er du stadig i gang med 1001 lampehuset dk? "
        "SMS-svar virker ikke. Log ind og tag den igen. Uden svar kalder vi igen."
    )
    assert take(sign_in(world, "mette")) == 302
    world.advance(minutes=15)
    assert world.incident().holder == "mette"
    calm(world)


def test_only_who_may_take_it_says_that_the_merchant_was_called(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    calm(world)
    viewer = sign_in(world, "mette", role="viewer")

    assert viewer.post("/incidents/1001/called").status_code == 403
    assert world.incident().called_at is None


def test_a_carrier_that_refuses_but_still_lists_what_came_in_can_be_answered_to(
    backed: World, other: Provider
) -> None:
    backed.report()
    calm(backed)
    backed.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))
    backed.advance(minutes=3)
    reconcile.reconcile(backed.relay, backed.gateway)
    backed.advance(minutes=2)

    assert other.told(backed.phone("mette").number)[-1].endswith("Svar til +4529701595")
    calm(backed)


def test_a_carrier_that_brings_a_text_can_be_answered_to(backed: World, other: Provider) -> None:
    gone(backed, Trouble.SUSPENDED)
    form = {"MessageSid": "SM" + "1" * 32, "From": MERCHANT, "To": "+4529701595", "Body": "Hallo?"}

    assert backed.signed("/twilio/sms", form) == 200
    backed.advance(minutes=2)

    assert other.told(backed.phone("mette").number)[-1].endswith("Svar til +4529701595")
    calm(backed)


def test_it_is_over_when_the_list_can_be_read_again(backed: World, other: Provider) -> None:
    gone(backed, Trouble.SUSPENDED)
    backed.carrier.faults.clear()
    backed.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))

    reconcile.reconcile(backed.relay, backed.gateway)
    backed.advance(minutes=2)

    assert other.told(backed.phone("mette").number)[-1].endswith("Svar til +4529701595")
    calm(backed)


def test_somebody_signs_in_and_takes_it_and_the_others_hear_by_the_path_that_works(
    backed: World, other: Provider
) -> None:
    backed.report()
    calm(backed)
    backed.carrier.faults.add(Fault(Trouble.SUSPENDED))
    backed.advance(minutes=7)  # Lars is paged as well
    reader = sign_in(backed, "mette")
    assert "Jeg tager 1001" in words(reader.get("/incidents/1001"))

    assert take(reader) == 302
    backed.advance(seconds=40)

    incident = backed.incident()
    assert (incident.state, incident.holder) == (State.ACKNOWLEDGED, "mette")
    lars, mette = (other.told(backed.phone(who).number)[-1] for who in ("lars", "mette"))
    assert "1001 lampehuset dk er taget af Mette Holm" in lars
    assert "Du har 1001" in mette
    told = len(other.told(backed.phone("lars").number))
    backed.advance(minutes=2)
    assert len(other.told(backed.phone("lars").number)) == told  # once
    page = words(reader.get("/incidents/1001"))
    assert "Mette Holm tog den på denne side, logget ind som user." in page
    calm(backed)


def test_it_can_be_taken_on_the_page_at_any_time(world: World) -> None:
    world.report()
    calm(world)
    reader = sign_in(world, "karen", role="manager")  # who has not been paged at all

    assert take(reader) == 302
    world.advance(seconds=5)

    assert world.incident().holder == "karen"
    world.phone("mette").expects("1001 lampehuset dk er taget af Karen Bang")
    world.merchant.expects("Karen Bang har nu din sag 1001")
    code = world.phone("karen").expects("Du har 1001", "ringet").split("Svar ")[1].split()[0]
    world.phone("karen").replies(f"{code} løst")
    assert world.incident().state is State.CLOSED
    calm(world)


def test_what_somebody_else_has_stays_theirs(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    calm(world)

    assert take(sign_in(world, "lars")) == 302
    world.advance(seconds=5)

    assert world.incident().holder == "mette"
    assert world.happened()[-1] == "answered"


def test_twice_is_as_good_as_once(world: World) -> None:
    world.report()
    reader = sign_in(world, "mette")
    take(reader)
    world.advance(seconds=5)
    calm(world)

    assert take(reader) == 302
    world.advance(seconds=5)

    assert world.incident().holder == "mette"
    assert world.happened().count("taken") == 1


def test_nobody_takes_it_who_is_not_on_call_or_may_only_read(world: World) -> None:
    world.report()
    calm(world)
    viewer = sign_in(world, "mette", role="viewer")
    assert take(viewer) == 403
    assert "Jeg tager 1001" not in viewer.get("/incidents/1001").text

    now = world.clock.now()
    add = partial(users.add, world.relay.database, now=now, role="manager")
    add("unlinked", PASSWORD, person=None)
    unlinked = Reader(create_app(world.relay))
    unlinked.sign_in(name="unlinked")

    assert take(unlinked) == 403
    assert "ikke knyttet til nogen på vagt" in words(unlinked.get("/incidents/1001"))
    assert world.incident().state is State.OPEN


def test_a_form_of_another_site_takes_nothing(world: World) -> None:
    world.report()
    calm(world)
    reader = sign_in(world, "mette")

    assert reader.post("/incidents/1001/take", token="forged").status_code == 400
    assert reader.get("/incidents/1001/take").status_code == 405
    assert Reader(create_app(world.relay)).post("/incidents/1001/take").status_code == 302
    assert world.incident().state is State.OPEN


def test_there_is_nothing_to_take_under_another_number(world: World) -> None:
    assert take(sign_in(world, "mette"), 4711) == 404


def test_what_is_taken_at_a_screen_proves_no_phone(world: World) -> None:
    world.report()
    assert take(sign_in(world, "mette")) == 302
    world.advance(seconds=5)
    calm(world)

    assert world.happened()[-1] == "taken"
    assert world.relay.database.read(partial(matters.proven_at, person="mette")) is None
