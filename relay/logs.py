"""How the relay logs: one line an event, to standard error."""

import logging
import re
import sys

from relay.core.phone import masked

_NUMBER = re.compile(r"\+\d{8,15}\b")


class Discreet(logging.Formatter):
    """Writes no whole phone number, not even one that a database's own error repeats."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, its traceback included."""
        return _NUMBER.sub(lambda found: masked(found[0]), super().format(record))


def configure(*, verbose: bool = False) -> None:
    """Send the log of this process to standard error; call it once, before anything else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler])
    # Its INFO lines tell of every tick.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
