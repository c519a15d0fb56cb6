"""An id in two groups of figures is no number, and neither are its last eight figures."""

import pytest

from relay.core.report import read_report

DANE, SWEDE, NORWEGIAN = "+4522000000", "+46731740699", "+4741000000"
GERMAN, BRITON = "+491713920011", "+447700900333"
IDS = [
    ("Rechnung 0152 28817386", DANE),
    ("Rechnung 0152 28817386", GERMAN),
    ("Rechnung Nr 0176 20304050", DANE),
    ("Vertrag 0152 28817386", DANE),
    ("Kundennummer 0152 28817386", DANE),
    ("Kd-Nr 0152 28817386", DANE),
    ("RG 4711 28817386", DANE),
    ("faktura 2024 20304050", DANE),
    ("faktura nr 070 20304050", DANE),
    ("inv 0770 20304050", BRITON),
    ("Kontonr. 9570 20304050", DANE),
    ("Kontonr. 9570 20304050", NORWEGIAN),
    ("konto 9570 0020304050", DANE),
    ("Bestellung 4711 28817386 fehlt", DANE),
    ("order 2024/20304050", DANE),
    ("sag 2025 20304050", DANE),
    ("ticket 4711 20304050", DANE),
    ("invoice 2024 20304050", DANE),
    ("invoice no 0770 20304050", BRITON),
    ("faktura 2024 20304050", SWEDE),
    ("kundnummer 070 20304050", SWEDE),
    ("fakturanr 4711 20304050", SWEDE),
    ("ordre 2024 20304050", NORWEGIAN),
    ("kundenummer 4711 20304050", NORWEGIAN),
    ("Bestellnummer 4711 28817386", GERMAN),
    ("Auftrag 2024 28817386", GERMAN),
    ("RG-Nr. 2024 28817386", GERMAN),
    ("Re.-Nr 2024 28817386", GERMAN),
    ("Kdnr 4711 28817386", GERMAN),
    ("KdNr. 4711 28817386", GERMAN),
    ("Vertragsnr. 4711 28817386", GERMAN),
    ("inv. 2024 20304050", DANE),
    ("fakt. 2024 20304050", DANE),
    ("varenr 4711 20304050", DANE),
    ("ean 5798 20304050", DANE),
    ("iban DK 9570 20304050", DANE),
    ("IBAN DE12 3456 28817386", GERMAN),
    ("ref 4711 20304050", DANE),
    ("police 4711 20304050", DANE),
    ("medlemsnr 4711 20304050", DANE),
    ("aftalenr. 2024 20304050", DANE),
]
CALLED = [
    ("faktura 4711, 20304050", DANE, "+4520304050"),
    ("faktura 4711. Ole 20304050", DANE, "+4520304050"),
    ("ordre 1234 ring 20304050", DANE, "+4520304050"),
    ("ordre 1234 mangler 20304050", DANE, "+4520304050"),
    ("ordre 1234 tlf 20304050", DANE, "+4520304050"),
    ("Rechnung 4711 stimmt nicht 20304050", DANE, "+4520304050"),
    ("Rechnung 4711, 0152 28817386", GERMAN, "+4915228817386"),
    ("Rechnung 4711 Tel 0152 28817386", GERMAN, "+4915228817386"),
    ("Max 0152 28817386", GERMAN, "+4915228817386"),
    ("Tel. 0152 28817386", GERMAN, "+4915228817386"),
    ("siden 2024 20304050", DANE, "+4520304050"),
    ("fejl 500 20304050", DANE, "+4520304050"),
    ("error 500 20304050", DANE, "+4520304050"),
    ("fejl 404 20 30 40 50", DANE, "+4520304050"),
    ("0045 20304050", DANE, "+4520304050"),
    ("45 20304050", DANE, "+4520304050"),
    ("+45 20304050 ordre 12", DANE, "+4520304050"),
    ("ordre nr 4711 / 20304050", DANE, "+4520304050"),
    ("RG 20304050", DANE, "+4520304050"),
    ("Hilsen RG 20304050", DANE, "+4520304050"),
    ("RG, 20304050", DANE, "+4520304050"),
    ("Regards RG 07700900111", BRITON, "+447700900111"),
    ("Kontonr. mangler, ring 20304050", DANE, "+4520304050"),
    ("kundnummer 4711, 0701740606", SWEDE, "+46701740606"),
    ("ordre 2024, 41234567", NORWEGIAN, "+4741234567"),
    ("ordre 1001 20 30 40 50", DANE, "+4520304050"),
    ("faktura 4711 - 20304050", DANE, "+4520304050"),
    ("faktura 4711 +45 20304050", DANE, "+4520304050"),
    ("Rechnung 4711 0152 28817386", GERMAN, "+4915228817386"),
    ("order 4711 07700 900111", BRITON, "+447700900111"),
    ("invoice 1234 020 7946 0224", BRITON, "+442079460224"),
    ("faktura 4711 070-174 06 11", SWEDE, "+46701740611"),
    ("fejlkode 1042 20304050", DANE, "+4520304050"),
    ("str. 140 20304050", DANE, "+4520304050"),
]


@pytest.mark.parametrize(("text", "sender"), IDS)
def test_the_rest_of_an_id_is_no_number(text: str, sender: str) -> None:
    assert read_report(text, sender).callback is None


@pytest.mark.parametrize(("text", "sender", "number"), CALLED)
def test_a_number_behind_an_id_is_called(text: str, sender: str, number: str) -> None:
    assert read_report(text, sender).callback == number
