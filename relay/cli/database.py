"""What a command with the database does: open it, and refuse in one clear line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from relay import app
from relay.cli import common
from relay.cli.common import Command, Refused
from relay.demo import EmulatorFailed
from relay.parts import Relay
from relay.server import PortTaken
from relay.settings import Live
from relay.store import schema, users
from relay.store.faults import DatabaseBusy, DatabaseDamaged


def orderly(command: Command) -> Command:
    """Turn what the relay refuses into one clear line each and exit code 1."""

    @common.orderly(PortTaken, EmulatorFailed, schema.SchemaDiffers, DatabaseDamaged, users.Refused)
    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DatabaseDamaged:
            raise
        except DatabaseBusy as error:
            raise Refused(f"the database: {error}") from None

    return run


@contextmanager
def opened(
    live: Live, check: Callable[[Relay], None] = lambda relay: schema.check(relay.database)
) -> Iterator[Relay]:
    """The relay on its database for as long as the block runs.

    Raises:
        SchemaDiffers: when its tables are not the ones this version needs.
    """
    relay = app.build_relay(live)
    try:
        check(relay)
        yield relay
    finally:
        relay.database.dispose()
