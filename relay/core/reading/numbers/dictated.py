"""Phone numbers that a telephone wrote down as words, as dictation does."""

import re
from collections.abc import Iterator

from relay.core.reading.wording import listed, words

_DANISH_TENS = "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"
_TENS = {
    "da": listed(_DANISH_TENS),
    "nb": listed("tjue tretti førti femti seksti sytti åtti nitti"),
    "sv": listed("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"),
    "de": listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
    "en": listed("twenty thirty forty fifty sixty seventy eighty ninety"),
}
_ONES = {
    "da": listed("en to tre fire fem seks syv otte ni"),
    "nb": listed("en to tre fire fem seks sju åtte ni"),
    "sv": listed("ett två tre fyra fem sex sju åtta nio"),
    "de": listed("ein zwei drei vier fünf sechs sieben acht neun"),
    "en": listed("one two three four five six seven eight nine"),
}
_TEENS = {
    "da": listed("ti elleve tolv tretten fjorten femten seksten sytten atten nitten"),
    "nb": listed("ti elleve tolv tretten fjorten femten seksten sytten atten nitten"),
    "sv": listed("tio elva tolv tretton fjorton femton sexton sjutton arton nitton"),
    "de": listed("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"),
    "en": listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
}
_TENS_FIRST = frozenset(word for language in ("nb", "sv", "en") for word in _TENS[language])
_ZEROS = ("nul", "null", "noll", "zero", "oh")
_OTHER_SPELLINGS = {"et": 1, "én": 1, "ét": 1, "eins": 1, "zwo": 2, "syv": 7, "tyve": 20}
_TIMES = {"double": 2, "triple": 3, "dobbelt": 2, "dubbel": 2, "doppel": 2}  # "double seven"
_HUNDREDS = frozenset(("hundred", "hundrede", "hundre", "hundra", "hundert"))
_AND_BEHIND_HUNDREDS = frozenset(("og", "and", "och", "und"))  # "ni hundre og tolv" is 912
_ENDS_OF_HUNDREDS = tuple(_HUNDREDS)
_JOINT = "+"
_AND = {"da": "og", "de": "und"}  # "toogtyve": the ones come first
FEWEST_DIGITS = 8
FEWEST_WORDS = 3  # that hold so many digits: "triple twenty-two thirty"


def _figures() -> dict[str, str]:
    """Every number word from 0 to 99, and the round hundreds, with its digits."""
    figures = dict.fromkeys(_ZEROS, "0")
    figures |= {word: str(value) for word, value in _OTHER_SPELLINGS.items()}
    for language, tens in _TENS.items():
        ones, joint = _ONES[language], _AND.get(language)
        figures |= {word: str(value) for value, word in enumerate(ones, start=1)}
        figures |= {word: str(value) for value, word in enumerate(_TEENS[language], start=10)}
        for ten, round_word in enumerate(tens, start=2):
            figures[round_word] = f"{ten}0"
            for one, word in enumerate(ones, start=1):
                joined = f"{word}{joint}{round_word}" if joint else f"{round_word}{word}"
                figures[joined] = f"{ten}{one}"
        for one, word in enumerate(ones, start=1):
            figures |= {f"{word}{hundred}": f"{one}00" for hundred in _HUNDREDS}
    return {word.casefold(): digits for word, digits in figures.items()}


_FIGURES = _figures()
_SPOKEN = _FIGURES.keys() | _TIMES.keys()
_FIGURE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def dictated_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of number words that hold eight digits or more: start, end and the digits."""
    said = " ".join(words(text)).replace("-", "").replace("'", " ").split()
    if sum(map(_SPOKEN.__contains__, said)) < FEWEST_WORDS:
        return
    digits, start, end, before = "", 0, 0, ""
    for word in _FIGURE.finditer(text):
        spoken = word[0].casefold().replace("-", "")
        if digits and text[end : word.start()].strip(" ,-"):
            if len(digits) >= FEWEST_DIGITS:
                yield start, end, digits
            digits, before = "", ""
        start = start if digits else word.start()
        heard = _heard(digits, before, spoken)
        if heard is None and len(digits) >= FEWEST_DIGITS:
            yield start, end, digits
        is_joint = spoken in _AND_BEHIND_HUNDREDS and before.endswith(_ENDS_OF_HUNDREDS)
        digits, end = heard or "", word.end()
        before = f"{before}{_JOINT}" if is_joint else spoken
    if len(digits) >= FEWEST_DIGITS:
        yield start, end, digits


def _heard(digits: str, before: str, spoken: str) -> str | None:
    """The digits with one word more; None where the word is no part of a number.

    Args:
        before: the word before it; behind hundreds with a mark for their "and".
        spoken: the word, in small letters and without a hyphen.
    """
    if digits and spoken in _TIMES:
        return digits
    if digits and spoken in _HUNDREDS:
        return f"{digits}00"
    if digits and spoken in _AND_BEHIND_HUNDREDS and before.endswith(_ENDS_OF_HUNDREDS):
        return digits
    figure = _FIGURES.get(spoken, "") * _TIMES.get(before, 1)
    if not figure:
        return None
    if digits and before.endswith(_JOINT):
        return digits[:-2] + figure.zfill(2)
    is_rest = digits and before in _TENS_FIRST and figure in "123456789"  # "thirty one"
    return (digits[:-1] if is_rest else digits) + figure
