"""What the traits of words say, added up for several chains of labels at once.

The weights of a trait for all labels are packed into one whole number, so that a word costs a few
additions; and what a word says of itself and of the words around it is added up once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, repeat
from struct import Struct
from sys import intern
from typing import NamedTuple

from relay.core.reading.learnt.chain import Chain, Scores
from relay.core.reading.learnt.lanes import BITS, packed
from relay.core.reading.learnt.traits import EDGE, REACH, STEPS, Told, word_traits
from relay.core.reading.learnt.weights import Alike

_MOST_KNOWN = 8192  # words, and other things told of them
# Where the word stands, counted from the lowest bits, that is so far from the one that tells of it.
_BESIDE = {str(step): REACH - step for step in range(-REACH, REACH + 1)}
_OF_TWO = frozenset(("pair", "next", "between", "behind"))  # kinds of traits of two words

_Weights = Mapping[str, int]
_NOTHING: _Weights = {}


class _Word(NamedTuple):
    """What a word tells."""

    alone: int  # of itself and the words around it
    behind: _Weights  # with the word or the shape before it
    ahead: _Weights  # with the shape behind it, or with the word behind that
    after: _Weights  # with the word before it, of what follows


class Weighing:
    """The weights of some chains, each of which has labels of its own.

    What a trait says is one number with a place for each word within reach, the farthest before
    its own word in the lowest bits, and in each place a lane for each label. What two words tell
    together is kept by the word, so that it is found without putting their trait together.
    """

    def __init__(self, chains: Sequence[Chain]) -> None:
        *firsts, lanes = accumulate((len(chain.labels) for chain in chains), initial=0)
        self.chains = tuple(replace(chain, weights=()) for chain in chains)  # those are packed
        self._rows = [
            Struct(f"<{4 * first}x{len(chain.labels)}i{4 * (lanes - first - len(chain.labels))}x")
            for chain, first in zip(chains, firsts, strict=True)
        ]
        self._width, self._size = BITS * lanes, 4 * lanes  # of a word, in bits and bytes
        self._mask = (1 << self._width) - 1
        self._zero = sum(1 << BITS * (lane + 1) - 1 for lane in range(lanes))
        self._told: dict[str, int] = {}
        self._behind = defaultdict[str, dict[str, int]](dict)
        self._ahead = defaultdict[str, dict[str, int]](dict)
        self._after = defaultdict[str, dict[str, int]](dict)
        for chain, first in zip(chains, firsts, strict=True):
            self._add(chain.weights, BITS * first)
        self._of_word = lru_cache(maxsize=_MOST_KNOWN)(self._of_word_once)
        self._of_traits = lru_cache(maxsize=_MOST_KNOWN)(self._sum)

    def scores(self, told: Sequence[Told]) -> list[Scores]:
        """What is told of each word of a text says for each label, by chain."""
        passing, words = 0, list[bytes]()  # what is said of the words within reach
        for at, said in enumerate((*self._said_by(told), *repeat(0, REACH))):
            passing += self._zero + said
            if at >= REACH:
                words.append((passing & self._mask ^ self._zero).to_bytes(self._size, "little"))
            passing >>= self._width
        return [list(row.iter_unpack(b"".join(words))) for row in self._rows]

    def _said_by(self, told: Sequence[Told]) -> Iterator[int]:
        """What each word of a text says of the words within reach."""
        words = [EDGE, *(one.token.word for one in told), EDGE]
        known = [self._of_word(one.token.text, one.token.word) for one in told]
        known = [edge := self._of_word(EDGE, EDGE), *known, edge]
        for at, (_, shape, found, place) in enumerate(told):
            before, here, after = known[at : at + 3]
            said = here.alone + self._of_traits(found) + self._of_traits(place)
            said += here.behind.get(words[at], 0) + after.behind.get(shape, 0)
            said += before.ahead.get(shape, 0) + before.ahead.get(words[at + 2], 0)
            yield said + before.after.get(words[at - 1], 0) if at > 1 else said

    def _add(self, rows: Sequence[Alike], lane: int) -> None:
        """Add what traits say, to their own word or to the one they stand beside ("-1 word no").

        Args:
            rows: what they say.
            lane: where the first label's begins, in bits.
        """
        beside = {kind: place * self._width for kind, place in _BESIDE.items()}
        for row, traits in rows:
            one = packed(row) << lane
            here = one << REACH * self._width
            for trait in traits:
                kind, _, bare = trait.partition(" ")
                weights, said = self._told, here
                if kind in _OF_TWO:
                    weights, trait = self._of_two(kind, bare)
                elif kind in beside and bare.partition(" ")[0] in STEPS:
                    trait, said = bare, one << beside[kind]
                weights[trait] = weights[trait] + said if trait in weights else said

    def _of_two(self, kind: str, words: str) -> tuple[dict[str, int], str]:
        """Where a trait of two words is kept, and by which of them."""
        first, second = words.rsplit(" ", 1) if kind == "next" else words.split(" ", 1)
        if kind == "between" or " " in second:
            return self._ahead[intern(first)], intern(second)
        by_word = self._after if kind == "behind" else self._behind
        return by_word[intern(second)], intern(first)

    def _of_word_once(self, text: str, word: str) -> _Word:
        tables = (self._behind, self._ahead, self._after)
        return _Word(
            self._sum(word_traits(text, word)), *(table.get(word, _NOTHING) for table in tables)
        )

    def _sum(self, traits: Iterable[str]) -> int:
        """What traits say together of the words around theirs."""
        return sum(map(self._told.get, traits, repeat(0)))
