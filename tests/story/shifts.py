"""Monday's shift, a drill, and what somebody is asked."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from relay import matters
from relay.store import matters as stored
from relay.store.models import Matter
from tests.world import World

MakeWorld = Callable[..., World]
# 09.00 in Copenhagen: Lars is next, Aisha secondary
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 5, 10, 30, tzinfo=UTC)


def at(world: World, when: datetime) -> None:
    """The clock shows this, and two workers have looked."""
    world.advance(seconds=(when - world.clock.now()).total_seconds())
    for _ in range(2):
        matters.begin(world.relay)
    world.advance(seconds=30)


def drill(world: World, who: str = "mette") -> None:
    person = world.relay.settings.people[who]
    work = partial(matters.drill, relay=world.relay, person=person, now=world.clock.now())
    assert world.relay.database.write(work)
    world.advance(seconds=5)


def code(text: str) -> str:
    return text.split("Svar ")[1].split()[0]


def asked(world: World, who: str = "lars") -> Matter:
    found = world.relay.database.read(lambda session: stored.open_to(session, who))
    return found[-1]
