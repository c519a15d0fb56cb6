"""Phone numbers in every spelling."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.phone import (
    e164,
    is_premium_or_satellite,
    masked,
    region,
    sender_number,
    spoken,
)


@pytest.mark.parametrize(
    ("spelling", "country", "expected"),
    [
        ("+4520123456", "DK", "+4520123456"),
        ("20 12 34 56", "DK", "+4520123456"),
        ("2 0 1 2 3 4 5 6", "DK", "+4520123456"),
        ("20.12.34.56", "DK", "+4520123456"),
        ("+45(20)123456", "DK", "+4520123456"),
        ("0045 20123456", "SE", "+4520123456"),
        ("45 20 12 34 56", "DK", "+4520123456"),  # the plus forgotten
        ("２０１２３４５６", "DK", "+4520123456"),  # full-width digits
        ("0046 70 174 06 06", "DK", "+46701740606"),
        ("070-174 06 06", "SE", "+46701740606"),
        ("0049 (0)172 9925904", "DK", "+491729925904"),
        ("+44 7700 900123", "DK", "+447700900123"),  # fits its country, though not given out
        ("918 27 364", "NO", "+4791827364"),
    ],
)
def test_number_is_read_in_any_usual_spelling(spelling: str, country: str, expected: str) -> None:
    assert e164(spelling, country) == expected


@pytest.mark.parametrize(
    ("spelling", "country"),
    [
        ("", "DK"),
        ("112", "DK"),
        ("3064182", "DK"),  # seven digits
        ("12345678", "DK"),  # nobody has it
        ("+45 2012 345", "DK"),
        ("30417926", "DE"),  # at home a German number begins with 0
        ("20123456 20123457", "DK"),  # two numbers
        ("call 20123456", "DK"),
        ("whatsapp:+4520123456", "DK"),
        ("20123456", "XX"),
        ("2" * 200, "DK"),
    ],
)
def test_anything_else_is_no_number(spelling: str, country: str) -> None:
    assert e164(spelling, country) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("+4520123456", "+4520123456"),
        ("whatsapp:+4520123456", "+4520123456"),
        ("rcs:+4520123456", "+4520123456"),
        (" +4520123456 ", "+4520123456"),
        ("PakkeNord", None),
        ("1919", None),
        ("+0", None),
        ("", None),
    ],
)
def test_sender_is_a_number_or_none(raw: str, expected: str | None) -> None:
    assert sender_number(raw) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+4520123456", "DK"),
        ("+4791827364", "NO"),
        ("+12025550147", "US"),
        ("+4917112345678", "DE"),
        ("+447400123456", "GB"),
        ("+447797712345", "JE"),  # which has the code of Great Britain
        ("+881612345678", None),  # a satellite network
        ("nobody", None),
    ],
)
def test_number_is_at_home_somewhere(number: str, expected: str | None) -> None:
    assert region(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+4520123456", False),
        ("+4590123456", True),  # Danish premium rate
        ("+881612345678", True),  # Iridium
        ("+870773123456", True),  # Inmarsat
        ("nobody", False),
    ],
)
def test_dear_numbers_are_known(number: str, expected: bool) -> None:
    assert is_premium_or_satellite(number) is expected


def test_log_shows_a_number_only_in_part() -> None:
    assert masked("+4520123456") == "+4520…56"
    assert masked("+45201") == "…"
    assert masked("") == "…"


def test_page_shows_what_a_handset_can_dial() -> None:
    assert spoken("+4520123456") == "+4520123456"


@given(st.text(max_size=60), st.sampled_from(["DK", "SE", "XX", ""]))
def test_no_spelling_breaks_the_reader(spelling: str, country: str) -> None:
    number = e164(spelling, country)

    assert number is None or sender_number(number) == number


def test_number_that_is_whole_is_what_a_closer_look_makes_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(3)
    codes = ["+45", "+45", "+354", "+351", "+46", "+47", "+49", "+39", "+1", "+34", "+881"]
    written = [
        chance.choice(codes) + "".join(chance.choices("0123456789 ", k=chance.randint(5, 13)))
        for _ in range(4_000)
    ]
    numbers = [e164.__wrapped__(spelling, "DK") for spelling in written]

    monkeypatch.setattr("relay.core.phone._is_whole", lambda _: False)

    assert numbers == [e164.__wrapped__(spelling, "DK") for spelling in written]
    assert sum(number is not None for number in numbers) > 400
