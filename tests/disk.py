"""Disks that take nothing any more, as the operating system tells of them."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing below the folder can be changed."""

    def writes(path: object, flags: int = os.O_RDWR, *_: object, **__: object) -> bool:
        return _is_below(path, folder) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))

    with _failing(errno.EROFS, writes, "open"), _failing(errno.EROFS, _below(folder), *NAMES):
        yield


@contextmanager
def without_inodes(folder: Path) -> Iterator[None]:
    """No file can be made below the folder; those that are there can be written."""

    def makes(path: object, flags: int, *_: object, **__: object) -> bool:
        new = _is_below(path, folder) and not Path(str(path)).exists()
        return new and bool(flags & os.O_CREAT)

    with _failing(errno.ENOSPC, makes, "open"):
        yield


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Files can be made below the folder, and nothing can be written into them."""

    def is_file(opened: int) -> bool:
        there = os.readlink(f"/proc/self/fd/{opened}")
        return _is_below(there, folder) and stat.S_ISREG(os.fstat(opened).st_mode)

    with _failing(errno.ENOSPC, is_file, "fsync"):  # where a disk with delayed allocation says so
        yield


NAMES = ("rename", "unlink", "link")


@contextmanager
def _failing(code: int, concerns: Callable[..., bool], *calls: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for call in calls:
            patched.setattr(os, call, _or_error(getattr(os, call), code, concerns))
        yield


def _or_error(true: Callable[..., Any], code: int, concerns: Callable[..., bool]) -> Any:
    def either(*given: Any, **more: Any) -> Any:
        if concerns(*given, **more):
            raise OSError(code, os.strerror(code))
        return true(*given, **more)

    return either


def _below(folder: Path) -> Callable[..., bool]:
    return lambda path, *_, **__: _is_below(path, folder)


def _is_below(path: object, folder: Path) -> bool:
    return folder in (Path(str(path)), *Path(str(path)).parents)
