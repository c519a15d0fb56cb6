"""What a newcomer starts: `make run` (`python -m relay demo`), `serve`, and gunicorn."""

import json
import re
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from relay.core.bundle import NEW_GAP
from tests.processes import PATIENCE, Process, Site, eventually, http
from tests.world import MERCHANT, REPORT, ROOT, TOKEN, edited_config

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def kind() -> str:
    """SQLite is what these start with; the processes of both databases have their own story."""
    return "sqlite"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path, f"sqlite:///{tmp_path}/relay.db")
    yield site
    site.end()


def fresh(site: Site) -> None:
    """The environment of somebody who has set nothing but the ports."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "RELAY_CONFIG", "PORT", "EMULATOR_PORT")
    for name in set(site.environ) - set(kept):
        del site.environ[name]


def start_demo(site: Site) -> Process:
    process = site.start("demo")
    eventually(lambda: "Ctrl-C ends it" in site.log("demo"), "the announcement")
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "the relay is ready")
    return process


def test_a_fresh_start_pages_and_a_second_goes_on(site: Site, tmp_path: Path) -> None:
    site.cold = True
    fresh(site)
    config = edited_config(tmp_path / "config", {"reminder_minutes: 2 ": "reminder_minutes: 0.2 "})
    site.environ["RELAY_CONFIG"] = str(config)
    process = start_demo(site)

    shown = site.log("demo")
    assert site.url in shown
    assert site.phones in shown
    password = re.search(r"Sign in as +manager, password (\S+)", shown)
    assert password is not None
    for path in (site.folder / "var").glob("*.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    site.phone("texts", **{"from": MERCHANT, "body": REPORT})
    eventually(lambda: pages(site), "the page on the handset")

    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert http(f"{site.phones}/healthz")[0] == 0, "the emulator ended with it"
    assert "Traceback" not in site.log("demo")

    again = start_demo(site)
    assert site.log("demo").count(password[1]) == 2, "the same sign-in as before"
    eventually(lambda: any("Påmindelse" in page for page in pages(site)), "the reminder")
    again.send_signal(signal.SIGTERM)
    assert again.wait(PATIENCE) == 0


def pages(site: Site) -> list[str]:
    return [
        text["body"]
        for text in site.phone("messages")["messages"]
        if "lampehuset dk" in text["body"] and "Svar" in text["body"]
    ]


def test_ctrl_c_amid_forty_texts_ends_the_phones_in_order(site: Site) -> None:
    fresh(site)
    process = start_demo(site)

    def text(number: int) -> None:
        site.phone("texts", **{"from": f"+45203041{number:02}", "body": REPORT})

    with ThreadPoolExecutor(40) as merchants:
        list(merchants.map(text, range(40)))
    process.send_signal(signal.SIGINT)

    assert process.wait(PATIENCE) == 0
    assert "was killed" not in site.log("demo")
    assert "Traceback" not in site.log("demo")


def test_a_taken_port_is_one_clear_line(site: Site) -> None:
    fresh(site)
    start_demo(site)
    other = Site(site.folder, "")
    other.environ = {**site.environ, "EMULATOR_PORT": str(other.emulator_port)}

    code, shown = other.ends("demo")

    assert code == 1
    assert shown.strip().splitlines() == [
        f"Error: port {site.web_port} is taken; PORT=... names another"
    ]


def test_one_port_for_both_is_one_clear_line(site: Site) -> None:
    fresh(site)
    site.environ["EMULATOR_PORT"] = site.environ["PORT"]

    assert site.ends("demo") == (1, f"Error: EMULATOR_PORT: {site.web_port} is PORT as well\n")


@pytest.mark.parametrize("port", ["x", "99999"])
def test_a_port_of_the_phones_that_is_none_is_one_clear_line(site: Site, port: str) -> None:
    fresh(site)
    site.environ["EMULATOR_PORT"] = port

    code, said = site.ends("demo")
    assert (code, said.split(";")[0]) == (1, f'Error: EMULATOR_PORT: "{port}" is not a port')


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("relay.yaml", "reminder_minutes", "reminder_minuts", "did you mean reminder_minutes?"),
        ("oncall.yaml", "phone: +4520123456 ", "phone: 2012 ", "write it as +4520123456"),
        ("oncall.yaml", "people: [mette, lars, aisha]", "people: [mete]", "is not in people"),
    ],
)
def test_a_broken_file_refuses_to_start(
    site: Site, tmp_path: Path, file: str, old: str, new: str, line: str
) -> None:
    fresh(site)
    config = tmp_path / "config"
    subprocess.run(["cp", "-r", str(ROOT / "config"), str(config)], check=True)
    path = config / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    site.environ["RELAY_CONFIG"] = str(config)

    code, shown = site.ends("demo")

    assert code == 1
    assert line in shown
    number = text[: text.index(old)].count("\n") + 1
    assert f"{file}:{number}:" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("how", ["by name", "by file"])
def test_with_an_account_it_starts_no_emulator(site: Site, how: str) -> None:
    """The account's own address is an emulator of ours here; nothing else may be started."""
    site.start_emulator()
    if how == "by file":
        for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
            (site.folder / name).write_text(site.environ.pop(name), "utf-8")
            site.environ[f"{name}_FILE"] = str(site.folder / name)
    own_port = site.environ["EMULATOR_PORT"]
    site.environ["EMULATOR_PORT"] = str(Site(site.folder, "").emulator_port)

    site.start("demo")
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "the relay is ready")

    assert http(f"http://127.0.0.1:{site.environ['EMULATOR_PORT']}/healthz")[0] == 0
    assert http(f"http://127.0.0.1:{own_port}/healthz")[0] == 200
    assert "The phones" not in site.log("demo")


@pytest.mark.parametrize("command", ["web", "worker", "serve"])
def test_without_secrets_a_process_refuses_to_start(site: Site, command: str) -> None:
    del site.environ["SECRET_KEY"]

    code, shown = site.ends(command)

    assert code == 1
    assert "SECRET_KEY" in shown
    assert "Traceback" not in shown


def test_serve_answers_and_ends(site: Site) -> None:
    site.start_emulator()
    process = site.start("serve")
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "the relay is ready")

    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
    eventually(lambda: pages(site), "the page on the handset")
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("token", "wrong"),
    [
        ("0" * 32, "is refused, or the account is suspended"),
        ("abc", "is shorter than the 32 characters of a token of Twilio's"),
    ],
)
def test_a_token_that_the_carrier_refuses_is_one_clear_line(
    site: Site, token: str, wrong: str
) -> None:
    site.start_emulator()
    site.environ["TWILIO_AUTH_TOKEN"] = f"{token},{TOKEN}"
    site.start("serve")
    eventually(lambda: http(f"{site.url}/healthz")[0] == 200, "the relay answers")

    assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200

    errors = [one for one in site.log("serve").splitlines() if " ERROR " in one]
    assert errors[0].partition(": ")[2] == (
        f"TWILIO_AUTH_TOKEN: {wrong} (401 20003 Unable to fetch record: Authenticate); set it and "
        "TWILIO_ACCOUNT_SID as the Twilio console shows them and start again: "
        "Twilio sends nothing until then"
    )
    assert "Exception" not in site.log("serve")
    assert "Traceback" not in site.log("serve")


@pytest.mark.timeout(240)
def test_gunicorn_and_a_worker_share_the_database(site: Site) -> None:
    """gunicorn -c config/gunicorn.py wsgi:app, as the Procfile has it."""
    procfile = (ROOT / "Procfile").read_text("utf-8")
    assert "gunicorn -c config/gunicorn.py wsgi:app" in procfile
    site.run("db", "upgrade")
    site.start_emulator()
    site.cold = True
    web = site.start_gunicorn()
    worker = site.start("worker")
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "the relay is ready")

    answers = [
        site.webhook(MessageSid=f"SM{n:032x}", From=f"+45203040{n:02}", Body=REPORT)
        for n in range(10)
    ]

    assert answers == [200] * 10
    # On a busy machine a list may leave before all are there; the next one comes a minute later.
    longest = PATIENCE + NEW_GAP.total_seconds()
    eventually(
        lambda: any(one.startswith("10 ") for one in pages(site)),
        "a list of all ten",
        seconds=longest,
    )
    for process in (web, worker):
        process.send_signal(signal.SIGTERM)
    assert [process.wait(PATIENCE) for process in (web, worker)] == [0, 0]


def test_the_log_bears_no_secret_and_no_whole_number(site: Site) -> None:
    fresh(site)
    process = start_demo(site)
    site.phone("texts", **{"from": MERCHANT, "body": REPORT})
    eventually(lambda: pages(site), "the page on the handset")
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)

    log = site.log("demo")
    numbers = [MERCHANT, *re.findall(r"phone: (\+\d+)", (ROOT / "config/oncall.yaml").read_text())]
    secrets = json.loads((site.folder / "var" / "secrets.json").read_text())
    token = json.loads((site.folder / "var" / "demo.json").read_text())["auth_token"]
    for hidden in (*numbers, *secrets.values(), token):
        assert hidden not in log
    assert "inbound SM" in log


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("SECRET_KEY", "", "SECRET_KEY: is not set; give it 32 random characters or more"),
        ("WEB_CONCURRENCY", "two", 'WEB_CONCURRENCY: "two" is not a whole number'),
        ("LANG", "C", "the database is at version none"),  # it is the tables that are not made
    ],
)
def test_gunicorn_refuses_in_one_clear_line(site: Site, name: str, value: str, line: str) -> None:
    site.environ |= {"WEB_CONCURRENCY": "1", name: value}

    assert site.start_gunicorn().wait(PATIENCE) != 0

    refused = [one for one in site.log("gunicorn").splitlines() if "Error: " in one]
    assert [one.partition(line)[1] for one in refused] == [line]
    assert refused[0].startswith("Error: ")
    assert "Traceback" not in site.log("gunicorn")
