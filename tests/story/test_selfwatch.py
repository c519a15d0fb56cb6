"""Each kind of damage, planted: found, repaired, told, shown, and the pulse withheld."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NoReturn, cast

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from relay import outbox as sending
from relay import pager
from relay.core.incident import State
from relay.core.message import Kind, MessageState
from relay.core.watch import MARK
from relay.emulator.faults import Fault, Trouble
from relay.parts import Relay
from relay.selfwatch import Auditor, Guard, Hands
from relay.settings import Live
from relay.store import audits, claims, counters, incidents, outbox
from relay.store.db import Database
from relay.store.models import BundleLine, Incident, Message, Question
from tests.story.test_degraded import arrive, away
from tests.web.test_carrier import form, post
from tests.world import ROOT, World, environ


def auditor(world: World, relay: Relay | None = None) -> Auditor:
    relay = relay or world.relay
    hands = Hands(
        lambda: pager.escalate(world.relay), lambda: sending.deliver(world.relay, world.gateway)
    )
    return Auditor(relay, world.gateway, hands)


def complaints(world: World) -> str:
    return "\n".join(world.client.get("/readyz").get_json()["complaints"])


def reported(world: World) -> World:
    """An incident that was paged once."""
    world.report()
    world.phone("mette").expects("1001")
    world.merchant.expects("Sag 1001")
    return world


def change(world: World, **values: object) -> None:
    """Write into the incident past every rule."""
    world.relay.database.write(lambda session: session.execute(update(Incident).values(**values)))


@contextmanager
def without_the_rule(world: World, kind: str) -> Iterator[None]:
    """As if a file had been edited by hand: open incidents may be without a next step."""
    write = world.relay.database.write
    rule = "ck_incidents_open_has_next_step"
    if kind == "postgresql":
        write(
            lambda session: session.execute(text(f"ALTER TABLE incidents DROP CONSTRAINT {rule}"))
        )
        yield
        add = f"ADD CONSTRAINT {rule} CHECK (state <> 'open' OR wake_at IS NOT NULL)"
        write(lambda session: session.execute(text(f"ALTER TABLE incidents {add}")))
        return
    with world.relay.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql("UPDATE incidents SET wake_at = NULL")
        connection.commit()
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    yield


def test_a_relay_that_is_well_passes_and_tells_nobody(world: World) -> None:
    reported(world)

    assert auditor(world).look()
    world.advance(seconds=5)

    assert "audit" not in complaints(world)
    assert world.phone("karen").unread == []


def test_an_open_incident_without_a_next_step(world: World, kind: str) -> None:
    reported(world)
    with without_the_rule(world, kind):
        if kind == "postgresql":
            change(world, wake_at=None)
        assert world.incident().wake_at is None

        assert not auditor(world).look()

        assert world.incident().wake_at is not None
    assert "incident 1001 had no next step" in complaints(world)
    world.advance(seconds=5)
    world.phone("karen").expects("ALARM", "1001 lampehuset dk", "+4520304050")
    assert auditor(world).look()
    assert "audit" not in complaints(world)
    world.advance(minutes=2)
    world.phone("mette").expects("mindelse 1", "1001")


def test_a_next_step_that_is_far_away(world: World) -> None:
    reported(world)
    change(world, wake_at=world.clock.now() + timedelta(days=1))

    assert not auditor(world).look()
    world.advance(minutes=2)

    world.phone("karen").expects("ALARM", "1001 lampehuset dk")
    world.phone("mette").expects("mindelse 1", "1001")


def test_a_step_that_nobody_takes(world: World) -> None:
    reported(world)
    world.clock.advance(timedelta(minutes=3, seconds=1))

    assert not auditor(world).look()
    assert "incident 1001: its step is overdue" in complaints(world)
    world.advance(seconds=5)

    world.phone("mette").expects("mindelse 1", "1001")
    world.phone("karen").expects("ALARM", "1001 lampehuset dk")
    assert auditor(world).look()


def test_a_step_that_fails_is_told_with_whom_to_call(world: World) -> None:
    reported(world)
    later = world.clock.now() + timedelta(minutes=1)
    set_back = partial(incidents.set_back, incident_id=world.incident().id, at=later)
    world.relay.database.write(set_back)

    assert not auditor(world).look()
    world.advance(seconds=5)

    assert "incident 1001: its step fails" in complaints(world)
    world.phone("karen").expects("1001 lampehuset dk", "+4520304050")


def test_a_page_that_nobody_sends_is_sent_and_told_past_the_outbox(world: World) -> None:
    world.carrier.text("+4520304050", "Jonas, lampehuset.dk er nede, 20304050")
    world.carrier.tick()
    world.clock.advance(timedelta(seconds=61))

    assert not auditor(world).look()
    assert "a page, is overdue by 61 s" in complaints(world)
    arrive(world)

    world.phone("mette").expects("1001 lampehuset dk")
    world.phone("karen").expects("ALARM", "ikke ud")
    world.merchant.skips()
    notices = world.relay.database.read(
        lambda session: session.query(Message).filter_by(kind=Kind.NOTICE).count()
    )
    assert notices == 0


def test_a_message_whose_lease_never_ends(world: World) -> None:
    world.carrier.text("+4520304050", "Jonas, lampehuset.dk er nede, 20304050")
    world.carrier.tick()
    far = world.clock.now() + timedelta(hours=5)
    taken = update(Message).values(state=MessageState.SENDING, due_at=far)
    world.relay.database.write(lambda session: session.execute(taken))

    assert not auditor(world).look()
    world.advance(seconds=5)

    world.phone("mette").expects("1001 lampehuset dk")
    world.phone("karen").expects("ALARM")
    world.merchant.expects("Sag 1001")


def test_a_number_that_waits_for_a_time_far_away(world: World) -> None:
    world.carrier.text("+4520304050", "Jonas, lampehuset.dk er nede, 20304050")
    world.carrier.tick()
    wait = partial(claims.keep_pace, now=world.clock.now(), gap=timedelta(hours=1))
    world.relay.database.write(wait)

    assert not auditor(world).look()
    world.advance(seconds=5)

    world.phone("mette").expects("1001 lampehuset dk")
    world.phone("karen").expects("ALARM")
    world.merchant.expects("Sag 1001")


@pytest.mark.parametrize("part", ["escalate", "deliver", "reconcile"])
def test_a_part_of_the_worker_that_stands_still(world: World, part: str) -> None:
    pager.beat(world.relay, {part: world.clock.now() - timedelta(minutes=6)})

    assert not auditor(world).look()
    arrive(world)

    assert f"audit: {part} last came round 360 s ago" in complaints(world)
    world.phone("karen").expects("ALARM", "står stille")


def test_a_carrier_whose_list_cannot_be_read(world: World) -> None:
    old = world.clock.now() - timedelta(minutes=21)
    world.relay.database.write(partial(counters.set_read_up_to, name=MARK, at=old))

    assert not auditor(world).look()
    world.advance(seconds=5)

    world.phone("karen").expects("ALARM", "Twilio")


def minutes_of_audits(world: World, minutes: int) -> list[bool]:
    """What an audit finds every half minute."""
    watching, clean = auditor(world), []
    for _ in range(2 * minutes):
        world.advance(seconds=30)
        clean.append(watching.look())
    for phone in (world.merchant, *map(world.phone, ("mette", "lars", "aisha", "karen"))):
        phone.skips()
    return clean


@pytest.mark.parametrize(
    "fault",
    [Fault(Trouble.REFUSE, code=20003, status=401), Fault(Trouble.OUTAGE)],
    ids=["refused", "outage"],
)
def test_pages_that_no_way_takes_withhold_the_pulse(world: World, fault: Fault) -> None:
    world.carrier.faults.add(fault)
    world.report()

    clean = minutes_of_audits(world, 9)

    assert clean[:3] == [True] * 3
    assert not any(clean[4:])  # though each page is replaced by the next before it is overdue
    assert "incident 1001: no page has been taken by any way" in complaints(world)
    assert "carrier: it cannot be used; there is no second path" in complaints(world)
    world.carrier.faults.clear()
    assert all(minutes_of_audits(world, 8)[-4:])


def test_a_night_in_which_nobody_answers_is_no_fault_of_the_relay(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.phone("mette").number, code=30005)
    )
    world.report()

    assert all(minutes_of_audits(world, 20))


def test_a_database_that_is_away_is_told_from_the_second_time_on(world: World, kind: str) -> None:
    watching = auditor(world)
    with away(world, kind, "read-only"):
        assert not watching.look()
        arrive(world)
        assert world.phone("karen").unread == []

        assert not watching.look()
        assert not watching.look()
    arrive(world)

    world.phone("karen").expects("ALARM", "databasen")
    assert world.phone("karen").unread == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_file_that_is_damaged_while_it_runs_is_told_and_texts_are_kept(world: World) -> None:
    watching = auditor(world)
    with damaged(world):
        for _ in range(2):
            assert not watching.look()
        arrive(world)

        world.phone("karen").expects("ALARM", "databasen")
        answer = world.client.get("/readyz")
        assert answer.status_code == 503
        assert answer.get_json()["complaints"] == ["database: cannot be reached"]
        assert post(world, form()).status_code == 200
        assert world.minder.count() == 1

    world.minder.round()  # a backup is in its place again
    assert world.minder.count() == 0
    assert world.incident().state is State.OPEN
    world.settle()
    for phone in (world.phone("mette"), world.merchant):
        phone.skips()


@contextmanager
def damaged(world: World) -> Iterator[None]:
    """While something else has written into the file."""
    world.relay.database.let_go()  # with the last connection its log goes into the file
    file = Path(world.relay.database.url.database or "")
    good = file.read_bytes()
    file.write_bytes(b"no database" * 1000)
    try:
        yield
    finally:
        world.relay.database.let_go()
        file.write_bytes(good)


def test_the_same_is_told_again_after_half_an_hour_by_one_of_two_workers(world: World) -> None:
    pager.beat(world.relay, {"escalate": world.clock.now() - timedelta(minutes=6)})

    def look() -> None:
        for worker in (auditor(world), auditor(world)):
            worker.look()
        arrive(world)

    look()
    world.phone("karen").expects("ALARM", "står stille")
    for _ in range(28):
        pager.beat(world.relay)
        world.clock.advance(timedelta(minutes=1))  # and the seconds a text takes
        look()
    assert world.phone("karen").unread == []
    pager.beat(world.relay)
    world.clock.advance(timedelta(minutes=1))
    look()

    world.phone("karen").expects("ALARM", "står stille")
    assert world.phone("karen").unread == []


def test_many_messages_that_do_not_leave_are_one_alarm(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})  # each of them is paged
    for number in range(3):
        world.carrier.text(f"+452030405{number}", f"butik{number}.dk er nede")
    world.carrier.tick()
    world.clock.advance(timedelta(seconds=61))

    auditor(world).look()
    world.clock.advance(timedelta(seconds=30))
    auditor(world).look()
    arrive(world)

    world.phone("karen").expects("ALARM", "(antal: 3)")
    assert world.phone("karen").unread == []
    for phone in ("mette", *(f"+452030405{number}" for number in range(3))):
        world.phone(phone).skips()


def test_an_alarm_no_carrier_took_is_told_again(world: World) -> None:
    stale = {"escalate": world.clock.now() - timedelta(minutes=6)}
    pager.beat(world.relay, stale)
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    auditor(world).look()
    world.carrier.faults.clear()

    auditor(world).look()
    arrive(world)

    world.phone("karen").expects("ALARM", "står stille")
    assert world.phone("karen").unread == []


def test_a_worker_that_has_ended_is_told_of_by_the_web_and_once(world: World) -> None:
    reported(world)
    pager.beat(world.relay)
    guards = [Guard(world.relay, lambda: world.gateway) for _ in range(2)]
    world.clock.advance(timedelta(seconds=60))
    for guard in guards:
        guard.look()
    arrive(world)
    assert world.phone("karen").unread == []

    for guard in (*guards, *guards):
        guard.look()
    arrive(world)

    world.phone("karen").expects("ALARM", "står stille")
    assert world.phone("karen").unread == []
    assert world.phone("mette").unread == []


@contextmanager
def switch(status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """A dead-man's switch on this machine: its address, and the pulses it felt."""
    pulses: list[str] = []

    class Switch(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pulses.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Switch)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/secret", pulses
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def with_switch(world: World, url: str, config: Path = ROOT / "config") -> Relay:
    address = world.relay.settings.environment.database_url
    live = Live(environ(address, config) | {"HEARTBEAT_URL": url})
    old = world.relay
    return Relay(live, old.clock, old.database, old.bell, old.webshops, old.chance)


def test_the_pulse_is_felt_only_while_all_is_well(world: World) -> None:
    reported(world)
    with switch() as (url, pulses):
        relay = with_switch(world, url)
        auditor(world, relay).pulse()
        assert pulses == ["/secret"]
        change(world, wake_at=world.clock.now() + timedelta(days=1))

        auditor(world, relay).pulse()

        assert pulses == ["/secret"]
        auditor(world, relay).pulse()
        assert pulses == ["/secret", "/secret"]
    world.advance(seconds=5)
    for phone in ("karen", "mette"):
        world.phone(phone).skips()


@pytest.mark.parametrize(
    "broken", [lambda url: url, lambda _url: "http://127.0.0.1:1/secret"], ids=["500", "gone"]
)
def test_a_switch_that_cannot_be_reached_is_logged_without_its_address(
    world: World, caplog: pytest.LogCaptureFixture, broken: Callable[[str], str]
) -> None:
    with switch(500) as (url, _):
        auditor(world, with_switch(world, broken(url))).pulse()

    assert "dead-man" in caplog.text
    assert "secret" not in caplog.text


def test_a_repair_that_fails_keeps_no_alarm_back(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    reported(world)
    world.clock.advance(timedelta(minutes=3, seconds=1))

    def fail() -> None:
        raise RuntimeError("planted")

    assert not Auditor(world.relay, world.gateway, Hands(fail, fail)).look()
    world.advance(seconds=5)

    assert "the repair failed" in caplog.text
    world.phone("karen").expects("ALARM", "1001 lampehuset dk")
    world.phone("mette").skips()


class Wrecked:
    """A database whose driver refuses everything in words of its own."""

    def read(self, _: object) -> None:
        raise OperationalError("SELECT", {}, Exception("disk I/O error"))

    write = read


def wrecked(world: World) -> Relay:
    return replace(world.relay, database=cast(Database, Wrecked()))


def test_an_error_of_the_driver_is_a_database_that_is_away(world: World) -> None:
    watching = auditor(world, wrecked(world))

    assert not watching.look()
    assert not watching.look()
    arrive(world)

    world.phone("karen").expects("ALARM", "databasen")


def test_a_guard_leaves_a_database_with_such_an_error_to_the_spool(world: World) -> None:
    Guard(wrecked(world), lambda: world.gateway).look()
    arrive(world)

    assert world.phone("karen").shown == []


@pytest.mark.parametrize("is_well", [True, False])
def test_each_audit_leaves_its_beat(world: World, is_well: bool) -> None:
    reported(world)
    if not is_well:
        change(world, wake_at=world.clock.now() + timedelta(days=1))
    now = world.clock.now()

    assert auditor(world).look() is is_well

    assert world.relay.database.read(partial(counters.last_beat, name="audit")) == now
    world.advance(seconds=5)
    world.phone("karen").skips()


def test_beside_a_worker_that_comes_round_a_guard_does_nothing(world: World) -> None:
    """Whatever else is wrong is the worker's own audit's to find, repair and tell."""
    stale = {"escalate": world.clock.now() - timedelta(minutes=6)}
    pager.beat(world.relay, stale)

    def no_carrier() -> NoReturn:
        raise AssertionError("a guard that does nothing needs no carrier")

    Guard(world.relay, no_carrier).look()

    assert "audit" not in complaints(world)


def test_a_list_that_was_taken_is_as_good_as_the_page_that_was_not(world: World) -> None:
    reported(world)
    incident, now = world.incident(), world.clock.now()
    pages = update(Message).where(Message.kind == Kind.PAGE)
    page = pages.values(sent_at=None, state=MessageState.DROPPED, created_at=now)
    world.relay.database.write(lambda session: session.execute(page))
    mette = world.phone("mette").number
    draft = outbox.Draft(Kind.BUNDLE, mette, "1 sag", person="mette")

    def write(session: Session) -> int:
        return outbox.put(session, draft, now)

    row = world.relay.database.write(write)
    later = now + timedelta(minutes=30)
    condition = partial(audits.condition, now=later, mark=MARK)
    assert list(world.relay.database.read(condition).untaken) == [incident.number]

    def take(session: Session) -> None:
        question = session.scalars(select(Question)).one()
        session.add(BundleLine(message_id=row, question_id=question.id))
        taken = {"state": MessageState.SENT, "sent_at": now + timedelta(seconds=10)}
        session.execute(update(Message).where(Message.id == row).values(**taken))

    world.relay.database.write(take)

    assert list(world.relay.database.read(condition).untaken) == []
