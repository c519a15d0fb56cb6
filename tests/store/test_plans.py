"""What an emergency asks of the database is found at once, however long the log is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from relay.app import create_app
from relay.core.incident import State
from relay.store import users
from tests.web.test_auth import NAME, PASSWORD, Reader
from tests.world import World

# A table that is read from end to end, or all that was ever asked of a person, sent to a phone or
# said of a kind. What stays small may
# be: a row for each carrier and person, alarms, what is asked just now, what a subquery has found.
SMALL = "CONSTANT ROW|carriers|paces|staff|alarms|anon_|matters.* INDEX ix_matters_open_code"
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

    choosing = [plan for words, plan in plans.items() if words.startswith("SELECT 0, questions")]
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
