"""Further texts that put a number or a name right, and those that only mention another."""

import pytest

from relay.core.correction import puts_name_right, puts_number_right
from relay.core.report import read_report
from relay.core.slip import shop_put_right

SENDER = "+4520123456"
KNOWN = "+4520304050"


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
        ("Ring 30405060", False),
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
        ("number should end in 60: 30405060", True),
        ("nummeret skal slutte på 60: 30405060", True),
        ("numret ska sluta på 60: 30405060", True),
        ("ordrenummeret skal slutte på 60: 30405060", False),
    ],
)
def test_a_number_is_put_right_in_plain_words_only(text: str, expected: bool) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_number_right(text, report, KNOWN, SENDER, "DK") is expected


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
