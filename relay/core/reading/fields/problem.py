"""Which words of a text tell what is wrong."""

import re
from collections.abc import Sequence
from itertools import groupby

from relay.core.language import is_common_word
from relay.core.reading.beginnings import guarded
from relay.core.reading.cries.scope import ASKING, CROWD, ROUTINE_SIGNS, SCOPE_SIGNS, TROUBLE
from relay.core.reading.fields.labels import Field, Section
from relay.core.reading.fields.phrases import CALL_STRONG
from relay.core.reading.fields.pieces import Kind, Piece
from relay.core.reading.fields.prose import is_inside
from relay.core.reading.finding import Sureness
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import CRITICAL_SIGNS, NOT, pattern, signs_in
from relay.core.reading.wording import in_small, words

_WORKS = (
    r"(?:virk(?:er|et|ede)|work(?:s|ed|ing)?|funger\w*|funk(?:ar|er|et|ade)|funktioniert\w*"
    r"|geht|läuft|går)"
)
# What a sentence without trouble in it still adds: extent, start, consequence.
_DETAIL = pattern(
    r"""
        \b(?:kund\w*|customers?|kunden|folk|people|alle|all|alla|everyone|everybody|det (?:er
        |startede|begyndte|skete|sker|gælder|har)|dette|det är|det började|it'?s|it (?:was|is
        |started
        |began|says|only|all|happen\w*)|same|samme|samma|been|since|siden|sedan|seit|gælder|gäller
        |gjelder|started|startede|startet|browser\w*|chrome|safari|mobil\w*|iphone|android|pc
        |\d+ ?(?:timer?|min\w*|hours?|stunden|timmar|dage?|ordrer?|orders?|ordrar|bestellungen|stk)
        |resten?|rest of|resten av|even|også|också|auch|også|prøvet|proevet|tried|testet|provat
        |money
        |penge|ordre\w*|orders?|varer?|da|when|når|när|wenn|efter|after|update|trace|like|different
        |kun|bara|bare|only|nur|by (?:mon|tues|wednes
        |thurs|fri)day|worldwide)\b
    """
)
# How a sentence begins about the sender or the hotline; it may have words of trouble in it.
_ASIDE = pattern(
    r"""
        (?:(?:og|and|men|but|so|så) )?(?:jeg er ikke (?:så )?(?:god|skrap|ferm|vant)|i'?m not (?:so
        |very )?(?:good|technical)|jag är inte (?:så )?(?:bra|duktig)|ich bin (?:nicht so|kein
        )|(?:vi|jeg|we|i|vi) ha(?:r|ve) (?:\w+ )?(?:talt|snakket|talked|spoken|ringet|called|skrevet
        |written|betalt|paid|reklameret)|min (?:søn|datter|mand|kone|chef|nevø|far|mor|son|dotter)\b
        |my (?:son|daughter|husband|wife|boss|nephew|kid)\b|(?:s?he|hun|han|hon) (?:is|er|är
        )|nobody is (?:picking|answering)|ingen (?:svarer|tager telefonen)|nu gider|i told you
        |jeg (?:sagde|skrev)|(?:er|är|is) (?:det|der|there) (?:ingen|nogen|noen|någon|any
        )|(?:har|have) (?:i|you|ni|dere) (?:problem|nedbrud|fejl)|er der (?:problem|nedbrud)
        |bitte nicht|mangler svar|(?:tusind |mange )?tak|merci|gracias|monday|mandag|luk det|shut it
        |vores udvikler|jeg (?:er (?:vikar|helt|altså|så|meget|ret|rystet|nervøs|ked)|ved (?:godt
        |ikke)|håber)|i'?m (?:not|a|the|so|really|sorry)\b|i know\b|jag (?:vet|är) |ich (?:weiß|bin
        |wäre)\b|(?:jeg |i |vi )?beklager
        |entschuldig|undskyld|sorry|ursäkta|to whom|til rette|efter lidt|scratch that|vi venter
        |we (?:can )?wait
        |ok so|we have a (?:web)?shop|vi har en (?:\w+ )?(?:web)?(?:shop|butik)\b
        |(?:og |och |and )?jag som har|handy geht
        |det ska (?:den|det)|det skal (?:den|det) ikke|i (?:should|would) be|i think|jeg tror
        |det er jo|er det meningen
        |not a crisis|no emergency|ingen krise|fix (?:det|it)|pls wake|rappelez|seriøst|seriously
        |we found it
        |there (?:is|'s) a (?:big )?problem|der er et (?:stort )?problem|det är ett problem
        |jeg (?:forstår|tør|fatter)
        |i don'?t understand|ok i know|it'?s christmas|customers (?:are )?(?:angry|furious)
        |selvom vi
        |(?:det er )?selvfølgelig|som jeg ejer|könn?t ihr|tag den
        |(?:en kunde|a customer|customers?) (?:skrev|wrote|emailing|emailed|says?|skriver)|ruf(?:t
        |en)? (?:mal |mich )?an
        |(?:det )?(?:kan (?:sikkert|godt) vente|haster ikke)|kvittering|der er (?:sgu )?(?:noget
        |nået)\b.{0,20}galt
        |(?:det|it|that) (?:kan (?:\w+ )?vente|can wait)|a friend|en ven|jeg håber|i hope)
    """
)
# "Den virker ikke", of whatever it is.
_FAILS = pattern(
    rf"""
        \b{_WORKS} (?:\w+ ){{0,2}}?{NOT}\b|\b{NOT} (?:\w+ )?{_WORKS}\b
    """
)
# A verb before whom it is said of: it asks, unless a word stands before it that it follows.
_ASKS = pattern(
    r"""
        \b(?:er|är|is|are|ist|sind|virker|fungerer|fungerar|funkar|funker|geht|går|ligger|kan
        |kann) (?:den|det|de|it|they|es|sie|vi|we|wir|jeg|jag|ich|man|alt|allt|alles|alle|alla)\b
    """
)
_FOLLOWED = Pattern(r"\b(?:nu|nå|jetzt|nun|stadig|fortsat|igen|igjen|wieder) $")
_SUBJECT = Pattern(r"(?:den|det|it|es|sie|vi|we|wir)\b", re.IGNORECASE)
_CUT_OFF = Pattern(r"\b(?:nu|nå|så|jetzt|nun) (?:er|är|ist|sind|is|are) $")
_DENIED = pattern(
    rf"""
        \b(?:{NOT}|ingen|inga|nobody|no one|none|niemand|keine?[rns]?|hverken|neither) $
    """
)
# What stands in a row is taken whole (++): shorter it ends no clause either.
_CLAUSE_END = Pattern(
    r"(?=[\s.,;:!?()])(?:"
    r"\s*(?:[.,;:!?]++|:?[()]++)(?:\s+(?:men|but|aber|og|and|och|und|så|so)\b)?\s+"
    r"|\s+(?:men|but|aber)\s+)",
    re.IGNORECASE,
)
# "ignore my last text about the logo - …"
_SET_ASIDE = Pattern(
    guarded(
        r"\b(?:ignore|forget|disregard|glem|glöm|ignor(?:er|era|iert?|ieren sie)"
        r"|verg(?:iss|esst|essen sie)|se bort fra|bortse fra|strunta i)\s(?:about\s|om\s)?"
    )
    + r"(?:my|the|what|min|mit|mitt|mine|den|det|de|meine?|die|das|hvad|vad|hva|last|sidste"
    r"|forrige)\b[^.!?\n,;:-]{0,60}(?:\s-|[.,;:])\s"
)
# "… er udløbet tror jeg."
_GUESSED = Pattern(
    r"\b(?:tror (?:jeg|vi|jag)|(?:i|we) (?:think|guess|suppose)|(?:glaube|denke|vermute) ich)\W*$"
)
_BACK = pattern(
    r"""
        \b(?:back|tilbage|tillbaka|tilbake|zurück|wieder|again|igen|igjen|online|igång|i gang)\b
    """
)
_SHOP = Pattern(
    r"shop|butik|store\b|\bsite|\bsid[ae]|\bseite|laden\b|domæn|domän|domain|side\b|siden\b|sida"
)
# What a question for the shop back leads up to: "den forsvandt i nat", "it says suspended".
_STATES = Pattern(
    r"(?:(?:men|but|aber|for|och|og|and|und) )?(?:(?:it|he|den|det|der|da|dort|es|sie|there|that"
    r"|this|hele|hela|everything|alt|allt|alles|nu|nå|now|jetzt|(?:the|our|die|der|unsere?)"
    r" (?:site|page|shop|store|seite|laden))\b|(?:siden|sidan|sida|shoppen|butikk?en|nettbutikken"
    r"|hjemmesiden|hemsidan|webshoppen)\b)",
    re.IGNORECASE,
)
# "jeg har ikke slået det til", which says nothing without what stands before it.
_NOT_MINE = Pattern(
    r"(?:(?:men|but|aber) )?(?:jeg|vi|jag|i|we|ich|wir) (?:har|have|habe|haben)"
    r"(?: (?:selv|själv|selbst|det|es|das)){0,2} (?:ikke|ikk|inte|not|never|aldri?g?|nicht|nie)"
    r" (?:\w+ ){1,4}?(?:det|den|it|that|es|das)\b[^.!?,]{0,12}",
    re.IGNORECASE,
)
_STOP = Pattern(r"[.!?\n]")
_FEWEST_THAT_TELL = 3  # words
_MOST_BESIDE = 9  # words of a clause beside the one that tells
_EDGE = " \t\n.,;:-/|·•+"
_ENDS = _EDGE + "!?"


def find(
    plain: str, sections: Sequence[Section], pieces: Sequence[Piece]
) -> tuple[int, int] | None:
    """Where the description of the problem begins and ends; None when there is none."""
    labelled = [section for section in sections if section.field is Field.PROBLEM]
    if labelled:
        inside = [piece for piece in pieces if labelled[0].start <= piece.start < labelled[0].end]
        span = _trim(plain, labelled[0].start, _end_of_description(plain, labelled[0], inside))
        if span:
            return span
    free = _free(plain, sections, pieces)
    span = _found(plain, free)
    return with_its_statement(plain, *span, free) if span else None


def _free(plain: str, sections: Sequence[Section], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with what stands behind the label of something else as talk."""
    named = [
        (section.start, _first_fault(plain, section, pieces))
        for section in sections
        if section.field is not Field.PROBLEM
    ]
    if not named:
        return [*pieces]
    return [
        piece._replace(kind=Kind.TALK)
        if any(start <= piece.start < end for start, end in named)
        else piece
        for piece in pieces
    ]


def _found(plain: str, free: Sequence[Piece]) -> tuple[int, int] | None:
    """The stretch that tells most, with a failure told where words that lead to a number stand."""
    span = _chosen(plain, free)
    if span is not None and _is_trouble(plain[slice(*span)], plain):
        return span
    told = [
        piece._replace(kind=Kind.TEXT) if _is_told_in_talk(before, piece, plain) else piece
        for before, piece in zip([None, *free], free, strict=False)
    ]
    return span if told == free else _joined(told, span, _chosen(plain, told))


def _is_told_in_talk(before: Piece | None, piece: Piece, plain: str) -> bool:
    """Whether words that may belong to a number ("den virker ikke") tell of something else."""
    if piece.kind is not Kind.TALK:
        return False
    text = plain[piece.start : piece.end].lower()
    if not _FAILS.search(text):
        return False
    if before is not None and before.kind is Kind.CALL:
        return _STOP.search(plain, before.end, piece.start) is not None
    return not any(map(CALL_STRONG.fullmatch, words(text)))


def _joined(
    pieces: Sequence[Piece], one: tuple[int, int] | None, other: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Two stretches as one where nothing but description stands between them, else the other."""
    if one is None or other is None:
        return other or one
    start, end = min(one[0], other[0]), max(one[1], other[1])
    is_one = all(_may_describe(piece) for piece in pieces if start <= piece.start < end)
    return (start, end) if is_one else other


def _chosen(plain: str, pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """The stretch of running text that tells most of what is wrong."""
    spans = [span for run in _runs(plain, pieces) if (span := _trim(plain, *run))]
    if not spans:  # a greeting that looks like the end of a letter may stand first
        signed = [piece._replace(signed=False) for piece in pieces]
        runs = [(run[0], run[1]) for run in _runs(plain, signed)]
        spans = [
            span
            for run in runs
            if signs_in(plain[slice(*run)], CRITICAL_SIGNS, plain) and (span := _trim(plain, *run))
        ]
    if len(spans) < 2:
        return spans[0] if spans else None
    return max(spans, key=lambda span: _worth(plain[span[0] : span[1]], plain))


def sureness(plain: str, span: tuple[int, int], sections: Sequence[Section]) -> Sureness:
    """How sure it is that a stretch tells what is wrong: it is labelled, or its words say so."""
    labelled = any(section.start == span[0] for section in sections)
    text = plain[slice(*span)]
    if labelled or signs_in(text, CRITICAL_SIGNS, plain):
        return Sureness.CERTAIN
    return Sureness.LIKELY if _tells(text, plain) else Sureness.DOUBTFUL


def leaves_out_trouble(plain: str, part: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Whether a few words of a description tell nothing, but what stands beside them does."""
    text = plain[slice(*part)]
    many = len(words(text))
    if (part == whole and many >= _FEWEST_THAT_TELL) or TROUBLE.search(text.lower()):
        return False
    if many < _FEWEST_THAT_TELL:
        is_told = TROUBLE.search(plain[slice(*whole)].lower()) is not None
        return is_told or is_common_word(text)  # "unseren" of "ihr habt unseren Shop abgeschaltet"
    is_asked = "?" in text or "how" in signs_in(text, ROUTINE_SIGNS, plain)
    if many > _MOST_BESIDE or is_asked or _is_fault(text, plain):
        return False
    return _is_fault(plain[slice(*whole)], plain)


def with_what_turns_it(plain: str, start: int, end: int, floor: int) -> int:
    """Where a stretch begins with the word before it without which it says something else.

    "Er den nede igen" asks what "nu er den nede igen" tells.
    """
    if start <= floor:
        return start
    before = plain[floor:start].lower()
    turns = _DENIED.search(before)
    if turns is None and _SUBJECT.match(plain, start):
        turns = _CUT_OFF.search(before)
    if turns is None and _ASKS.match(plain[start:end].lower()):
        turns = _FOLLOWED.search(before)
    return floor + turns.start() if turns else start


def with_its_statement(
    plain: str, start: int, end: int, pieces: Sequence[Piece]
) -> tuple[int, int]:
    """A stretch with the sentence beside it, where by itself it says nothing of what is wrong.

    A question for the shop back leads up to what is wrong; "jeg har ikke slået det til" follows it.
    """
    text = plain[start:end]
    is_denial = _NOT_MINE.fullmatch(text.strip(_ENDS)) is not None
    if not is_denial and not _leads_up(text):
        return start, end
    sentences = _sentences(plain, [piece for piece in pieces if _may_describe(piece)])
    if is_denial:
        before = next((one for one in reversed(sentences) if one[1] <= start), None)
        is_beside = before is not None and not plain[before[1] : start].strip(_ENDS)
        return (before[0], end) if before and is_beside else (start, end)
    after = next((one for one in sentences if one[0] >= end), None)
    if after is None or plain[end : after[0]].strip(_ENDS) or plain.startswith("?", after[1]):
        return start, end
    told = plain[slice(*after)]
    return (start, after[1]) if _STATES.match(told) or _is_fault(told, plain) else (start, end)


def _leads_up(text: str) -> bool:
    """Whether a stretch asks for the shop back, or only says what somebody thinks is wrong."""
    small = text.lower()
    asks = "?" in text and _BACK.search(small) and _SHOP.search(small)
    return bool(asks or _GUESSED.search(small))


def unbroken(plain: str, start: int, end: int, pieces: Sequence[Piece]) -> tuple[int, int]:
    """A stretch with the rest of its clauses where it begins or ends behind an abbreviation.

    "22 har fjernet kurven" of "opdateringen kl. 22 har fjernet kurven" says something else.
    """
    clauses = [piece for piece in pieces if piece.kind is Kind.TEXT]
    before = len(plain[:start].rstrip())
    if is_inside(plain, before):
        is_short = len(words(plain[start:end])) < _FEWEST_THAT_TELL
        cut = next((one for one in clauses if one.start < start < one.end), None)
        start, end = (cut.start, cut.end if is_short else end) if cut else (start, end)
    if is_inside(plain, end + 1):
        end = next((one.end for one in clauses if one.start < end + 1 < one.end), end)
    return start, end


def without_what_is_set_aside(plain: str, start: int, end: int) -> int:
    """Where a stretch begins without what the sender takes back: "ignore my last text - …"."""
    aside = next(
        (at for at in _SET_ASIDE.finditer(in_small(plain)) if at.start() <= start < at.end()), None
    )
    if aside is None or aside.end() >= end or not _is_trouble(plain[aside.end() : end], plain):
        return start
    return aside.end()


def _is_fault(text: str, plain: str) -> bool:
    """Whether a stretch says by itself that something is wrong."""
    return bool(signs_in(text, CRITICAL_SIGNS, plain) or _FAILS.search(text.lower()))


def _is_trouble(text: str, plain: str) -> bool:
    """Whether a stretch has any sign of trouble."""
    return bool(signs_in(text, CRITICAL_SIGNS, plain) or TROUBLE.search(text.lower()))


def _first_fault(plain: str, section: Section, pieces: Sequence[Piece]) -> int:
    """Where a fault is told behind the label of something else; its end if none is."""
    told = (
        piece.start
        for piece in pieces
        if section.start <= piece.start < section.end
        and signs_in(plain[piece.start : piece.end], CRITICAL_SIGNS, plain)
    )
    return next(told, section.end)


def _end_of_description(plain: str, section: Section, inside: Sequence[Piece]) -> int:
    """A labelled description ends at its section's end, or where contact data begin."""
    described = [piece for piece in inside if piece.kind in (Kind.TEXT, Kind.TITLE)]
    if not described or described[0].start > section.start + 40:
        return section.end
    later = [
        piece.start
        for piece in inside
        if piece.start > described[0].start
        and (piece.signed or piece.kind in (Kind.CALL, Kind.SHOP, Kind.NAME, Kind.TALK))
    ]
    return min([*later, section.end])


def _runs(plain: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Stretches of text that nothing else interrupts, from the first that tells of trouble."""
    runs = []
    for may_describe, group in groupby(pieces, _may_describe):
        texts = [piece for piece in group if piece.kind is Kind.TEXT]
        if may_describe and texts:
            sentences = _sentences(plain, texts)
            runs.append(_described(plain, sentences))
    return runs


def _described(plain: str, sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From the first sentence that tells of trouble to the last that adds to it."""
    first = last = 0
    if len(sentences) > 1:
        texts = [plain[start:end] for start, end in sentences]
        told = [at for at in range(len(texts)) if not _is_mere_talk(texts, at, plain)]
        begun = (at for at in told if _begins(texts[at], plain))
        first = next(begun, told[0] if told else 0)
        adding = (at for at in reversed(told) if at > first and _adds(texts[at], plain))
        last = next(adding, first)
    return _without_asides(plain, sentences[first][0], sentences[last][1])


def _is_mere_talk(texts: Sequence[str], at: int, plain: str) -> bool:
    return _is_aside(texts, at, plain) and not _turns(texts[at], plain)


def _without_asides(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without the talk that leads up to the description in the same sentence, or ends it."""
    cuts = [cut.span() for cut in _CLAUSE_END.finditer(plain, start, end)]
    leading = 0
    for before, after in cuts:
        if not _is_aside((plain[start:before], plain[after:end]), 0, plain):
            break
        start, leading = after, leading + 1
    for before, after in reversed(cuts[leading:]):
        if not _is_aside((plain[after:end], plain[start:before]), 0, plain):
            break
        end = before
    return start, end


def _sentences(plain: str, texts: Sequence[Piece]) -> list[tuple[int, int]]:
    """The clauses put together that no full stop or line separates."""
    sentences: list[tuple[int, int]] = []
    for piece in texts:
        if sentences and not _STOP.search(plain, sentences[-1][1], piece.start):
            sentences[-1] = (sentences[-1][0], piece.end)
        else:
            sentences.append((piece.start, piece.end))
    return sentences


def _is_aside(texts: Sequence[str], at: int, plain: str) -> bool:
    """Whether a sentence is talk around the description, which another sentence gives."""
    if not _ASIDE.match(texts[at].lower()):
        return False
    others = [_worth(text, plain)[0] for text in (*texts[:at], *texts[at + 1 :])]
    return _worth(texts[at], plain)[0] <= max(others, default=-1)


def _begins(text: str, plain: str) -> bool:
    return _tells(text, plain) or bool(CROWD.search(text.lower()))


def _turns(text: str, plain: str) -> bool:
    """Whether a sentence that begins as talk comes to the point in a later clause."""
    rest = _CLAUSE_END.split(text, maxsplit=1)[1:]
    return any(
        signs_in(text, signs, plain) for text in rest for signs in (CRITICAL_SIGNS, SCOPE_SIGNS)
    )


def _adds(text: str, plain: str) -> bool:
    return _tells(text, plain) or bool(_DETAIL.search(text.lower()))


def _tells(text: str, plain: str) -> bool:
    """Whether a stretch speaks of trouble or asks for something."""
    small = text.lower()
    return bool(
        TROUBLE.search(small)
        or signs_in(text, CRITICAL_SIGNS, plain)
        or signs_in(text, ROUTINE_SIGNS, plain)
        or ASKING.search(small)
    )


def _may_describe(piece: Piece) -> bool:
    return piece.kind in (Kind.TEXT, Kind.LEAD) and not piece.signed


def _worth(text: str, plain: str) -> tuple[int, int]:
    faults = signs_in(text, CRITICAL_SIGNS, plain)
    questions = signs_in(text, ROUTINE_SIGNS, plain) + signs_in(text, SCOPE_SIGNS, plain)
    return 2 * len(faults) + len(questions) + ("?" in text), len(text)


def _trim(plain: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and plain[start] in _EDGE:
        start += 1
    while end > start and (plain[end - 1] in _EDGE or _is_picture(plain[end - 1])):
        end -= 1
    while start < end and _is_picture(plain[start]):
        start += 1
    if not any(char.isalnum() for char in plain[start:end]):
        return None
    while end < len(plain) and plain[end] in "!?":
        end += 1
    return start, end


def _is_picture(char: str) -> bool:
    return char.isspace() or (char > "\u2000" and not char.isalnum() and char not in "“”’…€")
