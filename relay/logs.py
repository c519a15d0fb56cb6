"""How the relay logs: one line an event, to standard error."""

import logging
import sys


def configure(*, verbose: bool = False) -> None:
    """Send the log of this process to standard error; call it once, before anything else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler])
    # Its INFO lines tell of every tick.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
