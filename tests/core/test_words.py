"""Every sentence, in every language, is short enough and lets no link through."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relay.core.reply import Word, read_reply
from relay.core.segments import is_gsm7, segments, septets
from relay.core.words import (
    LONGEST,
    Listed,
    Texts,
    bundle,
    details,
    looks_like_link,
    receipt,
    spoken,
    tame,
    told,
)
from tests.core.sentences import (
    BY_LANGUAGE,
    KNOWN,
    LISTS,
    LONG_WORDS,
    LONGEST_VALUES,
    SENTENCES,
    TEXTS,
    cases,
    places,
    said,
)

TAMED = [
    ("lampehuset.dk", "lampehuset dk"),
    ("https://x.dk/kasse?a=1", "x dk/kasse?a=1"),
    ("support@shoporama.dk", "support snabel-a shoporama dk"),
    ("mailto:a@b.dk", "a snabel-a b dk"),
    ("siden 02.40, kl. 03.12, 1.000 kr.", "siden 02.40, kl. 03.12, 1.000 kr."),
    ("Kl.08.30 mandag.", "Kl.08.30 mandag."),
    ("rødgrød.dk", "rødgrød dk"),
    ("xn--rdgrd-vuad.dk", "xn--rdgrd-vuad dk"),
    ("HTTPS://WWW.LAMPEHUSET.DK", "LAMPEHUSET DK"),
    ("http:/x.dk https:x.dk hxxps://x.dk", "x dk x dk x dk"),
    ("(https://x.dk)", "(x dk)"),
    ("//x.dk", "x dk"),
    ("lampe\u200bhuset.\u200bdk", "lampehuset dk"),
    ("x\u2024dk x。dk ｘ．ｄｋ", "x dk x dk x dk"),
    ("shop.co.uk:8080", "shop co uk:8080"),
    ("192.168.1.10", "192 168 1 10"),
    ("fejl 500...og 404", "fejl 500... og 404"),
    ("linje 1\r\nlinje\t2", "linje 1 linje 2"),
    ("“nede” – nu… 😀", '"nede" - nu...'),
    ("{number} {0}", "{number} {0}"),
    ("", ""),
]
LINKS = """lampehuset.dk|https://x|http:x.dk|www.x|a@b|A@B.DK|se butik.shop nu|rødgrød.dk|x。dk
lampe\u200bhuset.dk|1.2.3.4|(x.co.uk)|ftp://x|x.dk.|ＸＸ．ＤＫ"""
NO_LINKS = (
    """02.40|kl. 03.12|1.000 kr.|x dk/kasse?a=1|fejl. Ring|support snabel-a x dk|@ 10|f.eks."""
)
ACTED_ON_BY_THE_CARRIER = re.compile(
    r"\b(stop|stopall|start|unstop|yes|help|info|cancel|end|quit|unsubscribe|revoke|optout)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("text", "tamed"), TAMED)
def test_links_are_written_apart(text: str, tamed: str) -> None:
    assert tame(text) == tamed


def test_mail_address_is_spelled_in_the_language() -> None:
    assert (
        TEXTS.say("en", "followup", number=1017, words="a@b.dk")
        == "1017, the shop writes: a at b dk"
    )


@pytest.mark.parametrize("text", cases(LINKS))
def test_link_is_recognized(text: str) -> None:
    assert looks_like_link(text)


@pytest.mark.parametrize("text", cases(NO_LINKS))
def test_ordinary_words_are_no_link(text: str) -> None:
    assert not looks_like_link(text)


PIECES = st.sampled_from(
    [*cases("http|https|ftp|:|/|//|://|www|.|..|@|dk|x|COM|1|(|?|é|ё|-|_|…|。|．|mailto:| "), "\n"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join)))
@example("httphttp:/:/x.dk")
@example("fx http://http://www.www.a.dk")
@example("0.ß")
def test_no_link_survives_taming(text: str) -> None:
    tamed = tame(text)

    assert is_gsm7(tamed)
    assert "\n" not in tamed
    assert not looks_like_link(tamed)
    assert tame(tamed) == tamed


def test_every_language_has_the_same_sentences_with_the_same_values() -> None:
    shapes = {
        language: {key: places(sentence) for key, sentence in texts.items()}
        for language, texts in BY_LANGUAGE.items()
    }

    assert set(shapes) >= {"da", "en"}
    assert all(shape == shapes["da"] for shape in shapes.values())


@pytest.mark.parametrize(("language", "key"), SENTENCES)
def test_sentence_is_fit_to_be_sent(language: str, key: str) -> None:
    text = said(language, key)

    assert is_gsm7(text)
    assert not looks_like_link(text)
    assert not ACTED_ON_BY_THE_CARRIER.search(BY_LANGUAGE[language][key])
    assert "{" not in text


@pytest.mark.parametrize(("language", "key"), SENTENCES)
def test_sentence_is_short(language: str, key: str) -> None:
    text = said(language, key)

    assert septets(text) <= LONGEST
    assert key in LISTS or segments(text) <= 2


@pytest.mark.parametrize("language", BY_LANGUAGE)
@pytest.mark.parametrize("count", [1, 2, 7, 500])
def test_a_list_of_pages_is_short_and_counts_what_it_leaves_out(language: str, count: int) -> None:
    items = [
        Listed(900 + n % 100, 1000 + n, "den-meget-lange-lampehandel.dk") for n in range(count)
    ]

    text = bundle(TEXTS, language, items)

    assert segments(text) <= 2
    assert text.startswith(str(count))
    named = text.count("den-meget-lange")
    assert named == count or str(count - named) in text.replace(str(count), "", 1)
    assert str(items[0][0]) in text


@pytest.mark.parametrize(
    ("language", "open_one", "open_two"),
    [
        ("da", "1 åben sag: ", "2 åbne sager: "),
        ("en", "1 open incident: ", "2 open incidents: "),
        ("sv", "1 öppet ärende: ", "2 öppna ärenden: "),
        ("nb", "1 åpen sak: ", "2 åpne saker: "),
        ("de", "1 offener Fall: ", "2 offene Fälle: "),
    ],
)
def test_a_list_is_counted_in_the_right_number(language: str, open_one: str, open_two: str) -> None:
    items = [Listed(73, 1017, "lampehuset.dk"), Listed(74, 1018, "hundeshop.dk")]

    for can_answer in (True, False):
        assert bundle(TEXTS, language, items[:1], can_answer=can_answer).startswith(open_one)
        assert bundle(TEXTS, language, items, can_answer=can_answer).startswith(open_two)


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_a_list_of_outages_is_short_too(language: str) -> None:
    items = [Listed(900 + n, 1000 + n, "den-meget-lange-lampehandel.dk", 1000) for n in range(9)]

    text = bundle(TEXTS, language, items)

    assert segments(text) <= 2
    assert "(1000 " in text


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_details_hold_the_whole_text(language: str) -> None:
    said = "Kassen fejler. " * 90 + "Ring 20304050"

    text = details(TEXTS, language, said=said, later=["Nu også admin", "😀"], **KNOWN)

    assert said in text
    assert text.endswith(": Nu også admin")


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_details_that_are_cut_say_where_the_rest_is(language: str) -> None:
    rest = BY_LANGUAGE[language]["details_rest"]
    later = [f"tekst {n} om den samme kasse" for n in range(30)]

    long_first = details(TEXTS, language, said="Kassen fejler igen. " * 80, later=[], **KNOWN)
    long_after = details(TEXTS, language, said="Kassen", later=later, **KNOWN)

    assert long_first.endswith(f"... {rest}")
    assert LONGEST - 25 <= septets(long_first) <= LONGEST
    assert long_after.endswith(f"... {rest}")
    assert ": tekst 29 om" in long_after
    assert septets(long_after) < 2 * 305


@pytest.mark.parametrize("language", BY_LANGUAGE)
@pytest.mark.parametrize("said", ["", "😀🔥"])
def test_details_without_a_word_say_so(language: str, said: str) -> None:
    text = details(TEXTS, language, said=said, later=[], **KNOWN)

    assert text.endswith(BY_LANGUAGE[language]["page_no_words"])


@pytest.mark.parametrize(
    ("text", "attached", "is_told"),
    [
        ("", False, "ingen læsbar tekst."),
        ("😀", False, "ingen læsbar tekst."),
        (" ", True, "kun billede eller fil, uden tekst."),
        # Something was written, though nobody can read it here.
        ("😀", True, "ingen læsbar tekst (med billede eller fil)"),
        ("Den er nede.", True, "Den er nede (med billede eller fil)"),
        ("Den er nede!", True, "Den er nede! (med billede eller fil)"),
        ("Den er nede...", True, "Den er nede... (med billede eller fil)"),
        (".", True, ". (med billede eller fil)"),
    ],
)
def test_what_came_with_a_text_is_told_with_it(text: str, attached: bool, is_told: str) -> None:
    assert told(TEXTS, "da", text, attached=attached) == is_told


@pytest.mark.parametrize("language", BY_LANGUAGE)
@pytest.mark.parametrize("key", ["followup", "reopened_crew"])
def test_long_words_give_way_to_what_came_with_them(language: str, key: str) -> None:
    words = told(TEXTS, language, LONG_WORDS, attached=True)

    text = TEXTS.say(language, key, number=99999, words=words)

    assert text.endswith(f"... {BY_LANGUAGE[language]['with_attached']}")
    assert segments(text) == 2
    assert septets(text) > 290


@pytest.mark.parametrize(
    ("language", "answer"),
    [("da", "Svar"), ("en", "Reply"), ("nb", "Svar"), ("sv", "Reply"), ("other", "Reply")],
)
def test_language_without_a_file_is_answered_in_another(language: str, answer: str) -> None:
    two = Texts({name: BY_LANGUAGE[name] for name in ("da", "en")}, "da")

    assert f" {answer} 73" in two.say(language, "unclear", number=1017, code=73)


def test_default_answers_where_there_is_no_english() -> None:
    texts = Texts({"da": BY_LANGUAGE["da"]}, "da")

    assert texts.say("de", "status_none") == "Ingen åbne sager."


def test_sentence_with_a_value_missing_is_refused() -> None:
    with pytest.raises(KeyError):
        TEXTS.say("da", "noted")


RECEIPTS = [
    ((), "Vores vagt er kaldt og ringer til dig på +4520304050."),
    (("name",), "+4520304050. Svar her med dit navn."),
    (("name", "webshop"), "+4520304050. Svar her med dit navn og din webshop."),
    (
        ("name", "webshop", "problem"),
        "+4520304050. Svar her med dit navn, din webshop og hvad der er galt.",
    ),
]


@pytest.mark.parametrize(("missing", "end"), RECEIPTS)
def test_receipt_asks_for_what_is_missing_in_one_sentence(
    missing: tuple[str, ...], end: str
) -> None:
    text = receipt(
        TEXTS, "da", number=1017, shop="lampehuset.dk", callback="+4520304050", missing=missing
    )

    assert text.startswith("Vi har modtaget din besked. Sag 1017, lampehuset dk. Vores vagt")
    assert text.endswith(end)


def test_receipt_without_shop_and_number_names_neither() -> None:
    text = receipt(TEXTS, "da", number=1017, shop=None, callback=None, missing=())

    assert text == "Vi har modtaget din besked. Sag 1017. Vores vagt er kaldt."


@given(st.sampled_from(sorted(BY_LANGUAGE)), st.text())
@example("da", "[" * 99)
def test_any_receipt_has_two_segments_at_most(language: str, shop: str) -> None:
    text = receipt(
        TEXTS,
        language,
        number=99999,
        shop=shop,
        callback="+491234567890123",
        missing=("name", "webshop", "problem", "callback"),
    )

    assert is_gsm7(text)
    assert segments(text) <= 2
    assert not looks_like_link(text)


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("1017", "1 0 1 7"),
        ("7 3", "7 3"),
        ("+4520304050", "20 30 40 50"),
        ("+4520300550", "20 30 0 5 50"),
        ("+46701234567", "plus 46 70 12 34 56 7"),
        ("+12025550123", "plus 1 20 25 55 0 1 23"),
        ("+358401234567", "plus 358 40 12 34 56 7"),
    ],
)
def test_numbers_are_read_aloud_slowly(number: str, read: str) -> None:
    assert spoken(number) == read


COMMAND = re.compile(r"(?:\{code\}|\b73) (\w+(?: sag| incident)?)")
# What follows a code and is no command: "reply {code} to send it".
NO_COMMAND = {
    *("hører", "kendes", "er", "for", "belongs", "has", "is", "to", "hör", "är", "att"),
    *("til", "gehört", "ist", "zum"),
}


def commands(language: str) -> dict[Word, set[str]]:
    """The words that our sentences tell people on call to use, by what they do."""
    told: dict[Word, set[str]] = {}
    for key, sentence in BY_LANGUAGE[language].items():
        # What answers the echo of a text to many, or "is this a report?", is told apart: yes or no.
        if key.startswith(("all_", "voice_", "matter_", "report_")):
            continue
        for word in set(COMMAND.findall(sentence)) - NO_COMMAND:
            meant = read_reply(f"73 {word}").word
            assert meant is not None, f"{language}: {key} tells to use {word!r}"
            told.setdefault(meant, set()).add(word)
    return told


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_each_command_is_told_by_one_word_that_is_understood(language: str) -> None:
    told = commands(language)

    assert {word: names for word, names in told.items() if len(names) > 1} == {}
    assert {Word.CALLED, Word.CLOSE, Word.PASS, Word.UNDO, Word.NOTE, Word.PAUSE} <= set(told)


TO_MERCHANTS_FROM, TO_MERCHANTS_TO = "receipt", "outage_news"
FORMAL = re.compile(r"\b(Ihr|Ihre|Ihrem|Ihren|Ihres|Ihnen)\b|\w+en Sie\b")
FAMILIAR = re.compile(r"\b(du|dich|dir|dein\w*|antworte|drücke|schreib)\b", re.IGNORECASE)


def test_german_says_sie_to_merchants_and_du_to_the_crew_also_on_the_phone() -> None:
    keys = list(BY_LANGUAGE["de"])
    merchants = keys[keys.index(TO_MERCHANTS_FROM) : keys.index(TO_MERCHANTS_TO) + 1]

    for key, sentence in BY_LANGUAGE["de"].items():
        is_merchants = key in merchants or key == "voice_hotline"
        assert not (FAMILIAR if is_merchants else FORMAL).search(sentence), key


@pytest.mark.parametrize(
    ("key", "sentence"),
    [(key, said) for key, said in BY_LANGUAGE["de"].items() if "{time}" in said],
)
def test_a_time_of_day_is_no_date_in_german(key: str, sentence: str) -> None:
    assert sentence.count("{time} Uhr") == sentence.count("{time}"), key


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_whom_to_call_reads_well_without_a_name(language: str) -> None:
    values = LONGEST_VALUES | {"name": "", "shop": "lampehuset.dk", "extent": ""}

    text = TEXTS.say(language, "taken_you", **values)

    assert re.search(r"\. (Ring|Call|Anrufen)\b", text)
