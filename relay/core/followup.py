"""A further text of a sender whose incident is open: thanks, good news, a field, or more."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from relay.core.answer import bare_answer
from relay.core.directory import ALIKE, domain_key, folded
from relay.core.marred import is_marred_news, is_marred_thanks
from relay.core.reading.cries.good_news import is_good_news
from relay.core.reading.cries.harmless import harmless, is_content
from relay.core.reading.cries.no_better import is_no_better
from relay.core.reading.cries.unreal import is_pressing, is_unreal
from relay.core.reading.signs import pattern
from relay.core.reading.wording import read_wording, words
from relay.core.report import Report, Urgency
from relay.core.spelling import spelled_freely
from relay.core.thanks import is_only_thanks

_LONGEST_OUTCOME = 12  # words; who writes more tells what is wrong as well
_LONGEST_NEWS = 7  # words that are good news even where they are likened to cries


class FollowUpKind(StrEnum):
    """What a further text is for."""

    THANKS = "thanks"  # and other words that ask for nothing
    WORKS_AGAIN = "works_again"
    FIELD = "field"  # a name, a shop or a number, and nothing else
    STILL_DOWN = "still_down"  # nothing new, but no patience left
    ADDITION = "addition"  # anything else; doubt is an addition


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A further text, with the fields it gives; None where it gives none."""

    kind: FollowUpKind
    name: str | None
    webshop: str | None
    callback: str | None  # E.164
    put_right: frozenset[str] = frozenset()  # of name, webshop and callback, what was wrong
    unsure: frozenset[str] = frozenset()  # of the fields above, what a later answer replaces


_STILL = r"""
    (?:stadig(?:væk)?|still|fortsat|fortsatt|fortfarande|fremdeles|ennå|immer noch|noch immer)
"""
_YET = r"(?:yet|endnu|enda|ännu|noch)"
_DOWN = r"""
    (?:nede|nere|down|offline|død|væk|broken|tot|kaputt|ikke|ikkje|inte|ej|nicht|not|isn'?t|doesn'?t
    |won'?t|nothing|intet|ingenting|inget|nichts|dead|ned|ner|samme|samma|same
    |(?:no|ingen|inget|keine) (?:change|ændring|ändring|endring|änderung|forskel|skillnad))
"""
# Whole texts, in the five languages, in any order: "virker stadig ikke", "still down here".
_STILL_DOWN = pattern(
    spelled_freely(rf"""
        (?!(?s:.*)\?\W*$)
        (?!(?s:.*)\b(?:not|ikke|inte|ikkje|nicht|nothing|intet) (?:nede|nere|down)\b)
        \W*+(?=(?s:.*)\b(?:{_STILL}|{_YET})\b)(?=(?s:.*)\b{_DOWN}\b)(?>(?:{_STILL}|{_YET}|{_DOWN}
        |hallo|hej|hi|hey|hello|nej|nei|nein|nope|nä|no|lige|det|den|shoppen|siden|butikken
        |butiken|sidan|it'?s|it|is|er|är|ist|der shop|the shop|the site|the|site|shop|es|vi|we|are
        |ligger|nu|now|men|but|so|alt|everything|helt|completely|jo|ja|virker|works?|working
        |fungerer|fungerar|funkar|funker|funktioniert|kører|kjører|går|geht|läuft|løst|fixed|igen
        |igjen|again|wieder|oppe|uppe|up|does|her|here|här|hier|over here|(?:hos|for|bei) (?:os
        |oss|us|uns))(?!\w)\W*+)++
    """)
)
_COMPLAINT = pattern(
    rf"""
    \b(?:{_STILL}|igen|again|igjen|wieder)\b
    |^\W*(?:nej|no|nei|nein)\b
"""
)
_COURTESY = r"(?:ok(?:ay|ej)?|oki|tak|tack|takk|thanks?|thank you|danke|please|bitte)"
_YES = pattern(
    rf"""
        \W*(?:{_COURTESY}\W+)*(?:ja|jada|jo|joda|jep|jeps|jepp|japp|jup|jawohl|doch|yes|yep|yeah
        |yup)(?:\W+(?:{_COURTESY}|ja|yes))*\W*
    """
)
# All that stands between a name, a shop and a number in a text that gives those.
_INTRODUCTION = pattern(
    spelled_freely(r"""
        (?:\W|\d|\b(?:hej(?:sa)?|hi|hey|hello|hallo|hei|mvh|vh|kh|med venlig hilsen|hilsen|regards
        |grüße?|gruß|det|dette|das|this|her|here|hier|här|er|is|är|ist|am|i'?m|bin|jeg|jag|ich|i|vi|we|wir
        |navn\w*|namn\w*|name|hedder|heter|heiße?|heißt|called|kaldes|mit|min|mitt|my|meine?
        |vores|vår|vårt|our|unsere?|og|and|och|und|fra|från|from|von|vom|på|at|of|for|för|für|af
        |av|ved|bei|hos|den|der|die|dem|the|shop\w*|web ?shop\w*|butik\w*|webbutik\w*|nettbutikk\w*
        |store|site|laden|onlineshop|tlf|telefon\w*|tel|mobil\w*|phone|nummer\w*|numret|nr|number
        |glemte|forgot|glömde|vergessen)\b)*
    """)
)
# Which number to call, even where none is given: "no, the first number was right".
_NUMBER = pattern(
    r"""
        \b(?:tele(?:fon|phone)?|mobil|mobile|phone)?(?:numm?er\w*|numr(?:e|et|ene)|numbers?)\b
        |\b(?:tlf|tel|nr)\b
    """
)
# "Not after 22": when to call, whatever is wrong.
_AT_TIMES = pattern(
    spelled_freely(r"""
        \b(?:før|efter|etter|after|before|nach|vor|innan|förrän|inden|tidligst|tidigast|earliest
        |frühestens|mellem|mellom|mellan|between|zwischen|until|indtil|frem til)[ ]
        (?:(?:kl|klokken|klockan|um)[. ]{1,2})?[012]?\d(?:[.:][0-5]\d)?(?!\d)
    """)
)
# What stands before a shop's own domain where a part of it is meant ("checkout.lampehuset.dk").
_PART = re.compile(
    r"(?:www|checkout|admin|login|secure|pay|payment|shop|store|butik|webshop|m|mobil|mobile|kasse"
    r"|kassa|da|dk|en|uk|sv|se|nb|no|de|b2b|blog)\.(?=[^.]+\.)"
)


def read_followup(
    text: str, report: Report, asked: Collection[str] = (), first: str = ""
) -> FollowUp:
    """Read a text of a sender who has an open incident. Never raises; takes any Unicode.

    Args:
        text: 0 to 1,600 characters.
        report: what the same text says as a report.
        asked: of name, webshop, problem and callback, what our receipt asked for.
        first: the words of the sender's first text.
    """
    plain = read_wording(text).plain
    given = (report.name, report.webshop, report.callback)
    if is_content(plain):
        return FollowUp(FollowUpKind.THANKS, None, None, None)
    content = _content(plain)
    if content is not None:
        if _is_marred(plain, content) or _is_a_cry(plain, report):
            return FollowUp(FollowUpKind.ADDITION, *given)
        return FollowUp(content, *_less_doubtful(report))
    if _STILL_DOWN.fullmatch(plain.lower()):
        return FollowUp(FollowUpKind.STILL_DOWN, *given)
    if _is_no_news(plain) or _is_as_it_was(plain):
        return FollowUp(FollowUpKind.ADDITION, *given)
    answer = bare_answer(plain, report, asked, first)
    if answer is not None:
        is_given = answer.name is not None or answer.webshop is not None
        kind = FollowUpKind.FIELD if is_given else FollowUpKind.ADDITION
        return FollowUp(kind, answer.name, answer.webshop, None, unsure=answer.unsure)
    is_field = any(given) and not _tells_more(text, report)
    return FollowUp(FollowUpKind.FIELD if is_field else FollowUpKind.ADDITION, *given)


def _less_doubtful(report: Report) -> tuple[str | None, str | None, str | None]:
    """The name, the shop and the number of a text of good news, less what may be its words."""
    name, webshop = (
        None if field in report.unsure else getattr(report, field) for field in ("name", "webshop")
    )
    return name, webshop, report.callback


def complains(text: str) -> bool:
    """Whether a text says that what was closed is not over; "it works again" does not."""
    plain = read_wording(text).plain
    content = FollowUpKind.THANKS if is_content(plain) else _content(plain)
    if content is not None:
        return _is_marred(plain, content)
    if _is_no_news(plain) or _is_as_it_was(plain):
        return True
    small = plain.lower()
    return bool(_COMPLAINT.search(small) or _STILL_DOWN.fullmatch(small))


def _content(plain: str) -> FollowUpKind | None:
    """Whether a text gives thanks or good news, whatever may mar them."""
    is_news = is_good_news(plain) and not is_unreal(plain.lower())
    reason = "works again" if is_news else harmless(plain)
    if reason not in ("works again", "thanks"):
        return None
    return FollowUpKind(reason.replace(" ", "_"))


def _is_no_news(plain: str) -> bool:
    """Whether a text only wishes or scoffs at what is well, or says that it cannot wait."""
    small = plain.lower()
    return is_unreal(small) or is_pressing(small)


def _is_as_it_was(plain: str) -> bool:
    """Whether a short text says that nothing is better; a number may well be the same."""
    small = plain.lower()
    is_short = len(words(plain)) <= _LONGEST_OUTCOME
    return is_short and not _NUMBER.search(small) and is_no_better(small)


def _is_marred(plain: str, content: FollowUpKind) -> bool:
    """Whether thanks or good news say also that it is not over."""
    if content is FollowUpKind.WORKS_AGAIN:
        return is_marred_news(plain)
    return is_marred_thanks(plain) or is_marred_news(plain) or not is_only_thanks(plain)


def _is_a_cry(plain: str, report: Report) -> bool:
    """Whether thanks or good news are an emergency besides: "back online with old prices"."""
    is_brief = len(words(plain)) <= _LONGEST_NEWS
    return report.urgency is Urgency.CRITICAL and not is_brief and not is_good_news(plain)


def speaks_of_number(text: str) -> bool:
    """Whether a text says something of a number, whatever it is."""
    return _NUMBER.search(read_wording(text).plain.lower()) is not None


def says_yes(text: str) -> bool:
    """Whether a text says yes and nothing else; what that means lies in what was asked."""
    return _YES.fullmatch(read_wording(text).plain.lower()) is not None


def is_another_shop(webshop: str | None, known: str | None) -> bool:
    """Whether a text names a shop that is not the incident's, however both are spelled."""
    if not webshop or not known:
        return False
    one, other = _PART.sub("", webshop.lower()), _PART.sub("", known.lower())
    if "." in one and "." in other:  # two domains are two shops
        one, other = domain_key(one), domain_key(other)
        return (
            one != other and not f".{one}".endswith(f".{other}") and not other.endswith(f".{one}")
        )
    return fuzz.ratio(folded(one), folded(other)) < ALIKE


def _tells_more(text: str, report: Report) -> bool:
    """Whether a text says more than who writes, for which shop and where to call.

    What is an emergency says it in its problem; anything else may say it anywhere.
    """
    told = report.places.get("problem")
    rest = list(text)
    for field in ("name", "webshop", "callback"):
        at = report.places.get(field)
        if at is not None:
            rest[at.start : at.end] = " " * (at.end - at.start)
    unread = "".join(rest)
    if report.urgency is Urgency.CRITICAL:
        if told is None:
            return _AT_TIMES.search(unread.lower()) is not None
        unread = unread[told.start : told.end]
    return _INTRODUCTION.fullmatch(unread.lower()) is None
