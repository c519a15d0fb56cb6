"""Patterns that are made when the first text needs them."""

import re
import subprocess
import sys

import pytest

from relay.core.reading import seldom
from relay.core.reading.seldom import Seldom, make_ready

# No test before may have made a pattern, so each of these is a process of its own.
UNMADE = "[one for one in seldom._EVERY if 'made' not in vars(one)]"
READ = "from relay.core.reading import seldom; from relay.core.report import read_report;"


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_it_is_used_as_a_compiled_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seldom, "_EVERY", [])
    body, text = r"NE(?P<end>DE|RE)", "er nede, nere"
    one, made = Seldom(re.compile, body, re.IGNORECASE), re.compile(body, re.IGNORECASE)

    def spans(found: re.Match[str] | None) -> object:
        return found and (found.span(), found["end"])

    assert spans(one.search(text)) == spans(made.search(text)) == ((3, 7), "de")
    assert spans(one.match(text, 3)) == spans(made.match(text, 3)) != spans(one.match(text))
    assert spans(one.fullmatch("nere")) == spans(made.fullmatch("nere")) is not None
    assert [spans(each) for each in one.finditer(text)] == [((3, 7), "de"), ((9, 13), "re")]
    assert one.sub("op", text, count=1) == "er op, nere"


def test_it_is_made_once_and_by_the_first_use_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seldom, "_EVERY", [])
    asked: list[str] = []

    def make(body: str) -> re.Pattern[str]:
        asked.append(body)
        return re.compile(body)

    used, other = Seldom(make, "a"), Seldom(make, "b")
    assert asked == []
    assert used.search("a")
    assert used.match("a")
    make_ready()
    make_ready()
    assert asked == ["a", "b"]
    assert other.search("b")


def test_an_ordinary_report_makes_few_of_them() -> None:
    unmade = run(
        f"{READ} read_report('lampehuset.dk er nede, ring 20304050', '+4520123456');"
        f"print(len({UNMADE}), len(seldom._EVERY))"
    )
    left, all_of_them = map(int, unmade.split())
    assert left > 0.9 * all_of_them > 0


def test_all_of_them_can_be_made() -> None:
    assert run(f"{READ} seldom.make_ready(); print(len({UNMADE}))") == "0"
