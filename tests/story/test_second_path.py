"""Twilio cannot be used: pages go by the second provider and the people's further channels."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select

from relay.core.incident import State
from relay.core.message import Channel, Kind, MessageState
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Outcome, Refused, Unknown
from relay.store import carriers, outbox
from relay.store.models import Carrier, Message
from relay.store.outbox import Draft
from tests.provider import Provider
from tests.world import World

MakeWorld = Callable[..., World]
SUSPENDED = Fault(Trouble.REFUSE, code=20003, status=401)


def with_desk(make_world: MakeWorld, other: Provider, **variables: str) -> World:
    """A world in which Mette has a further channel, whose secret is in the environment."""
    old = "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    old += "    role: engineer                 # engineer or manager\n    notify: [sms, voice]"
    return make_world(
        {old: "language: da\n    role: engineer\n    notify: [sms, voice, '${METTES_DESK}']"},
        METTES_DESK=other.channel("desk"),
        **variables,
    )


def messages(world: World, *channels: Channel) -> Sequence[Message]:
    found = select(Message).where(Message.channel.in_(channels)).order_by(Message.id)
    return world.relay.database.read(lambda session: session.scalars(found).all())


def pages(other: Provider, phone: str) -> list[str]:
    """The pages that came to a phone by the second provider."""
    return [words for words in other.told(phone) if " = jeg tager den" in words]


def code_of(other: Provider, phone: str) -> str:
    """The code of the first page that came by the second provider."""
    return pages(other, phone)[0].split(" = ")[0].rsplit(" ", 1)[1]


def is_down(world: World) -> bool:
    return world.relay.database.read(carriers.standing).is_down


def calm(world: World) -> None:
    """Whatever the phones show by now has been seen."""
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()
    world.merchant.skips()


def test_what_a_holder_is_asked_as_the_carrier_fails_is_asked_the_other_way(
    backed: World, other: Provider
) -> None:
    backed.report()
    mette = backed.phone("mette")
    mette.replies(mette.code())
    backed.advance(minutes=14, seconds=40)
    calm(backed)
    backed.carrier.faults.add(SUSPENDED)

    backed.advance(seconds=40)

    (asked,) = [words for words in other.told(mette.number) if "Har du ringet" in words]
    assert asked.endswith("Svar til +4529701595")
    backed.advance(minutes=4)
    assert backed.incident().holder == "mette"  # with the whole time to answer
    backed.advance(minutes=2)
    assert backed.incident().state is State.OPEN


def test_where_nobody_is_a_manager_everybody_is_told_that_twilio_cannot_be_used(
    make_world: MakeWorld, other: Provider
) -> None:
    world = make_world({"role: manager": "role: engineer"}, BACKUP_CARRIER_URL=other.url)
    world.carrier.faults.add(SUSPENDED)

    world.report()

    for key in ("mette", "lars", "aisha", "karen"):
        told = other.told(world.phone(key).number)
        assert any("20003" in body for body in told), key
    calm(world)


def test_a_page_takes_the_second_path_when_the_account_is_refused(
    backed: World, other: Provider
) -> None:
    backed.carrier.faults.add(SUSPENDED)
    mette, karen = backed.phone("mette"), backed.phone("karen")

    backed.report()

    (page,) = other.told(mette.number)
    assert "1001 lampehuset dk" in page
    assert "= jeg tager den. Svar til +4529701595" in page
    assert len(other.told(karen.number)) == 1  # the managers are told
    assert (
        "Twilio har ikke kunnet bruges siden kl. 02.40 (fejl 20003)" in other.told(karen.number)[0]
    )


def test_the_answer_comes_to_the_hotline_as_ever(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(SUSPENDED)
    mette = backed.phone("mette")
    backed.report()
    code = other.told(mette.number)[0].split(" = ")[0].rsplit(" ", 1)[1]
    backed.advance(minutes=1)

    mette.replies(code)

    assert backed.incident().state is State.ACKNOWLEDGED
    assert backed.incident().holder == "mette"


def test_the_second_path_keeps_the_ladders_pace(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(SUSPENDED)
    mette, lars = backed.phone("mette"), backed.phone("lars")
    backed.report()

    backed.advance(minutes=7)

    assert len(other.told(mette.number)) == 4  # the page, and a reminder every two minutes
    assert "Påmindelse 3, 6 min" in other.told(mette.number)[3]
    assert len(other.told(lars.number)) == 1
    assert len(other.told(backed.phone("karen").number)) == 1  # told once, not at every try


def test_when_the_second_path_takes_nothing_either_the_next_level_comes(
    backed: World, other: Provider
) -> None:
    backed.carrier.faults.add(SUSPENDED)
    other.status = 500
    lars = backed.phone("lars").number
    backed.report()
    backed.advance(minutes=1, seconds=50)
    assert other.told(lars) == []

    backed.advance(seconds=20)

    assert other.told(lars)  # he is tried, and whatever works first reaches him
    assert backed.happened().count("climbed") == 1


def test_the_first_page_that_is_taken_ends_it(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(SUSPENDED)
    mette, karen = backed.phone("mette"), backed.phone("karen")
    backed.report()
    backed.advance(minutes=1)
    backed.carrier.faults.clear()

    backed.advance(minutes=6)

    assert not is_down(backed)
    mette.expects("1001 lampehuset dk")
    karen.expects("Twilio virker igen siden kl. 02.4")
    before = len(other.asked)
    backed.advance(minutes=4)
    assert len(other.asked) == before
    calm(backed)


def test_an_outage_is_told_from_a_hiccup(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(Fault(Trouble.OUTAGE, times=2))
    backed.report()
    backed.advance(minutes=1)
    assert not is_down(backed)
    assert other.asked == []

    calm(backed)
    backed.carrier.faults.add(Fault(Trouble.OUTAGE))
    backed.advance(minutes=3)

    assert is_down(backed)
    assert other.told(backed.phone("mette").number)
    (told,) = other.told(backed.phone("karen").number)
    # Of no error that one could mend.
    assert told.startswith("Twilio har ikke kunnet nås siden kl. 02.4")


NEVER_TAKEN = {
    "too many at once": Refused(20429, "too many requests"),
    "a full queue": Refused(21611, "the sender's queue is full"),
    "blocked as pumping": Refused(30450, "blocked"),
    "a code nobody knows": Refused(29999, "new"),
    "a long wish": Refused(20429, "too many requests", timedelta(hours=1)),
    "answers that are lost": Unknown("no answer in time"),
}


class NoTexts:
    """A carrier that never takes a text to one phone, and rings it."""

    def __init__(self, gateway: Any, phone: str, outcome: Outcome) -> None:
        self._gateway, self._phone, self._outcome = gateway, phone, outcome

    def send(self, to: str, *args: Any, **named: Any) -> Outcome:
        if to == self._phone:
            return self._outcome
        return cast(Outcome, self._gateway.send(to, *args, **named))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)


@pytest.mark.parametrize("name", NEVER_TAKEN)
def test_a_page_that_is_never_taken_rings_after_a_minute_and_goes_the_other_way(
    backed: World, other: Provider, name: str
) -> None:
    mette = backed.phone("mette")
    backed.gateway = cast(Any, NoTexts(backed.gateway, mette.number, NEVER_TAKEN[name]))
    backed.report()
    backed.advance(seconds=50)
    assert mette.calls() == []

    backed.advance(seconds=15)

    assert not is_down(backed)
    assert len(mette.calls()) == 1
    (page,) = other.told(mette.number)
    assert "1001 lampehuset dk" in page
    backed.advance(minutes=2)
    assert len(other.told(mette.number)) == 2  # its reminder as well
    calm(backed)


def test_a_carrier_behind_somebody_elses_error_page_is_out_of_use(
    backed: World, other: Provider
) -> None:
    """A wrong address, a proxy: what refuses without a code of Twilio's is not Twilio."""

    class Elsewhere:
        def send(self, *_: object, **__: object) -> Outcome:
            return Refused(0, "404 Not found")

        call = send

        def __getattr__(self, name: str) -> Any:
            return getattr(good, name)

    good = backed.gateway
    backed.gateway = cast(Any, Elsewhere())
    backed.report()

    backed.advance(seconds=40)

    assert is_down(backed)
    assert len(other.told(backed.phone("mette").number)) == 1


def test_voice_is_not_lost_with_the_texts(backed: World, other: Provider) -> None:
    """A carrier that only refuses texts still rings: the call marks it as working."""
    mette = backed.phone("mette")
    backed.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=21606, times=1))
    backed.report()

    assert other.told(mette.number)
    backed.advance(minutes=5)
    assert not is_down(backed)
    assert mette.calls()
    calm(backed)


def test_a_page_that_is_filtered_takes_the_second_path_alone(
    backed: World, other: Provider
) -> None:
    mette = backed.phone("mette")
    backed.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30007, times=1))

    backed.report()
    backed.advance(seconds=10)

    assert len(other.told(mette.number)) == 1
    assert not is_down(backed)
    assert other.told(backed.phone("karen").number) == []
    assert mette.calls()  # and the phone rings at once
    calm(backed)


def test_a_suspension_that_is_told_later_counts_as_well(backed: World, other: Provider) -> None:
    mette = backed.phone("mette")
    backed.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30002, times=1))

    backed.report()
    backed.advance(seconds=10)

    assert len(other.told(mette.number)) == 1
    assert len(other.told(backed.phone("karen").number)) == 1
    calm(backed)


def test_further_channels_are_told_too(make_world: MakeWorld, other: Provider) -> None:
    world = with_desk(make_world, other, BACKUP_CARRIER_URL=other.url)
    world.carrier.faults.add(SUSPENDED)

    world.report()

    assert len(other.told("desk")) == 1
    assert len(other.told(world.phone("mette").number)) == 1


def test_further_channels_do_without_a_second_provider(
    make_world: MakeWorld, other: Provider
) -> None:
    world = with_desk(make_world, other)
    world.carrier.faults.add(SUSPENDED)

    world.report()

    assert "Svar til +4529701595" in other.told("desk")[0]
    assert messages(world, Channel.BACKUP) == []


def test_no_channel_of_the_second_path_is_written_down(
    make_world: MakeWorld, other: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="relay")
    world = with_desk(make_world, other, BACKUP_CARRIER_URL=other.url)
    world.carrier.faults.add(SUSPENDED)
    other.status = 500

    world.report()
    world.advance(minutes=2)

    rows = messages(world, Channel.BACKUP, Channel.OTHER)
    kept = " ".join(str(vars(row)) for row in rows)
    assert "hush-hush" not in caplog.text + kept
    assert "127.0.0.1" not in kept
    assert "20123456" not in caplog.text


def test_nobody_waits_for_news_of_what_went_by_the_second_path(
    backed: World, other: Provider
) -> None:
    backed.carrier.faults.add(SUSPENDED)
    backed.report()
    backed.advance(minutes=2)

    copies = [one for one in messages(backed, Channel.BACKUP) if one.kind is Kind.PAGE]
    assert {one.state for one in copies} == {MessageState.SENT}
    assert {one.ask_at for one in copies} == {None}


def test_a_second_provider_that_refuses_is_asked_again(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(SUSPENDED)
    other.status = 500
    backed.report()
    backed.advance(seconds=10)
    other.status = 200

    backed.advance(seconds=40)

    mette = backed.phone("mette").number
    assert len(other.told(mette)) > 1
    page = next(one for one in messages(backed, Channel.BACKUP) if one.recipient == mette)
    assert page.state is MessageState.SENT


def test_a_second_provider_that_always_refuses_is_given_up(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(SUSPENDED)
    other.status = 500
    backed.report()

    backed.advance(minutes=6)

    states = [one.state for one in messages(backed, Channel.BACKUP) if one.kind is Kind.NOTICE]
    assert states == [MessageState.FAILED]
    assert "failed" in backed.happened()  # and the incident's page says so of a page


def test_an_answer_of_the_second_provider_that_is_lost_is_not_waited_for(
    backed: World, other: Provider
) -> None:
    class Silent:
        """Takes a text, and never says so."""

        def __init__(self) -> None:
            self.texts = 0

        def text(self, to: str, body: str) -> Outcome:
            self.texts += to == backed.phone("mette").number
            return Unknown("no answer in time")

        def tell(self, channels: Sequence[str], body: str) -> Outcome:
            return Refused(0, "no such channel")

    silent = Silent()
    backed.second = lambda: silent
    backed.carrier.faults.add(SUSPENDED)
    backed.report()
    first = next(one for one in messages(backed, Channel.BACKUP) if one.kind is Kind.NOTICE)
    assert first.state is MessageState.UNKNOWN

    backed.advance(minutes=1)
    assert silent.texts > 1
    backed.advance(minutes=3)

    assert messages(backed, Channel.BACKUP)[0].state in (MessageState.FAILED, MessageState.DROPPED)


def test_a_page_can_be_put_on_further_channels_at_any_time(
    make_world: MakeWorld, other: Provider
) -> None:
    """Escalation does so when everything else of a person has failed; Twilio need not be down."""
    world = with_desk(make_world, other)
    world.report()
    mette, incident = world.phone("mette"), world.incident().id
    draft = Draft(
        Kind.PAGE,
        mette.number,
        "1001 igen. Svar 73 = jeg tager den",
        Channel.OTHER,
        person="mette",
        incident_id=incident,
    )
    world.relay.database.write(lambda session: outbox.put(session, draft, world.clock.now()))

    world.advance(seconds=2)

    assert other.told("desk") == ["1001 igen. Svar 73 = jeg tager den"]
    calm(world)


def test_a_person_without_further_channels_is_not_reached_by_them(world: World) -> None:
    world.report()
    draft = Draft(
        Kind.PAGE,
        world.phone("mette").number,
        "1001",
        Channel.OTHER,
        person="mette",
        incident_id=world.incident().id,
    )
    world.relay.database.write(lambda session: outbox.put(session, draft, world.clock.now()))

    world.advance(minutes=3)

    assert messages(world, Channel.OTHER)[0].state is MessageState.FAILED
    assert "failed" in world.happened()
    calm(world)


def test_who_has_it_ends_the_second_path_as_well(backed: World, other: Provider) -> None:
    backed.carrier.faults.add(SUSPENDED)
    other.status = 500
    mette = backed.phone("mette")
    backed.report()
    code = other.told(mette.number)[0].split(" = ")[0].rsplit(" ", 1)[1]
    backed.advance(seconds=25)
    mette.replies(code)
    backed.advance(minutes=1)
    before = pages(other, mette.number)

    backed.advance(minutes=10)

    assert pages(other, mette.number) == before
    copies = [one for one in messages(backed, Channel.BACKUP) if one.kind is Kind.PAGE]
    assert MessageState.DROPPED in {one.state for one in copies}


def test_all_news_of_who_has_it_goes_the_other_way_while_the_first_carrier_is_tried(
    backed: World, other: Provider
) -> None:
    backed.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette, lars = backed.phone("mette"), backed.phone("lars").number
    backed.report()
    backed.advance(minutes=7)
    code = code_of(other, mette.number)

    mette.replies(code)
    backed.advance(seconds=5)
    mette.replies(f"{code} videre")
    backed.advance(seconds=5)

    news = [words for words in other.told(lars) if "Mette Holm" in words]
    assert len(news) == 2
    assert "taget af Mette Holm" in news[0]
    assert news[0].endswith("Du skal ikke gøre noget.")
    assert "Mette Holm har givet slip" in news[1]
    assert news[1].endswith("= jeg tager den. Svar til +4529701595")


def test_a_holder_gets_the_answer_and_the_merchants_words_the_other_way(
    backed: World, other: Provider
) -> None:
    backed.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette = backed.phone("mette")
    backed.report()
    backed.advance(minutes=1)

    mette.replies(code_of(other, mette.number))
    backed.report("Ring i stedet til 22334455")
    backed.advance(seconds=30)

    news = other.told(mette.number)[1:]
    assert len(news) == 2
    assert "Du har 1001 lampehuset dk. Ring til Jonas +4520304050" in news[0]
    assert "butikken skriver: Ring i stedet til 22334455" in news[1]


def test_a_figure_of_the_merchants_is_no_code_to_answer_with(
    backed: World, other: Provider
) -> None:
    backed.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette = backed.phone("mette")
    backed.report()
    backed.advance(minutes=1)
    code = code_of(other, mette.number)

    backed.report(f"Nu er {code} ordrer gået tabt")
    backed.advance(seconds=30)

    (news,) = [words for words in other.told(mette.number) if "butikken skriver" in words]
    assert news.endswith(f"Nu er {code} ordrer gået tabt")
    calm(backed)


def test_whoever_wants_no_texts_of_the_first_carrier_gets_every_reminder_the_other_way(
    backed: World, other: Provider
) -> None:
    mette = backed.phone("mette")
    backed.report()
    backed.carrier.faults.add(SUSPENDED)

    mette.replies("STOP")
    backed.advance(minutes=5)

    assert len(pages(other, mette.number)) == 3  # one at once, then one every two minutes
    calm(backed)


def test_a_list_of_many_takes_the_second_path_too(make_world: MakeWorld, other: Provider) -> None:
    backed = make_world({"storm: [3, 10]": "storm: [1000, 10]"}, BACKUP_CARRIER_URL=other.url)
    backed.carrier.faults.add(SUSPENDED)

    for number in range(6):
        backed.report(f"butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
    backed.advance(minutes=1)

    told = other.told(backed.phone("mette").number)
    assert [page for page in told if "6 åbne sager" in page and "butik0 dk" in page]
    calm(backed)


def test_managers_are_not_told_of_every_flutter(backed: World, other: Provider) -> None:
    karen = backed.phone("karen")
    for _ in range(3):
        backed.carrier.faults.add(SUSPENDED)
        backed.report("lampehuset.dk er nede igen")
        backed.advance(minutes=1)
        backed.carrier.faults.clear()
        backed.advance(minutes=3)

    assert len(other.told(karen.number)) == 1
    karen.expects("Twilio virker igen")
    calm(backed)


def test_the_calls_beside_a_list_make_no_copies_of_their_own(
    make_world: MakeWorld, other: Provider
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"}, BACKUP_CARRIER_URL=other.url)
    world.carrier.faults.add(SUSPENDED)
    for number in range(7):
        world.report(f"Jonas, butik{number}.dk er nede, 20304050", f"+45203040{number:02}")

    world.advance(minutes=5)

    mette = world.phone("mette").number
    calls = [one for one in messages(world, Channel.VOICE) if one.person == "mette"]
    assert len(calls) >= 2
    assert len(pages(other, mette)) == 5  # one each, before there was a list
    assert len([words for words in other.told(mette) if "7 åbne sager" in words]) >= 3
    calm(world)
    for number in range(7):
        world.phone(f"+45203040{number:02}").skips()


def test_where_a_list_names_them_no_page_of_before_the_outage_leaves_after_it(
    make_world: MakeWorld, other: Provider
) -> None:
    """Six minutes old, and no reminder: they came beside the list, which named them all."""
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"}, BACKUP_CARRIER_URL=other.url)
    world.carrier.faults.add(SUSPENDED)
    for number in range(7):
        world.report(f"Jonas, butik{number}.dk er nede, 20304050", f"+45203040{number:02}")
        world.advance(seconds=5)
    world.advance(minutes=4)
    lists = [words for words in other.told(world.phone("mette").number) if "åbne sager" in words]

    world.carrier.faults.clear()
    world.advance(minutes=2)

    mette = world.phone("mette")
    assert [text.body for text in mette.shown if "åbne sager" not in text.body] == []
    assert 1 <= len(mette.shown) <= 2
    assert len(pages(other, mette.number)) == 5  # one each, before there was a list
    assert len(lists) <= 4  # two of what was new, and a reminder every two minutes
    calm(world)
    for number in range(7):
        world.phone(f"+45203040{number:02}").skips()


def test_without_a_second_path_the_managers_page_still_says_so(world: World) -> None:
    """Nothing else can be done: it is in the log, and everything waits for the carrier."""
    world.carrier.faults.add(SUSPENDED)
    world.report()
    world.advance(minutes=1)

    row = world.relay.database.read(lambda session: session.scalars(select(Carrier)).one())
    assert (row.code, row.down_since is not None) == (20003, True)
    world.carrier.faults.clear()
    world.advance(minutes=1)
    world.phone("mette").expects("1001 lampehuset dk")
    calm(world)


def test_a_holder_who_wrote_stop_is_asked_again_by_the_ways_that_are_left_in_an_outage(
    backed: World, other: Provider
) -> None:
    mette, lars = backed.phone("mette"), backed.phone("lars")
    backed.report()
    backed.advance(seconds=5)
    mette.texts(mette.code())
    backed.advance(seconds=30)
    mette.skips()
    backed.carrier.faults.add(SUSPENDED)

    mette.texts("STOP")  # the call that asks her is never made
    backed.advance(minutes=1)
    assert [words for words in other.told(mette.number) if "stadig i gang" in words]

    backed.advance(minutes=11)  # no answer
    assert backed.incident().state is State.OPEN
    assert pages(other, lars.number)
    calm(backed)


def test_a_holder_who_is_only_rung_gets_the_merchants_words_the_other_way(
    backed: World, other: Provider
) -> None:
    mette = backed.phone("mette")
    backed.report()
    backed.advance(seconds=5)
    mette.texts("STOP")
    mette.texts(mette.code())
    backed.advance(seconds=30)
    backed.carrier.faults.add(SUSPENDED)
    backed.report("Ja, det haster virkelig")  # what is tried finds the carrier out of use
    backed.advance(minutes=6)
    before = len(other.told(mette.number))

    backed.report("Ring i stedet til 22334455")
    backed.advance(minutes=6)

    news = other.told(mette.number)[before:]
    assert any("butikken skriver: Ring i stedet til 22334455" in words for words in news)
    backed.carrier.faults.clear()
    calm(backed)
