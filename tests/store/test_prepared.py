"""Statements that the driver runs itself: the same answers and the same errors as the library's."""

import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, event, func, insert, null, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    IntegrityError,
    InvalidRequestError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.orm import Session

import relay
from relay.core.incident import State
from relay.core.message import Channel, Kind, MessageState
from relay.core.report import read_report
from relay.store import claims, counters, incidents, outbox, staff
from relay.store.columns import UtcDateTime
from relay.store.db import Database
from relay.store.faults import DatabaseBusy, DatabaseDamaged
from relay.store.models import Counter, Incident, Message
from relay.store.outbox import Draft
from relay.store.prepared import Prepared, new_row, read, write_new

NOW = datetime(2026, 11, 28, 3, 4, 5, 678, tzinfo=UTC)
NUMBER = "+4520111111"
_TABLE = Counter.__table__
ADD = Prepared(insert(_TABLE), ["name", "value"])  # type: ignore[arg-type]
OF_RECIPIENT = Prepared(
    select(*Message.__table__.columns, Message.tries + 1).where(
        Message.recipient == bindparam("recipient"), Message.state == MessageState.WAITING
    )
)


class GivenUp(Exception):
    """What a use case ends with that is not to be written."""


def put(session: Session) -> int:
    return outbox.put(session, Draft(Kind.RECEIPT, NUMBER, "hej"), NOW)


def test_what_is_found_is_what_the_library_reads(database: Database) -> None:
    row_id = database.write(put)

    def look(session: Session) -> None:
        row = OF_RECIPIENT.first(session, {"recipient": NUMBER})
        assert row is not None
        one = read(Message, row)

        assert one.id == row_id
        assert one not in session
        assert row[-1] == 1
        assert (one.kind, one.channel, one.state) == (
            Kind.RECEIPT,
            Channel.SMS,
            MessageState.WAITING,
        )
        by_library = select(*Message.__table__.columns)
        assert tuple(session.execute(by_library).one()) == tuple(row[:-1])

    database.read(look)


def test_instants_are_kept_whatever_their_zone(database: Database) -> None:
    here = NOW.astimezone(timezone(timedelta(hours=9)))
    database.write(lambda s: outbox.put(s, Draft(Kind.RECEIPT, NUMBER, "hej"), here))
    since = Prepared(
        select(Message.created_at).where(
            Message.created_at >= bindparam("since", type_=UtcDateTime)
        )
    )

    assert database.read(lambda s: since.value(s, {"since": here})) == NOW
    assert database.read(lambda s: since.value(s, {"since": here + timedelta(seconds=1)})) is None
    with pytest.raises(ValueError, match="without a zone"):
        database.read(lambda s: since.value(s, {"since": NOW.replace(tzinfo=None)}))


def test_several_are_written_at_once(database: Database) -> None:
    several = [{"name": f"one {number}", "value": number} for number in range(5)]

    database.write(lambda s: ADD.run_all(s, several))

    assert database.read(lambda s: s.scalars(select(func.sum(Counter.value))).one()) == 10


def test_a_row_that_is_there_already_is_a_conflict(database: Database) -> None:
    database.write(lambda s: ADD.run(s, {"name": "refused", "value": 73304050}))

    def again(session: Session) -> None:
        with pytest.raises(IntegrityError) as caught:
            ADD.run(session, {"name": "refused", "value": 73304050})
        assert "73304050" not in str(caught.value)
        session.rollback()

    database.write(again)
    assert database.read(lambda s: counters.value(s, "refused")) == 73304050


def test_a_mistake_of_ours_is_told_as_one(database: Database) -> None:
    wrong = Prepared(text("SELECT nothing FROM nowhere WHERE name = :name"))

    def ask(session: Session) -> None:
        with pytest.raises((OperationalError, ProgrammingError), match="nowhere"):
            wrong.rows(session, {"name": "x"})
        session.rollback()

    database.read(ask)


def test_a_value_that_is_missing_is_a_mistake(database: Database) -> None:
    with pytest.raises(KeyError, match="value"):
        database.write(lambda s: ADD.run(s, {"name": "refused"}))


@pytest.mark.parametrize(
    "statement",
    [
        Prepared(select(Counter.value).where(Counter.name.in_(["a", "b"]))),
        Prepared(insert(Incident.__table__), ["number"]),  # type: ignore[arg-type]  # one has a default
    ],
)
def test_what_takes_more_than_values_is_refused(database: Database, statement: Prepared) -> None:
    with pytest.raises(ValueError, match="more to this"):
        database.read(lambda s: statement.rows(s, {"number": 1001}))


def test_whoever_listens_to_statements_hears_of_it(database: Database) -> None:
    heard: list[str] = []

    def note(_connection: object, _cursor: object, words: str, *_: object) -> None:
        heard.append(words)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        database.write(put)
        database.write(lambda s: ADD.run_all(s, [{"name": "a", "value": 1}]))
        row = database.read(lambda s: OF_RECIPIENT.first(s, {"recipient": NUMBER}))
    finally:
        event.remove(database.engine, "before_cursor_execute", note)

    assert row is not None
    said = [words.split()[0] for words in heard]
    assert [one for one in said if one != "SET"] == ["INSERT", "INSERT", "SELECT"]


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_server_that_ends_the_connection_is_out_of_reach(database: Database) -> None:
    ends = Prepared(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    for use in (database.read, database.write):
        with pytest.raises(DatabaseBusy, match="terminating connection"):
            use(lambda s: ends.rows(s, {}))

    assert database.read(lambda s: s.scalars(select(func.count(Counter.name))).one()) == 0


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_file_that_is_damaged_meanwhile_is_said_to_be(database_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(make_url(database_url).database or "", copy)
    database = Database(f"sqlite:///{copy}")

    def look(session: Session) -> None:
        copy.write_bytes(b"no database" * 10_000)
        OF_RECIPIENT.rows(session, {"recipient": NUMBER})

    with pytest.raises(DatabaseDamaged, match="put a backup"):
        database.read(look)
    database.dispose()


def test_a_driver_that_knows_its_connection_closed_says_so_as_the_library_does(
    database: Database,
) -> None:
    def look(session: Session) -> None:
        driver: Any = session.connection().connection.driver_connection
        driver.close()
        with pytest.raises((OperationalError, ProgrammingError)):
            OF_RECIPIENT.rows(session, {"recipient": NUMBER})
        session.connection().invalidate()

    database.read(look)


def test_of_nobody_nothing_is_known(database: Database) -> None:
    standing = database.read(lambda s: staff.standing(s, []))

    assert (standing.unwilling, standing.drilled) == (frozenset(), frozenset())


def test_what_failed_is_not_gone_on_with(database: Database) -> None:
    """Once the library has taken a transaction back, nothing is written outside of one."""
    database.write(lambda s: ADD.run(s, {"name": "refused", "value": 1}))

    def go_on(session: Session) -> None:
        ADD.run(session, {"name": "before", "value": 1})
        session.add(Counter(name="refused", value=2))
        with pytest.raises(IntegrityError):
            session.flush()
        with pytest.raises(InvalidRequestError):
            ADD.run(session, {"name": "after", "value": 3})
        raise GivenUp

    with pytest.raises(GivenUp):
        database.write(go_on)

    assert database.read(lambda s: s.scalars(select(Counter.name)).all()) == ["refused"]


def test_a_new_row_is_written_as_it_was_made(database: Database) -> None:
    def write(session: Session) -> None:
        row = new_row(Counter, name="refused", value=7)
        session.add(row)

    database.write(write)

    assert database.read(lambda s: counters.value(s, "refused")) == 7


def test_a_new_row_has_no_other_columns_than_its_table() -> None:
    with pytest.raises(TypeError, match="incidents has no nam"):
        new_row(Incident, number=1001, nam="Jonas")


def test_what_is_not_said_is_null(database: Database) -> None:
    """Not JSON's word for it, by which no condition finds it."""
    report = read_report("Jonas, lampehuset.dk, siden er nede", NUMBER)

    def write(session: Session) -> None:
        row = incidents.draft(
            session,
            report,
            state=State.DISMISSED,
            reporter=NUMBER,
            words="",
            ladder={},
            now=NOW,
        )
        row.unsure = None
        write_new(session, row)

    database.write(write)

    unsaid = select(Incident.number).where(Incident.unsure.is_(null()), Incident.holder.is_(null()))
    assert database.read(lambda s: s.scalars(unsaid).one()) == 1001


def test_no_use_case_has_a_savepoint() -> None:
    """What runs on the driver knows one transaction at a time, and nothing of one inside it."""
    code = Path(relay.__file__).parent.rglob("*.py")

    assert [path for path in code if "begin_nested" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("kind", ["sqlite"])
def test_an_instant_with_a_zone_of_its_own_is_that_instant(database: Database) -> None:
    row_id = database.write(put)
    change = text("UPDATE messages SET created_at = '2026-11-28 05:04:05+02:00' WHERE id = :row")
    database.write(lambda s: s.execute(change, {"row": row_id}))

    read_it = select(Message.created_at).where(Message.id == row_id)
    assert database.read(lambda s: s.scalars(read_it).one()) == NOW.replace(microsecond=0)


def test_a_message_that_was_read_alone_is_let_go_of_in_the_table(database: Database) -> None:
    """Else the same one would be the most urgent for ever, and no other would leave."""
    row_id = database.write(put)

    def let_go(session: Session) -> None:
        row = OF_RECIPIENT.first(session, {"recipient": NUMBER})
        assert row is not None
        claims.drop_held(session, read(Message, row), NOW)

    database.write(let_go)

    state = select(Message.state).where(Message.id == row_id)
    assert database.read(lambda s: s.scalars(state).one()) == MessageState.DROPPED
