"""A process killed anywhere between taking a report into the spool and letting go of it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from relay.store.db import Database
from relay.store.models import Inbound, Incident
from tests.crash.driver import SETTINGS
from tests.world import ROOT, edited_config, environ


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_whoever_is_killed_wherever_each_report_is_one_incident(
    tmp_path: Path, database: Database
) -> None:
    config = edited_config(tmp_path / "config", SETTINGS)
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.spool_points", str(tmp_path)],
        cwd=ROOT,
        env=environ(f"sqlite:///{database.url.database}", config),
        capture_output=True,
        text=True,
        check=True,
    )

    killed_in = Counter(line.split()[0] for line in done.stdout.splitlines())
    # On the way in, with the names of the folder; on the way out, with the commit in between.
    assert killed_in.keys() >= {"keep", "_write", "_sync", "feed", "commit", "remove", "round"}
    reports = killed_in.total() + 2  # the first, for warmth, and the last, which nobody killed
    assert taken_in(database) == ({f"SM{number:032x}": 1 for number in range(reports)}, reports)
    assert list((tmp_path / "spool").glob("*.text")) == []


def taken_in(database: Database) -> tuple[dict[str, int], int]:
    """How often each text is in the log; how many incidents there are."""
    texts = select(Inbound.sid, func.count()).group_by(Inbound.sid)
    reporters = select(func.count(), func.count(Incident.reporter.distinct()))
    found, (incidents, people) = database.read(
        lambda session: (
            dict(map(tuple, session.execute(texts))),
            session.execute(reporters).one(),
        )
    )
    assert incidents == people
    return found, incidents
