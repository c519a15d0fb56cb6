"""What words mean, whatever language they are of: "betale", "pay" and "zahlen" are one concept.

`concepts.txt` has a concept on each line and the words for it; `*` stands for any ending.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

_SHORTEST_BEGINNING = 3  # letters
_SHORTEST_TAIL = 4  # letters of the last part of a compound
_SHORTEST_COMPOUND, _LONGEST = 8, 40  # letters; what is longer is no word

Lists = Mapping[str, Sequence[str]]


def _read() -> tuple[Lists, Lists]:
    """Concepts by whole word, and by how a word begins."""
    whole: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[str]] = defaultdict(list)
    for line in Path(__file__).with_name("concepts.txt").read_text("utf-8").splitlines():
        concept, *words = line.split()
        for word in words:
            (beginnings if word.endswith("*") else whole)[word.rstrip("*")].append(concept)
    return whole, beginnings


_WHOLE, _BEGINNINGS = _read()
_FIRSTS = {beginning[:_SHORTEST_BEGINNING] for beginning in _BEGINNINGS}  # few words have one


@lru_cache(maxsize=4096)
def concepts(word: str) -> tuple[str, ...]:
    """The concepts of a word in small letters; of an unknown compound, those of its last part."""
    found = own_concepts(word[:_LONGEST])
    tails = range(_SHORTEST_BEGINNING, len(word) - _SHORTEST_TAIL + 1)
    if found or not _SHORTEST_COMPOUND <= len(word) <= _LONGEST:
        return found
    return next((tail for at in tails if (tail := own_concepts(word[at:], _SHORTEST_TAIL))), ())


def own_concepts(word: str, shortest: int = _SHORTEST_BEGINNING) -> tuple[str, ...]:
    """The concepts of a word in small letters that is listed, by its beginning at least.

    Args:
        shortest: letters of a beginning that counts.
    """
    lengths = range(len(word), shortest - 1, -1) if word[:_SHORTEST_BEGINNING] in _FIRSTS else ()
    begun = next((word[:length] for length in lengths if word[:length] in _BEGINNINGS), "")
    if not begun and word not in _WHOLE:
        return ()
    return tuple(dict.fromkeys((*_WHOLE.get(word, ()), *_BEGINNINGS.get(begun, ()))))
