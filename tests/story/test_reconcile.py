"""What the carrier had and no webhook brought is taken in, once, and said to be late."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from relay import checkup
from relay.core.incident import State
from relay.core.watch import MARK
from relay.emulator.faults import Fault, Trouble
from relay.reconcile import reconcile
from relay.sms.gateway import Gateway, Unreachable
from relay.sms.gateway import Message as Listed
from relay.store import counters
from relay.store.models import Inbound, Incident, Message
from tests.provider import Provider
from tests.story.outgoing import Between
from tests.story.test_at_once import at_once
from tests.story.test_corrections import signed_in
from tests.web.test_auth import words
from tests.web.test_carrier import form, post
from tests.world import MERCHANT, REPORT, World


def lost(world: World, body: str = REPORT, sender: str = MERCHANT) -> str:
    """A text whose webhook never comes; its id."""
    world.carrier.faults.add(Fault(Trouble.INBOUND_LOST, times=1))
    return world.carrier.text(sender, body)


def look(world: World) -> datetime | None:
    """The worker's look at the carrier's list, and what follows from it."""
    again = reconcile(world.relay, world.gateway)
    world.advance(seconds=5)
    return again


def inbound(world: World) -> list[Inbound]:
    return world.relay.database.read(
        lambda session: list(session.scalars(select(Inbound).order_by(Inbound.id)))
    )


def mark(world: World) -> datetime | None:
    return world.relay.database.read(lambda session: counters.read_up_to(session, MARK))


def test_a_text_no_webhook_brought_becomes_one_incident_and_one_page(world: World) -> None:
    look(world)
    lost(world)
    world.advance(minutes=1)
    assert world.phone("mette").unread == []

    look(world)
    look(world)

    world.phone("mette").expects("1001 lampehuset dk", "Svar")
    assert world.phone("mette").unread == []
    world.merchant.expects("Sag 1001")
    (kept,) = inbound(world)
    assert kept.late
    assert kept.came_by == "listing"
    assert kept.received_at == world.carrier.texts.all()[0].created_at
    assert world.incident().late


def test_an_ok_that_comes_late_and_names_no_code_takes_nothing(world: World) -> None:
    """By then it may stand for another question than the one that was on the phone."""
    look(world)
    world.report()
    mette = world.phone("mette").skips()
    world.merchant.skips()
    world.advance(seconds=40)
    lost(world, "ok", mette.number)
    world.advance(minutes=1)

    look(world)

    mette.expects("Dit svar blev forsinket", f"{mette.code()} = 1001")
    assert world.incident().state is State.OPEN
    lost(world, mette.code(), mette.number)
    world.advance(minutes=1)
    look(world)
    assert world.incident().holder == "mette"  # the code says which
    mette.skips()
    world.merchant.skips()


def test_what_came_by_webhook_is_neither_late_nor_taken_in_again(world: World) -> None:
    world.report()
    world.advance(minutes=1)

    look(world)

    assert [(one.late, one.came_by) for one in inbound(world)] == [(False, "webhook")]
    assert not world.incident().late
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_a_webhook_that_may_still_come_is_waited_for(world: World) -> None:
    look(world)
    lost(world)

    again = look(world)

    assert inbound(world) == []
    assert again == world.carrier.texts.all()[0].created_at + timedelta(seconds=20)


def test_a_webhook_and_the_list_at_the_same_moment_are_one_incident(world: World) -> None:
    look(world)
    sid = lost(world)
    world.advance(minutes=1)

    at_once(
        lambda: reconcile(world.relay, world.gateway),
        lambda: post(world, form(MessageSid=sid, SmsSid=sid, SmsMessageSid=sid)),
        lambda: reconcile(world.relay, world.gateway),
    )
    world.advance(seconds=5)

    assert len(inbound(world)) == 1
    world.phone("mette").expects("1001")
    assert world.phone("mette").unread == []
    world.merchant.expects("Sag 1001")


def test_without_a_watermark_a_quarter_of_an_hour_is_looked_at(world: World) -> None:
    lost(world, "Ole, gammelbutik.dk er nede, 20304051", "+4520304051")
    world.advance(minutes=10)
    lost(world)
    world.advance(minutes=6)

    look(world)

    assert [one.sender for one in inbound(world)] == [MERCHANT]
    world.phone("mette").expects("1001 lampehuset dk")
    world.merchant.expects("Sag 1001")


def test_everything_since_the_watermark_is_found_after_an_hour_away(world: World) -> None:
    look(world)
    for number in range(70):  # more than one page of the list
        lost(world, f"butik{number}.dk er nede", f"+45203040{number:02}")
    world.advance(minutes=60)

    reconcile(world.relay, world.gateway)

    assert len(inbound(world)) == 70
    for sent in world.relay.database.read(lambda s: list(s.scalars(select(Message)))):
        world.phone(sent.recipient).skips()


def test_what_is_two_hours_old_is_logged_and_told_to_the_managers_in_one_text(
    world: World,
) -> None:
    look(world)
    lost(world)
    lost(world, "Ole, gammelbutik.dk, alt er nede, ring 20304051", "+4520304051")
    lost(world, "ok", world.phone("mette").number)
    world.advance(hours=3)

    look(world)
    look(world)

    assert {one.door for one in inbound(world)} == {"too_late"}
    assert world.relay.database.read(lambda s: list(s.scalars(select(Incident)))) == []
    world.phone("karen").expects("2 i alt", "+4520304050", "kassen giver fejl", "+4520304051")
    assert world.phone("karen").unread == []
    for phone in ("mette", "lars", MERCHANT):
        assert world.phone(phone).unread == []


def test_a_crew_without_a_manager_hears_of_old_texts_all_the_same(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"role: manager": "role: engineer"})
    look(world)
    lost(world)
    world.advance(hours=3)

    look(world)

    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).expects(MERCHANT, "kassen giver fejl")
        assert world.phone(who).unread == []


def half_hours(world: World, times: int) -> None:
    """So many half hours pass; the worker looks whether what it told has been heard."""
    for _ in range(times):
        world.advance(minutes=30)
        checkup.look(world.relay, world.gateway)
        world.advance(seconds=50)


def old_text_and_karen_is_off(world: World) -> Fault:
    """The only manager's phone is off; a text is found hours late."""
    off = Fault(Trouble.UNDELIVERED, phone=world.phone("karen").number, code=30003)
    look(world)
    lost(world)
    world.advance(hours=3)
    world.carrier.faults.add(off)
    look(world)
    return off


def test_old_texts_are_told_again_until_a_manager_whose_phone_is_off_has_heard(
    world: World,
) -> None:
    old_text_and_karen_is_off(world)
    karen = world.phone("karen")
    half_hours(world, 8)
    assert karen.shown == []
    assert karen.calls()  # their other way is tried as well
    reader = signed_in(world)
    assert "kassen giver fejl" in words(reader.get("/incidents"))
    world.carrier.faults.clear()

    half_hours(world, 1)

    karen.expects("1 i alt", MERCHANT, "kassen giver fejl")
    karen.skips()  # what was under way by then
    told, rung = len(karen.shown), len(karen.calls())
    half_hours(world, 3)
    assert (len(karen.shown), len(karen.calls())) == (told, rung)
    reader.sign_in()  # a session does not last as long
    assert "kassen giver fejl" not in words(reader.get("/incidents"))


def test_old_texts_reach_a_manager_by_another_channel(
    make_world: Callable[..., World], other: Provider
) -> None:
    with_desk = {"role: manager\n    notify: [sms": "role: manager\n    notify: ['${DESK}', sms"}
    world = make_world(with_desk, DESK=other.channel("desk"))
    old_text_and_karen_is_off(world)

    half_hours(world, 4)

    (told,) = other.told("desk")
    assert "kassen giver fejl" in told
    assert len(world.phone("karen").calls()) == 1


def test_old_texts_that_nobody_heard_of_within_a_day_are_let_be(world: World) -> None:
    old_text_and_karen_is_off(world)
    half_hours(world, 49)
    rung = len(world.phone("karen").calls())

    half_hours(world, 4)

    assert len(world.phone("karen").calls()) == rung


def test_the_same_words_twice_in_the_list_are_one_incident(world: World) -> None:
    look(world)
    lost(world)
    world.clock.advance(timedelta(seconds=2))
    lost(world)
    world.advance(minutes=1)

    look(world)

    assert sorted(one.door for one in inbound(world)) == ["duplicate", "report"]
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_a_listed_twin_of_what_the_webhook_brought_is_no_second_report(world: World) -> None:
    look(world)
    lost(world)
    world.clock.advance(timedelta(seconds=1))
    world.carrier.text(MERCHANT, REPORT)
    world.advance(minutes=1)

    look(world)

    assert sorted(one.door for one in inbound(world)) == ["duplicate", "report"]
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_the_same_words_half_a_minute_later_are_a_text_of_their_own(world: World) -> None:
    look(world)
    lost(world, "lampehuset.dk er nede igen")
    world.clock.advance(timedelta(seconds=30))
    lost(world, "lampehuset.dk er nede igen")
    world.advance(minutes=1)

    look(world)

    assert [one.door for one in inbound(world)] == ["report", "follow_up"]
    for phone in ("mette", MERCHANT):
        world.phone(phone).skips()


def test_a_text_that_cannot_be_taken_in_is_found_again(
    world: World, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    look(world)
    lost(world)
    world.advance(minutes=10)
    if kind == "postgresql":
        spoil = "ALTER TABLE incidents ADD CONSTRAINT planted CHECK (number < 1000)"
        mend = "ALTER TABLE incidents DROP CONSTRAINT planted"
    else:
        spoil = (
            "CREATE TRIGGER planted BEFORE INSERT ON incidents "
            "BEGIN SELECT RAISE(ABORT, 'planted'); END"
        )
        mend = "DROP TRIGGER planted"
    world.relay.database.write(lambda session: session.execute(text(spoil)))

    try:
        with caplog.at_level(logging.ERROR):
            reconcile(world.relay, world.gateway)
    finally:
        world.relay.database.write(lambda session: session.execute(text(mend)))
    at = world.carrier.texts.all()[0].created_at
    assert inbound(world) == []
    assert mark(world) is not None
    assert mark(world) <= at  # type: ignore[operator]
    assert "not taken in" in caplog.text

    look(world)

    assert world.incident().state is State.OPEN
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_a_carrier_that_is_away_is_asked_again_from_where_it_was_read(world: World) -> None:
    lost(world)
    world.advance(minutes=1)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    with pytest.raises(Unreachable):
        world.gateway.list()
    for _ in range(30):
        look(world)
        world.advance(minutes=1)
    assert inbound(world) == []
    world.carrier.faults.clear()

    look(world)

    assert world.incident().late
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_the_watermark_follows_the_clock_and_never_goes_back(world: World) -> None:
    began_at = world.clock.now()
    look(world)
    assert mark(world) == began_at - timedelta(minutes=5)

    world.clock.advance(timedelta(minutes=10))
    later = world.clock.now()
    look(world)
    assert mark(world) == later - timedelta(minutes=5)

    world.clock.move_to(began_at)
    look(world)
    assert mark(world) == later - timedelta(minutes=5)


def test_a_text_lost_while_the_clock_ran_ahead_is_found(world: World) -> None:
    world.clock.advance(timedelta(hours=1))
    look(world)
    world.clock.advance(-timedelta(hours=1))
    lost(world)
    world.advance(minutes=1)

    look(world)

    assert world.incident().late
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


class Listing(Between):
    """A carrier whose list is changed on its way to us."""

    def __init__(
        self, inner: Gateway, change: Callable[[Sequence[Listed]], Sequence[Listed]]
    ) -> None:
        super().__init__(inner)
        self._change = change

    def list(self, **wanted: object) -> Sequence[Listed]:
        return self._change(super().list(**wanted))


@pytest.mark.parametrize("hours", [0, 3])
def test_pictures_of_a_text_that_is_found_late_are_counted(world: World, hours: int) -> None:
    look(world)
    lost(world)
    world.advance(hours=hours, minutes=1)
    world.gateway = Listing(
        world.gateway, lambda found: [replace(one, num_media=2) for one in found]
    )

    look(world)

    assert [one.media for one in inbound(world)] == [2]
    for phone in ("mette", "karen", MERCHANT):
        world.phone(phone).skips()


def test_old_texts_of_the_crew_alone_are_logged_and_told_to_nobody(world: World) -> None:
    look(world)
    lost(world, "ok", world.phone("mette").number)
    world.advance(hours=3)

    look(world)

    assert [one.door for one in inbound(world)] == ["too_late"]
    for who in ("mette", "lars", "aisha", "karen"):
        assert world.phone(who).shown == []


@pytest.mark.parametrize("direction", ["outbound-api", "outbound-reply"])
def test_what_we_said_ourselves_is_never_taken_in(world: World, direction: str) -> None:
    look(world)
    lost(world)
    world.advance(minutes=1)
    world.gateway = Listing(
        world.gateway, lambda found: [replace(one, direction=direction) for one in found]
    )

    look(world)

    assert inbound(world) == []


def test_the_watermark_is_of_when_the_listing_began(world: World) -> None:
    look(world)

    def take_long(found: Sequence[Listed]) -> Sequence[Listed]:
        world.clock.advance(timedelta(minutes=30))  # what comes meanwhile is in none of it
        return found

    world.clock.advance(timedelta(minutes=10))
    began_at = world.clock.now()
    reconcile(world.relay, Listing(world.gateway, take_long))

    assert mark(world) == began_at - timedelta(minutes=5)


def test_half_an_emoji_keeps_no_text_out(world: World) -> None:
    look(world)
    world.advance(minutes=1)
    lost(world, "min butik er nede \ud83d", "+4522334455")
    world.advance(seconds=3)
    lost(world)
    world.advance(minutes=2)

    look(world)

    assert [row.body for row in inbound(world)] == ["min butik er nede \ufffd", REPORT]
    for phone in ("mette", "+4522334455", MERCHANT):
        assert world.phone(phone).unread
        world.phone(phone).skips()


def test_half_an_emoji_found_hours_late_is_told_of(world: World) -> None:
    look(world)
    lost(world, "min butik er nede \ud83d")
    lost(world, sender="+4522334455")
    world.advance(hours=5)

    look(world)

    assert {row.door for row in inbound(world)} == {"too_late"}
    assert len(inbound(world)) == 2
    for person in world.relay.settings.people.values():
        world.phone(person.phone).skips()
