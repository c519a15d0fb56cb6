"""How long a shop is looked for among 100,000, each with two aliases."""

import random
from statistics import median
from time import process_time

from relay.core.directory import Directory, read_shops
from relay.core.reading.wording import listed

SHOPS = 100_000
GOAL = 20.0  # milliseconds
LOOKUPS = 300
PARTS = listed("garn kaffe vin tøj bog sko hus lund berg skov lys te ost fisk have cykel kunst")
KINDS = listed("butikken huset kælderen shop land verden stuen boden laden nordic online")


def measure() -> None:
    """Print the figures; the goal stands beside them."""
    chance = random.Random(7)
    start = process_time()
    shops, _ = read_shops(csv(SHOPS, chance), "DK")
    directory = Directory(shops)
    print(f"directory of {SHOPS} shops with two aliases: read in {process_time() - start:.1f} s")
    for what, names in {
        "names that are not in it": [f"{_name(chance)} og co" for _ in range(LOOKUPS)],
        "misspelled names": [_misspelt(shop.name) for shop in chance.choices(shops, k=LOOKUPS)],
    }.items():
        spent = [_milliseconds(directory, name) for name in names]
        print(f"{what}: median {median(spent):.1f} ms, slowest {max(spent):.1f} ms (goal {GOAL})")


def csv(count: int, chance: random.Random) -> str:
    """The file of such a directory."""
    rows = ["domain,name,aliases,contact,phones"]
    for at in range(count):
        name, phone = _name(chance), f"+45{20_100_000 + at}"
        domain = f"{name.replace(' ', '')}{at}.dk".lower()
        rows.append(f"{domain},{name},{_name(chance)};{_name(chance)} ApS,Mette Holm,{phone}")
    return "\n".join(rows)


def _name(chance: random.Random) -> str:
    words = [*chance.choices(PARTS, k=chance.randint(1, 3)), chance.choice(KINDS)]
    return " ".join(words).title() + chance.choice(["", f" {chance.randint(1, 99_999)}"])


def _misspelt(name: str) -> str:
    return name[:3] + "x" + name[4:]


def _milliseconds(directory: Directory, name: str) -> float:
    start = process_time()
    directory.match(name, None)
    return (process_time() - start) * 1000


if __name__ == "__main__":
    measure()
