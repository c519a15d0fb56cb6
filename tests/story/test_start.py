"""How processes begin and end on an odd day."""

import ctypes
import signal
from pathlib import Path
from typing import Any

import pytest

from relay.store.db import Database
from tests.processes import PATIENCE, Site, eventually, http
from tests.story.test_nets import MANAGER, incidents, pages, server
from tests.world import MERCHANT, REPORT

__all__ = ["server"]  # a fixture


@pytest.mark.timeout(300)
@pytest.mark.parametrize("commands", [["web", "worker"], ["serve"]], ids=" ".join)
def test_what_starts_before_its_database_takes_in_texts_and_pages_when_it_is_there(
    server: Any, tmp_path: Path, commands: list[str]
) -> None:
    site = Site(tmp_path, server.get_uri())
    database = Database(server.get_uri())
    try:
        site.start_emulator()
        server.stop()
        processes = [site.start(command) for command in commands]
        log = commands[-1]
        eventually(lambda: "waiting for the database" in site.log(log), "the worker says so")
        eventually(lambda: http(f"{site.url}/healthz")[0] == 200, "the web side")
        assert site.webhook(MessageSid="SM" + "1" * 32, From=MERCHANT, Body=REPORT) == 200
        eventually(lambda: site.shown(MANAGER), "the manager was told")

        server.ensure_postgres_running()
        eventually(lambda: pages(site), "the page")
        assert incidents(database) == 1
        for process in processes:
            process.send_signal(signal.SIGTERM)
        assert {process.wait(PATIENCE) for process in processes} == {0}
    finally:
        site.end()
        database.dispose()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("command", ["worker", "emulator", "web"])
def test_a_signal_that_reaches_another_thread_ends_the_process_all_the_same(
    database_url: str, tmp_path: Path, command: str
) -> None:
    """The kernel gives it to any thread, and only the main one runs what it asks for."""
    signal_thread = getattr(ctypes.CDLL(None), "tgkill", None)
    if signal_thread is None or not Path("/proc/self/task").exists():
        pytest.skip("threads cannot be told apart here")
    site = Site(tmp_path, database_url)
    try:
        process = site.start(command)
        threads = Path(f"/proc/{process.pid}/task")
        eventually(lambda: len(list(threads.iterdir())) > 3, "its threads")
        begun = {"worker": "the crew is now", "emulator": "emulator: http", "web": ""}[command]
        eventually(lambda: begun in site.log(command), "it is at work")
        if command == "web":
            eventually(lambda: http(f"{site.url}/healthz")[0] == 200, "it is at work")
        other = max(int(one.name) for one in threads.iterdir())

        assert signal_thread(process.pid, other, signal.SIGTERM) == 0

        assert process.wait(PATIENCE) == 0
    finally:
        site.end()
