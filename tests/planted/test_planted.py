"""Each bug can still be planted; that it is noticed is seen by `python -m tests.planted`."""

import shutil
from pathlib import Path

import pytest

from tests.planted.__main__ import plant
from tests.planted.bugs import BUGS, Bug
from tests.world import ROOT


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_bug_can_be_planted(bug: Bug, tmp_path: Path) -> None:
    path = tmp_path / "relay" / bug.file
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "relay" / bug.file, path)

    plant(bug, tmp_path)

    compile(path.read_text("utf-8"), bug.file, "exec")
    assert all((ROOT / "tests" / net).exists() for net in bug.nets)
