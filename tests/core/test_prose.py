"""Running text is taken apart at phrases that are only looked for where they can stand."""

import pytest

from relay.core.reading.fields.person import is_firm, is_title
from relay.core.reading.fields.pieces import Kind
from relay.core.reading.fields.prose import read_prose
from relay.core.reading.fields.shop import find_hosts


def _told(text: str) -> list[tuple[Kind, str]]:
    pieces = read_prose(text, 0, len(text), [], find_hosts(text))
    return [(piece.kind, text[piece.start : piece.end]) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        # The number of a case ends in a figure, or in a sign behind one.
        ("Kassen er nede kunde nr. 4711", Kind.TALK, " kunde nr. 4711"),
        ("Kassen er nede sag 7.", Kind.TALK, " sag 7."),
        # A shop is mentioned before a capital, be it behind another mention.
        ("jeg skriver for min mor som ejer Lampehuset", Kind.SHOP, "Lampehuset"),
        ("det er butikken som ejer shop name Lampehuset", Kind.SHOP, "Lampehuset"),
        ("Kassen er nede siger min mor som ejer lampehuset", Kind.TEXT, None),
        # A loose preposition is no part of a clause.
        ("Kassen er nede fra", Kind.TEXT, "Kassen er nede"),
        # Full stops that end no clause.
        ("Kassen er nede siden KL. 7 i dag", Kind.TEXT, None),
        ("Kassen er nede (fra ca. syv i dag)", Kind.TEXT, "fra ca. syv i dag"),
        ("Kassen har siden d. 27. maj ikke virket", Kind.TEXT, None),
        ("The till is down since 10 P.M. they say", Kind.TEXT, None),
        # A town at the end of an address.
        ("Kassen er nede, 8000 Aarhus", Kind.TALK, "8000 Aarhus"),
        # What introduces in any letters.
        ("HEJ kassen er nede", Kind.TALK, "HEJ "),
        ("Jeg HEDDER Kim", Kind.NAME, "Kim"),
        ("Kassen er nede Vi Hedder Lampehuset, RING NU", Kind.TALK, "RING NU"),
        # A domain that a person is of stands apart, one behind "på" does not.
        ("Vi har det her igen. Kim fra lampehuset.dk er kunde", Kind.SHOP, "fra lampehuset.dk"),
        ("Vi har det igen. Kim på lampehuset.dk er kunde", Kind.SHOP, "lampehuset.dk"),
        (
            "Kunderne kan ikke betale på lampehuset.dk.",
            Kind.TEXT,
            "Kunderne kan ikke betale på lampehuset.dk",
        ),
    ],
)
def test_phrase_is_found_where_it_stands(text: str, kind: Kind, piece: str | None) -> None:
    assert (kind, text if piece is None else piece) in _told(text)


@pytest.mark.parametrize("name", ["Lampeshop", "KULTURBUA", "Kims Garn", "Holm ApS.", "Vin og ost"])
def test_firm_is_told_by_its_words(name: str) -> None:
    assert is_firm(name)


@pytest.mark.parametrize("name", ["Kim", "Shopper", "bua", "Kaffebaren", "Vinter", "Abel"])
def test_name_that_only_begins_like_a_firms_is_none(name: str) -> None:
    assert not is_firm(name)


def test_partners_are_a_title_in_small_letters_too() -> None:
    assert is_title("holm & søn")
    assert not is_title("holm søn")
