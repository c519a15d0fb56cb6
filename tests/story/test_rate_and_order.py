"""How fast messages leave, and in which order, however many workers there are."""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from relay import outbox
from relay.clock import SystemClock
from relay.core.incident import State
from relay.core.message import Channel, Kind, MessageState
from relay.emulator.faults import Fault, Trouble
from relay.outbox import deliver_one
from relay.parts import Bell, Relay
from relay.sms.gateway import Outcome, Sent
from relay.store import claims as queue
from relay.store import incidents
from relay.store import outbox as kept
from relay.store.db import Database
from relay.store.models import Attempt, Message
from relay.store.outbox import Draft
from relay.worker import SENDERS, Worker
from tests.story.outgoing import Between, calm, receipt
from tests.story.test_at_once import at_once
from tests.world import World

MakeWorld = Callable[..., World]
PHONE = "+4520304050"
PATIENCE = 30  # seconds


def write(world: World, *kinds: Kind, phone: str = PHONE) -> None:
    """Write messages that belong to no incident; they may leave at once."""

    def put(session: Session) -> None:
        for number, kind in enumerate(kinds):
            draft = Draft(kind, phone, f"{kind} {number}")
            kept.put(session, draft, world.clock.now())

    world.relay.database.write(put)


def sent(world: World) -> list[str]:
    """The words of what has left, in its order."""
    return [text.body for text in world.carrier.texts.all() if text.direction == "outbound-api"]


def test_the_rate_holds_across_all_workers(make_world: MakeWorld) -> None:
    """Four workers, each with its own connections, look for work every 50 ms."""
    world = make_world({"messages_per_second: 1 ": "messages_per_second: 4 "})
    write(world, *[Kind.RECEIPT] * 12)
    url = world.relay.database.url.render_as_string(hide_password=False)
    workers = [
        Relay(
            world.relay.live,
            world.clock,
            Database(url),
            Bell(),
            world.relay.webshops,
            world.relay.chance,
        )
        for _ in range(4)
    ]

    for _ in range(4 * 1000 // 50):
        at_once(*[lambda one=one: outbox.deliver(one, world.gateway) for one in workers])
        world.clock.advance(timedelta(milliseconds=50))

    for one in workers:
        one.database.dispose()
    times = [one.created_at for one in world.carrier.texts.all()]
    assert len(times) == 12
    assert all(later - earlier >= timedelta(seconds=1 / 4) for earlier, later in pairwise(times))
    world.merchant.skips()


def test_the_last_message_of_a_slow_run_has_its_whole_lease_too(world: World) -> None:
    """The clock is read for each message; read once, other workers would take the last ones too."""
    write(world, *[Kind.RECEIPT] * 6)
    slow = Between(world.gateway, before=lambda: world.clock.advance(timedelta(seconds=5)))

    outbox.deliver(world.relay, slow)

    tries = select(Attempt.started_at).order_by(Attempt.started_at)
    times = world.relay.database.read(lambda session: session.scalars(tries).all())
    assert [later - earlier for earlier, later in pairwise(times)] == [timedelta(seconds=5)] * 5
    calm(world)


def test_no_sender_takes_the_lock_for_what_another_sees_to(make_world: MakeWorld) -> None:
    world = make_world({"messages_per_second: 1 ": "messages_per_second: 9999 "})
    write(world, Kind.NOTICE, Kind.RECEIPT)
    writes: list[object] = []

    def note(connection: object) -> None:
        writes.append(connection)

    def another() -> bool:
        world.clock.advance(timedelta(seconds=1))
        outbox.deliver(world.relay, world.gateway, is_told=True)
        return True

    engine = world.relay.database.engine
    event.listen(engine, "commit", note)
    tried = outbox.deliver(world.relay, world.gateway, is_told=True, another=another)
    event.remove(engine, "commit", note)

    assert tried == 1
    assert len(writes) == 4  # each is claimed, and what came of it is written
    calm(world)


def test_pages_leave_before_everything_else(world: World) -> None:
    write(world, *[kind for kind in Kind if kind is not Kind.PAGE][::-1])
    world.clock.advance(timedelta(seconds=1))
    world.report()

    world.advance(seconds=20)

    first, *others = sent(world)
    assert "= jeg tager den" in first
    kinds = [body.split()[0] for body in others if body[-1].isdigit() and " " in body]
    order = [kind.value for kind in Kind if kind.value in kinds]
    assert [kind for kind in kinds if kind in order] == order
    calm(world)


def test_a_page_overtakes_what_waited_before_it(world: World) -> None:
    write(world, *[Kind.RECEIPT] * 5)
    world.settle()
    world.report()

    world.advance(seconds=3)

    assert "= jeg tager den" in sent(world)[1]  # the first receipt had left before it came
    world.advance(seconds=9)
    calm(world)


def test_a_merchant_reads_the_receipt_before_the_news(world: World) -> None:
    """The receipt is refused for a while; that somebody has the case waits behind it."""
    mette = world.phone("mette")
    refusal = Fault(Trouble.REFUSE, phone=PHONE, code=20429, status=429, times=4)
    world.carrier.faults.add(refusal)
    world.report()
    world.advance(seconds=3)
    mette.replies(mette.code())

    world.advance(seconds=40)

    assert receipt(world).tries == 5
    world.merchant.expects("Sag 1001")
    world.merchant.expects("Mette Holm har nu din sag")
    calm(world)


class Slow(Between):
    """A carrier that does not answer for receipts until it is let."""

    def __init__(self, world: World) -> None:
        super().__init__(world.gateway)
        self.may_answer = threading.Event()
        self.begun = threading.Semaphore(0)
        self.paged = threading.Event()

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        if "= jeg tager den" in body:
            self.paged.set()
        else:
            self.begun.release()
            self.may_answer.wait(PATIENCE)
        return Sent("SM" + attempt, "queued")


@pytest.mark.parametrize("receipts", [SENDERS, 3 * SENDERS])
def test_a_carrier_that_is_slow_with_receipts_delays_no_page(
    make_world: MakeWorld, receipts: int
) -> None:
    """Every sender but those kept for pages waits for the carrier's answer."""
    world = make_world({"messages_per_second: 1 ": "messages_per_second: 1000 "})
    carrier, clock = Slow(world), SystemClock()
    relay = Relay(
        world.relay.live,
        clock,
        world.relay.database,
        world.relay.bell,
        world.relay.webshops,
        world.relay.chance,
    )
    write(world, *[Kind.RECEIPT] * receipts)
    worker = Worker(relay, carrier)
    worker.start()
    for _ in range(SENDERS):
        assert carrier.begun.acquire(timeout=PATIENCE)

    world.carrier.text(PHONE, "lampehuset.dk er nede")
    world.carrier.tick()

    was_paged = carrier.paged.wait(PATIENCE / 3)
    carrier.may_answer.set()
    worker.stop()
    assert was_paged


# ---- the claim -------------------------------------------------------------------------------


class Claims:
    """One incident's messages, put one by one, and what may leave."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.carrier.text(PHONE, "lampehuset.dk er nede")
        world.carrier.tick()
        self.incident_id = world.incident().id
        world.relay.database.write(
            lambda session: [
                setattr(one, "state", MessageState.DROPPED)
                for one in session.scalars(select(Message))
            ]
        )

    def put(
        self,
        kind: Kind,
        body: str,
        *,
        channel: Channel = Channel.SMS,
        state: MessageState = MessageState.WAITING,
        tries: int = 0,
        due_in: float = 0,
        incident: bool = True,
    ) -> None:
        now = self.world.clock.now()
        values = {"state": state, "tries": tries, "due_at": now + timedelta(seconds=due_in)}
        draft = Draft(
            kind, PHONE, body, channel, incident_id=self.incident_id if incident else None
        )

        def work(session: Session) -> None:
            kept.put(session, draft, now)
            newest = select(Message).order_by(Message.id.desc()).limit(1)
            row = session.scalars(newest).one()
            for name, value in values.items():
                setattr(row, name, value)

        self.world.relay.database.write(work)

    def take(self) -> None:
        """Mette has it."""

        def work(session: Session) -> None:
            incident = incidents.get(session, self.incident_id)
            incident.state, incident.holder = State.ACKNOWLEDGED, "mette"

        self.world.relay.database.write(work)

    def next(self) -> str | None:
        found = self.world.relay.database.write(
            lambda session: queue.most_urgent(session, self.world.clock.now())
        )
        return found.message.body if found is not None else None


@pytest.fixture
def claims(world: World) -> Claims:
    return Claims(world)


def test_what_was_tried_before_goes_first(claims: Claims) -> None:
    claims.put(Kind.RECEIPT, "first", tries=1, due_in=10)
    claims.put(Kind.UPDATE, "second")

    assert claims.next() is None
    claims.world.clock.advance(timedelta(seconds=10))
    assert claims.next() == "first"


def test_what_is_being_sent_is_waited_for(claims: Claims) -> None:
    claims.put(Kind.RECEIPT, "first", tries=1, state=MessageState.SENDING, due_in=20)
    claims.put(Kind.UPDATE, "second")

    assert claims.next() is None


def test_what_was_meant_for_later_holds_nothing_up(claims: Claims) -> None:
    claims.put(Kind.FOLLOW_UP, "in five minutes", due_in=300)
    claims.put(Kind.REPLY, "now")

    assert claims.next() == "now"


def test_another_incident_or_channel_holds_nothing_up(claims: Claims) -> None:
    claims.put(Kind.RECEIPT, "of another", tries=1, due_in=60, incident=False)
    claims.put(Kind.RECEIPT, "spoken", tries=1, due_in=60, channel=Channel.BACKUP)
    claims.put(Kind.UPDATE, "now")

    assert claims.next() == "now"


def test_a_page_waits_for_no_other_message(claims: Claims) -> None:
    claims.put(Kind.FOLLOW_UP, "refused for now", tries=1, due_in=60)
    claims.put(Kind.PAGE, "a page")

    assert claims.next() == "a page"


def test_a_page_waits_for_an_earlier_page_that_is_being_sent(claims: Claims) -> None:
    claims.put(Kind.PAGE, "a page", tries=1, state=MessageState.SENDING, due_in=20)
    claims.put(Kind.PAGE, "its reminder")

    assert claims.next() is None
    claims.world.clock.advance(timedelta(seconds=20))
    assert claims.next() in ("a page", "its reminder")


def test_the_next_due_time_is_of_what_may_leave(claims: Claims) -> None:
    claims.put(Kind.RECEIPT, "first", tries=1, due_in=60)
    claims.put(Kind.UPDATE, "second")

    due = claims.world.relay.database.read(queue.next_due)

    assert due == claims.world.clock.now() + timedelta(seconds=60)


def test_words_for_the_crew_wait_for_their_page_only_while_it_is_needed(claims: Claims) -> None:
    claims.put(Kind.PAGE, "a page", tries=1, due_in=60)
    claims.put(Kind.FOLLOW_UP, "what the merchant added")
    assert claims.next() is None

    claims.take()

    assert claims.next() == "what the merchant added"


def test_however_many_are_held_up_what_is_not_leaves(claims: Claims) -> None:
    """Few are looked at before all are."""
    claims.put(Kind.RECEIPT, "first", tries=1, due_in=600)
    for number in range(queue.FEW + 2):
        claims.put(Kind.UPDATE, f"held up {number}")
    assert claims.next() is None

    claims.world.clock.advance(timedelta(seconds=1))
    claims.put(Kind.UPDATE, "of another", incident=False)

    assert claims.next() == "of another"
    assert claims.world.relay.database.read(queue.next_due) == claims.world.clock.now()


def test_pages_that_nobody_needs_are_let_go_of_together(claims: Claims) -> None:
    """And nothing else: hundreds of reminders that could not leave keep no receipt waiting."""
    for number in range(5):
        claims.put(
            Kind.PAGE, f"reminder {number}", channel=(Channel.SMS, Channel.VOICE)[number % 2]
        )
    claims.put(Kind.PAGE, "in doubt", tries=1, state=MessageState.UNKNOWN)
    claims.put(Kind.PAGE, "for later", due_in=60)
    claims.put(Kind.RECEIPT, "a receipt", incident=False)
    claims.take()

    assert deliver_one(claims.world.relay, claims.world.gateway)

    with_state = claims.world.relay.database.read(
        lambda session: dict(session.execute(select(Message.body, Message.state)).all())
    )
    reminders = {f"reminder {number}" for number in range(5)}
    others = {"in doubt", "for later", "a receipt"}
    assert {with_state[body] for body in reminders} == {MessageState.DROPPED}
    assert MessageState.DROPPED not in {with_state[body] for body in others}
