"""The web server of one process: waitress, with an orderly end."""

import errno
import signal
import socket
from types import FrameType

from flask import Flask
from waitress.server import create_server

from relay.memory import settle

THREADS = 8


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
    server = create_server(app, sockets=[listening], threads=THREADS, ident=None)
    # Waitress by itself drops what is under way at SIGTERM; an exception ends its loop in order.
    previous = signal.signal(signal.SIGTERM, _leave)
    settle()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, previous)
        server.close()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
