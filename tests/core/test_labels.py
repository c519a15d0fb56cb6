"""Texts that follow a form: in the words of five languages, in rows parted in many ways."""

import pytest

from relay.core.reading.fields.labels import Field, find_sections
from relay.core.report import read_report

FORMS = {  # the sender; labels of name, shop, problem and number; what stands behind them
    "da": (
        "+4520123456",
        [
            ("Navn", "Butikkens navn", "Årsag", "Tlf.nr."),
            ("Fornavn og efternavn", "Netbutik", "Hvad er der galt", "Kontaktnr"),
            ("Dit navn", "Navn på webshop", "Fejlmeddelelse", "Træffes på"),
        ],
        ("Signe Brok", "Broks Brød", "kassen virker ikke", "20 30 40 50"),
        "+4520304050",
    ),
    "de": (
        "+4915199887766",
        [
            ("Name", "Laden", "Fehler", "Rückruf"),
            ("Inhaber", "Geschäft", "Grund", "Rückrufnummer"),
            ("Vor- und Nachname", "Webseite", "Störung", "Tel.-Nr."),
        ],
        ("Svenja Voss", "Kerzenlicht", "niemand kann bezahlen", "0151 2345678"),
        "+491512345678",
    ),
    "sv": (
        "+46700000000",
        [
            ("Namn", "Affär", "Fel", "Telefonnr"),
            ("För- och efternamn", "Butikens namn", "Ärende", "Mobilnr"),
            ("Namn", "Webbplats", "Orsak", "Nås på"),
        ],
        ("Tuva Lindqvist", "Ullbua", "ingen kan betala", "070-174 06 06"),
        "+46701740606",
    ),
    "nb": (
        "+4790000000",
        [
            ("Navn", "Nettbutikk", "Feil", "Tlf.nr."),
            ("Fullt navn", "Nettbutikkens navn", "Hva er galt", "Mobil"),
        ],
        ("Gro Tveit", "Tveits Garn", "ingen kan betale", "22 33 44 55"),
        "+4722334455",
    ),
}
ROWS = [  # how a label and its value are written, and what stands between two rows
    ("{}: {}", "\n"),
    ("{}: {}", "; "),
    ("{}: {}", " / "),
    ("{}: {}", " | "),
    ("{} {}", "\n"),
    ("{} {}", "; "),
    ("{} {}", " | "),
    ("{}\t{}", "\n"),
    ("{} - {}", "\n"),
    ("{}- {}", "\n"),
]


@pytest.mark.parametrize(("row", "between"), ROWS)
@pytest.mark.parametrize("language", FORMS)
def test_form_is_read(language: str, row: str, between: str) -> None:
    sender, forms, values, callback = FORMS[language]

    for labels in forms:
        text = between.join(row.format(*one) for one in zip(labels, values, strict=True))
        report = read_report(text, sender)

        read = (report.name, report.webshop, report.problem, report.callback)
        assert read == (*values[:3], callback), text


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        # what only looks like a label
        ("Fejl i kassen\nShop Lampehuset\nNavn Lone", []),
        (
            "Navn Lone, butik ravnogrose.dk, fejl 500 ved login, mobil 21 43 65 87",
            [Field.NAME, Field.SHOP, Field.PHONE],
        ),
        ("Mobil betaling virker ikke\nShop lampehuset.dk\nNavn Lone", []),
        ("Mit Laden geht nichts mehr. Grund: Server", []),
        ("Shop und Kasse im Laden: jeder Artikel wird dreifach verkauft", []),
        ("Dette er en automatisk meddelelse: lampehuset.dk er oppe", []),
        ("Tlf- og mailsupport svarer ikke", []),
        ("Navn- Lone", [Field.NAME]),
        ("Grund: Kasse geht nicht", [Field.PROBLEM]),
        # what else may stand in a label, or before one
        ("Shop- navn: lampehuset.dk", [Field.SHOP]),
        ("För- & efternamn/shop- navn: Tuva Lindqvist, ullbua.se", [Field.BOTH]),
        ("Navn\nog shop\nLone, lampehuset.dk\nTlf\n20304050", [Field.BOTH, Field.PHONE]),
        ("1. Navn: Lone, 2.-shop: lampehuset.dk", [Field.NAME, Field.SHOP]),
        ("Lone; 2)  shop = lampehuset.dk", [Field.SHOP]),
    ],
)
def test_label_is_told_from_a_word(text: str, fields: list[Field]) -> None:
    assert [one.field for one in find_sections(text)] == fields


@pytest.mark.parametrize("label", ["Navn:", "Tlf:", "Webshop =", "Problem :", "Name:\n", "Fel"])
@pytest.mark.parametrize("rows", [2, 5, 100, 500])
def test_label_on_a_line_of_its_own_is_one_label(label: str, rows: int) -> None:
    """Of hundreds, which no merchant writes, a hundred are looked at."""
    assert len(find_sections(f"{label}\n" * rows)) == min(rows, 100)
