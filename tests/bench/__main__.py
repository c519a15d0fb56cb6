"""make bench"""

import sys
import tempfile
from pathlib import Path

from tests.bench import crash, directory, page_latency, reading


def main() -> None:
    """Run every measurement on SQLite, and on PostgreSQL where its wheel is installed."""
    with tempfile.TemporaryDirectory(prefix="relay-bench-") as folder:
        page_latency.measure(Path(folder))
        reading.measure()
        directory.measure()
        crash.measure(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
