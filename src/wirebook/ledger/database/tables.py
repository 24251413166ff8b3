"""The tables of a ledger as SQLAlchemy knows them: their columns are the fields of the rows that they hold."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.books.posting import Posting
from wirebook.ledger.database import book_rows, kept_rows

_LOT = 500


def _table(name: str, row: type[Any]) -> sa.TableClause:
    kinds: dict[str, Any] = {"body": sa.JSON()}
    return sa.table(name, *(sa.column(field.name, kinds.get(field.name)) for field in dataclasses.fields(row)))


REPORTS = _table("reports", kept_rows.KeptReportRow)
READINGS = _table("readings", kept_rows.ReadingRow)
CLAIMS = _table("claims", kept_rows.ClaimRow)
FINDINGS = _table("findings", kept_rows.FindingRow)
JOURNAL = _table("journal", kept_rows.JournalRow)
NOW_READINGS = _table("current_readings", kept_rows.ReadingRow)
NOW_CLAIMS = _table("current_claims", kept_rows.ClaimRow)
NOW_FINDINGS = _table("current_findings", kept_rows.FindingRow)

POSTINGS = _table("postings", Posting)
STALE = sa.table("stale", sa.column("cell"), sa.column("day"))
FACTS = _table("facts", book_rows.FactRow)
FACT_CLAIMS = _table("fact_claims", book_rows.MemberRow)
REVISIONS = _table("revisions", book_rows.RevisionRow)
DISPUTES = _table("disputes", book_rows.DisputeRow)
DISPUTED = sa.table("disputed_facts", sa.column("dispute"), sa.column("fact"))
SIDES = _table("dispute_sides", book_rows.SideRow)
VOICES = _table("voices", book_rows.VoiceRow)
COPIES = _table("copies", book_rows.CopyRow)
PRINTS = sa.table("prints", sa.column("band"), sa.column("report"))
SEEN = _table("seen", kept_rows.Sighting)
BOOKS = sa.table("books", sa.column("name"), sa.column("value"))

_KEPT = (NOW_CLAIMS, NOW_FINDINGS, NOW_READINGS, REPORTS, CLAIMS, FINDINGS, READINGS, JOURNAL, SEEN)
_DRAWN = (FACTS, FACT_CLAIMS, REVISIONS, DISPUTES, DISPUTED, SIDES, VOICES, COPIES, POSTINGS)
ASKED = (*_KEPT, *_DRAWN)
"""The tables that a reader of the ledger may want to ask, the most useful first."""
DERIVED = (*_DRAWN, STALE, PRINTS, BOOKS)
"""The tables that are drawn up from the others, and may be drawn up anew."""


def insert(connection: sa.Connection, table: sa.TableClause, rows: list[Any]) -> None:
    """Add rows, each a frozen dataclass with the fields of the table's columns."""
    if rows:
        names = [field.name for field in dataclasses.fields(rows[0])]
        connection.execute(sa.insert(table), [{name: getattr(row, name) for name in names} for row in rows])


def postings_of(connection: sa.Connection, column: sa.ColumnElement[Any], keys: Iterable[str]) -> list[Posting]:
    """The postings whose column holds one of some keys, however many, in no order."""
    return [Posting(*row) for row in rows_in(connection, sa.select(POSTINGS), column, keys)]


def postings_where(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Posting]:
    """The postings that fulfil all of some conditions, in no order."""
    return [Posting(*row) for row in connection.execute(sa.select(POSTINGS).where(*where))]


def rows_in(
    connection: sa.Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], keys: Iterable[str]
) -> Iterator[Any]:
    """The rows of a query whose column holds one of some keys, however many; in the order of the query within a lot."""
    for some in in_lots(sorted(set(keys))):
        yield from connection.execute(query.where(column.in_(some)))


def delete_in(
    connection: sa.Connection, table: sa.TableClause, column: sa.ColumnElement[Any], keys: Iterable[str]
) -> None:
    """Take out the rows whose column holds one of some keys, however many."""
    for some in in_lots(sorted(set(keys))):
        connection.execute(sa.delete(table).where(column.in_(some)))


def origins_of(connection: sa.Connection, reports: Iterable[str]) -> dict[str, str]:
    """The origin of each report that is a copy; an update of a report is none."""
    query = sa.select(COPIES.c.report, COPIES.c.origin).where(COPIES.c.kind != "update")
    return {row.report: row.origin for row in rows_in(connection, query, COPIES.c.report, reports)}


def versions_in(connection: sa.Connection, reports: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Reports that are versions of one another: for each a name that all versions share, and its number among them.

    Versions stand at one address with one publisher, or are an update of each other. Numbers rise with the day of
    update or publication, and then with when the address was seen; versions that nothing orders have one number.
    """
    r = REPORTS.c
    updates = sa.select(COPIES.c.report, COPIES.c.origin).where(COPIES.c.kind == "update")
    updated = {row.report: row.origin for row in rows_in(connection, updates, COPIES.c.report, reports)}
    names = {*reports, *updated.values()}
    rows = list(rows_in(connection, sa.select(r.id, r.url, r.publisher, r.published, r.updated), r.id, names))
    first_seen = sa.select(SEEN.c.report, sa.func.min(SEEN.c.at).label("at")).group_by(SEEN.c.report)
    addressed = [row.id for row in rows if row.url]
    seen = {row.report: row.at for row in rows_in(connection, first_seen, SEEN.c.report, addressed)}
    at = {row.id: f"{row.url}|{row.publisher or ''}" if row.url else row.id for row in rows}
    groups: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in rows:
        origin = updated.get(row.id, row.id)
        groups[at.get(origin, origin)][row.id] = (row.updated or row.published or "", seen.get(row.id) or "")
    found: dict[str, tuple[str, int]] = {}
    for told in (told for told in groups.values() if len(told) > 1):
        order = sorted(set(told.values()))
        found |= {key: (min(told), order.index(day)) for key, day in told.items()}
    return found


def voices_heard(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """What each voice said in the postings that fulfil some conditions: its key, and the counts of `VOICES`."""
    p = POSTINGS.c
    told = sa.select(
        p.voice_key,
        sa.func.count().label("claims"),
        sa.func.count(sa.distinct(p.report)).label("reports"),
        sa.func.min(p.said).label("first"),
        sa.func.max(p.said).label("last"),
    )
    return told.where(*where).group_by(p.voice_key)


def forms_written() -> sa.Select[Any]:
    """The ways in which the sources of postings are written: the columns of `source_names.SourceForm`."""
    p = POSTINGS.c
    alike = (p.voice_key, p.voice_own, p.voice, p.source_kind, p.voice_country)
    return sa.select(*alike, sa.func.count()).group_by(*alike)


def begins_so(column: sa.ColumnElement[Any], key: str) -> sa.ColumnElement[bool]:
    """Whether an id is one of which a person gave the first characters, with or without "clm_" or "fact_"."""
    return sa.or_(column.startswith(key, autoescape=True), column.contains("_" + key, autoescape=True))


def in_lots(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Keys in lots that a statement can take."""
    for at in range(0, len(keys), _LOT):
        yield keys[at : at + _LOT]
