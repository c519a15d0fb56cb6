"""Where the web server of one process listens."""

import socket
import subprocess
import sys

import pytest

from relay.server import PortTaken, bind
from tests.processes import PATIENCE
from tests.world import ROOT


@pytest.mark.parametrize("host", ["192.0.2.1", "fe80::1%nosuch", "no..name"])
def test_a_host_that_is_not_this_machine_is_named(host: str) -> None:
    with pytest.raises(PortTaken) as refused:
        bind(host, 8000)

    assert str(refused.value) == f"HOST: {host} is no address of this machine"


def test_a_taken_port_is_named_with_what_moves_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(PortTaken) as refused:
            bind("127.0.0.1", port, "EMULATOR_PORT")

    assert str(refused.value) == f"port {port} is taken; EMULATOR_PORT=... names another"


def test_what_was_loaded_before_it_serves_is_not_searched_for_garbage() -> None:
    words = """
import gc, os, signal, threading, time
from flask import Flask
from relay.server import bind, serve

def end():
    while signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        time.sleep(0.05)
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=end).start()
serve(Flask("relay"), bind("127.0.0.1", 0))
print(gc.get_freeze_count() > 10_000)
"""
    command = [sys.executable, "-c", words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert ended.stdout == "True\n", ended.stderr


def test_who_waits_for_an_answer_learns_that_none_comes_wherever_the_signal_comes() -> None:
    words = """
import signal, socket
from flask import Flask
from relay.server import bind, serve

class Interrupted(socket.socket):
    def accept(self):
        taken, address = self._accept()
        signal.raise_signal(signal.SIGTERM)
        return socket.socket(fileno=taken), address

listening = Interrupted(fileno=bind("127.0.0.1", 0).detach())
print(listening.getsockname()[1], flush=True)
serve(Flask("relay"), listening)
input()  # it lives on: what is closed was closed by `serve`
"""
    command = [sys.executable, "-c", words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as waiting:
                assert waiting.recv(1) == b""
            assert process.poll() is None
        finally:
            process.communicate("\n")

    assert process.returncode == 0
