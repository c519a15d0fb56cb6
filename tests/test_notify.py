"""A ring in one process wakes the worker of another at once, and broken connections come back."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text

from relay.notify import CHANNEL, Announcer, Listener
from relay.parts import Bell, Work
from relay.store.db import Database
from tests.processes import eventually
from tests.world import World

PATIENCE = 30  # seconds
pytestmark = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)


class Heard:
    """What a listener passed on, and when."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        self.came = threading.Event()

    def __call__(self, work: Work) -> None:
        self.works.append(work)
        self.came.set()

    def next(self) -> None:
        assert self.came.wait(PATIENCE), "nothing was heard"
        self.came.clear()


@contextmanager
def listening(database: Database) -> Iterator[Heard]:
    heard = Heard()
    listener = Listener(database, heard)
    listener.start()
    heard.next()  # at the start it looks by itself
    try:
        yield heard
    finally:
        listener.stop()
        listener._thread.join(PATIENCE)


@contextmanager
def announcing(world: World) -> Iterator[Bell]:
    bell = Bell()
    announcer = Announcer(replace(world.relay, bell=bell))
    announcer.start()
    try:
        yield bell
    finally:
        announcer.stop()
        announcer._thread.join(PATIENCE)


def cut(database: Database, like: str) -> int:
    """End the server's side of some connections; how many there were."""
    found = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE :like"
    mine = " AND pid <> pg_backend_pid()"
    return database.read(
        lambda session: len(session.execute(text(found + mine), {"like": like}).all())
    )


def test_a_ring_is_heard_in_another_process_at_once(world: World, database: Database) -> None:
    with listening(database) as heard, announcing(world) as bell:
        bell.ring(Work.MESSAGES)
        heard.next()
        bell.ring(Work.STEPS)
        heard.next()

    assert heard.works[1:] == [Work.MESSAGES, Work.STEPS]


def test_a_ring_never_waits_for_the_server(world: World, database: Database) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    bell = Bell()
    announcer = Announcer(replace(world.relay, bell=bell, database=away))
    announcer.start()

    for _ in range(1000):  # of which each would wait for seconds
        bell.ring(Work.STEPS)

    assert announcer._thread.is_alive()
    announcer.stop()
    announcer._thread.join(PATIENCE)
    away.dispose()


@pytest.mark.parametrize("broken", [f"LISTEN {CHANNEL}%", "%pg_notify%"])
def test_a_connection_that_breaks_is_made_again(
    world: World, database: Database, broken: str
) -> None:
    with listening(database) as heard, announcing(world) as bell:
        bell.ring(Work.MESSAGES)
        heard.next()
        assert eventually(lambda: cut(database, broken), "there was something to cut") == 1

        def rings_through() -> bool:
            bell.ring(Work.MESSAGES | Work.STEPS)
            return heard.came.wait(0.2) and heard.works[-1] == Work.MESSAGES | Work.STEPS

        time.sleep(0.2)
        heard.works.clear()
        heard.came.clear()
        assert eventually(rings_through, "it is heard again")


@pytest.mark.parametrize("payload", ["", "x", "-1", "²", "9" * 30])
def test_a_strange_announcement_does_no_harm(
    world: World, database: Database, payload: str
) -> None:
    with listening(database) as heard, announcing(world) as bell:
        notify = text("SELECT pg_notify(:channel, :payload)")
        values = {"channel": CHANNEL, "payload": payload}
        database.write(lambda session: session.execute(notify, values))

        bell.ring(Work.STEPS)
        heard.next()
        assert eventually(lambda: Work.STEPS in heard.works, "the ring after it")
