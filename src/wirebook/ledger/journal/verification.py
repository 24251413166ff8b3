"""A ledger looked over: nothing in it is changed by looking."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.database import kept_rows, search_index
from wirebook.ledger.database.blueprint import Shape, shape_of
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import CLAIMS, FINDINGS, JOURNAL, READINGS, REPORTS
from wirebook.ledger.errors import Fault
from wirebook.ledger.journal import books_check
from wirebook.ledger.journal.books_check import Tell
from wirebook.ledger.journal.verify import Held, JournalVerdict, faults_of, told_by
from wirebook.ledger.update import redraw
from wirebook.ledger.update.settle import counted_in

_STEP = 500  # readings from one word of how far it is to the next


_NO_RIGHT = "42501"  # PostgreSQL's code of what a user may not do
_STREAMED = {"stream_results": True}


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def head(database: Database) -> str | None:
    """The hash of the journal's last line, none of an empty one: it stands for all that was ever done."""
    with database.reading() as connection:
        return connection.scalar(sa.select(JOURNAL.c.chain).order_by(JOURNAL.c.number.desc()).limit(1))


def faults(database: Database) -> tuple[Fault, ...]:
    """What is not as it was written or drawn up; none in a sound ledger. See `verify`."""
    return verify(database).faults


def verify(database: Database, head: str | None = None, *, books: bool = True, tell: Tell = _silent) -> JournalVerdict:
    """Look over all that a reader sees: what was written by its hashes, what is drawn up by another drawing.

    A lost end of the journal with all that it tells of, and a journal that was written anew from some line on,
    cannot be seen from within: give the `head` that you kept elsewhere. Without `books` nothing is drawn up again
    and no index compared, which in a large ledger takes long. `tell` is told how far it is.

    Raises:
        LedgerError: when the ledger cannot be read.
    """
    with database.plainly(), _apart(database) as connection:
        try:
            told = told_by(_journal(connection), head)
            faults = [*told.faults, *faults_of(told, _held(connection, tell)), *_orphans(connection)]
        except ValueError as error:
            told = told_by(())
            faults = [Fault("a row", f"its body is no JSON any more ({error})")]
        shape, notes = _shape(connection)
        more: list[Fault] = []
        compared = books and not faults and shape.whole
        if compared:
            compared = redraw.are_drawn_so(connection, counted_in(connection))
            more = _of_books(connection, notes, tell)
        elif books:
            notes.append(Fault("the books", "they were not drawn up again: what they are made from is not sound"))
        return JournalVerdict(
            (*told.missed, *faults, *shape.faults, *more), (*told.notes, *notes), told.head, told.lines, compared
        )


def _of_books(connection: sa.Connection, notes: list[Fault], tell: Tell) -> list[Fault]:
    found, more = books_check.differences(connection, counted_in(connection), tell)
    notes += more
    return [*found, *search_index.faults_in(connection, tell)]


@contextmanager
def _apart(database: Database) -> Iterator[sa.Connection]:
    """A connection that is used once, in one transaction that is taken back: it sees the ledger as it is now."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.detach()
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA foreign_keys = OFF")  # of tables that stand before others none can be had
            driver.execute("PRAGMA temp.cache_size = -131072")  # KiB
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin() as looking:
            yield connection
            looking.rollback()


def _journal(connection: sa.Connection) -> Iterator[kept_rows.JournalRow]:
    query = sa.select(JOURNAL).order_by(JOURNAL.c.number)
    for row in connection.execute(query, execution_options=_STREAMED):
        yield kept_rows.JournalRow(*row)


def _held(connection: sa.Connection, tell: Tell) -> Iterator[Held]:
    many = connection.scalar(sa.select(sa.func.count()).select_from(READINGS)) or 0
    query = sa.select(READINGS, REPORTS).join_from(READINGS, REPORTS, REPORTS.c.id == READINGS.c.report)
    claims = sa.select(CLAIMS).order_by(CLAIMS.c.position)
    findings = sa.select(FINDINGS).order_by(FINDINGS.c.position)
    width = len(READINGS.c)
    rows = connection.execute(query.order_by(READINGS.c.id), execution_options=_STREAMED)
    for done, row in enumerate(rows, 1):
        reading = kept_rows.ReadingRow(*row[:width])
        yield Held(
            reading,
            kept_rows.KeptReportRow(*row[width:]),
            [kept_rows.ClaimRow(*one) for one in connection.execute(claims.where(CLAIMS.c.reading == reading.id))],
            [
                kept_rows.FindingRow(*one)
                for one in connection.execute(findings.where(FINDINGS.c.reading == reading.id))
            ],
        )
        if done % _STEP == 0:
            tell("readings against their hashes", done, many)


def _orphans(connection: sa.Connection) -> Iterator[Fault]:
    """Rows that hang on nothing: SQLite keeps to its foreign keys only where it is told to."""
    known = sa.select(READINGS.c.id)
    for table in (CLAIMS, FINDINGS):
        for reading in connection.scalars(sa.select(table.c.reading).distinct().where(table.c.reading.not_in(known))):
            yield Fault(f"{table.name} {reading}", "there is no such reading")
    read = sa.select(READINGS.c.report)
    for report in connection.scalars(sa.select(REPORTS.c.id).where(REPORTS.c.id.not_in(read))):
        yield Fault(f"reports {report}", "no reading is of it")


def _shape(connection: sa.Connection) -> tuple[Shape, list[Fault]]:
    """What the database is made of, and notes: what could not be compared."""
    try:
        with connection.begin_nested():
            return shape_of(connection), []
    except sa.exc.ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) != _NO_RIGHT:
            raise
        why = "they were not compared: that wants a user who may make a schema in this database"
        return Shape((), whole=True), [Fault("views and triggers", why)]
