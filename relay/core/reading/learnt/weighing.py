"""What the traits of words say, added up for several chains of labels at once.

The weights of a trait for all labels are packed into one whole number, so that a word costs a few
additions; and what a word says of itself and of the words around it is added up once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, repeat
from struct import Struct

from relay.core.reading.learnt.chain import Chain, Scores
from relay.core.reading.learnt.lanes import BITS
from relay.core.reading.learnt.traits import REACH, Told, of_two, word_traits

_MOST_KNOWN = 8192  # words, and other things told of them


class Weighing:
    """The weights of some chains, each of which has labels of its own.

    What a trait says is one number with a place for each word within reach, the farthest before
    its own word in the lowest bits, and in each place a lane for each label.
    """

    def __init__(self, chains: Sequence[Chain]) -> None:
        *firsts, lanes = accumulate((len(chain.labels) for chain in chains), initial=0)
        self.chains = tuple(replace(chain, weights={}) for chain in chains)  # those are added up
        self._rows = [
            Struct(f"<{4 * first}x{len(chain.labels)}i{4 * (lanes - first - len(chain.labels))}x")
            for chain, first in zip(chains, firsts, strict=True)
        ]
        self._width, self._size = BITS * lanes, 4 * lanes  # of a word, in bits and bytes
        self._mask = (1 << self._width) - 1
        self._zero = sum(1 << BITS * (lane + 1) - 1 for lane in range(lanes))
        self._told: dict[str, int] = {}
        for chain, first in zip(chains, firsts, strict=True):
            self._add(chain, BITS * first)
        self._of_word = lru_cache(maxsize=_MOST_KNOWN)(self._of_word_once)
        self._of_traits = lru_cache(maxsize=_MOST_KNOWN)(self._sum)

    def scores(self, told: Told) -> list[Scores]:
        """What is told of each word of a text says for each label, by chain."""
        passing, words = 0, list[bytes]()  # what is said of the words within reach
        for at, said in enumerate((*self._said_by(told), *repeat(0, REACH))):
            passing += self._zero + said
            if at >= REACH:
                words.append((passing & self._mask ^ self._zero).to_bytes(self._size, "little"))
            passing >>= self._width
        return [list(row.iter_unpack(b"".join(words))) for row in self._rows]

    def _said_by(self, told: Told) -> Iterator[int]:
        """What each word of a text says of the words within reach."""
        said = (
            map(self._of_word, told.texts, told.words),
            map(self._of_traits, map(tuple, told.found)),
            map(self._of_traits, told.places),
            *(map(self._told.get, traits, repeat(0)) for traits in of_two(told)),
        )
        return map(sum, zip(*said, strict=True))

    def _add(self, chain: Chain, lane: int) -> None:
        """Add what traits say, to their own word or to the one they stand beside.

        Args:
            lane: where the first label's begins, in bits.
        """
        told, known = self._told, self._told.get
        for step, weights in chain.weights.items():
            place = lane + (REACH - step) * self._width
            for row, names in zip(weights.rows, weights.names, strict=True):
                said = row << place
                for name in names.split("\t"):
                    told[name] = known(name, 0) + said

    def _of_word_once(self, text: str, word: str) -> int:
        return self._sum(word_traits(text, word))

    def _sum(self, traits: Iterable[str]) -> int:
        """What traits say together of the words around theirs."""
        return sum(map(self._told.get, traits, repeat(0)))
