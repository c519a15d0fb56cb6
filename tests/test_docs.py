"""What the README says is so: its commands run, its settings, routes and files are real."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relay.settings import Environment
from tests import warm
from tests.world import ROOT, World

README = (ROOT / "README.md").read_text("utf-8")
# Started and answered by tests of their own, or by CI: those that do not end by themselves, and
# the line that is gone when they are.
MAKE_RUN = "tests/story/test_make_run.py"
ELSEWHERE = {
    ". .venv/bin/activate": ("Makefile", "VENV := .venv\n"),
    "make run": (MAKE_RUN, "def test_a_fresh_start_pages_and_a_second_goes_on("),
    "make test": (".ci/run", "make test\n"),
    "make test-browser": (".ci/run", "make test-browser\n"),
    "make test-postgresql": (".ci/run", "make test-postgresql\n"),
    "make test-nights": (".ci/run", "make test-nights\n"),
    "gunicorn -c config/gunicorn.py wsgi:app": (MAKE_RUN, "    web = site.start_gunicorn()\n"),
    "python -m relay worker": (
        "tests/story/test_processes.py",
        "def test_a_worker_killed_between_claim_and_send_loses_nothing(",
    ),
    "python -m relay serve": (MAKE_RUN, '    process = site.start("serve")\n'),
    "python -m relay simulate --nights 1000 --faults 0.3": (
        "tests/simulate/test_command.py",
        '    done = simulate("--nights", "2", "--faults", "0.3", "--seed", "16", "--json")\n',
    ),
}
PROGRAMS = r"make|python|gunicorn|pytest|pip"


def blocks() -> list[str]:
    """The commands of the README's shell blocks, a line each."""
    found = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line.strip() for block in found for line in block.splitlines() if line.strip()]


def inline() -> list[str]:
    """The commands that stand in a sentence."""
    return re.findall(rf"`((?:[A-Z_]+=\S+ )?(?:{PROGRAMS})(?: [^`]*)?)`", README)


@pytest.mark.parametrize("command", sorted({*blocks(), *inline()} - set(ELSEWHERE)))
def test_command_runs(command: str, migrated_sqlite: Path, tmp_path: Path) -> None:
    words = command
    if command.startswith(("make", "PORT=")):
        words = f"{command} --dry-run"
    if command == "python -m tests.planted":
        words += " --help"  # else it plants every bug
    if " user add " in command:
        words += " --password 'a long enough one'"
    if any(word in command for word in (" user add ", "--export", "relay page")):
        shutil.copy(migrated_sqlite, tmp_path / "relay.db")

    code, shown = run(words, tmp_path)

    assert code == 0, shown
    if " read" in command and "--export" not in command:
        assert '"webshop": "hundehjørnet.dk"' in shown


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command as a shell does; its exit code and all that it printed.

    What is `python -m` alone needs no shell, and no interpreter that loads everything anew.
    """
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TWILIO")},
        "DATABASE_URL": f"sqlite:///{folder}/relay.db",
        "PYTHONPATH": str(ROOT),
    }
    if command.startswith("python -m "):
        log = folder / "shown.log"
        _, _, module, *words = shlex.split(command)
        code = warm.Process(module, words, environ, ROOT, log).wait(60)
        return code, log.read_text("utf-8")
    command = command.replace("python -m", f"{shlex.quote(sys.executable)} -m", 1)
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", ELSEWHERE)
def test_command_is_run_elsewhere(command: str) -> None:
    where, needle = ELSEWHERE[command]
    assert command in {*blocks(), *inline()}
    assert (ROOT / where).read_text("utf-8").count(needle) == 1


def test_every_command_is_found() -> None:
    found = [*blocks(), *inline()]

    assert README.count("python -m ") == sum("python -m " in one for one in found)


def test_the_tries_of_a_webhook_fit_the_time_that_is_given() -> None:
    """All tries together take 15 s.

    https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
    """
    (fragment,) = re.findall(r"/twilio/sms#(\S+)", README)
    given = dict(part.split("=") for part in fragment.split("&"))

    assert int(given["rc"]) * int(given["rt"]) <= 15_000


def test_every_setting_of_the_environment_is_in_the_readme_and_the_example() -> None:
    names = {
        "config": "RELAY_CONFIG",
        "twilio_auth_tokens": "TWILIO_AUTH_TOKEN",
    }
    example = (ROOT / "config" / "example.env").read_text("utf-8")
    for field in Environment.__dataclass_fields__:
        name = names.get(field, field.upper())
        assert f"`{name}`" in README, name
        assert f"{name}=" in example, name


@pytest.mark.parametrize("route", ["/twilio/sms", "/readyz", "/healthz"])
def test_route_of_the_readme_is_there(world: World, route: str) -> None:
    rules = {rule.rule for rule in world.client.application.url_map.iter_rules()}

    assert route in README
    assert route in rules


def test_every_file_the_readme_names_is_there() -> None:
    named = re.findall(r"`((?:relay|config|tests|docs)/[\w./]*\w|Procfile)`", README)
    linked = re.findall(r"\]\((docs/[^)]+)\)", README)

    missing = [name for name in [*named, *linked] if not (ROOT / name).exists()]

    assert named
    assert missing == []


def test_every_room_of_the_readme_is_there() -> None:
    rooms = re.findall(r"^\| `(relay/[\w./]+)` \|", README, re.MULTILINE)

    assert len(rooms) > 5
    assert all((ROOT / room).exists() for room in rooms)
