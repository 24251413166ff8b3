"""A ledger's database, opened: what is asked gets a connection that reads, what is added one that writes in its turn.

All that a ledger can do is a function over this. What one database does in its own way is in `connect.py`, and in
`_take_turn`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wirebook.ledger import errors
from wirebook.ledger.database import connect


@dataclass(frozen=True, slots=True)
class Database:
    """The engine, the name for messages, and whether nothing may be written."""

    engine: sa.Engine
    where: str
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that reads."""
        with self.plainly(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction, which waits for its turn before it looks at anything."""
        with self.plainly(), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                _take_turn(connection)
                yield connection

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """What the driver raises becomes a LedgerError with its remedy."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise errors.translated(self.where, str(error.orig), connect.BUSY_SECONDS) from error
        except UnicodeEncodeError as error:
            remedy = "its text holds half a character (a lone surrogate); decode the file again"
            raise errors.LedgerError(f"{self.where}: a report cannot be stored: {remedy}") from error

    def column(self, query: sa.Select[Any]) -> Sequence[Any]:
        """The first column of what a query finds."""
        with self.reading() as connection:
            return connection.scalars(query).all()


def _take_turn(connection: sa.Connection) -> None:
    """Writers go one after another: SQLite by BEGIN IMMEDIATE (connect.py), PostgreSQL by an advisory lock."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7261)")
