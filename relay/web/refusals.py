"""Counts the webhooks that were turned away, without letting a flood of them near the database."""

import logging
import threading
from datetime import datetime, timedelta

from relay import inbox
from relay.parts import Relay
from relay.store.faults import DatabaseBusy

logger = logging.getLogger(__name__)

GAP = timedelta(seconds=1)  # between two writes


class Refusals:
    """A figure that is written to the database once a second at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = 0
        self._written_at: datetime | None = None

    @property
    def waiting(self) -> int:
        """How many are not written yet."""
        return self._waiting

    def count(self, relay: Relay) -> None:
        """One more."""
        with self._lock:
            self._waiting += 1
        self.write(relay)

    def write(self, relay: Relay) -> None:
        """Write what waits, unless something was written within the last second.

        Safe to call at any time, any number of times.
        """
        now = relay.clock.now()
        with self._lock:
            if self._written_at is not None and now - self._written_at < GAP:
                return
            if not self._waiting:
                return
            waiting, self._waiting, self._written_at = self._waiting, 0, now
        try:
            inbox.count_refused(relay, waiting)
        except DatabaseBusy as error:
            with self._lock:
                self._waiting += waiting
            logger.error("%s refused requests are not counted yet: %s", waiting, error)

    def take(self) -> int:
        """What waits, to be written by somebody else."""
        with self._lock:
            waiting, self._waiting = self._waiting, 0
        return waiting
