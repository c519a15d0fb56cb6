"""The directory's file: read again when it changes, fetched whole or not at all."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from relay.core.directory import Webshop, read_shops
from relay.webshops import LiveDirectory, RefreshFailed, at_once, refresh
from tests.processes import eventually

ONE = "domain,name,phones\nlampehuset.dk,Lampehuset,20123456\n"


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def name_of(live: LiveDirectory, webshop: str) -> str | None:
    match = live.current().match(webshop, None)
    return match.shop.name if match else None


def test_directory_without_a_file_knows_nobody(tmp_path: Path) -> None:
    live = LiveDirectory(tmp_path / "webshops.csv", "DK", begin=at_once)

    assert name_of(live, "lampehuset.dk") is None
    assert live.complaint == ()


def test_edit_is_taken_up_and_a_bad_one_is_not(tmp_path: Path) -> None:
    path, seconds = tmp_path / "webshops.csv", Seconds()
    path.write_text(ONE)
    live = LiveDirectory(path, "DK", seconds, at_once)
    assert name_of(live, "lampehuset.dk") == "Lampehuset"

    path.write_bytes(ONE.replace("Lampehuset", "Lampehuset på Ærø").encode("cp1252"))
    assert name_of(live, "lampehuset.dk") == "Lampehuset"  # looked at once a second
    seconds.now = 2
    assert name_of(live, "lampehuset.dk") == "Lampehuset på Ærø"

    path.write_text("nonsense")
    seconds.now = 4
    assert name_of(live, "lampehuset.dk") == "Lampehuset på Ærø"
    assert live.complaint

    path.unlink()
    seconds.now = 6
    assert name_of(live, "lampehuset.dk") == "Lampehuset på Ærø"


def test_whatever_is_wrong_with_the_file_the_directory_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seconds = tmp_path / "webshops.csv", Seconds()
    path.write_text(ONE)
    live = LiveDirectory(path, "DK", seconds, at_once)
    asked: list[str] = []

    def fail(text: str, _: str) -> None:
        asked.append(text)
        raise RuntimeError("nobody thought of it")

    monkeypatch.setattr("relay.webshops.read_shops", fail)
    path.write_text(ONE + "uhrhuset.dk,Uhrhuset,\n")
    for seconds.now in (2, 4, 6):
        assert name_of(live, "lampehuset.dk") == "Lampehuset"

    assert len(asked) == 1  # it is not tried again before it changes
    assert live.complaint


class Later:
    """Readings that are begun, and done when a test says so."""

    def __init__(self) -> None:
        self.begun: list[Callable[[], None]] = []

    def __call__(self, reading: Callable[[], None]) -> None:
        self.begun.append(reading)

    def go_on(self) -> None:
        self.begun.pop()()


def test_what_is_known_is_answered_while_the_file_is_read(tmp_path: Path) -> None:
    path, seconds, later = tmp_path / "webshops.csv", Seconds(), Later()
    path.write_text(ONE)
    live = LiveDirectory(path, "DK", seconds, later)
    assert name_of(live, "lampehuset.dk") is None  # the start waits for it no more than a page
    later.go_on()
    assert name_of(live, "lampehuset.dk") == "Lampehuset"

    path.write_text(ONE + "uhrhuset.dk,Uhrhuset,\n")
    for seconds.now in (2, 4, 6):
        assert name_of(live, "lampehuset.dk") == "Lampehuset"
        assert name_of(live, "uhrhuset.dk") is None
    assert len(later.begun) == 1  # one at a time
    later.go_on()
    assert name_of(live, "uhrhuset.dk") == "Uhrhuset"

    seconds.now = 8
    assert name_of(live, "uhrhuset.dk") == "Uhrhuset"
    assert not later.begun  # nothing changed


def test_what_changes_while_the_file_is_read_is_read_next(tmp_path: Path) -> None:
    path, seconds, later = tmp_path / "webshops.csv", Seconds(), Later()
    path.write_text(ONE)
    live = LiveDirectory(path, "DK", seconds, later)
    path.write_text("domain,name\nuhrhuset.dk,Uhrhuset\n")
    later.go_on()  # what it reads may be half of each
    seconds.now = 2

    assert name_of(live, "uhrhuset.dk") == "Uhrhuset"
    assert len(later.begun) == 1


def test_file_that_goes_while_it_is_read_empties_nothing(tmp_path: Path) -> None:
    path, seconds, later = tmp_path / "webshops.csv", Seconds(), Later()
    path.write_text(ONE)
    live = LiveDirectory(path, "DK", seconds, later)
    path.unlink()
    later.go_on()
    seconds.now = 2
    assert name_of(live, "lampehuset.dk") is None

    path.write_text(ONE)
    seconds.now = 4
    live.current()
    later.go_on()
    assert name_of(live, "lampehuset.dk") == "Lampehuset"
    assert live.complaint == ()


def test_file_is_read_when_there_are_threads_again(tmp_path: Path) -> None:
    path, seconds = tmp_path / "webshops.csv", Seconds()
    path.write_text(ONE)
    full = True

    def begin(reading: Callable[[], None]) -> None:
        if full:
            raise RuntimeError("can't start new thread")
        reading()

    live = LiveDirectory(path, "DK", seconds, begin)
    assert name_of(live, "lampehuset.dk") is None

    full, seconds.now = False, 2
    assert name_of(live, "lampehuset.dk") == "Lampehuset"


def test_file_is_read_in_a_thread_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[threading.Thread] = []

    def read(text: str, country: str) -> tuple[tuple[Webshop, ...], tuple[str, ...]]:
        readers.append(threading.current_thread())
        return read_shops(text, country)

    monkeypatch.setattr("relay.webshops.read_shops", read)
    path = tmp_path / "webshops.csv"
    path.write_text(ONE)
    live = LiveDirectory(path, "DK")

    eventually(lambda: name_of(live, "lampehuset.dk") == "Lampehuset", "the shop")
    assert readers[0] is not threading.current_thread()
    assert readers[0].daemon  # the end of the process waits for no reading


@pytest.fixture
def answers() -> Iterator[tuple[str, dict[str, tuple[int, bytes]]]]:
    """A server on loopback and what it answers."""
    pages: dict[str, tuple[int, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = pages[self.path]
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    thread.join()
    server.server_close()


def test_fetched_directory_takes_the_place_of_the_file(
    tmp_path: Path, answers: tuple[str, dict[str, tuple[int, bytes]]]
) -> None:
    url, pages = answers
    path = tmp_path / "webshops.csv"
    pages["/shops"] = (200, ONE.encode())

    refresh(f"{url}/shops", path, "DK")

    assert name_of(LiveDirectory(path, "DK", begin=at_once), "lampehuset.dk") == "Lampehuset"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("answer", [(500, b""), (200, b"<html>"), (200, b""), (404, ONE.encode())])
def test_failed_fetch_leaves_the_file_alone(
    tmp_path: Path, answers: tuple[str, dict[str, tuple[int, bytes]]], answer: tuple[int, bytes]
) -> None:
    url, pages = answers
    path = tmp_path / "webshops.csv"
    path.write_text(ONE)
    pages["/shops"] = answer

    with pytest.raises(RefreshFailed):
        refresh(f"{url}/shops", path, "DK")

    assert path.read_text() == ONE
