"""Narrowing spellings down: none that is like the one looked for may be lost."""

import random
from collections.abc import Sequence
from string import ascii_lowercase

import pytest
from rapidfuzz import fuzz, process

from relay.core.alike import LONGEST, Spellings
from relay.core.directory import ALIKE, GAP, Directory, How, Match, Webshop
from relay.core.reading.wording import listed

PARTS = listed("garn kaffe vin tøj bog sko hus lund berg skov lys te ost fisk have cykel uld")
KINDS = listed("butikken huset kælderen shop land verden boden laden nordic online 24 2000")
LETTERS = [*ascii_lowercase, "7", "æ", "ж", "店"]


def shops(count: int, chance: random.Random) -> list[Webshop]:
    def name() -> str:
        words = [*chance.choices(PARTS, k=chance.randint(1, 3)), chance.choice(KINDS)]
        return " ".join(words) + chance.choice(["", "", " ApS", str(chance.randint(1, 999))])

    return [Webshop("", name(), (name(), name()), "", ()) for _ in range(count)]


def misspelt(name: str, chance: random.Random) -> str:
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(name))
        slip = chance.choice(["", chance.choice(LETTERS), name[at] * 2, name[at : at + 2][::-1]])
        name = name[:at] + slip + name[at + 1 :] or "x"
    return name


def looked_for(known: Sequence[Webshop], count: int, chance: random.Random) -> list[str]:
    names = [misspelt(chance.choice(known).name, chance) for _ in range(count)]
    return names + ["".join(chance.choices(LETTERS, k=chance.randint(1, 30))) for _ in names]


class All(Spellings):
    """Narrows nothing down."""

    def near(self, key: str, alike: int) -> list[str]:
        return list(self._spellings)


def test_directory_answers_as_if_it_compared_all(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)
    known = shops(2_000, chance)
    directory = Directory(known)
    monkeypatch.setattr("relay.core.directory.Spellings", All)
    slow = Directory(known)

    names = looked_for(known, 1_000, chance)
    answers: list[tuple[str, Match | None]] = [
        (name, directory.match(name, None)) for name in names
    ]

    assert answers == [(name, slow.match(name, None)) for name in names]
    hows = [match.how for _, match in answers if match]
    assert hows.count(How.LIKENESS) > 50
    assert sum(match is None for _, match in answers) > 1_000


@pytest.mark.parametrize("alike", [70, ALIKE - GAP, 95, 100])
def test_whatever_is_alike_is_near(alike: int) -> None:
    chance = random.Random(alike)
    spellings = list(dict.fromkeys(misspelt(shop.name, chance) for shop in shops(2_000, chance)))
    spellings += ["店" * 8, "店店店店жжжж", "a" * LONGEST, "a" * LONGEST + "b", "ab" * LONGEST]
    narrowed = Spellings(spellings)

    for key in [*looked_for(shops(150, chance), 150, chance), *spellings[-5:], "a" * 5000, ""]:
        near = narrowed.near(key, alike)
        found = process.extract(key, spellings, scorer=fuzz.ratio, score_cutoff=alike, limit=None)
        assert {spelling for spelling, score, _ in found} <= set(near), key
        assert near == [spelling for spelling in spellings if spelling in set(near)]


def test_few_of_many_are_compared() -> None:
    chance = random.Random(5)
    known = shops(20_000, chance)
    spellings = Spellings(list({name for shop in known for name in (shop.name, *shop.aliases)}))
    names = looked_for(known, 50, chance)

    compared = [len(spellings.near(name, ALIKE - GAP)) for name in names]

    assert sum(compared) < 0.02 * len(names) * len(spellings.near("", 0))


def test_no_spellings_are_near_nothing() -> None:
    assert Spellings([]).near("garnhuset", 80) == []
