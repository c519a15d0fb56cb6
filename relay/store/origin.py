"""Which database this machine works with, so that an empty standby is not taken for it.

After a failover to one the incidents would be numbered anew, over the old ones.
"""

import json
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from relay.store.faults import AnotherDatabase

logger = logging.getLogger(__name__)

FIND = "SELECT id FROM origins ORDER BY id LIMIT 1"


class Origin:
    """What the first connection found; a later one that finds another is refused.

    Kept in a file too, so that a process that starts after the failover knows it as well. The file
    holds for one address: whoever sets another `DATABASE_URL` means another database.
    """

    def __init__(self, url: URL, note: Path | None) -> None:
        """Read what is noted.

        Args:
            url: the database's address.
            note: the file; without one it is known for the life of this object only.
        """
        self._address = url.set(username=None, password=None).render_as_string()
        self._note = note
        self._known = self._noted()

    def check(self, connection: Any, _record: object) -> None:
        """Look at a new connection of the driver, before anything else uses it.

        Raises:
            AnotherDatabase: when it leads to another database than before.
        """
        found = _find(connection)
        if self._known is not None and found != self._known:
            remedy = f"remove {self._note} and run `python -m relay db upgrade`"
            meant = f"; if it is meant, {remedy}" if self._note else ""
            raise AnotherDatabase(
                f"the server has another database now, without our incidents{meant}"
            )
        if found is not None and self._known is None:
            self._known = found
            self._keep(found)

    def _noted(self) -> str | None:
        if self._note is None:
            return None
        try:
            record = json.loads(self._note.read_text("utf-8"))
            return str(record["origin"]) if record["address"] == self._address else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            logger.error("%s cannot be read, any database is taken for ours: %r", self._note, error)
            return None

    def _keep(self, found: str) -> None:
        if self._note is None:
            return
        half = self._note.with_suffix(f".half-{os.getpid()}")
        try:
            self._note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            half.write_text(json.dumps({"address": self._address, "origin": found}), "utf-8")
            half.replace(self._note)
        except OSError as error:  # a full or read-only disk keeps nobody from the database
            logger.warning("%s could not be written: %s", self._note, error.strerror)
            with suppress(OSError):
                half.unlink()


def _find(connection: Any) -> str | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('origins') IS NOT NULL")
            row = cursor.execute(FIND).fetchone() if cursor.fetchone()[0] else None
    finally:
        connection.rollback()
    return row[0] if row is not None else None
