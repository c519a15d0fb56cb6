"""The row is written first, the carrier is asked outside of any transaction, one sender each."""

from datetime import timedelta
from functools import partial
from threading import Thread

import pytest
from sqlalchemy import event, select

from relay import outbox, pager
from relay.core.delivery import DOUBT, LEASE
from relay.core.message import Channel, Kind, MessageState
from relay.emulator.faults import Fault, Trouble
from relay.parts import Work
from relay.sms.gateway import Outcome, Refused, Unknown
from relay.store import outbox as kept
from relay.store.models import Attempt
from tests.story.outgoing import Between, Killed, calm, messages, page, receipt, sent_texts
from tests.world import World


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


def test_whom_a_report_wakes_finds_its_page(world: World) -> None:
    """Woken while the report is being committed, or just then: nothing is left for a later look."""
    sender = Thread(target=outbox.deliver_one, args=[world.relay, world.gateway])
    heard: list[Work] = []

    def wake(work: Work) -> None:
        heard.append(work)
        sender.start()

    world.relay.bell.listen(wake)
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    sender.join(60)

    assert heard == [Work.MESSAGES]
    assert page(world).state is not MessageState.WAITING
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


def test_whoever_is_told_to_end_sends_nothing_more(world: World) -> None:
    world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
    world.carrier.tick()
    answers = iter([False, True])

    for is_told in (False, True):
        assert (
            outbox.deliver(world.relay, world.gateway, is_told=is_told, stopping=lambda: True) == 0
        )
    assert sent_texts(world) == []

    assert outbox.deliver(world.relay, world.gateway, stopping=lambda: next(answers)) == 1
    assert len(sent_texts(world)) == 1
    world.advance(seconds=5)
    calm(world)


@pytest.mark.parametrize("channel", [Channel.BACKUP, Channel.OTHER])
def test_what_has_no_second_path_to_go_by_is_not_sent(world: World, channel: Channel) -> None:
    draft = kept.Draft(Kind.NOTICE, world.phone("karen").number, "news", channel, person="karen")
    world.relay.database.write(partial(kept.put, draft=draft, now=world.clock.now()))

    assert outbox.deliver(world.relay, world.gateway, lambda: None) == 1

    (notice,) = messages(world, Kind.NOTICE)
    assert notice.state is MessageState.WAITING
    assert "no second path" in (notice.error or "")
    world.advance(minutes=3)
    assert messages(world, Kind.NOTICE)[0].state is MessageState.FAILED
