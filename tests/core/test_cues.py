"""Cues are looked for where a word begins as they can, and found as if looked for everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.reading.numbers import in_vain, later, strangers, wanted
from relay.core.reading.numbers.callback import find_numbers
from relay.core.reading.numbers.cues import Cues, says_something
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small, read_wording
from tests.corpus.parts import DEVELOPMENT, FRESH, texts

PATTERNS = [
    found
    for room in (wanted, in_vain, later, strangers)
    for found in vars(room).values()
    if isinstance(found, Pattern)
]
CUES = {found: Cues(found) for found in PATTERNS}
PLAIN = [in_small(read_wording(row["body"]).plain) for row in [*texts(DEVELOPMENT), *texts(FRESH)]]
_OF_CUES = sorted({word for cue in PATTERNS for word in re.findall(r"[^\W\d_]+", cue.pattern)})
_SIGNS = [", ", ". ", "\n", "#", " #", " 20304050 ", "'", "-"]


def _is_found(cue: Pattern, text: str) -> bool:
    return cue.search(text) is not None


def test_cues_of_texts_are_those_found_by_looking_everywhere() -> None:
    assert len(CUES) > 40
    for text in PLAIN[::16]:
        for cue, cues in CUES.items():
            assert cues.are_in(text) == _is_found(cue, text), (cue, text)


@given(st.lists(st.sampled_from([*_OF_CUES, *_SIGNS]), max_size=20))
def test_cues_of_any_words_are_those_found_by_looking_everywhere(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        for cue, cues in CUES.items():
            assert cues.are_in(text) == _is_found(cue, text)


def test_any_of_the_cues_is_enough() -> None:
    cues = Cues(Pattern(r"\bring\b"), Pattern(r"kald$"))  # the second is looked for anywhere

    assert cues.are_in("og ring nu")
    assert cues.are_in("et opkald")
    assert not cues.are_in("bring det, kaldt")


@pytest.mark.parametrize(
    ("behind", "says"), [("", False), (". ", False), (", 20", False), ("!\nkim", True)]
)
def test_what_stands_behind_a_number_says_something_in_words(behind: str, says: bool) -> None:
    assert says_something(behind) is says


@pytest.mark.parametrize(
    "text",
    [
        "a customer phoned me from 20304050",  # begins with any word, has "from"
        "the page now says call 20304050",  # and this "says"
        "the phone number in the footer should be 20304050",  # is led to
        "put a call button with our number, 20304050",  # or only put somewhere
        "ich rief Nets an unter 20304050",
        "from Monday my number is 20304050",
    ],
)
def test_number_is_avoided_for_what_is_said_of_it(text: str) -> None:
    (number,) = find_numbers(text, "DK")

    assert number.weight < 0
