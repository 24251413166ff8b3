"""Questions in SQL: whatever a reader of the tables may ask, and nothing that changes them."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.sqlite_functions import DENIED, roomy, tame
from wirebook.ledger.database.tables import ASKED
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.update.settle import settle

_QUESTION = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*+(?:select|with|values|table|explain)\b", re.IGNORECASE | re.DOTALL
)
_STRIDE = 1000  # steps of SQLite's machine from one look at the clock to the next
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
class QueryBounds:
    """How many rows a query may answer, for how many seconds it may run, and of what size the rows may be together.

    `size` is in characters, of what is no text in bytes; no single value may be larger. None: as it likes. `memory` is
    how many bytes its values may take at once, those that are not shown too (of an embedded ledger).
    """

    rows: int | None = None
    seconds: float | None = None
    size: int | None = None
    memory: int = 512_000_000


NO_BOUNDS = QueryBounds()


def query(database: Database, statement: str, bounds: QueryBounds = NO_BOUNDS) -> Rows:
    """What a SELECT over the ledger's tables answers, within bounds; nothing can be changed by it.

    Raises:
        LedgerError: when the statement cannot be understood, is more than one, takes too long, or would change
            anything.
    """
    if not database.read_only:
        settle(database)
    with database.reading() as connection:
        return ask(connection, statement, database.where, [table.name for table in ASKED], bounds)


def ask(
    connection: sa.Connection, statement: str, where: str, tables: Sequence[str], bounds: QueryBounds = NO_BOUNDS
) -> Rows:
    """The rows of one SELECT (or WITH … SELECT); `tables` are those that a message names.

    Raises:
        LedgerError: when the statement cannot be understood, is more than one, or would change anything.
    """
    denied = frozenset() if bounds.size is None else DENIED
    with connection.begin(), _in_bounds(connection, bounds), _only_reading(connection, denied):
        try:
            names, rows, cut = _answered(connection, statement, bounds)
        except (sa.exc.DBAPIError, sa.exc.ResourceClosedError, _errors(connection)) as error:
            raise LedgerError(f"{where}: {_refusal(error, tables)}") from error
    if rows is None:
        raise LedgerError(f"{where}: this is no question; a query begins with SELECT or WITH")
    return Rows(names, rows, cut)


_RawAnswer = tuple[tuple[str, ...], tuple[tuple[Any, ...], ...] | None, bool]


def _answered(connection: sa.Connection, statement: str, bounds: QueryBounds) -> _RawAnswer:
    """Names, rows, and whether there are more; no rows where the statement has no answer."""
    if connection.dialect.name != "postgresql":
        raw: Any = connection.connection.dbapi_connection
        with roomy(raw, connection.dialect.dbapi, statement, bounds.memory):
            found = connection.exec_driver_sql(statement)
            if not found.returns_rows:
                return (), None, False
            with closing(found):  # what is left of it would hold the ledger as it was
                return tuple(found.keys()), *_taken(found, bounds)
    if not _QUESTION.match(statement):
        return (), None, False  # "COPY … TO PROGRAM" only reads, as the server sees it
    driver: Any = connection.connection.dbapi_connection
    # row by row, so that what is too much stays with the server; the server takes one statement alone this way
    with driver.cursor() as cursor, closing(cursor.stream(statement)) as stream:
        rows, cut = _taken(stream, bounds)
        if cursor.description is None:  # a stream without rows does not say what they would be
            cursor.execute(statement, prepare=True)
        return tuple(column.name for column in cursor.description), rows, cut


def _taken(rows: Iterable[Sequence[Any]], bounds: QueryBounds) -> tuple[tuple[tuple[Any, ...], ...], bool]:
    """The rows that are within bounds, and whether there were more."""
    taken: list[tuple[Any, ...]] = []
    size = 0
    for row in rows:
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if bounds.rows is not None and len(taken) == bounds.rows:
            return tuple(taken), True
        if bounds.size is not None and size > bounds.size:
            return tuple(taken), True
        taken.append(tuple(row))
    return tuple(taken), False


def _errors(connection: sa.Connection) -> type[Exception]:
    """What the driver raises when it is asked directly."""
    codes: Any = connection.dialect.dbapi
    kind: type[Exception] = codes.Error
    return kind


@contextmanager
def _only_reading(connection: sa.Connection, denied: frozenset[str]) -> Iterator[None]:
    """SQLite is asked before each step of a statement whether it may; PostgreSQL reads in a transaction for reading."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    codes: Any = connection.dialect.dbapi
    reading = {getattr(codes, name) for name in _STEPS}

    def may(action: int, _: object, name: str | None, *__: object) -> int:
        slow = action == codes.SQLITE_FUNCTION and str(name).lower() in denied
        allowed: int = codes.SQLITE_OK if action in reading and not slow else codes.SQLITE_DENY
        return allowed

    driver.set_authorizer(may)
    try:
        yield
    finally:
        driver.set_authorizer(None)


@contextmanager
def _in_bounds(connection: sa.Connection, bounds: QueryBounds) -> Iterator[None]:
    """Stop a query that runs too long: SQLite asks every few thousand steps, PostgreSQL keeps a clock of its own.

    SQLite also refuses to make a value that is too large: its clock does not tick while it makes one.
    """
    driver: Any = connection.connection.dbapi_connection
    with ExitStack() as held:
        if connection.dialect.name == "postgresql":
            if bounds.seconds is not None:
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(bounds.seconds * 1000)}")
            yield
            return
        if bounds.seconds is not None:
            deadline = time.monotonic() + bounds.seconds
            held.callback(driver.set_progress_handler, None, 0)
            driver.set_progress_handler(lambda: time.monotonic() > deadline, _STRIDE)
        if bounds.size is not None:
            connection.detach()  # a tamed connection is used once: what was put in its functions' place stays there
            tame(driver, connection.dialect.dbapi, bounds.size)
        yield


_REFUSALS = (
    (
        ("not authorized", "prohibited", "read-only transaction"),
        "a query may only read; what is in a ledger is changed by reading reports into it",
    ),
    (("too many columns",), "more than 100 columns are too many here; name those that you need"),
    (
        ("too big", "too complex", "user-defined function"),
        "the query needs too large a value or pattern; ask for a part of it, such as substr(text, 1, 1000)",
    ),
    (("interrupted", "statement timeout"), "the query took too long; ask for less, by a WHERE or a LIMIT"),
    (
        ("one statement at a time", "multiple commands"),
        "one query at a time; leave out what comes after the first semicolon",
    ),
)


def _refusal(error: Exception, tables: Sequence[str]) -> str:
    said = str(getattr(error, "orig", None) or error).strip()
    if "use function" in said:
        return f"the query was refused: {said.rpartition(' ')[2]} is no function that a query may use here"
    for marks, remedy in _REFUSALS:
        if any(mark in said for mark in marks):
            return remedy
    return f"the query was refused: {said}; the tables are {', '.join(tables)}"
