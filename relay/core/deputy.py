"""Who is to be called in the place of the one who writes: "ring til Ole på …"."""

import re
from collections.abc import Sequence

from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.fields.person import is_name
from relay.core.reading.numbers.callback import DENMARK
from relay.core.reading.signs import pattern
from relay.core.reading.wording import listed
from relay.core.report import read_text

_LONGEST_NAME = 3  # words
# What may stand between a name and its number.
_BETWEEN = frozenset(
    listed(
        """
        på on at under unter auf an tlf tel telefon telefonen phone mobil mobile mobilen handy nr
        nummer i stedet istedet stedet instead of me for mig mej meg mir stället istället för statt
        anrufen ringe an op upp opp på up tager over overtager takes taking tar över übernimmt
        der hun han he she er sie nu now nå jetzt please bitte hans hendes his har has hat
        """
    )
)
_PRONOUNS = frozenset(listed("ham hende honom henne him her ihn"))
_ASKED_OF_THEM = frozenset(listed("ring ringe call ruft til till to an"))  # before those
_OR = frozenset(listed("eller or oder og and och und"))
_BEFORE_WHOM_NOT = frozenset(
    listed("ikke ikkje inte nicht not aldrig aldri never don't dont undtagen except")
)
_IS_ASKED = pattern(
    r"""
        \b(?:ring[ea]?|call|phone|text|ruft?|rufe[nt]?|anrufen|kontakt\w*|contact|reach|brug\w*|use
        |bruk\w*|använd|get (?:a )?hold of|(?:få|tag?) (?:fat|tak|tag) i|skriv
        |sms|nimm|nehmt|fang\w*|tager over|overtager|takes? over|taking over|tar över|tar over
        |übernimmt)\b
    """
)
_CLAUSE_END = re.compile(r"(?<!tlf)(?<!tel)(?<!mob)(?<!nr)[.!?\n]+(?:\s|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Behind the number: "og spørg efter Jonas", of several names none.
_ASKED_FOR = re.compile(
    r"""
        \W{0,3}(?:(?:og|and|och|und)\s)?
        (?:(?:spørg|spør|fråga|ask|fragt?|fragen\ssie)\s(?:efter|etter|for|nach)
        |bed\som|be\som|verlangt?|verlangen\ssie)\s
        (?P<name>[^\W\d_][\w'’-]*+(?:\s(?-i:[A-ZÆØÅÄÖÜ])[\w'’-]*){0,2}+)
        (?!\s(?:eller|or|oder|og|and|och|und)\s)
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Behind the number: "…, det er min mand Peter"; with no such word a name begins with a capital.
_IT_IS = re.compile(
    r"""
        (?:\W{0,2}(?:i\s?stedet|i\s?steden|instead|i\s?stället|stattdessen|nu|now|nå|jetzt|an
        |please|bitte))?\W{0,3}(?:(?:det|that|it|das|this|dette|den|som|who|which|hvor)\s?
        (?:er|is|'s|är|ist)|hos|to)\s
        (?:(?P<whose>(?:min|mit|mitt|my|mein\w*|vores|our|vår|unser\w*)\s[^\W\d_]+,?)\s)?
        (?P<name>[^\W\d_][\w'’-]*+(?:\s(?-i:[A-ZÆØÅÄÖÜ])[\w'’-]*){0,2}+)
        (?!\s(?:eller|or|oder|og|and|och|und)\s)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def named_to_call(text: str, number: str, sender: str, country: str = DENMARK) -> str | None:
    """Whom a text asks to call on a number, by name; None where it names nobody.

    Args:
        text: 0 to 1,600 characters.
        number: that the text gives, E.164.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    reading = read_text(text, sender, country)
    plain = reading.wording.plain
    places = [one for one in reading.numbers if one.e164 == number]
    named = [_named_so_far(_CLAUSE_END.split(plain[: one.start])) for one in places]
    named += [_named_behind(plain[one.end :]) for one in places]
    return next((name for name in named if name), None)


def _named_so_far(clauses: Sequence[str]) -> str | None:
    """The name that the last clause asks to call, or the only one of the clause before "ham"."""
    named = _named_before(clauses[-1])
    words = [found[0].casefold() for found in _WORD.finditer(clauses[-1])]
    is_of_before = _IS_ASKED.search(clauses[-1].lower()) and words and set(words[-3:]) & _PRONOUNS
    if named or not is_of_before or len(clauses) < 2:
        return named
    known = [found[0] for found in _WORD.finditer(clauses[-2])]
    names = [word for word in known if word[0].isupper() and is_given_name(word)]
    return names[0] if len(names) == 1 and _BEFORE_WHOM_NOT.isdisjoint(words) else None


def _named_behind(rest: str) -> str | None:
    asked = _ASKED_FOR.match(rest) or _IT_IS.match(rest)
    if asked is None:
        return None
    words = asked["name"].split()
    if asked.re is _IT_IS and not asked["whose"] and not words[0][0].isupper():
        return None
    return " ".join(words) if _is_person(words, len(words)) else None


def _named_before(clause: str) -> str | None:
    """The name that a clause ends with, but for small words; it asks to call them.

    Of several names none is the one, and neither is one that is not to be called.
    """
    if not _IS_ASKED.search(clause.lower()) or "&" in clause:
        return None
    words, passed = [found[0] for found in _WORD.finditer(clause)], _BETWEEN | _PRONOUNS
    while words and words[-1].casefold() in passed:
        passed = passed | _ASKED_OF_THEM if words.pop().casefold() in _PRONOUNS else passed
    for count in range(_LONGEST_NAME, 0, -1):
        if _is_person(words[-count:], count):
            before = {word.casefold() for word in words[-count - 3 : -count]}
            others = before & _OR and any(map(is_given_name, words[:-count]))
            return None if others or before & _BEFORE_WHOM_NOT else " ".join(words[-count:])
    return None


def _is_person(words: Sequence[str], count: int) -> bool:
    """Whether so many words are a given name and what may follow it, each with a capital."""
    is_whole = len(words) == count and is_given_name(words[0])
    is_written_so = count == 1 or all(word[0].isupper() for word in words)
    return is_whole and is_written_so and (count == 1 or is_name(" ".join(words)))
