"""What a further text only links to, and which shop it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.links import named_shop
from relay.core.report import read_report

SENDER = "+4520123456"
PICTURE = "https://billedhost.dk/a/xyz"  # a place for pictures that no list knows
PAGE = "https://garnhuset.dk/kasse"


@pytest.mark.parametrize(
    "text",
    [
        f"Her er et skærmbillede af fejlen: {PICTURE}",
        PICTURE,
        f"se {PICTURE}",
        f"Se også {PICTURE}",
        f"Fejlen kan ses på {PICTURE}",
        f"Kassen er nede, se {PICTURE}",
        f"Kassen er nede: {PICTURE}",
        f"Se her {PICTURE} kassen er nede",
        f"{PICTURE} er et skærmbillede af fejlen",
        f"Skärmbild från vår butik {PICTURE}",
        f"Min anden shop er også ramt, her er et billede {PICTURE}",
        f"Here is what customers see: {PICTURE}",
        f"So sieht es aus: {PICTURE} und {PICTURE}2",
        # nobody's shop, however it is written
        "Det er stripe.com der fejler",
        "pakker via dhl.de hænger",
    ],
)
def test_what_is_shown_is_no_shop(text: str) -> None:
    assert named_shop(text, read_report(text, SENDER).webshop) is None


@pytest.mark.parametrize(
    "text",
    [
        "også garnhuset.dk er nede",
        "https://garnhuset.dk er nede",
        "https://garnhuset.dk/ er nede",  # no page of it
        f"min anden shop {PAGE} er også nede",
        f"Min anden shop er også nede. {PAGE}",
        f"{PAGE} er også nede",
        f"{PAGE} blev lige hacket",
        f"Nu ligger {PAGE} ned",
        f"{PAGE}: ingen kan betale",
        f"Film-shoppen {PAGE} er nede",
        f"Billederne på vores anden shop {PAGE} er væk, kunder kan ikke betale",
        f"Fejl 500: {PAGE}",
        f"{PAGE}, den er også nede",
        f"Nu er {PAGE} også nede",
        f"{PAGE} virker heller ikke",
        f"{PAGE} giver fejl 500",
        f"Det gælder også {PAGE}",
        f"Fejlen er også på {PAGE}",
        f"Kunderne kan ikke betale på {PAGE}",
        f"Our other store {PAGE} is down too",
        f"Vår andra butik {PAGE} ligger också nere",
        f"Unser zweiter Shop {PAGE} geht auch nicht",
        # beside a picture
        f"Skærmbillede {PICTURE}, nu er garnhuset.dk også nede",
        f"garnhuset.dk er også nede, se {PICTURE}",
        "garnhuset.dk er også nede, se https://prnt.sc/xyz",
    ],
)
def test_what_is_said_to_be_down_is_a_shop(text: str) -> None:
    assert named_shop(text, read_report(text, SENDER).webshop) == "garnhuset.dk"


@pytest.mark.parametrize("webshop", [None, "Garnhuset", "lampehuset.dk"])
def test_what_is_no_address_in_the_text_stays(webshop: str | None) -> None:
    assert named_shop(f"Garnhuset er også nede, se {PICTURE}", webshop) == webshop


@given(st.text(max_size=400), st.none() | st.text(max_size=20))
def test_no_text_breaks_it(text: str, webshop: str | None) -> None:
    assert named_shop(text, webshop) == webshop
