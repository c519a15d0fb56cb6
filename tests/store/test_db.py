"""Transactions: how long they wait, and connections that broke while they rested."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete, event, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from relay.core.message import Kind, MessageState
from relay.store import claims, counters, incidents
from relay.store.db import RESTED, Database
from relay.store.faults import DatabaseBusy, DatabaseDamaged
from relay.store.models import Counter, Message, User
from relay.store.prepared import write_new
from relay.store.sqlite import SQLITE

Often = Callable[..., object]


class GivenUp(Exception):
    """What a use case raises."""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """One of this test's own, whose connections have a past that is known."""
    database = Database(database_url)
    yield database
    database.dispose()


def count(session: Session) -> None:
    counters.add(session, "tests")


def give_up(session: Session) -> None:
    count(session)
    raise GivenUp


def give_up_at_once() -> None:
    raise GivenUp


def counted(database: Database) -> int:
    return database.read(lambda session: counters.value(session, "tests"))


@contextmanager
def held(database: Database) -> Iterator[threading.Event]:
    """The counter is held by another transaction until the event is set, or the block ends."""
    holding, let_go = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        session.execute(select(Counter).where(Counter.name == "tests").with_for_update())
        holding.set()
        let_go.wait(60)

    holder = threading.Thread(target=database.write, args=[hold])
    holder.start()
    assert holding.wait(60)
    try:
        yield let_go
    finally:
        let_go.set()
        holder.join()


def end_connection(database: Database) -> None:
    """Have the server end the one connection that a database holds."""
    pid = database.write(lambda session: session.scalar(text("SELECT pg_backend_pid()")))
    other = Database(database.url.render_as_string(hide_password=False))
    end = text("SELECT pg_terminate_backend(:pid)")
    assert other.write(lambda session: session.scalar(end, {"pid": pid}))
    other.dispose()


def test_each_use_case_waits_as_long_as_it_says(database: Database) -> None:
    database.write(count)

    with held(database) as let_go:
        for _ in range(2):  # the second by a connection on which it was said before
            with pytest.raises(DatabaseBusy):
                database.write(count, wait=timedelta(seconds=0.5))
        threading.Timer(1, let_go.set).start()
        database.write(count, wait=timedelta(seconds=60))

    assert counted(database) == 2
    with held(database), pytest.raises(DatabaseBusy):
        database.write(count, wait=timedelta(seconds=0.5))
    assert counted(database) == 2


def test_who_is_roused_reads_what_was_written(database: Database) -> None:
    """Also on SQLite, where they are roused before the commit: they wait for their turn."""
    found: list[int] = []

    def read(session: Session) -> None:
        found.append(counters.value(session, "tests"))

    readers: list[threading.Thread] = []

    def rouse() -> None:
        readers.append(threading.Thread(target=database.write, args=[read]))
        readers[-1].start()

    for _ in range(20):
        database.write(count, rouse=rouse)
        readers[-1].join(60)

    assert found == [*range(1, 21)]


def test_nobody_is_roused_by_what_was_taken_back(database: Database) -> None:
    roused: list[int] = []

    with pytest.raises(GivenUp):
        database.write(give_up, rouse=lambda: roused.append(1))

    assert (roused, counted(database)) == ([], 0)


def test_nobody_who_could_be_roused_takes_nothing_back(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    database.write(count, rouse=give_up_at_once)

    assert counted(database) == 1
    assert "nobody could be roused" in caplog.text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_connections_are_let_go_of_after_what_is_being_written(database: Database) -> None:
    let_go = threading.Thread(target=database.let_go)

    def work(session: Session) -> None:
        count(session)
        let_go.start()
        let_go.join(0.3)
        count(session)

    database.write(work)
    let_go.join(60)

    assert not let_go.is_alive()
    assert counted(database) == 2


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_commit_that_failed_took_back_how_long_to_wait(database: Database) -> None:
    def fail_late(session: Session) -> None:
        session.execute(text("CREATE TEMP TABLE t (x int UNIQUE DEFERRABLE INITIALLY DEFERRED)"))
        session.execute(text("INSERT INTO t VALUES (1), (1)"))

    wait = timedelta(seconds=0.5)
    with pytest.raises(IntegrityError):
        database.write(fail_late, wait=wait)

    told = database.write(lambda session: session.scalar(text("SHOW lock_timeout")), wait=wait)
    assert told == "500ms"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_file_is_written_by_one_connection_until_something_goes_wrong(
    database: Database,
) -> None:
    opened: list[object] = []
    event.listen(database.engine, "checkout", lambda *lent: opened.append(lent[0]))

    for _ in range(3):
        database.write(count)
    assert len(opened) == 1

    with pytest.raises(GivenUp):
        database.write(give_up)
    database.write(count)
    assert len(opened) == 2
    assert counted(database) == 4


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_connection_that_broke_while_it_rested_is_replaced(database: Database) -> None:
    database.write(count)
    end_connection(database)
    time.sleep(RESTED)

    database.write(count)

    assert counted(database) == 2


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_one_that_breaks_between_two_uses_is_busy_once(database: Database) -> None:
    database.write(count)
    end_connection(database)

    for _ in range(2):
        try:
            database.write(count)
        except DatabaseBusy:
            continue
        break

    assert counted(database) == 2


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_statement_that_no_waiting_helps_is_no_busy_database(database: Database) -> None:
    name = random.Random(1).randbytes(5000).hex()  # more than a row of an index holds

    with pytest.raises(OperationalError, match="index row"):
        database.write(lambda session: counters.add(session, name))


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    "often",
    [claims.most_urgent, claims.any_due, incidents.due],
    ids=["claim", "look", "steps"],
)
def test_what_is_asked_again_and_again_is_prepared_once(database: Database, often: Often) -> None:
    prepared: list[int] = []

    def note(action: int, *_: object) -> int:
        if action == SQLITE.SQLITE_SELECT:  # the driver's COMMIT is a new one each time
            prepared.append(action)
        return int(SQLITE.SQLITE_OK)

    # SQLite asks whether a statement may do what it does each time it prepares it.
    event.listen(database.engine, "connect", lambda connection, _: connection.set_authorizer(note))
    for number in range(200):  # more than Python's own driver keeps
        for _ in range(2):
            database.read(lambda session, n=number: session.execute(text(f"SELECT {n}")))
    now = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
    for _ in range(2):
        database.write(partial(often, now=now))
    prepared.clear()

    database.write(partial(often, now=now + timedelta(seconds=1)))

    assert not prepared


def file_of(database: Database) -> Path:
    assert database.url.database is not None
    return Path(database.url.database)


def moved_away(path: Path) -> Path:
    """Every file of a database goes into another folder; where its own is now."""
    away = path.parent / "away"
    away.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(away / file.name)
    return away / path.name


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_file_that_is_gone_is_no_database_and_is_not_made_anew(database: Database) -> None:
    database.write(count)
    path = file_of(database)

    away = moved_away(path)

    for _ in range(2):  # the second finds no connection any more
        with pytest.raises(DatabaseBusy, match="cannot be found"):
            database.write(count)
        with pytest.raises(DatabaseBusy, match="cannot be found"):
            counted(database)
        assert not path.exists()
    for file in away.parent.iterdir():
        file.replace(path.parent / file.name)
    database.write(count)
    assert counted(database) == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_file_that_another_program_writes_to_is_busy(database: Database) -> None:
    database.write(count)
    with closing(SQLITE.connect(file_of(database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseBusy, match="locked"):
            database.write(count, wait=timedelta(seconds=0.5))

    database.write(count)
    assert counted(database) == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_file_that_is_damaged_under_an_open_connection_is_said_to_be(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.dispose()
    # With a write-ahead log the damage shows later: what was written last is read from there.
    monkeypatch.setattr("relay.store.db.wal_is_safe", lambda driver: False)
    damaged = Database(database.url.render_as_string())
    damaged.write(count)

    file_of(damaged).write_bytes(b"no database" * 10_000)

    with pytest.raises(DatabaseDamaged, match="put a backup"):
        damaged.write(count)
    damaged.dispose()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_folder_that_is_away_for_a_while_is_written_to_again(database: Database) -> None:
    database.write(count)
    folder = file_of(database).parent
    away = folder.rename(folder.with_name(f"{folder.name}-away"))

    for _ in range(2):
        with pytest.raises(DatabaseBusy, match="cannot be written"):
            database.write(count, wait=timedelta(seconds=1))

    away.rename(folder)
    database.write(count)
    assert counted(database) == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_file_put_in_its_place_is_opened_as_the_first_was(database: Database) -> None:
    def settings() -> list[object]:
        asked = [text(f"PRAGMA {one}") for one in ("journal_mode", "synchronous", "foreign_keys")]
        return database.read(lambda session: [session.scalar(one) for one in asked])

    database.write(count)
    path, before = file_of(database), settings()
    assert before[1:] == [2, 1]  # FULL: what is committed is on the disk; foreign keys are kept
    database.let_go()  # with the last connection its log goes into the file
    path.with_suffix(".backup").write_bytes(path.read_bytes())
    database.write(count)
    moved_away(path)

    path.with_suffix(".backup").rename(path)

    assert counted(database) == 1
    database.write(count)
    assert counted(database) == 2
    assert settings() == before


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_backup_is_not_mixed_with_the_log_of_what_it_takes_the_place_of(
    database: Database,
) -> None:
    path, others = file_of(database), Database(database.url.render_as_string())
    backup = path.with_suffix(".backup")
    for one in (database, database, others, others):
        one.write(count)
    with closing(SQLITE.connect(path)) as copying:
        copying.execute(f"VACUUM INTO '{backup}'")
    database.write(count)

    backup.rename(path)  # while both go on
    before = path.read_bytes()
    for one in (database, others):
        with pytest.raises(DatabaseBusy, match=r"-wal and .*-shm away"):
            one.write(count)
        with pytest.raises(DatabaseBusy, match=r"-wal and .*-shm away"):
            counted(one)
    assert path.read_bytes() == before

    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").rename(path.parent / f"away{end}")
    for one in (database, others):  # the second finds the new log of the first
        one.write(count)
    assert counted(database) == counted(others) == 6
    with closing(SQLITE.connect(path)) as whole:
        assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    others.dispose()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_two_processes_take_turns_again_after_the_lock_went_away(database: Database) -> None:
    database.write(count)
    path = file_of(database)
    lock = Path(f"{path}.lock")
    lock.rename(path.parent / "away.lock")

    database.write(count)

    assert lock.exists()


def test_a_word_that_is_compared_with_stands_in_the_statement(database: Database) -> None:
    asked = select(Message).where(
        Message.kind == Kind.PAGE, Message.state.in_([MessageState.SENT, MessageState.FAILED])
    )

    compiled = asked.compile(database.engine)

    assert not compiled.params
    assert "kind = 'page'" in str(compiled)
    assert "state IN ('sent', 'failed')" in str(compiled)


def test_a_new_row_is_written_at_once_and_stays_the_one_to_change(database: Database) -> None:
    statements: list[str] = []

    def note(_1: object, _2: object, statement: str, *_: object) -> None:
        statements.append(statement.split()[0])

    def write(session: Session) -> int:
        session.connection()
        event.listen(database.engine, "before_cursor_execute", note)
        row = User(name="mette", password_hash="", role="viewer", created_at=datetime.now(UTC))
        write_new(session, row)
        assert row.person is None
        row.role = "manager"
        session.flush()
        event.remove(database.engine, "before_cursor_execute", note)
        assert session.get(User, row.id) is row
        return row.id

    row_id = database.write(write)

    assert statements == ["INSERT", "UPDATE"]
    row = database.read(lambda session: session.get_one(User, row_id))
    assert (row.name, row.role) == ("mette", "manager")
    database.write(lambda session: session.execute(delete(User).where(User.id == row_id)))
