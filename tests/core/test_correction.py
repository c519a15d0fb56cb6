"""Further texts that put a number or a name right, and those that only mention another."""

import pytest

from relay.core.correction import puts_name_right, puts_number_right
from relay.core.report import read_report
from relay.core.slip import shop_put_right
from tests.core.sentences import cases

SENDER = "+4520123456"
KNOWN = "+4520304050"
# Somebody else in the place of the one who writes, or their own number.
TO_BE_CALLED = cases(
    """Ring ikke til mig, ring til Ole på 30405060|Glem mit nummer, ring på 30405060
Jeg går i seng nu, ring til Ole på 30405060
I skal ringe til min kollega Ole på 30405060, jeg går hjem nu
Ole tager over, ring til ham på 30405060|Ring til Ole på 30405060 og ikke til mig
Jeg sover nu, brug 30405060|nyt mobilnummer: 30405060
I må ikke ringe til mig, ring til Ole på 30405060|Ring til min mand på 30405060 i stedet for mig
Jeg lægger mig, ring til min kone på 30405060|min vagt er slut, ring til Ole på 30405060
Jeg har fri nu, ring Ole på 30405060|Call Ole on 30405060, not me
Don't call me, call Ole on 30405060|Please do not ring me, ring Ole on 30405060
Forget my number, use 30405060|I'm off to bed, call Ole on 30405060
I am going home now, please call my colleague on 30405060|Ole is taking over, call him on 30405060
new cell: 30405060|my new cell is 30405060|Call Ole on 30405060 and not me
Going to sleep, call Ole on 30405060|Ole takes over from here, reach him on 30405060
Never mind my number, call 30405060|Ring inte mig, ring Ola på 30405060
Glöm mitt nummer, ring 30405060|Jag går och lägger mig, ring Ola på 30405060
Ola tar över, ring honom på 30405060|ny mobil: 30405060|Ring Ola på 30405060, inte mig
Jag går hem nu, ring min kollega på 30405060|Ring inte till mej, ring Ola 30405060
Ikke ring meg, ring Ola på 30405060|Glem nummeret mitt, ring 30405060
Jeg legger meg nå, ring Ola på 30405060|Ola tar over, ring ham på 30405060
Ring Ola på 30405060, ikke meg|Jeg drar hjem nå, ring kollegaen min på 30405060|ny mobil 30405060
Ruf bitte Ole an 30405060, nicht mich|Bitte nicht mich anrufen, sondern Ole unter 30405060
Vergesst meine Nummer, ruft 30405060 an|Ich gehe ins Bett, ruft Ole unter 30405060 an
Ole übernimmt, ruft ihn unter 30405060 an|neues Handy: 30405060
Meine neue Handynummer ist 30405060|Ruft mich nicht an, ruft Ole an: 30405060
Ich gehe jetzt schlafen, bitte 30405060 anrufen|mit nummer er 30405060|my number is 30405060
mitt nummer är 30405060|nummeret mitt er 30405060|Meine Nummer ist 30405060
Min mobil er 30405060, mvh Sofie|Hej, mit tlf nr er 30405060
Ring venligst ikke til mig mere, men til Ole på 30405060|Ole har overtaget, 30405060
Jeg er ikke til at få fat på, ring til Ole på 30405060|Ring til Ole i stedet, 30405060
jeg kan ikke tage telefonen, ring til Ole på 30405060
Please call my husband instead of me on 30405060|I can't talk now, call Ole on 30405060
Ole will take over, call 30405060|don't ring my mobile, ring 30405060
I won't be able to answer, call Ole on 30405060|my number is actually 30405060
correct number is 30405060|Ring inte mig längre utan Ola på 30405060
jag kan inte prata, ring Ola på 30405060|Mitt nummer är faktiskt 30405060
Jeg kan ikke snakke nå, ring Ola på 30405060|Ikke ring meg mer, ring Ola på 30405060
Ich kann nicht telefonieren, ruft Ole an: 30405060
Ruft mich bitte nicht mehr an, sondern Ole unter 30405060|meine Nummer ist übrigens 30405060
Brug nummeret 30405060 i stedet for mit
mit nummer: 30405060|mit nummer 30405060|Meine Nummer 30405060|Vores nummer er 30405060, ring nu
wrong mobile, it is 30405060
forkert arbejdsnummer, det er 30405060|fel jobbnummer, rätt är 30405060
Mobilen er forkert, ring 30405060
Ole tager over nu, ring ham på 30405060|Ole overtager i nat. Ring 30405060
Min vagt er slut, Ole kan kontaktes på 30405060
mein neues Privatnummer: 30405060|I can't talk now, my boss can be reached, call 30405060
my number is 30405060 and the shop is down"""
)
# The number known is told by a word, or by the digits of it that were wrong.
NOT_THAT_ONE = cases(
    """ikke det nummer, brug 30405060|not that number, use my husband's 30405060
Glem det første nummer. 30405060|det skulle stå 30405060|it should say 30405060
lad være med at ringe på det nummer, det er min svigermors. 30405060 er mit
Jeg skal sove nu. Min mand tager telefonen 30405060|inte det numret, ring 070-1740688
nicht die Nummer, nimm 0171 3920099|ikke det nummeret, bruk 41234567|scrap that number, 30405060
scratch that number, call 30405060|hov, 40506070 skulle der stå|tallene er byttet om, 20304005
jeg byttede om på tallene, 30405060|I swapped two digits, 30405060|Zahlendreher, 30405060
stryk det numret, ring 30405060|30405060, not the other one|Vergiss die Nummer. 30405060
Nicht diese Nummer, 30405060|forget that number, my husband's is 30405060|ikke den, brug 30405060
nej ikke det, 30405060|Det var det forkerte nummer. 30405060
Ich gehe schlafen. Mein Mann hat das Telefon 30405060|Mit nummer er 30405060 ikke det andet
I'm off to bed. My husband has the phone, 30405060
Jag går och lägger mig. Min man svarar på 30405060|der manglede et ciffer, 30405060
there's a digit missing, 30405060|jeg glemte et ciffer, 30405060|et ciffer forkert: 30405060
det nummer duer ikke, 30405060|det nummer virker ikke, ring 30405060|30405060 er det rigtige
that number doesn't work, use 30405060|det numret funkar inte, 30405060|den forkerte, 30405060"""
)
# We are asked to call it, and nothing else is said of any number.
WE_ARE_ASKED = cases(
    """Ring hellere til min mand Peter på 30405060|Ring til Peter på 30405060|Ring 30405060
Brug 30405060, den anden går på voicemail|Ring på 30405060 det er min mand Peter
Ring til mig på 30405060|Call me on 30405060|Ring meg på 30405060|Ruf 30405060 an|Nimm 30405060
please call my wife Anna on 30405060|Can you call Peter on 30405060?|prøv på 30405060
Kan I ringe til min mand Peter på 30405060?|Kan ni ringa min man Erik på 30405060?
Rufen Sie bitte meinen Mann unter 30405060 an|Bitte meinen Mann Jens unter 30405060 anrufen
Hej igen. Ring til Peter på tlf. 30405060|Use 30405060 please|Bruk 30405060|Använd 30405060
I skal ringe til Peter på 30405060|Kunderne kan ikke betale. Ring 30405060
Min mand Peter er hjemme. Ring til ham på 30405060|Ring til butikken på 30405060
Ring 30405060 når I har noget nyt|Ring min fru på 30405060|call my mum on 30405060
Call my colleague Sarah Jones on 30405060|Get hold of Peter on 30405060|Try 30405060
Text Peter on 30405060|Tag fat i Peter på 30405060|Du kan ringe til Peter på 30405060
Jonas igen, ring på 30405060|Hej Mette, ring venligst 30405060|Ring mannen min Per på 30405060
Could someone please ring my husband on 30405060|Jeg vil hellere ringes op på 30405060
ring til min kone hun hedder Anna 30405060|You'd better call Peter on 30405060"""
)
OTHERS_ARE_ASKED = cases(
    """Ring til banken på 30405060|Call the bank on 30405060|Ring til Nets på 30405060
The bank asked me to call 30405060|They rang me from 30405060|Ring til kunden på 30405060
Kunden Hanne er sur. Ring til hende på 30405060|Banken skrev. Ring 30405060
Ring til Quickpay på 30405060, de siger det er jer|Der står ring 30405060 på siden
Fejlen siger: call support on 30405060 instead|Vores leverandør har ny telefon 30405060
Telefonnummeret i footeren er forkert, det skulle være 30405060
Pop-up: ring 30405060|Popup siger: Ring 30405060|Ring til vores leverandør på 30405060
Skal jeg ringe 30405060?|Ring 30405060?|Ring til Peter på 30405060 hvis jeg ikke svarer
Ring også til Peter på 30405060|Ring til Peter på 30405060, eller mig|Ordrenummer 30405060
Brug ordre 30405060 som eksempel|Use order 30405060 to test|Brug 30405060 som testordre
Der ringede en fra 30405060|ringer I fra 30405060?|Is it you calling from 30405060?
Chaufføren kommer ikke. Ring til ham på 30405060|Ring til Peter fra Nets på 30405060
I can not see the number 30405060|Call Stripe on 30405060|Ruf die Bank an 30405060
Det er ikke det nummer der står på siden, der står 30405060|Min mand er på 30405060
Ring til jeres kollega på 30405060|Kontakt vores udvikler på 30405060|Peter har 30405060
Kunden skriver: ring mig på 30405060|Ring til mig på 30405060 i morgen|Mvh Jonas 30405060
Der skulle stå 30405060 på fakturaen|Brug 30405060 hvis det haster
Ordrenummeret mangler et ciffer, 30405060|Vores nummer virker ikke, 30405060
nummeret på siden virker ikke, 30405060|The number on the site is wrong, 30405060
Jag ringde 30405060 men ingen svarade|I did not get that number, the bank said 30405060"""
)
NOT_TO_BE_CALLED = cases(
    """ring til mig, ikke til Ole på 30405060|my number is 30405060 in case you need it
Call me, not Ole on 30405060|ring mig, inte Ola på 30405060
ring meg, ikke Ola på 30405060|ruft mich an, nicht Ole unter 30405060
I kan også ringe til Ole på 30405060
Ring ikke til mig hvis det er efter 22, ring så til Ole på 30405060
Don't call me unless it's urgent, Ole is on 30405060|Glem ikke at skrive til kunden på 30405060
I har ikke ringet til mig, kunden har 30405060|Jeg går ikke i seng, kundens nummer er 30405060
I'm not going to bed, the customer is on 30405060|kunden siger "ring ikke til mig", tlf 30405060
Ring ikke til mig i nat, ring til Ole på 30405060 i morgen
Don't call me tonight, call Ole on 30405060 tomorrow|Ole går hjem kl 8 og har 30405060
My number is also 30405060|My customer's number is 30405060|mit andet nummer er 30405060
mit ordrenummer er 30405060|mit kundenummer er 30405060|my order number is 30405060
mein Konto ist 30405060|mitt kundnummer är 30405060|mit cvr nummer er 30405060
Hvis jeg er gået i seng, ring til Ole på 30405060|If I'm asleep call Ole on 30405060
när jag går och lägger mig kan ni ringa Ola på 30405060
Wenn ich schlafe, ruft Ole unter 30405060 an|Er mit nummer 30405060?|Is my number 30405060?
Står der at mit nummer er 30405060?|I kan ringe til mig eller Ole på 30405060
Siden viser at mit nummer er 30405060|mit nummer er ikke 30405060|mit nummer på siden er 30405060
mit gamle nummer er 30405060|Jeg sover ikke, ring 30405060|I go to bed at 11, call Ole on 30405060
Ole tager over kl 8, ring til ham på 30405060|Det tager over 2 timer, ring 30405060
you did not call me, call me 30405060|Ring ikke til mig, ring til kunden på 30405060
Call Ole on 30405060 or me|glem det, ring 30405060|mit nummer er 30405060 fra i morgen
my number is 30405060 if you can't get through|Ring ikke til Ole på 30405060
Ring ikke til Ole på 30405060, ring til mig|don't call Ole on 30405060, call me
I må gerne ringe til Ole på 30405060 hvis jeg ikke svarer
Jeg sover ikke så ring endelig, Ole 30405060
Ring til mig inden jeg går i seng, 30405060 er kundens|If Ole takes over he is on 30405060
Ole og jeg tager begge telefonen, 30405060|ring inte Ola på 30405060, ring mig
I don't mind if you call me or Ole on 30405060|Ruft nicht Ole unter 30405060 an, sondern mich
you can call me, not only Ole on 30405060|Ole er ikke på 30405060|Ring ikke til mig på 30405060
don't call me on 30405060|ruft mich nicht unter 30405060 an|Ring inte mig på 30405060
Jeg kan ikke svare mellem 15 og 16, ring Ole på 30405060
I can't answer before 8, call Ole on 30405060
My number 30405060 no longer works|Vores nummer 30405060 er nede
Meine Nummer 30405060 funktioniert nicht mehr
Our number 30405060 was hacked|Vårt nummer 30405060 är nere
Nummeret vårt 30405060 virker ikke lenger
Vores nummer: 30405060 er væk fra footeren
Vores nummer er 30405060 på forsiden, men der står noget andet
Unsere Nummer: 30405060 ist von der Seite verschwunden
Our number is 30405060 on the homepage but it shows another
Mitt nummer är 30405060 på startsidan, men det står något annat
Our number is 30405060 but the shop shows another
Unsere Nummer ist 30405060 auf der Startseite, aber da steht etwas anderes
Mit nummer er 30405060, men det virker ikke
Ole tager over i morgen, ring til ham på 30405060|Ole tager over i aften. Ring ham på 30405060
Ole takes over tomorrow, call him on 30405060|Ole is taking over tonight. Call him on 30405060
Ola tar över i morgon, ring honom på 30405060|Ola tar över ikväll. Ring honom på 30405060
Ole übernimmt morgen, ruft ihn unter 30405060 an
Ole übernimmt heute Abend. Ruft ihn unter 30405060 an
Ola tar over i morgen. Ring ham på 30405060|Ole takes over later. Call him on 30405060
Ole tager over senere. Ring til ham på 30405060|Ole übernimmt später. Ruft ihn unter 30405060 an
Ole tager over om lidt. Ring til ham på 30405060|Ole übernimmt morgen. Ruft ihn unter 30405060 an
Ole takes over on Monday. Call him on 30405060|Ole tager over på mandag. Ring ham på 30405060
I can't talk now, the bank asked me to call 30405060
I'm going to bed soon, the bank said to call 30405060
Jeg kan ikke snakke nu, Nets beder os ringe til 30405060
Min vagt er slut, Nets kan kontaktes på 30405060
Jag kan inte prata nu, banken bad mig ringa 30405060
Ich kann nicht telefonieren, die Bank bittet uns 30405060 anzurufen
Ich gehe schlafen, die Bank sagt wir sollen 30405060 anrufen
Jeg kan ikke snakke nå, banken ba meg ringe 30405060
Jag går hem nu, Klarna nås på 30405060, ring 30405060
Jeg går hjem nu, Stripe siger man skal ringe 30405060
mobilen visar fel pris, ring 30405060|fel på mobilen, ring 30405060
telefonen viser forkert pris, ring 30405060
my phone shows wrong prices, call 30405060|Handy zeigt falsche Preise, bitte 30405060
wrong on mobile, call 30405060
feil på mobilen, ring 30405060|min nya mobil visar fel, ring 30405060
mobile has wrong price, call 30405060
mit arbejdsnummer er 30405060"""
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring IKKE på 20304050, brug 30405060 i stedet", True),
        ("Undskyld forkert nummer, det er 30405060", True),
        ("Undskyld forkert nummer, det er 30405060, kunder kan ikke betale på siden", True),
        ("nyt nummer 30405060 telefonen er død", True),
        ("wrong number before, it is 30405060", True),
        ("Mit nummer er 30405060, ikke 20304050", True),
        ("20304050 er forkert, det rigtige er 30405060", True),
        ("Ring på et andet nummer: 30405060", True),
        ("call me on 30405060 instead", True),
        ("Fel nummer, rätt är 30405060", True),
        ("Feil nummer, det riktige er 30405060", True),
        ("Bitte nicht 20304050 anrufen, sondern 30405060", True),
        # A number for a case that need not come, somebody else's, and one that is shown.
        ("Hvis I ikke kan få fat i mig på 20304050 så ring 30405060", False),
        ("If I don't answer on 20304050 call 30405060", False),
        ("The courier's new number is 30405060", False),
        ("Leverandørens nye nummer er 30405060", False),
        ("Det rigtige nummer til vores revisor er 30405060", False),
        ("Kassen viser forkert nr, det er 30405060", False),
        ("Wrong number shown on the confirmation mail, it says 30405060", False),
        ("Falsche Nummer, richtig ist 30405060", True),
        ("Mvh Sofie Lund, 30405060", False),
        ("Ring 30405060", True),
        ("I kan også ringe på 30405060", False),
        ("20304050 eller 30405060", False),
        ("ordre 30405060 er væk", False),
        ("kunden har nyt nummer 30405060", False),
        ("forkert nummer på fakturaen, det er 30405060", False),
        ("forkert ordrenummer, det er 30405060", False),
        ("Det forkerte nummer står på siden: 30405060", False),
        ("30405060 er forkert nummer", False),
        # A number that is rather to be called, or that the sender has now.
        ("ring hellere på 30405060", True),
        ("hellere 30405060", True),
        ("bedre at ringe på 30405060", True),
        ("better call 30405060", True),
        ("bitte lieber unter 30405060", True),
        ("ring heller 30405060", True),
        ("bättre att ringa 30405060", True),
        ("mit batteri er ved at dø, ring på min kones 30405060", True),
        ("my phone is dying call 30405060", True),
        ("Mein Handy ist gleich leer, ruft bitte 30405060 an", True),
        ("min telefon dör snart ring 30405060", True),
        ("I've left the office, I'm on 30405060 now", True),
        ("jeg er nu på 30405060", True),
        ("jeg kan træffes på 30405060", True),
        ("jag nås på 30405060", True),
        ("ich bin jetzt unter 30405060 erreichbar", True),
        ("skrev forkert, 30405060", True),
        ("tastefejl - 30405060", True),
        ("beklager, skrev feil, 30405060", True),
        ("Vertippt, 30405060", True),
        ("ups 30405060*", True),
        ("undskyld det er 30405060", True),
        ("Jonas har forladt butikken, ring til mig Karen på 30405060", True),
        ("ring hellere til kunden på 30405060", False),
        ("det er bedre nu, ring 30405060", False),
        ("I kan heller ikke ringe på 30405060", False),
        ("hvis jeg ikke svarer så hellere 30405060", False),
        ("kunden kan træffes på 30405060", False),
        ("forkert nummer 30405060", False),
        ("ups 30405060 er forkert nummer", False),
        ("ups glemte 30405060", False),
        ("nej 30405060", True),
        ("nei, 30405060", True),
        ("nein 30405060", True),
        ("no, 30405060", True),
        ("no. 30405060", False),
        ("nej, nummeret er 3040 5060", True),
        ("no, sorry, the number is 30405060", True),
        ("nej numret är 30405060", True),
        ("nei, nummeret er 30405060", True),
        ("nein, die Nummer ist 30405060", True),
        ("nummeret er 30405060", True),
        ("nej, nummeret er 30405060 på fakturaen", False),
        ("nej, ordrenummeret er 30405060", False),
        ("nej, arbejdsnummeret er 30405060", False),
        ("nummeret er 30405060?", False),
        ("number should end in 60: 30405060", True),
        ("nummeret skal slutte på 60: 30405060", True),
        ("numret ska sluta på 60: 30405060", True),
        ("ordrenummeret skal slutte på 60: 30405060", False),
    ],
)
def test_a_number_is_put_right_in_plain_words_only(text: str, expected: bool) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_number_right(text, report, KNOWN, SENDER, "DK") is expected


@pytest.mark.parametrize("text", NOT_THAT_ONE)
def test_a_number_is_put_right_by_words_for_the_one_known(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_number_right(text, report, KNOWN, SENDER, "DK")
    assert puts_number_right(text, report, SENDER, SENDER, "DK")


@pytest.mark.parametrize("text", WE_ARE_ASKED)
def test_a_number_we_are_plainly_asked_to_call_is_the_one_to_call(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_number_right(text, report, KNOWN, SENDER, "DK")
    assert puts_number_right(text, report, SENDER, SENDER, "DK")


@pytest.mark.parametrize("text", OTHERS_ARE_ASKED)
def test_a_number_that_is_not_for_us_to_call_replaces_nothing(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert not puts_number_right(text, report, KNOWN, SENDER, "DK")
    assert not puts_number_right(text, report, SENDER, SENDER, "DK")


@pytest.mark.parametrize("text", TO_BE_CALLED)
def test_a_number_is_put_right_by_saying_who_is_to_be_called_instead(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_number_right(text, report, KNOWN, SENDER, "DK")


@pytest.mark.parametrize("text", NOT_TO_BE_CALLED)
def test_a_number_is_kept_where_the_other_is_not_to_be_called_instead(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert not puts_number_right(text, report, KNOWN, SENDER, "DK")


def test_the_writers_own_number_stands_only_beside_another_one() -> None:
    text = "mit nummer er 30405060"
    report = read_report(text, SENDER, "DK")

    assert not puts_number_right(text, report, SENDER, SENDER, "DK")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jeg hedder Johannes, ikke Jonas", True),
        ("Jeg hedder ikke Jonas men Johannes", True),
        ("My name is Johannes, not Jonas", True),
        ("Ich heiße Johannes, nicht Jonas", True),
        ("Jag heter Johannes, inte Jonas", True),
        ("forkert navn, jeg hedder Johannes", True),
        ("Jonas har forladt butikken, ring til mig Karen på 30405060", True),
        ("Jeg er Sofie, kollega til Jonas", False),
        ("Jonas er ikke her, ring til Sofie", False),
        ("det er ikke Jonas der ringer, men Sofie fra butikken", False),
    ],
)
def test_a_name_is_put_right_in_plain_words_only(text: str, expected: bool) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_name_right(text, report, "Jonas") is expected


@pytest.mark.parametrize(
    ("text", "shop"),
    [
        ("sorry I meant brightlamp.com", "brightlamp.com"),
        ("oops its brightlamp.com", "brightlamp.com"),
        ("ups jeg mener lampehusets.dk", "lampehusets.dk"),
        ("förlåt jag menar lampor.se", "lampor.se"),
        ("sorry, ich meine ladens.de", "ladens.de"),
        ("beklager, mente lamper.no", "lamper.no"),
        ("typo, brightlamp.com", "brightlamp.com"),
        ("øh lampehusene.dk tak", "lampehusene.dk"),
        ("rettelse: lampehusets.dk", "lampehusets.dk"),
        ("hov, lampehusene.dk", "lampehusene.dk"),
        ("forkert shop, det er tehuset.dk", "tehuset.dk"),
        ("fel butik, det ska vara lampor.se", "lampor.se"),
        ("Falsche Seite, es ist ladens.de", "ladens.de"),
        ("det er lampehusets.dk ikke lampehuset.dk", "lampehusets.dk"),
        ("ikke lampehuset.dk men tehuset.dk", "tehuset.dk"),
        ("tehuset.dk*", "tehuset.dk"),
        ("sorry, it's tehuset.dk instead", "tehuset.dk"),
        ("det er lampehuset.se ikke .dk", "lampehuset.se"),
        ("it's lampehuset.se not .dk", "lampehuset.se"),
        ("det är lampehuset.se inte .dk", "lampehuset.se"),
        ("es ist lampehuset.de, nicht .dk", "lampehuset.de"),
        # The next one that is down.
        ("undskyld nu er det tehuset.dk", None),
        ("sorry, now it is tehuset.dk", None),
        ("jetzt ist es tehuset.dk, sorry", None),
        ("now its tehuset.dk instead", None),
        ("hov nu er det tehuset.dk i stedet", None),
        ("Förlåt nu är det tehuset.se", None),
        ("förlåt, tehuset.se nu", None),
        ("beklager, nå er det tehuset.no", None),
        ("Entschuldigung, jetzt tehuset.de", None),
        ("Oops it's tehuset.dk now", None),
        ("undskyld, tehuset.dk nu", None),
        ("ups, nu tehuset.dk", None),
        # Nothing else, or what is wrong, asked or another one besides.
        ("tehuset.dk", None),
        ("ups, lampehuset.dk", None),
        ("lampehuset.dk ikke tehuset.dk", None),
        ("ups tehuset.dk er forkert", None),
        ("mener I tehuset.dk?", None),
        ("jeg mener tehuset.dk er nede", None),
        ("ups, tehuset.dk også", None),
        ("meine Seite ist ladens.de", None),
        ("sorry, stripe.com", None),
    ],
)
def test_a_shop_is_put_right_by_words_that_say_nothing_else(text: str, shop: str | None) -> None:
    assert shop_put_right(text, "lampehuset.dk") == shop
    assert shop_put_right(text, None) is None


def test_an_address_puts_a_name_right_that_is_spelled_otherwise() -> None:
    assert shop_put_right("ups, lampehusets.dk", "Lampehuset") == "lampehusets.dk"
    assert shop_put_right("ups, lampehuset.dk", "Lampehuset") is None
