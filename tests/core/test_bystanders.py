"""Customers, and bosses who sleep, whom a merchant only names: their numbers are not called."""

import pytest

from relay.core.report import read_report

DANE, SWEDE, NORWEGIAN = "+4520304050", "+46701740699", "+4741000000"
GERMAN, BRITON = "+491713920099", "+447700900333"
CUSTOMERS = [
    ("Kunde Hanne, 22334455, kan ikke betale. Mvh Ole, lampehuset.dk", DANE),
    ("Kunden Hanne Jensen, tlf 22334455, får fejl 500. Ole", DANE),
    ("vores kunde Hanne på 22334455 venter. Ole", DANE),
    ("Ring til kunden Hanne 22334455, hun kan ikke betale", DANE),
    ("Kund Lisa, 070-1740611, kan inte betala. Anna tyghuset.se", SWEDE),
    ("Kunden Lisa 070-1740611 och flera andra kan inte betala. Anna tyghuset.se", SWEDE),
    ("Lisa (kund) 070-1740611 kan inte handla. Anna tyghuset.se", SWEDE),
    ("Kundin Meier 0171 3920011 kann nicht bestellen. Jens teekontor.de", GERMAN),
    (
        "Kundin Frau Meier, 0171 3920011, und andere können nicht zahlen. Jens teekontor.de",
        GERMAN,
    ),
    ("Kundin Frau Meier, Tel. 0171 3920011, kann nicht zahlen. Jens teekontor.de", GERMAN),
    ("Kunde Kari 41234567 får ikke betalt. Ola turbutikken.no", NORWEGIAN),
    ("Customer Jane 07700 900111 can't pay. Mark gardenjoy.co.uk", BRITON),
    ("Our client Jane Smith (07700 900111) gets an error. Mark gardenjoy.co.uk", BRITON),
    ("Jane, a customer, 07700 900111 sees a blank page. Mark gardenjoy.co.uk", BRITON),
]
ABSENT = [
    ("Chefen er Ole 22334455 men han sover. Mvh Mette, lampehuset.dk. Siden nede", DANE),
    (
        "Ejeren Ole (22334455) er på ferie og må ikke forstyrres. Siden er nede. Mvh Mette, "
        "lampehuset.dk",
        DANE,
    ),
    ("Ejeren Ole 22334455 er syg. Siden er nede. Mette", DANE),
    ("Min kollega Ole (22334455) er gået i seng. Siden nede. Mette", DANE),
    ("Min chef Ole 22334455. Han sover. Siden nede. Mette", DANE),
    ("The owner Jo 07700 900222 is asleep. Site is down. Mia gardenjoy.co.uk", BRITON),
    ("My boss Jo 07700 900222 must not be woken. Site is down. Mia", BRITON),
    ("My colleague Jo 07700 900222 has gone to bed. Site down. Mia", BRITON),
    ("Ägaren Ola 070-1740611 sover. Sidan ligger nere. Mia tyghuset.se", SWEDE),
    ("Der Chef (Jens, 0171 3920011) schläft schon. Shop ist weg. Mia teekontor.de", GERMAN),
    ("Die Inhaberin, 0171 3920011, darf nicht gestört werden. Shop weg. Mia", GERMAN),
    ("Sjefen Ola 41234567 sover. Nettbutikken er nede. Mia turbutikken.no", NORWEGIAN),
]
CALLED = {
    "Customer portal down, 22334455 can you call": "+4522334455",
    "Kunde login fejler 22334455 er mit nr": "+4522334455",
    "Kunder kan ikke betale, Ole 22334455": "+4522334455",
    "Kundeservice Ole 22334455 kan ikke logge ind": "+4522334455",
    "Kunden kan ikke betale. Ole 22334455": "+4522334455",
    "Ring på 22334455, chefen sover": "+4522334455",
    "Chefen sover. Mit nr er 22334455": "+4522334455",
    "Chefen sover så ring mig 22334455": "+4522334455",
    "Chefen er på ferie, ring til mig Mette 22334455": "+4522334455",
    "Siden er nede. Ole 22334455. Jeg sover ikke": "+4522334455",
    "Ejer Ole 22334455. Siden er nede, kunder kan ikke betale": "+4522334455",
    "Ole 22334455 er vågen, sover ikke": "+4522334455",
    "Kundin Frau Meier, Tel. 0171 3920011, kann nicht zahlen. Jens 22334455": "+4522334455",
}


@pytest.mark.parametrize(("text", "sender"), CUSTOMERS)
def test_a_customer_who_is_named_is_not_called(text: str, sender: str) -> None:
    assert read_report(text, sender).callback is None


@pytest.mark.parametrize(("text", "sender"), ABSENT)
def test_who_sleeps_or_is_away_is_not_called(text: str, sender: str) -> None:
    assert read_report(text, sender).callback is None


@pytest.mark.parametrize(("text", "number"), CALLED.items())
def test_a_merchant_who_tells_of_them_is_called(text: str, number: str) -> None:
    assert read_report(text, DANE).callback == number


@pytest.mark.parametrize(
    ("text", "sender", "name"),
    [
        ("Customer Jane 07700 900111 can't pay. Mark gardenjoy.co.uk", BRITON, "Mark"),
        ("A customer, Jane 07700 900111, can't pay. Mark gardenjoy.co.uk", BRITON, "Mark"),
        ("Kunde Jane 22334455 kan ikke betale. Mark lampehuset.dk", DANE, "Mark"),
    ],
)
def test_a_customers_name_is_not_the_writers(text: str, sender: str, name: str) -> None:
    assert read_report(text, sender).name == name
