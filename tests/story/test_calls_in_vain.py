"""A phone that rings for what somebody has by now: the call ends, and nobody is woken by it."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select

from relay.core.message import Channel, Kind, MessageState
from relay.desk.log import sheet
from relay.emulator.faults import Fault, Trouble
from relay.emulator.records import Call
from relay.store.models import Question
from tests.story.outgoing import EndsNoCall, messages
from tests.world import World

AT_ONCE = {"voice_after_minutes: 4": "voice_after_minutes: 0"}
MakeWorld = Callable[..., World]


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Everybody is rung with the first page."""
    return make_world(AT_ONCE)


def paged_both(world: World) -> Call:
    """Mette and Lars are paged for one shop, and his phone rings; the call."""
    world.report()
    for _ in range(20):
        world.advance(seconds=30)
        if [one for one in world.phone("lars").calls() if one.status == "ringing"]:
            return world.phone("lars").ringing()
    raise AssertionError("Lars is not rung")


def hush(world: World) -> None:
    """Whatever the phones show by now has been seen."""
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def questions_to(world: World, key: str) -> Sequence[Question]:
    found = select(Question).where(Question.person == key).order_by(Question.id)
    return world.relay.database.read(lambda session: session.scalars(found).all())


def status(world: World, call: Call) -> str:
    return world.carrier.calls.get(call.sid).status


def test_the_phones_of_the_others_fall_silent_when_it_is_taken(world: World) -> None:
    call = paged_both(world)
    mette = world.phone("mette")

    mette.replies(mette.code())

    assert world.incident().holder == "mette"
    assert status(world, call) == "canceled"
    assert "failed" not in world.happened()[world.happened().index("taken") :]
    world.advance(minutes=1)
    assert "climbed" not in world.happened()[world.happened().index("taken") :]
    hush(world)


def test_a_call_that_we_ended_does_not_say_that_a_phone_is_out_of_reach(world: World) -> None:
    call = paged_both(world)
    mette = world.phone("mette")
    mette.replies(mette.code())

    found = sheet(world.relay, 1001)

    assert found is not None
    said = [line.message for line in found.lines if line.message is not None]
    calls = [one for one in said if one.channel is Channel.VOICE and one.person == "lars"]
    assert [(one.state, one.status) for one in calls[-1:]] == [(MessageState.DROPPED, "canceled")]
    assert status(world, call) == "canceled"
    hush(world)


def test_a_call_that_was_picked_up_goes_on(world: World) -> None:
    call = paged_both(world)
    world.phone("lars").picks_up()
    mette = world.phone("mette")

    mette.replies(mette.code())

    assert world.incident().holder == "mette"
    assert status(world, call) == "in-progress"
    hush(world)


def test_a_call_ends_when_the_incident_is_closed(world: World) -> None:
    call = paged_both(world)
    mette = world.phone("mette")

    mette.replies(f"{mette.code()} løst")

    assert world.incident().state == "closed"
    assert status(world, call) == "canceled"
    hush(world)


def test_a_call_ends_when_its_person_passes_it_on(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    call = mette.ringing()

    mette.replies(f"{mette.code()} videre")

    assert world.incident().state == "open"
    assert status(world, call) == "canceled"
    assert world.phone("lars").ringing()
    hush(world)


def test_who_passed_it_on_and_is_asked_again_is_rung_to_the_end(make_world: MakeWorld) -> None:
    """When all have passed it on, all are asked again."""
    world = make_world(AT_ONCE)
    world.report()
    for _ in range(2):
        for key in ("mette", "lars", "aisha", "karen"):
            world.advance(seconds=2)
            phone = world.phone(key)
            if phone.shown:
                phone.replies(f"{phone.code()} videre")
    mette = world.phone("mette")
    for _ in range(1800):
        if any(one.status == "ringing" for one in mette.calls()):
            break
        world.advance(seconds=1)
    call = mette.ringing()

    world.advance(seconds=20)

    assert status(world, call) == "ringing"
    hush(world)


def test_a_call_about_another_incident_goes_on(make_world: MakeWorld) -> None:
    world = make_world(AT_ONCE)
    world.report("butik1.dk er hacket, 20304051", "+4520304051")
    mette = world.phone("mette")
    code = mette.code()
    call = mette.ringing()
    world.report("butik2.dk er hacket, 20304052", "+4520304052")
    other = mette.code()

    mette.replies(other)

    assert world.incident(1002).holder == "mette"
    assert status(world, call) == "ringing"
    mette.replies(code)
    assert world.incident(1001).holder == "mette"
    assert status(world, call) == "canceled"
    hush(world)


def test_a_call_that_stands_for_one_about_another_incident_goes_on(make_world: MakeWorld) -> None:
    """Of a list one call is made; it is not over for what is still nobody's."""
    config = {"storm: [3, 10]": "storm: [1000, 10]", "bundle: [5, 10]": "bundle: [1, 10]"}
    world = make_world(config)
    for shop in (1, 2, 3):
        world.report(f"Jonas, butik{shop}.dk er nede, 20304050", f"+452030400{shop}")
    mette = world.phone("mette")
    codes = {int(question.incident_id): question.code for question in questions_to(world, "mette")}
    while not any(one.status == "ringing" for one in mette.calls()):
        world.advance(seconds=5)
    call = mette.ringing()
    world.advance(seconds=12)  # the others are due by now
    rung = next(one for one in messages(world, Kind.PAGE) if one.channel is Channel.VOICE)
    served = [
        one.incident_id
        for one in questions_to(world, "mette")
        if one.rung_at is not None and one.incident_id != rung.incident_id
    ]
    assert served

    mette.replies(str(codes[rung.incident_id or 0]))

    assert status(world, call) == "ringing"
    for one in served:
        mette.replies(str(codes[one]))
    assert status(world, call) == "canceled"
    hush(world)


LISTED = {"storm: [3, 10]": "storm: [1000, 10]", "bundle: [5, 10]": "bundle: [1, 10]"}


def rung_for_three(world: World) -> dict[int, int]:
    """One call to Mette rings for three incidents; the code of each, that of the call first."""
    for shop in (1, 2, 3):
        world.report(f"Jonas, butik{shop}.dk er nede, 20304050", f"+452030400{shop}")
    mette = world.phone("mette")
    for _ in range(600):
        if any(one.status == "ringing" for one in mette.calls()):
            break
        world.advance(seconds=1)
    world.advance(seconds=12)  # the others are due by now
    assert mette.ringing()
    calls = [one for one in messages(world, Kind.PAGE) if one.channel is Channel.VOICE]
    (rung,) = [one.question_id for one in calls if one.person == "mette"]
    asked = sorted(questions_to(world, "mette"), key=lambda one: one.id != rung)
    assert all(one.rung_at is not None for one in asked)
    return {1000 + one.incident_id: one.code for one in asked}


def test_a_call_speaks_of_what_it_rings_on_for_and_takes_its_code(make_world: MakeWorld) -> None:
    world = make_world(LISTED | {"      minutes: 6 ": "      minutes: 1 "})
    codes = rung_for_three(world)
    taken, other, _ = codes
    mette = world.phone("mette")
    to_lars = {one.incident_id + 1000: one.code for one in questions_to(world, "lars")}
    world.phone("lars").replies(str(to_lars[taken]))

    heard = mette.picks_up()

    spelled = " ".join(str(other))
    assert f"Nødopkald fra hotlinen. Sag {spelled}, butik" in heard
    assert "Du skal ikke gøre noget" not in heard
    assert "passer ikke" in mette.presses("99")
    assert f"Du har nu sag {spelled}" in mette.presses(str(codes[other]))
    assert world.incident(other).holder == "mette"
    assert world.incident(taken).holder == "lars"
    hush(world)


def test_who_took_the_first_by_text_passes_on_the_other_in_the_call(make_world: MakeWorld) -> None:
    world = make_world(LISTED)
    taken, other, third = codes = rung_for_three(world)
    mette = world.phone("mette")
    mette.replies(str(codes[taken]))

    heard = mette.picks_up()
    assert "Du har allerede sag" not in heard
    assert f"Sag {' '.join(str(other))}, butik" in heard
    mette.presses("**")
    mette.presses("**")

    assert "passed" in world.happened(other)
    assert world.incident(taken).holder == "mette"
    assert "passed" not in world.happened(third)
    hush(world)


def test_who_reads_no_texts_hears_first_that_it_is_theirs(make_world: MakeWorld) -> None:
    world = make_world(LISTED)
    taken, other, _ = codes = rung_for_three(world)
    mette = world.phone("mette")
    mette.texts("STOP")
    mette.replies(str(codes[taken]))

    heard = mette.picks_up()

    assert heard.startswith(f"Du har allerede sag {' '.join(str(taken))}. Ring til Jonas.")
    assert f"Nødopkald fra hotlinen. Sag {' '.join(str(other))}, butik" in heard
    hush(world)


def test_a_call_that_was_ended_stands_for_no_other(make_world: MakeWorld) -> None:
    config = {"storm: [3, 10]": "storm: [1000, 10]", "bundle: [5, 10]": "bundle: [1, 10]"}
    world = make_world(config)
    for shop in (1, 2, 3):
        world.report(f"Jonas, butik{shop}.dk er nede, 20304050", f"+452030400{shop}")
        world.advance(seconds=20)
    mette = world.phone("mette")
    codes = {int(question.incident_id): question.code for question in questions_to(world, "mette")}
    while not any(one.status == "ringing" for one in mette.calls()):
        world.advance(seconds=1)
    call = mette.ringing()
    rung = next(one for one in messages(world, Kind.PAGE) if one.channel is Channel.VOICE)

    mette.replies(str(codes[rung.incident_id or 0]))

    assert status(world, call) == "canceled"
    world.advance(seconds=40)
    assert len(mette.calls()) == 2
    hush(world)


# ---- who hears it by picking up ---------------------------------------------------------------


def test_who_wrote_stop_and_takes_it_while_it_rings_hears_that_it_is_theirs(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.texts("STOP")
    world.advance(seconds=40)  # rung anew
    call = mette.ringing()
    mette.skips()

    mette.replies(code)
    world.advance(seconds=3)

    assert world.incident().holder == "mette"
    assert mette.unread == []
    assert status(world, call) == "ringing"
    assert "Du har allerede sag 1 0 0 1. Ring til Jonas" in mette.picks_up()
    hush(world)


def test_who_is_only_rung_hears_who_has_it(make_world: MakeWorld) -> None:
    lars = "phone: +4520123457\n    language: da\n    role: engineer\n    notify: "
    world = make_world({**AT_ONCE, f"{lars}[sms, voice]": f"{lars}[voice]"})
    call = paged_both(world)

    world.phone("mette").replies(world.phone("mette").code())
    world.advance(seconds=3)

    assert status(world, call) == "ringing"
    assert "er taget af Mette Holm. Du skal ikke" in world.phone("lars").picks_up()
    hush(world)


def test_who_is_rung_because_no_text_arrives_hears_who_has_it(make_world: MakeWorld) -> None:
    world = make_world()
    lars = world.phone("lars")
    undelivered = Fault(Trouble.UNDELIVERED, phone=lars.number, code=30006, times=1)
    world.carrier.faults.add(undelivered)
    call = paged_both(world)
    world.carrier.faults.add(undelivered)

    world.phone("mette").replies(world.phone("mette").code())
    world.advance(seconds=3)

    assert status(world, call) == "ringing"
    assert "er taget af Mette Holm. Du skal ikke" in lars.picks_up()
    hush(world)


# ---- a carrier that does not do so ------------------------------------------------------------


@pytest.mark.parametrize("knows", [True, False])
def test_where_the_carrier_ends_no_call_the_phone_rings_on(world: World, knows: bool) -> None:
    call = paged_both(world)
    world.gateway = carrier = EndsNoCall(world.gateway, knows=knows)
    mette = world.phone("mette")

    mette.replies(mette.code())

    assert status(world, call) == "ringing"
    world.advance(minutes=5)
    assert status(world, call) == "no-answer"
    assert 1 <= carrier.asked.count(call.sid) <= 4
    assert world.incident().holder == "mette"
    hush(world)


def test_what_could_not_be_ended_at_once_is_ended_a_moment_later(world: World) -> None:
    call = paged_both(world)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette = world.phone("mette")
    mette.replies(mette.code())
    assert status(world, call) == "ringing"
    world.carrier.faults.clear()

    world.advance(seconds=15)

    assert status(world, call) == "canceled"
    hush(world)


def test_who_took_it_back_has_the_other_rung_again(world: World) -> None:
    call = paged_both(world)
    mette = world.phone("mette")
    mette.replies(mette.code())
    assert status(world, call) == "canceled"
    before = len(world.phone("lars").calls())
    mette.replies(f"fortryd {mette.code()}")

    world.advance(minutes=3)

    assert world.incident().state == "open"
    assert len(world.phone("lars").calls()) > before
    hush(world)
