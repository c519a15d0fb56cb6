"""From a merchant's webhook to the page at the carrier, at a steady twenty a second.

The limits are lifted (rate, storm, bundle, pages per phone). Each request has a connection of its
own and goes out in one piece, as a proxy passes it on. What asks and what is paged is kept cheap:
it runs on the same cores. The yardstick of the same run is /healthz, which does nothing.
"""

import json
import socket
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import Site, eventually, http
from tests.world import edited_config

REPORTS = 200
PER_SECOND = 20
WARM_UP = 20
NO_LIMITS = {
    "messages_per_second: 1 ": "messages_per_second: 9999 ",
    "storm: [3, 10]": "storm: [9999, 10]",
    "bundle: [5, 10]": "bundle: [9999, 10]",
    "[[5, 15], [11, 60], [21, 180]]": "[[9999, 15]]",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to the relay, made up before its time is taken."""

    method: str
    path: str
    form: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def measure(folder: Path) -> None:
    """Measure one process (`serve`) and web and worker apart; print a table."""
    config = edited_config(folder / "config", NO_LIMITS)
    print(f"POST to page at the carrier, {REPORTS} at {PER_SECOND} a second, in milliseconds")
    print(f"{'':30}{'median':>8}{'p99':>8}{'of /healthz':>14}")
    for name, commands in {
        "sqlite, one process": ["serve"],
        "sqlite, web and worker": ["web", "worker"],
    }.items():
        place = folder / name.replace(" ", "-")
        place.mkdir()
        site = Site(place, f"sqlite:///{place}/relay.db", cold=True)
        site.environ["RELAY_CONFIG"] = str(config)
        try:
            _measure(site, name, commands)
        finally:
            site.end()


def _measure(site: Site, name: str, commands: Sequence[str]) -> None:
    site.run("db", "upgrade")
    site.start(module="tests.bench.carrier", log="carrier")
    eventually(lambda: http(f"{site.phones}/taken")[0] == 200, "the carrier")
    for command in commands:
        site.start(command)
    eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "the relay")
    _at_a_pace(site, [_report(site, 900 + number) for number in range(WARM_UP)])
    idle = _at_a_pace(site, [Asked("GET", "/healthz")] * REPORTS)
    yardstick = statistics.median(ended - began for began, ended in idle) * 1000
    posted = _at_a_pace(site, [_report(site, number) for number in range(REPORTS)])
    eventually(lambda: len(_pages(site)) >= REPORTS + WARM_UP, "every page")
    pages = _pages(site)
    waits = [
        (pages[number] - began) * 1000
        for number, (began, _) in enumerate(posted)
        if number in pages
    ]
    _row(name, waits, yardstick)
    _row(f"{name}: the answer", [(end - began) * 1000 for began, end in posted], yardstick)


def _row(name: str, waits: list[float], yardstick: float) -> None:
    p99 = statistics.quantiles(waits, n=100)[98]
    median = statistics.median(waits)
    print(f"{name:30}{median:8.1f}{p99:8.1f}{median / yardstick:14.1f}")


def _report(site: Site, number: int) -> Asked:
    body = f"Jonas, butik{number:03}.dk, kassen giver fejl 500, 20304050"
    sid, sender = f"SM{number:032x}", f"+4520{number:06}"
    return Asked("POST", "/twilio/sms", *site.signed(MessageSid=sid, From=sender, Body=body))


def _pages(site: Site) -> dict[int, float]:
    """When the page of each report reached the carrier, by the report's number."""
    pages: dict[int, float] = {}
    for came_at, body in json.loads(http(f"{site.phones}/taken")[1]):
        found = body.partition(" butik")[2][:3]
        if "= " in body and found.isdigit():
            pages.setdefault(int(found), came_at)
    return pages


def _as_sent(site: Site, one: Asked) -> bytes:
    fields = {**one.headers, "Host": f"127.0.0.1:{site.web_port}", "Connection": "close"}
    if one.form:
        fields["Content-Length"] = str(len(one.form))
    lines = (f"{one.method} {one.path} HTTP/1.1", *map(": ".join, fields.items()), "", "")
    return "\r\n".join(lines).encode() + one.form


def _at_a_pace(site: Site, requests: Sequence[Asked]) -> list[tuple[float, float]]:
    """Make requests at a steady pace, whatever the answers take; when each began and ended."""
    spans: list[tuple[float, float]] = [(0.0, 0.0)] * len(requests)
    sent = [_as_sent(site, one) for one in requests]

    def ask(number: int) -> None:
        began = time.time()
        with socket.create_connection(("127.0.0.1", site.web_port), timeout=10) as connection:
            connection.sendall(sent[number])
            answer = connection.recv(4096)
        spans[number] = (began, time.time())
        assert answer.split(b" ", 2)[1] == b"200", answer

    threads = []
    start = time.monotonic()
    for number in range(len(requests)):
        time.sleep(max(0.0, start + number / PER_SECOND - time.monotonic()))
        threads.append(threading.Thread(target=ask, args=[number]))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return spans
