"""What monitors read: complaints, and the figure of requests that were turned away."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from relay.core.incident import State
from relay.pager import beat
from relay.store import incidents
from relay.store.db import Database, sqlite_module
from relay.store.models import Origin
from tests.test_architecture import ROOT
from tests.web.test_carrier import form, post, refused
from tests.world import World

ENDS = """
import sys
from relay.app import create_app
from tests.world import World

world = World(sys.argv[1])
client = create_app(world.relay).test_client()
for _ in range(3):
    client.post("/twilio/sms", data={"From": "+4520304050"})
world.relay.database.dispose()
"""


def ready(world: World) -> dict[str, object]:
    """What /readyz says."""
    answer: dict[str, object] = world.client.get("/readyz").get_json()
    return answer


def test_a_relay_whose_worker_comes_round_is_ready(world: World) -> None:
    beat(world.relay)

    answer = world.client.get("/readyz")

    assert answer.status_code == 200
    assert answer.get_json()["complaints"] == []


def test_an_incident_whose_step_failed_is_complained_of(world: World) -> None:
    world.report()
    for one in world.carrier.texts.all():
        world.phone(one.to).skips()
    beat(world.relay)
    later = world.clock.now() + timedelta(minutes=1)
    set_back = partial(incidents.set_back, incident_id=world.incident().id, at=later)
    world.relay.database.write(set_back)

    answer = world.client.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["complaints"] == ["incident 1001: its step fails, see the log"]


NOT_SET_UP = "is not set up; run `python -m relay db upgrade`, or put a backup in its place"


@pytest.mark.parametrize("lost", ["heartbeats", "incidents", "every table"])
def test_tables_that_are_missing_are_told_with_what_to_do_and_texts_are_kept(
    world: World, caplog: pytest.LogCaptureFixture, lost: str
) -> None:
    beat(world.relay)
    with without_a_table(world.relay.database, lost):
        answer = world.client.get("/readyz")
        taken = post(world, form())

    assert answer.status_code == 503
    assert answer.get_json()["complaints"][0] == f"database: {NOT_SET_UP}"
    named = "heartbeats" if lost == "every table" else lost
    assert f"the database cannot be used: it is not set up, it has no table {named}: run" in (
        caplog.text
    )
    assert "Traceback" not in caplog.text
    assert taken.status_code == 200
    world.minder.round()
    assert world.incident().state is State.OPEN
    assert ready(world)["complaints"] == []
    world.settle()
    for phone in (world.phone("mette"), world.merchant):
        phone.skips()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_another_database_than_before_is_told(world: World) -> None:
    beat(world.relay)
    database = world.relay.database
    server = Database(database.url.render_as_string(hide_password=False))
    ours = server.read(lambda session: session.scalars(select(Origin.id)).one())
    server.write(lambda session: session.execute(update(Origin).values(id="another")))
    database.let_go()

    try:
        complaints = ready(world)["complaints"]
    finally:
        server.write(lambda session: session.execute(update(Origin).values(id=ours)))
        server.dispose()

    assert complaints == ["database: is another one than before; the log says what to do"]


@contextmanager
def without_a_table(database: Database, lost: str) -> Iterator[None]:
    """While somebody has taken one away, or put an empty database in the place of ours."""
    if lost != "every table":
        steps = (f"{lost} RENAME TO taken_away", f"taken_away RENAME TO {lost}")
        order, back = (f"ALTER TABLE {step}" for step in steps)
    elif not database.is_sqlite:
        order = "ALTER SCHEMA public RENAME TO taken_away; CREATE SCHEMA public"
        back = "DROP SCHEMA public; ALTER SCHEMA taken_away RENAME TO public"
    else:
        with an_empty_file(database):
            yield
        return
    database.write(lambda session: session.execute(text(order)))
    try:
        yield
    finally:
        database.write(lambda session: session.execute(text(back)))


@contextmanager
def an_empty_file(database: Database) -> Iterator[None]:
    path = Path(str(database.url.database))
    database.let_go()  # with the last connection its log goes into the file
    ours = path.rename(path.with_suffix(".ours"))
    with closing(sqlite_module().connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    try:
        yield
    finally:
        database.let_go()
        ours.replace(path)


def test_two_refusals_within_a_second_are_two(world: World) -> None:
    for _ in range(2):
        post(world, form(), signature="")
    at_once = ready(world)["refused"]
    world.clock.advance(timedelta(seconds=1))
    later = ready(world)["refused"]

    assert (at_once, later) == (2, 2)
    assert refused(world) == 2


def test_reading_readyz_does_not_let_a_flood_through_to_the_database(world: World) -> None:
    figures = []
    for _ in range(20):
        post(world, form(), signature="")
        figures.append(ready(world)["refused"])
    written = refused(world)
    world.clock.advance(timedelta(seconds=1))
    ready(world)

    assert figures == list(range(1, 21))
    assert (written, refused(world)) == (1, 20)


def test_what_waits_is_written_when_the_process_ends(world: World) -> None:
    url = world.relay.settings.environment.database_url

    subprocess.run([sys.executable, "-W", "error", "-c", ENDS, url], cwd=ROOT.parent, check=True)

    assert refused(world) == 3
