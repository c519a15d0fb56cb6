"""Kinds of columns, and what statements compare them with."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    String,
    TypeDecorator,
    func,
    literal_column,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.operators import OperatorType

T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant; naive values are refused, what comes out is aware and in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """To the database: UTC; SQLite keeps it as words without a zone."""
        if dialect.name == "sqlite":
            return _spelled_for_sqlite  # the library's own way is five times as long
        return super().bind_processor(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same, for a server."""
        return None if value is None else _utc(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """From the database: aware, in UTC."""
        if dialect.name == "sqlite":
            return _read_from_sqlite
        return super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same, of a server."""
        return None if value is None else value.astimezone(UTC)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"an instant without a zone: {value!r}")
    return value.astimezone(UTC)


def _spelled_for_sqlite(value: datetime | None) -> str | None:
    """As the library spells it: https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#DATETIME"""
    if value is None:
        return None
    return _spelled(value if value.tzinfo is UTC else _utc(value))


@lru_cache(maxsize=64)  # the instant of a transaction is bound some thirty times
def _spelled(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(" ", "microseconds")


def _read_from_sqlite(words: str | None) -> datetime | None:
    if words is None:
        return None
    value = datetime.fromisoformat(words)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[StrEnum]):
    """A word of a closed set, kept as it is, so that a new one needs no migration.

    Where it is compared with, it stands in the statement: what is bound costs at every run, and the
    largest of our statements compares with a hundred.
    """

    impl = String
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[Any]):
        """Compares with words, or with other columns."""

        def operate(self, op: OperatorType, *other: Any, **options: Any) -> ColumnElement[Any]:
            """As any column does it."""
            return super().operate(op, *map(_spelled_out, other), **options)

    comparator_factory = Comparator

    def __init__(self, words: type[StrEnum]) -> None:
        """Name the set."""
        super().__init__(20)  # characters
        self.words = words
        self._words: dict[str | None, StrEnum | None] = {
            None: None,
            **{word.value: word for word in words},
        }
        self._values: dict[StrEnum | None, str | None] = {
            None: None,
            **{word: word.value for word in words},
        }

    def bind_processor(self, dialect: Dialect) -> Callable[[StrEnum | None], str | None]:
        """To the database."""
        return self._values.__getitem__

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], StrEnum | None]:
        """From the database."""
        return self._words.__getitem__


def _spelled_out(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_spelled_out(one) for one in value]
    return literal_column(f"'{value.value}'") if isinstance(value, StrEnum) else value


def one_of(column: InstrumentedAttribute[T], values: Iterable[T]) -> ColumnElement[bool]:
    """IN a few words of a closed set."""
    return column.in_(list(values))


def any_of(column: InstrumentedAttribute[T], values: Iterable[T]) -> ColumnElement[bool]:
    """The same beside a condition that is narrower: no index of this column is used.

    SQLite would take it, since IN and = are narrow to it, and read nearly the whole table by it.
    """
    found: ColumnElement[Any] = func.coalesce(column, literal_column("''"))
    return found.in_(_spelled_out(list(values)))


def at_most(rows: int) -> ColumnElement[int]:
    """A LIMIT that stands in the statement; one that is bound has SQLite prepare it at each run.

    Its planner looks at that value, so that what it planned holds for no other. The largest of our
    statements takes ten times as long then.
    """
    return literal_column(str(rows), Integer)
