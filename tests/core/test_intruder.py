"""Whoever asks how to be rid of what they did not do, or of a page that stands before the shop."""

import pytest

from relay.core.reading.wording import read_wording
from relay.core.urgency import Urgency, judge

NOT_THEIRS = """Hvordan fjerner jeg en administrator som jeg ikke kender?
Hvordan sletter jeg en bruger i admin som jeg ikke har oprettet?
Hvordan slipper jeg af med en omdirigering jeg ikke har lavet?
Hvor sletter jeg en side der er dukket op af sig selv?
Hvordan fjerner jeg et ukendt login fra min konto?
Hvordan smider jeg en ud af min admin?
Hvor kan jeg se hvem der har logget ind fra Rusland i nat?
Kan man slette en kode på forsiden som vi ikke selv har sat ind?
Hvordan sletter jeg en bruger? Jeg har ikke oprettet den
How do I delete an admin user I never created?
How do I kick someone out of my admin, he is editing prices as we speak
How can I remove a redirect that I did not set up?
How do I get rid of a login I don't recognise?
How do I delete a page that appeared out of nowhere?
Where do I remove a script nobody here has added?
How do I remove an unknown administrator?
Where can I see who logged in from China last night?
How do I delete this user? I don't know him
Hur tar jag bort en admin som jag inte känner igen?
Hur blir jag av med en omdirigering som vi inte har gjort?
Hur raderar jag en användare jag aldrig har skapat?
Hur sparkar jag ut någon ur min admin?
Var ser jag vem som loggat in från Ryssland i natt?
Hur tar jag bort en okänd inloggning?
Hvor ser jeg hvem som logget inn fra Kina i natt?
Hvordan sletter jeg en bruker jeg ikke kjenner?
Hvordan fjerner jeg en side som jeg aldri har laget?
Hvordan kaster jeg noen ut av admin?
Hvordan fjerner jeg en ukjent administrator?
Wie lösche ich einen Administrator, den ich nicht kenne?
Wie entferne ich einen Benutzer, den ich nie angelegt habe?
Wie werde ich eine Weiterleitung los, die ich nicht eingerichtet habe?
Wie lösche ich eine Seite, die plötzlich aufgetaucht ist?
Wie werfe ich jemanden aus meinem Admin?
Wo sehe ich, wer sich heute Nacht aus China eingeloggt hat?
Wie entferne ich ein unbekanntes Login?
How do I remove a bank account I never added?
Hvordan fjerner jeg en betalingsmetode jeg ikke har lavet?
How do I find out who changed my prices last night?
Hur tar jag bort en sida som dök upp i natt?
Hur tar jag bort ett admin-konto som ingen av oss känner till""".splitlines()
CLOSED_BY_A_PAGE = """Hvordan fjerner jeg vedligeholdelsessiden?
Hvordan slår jeg vedligeholdelsestilstand fra?
Hvordan kommer jeg af med "coming soon"-siden?
Hvordan fjerner jeg adgangskodesiden, kunderne bliver bedt om en kode
Hvordan fjerner jeg password siden på min shop?
How do I remove the password page, customers are asked for one before they can enter
How do I turn off maintenance mode?
How do I get rid of the maintenance page?
How can I remove the coming soon page?
How do I disable the under construction page?
Where do I switch the maintenance page off?
Hur tar jag bort underhållssidan?
Hur stänger jag av underhållsläget?
Hur tar jag bort lösenordssidan?
Hvordan fjerner jeg vedlikeholdssiden? Den har ligget der siden i natt
Hvordan slår jeg av vedlikeholdsmodus?
Hvordan fjerner jeg passordsiden?
Wie entferne ich die Wartungsseite?
Wie schalte ich den Wartungsmodus aus?
Wie werde ich die Passwortseite los?
Wie entferne ich die Coming-Soon-Seite?
How do I take the shop out of maintenance mode?
Hvordan tager jeg shoppen ud af vedligeholdelse?
How do I remove the password from my shop, customers see it""".splitlines()
THEIR_OWN = """Hvordan fjerner jeg en administrator som er stoppet?
Hvordan sletter jeg en bruger jeg ikke skal bruge mere?
Hvordan sletter jeg en side jeg ikke bruger længere?
Hvordan opretter jeg en ny bruger i admin?
Hvordan laver jeg en omdirigering til en ny side?
Hvordan fjerner jeg en rabatkode?
Hvordan finder jeg en side jeg ikke har lavet færdig endnu?
Kan man give en kunde jeg ikke kender en rabatkode?
How do I delete an admin user I no longer need?
How do I add a page?
How do I remove a redirect I made last year?
How do I remove a page I have not finished yet?
Where do I see who bought from China last year?
Where do I see which customers logged in this month?
How do I remove access for a former colleague next week?
How do I take a product out of a category?
Hur tar jag bort en admin som har slutat?
Hur lägger jag till en användare?
Hvordan sletter jeg en bruker jeg ikke trenger lenger?
Wie lösche ich einen Benutzer, den ich nicht mehr brauche?
Wie lege ich einen neuen Benutzer an?
Wie entferne ich eine Seite, die ich nicht mehr brauche?
Wie richte ich eine Weiterleitung ein?
Hvordan laver jeg en vedligeholdelsesside?
Hvordan slår jeg vedligeholdelsestilstand til?
Hvordan fjerner jeg coming soon siden når vi åbner i næste uge?
How do I set up a coming soon page?
How do I change the text of the maintenance page?
How do I put a password on a page?
How do I remove the coming soon page when we open next month?
Can I change the picture on the password reset page?
Hur gör jag en underhållssida?
Hvordan lager jeg en vedlikeholdsside?
Wie lösche ich einen Rabattcode?
How do I delete a user if I do not know the password?
I don't know how to delete a user, can you tell me?
Hvordan sletter jeg en bruger når jeg ikke kender koden?
I have never added a user before. How do I delete one?
Hvordan fjerner jeg en side? Jeg har ikke gjort det før
How do I turn off the newsletter popup?
Hvordan slår jeg anmeldelser fra?
Can you remove the unknown customer from the order?
How do I throw someone off the newsletter list?""".splitlines()


@pytest.mark.parametrize("text", [*NOT_THEIRS, *CLOSED_BY_A_PAGE])
def test_who_asks_how_to_be_rid_of_what_they_did_not_do_is_heard(text: str) -> None:
    assert judge(read_wording(text).plain, None).urgency is Urgency.CRITICAL


@pytest.mark.parametrize("text", THEIR_OWN)
def test_who_asks_how_to_do_something_with_what_is_theirs_is_no_emergency(text: str) -> None:
    assert judge(read_wording(text).plain, None).urgency is Urgency.ROUTINE
