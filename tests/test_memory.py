"""Memory of a process that is about to answer: out of garbage collection, in large pages."""

import gc
import logging
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from relay import memory

ROOT = Path(__file__).parents[1]
FIRST_LINUX = (6, 1)

SETTLED = """
import gc
from relay.memory import settle

def in_large_pages():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages"))

kept = [[number] for number in range(500_000)]
before = in_large_pages()
settle()
print(in_large_pages() - before >= 16 * 1024, sum(one[0] for one in kept) == sum(range(500_000)))
print(gc.get_freeze_count() > 500_000)
"""


def test_what_is_loaded_lies_in_large_pages_and_is_as_it_was() -> None:
    if not _has_large_pages():
        pytest.skip("this machine's kernel moves nothing into large pages of memory")

    ended = subprocess.run(
        [sys.executable, "-c", SETTLED], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert ended.stdout.split() == ["True", "True", "True"], ended.stderr


@pytest.mark.parametrize(
    ("maps", "moved"),
    [
        ("55100000-55900000 rw-p 00000000 00:00 0 [heap]", [(0x55200000, 0x55800000)]),
        ("7f0000000000-7f0000400000 rw-p 0 00:00 0", [(0x7F0000000000, 0x7F0000400000)]),
        ("55100000-552fffff rw-p 00000000 00:00 0 [heap]", []),
        ("55000000-55800000 r-xp 00000000 fe:00 17 /lib/libc.so.6", []),
        ("55000000-55800000 rw-p 00000000 fe:00 17 /var/a database", []),
        ("55000000-55800000 rw-s 00000000 00:00 0", []),
        ("55000000-55800000 rw-p 00000000 00:00 0 [stack]", []),
    ],
)
def test_only_whole_large_pages_of_its_own_are_moved(
    maps: str, moved: list[tuple[int, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MAPS", str(tmp_path / "maps"))
    (tmp_path / "maps").write_text(f"{maps}\n")

    assert list(memory._allocated()) == moved


@pytest.mark.parametrize("maps", [None, "no map at all\n"])
def test_a_machine_without_a_list_of_memory_goes_on(
    maps: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(memory, "MAPS", str(tmp_path / "maps"))
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("sys.platform", "linux")
    if maps is not None:
        (tmp_path / "maps").write_text(maps)

    with caplog.at_level(logging.INFO, logger="relay.memory"):
        memory.settle()

    assert "no large pages of memory" in caplog.text


def _has_large_pages() -> bool:
    if not os.path.exists("/sys/kernel/mm/transparent_hugepage/enabled"):
        return False
    release = re.match(r"(\d+)\.(\d+)", platform.release())
    return release is not None and tuple(map(int, release.groups())) >= FIRST_LINUX


def test_others_are_not_held_up_while_much_is_made_beside() -> None:
    switch, frozen = sys.getswitchinterval(), gc.get_freeze_count()

    with memory.filled_beside():
        assert sys.getswitchinterval() < switch / 5
        assert not gc.isenabled()
        made = [[number] for number in range(10_000)]

    assert gc.get_freeze_count() >= frozen + len(made)
    assert gc.isenabled()
    assert sys.getswitchinterval() == switch
    gc.unfreeze()
