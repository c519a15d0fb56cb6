"""A reply from someone on call becomes a code and a word; never fails."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from relay.core.passed_on import is_another_call, is_another_thing, is_left_to_others
from relay.core.unfinished import is_unfinished, is_yet_to_be_called


class Word(StrEnum):
    """What a person on call can say."""

    TAKE = "take"  # I have it
    CALLED = "called"  # the merchant has been called
    CLOSE = "close"
    PASS = "pass"  # not me
    GIVE = "give"  # hand over to the person named in the rest
    PAUSE = "pause"
    REPLY = "reply"  # the rest is a text to the merchant
    NOTE = "note"
    DETAILS = "details"
    UNDO = "undo"
    ALL = "all"  # the rest is a text to every merchant of an outage
    SPLIT = "split"  # take the incident named in the rest out of an outage
    ROUTINE = "routine"  # the text was a matter for support
    NO_MATTER = "no matter"  # the text was no incident at all
    URGENT = "urgent"  # it was an emergency after all
    STATUS = "status"
    ONCALL = "oncall"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply says.

    A code without a word was followed by words that mean nothing here. Without a code only
    TAKE, STATUS, ONCALL and HELP can be meant; any other word misses its code.
    """

    code: int | None
    word: Word | None
    rest: str  # as the person spelled it: what follows the word, or all when there is none
    negated: bool = False
    incident_like: bool = False  # no code, no word, and long enough to be a report


_PHRASES = {
    Word.TAKE: "tager/tager den/tager det/tar/tar den/take/take it/taking/taking it/på den/"
    "on it/på sagen/på vej/har den/have it/got it/ringer/ringer op/calling/accept/"
    "accepterer/kigger/kigger på det/kigger på den/ser på det/ser på den/looking/"
    "acknowledge/acknowledged/bekræfter/tar det/übernehme/übernehme es",
    Word.CALLED: "ringet/called/phoned",
    Word.CLOSE: "løst/fixed/done/all done/all fixed/solved/resolved/fikset/ordnet/close/"
    "closed/luk/lukket/færdig",
    Word.PASS: "videre/pass/pass on/pass it on/giv videre/giv den videre/"
    "giv det videre/giver videre/giver den videre/giver det videre/send videre/send den videre/"
    "send det videre/sender videre/sender den videre/sender det videre/passing/passing on/"
    "passing it on/hand it over/handing over/handing it over/escalate/eskaler/eskalér/skip/"
    "skicka vidare/weiter/weitergeben",
    Word.GIVE: "giv/giv til/giv den til/giver til/giver den til/giv videre til/giv den videre til/"
    "giver videre til/giver den videre til/send videre til/send den videre til/"
    "sender den videre til/pass it on to/pass it to/passing it on to/passing it to/give/"
    "give to/give it to/giving it to/hand it to/hand over to/hand it over to/handing it to/"
    "handing over to/handing it over to/overdrag/overdrag til",
    Word.PAUSE: "pause/snooze",
    Word.REPLY: "svar/reply",
    Word.NOTE: "note/notat",
    Word.DETAILS: "detaljer/details",
    Word.UNDO: "fortryd/undo",
    Word.ALL: "alle/all",
    Word.SPLIT: "skil/skil ud/split/split off/split out/tag ud/take out",
    Word.ROUTINE: "rutine/routine/rutin/rutinesag/rutinsak/routinesache/til support/for support",
    Word.NO_MATTER: "ingen sag/no incident/not an incident/spam/ingen sak/inget ärende/kein fall/"
    "falsk alarm/false alarm/falskt alarm/fejlalarm/fehlalarm",
    Word.URGENT: "haster/det haster/kritisk/akut/nødsituation/urgent/it is urgent/critical/"
    "emergency/kritiskt/brådskande/dringend/notfall",
    Word.STATUS: "status",
    Word.ONCALL: "vagt/på vagt/oncall/on call/hvem har vagt/hvem har vagten/hvem er på vagt/"
    "who is on call/whos on call/who is oncall",
    Word.HELP: "hjælp/help/hilfe",
}
_ASSENT = "ok okay okey oki ja jep jo javel yes yep yeah yup ack roger"  # yields to a later word
_REFUSAL = "nej no nope næ nah nei nein"
_NEGATION = f"""{_REFUSAL} ikke ikk ik ike ikek ikkje ej not cant cannot dont wont isnt arent
    didnt doesnt couldnt wouldnt shouldnt havent hasnt hadnt wasnt werent aint mustnt neednt
    unable never none nothing nobody neither nor aldrig ingen intet ingenting hverken umuligt
    inte nicht kein keine"""
_NO_SIGNS = frozenset("👎❌🙅🚫⛔✖🤷")
_PRONOUN = "jeg jag ich i im ill ive vi we den det it its this"
_AUXILIARY = "er har is have has been"
_ADVERB = "nu now lige just så so og and hej hi hey"
_COPIED = "svara antwort antworte"  # how our own sentences ask for an answer; "svar" is a word
_ALONE = "jeg mig me nu now tak thanks thx please hej hi hey"  # says nothing beside a code
_EXCUSE = "mig me min mine kan can desværre sorry beklager tak thanks this time denne gang"
_NEAR_MISS = "taget taken tages ringe ringes caller alles"  # words of their own, not slips

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"(?P<number>\+?\d+(?:[.,:/-]\d+)*%?)|(?P<word>{_LETTER}+(?:['’‘´`ʼ]{_LETTER}+)*)"
)
_CODE = re.compile(r"[1-9]\d{1,3}")
_ASKING = re.compile(r"[^\w?]*\?")  # "? 73" asks like "73 ?"
_SUBJECT = re.compile(r"\A(?:\s*(?:sv|re|vs|fw|fwd|aw)\s*:)+", re.IGNORECASE)
_DEVICE = re.compile(
    r"(?:^|\s)(?:sendt fra (?:min|mit)|sent from my|sent via|get outlook for|hent outlook)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_GREETING = (
    r"(?:med )?(?:de )?(?:bedste |venlige? |kind |best )?(?:hilsen|hilsner|regards)|mvh|vh|kh|br"
)
_SIGNATURE = re.compile(
    rf"(?:^|\s)(?:{_GREETING})\b[.,:]?(?:[ \t\n]+{_LETTER}+\.?){{0,3}}\s*(?:\n.*)?$"  # mvh Lars
    rf"|\n\s*[-–—]+\s*\n.*"  # a line of dashes and what follows it
    rf"|(?:\s/\s?|\n\s*[-–—]+ ?){_LETTER}+(?: {_LETTER}+)?\s*$"  # /Lars
    rf"|\n\s*(?-i:[A-ZÆØÅ]){_LETTER}+(?: (?-i:[A-ZÆØÅ]){_LETTER}+){{1,2}}\s*$",  # Lars Holm
    re.IGNORECASE | re.DOTALL,
)
# The carrier acts on these itself when they are the whole message:
# https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
_OPT_OUT = frozenset(
    ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"]
)
_OPT_IN = frozenset(["start", "yes", "unstop"])


def _fold(word: str) -> str:
    folded = unicodedata.normalize("NFKC", re.sub("['’‘´`ʼ]", "", word)).casefold()
    for letters, plain in (("æä", "ae"), ("øö", "oe"), ("å", "aa")):
        folded = re.sub(f"[{letters}]", plain, folded)
    return folded


def _words(text: str) -> frozenset[str]:
    return frozenset(_fold(text).split())


_MEANING = {
    tuple(_fold(phrase).split()): word
    for word, phrases in _PHRASES.items()
    for phrase in phrases.split("/")
}
_LONGEST = max(map(len, _MEANING))
_ASSENTS, _REFUSALS, _NEGATIONS = _words(_ASSENT), _words(_REFUSAL), _words(_NEGATION)
_PRONOUNS, _AUXILIARIES = _words(_PRONOUN), _words(_AUXILIARY)
_LEADS = _PRONOUNS | _AUXILIARIES | _words(_ADVERB)
_SILENT = _words(_ALONE)
_EXCUSES = _NEGATIONS | _LEADS | _words(_EXCUSE) | {"videre", "pass"}
_SELF = _words("jeg jag ich i im ill ive")
_BEFORE_CODE = _ASSENTS | _REFUSALS | _SELF | _words(_COPIED)  # beside the words of the grammar
_VOCABULARY = {part: word for phrase, word in _MEANING.items() for part in phrase}
_TAKING = {part for phrase, word in _MEANING.items() if word is Word.TAKE for part in phrase}
_CHATTER = _TAKING | _LEADS | _SILENT | _ASSENTS
_KNOWN = _CHATTER | _EXCUSES | _words(_NEAR_MISS) | set(_VOCABULARY)

_AFTER_ASSENT = frozenset({Word.TAKE, Word.CALLED, Word.CLOSE, Word.PASS, Word.GIVE})
_SURE = frozenset({Word.TAKE, Word.CALLED, Word.CLOSE})  # not by a negation or a question
_LEFT = frozenset({Word.TAKE, Word.CALLED})  # not by who leaves it to somebody else
_EXACT = frozenset({Word.CALLED, Word.CLOSE})  # not by mending a slip
_FREE_TEXT = frozenset({Word.REPLY, Word.NOTE, Word.ALL})
_DOES = frozenset({Word.GIVE, Word.PAUSE, Word.UNDO, Word.SPLIT, Word.URGENT})  # "undo not"
_OF_REPORTS = frozenset({Word.ALL, Word.URGENT})  # without a code they begin what is none


@dataclass(frozen=True, slots=True)
class _Token:
    folded: str
    start: int
    end: int
    is_number: bool


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before the code."""

    words: frozenset[Word]
    assented: bool = False
    refused: bool = False


def read_reply(text: str) -> Reply:
    """What someone on call wants, by the grammar of replies; doubt yields no word.

    The code is the first number, preceded at most by words of the grammar; a question or a
    negation never takes and never closes, and "fixed in 10 min" is not fixed; "reply" before
    the code is ignored.
    """
    visible = _visible(text)
    negated = any(token.folded in _NEGATIONS for token in _tokens(visible))
    negated |= not _NO_SIGNS.isdisjoint(visible)
    clean = _bare(visible)
    if is_opt_out(clean):
        return Reply(None, None, clean, negated)
    unsigned = _SIGNATURE.sub("", clean)
    asks = unsigned.rstrip(" \n\"'").endswith("?") or bool(_ASKING.match(unsigned))
    tokens = _tokens(unsigned)
    at = next((index for index, token in enumerate(tokens) if token.is_number), len(tokens))
    lead = _read_lead([token.folded for token in tokens[:at]])
    if at == len(tokens) or lead is None or not _CODE.fullmatch(tokens[at].folded):
        return _without_code(clean, tokens, negated=negated, asks=asks)
    return _with_code(clean, tokens[at:], lead, negated=negated, asks=asks)


def is_opt_out(text: str) -> bool:
    """Whether a whole message is one of the carrier's own words for "send me nothing more"."""
    return text.strip(" \t\r\n.!\"'").casefold() in _OPT_OUT


def is_opt_in(text: str) -> bool:
    """Whether a whole message is one of the carrier's own words that undo an opt-out."""
    return text.strip(" \t\r\n.!\"'").casefold() in _OPT_IN


def _visible(text: str) -> str:
    """The text with one spelling of digits and nothing invisible."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in unicodedata.normalize("NFC", text)
        if char in "\n\r\t" or unicodedata.category(char)[0] not in "CM"
    ).strip()


def _bare(text: str) -> str:
    """The text without "SV:", a telephone's own signature and quotes around the whole."""
    unmarked = _DEVICE.sub("", _SUBJECT.sub("", text, count=1)).strip()
    quoted = re.fullmatch(r"[\"'“”„‘’«»](.*)[\"'“”„‘’«»]", unmarked, re.DOTALL)
    return quoted[1].strip() if quoted else unmarked


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(_fold(found[0]), found.start(), found.end(), found["number"] is not None)
        for found in _TOKEN.finditer(text)
    ]


def _match(words: Sequence[str]) -> tuple[Word, int] | None:
    """The word of the grammar that words begin with, and how many of them it takes."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        word = _MEANING.get(tuple(words[:length]))
        if word is not None:
            return word, length
    mended = _mend(words[0]) if words else None
    return (mended, 1) if mended else None


def _mend(word: str) -> Word | None:
    """The only meaning one slip away, not in the first letter; never "called" or "closed"."""
    if len(word) < 5 or word in _KNOWN:
        return None
    near = {
        meaning
        for phrase, meaning in _MEANING.items()
        if len(phrase) == 1
        and len(phrase[0]) >= 5
        and word[0] == phrase[0][0]
        and _is_one_slip(word, phrase[0])
    }
    return near.pop() if len(near) == 1 and not near & _EXACT else None


def _is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing, too many or swapped with its neighbour."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    a, b = typed[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] + a[2:] == b and len(a) > 1)


def _read_lead(words: Sequence[str]) -> _Lead | None:
    """The words before a number; None when they say that it is no code."""
    said, assented, refused = set[Word](), False, False
    while words:
        found = _match(words)
        if found:
            said.add(found[0])
        assented |= words[0] in _ASSENTS
        refused |= words[0] in _REFUSALS
        is_known = found is not None and found[0] is not Word.URGENT  # "urgent 27 orders fail"
        if not is_known and words[0] not in _BEFORE_CODE:
            return None
        words = words[found[1] if found else 1 :]
    return _Lead(frozenset(said - {Word.REPLY}), assented, refused)


def _read_words(clean: str, tokens: Sequence[_Token]) -> tuple[Word | None, int]:
    """What words say, and how many of them say it; less what the words after them deny."""
    words = [token.folded for token in tokens]
    if len(words) > 1 and words[0] in _AUXILIARIES and words[1] in _PRONOUNS:
        return None, 0  # "is it fixed" asks
    index, assented = 0, 0
    while index < len(words):
        found = _match(words[index:])
        if found and assented and found[0] not in _AFTER_ASSENT:
            break
        if found and _is_untrue(found[0], clean[tokens[index + found[1] - 1].end :]):
            break
        if found:
            return _closing(clean, tokens, found[0], index + found[1])
        if words[index] not in _LEADS | _ASSENTS:
            break
        index += 1
        assented = index if words[index - 1] in _ASSENTS else assented
    return (Word.TAKE if assented else None), assented


def _is_untrue(word: Word, after: str) -> bool:
    """Whether what follows "called" or "fixed" says that it is not so, not yet, or another's."""
    if word is Word.CLOSE:
        return is_unfinished(after) or is_another_thing(after)
    return word is Word.CALLED and (is_yet_to_be_called(after) or is_another_call(after))


def _closing(clean: str, tokens: Sequence[_Token], word: Word, used: int) -> tuple[Word, int]:
    """CLOSE when "called" goes on with "and fixed"; else what was said."""
    words = [token.folded for token in tokens]
    index = used
    while index < len(words) and words[index] in _LEADS:
        index += 1
    found = _match(words[index:])
    if word is Word.CALLED and found and found[0] is Word.CLOSE:
        closed = index + found[1]
        if not _is_untrue(Word.CLOSE, clean[tokens[closed - 1].end :]):
            return Word.CLOSE, closed
    return word, used


def _with_code(
    clean: str, tokens: Sequence[_Token], lead: _Lead, *, negated: bool, asks: bool
) -> Reply:
    code, after = tokens[0], tokens[1:]
    words = [token.folded for token in after]
    late, used = _read_words(clean, after)
    if late is None:  # "fixed 73 in 10 min"
        untrue = {word for word in lead.words if _is_untrue(word, clean[code.end :])}
        lead = replace(lead, words=lead.words - untrue)
    word = _meant(lead, late, words, asks=asks)
    if word is Word.PASS and late is None and words and words[0] in _REFUSALS:
        late, used = Word.PASS, 1
    if word in _SURE and (negated or asks):
        word = None
    if word in _LEFT and is_left_to_others(clean[code.end :]):
        word = None
    if word in _DOES and used and _is_denied(clean, after[used - 1 : used + 1]):
        word = None
    spoken = used if word is not None and word is late else 0
    start = after[spoken - 1].end if spoken else code.end
    return Reply(int(code.folded), word, _rest(clean, start), negated)


def _meant(lead: _Lead, late: Word | None, words: Sequence[str], *, asks: bool) -> Word | None:
    """What the words before and after a code say together; None when they disagree."""
    if asks and not words and lead == _Lead(frozenset()):
        return Word.DETAILS
    if lead.words & _FREE_TEXT:
        return _only(lead.words)
    said = lead.words | ({late} if late else set())
    if late is Word.NO_MATTER and len(words) == 2 and lead == _Lead(frozenset()):
        return late  # "no incident" refuses nothing
    if lead.refused or (words and words[0] in _REFUSALS):
        agrees = said <= {Word.PASS} and not lead.assented and _EXCUSES.issuperset(words)
        return Word.PASS if agrees else None
    if not said:
        return Word.TAKE if lead.assented or _SILENT.issuperset(words) else None
    if said <= _SURE:
        return next(word for word in (Word.CLOSE, Word.CALLED, Word.TAKE) if word in said)
    return Word.DETAILS if said == {Word.STATUS} else _only(said)


def _only(words: Set[Word]) -> Word | None:
    return next(iter(words)) if len(words) == 1 else None


def _is_denied(clean: str, pair: Sequence[_Token]) -> bool:
    """Whether a negation follows a word with nothing but space between."""
    return (
        len(pair) == 2
        and pair[1].folded in _NEGATIONS
        and clean[pair[0].end : pair[1].start].isspace()
    )


def _without_code(clean: str, tokens: Sequence[_Token], *, negated: bool, asks: bool) -> Reply:
    words = [token.folded for token in tokens]
    word, used = _read_words(clean, tokens)
    left = set(words[used:])
    if words == ["1"]:
        word = Word.TAKE
    elif not words:
        word = Word.HELP if asks else None
    elif word is Word.TAKE:
        word = word if left <= _CHATTER and not negated and not asks else None
    elif word in (Word.STATUS, Word.HELP):
        word = word if left <= _CHATTER else None
    elif word is not Word.ONCALL:
        word = _lacking_code(word, words, sure=not negated and not asks)
    rest = _rest(clean, tokens[used - 1].end if word and used else 0)
    is_long = len(words) > 2 or any(len(word) > 4 and word[-1].isdigit() for word in words)
    return Reply(None, word, rest, negated, incident_like=word is None and is_long)


def _lacking_code(word: Word | None, words: Sequence[str], *, sure: bool) -> Word | None:
    """A word that wants a code: kept only in a text too short to report anything."""
    if words[0] in _REFUSALS and _EXCUSES.issuperset(words):
        return Word.PASS
    if word is None or word in _OF_REPORTS or len(words) > 5:
        return None
    return word if sure or word not in _SURE else None


def _rest(clean: str, start: int) -> str:
    return clean[start:].lstrip(" \t\r\n:;,.=!?)\"'”’–-" if start else "").rstrip()
