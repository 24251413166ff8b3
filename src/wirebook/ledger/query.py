"""Questions in SQL: whatever a reader of the tables may ask, and nothing that changes them."""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.errors import LedgerError

_QUESTION = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*(?:select|with|values|table|explain)\b", re.IGNORECASE | re.DOTALL
)
_STRIDE = 5000  # steps of SQLite's machine from one look at the clock to the next
_STEPS = ("SQLITE_SELECT", "SQLITE_READ", "SQLITE_FUNCTION", "SQLITE_RECURSIVE")  # of a statement that only reads


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: the names of its columns and its rows, each as long as the names.

    `cut` is whether there are more rows than were asked for.
    `records` are what a data frame takes: `pandas.DataFrame(rows.records())`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool = False

    def records(self) -> list[dict[str, Any]]:
        """Each row by the names of the columns; of columns with one name the last."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows a query may answer, and for how many seconds it may run; none: as it likes."""

    rows: int | None = None
    seconds: float | None = None


NO_BOUNDS = Bounds()


def ask(
    connection: sa.Connection, statement: str, where: str, tables: Sequence[str], bounds: Bounds = NO_BOUNDS
) -> Rows:
    """The rows of one SELECT (or WITH … SELECT); `tables` are those that a message names.

    Raises:
        LedgerError: when the statement cannot be understood, is more than one, or would change anything.
    """
    with connection.begin(), _only_reading(connection), _in_time(connection, bounds.seconds):
        try:
            names, rows = _answered(connection, statement, None if bounds.rows is None else bounds.rows + 1)
        except (sa.exc.DBAPIError, sa.exc.ResourceClosedError, _errors(connection)) as error:
            raise LedgerError(f"{where}: {_refusal(error, tables)}") from error
    if rows is None:
        raise LedgerError(f"{where}: this is no question; a query begins with SELECT or WITH")
    return Rows(names, rows[: bounds.rows], cut=bounds.rows is not None and len(rows) > bounds.rows)


def _answered(
    connection: sa.Connection, statement: str, most: int | None
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...] | None]:
    """Names and rows; none where the statement has no answer."""
    if connection.dialect.name != "postgresql":
        found = connection.exec_driver_sql(statement)
        if not found.returns_rows:
            return (), None
        return tuple(found.keys()), tuple(tuple(row) for row in islice(found, most))
    if not _QUESTION.match(statement):
        return (), None  # "COPY … TO PROGRAM" only reads, as the server sees it
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute(statement, prepare=True)  # a prepared statement is one statement, whatever it holds
        if cursor.description is None:
            return (), None
        return tuple(column.name for column in cursor.description), tuple(tuple(row) for row in islice(cursor, most))


def _errors(connection: sa.Connection) -> type[Exception]:
    """What the driver raises when it is asked directly."""
    codes: Any = connection.dialect.dbapi
    kind: type[Exception] = codes.Error
    return kind


@contextmanager
def _only_reading(connection: sa.Connection) -> Iterator[None]:
    """SQLite is asked before each step of a statement whether it may; PostgreSQL reads in a transaction for reading."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        yield
        return
    driver: Any = connection.connection.driver_connection
    codes: Any = connection.dialect.dbapi
    reading = {getattr(codes, name) for name in _STEPS}
    driver.set_authorizer(lambda action, *_: codes.SQLITE_OK if action in reading else codes.SQLITE_DENY)
    try:
        yield
    finally:
        driver.set_authorizer(None)


@contextmanager
def _in_time(connection: sa.Connection, seconds: float | None) -> Iterator[None]:
    """Stop a query that runs too long: SQLite asks every few thousand steps, PostgreSQL keeps a clock of its own."""
    if seconds is None:
        yield
        return
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        yield
        return
    driver: Any = connection.connection.driver_connection
    deadline = time.monotonic() + seconds
    driver.set_progress_handler(lambda: time.monotonic() > deadline, _STRIDE)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def _refusal(error: Exception, tables: Sequence[str]) -> str:
    said = str(getattr(error, "orig", None) or error).strip()
    if "not authorized" in said or "prohibited" in said or "read-only transaction" in said:
        return "a query may only read; what is in a ledger is changed by reading reports into it"
    if "interrupted" in said or "statement timeout" in said:
        return "the query took too long; ask for less, by a WHERE or a LIMIT"
    if "one statement at a time" in said or "multiple commands" in said:
        return "one query at a time; leave out what comes after the first semicolon"
    return f"the query was refused: {said}; the tables are {', '.join(tables)}"
