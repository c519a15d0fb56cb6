"""What `make run` needs on a fresh machine: secrets, a sign-in, and the emulator beside it."""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import urlopen

from relay.settings import keep_secrets

VAR = Path("var")
START = 20  # seconds the emulator may take to answer
STOP = 10  # seconds it may take to end


class EmulatorFailed(Exception):
    """The emulator did not start; it has said why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one start makes and the next finds again."""

    account_sid: str
    auth_token: str
    user: str
    password: str


def keep(var: Path = VAR) -> Kept:
    """The demo's account and sign-in, made the first time and kept in a file of mode 600."""
    path = var / "demo.json"
    if not path.exists():
        made = Kept(
            account_sid="AC" + secrets.token_hex(16),
            auth_token=secrets.token_hex(16),
            user="manager",
            password="-".join(secrets.token_hex(2) for _ in range(4)),
        )
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(made), file)
    return Kept(**json.loads(path.read_text("utf-8")))


def environment(environ: Mapping[str, str], var: Path = VAR) -> dict[str, str]:
    """The environment with what was not set: secrets and, without Twilio, the emulator."""
    full = dict(environ)
    for name, value in keep_secrets(var).items():
        full[name] = environ.get(name, "").strip() or value
    if not environ.get("TWILIO_ACCOUNT_SID"):
        kept = keep(var)
        full["TWILIO_ACCOUNT_SID"] = kept.account_sid
        full["TWILIO_AUTH_TOKEN"] = kept.auth_token
        full["TWILIO_API_URL"] = f"http://127.0.0.1:{environ.get('EMULATOR_PORT') or 8010}"
    return full


@contextmanager
def emulator(environ: Mapping[str, str], url: str) -> Iterator[None]:
    """The emulator as a process of its own, for as long as the block runs.

    Raises:
        EmulatorFailed: when it did not start.
    """
    # A session of its own: Ctrl-C reaches the relay alone, which then ends it in order.
    process = subprocess.Popen(
        [sys.executable, "-m", "relay", "emulator"], env=dict(environ), start_new_session=True
    )
    try:
        _await(process, url)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise EmulatorFailed("the telephone emulator did not start")
