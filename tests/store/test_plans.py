"""What an emergency asks of the database is found at once, however long the log is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from relay.app import create_app
from relay.core.incident import State
from relay.core.message import Kind, MessageState
from relay.store import claims, outbox, users
from relay.store.models import Message
from relay.store.outbox import Draft
from tests.web.test_auth import NAME, PASSWORD, Reader
from tests.world import World

# A table that is read from end to end, or all that was ever asked of a person, sent to a phone or
# said of a kind. What stays small may be: a row for each carrier and person, alarms, what is asked
# just now, what has not left, what a subquery has found.
SMALL = (
    "CONSTANT ROW|carriers|paces|staff|alarms|anon_"
    r"|matters.* INDEX ix_matters_open_code|messages\w* USING (COVERING )?INDEX ix_messages_untaken"
)
SLOW = re.compile(
    rf"SCAN (?!{SMALL})|SEARCH (questions|matters)\w* USING .*\(person=\?\)$"
    r"|SEARCH messages\w* USING .*\((recipient|kind)=\?\)$"
)


@contextmanager
def explained(world: World) -> Iterator[dict[str, list[str]]]:
    """How SQLite goes about each statement that the relay runs in between."""
    plans: dict[str, list[str]] = {}

    def explain(
        connection: Any, _cursor: object, statement: str, values: Any, _context: object, many: bool
    ) -> None:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE", "WITH"):
            driver = connection.connection.driver_connection
            row = values[0] if many else values
            steps = driver.execute(f"EXPLAIN QUERY PLAN {statement}", row).fetchall()
            plans[statement] = [step[3] for step in steps]

    engine = world.relay.database.engine
    event.listen(engine, "before_cursor_execute", explain)
    yield plans
    event.remove(engine, "before_cursor_execute", explain)


def slow(plans: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What takes the longer the longer the log is, by statement."""
    return {
        " ".join(statement.split()): found
        for statement, plan in plans.items()
        if (found := [step for step in plan if SLOW.match(step)])
    }


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_code_is_chosen_without_reading_what_is_open(world: World) -> None:
    """Hundreds of incidents may be open; each row of them is as long as its ladder and words."""
    with explained(world) as plans:
        world.report()

    choosing = [plan for words, plan in plans.items() if "json_group_array" in words]
    looks = [step for step in choosing[0] if re.search(r"(questions|incidents) USING", step)]
    assert len(looks) >= 3
    assert [step for step in looks if "COVERING" not in step and "free_at>" not in step] == []
    world.phone("mette").skips()
    world.merchant.skips()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_nothing_that_an_emergency_asks_reads_a_table_from_end_to_end(world: World) -> None:
    with explained(world) as plans:
        world.report()
        mette = world.phone("mette")
        code = mette.code()
        world.merchant.skips()
        world.advance(minutes=3)
        mette.skips()
        for answer in (code, f"{code} ringet", f"{code} fortryd", "status", f"{code} løst"):
            mette.replies(answer)
            mette.skips()
        karen = world.phone("karen")  # passes on a call
        karen.texts("Ole fra jydskedyr.dk ringede, alt er nede, 22334455")
        asked = karen.expects("Er det en melding")
        for answer in ("hvaaa", f"{asked.split()[8]} ja"):
            karen.replies(answer)
            karen.skips()
        assert world.incident(1002).state is State.OPEN
        mette.replies(f"{mette.code()} løst")
        mette.skips()
        world.advance(hours=26)  # with all that the worker does in a day
        world.merchant.texts("Det er stadig nede")
        world.advance(seconds=10)

    assert slow(plans) == {}
    assert len(plans) > 40
    for phone in (mette, world.phone("lars"), karen, world.merchant):
        phone.skips()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_no_page_reads_a_table_from_end_to_end(world: World) -> None:
    world.report()
    users.add(
        world.relay.database, NAME, PASSWORD, role="manager", person=None, now=world.clock.now()
    )
    reader = Reader(create_app(world.relay))
    reader.sign_in()
    with explained(world) as plans:
        for path in ("/incidents", "/incidents/1001", "/incidents?q=butik"):
            assert reader.get(path).status_code == 200

    assert slow(plans) == {}
    for phone in (world.phone("mette"), world.merchant):
        phone.skips()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_waits_is_hurried_or_let_go_of_without_reading_what_has_left(world: World) -> None:
    page = Message(id=1, kind=Kind.PAGE)
    with explained(world) as plans:
        for work in (outbox.hurry_pages, partial(claims.drop_held, message=page)):
            world.relay.database.write(partial(work, now=world.clock.now()))

    assert slow(plans) == {}
    assert len(plans) == 3


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_the_next_message_is_found_among_thousands_as_among_hundreds(world: World) -> None:
    """All of whose incidents are open, to the same few phones: a night of pages."""
    world.report()
    number = world.incident().id
    world.relay.database.write(partial(_let_all_go, now=world.clock.now()))

    hundreds, thousands = (_looked_at(world, number, count) for count in (300, 3000))

    assert thousands < 5 * hundreds  # each waiting one asked of the others: a hundred times
    for phone in (world.phone("mette"), world.merchant):
        phone.skips()


def _let_all_go(session: Session, now: datetime) -> None:
    session.execute(update(Message).values(state=MessageState.DROPPED))
    claims.keep_pace(session, now, timedelta(0))


def _looked_at(world: World, incident_id: int, count: int) -> int:
    """Pages of memory that PostgreSQL looks at for the next message, while so many wait."""
    engine, asked = world.relay.database.engine, list[tuple[str, Any]]()

    def note(_connection: object, _cursor: object, words: str, values: Any, *_: object) -> None:
        asked.append((words, values))

    def work(session: Session) -> int:
        for number in range(count):
            phone, now = f"+4520123{number % 3}00", world.clock.now()
            page = Draft(Kind.PAGE, phone, f"page {number}", incident_id=incident_id)
            outbox.put(session, page, now)
        asked.clear()
        assert claims.most_urgent(session, world.clock.now())
        assert claims.next_due(session)
        plans = [
            session.connection()
            .exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {words}", values)
            .scalar_one()[0]["Plan"]
            for words, values in [*asked]
        ]
        assert len(plans) >= 3
        return sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in plans)

    event.listen(engine, "before_cursor_execute", note)
    try:
        return world.relay.database.read(work)  # which leaves nothing behind
    finally:
        event.remove(engine, "before_cursor_execute", note)
