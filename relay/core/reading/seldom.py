"""Patterns that few texts need, made when the first one does.

What is long and tried on fewer than every seventh text is worth it: together they take as long as
a third of the rest. Whoever answers requests makes them ready before (`make_ready`), so that no
text waits for them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

_EVERY: list["Seldom"] = []


class Seldom:
    """Such a pattern; used as a compiled one is."""

    def __init__(self, make: Callable[..., re.Pattern[str]], *given: str | re.RegexFlag) -> None:
        self._make, self._given = make, given
        _EVERY.append(self)

    @cached_property
    def made(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return self._make(*self._given)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """As of a compiled one; so are all below."""
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
    def sub(self) -> Callable[..., str]:
        return self.made.sub


def make_ready() -> None:
    """Make all that are not made yet; it takes a tenth of a second."""
    for one in _EVERY:
        one.made  # noqa: B018
