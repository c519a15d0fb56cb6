"""The web server of one process: waitress, with an orderly end."""

import errno
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from relay.memory import settle

THREADS = 8
LOOK = 1  # seconds between two looks whether to end: the kernel may signal another thread
ENDING = (signal.SIGTERM, signal.SIGINT)


class PortTaken(Exception):
    """It cannot be listened there: another program does, or the address is none of ours."""


def bind(host: str, port: int, variable: str = "PORT") -> socket.socket:
    """A socket that will listen; taken early, so that a mistake shows before anything starts.

    Args:
        host: a name or address of this machine.
        port: 1 to 65,535.
        variable: what moves it, for the complaint.

    Raises:
        PortTaken: when another program has the port, the port may not be had, or the host is not
            of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, UnicodeError) as error:  # the second of a name no host can have
        listening.close()
        raise PortTaken(_what_is_wrong(error, host, port, variable)) from error
    return listening


def _what_is_wrong(error: OSError | UnicodeError, host: str, port: int, variable: str) -> str:
    if isinstance(error, socket.gaierror | UnicodeError) or error.errno == errno.EADDRNOTAVAIL:
        return f"HOST: {host} is no address of this machine"
    why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
    return f"port {port} {why}; {variable}=... names another"


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer requests until SIGTERM or SIGINT, then finish those under way."""
    connections: dict[int, object] = {}
    server = create_server(app, map=connections, sockets=[listening], threads=THREADS, ident=None)
    settle()
    with _signals(server.pull_trigger) as ended:
        while not ended:
            wasyncore.loop(timeout=LOOK, map=connections, count=1)
        server.task_dispatcher.shutdown()
    # Who waits for an answer that never comes learns it now, not at the end of its patience.
    wasyncore.close_all(connections)


@contextmanager
def _signals(wake: Callable[[], None]) -> Iterator[list[int]]:
    """Which signals to end have come; at each the loop is woken.

    An exception instead, which ends waitress's own loop, may come between the system's accept and
    Python's: that connection would be nobody's, and its other side would wait in vain.
    """
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        wake()

    previous = {number: signal.signal(number, note) for number in ENDING}
    try:
        yield came
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
