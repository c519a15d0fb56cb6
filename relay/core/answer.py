"""A text of a few words as the answer to what our receipt asked for: a name, or a shop."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from relay.core.language import is_common_word
from relay.core.reading.fields import person
from relay.core.reading.fields.exclaimed import is_said
from relay.core.reading.learnt.concepts import concepts, own_concepts
from relay.core.reading.signs import pattern
from relay.core.reading.wording import in_small, listed
from relay.core.report import Report

MOST_WORDS = 4
# What words are about that are written to a hotline in the night, and no shop or person is called.
_ABOUT_THE_MATTER = frozenset(
    listed(
        """
        ADMIN AGAIN BROKEN CALL CALM CHECKOUT CODE CUSTOMER DEVICE DOUBLE DOWN ERROR GONE HACK HI
        HOW IFQ LATER LOG MAIL MANY NONE NOT NOW OK ORDER PASSWORD PAY RECEIVE SINCE SLOW SORRY
        STILL SUDDEN THANK URGENT WAITED WHAT WHEN WHERE WHO WHY WRONG
        """
    )
)
_CALLED_AFTER = ("CHECKOUT",)  # carts and boxes: what compounds of them are is often a shop
_SMALL = frozenset(listed("og and och und of af av von & + i in på til till zu the den det die"))
# "Det gamle apotek": no sentence begins so.
_WITH_ARTICLE = re.compile(
    r"(?:the (\w{3,})|(?:den|det|de|der|die|das) (\w{2,}[ea]|\w+å)) ([^\W\d_]{3,})"
)
# "Mortensen", "Lindgren", "Sargsyan"; "vinkassen" is "the wine box".
_SURNAME = re.compile(r"(?:[bcdfgklmnprtuv]s?sen|(?<!k)assen|gren|[iy]an|[hm]an)$")
_BOTH = pattern(
    r"""
    (?:(?:mit|min|my|mein|mitt|vores|our) )?(?:navn|namn|name)\w* (?:og|and|och|und|&) (?:(?:web
    |net)?\W?)
    (?:shop|buti[kq]+|butikk|store|laden|site|webshop|webbutik|nettbutikk|webbshop)\w*\W+
    (?:(?:er|is|are|är|ist|sind|hedder|heter|heißt)\W+)?(\w[\w'-]*(?: \w[\w'-]*)?)
    (?:,| og| and| och| und| fra| från| from
    | von) (\w[\w.'&-]*(?: [\w.'&-]+){0,3}?)[\s.!]*
    """
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bare answer gives; nothing when its words are no name and no shop."""

    name: str | None = None
    webshop: str | None = None
    unsure: frozenset[str] = frozenset()  # of name and webshop: a later answer replaces it


def bare_answer(
    plain: str, report: Report, asked: Collection[str], first: str = ""
) -> Answer | None:
    """The name or the shop that a text of a few words is, when it is nothing else.

    None where that is for its report to say.

    Args:
        plain: the text.
        report: what it says as a report.
        asked: of name, webshop, problem and callback, what our receipt asked for.
        first: the words of the report that was asked about.
    """
    both = _BOTH.fullmatch(in_small(plain)) if {"name", "webshop"} <= set(asked) else None
    if both:
        return Answer(plain[slice(*both.span(1))], plain[slice(*both.span(2))])
    bare = plain.strip(" \n.,!'\"")
    words = bare.split()
    if not 0 < len(words) <= MOST_WORDS or not bare.replace(" ", "").isalpha():
        return None
    if asked and _is_foreign(words, first):
        return Answer()
    is_joined = any(word in _SMALL for word in words[1:-1])
    if all(map(_is_word, words)) and not (is_joined or person.is_known_name(bare)):
        return Answer() if asked else None
    said = [word for word in words if _is_word(word)]
    if said and not _is_titled(bare, words, asked):
        return None
    if report.name and report.webshop and not _is_one_name(bare, report):
        return None  # a person of a shop: as it is read
    if person.is_known_name(bare) and not person.is_firm(bare):
        is_whole = person.is_name(bare) or report.name is None
        return Answer(bare if is_whole else report.name)
    if report.name == bare and {"name", "webshop"} <= set(asked) and _is_definite(bare):
        return Answer(webshop=bare, unsure=frozenset({"webshop"}))
    return _in_doubt(bare, words, asked)


def _in_doubt(bare: str, words: Collection[str], asked: Collection[str]) -> Answer | None:
    """The one thing that was asked for, where its look does not tell what it is."""
    if all(map(person.is_never_a_name, words)):
        return Answer()
    if "webshop" in asked and ("name" not in asked or _is_with_article(bare)):
        is_sure = person.is_firm(bare)
        return Answer(webshop=bare, unsure=frozenset() if is_sure else frozenset({"webshop"}))
    if "name" not in asked or "webshop" in asked or any(map(person.is_never_a_name, words)):
        return None
    return Answer(bare, unsure=frozenset({"name"}))


def _is_definite(bare: str) -> bool:
    """Whether an unknown word is "the …", as shops are called: "Garnhyllan"; no surname is."""
    is_like_a_name = person.is_like_given_name(bare) or _SURNAME.search(bare) is not None
    return " " not in bare and not is_like_a_name


def _is_foreign(words: Collection[str], first: str) -> bool:
    """Whether words are in another script than the report before them, or in one without capitals.

    We know no words of such a language, so that nothing tells a sentence from a name.
    """
    scripts = _scripts("".join(words)) - {"LATIN"}
    is_titled = all(word[0].isupper() for word in words)
    return bool(scripts) and not (is_titled and scripts <= _scripts(first))


def _scripts(text: str) -> set[str]:
    """The scripts of the letters of a text, as the names of characters begin."""
    if text.isascii():
        return {"LATIN"}
    letters = {char for char in text if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")}
    names = {unicodedata.name(char, "UNKNOWN") for char in letters}
    return {"LATIN" if "LATIN" in name else name.split(" ", 1)[0] for name in names}


def _is_word(word: str) -> bool:
    """Whether a word is one of the language, or of the matter; names are not."""
    small = word.casefold()
    return is_common_word(word) or is_said(small) or _is_about_the_matter(small)


def _is_about_the_matter(small: str) -> bool:
    """Whether a small word is; "garnkurven" only ends so, as shops are called, "ordrekurven" is."""
    about = concepts(small)
    if about != _CALLED_AFTER or own_concepts(small):
        return not _ABOUT_THE_MATTER.isdisjoint(about)
    heads = (small[:at] for at in range(3, len(small)) if concepts(small[at:]) == about)
    return not _ABOUT_THE_MATTER.isdisjoint(concepts(next(heads).removesuffix("s")))


def _is_titled(bare: str, words: Collection[str], asked: Collection[str]) -> bool:
    """Whether words of the language beside others are a shop's name: "Tøj til Alle"."""
    if "webshop" not in asked:
        return False
    if _is_with_article(bare):
        return True
    is_called = all(word[0].isupper() or word in _SMALL for word in words)
    return bare[0].isupper() and (person.is_firm(bare) or (is_called and person.is_title(bare)))


def _is_with_article(bare: str) -> bool:
    found = _WITH_ARTICLE.fullmatch(in_small(bare))
    return found is not None and not any(_is_word(word) for word in found.groups() if word)


def _is_one_name(bare: str, report: Report) -> bool:
    """Whether what may be a person and a shop is sooner a person's full name."""
    return "webshop" in report.unsure and person.is_name(bare)
