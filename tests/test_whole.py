"""`make test`, `-browser`, `-postgresql` and `-nights` together are every test, each once."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import PARTS, chosen, shared_out
from tests.world import ROOT

MOST = [
    "tests/story/test_ladder.py::test_a_story[sqlite]",
    "tests/core/test_words.py::test_a_rule",
    "tests/store/test_db.py::test_a_row[sqlite]",
    "tests/store/test_db.py::test_a_row[postgresql]",
    "tests/story/test_start.py::test_a_server_of_its_own[postgresql]",
]
BROWSER = [
    "tests/web/test_browser.py::test_a_page[1280]",
    "tests/emulator/test_page.py::test_a_handset",
]
AGAIN = ["tests/story/test_ladder.py::test_a_story[postgresql]"]
NIGHTS = [
    "tests/simulate/test_seeds.py::test_nights[5]",
    "tests/story/test_nets.py::test_a_process_that_is_killed[sqlite]",
]
EVERY = MOST + BROWSER + AGAIN + NIGHTS


def collected(names: list[str]) -> list[Any]:
    return [
        SimpleNamespace(
            nodeid=name,
            path=Path(name.partition("::")[0]),
            fixturenames=["chromium"] if name in BROWSER else ["tmp_path"],
        )
        for name in names
    ]


def picked(part: str | None) -> list[str]:
    return [item.nodeid for item in chosen(part, collected(EVERY))]


def test_no_test_is_left_out_and_none_runs_twice() -> None:
    assert picked("most") == MOST
    assert picked("browser") == BROWSER
    assert picked("again") == AGAIN
    assert picked("nights") == NIGHTS
    assert picked(None) == EVERY


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 6])
def test_no_test_is_lost_among_the_workers(workers: int) -> None:
    names = sorted(f"{name}-{copy}" for name in EVERY for copy in range(7))

    order = [item.nodeid for item in shared_out(collected(names), workers)]

    assert sorted(order) == names


def test_some_workers_wait_while_the_others_work() -> None:
    names = [f"tests/core/test_words.py::{rule}" for rule in range(24)]
    names += [f"tests/story/test_ladder.py::{story}" for story in range(8)]
    names += [f"tests/story/test_nets.py::{process}" for process in range(8)]

    order = [item.path.name for item in shared_out(collected(names), 4)]

    assert order[::10] == [*2 * ["test_nets.py"], *2 * ["test_ladder.py"]]
    assert order[9::10] == 4 * ["test_words.py"]


def test_ci_runs_every_part() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    ci = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()

    targets = ("test", "test-browser", "test-postgresql", "test-nights")
    for target, part in zip(targets, PARTS, strict=True):
        assert f"make {target}" in ci
        assert f"{target}: setup-dev" in makefile
        assert f"pytest --part {part}\n" in makefile
