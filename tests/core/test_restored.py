"""Texts that say that the number before was right after all, and those that may mean another."""

import pytest

from relay.core.restored import says_first_was_right
from tests.core.sentences import cases

SENDER = "+46701740605"
BEFORE = "+4520304050"
PLAIN = cases(
    """det første nummer var rigtigt|Nej vent, det første nummer var rigtigt
det foerste nummer var rigtigt|Tak, det første nummer var rigtigt|mit første nummer var rigtigt
brug det første nummer alligevel|ring til det første nummer i stedet, tak
det gamle nummer var rigtigt, ring på det|forkert nummer, det første var rigtigt
glem det nye nummer, det første var rigtigt|Det første nr. var rigtigt
det var det første nummer der var rigtigt|det rigtige nummer er det første
det første nummer var rigtigt, ikke det andet|nummeret jeg skrev først var rigtigt
det første nummer 20304050 var rigtigt|det første nummer var rigtigt, 20304050
Det første nummer var rigtigt. Siden er stadig nede!|det første nummer var rigtigt mvh Jonas
Sorry forkert nummer. Det første er rigtigt|det første telefonnummer var korrekt
the first number was right|The first number was right after all, sorry!
no wait, the first one was right, forget the new number|Use the first number please
call the first number instead|it was the first number that was right
the right number is the first one|the number I gave you first was right
the old number is correct|the previous number was correct
första numret var rätt|det första numret stämmer|Nej, första numret var det rätta
använd det första numret istället|förra numret var rätt
det første nummeret var riktig|Nei vent, det første nummeret var det riktige
bruk det første nummeret|die erste Nummer war richtig|Nein, die erste Nummer stimmt
Die erste Nummer war doch die richtige|bitte die erste Nummer anrufen
Bitte nehmt die erste Nummer|Rufen Sie bitte die erste Nummer an"""
)
IN_DOUBT = cases(
    """var det første nummer rigtigt?|er det første nummer rigtigt|hei|tak for hjælpen
det første nummer var ikke rigtigt|det første nummer var forkert|the first number was wrong
the first number was not right|ikke det første nummer|not the first number
brug ikke det første nummer|ring ikke på det første nummer|glem det første nummer
don't call the first number|hvis det første nummer var rigtigt så ring
brug det første nummer hvis jeg ikke svarer|måske var det første nummer rigtigt
I think the first number was right|brug også det første nummer|det første nummer er også fint
Brug det første nummer eller det andet|det første nummer er optaget|det første nummer
det første ordrenummer var rigtigt|det første nummer på fakturaen er rigtigt
the first number on the page is right|det første tal var rigtigt
Kunden siger det første nummer var rigtigt|Ordren har to numre. Det første nummer var rigtigt
the first one was right|det første var rigtigt
det andet nummer var rigtigt|the second number was right|the last number was right
das neue Nummer ist richtig|det nye nummer er rigtigt
Det første nummer var rigtigt. Nej det nye nummer er rigtigt
the first number was right but the second works better
det første nummer 30405060 var rigtigt|det første nummer var rigtigt, 30405060"""
)


@pytest.mark.parametrize("text", PLAIN)
def test_the_number_before_is_right_in_plain_words(text: str) -> None:
    assert says_first_was_right(text, BEFORE, SENDER)


@pytest.mark.parametrize("text", IN_DOUBT)
def test_whatever_may_mean_another_number_changes_nothing(text: str) -> None:
    assert not says_first_was_right(text, BEFORE, SENDER)
