"""Which of very many spellings may be like another: told by their letters, all at once.

Two spellings have no more letters in common in their order than in any order. Those are counted
for all spellings of a length together, in whole numbers that have a bit for each spelling.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from string import ascii_lowercase, digits

LETTERS = frozenset((ascii_lowercase + digits).encode())  # any other is taken for a shared one
LONGEST = 255  # letters; a longer spelling is known by its length alone
FEW = 16  # bits for one that is set; with fewer bits they are looked for one by one
_HAS = {letter: bytes(ord("01"[one == letter]) for one in range(256)) for letter in LETTERS}
_SET = bytes.maketrans(b"01", b"\x00\x01")


class Spellings:
    """Spellings that can be narrowed down to a few hundred before they are compared."""

    def __init__(self, spellings: Sequence[str]) -> None:
        """Count the letters of every spelling."""
        self._spellings = spellings
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, spelling in enumerate(spellings):
            places[len(spelling)].append(place)
        self._of_length = {
            length: (some, _holders([spellings[place] for place in some], length))
            for length, some in places.items()
        }

    def near(self, key: str, alike: int) -> list[str]:
        """The spellings, in their order, but for those that cannot be alike to so many per cent.

        It is what `rapidfuzz.fuzz.ratio` says: how many of the letters of both are in common.
        """
        counts = {letter: key.count(chr(letter)) for letter in LETTERS}
        others = len(key) - sum(counts.values())
        found: list[int] = []
        for length, (places, holders) in self._of_length.items():
            common = -(-alike * (len(key) + length) // 200)  # letters, at least
            if common > min(len(key), length):
                continue
            if length > LONGEST:
                found += places
                continue
            having = (bits for letter in holders for bits in holders[letter][: counts[letter]])
            found += _chosen(places, _at_least(common - others, having, len(places)))
        return [self._spellings[place] for place in sorted(found)]


def _holders(spellings: Sequence[str], length: int) -> dict[int, list[int]]:
    """For each letter: who has it, who has it twice or more, and so on; the first is the top bit.

    Args:
        spellings: all of them as long as each other.
        length: how long that is.
    """
    found: defaultdict[int, list[int]] = defaultdict(list)
    if length > LONGEST:
        return found
    letters = "".join(spellings).encode("ascii", "replace")
    for column in (letters[at::length] for at in range(length)):
        for letter in LETTERS.intersection(column):
            once_more = int(column.translate(_HAS[letter]), 2)
            for times, before in enumerate(found[letter]):
                found[letter][times], once_more = before | once_more, before & once_more
            if once_more:
                found[letter].append(once_more)
    return found


def _at_least(least: int, numbers: Iterable[int], width: int) -> int:
    """The bits that are set in so many of the numbers, or in more.

    All bits are counted side by side: `sums` are the binary digits of the counts, the last one
    first. They begin so high that who reaches `least` is carried over the top.
    """
    everyone = (1 << width) - 1
    if least <= 0:
        return everyone
    size = least.bit_length()
    sums = [everyone if ((1 << size) - least) >> digit & 1 else 0 for digit in range(size)]
    over = 0
    for carried in numbers:
        for digit, before in enumerate(sums):
            if not carried:
                break
            sums[digit], carried = before ^ carried, before & carried
        over |= carried
    return over


def _chosen(places: Sequence[int], bits: int) -> list[int]:
    """The places whose bits are set; the first place has the top bit."""
    if not bits:
        return []
    numeral = f"{bits:0{len(places)}b}"
    if bits.bit_count() * FEW > len(places):
        return list(compress(places, numeral.encode().translate(_SET)))
    found = [numeral.index("1")]
    while (at := numeral.find("1", found[-1] + 1)) >= 0:
        found.append(at)
    return [places[at] for at in found]
