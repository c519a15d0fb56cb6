"""Given names of Denmark and the countries its merchants come from (`given_names.txt`).

They tell "Lone Ravnkilde" from "Lones Garn"; a name that is missing there is still read where
the text says whose it is. Put together by hand and from the lists of the Faker project (MIT).
"""

from functools import lru_cache
from pathlib import Path

GIVEN_NAMES = frozenset(
    Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split()
)


@lru_cache(maxsize=1024)
def is_given_name(word: str) -> bool:
    """Whether a word is a given name, in any case and with ø or oe."""
    small = word.casefold().strip(".")
    if small in GIVEN_NAMES or small.partition("-")[0] in GIVEN_NAMES:
        return True
    return small.replace("oe", "ø") in GIVEN_NAMES or small.replace("ae", "æ") in GIVEN_NAMES
