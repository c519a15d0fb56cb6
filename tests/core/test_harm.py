"""What harm a shop has come to, and what only sounds like it."""

import pytest

from relay.core.reading.cries.harm import harm_told
from relay.core.reading.wording import read_wording
from relay.core.urgency import Urgency, judge

HARMED = """Eure Änderung hat den alten Banner und den Kaufbutton gelöscht
Jeres opdatering har fjernet det gamle banner og betalingsknappen
Your update removed the old logo and the pay button
Er uppdatering har tagit bort den gamla loggan och köpknappen
Oppdateringen deres har fjernet det gamle banneret og kassen
Jeres opdatering skjuler kassen. Lone
Your new module hides the checkout. Tom
The last update removed our checkout button
Euer Plugin versteckt die Kasse
Everything is black|Alt er sort|Alles ist schwarz|Allt är svart|Alt er svart
Everything is just black here|Det hele er sort|Hele siden er sort|Die Seite ist ganz schwarz
Jeg fik en mail om at min konto er ændret. Det var ikke mig
Jeg har fået en kode. Jeg har ikke bedt om den. Min adgangskode er skiftet
I did not change anything in my shop. My password has been changed
Why is everything black after I changed theme?|Kan I se at alt er sort?
Jeg gav min kode til en der ringede
I gave my password to someone who called
Er lagt inn en ny admin på kontoen. Det var ikke meg""".replace("\n", "|").split("|")
UNHARMED = """Is all black available as theme colour?
Ist alles schwarz im neuen Design möglich?
Er alt sort et muligt tema?|Är allt svart möjligt i temat?
Everything black in the theme, can I choose white text?
Kan I lave et tema hvor alt er sort?
Is everything dark in the dark theme?
Er alt svart mulig som farge i temaet?
We never asked for the new admin layout, how do we switch back?
We never asked for invoices by mail. How do I change my account details?
Vi har aldrig bedt om nyhedsbrevet. Hvordan ændrer jeg min konto?
A customer called and I gave her a discount code, where do I see if it was used?
En kunde ringede og jeg gav hende en rabatkode, hvor ser jeg om den er brugt?
En kund ringde och jag gav henne en rabattkod, var ser jag om den använts?
Eine Kundin hat angerufen und ich habe ihr einen Gutscheincode gegeben, wo sehe ich ihn?
En kunde ringte og jeg ga henne en gavekortkode, hvor ser jeg om den er brukt?
The plugin hides prices for guests, is that a setting?
Modulet skjuler priser for gæster, er det en indstilling?
Das Plugin versteckt Preise für Gäste, ist das eine Einstellung?
Modulen döljer priser för gäster, är det en inställning?
Your update removed the old logo, thanks
Euer Update hat den alten Banner gelöscht, danke""".replace("\n", "|").split("|")
LAPSED = """alt virker nu. det var fint indtil kl 8 og så gik den ned igen
it works now. well, it worked for five minutes""".splitlines()
STILL_WELL = """I was up until 3 but all is good now, cheers
Jeg var oppe til klokken 3 men nu er alt godt, tak
Jag var uppe till klockan 3 men allt är bra nu, tack
Ich war bis 3 Uhr wach aber jetzt ist alles gut, danke
We were up until midnight, all good now, thanks""".splitlines()


@pytest.mark.parametrize("text", [*HARMED, *LAPSED])
def test_who_tells_of_harm_is_heard(text: str) -> None:
    assert judge(read_wording(text).plain, None).urgency is Urgency.CRITICAL


@pytest.mark.parametrize("text", UNHARMED)
def test_no_harm_is_told_where_none_was_done(text: str) -> None:
    assert harm_told(text.lower()) == []


@pytest.mark.parametrize("text", STILL_WELL)
def test_who_was_up_themselves_is_not_the_shop(text: str) -> None:
    assert judge(read_wording(text).plain, None).urgency is Urgency.NOT_AN_INCIDENT
