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


# Calls to look, what closes a text, and news.
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lampehuset.dk er nede, Jonas ringede, 20304051", "Jonas"),
        ("tyghuset.se nere, Kajsa ringde från 070-1740611", "Kajsa"),
        ("Shop is down. Visit lampshop.com and see. 07700 900123", None),
        ("Shop down. Check lampshop.com", None),
        ("Siden er nede. Tjek lampehuset.dk", None),
        ("Siden er nede. Besøg lampehuset.dk. Ole", "Ole"),
        ("Butiken nere. Kolla tyghuset.se. Kram", None),
        ("Nettsiden er nede. Sjekk lamper.no", None),
        ("Shop ist down. Schaut lampen.de", None),
        ("Butiken ligger nere. Puss", None),
        ("Butiken ligger nere. Puss Lisa", "Lisa"),
        ("Shop down. Reschedule", None),
        ("uppe igen", None),
    ],
)
def test_call_to_look_or_a_kiss_is_nobodys_name(text: str, name: str | None) -> None:
    assert read_report(text, SENDER).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Tack snälla! Nu funkar allt igen, vilken lättnad",
        "Tak! Nu virker det hele igen, sikken lettelse",
        "Thanks! All works again, what a relief",
        "Danke! Alles geht wieder, was für eine Erleichterung",
        "Takk! Nå virker alt igjen, hvilken lettelse",
    ],
)
def test_what_somebody_feels_is_no_shop(text: str) -> None:
    report = read_report(text, SENDER)

    assert (report.name, report.webshop) == (None, None)
