"""What a call says."""

from dataclasses import dataclass
from enum import StrEnum

TRIES = 3  # a wrong code is asked again twice


class Next(StrEnum):
    """What follows the words."""

    KEYS = "keys"  # wait for the code, or the star
    HANG_UP = "hang up"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a call says, and what it waits for then."""

    text: str
    language: str
    then: Next
    digits: int = 0  # the length of the code to be keyed in
    tries: int = 0  # wrong codes so far
    passing: bool = False  # the star was pressed once
    about: int | None = None  # the id of the question that is asked; None: of none, or the call's
