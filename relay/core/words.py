"""Every text we send: short, in the 7-bit alphabet, and free of what carriers filter."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from relay.core.domains import is_domain
from relay.core.phone import calling_code
from relay.core.segments import PLAIN, gsm7, septets, shorten

TWO_SEGMENTS = 305  # septets: 306, less one where a pair would lie across the border
MOST_BUNDLED = 30  # incidents named in one list
BUNDLED_SHOP = 24  # septets of a shop's name in a list
LONGEST = 1600  # septets; the carrier refuses more than 1,600 characters

_LIMITS = {  # septets of a value; the merchant's own words get what remains
    "shop": 40,
    "name": 30,
    "who": 30,
    "callback": 40,  # "+49 … (Achtung: teure Nummer)" is the longest
    "company": 30,
    "support": 60,
    "rotation": 30,
    "latest": 46,
}
_ELASTIC = ("problem", "words")
_LEAST_WORDS = 60  # septets of the merchant's words that are worth more than a hint
_TAIL = 130  # characters at a page's end that hold whom to call and the code
_LONG = frozenset({"details", "too_late"})  # more than two segments, for the merchant's words
_KIN = {"nb": "da"}  # read without effort where their own language has no file
_FALLBACK = "en"

_IN_LINKS = frozenset(":/.@")  # nothing of the following is without one of these
_WORD = f"[{re.escape(''.join(sorted(PLAIN - _IN_LINKS - {' ', chr(10)})))}]+"
_STOP = r"(?:(?<![wW]{3})(?<![wW]{3}\d)\.)?"  # of a sentence: after "www" it is of a link
_TAME = re.compile(f"{_WORD}(?:{_STOP} {_WORD})*{_STOP}")
_SCHEME = r"(?:h[tx]{2}ps?|ftp):(?:[/\\]+|(?=\S))|mailto:|//+|www\d?\."
_LEADING_SCHEME = re.compile(rf"(?<![^\s(\[\"'<])(?:{_SCHEME})+", re.IGNORECASE)
_INNER_SCHEME = re.compile(rf":(?=//)|{_SCHEME}", re.IGNORECASE)
_QUAD = re.compile(r"(?<!\d)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?!\d)")
_NAME = r"(?=[^\W\d_]{2}|ß)"  # which is "ss" in a domain: https://www.rfc-editor.org/rfc/rfc3490
_DOT_IN_NAME = re.compile(rf"(?<!\.)\.{_NAME}")
_DOTS_BEFORE_NAME = re.compile(rf"(\.{{2,}}){_NAME}")
_AT_IN_ADDRESS = re.compile(r"(?<=[^\s@])@(?=[^\s@])")
_LINK = re.compile(r"\w://|https?:\S|\bwww\.\S|[\w.+-]@\w|\b\d+\.\d+\.\d+\.\d+\b", re.IGNORECASE)
_LAST_STOP = re.compile(r"(?<=[^.])\.$")
_DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Texts:
    """Our sentences, by language and key."""

    by_language: Mapping[str, Mapping[str, str]]
    default: str

    def say(self, language: str, key: str, **values: object) -> str:
        """A sentence with its values, tamed; at most 1,600 septets.

        The merchant's own words are cut so that two segments suffice.

        Raises:
            KeyError: when the language lacks the sentence, or it has a value that was not given.
        """
        sentences = self.by_language[self.language_for(language)]
        template, at = sentences[key], sentences["at"]
        is_spoken = key.startswith("voice_")
        spelled = {
            name: _value(name, str(value), at=at, is_spoken=is_spoken)
            for name, value in values.items()
        }
        limit, said = LONGEST if key in _LONG else TWO_SEGMENTS, _fill(template, spelled)
        for name in filter(spelled.__contains__, _ELASTIC):
            excess = septets(said) - limit
            if excess > 0:
                room = septets(spelled[name]) - excess
                spelled[name] = _shortened(spelled[name], room, sentences["with_attached"])
                said = _fill(template, spelled)
        return shorten(said, LONGEST)

    def language_for(self, language: str) -> str:
        """The language a person is answered in: theirs, its nearest kin, English, the default."""
        if language in self.by_language:
            return language
        others = (_KIN.get(language, _FALLBACK), _FALLBACK)
        return next((name for name in others if name in self.by_language), self.default)


_UNREADABLE = "\N{REPLACEMENT CHARACTER} \t\n"


def followed_by(said: str, more: str) -> str:
    """One sentence and the next, with a full stop between them where the first has no mark."""
    stop = "." if more and (said[-1:].isalnum() or said[-1:] == ")") else ""
    return f"{said}{stop} {more}".rstrip()


def tame(text: str, *, at: str = "snabel-a") -> str:
    """The text in one line of the 7-bit alphabet, without links, domains and mail addresses.

    Args:
        text: anything.
        at: the word that stands for the sign in a mail address.
    """
    if _TAME.fullmatch(text):  # as most are
        return text
    line = _spaced(gsm7(text)) if text.strip(_UNREADABLE) else ""
    if _IN_LINKS.isdisjoint(line):
        return line
    line = _INNER_SCHEME.sub(" ", _LEADING_SCHEME.sub("", line))
    line = _QUAD.sub(r"\1 \2 \3 \4", line)
    line = _DOTS_BEFORE_NAME.sub(r"\1 ", _DOT_IN_NAME.sub(" ", line))
    return _spaced(_AT_IN_ADDRESS.sub(f" {at} ", line))


def told(texts: Texts, language: str, text: str, *, attached: bool = False) -> str:
    """A text as others are told it; where nobody can read a word of it, that it is so.

    Args:
        texts: our sentences.
        language: of whoever is told.
        text: as it came.
        attached: whether a picture or another file came with it, which nobody sees here.
    """
    plain = tame(text, at=texts.say(language, "at"))
    if attached and not text.strip():
        return texts.say(language, "page_no_text")
    said = plain or texts.say(language, "page_no_words")
    if not attached:
        return said
    return f"{_LAST_STOP.sub('', said)} {texts.say(language, 'with_attached')}"


def joined(several: Iterable[str]) -> str:
    """What was written in several texts, as one line; what is the same twice running, once."""
    return " / ".join(text for text, _ in groupby(several))


def cut(texts: Texts, language: str, text: str, limit: int) -> str:
    """What was told, cut to so many septets; that something came with it stays at its end."""
    return _shortened(text, limit, texts.say(language, "with_attached"))


def read_aloud(texts: Texts, language: str, problem: str, *, attached: bool) -> str:
    """What is wrong, for the ear: a stop follows it; the values as those of `page`."""
    return told(texts, language, problem, attached=attached).rstrip(" .")


@lru_cache(maxsize=2048)  # every sentence is looked at again after each edit of the settings
def looks_like_link(text: str) -> bool:
    """Whether a handset or a carrier could see a link, domain or mail address in a text.

    Judged by the list of public suffixes: https://publicsuffix.org.
    """
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKC", text).replace("。", ".")
        if unicodedata.category(char) != "Cf"
    )
    names = (found[0].casefold() for found in _DOTTED.finditer(plain))
    return _LINK.search(plain) is not None or any(map(is_domain, names))


def page(
    texts: Texts,
    language: str,
    *,
    number: int,
    shop: str | None,
    problem: str,
    name: str | None,
    callback: str | None,
    code: int,
    unsure: Collection[str] = (),
    reminder: int = 0,
    minutes: int = 0,
    everyone: bool = False,
    expensive: bool = False,
    late: bool = False,
    reopened: bool = False,
    let_go_by: str = "",
    extent: str = "",
    attached: bool = False,
) -> str:
    """What wakes a person, in two segments at most; the merchant's words are shortened last.

    Args:
        problem: the merchant's words; the whole text where no problem could be told.
        callback: the number to call; None when there is none.
        unsure: of name, webshop and callback those that are shown with a question mark.
        reminder: how many pages this person got before.
        minutes: since the merchant waits; for everyone, since nobody has it.
        everyone: whether this is a round of the last resort.
        expensive: whether calling costs more than an ordinary call.
        late: whether the merchant's text reached us late.
        reopened: whether the incident had been closed.
        let_go_by: the name of whoever has just given it back, for those who have not heard so.
        extent: how many shops it is, when it is an outage; whoever hears of it first is told what
            can be done about that, where there is room.
        attached: whether a picture or another file came with them, which is said where there is
            room.
    """
    leads = {
        "page_late": late and not let_go_by,  # they were asked before
        "page_reopened": reopened and not let_go_by,
        "page_let_go": bool(let_go_by),
        "page_everyone_now": everyone and minutes == 0,
        "page_everyone": everyone and minutes > 0,
        "page_reminder": reminder > 0 and not everyone,
    }
    lead = [
        texts.say(language, key, reminder=reminder, minutes=minutes, who=let_go_by)
        for key, is_so in leads.items()
        if is_so
    ]
    whom = _doubted("name", tame(name or ""), unsure)
    where = _doubted("callback", callback or "", unsure)
    shown = _doubted("webshop", tame(shop or ""), unsure)
    values: dict[str, object] = {
        "lead": " ".join(lead),
        "number": number,
        "shop": shown or texts.say(language, "unknown_shop"),
        "extent": extent,
        "call": _call(texts, language, whom, where, expensive=expensive),
    }
    is_new = bool(extent) and not reminder
    return _page(texts, language, problem, code, values, attached=attached, hints=is_new)


def _page(
    texts: Texts,
    language: str,
    problem: str,
    code: int,
    values: Mapping[str, object],
    *,
    attached: bool,
    hints: bool,
) -> str:
    """A page, with what came with the words, and what can be done of an outage, if they fit in."""
    words, least = _sentence(problem), _LEAST_WORDS
    said = words or _ended(told(texts, language, problem, attached=attached))
    answer = texts.say(language, "page_answer", code=code)

    def has_room(said: str, least: int, answer: str) -> bool:
        rest = texts.say(language, "page", problem="", answer=answer, **values)
        return septets(rest) + min(septets(said) + 1, least) <= TWO_SEGMENTS

    if attached and words:
        marked = _ended(told(texts, language, words, attached=True))
        least_marked = least + septets(marked) - septets(words)
        if has_room(marked, least_marked, answer):
            said, least = marked, least_marked
    if hints:
        hinted = f"{texts.say(language, 'page_outage', code=code)} {answer}"
        answer = hinted if has_room(said, least, hinted) else answer
    return texts.say(language, "page", problem=said, answer=answer, **values)


class Listed(NamedTuple):
    """An incident in a list of pages."""

    code: int
    number: int
    shop: str | None
    shops: int = 1  # how many it is, of what leads an outage


def bundle(
    texts: Texts,
    language: str,
    items: Sequence[Listed],
    *,
    can_answer: bool = True,
) -> str:
    """One list in place of a page each, in two segments at most; what does not fit is counted.

    Args:
        texts: our sentences.
        language: the person's.
        items: the incidents; the first ones are shown.
        can_answer: whether a text with the code reaches us; else each bears its number, by which
            it is found on the page.
    """
    named = [_named(texts, language, one, can_answer) for one in items[:MOST_BUNDLED]]
    for shown in range(len(named), 1, -1):
        said = _bundle(texts, language, named[:shown], len(items), can_answer=can_answer)
        if septets(said) <= TWO_SEGMENTS:
            return said
    return _bundle(texts, language, named[:1], len(items), can_answer=can_answer)


def _named(texts: Texts, language: str, one: Listed, can_answer: bool) -> str:
    shop = shorten(tame(one.shop or ""), BUNDLED_SHOP) or one.number
    outage = [texts.say(language, "bundle_outage", shops=one.shops)] if one.shops > 1 else []
    return " ".join([str(one.code if can_answer else one.number), str(shop), *outage])


def _bundle(
    texts: Texts, language: str, named: Sequence[str], count: int, *, can_answer: bool
) -> str:
    left, listed = count - len(named), ", ".join(named)
    whole, rest = ("bundle", "bundle_more") if can_answer else ("bundle_page", "bundle_rest")
    more = texts.say(language, rest, count=left) if left else ""
    how_many = texts.say(language, "open_one" if count == 1 else "open_many", count=count)
    return texts.say(language, whole, open=how_many, list=listed, more=more)


def elsewhere(
    texts: Texts, language: str, body: str, hotline: str | None, *, code: int | None = None
) -> str:
    """A page as another way brings it: with where to answer, in two segments.

    Args:
        texts: our sentences.
        language: the person's.
        body: the page; of a long one the merchant's words give way, which stand in its middle.
        hotline: the number to answer to, E.164; None when no answer would reach us.
        code: the page's, which is left out when it cannot be answered with.
    """
    if hotline is not None:
        answer = texts.say(language, "answer_to", hotline=hotline)
    else:
        answer = texts.say(language, "no_replies")
        body = body.removesuffix(texts.say(language, "page_answer", code=code)).rstrip()
        body = body.removesuffix(texts.say(language, "page_outage", code=code)).rstrip()
    if not body.endswith((".", "!", "?", ":")):
        body += "."  # two sentences
    excess = septets(f"{body} {answer}") - TWO_SEGMENTS
    if excess > 0:  # the hint gives way first
        body = body.replace(f" {texts.say(language, 'page_outage', code=code)}", "")
        excess = septets(f"{body} {answer}") - TWO_SEGMENTS
    if excess > 0:
        head, tail = body[:-_TAIL], body[-_TAIL:]
        body = f"{shorten(head, septets(head) - excess - 1)} {tail}"
    return f"{body} {answer}"


def degraded(
    texts: Texts,
    language: str,
    *,
    shop: str | None,
    problem: str,
    name: str | None,
    callback: str | None,
    expensive: bool = False,
) -> str:
    """A page while the database is away, in two segments at most; the values as those of `page`."""
    return texts.say(
        language,
        "degraded",
        shop=tame(shop or "") or texts.say(language, "unknown_shop"),
        words=_sentence(problem) or texts.say(language, "page_no_words"),
        call=_call(texts, language, name, callback, expensive=expensive),
    )


def receipt(
    texts: Texts,
    language: str,
    *,
    number: int,
    shop: str | None,
    callback: str | None,
    missing: Sequence[str],
    outage: bool = False,
) -> str:
    """What a merchant is told at once, in two segments at most; never their free text.

    Args:
        callback: the number we will call; None when there is none.
        missing: of name, webshop, problem and callback what we ask for.
        outage: whether it is one of many, which are not all called.
    """
    if outage:
        call = texts.say(language, "receipt_outage")
    else:
        call = texts.say(
            language, "receipt_call" if callback else "receipt_no_call", callback=callback
        )
    asked = [texts.say(language, f"missing_{field}") for field in missing]
    ask = f" {texts.say(language, 'and')} ".join(filter(None, (", ".join(asked[:-1]), *asked[-1:])))
    return texts.say(
        language,
        "receipt",
        number=number,
        place=texts.say(language, "receipt_shop", shop=shop) if tame(shop or "") else "",
        call=call,
        ask=texts.say(language, "receipt_ask", missing=ask) if ask else "",
    )


def details(
    texts: Texts, language: str, *, said: str, later: Sequence[str], **values: object
) -> str:
    """All that is known of an incident in one text; what is cut is said to stand in the log.

    Args:
        texts: our sentences.
        language: the person's.
        said: the merchant's first text.
        later: what they wrote afterwards, the oldest first; two segments of it at most.
        values: what else the sentence holds.
    """
    at = texts.say(language, "at")
    first = told(texts, language, said)
    added = [plain for plain in (tame(text, at=at) for text in reversed(later)) if plain]
    listed = joined(added)
    more = texts.say(language, "details_later", words=listed) if added else ""
    whole = texts.say(
        language, "details", words=_ended(first) if more else first, more=more, **values
    )
    if first in whole and listed in whole:
        return whole
    more = f"{_ended(more)} {texts.say(language, 'details_rest')}"
    return texts.say(language, "details", words=_ended(first), more=more, **values)


def spoken(number: str) -> str:
    """A number as a voice reads it: digit by digit, a telephone number in pairs."""
    digits = re.sub(r"\D", "", number)
    if not number.startswith("+"):
        return " ".join(digits)
    code = calling_code(number)
    pairs = re.findall(r"\d\d?", digits.removeprefix(code))
    read = " ".join(" ".join(pair) if pair[0] == "0" else pair for pair in pairs)
    return read if code == "45" else f"plus {code} {read}"


def _call(
    texts: Texts, language: str, name: str | None, callback: str | None, *, expensive: bool
) -> str:
    if not callback:
        return texts.say(language, "call_nobody")
    key = "call_named" if tame(name or "") else "call_unnamed"
    call = texts.say(language, key, name=name, callback=callback)
    return f"{call} {texts.say(language, 'call_expensive')}" if expensive else call


def _doubted(field: str, value: str, unsure: Collection[str]) -> str:
    """A value with a question mark where we may have got it wrong."""
    if not value or field not in unsure:
        return value
    return f"{shorten(value, _LIMITS.get(field, _LIMITS['shop']) - 1)}?"


def _sentence(text: str) -> str:
    return _ended(tame(text).rstrip(" ,;:-"))


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def _value(name: str, value: str, *, at: str, is_spoken: bool) -> str:
    if is_spoken and name in ("number", "callback", "code"):
        return spoken(value)
    tamed = tame(value, at=at)
    return shorten(tamed, _LIMITS[name]) if name in _LIMITS else tamed


def _shortened(text: str, limit: int, mark: str) -> str:
    """A value cut to so many septets, but for the mark of what came with it, at its end."""
    words, found, stop = text.rpartition(f" {mark}")
    if not found or stop.strip("."):
        return shorten(text, limit)
    return shorten(words, limit - septets(found + stop)) + found + stop


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _spaced(template.format_map(values))


def _spaced(text: str) -> str:
    return " ".join(text.split())
