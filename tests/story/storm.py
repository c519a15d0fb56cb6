"""Shops that are down at once, and what their merchants and the crew are shown."""

from relay.store import incidents
from tests.world import World

CREW = ("mette", "lars", "aisha", "karen")
TAKING = (" = jeg tager den", " = I take it")


def number_of(shop: int) -> str:
    return f"+4520305{shop:03}"


def down(world: World, shop: int, words: str = "butik{shop}.dk er nede, mvh Jonas") -> None:
    """A shop's merchant reports."""
    world.report(words.format(shop=shop), number_of(shop))


def everybody_skips(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def storm(world: World, shops: int) -> None:
    """So many shops report within a few minutes; all texts have been seen."""
    for shop in range(shops):
        down(world, shop)
    everybody_skips(world)


def texts_to(world: World, key: str) -> list[str]:
    return [text.body for text in world.phone(key).shown]


def pages_to(world: World, key: str) -> list[str]:
    return [body for body in texts_to(world, key) if body.endswith(TAKING)]


def code_of_lead(world: World) -> str:
    """Mette's code for 1001."""
    page = next(body for body in pages_to(world, "mette") if "1001 " in body)
    return page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1]


def lead_of(world: World, number: int) -> int | None:
    """The number of the incident that leads the outage another one is a part of."""
    outage_of = world.incident(number).outage_of
    if outage_of is None:
        return None
    return world.relay.database.read(lambda session: incidents.get(session, outage_of).number)


def page_of(world: World, key: str) -> str:
    """The latest page that somebody got for 1001."""
    return next(body for body in reversed(pages_to(world, key)) if "1001 " in body)


def code_in(page: str) -> str:
    return page.rsplit(" = ", 1)[0].rsplit(" ", 1)[1]


def close(world: World) -> str:
    mette = world.phone("mette")
    code = code_of_lead(world)
    mette.replies(code)
    everybody_skips(world)
    mette.replies(f"{code} løst: certifikatet var udløbet")
    world.advance(seconds=30)
    return code


def asked_of(world: World, key: str) -> list[str]:
    """What a person has been asked to take that they have not seen yet."""
    return [body for body in world.phone(key).unread if body.endswith(TAKING)]
