"""Every sentence, in every language, is short enough and lets no link through."""

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from relay.core.reply import Word, read_reply
from relay.core.segments import is_gsm7, segments, septets
from relay.core.words import (
    LONGEST,
    Listed,
    Texts,
    bundle,
    degraded,
    details,
    elsewhere,
    looks_like_link,
    page,
    receipt,
    spoken,
    tame,
)

FOLDER = Path(__file__).parents[2] / "config" / "texts"
BY_LANGUAGE: dict[str, dict[str, str]] = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for path in sorted(FOLDER.glob("*.yaml"))
}
TEXTS = Texts(BY_LANGUAGE, "da")
SENTENCES = [(language, key) for language, texts in BY_LANGUAGE.items() for key in texts]
LISTS = {
    "bundle_page",
    "summary_night",
    "summary_unclosed",
    "summary_uncalled",
    "open_list",
    "status",
    "oncall",
    "details",
    "bundle",
    "split_which",
    "too_late",
}

LONG_WORDS = "Kæmpe fejl på www.lampehuset.dk/kasse – ring til support@shoporama.dk! [€] " * 20
LONGEST_VALUES: dict[str, object] = {
    "number": 99999,
    "shop": "https://www.den-meget-lange-lampehandel-i-middelfart.dk/kasse?a=1",
    "name": "Bartholomæus Christoffersen-Vestergaard til Sønderskov",
    "who": "Bartholomæus Christoffersen-Vestergaard til Sønderskov",
    "callback": "+491234567890123",
    "code": 9999,
    "count": 20000,
    "more": ", og 9999 til (svar status)",
    "time": "23.59",
    "until": "28/11 09.00",
    "rotation": "a-rotation-with-a-long-name-to-it",
    "minutes": 99999,
    "reminder": 9999,
    "shops": 9999,
    "extent": ", driftsfeil i 9999 butikker",
    "recipients": 9999,
    "other": 99999,
    "latest": "99999 https://www.den-meget-lange-lampehandel-i-middelfart.dk/kasse?a=1",
    "company": "Shoporama Danmark Holding ApS",
    "support": "webshop-support-afdelingen@support.shoporama.dk",
    "words": LONG_WORDS,
    "problem": LONG_WORDS,
    "list": ", ".join(["9999 = 99999 lampehuset.dk"] * 100),
    "paged": ", ".join(["Bartholomæus Christoffersen 23.59"] * 10),
    "state": "taget af Bartholomæus Christoffersen-Vestergaard",
    "lead": "Forsinket besked. ALLE, ingen har den efter 99999 min:",
    "answer": "Antwort 9999 = ich übernehme",
    "call": "Ring til Bartholomæus Christoffersen +491234567890123. OBS: dyrt nummer.",
    "hotline": "+491234567890123",
    "place": ", den-meget-lange-lampehandel-i-middelfart.dk",
    "ask": "Svar her med dit navn, din webshop og et nummer, vi kan ringe til.",
    "missing": "dit navn, din webshop, hvad der er galt og et nummer, vi kan ringe til",
}
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


def cases(table: str) -> list[str]:
    return [case for line in table.split("\n") for case in line.split("|")]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def said(language: str, key: str) -> str:
    return TEXTS.say(language, key, **LONGEST_VALUES)


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


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_a_list_of_outages_is_short_too(language: str) -> None:
    items = [Listed(900 + n, 1000 + n, "den-meget-lange-lampehandel.dk", 1000) for n in range(9)]

    text = bundle(TEXTS, language, items)

    assert segments(text) <= 2
    assert "(1000 " in text


KNOWN = {key: LONGEST_VALUES[key] for key in ("number", "time", "callback", "state", "extent")} | {
    "paged": "Lars 02.41"
}


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
    ("language", "answer"),
    [("da", "Svar"), ("en", "Reply"), ("nb", "Svar"), ("sv", "Reply"), ("other", "Reply")],
)
def test_language_without_a_file_is_answered_in_another(language: str, answer: str) -> None:
    two = Texts({name: BY_LANGUAGE[name] for name in ("da", "en")}, "da")

    assert two.say(language, "unclear", number=1017, code=73).count(f"{answer} 73") == 1


def test_default_answers_where_there_is_no_english() -> None:
    texts = Texts({"da": BY_LANGUAGE["da"]}, "da")

    assert texts.say("de", "status_none") == "Ingen åbne sager."


def test_sentence_with_a_value_missing_is_refused() -> None:
    with pytest.raises(KeyError):
        TEXTS.say("da", "noted")


PAGE = {
    "number": 1017,
    "shop": "lampehuset.dk",
    "problem": "checkouten giver fejl 500 siden 02.40",
    "name": "Mette",
    "callback": "+4520304050",
    "code": 73,
}
PLAIN = (
    "1017 lampehuset dk: checkouten giver fejl 500 siden 02.40. "
    "Ring til Mette +4520304050. Svar 73 = jeg tager den"
)
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
        extent=TEXTS.say(language, "extent", shops=9999),
    )

    for one in (text, elsewhere(TEXTS, language, text, "+4529701595", code=9999)):
        assert is_gsm7(one)
        assert segments(one) <= 2
        assert not looks_like_link(one)
        assert "99999 " in one
        assert "+491234567890123" in one
        assert " 9999 = " in one


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
        # What answers the echo of a text to many is told apart: yes or no.
        if key.startswith(("all_", "voice_", "matter_")):
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
