"""The one door to the database: SQLite in a file, through SQLAlchemy Core so that PostgreSQL can stand in.

What one database does in its own way is in `database/connect.py`, and in `_take_turn`.
"""

import logging
import operator
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from wirebook.ledger import errors
from wirebook.ledger.books.how_counted import HowCounted, how_counted
from wirebook.ledger.database import connect, kept_rows
from wirebook.ledger.database.backup import back_up
from wirebook.ledger.database.connect import engine_of, located, sqlite_prepare
from wirebook.ledger.database.json_rows import claim_from_json, finding_from_json, reading_from_json
from wirebook.ledger.database.migrations import Migration, migrations
from wirebook.ledger.database.tables import (
    ASKED,
    CLAIMS,
    JOURNAL,
    NOW_CLAIMS,
    NOW_FINDINGS,
    NOW_READINGS,
    REPORTS,
    begins_so,
)
from wirebook.ledger.database.upgrading import applied_in, apply_to
from wirebook.ledger.decisions.decision import Decision, note_of
from wirebook.ledger.decisions.missed import with_added
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.journal.append import AddResult, add_reading, tie_older, write_line
from wirebook.ledger.journal.provenance import Sightings
from wirebook.ledger.journal.verification import Verifying
from wirebook.ledger.query.full_text import Searching
from wirebook.ledger.query.listings import Listing
from wirebook.ledger.query.sql import NO_BOUNDS, QueryBounds, Rows, ask
from wirebook.ledger.review.source_decisions import Sourcing
from wirebook.ledger.update import redraw
from wirebook.ledger.update.decided import added
from wirebook.ledger.update.post import take_up
from wirebook.ledger.update.versions import versions_of
from wirebook.packs import Pack, load_packs
from wirebook.types import Claim, Finding, Reading, Report

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
    ledger = Ledger(engine, where, read_only=read_only)
    try:
        ledger.bring_up_to_date(read_only=read_only)
    except LedgerError:
        ledger.close()
        raise
    return ledger


class Ledger(Verifying, Sourcing, Sightings, Searching, Listing):
    """The books: reports, the claims read in them, what the checks found, and a journal of what was done.

    Rows are only ever added. Every answer comes in an order that depends on content alone.
    """

    def __init__(self, engine: sa.Engine, where: str, *, read_only: bool = False) -> None:
        """Not for callers: use `open_ledger`."""
        self._engine = engine
        self._read_only = read_only
        self.where = where

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
        self._engine.dispose()

    def add(self, reading: Reading, findings: Iterable[Finding] = ()) -> AddResult:
        """Add all that was read in one report, whole or not at all; what is there already changes nothing.

        Raises:
            LedgerError: when a claim has no evidence, or the ledger cannot be written.
        """
        return self.add_all([(reading, tuple(findings))])[0]

    def add_all(self, readings: Sequence[tuple[Reading, Sequence[Finding]]]) -> tuple[AddResult, ...]:
        """Add several readings in one transaction: all of them, or none.

        Raises:
            LedgerError: when a claim has no evidence, or the ledger cannot be written.
        """
        for reading, _ in readings:
            self._refuse_groundless(reading)
        with self._writing() as connection:
            return tuple(add_reading(connection, reading, findings) for reading, findings in readings)

    def settle(self, packs: Sequence[Pack] | None = None) -> None:
        """Bring the books up to date with what was read; nothing when they are.

        Raises:
            LedgerError: when they are not, and the ledger cannot be written.
        """
        with self._asking() as connection:
            counted = self._counted(connection).with_all(how_counted(packs or ()))
            if redraw.is_current(connection, counted):
                return
        with self._writing() as connection:
            redraw.start(connection, counted)
        for step in (partial(take_up, counted=counted), redraw.redraw):
            left = True
            while left:
                with self._writing() as connection:
                    left = step(connection)

    def claims(self, report: str | None = None, account: str | None = None) -> tuple[Claim, ...]:
        """The current claims, of one report or account or all, by report as they were read, then those added."""
        query = sa.select(NOW_CLAIMS.c.body).order_by(NOW_CLAIMS.c.report, NOW_CLAIMS.c.position)
        if report is not None:
            query = query.where(NOW_CLAIMS.c.report == report)
        if account is not None:
            query = query.where(NOW_CLAIMS.c.account == account)
        read = tuple(claim_from_json(body) for body in self._column(query))
        with self._asking() as connection:  # nothing has to be drawn up to say what was read and added
            missed = added(connection, report)
        return with_added(read, [one for one in missed if account in (None, one.account)])

    def claim(self, key: str) -> Claim:
        """The claim of an id, or of the first characters of one when only one begins so; superseded ones too.

        Raises:
            LedgerError: when no claim has this id, or several begin with it.
        """
        found: dict[str, Claim] = {}
        for alike in (operator.eq, begins_so):  # a whole id is found at once
            for table in (CLAIMS, NOW_CLAIMS):  # what is current wins over what was superseded
                bodies = self._column(sa.select(table.c.body).where(alike(table.c.id, key)))
                found |= {row["id"]: claim_from_json(row) for row in bodies}
            if key in found:
                return found[key]
        made = {one.claim: one.added for one in self.decisions() if one.added}
        found |= {name: one for name, one in made.items() if one and (name.startswith(key) or f"_{key}" in name)}
        return found[self._only(key, sorted(found), "claim")]

    def reports(self) -> tuple[Report, ...]:
        """All reports, by id."""
        return tuple(reading.report for reading in self._readings(None, with_claims=False))

    def reports_from(self, origin: str) -> tuple[Report, ...]:
        """The reports of an origin whose readings make claims, by id."""
        found = self._readings(None, REPORTS.c.origin == origin, NOW_READINGS.c.claims > 0, with_claims=False)
        return tuple(reading.report for reading in found)

    def report(self, key: str) -> Report:
        """The report of an id.

        Raises:
            LedgerError: when the ledger has no such report.
        """
        return self._reading(key, with_claims=False).report

    def reading(self, report: str) -> Reading:
        """All that the latest reading of a report made of it, as it was.

        Raises:
            LedgerError: when the ledger has no such report.
        """
        return self._reading(report, with_claims=True)

    def readings(self) -> Iterator[Reading]:
        """The latest reading of each report, by report id, one at a time."""
        for key in self._column(sa.select(REPORTS.c.id).order_by(REPORTS.c.id)):
            yield self.reading(key)

    def versions(self, report: str) -> tuple[str, ...]:
        """The ids of a report and its other versions, the oldest first: of one address, or updates of one story.

        Raises:
            LedgerError: when the ledger has no such report.
        """
        key = self.report(report).id
        return self._ask(lambda connection: versions_of(connection, key))

    def findings(self, report: str | None = None) -> tuple[Finding, ...]:
        """What the checks found in the latest readings, by report and then in the order of the checks."""
        query = sa.select(NOW_FINDINGS.c.body).order_by(NOW_FINDINGS.c.report, NOW_FINDINGS.c.position)
        if report is not None:
            query = query.where(NOW_FINDINGS.c.report == report)
        return tuple(finding_from_json(body) for body in self._column(query))

    def journal(self) -> tuple[kept_rows.JournalRow, ...]:
        """What was done, in order."""
        with self._asking() as connection:
            rows = connection.execute(sa.select(JOURNAL).order_by(JOURNAL.c.number)).all()
        return tuple(kept_rows.JournalRow(*row) for row in rows)

    def query(self, statement: str, bounds: QueryBounds = NO_BOUNDS) -> Rows:
        """What a SELECT over the ledger's tables answers, within bounds; nothing can be changed by it.

        Raises:
            LedgerError: when the statement cannot be understood, is more than one, takes too long, or would change
                anything.
        """
        if not self._read_only:
            self.settle()
        with self._asking() as connection:
            return ask(connection, statement, self.where, [table.name for table in ASKED], bounds)

    def _note_decision(self, connection: sa.Connection, decision: Decision) -> kept_rows.JournalRow:
        line = kept_rows.JournalRow(
            number=0,
            kind=decision.kind,
            report=decision.subject.report,
            reading=None,
            claim=decision.claim,
            author=decision.author,
            at="",
            note=note_of(decision),
            chain="",
        )
        return write_line(connection, line)

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
            with self._writing() as connection:
                if migration.number not in applied_in(connection):  # another program may have been first
                    apply_to(connection, migration)
                    if migration.number == _TYING:
                        tie_older(connection)

    def _counted(self, connection: sa.Connection) -> HowCounted:
        return redraw.counted_with(connection, _shipped())

    def _back_up(self, number: int) -> None:
        """Keep a copy of an embedded ledger before its schema changes; a server has backups of its own."""
        if self._engine.dialect.name == "sqlite" and self._engine.url.database:
            copy = back_up(Path(self._engine.url.database), number)
            _LOG.warning("%s: brought up to date; the ledger as it was is in %s", self.where, copy)

    def _missing(self) -> tuple[Migration, ...]:
        known = [one for one in migrations() if one.dialect in (None, self._engine.dialect.name)]
        with self._asking() as connection:
            applied = applied_in(connection)
            if not applied and sa.inspect(connection).get_table_names():
                applied = applied_in(connection)  # another program may have made it in between
                if not applied:
                    raise LedgerError(f"{self.where}: a database, but not a Wirebook ledger; choose another path")
        newest = max(one.number for one in migrations())
        if max(applied, default=0) > newest:
            raise errors.newer(self.where, max(applied), newest)
        return tuple(one for one in known if one.number not in applied)

    def _reading(self, report: str, *, with_claims: bool) -> Reading:
        found = tuple(self._readings(report, with_claims=with_claims))
        if not found:
            raise NotFoundError(f"{self.where}: no report {report!r}; `wirebook search WORDS --of reports` finds them")
        return found[0]

    def _readings(self, report: str | None, *where: sa.ColumnElement[bool], with_claims: bool) -> Iterator[Reading]:
        query = sa.select(NOW_READINGS.c.id, NOW_READINGS.c.body, REPORTS.c.text)
        query = query.join_from(NOW_READINGS, REPORTS, REPORTS.c.id == NOW_READINGS.c.report).where(*where)
        if report is not None:
            query = query.where(REPORTS.c.id == report)
        of = sa.select(CLAIMS.c.body).order_by(CLAIMS.c.position)
        with self._asking() as connection:
            for key, body, text in connection.execute(query.order_by(REPORTS.c.id)):
                claims = connection.scalars(of.where(CLAIMS.c.reading == key)).all() if with_claims else ()
                yield reading_from_json(body | {"report": body["report"] | {"text": text}, "claims": claims})

    def _only(self, key: str, found: Sequence[str], what: str) -> str:
        if not found:
            raise NotFoundError(f"{self.where}: no {what} {key!r}; `wirebook search WORDS` finds claims with their ids")
        if len(found) > 1:
            some = ", ".join(found[:4])
            raise LedgerError(f"{self.where}: {len(found)} ids begin with {key!r} ({some} …); write more of it")
        return found[0]

    def _refuse_groundless(self, reading: Reading) -> None:
        for claim in reading.claims:
            if not claim.evidence or not claim.quote:
                raise LedgerError(
                    f"{self.where}: the claim {claim.id} has no evidence; nothing of its report was added"
                )

    def _column(self, query: sa.Select[Any]) -> Sequence[Any]:
        with self._asking() as connection:
            return connection.scalars(query).all()

    @contextmanager
    def _asking(self) -> Iterator[sa.Connection]:
        with self._plainly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """One transaction, which waits for its turn before it looks at anything."""
        with self._plainly(), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                _take_turn(connection)
                yield connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """What the driver raises becomes a LedgerError with its remedy."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise errors.translated(self.where, str(error.orig), connect.BUSY_SECONDS) from error
        except UnicodeEncodeError as error:
            remedy = "its text holds half a character (a lone surrogate); decode the file again"
            raise LedgerError(f"{self.where}: a report cannot be stored: {remedy}") from error


@cache
def _shipped() -> HowCounted:
    return how_counted(load_packs())


def _take_turn(connection: sa.Connection) -> None:
    """Writers go one after another: SQLite by BEGIN IMMEDIATE (below), PostgreSQL by an advisory lock."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7261)")
