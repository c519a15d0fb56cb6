"""Forms whose labels are misspelled, lack their colons, or are set off by other signs."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from relay.core.reading.fields.labels import find_sections
from relay.core.report import read_report

FORMS = {  # the sender; labels of name, shop, problem and number; what stands behind them
    "da": (
        "+4520123456",
        [
            ("Nanv", "Webhsop", "Porblem", "Tlefon"),
            ("Navn", "Webshp", "Problme", "Telfon"),
            ("Navnn", "Butki", "Fejll", "Telefno"),
        ],
        ("Grethe Dal", "dalsdekoration.dk", "kassen giver fejl på alle kort", "22837461"),
        "+4522837461",
    ),
    "en": (
        "+4520123456",
        [("Nmae", "Shpo", "Problme", "Phnoe"), ("Name", "Websiet", "Isseu", "Phoen")],
        ("Tom Reed", "tomsteas.com", "checkout fails for everyone", "22837461"),
        "+4522837461",
    ),
    "sv": (
        "+46700000000",
        [("Nanm", "Butki", "Probelm", "Telefn"), ("Namn", "Webbshp", "Prblem", "Tlefon")],
        ("Karin Ek", "kattboden.se", "kassan kraschar för alla", "0701740606"),
        "+46701740606",
    ),
    "nb": (
        "+4790000000",
        [("Nanv", "Netbutikk", "Fiel", "Telfon"), ("Navn", "Nettbutkk", "Problm", "Moibl")],
        ("Gro Tveit", "tveitsgarn.no", "ingen kan betale", "22334455"),
        "+4722334455",
    ),
    "de": (
        "+4915199887766",
        [("Nmae", "Wesbhop", "Problme", "Telefno"), ("Name", "Websho", "Fehelr", "Telfon")],
        ("Svenja Voss", "kerzenlicht.de", "niemand kann bezahlen", "0151 2345678"),
        "+491512345678",
    ),
}
RIGHT = {
    "da": ("Navn", "Webshop", "Problem", "Telefon"),
    "en": ("Name", "Shop", "Problem", "Phone"),
    "sv": ("Namn", "Butik", "Problem", "Telefon"),
    "nb": ("Navn", "Nettbutikk", "Problem", "Telefon"),
    "de": ("Name", "Shop", "Problem", "Telefon"),
}
ROWS = [  # how a label and its value are written, and what stands between two rows
    ("{} {}", "\n"),
    ("{}: {}", "\n"),
    ("{} - {}", "\n"),
    ("{}={}", "; "),
    ("{} {}", "; "),
]
ORDERS = [(0, 1, 2, 3), (3, 0, 1, 2), (2, 1, 0, 3), (1, 3, 2, 0)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("row", "between"), ROWS)
@pytest.mark.parametrize("language", FORMS)
def test_misspelled_labels_are_labels_together(
    language: str, row: str, between: str, order: Sequence[int]
) -> None:
    sender, forms, values, callback = FORMS[language]

    for labels in forms:
        text = between.join(row.format(labels[at], values[at]) for at in order)
        report = read_report(text, sender)

        read = (report.name, report.webshop, report.problem, report.callback)
        assert read == (*values[:3], callback), text


@pytest.mark.parametrize("row", ["{} - {}", "{} = {}", "{}={}"])
@pytest.mark.parametrize("language", FORMS)
def test_labels_on_one_line_are_told_by_what_sets_them_off(language: str, row: str) -> None:
    sender, forms, values, callback = FORMS[language]

    for labels in (RIGHT[language], *forms):
        for order in ORDERS:
            text = " ".join(row.format(labels[at], values[at]) for at in order)
            report = read_report(text, sender)

            read = (report.name, report.webshop, report.problem, report.callback)
            assert read == (*values[:3], callback), text


@pytest.mark.parametrize("language", FORMS)
def test_problem_ends_where_the_next_label_begins(language: str) -> None:
    sender, _, values, callback = FORMS[language]
    rows = [f"{label} {value}" for label, value in zip(RIGHT[language], values, strict=True)]

    for order in permutations(rows):
        report = read_report(", ".join(order), sender)

        read = (report.name, report.webshop, report.problem, report.callback)
        assert read == (*values[:3], callback), ", ".join(order)


@pytest.mark.parametrize(
    "text",
    [
        "Nanv er skrevet forkert på fakturaen\nKassen virker ikke",
        "Webhsop nede\nMvh Tom Reed",
        "Webhsop nede\nTlefon 22837461",
        "Porblem med kassen, shop er nede, navn følger",
        "Same problem again, shops are down, phones ring, name it",
        "Kassan är nere. Butiken är stängd. Problem med allt. Telefonen ringer",
        "Fel igen\nButiken nere\nNamnet är Karin Ek",
        "Feilen kommer igjen; butikken er nede; problemet er kortene",
        "Shops gehen nicht, Probleme überall, Namen fehlen, Telefone klingeln",
        "Nave, hop, fil, stop",
        "Checkout - fails - on every card - since noon",
        "Betaling - kort - virker ikke - hverken i shop eller app",
    ],
)
def test_words_of_prose_are_no_misspelled_labels(text: str) -> None:
    assert find_sections(text) == []
