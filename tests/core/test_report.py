"""Merchants' texts and what is read out of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.reading.fields.shop import find_hosts
from relay.core.reading.wording import listed, read_wording
from relay.core.report import Urgency, read_report

SENDER = "+4520123456"

# Texts that the rules were not written from: (text, sender, name, webshop, callback).
FIELDS = [
    (
        "Vi har fået 0 ordrer siden kl 14. Mvh Søren Holst, Holsts Vinimport, 20 12 34 57",
        SENDER,
        ("Søren Holst", "Holsts Vinimport", "+4520123457"),
    ),
    (
        "Hej, vores shop lopper.dk er nede. Ring på 20 12 34 57",
        SENDER,
        (None, "lopper.dk", "+4520123457"),
    ),
    (
        "Betaling fejler for alle. QuickPay siger det er jer. skoogstil.dk / Mikkel / 20123457",
        SENDER,
        ("Mikkel", "skoogstil.dk", "+4520123457"),
    ),
    (
        "Jens Peter Hansen, Hansens Herreklip, betalingsmodulet crasher, 20 12 34 57",
        SENDER,
        ("Jens Peter Hansen", "Hansens Herreklip", "+4520123457"),
    ),
    (
        "Hej, ingen kan handla hos oss. Johan Berg, bergsbutik.se, 070-174 06 06",
        "+46701740606",
        ("Johan Berg", "bergsbutik.se", "+46701740606"),
    ),
    (
        "Det er Lise fra Lises Blomster. Kortbetaling afvises hver gang. Ring 20 12 34 57",
        SENDER,
        ("Lise", "Lises Blomster", "+4520123457"),
    ),
    (
        "Name: Ole\nShop: olesol.dk\nProblem: can't checkout\nPhone: 20123457",
        SENDER,
        ("Ole", "olesol.dk", "+4520123457"),
    ),
    (
        "Ring IKKE på 20 12 34 57, brug 20 12 34 58. Vi er nede. Ida, idasis.dk",
        SENDER,
        ("Ida", "idasis.dk", "+4520123458"),
    ),
    (
        "Frederikke: Søgningen virker ikke på frkstof.dk, ring 20 12 34 57",
        SENDER,
        ("Frederikke", "frkstof.dk", "+4520123457"),
    ),
    (
        "Niels Chr. Aaby, aabymøbler.dk, kan ikke logge ind, 20 12 34 57",
        SENDER,
        ("Niels Chr. Aaby", "aabymøbler.dk", "+4520123457"),
    ),
    (
        "Lone Holm, lampehuset.square.site er nede, 20 12 34 57",
        SENDER,
        ("Lone Holm", "lampehuset.square.site", "+4520123457"),
    ),
    ("Owner here, lampehuset.dk is down", SENDER, (None, "lampehuset.dk", None)),
    ("Ring ikke på 20 12 34 57. Vi er nede", SENDER, (None, None, None)),
    ("Vi er nede, mit svenske nummer er 070-174 06 06", SENDER, (None, None, "+46701740606")),
    ("faktura 20123457, CVR 20123458, ordre 20123459 den 20-12-2026", SENDER, (None, None, None)),
    ("alt er nede ring på to nul en to tre fire fem syv", SENDER, (None, None, "+4520123457")),
    ("siden er nede. ring på det her nummer. Karin", SENDER, ("Karin", None, None)),
    (
        "Betaling på pay.stripe.com virker ikke. anna@annasgarn.dk",
        SENDER,
        (None, "annasgarn.dk", None),
    ),
    ("nede! skriv til mig på lone@gmail.com", SENDER, (None, None, None)),
    ("stofogsaks,dk er nede", SENDER, (None, "stofogsaks.dk", None)),
    ("Vi er nede.nu kan ingen betale.se selv", SENDER, (None, None, None)),  # no domains
    ("shop nede 20 12 34 57", "Lampehuset", (None, None, "+4520123457")),  # not a number's sender
]


@pytest.mark.parametrize(("text", "sender", "expected"), FIELDS)
def test_fields_are_read(
    text: str, sender: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    report = read_report(text, sender)

    assert (report.name, report.webshop, report.callback) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("kassan fungerar inte tehuset.se", "kassan fungerar inte"),  # not "kassan" alone
        ("die Kasse geht nicht lampehuset.dk", "die Kasse geht nicht"),
        ("Hej, det er Lise fra Lises Blomster. Kassen er død. Ring 20123457", "Kassen er død"),
        (
            "Lise, lisesblomster.dk, kassen er død, ingen kan betale, 20123457",
            "kassen er død, ingen kan betale",
        ),
        ("HJÆLP SHOPPEN ER NEDE!!! 20123457", "SHOPPEN ER NEDE!!!"),
        ("Problem: kassen er død\nTlf: 20123457", "kassen er død"),
        ("Undskyld jeg forstyrrer. Kassen er død. Mvh Lise", "Kassen er død"),
        ("Sidan\u00a0a\u030ar nere", "Sidan\u00a0a\u030ar nere"),  # as typed, accents and all
        ("Kan I hjælpe med at siden er nede", "siden er nede"),
        ("Den virker ikke", "Den virker ikke"),  # not words that lead to a number
        ("Den virker ikke, som den skal", "Den virker ikke, som den skal"),
        ("Den virker ikke, siger kunderne", "Den virker ikke, siger kunderne"),
        ("Nej, det virker ikke, som det skal", "Nej, det virker ikke, som det skal"),
        ("Kim her, den virker ikke, siger kunderne", "den virker ikke, siger kunderne"),
        ("It doesn't work, the customers say", "It doesn't work, the customers say"),
        ("Den funkar inte, säger kunderna", "Den funkar inte, säger kunderna"),
        ("Den funker ikke, sier kundene", "Den funker ikke, sier kundene"),
        ("Es geht nicht, sagen die Kunden", "Es geht nicht, sagen die Kunden"),
        ("Es geht nicht, wie es soll", "Es geht nicht, wie es soll"),
        ("Betaling fejler. Alle kort, alle kunder", "Betaling fejler. Alle kort, alle kunder"),
        ("Nej nu er den nede igen, ingen kan købe", "nu er den nede igen, ingen kan købe"),
        (
            "Jeg fik en ny telefon og nu kan jeg ikke komme ind i appen med totrinskoden. "
            "De andre i butikken kan godt. Lærke, Cykelfruen, 52 70 38 16",
            "nu kan jeg ikke komme ind i appen med totrinskoden",  # asks nothing
        ),
        # an abbreviation ends no clause
        (
            "Jeres opdatering kl. 22 har fjernet betalingsknappen på alle shops",
            "Jeres opdatering kl. 22 har fjernet betalingsknappen på alle shops",
        ),
        ("Jeres release v. 2.14 har fjernet kurven", "Jeres release v. 2.14 har fjernet kurven"),
        ("Den d. 27. gik alt i sort", "Den d. 27. gik alt i sort"),
        (
            "Euer Update hat z.B. den Warenkorb entfernt",
            "Euer Update hat z.B. den Warenkorb entfernt",
        ),
        (
            "Your update at 10 p.m. removed the buy button",
            "Your update at 10 p.m. removed the buy button",
        ),
        ("Since 10 p.m. Nobody can pay.", "Nobody can pay"),  # but a capital begins a sentence
        ("Your update removed e.g. the basket", "Your update removed e.g. the basket"),
        ("Uppdateringen har t.ex. tagit bort kassan", "Uppdateringen har t.ex. tagit bort kassan"),
        # whether anybody is there is not what is wrong
        ("hej hej, e de nån där? sajten har pajat", "sajten har pajat"),
        ("hallo, nån hemma? kassan dog nyss", "kassan dog nyss"),
        ("Er det noen der? Kassa har tatt kvelden", "Kassa har tatt kvelden"),
        ("Anybody home? The till packed up", "The till packed up"),
        (
            "Jemand da? Warenkorb hat den Geist aufgegeben",
            "Warenkorb hat den Geist aufgegeben",
        ),
        ("Ihr habt unseren Shop abgeschaltet", "Ihr habt unseren Shop abgeschaltet"),  # no "Yours"
        (
            "To shops nede: elmogask.dk og birkogbog.dk. Begge hvide",
            "To shops nede: elmogask.dk og birkogbog.dk",
        ),
        # what the sender takes back
        (
            "Ignore my last text about the logo - the real problem is nobody can pay",
            "the real problem is nobody can pay",
        ),
        ("Glem den med fragten: nu er hele shoppen nede", "nu er hele shoppen nede"),
        ("Vergesst meine letzte SMS, jetzt geht die Kasse nicht", "jetzt geht die Kasse nicht"),
        ("Mit nummer virker ikke, ring på 20 12 34 57", None),
        ("Ring ikke på 20 12 34 57, den virker ikke", None),  # the telephone
        ("ring til mig 20123457", None),
        ("det virker igen, tak", None),
    ],
)
def test_problem_is_in_the_senders_own_words(text: str, problem: str | None) -> None:
    assert read_report(text, SENDER).problem == problem


@pytest.mark.parametrize(
    ("text", "sender", "problem", "callback"),
    [
        ("kassen fungerer ikke 20304050", "+4520304050", "kassen fungerer ikke", "+4520304050"),
        ("sidan fungerar inte 0701740605", "+46701740605", "sidan fungerar inte", "+46701740605"),
        ("siden svarer ikke ring 30405060", "+4520304050", "siden svarer ikke", "+4530405060"),
        (
            "Mette, lampehuset.dk, shoppen virker ikke ring til mig på 30405060",
            "+4520304050",
            "shoppen virker ikke",
            "+4530405060",
        ),
        ("kassan funkar inte ring 0701740605", SENDER, "kassan funkar inte", "+46701740605"),
        ("Shop geht nicht anrufen 01713920012", SENDER, "Shop geht nicht", "+491713920012"),
        ("butikken laster ikke ring 41234567", SENDER, "butikken laster ikke", "+4741234567"),
        ("checkout is working not call 30405060", SENDER, "checkout is working not", "+4530405060"),
        (
            "Ole, cykelhuset.dk, kassen virker ikke 20304050",
            "+4520304050",
            "kassen virker ikke",
            "+4520304050",
        ),
        (
            "jonas lampehuset kassen virker ikke 20304050",
            "+4520304050",
            "kassen virker ikke",
            "+4520304050",
        ),
        ("virker ikke ring 30405060", SENDER, "virker ikke", "+4530405060"),
        ("siden virker slet ikke ring 30405060", SENDER, "siden virker slet ikke", "+4530405060"),
        ("siden virker ikke lige nu ring 30405060", SENDER, "siden virker ikke", "+4530405060"),
        # the "not" of the call, behind that of the fault or without one
        ("siden virker ikke ring ikke 30405060", SENDER, "siden virker ikke", None),
        ("siden virker ikke ikke ring 30405060", SENDER, "siden virker ikke", None),
        ("siden er nede ring IKKE på 30405060", SENDER, "siden er nede", None),
        # what does not work is the telephone, which is no fault of the shop
        (
            "siden er nede min telefon virker ikke ring 30405060",
            SENDER,
            "siden er nede",
            "+4530405060",
        ),
    ],
)
def test_not_of_a_fault_says_nothing_of_the_number_behind_it(
    text: str, sender: str, problem: str, callback: str | None
) -> None:
    home = {"+46": "SE", "+49": "DE", "+47": "NO"}.get((callback or "")[:3], "DK")
    report = read_report(text, sender if sender != SENDER else "", home)

    assert (report.problem, report.callback) == (problem, callback)


def test_national_number_is_read_where_the_sender_is_at_home() -> None:
    text = "nettbutikken er nede, ring 918 27 364"

    assert read_report(text, "+4791827364").callback == "+4791827364"
    assert read_report("min danske mobil: 20 12 34 57", "+4791827364").callback == "+4520123457"
    assert read_report(text, "", country="NO").callback == "+4791827364"


def test_form_in_english_is_english_from_a_danish_phone() -> None:
    form = "Name: Tom Baxter, Shop: baxterbikes.dk, Problem: site gives 502, Phone: 20304051"

    assert read_report(form, SENDER).language == "en"


def test_domains_are_in_no_language() -> None:
    assert read_report("Bo, borte.dk er nede", SENDER).language == "da"
    assert read_report("nettbutikk.no and borte.no are down", SENDER).language == "en"


def test_off_the_net_names_no_shop() -> None:
    assert read_report("Seit 20 Uhr sind wir vom Netz", SENDER).webshop is None


def test_advertisement_gives_no_shop() -> None:
    report = read_report("We offer SEO services, guaranteed! www.rankz.biz", "+12025550123")

    assert (report.urgency, report.webshop) == (Urgency.NOT_AN_INCIDENT, None)


WORDS = st.sampled_from(
    (
        "\n",
        *listed(
            """
            hej mvh Mette Lone fra shop.dk lampehuset,dk virker ikke nede +45 20 12 34 56 20123456
            kl. 7.40 navn: problem: tlf: ring på www. https:// @ ( ) / // - , . ! 🚨 å é Navn
            Webshop en to tre v/ ApS & og a@b.dk 0045 (0) xn--
            """
        ),
    )
)
TEXTS = st.one_of(
    st.text(max_size=1600),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(WORDS, max_size=60).map("".join),
)


@given(TEXTS, st.one_of(st.just(SENDER), st.text(max_size=20)), st.sampled_from(["DK", "SE", "XX"]))
def test_any_text_gives_a_plausible_report(text: str, sender: str, country: str) -> None:
    report = read_report(text, sender, country)

    assert report.problem is None or (report.problem and report.problem in text)
    assert report.callback is None or re.fullmatch(r"\+[1-9][0-9]{6,14}", report.callback)
    assert report.language in ("da", "en", "sv", "nb", "de", "other")
    assert report.name is None or 0 < len(report.name) <= len(text)
    assert report.webshop is None or report.webshop.strip()
    assert report.why


@pytest.mark.parametrize(
    "text", ["1 " * 800, "12." * 533, " " * 1600, "20123456 " * 177, "a-" * 800]
)
def test_hostile_text_is_read_like_any_other(text: str) -> None:
    assert read_report(text[:1600], SENDER).language


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ('gnavpot.dk siger "robot" til alle', [0]),  # who else
        ("gnavpot.dk er tom, for enden.dk siger stop", [0, -1]),
    ],
)
def test_domain_that_says_something_is_anothers_beside_one_that_does_not(
    text: str, weights: list[int]
) -> None:
    assert [host.weight for host in find_hosts(text)] == weights


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quickpay er nede https://status.quickpay.net", None),
        ("https://lampehuset.shoporama.dk/admin viser fejl 500", None),
        ("lampehuset.dk er nede. Mvh Fru Jensen", "Jensen"),
        ("hr jensen, lampehuset.dk nede", "jensen"),
        ("Herr Holm här, ullbua.se är nere", "Holm"),
        ("Name: Frau Petersen, Shop: lampehuset.de, Problem: Kasse geht nicht", "Petersen"),
        ("lampehuset.de geht nicht. Mit freundlichen Grüßen Frau Petersen", "Petersen"),
        ("Jag heter Ing-Marie Holm, ullbua.se är nere", "Ing-Marie Holm"),
        ("Shoppen er nede. Vh. Bo Bech Adm. dir.", "Bo Bech"),
        ("Shoppen er nede. Mvh Ida Holm CEO", "Ida Holm"),
        ("To shops nede: elmogask.dk og birkogbog.dk. Begge hvide", None),
    ],
)
def test_name_is_neither_an_address_nor_has_a_title(text: str, name: str | None) -> None:
    assert read_report(text, SENDER).name == name


@pytest.mark.parametrize(
    "signature",
    [
        "Sendt fra Outlook til Android",
        "Sent from Outlook for iOS",
        "Sent from my iPhone",
        "Sent from Proton Mail",
        "Sent via the Samsung Galaxy S10, an AT&T smartphone",
        "Hol dir Outlook für Android",
        "Gesendet von Outlook für Android",
        "Von meinem iPhone gesendet",
        "Skickat från min iPhone",
        "Skickat från Outlook för Android",
        "Hämta Outlook för Android",
        "Skaffa Outlook för iOS",
        "Sendt fra min Samsung Galaxy S21",
        "Sendt frå min iPhone 15 Pro",
    ],
)
@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Kassen virker ikke. Mvh Lone", ("Lone", None, "Kassen virker ikke")),
        ("Lampehuset er nede, ring 20304050", (None, None, "Lampehuset er nede")),
        ("Hjælp", (None, None, None)),
    ],
)
@pytest.mark.parametrize("between", ["\n", ". ", " ", "\n-- \n"])
def test_what_a_telephone_writes_below_is_not_read(
    text: str, fields: tuple[str | None, ...], signature: str, between: str
) -> None:
    report = read_report(text + between + signature, SENDER)

    assert (report.name, report.webshop, report.problem) == fields


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kassen er nede Sendt fra min iPhone", "kassen er nede"),
        ("kassen er nede, sendt fra min iphone", "kassen er nede,"),
        ("kassen er nede\nsendt fra min iphone", "kassen er nede"),
        ("ordren er sendt fra min iphone", "ordren er sendt fra min iphone"),
    ],
)
def test_what_a_telephone_writes_stands_apart(text: str, words: str) -> None:
    assert read_wording(text).plain == words


def test_number_behind_what_looks_like_a_signature_is_called() -> None:
    report = read_report("lampehuset.dk er nede. Sendt fra min mobil 20 30 40 50", SENDER)

    assert report.callback == "+4520304050"


@pytest.mark.parametrize(
    "rows",
    [
        "1) Simon 2) simonsaft.dk 3) betaling timer ud 4) 20 12 34 57",
        "1. Simon 2. simonsaft.dk 3. betaling timer ud 4. 20 12 34 57",
        "1) Simon\n2) simonsaft.dk\n3) betaling timer ud\n4) 20 12 34 57",
    ],
)
def test_numbered_rows_are_each_of_one_thing(rows: str) -> None:
    report = read_report(rows, SENDER)

    assert (report.name, report.webshop) == ("Simon", "simonsaft.dk")
    assert (report.problem, report.callback) == ("betaling timer ud", "+4520123457")


def test_hour_at_the_end_of_a_row_does_not_lead_to_the_number_of_the_next() -> None:
    rows = "1) Bente 2) bentesbroderi.dk 3) ingen kan betale siden kl. 22 4) 20 12 34 57"
    report = read_report(rows, SENDER)

    assert report.problem == "ingen kan betale siden kl. 22"
    assert report.callback == "+4520123457"
