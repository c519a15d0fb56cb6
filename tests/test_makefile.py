"""What `make` does before there is an environment."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.world import ROOT

# As Debian's without python3-venv, until it is installed: half an environment, and a failure.
PYTHON = """#!/bin/sh
test "$1" = -c && exit 0
for venv; do :; done
test "$3" = --clear && rm -rf "$venv"
mkdir -p "$venv/bin"
touch "$venv/bin/python"
test -e "$0.venv" || { touch "$venv/half"; echo "ensurepip is not available"; exit 1; }
echo "#!/bin/sh" > "$venv/bin/pip"
chmod +x "$venv/bin/pip"
"""


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_an_environment_that_failed_is_made_anew(tmp_path: Path) -> None:
    python, venv = tmp_path / "python", tmp_path / "venv"
    python.write_text(PYTHON)
    python.chmod(0o755)

    def setup() -> int:
        command = ["make", "setup", f"PYTHON={python}", f"VENV={venv}"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode

    assert setup() != 0
    (tmp_path / "python.venv").touch()

    assert setup() == 0
    assert (venv / ".runtime").exists()
    assert not (venv / "half").exists()
