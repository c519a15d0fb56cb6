"""What the emulator's routes share."""

import threading
from typing import NoReturn, cast

from flask import Response, current_app

from relay.emulator.carrier import Carrier

CARRIER = "carrier"
STOPPING = "stopping"


class Silence(Response):
    """No response at all: the connection is closed.

    An OSError is what waitress takes for a lost connection; it sends nothing then.
    """

    def __call__(self, environ: object, start_response: object) -> NoReturn:
        """Give the connection up."""
        raise ConnectionAbortedError("no answer, on purpose")


def this_carrier() -> Carrier:
    """The carrier that is served."""
    return cast(Carrier, current_app.extensions[CARRIER])


def wait(seconds: float) -> None:
    """Let an asker wait; the end of the server ends it."""
    if seconds > 0:
        cast(threading.Event, current_app.extensions[STOPPING]).wait(seconds)
