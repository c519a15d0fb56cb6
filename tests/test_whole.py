"""`make test` and `make test-postgresql` together are every test, each of them once."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.conftest import chosen
from tests.world import ROOT

HERE = [
    "tests/story/test_ladder.py::test_a_story[sqlite]",
    "tests/core/test_words.py::test_a_rule",
    "tests/store/test_db.py::test_a_row[sqlite]",
    "tests/store/test_db.py::test_a_row[postgresql]",
    "tests/story/test_nets.py::test_a_server_of_its_own[postgresql]",
]
AGAIN = ["tests/story/test_ladder.py::test_a_story[postgresql]"]


def picked(stories_on: str) -> list[str]:
    items: list[Any] = [
        SimpleNamespace(nodeid=name, path=Path(name.partition("::")[0])) for name in HERE + AGAIN
    ]
    return [item.nodeid for item in chosen(stories_on, items)]


def test_no_test_is_left_out_and_none_runs_twice() -> None:
    assert picked("sqlite") == HERE
    assert picked("postgresql") == AGAIN
    assert picked("both") == HERE + AGAIN


def test_ci_runs_both() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    ci = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()

    for target, kind in {"test": "sqlite", "test-postgresql": "postgresql"}.items():
        assert f"make {target}" in ci
        assert f"pytest --stories-on {kind}\n" in makefile
