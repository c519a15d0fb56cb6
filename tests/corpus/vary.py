"""Labelled texts said once more by somebody else: other names, other shops, another typing.

What is learnt from them is how people say who they are, not what they are called.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from relay.core.reading.fields.given_names import GIVEN_NAMES
from tests.corpus.parts import Row

_FIELDS = ("name", "webshop", "problem")
_SHOP, _NAME = "\x01", "\x02"
_VOWELS, _CONSONANTS = "aeiouyæøåö", "bdfghjklmnprstvk"
_JOINT = re.compile(r"[&+]| og | and | och | und ")
_ODD, _CHANGED = 0.2, 0.35  # given names that nobody has, and how many of their letters change
_SMALL, _CAPITAL, _BARE = 0.25, 0.15, 0.25  # texts in small letters, in capitals, without commas


@dataclass(frozen=True, slots=True)
class Stock:
    """What names are made of."""

    given: Sequence[str]
    family: Sequence[str]
    shops: Sequence[str]
    hosts: Sequence[str]


def varied(rows: Sequence[Row], times: int = 1) -> Iterator[Row]:
    """Each text some times more, where it can be; the same every time."""
    chance, stock = Random(1), _stock(rows)
    for row in [*rows] * times:
        said = _varied(row, stock, chance)
        if said:
            yield said


def _stock(rows: Sequence[Row]) -> Stock:
    names = [row["gold"]["name"] for row in rows if row["gold"]["name"]]
    shops = [row["gold"]["webshop"] for row in rows if row["gold"]["webshop"]]
    family = {name.split()[-1].title() for name in names if len(name.split()) > 1}
    hosts = {shop for shop in shops if _is_host(shop)}
    return Stock(*map(sorted, (GIVEN_NAMES, family, set(shops) - hosts, hosts)))


def _is_host(shop: str) -> bool:
    return "." in shop and " " not in shop


def _varied(row: Row, stock: Stock, chance: Random) -> Row | None:
    gold = dict(row["gold"])
    name, shop = gold["name"], gold["webshop"]
    new_name = None
    if name and name in row["body"] and not _JOINT.search(name):
        new_name = _cased(_new_name(name, stock, chance), name)
    new_shop = _new_shop(shop, new_name, row["body"], stock, chance) if shop else None

    def said(text: str) -> str:
        if new_shop:
            text = _replaced(text, shop, _SHOP, is_any_case=_is_host(shop))
        if new_name:
            text = _replaced(text, name, _NAME)
            if " " in name:
                text = _replaced(text, name.split()[0], new_name.split()[0])
        return text.replace(_SHOP, new_shop or "").replace(_NAME, new_name or "")

    gold |= {"problem": gold["problem"] and said(gold["problem"])}
    gold |= {"name": new_name or name, "webshop": new_shop or shop}
    return _typed(row, said(row["body"]), gold, chance)


def _typed(row: Row, body: str, gold: dict[str, str | None], chance: Random) -> Row | None:
    """A text as a hurried, shouting or lazy writer types it; None when a field got lost."""
    drawn, is_bare = chance.random(), chance.random() < _BARE
    if is_bare and "\n" not in body:
        body, gold = _all(_bare, body, gold)
    if drawn < _SMALL:
        body, gold = _all(str.lower, body, gold)
    elif drawn < _SMALL + _CAPITAL:
        body, gold = _all(str.upper, body, gold)
    told = gold["problem"]
    return None if told and told not in body else {**row, "body": body, "gold": gold}


def _all(
    change: Callable[[str], str], body: str, gold: dict[str, str | None]
) -> tuple[str, dict[str, str | None]]:
    changed = {
        field: change(value)
        for field in _FIELDS
        if (value := gold[field]) and not (field == "webshop" and _is_host(value))
    }
    return change(body), {**gold, **changed}


def _bare(text: str) -> str:
    """Without the signs that separate."""
    return re.sub(r"(?<=\w)[.,;!?]+(?= |$)", "", re.sub(r" [/|-]+ ", " ", text))


def _new_name(old: str, stock: Stock, chance: Random) -> str:
    given = chance.choice(stock.given)
    if chance.random() < _ODD:
        given = _twisted(given, chance)
    if " " not in old or not stock.family:
        return given.title()
    family = chance.choice(stock.family)
    family = _twisted(family.lower(), chance).title() if chance.random() < _ODD else family
    middle = f" {chance.choice(stock.given).title()}" if len(old.split()) > 2 else ""
    return f"{given.title()}{middle} {family}"


def _twisted(word: str, chance: Random) -> str:
    """A name that nobody has, sounding like one."""
    letters = [
        chance.choice(_VOWELS if letter in _VOWELS else _CONSONANTS)
        if chance.random() < _CHANGED and letter.isalpha()
        else letter
        for letter in word
    ]
    return "".join(letters)


def _new_shop(old: str, owner: str | None, body: str, stock: Stock, chance: Random) -> str | None:
    if _is_host(old):
        return chance.choice(stock.hosts) if body.lower().count(old) == 1 else None
    if old not in body or not stock.shops:
        return None
    shop = chance.choice(stock.shops)
    first, *rest = shop.split()
    if rest and first.endswith("s") and first[:-1].rstrip("'").lower() in GIVEN_NAMES:
        of = (owner or chance.choice(stock.given)).split()[-1].title()
        shop = " ".join([of + ("'s" if "'" in first else "s"), *rest])
    return _cased(shop, old)


def _cased(new: str, old: str) -> str:
    if old.isupper() and len(old) > 2:
        return new.upper()
    return new.lower() if old.islower() else new


def _replaced(text: str, old: str, new: str, *, is_any_case: bool = False) -> str:
    flags = re.IGNORECASE if is_any_case else 0
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text, flags=flags)
