"""What a webhook over HTTP meets: a server, none, or one that hangs up."""

import socket
import threading
from collections.abc import Iterator

import pytest

from relay.emulator.posting import post
from relay.emulator.webhooks import ConnectFailed, ReadTimedOut

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n<Response/>"


class OneShot:
    """Takes one request and answers it with the bytes it was given."""

    def __init__(self, answer: bytes) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sms?a=1"
        self.request = b""
        self._answer = answer
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            while not self.request.endswith(b"END"):
                self.request += connection.recv(4096)
            connection.sendall(self._answer)

    def stop(self) -> None:
        self._thread.join()
        self._socket.close()


@pytest.fixture
def serve() -> Iterator[type[OneShot]]:
    started: list[OneShot] = []

    class Kept(OneShot):
        def __init__(self, answer: bytes) -> None:
            super().__init__(answer)
            started.append(self)

    yield Kept
    for server in started:
        server.stop()


def test_form_is_posted_with_its_blanks(serve: type[OneShot]) -> None:
    server = serve(GOOD)

    answer = post(
        server.url, [("City", ""), ("Body", "æ +&"), ("Last", "END")], {"X-Twilio-Signature": "s="}
    )

    assert answer == (200, "<Response/>")
    head, _, body = server.request.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /sms?a=1 HTTP/1.1")
    assert b"X-Twilio-Signature: s=" in head
    assert body == b"City=&Body=%C3%A6+%2B%26&Last=END"


def test_connection_that_breaks_is_no_answer(serve: type[OneShot]) -> None:
    server = serve(b"")

    with pytest.raises(ReadTimedOut):
        post(server.url, [("Last", "END")], {})


def test_port_that_nobody_listens_on_is_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(ConnectFailed):
        post(f"http://127.0.0.1:{port}/sms", [("Last", "END")], {})
