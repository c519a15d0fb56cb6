"""A shop in small letters, or run together with a person, and what only looks like one."""

import pytest

from relay.core.report import Sureness, read_report

SENDER = "+4520123456"
# behind "our shop"
OURS = [
    ("vores webshop børnebixen er gået ned. Camilla", "Camilla", "børnebixen"),
    (
        "hej jeg hedder camilla vores webshop børnebixen er gået ned og ingen kan handle",
        "camilla",
        "børnebixen",
    ),
    ("min shop garnhyllen er nede, Sif", "Sif", "garnhyllen"),
    ("our shop yarnbox is down. Jo", "Jo", "yarnbox"),
    ("unser Shop wollzauber ist seit einer Stunde offline. Anke", "Anke", "wollzauber"),
    ("vår webshop garnhyllan ligger nere. Pernilla", "Pernilla", "garnhyllan"),
    ("mein onlineshop nähstübchen lädt nicht mehr. Katja", "Katja", "nähstübchen"),
    ("our store craftycorner won't load. Zoe", "Zoe", "craftycorner"),
    ("vores butik legehulen viser kun en hvid side, Tove", "Tove", "legehulen"),
    ("vår butik tygtrollet visar bara fel. Malin", "Malin", "tygtrollet"),
    ("my online shop teapotty has been down since 9. Fay", "Fay", "teapotty"),
    ("min nettbutikk ullstua svarer ikke. Gro", "Gro", "ullstua"),
    ("unser Laden kerzenwelt zeigt nur noch Fehler, Jana", "Jana", "kerzenwelt"),
    ("vores butik knapperier er nede, Ulla", "Ulla", "knapperier"),
    ("unser onlineshop seifenkistl ist weg. Resi", "Resi", "seifenkistl"),
    ("vår nätbutik trådrullarna är nere. Stina", "Stina", "trådrullarna"),
    ("vi har en butik der hedder filt og fjer, den er nede", None, "filt og fjer"),
    ("we run a small shop called thimblewick and nothing loads", None, "thimblewick"),
    ("wir haben einen laden namens fadenzauberei, die kasse geht nicht", None, "fadenzauberei"),
]
# what stands between "our shop" and a verb, and is no name
NOT_OURS = [
    ("vores webshop er nede. Camilla", "Camilla", None),
    ("vores webshop fungerer ikke. Camilla", "Camilla", None),
    ("our shop down. Jo", "Jo", None),
    ("our shop keeps crashing. Jo", "Jo", None),
    ("our shop checkout is broken. Jo", "Jo", None),
    ("vores webshop igen er nede. Sif", "Sif", None),
    ("unser Shop komplett ist weg. Anke", "Anke", None),
    ("vår butik plötsligt är nere. Malin", "Malin", None),
    ("vores shop pludselig viser fejl. Tove", "Tove", None),
    ("vores webshop kassen er nede. Tove", "Tove", None),
    ("our shop frontend is down. Jo", "Jo", None),
    ("our shop homepage shows an error. Jo", "Jo", None),
    ("min shop forsvandt er der nogen. Sif", "Sif", None),
    ("unser Shop hängt ist das bekannt? Anke", "Anke", None),
    ("vår butik kraschade är ni vakna? Malin", "Malin", None),
    ("vores shop backend viser fejl 500. Tove", "Tove", None),
    ("our shop server is on fire. Jo", "Jo", None),
    ("our shop nothing is working. Jo", "Jo", None),
    ("vores webshop kunderne er sure. Tove", "Tove", None),
    ("vores webshop betalingen er væk. Tove", "Tove", None),
    ("our shop stripe is not working. Jo", "Jo", None),
    ("vores shop mobilepay er nede. Tove", "Tove", None),
    ("our shop domain has expired. Jo", "Jo", None),
    ("vores webshop langsom er den også. Tove", "Tove", None),
    ("unser Shop endlich ist er wieder da. Anke", "Anke", None),
    ("vores butik hjemmeside er nede. Tove", "Tove", None),
    ("our shop wordpress is hacked. Jo", "Jo", None),
    ("vår shop kassan är trasig. Malin", "Malin", None),
    ("vores shop desvære er nede", None, None),
    ("our shop unfortunatly is down", None, None),
    ("unser Shop leidr ist weg", None, None),
    ("vores webshop virkr ikke", None, None),
    ("our shop called in sick, checkout is down", None, None),
    ("someone from a company called yesterday, now site is down", None, None),
    ("en side der hedder fejl dukker op", None, None),
]
# behind a person and "from"
FROM = [
    ("Maiken fra maikensmakeup. siden er nede", "Maiken", "maikensmakeup"),
    ("siden er nede, Maiken fra maikensmakeup ring gerne", "Maiken", "maikensmakeup"),
    ("kassen er død. Hilsen Tove fra tovesting", "Tove", "tovesting"),
    ("sidan är nere. Pernilla på garnhyllan. Nås på 070-174 06 21", "Pernilla", "garnhyllan"),
    ("Malin från tygtrollet, sidan är nere", "Malin", "tygtrollet"),
    ("site is down. Zoe from craftycorner", "Zoe", "craftycorner"),
    ("Zoe at craftycorner here, site is down", "Zoe", "craftycorner"),
    ("Hier Katja von nähstübchen, Shop ist weg", "Katja", "nähstübchen"),
    ("Shop ist weg. Gruß Jana von kerzenwelt", "Jana", "kerzenwelt"),
    ("nettbutikken er nede. mvh Gro fra ullstua", "Gro", "ullstua"),
    ("it's Fay from teapotty, nothing loads", "Fay", "teapotty"),
    ("det er lone fra loneslamper siden er nede", "lone", "loneslamper"),
    ("hej det er bo fra boscykler kassen virker ikke", "bo", "boscykler"),
    (
        'Er det normalt at siden viser "Fatal error" hele tiden? Hilsen Tove fra Tovesting',
        "Tove",
        "Tovesting",
    ),
    (
        'Er det normalt at forsiden viser "Database error"? Hilsen Tove fra Tovesting',
        "Tove",
        "Tovesting",
    ),
    ('Is it normal that the page says "Fatal error"? Regards Fay from Teapotty', "Fay", "Teapotty"),
    (
        'Ist es normal dass die Seite "Fatal error" zeigt? Gruß Jana von Kerzenwelt',
        "Jana",
        "Kerzenwelt",
    ),
    (
        'Är det normalt att sidan visar "Fatal error"? Hälsningar Malin från Tygtrollet',
        "Malin",
        "Tygtrollet",
    ),
    (
        "hier ist Sabine Krüger von Wollzauber. Unser Shop ist nicht erreichbar",
        "Sabine Krüger",
        "Wollzauber",
    ),
    (
        "Hallo, hier ist Sabine Krüger von Wollzauber, der Shop ist weg",
        "Sabine Krüger",
        "Wollzauber",
    ),
    ("Sabine Krüger von Wollzauber. Shop down", "Sabine Krüger", "Wollzauber"),
    ("Shop ist weg. Gruß Jan Petersen von Kerzenwelt", "Jan Petersen", "Kerzenwelt"),
    ("Mein Name ist Uwe Brandt von Teekontor Nord, nichts geht", "Uwe Brandt", "Teekontor Nord"),
    ("hier ist Sabine von Wollzauber, Shop ist weg", "Sabine", "Wollzauber"),
    ("Ulla fra knapperiet skriver, kassen er nede", "Ulla", "knapperiet"),
    ("site is dead, cheers Moe from wickerwitch", "Moe", "wickerwitch"),
]
# where people work or are
NOT_FROM = [
    ("Sif fra kundeservice. siden er nede", "Sif", None),
    ("siden er nede, Sif på vagten", "Sif", None),
    ("siden er nede, hilsen Tove fra ferien", "Tove", None),
    ("sidan är nere. Malin på kontoret", "Malin", None),
    ("site down. Jo from work", "Jo", None),
    ("site down. Zoe at home", "Zoe", None),
    ("Shop ist weg. Jana von unterwegs", "Jana", None),
    ("kassen er nede. Tove på mobil", "Tove", None),
    ("kassen er nede. Tove fra bogholderiet", "Tove", None),
    ("site down. Fay from accounts", "Fay", None),
    ("site down. Fay from marketing", "Fay", None),
    ("siden er nede. mvh Bo fra lageret", "Bo", None),
    ("Siden er nede. Sendt fra min telefon. Bo", "Bo", None),
    ("siden er nede. Ulla fra silkeborg", "Ulla", None),
    ("kassen er nede, Ulla fra webafdelingen", "Ulla", None),
    ("Kasse kaputt. Gruß Resi vom Kundendienst", "Resi", None),
    ("Folk kan slå deres hund ihjel. Camilla Bay, dyrlæge", "Camilla Bay", None),
    ("API svarer 429 på alt. Anton, udvikler, 71382904", "Anton", None),
]
# nothing separates the two
TOGETHER = [
    ("bitte helfen katja nähstübchen 0171 3920014 shop weg", "katja", "nähstübchen"),
    ("shop ist down jana kerzenladen 0171 3920014", "jana", "kerzenladen"),
    ("siden er nede lone garnbixen 20 12 34 56", "lone", "garnbixen"),
    ("siden er nede. Lone Garnhuset 20 12 34 56", "Lone", "Garnhuset"),
    ("sidan nere malin garnboden 070-1740621", "malin", "garnboden"),
    ("site down zoe craftycorner 07700900553", "zoe", "craftycorner"),
    ("Store crashed mid-sale. Zoe Finch 07700 900 553 craftycorner", "Zoe Finch", "craftycorner"),
    ("URGENT!!! nobody can pay!!! Kevin, vapeshack, 07700900655", "Kevin", "vapeshack"),
    ("shop down kevin vapeshack 07700900655", "kevin", "vapeshack"),
    ("sidan nere. Pernilla Garnhyllan 070-1740621", "Pernilla", "Garnhyllan"),
    ("nettbutikken nede. Sigrid Garnbua 41234567", "Sigrid", "Garnbua"),
    ("SHOP IST WEG! BITTE ANRUFEN 01713920016 FRAU MEIER TEEKONTOR", "MEIER", "TEEKONTOR"),
]
# surnames
PERSONS = [
    ("siden er nede. Lone Boesen 20 12 34 56", "Lone Boesen", None),
    ("siden er nede. Mads Kirkehus 20 12 34 56", "Mads Kirkehus", None),
    ("Shop down. Peter Kontor", "Peter Kontor", None),
    ("Store down. Emma Cox 07700900553", "Emma Cox", None),
    ("siden er nede. Kirsten Althus", "Kirsten Althus", None),
]


@pytest.mark.parametrize(("text", "name", "shop"), [*OURS, *FROM, *TOGETHER])
def test_shop_in_small_letters_is_read(text: str, name: str | None, shop: str) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (name, shop)


@pytest.mark.parametrize(("text", "name", "shop"), [*NOT_OURS, *NOT_FROM, *PERSONS])
def test_other_word_in_its_place_is_no_shop(text: str, name: str | None, shop: str | None) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (name, shop)


def test_shop_in_small_letters_is_asked_about() -> None:
    report = read_report("vores webshop børnebixen er gået ned. Camilla", SENDER)

    assert report.places["webshop"].sure is Sureness.DOUBTFUL


def test_who_tells_of_no_trouble_has_no_shop_in_small_letters() -> None:
    assert read_report("Anna fra lejlighedsannoncen her, er den ledig?", SENDER).webshop is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mein Name ist Karl Friedrich von Hagen, der Shop nordwolle.de ist weg", True),
        ("Mein Name ist Sabine Krüger von Wollzauber, der Shop ist weg", False),
    ],
)
def test_von_is_of_nobility_behind_given_names_alone(text: str, name: bool) -> None:
    assert ("von" in (read_report(text, SENDER).name or "")) is name
