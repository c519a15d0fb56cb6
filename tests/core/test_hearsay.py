"""Which texts of somebody on call are asked about, and what is a yes."""

import pytest

from relay.core.hearsay import copied_codes, is_bare_vouching, reads_as_report, vouched
from relay.core.matter import Answer, report, step
from relay.core.reply import read_reply
from relay.core.report import read_report
from tests.core.sentences import BY_LANGUAGE, cases
from tests.core.test_matter import MINUTE, NOW

METTE = "+4520123456"
REPORTS = """lampehuset.dk er nede, Jonas ringede, 20304051|min egen butik er nede
The shop fashion.example is down, Anna called 20304055|checkout virker ikke|alt er nede
Jonas fra lampehuset.dk vil gerne have en faktura, 20304051|ring til Mette 20304050
Butiken är nere, kassan funkar inte|Nettbutikken er nede|Der Shop ist ausgefallen"""
# Doubt alone is critical for a merchant; somebody on call writes much that is for nobody.
NO_REPORTS = """hvaaa|zzz|ok måske|hvad sker der|klar?|arbejder på det|er i bad|har lagt en besked
jeg kan ikke få fat i kunden|stadig i gang|tak|hej|test|HASTER|👍👍|ok tak lars|Lars tager den
hvem tager den|nu virker den|lampehuset.dk virker igen|kan ikke huske koden"""


@pytest.mark.parametrize("text", cases(REPORTS))
def test_trouble_beyond_doubt_a_shop_or_a_number_is_a_report(text: str) -> None:
    assert reads_as_report(read_report(text, METTE))


@pytest.mark.parametrize("text", cases(NO_REPORTS))
def test_what_says_nothing_of_a_shop_is_none(text: str) -> None:
    assert not reads_as_report(read_report(text, METTE))


@pytest.mark.parametrize("language", BY_LANGUAGE)
@pytest.mark.parametrize(
    "key", ["page_answer", "unclear", "noted_untaken", "report_ask", "undone_other"]
)
def test_a_sentence_of_ours_that_is_copied_back_is_known_by_its_code(
    language: str, key: str
) -> None:
    assert 73 in copied_codes(BY_LANGUAGE[language][key].replace("{code}", "73"))


def test_another_number_is_no_code_that_was_copied() -> None:
    assert (
        copied_codes("lampehuset.dk er nede for 18 kunder, svar hurtigt, 20304051") == frozenset()
    )


YES = """81|81 ja|81 ny|81 yes|81 new|81 ok|ja 81|81 ja, kassen virker ikke|81 ny melding|81 neu
81 tager den|81 NY!|81 ja det er en butik"""
NO = """81 nej|81 no|81 nei|81 nein|nej 81|81 ingen sag|81 spam|81 ikke en melding|81 no report
81 ok ikke en melding|81 ok, nej det er ingen melding|81 glem det|81 fejl|81 fortryd|81 mistake
81 det var til Lars|81 never mind, sorry|81 nej det var bare en test|81 nej, jeg skrev forkert
81 not a report|81 kein"""
NEITHER = """81 ?|81 ja?|81 hvad er det|81 hjælp|81 løst|81 nej, den ER nede|81 kan ikke vente
81 ja nej|81 no it is a report|81 note ringer|81 status|81 giv lars"""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *((text, Answer.YES) for text in cases(YES)),
        *((text, Answer.NO) for text in cases(NO)),
        *((text, None) for text in cases(NEITHER)),  # it is asked back, and silence is a yes
    ],
)
def test_an_answer_vouches_for_a_text_or_takes_it_back(text: str, answer: Answer | None) -> None:
    assert vouched(read_reply(text)) is answer


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_what_the_question_asks_for_is_understood(language: str) -> None:
    asked = BY_LANGUAGE[language]["report_ask"].split("{code} ")
    yes, no = (f"81 {part.split()[0].strip('.,')}" for part in asked[1:])

    assert vouched(read_reply(yes)) is Answer.YES
    assert vouched(read_reply(no)) is Answer.NO


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        *((text, True) for text in ("ny", "new", "nej", "ja", "ikke en melding", "ny melding")),
        # Who goes on to tell something answers nothing.
        *(
            (text, False)
            for text in ("ok måske", "ny ordre fejler", "nej, den ER nede", "hvad", "")
        ),
    ],
)
def test_without_a_code_only_a_bare_answer_is_one(text: str, is_it: bool) -> None:
    assert is_bare_vouching(read_reply(text)) is is_it


def test_silence_of_three_minutes_is_an_answer_and_it_is_asked_once() -> None:
    plan = step(report(NOW), 1, NOW + 2.9 * MINUTE)

    assert (plan.ask, plan.is_over, plan.wake_at) == (False, False, NOW + 3 * MINUTE)
    assert step(report(NOW), 1, NOW + 3 * MINUTE).is_over
