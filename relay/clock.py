"""The only reader of time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until it is moved; for simulations and tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was last moved to, aware and in UTC."""
        return self._now

    def advance(self, span: timedelta) -> None:
        """Move forward by a span."""
        self._now += span

    def move_to(self, at: datetime) -> None:
        """Move to an instant, also backwards (a machine's clock can jump)."""
        self._now = at.astimezone(UTC)
