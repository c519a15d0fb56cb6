"""What the carrier does wrong, and what the phones and the log show all the same."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from relay import second_path
from relay.core.incident import Happened
from relay.core.message import Channel, Kind, MessageState
from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Outcome, Refused, Sent
from relay.store import events, outbox
from relay.store.models import Attempt, Message
from relay.store.outbox import Draft
from tests.story.outgoing import calm
from tests.world import World


def messages(world: World) -> Sequence[Message]:
    return world.relay.database.read(
        lambda session: session.scalars(select(Message).order_by(Message.id)).all()
    )


def test_a_page_that_waited_is_not_sent_once_somebody_has_it(world: World) -> None:
    lars = world.phone("lars")
    world.report()
    world.advance(minutes=5, seconds=50)
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=lars.number, code=20429, status=429))
    world.advance(seconds=12)
    world.phone("mette").skips()
    world.merchant.skips()

    world.phone("mette").replies(world.phone("mette").code())
    world.carrier.faults.clear()
    world.advance(minutes=5)

    lars.expects("taget af Mette Holm")
    assert lars.unread == []
    world.phone("mette").skips()
    world.merchant.skips()
    assert MessageState.DROPPED in {one.state for one in messages(world)}


def test_a_page_that_waited_is_replaced_by_its_reminder(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=20429, status=429))
    world.report()
    world.merchant.skips()
    world.advance(minutes=2)
    world.carrier.faults.clear()

    world.advance(minutes=1)

    mette.expects("Påmindelse 1, 2 min: 1001 lampehuset dk")
    assert mette.unread == []
    world.phone("lars").expects("1001 lampehuset dk")  # neither text nor call was taken


@pytest.mark.parametrize(
    "trouble", [Trouble.CALLBACKS_REVERSED, Trouble.CALLBACKS_TWICE, Trouble.CALLBACKS_LATE]
)
def test_statuses_in_any_order_end_as_delivered(world: World, trouble: Trouble) -> None:
    world.carrier.faults.add(Fault(trouble, seconds=20))
    world.report()
    world.advance(seconds=45)

    texts = [one for one in messages(world) if one.kind in (Kind.PAGE, Kind.RECEIPT)]
    assert len(texts) >= 2
    assert {one.state for one in texts} == {MessageState.DELIVERED}
    world.merchant.skips()
    world.phone("mette").skips()


def test_a_failure_told_after_the_arrival_changes_nothing(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.expects("1001 lampehuset dk")
    world.advance(seconds=10)
    page = next(one for one in messages(world) if one.kind is Kind.PAGE)
    assert page.state is MessageState.DELIVERED
    tried = world.relay.database.read(
        lambda session: session.scalars(select(Attempt).where(Attempt.message_id == page.id)).one()
    )

    told = {"MessageSid": str(tried.sid), "MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert world.signed(f"/twilio/sms/status?a={tried.id}", told) == 204
    world.settle()

    page = next(one for one in messages(world) if one.kind is Kind.PAGE)
    assert (page.state, page.status, page.error_code) == (MessageState.DELIVERED, "delivered", None)
    assert not mette.calls()
    world.merchant.skips()


def test_an_answer_that_was_lost_is_explained_by_the_status(world: World) -> None:
    """The page was taken: its status says so before the doubt is over, and it is not sent twice."""
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, phone=mette.number, how=Loss.RESET))
    world.report()
    world.merchant.skips()
    world.advance(seconds=50)

    assert len(mette.shown) == 1
    page = next(one for one in messages(world) if one.kind is Kind.PAGE)
    assert page.state is MessageState.DELIVERED
    mette.skips()


class Unhurried:
    """A carrier that asks once, for one phone, to be left alone for two days."""

    def __init__(self, gateway: Any, phone: str) -> None:
        self._gateway, self._phones = gateway, [phone]

    def send(self, to: str, *args: Any, **named: Any) -> Outcome:
        if to in self._phones:
            self._phones.remove(to)
            return Refused(20429, "too many requests", timedelta(days=2))
        return cast(Outcome, self._gateway.send(to, *args, **named))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)


def test_a_merchant_waits_five_minutes_at_most_for_what_the_carrier_wishes(world: World) -> None:
    world.gateway = cast(Any, Unhurried(world.gateway, world.merchant.number))
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(minutes=4)
    assert world.merchant.shown == []

    world.advance(minutes=2)

    world.merchant.expects("Sag 1001")
    world.merchant.expects("Mette")
    mette.skips()
    world.merchant.skips()


class Wordy:
    """A carrier that takes each text and calls that by another word."""

    def __init__(self, gateway: Any, word: str) -> None:
        self._gateway, self._word = gateway, word

    def send(self, *args: Any, **named: Any) -> Sent:
        return Sent(self._gateway.send(*args, **named).sid, self._word)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)


@pytest.mark.parametrize("word", ["partially_delivered", "QUEUED", ""])
def test_a_text_that_was_taken_under_a_word_nobody_knows_is_sent_once(
    world: World, word: str
) -> None:
    world.gateway = cast(Any, Wordy(world.gateway, word))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    page = next(one for one in messages(world) if one.kind is Kind.PAGE)
    assert page.state is MessageState.SENT

    world.advance(seconds=100)

    assert len(world.phone("mette").shown) == 1
    assert len(world.merchant.shown) == 1
    page = next(one for one in messages(world) if one.kind is Kind.PAGE)
    assert page.state is MessageState.DELIVERED  # it was asked for
    world.phone("mette").skips()
    world.merchant.skips()


def test_a_number_that_cannot_be_texted_is_rung_at_once(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=21610, times=1))
    world.report()
    world.merchant.skips()

    world.advance(seconds=5)

    assert "Sag 1 0 0 1" in mette.picks_up()
    assert "failed" in world.happened()


def test_an_outage_of_the_carrier_loses_nothing(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.report()
    world.advance(minutes=1)
    assert world.merchant.shown == []

    world.carrier.faults.clear()
    world.advance(minutes=1)

    world.phone("mette").expects("1001 lampehuset dk")
    world.merchant.expects("Sag 1001")
    world.phone("mette").skips()


def two_are_paged_and_the_carrier_falls_silent(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=30)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    for who in ("mette", "lars"):
        world.phone(who).skips()
    world.merchant.skips()


def test_news_that_is_not_true_any_more_is_not_sent_after_an_outage(world: World) -> None:
    mette, lars = world.phone("mette"), world.phone("lars")
    two_are_paged_and_the_carrier_falls_silent(world)
    mette.replies(mette.code())
    world.advance(minutes=1)
    mette.replies(f"{mette.code()} videre")
    world.advance(minutes=1)
    lars.replies(lars.code())
    world.advance(minutes=6)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    world.merchant.expects("Lars Friis har nu din sag 1001")
    mette.expects("taget af Lars Friis")
    lars.expects("Du har 1001 lampehuset dk")
    assert [world.merchant.unread, mette.unread, lars.unread] == [[], [], []]
    for who in ("aisha", "karen"):
        world.phone(who).skips()


@pytest.mark.parametrize("word", ["", " ringet"])
def test_a_merchant_gets_the_latest_news_alone_after_a_short_outage(
    world: World, word: str
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code}{word}")
    world.merchant.skips()
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    for answer in ("videre", "fortryd", "løst"):
        mette.replies(f"{code} {answer}")
        world.advance(seconds=20)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    world.merchant.expects("Sag 1001 er løst")
    assert world.merchant.unread == []
    for who in ("mette", "lars"):
        world.phone(who).skips()


def test_whoever_else_is_paged_gets_the_latest_news_alone_too(world: World) -> None:
    mette, lars = world.phone("mette"), world.phone("lars")
    two_are_paged_and_the_carrier_falls_silent(world)
    for answer in ("", "fortryd", ""):
        mette.replies(f"{mette.code()} {answer}")
        world.advance(seconds=15)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    lars.expects("1001 lampehuset dk er taget af Mette Holm")
    assert lars.unread == []
    for phone in (world.merchant, mette):
        phone.skips()


def test_a_merchant_who_says_that_it_is_down_is_not_told_later_that_it_was_closed(
    world: World,
) -> None:
    world.report()
    mette = world.phone("mette")
    world.merchant.skips()
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette.replies(f"{mette.code()} løst")
    world.merchant.texts("Den er stadig nede")
    world.advance(seconds=30)

    world.carrier.faults.clear()
    world.advance(minutes=1)

    texts = world.merchant.unread
    assert not [body for body in texts if "er løst" in body]
    assert [body for body in texts if "åbnet igen" in body or "åben igen" in body]
    world.merchant.skips()
    for who in ("mette", "lars"):
        world.phone(who).skips()


def test_news_that_is_still_true_is_sent_however_late(world: World) -> None:
    mette, lars = world.phone("mette"), world.phone("lars")
    two_are_paged_and_the_carrier_falls_silent(world)

    def text_all(session: Session) -> None:
        one, now = world.incident().id, world.clock.now()
        events.note(session, one, Happened.BROADCAST, now)
        draft = Draft(Kind.UPDATE, world.merchant.number, "Sag 1001: Prøv igen", incident_id=one)
        outbox.put(session, draft, now)

    world.relay.database.write(text_all)
    world.advance(minutes=1)
    mette.replies(mette.code())
    mette.replies(f"{mette.code()} ringet")
    world.advance(minutes=6)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    world.merchant.expects("Prøv igen")  # somebody's own words, whatever has happened since
    world.merchant.expects("Mette Holm har nu din sag 1001")
    lars.expects("taget af Mette Holm")
    assert [world.merchant.unread, lars.unread] == [[], []]
    mette.skips()


def test_who_has_it_is_told_after_an_outage_also_when_a_closing_was_taken_back(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    lars.skips()
    fault = Fault(Trouble.OUTAGE)
    world.carrier.faults.add(fault)
    for words in (code, f"{code} løst", f"{code} fortryd"):
        mette.replies(words)
        world.advance(minutes=1)
    world.advance(minutes=10)
    assert "undone" in world.happened()

    world.carrier.faults.clear()
    world.advance(minutes=4)

    lars.expects("1001 lampehuset dk er taget af Mette Holm")
    mette.skips()
    world.merchant.skips()
    world.phone("karen").skips()


def fall_silent(world: World, **span: float) -> None:
    """A report comes in an outage, which goes on for a while."""
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.report()
    world.advance(**span)


def left_at(world: World, phone: str) -> datetime:
    """When the first text to a phone, or the first call, left."""
    texts = [one.created_at for one in world.carrier.texts.all() if one.to == phone]
    return min([*texts, *(one.created_at for one in world.phone(phone).calls())])


@pytest.mark.parametrize(("minutes", "seconds"), [(3, 0), (7, 15), (12, 40)])
def test_after_an_outage_the_page_leaves_with_the_receipt(
    world: World, minutes: int, seconds: int
) -> None:
    mette = world.phone("mette").number
    fall_silent(world, minutes=minutes, seconds=seconds)

    world.carrier.faults.clear()
    world.advance(minutes=2)

    assert world.merchant.unread[0].startswith("Vi har modtaget din besked")
    paged_at, told_at = left_at(world, mette), left_at(world, world.merchant.number)
    assert paged_at - told_at <= timedelta(seconds=2)
    calm(world)


@pytest.mark.parametrize("form", [Kind.PAGE, Kind.BUNDLE])
@pytest.mark.parametrize("channel", [Channel.SMS, Channel.VOICE])
def test_pages_are_due_at_once_when_something_gets_through(
    world: World, form: Kind, channel: Channel
) -> None:
    fall_silent(world, minutes=3)
    waiting = [one for one in messages(world) if one.kind is Kind.PAGE and one.tries > 0]
    one = next(one for one in reversed(waiting) if one.channel is Channel.SMS)
    later = world.clock.now() + timedelta(minutes=5)

    def let_wait(session: Session) -> None:
        changed = update(Message).where(Message.id == one.id)
        session.execute(changed.values(due_at=later, kind=form, channel=channel))

    def hear(session: Session) -> datetime:
        second_path.carrier_works(session, world.relay, world.clock.now())
        session.flush()
        return session.get_one(Message, one.id, populate_existing=True).due_at

    world.relay.database.write(let_wait)

    assert world.relay.database.write(hear) == world.clock.now()
    calm(world)


def test_what_is_not_to_be_hurried_keeps_its_time_after_an_outage(world: World) -> None:
    """A receipt; and what no carrier was offered yet, for it is put off from the start."""
    fall_silent(world, minutes=3)
    later = world.clock.now() + timedelta(minutes=5)

    def put_off(session: Session) -> int:
        draft = Draft(Kind.PAGE, world.merchant.number, "later")
        session.execute(update(Message).where(Message.kind == Kind.RECEIPT).values(due_at=later))
        return outbox.put(session, draft, world.clock.now(), due_at=later)

    world.relay.database.write(put_off)
    world.relay.database.write(
        lambda session: second_path.carrier_works(session, world.relay, world.clock.now())
    )

    kept = [one for one in messages(world) if one.due_at == later]
    assert {one.kind for one in kept} == {Kind.RECEIPT, Kind.PAGE}
    calm(world)
