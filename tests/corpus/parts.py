"""Labelled texts by what they are for, each with what the relay reads out of it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from relay.core.report import Report, read_report

HERE = Path(__file__).parent
GIVEN, DEVELOPMENT, HELD_OUT, UNSEEN = "given", "development", "held-out", "unseen"
LATER = tuple(f"unseen-{number}" for number in (*range(3, 9), 15))  # each by a writer of its own
PHRASES = "phrases"  # faults, questions and strays without a sender
WRITTEN = "written"  # for learning, by writers who never saw the reader
NUMBERS = "numbers"  # odd spellings of numbers, and figures that look like one
SHOPS = "shops"  # domains and shops' names in odd places
MIXED = (
    "mixed"  # a cry beside thanks, wishes and questions, or these alone; class and language only
)
TWINS = "twins"  # nearly the same words, now a cry and now none; class and language only
FRESH = "fresh"  # by five more writers; rules for numbers and shops were mended by some of them
LEARNT = (
    *(GIVEN, DEVELOPMENT, UNSEEN, *LATER, PHRASES, NUMBERS, SHOPS, WRITTEN, MIXED, FRESH, TWINS),
)
# Like MIXED, a year of the inbox, and two like TWINS, of which the second is less odd.
CLASS_EXAMS = ("unseen-12", "unseen-13", "unseen-18", "unseen-19")
CLASSED = (MIXED, TWINS, *CLASS_EXAMS)  # labelled by class and language alone
EXAMS = (
    "unseen-9",
    "unseen-10",
    "unseen-11",
    "unseen-14",
    "unseen-16",
    "unseen-17",
    *CLASS_EXAMS,
)  # of which nothing was learnt
PARTS = (*LEARNT, HELD_OUT, *EXAMS)

Row = Mapping[str, object]


@cache
def texts(part: str) -> tuple[Row, ...]:
    """The labelled texts of a part."""
    if part == GIVEN:
        return tuple(_rows("messages.jsonl"))
    return tuple(row for row in _rows("own.jsonl") if row["part"] == part)


@cache
def reports(part: str) -> list[tuple[Row, Report]]:
    """Each text of a part with what is read out of it."""
    return [(row, read_report(row["body"], row["from"])) for row in texts(part)]


def readings(part: str) -> list[tuple[Row, dict[str, str | None]]]:
    """The same, as the scorer wants them; fields that were not labelled are not read either."""
    rows = [(row, as_prediction(report)) for row, report in reports(part)]
    if part not in CLASSED:
        return rows
    return [
        (
            {**row, "gold": dict.fromkeys(read) | row["gold"]},
            {name: read[name] if name in row["gold"] else None for name in read},
        )
        for row, read in rows
    ]


def as_prediction(report: Report) -> dict[str, str | None]:
    """A report in the scorer's words."""
    return {
        "name": report.name,
        "webshop": report.webshop,
        "problem": report.problem,
        "callback": report.callback,
        "language": report.language,
        "class": report.urgency,
    }


@cache
def _rows(file: str) -> list[Row]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
