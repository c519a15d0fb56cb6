"""The box of finished parts that every use case is given."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto

from relay.clock import Clock
from relay.settings import Live, Settings
from relay.store.db import Database
from relay.webshops import LiveDirectory


class Work(Flag):
    """What a commit has made."""

    STEPS = auto()  # an incident is due
    MESSAGES = auto()  # a message may leave


class Bell:
    """Rung after a commit that made work; whoever listens looks at once.

    It carries nothing else and may be missed: what is due is in the database.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[Work], None]] = []
        self._lock = threading.Lock()

    def listen(self, listener: Callable[[Work], None]) -> None:
        """Have a function called at every ring; it must return at once."""
        with self._lock:
            self._listeners.append(listener)

    def ring(self, work: Work) -> None:
        """Tell the listeners what there is to do."""
        for listener in tuple(self._listeners):
            listener(work)


@dataclass(frozen=True, slots=True)
class Relay:
    """Everything a use case needs but the carrier, which only the pager is given."""

    live: Live
    clock: Clock
    database: Database
    bell: Bell
    webshops: LiveDirectory
    chance: random.Random  # codes and ids; the system's own source outside of simulations

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.live.current()
