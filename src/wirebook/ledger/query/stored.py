"""What was read, as it is stored: claims, reports, readings, what the checks found, and the journal of it all."""

import operator
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from wirebook.ledger.database import kept_rows
from wirebook.ledger.database.json_rows import claim_from_json, finding_from_json, reading_from_json
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import (
    CLAIMS,
    JOURNAL,
    NOW_CLAIMS,
    NOW_FINDINGS,
    NOW_READINGS,
    REPORTS,
    begins_so,
)
from wirebook.ledger.decisions.decision import Decision
from wirebook.ledger.decisions.missed import with_added
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.update import decided
from wirebook.ledger.update.settle import settled
from wirebook.ledger.update.versions import versions_of
from wirebook.types import Claim, Finding, Reading, Report


def claims(database: Database, report: str | None = None, account: str | None = None) -> tuple[Claim, ...]:
    """The current claims, of one report or account or all, by report as they were read, then those added."""
    query = sa.select(NOW_CLAIMS.c.body).order_by(NOW_CLAIMS.c.report, NOW_CLAIMS.c.position)
    if report is not None:
        query = query.where(NOW_CLAIMS.c.report == report)
    if account is not None:
        query = query.where(NOW_CLAIMS.c.account == account)
    read = tuple(claim_from_json(body) for body in database.column(query))
    with database.reading() as connection:  # nothing has to be drawn up to say what was read and added
        missed = decided.added(connection, report)
    return with_added(read, [one for one in missed if account in (None, one.account)])


def claim(database: Database, key: str) -> Claim:
    """The claim of an id, or of the first characters of one when only one begins so; superseded ones too.

    Raises:
        LedgerError: when no claim has this id, or several begin with it.
    """
    found: dict[str, Claim] = {}
    for alike in (operator.eq, begins_so):  # a whole id is found at once
        for table in (CLAIMS, NOW_CLAIMS):  # what is current wins over what was superseded
            bodies = database.column(sa.select(table.c.body).where(alike(table.c.id, key)))
            found |= {row["id"]: claim_from_json(row) for row in bodies}
        if key in found:
            return found[key]
    found |= _added_so(database, key)
    return found[_only(database, key, sorted(found))]


def reports(database: Database) -> tuple[Report, ...]:
    """All reports, by id."""
    return tuple(reading.report for reading in _readings(database, None, with_claims=False))


def reports_from(database: Database, origin: str) -> tuple[Report, ...]:
    """The reports of an origin whose readings make claims, by id."""
    found = _readings(database, None, REPORTS.c.origin == origin, NOW_READINGS.c.claims > 0, with_claims=False)
    return tuple(reading.report for reading in found)


def report(database: Database, key: str) -> Report:
    """The report of an id.

    Raises:
        LedgerError: when the ledger has no such report.
    """
    return _reading(database, key, with_claims=False).report


def reading(database: Database, report: str) -> Reading:
    """All that the latest reading of a report made of it, as it was.

    Raises:
        LedgerError: when the ledger has no such report.
    """
    return _reading(database, report, with_claims=True)


def readings(database: Database) -> Iterator[Reading]:
    """The latest reading of each report, by report id, one at a time."""
    for key in database.column(sa.select(REPORTS.c.id).order_by(REPORTS.c.id)):
        yield reading(database, key)


def versions(database: Database, report: str) -> tuple[str, ...]:
    """The ids of a report and its other versions, the oldest first: of one address, or updates of one story.

    Raises:
        LedgerError: when the ledger has no such report.
    """
    key = _reading(database, report, with_claims=False).report.id
    return settled(database, lambda connection: versions_of(connection, key))


def findings(database: Database, report: str | None = None) -> tuple[Finding, ...]:
    """What the checks found in the latest readings, by report and then in the order of the checks."""
    query = sa.select(NOW_FINDINGS.c.body).order_by(NOW_FINDINGS.c.report, NOW_FINDINGS.c.position)
    if report is not None:
        query = query.where(NOW_FINDINGS.c.report == report)
    return tuple(finding_from_json(body) for body in database.column(query))


def journal(database: Database) -> tuple[kept_rows.JournalRow, ...]:
    """What was done, in order."""
    with database.reading() as connection:
        rows = connection.execute(sa.select(JOURNAL).order_by(JOURNAL.c.number)).all()
    return tuple(kept_rows.JournalRow(*row) for row in rows)


def decisions(database: Database) -> tuple[Decision, ...]:
    """All decisions ever made, in order, undone ones too."""
    with database.reading() as connection:
        return decided.decisions(connection)


def _added_so(database: Database, key: str) -> dict[str, Claim]:
    """The claims that persons added, by id, of those whose id begins so."""
    made = {one.claim: one.added for one in decisions(database) if one.added}
    return {name: one for name, one in made.items() if name.startswith(key) or f"_{key}" in name}


def _reading(database: Database, report: str, *, with_claims: bool) -> Reading:
    found = tuple(_readings(database, report, with_claims=with_claims))
    if not found:
        raise NotFoundError(f"{database.where}: no report {report!r}; `wirebook search WORDS --of reports` finds them")
    return found[0]


def _readings(
    database: Database, report: str | None, *where: sa.ColumnElement[bool], with_claims: bool
) -> Iterator[Reading]:
    query = sa.select(NOW_READINGS.c.id, NOW_READINGS.c.body, REPORTS.c.text)
    query = query.join_from(NOW_READINGS, REPORTS, REPORTS.c.id == NOW_READINGS.c.report).where(*where)
    if report is not None:
        query = query.where(REPORTS.c.id == report)
    of = sa.select(CLAIMS.c.body).order_by(CLAIMS.c.position)
    with database.reading() as connection:
        for key, body, text in connection.execute(query.order_by(REPORTS.c.id)):
            bodies = connection.scalars(of.where(CLAIMS.c.reading == key)).all() if with_claims else ()
            yield reading_from_json(body | {"report": body["report"] | {"text": text}, "claims": bodies})


def _only(database: Database, key: str, found: Sequence[str]) -> str:
    if not found:
        raise NotFoundError(f"{database.where}: no claim {key!r}; `wirebook search WORDS` finds claims with their ids")
    if len(found) > 1:
        some = ", ".join(found[:4])
        raise LedgerError(f"{database.where}: {len(found)} ids begin with {key!r} ({some} …); write more of it")
    return found[0]
