"""Eight figures that are a date and a Danish number alike."""

import pytest

from relay.core.report import read_report

SENDER = "+4520304050"
DATES = [
    "Siden nede siden 28112026. Ole",
    "no orders since 28112026",
    "Ingen ordrer siden 27112026",
    "Nede siden d. 28112026 kl 1410",
    "Siden nede siden 28112026",
    "siden 28 11 2026 er den nede",
    "nede siden 20261128",
    "ligger nere sedan 28112026",
    "Shop weg seit 28112026",
    "seit dem 28112026 keine Bestellungen",
    "down from 28112026",
    "fejl fra d. 28112026",
    "siden i går 27112026",
    "no sales since Friday 27112026, please call me",
    "ligget nede siden fredag 27112026",
    "am 28112026 kaputt gegangen",
    "Den 27112026 mistede vi alle ordrer",
    "Kassen gik ned 28112026 kl 1410",
]
NUMBERS = {
    "siden nede 28112026 22334455 Ole": "+4522334455",  # the other one is none
    "Nede den 28112026, ring 22334455": "+4522334455",
    "28112026 Kassen er nede. Ole 22334455": "+4522334455",
    "22334455 Ole, nede 28112026": "+4522334455",
    "Ring 28112026": "+4528112026",
    "Ring venligst på 28112026, siden er nede": "+4528112026",
    "28112026": "+4528112026",
    "Siden er nede, Ole 28112026": "+4528112026",
    "Ring på den 28112026": "+4528112026",
    "Jeg skriver fra 28112026": "+4528112026",
    "Tlf 28112026, kontor 22334455": "+4528112026",
    "Siden er nede. Ole 28112099": "+4528112099",  # no year of now
    "Siden er nede siden 28132026": "+4528132026",  # no month
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_without_dots_is_no_number(text: str) -> None:
    assert read_report(text, SENDER).callback is None


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_that_might_be_a_date_is_one_where_nothing_says_so(text: str, number: str) -> None:
    assert read_report(text, SENDER).callback == number


def test_the_writers_own_number_is_no_date() -> None:
    assert read_report("Ole 28112026, ring 22334455", "+4528112026").callback == "+4522334455"
    assert read_report("Siden er nede. Ole 28112026", "+4528112026").callback == "+4528112026"
