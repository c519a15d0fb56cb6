"""python -m tests.planted [WORD ...]: plant each bug in a copy, run its nets, and see who notices.

First the nets are run without a bug: nothing can be learnt from one that is red by itself.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.planted.bugs import BUGS, Bug
from tests.world import ROOT

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache")
FIRST = re.compile(r"^(?:FAILED|ERROR) tests/(.+?)(?: - .*)?$", re.MULTILINE)
WRONG = re.compile(r"^E +(?:AssertionError: )?assert \[['\"](.+?)['\"](?:, |\] ==)", re.MULTILINE)
PATIENCE = 900  # seconds for one net of one bug
MISSED = "-"


class NoProgram(Exception):
    """A net could not be run at all."""


class OutOfDate(Exception):
    """A bug cannot be planted: the text it changes is not there exactly once."""


def planted(bug: Bug, root: Path) -> str:
    """The bug's file below a checkout, with the bug in it.

    Raises:
        OutOfDate: when an old text is not there exactly once.
    """
    words = (root / "relay" / bug.file).read_text("utf-8")
    for old, new in bug.edits:
        if words.count(old) != 1:
            raise OutOfDate(
                f"{bug.name}: relay/{bug.file} has {words.count(old)} times, not once:\n{old}"
            )
        words = words.replace(old, new)
    return words


@contextmanager
def with_bug(bug: Bug, root: Path) -> Iterator[None]:
    """A checkout in which the bug is, for as long as the block runs."""
    path = root / "relay" / bug.file
    sound = path.read_text("utf-8")
    path.write_text(planted(bug, root), "utf-8")
    try:
        yield
    finally:
        path.write_text(sound, "utf-8")


class Nets:
    """What may notice a bug, run in a checkout."""

    def __init__(self, root: Path, *, nights: int, crash: bool) -> None:
        self._root, self._nights, self._crash = root, nights, crash

    @property
    def names(self) -> list[str]:
        """The heads of the table's columns."""
        return ["tests", *(["nights"] if self._nights else []), *(["crash"] if self._crash else [])]

    def baseline(self, bugs: Sequence[Bug]) -> list[str]:
        """What is red without any bug."""
        red: list[str | None] = []
        for kind in sorted({bug.kind for bug in bugs}):
            nets = {net for bug in bugs if bug.kind == kind for net in bug.nets}
            red.append(self._tests(sorted(nets), kind))
        return [one for one in (*red, *self._others()) if one is not None]

    def notice(self, bug: Bug) -> list[str | None]:
        """What each of them finds with a bug; None where all is well."""
        return [self._tests(bug.nets, bug.kind), *self._others()]

    def _others(self) -> list[str | None]:
        """The same of what is run for every bug."""
        found = []
        if self._nights:
            found.append(self._play())
        if self._crash:
            found.append(self._kill())
        return found

    def _tests(self, nets: Sequence[str], kind: str) -> str | None:
        """The first test that fails, on one kind of database."""
        done = self._pytest(kind, *(f"tests/{net}" for net in nets))
        return self._first(FIRST, done) if done.returncode else None

    def _play(self) -> str | None:
        """The first promise that a night breaks."""
        try:
            done = self._run("tests.planted.nights", str(self._nights))
        except subprocess.TimeoutExpired:
            return "a night that does not end"
        if done.returncode not in (0, 1):
            raise NoProgram(_last_line(done))
        return done.stdout.strip() or None

    def _kill(self) -> str | None:
        """The first thing that does not add up after the short crash test."""
        done = self._pytest(
            "sqlite", "tests/crash/test_crash.py", "-vv", "--tb=short", "--timeout=400"
        )
        return self._first(WRONG if WRONG.search(done.stdout) else FIRST, done)

    def _pytest(self, kind: str, *words: str) -> subprocess.CompletedProcess[str]:
        other = "postgresql" if kind == "sqlite" else "sqlite"
        quick = ("-n0", "-x", "-q", "--timeout=60", "--tb=no", "-k", f"not {other}")
        return self._run("pytest", *quick, *words)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self._root,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    @staticmethod
    def _first(pattern: re.Pattern[str], done: subprocess.CompletedProcess[str]) -> str | None:
        if done.returncode == 0:
            return None
        found = pattern.search(done.stdout)
        if done.returncode != 1 or found is None:
            raise NoProgram(_last_line(done))
        return found[1]


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return next(iter((done.stdout + done.stderr).strip().splitlines()[-1:]), "no output")


def survey(bugs: Sequence[Bug], *, nights: int, crash: bool) -> int:
    """Print which net notices which bug; 0 when each is noticed by its tests.

    Returns:
        1 when a bug's own tests miss it; 2 when nothing can be learnt: a bug is out of date, a net
        is red without any.
    """
    try:
        for bug in bugs:
            planted(bug, ROOT)
    except OutOfDate as error:
        print(f"bugs.py is out of date. {error}")
        return 2
    with tempfile.TemporaryDirectory(prefix="relay-planted-") as folder:
        root = Path(folder) / "relay"
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)
        nets = Nets(root, nights=nights, crash=crash)
        try:
            red = nets.baseline(bugs)
        except NoProgram as error:
            red = [str(error)]
        if red:
            print("Without any bug these are red, so nothing can be learnt:", *red, sep="\n  ")
            return 2
        return _print_table(bugs, root, nets)


def _print_table(bugs: Sequence[Bug], root: Path, nets: Nets) -> int:
    print(f"{'':62} " + " | ".join(nets.names))
    caught, missed = [0] * len(nets.names), 0
    for bug in bugs:
        try:
            with with_bug(bug, root):
                found = nets.notice(bug)
        except NoProgram as error:
            print(f"{bug.name:62} cannot be run: {error}", flush=True)
            missed += 1
            continue
        missed += found[0] is None
        caught = [count + (one is not None) for count, one in zip(caught, found, strict=True)]
        print(f"{bug.name:62} " + " | ".join(one or MISSED for one in found), flush=True)
    figures = (f"{name} {count}" for name, count in zip(nets.names, caught, strict=True))
    print(f"Of {len(bugs)} bugs noticed by: {', '.join(figures)}")
    return 1 if missed else 0


def main(given: Sequence[str]) -> int:
    """Read the command line and survey the bugs it chooses."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted", description=__doc__)
    parser.add_argument("words", nargs="*", help="only bugs whose name has one of them")
    parser.add_argument("--nights", type=int, default=20, help="simulated for each (20; 0: none)")
    parser.add_argument("--crash", action="store_true", help="and processes killed: a minute each")
    chosen = parser.parse_args(given)
    bugs = [bug for bug in BUGS if any(word in bug.name for word in chosen.words or [""])]
    if not bugs:
        parser.error(f"no bug has {' or '.join(chosen.words)} in its name")
    return survey(bugs, nights=chosen.nights, crash=chosen.crash)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
