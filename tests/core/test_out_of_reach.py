"""A shop that works for others and not for us, or only in part, or that is gone."""

import pytest

from relay.core.report import Urgency, read_report
from tests.core.sentences import cases

SENDER = "+4520123456"
WORKS_ELSEWHERE = cases(
    """Virker det igen hos jer? For hos os gør det ikke. Allan
Virker det hos jer? Det gør det ikke her|Can you get in? I can't and nor can customers
Fungerer det hos dere? Her gjør det ikke det|Funkar det hos er? Inte här
Kan du logge ind? Det kan jeg nemlig ikke|Loader den hos jer? Ikke hos mig
Läuft es bei euch? Hier nämlich nicht|Virker den hos dere? Ikke her|Works at your end? Not here
Can you open it? We cannot|Funktioniert es bei Ihnen? Bei mir nicht
virker det hos dig? gør det ik her|Laddar den hos er? Inte här. Mvh Eva
Is it loading on your side? Not on ours|Could you get in? I couldn't"""
)
WORKS_IN_PART = cases(
    """øhm det virker kun på forsiden|det virker kun på mobil|It works but only on my phone
Det funkar bara för mig|Geht nur bei mir|Fungerer bare hos meg|det virker kun hos mig
det virker kun i Chrome|funkar bara på mobilen|kører kun på telefonen|works only for me
Geht nur auf meinem Handy|Only my phone can open it|det virker kun på min computer
funktioniert nur in Firefox|den virker kun på min egen telefon|siden virker kun på min mobil
it works but only on my laptop|Hej, det kører kun hos mig|nu virker det kun på min mobil
Fungerer bare på min pc|Only my laptop can load it|Only works on my iPad
butiken funkar bara på min dator"""
)
# What is wrong only there, and what is no shop.
WRONG_IN_PART = cases(
    """Does it only work on mobile?|Kan man få banneret så det kun er på forsiden?
Jeg vil gerne have banneret kun på forsiden|Nu virker det igen, det var kun på min mobil
Fejlen er kun på min computer|It's only on my computer|vi kører kun i bil
Kun på min telefon ser logoet lidt sløret ud|Das Logo sieht nur auf meinem Handy unscharf aus
Kampagnen kører kun på mobil, kan vi også få den på pc?|Nyhedsbrevet er kun på dansk
Das Popup geht nur auf der Startseite auf, kann man das ändern|Bilen kører kun på diesel"""
)
WANTED_BACK = cases(
    """Wie bekomme ich meinen Shop zurück?|Hvordan får jeg butikken tilbake?|vi mangler vores shop
Kan jag få tillbaka min sida?|Kann ich bitte meinen Shop wiederhaben?
Vi vil have vores butik tilbage|Vi vill ha tillbaka vår butik|Vi vil ha butikken vår tilbake
Wie kriege ich meinen Laden zurück?|Wie bekommt man den Shop zurück?
Hur får jag tillbaka butiken?|Jeg vil have min shop tilbage
Vi vil gerne have vores side tilbage|Wir möchten unseren Shop zurück
Ich will meinen Shop zurückhaben|Jag vill ha tillbaka min sida
Jeg vil ha nettbutikken tilbake|Können wir unseren Shop zurückbekommen?"""
)
WANTED_OTHERWISE = cases(
    """Wie bekomme ich mein Geld zurück?|Vi mangler vores shop i jeres app
Vores side mangler et menupunkt om returret|Hvordan får jeg logoet tilbage på siden?
Vi mangler vores logo|vi mangler en faktura|uns fehlt eine Rechnung|we want our old layout back
I want to get back to my shop settings|Wie komme ich zurück zum Shop-Menü?
Hur får jag tillbaka mina gamla färger?|jeg savner en funktion i shoppen
I miss your shop in the city, are you open?|Vi er tilbage i butikken på mandag"""
)
ASKED_FOR_MORE = cases(
    """Kan I lave et banner? Det kan jeg ikke|Can you add a new logo? I can't
Kan I se min faktura? Det kan jeg ikke|Virker det hos jer? Nu virker det her igen
Works for you? It works here too|Kan du komme ind på kontoret? Jeg kan ikke
Kan I logge ind og ændre farven? Det kan jeg ikke finde ud af
Can you see the invoice? I can't find it|Er det hos jer man køber mælk? Ikke her?
Kan ni ändra bilden? Det kan inte jag|Könnt ihr das Logo ändern? Ich kann es nicht
Kan du hente børnene? Det kan jeg ikke|Kommer du ind til middag? Jeg kan ikke"""
)


def urgency_of(text: str) -> Urgency:
    return read_report(text, SENDER, "DK").urgency


@pytest.mark.parametrize("text", WORKS_ELSEWHERE)
def test_who_asks_whether_it_works_elsewhere_is_heard(text: str) -> None:
    assert urgency_of(text) is Urgency.CRITICAL


@pytest.mark.parametrize("text", WORKS_IN_PART)
def test_what_works_only_somewhere_does_not_work(text: str) -> None:
    assert urgency_of(text) is Urgency.CRITICAL


@pytest.mark.parametrize("text", WRONG_IN_PART)
def test_what_is_wrong_only_somewhere_works(text: str) -> None:
    assert urgency_of(text) is not Urgency.CRITICAL


@pytest.mark.parametrize("text", WANTED_BACK)
def test_who_wants_their_shop_back_has_none(text: str) -> None:
    assert urgency_of(text) is Urgency.CRITICAL


@pytest.mark.parametrize("text", WANTED_OTHERWISE)
def test_who_wants_something_else_back_has_a_shop(text: str) -> None:
    assert urgency_of(text) is not Urgency.CRITICAL


@pytest.mark.parametrize("text", ASKED_FOR_MORE)
def test_who_asks_whether_we_can_do_something_is_in_no_need(text: str) -> None:
    assert urgency_of(text) is not Urgency.CRITICAL
