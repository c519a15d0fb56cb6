"""Somebody who has an incident."""

from tests.world import World

NO_PROMISE = {"callback_promise_minutes: 15": "callback_promise_minutes: 600"}


def taken(world: World) -> str:
    """Mette takes the incident; returns her code."""
    world.report()
    mette = world.phone("mette").skips()
    code = mette.code()
    mette.replies(code)
    mette.skips()
    world.merchant.skips()
    return code
