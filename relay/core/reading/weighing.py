"""What the traits of words say, added up for several chains of labels at once.

The weights of a trait for all labels are packed into one whole number, so that a word costs a few
additions; and what a word says of itself and of the words around it is added up once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, repeat
from struct import Struct

from relay.core.reading.chain import Chain, Scores
from relay.core.reading.traits import REACH, STEPS, Told, word_traits

_BITS = 32  # of one label: more than 150 traits of the largest weight add up to
_MOST_KNOWN = 4096  # words, and findings of the rules


class Weighing:
    """The weights of some chains, each of which has labels of its own.

    What a trait says is one number with a place for each word within reach, the farthest before
    its own word in the lowest bits, and in each place a lane for each label.
    """

    def __init__(self, chains: Sequence[Chain]) -> None:
        *firsts, lanes = accumulate((len(chain.labels) for chain in chains), initial=0)
        self.chains = tuple(replace(chain, weights={}) for chain in chains)  # those are packed
        self._rows = [
            Struct(f"<{4 * first}x{len(chain.labels)}i{4 * (lanes - first - len(chain.labels))}x")
            for chain, first in zip(chains, firsts, strict=True)
        ]
        self._width, self._size = _BITS * lanes, 4 * lanes  # of a word, in bits and bytes
        self._mask = (1 << self._width) - 1
        self._zero = sum(1 << _BITS * (lane + 1) - 1 for lane in range(lanes))
        self._spreading: dict[str, int] = {}
        self._alone: dict[str, int] = {}
        for chain, first in zip(chains, firsts, strict=True):
            for trait, row in chain.weights.items():
                self._add(trait, sum(value << _BITS * at for at, value in enumerate(row, first)))
        self._of_word = lru_cache(maxsize=_MOST_KNOWN)(self._of_word_once)
        self._of_finding = lru_cache(maxsize=_MOST_KNOWN)(self._sum)

    def scores(self, told: Sequence[Told]) -> list[Scores]:
        """What is told of each word of a text says for each label, by chain."""
        passing, words = 0, list[bytes]()  # what is said of the words within reach
        for at in range(len(told) + REACH):
            passing += self._zero
            if at < len(told):
                passing += self._said_by(told[at])
            if at >= REACH:
                words.append((passing & self._mask ^ self._zero).to_bytes(self._size, "little"))
            passing >>= self._width
        return [list(row.iter_unpack(b"".join(words))) for row in self._rows]

    def _said_by(self, one: Told) -> int:
        alone = sum(map(self._alone.get, one.alone, repeat(0)))
        of_word = self._of_word(one.token.text, one.token.word)
        return of_word + self._of_finding(one.found) + (alone << REACH * self._width)

    def _add(self, trait: str, value: int) -> None:
        """Add what a trait says, to its own word or to the one it stands beside ("-1 word no")."""
        step, _, bare = trait.partition(" ")
        is_beside = step.lstrip("-").isdigit()
        bare = bare if is_beside else trait
        if bare.partition(" ")[0] in STEPS:
            place = REACH - int(step) if is_beside else REACH
            value = self._spreading.get(bare, 0) + (value << place * self._width)
            self._spreading[bare] = value
        else:
            self._alone[trait] = self._alone.get(trait, 0) + value

    def _of_word_once(self, text: str, word: str) -> int:
        return self._sum(word_traits(text, word))

    def _sum(self, traits: Iterable[str]) -> int:
        """What traits say together of the words around theirs."""
        return sum(map(self._spreading.get, traits, repeat(0)))
