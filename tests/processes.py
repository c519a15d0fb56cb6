"""Real processes on real ports: the relay's parts and the emulator."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from relay.sms.signature import sign
from tests import warm
from tests.world import ACCOUNT, ROOT, TOKEN

T = TypeVar("T")

PATIENCE = 60  # seconds a process or an event may take on a busy machine

Process = warm.Process | subprocess.Popen[bytes]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(look: Callable[[], T | None], what: str, *, seconds: float = PATIENCE) -> T:
    """The first true answer; fails when none comes."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain: {what}")


def http(
    url: str, data: bytes | None = None, method: str | None = None, **headers: str
) -> tuple[int, str]:
    """One request; its status and body, also of an error. 0 when nobody listens."""
    request = Request(url, data, headers, method=method)
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except (URLError, ConnectionError, TimeoutError):
        return 0, ""


class Site:
    """One relay as several processes, with its own ports, database and folder."""

    def __init__(self, folder: Path, database_url: str, *, cold: bool = False) -> None:
        """Nothing is started yet.

        Args:
            folder: where its processes run.
            database_url: what they open.
            cold: start an interpreter for each, as users do; else only what comes after the imports
                is done anew.
        """
        self.folder = folder
        self.cold = cold
        self.web_port, self.emulator_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.web_port}"
        self.phones = f"http://127.0.0.1:{self.emulator_port}"
        self.environ = {
            **{k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")},
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database_url,
            "RELAY_CONFIG": str(ROOT / "config"),
            "PORT": str(self.web_port),
            "EMULATOR_PORT": str(self.emulator_port),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_URL": self.phones,
            "SECRET_KEY": "s" * 40,
            "ENCRYPTION_KEYS": "A" * 43 + "=",
        }
        self._running: list[Process] = []

    def start(self, *words: str, module: str = "relay", log: str = "") -> Process:
        """Start `python -m relay …`; its output goes to a file of the folder."""
        output = self.folder / f"{log or '-'.join(words)}.log"
        output.touch()
        process: Process
        if self.cold:
            command = [sys.executable, "-m", module, *words]
            with output.open("ab") as file:
                process = subprocess.Popen(
                    command, cwd=self.folder, env=self.environ, stdout=file, stderr=file
                )
        else:
            process = warm.Process(module, words, self.environ, self.folder, output)
        self._running.append(process)
        return process

    def start_gunicorn(self) -> Process:
        """Start the web side as the Procfile has it, several processes."""
        config = str(ROOT / "config" / "gunicorn.py")
        # Its own default is where it was imported, which a warm process was elsewhere.
        there = ["--chdir", str(self.folder)]
        return self.start("-c", config, *there, "wsgi:app", module="gunicorn", log="gunicorn")

    def ends(self, *words: str) -> tuple[int, str]:
        """Let `python -m relay …` run to its end; its exit code and what it printed."""
        code = self.start(*words, log="ended").wait(PATIENCE)
        path = self.folder / "ended.log"
        shown = path.read_text("utf-8")
        path.unlink()
        return code, shown

    def run(self, *words: str) -> str:
        """Run `python -m relay …` to its end, which must be a good one; what it printed."""
        code, shown = self.ends(*words)
        assert code == 0, shown
        return shown

    def log(self, name: str) -> str:
        """What a process has printed so far."""
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")

    def start_emulator(self) -> Process:
        """Start the emulator and wait for it."""
        process = self.start("emulator")
        eventually(lambda: http(f"{self.phones}/healthz")[0] == 200, "the emulator")
        return process

    def start_web(self) -> Process:
        """Start the web side and wait for it."""
        process = self.start("web")
        eventually(lambda: http(f"{self.url}/healthz")[0] == 200, "the web side")
        return process

    def webhook(self, **fields: str) -> int:
        """Post a signed text as the carrier does; the status of the answer."""
        form, headers = self.signed(**fields)
        return http(f"{self.url}/twilio/sms", form, **headers)[0]

    def signed(self, **fields: str) -> tuple[bytes, dict[str, str]]:
        """The form of a text as the carrier brings it, and its headers."""
        given = {"To": "+4529701595", "NumMedia": "0", "FromCity": "", **fields}
        pairs = [(name.encode(), value.encode()) for name, value in given.items()]
        signature = sign(TOKEN, f"{self.url}/twilio/sms", pairs).decode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature,
        }
        return urlencode(given).encode(), headers

    def phone(self, path: str, *, method: str | None = None, **fields: object) -> Any:
        """Ask the emulator, or tell it something."""
        data = json.dumps(fields).encode() if fields else None
        status, body = http(
            f"{self.phones}/emulator/{path}",
            data,
            method,
            **{"Content-Type": "application/json"},
        )
        assert status in (200, 201, 204), f"{path}: {status} {body}"
        return json.loads(body) if body else None

    def press(self, button: str) -> None:
        """A button of a phone: `calls/<sid>/decline`; nothing when the call is over."""
        json_header = {"Content-Type": "application/json"}
        status, body = http(f"{self.phones}/emulator/{button}", b"{}", "POST", **json_header)
        assert status in (200, 400, 404), f"{button}: {status} {body}"

    def shown(self, number: str) -> list[str]:
        """What a handset shows."""
        return [
            text["body"]
            for text in self.phone("messages")["messages"]
            if text["to"] == number and text["delivered_at"]
        ]

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self._running:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()
