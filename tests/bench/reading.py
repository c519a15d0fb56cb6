"""How long a merchant's text takes to read, and what knowing how costs at start and in memory."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from time import process_time

from relay.core.followup import read_followup
from relay.core.reading.pattern import make_ready
from relay.core.report import read_report
from relay.memory import settle
from tests.corpus.parts import PARTS, texts

ROUNDS = 5
GOAL_P99, GOAL_ODD = 5.0, 20.0  # milliseconds
SENDER = "+4520123456"
LONGEST = 1600
ODD = [  # what people paste, and what machines and enemies send
    *("1 ", "12.", "a-", "20123456 ", "+45 ", "(", "@", "a@", "a.", "a.dk ", "/", "\n", "://"),
    *(
        "www.",
        "Navn: ",
        "navn ",
        "en ",
        "to tre ",
        "ikke ",
        "kan ikke ",
        "kunder kan ",
        "A ",
        "Mette ",
    ),
    *(
        "Mvh Mette ",
        "min shop er ",
        "alle priser ",
        "har ",
        "\u0301",
        "\u200b",
        "🆘",
        "ﷺ",
        "İ",
        "ß",
    ),
    *("ordre 12345678 ", "kl. 20.15 ", "fra Lampehuset ", "en kunde ", '"', "'", "e\u0301", "xn--"),
    *(
        "det virker igen men ",
        "was ",
        "hvordan ",
        "- ",
        "1. ",
        "ring på ",
        "Hej ",
        "tak for ",
        "\x00",
    ),
    *("(\"'«»„“[{<", "\n\r\n-\t*\n", "👨‍👩‍👧‍👦🏳️‍🌈"),
    *("?", ",", ")"),  # "?," and ")," in turn
    *("ring ikke ", "virker ikke "),
    *(
        "70 20 30 40 50 60 70 80 eller ",
        "to nul tre nul fire nul fem nul og ",
        "20304050 ",
        "12 34 56 78 90 12 34 a ",
        "0045 20304050 ikke ",
    ),
    *("nr\n", "shop -\n"),  # labels in which any other might end
    *("\nTlf: ", "\nNavn: "),  # forms that nobody filled in
]


def measure() -> None:
    """Print the figures; the goals stand beside them."""
    labelled = [row for part in PARTS for row in texts(part)]
    make_ready()
    settle()  # as the server does both; the texts measured here are no garbage of the reader's
    spent = sorted(
        _milliseconds(row["body"], row["from"]) for _ in range(ROUNDS) for row in labelled
    )
    cuts = quantiles(spent, n=100)
    print(f"reading {len(labelled)} texts: median {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms", end="")
    print(f" (goal {GOAL_P99}), longest {spent[-1]:.2f} ms")
    gc.collect()
    gc.freeze()  # nor is what was measured
    for what, measured in {"": _milliseconds, " as further ones": _of_follow_up}.items():
        odd = max((measured(text, SENDER), text[:12]) for text in odd_texts())
        print(f"reading odd texts{what}: longest {odd[0]:.1f} ms (goal {GOAL_ODD}): {odd[1]!r}")
    print(f"import {_imported()}")


def odd_texts() -> Iterator[str]:
    """Texts of full length that repeat one thing, or two things in turn."""
    for index, text in enumerate(ODD):
        yield (text * LONGEST)[:LONGEST]
        yield ((text + ODD[index - 1]) * LONGEST)[:LONGEST]


def _milliseconds(text: str, sender: str) -> float:
    start = process_time()
    read_report(text, sender)
    return (process_time() - start) * 1000


def _of_follow_up(text: str, sender: str) -> float:
    report = read_report(text, sender)
    start = process_time()
    read_followup(text, report)
    return (process_time() - start) * 1000


def _imported() -> str:
    """Seconds and memory of a fresh process that reads one text."""
    code = (
        "import time; start = time.process_time();"
        "rss = lambda: int(open('/proc/self/statm').read().split()[1]) * 4096;"
        "before = rss();"
        "from relay.core.report import read_report; read_report('nede', '+4520123456');"
        "print(f'{time.process_time() - start:.2f} s (goal 0.5),"
        " {(rss() - before) / 2**20:.0f} MiB (goal 60)')"
    )
    if not Path("/proc/self/statm").exists():
        return "measured on Linux only"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()
