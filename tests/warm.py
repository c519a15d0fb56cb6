"""Processes that begin with the relay's code loaded, as loading it is most of what a start costs.

Each is a process of its own, forked from a server that has done nothing but import; it is given
its environment, folder and output as a new one would be, and is signalled and killed for real.
"""

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

# What the processes of a site import by themselves; nothing in it starts a thread or opens a file.
LOADED = [
    "relay.cli.processes",
    "relay.cli.phones",
    "relay.cli.keeping",
    "relay.emulator.server",
    "relay.sms.twilio",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
]


class Process:
    """A started process, with what is asked of a subprocess.Popen here."""

    def __init__(
        self, module: str, words: Sequence[str], environ: Mapping[str, str], folder: Path, log: Path
    ) -> None:
        """Start `python -m MODULE WORDS`.

        Args:
            module: with a `__main__` that may be loaded already.
            words: its command line.
            environ: its whole environment.
            folder: where it runs.
            log: what it prints is put at the end of this file.
        """
        self._process = _server().Process(
            target=_run, args=(module, list(words), dict(environ), folder, log), daemon=False
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Its exit code, minus the signal when one killed it; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; returns its exit code.

        Raises:
            subprocess.TimeoutExpired: when it still runs after so many seconds.
        """
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return code

    def send_signal(self, number: signal.Signals) -> None:
        """Signal it, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end in order."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


@contextmanager
def apart(
    work: Callable[..., None], *given: object
) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """A process that does this, and a pipe to it; it is killed at the end if it still runs.

    Args:
        work: a function of a module, which is given the other end of the pipe first.
        given: what it is given besides.
    """
    ours, theirs = multiprocessing.Pipe()
    process = _server().Process(target=work, args=(theirs, *given))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        ours.close()


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *LOADED])
    return context


def _run(
    module: str, words: Sequence[str], environ: Mapping[str, str], folder: Path, log: Path
) -> None:
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    _print_to(log)
    sys.argv = [module, *words]
    sys.path[:0] = environ.get("PYTHONPATH", "").split(os.pathsep)
    runpy.run_module(module, run_name="__main__")


def _print_to(log: Path) -> None:
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.close(output)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
