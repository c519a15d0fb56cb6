"""What the relay logs with a traceback, and no night has wanted."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from relay.store.faults import DatabaseBusy

WANTED = (DatabaseBusy, OperationalError)  # a database that refuses


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, WANTED):
            self._heard.append(f"{record.getMessage()}: {type(error).__name__} {error}")


@contextmanager
def listening(heard: list[str]) -> Iterator[None]:
    """Collect unexpected errors while the block runs; the rest of the relay's log is not shown."""
    logger = logging.getLogger("relay")
    listener, before = _Listener(heard), (logger.level, logger.propagate)
    logger.addHandler(listener)
    logger.setLevel(logging.ERROR)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.level, logger.propagate = before
        logger.setLevel(before[0])
