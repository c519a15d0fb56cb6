"""Further texts that put a number or a name right, and those that only mention another."""

import pytest

from relay.core.correction import puts_name_right, puts_number_right
from relay.core.report import read_report

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
        ("Jeg er Sofie, kollega til Jonas", False),
        ("Jonas er ikke her, ring til Sofie", False),
        ("det er ikke Jonas der ringer, men Sofie fra butikken", False),
    ],
)
def test_a_name_is_put_right_in_plain_words_only(text: str, expected: bool) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_name_right(text, report, "Jonas") is expected
