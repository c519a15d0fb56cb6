"""Which reports are one outage, and how the incidents of one follow their lead."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.incident import State
from relay.core.storm import (
    Course,
    Reported,
    course,
    different_shops,
    is_milestone,
    is_over,
    last_new_shop_at,
    stands_alone,
    tells_of_fault,
)

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
ANN, BO, CARL = "+4520304050", "+4520304051", "+4520304052"


def reported(shop: str | None, sender: str, minutes: float = 0) -> Reported:
    return Reported(shop, sender, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("reports", "shops"),
    [
        ([], 0),
        ([("a.dk", ANN), ("b.dk", BO), ("c.dk", CARL)], 3),
        ([("a.dk", ANN), ("A.DK", BO)], 1),  # one shop, two phones
        # One shop, however it is spelled.
        ([("brødhuset.dk", ANN), ("broedhuset.dk", BO), ("Brodhuset ApS", CARL)], 1),
        ([("xn--brdhuset-64a.dk", ANN), ("BRØDHUSET.DK", BO), ("www.bröd-huset.dk", CARL)], 1),
        ([("blåbær.dk", ANN), ("blaabaer.dk", BO), ("blabar.dk", CARL)], 1),
        ([("brødhuset.dk", ANN), ("bradhuset.dk", BO)], 2),
        ([("..", ANN), ("--", BO)], 2),  # no names at all
        ([("a.dk", ANN), ("b.dk", ANN), ("c.dk", ANN)], 1),  # one phone, three shops
        ([(None, ANN), (None, BO)], 2),  # who names no shop counts as one
        ([(None, ANN), ("a.dk", ANN)], 1),  # the same, named later
        ([("a.dk", ANN), ("a.dk", BO), ("b.dk", BO)], 2),
    ],
)
def test_a_shop_counts_once_and_a_sender_counts_once(
    reports: list[tuple[str | None, str]], shops: int
) -> None:
    assert different_shops([reported(*one) for one in reports]) == shops


def test_who_tells_of_no_fault_counts_for_no_shop() -> None:
    quiet = Reported("c.dk", CARL, NOW, tells_of_fault=False)

    assert different_shops([reported("a.dk", ANN), reported("b.dk", BO), quiet]) == 2
    assert different_shops([quiet]) == 0


@pytest.mark.parametrize(
    ("why", "problem", "tells"),
    [
        (["down"], "er nede", True),
        (["doubt"], None, True),
        (["greeting", "insists"], None, False),
        (["fine", "insists"], None, False),
        (["greeting", "insists"], "er nede", True),  # told later
        (["how", "pleads"], None, True),
    ],
)
def test_who_only_insists_tells_of_no_fault(
    why: list[str], problem: str | None, tells: bool
) -> None:
    assert tells_of_fault(why, problem) is tells


SHOPS = st.one_of(st.none(), st.sampled_from(["a.dk", "b.dk", "c.dk", "d.dk"]))
SENDERS = st.sampled_from([ANN, BO, CARL])
REPORTS = st.lists(st.builds(reported, SHOPS, SENDERS, st.integers(0, 90)), max_size=12)


@given(REPORTS, st.builds(reported, SHOPS, SENDERS))
def test_one_more_report_is_one_more_shop_at_most(reports: list[Reported], one: Reported) -> None:
    before, after = different_shops(reports), different_shops([*reports, one])

    assert before <= after <= before + 1
    assert different_shops([*reports, one, one]) == after


@given(REPORTS)
def test_the_order_does_not_matter(reports: list[Reported]) -> None:
    shuffled = sorted(reports, key=lambda one: (one.sender, str(one.shop)))

    assert different_shops(shuffled) == different_shops(reports)


@given(REPORTS)
def test_nobody_makes_a_storm_alone(reports: list[Reported]) -> None:
    assert different_shops([Reported(one.shop, ANN, one.at) for one in reports]) <= 1


@pytest.mark.parametrize(
    ("reports", "minutes", "answer"),
    [
        ([("a.dk", ANN, 0), ("b.dk", BO, 10)], 39.9, False),
        ([("a.dk", ANN, 0), ("b.dk", BO, 10)], 40, True),
        ([("a.dk", ANN, 0), ("b.dk", BO, 10), ("b.dk", CARL, 35)], 40, True),  # no new shop
        ([("b.dk", BO, 10), ("c.dk", CARL, 35), ("a.dk", ANN, 0)], 64.9, False),
        ([], 0, True),
    ],
)
def test_an_outage_ends_half_an_hour_after_the_last_new_shop(
    reports: list[tuple[str, str, float]], minutes: float, answer: bool
) -> None:
    known = [reported(*one) for one in reports]

    assert is_over(known, NOW + timedelta(minutes=minutes)) is answer


@given(REPORTS)
def test_the_last_new_shop_is_one_of_the_reports(reports: list[Reported]) -> None:
    at = last_new_shop_at(reports)

    assert (at is None) == (reports == [])
    assert at is None or at in {one.at for one in reports}


def test_the_engineer_is_told_at_5_10_20_50_and_so_on() -> None:
    told = itertools.islice((shops for shops in itertools.count() if is_milestone(shops)), 9)

    assert list(told) == [5, 10, 20, 50, 100, 200, 500, 1000, 2000]


ALONE = """
Vores butik er blevet hacket
Siden sender kunderne til et casino, vi er hacked
Der har været indbrud i vores admin
Our shop was hacked
Someone broke into our admin and changed prices
Vi har haft intrång i butiken
Butikken er kapret
Innbrudd i nettbutikken
Unser Shop wurde gehackt
Einbruch in den Shop
Kunderne kan se andre kunders ordrer
Datalæk: ordrer ligger frit
We have a data leak
Data breach at our shop
Dataläcka hos oss
Personuppgifter läcker ut
Datenleck in unserem Shop
Man sieht fremde Kundendaten
Kortoplysninger er stjålet, stjålne kort
Kunderne bliver trukket to gange
Kunder betaler dobbelt
Der trækkes dobbelt på alle ordrer
dobbelttræk på alle kort
Customers are charged twice
double charging everyone
People get billed two times
Kunderna debiteras, pengarna dras två gånger
Kundene blir belastet to ganger
Doppelte Abbuchung: es wird zweimal abgebucht
Kunden zahlen doppelt, Geld doppelt abgebucht
der er nogen inde i vores admin som ikke er os, de sletter ordrer
siden er blevet overtaget af fremmede
Fremmed har overtaget vores konto
admin adgangskode ændret af ukendt
nogen har skiftet vores adgangskode
der er nogen der har ændret vores priser
der står virus på siden
siden sender folk videre til en fremmed side
someone logged in to our admin
Somebody is inside our backend
our account was taken over
they are deleting our orders
password changed by a stranger
Någon har loggat in i vår admin
kontot har övertagits av okända
Noen er inne i admin og sletter ordrer
nettbutikken er overtatt av fremmede
Jemand ist in unserem Admin eingeloggt
Passwort wurde von Unbekannten geändert
kundernes data ligger frit fremme på nettet
kunderne kan se hinandens ordrer
kunder kan logge ind på andres konti
kortoplysninger er lækket
alle kan se vores ordrer
customers can see each other's orders
orders are publicly visible
the addresses are visible to everyone
kundernas uppgifter ligger öppet på nätet
kundene ser hverandres bestillinger
Bestellungen sind öffentlich einsehbar
kunder bliver trukket flere gange for samme ordre
kunder bliver trukket tre gange
kunder trækkes 3 gange
der bliver hævet penge flere gange
charged multiple times
customers are charged three times for one order
Kunderna debiteras flera gånger
kundene blir trukket mange ganger
Kunden wird mehrfach abgebucht
"""
TOGETHER = """
Butikken er nede
kassen giver fejl 500
checkout is down for all customers
Ingen kan betale
Betaling virker ikke, kunder kan ikke betale
betalingen fejler, jeg har prøvet to browsere
Shoppen är nere sen två timmar
Nettbutikken er nede
Der Shop ist nicht erreichbar
Siden er hvid
alle priser er 0 kr
Ingen kan betale, jeg har prøvet tre gange
vi har prøvet flere gange, kassen er død
payment fails, customers tried several times
jeg kan ikke logge ind i admin
jeg er logget ind men admin er blank
nogen kunder kan ikke komme ind på siden
nobody can log in to our admin
we cannot see our orders
ordrer kommer ikke ind
there is an unknown error in admin
ukendt fejl i kassen
siden er gået ned flere gange i nat
Har nogen ændret noget? Siden er nede
someone please help, the site is down
jeg har skiftet adgangskode og kan stadig ikke logge ind
betaling virker ikke, vi mister penge
Kassan fungerar inte, vi har försökt flera gånger
Kunden können nicht bezahlen, mehrmals probiert
Kundene får ikke betalt
the shop is not open to anyone
alle vores kunder får fejl 502
Ist jemand da? Der Shop ist down
ikke kun os, alle butikker er nede
kan nogen se på vores server
der er nogen der siger at siden er nede
kunder der er logget ind kan ikke betale
customers who logged in cannot check out
der Kunde ist eingeloggt und kann nicht bezahlen
kunder som har loggat in kan inte betala
kunder, der har skiftet adgangskode, kan ikke logge ind
they took over an hour to answer, the shop is down
kortet afvises flere gange
"""


# As they came, spelled out, and without the marks.
SPELLED = ({}, {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
BARE = {"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u"}


@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize("words", ALONE.strip().splitlines())
def test_a_break_in_a_leak_and_a_double_charge_stand_alone(
    words: str, spelled: dict[str, str]
) -> None:
    assert stands_alone(words.lower().translate(str.maketrans(spelled)), ("doubt",))


@pytest.mark.parametrize(
    "words",
    [
        "Datalaek: ordrer ligger frit",
        "Vi har haft intrang i butiken",
        "Kunder betaler tre ganger, kundene blir belastet",
        "Fremmed har aendret adgangskoden",
        "kundernes data la abent for alle",
        "kortoplysninger er stjalet",
        "kontot har overtagits av okanda",
        "Passwort wurde von Unbekannten geandert, Daten geloscht",
        "der bliver haevet penge to gange",
    ],
)
def test_they_do_so_without_a_single_mark(words: str) -> None:
    assert stands_alone(words, ("doubt",))


@pytest.mark.parametrize("spelled", [*SPELLED, BARE])
@pytest.mark.parametrize(
    "words",
    [
        *TOGETHER.strip().splitlines(),
        "we have restarted it twice, they have 502",
        "laksehuset.dk kunder kan ikke betale",
        "andra av någon anledning: kassan är nere",
        "lack24.de kunden können nicht bezahlen",
    ],
)
def test_other_troubles_may_be_one_outage(words: str, spelled: dict[str, str]) -> None:
    assert not stands_alone(words.lower().translate(str.maketrans(spelled)), ("down",))


def test_what_is_read_as_security_stands_alone_whatever_the_words() -> None:
    assert stands_alone("se selv", ("security",))


@given(st.text())
def test_any_words_can_be_judged(words: str) -> None:
    assert stands_alone(words, ()) in (True, False)


@pytest.mark.parametrize(
    ("own", "lead", "fails", "follows"),
    [
        (State.OPEN, State.OPEN, False, Course.STAY),
        (State.OPEN, State.ACKNOWLEDGED, False, Course.TAKEN),
        (State.ACKNOWLEDGED, State.ACKNOWLEDGED, False, Course.STAY),
        (State.ACKNOWLEDGED, State.OPEN, False, Course.OPEN),  # given back
        (State.OPEN, State.CLOSED, False, Course.CLOSED),
        (State.ACKNOWLEDGED, State.CLOSED, False, Course.CLOSED),
        (State.CLOSED, State.CLOSED, False, Course.STAY),
        (State.CLOSED, State.ACKNOWLEDGED, False, Course.TAKEN),  # the closing was taken back
        (State.CLOSED, State.OPEN, False, Course.OPEN),
        (State.OPEN, State.OPEN, True, Course.ALONE),  # nobody may be paged for it
        (State.ACKNOWLEDGED, State.ACKNOWLEDGED, True, Course.ALONE),
        (State.OPEN, State.REDIRECTED, False, Course.ALONE),
        (State.OPEN, State.DISMISSED, False, Course.ALONE),
    ],
)
def test_an_incident_follows_its_lead(
    own: State, lead: State, fails: bool, follows: Course
) -> None:
    assert course(own, lead, lead_fails=fails) is follows


@given(st.sampled_from(State), st.sampled_from(State), st.booleans())
def test_an_open_incident_never_rests_on_a_lead_that_is_not_live(
    own: State, lead: State, fails: bool
) -> None:
    if own in (State.OPEN, State.ACKNOWLEDGED) and course(own, lead, lead_fails=fails) in (
        Course.STAY,
        Course.TAKEN,
        Course.OPEN,
    ):
        assert lead in (State.OPEN, State.ACKNOWLEDGED)
        assert not fails
