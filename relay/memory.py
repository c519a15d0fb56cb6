"""The memory of a process that has loaded what it needs, made ready for one emergency a night.

That one finds the processor cold: it has forgotten where memory lies, and looks it up page by
page. A page of the machine is 4 KiB; in those of 2 MiB there is little to look up.
"""

import ctypes
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)

SIZE = 2 << 20  # bytes of a large page
MAPS = "/proc/self/maps"  # https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html
COLLAPSE = 25  # Linux 6.1 and later: https://man7.org/linux/man-pages/man2/madvise.2.html
SWITCH = 0.0005  # seconds for which a thread that works keeps the interpreter from the others


@contextmanager
def filled_beside() -> Iterator[None]:
    """While a thread makes very much that stays, for seconds, beside others that answer.

    Those get the interpreter ten times as soon as else, and never wait for a search for garbage
    in what is made: neither meanwhile nor later. One thread at a time.
    """
    switch = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(switch)


def settle() -> None:
    """Keep what is loaded out of garbage collection, and in large pages where there are any.

    To be called once, before the first request, in the process that answers it: what is forked
    from it has small pages again. It takes a tenth of a second.
    """
    gc.freeze()  # a search for garbage in all of it holds a page up for 60 ms or more
    if sys.platform == "linux":
        _use_large_pages()


def _use_large_pages() -> None:
    try:
        madvise = ctypes.CDLL(None).madvise
        moved = sum(
            end - start
            for start, end in _allocated()
            if madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), COLLAPSE) == 0
        )
    except (OSError, AttributeError, ValueError) as error:
        logger.info("no large pages of memory: %s", error)
        return
    logger.debug("%s MiB lie in large pages of memory", moved >> 20)


def _allocated() -> Iterator[tuple[int, int]]:
    """Where large pages fit into what this process has for itself: start and end, in bytes."""
    with open(MAPS, encoding="utf-8") as maps:
        lines = maps.read().splitlines()  # at once: what is asked of the kernel changes the file
    for line in lines:
        span, rights, _offset, _device, _inode, *name = line.split()
        if rights != "rw-p" or name not in ([], ["[heap]"]):
            continue
        first, last = (int(address, 16) for address in span.split("-"))
        start, end = -(-first // SIZE) * SIZE, last // SIZE * SIZE
        if start < end:
            yield start, end
