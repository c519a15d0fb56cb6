"""Once a day the relay looks at what breaks without a sound; a canary flies on a schedule."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from relay import checkup
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Account, Gateway
from relay.store import counters
from relay.store.models import Message
from tests import provider
from tests.story.test_corrections import signed_in
from tests.web.test_auth import words
from tests.world import World

MakeWorld = Callable[..., World]
CANARY = "+4520999999"
CREW = ("mette", "lars", "aisha", "karen")


class Changed:
    """The carrier, whose account says something else."""

    def __init__(self, gateway: Gateway, **fields: object) -> None:
        self._gateway = gateway
        self._fields = fields

    def account(self) -> Account:
        return replace(self._gateway.account(), **self._fields)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._gateway, name)


def look(world: World, days: Sequence[int] = (0,), **fields: object) -> None:
    """Two workers look, on so many days from now."""
    for day in days:
        world.advance(days=day)
        for _ in range(2):
            checkup.look(world.relay, Changed(world.gateway, **fields))  # type: ignore[arg-type]
        world.advance(seconds=30)


def test_a_relay_that_is_well_says_nothing(world: World) -> None:
    look(world, days=[0, 1])

    assert world.phone("karen").unread == []
    assert "galt med sig selv" not in signed_in(world).get("/incidents").text


FLAWS = [
    ({"balance": 12.5}, "kun 12.50 USD tilbage"),
    ({"status": "suspended"}, "ikke aktiv (suspended)"),
    ({"owns_number": False}, "+4529701595 hører ikke længere til"),
    ({"sms_url": "https://elsewhere.example.org/twilio/sms"}, "webhook for SMS"),
    ({"sms_url": ""}, "webhook for SMS"),
    ({"voice_url": ""}, "webhook for opkald"),
]


@pytest.mark.parametrize(("fields", "said"), FLAWS)
def test_managers_are_told_once_and_the_log_shows_it(
    world: World, fields: dict[str, object], said: str
) -> None:
    look(world, **fields)
    world.advance(hours=2)
    look(world, **fields)

    world.phone("karen").expects(said)
    assert world.phone("karen").unread == []
    page = words(signed_in(world).get("/incidents"))
    assert "Hvad hotlinen har fundet galt med sig selv" in page
    assert said in page


def test_what_lasts_is_told_once_a_day_and_what_is_mended_no_more(world: World) -> None:
    look(world, balance=3.0)
    world.phone("karen").expects("3.00 USD")
    look(world, days=[1], balance=2.0)
    world.phone("karen").expects("2.00 USD")

    look(world, days=[1], balance=90.0)

    assert world.phone("karen").unread == []
    assert "galt med sig selv" not in signed_in(world).get("/incidents").text


def test_a_clock_that_once_ran_ahead_puts_no_look_off(world: World) -> None:
    ahead = world.clock.now() + timedelta(days=400)
    world.relay.database.write(partial(counters.take_turn, name="checkup", now=ahead, before=ahead))

    look(world, balance=3.0)

    world.phone("karen").expects("3.00 USD")
    assert world.phone("karen").unread == []


def test_connection_overrides_are_no_other_route(world: World) -> None:
    look(world, sms_url="https://relay.example.org/twilio/sms#rc=5&rp=all")

    assert world.phone("karen").unread == []


@pytest.mark.parametrize(
    ("fallback", "said"),
    [
        ("", True),
        ("https://relay.example.org/twilio/sms", True),  # gone together with the machine
        ("https://handler.twilio.com/twiml/EH1", False),
    ],
)
def test_a_fallback_is_asked_for_outside_this_machine(
    make_world: MakeWorld, fallback: str, said: bool
) -> None:
    world = make_world(
        {"    demo: true": "    demo: false"}, TWILIO_API_URL="https://api.twilio.com"
    )

    look(world, sms_fallback_url=fallback)

    if said:
        world.phone("karen").expects("ingen reserveadresse")
    assert world.phone("karen").unread == []


def test_whoever_is_on_call_and_wants_no_texts(world: World) -> None:
    for who in ("mette", "karen"):  # Karen has no shift
        world.phone(who).texts("STOP")
        world.phone(who).skips()
    world.phone("karen").texts("START")
    world.phone("karen").skips()
    world.phone("mette").skips()
    world.phone("aisha").skips()
    world.phone("lars").skips()

    look(world)

    world.phone("karen").expects("Mette Holm har vagt", "kan ikke nås på SMS")
    assert world.phone("karen").unread == []


def test_whoever_is_on_call_within_a_day_is_looked_at_before(world: World) -> None:
    """Aisha has no shift now, and is secondary from nine o'clock."""
    world.phone("aisha").texts("STOP")
    for who in CREW:
        world.phone(who).skips()

    look(world)

    world.phone("karen").expects("Aisha", "kan ikke nås på SMS")
    assert world.phone("karen").unread == []


def test_whoever_is_always_on_call_is_looked_at_without_a_shift(make_world: MakeWorld) -> None:
    world = make_world({"notify: [rotation:secondary]": "notify: [person:karen]"})
    world.phone("karen").texts("STOP")
    for who in ("aisha", "mette", "karen", "lars"):
        world.phone(who).skips()

    look(world)

    for other in ("aisha", "mette", "lars"):  # there is no other manager
        world.phone(other).expects("Karen Bang")
    assert "Karen Bang har vagt" in words(signed_in(world).get("/incidents"))


def test_whoever_is_on_call_and_did_not_get_the_last_text(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=world.phone("mette").number))
    world.report()
    lars = world.phone("lars")
    world.advance(minutes=7)
    lars.replies(lars.code())
    for who in ("lars", "karen", "aisha", "mette"):
        world.phone(who).skips()
    world.merchant.skips()

    look(world)

    world.phone("karen").expects("Mette Holm har vagt")
    assert world.phone("karen").unread == []


def test_whoever_gets_no_texts_is_judged_by_the_last_two_calls(make_world: MakeWorld) -> None:
    world = make_world(
        {
            "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
            "    role: engineer                 # engineer or manager\n"
            "    notify: [sms, voice]": "language: da\n    role: engineer\n    notify: [voice]"
        }
    )
    world.report()
    world.merchant.skips()
    mette, lars, karen = world.phone("mette"), world.phone("lars"), world.phone("karen")
    world.advance(minutes=1)
    look(world)
    assert karen.unread == []  # one call was not taken
    world.advance(minutes=6)
    lars.replies(f"{lars.code()} løst")
    for who in (lars, mette, world.merchant):
        who.skips()
    assert [call.status for call in mette.calls()][:2] == ["no-answer"] * 2

    world.advance(hours=6)  # the next morning, before the shift ends
    look(world)

    karen.expects("Mette Holm har vagt", "kan ikke ringes op")
    assert karen.unread == []


METTE = (
    "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    "    role: engineer                 # engineer or manager\n    notify: [sms, voice]"
)


def test_one_call_that_cannot_be_made_at_all_is_enough(make_world: MakeWorld) -> None:
    world = make_world({METTE: METTE.replace("[sms, voice]", "[voice]")})
    mette, lars = world.phone("mette"), world.phone("lars")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=21217))
    world.report()
    world.advance(seconds=10)  # the next level is paged at once
    lars.replies(f"{lars.code()} løst")
    for who in (lars, mette, world.merchant):
        who.skips()

    look(world)

    world.phone("karen").expects("Mette Holm har vagt", "kan ikke ringes op")
    assert world.phone("karen").unread == []


def test_whoever_has_a_chat_alone_is_judged_by_its_last_message(make_world: MakeWorld) -> None:
    with provider.running() as other:
        world = make_world(
            {METTE: METTE.replace("[sms, voice]", "['${METTES_DESK}']")},
            METTES_DESK=other.channel("desk"),
        )
        lars, karen = world.phone("lars"), world.phone("karen")
        other.status = 500
        world.report()
        world.advance(minutes=3)
        lars.replies(f"{lars.code()} løst")
        for who in (lars, world.phone("mette"), world.merchant):
            who.skips()

        look(world)

        karen.expects("Mette Holm har vagt", "hverken SMS eller opkald")
        other.status = 200
        reader = signed_in(world)
        assert "Mette Holm har vagt" in words(reader.get("/incidents"))
        world.report("cykelhuset.dk er nede", "+4520304051")  # the chat takes its page
        world.advance(hours=5)  # the next morning, before the shift ends
        look(world)
        reader.sign_in()  # a session does not last as long
        assert "Mette Holm har vagt" not in words(reader.get("/incidents"))
        for who in (*CREW, "+4520304051"):
            world.phone(who).skips()


def test_a_carrier_that_cannot_be_asked_is_asked_again(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    look(world, balance=1.0)
    world.carrier.faults.clear()

    look(world, balance=1.0)

    world.phone("karen").expects("1.00 USD")


# ---- the canary ---------------------------------------------------------------------------


@pytest.fixture
def canary(make_world: MakeWorld) -> World:
    """A world with a second number of ours."""
    return make_world({'canary_to: ""': f'canary_to: "{CANARY}"'})


def fly(world: World, minutes: int) -> None:
    """So many minutes pass, with a look in each."""
    for _ in range(minutes):
        look(world)
        world.advance(seconds=30)


def test_a_test_text_goes_out_on_a_schedule(canary: World) -> None:
    fly(canary, 15)
    canary.phone(CANARY).expects("Prøve-SMS")
    assert canary.phone(CANARY).unread == []
    canary.advance(hours=24)

    fly(canary, 1)

    canary.phone(CANARY).expects("Prøve-SMS")
    assert canary.phone("karen").unread == []


def test_a_test_text_that_does_not_arrive_is_an_alarm_once(canary: World) -> None:
    canary.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=CANARY, code=30008))

    fly(canary, 9)
    assert canary.phone("karen").unread == []
    fly(canary, 10)

    canary.phone("karen").expects("prøve-SMS er ikke kommet frem på 10 min")
    assert canary.phone("karen").unread == []
    assert "prøve-SMS" in words(signed_in(canary).get("/incidents"))


def test_one_that_arrives_after_all_ends_it(canary: World) -> None:
    canary.carrier.faults.add(Fault(Trouble.STUCK, phone=CANARY, seconds=700))
    fly(canary, 12)
    canary.phone("karen").expects("prøve-SMS")

    fly(canary, 3)

    canary.phone(CANARY).expects("Prøve-SMS")
    assert "prøve-SMS" not in words(signed_in(canary).get("/incidents"))


def test_without_a_second_number_nothing_is_sent(world: World) -> None:
    look(world, days=[0, 2])

    sent = world.relay.database.read(
        lambda session: session.scalars(select(func.count()).select_from(Message)).one()
    )
    assert sent == 0
    assert world.relay.settings.watch.canary_every == timedelta(hours=24)
