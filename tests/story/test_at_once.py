"""Several workers and answers at the same instant: each step is taken once, no answer is lost."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from relay import outbox, pager
from relay.core.incident import State
from relay.core.message import Kind
from relay.store.models import Incident, Message, Question
from tests.world import World

INCIDENTS = 20
WORKERS = 4
# Each incident gets a text of its own.
NO_LISTS = {
    "pages_per_phone: [[5, 15], [11, 60], [21, 180]]": "pages_per_phone: [[900, 1]]",
    "bundle: [5, 10]": "bundle: [900, 1]",
    "storm: [3, 10]": "storm: [900, 1]",
}


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(NO_LISTS)


def at_once(*works: Callable[[], object]) -> None:
    """Do several things in threads that start together; the first fault is raised."""
    faults: list[BaseException] = []
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def open_incidents(world: World) -> None:
    """Twenty merchants report; all have been paged once."""
    for number in range(INCIDENTS):
        world.carrier.text(f"+45203040{number:02}", f"butik{number}.dk er nede")
    world.carrier.tick()
    world.clock.advance(world.relay.settings.ladder.reminder_gap)


def pages(world: World) -> list[int]:
    """How many pages each incident has."""
    counts = (
        select(func.count())
        .select_from(Message)
        .where(Message.kind == Kind.PAGE)
        .group_by(Message.incident_id)
    )
    return world.relay.database.read(lambda session: list(session.scalars(counts)))


def test_each_step_is_taken_once_however_many_workers_look(world: World) -> None:
    open_incidents(world)
    assert pages(world) == [1] * INCIDENTS

    at_once(*[lambda: pager.escalate(world.relay)] * WORKERS)

    # Its reminder, and a call: nobody has sent the first one for two minutes.
    assert pages(world) == [3] * INCIDENTS


def test_each_message_is_sent_once_however_many_senders_there_are(world: World) -> None:
    open_incidents(world)
    for _ in range(2 * INCIDENTS + 5):
        at_once(*[lambda: outbox.deliver(world.relay, world.gateway)] * WORKERS)
        world.clock.advance(world.relay.settings.ladder.reminder_gap / 120)

    sent = [text.body for text in world.carrier.texts.all() if text.direction == "outbound-api"]
    assert len(sent) == len(set(sent)) == 2 * INCIDENTS


def test_no_answer_is_lost_to_the_pager(world: World) -> None:
    open_incidents(world)
    codes = world.relay.database.read(lambda session: list(session.scalars(select(Question.code))))
    mette = world.phone("mette").number

    def answer(some: list[int]) -> None:
        for code in some:
            world.carrier.text(mette, f"{code} ok")
        world.carrier.tick()

    at_once(
        lambda: answer(codes),
        *[lambda: pager.escalate(world.relay)] * WORKERS,
    )

    states = world.relay.database.read(
        lambda session: list(session.scalars(select(Incident.state)))
    )
    assert states == [State.ACKNOWLEDGED] * INCIDENTS
