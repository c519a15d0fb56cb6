"""What somebody else wrote, passed on between quotation marks."""

import pytest

from relay.core.report import read_report
from tests.world import MERCHANT

# Of the text: whose it is, the shop, the number to call.
OF_THE_WRITER = [
    (
        'Videresender fra vores kunde:\n"Hej, jeg får betaling afvist. Mvh Ulla tlf 86123456"\n'
        "Det er den fjerde i dag. Kan I se på det? /Anders, Haveglæde.dk, 29303132",
        ("Anders", "haveglæde.dk", "+4529303132"),
    ),
    (
        'FW from customer: "Hi, checkout gives an error. Regards, Jane Doe, 07700 900111" - '
        "please fix asap. Mark, gardenjoy.co.uk, 07700 900222",
        ("Mark", "gardenjoy.co.uk", "+447700900222"),
    ),
    (
        'Anders, haveglæde.dk, 29303132. Kunde skrev: "Kan ikke betale. Mvh Ulla tlf 86123456"',
        ("Anders", "haveglæde.dk", "+4529303132"),
    ),
    (
        'En kunde skriver: "Siden virker ikke, ring på 86123456". Mvh Anders, haveglæde.dk',
        ("Anders", "haveglæde.dk", None),
    ),
    (
        'Kundin schreibt: "Ich kann nicht zahlen. Gruß Uta Meier, 0171 3920011". Alle melden das. '
        "Jens, teekontor.de",
        ("Jens", "teekontor.de", None),
    ),
    ('Butikken "Lenes Garn" er nede, ring 20304051', (None, "Lenes Garn", "+4520304051")),
    ('Vi hedder "Lenes Garn og Glæde", siden er nede', (None, "Lenes Garn og Glæde", None)),
]


@pytest.mark.parametrize(("text", "who"), OF_THE_WRITER)
def test_a_quoted_signature_is_not_the_writers(
    text: str, who: tuple[str | None, str | None, str | None]
) -> None:
    report = read_report(text, MERCHANT)

    assert (report.name, report.webshop, report.callback) == who
