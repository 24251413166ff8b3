"""A ledger: all that can be done with one, by name. Each is a function over the database, and at home elsewhere.

Here a ledger is opened, and brought up to date where its schema is older than the program.
"""

import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

import sqlalchemy as sa

from wirebook.ledger import errors, questions
from wirebook.ledger.database import connect
from wirebook.ledger.database.backup import back_up
from wirebook.ledger.database.connect import engine_of, located, sqlite_prepare
from wirebook.ledger.database.migrations import Migration, migrations
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.upgrading import applied_in, apply_to
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.journal import append, provenance, verification
from wirebook.ledger.query import full_text, listings, sql, stored
from wirebook.ledger.review import decide as deciding
from wirebook.ledger.review import queue as waiting
from wirebook.ledger.review import source_decisions
from wirebook.ledger.update import settle as settling

_Args = ParamSpec("_Args")
_Answer = TypeVar("_Answer")
_LOG = logging.getLogger("wirebook")
_TYING = 14  # the migration from which on warnings are tied to the journal


def open_ledger(path: str | Path, *, create: bool = True, read_only: bool = False) -> "Ledger":
    """The ledger at a path or a SQLAlchemy URL: made when there is none, brought up to date when it is older.

    A file that may only be read is opened for reading: what would be written is refused when it is to be.

    Raises:
        LedgerError: when there is none and none may be made, or it is no ledger, or one of a newer program.
    """
    read_only = read_only or connect.may_only_be_read(path)
    url, where = located(path, create=create and not read_only, read_only=read_only)
    engine = engine_of(url, where)
    if engine.dialect.name == "sqlite":
        sqlite_prepare(engine, read_only)
    ledger = Ledger(Database(engine, where, read_only))
    try:
        ledger.bring_up_to_date(read_only=read_only)
    except LedgerError:
        ledger.close()
        raise
    return ledger


def _of(part: Callable[Concatenate[Database, _Args], _Answer]) -> Callable[Concatenate["Ledger", _Args], _Answer]:
    """A function over the database as a method of a ledger, with its name, signature and docstring."""

    @wraps(part)
    def method(ledger: "Ledger", /, *args: _Args.args, **kwargs: _Args.kwargs) -> _Answer:
        return part(ledger._database, *args, **kwargs)  # noqa: SLF001 - it is one of the ledger's own

    return method


class Ledger:
    """The books: reports, the claims read in them, what the checks found, and a journal of what was done.

    Rows are only ever added. Every answer comes in an order that depends on content alone. Books are drawn up, where
    they are not, when something is asked.

    Questions take `since` and `until` (ISO dates, both included), `place` (a town, division or country), `account`,
    `source` (a name or a part of one), `limit`, `offset` and `latest`:
    `ledger.facts(place="Kharkiv", since="2025-03-01")`.
    """

    def __init__(self, database: Database) -> None:
        """Not for callers: use `open_ledger`."""
        self._database = database
        self.where = database.where

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file. A closed ledger opens itself again when asked."""
        self._database.engine.dispose()

    # what was read
    add = _of(append.add)
    add_all = _of(append.add_all)
    claims = _of(stored.claims)
    claim = _of(stored.claim)
    reports = _of(stored.reports)
    reports_from = _of(stored.reports_from)
    report = _of(stored.report)
    reading = _of(stored.reading)
    readings = _of(stored.readings)
    versions = _of(stored.versions)
    findings = _of(stored.findings)
    journal = _of(stored.journal)

    # what the books say
    settle = _of(settling.settle)
    facts = _of(questions.facts)
    timeline = _of(questions.timeline)
    revisions = _of(questions.revisions)
    history = _of(questions.history)
    disputes = _of(questions.disputes)
    sources = _of(questions.sources)
    promises = _of(questions.promises)
    due = _of(questions.due)
    balances = _of(questions.balances)
    series = _of(questions.series)
    search = _of(full_text.search)
    query = _of(sql.query)

    # a page at a time
    counts = _of(listings.counts)
    head_number = _of(listings.head_number)
    fact_count = _of(listings.fact_count)
    recent = _of(listings.recent)
    report_rows = _of(listings.report_rows)
    place_rows = _of(listings.place_rows)
    news = _of(listings.news)
    fact_of = _of(listings.fact_of)
    facts_of = _of(listings.facts_of)

    # what persons decide
    decide = _of(deciding.decide)
    correct = _of(deciding.correct)
    add_claim = _of(deciding.add_claim)
    undo = _of(deciding.undo)
    stood = _of(deciding.stood)
    decisions = _of(stored.decisions)
    disagreements = _of(deciding.disagreements)
    undecided = _of(deciding.undecided)
    queue = _of(waiting.queue)
    merge_sources = _of(source_decisions.merge_sources)
    part_sources = _of(source_decisions.part_sources)
    source_reports = _of(source_decisions.source_reports)
    unfit = _of(source_decisions.unfit)

    # where it was seen, and whether it is as it was written
    note_seen = _of(provenance.note_seen)
    last_seen = _of(provenance.last_seen)
    seen = _of(provenance.seen)
    dead = _of(provenance.dead)
    head = _of(verification.head)
    faults = _of(verification.faults)
    verify = _of(verification.verify)

    def bring_up_to_date(self, *, read_only: bool) -> None:
        """Apply the migrations that this ledger lacks, each in a transaction with its record.

        Raises:
            LedgerError: when the ledger is newer than the program, no ledger, or out of date and read-only.
        """
        missing = self._missing()
        if missing and read_only:
            raise LedgerError(f"{self.where}: this ledger is older than the program; open it once for writing")
        if missing and missing[0].number > 1:
            self._back_up(missing[0].number)
        for migration in missing:
            with self._database.writing() as connection:
                if migration.number not in applied_in(connection):  # another program may have been first
                    apply_to(connection, migration)
                    if migration.number == _TYING:
                        append.tie_older(connection)

    def _back_up(self, number: int) -> None:
        """Keep a copy of an embedded ledger before its schema changes; a server has backups of its own."""
        if self._database.engine.dialect.name == "sqlite" and self._database.engine.url.database:
            copy = back_up(Path(self._database.engine.url.database), number)
            _LOG.warning("%s: brought up to date; the ledger as it was is in %s", self.where, copy)

    def _missing(self) -> tuple[Migration, ...]:
        known = [one for one in migrations() if one.dialect in (None, self._database.engine.dialect.name)]
        with self._database.reading() as connection:
            applied = applied_in(connection)
            if not applied and sa.inspect(connection).get_table_names():
                applied = applied_in(connection)  # another program may have made it in between
                if not applied:
                    raise LedgerError(f"{self.where}: a database, but not a Wirebook ledger; choose another path")
        newest = max(one.number for one in migrations())
        if max(applied, default=0) > newest:
            raise errors.newer(self.where, max(applied), newest)
        return tuple(one for one in known if one.number not in applied)
