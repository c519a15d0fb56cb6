"""The language of a text."""

import pytest

from relay.core.language import home_language, language_of


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("shoppen er nede, ingen kan betale", "DK", "da"),
        ("the shop is down and nobody can pay", "DK", "en"),  # English from a Danish phone
        ("sidan ligger nere, kunderna kan inte betala", "SE", "sv"),
        ("sidan ligger nere, kunderna kan inte betala", "DK", "sv"),
        ("nettbutikken er borte, hva skjer", "NO", "nb"),
        ("siden er nede", "NO", "nb"),  # the same words in both: the country decides
        ("siden er nede", "DK", "da"),
        ("unser Shop ist nicht erreichbar", "DK", "de"),
        ("sklep nie działa od rana", "PL", "other"),
        ("onze webshop ligt er uit", "NL", "other"),
        ("магазин не работает", "DK", "other"),
        ("Er der driftsforstyrrelser?", "DK", "da"),  # "der" and "er" are German as well
        ("Er der nedetid?", "DK", "da"),
        ("Er der udfald?", "DK", "da"),
        ("Er der nedbrud", "DK", "da"),
        ("er der problemer", "DK", "da"),
        ("Gibt es eine Störung?", "DK", "de"),
        ("har ni driftstörningar?", "DK", "sv"),
        ("Er det nedetid?", "NO", "nb"),
        # "ik", "imod" and "rigtig" are Danish, of which "ik" is Dutch as well
        ("det er kim fra kims fiskegrej vi kan ik tage imod bestillinger", "DK", "da"),
        ("vi kan ik tage imod bestillinger", "NO", "da"),
        ("det virker ik, ring lige", "NO", "da"),
        ("vi kan ikke ta imot bestillinger", "NO", "nb"),
        ("vi kan inte ta emot beställningar", "DK", "sv"),
        ("ik krijg de winkel niet open", "NL", "other"),
        ("ik heb de winkel niet open", "DK", "other"),
        ("God weekend :)", "DK", "da"),
        ("Rigtig god weekend :)", "DK", "da"),
        ("Have a great weekend", "DK", "en"),
        ("help. shop dead.", "DK", "en"),
        ("shop dead", "DK", "en"),
        ("God helg!", "NO", "nb"),
        ("Trevlig helg", "SE", "sv"),
        ("Schönes Wochenende", "DK", "de"),
        ('vores shop viser bare "Something went wrong, please try again"', "DK", "da"),
    ],
)
def test_language_is_told_by_words_and_country(text: str, country: str, expected: str) -> None:
    assert language_of(text, country) == expected


@pytest.mark.parametrize("text", ["", "20 12 34 56", "👍", "Xyzzy", "..."])
def test_nothing_tells_no_language(text: str) -> None:
    assert language_of(text, "DK") is None


def test_words_around_count_for_less_than_the_problem() -> None:
    problem, around = "browsers block the shop", "Navn Problem Telefon hej"

    assert language_of(problem, "DK", context=f"{around} {problem}") == "en"
    assert language_of("SHOP KOMPLETT DOWN", "DE", context="SHOP DOWN bitte anrufen") == "de"


def test_country_has_a_language_when_words_have_none() -> None:
    assert [home_language(country) for country in ("DK", "NO", "PL", None)] == [
        "da",
        "nb",
        "other",
        "other",
    ]
