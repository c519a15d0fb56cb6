"""The database is away: every text is kept and told of, and nothing is counted twice."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from relay.inbox import Text
from relay.minder import Minder
from relay.spool import Spool
from relay.store.models import Inbound, Incident
from tests.disk import full, read_only, without_inodes
from tests.story.outgoing import Counting, calm
from tests.web.test_carrier import SID, form, post, rows
from tests.world import MERCHANT, REPORT, World

WAYS = (
    *(("sqlite", how) for how in ("locked", "read-only", "full")),
    # PostgreSQL's full disk ends the server: see test_nets.
    *(("postgresql", how) for how in ("locked", "read-only")),
)

NEVER_A_ROW = 2**70  # pictures; no column of either database holds the number


@contextmanager
def away(world: World, kind: str, how: str = "locked") -> Iterator[None]:
    """The database cannot be written for as long as the block runs."""
    database = world.relay.database
    if how == "locked":
        with database.connect("IMMEDIATE") as other:  # SQLite keeps writers out by it
            if kind == "postgresql":
                other.execute(text("LOCK TABLE inbound IN ACCESS EXCLUSIVE MODE"))
            yield
        return
    order = {
        "full": "PRAGMA max_page_count = 1",
        "read-only": "PRAGMA query_only = ON"
        if kind == "sqlite"
        else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
    }[how]

    def spoil(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(order)
        with suppress(AttributeError):
            connection.commit()  # type: ignore[attr-defined]

    database.let_go()
    event.listen(database.engine, "connect", spoil)
    try:
        yield
    finally:
        event.remove(database.engine, "connect", spoil)
        database.let_go()


def arrive(world: World) -> None:
    """What the carrier has reaches the phones; the relay does nothing meanwhile."""
    for _ in range(3):
        world.clock.advance(timedelta(seconds=1))
        world.carrier.tick()


def inbound(world: World) -> list[Inbound]:
    return world.relay.database.read(lambda session: list(session.scalars(select(Inbound))))


@pytest.mark.parametrize(("kind", "how"), WAYS, indirect=["kind"])
def test_a_text_is_answered_kept_and_fed_in_once(world: World, kind: str, how: str) -> None:
    with away(world, kind, how):
        answer = post(world, form(Body=f"{REPORT} {'nede ' * 5000}"))  # no free page holds it
        assert answer.status_code == 200
        assert "<Response />" in answer.text
    assert rows(world, Inbound) == 0

    world.minder.round()
    world.minder.round()
    world.advance(seconds=5)

    (kept,) = inbound(world)
    # On a slow machine the try that was given up may come through after all: still one row.
    assert kept.came_by in ("spool", *(("webhook",) if kind == "postgresql" else ()))
    assert (kept.sid, kept.late) == (SID, False)
    assert world.incident().state is State.OPEN
    world.phone("mette").expects("1001 lampehuset dk")
    assert world.phone("mette").unread == []
    world.merchant.expects("Sag 1001")


def test_the_managers_are_told_once_what_the_merchant_wrote(world: World, kind: str) -> None:
    with away(world, kind):
        post(world, form())
        world.minder.round()
        world.carrier.tick()
        world.clock.advance(timedelta(minutes=2))
        world.carrier.tick()
        world.minder.round()
    arrive(world)

    world.phone("karen").expects("lampehuset dk", "kassen giver fejl 500", MERCHANT, "databasen")
    assert world.phone("karen").unread == []
    assert world.phone("mette").unread == []


def test_another_process_does_not_tell_them_again(world: World, kind: str) -> None:
    with away(world, kind):
        post(world, form())
        world.minder.round()
        folder = world.minder._spool._folder
        Minder(world.relay, Spool(folder), lambda: world.gateway).round()

    arrive(world)
    world.phone("karen").expects("lampehuset dk")
    assert world.phone("karen").unread == []


@pytest.mark.parametrize("disk", [full, without_inodes])
def test_another_process_does_not_tell_them_again_on_a_full_disk(
    world: World, kind: str, tmp_path: Path, disk: Callable[[Path], AbstractContextManager[None]]
) -> None:
    folder = tmp_path / "spool"
    with away(world, kind, "read-only"):
        post(world, form())
        with disk(folder):
            world.minder.round()
            Minder(world.relay, Spool(folder), lambda: world.gateway).round()

    arrive(world)
    world.phone("karen").expects("lampehuset dk")
    assert world.phone("karen").unread == []
    world.minder.round()
    assert [path.suffix for path in folder.iterdir() if path.suffix != ".lock"] == []
    world.advance(seconds=5)
    calm(world)


def test_processes_that_take_turns_tell_each_person_once(
    make_world: Callable[..., World], kind: str
) -> None:
    world = make_world({"degraded_notify: [managers]": "degraded_notify: [managers, person:lars]"})
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=world.phone("lars").number, code=20429))
    with away(world, kind, "read-only"):
        post(world, form())
        world.minder.round()
        world.carrier.faults.clear()
        world.clock.advance(timedelta(minutes=1))
        folder = world.minder._spool._folder
        Minder(world.relay, Spool(folder), lambda: world.gateway).round()
        world.clock.advance(timedelta(minutes=1))
        world.minder.round()

    arrive(world)
    for who in ("karen", "lars"):
        world.phone(who).expects("lampehuset dk")
        assert world.phone(who).unread == []


@pytest.mark.parametrize("disk", [read_only, without_inodes])
def test_they_are_told_once_though_the_disk_takes_nothing_any_more(
    world: World, kind: str, tmp_path: Path, disk: Callable[[Path], AbstractContextManager[None]]
) -> None:
    with away(world, kind, "read-only"):
        post(world, form())
        with disk(tmp_path / "spool"):
            world.minder.round()
            world.clock.advance(timedelta(minutes=2))
            world.minder.round()

    arrive(world)
    world.phone("karen").expects("lampehuset dk")
    assert world.phone("karen").unread == []


def test_what_the_disk_does_not_give_up_is_taken_in_once_and_waits_no_more(
    world: World, kind: str, tmp_path: Path
) -> None:
    with away(world, kind, "read-only"):
        post(world, form())
        post(world, form(MessageSid="SM2", Body="lampehuset.dk er stadig nede"))
    with read_only(tmp_path / "spool"):
        world.minder.round()
        world.minder.round()

    assert rows(world, Inbound) == 2
    assert world.minder.count() == 0
    next_process = Minder(world.relay, Spool(tmp_path / "spool"), lambda: world.gateway)
    assert next_process.count() == 2
    next_process.round()
    assert (next_process.count(), rows(world, Inbound)) == (0, 2)
    world.advance(seconds=5)
    calm(world)


def test_a_text_that_waited_is_late_and_pages_as_usual_when_the_database_is_back(
    world: World, kind: str
) -> None:
    with away(world, kind):
        post(world, form())
    at = world.clock.now()
    world.clock.advance(timedelta(minutes=3))

    world.minder.round()
    world.advance(seconds=5)

    assert (inbound(world)[0].late, inbound(world)[0].received_at) == (True, at)
    assert world.incident().late
    assert world.minder.count() == 0
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        ("mette", "73 ok"),  # someone on call: it is done when the database is back
        ("+4529701595", REPORT),  # ourselves
        (MERCHANT, "tak for hjælpen"),
        (MERCHANT, "Hvad koster jeres abonnement?"),
    ],
)
def test_nobody_is_woken_by_what_is_no_emergency(
    world: World, kind: str, sender: str, body: str
) -> None:
    with away(world, kind):
        post(world, form(From=world.phone(sender).number, Body=body))
        world.minder.round()

    arrive(world)
    assert world.phone("karen").unread == []
    assert world.minder.count() == 1


def test_the_same_words_under_another_id_are_told_once(world: World, kind: str) -> None:
    with away(world, kind, "read-only"):
        post(world, form())
        post(world, form(MessageSid="SM" + "2" * 32))
        world.minder.round()
        world.minder.round()

    assert world.minder.count() == 2
    arrive(world)
    world.phone("karen").expects("lampehuset dk")
    assert world.phone("karen").unread == []


def test_who_wrote_no_number_is_called_back_on_the_one_they_write_from(
    world: World, kind: str
) -> None:
    with away(world, kind, "read-only"):
        post(world, form(Body="lampehuset.dk er nede"))
        world.minder.round()

    arrive(world)
    world.phone("karen").expects("lampehuset dk", MERCHANT)


def test_everybody_is_told_where_the_list_means_nobody(
    make_world: Callable[..., World], kind: str
) -> None:
    world = make_world({"role: manager": "role: engineer"})
    with away(world, kind, "read-only"):
        post(world, form())
        world.minder.round()

    arrive(world)
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).expects("lampehuset")


def test_a_carrier_that_refuses_for_now_is_asked_again(world: World, kind: str) -> None:
    world.carrier.faults.add(Fault(Trouble.REFUSE, code=20429, status=429))
    with away(world, kind):
        post(world, form())
        world.minder.round()
        world.minder.round()
        world.carrier.faults.clear()
        world.clock.advance(timedelta(seconds=31))
        world.minder.round()

    arrive(world)
    world.phone("karen").expects("lampehuset dk")
    assert world.phone("karen").unread == []


@pytest.mark.parametrize("minutes", [4, 60])
def test_a_carrier_that_is_away_is_asked_for_as_long_as_the_text_waits(
    world: World, kind: str, minutes: int
) -> None:
    """A network that is lost takes both, the database and the carrier."""
    world.carrier.faults.add(Fault(Trouble.DROP))
    with away(world, kind, "read-only"):
        post(world, form())
        for _ in range(minutes * 2):
            world.minder.round()
            world.clock.advance(timedelta(seconds=30))
        world.carrier.faults.clear()
        world.clock.advance(timedelta(minutes=5))
        world.minder.round()

    arrive(world)
    world.phone("karen").expects("lampehuset dk")
    assert world.phone("karen").unread == []


def test_who_is_refused_for_ever_is_asked_for_once_and_the_others_are_told(
    make_world: Callable[..., World], kind: str
) -> None:
    world = make_world({"degraded_notify: [managers]": "degraded_notify: [managers, person:lars]"})
    world.gateway = carrier = Counting(world.gateway)
    karen, lars = world.phone("karen"), world.phone("lars")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=karen.number, code=21610))
    with away(world, kind, "read-only"):
        post(world, form())
        for _ in range(20):
            world.minder.round()
            world.clock.advance(timedelta(seconds=30))

    arrive(world)
    assert carrier.offered == [karen.number, lars.number]
    lars.expects("lampehuset dk")


def test_the_same_text_by_webhook_spool_and_list_is_one_incident(world: World, kind: str) -> None:
    with away(world, kind):
        for _ in range(3):
            assert post(world, form()).status_code == 200
    assert world.minder.count() == 1
    assert post(world, form()).status_code == 200

    world.minder.round()
    world.advance(seconds=5)

    assert rows(world, Inbound) == rows(world, Incident) == 1
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_readyz_says_that_texts_wait(world: World, kind: str) -> None:
    with away(world, kind):
        post(world, form())

    answer = world.client.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["spooled"] == 1
    assert "1 text waits on this machine for the database" in answer.get_json()["complaints"]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_readyz_keeps_to_itself_where_the_database_is(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(str(world.relay.database.url.database))
    path.rename(path.with_suffix(".away"))

    answer = world.client.get("/readyz")

    assert answer.get_json()["complaints"] == ["database: cannot be reached"]
    assert str(path) in caplog.text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_refusals_that_cannot_be_counted_are_one_line_each(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(str(world.relay.database.url.database))
    path.rename(path.with_suffix(".away"))

    post(world, form(), signature="")

    (line,) = [one for one in caplog.records if "not counted yet" in one.getMessage()]
    assert line.exc_info is None
    assert str(path) in line.getMessage()


def test_a_text_that_breaks_the_intake_is_kept_and_told_of(
    world: World, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is wrong with our tables, the text is not."""
    rename = "ALTER TABLE incidents RENAME TO gone"
    world.relay.database.write(lambda session: session.execute(text(rename)))
    try:
        with caplog.at_level(logging.ERROR):
            assert post(world, form()).status_code == 200
        world.minder.round()
    finally:
        rename = "ALTER TABLE gone RENAME TO incidents"
        world.relay.database.write(lambda session: session.execute(text(rename)))
    arrive(world)
    world.phone("karen").expects("lampehuset dk")

    world.minder.round()
    world.advance(seconds=5)

    assert world.incident().state is State.OPEN
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_a_text_that_can_never_be_a_row_keeps_no_other_out(
    world: World, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Though it came first."""
    world.minder.keep(Text("SMnever", MERCHANT, "", b"nede", NEVER_A_ROW, world.clock.now()))
    world.clock.advance(timedelta(seconds=1))
    with away(world, kind):
        post(world, form())

    with caplog.at_level(logging.ERROR):
        world.minder.round()
        world.minder.round()
    world.advance(seconds=5)

    assert [one.sid for one in inbound(world)] == [SID]
    assert world.minder.count() == 1
    assert caplog.text.count("could not be taken in") == 1  # it is tried once a second
    world.phone("mette").expects("1001")
    world.phone("karen").expects("nede")  # what stays out is told of from here
    world.merchant.expects("Sag 1001")


# SQLite locks all or nothing.
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_text_whose_incident_is_locked_keeps_no_other_out(world: World) -> None:
    world.report()
    world.advance(seconds=5)
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")
    world.minder.keep(Text("SMlocked", MERCHANT, "", b"stadig nede", 0, world.clock.now()))
    world.clock.advance(timedelta(seconds=1))
    other = "+4520304051"
    world.minder.keep(Text("SMfree", other, "", b"lysland.dk er nede", 0, world.clock.now()))

    with world.relay.database.connect() as held:
        held.execute(text("SELECT 1 FROM incidents FOR UPDATE"))
        world.minder.round()

    assert {one.sid for one in inbound(world)} >= {"SMfree"}
    assert world.minder.count() == 1
    world.minder.round()
    assert world.minder.count() == 0
    world.advance(seconds=5)
    for who in ("mette", "karen", other):
        world.phone(who).skips()
    world.merchant.skips()


def test_the_carriers_second_try_is_the_same_row_and_says_what_was_wrong(world: World) -> None:
    told = {"ErrorCode": "11200", "ErrorUrl": "https://relay.example.org/twilio/sms"}

    post(world, form(**told))
    world.advance(seconds=5)

    (kept,) = inbound(world)
    assert (kept.came_by, kept.error_code, kept.late) == ("fallback", 11200, False)
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")


def test_the_second_try_after_a_slow_success_is_noted_on_the_same_row(world: World) -> None:
    post(world, form())

    post(world, form(ErrorCode="11205", ErrorUrl="https://relay.example.org/twilio/sms"))
    world.advance(seconds=5)

    (kept,) = inbound(world)
    assert (kept.came_by, kept.error_code) == ("webhook", 11205)
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")
