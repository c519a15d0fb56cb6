"""Edits of the folder, taken up without a restart."""

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from relay.settings.environment import Variables, read_folder
from relay.settings.loading import CanUse, Settings, load, load_folder
from relay.settings.refusals import BadSettings

logger = logging.getLogger(__name__)


class Live:
    """The settings as they stand: an edit of the folder is taken up, a bad one is not. Thread-safe.

    The environment is read once. Files are looked at once a second at most.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        seconds: Callable[[], float] = monotonic,
        can_use: CanUse | None = None,
    ) -> None:
        """Read the settings.

        Args:
            environ: as for `load`.
            seconds: a clock that never jumps.
            can_use: as for `load`.

        Raises:
            BadSettings: as `load` does.
        """
        self._environ = dict(environ)
        self._seconds = seconds
        self._lock = threading.Lock()
        self._looked = seconds()
        self._folder = read_folder(Variables(environ))
        self._files = self._fingerprint()
        self._can_use = can_use
        self._settings = load(self._environ, can_use)
        self.complaint: tuple[str, ...] = ()  # why the last edit was not taken up

    def current(self) -> Settings:
        """The newest good settings; never fails."""
        if self._seconds() - self._looked >= 1 and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._settings

    def _look(self) -> None:
        self._looked = self._seconds()
        files = self._fingerprint()
        if files == self._files:
            return
        self._files = files
        try:
            self._settings = load_folder(
                self._settings.environment, Variables(self._environ), self._can_use
            )
            self.complaint = ()
        except BadSettings as bad:
            self.complaint = bad.lines
            logger.error("settings: an edit was not taken up: %s", "; ".join(bad.lines))

    def _fingerprint(self) -> Mapping[Path, tuple[int, int, int]]:
        folder = self._folder
        files: dict[Path, tuple[int, int, int]] = {}
        for path in (folder / "relay.yaml", folder / "oncall.yaml", *folder.glob("texts/*.yaml")):
            try:
                stat = path.stat()
            except OSError:
                continue
            files[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return files
