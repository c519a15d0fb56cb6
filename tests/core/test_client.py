"""The shop that an agency writes for, and the customers that a shop writes of."""

import pytest

from relay.core.reading.fields.client import is_agency
from relay.core.report import Sureness, read_report

SENDER = "+4520304050"
CLIENTS = [  # text, who writes, the shop, how surely
    (
        "Agentur Nordwerk, Lena Petersen. Unser Kunde „Kräuterkate“ meldet Totalausfall",
        "Lena Petersen",
        "Kräuterkate",
        Sureness.LIKELY,
    ),
    (
        "Hej, Lene fra bureauet Webhuset. Vores kunde Garnkurven har en shop der er nede.",
        "Lene",
        "Garnkurven",
        Sureness.LIKELY,
    ),
    (
        "Hej, Lisa från byrån Webbverket. Vår kund Tyghuset ligger nere",
        "Lisa",
        "Tyghuset",
        Sureness.LIKELY,
    ),
    (
        "Hei, Kari fra byrået Nordlys. Kunden vår Ullstua har nettbutikk som er nede",
        "Kari",
        "Ullstua",
        Sureness.LIKELY,
    ),
    (
        "Hi, Priya from Pixelmill. Our client Barkley's Dog Treats is down.",
        "Priya",
        "Barkley's Dog Treats",
        Sureness.LIKELY,
    ),
    # of a customer, which a shop has as well
    (
        "The shop of our customer Barkley's Dog Treats shows error 500.",
        None,
        "Barkley's Dog Treats",
        Sureness.DOUBTFUL,
    ),
    (
        "Vår kund Tyghuset har en butik som ligger nere",
        None,
        "Tyghuset",
        Sureness.DOUBTFUL,
    ),
    ("Our client barkleys.com is down. Priya", "Priya", "barkleys.com", Sureness.CERTAIN),
]


@pytest.mark.parametrize(("text", "name", "shop", "sure"), CLIENTS)
def test_shop_of_a_client_is_told_not_the_agency(
    text: str, name: str | None, shop: str, sure: Sureness
) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (name, shop)
    assert report.places["webshop"].sure <= sure


@pytest.mark.parametrize(
    "text",
    [
        "Vores kunde Peter Jensen er ude af stand til at betale. Ole",
        "Unsere Kundin Frau Meier kann nicht zahlen. Ole",
        "Our customer Sarah Miller is unable to pay",
        "Vores kunder kan ikke betale. Ole",
        "Hej, Lene fra bureauet Webhuset. Vores kundes shop er nede.",
    ],
)
def test_customer_of_a_shop_is_no_shop_nor_is_the_agency(text: str) -> None:
    assert read_report(text, SENDER).webshop is None


@pytest.mark.parametrize(
    ("text", "name", "shop"),
    [
        ("Siden er nede. Mvh fru Hansens Broderi", None, "fru Hansens Broderi"),
        ("Shop ist down. Gruß Frau Meiers Teekontor", None, "Frau Meiers Teekontor"),
        ("tom's tackle shop is down", None, "tom's tackle shop"),
        ("Siden er nede. Mvh fru Hansen, lampehuset.dk", "Hansen", "lampehuset.dk"),
    ],
)
def test_title_and_shop_that_belong_to_a_name_are_told_with_it(
    text: str, name: str | None, shop: str
) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (name, shop)


@pytest.mark.parametrize(
    "word",
    ["bureau", "webbureauet", "byrå", "byrån", "reklamebyrået", "agentur", "agenturet", "agency"],
)
def test_agency_is_known_by_each_word_for_one(word: str) -> None:
    text = f"Hi, {word} Nordlys here, our client Lampehuset is down"

    called = [name for name in (word, "Nordlys", "Lampehuset") if is_agency(text, text.index(name))]

    assert called == [word, "Nordlys"]
