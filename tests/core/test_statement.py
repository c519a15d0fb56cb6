"""A question for the shop back leads up to what is wrong; the statement behind it is kept."""

import pytest

from relay.core.report import read_report

TOLD = [
    ("pengar dragna men ingen order", "pengar dragna men ingen order"),
    ("penger trukket men ingen ordre", "penger trukket men ingen ordre"),
    (
        "How do I get my shop back online? it says suspended.",
        "How do I get my shop back online? it says suspended",
    ),
    (
        "Wie bekomme ich meinen Shop wieder online? Da steht gesperrt",
        "Wie bekomme ich meinen Shop wieder online? Da steht gesperrt",
    ),
    (
        "Hvordan får jeg nettbutikken min opp igjen? Den forsvant i natt",
        "Hvordan får jeg nettbutikken min opp igjen? Den forsvant i natt",
    ),
    (
        "Hvordan får jeg min shop op igen? Der står at den er lukket. Mvh Bo",
        "Hvordan får jeg min shop op igen? Der står at den er lukket",
    ),
    (
        "Hur får jag tillbaka min butik? Det står att den är avstängd. Malin",
        "Hur får jag tillbaka min butik? Det står att den är avstängd",
    ),
    (
        "Kan I få vores butik op igen? Den forsvandt i nat. Hilsen Lone",
        "Kan I få vores butik op igen? Den forsvandt i nat",
    ),
    (
        "Can you bring our store back? It shows a parking page. Fay",
        "Can you bring our store back? It shows a parking page",
    ),
    (
        "Kann man unsere Seite wieder freischalten? Sie zeigt nur eine weiße Fläche",
        "Kann man unsere Seite wieder freischalten? Sie zeigt nur eine weiße Fläche",
    ),
    (
        "Hvornår kommer siden op igen? Den viser bare ingenting",
        "Hvornår kommer siden op igen? Den viser bare ingenting",
    ),
    ("När är sidan uppe igen? Det står 503", "När är sidan uppe igen? Det står 503"),
    (
        "When will our shop be back? It has been blank since noon",
        "When will our shop be back? It has been blank since noon",
    ),
    (
        "Hvordan får vi webshoppen tilbage? Hele siden er hvid",
        "Hvordan får vi webshoppen tilbage? Hele siden er hvid",
    ),
    (
        "vores lejede domæne er udløbet tror jeg. siden kan ikke findes",
        "vores lejede domæne er udløbet tror jeg. siden kan ikke findes",
    ),
    (
        "domænet er vist udløbet. siden kan ikke findes",
        "domænet er vist udløbet. siden kan ikke findes",
    ),
    (
        "vår domän har nog gått ut. sidan kan inte hittas",
        "vår domän har nog gått ut. sidan kan inte hittas",
    ),
    (
        "Domain ist wohl abgelaufen. Seite kann nicht gefunden werden",
        "Domain ist wohl abgelaufen. Seite kann nicht gefunden werden",
    ),
    (
        "our domain expired I think. the site can't be found",
        "our domain expired I think. the site can't be found",
    ),
    (
        "domenet vårt er utløpt tror jeg. siden kan ikke nås",
        "domenet vårt er utløpt tror jeg. siden kan ikke nås",
    ),
    (
        "Hej, det er Bo. Hvordan får vi shoppen op igen? Ring 20 12 34 56",
        "Hvordan får vi shoppen op igen?",
    ),
    ("Hvordan får jeg min shop op igen? Tak. Bo", "Hvordan får jeg min shop op igen?"),
    ("Kan I få vores butik op igen? Ring til mig. Lone", "Kan I få vores butik op igen?"),
    ("How do I get my shop back online? Please call me. Fay", "How do I get my shop back online?"),
    ("Hvordan får jeg min shop op igen? Jeg hedder Bo", "Hvordan får jeg min shop op igen?"),
    ("How do I get my shop back? My name is Fay", "How do I get my shop back?"),
]


@pytest.mark.parametrize(("text", "problem"), TOLD)
def test_statement_behind_a_question_is_kept(text: str, problem: str) -> None:
    assert read_report(text, "+4520123456").problem == problem


def test_what_was_not_done_is_told_with_what_was() -> None:
    text = "der står vedligeholdelse på min side i 2 timer. jeg har ikke slået det til"

    assert "vedligeholdelse" in (read_report(text, "+4520123456").problem or "")
