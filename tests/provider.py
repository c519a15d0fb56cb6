"""A second provider on this machine: takes what Apprise posts, or does not."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class Handler(BaseHTTPRequestHandler):
    """Keeps what it was asked and answers as the provider is set."""

    server: "Provider"

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((unquote(self.path).lstrip("/"), said["message"]))
        self.server.may_answer.wait(30)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Provider(ThreadingHTTPServer):
    """The provider."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []  # to whom, and the words
        self.status = 200
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def url(self) -> str:
        """As BACKUP_CARRIER_URL has it."""
        return self.channel("{to}")

    def channel(self, name: str) -> str:
        """A channel of one person."""
        return f"json://user:hush-hush@127.0.0.1:{self.server_port}/{name}"

    def told(self, to: str) -> list[str]:
        """What went to one phone or channel."""
        return [words for whom, words in self.asked if whom == to]


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that listens."""
    provider = Provider()
    thread = threading.Thread(target=provider.serve_forever, args=[0.01])
    thread.start()
    try:
        yield provider
    finally:
        provider.may_answer.set()
        provider.shutdown()
        thread.join()
        provider.server_close()
