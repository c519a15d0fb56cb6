"""Cues: words around a number that tell whose it is, looked for where a word begins as they do."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from relay.core.reading.beginnings import beginnings, beginnings_in, choices
from relay.core.reading.pattern import Pattern

_LETTER = Pattern(r"[^\W\d_]")
_MOST_KNOWN = 4096  # beginnings of words
# What says where a word may stand can be told before it.
_AT_A_WORD = Pattern(r"(?:\(\?<[=!][^()]*\))*\\b")

_Matching = Callable[[str, int], re.Match[str] | None]


def says_something(behind: str) -> bool:
    """Whether words stand behind a number, as they do not where it ends a text."""
    return _LETTER.search(behind) is not None


class Cues:
    """Patterns any of which is looked for in a text in small letters.

    Few of a text's words begin as one of them does, and most texts have none.
    """

    def __init__(self, *cues: Pattern) -> None:
        self._elsewhere: list[Pattern] = []  # what need not begin with a word
        self._by_beginning: dict[str, list[Pattern]] = defaultdict(list)
        for cue in cues:
            begun = beginnings(cue.pattern)
            if "" in begun or not all(map(_AT_A_WORD.match, choices(cue.pattern))):
                self._elsewhere.append(cue)
                continue
            for beginning in begun:
                self._by_beginning[beginning].append(cue)
        self._begun = {beginning[:2] for beginning in self._by_beginning}
        self._tried_at = lru_cache(maxsize=_MOST_KNOWN)(self._tried_at_once)

    def are_in(self, text: str) -> bool:
        """Whether any of them is found in a text."""
        begun = self._begun
        for start, beginning in beginnings_in(text):
            if beginning[:2] not in begun and beginning[0] not in begun:
                continue  # as for most words
            for match in self._tried_at(beginning):
                if match(text, start):
                    return True
        return bool(self._elsewhere) and any(cue.search(text) for cue in self._elsewhere)

    def _tried_at_once(self, beginning: str) -> Sequence[_Matching]:
        """What is tried at a word that begins so."""
        shorter = (beginning[:length] for length in range(len(beginning) + 1))
        return [cue.match for one in shorter for cue in self._by_beginning.get(one, ())]
