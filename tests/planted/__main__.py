"""python -m tests.planted [WORD]: plant each bug in a copy, run its nets, and see who notices.

Takes about ten minutes; a word chooses the bugs whose name has it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.planted.bugs import BUGS, Bug
from tests.world import ROOT

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache")
FIRST = re.compile(r"^(?:FAILED|ERROR) tests/(.+?)(?: - .*)?$", re.MULTILINE)
PATIENCE = 600  # seconds for the nets of one bug


def plant(bug: Bug, root: Path) -> None:
    """Make the bug's edits below a checkout.

    Raises:
        LookupError: when an old text is not there exactly once.
    """
    path = root / "relay" / bug.file
    words = path.read_text("utf-8")
    for old, new in bug.edits:
        if words.count(old) != 1:
            raise LookupError(f"{bug.file}: {words.count(old)} times {old!r}")
        words = words.replace(old, new)
    path.write_text(words, "utf-8")


def noticed_by(bug: Bug) -> str | None:
    """The first test that fails with the bug; None when all pass.

    Raises:
        RuntimeError: when the tests could not be run: the bug is no program.
    """
    with tempfile.TemporaryDirectory(prefix="relay-planted-") as folder:
        copy = Path(folder) / "relay"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        plant(bug, copy)
        nets = [f"tests/{net}" for net in bug.nets]
        command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", "--timeout=60", "--tb=no"]
        done = subprocess.run(
            [*command, *nets], cwd=copy, capture_output=True, text=True, timeout=PATIENCE
        )
    if done.returncode == 0:
        return None
    found = FIRST.search(done.stdout)
    if done.returncode != 1 or found is None:
        raise RuntimeError(f"{bug.name}: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
    return found[1]


def main(word: str = "") -> int:
    """Print a table; 1 when a bug was missed."""
    missed = 0
    for bug in BUGS:
        if word not in bug.name:
            continue
        test = noticed_by(bug)
        missed += test is None
        print(f"{bug.name:62} {test or 'MISSED'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
