"""A few words of trouble among greetings, thanks, a plea to call and a signature."""

import pytest

from relay.core.report import read_report
from relay.core.urgency import Urgency
from tests.world import MERCHANT

CRIES = """
hi team quick one, sites not loading. cheers, Dan
hi guys quick one, checkouts not letting anyone through. cheers, Dan
hi guys nothing's going through the till. thx Dan
thanks for your help earlier, checkouts broken again. Dan
Can you call 07700 900 266 asap, checkouts broken. thx, Bea (beaslinen.dk)
hi there hope all is good, cant take orders, call me when u can, Sal x
Hej, tak for sidst. Butikken i stykker, hilsen Ane fra anesgarn.dk
Godaften alle sammen, håber I har det godt, shoppen er sort, knus fra Vips
hej det er bare mig igen haha, admin helt hvid, ha en dejlig dag, Lone
Kan du ringa mig, kassan trasig. tack, Bea (beaslinne.se)
Hejsan, tack för senast, kassan sönder, ha det gott, Bosse
God kväll, hoppas allt är bra med er, sidan laddar inte, kram Kajsa
Hei dere, takk for sist, får ikke betalt i butikken, ha en fin kveld, Unni
kjære dere, håper helgen blir fin, nettsiden er borte vekk, hilsen Åse i garnstua
Moin zusammen, danke nochmal für neulich, Kasse im Eimer, Gruß Hinnerk
Guten Abend liebes Team, verzeiht die Störung, Shop kaputt, viele Grüße aus Husum
support support support!
hotline? there? hello?
Glad påsk, vi önskar support igen
God weekend! Vi har problemer
thanks, the till froze
our till just died, much love
hi hotline, hope your well, shop broken, cheers Mo
Can you change our banner, also the cart is stuck
Hej, betalingen driller totalt, tak og god weekend
Hei! Kassen har hengt seg, ha en fin kveld
tusen takk for sist, nettbutikken henger, klem Siri
Danke euch, der Shop spinnt, LG Uta
happy friday folks, checkout just spins, best Jo
Schönen Abend, Kasse eingefroren, Gruß Kai
kassen hænger ikke mere, men ingen kan betale
der Shop ist nicht mehr da
er siden ikke længere nede?
Hej, Bente her fra bentesuld.dk, vi har store problemer!
Hi there, Al from alsales.co.uk, we have problems, cheers
Hallo, hier Uta von utas-garne.de, wir haben große Probleme!
Hei, Kari fra karisgarn.no her, vi har problemer
Hej, Per på perscykel.se här, vi har stora problem
Hej, Bo her fra bosbrod.dk, vi har bøvl, tak
Hej, Per på perscykel.se här, vi har stora problem, är ni där?
hei dere! betalinga krøller det til, takk
Hallo ihr Lieben, die Kasse hat sich aufgehängt, LG Heike
Hei, betalinga slår seg vrang, takk
Hej, betalningen jävlas, tack
Vi har ingen problemer udover at kassen er nede
we have no problems except checkout is blank
Vi har ingen problemer med siden men ingen kan betale
we have no orders
Vi har ingen problemer?
Vi har ingen problemer, siger I. Shoppen er nede
it works again, nothing
""".strip().splitlines()
HARMLESS = """
hi team quick one, how do i change the logo. cheers, Dan
thanks for your help earlier, checkout is lovely again. Dan
Merry Christmas to the whole team!
Glædelig jul til jer alle sammen
God jul önskar vi er allihopa
Frohe Weihnachten dem ganzen Team
Hej, tak for sidst. Hvordan opretter jeg en rabatkode, hilsen Ane fra anesgarn.dk
Hej, hvornår kommer min dyne? Jeg bestilte den for ni dage siden, og jeg fryser lidt
Hei dere, takk for sist, kan man bytte farge på menyen, ha en fin kveld, Unni
Moin zusammen, danke nochmal für neulich, wie ändere ich das Impressum, Gruß Hinnerk
kan I hjælpe, vi har problemer med at ændre vores logo?
We have issues with our invoice from last month, can support call?
How do I stop the banner from spinning on my page?
Kassan strulade igår men funkar nu, tack!
Takk, kassen henger ikke lenger
der Shop hängt nicht mehr, danke!
betalingen driller ikke mere, tak
Tak, siden er ikke nede mere. Hilsen Bo
Sidan är inte nere längre
the site is no longer down, thanks
shop is not stuck anymore
Så er den ikke nede mere
Thanks, site isn't down any more
no longer down :)
Checkout no longer stuck, cheers
Det driller ikke mere, god aften
Shop spinnt nicht mehr, vielen Dank
Die Seite ist nicht mehr langsam. Gruß Uwe
Vi har ingen problemer, god jul!
nej, vi har ingen problemer
Der er ingen problemer lige nu
Vi har inga problem
no more problems here, thanks
Wir haben keine Probleme mehr, danke!
Nu virker den igen, Mette
""".strip().splitlines()


@pytest.mark.parametrize("text", CRIES)
def test_a_cry_is_heard_amid_courtesy(text: str) -> None:
    assert read_report(text, MERCHANT).urgency is Urgency.CRITICAL


@pytest.mark.parametrize("text", HARMLESS)
def test_the_same_courtesy_around_something_else_wakes_nobody(text: str) -> None:
    assert read_report(text, MERCHANT).urgency is not Urgency.CRITICAL
