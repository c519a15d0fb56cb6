"""Further texts of a sender whose incident is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.followup import (
    FollowUp,
    FollowUpKind,
    complains,
    is_another_shop,
    read_followup,
    speaks_of_number,
)
from relay.core.report import Urgency, read_report
from tests.core.sentences import cases

SENDER = "+4520123456"


def read(text: str, *asked: str, sender: str = SENDER) -> FollowUp:
    """A further text as the inbox reads it: its report first."""
    return read_followup(text, read_report(text, sender, "DK"), asked)


GOOD_NEWS = [
    "works now, sorry for the wait",
    *("Ja det virker", "Jeps det virker", "Så er vi kørende", "Ja den er oppe", "Yes it works"),
    *(
        "Bekræftet, ordrer kommer ind igen",
        "Yes, it's up again. Thanks!",
        "Ja, det funkar nu. Tack!",
    ),
    "Jawohl, es geht wieder. Danke",
]
THANKS = [
    *("Kanon", "tak igen", "Thanks again!", "Tak igen for jeres hjælp", "Takk igjen for god hjelp"),
    *("Thanks again for the quick help", "Tack igen för all hjälp"),
    *("Tak for hjælpen men vi har selv løst det", "Tak for opkaldet, vi taler i morgen igen"),
]
NO_GOOD_NEWS = [
    "nu virker det... nej vent",
    "works now... no wait",
    "Nu funkar den, nej vänta",
    "läuft wieder. nein warte",
    *("det virker ikke", "virker det?", "er den oppe?", "Ja det virker kun på mobil"),
    *("Det virker nu men kassen fejler", "den er op og ned", "Den er tilbage i samme fejl"),
    # Not good at all.
    *("Siden er ikke oppe", "Vi er ikke i gang igen", "The site is not up", "It is not back"),
    *("Shoppen är inte uppe", "Die Seite ist nicht online", "Der Shop ist nicht da"),
    *("The same orders come in again", "De samme ordrer ruller ind igen"),
    *("Orders coming in now with 0 kr", "Ordrerne kommer ind igen og igen"),
    # Thanks, and it is back.
    *("Tak for hjælpen, det holdt i ti minutter", "Thanks! It lasted ten minutes."),
    "Takk for hjelpen i går! Dessverre er vi tilbake der vi var.",
    "Super, aber leider geht es jetzt wieder los",
    "Tak for hurtig hjælp i nat, men nu til morgen er betalingen gået i stå igen",
]
# Thanks with a cry, and what works in part.
MARRED = """Tak for besked. Vi taber penge hvert minut|Thanks. Been waiting an hour
Tak for svar. Jeg har ventet en time nu|Det kører igen, dog uden mobilepay
virker nu for nogle kunder|virker igen på mobil|Thanks, we lose money every minute
Tack för svar. Vi förlorar pengar varje minut|Takk for svar. Vi taper penger hvert minutt
Danke. Wir verlieren Geld, jede Minute|Tack, jag har väntat i en timme|Takk, vi har ventet en time
Danke, ich warte seit einer Stunde|Thanks. It has been two hours|Tak. Det er to timer siden
Tak, det koster os dyrt|Thanks, this is costing us a fortune|Tak for besked. Hvornår sker der noget
Works again without paypal|Fungerer igjen uten vipps|Läuft wieder, ohne Paypal
works now for some customers|funkar nu för vissa kunder|virker nå for noen
jetzt geht es für einige Kunden|works again on mobile|funkar igen på mobilen|virker igjen på mobil
läuft wieder auf dem Handy|works again partly|virker igen delvist|works again in chrome
Virker igen af og til|works again on and off""".replace("\n", "|").split("|")
UNMARRED = """Nu virker den|så er vi kørende igen|Tak, det virker|tak for hurtig hjælp
Thanks, all good now|og nu virker det også på mobilen :)|Nu virker det igen for alle kunder
Det virker nu både på mobil og pc|works again without problems|works again for everyone
Tak for hjælpen for en time siden|Tak for tålmodigheden|Tak fordi I ventede
thanks for waiting with me
Tak! I er hurtige, kun ti minutter|Danke, es läuft wieder einwandfrei
det kører igen på siden""".replace("\n", "|").split("|")

# What was well for a time, or of another shop, or is only hoped for, and thanks for nothing.
LAPSED = """Alt virkede fint indtil for 5 min siden|Alles lief gut bis zu eurem Update
Tack. funkade i fem minuter|Alt kørte fint indtil I lukkede sagen|Takk. Virket i fem minutter
Danke, lief fünf Minuten|Tak. Det virkede altså kun et øjeblik|Thanks! It worked, briefly
Great, now it's the other shop|Super, nu er det bare den anden shop|Perfekt, nu är det bara kassan
Super, jetzt ist es nur der andere Shop|Hoffe es läuft bald wieder|Håber den kører snart igen
Tak for ingenting|Thanks for nothing|Danke für nichts|Tack för ingenting|Takk for ingenting
Danke für gar nichts|Thanks for no help at all|Tak fordi I ikke ringede
Everything worked fine until you closed the case|Allt funkade fint tills ni stängde ärendet
Jeg troede I havde løst det|Super. Virkede indtil for lidt siden""".replace("\n", "|").split("|")
NOT_LAPSED = """Tak, det virkede|Thanks, that worked|Danke, läuft einwandfrei|Tak for alt
Thanks for everything|Super, nu kører den anden shop også|Takk, alt gikk bra|Takk, det hjalp
Tak, alt virker nu, håber det holder|Works again, will watch it until tonight|Alles gut, danke
Thanks, it ran fine all night|Tak, det virkede i første hug|Thanks, see you again soon
Danke, bis bald wieder|Virker igen, forhåbentlig holder det""".replace("\n", "|").split("|")

# "It seems to work", of now and without a but.
SEEMS_WELL = cases(
    """Det ser ud til at virke nu|Ser ud til at køre igen|Det ser ud til at være løst nu, tak
Den ser ud til at være oppe igen|Det lader til at virke igen|Ser ud som om det virker nu
det virker til at køre nu|Det ser ud til, at den er oppe igen
Tak, ser ud til at det kører nu|Looks like it's working now|It seems to be working again
Seems to work now, thanks|Looks like it's back up|It looks like we're back online
It appears to be working again|Seems fixed now|Looks ok now
Seems like everything works again|seems ok now|Det verkar funka nu
Det verkar som att det funkar igen|Ser ut att fungera nu, tack|Verkar vara uppe igen
Det ser ut som att den är uppe igen|Det tycks funka nu|Det ser ut til å virke nå
Ser ut til å fungere igjen|Det ser ut til at den er oppe igjen, takk
Det ser ut som det virker nå|Virker som det går igjen nå|Scheint wieder zu gehen
Es scheint wieder zu funktionieren|Scheint jetzt zu laufen, danke
Sieht so aus als ob es wieder läuft|Scheint wieder online zu sein
Der Shop scheint wieder zu laufen|Sieht aus als würde es wieder gehen
Nu ser det ud til at virke|jetzt scheint es wieder zu laufen
Ser ud til at alt virker igen, tak for hjælpen|looks like everything works now
Looks like customers can pay again|Scheint gelöst"""
)
SEEMS_NOT_WELL = cases(
    """Det ser ud til at virke, men kassen er nede|Det ser ikke ud til at virke
Ser det ud til at virke?|Det ser ud til at virke for nogle|Det ser ud til at virke hos jer
Det ser ud til at den er nede igen|Det ser ud til at være løst?|Det så ud til at virke
Det ser ud til at virke snart|Ser kun ud til at virke på mobil|Det ser ud til at køre i ring
It seemed to work|Looks like it's up to you|Looks like it's working only on mobile
Looks like it's back to the same error|It doesn't seem to work|Does it seem to be working?
Seems to be down again|Looks like it works but checkout hangs|It seems to be working for you
Seems to be the same|Looks like nobody works at your place|looks like it's going down again
Seems to be working on your end only|Det verkar inte funka nu
Det verkar som att det är nere igen|Verkar funka ibland|Ser ut att vara nere
Verkar det funka?|Det såg ut att funka|Verkar funka men inga ordrar
Det ser ikke ut til å virke nå|Ser ut til å være nede igjen|Ser det ut til å virke?
Ser ut til å virke, men tregt|Scheint nicht zu gehen|Scheint wieder nicht zu gehen
Scheint es zu gehen?|Scheint zu laufen, aber ohne Paypal|Es schien wieder zu gehen
Scheint wieder kaputt zu sein|Jeres side siger det ser ud til at virke nu
I siger det ser ud til at virke|Det skulle se ud til at virke nu|virker det?
Håber det ser ud til at virke snart|Ser ud til at ordrerne mangler
ser ud til at virke en gang imellem|Sounds good|Looks good|seems fine|ser godt ud
Looks like nothing works|ser ud til at intet virker nu|Det ser ud til at virke hos mig nu
seems to be ok again, will keep an eye on it|Looks like it might be working"""
)
# No patience and nothing new, and what is not that.
STILL_DOWN = cases(
    """virker stadig ikke|det virker stadig ikke|Fungerer stadig ikke|kører stadig ikke!
Stadig nede her|den er stadig nede her|er stadig nede|stadig nede hos os|virker fortsat ikke
Den virker jo stadig ikke|still down here|Still not working here|It still doesn't work
still isn't working|doesn't work still|It's still down over here|is still not up
site still down|det funkar fortfarande inte|fungerar fortfarande inte|Fortfarande nere här
sidan är fortfarande nere här|funkar fortfarande ej|går fortfarande inte|Fortsatt nede her
virker fortsatt ikke|fungerer fremdeles ikke|er fortsatt nede her|Det går fortsatt ikke
Geht immer noch nicht!|läuft immer noch nicht|es funktioniert noch immer nicht
Immer noch down hier|Hier immer noch offline|geht noch nicht wieder
Shop geht immer noch nicht|not yet|virker ikke endnu|Ikke endnu|funkar inte ännu
Stadig ingen ændring|stadig samme|still the same|still no change|still broken for us
fortfarande ner|stadig lige nede|nope still down|nej stadig nede|No, still not working
immer noch keine Änderung"""
)
MORE_OR_LESS_THAN_STILL_DOWN = cases(
    """virker stadig|det virker stadig fint|det funkar fortfarande|läuft immer noch|it still works
still works here|geht immer noch|stadig oppe|still up|fungerer fremdeles
virker stadig ikke på mobil|virker stadig ikke, og nu er admin også væk
still down here, customers see error 502|geht immer noch nicht bei Paypal
fortsatt nede her og i Sverige|Jeg virker stadig ikke som admin|still here|er du stadig her
er I her stadig?|still not called|fortfarande ingen som ringt"""
)
# When to call, and a number that is nothing but one.
CALL_AT_TIMES = cases(
    """I må ikke ringe efter kl 22 på 20304050|Ring ikke før kl 8 på 20304050
Please don't call after 10pm on 20304050|Ni får inte ringa efter kl 22 på 20304050
Dere må ikke ringe etter kl 22 på 20304050|Bitte nicht nach 22 Uhr auf 20304050 anrufen
I kan ikke ringe på 20304050 mellem 15 og 16|Don't ring 20304050 before 7
Ring tidligst kl 7 på 20304050|Kan ikke tage telefonen på 20304050 efter kl 23"""
)
A_NUMBER = cases(
    """Glemte nummeret: 20123457|ring på 20123457|mit nummer er 20123457|Call me on 20123457
Mette, 20123457|nummer 20123457 tak"""
)
# Answers to the question for a name, and for a shop.
NO_NAMES = cases(
    """dunno|idk|Idk|tja|Tja|pas|hm|hemmeligt|Hemmeligt|anonym|Anonym|anonymt|n/a|tbd|no idea
keine Ahnung|k.A.|geheim|Geheim|secret|Anonymous|anonymous please|vet inte|vet ej|vet ikke
aner ikk|aner det ikke|ingen aning|ingen anelse|hemligt|Hemligt|hemmelig|ukendt|Ukendt
unknown|okänd|ukjent|unbekannt|none|Not telling|sag ich nicht|siger jeg ikke|whatever
ligegyldigt|egal|is egal|spelar ingen roll|vil ikke oplyse|privat|sure|who cares|øh|nah|nix
niks
nåh|pyt|æh|siehe oben|nm|ingen kommentar|das sag ich nicht|se ovenfor"""
)
NAMES = cases(
    """Ida|Thea|Tia|Tyra|Anona Berg|Sheila|Egon|Pascal|Xiulan|hussein|Hanna|Navid|Neo|bent|Pia
Jens-Peter|Ka Ming|Inga|Noa"""
)
NO_SHOPS = cases(
    """idk|dunno|tja|no clue|keine ahnung|hemmeligt|serverfejl|kassefejl|indkøbskurven
betalingsfejl|Warenkorb|varukorgen|handlekurven|totalnedbrud|checkoutfejl|kurven|kassen
hele kassen|betalingen|ordrerne|netværksfejl|kundevognen"""
)
SHOPS = cases(
    """garnkurven|Garnkurven|vinkassen|gavekurven|frugtkurven|brödkorgen|presentkorgen|Weinkorb
obstkorb|ølkassen|Hemmelige Haver|ullkurven|garnhyllan|teekiste|yarnbasket|blomsterkassen
kaffekompagniet|winecart"""
)
SHOPS_IN_DOUBT = cases("""Garnhyllan|Teboden|Bogkassen|Tehylden|Garnkurven|Blomsterboden""")
NO_SHOPS_IN_DOUBT = cases(
    """Lise|Kirsten|Stefan|Jonathan|Xiulan|Torben|Ferdinand|Ragnhild|Elisabet"""
)


@pytest.mark.parametrize("text", SEEMS_WELL)
def test_what_seems_to_work_is_good_news(text: str) -> None:
    assert read(text).kind is FollowUpKind.WORKS_AGAIN
    assert not complains(text)


@pytest.mark.parametrize("text", SEEMS_NOT_WELL)
def test_what_seems_so_in_part_or_not_at_all_is_none(text: str) -> None:
    assert read(text).kind is FollowUpKind.ADDITION


@pytest.mark.parametrize("text", STILL_DOWN)
def test_still_down_is_heard_in_any_order(text: str) -> None:
    assert read(text).kind is FollowUpKind.STILL_DOWN


@pytest.mark.parametrize("text", MORE_OR_LESS_THAN_STILL_DOWN)
def test_what_is_not_only_still_down_is_more(text: str) -> None:
    assert read(text).kind is not FollowUpKind.STILL_DOWN


@pytest.mark.parametrize("text", CALL_AT_TIMES)
def test_when_to_call_is_more_than_a_number(text: str) -> None:
    assert read(text).kind is FollowUpKind.ADDITION


@pytest.mark.parametrize("text", A_NUMBER)
def test_number_alone_is_a_field(text: str) -> None:
    assert read(text).kind is FollowUpKind.FIELD


@pytest.mark.parametrize(
    ("text", "asked"),
    [*((text, "name") for text in NO_NAMES), *((text, "webshop") for text in NO_SHOPS)],
)
def test_what_tells_no_name_and_no_shop_is_neither(text: str, asked: str) -> None:
    added = read(text, asked)

    assert (added.name, added.webshop) == (None, None)


@pytest.mark.parametrize(
    ("text", "asked"),
    [*((text, "name") for text in NAMES), *((text, "webshop") for text in SHOPS)],
)
def test_odd_names_and_shops_are_taken(text: str, asked: str) -> None:
    added = read(text, asked)

    assert (added.name or added.webshop) == text


@pytest.mark.parametrize("text", SHOPS_IN_DOUBT)
def test_a_word_with_an_article_behind_is_sooner_a_shop(text: str) -> None:
    added = read(text, "name", "webshop")

    assert (added.name, added.webshop) == (None, text)


@pytest.mark.parametrize("text", NO_SHOPS_IN_DOUBT)
def test_a_given_name_is_no_shop(text: str) -> None:
    added = read(text, "name", "webshop")

    assert (added.name, added.webshop) == (text, None)


@pytest.mark.parametrize("text", LAPSED)
def test_good_news_of_the_past_and_thanks_for_nothing_are_none(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert read_followup(text, report).kind is FollowUpKind.ADDITION
    assert complains(text) or report.urgency is Urgency.CRITICAL


@pytest.mark.parametrize("text", NOT_LAPSED)
def test_good_news_that_holds_is_good_news(text: str) -> None:
    assert read(text).kind in (FollowUpKind.THANKS, FollowUpKind.WORKS_AGAIN)
    assert not complains(text)


@pytest.mark.parametrize("text", MARRED)
def test_thanks_and_good_news_can_be_marred(text: str) -> None:
    assert read(text).kind is FollowUpKind.ADDITION
    assert complains(text)


@pytest.mark.parametrize("text", UNMARRED)
def test_thanks_and_good_news_ask_for_nothing(text: str) -> None:
    assert read(text).kind in (FollowUpKind.THANKS, FollowUpKind.WORKS_AGAIN)
    assert not complains(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tak", FollowUpKind.THANKS),
        ("tusind tak!", FollowUpKind.THANKS),
        ("ok", FollowUpKind.THANKS),
        ("👍", FollowUpKind.THANKS),
        ("det virker igen", FollowUpKind.WORKS_AGAIN),
        ("tak, det virker igen", FollowUpKind.WORKS_AGAIN),
        *((text, FollowUpKind.WORKS_AGAIN) for text in GOOD_NEWS),
        *((text, FollowUpKind.THANKS) for text in THANKS),
        *((text, FollowUpKind.ADDITION) for text in NO_GOOD_NEWS),
        ("20123457", FollowUpKind.FIELD),
        ("glemte nummeret: 20123457", FollowUpKind.FIELD),
        ("Mette Holm, lampehuset.dk", FollowUpKind.FIELD),
        ("Det er stadig nede", FollowUpKind.STILL_DOWN),
        ("still down!!", FollowUpKind.STILL_DOWN),
        ("Hallo? shoppen er stadig helt død", FollowUpKind.STILL_DOWN),
        ("fortfarande nere", FollowUpKind.STILL_DOWN),
        ("siden er stadig helt doed", FollowUpKind.STILL_DOWN),
        ("stadig ikke lost", FollowUpKind.STILL_DOWN),
        ("fortsatt nede", FollowUpKind.STILL_DOWN),
        ("geht immer noch nicht", FollowUpKind.STILL_DOWN),
        ("immer noch nicht", FollowUpKind.STILL_DOWN),
        ("stadig nede, og nu er admin også væk", FollowUpKind.ADDITION),
        ("nå virker det igjen, takk", FollowUpKind.WORKS_AGAIN),
        ("läuft wieder danke", FollowUpKind.WORKS_AGAIN),
        ("tack så mycket", FollowUpKind.THANKS),
        ("ok men det virker ikke", FollowUpKind.ADDITION),
        ("nu er admin også nede, 20123457", FollowUpKind.ADDITION),
        ("hvornår ringer I?", FollowUpKind.ADDITION),
        ("??", FollowUpKind.ADDITION),
        ("ring nu", FollowUpKind.ADDITION),
        ("", FollowUpKind.ADDITION),
    ],
)
def test_further_text_has_a_purpose(text: str, kind: FollowUpKind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20123457", (None, None, "+4520123457")),
        ("Mette", ("Mette", None, None)),
        ("mette", ("mette", None, None)),
        ("Jeg hedder Mette", ("Mette", None, None)),
        ("lampehuset.dk", (None, "lampehuset.dk", None)),
        ("min shop hedder Lampehuset", (None, "Lampehuset", None)),
        ("Mette Holm, lampehuset.dk, 20123457", ("Mette Holm", "lampehuset.dk", "+4520123457")),
    ],
)
def test_bare_field_is_filled_in(text: str, expected: tuple[str | None, ...]) -> None:
    added = read(text)

    assert (added.name, added.webshop, added.callback) == expected


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("mette holm", ("name",), ("mette holm", None, None)),
        ("Xiulan", ("name", "callback"), ("Xiulan", None, None)),
        ("kaffekrogen", ("webshop",), (None, "kaffekrogen", None)),
        ("Den blå dør ApS", ("webshop",), (None, "Den blå dør ApS", None)),
        ("20123457", ("name", "callback"), (None, None, "+4520123457")),
        ("nej", ("name",), (None, None, None)),
        ("det ved jeg ikke", ("webshop",), (None, None, None)),
    ],
)
def test_bare_answer_fills_what_was_asked_for(
    text: str, asked: tuple[str, ...], expected: tuple[str | None, ...]
) -> None:
    added = read(text, *asked)

    assert (added.name, added.webshop, added.callback) == expected


NO_SHOP = """Any news|How long|Come on guys|Same again|Both of them|Begge to|Hurtigt|Panik
Katastrofe|Hele lortet|Mobilepay også|Fejl fem hundrede|Skynda er|Hur länge|Wie lange noch
Det samme|Vores butik|Midt om natten""".replace("\n", "|").split("|")
NO_NAME = """Hurry|Understood|Forstået|Venter spændt|Desperat|Beeilung|Ejeren|Firefox|Snart
Okay guys|Kaos""".replace("\n", "|").split("|")


@pytest.mark.parametrize(
    ("text", "asked"),
    [*((text, "webshop") for text in NO_SHOP), *((text, "name") for text in NO_NAME)],
)
def test_words_of_the_language_are_no_answer(text: str, asked: str) -> None:
    assert read(text, asked) == FollowUp(FollowUpKind.ADDITION, None, None, None)


@pytest.mark.parametrize(
    ("text", "first", "name"),
    [
        ("Мария Иванова", "Сайт не работает", "Мария Иванова"),
        ("Мария Иванова", "The site is down", None),  # which might be any words
        ("Сайт упал", "Сайт не работает", None),
        ("שרה כהן", "האתר נפל", None),  # no capitals tell what it is
        ("Łukasz Żak", "The site is down", "Łukasz Żak"),
    ],
)
def test_a_name_in_another_script_stands_in_a_report_of_that_script(
    text: str, first: str, name: str | None
) -> None:
    report = read_report(text, "+4520304050", "DK")

    assert read_followup(text, report, ("name",), first).name == name


@pytest.mark.parametrize(
    ("text", "asked", "unsure"),
    [
        ("Brolampen", "webshop", {"webshop"}),
        ("Tøj til Alle", "webshop", {"webshop"}),
        ("Garn og Gaver ApS", "webshop", set()),
        ("det gamle apotek", "webshop", {"webshop"}),
        ("Xiulan", "name", {"name"}),
        ("Peter Venter", "name", set()),
    ],
)
def test_a_bare_answer_is_unsure_unless_it_looks_like_one(
    text: str, asked: str, unsure: set[str]
) -> None:
    added = read(text, asked)

    assert (added.name or added.webshop, added.unsure) == (text, unsure)


# The answers to "Svar her med dit navn og din webshop".
ANSWERS = [
    ("Jonas fra Lampehuset", "Jonas", "Lampehuset", None),
    ("Kerstin på Garnhuset", "Kerstin", "Garnhuset", None),
    ("Bernd Kolb von Kaffeegut", "Bernd Kolb", "Kaffeegut", None),
    ("Bernd von der Teeinsel", "Bernd", "Teeinsel", None),
    ("Sarah The Tea Loft", "Sarah", "The Tea Loft", None),
    ("jonas fra lampehuset", "jonas", "lampehuset", None),
    ("jonas, lampehuset", "jonas", "lampehuset", None),
    ("jonas lampehuset dk", "jonas", "lampehuset dk", None),  # as we write domains ourselves
    ("lampehuset dk", None, "lampehuset dk", None),
    ("mette sand, hundehjørnet, 30405060", "mette sand", "hundehjørnet", "+4530405060"),
    ("mit navn er jonas og shoppen hedder lampehuset", "jonas", "lampehuset", None),
    ("Ich heiße Bernd und der Shop heißt Kaffeegut", "Bernd", "Kaffeegut", None),
    ("Jonas her", "Jonas", None, None),
    ("Mohammed Al Jaber", "Mohammed Al Jaber", None, None),  # one name, not a shop's as well
    ("Jonas Holm", "Jonas Holm", None, None),
    ("Lampehuset", None, "Lampehuset", None),
    ("navn og webshop er Jonas og lampehuset", "Jonas", "lampehuset", None),
    ("Name und Shop: Bernd, Kaffeegut", "Bernd", "Kaffeegut", None),
]


@pytest.mark.parametrize(("text", "name", "webshop", "callback"), ANSWERS)
def test_a_name_and_a_shop_in_one_answer_are_both_read(
    text: str, name: str | None, webshop: str | None, callback: str | None
) -> None:
    added = read(text, "name", "webshop")

    assert added == FollowUp(FollowUpKind.FIELD, name, webshop, callback)


@pytest.mark.parametrize(
    "text",
    [
        "Jonas fra Lampehuset, kassen er også nede",
        "it's back online and charging everyone's cards at random",
        "Nå virker den igjen. Ordrene havner hos en annen butikk",
        "Läuft wieder, danke. Google warnt vor uns als Betrugsseite",
        "jonas, kan vi få en faktura for november",  # a matter for support
    ],
)
def test_what_tells_more_than_a_name_is_an_addition(text: str) -> None:
    assert read(text, "name", "webshop").kind is FollowUpKind.ADDITION


@pytest.mark.parametrize(
    ("webshop", "known", "another"),
    [
        ("lampehuset.dk", "Lampehuset", False),
        ("Lampe Huset ApS", "lampehuset.dk", False),
        ("moebelhuset", "møbelhuset.dk", False),
        ("garnhuset.dk", "lampehuset.dk", True),
        ("broedhuset.dk", "brødhuset.dk", False),
        ("brodhuset.dk", "www.BRÖDHUSET.dk", False),
        ("xn--brdhuset-64a.dk", "brødhuset.dk", False),
        ("brødhuset.se", "brødhuset.dk", True),  # two domains
        ("checkout.lampehuset.dk", "lampehuset.dk", False),  # a part of it
        ("lampehuset.dk", "shop.lampehuset.dk", False),
        ("admin.lampehuset.dk", "checkout.lampehuset.dk", False),
        ("checkout.lampehuset.dk", "Lampehuset", False),
        ("kasse.brodhuset.dk", "www.BRÖDHUSET.dk", False),
        ("kasse.lampehuset.co.uk", "lampehuset.co.uk", False),
        ("garnhuset.co.uk", "lampehuset.co.uk", True),
        ("garnhuset.myshopify.com", "lampehuset.myshopify.com", True),  # of many shops
        ("garnhuset.shoporama.dk", "lampehuset.shoporama.dk", True),
        (None, "lampehuset.dk", False),
        ("lampehuset.dk", None, False),
    ],
)
def test_another_shop_is_told_from_another_spelling(
    webshop: str | None, known: str | None, another: bool
) -> None:
    assert is_another_shop(webshop, known) is another


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nej, kassen fejler stadig", True),
        ("HALLO det virker stadig ikke!", True),
        ("Nu er den nede igen", True),
        ("It is still down", True),
        ("Nein!", True),
        ("Det virker igen", False),
        ("nej tak", False),
        ("Nu er admin også nede", False),
        ("Mit nummer er 22334455", False),
    ],
)
def test_a_complaint_says_that_it_is_not_over(text: str, expected: bool) -> None:
    assert complains(text) is expected


@given(st.text(max_size=400), st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str, sender: str) -> None:
    added = read(text, sender=sender)

    assert added.kind is not FollowUpKind.FIELD or any((added.name, added.webshop, added.callback))


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Nej vent, det første nummer var rigtigt", True),
        ("Nej vänta, första numret var rätt", True),
        ("The phone number above is wrong!", True),
        ("Die Nummer stimmt nicht", True),
        ("glem det sidste tlf", True),
        ("Ordrenummeret mangler på siden", False),
        ("Kassen viser en hvid side", False),
    ],
)
def test_words_about_a_number_are_seen_where_none_is_given(text: str, speaks: bool) -> None:
    assert speaks_of_number(text) is speaks
