"""Thanks that say that nothing is better, and thanks that ask for nothing."""

import pytest

from relay.core.followup import FollowUpKind, complains, read_followup
from relay.core.reading.cries.no_better import is_no_better
from relay.core.report import Urgency, read_report
from tests.core.sentences import cases

SENDER = "+4520123456"
# As a first text too nobody took it for a cry.
UNHEARD = cases(
    """Thank you. No improvement.|thanks for trying, no change here|thanks, worse now
Tak. Værre nu|tak, uændret|danke, schlimmer|takk, uendret|Thanks, no effect|thanks, unchanged
thanks, no better|thanks, same|tak, værre|tack, oförändrat|tack, likadant|tack, värre|takk, verre
danke, unverändert|danke, das Gleiche|danke, 500er|tak, lige slemt|tak for hjælpen, samme billede
tak, det er kun blevet værre|tack, blev värre|takk, det ble verre|takk, like ille
danke, wie vorher|danke, jetzt schlimmer|danke, genauso|danke, alles beim Alten
thanks, gotten worse|thx, no luck|Thanks, no joy|thanks, no dice|cheers, identical
cheers, zero change|thanks, deteriorating|tak, ligeså galt|tak for hjælpen, lige galt
tak, uforandret|tak, forværret|tack, ännu sämre|takk, uforandra|danke, nix
tak, uændert|thanks, wrose|thanks no diffrence"""
)
DOUBTED = cases(
    """Thanks, no difference|Thanks. No change here.|tak, ligesom før|tak, præcis som før
tak, samme som før|tak, det samme|Tak. Nul forskel|tak, er blevet værre|tak, samme sang
tack, samma sak|tack, det är sämre nu|tack, precis som innan|takk, samme greia|takk, som før
danke, gleich wie vorher|danke, Besserung gleich null|danke, hilft nix|thanks, same thing
thanks, same as before|thanks, as before|thanks, as bad as ever|thanks, it's worse
tak, effekten er nul|thanks, spinning wheel"""
)
# Taken for an addition before, but for no cry, or no complaint of what was closed.
NO_COMPLAINT = cases(
    """danke, keine Besserung|danke, keine Änderung|danke, kein Unterschied|danke, selber Fehler
danke, ohne Wirkung|tack, inget bättre|danke, nutzt nichts|danke, keine Veränderung
tak men ingen forskel|Tak for forsøget, ingen bedring|takk for forsøket, ingen effekt
Mange tak, men det er blevet værre|tack, ingen förbättring|thanks but it got worse"""
)
# Nobody knows what these words mean; it may be the fault.
UNKNOWN_WORDS = cases(
    """Danke, Stillstand|Tak. Stilstand|thanks, beachball|tak, sanduret igen og igen|tack, glassklot
takk, sjakkmatt|cheers, molasses here|No confirmation emails going out. cheers, Niamh"""
)
CONTENT = cases(
    """Tak, det hjalp, I er guld værd|tak skal I have|Tak Kirsten!|Tak Zanele
Tak. Mvh Ole Hald, Lampehuset|Thanks, no worries|thanks, see you Monday|Tak, i lige måde
Tack detsamma till er|Thanks all the same|Thanks, same to you|Danke gleichfalls
Thanks, could have been worse|tak for alt|Takk for hjelpen|Tusen takk skal dere ha
tack så jättemycket|tack, då vet jag|tak, så ved jeg besked|tak for svar, jeg venter til i morgen
Tak for snakken, vi tales ved|Danke, bis Montag|Danke, schönen Abend noch|Danke, alles klar
Danke dir, lieben Gruß Anke|thank you kindly, Margaret|thanks a lot mate|nei takk|no thanks
thanks, much appreciated, Beth|Tak og god weekend til jer|tack, ha en bra kväll|super, danke
Ok tak, modtaget|tak for opkaldet|thanks for calling me back so quickly|Tak, jeg prøver
Tak for god service, Pia|Tak! 😊|tak for hjælpen drenge|Danke, das war's|Tack, det var allt
Tusind tak for den hurtige hjælp i aften. Bedste hilsner Marianne, Garnhimlen
Thanks, it was our own router|Thanks, no further questions|Tak for hjælpen. Wolfgrim
cheers for last night|Thanks ever so much, orders are trickling in again. Maureen"""
)


def kind_of(text: str) -> FollowUpKind:
    return read_followup(text, read_report(text, SENDER, "DK")).kind


@pytest.mark.parametrize("text", [*UNHEARD, *DOUBTED, *UNKNOWN_WORDS])
def test_thanks_for_what_changed_nothing_are_none(text: str) -> None:
    assert kind_of(text) is FollowUpKind.ADDITION


@pytest.mark.parametrize("text", [*UNHEARD, *DOUBTED, *UNKNOWN_WORDS, *NO_COMPLAINT])
def test_thanks_for_what_changed_nothing_complain(text: str) -> None:
    assert complains(text)


@pytest.mark.parametrize("text", [*UNHEARD, *DOUBTED, *NO_COMPLAINT])
def test_thanks_for_what_changed_nothing_are_a_cry(text: str) -> None:
    assert read_report(text, SENDER, "DK").urgency is Urgency.CRITICAL


@pytest.mark.parametrize("text", CONTENT)
def test_thanks_that_ask_for_nothing_are_thanks(text: str) -> None:
    assert kind_of(text) is FollowUpKind.THANKS
    assert not complains(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, no change needed. Bo",
        "Danke, kein Unterschied für uns",
        "thanks all the same",
        "tak, det er ikke blevet værre",
        "Tak for den hurtige hjælp, bedre kan det ikke blive",
        "thanks, it does not get any better than this service",
        "Det virkede med det samme, tak!",
    ],
)
def test_praise_that_speaks_of_better_and_worse_is_told_apart(text: str) -> None:
    assert not is_no_better(text.lower())
