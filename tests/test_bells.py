"""On one SQLite file a ring in one process wakes the worker of another at once."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from relay import bells
from relay.parts import Work
from relay.store.db import Database
from tests.processes import eventually
from tests.test_notify import Heard

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
PATIENCE = 30  # seconds


@contextmanager
def hearing(database: Database) -> Iterator[Heard]:
    heard, stopped = Heard(), threading.Event()
    thread = threading.Thread(target=bells.hear, args=[database, heard, stopped])
    thread.start()
    heard.next()  # at the start it looks by itself
    try:
        yield heard
    finally:
        stopped.set()
        thread.join(PATIENCE)


def folder(database: Database) -> Path:
    return Path(f"{database.url.database}.bells")


def test_every_process_hears_a_ring(database: Database) -> None:
    with hearing(database) as one, hearing(database) as other:
        bells.ring(database, Work.STEPS)
        one.next()
        other.next()

    assert one.works[1:] == other.works[1:] == [Work.STEPS]
    assert list(folder(database).iterdir()) == []


def test_nobody_need_be_there_to_hear(database: Database) -> None:
    bells.ring(database, Work.STEPS)

    assert not folder(database).exists()


def test_the_bell_of_a_killed_process_is_taken_down(database: Database) -> None:
    with hearing(database) as heard:
        dead = folder(database) / "dead.bell"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as left:
            left.bind(str(dead))

        bells.ring(database, Work.MESSAGES)
        heard.next()

        assert not dead.exists()


def test_a_process_that_hangs_holds_up_no_ring(database: Database) -> None:
    with hearing(database) as heard:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hangs:
            hangs.bind(str(folder(database) / "hangs.bell"))
            for _ in range(1000):
                bells.ring(database, Work.STEPS)

        def rings_through() -> bool:
            bells.ring(database, Work.MESSAGES)
            return Work.MESSAGES in heard.works

        assert eventually(rings_through, "the ring after it")


def test_what_is_no_bell_and_no_room_for_one_fail_no_commit(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hearing(database) as heard:
        (folder(database) / "a folder.bell").mkdir()
        bells.ring(database, Work.STEPS)
        heard.next()
        assert Work.STEPS in heard.works  # past the folder

        with monkeypatch.context() as spoiled:
            spoiled.setattr(socket, "socket", no_more_files)
            bells.ring(database, Work.STEPS)  # and nothing is raised
        (folder(database) / "a folder.bell").rmdir()


def no_more_files(*_: object) -> None:
    raise OSError(24, "Too many open files")


@pytest.mark.parametrize("rung", [b"", b"x", b"-1", "²".encode(), b"9" * 30])
def test_a_strange_ring_does_no_harm(database: Database, rung: bytes) -> None:
    with hearing(database) as heard:
        (bell,) = folder(database).iterdir()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(rung, str(bell))

        bells.ring(database, Work.STEPS)
        assert eventually(lambda: Work.STEPS in heard.works, "the ring after it")


def test_without_a_place_for_it_the_worker_looks_by_itself(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    folder(database).write_text("a file where the folder should be")

    with caplog.at_level(logging.WARNING):
        bells.hear(database, Heard(), threading.Event())

    assert "looks every second" in caplog.text
