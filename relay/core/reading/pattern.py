"""Patterns that are made when the first text needs them.

No text needs all of them, and to make them takes longer than all else that is done at start.
Whoever answers requests makes them ready before (`make_ready`), so that no text waits for one.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

_EVERY: list["Pattern"] = []


class Pattern:
    """A regular expression; used as a compiled one is."""

    def __init__(
        self, body: str, flags: int = 0, *, prepared: Callable[[str], str] | None = None
    ) -> None:
        """Keep what it is made of; what is wrong with that, the first use tells.

        Args:
            prepared: makes the pattern of the body.
        """
        self._body, self._flags, self._prepared = body, flags, prepared
        _EVERY.append(self)

    @cached_property
    def pattern(self) -> str:
        """Of what it is made, as of a compiled one; so is all below but `made`."""
        return self._prepared(self._body) if self._prepared else self._body

    @cached_property
    def made(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self._flags)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.made.match

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.made.search

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.made.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.made.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.made.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.made.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.made.sub


def make_ready() -> None:
    """Make all that are not made yet; it takes a third of a second."""
    for one in _EVERY:
        one.made  # noqa: B018
