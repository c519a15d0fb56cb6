"""Good news that is none: wished, demanded, promised, quoted, scoffed at or said in despair."""

import pytest

from relay.core.followup import FollowUpKind, complains, read_followup
from relay.core.report import Urgency, read_report
from relay.core.urgency import judge
from tests.core.sentences import cases

SENDER = "+4520123456"

UNREAL = cases(
    """Anna fra garn.dk her. Jeg ville ønske shoppen var oppe igen. Ring 26262626
Hi, Anna at woolly.co.uk. I wish I could say it works now.
Jeg skulle ønske butikken var oppe igjen. Anna, garn.no
Ich würde gern sagen es läuft wieder. Anna, garn.de|Vi är långt ifrån uppe igen. Anna på garn.se
Anna, woolly.co.uk, 07700900456. You promised it would be up again by 8.|gid den var oppe igen
Det skulle have været løst nu|I lovede at den var oppe igen kl 8
Ihr sagtet um 8 ist alles wieder online. Es ist 10.|It should be working by now
I wish it was back online|If only it were up again|Jeg ville ønske jeg kunne sige at alt er ok
Jag önskar att den var uppe igen|Jag skulle önska att allt var bra|Om den ändå var uppe igen
Det borde ha varit löst vid det här laget|Det skulle vært løst nå|Det burde vært løst nå
Den burde være oppe igen nu|Wäre schön wenn alles wieder online wäre
Ich wünschte alles wäre wieder online|Schön wär's, wenn wieder alles läuft
Ihr habt versprochen dass es wieder läuft|Ni lovade att den skulle vara uppe igen kl 8
You promised it would be resolved tonight|I was told it was fixed
I was promised it would be up again|Jag fick höra att det var löst|Bare den var oppe igen
Bara den var uppe igen|Jeg håber det er løst inden i morgen|Hoppas det är löst innan imorgon
I would love to say it is fixed|I'd like to be able to say all good
Wish the shop was up again, Tom here, woolly.co.uk|Vi drømmer om at den er oppe igen
Jeg kunne godt tænke mig at den kørte igen|Det ville være rart hvis den var oppe igen
It would be great if it was back online|Det hade varit skönt om den var uppe igen
Your guy promised me it would work again tonight|Your colleague Mette swore it was fixed
Ni garanterade att allt var bra|Det kunne være løst nu hvis I svarede|Who told you it is fixed
Hvem siger det er løst|Løst?? Det er en joke|Alles ok? Schön wär's|All good? I wish
Alt ok? Gid det var så vel|Løst? Hvornår?|Fixed? Quite the opposite|Löst? Skämtar ni
Den skulle efter sigende være oppe igen|Jeres tekniker sagde det var ordnet
Support behauptet, alles läuft wieder|Your text says resolved. Lies.|Skulle det her være løst?
I wouldn't call that resolved|Har ni inte sagt att det var löst|Du lovede mig den var oppe
Man har lovet os at den er oppe igen kl 7|Whoever said this is resolved is wrong
"Alt er løst" skriver I. Forkert|Resolved?! You must be joking|Løst? Ikke her"""
)
DENIED = cases(
    """Hardly back up
far from resolved|nowhere near resolved|langt ifra løst|långt ifrån löst
ingalunda löst|Langt fra løst|Vi er langt fra oppe igen|Far from fine
It's far from ok, Anna at woolly.co.uk|På inget sätt löst|By no means resolved|Langtfra løst
In no way fixed|Miles from fixed"""
)
QUOTED = cases(
    """You said it should be fixed now, thanks a lot
Så skulle den være oppe igen, sagde I|It should be up by now, thanks for nothing
Jeres statusside siger alt er ok. Løgn.|Eure Statusseite sagt alles ok
you say it is fixed|løst siger I|supposedly fixed|fixed my foot|Alt ok? Nej|Alt ok? Nej.
fixed, yeah right|Resolved my arse|Statussiden deres sier alt er ok|I siger det er løst
I påstår det er løst|Ni påstår att allt är bra|Dere sier det er løst|angeblich läuft es wieder
Angiveligt løst|Eftersigende løst|Påstått løst|Behoben sagt ihr|Fixed you say|"Løst"
"fixed" they say|Jeres support siger det er løst|Your colleague says it's fixed
Jeres kollega sagde at alt var ok|According to you it's fixed|Ifølge jer er det løst
Enligt er är det löst|Laut Statusseite alles ok|Løst? Overhovedet ikke|Løst, min bare
Alles gut? Von wegen|All good? No.|You call this fixed|Kalder I det løst|Kallar ni det löst
All good my ass|Tror I selv det er løst|You think it is fixed|I tror det er løst"""
)
DEMANDED = cases(
    """I want it fixed tonight|Jeg vil have det løst i nat
Jeg forventer at det er løst inden kl 6|Jag vill ha det löst i natt|Ich will das gelöst haben
se till att den är uppe igen|Ihr habt eine Stunde, dann läuft der Shop wieder|I need it fixed
I need it fixed tonight|I demand it be resolved|Make sure it is up again
Sørg for at den er oppe igen|Sørg for den er oppe igen inden 6|Se til at den er oppe igen
Se at få den oppe igen|Det ska vara löst innan 6|Den skal være oppe igen inden kl 6
Det skal være løst i nat|Ich will dass es wieder läuft|Ich möchte dass alles wieder läuft
Jeg kræver det løst|Vi kræver det løst nu|Vi krever det løst nå|Jeg vil ha det løst nå
Jeg forventer at alt er oppe igjen|Jeg vil ha det fikset i natt|I want this resolved
We want this sorted|Get it fixed|Get it sorted|Have it fixed by 8|Få det løst|Få det löst
Gør at den er oppe igen|I have to have it fixed tonight|Vi må have det løst|Vi må ha det løst
Bitte bis morgen alles wieder online|Det bør være løst inden i morgen
Jeg insisterer på at det er løst inden 6|You have one hour until it's fixed
Ni har en timme på er, sen är den uppe igen|I'd like it fixed before I lose more
Vi skal have den oppe igen inden åbningstid|Vi skal ha den opp igjen|Vi måste få det löst
Jeg skal have det løst nu|I skal få den op at køre igen|Ihr müsst das lösen
Wir brauchen alles wieder online bis 8|You better have it fixed|Den må være oppe igen inden 8
Jeg kan ikke gå i seng før det er løst|Jeg går ikke før det er løst
I'll keep texting until it's resolved|Jeg bliver ved til det er løst
Jeg vil have at den er oppe igen om en time|I want this resolved before I wake up, Tom woolly.co.uk
Fixa det så att den är uppe igen"""
)
IN_DESPAIR = cases(
    """Forget it, I will sell nothing tonight|Glem det, så går jeg konkurs
Glöm det, då går vi i konkurs|se bort fra min forrige besked, det er meget værre
All good for you, I am losing my shirt|ok fint så taber jeg en nat til|Forget it, we are ruined
Forget it, I am going bankrupt|Never mind, we will just go bankrupt|Never mind, I lost the night
Nevermind, I'll lose another night|Glem det, jeg lukker forretningen|Glem det, vi mister alt
Glöm det, jag förlorar allt|Vergiss es, dann gehe ich pleite|Alles gut bei euch, ich verliere Geld
Fine for you, not for me|Fine for you|Fint for jer|Fint for jer, jeg taber penge
Bra för er, jag förlorar pengar|Alt godt for jer|Schön für euch|All good for you
Ignore my last text, it is much worse|Ignore my last message, it's worse than I thought
Glem det forrige, det er værre|fine, I'll lose another night|Ok bra, då förlorar jag en natt till
Glem det, så må jeg dreje nøglen om|Forget it, I give up|Glem det, jeg giver op
Glem det, det er for sent|Forget it, too late now|Glem det, julehandlen er tabt
Glem det. Så er vi færdige|Glem det, vi finder en anden udbyder|Forget it, I'm moving to Shopify
Glöm det, vi byter till Shopify|Never mind then, there goes Black Friday
Nice for you that it's fine|Good that it works for you, not here|Fint at det virker hos jer
Forget it, you have cost me my business|Great for you|Glöm det, vi får stänga ner"""
)
PRESSING = cases(
    """This cannot wait until tomorrow|Das kann nicht bis morgen warten
Es kann unmöglich bis Montag warten|dette her venter ikke til mandag
Dette kan ikke vente til mandag|Wir können nicht bis Montag warten
Dette kan umulig vente til i morgen|Kan det vente? Nej|Nicht bis morgen warten
At vente til mandag er ikke en mulighed|Das hat keine Zeit bis morgen
Jeg kan ikke vente til i morgen tidlig"""
)

# What says, for all that, that it works, or gives thanks.
GOOD_NEWS = cases(
    """Tak, alt virker igen|Det er løst nu, tak for hjælpen|Fixed, thanks
All good now, thank you|It works again|Now it works again, thank you so much|Nu er den oppe igen
Nu virker det hele igen. Tak for hurtig hjælp!|Allt fungerar igen, tack|Löst, tack för hjälpen
Allt är bra nu|Uppe igen|Behoben, danke|Läuft wieder, danke|Alles wieder gut|Alles ok, danke
Løst. Takk!|Den er oppe igjen, takk|Alt i orden nå|False alarm, sorry|Falsk alarm, undskyld
Fehlalarm, sorry|Falskt larm|Glem det, jeg fandt ud af det|Glem det|Glem det, det virker nu
Never mind, sorted|Never mind, I found it|Forget it, works now|Forget it, false alarm
Ignore my last text, it works again|Se bort fra min forrige besked, det virker nu
Glöm det, det löste sig|Just wanted to say it's all fixed|Wollte nur sagen es läuft wieder
I can confirm it is fixed|Anna fra garn.dk: shoppen er oppe igen, tak
Hi, Anna at woolly.co.uk. It works now.|Mette her, alt kører igen. Tusind tak
All good here now, cheers|Nu er det løst, så I skal ikke ringe|Phew, back online
Thanks for promising and delivering, all fixed|As promised, it works again. Thanks!
Som lovet er alt oppe igen, tak|Everything is up and running again, as it should
Alt kører som det skal igen|Alt virker som det burde, tak|Works as expected now, thanks
Works again, as you said|Yes, it's fixed|Ja, det er løst nu|Ja alt er ok nu
Du havde ret, det er løst nu|Hurra det virker igen|Endelig oppe igen
Finally back up again, thank you|Løste sig af sig selv|Es hat sich erledigt
Hat sich erledigt, danke|Problem solved|Problemet er løst|Problemet är löst, tack så mycket
Das Problem ist gelöst|Issue resolved, many thanks|Fedt, den er oppe igen!
Glem det forrige, det er løst|Alt ok herfra|God service, alt er løst|Thanks, great job, all fixed
Tak for at I fik det løst|Tack för att ni fick det löst|Danke, dass ihr es behoben habt
Thank you for getting it fixed so fast|Thanks for making sure it works again
Tak fordi I sørgede for at den er oppe igen|I see it is fixed now|Jeg kan se det er løst
Det lader til at det kører igen nu|Sorry, false alarm, it's up again
Må have været os, det virker nu|Stop bare, det er løst|Tak, det er løst, håber det holder
Alt oppe igen, dejligt|super, alt ok|I wish you a great weekend, all fixed now
Jeg ønsker jer en god weekend, alt virker igen|I wanted to let you know it works again
I skal have stor tak, det er løst|Alt er som det skal være igen, tak|All good, no worries
Fixed it myself, never mind|Never mind, false alarm, all fine
Never mind, I was on the wrong network. All works|Glem det, jeg havde tastet forkert
Glem det, det var bare min telefon|Glem det, det var min browser|Glöm det, jag hade fel adress
Ignore my last text, I had a typo in the address|Se bort fra min sidste besked, det kører
Like you said, it works now|You were right, all good now|I havde ret, den er oppe igen
Thanks for making sure everything works again|Tak fordi I fik den op igen|Tak for at have løst det
Tack för att ni löst det|Danke dass ihr es gelöst habt|Thank you for having it fixed so quickly
You have fixed it, thanks|I har løst det, tak|Ni har löst det, tack|Ihr habt es gelöst, danke
Great job, everything is up and running again|Fantastisk, alt virker igen
Super schnell behoben, danke|Schön, läuft wieder|Wie schön, alles wieder online
Dejligt at den er oppe igen|Nice that it works again|Glad to say it works again
Happy to report it's fixed|Glad for at sige alt virker igen|Jep, den er løst|Nå, den virker igen nu
Ok, fint, det virker nu|Fint, tak, det er løst|Perfekt, allt funkar igen
Tak, virker igen, håber det holder|Hope you have a nice weekend, all fixed now
Hope all is well, it works now|Undskyld ulejligheden, alt kører igen
Sorry for the trouble, works again|Sorry to wake you, it's fixed
Undskyld jeg vækkede jer, den er oppe igen|Please ignore, it works now
Bitte ignorieren, läuft wieder|Tak for hjælpen i nat, den er oppe igen|Back online, thank God
It's fixed. Cheers, Tom|Løst. Mvh Lone, garnhuset.dk 20304050|Läuft wieder. Gruß Uwe
The shop is back online as promised, great|As you promised: up again. Thanks!
I think it's fixed now, thanks|Jeg tror det er løst nu|Everything up again, was just a hiccup
We're back, all good|Vi er tilbage, alt godt|Vi är uppe igen, allt bra
Hej, det er Anna fra garn.dk. Vi er oppe igen, tak for hjælpen i nat
Your colleague fixed it, thanks|Jeres kollega har løst det, tak|All fixed, you can close the case
Ihr könnt den Fall schließen, alles läuft|Please close it, fixed|Ok, så er den oppe igen
Nej vent, den er oppe igen nu|No wait, it works again|Doch, geht wieder|Actually it works now
Faktisk virker den nu igen|It works again and you are heroes|Alt godt nu, god nat
Alles klar, danke, läuft wieder|Thank you so much, everything works like it should
Tak, det var lige hvad vi havde brug for, alt kører|Fungerar igen efter omstart, tack
Alt fungerer igjen|Alt i orden igen|Super service! Alt er i orden|Danke für die schnelle Hilfe
Tack för snabb hjälp!|Tak fordi I er der|Thanks for being there at night|Vielen Dank, alles bestens
Hat sich von selbst erledigt|Löste det själv, tack ändå|Fixed it myself, thanks anyway
Glem det, fandt ud af det selv|Never mind. It's working now.|Forget my last text, it works
Ignore previous, all ok|Se bort fra det, virker nu|False alarm - it was my internet
Falsk alarm, mit net var nede
It should be all good now, cheers|It should be working now, thanks|Borde vara löst nu, tack
Det skulle være i orden nu, tak for hjælpen|Så skulle den være oppe igen
Det skal være i orden nå, takk"""
)


@pytest.mark.parametrize("text", [*UNREAL, *DENIED, *QUOTED, *DEMANDED, *IN_DESPAIR, *PRESSING])
def test_good_news_that_is_no_fact_of_now_is_heard(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert judge(text, None).urgency is Urgency.CRITICAL
    assert report.urgency is Urgency.CRITICAL
    assert read_followup(text, report).kind is FollowUpKind.ADDITION
    assert complains(text)


@pytest.mark.parametrize("text", GOOD_NEWS)
def test_good_news_and_thanks_stay_what_they_are(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert report.urgency is Urgency.NOT_AN_INCIDENT
    assert not complains(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vores fragtmand har skiftet navn, vi vil have det rettet i fragtlisten, hvor gør man det?",
        "Nothing here that can't wait till Monday: the logo looks a bit small on our about page",
        "Would be nice if our checkout could charge in dollars as well as kroner",
        "Kunne godt tænke mig en live chat på siden, er det noget I tilbyder?",
        "Is there anything we should back up before we switch to the new theme in March?",
        "Vi ønsker å si opp abonnementet. Hilsen Øystein",
    ],
)
def test_wishes_for_something_else_stay_routine(text: str) -> None:
    assert read_report(text, SENDER, "DK").urgency is Urgency.ROUTINE
