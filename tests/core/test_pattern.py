"""Patterns that are made when the first text needs them."""

import re
import subprocess
import sys

import pytest

from relay.core.reading import pattern
from relay.core.reading.pattern import Pattern, make_ready

# No test before may have made a pattern, so each of these is a process of its own.
MADE = "len([one for one in pattern._EVERY if 'made' in vars(one)])"
READ = "from relay.core.reading import pattern; from relay.core.report import read_report;"


def run(code: str) -> list[int]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [*map(int, done.stdout.split())]


@pytest.fixture(autouse=True)
def none_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "_EVERY", [])


def test_it_is_used_as_a_compiled_one_is() -> None:
    body, text = r"NE(?P<end>DE|RE)", "er nede, nere"
    one, made = Pattern(body, re.IGNORECASE), re.compile(body, re.IGNORECASE)

    def spans(found: re.Match[str] | None) -> object:
        return found and (found.span(), found["end"])

    assert one.pattern == made.pattern
    assert spans(one.search(text)) == spans(made.search(text)) == ((3, 7), "de")
    assert spans(one.match(text, 3)) == spans(made.match(text, 3)) != spans(one.match(text))
    assert spans(one.fullmatch("nere")) == spans(made.fullmatch("nere")) is not None
    assert [spans(each) for each in one.finditer(text)] == [((3, 7), "de"), ((9, 13), "re")]
    assert one.findall(text) == made.findall(text) == ["de", "re"]
    assert one.split(text) == made.split(text) == ["er ", "de", ", ", "re", ""]
    assert one.sub("op", text, count=1) == "er op, nere"


def test_it_is_made_once_and_by_the_first_use_alone() -> None:
    asked: list[str] = []

    def prepared(body: str) -> str:
        asked.append(body)
        return body.lower()

    used, other = Pattern("A", prepared=prepared), Pattern("B", prepared=prepared)
    assert asked == []
    assert used.search("a")
    assert used.match("a")
    make_ready()
    make_ready()
    assert asked == ["A", "B"]
    assert other.search("b")


def test_the_import_makes_few_of_them_and_an_ordinary_report_a_part() -> None:
    imported, used, every = run(
        f"{READ} print({MADE});"
        "read_report('lampehuset.dk er nede, ring 20304050', '+4520123456');"
        f"print({MADE}, len(pattern._EVERY))"
    )
    assert imported < every / 20
    assert imported < used < every / 2


def test_all_of_them_can_be_made() -> None:
    assert run(f"{READ} pattern.make_ready(); print({MADE} - len(pattern._EVERY))") == [0]
