"""`python -m relay simulate`: figures, stories, exit codes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from relay.cli import main
from relay.simulate.stage import MEMORY
from tests.world import ROOT


def simulate(*words: str, **environ: str) -> Result:
    environ = {"RELAY_CONFIG": str(ROOT / "config"), "DATABASE_URL": "sqlite:///none/x", **environ}
    return CliRunner().invoke(main, ["simulate", *words], env=environ)


def test_nights_that_keep_every_promise_are_counted() -> None:
    done = simulate("--nights", "2", "--faults", "0.3", "--seed", "16", "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == 0, done.output
    assert (told["nights"], told["seeds"], told["faults"]) == (2, [16, 17], 0.3)
    assert told["incidents"] >= 2
    assert told["pages"] > 0
    assert (told["promises_broken"], told["failures"]) == (0, [])
    assert "2 of 2 nights, 0 broke a promise" in done.stderr


def test_several_processes_find_what_one_finds() -> None:
    nights = ("--nights", "3", "--faults", "0.3", "--seed", "16", "--json", "--jobs")

    alone, together = (json.loads(simulate(*nights, jobs).stdout) for jobs in ("1", "2"))

    assert {**alone, "cpu_seconds": 0} == {**together, "cpu_seconds": 0}


def test_a_broken_promise_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relay.core.escalation._over", lambda *_: False)

    done = simulate("--nights", "1", "--faults", "0", "--seed", "17")

    assert done.exit_code == 1
    assert "Seed 17 broke a promise: no incident goes quiet (2)" in done.stdout
    assert "Again: python -m relay simulate --nights 1 --seed 17 --faults 0" in done.stdout
    assert "no incident goes quiet (2): 1 nights, seeds 17" in done.stdout
    assert "texts:" in done.stdout
    assert "BROKEN" in done.stdout
    assert "promises broken: 1" in done.stdout


def folders(process: int) -> list[Path]:
    places = {MEMORY, Path(tempfile.gettempdir())}
    return [made for place in places for made in place.glob(f"relay-nights-{process}-*")]


ENDLESS = ("simulate", "--nights", "10000", "--faults", "0", "--seed", "17")
# As `python -m relay`, with a bug that the first night shows.
WITH_A_BUG = """
import sys
from relay.cli import main
from relay.core import escalation
escalation._over = lambda *_: False
main(sys.argv[1:])
"""


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "RELAY_CONFIG": str(ROOT / "config")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(("end", "jobs"), [(signal.SIGINT, "1"), (signal.SIGTERM, "2")])
def test_a_run_that_is_ended_says_how_far_it_came_and_leaves_nothing_behind(
    end: signal.Signals, jobs: str
) -> None:
    with running("-m", "relay", *ENDLESS, "--jobs", jobs) as process:
        until = time.monotonic() + 60
        while not folders(process.pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert folders(process.pid)

        process.send_signal(end)
        stdout, stderr = process.communicate(timeout=60)

    assert process.returncode == 128 + end
    assert "promises broken: 0" in stdout
    assert "of 10000 nights" in stderr
    assert "Traceback" not in stderr
    assert not folders(process.pid)


def test_a_broken_night_is_named_at_once_and_told_when_the_run_is_ended() -> None:
    with running("-c", WITH_A_BUG, *ENDLESS, "--jobs", "1") as process:
        assert process.stderr is not None
        named, again = process.stderr.readline(), process.stderr.readline()

        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)

    assert named.startswith("Seed 17 broke a promise: no incident goes quiet (2)")
    assert again == "  Again: python -m relay simulate --nights 1 --seed 17 --faults 0\n"
    assert "Ended after 1 of 10000 nights" in stderr
    assert process.returncode == 1
    assert "BROKEN" in stdout
    assert "promises broken: 1" in stdout
    assert not folders(process.pid)


@pytest.mark.parametrize(
    "words", [("--nights", "0"), ("--faults", "2"), ("--faults", "nan"), ("--seed", "x")]
)
def test_nonsense_is_refused(words: tuple[str, str]) -> None:
    assert simulate(*words).exit_code == 2


def test_bad_settings_are_one_clear_line() -> None:
    done = simulate("--nights", "1", RELAY_CONFIG="nowhere")

    assert done.exit_code == 1
    assert "nowhere" in done.output
    assert "Traceback" not in done.output
