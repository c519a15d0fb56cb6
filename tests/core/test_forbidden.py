"""Further texts that take back the number known without another, or give one for later."""

import pytest

from relay.core.correction import puts_number_right
from relay.core.forbidden import asks_for_own, forbids_number, is_later
from relay.core.report import read_report

SENDER = "+46701740600"
KNOWN, NEW = "+4520304050", "+4530405060"
FOR_LATER = [
    "jeg er på 30405060 i morgen",
    "my new number from Monday is 30405060",
    "kan træffes på 30405060 i weekenden",
    "I morgen kan jeg træffes på 30405060",
    "fra på mandag er jeg på 30405060",
    "I'm on 30405060 tomorrow",
    "from tomorrow call me on 30405060 instead",
    "jag nås på 30405060 i morgon",
    "nytt nummer från måndag: 30405060",
    "Jeg treffes på 30405060 i morgen",
    "nytt nummer fra mandag er 30405060",
    "ich bin morgen unter 30405060 erreichbar",
    "ab Montag neue Nummer 30405060",
    "am Wochenende bin ich unter 30405060 erreichbar",
    "ring hellere på 30405060 efter kl 8",
    "better call 30405060 from 8 tomorrow",
    "nyt nummer fra i morgen 30405060",
    "i helgen nås jag på 30405060",
    "jeg er på 30405060 næste uge",
    "you can reach me on 30405060 over the weekend",
    "hellere 30405060 i morgen",
    "Ring ikke til mig i nat, ring til Ole på 30405060 i morgen",
    "Ole tager over i morgen, ring til ham på 30405060",
    "Ole tager over i aften. Ring ham på 30405060",
    "Ole takes over tomorrow, call him on 30405060",
    "Ole is taking over tonight. Call him on 30405060",
    "Ola tar över i morgon, ring honom på 30405060",
    "Ola tar över ikväll. Ring honom på 30405060",
    "Ole übernimmt morgen, ruft ihn unter 30405060 an",
    "Ole übernimmt heute Abend. Ruft ihn unter 30405060 an",
    "Ola tar over i morgen. Ring ham på 30405060",
    "Ole takes over later. Call him on 30405060",
    "Ole tager over senere. Ring til ham på 30405060",
    "Ole übernimmt später. Ruft ihn unter 30405060 an",
    "Ole tager over om lidt. Ring til ham på 30405060",
    "Ole übernimmt morgen. Ruft ihn unter 30405060 an",
    "Ole takes over on Monday. Call him on 30405060",
    "Ole tager over på mandag. Ring ham på 30405060",
]
FOR_NOW = [
    "jeg er nu på 30405060",
    "ring hellere på 30405060 resten af natten og i morgen",
    "jeg er på 30405060 nu og i morgen",
    "jeg kan træffes på 30405060 indtil i morgen",
    "I'm on 30405060 until tomorrow",
    "I morgen er for sent, ring på 30405060 i stedet",
    "ring på 30405060 i stedet, i morgen er for sent",
    "I'm on 30405060 tonight",
    "nyt nummer 30405060. I morgen har vi lukket",
]
CALL_THE_SENDER = [
    "Ring IKKE på 20304050, ring på det her nummer",
    "20304050 er forkert, brug nummeret jeg skriver fra",
    "Don't call 20304050, call this number",
    "20304050 is wrong, use the number I'm texting from",
    "20304050 is the wrong number, use the one I text from",
    "Ring inte på +4520304050, ring det här numret",
    "+4520304050 är fel, använd numret jag skriver från",
    "Ikke ring +4520304050, ring dette nummeret",
    "+4520304050 er feil, bruk nummeret jeg skriver fra",
    "Nicht +4520304050 anrufen, sondern diese Nummer",
    "+4520304050 ist falsch, nehmt die Nummer von der ich schreibe",
    "ring på det her nummer i stedet",
    "call me on this number instead",
    "forkert nummer, ring på det her nummer",
    "undlad at ringe på 20304050, brug dette nummer",
    "20304050 virker ikke, ring på dette nummer",
    "brug det her arbejdsnummer",
    "brug dette privatnummer",
    "nehmt diese Durchwahlnummer",
    "använd det här jobbnumret",
    "use this work number",
    "bruk dette jobbnummeret",
]
FORBIDDEN = [
    "Ring IKKE på 20304050",
    "20304050 er forkert",
    "20304050 er forkert nummer",
    "do not call 20304050",
    "20304050 is the wrong number",
    "Ring inte +4520304050",
    "+4520304050 är fel nummer",
    "ikke ring +4520304050",
    "+4520304050 er feil nummer",
    "nicht +4520304050 anrufen",
    "+4520304050 ist falsch",
    "I har 20304050 stående, det er forkert",
    "jeg skrev et forkert nummer",
    "I gave you the wrong number",
    "20304050 er mit gamle nummer",
    "Ring ikke på 20304050, ring til min kollega",
    "lad være med at ringe på 20304050",
    "20304050 is dead",
    "mit nummer er ikke 20304050",
    "Jeg skrev forkert arbejdsnummer",
    "skrev forkert fastnetnummer",
    "jeg gav dig forkert hjemmenummer",
    "jag skrev fel hemnummer",
    "jag gav fel jobbnummer",
    "I gave you the wrong work number",
    "ich schrieb die falsche Büronummer",
    "jeg skrev feil jobbnummer",
    "I wrote the wrong landline number",
]
NEITHER = [
    "Ring ikke på 20304050 før kl 8",
    "Hvis I ikke kan få fat i mig på 20304050 så vent",
    "I har ikke ringet på 20304050 endnu",
    "hvorfor ringer I ikke på 20304050?",
    "Har I ringet på 20304050?",
    "ring på 20304050",
    "Jeg venter på at I ringer 20304050",
    "forkert nummer på fakturaen 20304050",
    "der står et forkert nummer på siden",
    "Ring IKKE på 20304050, brug 30405060",
    "ring ikke på 20304050 i morgen",
    "kan I ikke ringe på 20304050",
    "I kan også ringe på det her nummer",
    "hvad er nummeret?",
    "ring nu",
    "brug ikke det her nummer til reklame",
    "I har ringet på 20304050 men jeg sov, prøv igen",
    "call me",
    "ordre 30405060 er forkert",
    "det her nummer er også fint",
    "this number shows wrong prices",
    "forkert ordrenummer",
    "jeg skrev et forkert ordrenummer",
    "call this no, not the other",
    "forkert ordrenummer",
    "jeg skrev et forkert ordrenummer",
    "jag skrev fel ordernummer",
    "brug dette ordrenummer",
    "ich schrieb die falsche Bestellnummer",
    "I wrote the wrong order number",
]


@pytest.mark.parametrize("text", FOR_LATER)
def test_a_number_for_a_later_time_does_not_replace_the_one_for_now(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert not puts_number_right(text, report, KNOWN, SENDER, "DK")
    assert report.callback is None or is_later(text, NEW, SENDER, "DK")


@pytest.mark.parametrize("text", FOR_NOW)
def test_a_number_for_now_replaces_it_whatever_holds_later(text: str) -> None:
    report = read_report(text, SENDER, "DK")

    assert puts_number_right(text, report, KNOWN, SENDER, "DK")
    assert not is_later(text, NEW, SENDER, "DK")


@pytest.mark.parametrize("text", CALL_THE_SENDER)
def test_the_senders_own_number_is_asked_for_in_words(text: str) -> None:
    assert asks_for_own(text, SENDER, "DK")


@pytest.mark.parametrize("text", FORBIDDEN)
def test_a_number_is_taken_back_and_none_given(text: str) -> None:
    assert forbids_number(text, KNOWN, SENDER, "DK")
    assert not asks_for_own(text, SENDER, "DK")


@pytest.mark.parametrize("text", NEITHER)
def test_a_number_is_not_taken_back_by_other_words_with_a_not(text: str) -> None:
    assert not forbids_number(text, KNOWN, SENDER, "DK")
    assert not asks_for_own(text, SENDER, "DK")


@pytest.mark.parametrize(
    "text",
    [
        "ring ikke på det her nummer",
        "don't call this number",
        "ring inte det här numret",
        "ring ikke på dette firmanummer",
        "ring inte på detta jobbnummer",
        "don't call this work number",
        "ruft nicht diese Privatnummer an",
        "ikke ring dette jobbnummeret",
    ],
)
def test_the_number_written_from_is_taken_back(text: str) -> None:
    assert forbids_number(text, SENDER, SENDER, "DK")
    assert not asks_for_own(text, SENDER, "DK")
