"""From the row to the phone: lost answers, lost callbacks, dying senders, and what follows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from relay import outbox, pager
from relay.core.delivery import DOUBT, LEASE, STILL
from relay.core.message import Channel, Kind, MessageState
from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from relay.emulator.records import Direction, Text
from relay.parts import Work
from relay.sms.gateway import Account, Gateway, Outcome, Refused, Unknown
from relay.sms.gateway import Message as Listed
from relay.store import outbox as kept
from relay.store.models import Attempt, Message
from relay.store.outbox import Draft
from tests.story.test_at_once import at_once
from tests.world import World


class Between:
    """The emulator's gateway, with something that happens around each text or call."""

    def __init__(
        self,
        inner: Gateway,
        *,
        before: Callable[[], None] = lambda: None,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        self._inner = inner
        self._before = before
        self._after = after

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        self._before()
        outcome = self._inner.send(to, body, attempt=attempt, valid_for=valid_for, traced=traced)
        self._after()
        return outcome

    def call(self, to: str, *, attempt: str, traced: bool = True) -> Outcome:
        self._before()
        outcome = self._inner.call(to, attempt=attempt, traced=traced)
        self._after()
        return outcome

    def fetch(self, sid: str) -> Listed | None:
        return self._inner.fetch(sid)

    def list(self, **wanted: object) -> Sequence[Listed]:
        return self._inner.list(**wanted)  # type: ignore[arg-type]

    def redact(self, sid: str) -> None:
        self._inner.redact(sid)

    def account(self) -> Account:
        return self._inner.account()


class Killed(BaseException):
    """The process ends here."""


def messages(world: World, kind: Kind | None = None) -> Sequence[Message]:
    found = select(Message).order_by(Message.id)
    if kind is not None:
        found = found.where(Message.kind == kind)
    return world.relay.database.read(lambda session: session.scalars(found).all())


def page(world: World) -> Message:
    return messages(world, Kind.PAGE)[0]


def receipt(world: World) -> Message:
    return messages(world, Kind.RECEIPT)[0]


def calm(world: World) -> None:
    """Whatever the phones show by now has been seen."""
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()
    world.merchant.skips()


# ---- the row, the lease, the transaction ---------------------------------------------------


def test_the_row_is_there_and_no_transaction_open_while_the_carrier_is_spoken_to(
    world: World,
) -> None:
    seen: list[tuple[MessageState, bool]] = []

    def look() -> None:
        one = page(world)
        now = world.clock.now()

        def write(session: object) -> bool:
            return one.due_at == now + LEASE

        # A second writer would wait for ever for an open transaction's end.
        is_leased = world.relay.database.write(write, wait=timedelta(seconds=1))
        seen.append((one.state, is_leased))

    world.gateway = Between(world.gateway, before=look)
    world.report()

    assert seen[0] == (MessageState.SENDING, True)
    calm(world)


def test_a_status_that_overtakes_our_own_writing_is_not_lost(world: World) -> None:
    """Delivered is told while the answer to the request is still on its way to us."""

    def delivered_meanwhile() -> None:
        for _ in range(3):
            world.clock.advance(timedelta(seconds=3))
            world.carrier.tick()

    world.gateway = Between(world.gateway, after=delivered_meanwhile)
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()

    outbox.deliver_one(world.relay, world.gateway)

    assert page(world).state is MessageState.DELIVERED
    assert page(world).tries == 1
    calm(world)


def test_the_carriers_word_wakes_the_worker_only_when_something_follows_from_it(
    world: World,
) -> None:
    heard: list[Work] = []
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    world.relay.bell.listen(heard.append)

    def is_told() -> list[Work]:
        heard.clear()
        for _ in range(3):
            world.clock.advance(timedelta(seconds=3))
            world.carrier.tick()
        return list(heard)

    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, times=1))
    outbox.deliver_one(world.relay, world.gateway)
    assert is_told() == [Work.STEPS | Work.MESSAGES]

    outbox.deliver_one(world.relay, world.gateway)
    assert is_told() == []
    assert receipt(world).state is MessageState.DELIVERED

    world.gateway = Between(world.gateway, after=is_told)
    pager.escalate(world.relay)
    outbox.deliver_one(world.relay, world.gateway)
    assert heard == [Work.MESSAGES]  # by a word that overtook our own: it keeps nothing up now
    calm(world)


def test_a_word_that_says_once_more_that_it_is_on_its_way_costs_no_commit(world: World) -> None:
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    outbox.deliver_one(world.relay, world.gateway)
    tried = world.relay.database.read(lambda session: session.scalars(select(Attempt)).one())
    commits: list[object] = []

    def note(connection: object) -> None:
        commits.append(connection)

    def cost(word: str) -> int:
        commits.clear()
        form = {"MessageSid": tried.sid or "", "MessageStatus": word}
        assert world.signed(f"/twilio/sms/status?a={tried.id}", form) == 204
        return len(commits)

    engine = world.relay.database.engine
    event.listen(engine, "commit", note)
    costs = [cost(word) for word in ("queued", "sending", "sent", "delivered", "sent")]
    event.remove(engine, "commit", note)

    assert costs == [0, 0, 0, 1, 0]
    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_a_status_explains_an_answer_that_was_lost_before_we_know_of_it(world: World) -> None:
    good = world.gateway

    class Lost(Between):
        def send(
            self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
        ) -> Outcome:
            good.send(to, body, attempt=attempt, valid_for=valid_for, traced=traced)
            for _ in range(3):
                world.clock.advance(timedelta(seconds=3))
                world.carrier.tick()
            return Unknown("no answer in time")

    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    outbox.deliver_one(world.relay, Lost(good))

    assert page(world).state is MessageState.DELIVERED
    tried = world.relay.database.read(lambda session: session.scalars(select(Attempt)).one())
    assert tried.sid  # by which the carrier could be asked
    calm(world)


def test_a_failure_that_overtakes_our_own_writing_is_acted_on(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, times=1))

    def failed_meanwhile() -> None:
        for _ in range(3):
            world.clock.advance(timedelta(seconds=1))
            world.carrier.tick()

    world.gateway = Between(world.gateway, after=failed_meanwhile)
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    outbox.deliver_one(world.relay, world.gateway)

    assert page(world).state is MessageState.UNDELIVERED
    world.settle()
    assert mette.calls()
    calm(world)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sender_that_dies_is_followed_by_another(world: World, when: str) -> None:
    """Before the carrier had it, it is sent again; after, it is found there and sent once."""
    mette = world.phone("mette")
    good = world.gateway

    def die() -> None:
        raise Killed

    world.gateway = Between(good, **{when: die})  # type: ignore[arg-type]
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    with pytest.raises(Killed):
        outbox.deliver_one(world.relay, world.gateway)
    assert page(world).state is MessageState.SENDING

    world.gateway = good
    world.advance(seconds=LEASE.total_seconds() - 1)
    assert len(mette.shown) == (when == "after")
    world.advance(seconds=10)

    assert len(mette.shown) == 1
    calm(world)


def test_an_answer_that_comes_after_the_lease_changes_nothing(world: World) -> None:
    """Another sender has had the page since, and sent it."""
    mette, good = world.phone("mette"), world.gateway

    class Late(Between):
        def send(self, *args: object, **named: object) -> Outcome:
            world.clock.advance(LEASE + timedelta(seconds=1))
            outbox.deliver_one(world.relay, good)
            return Refused(20429, "too late")

    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    outbox.deliver_one(world.relay, Late(good))

    assert page(world).state is MessageState.SENT
    world.advance(seconds=10)
    mette.expects("1001 lampehuset dk")
    calm(world)


def test_a_refusal_after_the_lease_ends_no_doubt_of_another_sender(world: World) -> None:
    good = world.gateway

    class Silent(Between):
        def send(self, *_: object, **__: object) -> Outcome:
            return Unknown("no answer in time")

    class Late(Between):
        def send(self, *_: object, **__: object) -> Outcome:
            world.clock.advance(LEASE + timedelta(seconds=1))
            outbox.deliver_one(world.relay, Silent(good))
            return Refused(20429, "too late")

    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    outbox.deliver_one(world.relay, Late(good))

    assert page(world).state is MessageState.UNKNOWN
    assert page(world).due_at == world.clock.now() + DOUBT
    calm(world)


def test_a_page_is_good_until_its_reminder_and_a_receipt_for_hours(world: World) -> None:
    spans: dict[str, timedelta] = {}

    class Noting(Between):
        def send(
            self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
        ) -> Outcome:
            spans[to] = valid_for
            return super().send(to, body, attempt=attempt, valid_for=valid_for, traced=traced)

    world.gateway = Noting(world.gateway)
    world.report()

    assert spans[world.phone("mette").number] == world.relay.settings.ladder.reminder_gap
    assert spans[world.merchant.number] == timedelta(hours=4)
    calm(world)


# ---- doubt ---------------------------------------------------------------------------------


def test_a_lost_answer_is_explained_by_the_list_when_no_status_comes(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, phone=mette.number, how=Loss.HANG, times=1))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    assert page(world).state is MessageState.UNKNOWN

    world.advance(seconds=DOUBT.total_seconds() + 5)

    assert len(mette.shown) == 1
    assert page(world).state in (MessageState.SENT, MessageState.DELIVERED)
    calm(world)


class Behind(Between):
    """A carrier whose clock is behind ours."""

    def __init__(self, inner: Gateway, span: timedelta) -> None:
        super().__init__(inner)
        self._span = span

    def list(self, *, since: datetime | None = None, **wanted: object) -> Sequence[Listed]:
        found = [
            replace(one, created_at=one.created_at - self._span) for one in super().list(**wanted)
        ]
        return [one for one in found if since is None or one.created_at >= since]


@pytest.mark.parametrize("seconds", [3, 55])
def test_a_lost_answer_is_found_though_the_carriers_clock_is_behind(
    world: World, seconds: int
) -> None:
    world.gateway = Behind(world.gateway, timedelta(seconds=seconds))
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, how=Loss.HANG))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()

    world.advance(seconds=DOUBT.total_seconds() + 15)

    assert len(world.phone("mette").shown) == 1
    assert len(world.merchant.shown) == 1
    calm(world)


def test_a_message_the_carrier_does_not_have_is_sent_again(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.DROP, phone=mette.number, how=Loss.RESET, times=1))
    world.report()
    assert mette.shown == []

    world.advance(seconds=DOUBT.total_seconds() + 5)

    mette.expects("1001 lampehuset dk")
    calm(world)


def test_another_text_of_the_same_words_is_not_taken_for_the_lost_one(world: World) -> None:
    draft, now = Draft(Kind.RECEIPT, world.merchant.number, "Sag 1001."), world.clock.now()
    for _ in range(2):
        world.relay.database.write(lambda session: kept.put(session, draft, now))
    world.carrier.faults.add(Fault(Trouble.DROP, times=1))

    world.advance(seconds=DOUBT.total_seconds() + 10)

    assert world.merchant.unread == ["Sag 1001."] * 2
    calm(world)


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (Trouble.LOSE_ANSWER, MessageState.DELIVERED),
        (Trouble.DROP, MessageState.DROPPED),
    ],
)
def test_a_page_in_doubt_that_nobody_needs_is_looked_up_and_never_sent(
    world: World, trouble: Trouble, state: MessageState
) -> None:
    """The log says of a page on the handset that it was sent, also when it was answered first."""
    mette, lars = world.phone("mette"), world.phone("lars")
    world.report()
    world.advance(minutes=5, seconds=50)
    world.carrier.faults.add(Fault(trouble, phone=lars.number, times=1))
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER, phone=lars.number))
    world.advance(seconds=12)
    mette.replies(mette.code())
    world.carrier.faults.add(Fault(Trouble.OUTAGE, times=3))

    world.advance(minutes=5)

    pages = [one for one in lars.shown if "= jeg tager den" in one.body]
    assert len(pages) == (trouble is Trouble.LOSE_ANSWER)
    assert [one.state for one in messages(world, Kind.PAGE) if one.person == "lars"] == [state]
    calm(world)


def test_a_text_found_by_the_list_still_fails_by_its_own_status(world: World) -> None:
    """Its callbacks bear the id of the attempt whose answer was lost."""
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.LOSE_ANSWER, phone=mette.number, times=1))
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=mette.number, seconds=50, times=1))
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, times=1))
    world.report()

    world.advance(seconds=60)

    assert page(world).state is MessageState.UNDELIVERED
    assert mette.calls()
    calm(world)


def test_news_in_doubt_for_too_long_is_let_be(world: World) -> None:
    world.report()
    world.advance(seconds=10)
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    mette.replies(f"{mette.code()} ringet")

    world.advance(minutes=100)

    stale = [one for one in messages(world) if one.kind in (Kind.REPLY, Kind.UPDATE)]
    assert {one.state for one in stale} == {MessageState.FAILED}
    calm(world)


# ---- what failed on its way ----------------------------------------------------------------


def test_a_receipt_that_did_not_arrive_is_sent_again(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30003, times=2)
    )
    world.report()
    world.advance(seconds=10)
    assert receipt(world).state is MessageState.WAITING
    assert receipt(world).error_code == 30003

    world.advance(minutes=7)

    assert world.merchant.expects("Sag 1001")
    assert receipt(world).state is MessageState.DELIVERED
    assert receipt(world).tries == 3
    calm(world)


def test_a_receipt_that_is_sent_again_is_sent_once_more_and_not_without_end(world: World) -> None:
    """What was said of the first copy does not hide what becomes of the second."""
    number = world.merchant.number
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30003, times=1))
    world.report()
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=number, seconds=100, times=1))

    world.advance(minutes=4)

    copies = [one for one in world.carrier.texts.all() if one.body == receipt(world).body]
    assert [one.status for one in copies] == ["undelivered", "delivered"]
    assert receipt(world).tries == 2
    calm(world)


def test_a_receipt_to_a_number_not_in_use_is_not_repeated(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30005, times=1)
    )
    world.report()
    world.advance(minutes=10)

    assert receipt(world).state is MessageState.UNDELIVERED
    assert receipt(world).tries == 1
    assert "failed" in world.happened()
    calm(world)


def test_a_page_that_expired_at_the_carrier_is_sent_again_at_once(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30036, times=1))
    world.report()

    world.advance(seconds=10)

    mette.expects("1001 lampehuset dk")
    assert mette.calls() == []  # nothing was wrong with the phone
    assert page(world).state is MessageState.DELIVERED
    calm(world)


def attempts(world: World, message: Message) -> Sequence[Attempt]:
    found = select(Attempt).where(Attempt.message_id == message.id).order_by(Attempt.started_at)
    return world.relay.database.read(lambda session: session.scalars(found).all())


def test_that_an_earlier_copy_failed_says_nothing_of_a_later_one(world: World) -> None:
    """The page was taken, the answer lost, the list out of reach: so it was sent twice."""
    mette = world.phone("mette")
    for fault in (
        Fault(Trouble.LOSE_ANSWER, phone=mette.number, times=1),
        Fault(Trouble.STUCK, phone=mette.number, seconds=40, times=2),
        Fault(Trouble.UNDELIVERED, phone=mette.number, times=1),
    ):
        world.carrier.faults.add(fault)
    world.report()
    world.advance(seconds=10)
    world.carrier.faults.add(Fault(Trouble.OUTAGE, times=1))

    world.advance(seconds=40)
    assert [one.status for one in attempts(world, page(world))] == ["undelivered", "queued"]
    assert page(world).state is MessageState.SENT
    assert mette.calls() == []
    world.advance(seconds=30)

    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_a_late_word_on_an_earlier_copy_ends_no_doubt_about_the_last(world: World) -> None:
    """Else that copy's failure would be ignored as an earlier one's, and none sent again."""
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.report()
    while len(attempts(world, page(world))) < 2:
        world.advance(seconds=1)
    first, last = attempts(world, page(world))
    assert (last.outcome, page(world).state) == ("unknown", MessageState.UNKNOWN)

    for status in ("sent", "undelivered"):
        form = {"MessageSid": "SM" + "5" * 32, "MessageStatus": status}
        assert world.signed(f"/twilio/sms/status?a={first.id}", form) == 204
        assert page(world).state is MessageState.UNKNOWN
    world.carrier.faults.clear()
    world.advance(minutes=1)

    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_that_an_earlier_copy_arrived_is_good_news_all_the_same(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30003, times=1)
    )
    world.report()
    world.advance(seconds=10)
    (first,) = attempts(world, receipt(world))

    form = {"MessageSid": str(first.sid), "MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert world.signed(f"/twilio/sms/status?a={first.id}", form) == 204
    assert receipt(world).state is MessageState.WAITING
    form = {"MessageSid": str(first.sid), "MessageStatus": "delivered"}
    assert world.signed(f"/twilio/sms/status?a={first.id}", form) == 204

    assert receipt(world).state is MessageState.DELIVERED
    world.advance(minutes=3)
    assert receipt(world).tries == 1  # it is not sent again
    calm(world)


def test_a_callback_the_carrier_does_not_like_is_left_out(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=21609, times=1))
    world.report()

    world.advance(seconds=10)
    mette.expects("1001 lampehuset dk")
    (text,) = [one for one in world.carrier.texts.all() if one.to == mette.number]
    assert text.status_callback == ""
    world.advance(seconds=STILL.total_seconds())

    assert page(world).state is MessageState.DELIVERED  # it was asked for
    calm(world)


# ---- callbacks that never come ---------------------------------------------------------------


def test_a_status_nobody_told_is_asked_for(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    world.advance(seconds=50)
    assert page(world).state is MessageState.SENT

    world.advance(seconds=20)

    assert page(world).state is MessageState.DELIVERED
    assert receipt(world).state is MessageState.DELIVERED
    assert page(world).ask_at is None
    calm(world)


def test_a_failure_nobody_told_is_asked_for_and_acted_on(world: World) -> None:
    """Its code decides as a callback's would: a receipt is sent again."""
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, times=2, code=30003))
    world.report()

    world.advance(seconds=70)

    assert page(world).state is MessageState.UNDELIVERED
    assert "failed" in world.happened()
    assert receipt(world).state is MessageState.WAITING
    assert world.phone("mette").calls()
    calm(world)


def test_a_call_nobody_told_of_is_asked_for(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.report()
    world.advance(minutes=3, seconds=50)
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.advance(minutes=2)

    calls = [one for one in messages(world) if one.channel is Channel.VOICE]
    assert calls[0].state is MessageState.UNDELIVERED
    assert calls[0].status == "no-answer"
    told = [one for one in caplog.records if one.getMessage().endswith("failed: no-answer")]
    assert {one.levelname for one in told} == {"WARNING"}
    calm(world)


def test_a_text_the_carrier_knows_nothing_of_counts_as_not_delivered(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    world.advance(seconds=20)
    (text,) = [one for one in world.carrier.texts.all() if one.to == mette.number]
    mette.skips()
    world.carrier.texts.delete(text.sid)

    world.advance(seconds=50)

    assert page(world).state is MessageState.UNDELIVERED
    assert mette.calls()
    mette._read = 0
    calm(world)


def test_a_carrier_that_cannot_be_asked_is_asked_later(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.report()
    world.advance(seconds=50)
    world.carrier.faults.add(Fault(Trouble.OUTAGE, times=2))

    world.advance(minutes=4)

    assert page(world).state is MessageState.DELIVERED
    calm(world)


def sent_texts(world: World) -> list[Text]:
    return [text for text in world.carrier.texts.all() if text.direction is Direction.API]


class Counting(Between):
    """A gateway that keeps what it was asked about."""

    def __init__(self, inner: Gateway) -> None:
        super().__init__(inner)
        self.asked: list[str] = []

    def fetch(self, sid: str) -> Listed | None:
        self.asked.append(sid)
        return super().fetch(sid)


def test_what_has_an_end_is_not_asked_for(world: World) -> None:
    world.gateway = carrier = Counting(world.gateway)
    world.report()
    world.advance(minutes=3)

    assert carrier.asked == []
    calm(world)


def test_each_message_is_asked_for_once_however_many_workers_ask(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    for number in range(2):  # fewer than a storm
        world.carrier.text(f"+45203040{number:02}", f"butik{number}.dk er nede")
    for _ in range(8):
        world.carrier.tick()
        outbox.deliver(world.relay, world.gateway)
        world.clock.advance(timedelta(seconds=1))
    world.clock.advance(STILL)
    carrier = Counting(world.gateway)

    at_once(*[lambda: outbox.ask(world.relay, carrier)] * 4)

    assert sorted(carrier.asked) == sorted(text.sid for text in sent_texts(world))
    assert len(carrier.asked) == 4
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def test_a_status_that_does_not_move_is_asked_for_less_and_less_often(world: World) -> None:
    world.gateway = carrier = Counting(world.gateway)
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=world.merchant.number, seconds=13_000))
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")

    world.advance(hours=3)

    assert 5 <= len(carrier.asked) <= 24
    world.carrier.faults.clear()
    world.advance(hours=1)
    calm(world)


def test_a_doubt_is_written_as_one(world: World) -> None:
    class Silent(Between):
        def send(self, *_: object, **__: object) -> Outcome:
            return Unknown("no answer in time")

    world.gateway = Silent(world.gateway)
    world.report()

    assert page(world).state is MessageState.UNKNOWN
    assert page(world).error == "no answer in time"
    calm(world)
