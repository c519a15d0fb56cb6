"""Statements of the hot path: written with the library, compiled once, run by the driver itself.

Through the library a statement about one row takes three to four times as long as the database
needs for it, and a page waits for some twenty of them. Whoever listens to an engine's statements
hears of these too: then they go through the library.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Executable, exc, insert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, make_transient_to_detached

from relay.store.db import check_fault

T = TypeVar("T")
Row = tuple[Any, ...]
Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
_LINE = "line"  # where a session keeps its own


class Prepared:
    """A statement with named values, for either kind of database."""

    def __init__(
        self,
        statement: Executable,
        names: Sequence[str] | None = None,
        *,
        sqlite: Executable | None = None,
    ) -> None:
        """Nothing is compiled yet.

        Args:
            statement: every value in it is bound by a name, and none stands for several.
            names: the columns that it writes, where it does not tell itself.
            sqlite: what SQLite is given instead.
        """
        self._statement = statement
        self._sqlite = sqlite
        self._names = names
        self._forms: dict[str, _Form] = {}

    @classmethod
    def inserting(cls, make: Callable[[Any], Executable]) -> "Prepared":
        """What is said in each kind's own way, as what is done about a row that is there already.

        Args:
            make: makes the statement with the `insert` of the kind.
        """
        return cls(make(postgresql_insert), sqlite=make(sqlite_insert))

    def run(self, session: Session, values: Values) -> None:
        """Run it, for what it writes."""
        self.rows(session, values)

    def run_all(self, session: Session, several: Sequence[Values]) -> None:
        """Run it for each of several sets of values, for what it writes."""
        line = _line(session)
        form = self._form(line.connection.dialect)
        line.execute(form.words, [form.bound(values) for values in several], many=True)

    def rows(self, session: Session, values: Values) -> Sequence[Row]:
        """Run it; every row that it finds or returns.

        Args:
            session: the transaction.
            values: one for each name in the statement; there may be others.

        Raises:
            DBAPIError: as the library raises it.
        """
        line = _line(session)
        form = self._form(line.connection.dialect)
        return form.read(line.execute(form.words, form.bound(values)))

    def first(self, session: Session, values: Values) -> Row | None:
        """The first row, if there is any."""
        found = self.rows(session, values)
        return found[0] if found else None

    def value(self, session: Session, values: Values) -> Any:
        """The first value of the first row; None when there is no row."""
        found = self.rows(session, values)
        return found[0][0] if found else None

    def _form(self, dialect: Dialect) -> "_Form":
        form = self._forms.get(dialect.name)
        if form is None:
            own = self._sqlite if dialect.name == "sqlite" else None
            statement = self._statement if own is None else own
            form = self._forms[dialect.name] = _form(statement, self._names, dialect)
        return form


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement in the words of one kind of database."""

    words: str
    fixed: Values  # values that stand in the statement, as the driver takes them
    names: Sequence[str]  # of all values, in the order in which the driver counts them
    is_counted: bool  # whether it counts them, rather than know them by name
    given: Sequence[tuple[int, Convert]]  # values that the driver takes otherwise, by their place
    found: Sequence[tuple[int, Convert]]  # and columns of a row that it gives otherwise

    def bound(self, values: Values) -> Any:
        """The values as the driver takes them."""
        known = {**values, **self.fixed} if self.fixed else values
        bound = [known[name] for name in self.names]
        for place, convert in self.given:
            if bound[place] is not None:  # of which JSON would make a word
                bound[place] = convert(bound[place])
        return tuple(bound) if self.is_counted else dict(zip(self.names, bound, strict=True))

    def read(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Rows of the driver's, as the columns have them."""
        return [self._read(row) for row in rows] if self.found else rows

    def _read(self, row: Row) -> Row:
        values = list(row)
        for place, convert in self.found:
            values[place] = convert(values[place])
        return tuple(values)


def _form(statement: Any, names: Sequence[str] | None, dialect: Dialect) -> _Form:
    compiled: Any = statement.compile(dialect=dialect, column_keys=names)
    words = str(compiled)
    if "POSTCOMPILE" in words or compiled.insert_prefetch or compiled.update_prefetch:
        raise ValueError(f"there is more to this than words and values: {words}")
    converts = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bind in compiled.binds.items()
    }
    fixed = {
        name: convert(bind.value) if (convert := converts[name]) else bind.value
        for name, bind in compiled.binds.items()
        if not bind.required
    }
    order = compiled.positiontup
    names = list(compiled.binds) if order is None else order
    columns = getattr(statement, "exported_columns", ())
    reads = [
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
    ]
    gives = [None if name in fixed else converts[name] for name in names]
    return _Form(words, fixed, names, order is not None, _those(gives), _those(reads))


def _those(converts: Iterable[Convert | None]) -> Sequence[tuple[int, Convert]]:
    return [(place, convert) for place, convert in enumerate(converts) if convert is not None]


def new_row(kind: type[T], **values: Any) -> T:
    """A row that is yet to be written: what the library makes of it, which notes each value.

    Raises:
        TypeError: when the table has no such column.
    """
    table: Any = kind.__table__  # type: ignore[attr-defined]
    unknown = values.keys() - table.columns.keys()
    if unknown:
        raise TypeError(f"{table.name} has no {', '.join(sorted(unknown))}")
    one = kind()
    vars(one).update(values)
    return one


def write_new(session: Session, row: Any) -> None:
    """Write a new row at once and keep it: what a flush does, which has much else to look at."""
    statement, defaults = _new(row.__table__)
    values = {**defaults, **vars(row)}
    vars(row).update(values)
    row.id = statement.value(session, values)
    make_transient_to_detached(row)
    session.add(row)


def read(kind: type[T], row: Row) -> T:
    """What all columns of a table, which come first in a row, are of.

    It belongs to no session: what is changed of it is not written.
    """
    one, table = kind(), kind.__table__  # type: ignore[attr-defined]
    vars(one).update(zip(_names(table), row, strict=False))
    return one


@cache
def _names(table: Any) -> Sequence[str]:
    names: Sequence[str] = table.columns.keys()
    return names


@cache
def _new(table: Any) -> tuple[Prepared, Values]:
    """The statement that writes a row of a table, and what stands in it when nothing is said."""
    columns = [column for column in table.columns if not column.primary_key]
    defaults = {one.key: one.default.arg if one.default is not None else None for one in columns}
    return Prepared(insert(table).returning(table.c.id), list(defaults)), defaults


class _Line:
    """A transaction's connection, and the driver's below it: asked for once, not by each statement.

    A session takes a dozen calls to tell which connection is its own, where none was given to it.
    """

    __slots__ = ("connection", "driver", "is_listened_to", "transaction")

    def __init__(self, session: Session) -> None:
        bind = session.get_bind()
        self.connection = bind if isinstance(bind, Connection) else session.connection()
        self.transaction: Any = self.connection.get_transaction()
        if self.transaction is None or not self.transaction.is_active:
            raise exc.InvalidRequestError("this transaction was taken back")
        self.driver: Any = self.connection.connection.driver_connection
        self.is_listened_to = bool(self.connection.dispatch.before_cursor_execute)

    def execute(self, words: str, values: Any, *, many: bool = False) -> Sequence[Row]:
        connection = self.connection
        if self.is_listened_to:
            result = connection.exec_driver_sql(words, values)
            return [tuple(row) for row in result] if result.returns_rows else []
        cursor: Any = None
        try:
            cursor = self.driver.cursor()
            cursor.executemany(words, values) if many else cursor.execute(words, values)
            return cursor.fetchall() if cursor.description else []
        except connection.dialect.loaded_dbapi.Error as error:
            check_fault(connection.engine, error)
            if connection.dialect.is_disconnect(error, self.driver, cursor):
                # Else what tells why gives way to what the rollback says.
                connection.invalidate(error)
            raise _told(words, error) from error
        finally:
            if cursor is not None:
                cursor.close()


def _line(session: Session) -> _Line:
    line: _Line | None = session.info.get(_LINE)
    if line is None or not line.transaction.is_active:
        line = session.info[_LINE] = _Line(session)
    return line


def _told(words: str, error: Exception) -> Exception:
    """A driver's error as the library tells it; its values are people's, and are left out."""
    kinds = (getattr(exc, kind.__name__, None) for kind in type(error).__mro__)
    told = (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, exc.DBAPIError))
    return next(told, exc.DBAPIError)(words, None, error)
