"""Who writes to the hotline, and what is kept of it."""

from sqlalchemy import func, select

from relay.store.models import Inbound, Message
from tests.world import MERCHANT, World

FAR = "+15005550006"  # outside the countries that are answered
LETTERS = "LAMPEHUSET"
CREW = ("mette", "lars", "aisha", "karen")


def everybody_skips(world: World, *others: str) -> None:
    for key in (*CREW, MERCHANT, *others):
        world.phone(key).skips()


def logged(world: World) -> int:
    """How many texts of others than the crew stand in the log."""
    crew = [person.phone for person in world.relay.settings.people.values()]
    count = select(func.count()).select_from(Inbound).where(Inbound.sender.not_in(crew))
    return world.relay.database.read(lambda session: session.scalars(count).one())


def written_to(world: World, number: str) -> list[str]:
    """Everything we ever wrote down to be sent to a number."""
    bodies = select(Message.body).where(Message.recipient == number).order_by(Message.id)
    return world.relay.database.read(lambda session: list(session.scalars(bodies)))
