"""Whether a text is a shop in trouble, a matter for normal support, or neither.

A wrong alarm costs an engineer a minute; a missed one costs a merchant the night. So a text is
critical unless something in it says otherwise, and nothing in it speaks of a fault for many.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relay.core.reading.cries.good_news import is_good_news, is_wellness_asked
from relay.core.reading.cries.harmless import HINTS, harmless
from relay.core.reading.cries.lapsed import is_lapsed, is_thankless
from relay.core.reading.cries.no_better import is_no_better
from relay.core.reading.cries.out_of_reach import is_out_of_reach
from relay.core.reading.cries.scope import (
    ADDITION,
    ASKING,
    CALL_PLEA,
    CROWD,
    EVERYBODY,
    FLAGS,
    HOW_TO,
    IMPATIENT,
    IN_TROUBLE,
    LEFT_OUT,
    OF_SALES,
    ROUTINE_SIGNS,
    SCOPE_SIGNS,
    TROUBLE,
    WANTED_BACK,
    WANTS_A_PERSON,
)
from relay.core.reading.cries.season import is_of_the_season
from relay.core.reading.cries.unmistakable import (
    faults_told,
    is_back,
    is_form_without_a_problem,
    is_trouble_asked_about,
    is_unhelped,
)
from relay.core.reading.cries.unreal import is_pressing, is_unreal
from relay.core.reading.learnt.likeness import likeness
from relay.core.reading.signs import CRITICAL_SIGNS, Signs, signs_in
from relay.core.reading.wording import words

# Who only asks may speak of customers; who complains of an invoice to customers may not.
_ASKING = frozenset({"how", "wish", "password", "question"})
LONGEST_JUDGED = 1000  # letters; who writes more than that is not asked what it is about
# How likely critical may be for a text to be something else (docs/reading.md: by what is missed).
_UNLIKELY = 0.06
_UNLIKE_GOOD_NEWS = 0.2  # where the rules hear that all is well
_UNLIKE_A_FAULT = 0.025  # where the rules see one
_UNLIKE_A_PLAIN_ONE = 0.01  # where they see one that is hardly said of anything else
_LIKE_A_CRY = 0.97  # a clause in which the rules see a fault, by itself
_LIKE_A_CRY_AMID_TALK = 0.6  # where nothing else is told beside it
_BRIEF = 3  # words that say too little to be likened well: "shop broken"
_LIKE_A_BRIEF_CRY = 0.35
_SOMEWHERE = "i byen"  # for what is told of another place
_OF_TALK = frozenset({"thanks", "thanked for", "seller", "turned", "address", "addressed"})
_RESOLVED = "works again"
_OVER = frozenset({_RESOLVED, "withdrawn", "can_wait"})  # whatever is told beside it
# What may be said not to wait and is no emergency all the same.
_NOT_PRESSING = _OVER | {"opt-out", "spam", "end customer", "wrong number"}
_FEWEST = 3  # words that a text must have to be likened to others
_FEWEST_IN_A_CLAUSE = 2  # "checkouts broken"
_FEWEST_IN_A_CRY = 9  # that it must have to be no cry where there is a fault, distress or a plea
_FEWEST_UNHEARD = 15  # of somebody whom nobody has answered yet
_LONGEST_ADDITION = 23  # words
_LONGEST_OUTCRY = 20  # words, of a shop that is out of reach
_LONGEST_WISH = 10  # for a person to talk to; with more it is a wish for something else
_CRIES = frozenset({"distress", "plea"})
_ONLY_ASKED = frozenset({"question", "how"})
_NO_QUESTION = frozenset({"trouble", "plea"})
_TO_CALL = re.compile(r"\d(?:[ .-]?\d){6}")
_NARROW = ("single", "own_computer")
# What else is asked for, or told of, than that something is wrong.
_WANTED = Signs(
    {
        "addition": ADDITION,
        "back": WANTED_BACK,
        "haste": IMPATIENT,
        "person": WANTS_A_PERSON,
        "sales": OF_SALES,
    }
)
_SENTENCE_END = re.compile(r"[.!?:\n]+(?=\s|$)")
_CLAUSE_END = re.compile(r"[.!?\n]+(?=\s|$)|,\s|\s(?:and|but|men|og|och|und|aber)\s", re.IGNORECASE)
_GRAVE = frozenset({"down", "security", "money"})  # whoever says it of whomever
_PLAIN = _GRAVE | {"nobody", "blank", "lost"}


class Urgency(StrEnum):
    """What is done with a text."""

    CRITICAL = "critical"  # page at once
    ROUTINE = "routine"  # point to normal support
    NOT_AN_INCIDENT = "not_an_incident"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A class and the short reasons for it."""

    urgency: Urgency
    why: tuple[str, ...]


def judge(text: str, problem: str | None) -> Judgement:
    """The class of a text, doubt being critical.

    The rules say what they see; how likely each class is by labelled texts is weighed with it.

    Args:
        text: evened out (`read_wording`).
        problem: the stretch of it that tells what is wrong, if one was found.
    """
    if len(text) > LONGEST_JUDGED:
        return Judgement(Urgency.CRITICAL, (*signs_in(text, CRITICAL_SIGNS), "long"))
    small, count = text.lower(), len(words(text))
    by_rule = judge_by_rule(small, problem)
    if _is_for_us(small, count, by_rule):
        is_critical = by_rule.urgency is Urgency.CRITICAL
        return by_rule if is_critical else Judgement(Urgency.CRITICAL, ("doubt",))
    if is_of_the_season(small) or (by_rule.why == (_RESOLVED,) and is_good_news(small)):
        return by_rule
    is_critical = by_rule.urgency is Urgency.CRITICAL
    plain = _unmistakable(small, by_rule)
    if plain:
        return Judgement(Urgency.CRITICAL, plain)
    is_short = count < _FEWEST_UNHEARD and count < _fewest(small, by_rule)
    is_cry = is_critical and is_short
    like = _likeness(text, small) if count >= _FEWEST and not is_cry else None
    judged = weighed(by_rule, like) if like else by_rule
    if judged.urgency is Urgency.CRITICAL or not _OVER.isdisjoint(by_rule.why):
        return judged
    if is_critical and _holds(text, small, by_rule):
        return by_rule
    return _cry_within(text) or judged


def _likeness(text: str, small: str) -> Mapping[str, float] | None:
    """How likely each class is; "down" and "broken" said of a place or a train count for less."""
    if "elsewhere" not in signs_in(small, LEFT_OUT):
        return likeness(text)
    bare = LEFT_OUT.by_reason["elsewhere"].sub(_SOMEWHERE, small)
    found = filter(None, (likeness(text), likeness(bare)))
    return min(found, key=lambda like: like[Urgency.CRITICAL], default=None)


def _cry_within(text: str) -> Judgement | None:
    """What a clause says that is a cry by itself, drowned by others and not taken back by one."""
    small = text.lower()
    if not signs_in(small, CRITICAL_SIGNS) and "everybody" not in signs_in(small, FLAGS):
        return None
    told = [one for one in _CLAUSE_END.split(text) if len(words(one)) >= _FEWEST_IN_A_CLAUSE]
    cry = None
    for at, one in enumerate(told if len(told) > 1 else ()):
        if cry is None and not _may_tell_of_a_fault(one.lower()):
            continue
        by_rule = judge_by_rule(one.lower(), None)
        if _RESOLVED in by_rule.why:
            cry = None
        elif cry is None and _is_fault(by_rule):
            like = likeness(one)
            least = _LIKE_A_CRY
            if _is_talk(told[:at] + told[at + 1 :]):
                is_brief = len(words(one)) <= _BRIEF
                least = _LIKE_A_BRIEF_CRY if is_brief else _LIKE_A_CRY_AMID_TALK
            cry = by_rule if like and like[Urgency.CRITICAL] >= least else None
    return cry


def _may_tell_of_a_fault(clause: str) -> bool:
    """Whether a clause in small letters has anything that the rules see a fault by."""
    return bool(signs_in(clause, CRITICAL_SIGNS)) or "everybody" in signs_in(clause, FLAGS)


def _is_talk(clauses: Sequence[str]) -> bool:
    """Whether clauses only greet, thank, ask for a call or say who writes: "Hi team, quick one"."""
    said = ", ".join(one.lower() for one in clauses if not CALL_PLEA.search(one.lower()))
    return not (
        "?" in said
        or ASKING.search(said)
        or signs_in(said, ROUTINE_SIGNS)
        or signs_in(said, SCOPE_SIGNS)
        or not _OF_TALK.issuperset(signs_in(said, HINTS))
    )


def _is_for_us(text: str, count: int, by_rule: Judgement) -> bool:
    """Whether a text of so many words only adds to a report, or wants a person or the shop.

    What the rules see besides stands: whoever says that it works again asks for nothing.
    """
    told = signs_in(text, _WANTED)
    may_be_a_person = count <= _LONGEST_WISH and "sales" not in told
    if "addition" in told and count <= _LONGEST_ADDITION and _TO_CALL.search(text):
        topics = {"wrong number", "question", "how"}
    elif (may_be_a_person and "person" in told) or "back" in told:
        topics = {"wish", "question", "how"}
    elif count <= _LONGEST_OUTCRY and is_out_of_reach(text):
        topics = {"wish", "question", "how", *_NARROW}
    else:
        return False
    return by_rule.urgency is Urgency.CRITICAL or topics.issuperset(by_rule.why)


def _unmistakable(text: str, by_rule: Judgement) -> tuple[str, ...]:
    """The reasons of what a text in small letters says so plainly that no likeness outweighs it.

    What the rules see besides stands: good news, what can wait, and mostly other topics.
    """
    is_critical = by_rule.urgency is Urgency.CRITICAL
    if not is_critical and _is_pressing(text, by_rule):
        return ("pressing",)
    if by_rule.urgency is Urgency.NOT_AN_INCIDENT or not _OVER.isdisjoint(by_rule.why):
        return ()
    faults = faults_told(text)
    if faults or is_critical:
        return faults
    if not (_ONLY_ASKED | {"wish"}).issuperset(by_rule.why):
        return ()
    asks = _ONLY_ASKED.issuperset(by_rule.why) and (
        is_trouble_asked_about(text) or is_wellness_asked(text)
    )
    is_doubtful = is_lapsed(text) or is_unreal(text) or _thanks_in_vain(text)
    return ("doubt",) if asks or is_doubtful else ()


def _holds(text: str, small: str, by_rule: Judgement) -> bool:
    """Whether what the rules hold for critical is so, whatever it is like; looked at last."""
    return (
        _is_pressing(small, by_rule)
        or IN_TROUBLE.search(small) is not None
        or is_trouble_asked_about(small)
        or is_wellness_asked(small)
        or is_lapsed(small)
        or is_unreal(small)
        or is_unhelped(small)
        or _thanks_in_vain(small)
        or is_back(small)
        or is_form_without_a_problem(text)
    )


def _is_pressing(text: str, by_rule: Judgement) -> bool:
    return is_pressing(text) and _NOT_PRESSING.isdisjoint(by_rule.why)


def _fewest(text: str, by_rule: Judgement) -> int:
    """Words that a cry must have to be taken for something else; a short one is no more."""
    flags = signs_in(text, FLAGS)
    if "unheard" in flags:
        return _FEWEST_UNHEARD
    is_cry = not _CRIES.isdisjoint(flags) or _is_fault(by_rule)
    is_angry = "haste" in signs_in(text, _WANTED) or is_thankless(text)
    return _FEWEST_IN_A_CRY if is_cry or is_angry or _thanks_in_vain(text) else _FEWEST


def _thanks_in_vain(text: str) -> bool:
    """Whether somebody gives thanks for what changed nothing, or made it worse."""
    return "thanks" in signs_in(text, HINTS) and is_no_better(text)


def weighed(by_rule: Judgement, like: Mapping[str, float]) -> Judgement:
    """The class that is likeliest, but critical wherever that is no more than unlikely.

    Args:
        by_rule: what the rules see, whose signs are weighed in `like` already.
        like: how likely each class is by the words of labelled texts.
    """
    is_critical = by_rule.urgency is Urgency.CRITICAL
    least = _UNLIKE_A_FAULT if _is_fault(by_rule) else _UNLIKELY
    least = _UNLIKE_GOOD_NEWS if _RESOLVED in by_rule.why else least
    least = _UNLIKE_A_PLAIN_ONE if is_critical and not _PLAIN.isdisjoint(by_rule.why) else least
    if like[Urgency.CRITICAL] >= least:
        return by_rule if is_critical else Judgement(Urgency.CRITICAL, ("doubt",))
    likeliest = max((Urgency.ROUTINE, Urgency.NOT_AN_INCIDENT), key=like.__getitem__)
    if likeliest is by_rule.urgency:
        return by_rule
    return Judgement(likeliest, (f"like {likeliest}",))


def _is_fault(by_rule: Judgement) -> bool:
    """Whether the rules see a fault, not only doubt."""
    return by_rule.urgency is Urgency.CRITICAL and by_rule.why != ("doubt",)


def judge_by_rule(text: str, problem: str | None) -> Judgement:
    """The class of a text in small letters by its signs alone."""
    reason = harmless(text)
    if reason:
        return Judgement(Urgency.NOT_AN_INCIDENT, (reason,))
    told = _without(_without(text, SCOPE_SIGNS, "others_fine"), LEFT_OUT, "untrue")
    told = _without(told, LEFT_OUT, "elsewhere")
    scope = signs_in(text, SCOPE_SIGNS)
    topics = _topics(problem or text, text)
    routine = topics + _question(text)
    if not _ONLY_ASKED.issuperset(topics):
        told = _without(told, LEFT_OUT, "thanked then")
    faults = signs_in(told, CRITICAL_SIGNS) + _trouble_for_all(told)
    if "withdrawn" in scope and not signs_in(told, CRITICAL_SIGNS):
        return Judgement(Urgency.ROUTINE, scope)
    if "can_wait" in scope and not faults:
        return Judgement(Urgency.ROUTINE, scope + routine)
    if routine and not faults and (_ASKING.intersection(routine) or not CROWD.search(text)):
        return Judgement(Urgency.ROUTINE, routine + scope)
    if not _GRAVE & {*faults} and _is_narrow(text):
        return Judgement(Urgency.ROUTINE, scope + routine)
    return Judgement(Urgency.CRITICAL, faults or ("doubt",))


def _without(text: str, signs: Signs, reason: str) -> str:
    """A text in small letters without what is a sign of something."""
    return signs.by_reason[reason].sub(" ", text) if reason in signs_in(text, signs) else text


def _trouble_for_all(text: str) -> tuple[str, ...]:
    """The reason of a sentence in which something is amiss for all, whatever it is."""
    if not {"everybody", "trouble"} <= {*signs_in(text, FLAGS)}:
        return ()
    sentences = _SENTENCE_END.split(text)
    amiss = any(
        EVERYBODY.search(told) and TROUBLE.search(told) and not HOW_TO.search(told)
        for told in sentences
    )
    return ("everybody",) if amiss else ()


def _topics(text: str, whole: str) -> tuple[str, ...]:
    """The topics of normal support; one that something is amiss with may be a fault for all."""
    topics = signs_in(text, ROUTINE_SIGNS, whole)
    return tuple(topic for topic in topics if topic != "task" or not TROUBLE.search(text.lower()))


def _question(text: str) -> tuple[str, ...]:
    """The reason of a question about what can be done, in which nothing is amiss."""
    flags = signs_in(text, FLAGS)
    return ("question",) if "asking" in flags and _NO_QUESTION.isdisjoint(flags) else ()


def _is_narrow(text: str) -> bool:
    """Whether one customer, product or computer is concerned, and no fault is told beside it."""
    about_others = _without(_without(text, LEFT_OUT, "not_one"), SCOPE_SIGNS, "others_fine")
    if not {*_NARROW} & {*signs_in(about_others, SCOPE_SIGNS)}:
        return False
    narrow = [SCOPE_SIGNS.by_reason[reason] for reason in _NARROW]
    crowds = about_others
    for told in narrow:
        crowds = told.sub(" ", crowds)
    if EVERYBODY.search(crowds) or CROWD.search(crowds):
        return False
    sentences = _SENTENCE_END.split(about_others)
    beside = [told for told in sentences if not any(sign.search(told) for sign in narrow)]
    return len(beside) < len(sentences) and not any(
        signs_in(told, CRITICAL_SIGNS) for told in beside
    )
