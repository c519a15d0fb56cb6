"""Patterns that are made when the first text needs them.

No text needs all of them, and to make them takes longer than all else that is done at start.
Whoever answers requests makes them ready before (`make_ready`), so that no text waits for one.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

_EVERY: list["Pattern"] = []
_Match = re.Match[str]


class Pattern:
    """A regular expression; used as a compiled one is. Safe in threads."""

    # All of these are there once they were asked for. A property that is kept (`cached_property`)
    # has one lock for all patterns before Python 3.12, and making one may need another.
    pattern: str
    made: re.Pattern[str]
    match: Callable[..., _Match | None]
    search: Callable[..., _Match | None]
    fullmatch: Callable[..., _Match | None]
    finditer: Callable[..., Iterator[_Match]]
    findall: Callable[..., list[str]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(
        self, body: str, flags: int = 0, *, prepared: Callable[[str], str] | None = None
    ) -> None:
        """Keep what it is made of; what is wrong with that, the first use tells.

        Args:
            prepared: makes the pattern of the body.
        """
        self._body, self._flags, self._prepared = body, flags, prepared
        _EVERY.append(self)

    def __getattr__(self, name: str) -> Any:
        """What is not there yet: made, and kept."""
        if name not in Pattern.__annotations__:
            raise AttributeError(name)
        if name == "pattern":
            value: Any = self._prepared(self._body) if self._prepared else self._body
        elif name == "made":
            value = re.compile(self.pattern, self._flags)
        else:
            value = getattr(self.made, name)
        vars(self)[name] = value
        return value


def make_ready() -> None:
    """Make all that are not made yet; it takes a third of a second."""
    for one in _EVERY:
        one.made  # noqa: B018
