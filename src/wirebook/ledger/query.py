"""Questions in SQL: whatever a reader of the tables may ask, and nothing that changes them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.errors import LedgerError

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
            found = connection.exec_driver_sql(statement)
            rows = tuple(tuple(row) for row in found) if found.returns_rows else None
            names = tuple(found.keys()) if found.returns_rows else ()
        except (sa.exc.DBAPIError, sa.exc.ResourceClosedError) as error:
            raise LedgerError(f"{where}: {_refusal(error, tables)}") from error
    if rows is None:
        raise LedgerError(f"{where}: this is no question; a query begins with SELECT or WITH")
    return Rows(names, rows)


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
    if "one statement at a time" in said:
        return "one query at a time; leave out what comes after the first semicolon"
    return f"the query was refused: {said}; the tables are {', '.join(tables)}"
