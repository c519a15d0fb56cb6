"""What every command does: refuse in one clear line, log, open the database."""

import signal
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from relay import logs
from relay.settings import BadSettings


class Refused(click.ClickException):
    """The command cannot be carried out; exit code 1."""


def orderly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what the relay refuses into one clear line each and exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BadSettings as error:
            raise Refused("\n".join(error.lines)) from None
        except Exception as error:
            clear = _clear(error)
            if clear is None:
                raise
            raise Refused(clear) from None

    return run


def _clear(error: Exception) -> str | None:
    """The line for an error that is no mistake of ours; what can raise it is loaded by then."""
    from relay.demo import EmulatorFailed
    from relay.server import PortTaken
    from relay.store import schema, users
    from relay.store.db import DatabaseBusy

    if isinstance(error, PortTaken | schema.SchemaDiffers | EmulatorFailed | users.Refused):
        return str(error)
    return f"the database: {error}" if isinstance(error, DatabaseBusy) else None


def begin() -> None:
    """What every process of the relay does first."""
    logs.configure()
    # A closed terminal ends it in order, as SIGTERM does; under nohup it goes on.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
