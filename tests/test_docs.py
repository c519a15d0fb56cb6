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
from tests.world import ROOT, World

README = (ROOT / "README.md").read_text("utf-8")
# Started and answered by tests of their own, or by CI: those that do not end by themselves.
ELSEWHERE = {
    "make run": "tests/story/test_make_run.py",
    "make test": ".ci/run",
    "make test-postgresql": ".ci/run",
    "gunicorn -c config/gunicorn.py wsgi:app": "tests/story/test_make_run.py",
    "python -m relay worker": "tests/story/test_processes.py",
    "python -m relay serve": "tests/story/test_make_run.py",
    "python -m relay simulate --nights 1000 --faults 0.3": "tests/simulate/test_command.py",
}


def blocks() -> list[str]:
    """The commands of the README's shell blocks, a line each."""
    found = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line.strip() for block in found for line in block.splitlines() if line.strip()]


def inline() -> list[str]:
    """The commands that stand in a sentence."""
    return re.findall(r"`((?:[A-Z_]+=\S+ )?(?:make|python -m relay) ?[^`]*)`", README)


@pytest.mark.parametrize("command", sorted({*blocks(), *inline()} - set(ELSEWHERE)))
def test_command_runs(command: str, migrated_sqlite: Path, tmp_path: Path) -> None:
    words = command
    if command.startswith(("make", "PORT=")):
        words = f"{command} --dry-run"
    if " user add " in command:
        words += " --password 'a long enough one'"
    if any(word in command for word in (" user add ", "--export", "relay page")):
        shutil.copy(migrated_sqlite, tmp_path / "relay.db")

    done = run(words, tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    if " read" in command and "--export" not in command:
        assert '"webshop": "hundehjørnet.dk"' in done.stdout


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = command.replace("python -m relay", f"{shlex.quote(sys.executable)} -m relay", 1)
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TWILIO")},
        "DATABASE_URL": f"sqlite:///{folder}/relay.db",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        command, shell=True, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(("command", "where"), ELSEWHERE.items())
def test_command_is_run_elsewhere(command: str, where: str) -> None:
    assert command in README
    text = (ROOT / where).read_text("utf-8")
    last = command.rsplit(" ", 1)[-1]
    assert last in text


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
