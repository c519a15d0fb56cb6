"""Merchants, as a night has them: some are not content when their incident is closed."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from relay.emulator.agenda import Agenda
from relay.simulate.moves import Complains

Text = Callable[[str, str, str], object]
"""Somebody texts the hotline: whose phone, the words, and of them what is wrong."""


class Merchants:
    """Everybody who has a shop."""

    def __init__(self, moves: Iterable[object], agenda: Agenda, text: Text) -> None:
        """Let them wait.

        Args:
            moves: of the night; theirs among them.
            agenda: of the night.
            text: called when one of them writes.
        """
        self._complaints = {one.phone: one for one in moves if isinstance(one, Complains)}
        self._agenda = agenda
        self._text = text

    def is_closed(self, phone: str, now: datetime) -> None:
        """An incident of theirs was closed."""
        move = self._complaints.pop(phone, None)
        if move is not None:
            at = now + timedelta(seconds=move.after)
            self._agenda.add(at, partial(self._complain, move))

    def _complain(self, move: Complains) -> None:
        self._text(move.phone, move.words, move.words)
