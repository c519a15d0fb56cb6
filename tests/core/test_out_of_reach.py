"""A shop that works for others and not for us, or only in part, or that is gone."""

import pytest

from relay.core.report import Urgency, read_report
from tests.core.sentences import cases

SENDER = "+4520123456"
WORKS_ELSEWHERE = cases(
    """Virker det igen hos jer? For hos os gør det ikke. Allan
Virker det hos jer? Det gør det ikke her|Can you get in? I can't and nor can customers
Fungerer det hos dere? Her gjør det ikke det|Funkar det hos er? Inte här
Kan du logge ind? Det kan jeg nemlig ikke|Loader den hos jer? Ikke hos mig
Läuft es bei euch? Hier nämlich nicht|Virker den hos dere? Ikke her|Works at your end? Not here
Can you open it? We cannot|Funktioniert es bei Ihnen? Bei mir nicht
virker det hos dig? gør det ik her|Laddar den hos er? Inte här. Mvh Eva
Is it loading on your side? Not on ours|Could you get in? I couldn't"""
)
ASKED_FOR_MORE = cases(
    """Kan I lave et banner? Det kan jeg ikke|Can you add a new logo? I can't
Kan I se min faktura? Det kan jeg ikke|Virker det hos jer? Nu virker det her igen
Works for you? It works here too|Kan du komme ind på kontoret? Jeg kan ikke
Kan I logge ind og ændre farven? Det kan jeg ikke finde ud af
Can you see the invoice? I can't find it|Er det hos jer man køber mælk? Ikke her?
Kan ni ändra bilden? Det kan inte jag|Könnt ihr das Logo ändern? Ich kann es nicht
Kan du hente børnene? Det kan jeg ikke|Kommer du ind til middag? Jeg kan ikke"""
)


def urgency_of(text: str) -> Urgency:
    return read_report(text, SENDER, "DK").urgency


@pytest.mark.parametrize("text", WORKS_ELSEWHERE)
def test_who_asks_whether_it_works_elsewhere_is_heard(text: str) -> None:
    assert urgency_of(text) is Urgency.CRITICAL


@pytest.mark.parametrize("text", ASKED_FOR_MORE)
def test_who_asks_whether_we_can_do_something_is_in_no_need(text: str) -> None:
    assert urgency_of(text) is not Urgency.CRITICAL
