"""How what a pattern finds can begin, and how the words of a text do.

A text has few words that begin as a pattern can, so the pattern is tried at those only.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from relay.core.reading.pattern import Pattern

LETTERS = 4  # of a beginning; figures are all the same
_ANYTHING = "*" * LETTERS
# Of a pattern; what is escaped or in a set is no bracket. Brackets are mostly passed at once.
_NO_BRACKET = r"\\.|\[[^\]]*\]"
_BRACKET = rf"\((?:[^][()\\]++|{_NO_BRACKET})*+\)"
for _ in range(3):  # in each other
    _BRACKET = rf"\((?:[^][()\\]++|{_NO_BRACKET}|{_BRACKET})*+\)"
_STRUCTURE = Pattern(rf"{_NO_BRACKET}|{_BRACKET}|[()|]")
_REST = Pattern(rf"(?:[^][()|\\]++|{_NO_BRACKET}|{_BRACKET})*+")  # of a choice
_PLAIN = r"[^][()|\\?*+{.^$]"
_STEP = Pattern(
    rf"(?P<sign>(?:{_PLAIN}*\|)+|\\.|\[[^\]]*\]|\(\?(?:<?[=!]|P<\w+>|-i:|:)|{_PLAIN}+(?![?*+{{])|.)"
    r"(?P<times>(?:[?*+]|\{[\d,]+\})\??)?"
)
# What says where a pattern can stand, and is tried sooner than letters are.
_EDGES = Pattern(r"(?:\\b|\(\?<[=!][^()]*\))*")
_FIGURE = Pattern(r"\d")
_WORD = Pattern(r"\w+")


@lru_cache(maxsize=16)
def beginnings_in(text: str) -> Sequence[tuple[int, str]]:
    """Where the words and figures of a text begin, and with which letters, signs and blanks."""
    even = even_figures(text)
    return [
        ((start := word.start()), even[start : start + LETTERS]) for word in _WORD.finditer(text)
    ]


def even_figures(text: str) -> str:
    """A text in which all figures are the same, as in beginnings."""
    return _FIGURE.sub("0", text)


def choices(body: str) -> list[str]:
    """The choices that a pattern leaves outside of all brackets."""
    cuts, depth = [-1], 0
    for sign in _STRUCTURE.finditer(body):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "|" and not depth:
            cuts.append(sign.start())
    return [body[cut + 1 : end] for cut, end in pairwise([*cuts, len(body)])]


def beginnings(body: str) -> set[str]:
    """How all that a pattern finds can begin.

    What can begin in more ways than are worth telling apart has a shorter beginning, or none ("").
    """
    begun, _, _ = _read(f"{body})", 0)
    return {even_figures(one.rstrip("*")) for one in begun}


def guarded(body: str) -> str:
    """The same pattern, given up at once where a match cannot begin.

    It says which letters can stand first and second in what the pattern finds.
    """
    begun = beginnings(body)
    known = min(map(len, begun))
    sets = (sorted({one[at] for one in begun}) for at in range(min(known, 2)))
    looks = "".join(f"[{''.join(map(_in_set, letters))}]" for letters in sets)
    if not looks:
        return body
    if len(choices(body)) > 1:
        return f"(?={looks})(?:{body})"
    return _EDGES.sub(lambda edges: f"{edges[0]}(?={looks})", body, count=1)


def _in_set(letter: str) -> str:
    return r"\d" if letter == "0" else re.escape(letter)


def _read(body: str, at: int) -> tuple[set[str], str, int]:
    """How a pattern can begin up to the end of a bracket, how often that may stand, and its end."""
    read, begun = set[str](), {""}
    while step := _STEP.match(body, at):
        at = step.end()
        sign, times = step.groups("")
        if sign == ")":
            return read | begun, times, at
        if sign[-1] == "|" and sign[0] != "\\":
            last, *others = sign[:-1].split("|")
            read.update((one + last)[:LETTERS] for one in begun)
            read.update(other[:LETTERS] for other in others)
            begun = {""}
            continue
        if sign[0] == "(":
            inside, times, at = _read(body, at)
            is_around = sign[-1] in "=!"  # it only looks at what stands there
            begun = begun if is_around else _followed(begun, inside, times)
        else:
            begun = _followed(begun, _letters(sign), times)
        rest = _REST.match(body, at) if len(min(begun, key=len)) == LETTERS else None
        at = rest.end() if rest else at
    raise ValueError("a bracket does not end")


def _letters(sign: str) -> set[str]:
    """What a sign of a pattern stands for."""
    if sign in (r"\b", "^", "$"):
        return {""}
    if sign == r"\d":
        return {"0"}
    if sign[0] == "[" and not {*r"\-^"} & {*sign}:
        return {*sign[1:-1]}
    is_open = sign == "." or sign[0] == "[" or (sign[0] == "\\" and sign[1].isalnum())
    return {_ANYTHING} if is_open else {sign.removeprefix("\\")}


def _followed(begun: set[str], more: set[str], times: str) -> set[str]:
    """Beginnings with what comes behind them, as far as they tell."""
    if times and times != "?":
        more = {(one + _ANYTHING)[:LETTERS] for one in more}
    if times.startswith(("?", "*", "{0")):
        more = more | {""}
    if begun == {""}:
        return {one[:LETTERS] for one in more}
    short = [one for one in begun if len(one) < LETTERS]
    longer = {(one + other)[:LETTERS] for one in short for other in more}
    return begun.difference(short) | longer
