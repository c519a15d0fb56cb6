"""The relay on its database, for a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from relay import app
from relay.parts import Relay
from relay.settings import Live
from relay.store import schema


@contextmanager
def opened(
    live: Live, check: Callable[[Relay], None] = lambda relay: schema.check(relay.database)
) -> Iterator[Relay]:
    """The relay on its database for as long as the block runs.

    Raises:
        SchemaDiffers: when its tables are not the ones this version knows.
    """
    relay = app.build_relay(live)
    try:
        check(relay)
        yield relay
    finally:
        relay.database.dispose()
