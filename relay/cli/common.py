"""What every command does: refuse in one clear line, log, open the database."""

import signal
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from relay import logs
from relay.settings import BadSettings

Command = Callable[..., Any]


class Refused(click.ClickException):
    """The command cannot be carried out; exit code 1."""


def orderly(*refusals: type[Exception]) -> Callable[[Command], Command]:
    """Turn bad settings, and what else the relay refuses, into clear lines and exit code 1."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(*args: Any, **kwargs: Any) -> Any:
            try:
                return command(*args, **kwargs)
            except BadSettings as error:
                raise Refused("\n".join(error.lines)) from None
            except refusals as error:
                raise Refused(str(error)) from None

        return run

    return decorate


def begin() -> None:
    """What every process of the relay does first."""
    logs.configure()
    # A closed terminal ends it in order, as SIGTERM does; under nohup it goes on.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
