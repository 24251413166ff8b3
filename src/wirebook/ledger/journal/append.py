"""What was read goes into the tables, with the line of the journal that tells of it, tied to the line before.

The line's note is a hash of the warnings: a reading's id is one of the reading alone.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.database import kept_rows
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import CLAIMS, FINDINGS, JOURNAL, NOW_READINGS, READINGS, REPORTS, insert
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.journal.verify import SEALED, chain_of, is_tie, seal, tie
from wirebook.types import Claim, Finding, Reading


@dataclasses.dataclass(frozen=True, slots=True)
class AddResult:
    """What adding a reading did: `added` is false when the ledger had it; `claims` is how many it holds."""

    added: bool
    claims: int


def add(database: Database, reading: Reading, findings: Iterable[Finding] = ()) -> AddResult:
    """Add all that was read in one report, whole or not at all; what is there already changes nothing.

    Raises:
        LedgerError: when a claim has no evidence, or the ledger cannot be written.
    """
    return add_all(database, [(reading, tuple(findings))])[0]


def add_all(database: Database, readings: Sequence[tuple[Reading, Sequence[Finding]]]) -> tuple[AddResult, ...]:
    """Add several readings in one transaction: all of them, or none.

    Raises:
        LedgerError: when a claim has no evidence, or the ledger cannot be written.
    """
    for reading, _ in readings:
        _refuse_groundless(database, reading)
    with database.writing() as connection:
        return tuple(add_reading(connection, reading, findings) for reading, findings in readings)


def _refuse_groundless(database: Database, reading: Reading) -> None:
    for claim in reading.claims:
        if not claim.evidence or not claim.quote:
            where = database.where
            raise LedgerError(f"{where}: the claim {claim.id} has no evidence; nothing of its report was added")


def add_reading(connection: sa.Connection, reading: Reading, findings: Sequence[Finding]) -> AddResult:
    """Add a reading with its report, claims and findings, and note it; nothing when it is the current one already."""
    row = kept_rows.reading_row(reading)
    current = connection.execute(_current(row.report)).scalar()
    if current == row.id:
        return AddResult(added=False, claims=row.claims)
    if not _has(connection, REPORTS, reading.report.id):
        insert(connection, REPORTS, [kept_rows.report_row(reading.report)])
    if not _has(connection, READINGS, row.id):
        _insert_reading(connection, row, reading.claims, findings)
    _note(connection, "read", row, _tie(connection, row.id))
    if current is not None:
        _note(connection, "superseded", row, f"{current} by {row.id}")
    return AddResult(added=True, claims=row.claims)


def _current(report: str) -> sa.Select[Any]:
    return sa.select(NOW_READINGS.c.id).where(NOW_READINGS.c.report == report)


def _has(connection: sa.Connection, table: sa.TableClause, key: str) -> bool:
    return connection.execute(sa.select(table.c.id).where(table.c.id == key)).first() is not None


def _insert_reading(
    connection: sa.Connection, row: kept_rows.ReadingRow, claims: Sequence[Claim], findings: Sequence[Finding]
) -> None:
    insert(connection, READINGS, [row])
    insert(connection, CLAIMS, [kept_rows.claim_row(claim, row.id, place) for place, claim in enumerate(claims)])
    found = [kept_rows.finding_row(finding, row.id, place) for place, finding in enumerate(findings)]
    insert(connection, FINDINGS, found)


def _tie(connection: sa.Connection, reading: str) -> str:
    """The hash of the warnings that a reading is kept with, which may be those of the first time that it was read."""
    query = sa.select(FINDINGS.c.body).where(FINDINGS.c.reading == reading).order_by(FINDINGS.c.position)
    return tie(connection.scalars(query))


def tie_older(connection: sa.Connection) -> None:
    """Tie the warnings of readings that an older program kept, all by one line; nothing when there are none."""
    lines = connection.execute(sa.select(JOURNAL.c.reading, JOURNAL.c.note).where(JOURNAL.c.reading.is_not(None)))
    tied: dict[str, bool] = {}
    for reading, note in lines:
        tied[reading] = tied.get(reading, False) or is_tie(note)
    ties = {reading: _tie(connection, reading) for reading, done in tied.items() if not done}
    if ties:
        write_line(connection, kept_rows.JournalRow(0, SEALED, None, None, None, None, "", seal(ties), ""))


def _note(connection: sa.Connection, kind: str, row: kept_rows.ReadingRow, note: str) -> None:
    write_line(connection, kept_rows.JournalRow(0, kind, row.report, row.id, None, None, "", note, ""))


def write_line(connection: sa.Connection, line: kept_rows.JournalRow) -> kept_rows.JournalRow:
    """Add a line to the journal, tied to the line before it."""
    last = connection.execute(sa.select(JOURNAL).order_by(JOURNAL.c.number.desc()).limit(1)).first()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    at = max(now, last.at) if last else now  # a clock that was set back makes no line older than the one before
    line = dataclasses.replace(line, number=(last.number if last else 0) + 1, at=at)
    line = dataclasses.replace(line, chain=chain_of(last.chain if last else None, line))
    insert(connection, JOURNAL, [line])
    return line
