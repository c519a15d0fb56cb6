"""What is down or broken elsewhere: in town, on the rails, in a lift, a code, a plan."""

import pytest

from relay.core.report import read_report
from relay.core.urgency import Urgency
from tests.world import MERCHANT

ELSEWHERE = """
Hej gumman! Är du nere i stan? Puss
Jeg får ikke dratt på festen i kveld, er helt nede for telling 🤒
Hej Peter, vi mødes nede ved havnen kl 18, glem ikke fejlvarerne fra i går
Er du nede i byen?
Jeg er nede ved havnen om 5 min
Mødet om ny kasse-løsning er flyttet til tirsdag, da projektoren i lokale 2 er nede.
Mein Auto ist kaputt, komme später
Hissen är trasig, ta trapporna
Din engångskod: 90412. Fungerar den inte? Begär en ny i appen.
Your one-time code: 90412. Not working? Request a new one.
Ihr Code: 90412. Funktioniert er nicht? Neuen anfordern.
Din kode: 4711. Virker den ikke? Skriv til os
Vi planerar att ligga nere för inventering 27-28 dec, hur lägger jag upp en skylt på startsidan?
Die Bahn streikt morgen
""".strip().splitlines()
HERE = """
cykelshop.dk er nede
Butikken er nede i byen
bil.dk er nede
Hele Danmark er nede
Kassen er nede, jeg er nede i byen ring til Mette
vi er nede i hele norden
login code: kunderne kan ikke logge ind, not working
Bilbutikken är nere
Mine cykler kan ikke købes, checkout broken
Varmepumpe siden er nede
kaffemaskinen.dk er nede
Vi er nede i alle butikker
vi er nede i dag
Siden er nede på mobilen
Kunderne får koden: 1234. Virker den ikke? Nej ingen kan betale
Butikken ligger nere, vi är nere i källaren och väntar
Shop down by station
kaffemaskineshoppen er nede
Toiletshoppen ligger nede
""".strip().splitlines()


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_down_elsewhere_wakes_nobody(text: str) -> None:
    assert read_report(text, MERCHANT).urgency is not Urgency.CRITICAL


@pytest.mark.parametrize("text", HERE)
def test_a_shop_that_is_down_is_heard_beside_it(text: str) -> None:
    assert read_report(text, MERCHANT).urgency is Urgency.CRITICAL
