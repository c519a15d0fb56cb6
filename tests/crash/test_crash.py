"""Processes killed at random under load, and the ledger balanced; the long form is in the bench."""

from pathlib import Path

import pytest

from tests.crash.driver import BRIEF, Course
from tests.crash.run import run

SHORT = Course(seed=7, seconds=5, reports=16, kills=3, faults=6, troubles=BRIEF)


@pytest.mark.timeout(300)
def test_the_ledger_is_balanced_whoever_is_killed(tmp_path: Path, database_url: str) -> None:
    ledger = run(tmp_path, database_url, SHORT, hurry=True, patience=120)

    assert ledger.wrongs == []
    assert ledger.kills == SHORT.kills
    assert ledger.incidents >= SHORT.reports * 0.6
