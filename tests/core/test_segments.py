"""The 7-bit alphabet and the count of segments, judged by an independent library."""

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from relay.core.segments import gsm7, is_gsm7, segments, septets, shorten

COUNTS = [
    ("", 1),
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("€" * 80, 1),
    ("a" * 152 + "€" * 5, 2),  # the pair moves on whole
    ("a" * 152 + "€" + "a" * 152, 3),  # and pushes the rest over
    ("å" * 160, 1),
    ("ê" * 70, 1),
    ("ê" * 71, 2),
    ("😀" * 35, 1),
    ("😀" * 36, 2),
    ("a" * 66 + "😀" + "a" * 66, 3),  # a surrogate pair moves on whole
]
SPELLED = [
    ("“hej” ‘du’ – og… ‹ja›", "\"hej\" 'du' - og... <ja>"),
    ("æøå ÆØÅ éè äöü ñß €", "æøå ÆØÅ éè äöü ñß €"),
    ("a\u00a0b\u202fc\td", "a b c d"),
    ("ça crêpe Łódź naïve", "ca crepe Lodz naive"),
    ("e\u0301 a\u030a", "é å"),  # composed
    ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    ("hjælp 😀❤️ nu👍🏽", "hjælp  nu"),
    ("a\u200bb\u202ec\u00add\x00e\ufefff", "abcdef"),
    ("Привет", "Privet"),
    ("ｓｈｏｐ", "shop"),
    ("`x´ «y» • ·", "'x' \"y\" - -"),
    ("½ ²", "1/2 2"),
    ("ΔΦΓ αβ", "ΔΦΓ av"),
    ("\ud800x", "x"),
]
SHORTENED = [
    ("Checkouten giver fejl 500", 25, "Checkouten giver fejl 500"),
    ("Checkouten giver fejl 500", 24, "Checkouten giver fejl..."),
    ("Checkouten giver fejl, og", 24, "Checkouten giver fejl..."),
    ("aaaaaaaaaaaaaaaaaaaaa", 10, "aaaaaaa..."),
    ("a bbbbbbbbbbbbbbbbbbb", 12, "a bbbbbbb..."),  # a word border too early is not used
    ("€€€€€€", 11, "€€€€..."),
    ("€€€€€€", 10, "€€€..."),
    ("abc", 2, ".."),
    ("abc", 0, ""),
    ("", -1, ""),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_segments_are_counted(text: str, count: int) -> None:
    assert segments(text) == count


@pytest.mark.parametrize(("text", "spelled"), SPELLED)
def test_any_text_is_spelled_in_seven_bits(text: str, spelled: str) -> None:
    assert gsm7(text) == spelled


@pytest.mark.parametrize(("text", "limit", "short"), SHORTENED)
def test_long_text_is_cut_between_words(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


def test_escaped_characters_take_two_septets() -> None:
    assert septets("a[€]") == 7


PLAIN = st.text(st.sampled_from("aåÆ€[\n\r^ "), max_size=400)
MIXED = st.text(st.sampled_from("aê€😀中"), max_size=220)


@given(st.one_of(PLAIN, MIXED))
def test_segments_agree_with_smsutil(text: str) -> None:
    assert segments(text) == len(smsutil.split(text).parts)


@given(st.characters(exclude_categories=["Cc"]))
def test_alphabet_agrees_with_smsutil(char: str) -> None:
    assert is_gsm7(char) == smsutil.is_valid_gsm(char)


@given(st.text())
def test_spelling_is_always_in_the_alphabet_and_settled(text: str) -> None:
    spelled = gsm7(text)

    assert is_gsm7(spelled)
    assert gsm7(spelled) == spelled


@given(st.text(), st.integers(-3, 200))
def test_short_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert is_gsm7(short)
    assert septets(short) <= max(limit, 0)
