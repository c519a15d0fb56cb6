"""Signs are looked for where a word begins as they can, and found as if looked for everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.reading.beginnings import LETTERS, beginnings, beginnings_in, choices, guarded
from relay.core.reading.cries.harmless import HINTS
from relay.core.reading.cries.scope import FLAGS, LEFT_OUT, ROUTINE_SIGNS, SCOPE_SIGNS
from relay.core.reading.fields import labels, person, phrases, problem, prose, walls
from relay.core.reading.fields.phrases import OPENINGS, may_begin
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import CRITICAL_SIGNS, Signs
from relay.core.reading.wording import read_wording
from tests.corpus.parts import DEVELOPMENT, FRESH, texts

ALL_SIGNS = (CRITICAL_SIGNS, ROUTINE_SIGNS, SCOPE_SIGNS, FLAGS, HINTS, LEFT_OUT)
AS_WRITTEN = [read_wording(row["body"]).plain for row in [*texts(DEVELOPMENT), *texts(FRESH)]]
PLAIN = [text.lower() for text in AS_WRITTEN]
WORDS = sorted({word for text in PLAIN for word in re.findall(r"\w+|\W+", text)})
_OF_SIGNS = {
    word
    for signs in ALL_SIGNS
    for sign in signs.by_reason.values()
    for word in re.findall(r"[^\W\d_]+", sign.pattern)
}


def _found_everywhere(text: str, signs: Signs) -> tuple[str, ...]:
    return tuple(reason for reason, sign in signs.by_reason.items() if sign.search(text))


def test_signs_of_texts_are_those_found_by_looking_everywhere() -> None:
    for text in PLAIN[::2]:
        for signs in ALL_SIGNS:
            assert signs.found_in(text) == _found_everywhere(text, signs), text


@given(st.lists(st.sampled_from([*WORDS, *sorted(_OF_SIGNS)]) | st.text(max_size=3), max_size=40))
def test_signs_of_any_words_are_those_found_by_looking_everywhere(words: list[str]) -> None:
    for text in ("".join(words).lower(), " ".join(words).lower()):
        for signs in ALL_SIGNS:
            assert signs.found_in(text) == _found_everywhere(text, signs)


def test_no_sign_is_looked_for_at_every_word() -> None:
    bodies = [sign.pattern for signs in ALL_SIGNS for sign in signs.by_reason.values()]
    at_words = [one for body in bodies for one in choices(body) if one.startswith(r"\b")]

    assert [one for one in at_words if "" in beginnings(one)] == []


@pytest.mark.parametrize(
    ("body", "begun"),
    [
        (r"\b(?:nede|ned|no)\b", {"nede", "ned", "no"}),
        (r"\b(?:a|the) (?:shop|site)", {"a sh", "a si", "the "}),
        (r"i'?m", {"i'm", "im"}),
        (r"da+g|d?o", {"da", "do", "o"}),  # how often is not told
        (r"(?:for )?d\w*", {"for ", "d"}),
        (r"(?:no ){0,2}way", {"no ", "way"}),
        (r"\d+ min|[45]0[0-9]|100", {"0", "00", "000"}),  # figures are all the same
        (r"l[øö]s|[a-c]", {"løs", "lös", ""}),
        (r"(?<!have )(?!x)lost\.", {"lost"}),
        (r"a\.b|^a$|.", {"a.b", "a", ""}),
        (r"a\|b|[|]c|x|y|zz", {"a|b", "|c", "x", "y", "zz"}),
        (r"a(?:b|c(?:d|e)?)?f", {"abf", "acdf", "acef", "acf", "af"}),
    ],
)
def test_beginnings_of_a_pattern_are_known(body: str, begun: set[str]) -> None:
    assert beginnings(body) == begun


@pytest.mark.parametrize(
    ("body", "guard"),
    [
        (r"\bhej\b|\bmvh", r"(?=[hm][ev])(?:\bhej\b|\bmvh)"),
        (r"(?<=\s)(?:hej|i)", r"(?<=\s)(?=[hi])(?:hej|i)"),  # "i" may be followed by anything
        (r"[ (]\d", r"(?=[\ \(][\d])[ (]\d"),
        (r"\w+ hej", r"\w+ hej"),  # it may begin with anything
    ],
)
def test_letters_that_must_come_first_are_looked_for_first(body: str, guard: str) -> None:
    assert guarded(body) == guard


GUARDS = re.compile(
    r"(?P<edges>(?:\\b|\(\?<[=!][^()]*\))*)\(\?[=!](?:\[(?!\^)(?:\\.|[^]\\])+\]){1,2}\)"
)
PHRASES = {
    name: phrase
    for module in (phrases, labels, person, problem, prose, walls)
    for name, phrase in vars(module).items()
    if isinstance(phrase, Pattern) and GUARDS.match(phrase.pattern)
}


def test_there_are_phrases_that_are_guarded() -> None:
    assert len(PHRASES) >= 15


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_are_found_as_if_looked_for_everywhere(name: str) -> None:
    guarded_one = PHRASES[name]
    plain = re.compile(
        GUARDS.sub(r"\g<edges>", guarded_one.pattern, count=1), guarded_one.made.flags
    )
    for text in (*AS_WRITTEN[::10], *PLAIN[5::10]):
        found = [one.span() for one in guarded_one.finditer(text)]
        assert found == [one.span() for one in plain.finditer(text)], text


def test_sign_offs_are_found_as_if_looked_for_everywhere() -> None:
    for text in (*AS_WRITTEN[::5], "Hej! Mvh kh hilsen,tak Kim, lg"):
        for start in (0, len(text) // 2):
            everywhere = phrases.SIGN_OFF.finditer(text, start)
            found = walls.sign_offs(text, start, len(text))
            assert [one.span() for one in found] == [one.span() for one in everywhere], text


def test_clause_is_asked_about_every_phrase_that_it_begins_with() -> None:
    for text in PLAIN[::3]:
        for word in re.finditer(r"(?<!\S)\S+", text):
            begins = {one for one in OPENINGS if one.match(text, word.start())}
            letters = text[word.start() : word.start() + LETTERS]
            assert begins <= set(may_begin(letters)), text[word.start() :]


@pytest.mark.parametrize(
    ("clause", "opening"),
    [
        ("hi", phrases.GREETING),  # shorter than what is looked at
        ("yo, kassen er død", phrases.GREETING),
        ("og kassen er død", phrases.LEAD),
        ("mit navn er kim", phrases.INTRODUCTION),
        ("- kim", phrases.WEAK_INTRODUCTION),
        ("vi hedder lampehuset", phrases.SHOP_INTRODUCTION),
        ("sag 7", phrases.NOISE),
        ("ring nu", phrases.FILLER),
    ],
)
def test_phrase_is_looked_for_behind_its_first_letters(clause: str, opening: Pattern) -> None:
    assert opening in may_begin(clause[:LETTERS])
    assert opening not in may_begin("xyz")


def test_words_of_a_text_begin_with_what_stands_there() -> None:
    assert beginnings_in("ok, 12 øre") == [(0, "ok, "), (4, "00 ø"), (7, "øre")]


def test_bracket_that_does_not_end_is_no_pattern() -> None:
    with pytest.raises(ValueError, match="a bracket does not end"):
        beginnings(r"\b(?:nede")
