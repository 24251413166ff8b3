"""Questions in SQL: whatever a reader of the tables may ask, and nothing that changes them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.errors import LedgerError

_QUESTION = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*(?:select|with|values|table|explain)\b", re.IGNORECASE | re.DOTALL
)
_STEPS = ("SQLITE_SELECT", "SQLITE_READ", "SQLITE_FUNCTION", "SQLITE_RECURSIVE")  # of a statement that only reads


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: the names of its columns and its rows, each as long as the names.

    `records` are what a data frame takes: `pandas.DataFrame(rows.records())`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """Each row by the names of the columns; of columns with one name the last."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask(connection: sa.Connection, statement: str, where: str, tables: Sequence[str]) -> Rows:
    """The rows of one SELECT (or WITH … SELECT); `tables` are those that a message names.

    Raises:
        LedgerError: when the statement cannot be understood, is more than one, or would change anything.
    """
    with connection.begin(), _only_reading(connection):
        try:
            names, rows = _answered(connection, statement)
        except (sa.exc.DBAPIError, sa.exc.ResourceClosedError, _errors(connection)) as error:
            raise LedgerError(f"{where}: {_refusal(error, tables)}") from error
    if rows is None:
        raise LedgerError(f"{where}: this is no question; a query begins with SELECT or WITH")
    return Rows(names, rows)


def _answered(connection: sa.Connection, statement: str) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...] | None]:
    """Names and rows; none where the statement has no answer."""
    if connection.dialect.name != "postgresql":
        found = connection.exec_driver_sql(statement)
        if not found.returns_rows:
            return (), None
        return tuple(found.keys()), tuple(tuple(row) for row in found)
    if not _QUESTION.match(statement):
        return (), None  # "COPY … TO PROGRAM" only reads, as the server sees it
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute(statement, prepare=True)  # a prepared statement is one statement, whatever it holds
        if cursor.description is None:
            return (), None
        return tuple(column.name for column in cursor.description), tuple(tuple(row) for row in cursor.fetchall())


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


def _refusal(error: Exception, tables: Sequence[str]) -> str:
    said = str(getattr(error, "orig", None) or error).strip()
    if "not authorized" in said or "prohibited" in said or "read-only transaction" in said:
        return "a query may only read; what is in a ledger is changed by reading reports into it"
    if "one statement at a time" in said or "multiple commands" in said:
        return "one query at a time; leave out what comes after the first semicolon"
    return f"the query was refused: {said}; the tables are {', '.join(tables)}"
