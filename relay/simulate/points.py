"""Where a process can die and a database can refuse: between any two things it does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from relay.store.db import Database

_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")


@cache
def _written_by(statement: str) -> str | None:
    """The table that a statement writes; each statement is looked at once."""
    found = _WRITES.match(statement)
    return found[1] if found else None


class Died(BaseException):
    """The process is gone; nothing of ours may catch it."""


class Points:
    """Counts what the process does, and has it die or be refused at a given point."""

    def __init__(self) -> None:
        self.commits = 0
        self.touched: set[str] = set()  # tables that were written since somebody looked
        self._is_watching = True
        self.reset()

    def reset(self) -> None:
        """Let nothing go wrong."""
        self._dies_in: int | None = None
        self._refuses_in: int | None = None
        self._only_once = False

    def watch(self, database: Database) -> None:
        """Pass a point at every statement, before every beginning and commit of a database."""
        # The store begins by the driver itself, which no cursor of SQLAlchemy's sees.
        event.listen(database.engine, "begin", self._begin, insert=True)
        event.listen(database.engine, "before_cursor_execute", self._statement)
        event.listen(database.engine, "commit", self._commit)

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """What is done here is done by no process of the relay's."""
        self._is_watching, before = False, self._is_watching
        try:
            yield
        finally:
            self._is_watching = before

    def die_in(self, points: int) -> None:
        """Have the process die before the point after so many."""
        self._dies_in = points

    def refuse_in(self, statements: int, *, once: bool) -> None:
        """Have the database refuse after so many statements, until `accept` or once."""
        self._refuses_in, self._only_once = statements, once

    def accept(self) -> None:
        """Let the database work again."""
        self._refuses_in = None

    def reach(self) -> None:
        """Pass a point.

        Raises:
            Died: when this is the one.
        """
        if self._dies_in is None:
            return
        if self._dies_in <= 0:
            self._dies_in = None
            raise Died
        self._dies_in -= 1

    def _begin(self, _connection: Connection) -> None:
        if self._is_watching:
            self.reach()
            self._refuse()

    def _statement(self, _connection: Connection, _cursor: object, words: str, *_: object) -> None:
        if self._is_watching:
            table = _written_by(words)
            if table is not None:
                self.touched.add(table)
            self.reach()
            self._refuse()

    def _commit(self, _connection: Connection) -> None:
        if self._is_watching:
            self.commits += 1
            self.reach()
            self._refuse()

    def _refuse(self) -> None:
        if self._refuses_in is None:
            return
        if self._refuses_in > 0:
            self._refuses_in -= 1
            return
        if self._only_once:
            self._refuses_in = None
        raise OperationalError("", None, Exception("refused, as the night wants it"))
