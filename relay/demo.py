"""What `make run` needs on a fresh machine: secrets, a sign-in, and the emulator beside it."""

import logging
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import urlopen

from relay.settings import Variables, keep_secrets, keep_values, read_emulator_port

logger = logging.getLogger(__name__)

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
    """The demo's account and sign-in, made the first time and kept in a file of mode 600.

    Raises:
        BadSettings: when the folder or the file cannot be used.
    """
    made = Kept(
        account_sid="AC" + secrets.token_hex(16),
        auth_token=secrets.token_hex(16),
        user="manager",
        password="-".join(secrets.token_hex(2) for _ in range(4)),
    )
    return Kept(**keep_values(var / "demo.json", asdict(made)))


def environment(environ: Mapping[str, str], var: Path = VAR) -> dict[str, str]:
    """The environment with what was not set: secrets and, without Twilio, the emulator."""
    full = dict(environ)
    for name, value in keep_secrets(var).items():
        full[name] = environ.get(name, "").strip() or value
    if not has_account(environ):
        kept = keep(var)
        port = read_emulator_port(Variables(environ))  # a wrong one is refused with the others
        for name, value in {
            "TWILIO_ACCOUNT_SID": kept.account_sid,
            "TWILIO_AUTH_TOKEN": kept.auth_token,
            "TWILIO_API_URL": f"http://127.0.0.1:{port}",
        }.items():
            full[name] = value
            full.pop(f"{name}_FILE", None)  # it would go before
    return full


def has_account(environ: Mapping[str, str]) -> bool:
    """Whether a Twilio account is named, by its id or the file that holds it; no emulator then."""
    return bool(environ.get("TWILIO_ACCOUNT_SID") or environ.get("TWILIO_ACCOUNT_SID_FILE"))


@contextmanager
def emulator(environ: Mapping[str, str], url: str) -> Iterator[None]:
    """The emulator as a process of its own, for as long as the block runs.

    Raises:
        EmulatorFailed: when it did not start.
    """
    # A session of its own: Ctrl-C reaches the relay alone, which then ends it in order.
    process = subprocess.Popen(
        [sys.executable, "-m", "relay", "emulator", "--until-eof"],
        env=dict(environ),
        start_new_session=True,
        # Nothing is written: the kernel closes it with the relay, however that ends.
        stdin=subprocess.PIPE,
    )
    try:
        _await(process, url)
        yield
    finally:
        _end(process)


def end_with_input() -> None:
    """End this process by SIGTERM when its standard input ends; that is watched from now on."""
    threading.Thread(target=_watch_input, name="parent", daemon=True).start()


def _watch_input() -> None:
    # Not by sys.stdin: a thread that waits in it would break the end of the process.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP)
    except subprocess.TimeoutExpired:
        logger.warning("the telephone emulator did not end within %s s and was killed", STOP)
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise EmulatorFailed("the telephone emulator did not start")
