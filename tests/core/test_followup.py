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
)
from relay.core.report import Urgency, read_report

SENDER = "+4520123456"


def read(text: str, *asked: str, sender: str = SENDER) -> FollowUp:
    """A further text as the inbox reads it: its report first."""
    return read_followup(text, read_report(text, sender, "DK"), asked)


GOOD_NEWS = [
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
        ("geht immer noch nicht", FollowUpKind.ADDITION),  # in doubt it is an addition
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
