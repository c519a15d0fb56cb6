"""The emulator as a process."""

import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from relay.emulator.server import Emulator, run
from tests.emulator.conftest import CONFIG

ROOT = Path(__file__).parents[2]
PROGRAM = textwrap.dedent(
    """
    import sys
    from dataclasses import replace
    from relay.emulator.server import run
    from tests.emulator.conftest import CONFIG

    sys.exit(run(replace(CONFIG, port=0)))
    """
)


@pytest.mark.process
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_process_serves_until_it_is_told_to_end(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix("emulator: ").strip()

        answer = requests.get(f"{url}/healthz", timeout=10)
        process.send_signal(how)

        assert answer.json() == {"status": "ok"}
        assert process.wait(timeout=20) == 0


def test_taken_port_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    first = Emulator(replace(CONFIG, port=0))
    first.start()
    port = int(first.url.rsplit(":", 1)[1])

    code = run(replace(CONFIG, port=port))

    first.stop()
    assert code == 1
    assert capsys.readouterr().err == (
        f"emulator: port {port} cannot be used: Address already in use\n"
    )


def test_emulator_listens_on_this_machine_only() -> None:
    emulator = Emulator(replace(CONFIG, port=0))
    emulator.start()

    assert emulator.url.startswith("http://127.0.0.1:")
    emulator.stop()
