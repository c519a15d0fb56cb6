"""What a page says: two segments at most, its code, and what can be done."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relay.core.segments import is_gsm7, segments, septets
from relay.core.words import (
    degraded,
    elsewhere,
    looks_like_link,
    page,
)
from tests.core.sentences import BY_LANGUAGE, LONG_WORDS, PAGE, PLAIN, TEXTS

PAGES = [
    ({}, PLAIN),
    ({"reminder": 2, "minutes": 8}, f"Påmindelse 2, 8 min: {PLAIN}"),
    ({"everyone": True, "minutes": 0}, f"ALLE, ingen har den: {PLAIN}"),
    ({"everyone": True, "minutes": 14}, f"ALLE, ingen har den efter 14 min: {PLAIN}"),
    (
        {"everyone": True, "reminder": 3, "minutes": 14},
        f"ALLE, ingen har den efter 14 min: {PLAIN}",
    ),
    ({"late": True}, f"Forsinket besked. {PLAIN}"),
    ({"reopened": True}, f"Åbnet igen. {PLAIN}"),
    (
        {"extent": ", udfald med 4 butikker"},
        PLAIN.replace(" dk:", " dk, udfald med 4 butikker:").replace(
            "Svar", "73 skil tager en butik ud, 73 alle skriver til alle. Svar"
        ),
    ),
    (
        {"extent": ", udfald med 4 butikker", "reminder": 2, "minutes": 8},
        f"Påmindelse 2, 8 min: {PLAIN}".replace(" dk:", " dk, udfald med 4 butikker:"),
    ),
    ({"expensive": True}, PLAIN.replace("050.", "050. OBS: dyrt nummer.")),
    ({"name": None}, PLAIN.replace("Ring til Mette", "Ring")),
    ({"name": "😀"}, PLAIN.replace("Ring til Mette", "Ring")),
    ({"shop": None}, PLAIN.replace("lampehuset dk", "ukendt butik")),
    (
        {"callback": None},
        PLAIN.replace("Ring til Mette +4520304050.", "Intet nummer at ringe til."),
    ),
    (
        {"problem": "Alt er nede!"},
        PLAIN.replace("checkouten giver fejl 500 siden 02.40.", "Alt er nede!"),
    ),
    (
        {"problem": "😀"},
        PLAIN.replace("checkouten giver fejl 500 siden 02.40.", "ingen læsbar tekst."),
    ),
    ({"attached": True}, PLAIN.replace("02.40.", "02.40 (med billede eller fil).")),
    (
        {"attached": True, "problem": ""},
        PLAIN.replace(
            "checkouten giver fejl 500 siden 02.40.", "kun billede eller fil, uden tekst."
        ),
    ),
    (
        {"attached": True, "problem": "😀"},
        PLAIN.replace(
            "checkouten giver fejl 500 siden 02.40.",
            "ingen læsbar tekst (med billede eller fil).",
        ),
    ),
]


@pytest.mark.parametrize(("more", "text"), PAGES)
def test_page_says_what_to_do(more: dict[str, object], text: str) -> None:
    assert page(TEXTS, "da", **(PAGE | more)) == text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "ingen læsbar tekst."),
        ("en", "no readable text."),
        ("sv", "ingen läsbar text."),
        ("nb", "ingen lesbar tekst."),
        ("de", "kein lesbarer Text."),
    ],
)
def test_symbols_alone_are_no_readable_text(language: str, said: str) -> None:
    text = page(TEXTS, language, **(PAGE | {"problem": "😀🔥"}))

    assert said in text
    assert is_gsm7(text)
    assert segments(text) <= 2


def test_long_words_are_cut_and_the_rest_of_the_page_stays() -> None:
    text = page(TEXTS, "da", **(PAGE | {"problem": LONG_WORDS}))

    assert segments(text) == 2
    assert septets(text) > 290
    assert text.endswith("... Ring til Mette +4520304050. Svar 73 = jeg tager den")


@given(
    st.sampled_from(sorted(BY_LANGUAGE)),
    st.text(),
    st.text(max_size=400),
    st.none() | st.text(),
    st.booleans(),
    st.sampled_from([0, 9999]),
)
@example("da", "x" * 99, "€" * 999, "x" * 99, True, 9999)
@example("en", "x" * 99, "{}[]" * 99, "€" * 99, True, 9999)
@example("de", "x" * 99, "x" * 999, "x" * 99, True, 0)
@example("de", "x" * 99, "x" * 999, "", False, 0)
@example("de", "0" * 19, "0", None, True, 0)
def test_any_page_has_two_segments_at_most_and_its_code(
    language: str, shop: str, problem: str, name: str | None, flag: bool, reminder: int
) -> None:
    text = page(
        TEXTS,
        language,
        number=99999,
        shop=shop,
        problem=problem,
        name=name,
        callback="+491234567890123",
        code=9999,
        reminder=reminder,
        minutes=99999,
        everyone=flag,
        expensive=flag,
        late=True,
        reopened=True,
        let_go_by="y" * 99,
        extent=TEXTS.say(language, "extent", shops=9999),
        attached=flag,
    )

    for one in (text, elsewhere(TEXTS, language, text, "+4529701595", code=9999)):
        assert is_gsm7(one)
        assert segments(one) <= 2
        assert not looks_like_link(one)
        assert "99999 " in one
        assert "+491234567890123" in one
        assert " 9999 = " in one


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_long_words_of_a_page_give_way_to_what_came_with_them(language: str) -> None:
    mark = BY_LANGUAGE[language]["with_attached"]

    text = page(TEXTS, language, **(PAGE | {"problem": LONG_WORDS, "attached": True}))

    assert f"... {mark}. " in text
    assert segments(text) == 2
    assert septets(text) > 290


def test_where_there_is_no_room_the_mark_of_what_came_with_it_gives_way() -> None:
    crowded = {"late": True, "reopened": True, "everyone": True, "minutes": 99999, "name": "x" * 30}
    long = {"extent": ", Ausfall in 99 Shops", "problem": "x " * 200, "shop": "y" * 40}

    text = page(TEXTS, "de", **(PAGE | crowded | long | {"attached": True}))

    assert BY_LANGUAGE["de"]["with_attached"] not in text
    assert text.count("x ") >= 30


def test_a_page_by_another_way_names_the_number_to_answer_to() -> None:
    text = elsewhere(TEXTS, "da", page(TEXTS, "da", **PAGE), "+4529701595")

    assert text == f"{PLAIN}. Svar til +4529701595"


def test_a_page_that_cannot_be_answered_says_where_to_take_it_and_bears_no_code() -> None:
    text = elsewhere(TEXTS, "da", page(TEXTS, "da", **PAGE), None, code=PAGE["code"])

    assert text.endswith("SMS-svar virker ikke. Log ind og tag den")
    assert f"Svar {PAGE['code']}" not in text


OUTAGE = PAGE | {"extent": ", udfald med 4 butikker"}
HINT = "73 skil tager en butik ud, 73 alle skriver til alle."


def test_long_words_give_way_to_what_can_be_done_about_an_outage() -> None:
    text = page(TEXTS, "da", **(OUTAGE | {"problem": LONG_WORDS}))

    assert segments(text) == 2
    assert text.endswith(f"... Ring til Mette +4520304050. {HINT} Svar 73 = jeg tager den")


def test_where_there_is_no_room_the_hint_gives_way() -> None:
    crowded = {"late": True, "reopened": True, "everyone": True, "minutes": 99999, "name": "x" * 30}
    text = page(TEXTS, "de", **(OUTAGE | crowded | {"problem": "x " * 200, "shop": "y" * 40}))

    assert " 73 split" not in text
    assert text.count("x ") >= 30


def test_a_page_by_another_way_keeps_the_number_to_call_before_the_hint() -> None:
    text = elsewhere(
        TEXTS, "da", page(TEXTS, "da", **(OUTAGE | {"problem": LONG_WORDS})), "+4529701595", code=73
    )

    assert segments(text) == 2
    assert HINT not in text
    assert text.endswith(
        "Ring til Mette +4520304050. Svar 73 = jeg tager den. Svar til +4529701595"
    )


def test_an_outage_that_cannot_be_answered_names_no_word_to_answer_with() -> None:
    text = elsewhere(TEXTS, "da", page(TEXTS, "da", **OUTAGE), None, code=73)

    assert "udfald med 4 butikker" in text
    assert "73" not in text


def test_call_reads_numbers_aloud_slowly() -> None:
    taken = TEXTS.say("da", "voice_taken", number=1017)
    number = TEXTS.say("da", "voice_number", name="Mette", callback="+4520304050")

    assert taken == "Tak. Du har nu sag 1 0 1 7."
    assert number == "Ring til Mette. Nummeret er 20 30 40 50. Igen: 20 30 40 50."


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_the_page_without_a_database_has_the_words_and_the_number(language: str) -> None:
    text = degraded(
        TEXTS,
        language,
        shop="lampehuset.dk",
        problem="kassen giver fejl 500",
        name="Jonas",
        callback="+4520304050",
    )

    assert "lampehuset dk: kassen giver fejl 500." in text
    assert "Jonas" in text
    assert "+4520304050" in text


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_the_page_without_a_database_is_short_whatever_was_written(language: str) -> None:
    text = degraded(
        TEXTS,
        language,
        shop=None,
        problem=LONG_WORDS,
        name="Bartholomæus Christoffersen-Vestergaard",
        callback="+491234567890123",
    )

    assert segments(text) == 2
    assert "+491234567890123" in text
    assert not looks_like_link(text)
