"""The web server of one process: waitress, with an orderly end."""

import errno
import signal
import socket
from types import FrameType

from flask import Flask
from waitress.server import create_server

THREADS = 8


class PortTaken(Exception):
    """Another program listens there."""


def bind(host: str, port: int, variable: str = "PORT") -> socket.socket:
    """A socket that will listen; taken early, so that a mistake shows before anything starts.

    Args:
        host: a name or address of this machine.
        port: 1 to 65,535.
        variable: what moves it, for the complaint.

    Raises:
        PortTaken: when another program has the port, or the port may not be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
        raise PortTaken(f"port {port} {why}; {variable}=... names another") from error
    return listening


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer requests until SIGTERM or SIGINT, then finish those under way."""
    server = create_server(app, sockets=[listening], threads=THREADS, ident=None)
    # Waitress by itself drops what is under way at SIGTERM; an exception ends its loop in order.
    previous = signal.signal(signal.SIGTERM, _leave)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, previous)
        server.close()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
