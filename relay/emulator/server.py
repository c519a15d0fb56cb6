"""The emulator as a process: its API and its page on this machine, and a thread that ticks."""

import logging
import signal
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from types import FrameType

from flask import Flask
from waitress import create_server, wasyncore

from relay.clock import SystemClock
from relay.emulator import page, rest
from relay.emulator.carrier import Carrier
from relay.emulator.config import EmulatorConfig, Handset
from relay.emulator.posting import post
from relay.emulator.serving import CARRIER, STOPPING
from relay.emulator.webhooks import Job

__all__ = ["Emulator", "EmulatorConfig", "Handset", "create_emulator", "run"]

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"  # never another: the emulator opens its phones to everyone who can reach it
THREADS = 16  # for requests; a request that hangs on purpose keeps one
POSTMEN = 8  # webhooks on their way at the same time
IDLE = timedelta(seconds=1)
LOOK = 1  # seconds between two looks whether to end


def create_emulator(carrier: Carrier, stopping: threading.Event | None = None) -> Flask:
    """The API and the page of a carrier.

    Args:
        carrier: somebody else ticks it.
        stopping: set when requests that wait on purpose shall give up.
    """
    app = Flask("relay.emulator", static_folder=None)
    app.extensions[CARRIER] = carrier
    app.extensions[STOPPING] = stopping or threading.Event()
    app.register_blueprint(rest.bp)
    app.register_blueprint(page.bp)
    return app


class Emulator:
    """A carrier that is served on a port, and ticks by the machine's clock."""

    def __init__(self, config: EmulatorConfig) -> None:
        """Take the port; nothing runs yet.

        Raises:
            OSError: when the port is taken.
        """
        listening = _listen(config.port)
        self._clock = SystemClock()
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._postmen = ThreadPoolExecutor(POSTMEN, thread_name_prefix="webhook")
        self.carrier = Carrier(
            config, self._clock, post, submit=self._submit, woken=self._woken.set
        )
        self._sockets: dict[int, object] = {}
        self._server = create_server(
            create_emulator(self.carrier, self._stopping),
            map=self._sockets,
            sockets=[listening],
            threads=THREADS,
            log_socket_errors=False,
        )
        self._threads = [
            threading.Thread(target=self._server.run, name="emulator", daemon=True),
            threading.Thread(target=self._tick, name="emulator-tick", daemon=True),
        ]

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://{HOST}:{self._server.effective_port}"

    def start(self) -> None:
        """Serve and tick, in threads of its own."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; webhooks not yet begun are dropped."""
        self._stopping.set()
        self._woken.set()
        # Requests under way first: they need the server's loop to end.
        self._server.task_dispatcher.shutdown(timeout=5)
        with suppress(OSError):  # the loop was awake already and has closed the trigger itself
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._postmen.shutdown(wait=False, cancel_futures=True)
        for thread in self._threads:
            thread.join(timeout=5)

    def _tick(self) -> None:
        while not self._stopping.is_set():
            try:
                self.carrier.tick()
            except Exception:
                logger.exception("the emulator stumbled over something that was due")
            due_at = self.carrier.next_due()
            span = due_at - self._clock.now() if due_at is not None else IDLE
            self._woken.wait(max(min(span, IDLE).total_seconds(), 0))
            self._woken.clear()

    def _submit(self, job: Job) -> None:
        def guarded() -> None:
            try:
                job()
            except Exception:
                logger.exception("a webhook could not be delivered")

        if not self._stopping.is_set():
            self._postmen.submit(guarded)


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise
    return listening


def run(config: EmulatorConfig) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Must be called from the main thread."""
    try:
        emulator = Emulator(config)
    except OSError as error:
        print(f"emulator: port {config.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    emulator.start()
    print(f"emulator: {emulator.url}", flush=True)
    # The kernel may give the signal to another thread, which does not wake this one.
    while not ended.wait(LOOK):
        pass
    emulator.stop()
    return 0
