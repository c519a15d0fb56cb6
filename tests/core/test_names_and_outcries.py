"""A word that is cried out or sighed is nobody's name, and no shop's; nor is a month."""

import pytest

from relay.core.report import read_report

SENDER = "+4520123456"
OUTCRIES = [
    "Løgn",
    "Typisk",
    "Typical",
    "Ridiculous",
    "Seriously",
    "Suk",
    "Unglaublich",
    "Peinlich",
    "Tyvärr",
    "Otroligt",
    "Nope",
    "Utroligt",
    "Skandale",
    "Pinligt",
    "Katastrofe",
    "Pathetic",
    "Unbelievable",
    "Honestly",
    "Vanvid",
    "Sindssygt",
    "Wahnsinn",
    "Disappointing",
    "Hopeless",
    "Håbløst",
    "Hoffnungslos",
    "Frustrerende",
    "Seltsam",
    "Lies",
]
NAMES = [
    "Jonas",
    "Lone",
    "Bo",
    "Thorkild",
    "Solvejg",
    "Wolfgang",
    "Åse",
    "Ingebrigt",
    "Siobhan",
    "Ditte",
    "Gro",
    "Odd",
    "Bente",
    "Yrsa",
    "Xaver",
    "Emily",
    "Margit",
]


@pytest.mark.parametrize("word", OUTCRIES)
@pytest.mark.parametrize("text", ["Siden er væk. {}.", "The shop is down. {}"])
def test_outcry_is_neither_a_name_nor_a_shop(text: str, word: str) -> None:
    report = read_report(text.format(word), SENDER)

    assert (report.name, report.webshop) == (None, None)


@pytest.mark.parametrize("name", NAMES)
def test_name_at_the_end_is_one(name: str) -> None:
    assert read_report(f"Siden er væk. {name}", SENDER).name == name


@pytest.mark.parametrize(
    ("text", "name", "webshop"),
    [
        ("Jeg vil gerne opsige abonnementet pr 1. juni", None, None),
        ("Jeg vil opsige pr. 1. maj", None, None),
        ("Siden er død. Maj", "Maj", None),
        ("Siden er nede, hilsen Juni", "Juni", None),
        ("Shop is cactus mate", None, None),
        ("Shop is Cactus House, it is down", None, "Cactus House"),
        ("shop: cactus mate", None, "cactus mate"),  # as a form has it
    ],
)
def test_month_or_remark_is_neither(text: str, name: str | None, webshop: str | None) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (name, webshop)
