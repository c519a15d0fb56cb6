"""What the traits of words say, added up for several chains of labels at once.

The weights of a trait for all labels are packed into one whole number, so that a word costs a few
additions; and what a word says of itself and of the words around it is added up once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from struct import Struct

from relay.core.reading.chain import Chain, Scores
from relay.core.reading.traits import REACH, STEPS, Told, word_traits

_BITS = 32  # of one label: more than 150 traits of the largest weight add up to
_MOST_KNOWN = 4096  # words, and findings of the rules
_AROUND = 2 * REACH + 1  # words
_NOTHING = (0,) * _AROUND


class Weighing:
    """The weights of some chains, each of which has labels of its own."""

    def __init__(self, chains: Sequence[Chain]) -> None:
        lanes = [0, *accumulate(len(chain.labels) for chain in chains)]
        self.chains = tuple(replace(chain, weights={}) for chain in chains)  # those are packed
        self._lanes = tuple(pairwise(lanes))
        self._row = Struct(f"<{lanes[-1]}I")
        self._zero = sum(1 << _BITS * (lane + 1) - 1 for lane in range(lanes[-1]))
        self._spreading: dict[str, tuple[int, ...]] = {}
        self._alone: dict[str, int] = {}
        for chain, lane in zip(chains, lanes, strict=False):
            for trait, row in chain.weights.items():
                self._add(trait, sum(value << _BITS * at for at, value in enumerate(row, lane)))
        self._of_word = lru_cache(maxsize=_MOST_KNOWN)(self._of_word_once)
        self._of_finding = lru_cache(maxsize=_MOST_KNOWN)(self._sums)

    def scores(self, told: Sequence[Told]) -> list[Scores]:
        """What is told of each word of a text says for each label, by chain."""
        totals = [self._zero] * (len(told) + _AROUND - 1)
        for at, one in enumerate(told):
            of_word = self._of_word(one.token.text, one.token.word)
            for beside, value in enumerate(of_word, at):
                totals[beside] += value
            if one.found:
                for beside, value in enumerate(self._of_finding(one.found), at):
                    totals[beside] += value
            totals[at + REACH] += sum(map(self._alone.get, one.alone, repeat(0)))
        size = self._row.size
        rows = [self._row.unpack(total.to_bytes(size, "little")) for total in totals[REACH:-REACH]]
        return [[row[first:last] for row in rows] for first, last in self._lanes]

    def _add(self, trait: str, value: int) -> None:
        """Add what a trait says, to its own word or to the one it stands beside ("-1 word no")."""
        step, _, bare = trait.partition(" ")
        is_beside = step.lstrip("-").isdigit()
        bare = bare if is_beside else trait
        if bare.partition(" ")[0] in STEPS:
            place = REACH - int(step) if is_beside else REACH
            row = self._spreading.get(bare, _NOTHING)
            self._spreading[bare] = (*row[:place], row[place] + value, *row[place + 1 :])
        else:
            self._alone[trait] = self._alone.get(trait, 0) + value

    def _of_word_once(self, text: str, word: str) -> Sequence[int]:
        return self._sums(word_traits(text, word))

    def _sums(self, traits: Iterable[str]) -> Sequence[int]:
        """What traits say together of the words around theirs, from the farthest before it on."""
        known = [self._spreading[trait] for trait in traits if trait in self._spreading]
        return tuple(map(sum, zip(*known, strict=True))) or _NOTHING
