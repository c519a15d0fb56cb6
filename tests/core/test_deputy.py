"""Whom a text asks to call in the place of the one who writes it."""

import pytest

from relay.core.deputy import named_to_call

NUMBER, SENDER = "+4520304051", "+4573304050"
NAMED = {
    "Ring ikke til mig, ring til Ole på 20304051": "Ole",
    "ring til ole i stedet for mig på 20 30 40 51": "ole",
    "Call Ole on 20304051, not me": "Ole",
    "I'm off to bed, call Ole Hansen on 20304051": "Ole Hansen",
    "Ole übernimmt, 20304051": "Ole",
    "forget my number, call my husband Ole on 20304051": "Ole",
    "Ich gehe schlafen, bitte Jens anrufen unter 20304051": "Jens",
    "Jeg sover, ring til min kollega Mette Holm Dahl på 20304051": "Mette Holm Dahl",
    "Kasse kaputt. Ruft Uta an: 20304051": "Uta",
    "Ole er her ikke. Ring til Lise: 20304051": "Lise",
    "I kan fange Mette på 20 30 40 51": "Mette",
    "kontakt min mand Henrik Dahl tlf. 20304051": "Henrik Dahl",
    "Meine Frau Petra übernimmt, Tel. 20304051": "Petra",
    "Ring hellere til Søren, han har nummer 20304051": "Søren",
    "Min kollega Kirsten tager over, ring til hende på 20304051": "Kirsten",
    "ring 20304051 og spørg efter Jonas": "Jonas",
    "call 20304051 and ask for Jonas Holm please": "Jonas Holm",
    "20304051, fråga efter Kajsa": "Kajsa",
    "Tel. 20304051, fragen Sie nach Petra": "Petra",
    "Min fru Karin tar över, ring henne på 20304051": "Karin",
    "Ring på 20304051 i stedet, det er min mand Peter": "Peter",
    "Ring på 20304051 det er min mand peter": "peter",
    "Call 20304051, that's my wife Anna Holm": "Anna Holm",
    "Ring 20304051, det är Erik": "Erik",
    "Min mand Peter er hjemme. Ring til ham på 20304051": "Peter",
    "Get hold of Peter on 20304051": "Peter",
}
NOBODY = [
    "ring 20304051 og spørg efter chefen",
    "call 20304051 and ask for Anna or Tom",
    "ring 20304051 og spørg om Ole er der",
    "ring hellere til 20304051",
    "call the office on 20304051, not me",
    "ring ikke til mig, ring til butikken på 20304051",
    "Ole er ude. Ring på 20304051",
    "Hilsen Ole 20304051",
    "Mit nummer er 20304051",
    "ring til Ole",
    "Ruft Anna oder Klaus an, 20304051",
    "Please call Anna or Tom on 20304051",
    "call Anna & Tom on 20304051",
    "ring til Ole, ikke Mette, på 20304051",
    "don't call Tom on 20304051",
    "ring aldrig til Ole på 20304051",
    "ring 20304051, det er min private mobil",
    "ring 20304051, det er vigtigt",
    "Anna og Peter er hjemme. Ring til ham på 20304051",
    "Jeg hedder Ole, ring til 20304051",
]


@pytest.mark.parametrize(("text", "name"), NAMED.items())
def test_who_is_named_is_to_be_asked_for(text: str, name: str) -> None:
    assert named_to_call(text, NUMBER, SENDER) == name


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_named_where_nobody_is_to_be_called(text: str) -> None:
    assert named_to_call(text, NUMBER, SENDER) is None
