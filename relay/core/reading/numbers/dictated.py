"""Phone numbers that a telephone wrote down as words, as dictation does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import listed, words

_TENS = {
    "da": listed("tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"),
    "da, else": listed("tyve tredve fyrretyve halvtres treds halvfjers firs halvfems"),
    "nb": listed("tjue tretti førti femti seksti sytti åtti nitti"),
    "sv": listed("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"),
    "de": listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
    "de, else": listed("zwanzig dreißig vierzig fuenfzig sechzig siebzig achtzig neunzig"),
    "en": listed("twenty thirty forty fifty sixty seventy eighty ninety"),
}
_ONES = {
    "da": listed("en to tre fire fem seks syv otte ni"),
    "da, else": listed("et to tre fire fem seks syv otte ni"),
    "nb": listed("en to tre fire fem seks sju åtte ni"),
    "sv": listed("ett två tre fyra fem sex sju åtta nio"),
    "de": listed("ein zwei drei vier fünf sechs sieben acht neun"),
    "de, else": listed("ein zwei drei vier fuenf sechs sieben acht neun"),
    "en": listed("one two three four five six seven eight nine"),
}
_TEENS = {
    "da": listed("ti elleve tolv tretten fjorten femten seksten sytten atten nitten"),
    "nb": listed("ti elleve tolv tretten fjorten femten seksten sytten atten nitten"),
    "sv": listed("tio elva tolv tretton fjorton femton sexton sjutton arton nitton"),
    "de": listed("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"),
    "de, else": listed("zehn elf zwoelf dreizehn vierzehn fuenfzehn"),
    "en": listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
}
_TENS_FIRST = ("nb", "sv", "en")
_SPOKEN_FIRST = frozenset(word for language in _TENS_FIRST for word in _TENS[language])
_ZEROS = ("nul", "null", "noll", "zero", "oh", "nought", "naught")
_OTHER_SPELLINGS = {"én": 1, "ét": 1, "eins": 1, "zwo": 2, "syv": 7, "tyve": 20}
_TIMES = {"double": 2, "triple": 3, "dobbelt": 2, "dubbel": 2, "doppel": 2}  # "double seven"
_HUNDREDS = frozenset(("hundred", "hundrede", "hundre", "hundra", "hundert"))
_ANDS = frozenset(("og", "and", "och", "und"))  # "ni hundre og tolv" is 912, "to og tyve" 22
# "toogtyve": the ones come first; so they did in Norwegian, and do for some.
_JOINT = {"da": "og", "da, else": "og", "nb": "og", "de": "und", "de, else": "und"}
# "hundertzweiundfünfzig"
_OF_HUNDREDS = Pattern(
    r"(?P<ones>[^\W\d_]*?)(?:hundrede|hundred|hundre|hundra|hundert)(?:og|and|och|und)?"
    r"(?P<rest>[^\W\d_]+)"
)
_AREA_CODE = Pattern(r"\b0\d{1,4}[ -]{1,3}$")  # in figures, before the rest in words
_LONGEST_AREA_CODE = 9
FEWEST_DIGITS = 8
FEWEST_WORDS = 3  # that hold so many digits: "triple twenty-two thirty"
FEWEST_OF_A_PART = 2  # words of a number before one that is not known
MOST_UNCERTAIN = 4  # pairs that may be one or two: "seventy one"


def _figures() -> dict[str, str]:
    """Every number word from 0 to 99, and the round hundreds, with its digits."""
    figures = dict.fromkeys(_ZEROS, "0")
    figures |= {word: str(value) for word, value in _OTHER_SPELLINGS.items()}
    for language, tens in _TENS.items():
        ones, teens, joint = _ONES[language], _TEENS.get(language, ()), _JOINT.get(language)
        figures |= {word: str(value) for value, word in enumerate(ones, start=1)}
        figures |= {word: str(value) for value, word in enumerate(teens, start=10)}
        for ten, round_word in enumerate(tens, start=2):
            figures[round_word] = f"{ten}0"
            for one, word in enumerate(ones, start=1):
                if language in _TENS_FIRST:
                    figures[f"{round_word}{word}"] = f"{ten}{one}"
                if joint:
                    figures[f"{word}{joint}{round_word}"] = f"{ten}{one}"
        for one, word in enumerate(ones, start=1):
            figures |= {f"{word}{hundred}": f"{one}00" for hundred in _HUNDREDS}
    return {word.casefold(): digits for word, digits in figures.items()}


_FIGURES = _figures()
_SPOKEN = _FIGURES.keys() | _TIMES.keys() | _HUNDREDS
_ROUND = frozenset(word.casefold() for tens in _TENS.values() for word in tens)
_WORD = Pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = Pattern(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in small letters, and where it stands."""

    said: str
    start: int
    end: int
    follows: bool  # nothing but blanks, commas and hyphens stands before it


@dataclass(frozen=True, slots=True)
class Piece:
    """The digits of some words, and which is the first word behind them."""

    digits: str
    end: int
    is_open: bool = False  # "seventy", of which a "one" behind it may be a part


def dictated_numbers(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of number words that hold eight digits or more: start, end and how they may be read.

    What seems to be the rest of a longer number is left out.
    """
    said = " ".join(words(text)).replace("-", " ").replace("'", " ").split()
    if sum(map(_SPOKEN.__contains__, said)) < FEWEST_WORDS or not _are_together(said):
        return
    heard = list(_words(text))
    rest_begins = -1  # at which word what follows is the rest of a number
    at = 0
    while at < len(heard):
        pieces = _pieces(heard, at)
        if not pieces:
            at += 1
            continue
        start, end = heard[at].start, heard[pieces[-1].end - 1].end
        readings = tuple(read for read in _readings(pieces) if len(read) >= FEWEST_DIGITS)
        is_rest = rest_begins == at or _AREA_CODE.search(
            text, max(0, start - _LONGEST_AREA_CODE), start
        )
        if readings and not is_rest:
            yield start, end, readings
        is_part = not readings or is_rest
        rest_begins = _behind_a_gap(heard, pieces, at) if is_part else -1
        at = pieces[-1].end


def _are_together(said: Sequence[str]) -> bool:
    """Whether so many number words follow each other as a number has at least."""
    streak = 0
    for word in said:
        if word in _SPOKEN:
            streak += 1
            if streak == FEWEST_WORDS:
                return True
        elif word not in _ANDS:
            streak = 0
    return False


def _words(text: str) -> Iterator[Word]:
    """The words of a text; "thirty-four" is one, "double-oh" two."""
    end = 0
    for found in _WORD.finditer(text):
        follows = not text[end : found.start()].strip(" ,-")
        whole = found[0].casefold().replace("-", "")
        end = found.end()
        if "-" not in found[0] or whole in _FIGURES:
            yield Word(whole, found.start(), end, follows)
            continue
        for part in _PART.finditer(text, found.start(), end):
            is_first = part.start() == found.start()
            yield Word(part[0].casefold(), part.start(), part.end(), follows or not is_first)


def _behind_a_gap(heard: Sequence[Word], pieces: Sequence[Piece], start: int) -> int:
    """The word at which the rest of a number would begin behind a word that is none; else -1."""
    gap = pieces[-1].end
    if gap + 1 >= len(heard) or not (heard[gap].follows and heard[gap + 1].follows):
        return -1
    is_begun = gap - start >= FEWEST_OF_A_PART or heard[gap].said in _ANDS
    return gap + 1 if is_begun else -1


def _pieces(heard: Sequence[Word], at: int) -> list[Piece]:
    """The pieces of the number that is said from a word on; none where none is."""
    pieces: list[Piece] = []
    while at < len(heard) and (not pieces or heard[at].follows):
        piece = _piece(heard, at, is_first=not pieces)
        if piece is None:
            break
        pieces.append(piece)
        at = piece.end
    return pieces


def _piece(heard: Sequence[Word], at: int, *, is_first: bool) -> Piece | None:
    """What is said at a word and in those that belong to it."""
    said = heard[at].said
    behind = [_said(heard, at + ahead) for ahead in (1, 2)]
    figure = _FIGURES.get(said, "")
    if said in _TIMES and behind[0] in _FIGURES:
        return Piece(_FIGURES[behind[0]] * _TIMES[said], at + 2)
    is_one = len(figure) == 1 and figure != "0"
    if is_one and behind[0] in _ANDS and behind[1] in _ROUND:
        return Piece(_FIGURES[behind[1]][0] + figure, at + 3)
    if is_one and behind[0] in _HUNDREDS:
        return _with_rest(heard, at + 2, figure)
    if figure.endswith("00"):
        return _with_rest(heard, at + 1, figure[0])
    if said == "hundert":
        return _with_rest(heard, at + 1, "1")
    if said in _HUNDREDS:
        return None if is_first else Piece("00", at + 1)
    figure = figure or _of_hundreds(said)
    return Piece(figure, at + 1, is_open=said in _SPOKEN_FIRST) if figure else None


def _said(heard: Sequence[Word], at: int) -> str:
    """The word there if it follows the one before it; else nothing."""
    return heard[at].said if at < len(heard) and heard[at].follows else ""


def _with_rest(heard: Sequence[Word], at: int, hundreds: str) -> Piece:
    """Hundreds with what an "and" adds to them, or German does without one."""
    has_and = _said(heard, at) in _ANDS
    is_german = heard[at - 1].said.endswith("hundert")
    rest = _piece(heard, at + has_and, is_first=True) if _said(heard, at + has_and) else None
    fewest = 1 if has_and else 2
    if rest and (has_and or is_german) and fewest <= len(rest.digits) <= 2:
        return Piece(hundreds + rest.digits.zfill(2), rest.end)
    return Piece(f"{hundreds}00", at)


def _of_hundreds(said: str) -> str:
    """The digits of a word like "hundertzweiundfünfzig"; nothing where it is none."""
    found = _OF_HUNDREDS.fullmatch(said) if "hund" in said else None
    if found is None:
        return ""
    ones, rest = _FIGURES.get(found["ones"] or "ein", ""), _FIGURES.get(found["rest"], "")
    return ones + rest.zfill(2) if len(ones) == 1 and 1 <= len(rest) <= 2 else ""


def _readings(pieces: Sequence[Piece]) -> Iterator[str]:
    """How pieces may be read, "seventy one" as 71 before 70 1."""
    uncertain = [
        index
        for index, (piece, behind) in enumerate(pairwise(pieces))
        if piece.is_open and behind.digits in "123456789"
    ][:MOST_UNCERTAIN]
    for joined in product((True, False), repeat=len(uncertain)):
        ends = {index for index, is_joined in zip(uncertain, joined, strict=True) if is_joined}
        yield "".join(
            piece.digits[:-1] if index in ends else piece.digits
            for index, piece in enumerate(pieces)
        )
