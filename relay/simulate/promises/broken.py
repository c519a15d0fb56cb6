"""A promise that was not kept, and how it is told."""

from datetime import timedelta
from typing import Any


class Broken(Exception):
    """A promise was broken."""

    def __init__(self, promise: str, words: str) -> None:
        super().__init__(promise, words)  # both, for one process to hand it to another
        self.promise = promise
        self.words = words

    def __str__(self) -> str:
        return f"{self.promise}: {self.words}"


def named(row: Any) -> str:
    """A message as a story names it."""
    return f"message {row.id}, {row.kind} by {row.channel} to {row.recipient}"


def minutes(span: timedelta) -> str:
    """A span as a story tells it."""
    return f"{span.total_seconds() / 60:.1f} min"
