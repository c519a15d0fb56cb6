"""Draws what fails in a night."""

import random
from collections.abc import Callable, Iterator, Sequence

from relay.core.crew import Person
from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from relay.simulate.moves import Dies, Fails, Fills, Jumps, Move, Refuses

Draw = Callable[[random.Random, str | None], Fault]
ALL_NIGHT = 86_400  # seconds
LOSSES = (Loss.ERROR, Loss.RESET, Loss.HANG)


def _refuse(chance: random.Random, phone: str | None) -> Fault:
    code, status = chance.choice(
        ((20429, 429), (20429, 429), (21610, 400), (21211, 400), (30007, 400), (20003, 401))
    )
    return Fault(Trouble.REFUSE, phone, status=status, code=code, seconds=chance.choice((0, 0, 3)))


def _undelivered(chance: random.Random, phone: str | None) -> Fault:
    code = chance.choice((30003, 30003, 30005, 30006, 30007, 30008, 30002))
    return Fault(Trouble.UNDELIVERED, phone, code=code)


CARRIER: Sequence[tuple[Draw, Sequence[float]]] = (
    # What fails, and for how many seconds.
    (_refuse, (20, 120, 900)),
    (lambda chance, _: Fault(Trouble.OUTAGE), (30, 300, 3600)),
    (lambda chance, phone: Fault(Trouble.DROP, phone, how=chance.choice(LOSSES)), (10, 90, 600)),
    (lambda chance, phone: Fault(Trouble.LOSE_ANSWER, phone, how=chance.choice(LOSSES)), (30, 600)),
    (lambda chance, phone: Fault(Trouble.SLOW_ANSWER, phone, seconds=12), (30, 300)),
    (
        lambda chance, phone: Fault(Trouble.STUCK, phone, seconds=chance.choice((30, 100, 900))),
        (60, 1200),
    ),
    (_undelivered, (60, 600, 3600)),
    (lambda chance, phone: Fault(Trouble.DELIVERED_TWICE, phone), (600,)),
    (lambda chance, phone: Fault(Trouble.CALLBACKS_NEVER, phone), (300, 3600)),
    (
        lambda chance, phone: Fault(Trouble.CALLBACKS_LATE, phone, seconds=chance.choice((5, 90))),
        (600,),
    ),
    (lambda chance, phone: Fault(Trouble.CALLBACKS_TWICE, phone), (3600,)),
    (lambda chance, phone: Fault(Trouble.CALLBACKS_REVERSED, phone), (3600,)),
    (lambda chance, phone: Fault(Trouble.INBOUND_LOST, phone), (30, 600)),
    (
        lambda chance, phone: Fault(Trouble.INBOUND_LATE, phone, seconds=chance.choice((2, 12))),
        (900,),
    ),
    (lambda chance, phone: Fault(Trouble.INBOUND_TWICE, phone), (3600,)),
)


def draw_abroad(chance: random.Random, crew: Sequence[Person], rate: float) -> list[Move]:
    """Somebody on call is abroad all night: texts take their time to their phone and from it."""
    if chance.random() >= rate / 3:
        return []
    phone = chance.choice(crew).phone
    slow = Fault(Trouble.STUCK, phone, seconds=chance.choice((20, 50, 90)))
    late = Fault(Trouble.INBOUND_LATE, phone, seconds=30)
    return [Fails(0, ALL_NIGHT, slow), Fails(0, ALL_NIGHT, late)]


def draw_hour(chance: random.Random, rate: float) -> list[Move]:
    """The carrier is down for a whole hour."""
    down = Fails(chance.uniform(0, 300), 3600, Fault(Trouble.OUTAGE))
    return [down] if chance.random() < rate / 15 else []


def draw_faults(
    chance: random.Random, lasts: float, crew: Sequence[Person], rate: float
) -> Iterator[Move]:
    """What fails in a night, each with the given likelihood."""
    for make, spans in CARRIER:
        if chance.random() < rate:
            phone = chance.choice([None, *(person.phone for person in crew)])
            yield Fails(chance.uniform(0, lasts * 0.8), chance.choice(spans), make(chance, phone))
    for _ in range(3):
        if chance.random() < rate:
            points = chance.choice((0, chance.randrange(1, 12), chance.randrange(1, 200)))
            yield Dies(chance.uniform(0, lasts), points, chance.choice((1, 20, 120, 1500)))
    for _ in range(2):
        if chance.random() < rate:
            points = chance.choice((0, chance.randrange(1, 40)))
            yield Refuses(chance.uniform(0, lasts), points, chance.choice((0, 0, 5, 60, 600)))
    if chance.random() < rate / 2:
        yield Jumps(chance.uniform(0, lasts), chance.choice((-3600, -300, -30, 30, 300, 3600)))
    if chance.random() < rate / 3:
        yield Fills(chance.uniform(0, lasts), chance.choice((30, 600)))
