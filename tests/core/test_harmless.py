"""Wishes for the season and offers of easy money are no incident; a fault beside them is one."""

import pytest

from relay.core.reading.cries.harmless import harmless
from relay.core.report import read_report
from relay.core.urgency import Urgency

SENDER = "+4520123456"
WISHES = [
    "Merry Christmas to the whole team!",
    "Merry Christmas",
    "Merry Christmas and a happy new year",
    "Happy Easter everyone",
    "Season's greetings to the team",
    "Happy holidays!",
    "Wishing you all a merry Christmas",
    "Glædelig jul",
    "Glædelig jul og godt nytår til jer alle",
    "God jul alle sammen",
    "Godt nytår 2027!",
    "Rigtig god weekend :)",
    "God jul och gott nytt år",
    "Glad påsk allihop",
    "Trevlig helg",
    "Glad midsommar!",
    "God påske til hele gjengen",
    "God jul og godt nyttår",
    "Frohe Weihnachten",
    "Frohe Weihnachten und einen guten Rutsch",
    "Frohe Ostern euch allen",
    "Ein frohes Fest an das ganze Team",
    "Schönes Wochenende",
]
CRIES = [
    "Merry Christmas, the shop is down",
    "Glædelig jul, siden er nede",
    "God jul, kassen hænger",
    "Merry Christmas to us, nothing works",
    "Happy new year, no orders since midnight",
    "Frohe Weihnachten, Shop ist weg",
    "Godt nytår, ring til mig",
    "Glad påsk, vi är hackade",
    "Happy Easter please ring 20 12 34 56",
    "Our Christmas sale is gone",
    "Happy new year? shop nede igen",
    "God jul 20123456",
]
EASY_MONEY = [
    "Make $500 a day working from home! Reply YES",
    "Earn £500 a week from your phone. Reply YES",
    "Get €500 cashback today! Click here",
    "Tjen $500 om dagen hjemmefra! Svar JA",
    "Tjäna €500 om dagen hemifrån! Svara JA",
    "Verdienen Sie €500 am Tag! Antworten Sie JA",
    "Du har vundet £500! Klik her",
    "$404 bonus waiting for you, reply YES",
]
FAULTS = [
    "Shop shows 500",
    "siden viser 500",
    "HTTP 502 on checkout",
    "all pages 500",
    "we lost $500 because checkout is dead",
    "we usually make $500 a day, today nothing",
    "vi tjener €500 om dagen, kassen er død",
    "we make £500 a day and the checkout is dead",
    "kunder trækkes £500 to gange",
]

FINE = [
    *(
        "Ok.",
        "ok",
        "OK!",
        "okay",
        "okej",
        "okei",
        "oki",
        "k",
        "kk",
        "ok 👍",
        "ok cool",
        "okay fint",
    ),
    *("fint", "Fine", "bra", "gut", "greit", "alright", "cool", "nice", "top", "Det er godt"),
    *("modtaget", "forstået", "forstaaet", "noteret", "uppfattat", "notert", "got it", "noted"),
    *("understood", "verstanden", "alles klar", "in ordnung", "geht klar", "sounds good"),
    *("that's ok", "das ist gut", "lyder godt", "Ok. Fint!", "no worries", "Supert"),
]
NOT_FINE = [
    *("ok?", "okay??", "ok 🆘", "ok nede", "ok help", "ikke ok", "not ok", "nicht gut", "inte bra"),
    *("ja", "yes", "nej", "ok men kassen er død", "ok ring 20123456", "fint, men ingen kan betale"),
    *("k nede", "okay shop down", "bra men butiken ligger nere", "gut, aber shop weg", "no good"),
]


@pytest.mark.parametrize("text", FINE)
def test_word_of_content_wakes_nobody(text: str) -> None:
    report = read_report(text, SENDER)

    assert (report.urgency, report.name, report.webshop) == (Urgency.NOT_AN_INCIDENT, None, None)


@pytest.mark.parametrize("text", NOT_FINE)
def test_word_of_content_with_more_beside_it_pages(text: str) -> None:
    assert read_report(text, SENDER).urgency is Urgency.CRITICAL


@pytest.mark.parametrize("text", WISHES)
def test_wish_for_the_season_is_a_greeting(text: str) -> None:
    assert harmless(text) == "greeting"


@pytest.mark.parametrize("text", [wish for wish in WISHES if len(wish.split()) < 3])
def test_wish_of_two_words_wakes_nobody(text: str) -> None:
    report = read_report(text, SENDER)

    assert (report.urgency, report.name, report.webshop) == (Urgency.NOT_AN_INCIDENT, None, None)


@pytest.mark.parametrize("text", EASY_MONEY)
def test_offer_of_easy_money_is_spam(text: str) -> None:
    assert harmless(text) == "spam"


@pytest.mark.parametrize("text", [*CRIES, *FAULTS])
def test_fault_or_plea_beside_a_wish_or_an_amount_pages(text: str) -> None:
    assert read_report(text, SENDER).urgency is Urgency.CRITICAL
