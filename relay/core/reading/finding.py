"""What was found in a text: the value, where it stands, and how sure we are of it."""

from dataclasses import dataclass
from enum import IntEnum


class Sureness(IntEnum):
    """How sure we are of a field; what is doubtful is shown with a question mark and asked about.

    Measured on the texts in tests/corpus: each step is right more often than the one before.
    """

    DOUBTFUL = 1  # a guess among words that might be something else
    LIKELY = 2  # it stands where such words stand
    CERTAIN = 3  # the sender says what it is


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the evened-out text and what it gives for a field."""

    value: str
    start: int
    end: int
    sure: Sureness
