"""The tables of a ledger as SQLAlchemy knows them: their columns are the fields of the rows that they hold."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from wirebook.ledger import bookrows, columns
from wirebook.ledger.posting import Posting

_LOT = 500


def _table(name: str, row: type[Any]) -> sa.TableClause:
    kinds: dict[str, Any] = {"body": sa.JSON()}
    return sa.table(name, *(sa.column(field.name, kinds.get(field.name)) for field in dataclasses.fields(row)))


REPORTS = _table("reports", columns.ReportRow)
READINGS = _table("readings", columns.ReadingRow)
CLAIMS = _table("claims", columns.ClaimRow)
FINDINGS = _table("findings", columns.FindingRow)
JOURNAL = _table("journal", columns.JournalRow)
NOW_READINGS = _table("current_readings", columns.ReadingRow)
NOW_CLAIMS = _table("current_claims", columns.ClaimRow)
NOW_FINDINGS = _table("current_findings", columns.FindingRow)

POSTINGS = _table("postings", Posting)
STALE = sa.table("stale", sa.column("cell"), sa.column("day"))
FACTS = _table("facts", bookrows.FactRow)
FACT_CLAIMS = _table("fact_claims", bookrows.MemberRow)
REVISIONS = _table("revisions", bookrows.RevisionRow)
DISPUTES = _table("disputes", bookrows.DisputeRow)
DISPUTED = sa.table("disputed_facts", sa.column("dispute"), sa.column("fact"))
SIDES = _table("dispute_sides", bookrows.SideRow)
VOICES = _table("voices", bookrows.VoiceRow)
COPIES = _table("copies", bookrows.CopyRow)
PRINTS = sa.table("prints", sa.column("band"), sa.column("report"))
BOOKS = sa.table("books", sa.column("name"), sa.column("value"))

_KEPT = (NOW_CLAIMS, NOW_FINDINGS, NOW_READINGS, REPORTS, CLAIMS, FINDINGS, READINGS, JOURNAL)
_DRAWN = (FACTS, FACT_CLAIMS, REVISIONS, DISPUTES, DISPUTED, SIDES, VOICES, COPIES, POSTINGS)
ASKED = (*_KEPT, *_DRAWN)
"""The tables that a reader of the ledger may want to ask, the most useful first."""


def insert(connection: sa.Connection, table: sa.TableClause, rows: list[Any]) -> None:
    """Add rows, each a frozen dataclass with the fields of the table's columns."""
    if rows:
        names = [field.name for field in dataclasses.fields(rows[0])]
        connection.execute(sa.insert(table), [{name: getattr(row, name) for name in names} for row in rows])


def postings_where(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Posting]:
    """The postings that fulfil all of some conditions, in no order."""
    return [Posting(*row) for row in connection.execute(sa.select(POSTINGS).where(*where))]


def in_lots(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Keys in lots that a statement can take."""
    for at in range(0, len(keys), _LOT):
        yield keys[at : at + _LOT]
