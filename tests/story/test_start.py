"""A machine that starts before its database."""

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
