"""Draws a night from a seed: who writes what, who wakes when, what fails."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from relay.core.crew import Person
from relay.settings import Settings
from relay.simulate.moves import (
    Answers,
    Complains,
    Confirms,
    Drills,
    Move,
    PicksUp,
    Plan,
    Rings,
    Says,
    Then,
    Writes,
)
from relay.simulate.plan_faults import draw_abroad, draw_faults, draw_hour

SHOPS = (
    ("Jonas", "lampehuset.dk", "da"),
    ("Ingrid", "tehuset.se", "sv"),
    ("Birgit", "kaffekrogen.dk", "da"),
    ("Sanne", "Sannes Syrum", "da"),
    ("Anders", "fjellbutikken.no", "nb"),
    ("Petra", "wollladen.de", "de"),
    ("Ann", "cornershop.com", "en"),
    ("Kasper", "loebshop.dk", "da"),
    ("Mia", "Den Lille Legebutik", "da"),
    ("Gert", "havehuset.dk", "da"),
)
DOWN = {
    "da": ("siden er nede", "kassen giver fejl 500", "ingen kan betale", "vi er hacket"),
    "sv": ("sajten ligger nere", "kassan fungerar inte", "ingen kan betala"),
    "nb": ("siden er nede", "kassen virker ikke", "ingen får betalt"),
    "de": ("der Shop ist offline", "niemand kann bezahlen", "die Kasse geht nicht"),
    "en": ("the site is down", "checkout gives error 500", "nobody can pay"),
}
ROUTINE = ("Hvordan ændrer jeg min fragtpris?", "How do I change my logo?", "Faktura spørgsmål")
CHATTER = ("hej", "test", "tak for i går", "God weekend!", "👍")
MORE = (
    "Kommer der nogen?",
    "Det er stadig nede",
    "Nu virker det igen, tak",
    "HASTER",
    "tak",
    "Ring på 22114455",
    "STOP",
    "START",
    "HELP",
    "Det gælder også cykelhuset.dk",
)
NOT_OVER = {
    "da": ("Det er stadig nede", "Den er stadig nede!"),
    "sv": ("Den ligger fortfarande nere",),
    "nb": ("Siden er fortsatt nede",),
    "de": ("Der Shop ist immer noch offline",),
    "en": ("still down", "It is still down"),
}
ODD = ("+33639981234", "+4533331234", "Lampehuset", "+41791234567")  # abroad, a landline, letters
# Weights, and what somebody writes who was shown a page.
ANSWERS = (
    (24, "{code}"),
    (16, "{code} ok"),
    (12, "ok"),
    (4, "{code} tager den"),
    (4, "Ja, {code} ringer nu"),
    (3, "{code} ringet"),
    (3, "{code} løst"),
    (6, "{code} videre"),
    (3, "{code} nej, kan ikke"),
    (3, "nej"),
    (4, "{wrong}"),
    (3, "{foreign} ok"),
    (3, "{number}"),
    (2, "{code} ?"),
    (2, "{code} hvad er det?"),
    (2, "{code} fortryd"),
    (2, "{code} pause 30"),
    (2, "{code} note ringer om lidt"),
    (1, "{code} rutine"),
    (1, "{code} skil 1002"),
    (1, "{code} alle Vi arbejder på det"),
    (2, "STOP"),
    (2, "status"),
    (1, "hvad sker der"),
)
AFTERWARDS = (
    (10, ("{code} ringet", "{code} løst")),
    (4, ("{code} løst",)),
    (5, ()),  # takes it and forgets
    (2, ("{code} fortryd",)),
    (2, ("{code} videre",)),
    (2, ("{code} løst", "{code} fortryd", "{code} løst")),
    (1, ("STOP", "START")),
    (1, ("{code} pause 20", "{code} ringet", "{code} løst")),
)
# What somebody writes who changes their mind, and again; who has it goes to and fro.
WAVERING = (
    (6, "{code}"),
    (6, "{code} fortryd"),
    (4, "{code} videre"),
    (4, "{code} løst"),
    (2, "{code} ringet"),
    (2, "{code} skil 1004"),
    (1, "{code} skil 1005"),
    (1, "{code} alle Vi arbejder på det"),
    (1, "STOP"),
    (1, "START"),
)
KEYS = ((5, "{code}"), (2, ""), (1, "{wrong}{code}"), (1, "{wrong}"), (1, "****"), (1, "{number}"))
UNASKED = (
    *("status", "vagt", "ok", "?", "START", "ja", "1001", "hvem har den"),
    "Ole fra jydskedyr.dk ringede, hele butikken er nede, 22334455",  # a merchant's call, passed on
)
CONFIRMED = ("{code}", "{code} ja", "{code} nej", "{code} syg", "ok", "{code} hvad er det?")
MINUTES = (8, 12, 15, 20, 30, 60)  # how long nights last, before the morning
LONG = timedelta(minutes=45)  # enough for "still on it?", and for silence to give it back
LONGER = timedelta(minutes=75)  # than an hour in which the carrier is down
DELAYS = ((1, 8), (8, 90), (60, 600))  # seconds from a page to its answer
COMPLAINS = (5, 40, 100)  # seconds from a close; less than the morning's crew waits
NIGHTS_OF_DST = ((2026, 3, 29), (2026, 10, 25), (2027, 3, 28))


def draw(seed: int, rate: float, settings: Settings, minutes: Sequence[int] = MINUTES) -> Plan:
    """The night of a seed.

    Args:
        seed: any; the same gives the same night.
        rate: how likely each thing that can fail does, 0 to 1.
        settings: whose people and time zone it has.
        minutes: how long it may last, one of these.
    """
    chance = random.Random(seed)
    lasts = chance.choice(minutes) * 60.0
    crew = tuple(settings.people.values())
    moves: list[Move] = [
        *_merchants(chance, lasts),
        *_crew(chance, lasts, crew),
        *draw_faults(chance, lasts, crew, rate),
    ]
    moves.sort(key=lambda move: getattr(move, "at", 0.0))
    plan = Plan(
        seed=seed,
        start=_start(chance, settings),
        lasts=timedelta(seconds=lasts),
        moves=tuple(moves),
        has_second_path=chance.random() < 0.4,
        has_fallback=chance.random() < 0.4,
        arrives_after=chance.choice((0.0, 0.0, 0.0, 1.0, 4.0)),
    )
    moves = [*plan.moves, *_complaints(chance, plan.moves)]
    if plan.lasts >= LONG and chance.random() < 0.7:
        moves = _forgotten(chance, moves)
    hour = draw_hour(chance, rate)
    moves = [*draw_abroad(chance, crew, rate), *hour, *moves]
    if chance.random() < 0.2:
        moves = [*moves, *_wavering(chance, crew)]
    return replace(plan, moves=tuple(moves), lasts=max(plan.lasts, LONGER) if hour else plan.lasts)


def _weighted(chance: random.Random, options: Sequence[tuple[int, object]]) -> object:
    return chance.choices([one for _, one in options], [weight for weight, _ in options])[0]


def _start(chance: random.Random, settings: Settings) -> datetime:
    """Most nights begin late in the evening; some are those of a hand-over or a clock change."""
    zone = settings.hotline.time_zone
    kind = chance.random()
    if kind < 0.15:
        changes = datetime(*chance.choice(NIGHTS_OF_DST), 1, tzinfo=UTC)
        return changes - timedelta(minutes=30 + chance.randrange(60))
    day = datetime(2026, 1, 5, tzinfo=zone) + timedelta(days=chance.randrange(600))
    if kind < 0.3:  # a Monday before nine
        day -= timedelta(days=day.weekday())
        return (day + timedelta(hours=8, minutes=chance.randrange(60))).astimezone(UTC)
    return (day + timedelta(hours=22, minutes=chance.randrange(300))).astimezone(UTC)


# ---- merchants ----------------------------------------------------------------------------


def _merchants(chance: random.Random, lasts: float) -> Iterator[Move]:
    kind = chance.random()
    if kind < 0.04:
        yield from _flood(chance, lasts)
    elif kind < 0.1:
        yield from _storm(chance, lasts)
    else:
        for index in range(chance.choice((1, 1, 1, 1, 1, 2, 2, 3))):
            yield from _merchant(chance, index, chance.uniform(0, lasts * 0.7), lasts)
    if chance.random() < 0.25:
        words = chance.choice(ROUTINE + CHATTER)
        yield Writes(chance.uniform(0, lasts), "+4520304080", words)
    if chance.random() < 0.1:
        yield Rings(chance.uniform(0, lasts), "+4520304081")


def _merchant(chance: random.Random, index: int, at: float, lasts: float) -> Iterator[Move]:
    phone = f"+4520304{50 + index:03d}" if chance.random() < 0.92 else chance.choice(ODD)
    words, cry = _report(chance, index)
    yield Writes(at, phone, words, cry)
    if chance.random() < 0.08:
        yield Writes(at + chance.uniform(0.5, 5), phone, words, cry)
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        yield Writes(min(lasts, at + chance.expovariate(1 / 900)), phone, chance.choice(MORE))


def _report(chance: random.Random, index: int) -> tuple[str, str]:
    """What a merchant writes, and of it what is wrong."""
    name, shop, language = SHOPS[index % len(SHOPS)]
    trouble = chance.choice(DOWN[language])
    number = f"2030{4050 + index}"
    words = chance.choice(
        (
            f"{name}, {shop}, {trouble}, {number}",
            f"{name}, {shop}, {trouble}, {number}",
            f"{shop}: {trouble}! {name} {number}",
            f"{trouble} {shop}",
            f"{trouble}!!",
        )
    )
    return words, trouble


def _storm(chance: random.Random, lasts: float) -> Iterator[Move]:
    at = chance.uniform(0, lasts * 0.4)
    for index in range(chance.randint(3, 8)):
        at += chance.expovariate(1 / 60)
        yield from _merchant(chance, index, at, lasts)


def _flood(chance: random.Random, lasts: float) -> Iterator[Move]:
    at, phone = chance.uniform(0, lasts * 0.4), "+46701740605"
    for index in range(chance.randint(6, 12)):
        at += chance.expovariate(1 / 30)
        yield Writes(at, phone, *_report(chance, index))


def _complaints(chance: random.Random, moves: Sequence[Move]) -> Iterator[Move]:
    """Some merchants are not content when theirs is closed."""
    for phone in dict.fromkeys(one.phone for one in moves if isinstance(one, Writes) and one.cry):
        if chance.random() < 0.15:
            words = chance.choice(NOT_OVER[chance.choice(sorted(NOT_OVER))])
            yield Complains(phone, chance.choice(COMPLAINS), words)


# ---- the crew -----------------------------------------------------------------------------


def _crew(chance: random.Random, lasts: float, crew: Sequence[Person]) -> Iterator[Move]:
    for person in crew:
        if chance.random() < 0.85:
            yield from _wakes(chance, person)
        if chance.random() < 0.4:
            keys = str(_weighted(chance, KEYS))
            yield PicksUp(person.key, chance.randint(1, 3), chance.uniform(2, 20), keys)
        if chance.random() < 0.08:
            yield Says(chance.uniform(0, lasts), person.key, chance.choice(UNASKED))
        if chance.random() < 0.5:
            after = chance.choice((20, 300, 1800))
            yield Confirms(person.key, after, chance.choice(CONFIRMED))
        if chance.random() < 0.05:
            yield Drills(chance.uniform(0, lasts), person.key)


def _forgotten(chance: random.Random, moves: Sequence[Move]) -> list[Move]:
    """The same, but whoever takes something thinks of it no more; half have nobody to call."""
    is_callable = chance.random() < 0.5
    forgotten = []
    for move in moves:
        if isinstance(move, Answers):
            move = replace(move, after=min(move.after, 90), words="{code}", then=())
        elif isinstance(move, Writes) and move.cry:
            move = replace(move, at=move.at / 4)  # the sooner silence begins
            if not is_callable:
                move = replace(move, phone="Lampehuset", words=f"{move.cry}!!")
        forgotten.append(move)
    return forgotten


def _wavering(chance: random.Random, crew: Sequence[Person]) -> Iterator[Move]:
    """Whoever is paged answers at once, and cannot decide."""
    for person in crew:
        said = [str(_weighted(chance, WAVERING)) for _ in range(chance.randint(3, 9))]
        then = tuple(Then(chance.choice((1, 5, 30, 120)), one) for one in said[1:])
        yield Answers(person.key, chance.randint(1, 3), chance.uniform(2, 60), said[0], then)


def _wakes(chance: random.Random, person: Person) -> Iterator[Move]:
    page = min(1 + int(chance.expovariate(1.2)), 9)
    for _ in range(chance.choice((1, 2, 3, 5))):
        after = chance.uniform(*chance.choice(DELAYS))
        words = str(_weighted(chance, ANSWERS))
        afterwards = _weighted(chance, AFTERWARDS)
        assert isinstance(afterwards, tuple)
        then = tuple(Then(chance.expovariate(1 / 500), one) for one in afterwards)
        yield Answers(person.key, page, after, words, then)
        page += chance.choice((1, 1, 1, 2))
