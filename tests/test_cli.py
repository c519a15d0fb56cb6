"""The command line: what is refused in one line, what `read` prints, and how processes end."""

import json
import random
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from relay import demo
from relay.cli import main
from relay.cli.phones import duties, emulator_config
from relay.settings import BadSettings, Live, load
from relay.store import schema
from relay.store.db import Database
from relay.store.faults import DatabaseBusy
from tests.processes import Process, Site, eventually, http
from tests.world import ACCOUNT, ROOT, TOKEN, edited_config, environ

SQLITE_FILES = {"relay.db", "relay.db.lock", "relay.db-wal", "relay.db-shm"}
GOOD = '{"id": "g", "from": "+4520304050", "body": "Mette fra hund.dk, kassen er nede"}'


def read(text: str | bytes) -> tuple[list[dict[str, object]], int]:
    """What `read` prints for some lines, and its exit code; every line must be JSON in UTF-8."""
    result = CliRunner().invoke(main, ["read"], input=text)
    lines = result.stdout_bytes.decode("utf-8").splitlines()
    return [json.loads(line, parse_constant=pytest.fail) for line in lines], result.exit_code


def test_good_lines_are_read() -> None:
    lines, code = read(f"{GOOD}\n{GOOD}")

    assert [(line["id"], line["webshop"]) for line in lines] == [("g", "hund.dk")] * 2
    assert code == 0


def test_a_mark_of_the_encoding_costs_no_line() -> None:
    lines, code = read(b"\xef\xbb\xbf" + GOOD.encode())

    assert [line["id"] for line in lines] == ["g"]
    assert code == 0


def test_a_line_that_is_not_json_names_its_place() -> None:
    lines, _ = read(f"{GOOD}\n{{x")

    assert lines[1]["error"] == (
        "line 2: not JSON: Expecting property name enclosed in double quotes, at character 2"
    )


def test_a_country_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(main, ["read", "--country", "XX"], input=GOOD)

    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("line", "id", "error"),
    [
        ("", None, "not JSON"),
        ("   ", None, "not JSON"),
        ("{", None, "not JSON"),
        ("[" * 100_000, None, "nested too deeply"),
        ('{"id": ' * 100_000, None, "nested too deeply"),
        ("[1]", None, "not an object"),
        ('{"id": NaN, "body": "x"}', None, "NaN is no number of JSON"),
        ('{"id": -Infinity, "body": "x"}', None, "-Infinity is no number of JSON"),
        ('{"id": 1e999, "body": "x"}', None, "1e999 is no number of JSON"),
        (f'{{"id": {"9" * 5000}, "body": "x"}}', None, "not JSON"),
        ('{"id": [1], "body": "x"}', None, '"id" must be a text or a number'),
        ('{"id": 7}', 7, '"body" and "from" must be texts'),
        ('{"id": 7, "body": "x", "from": null}', 7, '"body" and "from" must be texts'),
        (r'{"id": "\ud800", "body": 1}', "\ud800", '"body" and "from" must be texts'),
    ],
)
def test_a_bad_line_gives_one_line_among_the_others(line: str, id: object, error: str) -> None:
    lines, code = read(f"{GOOD}\n{line}\n{GOOD}\n")

    assert [sorted(found) for found in lines][1] == ["error", "id"]
    assert lines[0] == lines[2]
    assert lines[1]["id"] == id
    assert str(lines[1]["error"]).startswith("line 2: ")
    assert error in str(lines[1]["error"])
    assert code == 1


def test_half_a_surrogate_pair_is_read_as_a_strange_sign() -> None:
    text = r'{"id": "\udfff", "from": "\ud800", "body": "Mette fra hund.dk, kassen \ud800 er nede"}'

    lines, code = read(text)

    assert [(line["id"], line["webshop"]) for line in lines] == [("\udfff", "hund.dk")]
    assert "\ud800" not in str(lines[0]["problem"])
    assert code == 0


def test_bytes_that_are_no_text_are_read() -> None:
    lines, code = read(b'{"id": "1", "body": "kassen er nede \xff"}\n')

    assert [line["id"] for line in lines] == ["1"]
    assert code == 0


def run(*words: str, **environ: str) -> Result:
    """A command with the shipped settings."""
    return CliRunner().invoke(main, words, env={"RELAY_CONFIG": str(ROOT / "config"), **environ})


@pytest.mark.parametrize(
    "words",
    [
        ("user", "list"),
        ("user", "add", "karen", "--password", "a long enough one"),
        ("user", "reset", "karen", "--password", "a long enough one"),
        ("user", "reset", "karen"),  # told before a password is asked for
    ],
)
def test_users_without_tables_are_told_how_to_make_them(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    result = run(*words, DATABASE_URL=f"sqlite:///{tmp_path}/relay.db")

    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "python -m relay db upgrade" in result.output


def test_users_are_asked_for_nothing_in_vain(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/relay.db"
    run("db", "upgrade", DATABASE_URL=url)

    unknown = run("user", "reset", "nobody", DATABASE_URL=url)
    alone = run("user", "add", "karen", DATABASE_URL=url)  # there is no terminal here
    run("user", "add", "karen", "--password", "a long enough one", DATABASE_URL=url)
    listed = run("user", "list", DATABASE_URL=url)

    assert unknown.output == "Error: there is no user nobody\n"
    assert alone.output == (
        "Error: no terminal to ask for a password at; give it with --password\n"
    )
    assert (unknown.exit_code, alone.exit_code) == (1, 1)
    assert listed.output == "name\trole\tperson\nkaren\tviewer\t-\n"


def test_tables_of_a_newer_version_are_told_in_one_line_and_served(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/relay.db")
    schema.upgrade(database)
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    database.write(lambda session: session.execute(newer))
    database.dispose()

    upgraded = run("db", "upgrade", DATABASE_URL=f"sqlite:///{tmp_path}/relay.db")
    listed = run("user", "list", DATABASE_URL=f"sqlite:///{tmp_path}/relay.db")

    assert upgraded.output == "the tables are already of a newer version\n"
    assert (upgraded.exit_code, listed.exit_code) == (0, 0)


@pytest.mark.parametrize("words", [("db", "upgrade"), ("user", "list")])
def test_a_database_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "var" / "relay.db"

    result = run(*words, DATABASE_URL=f"sqlite:///{path}")

    assert result.exit_code == 1
    assert result.output == f"Error: the database: {path} cannot be written: Not a directory\n"


def damage(path: Path, kind: str) -> None:
    """Make a database of nothing but noise, or a proper one with noise after its first page."""
    noise = random.Random(1).randbytes
    if kind == "noise":
        path.write_bytes(noise(20_000))
        return
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    database.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + noise(len(whole) - 4096))


@pytest.mark.parametrize("words", [("db", "upgrade"), ("user", "list")])
@pytest.mark.parametrize("kind", ["noise", "half"])
def test_a_damaged_database_is_one_line(tmp_path: Path, words: tuple[str, ...], kind: str) -> None:
    path = tmp_path / "relay.db"
    damage(path, kind)

    result = run(*words, DATABASE_URL=f"sqlite:///{path}")

    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {path} is damaged, or no SQLite database (")
    assert result.output.endswith(
        "): put a backup of it in its place, and move its -wal and -shm away\n"
    )
    assert result.output.count("\n") == 1


def test_a_table_that_no_migration_makes_again_is_one_line(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/relay.db")
    schema.upgrade(database)
    database.write(lambda session: session.execute(text("DROP TABLE heartbeats")))
    database.dispose()

    result = run("db", "upgrade", DATABASE_URL=f"sqlite:///{tmp_path}/relay.db")

    assert result.exit_code == 1
    assert result.output == (
        "Error: the database has lost what was in heartbeats: put a backup in its place\n"
    )


def test_a_database_in_memory_is_refused() -> None:
    result = run("db", "upgrade", DATABASE_URL="sqlite:///:memory:")

    assert result.exit_code == 1
    assert result.output.startswith("Error: DATABASE_URL: must name a file")


def test_the_database_and_what_lies_beside_it_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "var"
    database = Database(f"sqlite:///{folder}/relay.db")
    schema.upgrade(database)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    database.dispose()

    assert {"relay.db", "relay.db.lock"} <= modes.keys() <= SQLITE_FILES
    assert set(modes.values()) == {0o600}
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)] == [0o700] * 2


def test_a_database_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "relay.db"
    path.touch()
    path.chmod(0o640)  # a group that makes the backups

    Database(f"sqlite:///{path}").dispose()

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_that_cannot_be_made_is_a_busy_database(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(DatabaseBusy, match="cannot be written: Not a directory"):
        Database(f"sqlite:///{tmp_path}/file/relay.db")


def test_the_demo_account_is_made_once(tmp_path: Path) -> None:
    var = tmp_path / "var"

    first, second = demo.keep(var), demo.keep(var)

    assert first == second
    assert stat.S_IMODE((var / "demo.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"user": "x"}', "[" * 100_000])
def test_a_damaged_demo_account_is_refused_and_left_alone(tmp_path: Path, damage: str) -> None:
    (tmp_path / "demo.json").write_text(damage)

    with pytest.raises(BadSettings, match=r"demo\.json") as bad:
        demo.keep(tmp_path)

    assert len(bad.value.lines) == 1
    assert (tmp_path / "demo.json").read_text() == damage


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A relay that finds its account by itself, as on a fresh machine."""
    site = Site(tmp_path, f"sqlite:///{tmp_path}/var/relay.db")
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_URL"):
        del site.environ[name]
    yield site
    site.end()


def start_demo(site: Site) -> Process:
    """`make run`, up to where both of its processes answer."""
    process = site.start("demo")
    eventually(lambda: http(f"{site.url}/healthz")[0] == 200, "the relay")
    assert http(f"{site.phones}/healthz")[0] == 200
    return process


def is_silent(site: Site) -> bool:
    """Whether neither the relay nor the emulator answers."""
    return http(f"{site.url}/healthz")[0] == http(f"{site.phones}/healthz")[0] == 0


def test_a_damaged_demo_account_ends_the_demo_in_one_line(site: Site) -> None:
    (site.folder / "var").mkdir()
    (site.folder / "var" / "demo.json").write_text("{")

    process = site.start("demo")

    assert process.wait(60) == 1
    assert site.log("demo").startswith("Error: var/demo.json: cannot be used")
    assert site.log("demo").count("\n") == 1


@pytest.mark.parametrize("command", ["web", "worker", "demo"])
def test_a_damaged_database_ends_a_process_in_one_line(site: Site, command: str) -> None:
    (site.folder / "var").mkdir()
    damage(site.folder / "var" / "relay.db", "noise")
    if command != "demo":
        site.environ |= demo.environment(site.environ, site.folder / "var")

    process = site.start(command)

    assert process.wait(60) == 1
    assert "var/relay.db is damaged" in site.log(command)
    assert "Traceback" not in site.log(command)


def test_the_emulator_ends_when_the_relay_is_killed(site: Site) -> None:
    process = start_demo(site)

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert eventually(lambda: is_silent(site), "the emulator's end")


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("nosuch://hush-hush", "BACKUP_CARRIER_URL: Apprise cannot send by it"),
        # Apprise takes no Danish sender for it.
        (f"twilio://AC{'0' * 32}:{'f' * 32}@+4529701595", "Apprise cannot send by it"),
    ],
)
def test_a_second_provider_that_cannot_be_used_refuses_the_start(
    site: Site, url: str, line: str
) -> None:
    site.environ["BACKUP_CARRIER_URL"] = url

    process = site.start("demo")

    assert process.wait(60) == 1
    assert line in site.log("demo")
    assert "hush" not in site.log("demo")
    assert "Traceback" not in site.log("demo")


def test_a_further_channel_that_cannot_be_used_refuses_the_start(
    site: Site, tmp_path: Path
) -> None:
    site.environ["RELAY_CONFIG"] = str(
        edited_config(tmp_path / "config", {"[sms, voice]": "[sms, voice, 'nosuch://hush-hush']"})
    )

    process = site.start("demo")

    assert process.wait(60) == 1
    said = "oncall.yaml:13: people.mette.notify.2: cannot be used; give sms, voice or a whole URL"
    assert f"{tmp_path}/config/{said}" in site.log("demo")
    assert "hush" not in site.log("demo")


def test_an_end_during_the_start_says_nothing(site: Site) -> None:
    site.environ |= {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN}
    site.environ |= {"TWILIO_API_URL": site.phones}
    with socket.create_server(("127.0.0.1", site.emulator_port)) as carrier:
        process = site.start("serve")
        asked, _ = carrier.accept()  # about the account, and never answers

        process.send_signal(signal.SIGINT)

        assert process.wait(60) == 130
        asked.close()
    assert site.log("serve") == ""


def test_a_closed_terminal_ends_the_relay_in_order(site: Site) -> None:
    process = start_demo(site)

    process.send_signal(signal.SIGHUP)

    assert process.wait(60) == 0
    assert is_silent(site)
    assert "Traceback" not in site.log("demo")


def test_a_closed_terminal_ends_web_and_worker_apart(site: Site) -> None:
    site.run("db", "upgrade")
    site.environ |= demo.environment(site.environ, site.folder / "var")
    web, worker = site.start_web(), site.start("worker")
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "the worker")

    for process in (web, worker):
        process.send_signal(signal.SIGHUP)

    assert [process.wait(60) for process in (web, worker)] == [0, 0]


def test_a_process_outlives_its_terminal_under_nohup(site: Site) -> None:
    ignoring = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
    ignoring += "os.execv(sys.executable, [sys.executable, '-m', 'relay', 'emulator'])"
    command = [sys.executable, "-c", ignoring]
    with subprocess.Popen(command, cwd=site.folder, env=site.environ) as process:
        eventually(lambda: http(f"{site.phones}/healthz")[0] == 200, "the emulator")

        process.send_signal(signal.SIGHUP)

        assert http(f"{site.phones}/healthz")[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 09:00 in Copenhagen: the turn of Lars begins
METTE, LARS, AISHA, KAREN = (f"+45201234{number}" for number in (56, 57, 58, 59))


def test_phones_say_who_is_on_call_and_show_them_first() -> None:
    config = emulator_config(Live(environ("sqlite:///relay.db")), MONDAY)

    crew = [handset.phone for handset in config.handsets if handset.staff]

    assert crew == [LARS, AISHA, METTE, KAREN]
    assert config.duties(MONDAY) == {
        LARS: "primary now",
        AISHA: "secondary now",
        METTE: "engineer, off duty",
        KAREN: "manager",
    }
    assert config.duties(MONDAY - timedelta(seconds=1))[METTE] == "primary now"


def test_phone_of_somebody_who_is_all_at_once_says_so(tmp_path: Path) -> None:
    config = edited_config(
        tmp_path / "config", {"people: [lars, aisha, mette]": "people: [mette, lars]"}
    )
    settings = load(environ("sqlite:///relay.db", config))

    assert duties(settings, datetime(2026, 1, 6, tzinfo=UTC))[METTE] == "primary and secondary now"


def test_the_emulator_alone_does_not_need_an_input(site: Site) -> None:
    process = site.start_emulator()

    process.send_signal(signal.SIGTERM)

    assert process.wait(60) == 0
