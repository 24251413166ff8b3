"""Whether a ledger is as it was written: the journal's chain, and each reading against the hash that is its name."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from wirebook.ids import content_id
from wirebook.ledger import columns
from wirebook.ledger.rows import claim_from_json


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: `where` names the line or the reading, `what` says what is wrong."""

    where: str
    what: str


@dataclasses.dataclass(frozen=True, slots=True)
class Tables:
    """The tables that are looked at."""

    reports: sa.TableClause
    readings: sa.TableClause
    claims: sa.TableClause
    journal: sa.TableClause


def chain_of(last: str | None, line: columns.JournalRow) -> str:
    """The hash of a line of the journal and of all lines before it."""
    told = (line.number, line.kind, line.report, line.reading, line.at, line.note)
    return content_id("journal", last, *told)


def faults(connection: sa.Connection, tables: Tables) -> Iterator[Fault]:
    """All that is not as it was written: the journal's lines in order, then the readings by id."""
    told: set[str | None] = set()
    last: str | None = None
    for at, row in enumerate(connection.execute(sa.select(tables.journal).order_by(tables.journal.c.number)), 1):
        line = columns.JournalRow(*row)
        told.add(line.reading)
        if line.number != at:
            yield Fault(f"journal line {at}", f"it is missing: line {line.number} comes next")
            return
        if line.chain != chain_of(last, line):
            yield Fault(f"journal line {at}", "it, or a line before it, was changed after it was written")
            return
        last = line.chain
    yield from _readings(connection, tables, told)


def _readings(connection: sa.Connection, tables: Tables, told: set[str | None]) -> Iterator[Fault]:
    held: set[str] = set()
    query = sa.select(tables.readings, tables.reports.c.text)
    query = query.join_from(tables.readings, tables.reports, tables.reports.c.id == tables.readings.c.report)
    for row in connection.execute(query.order_by(tables.readings.c.id)).all():
        held.add(row.id)
        order = tables.claims.c.position
        claims = connection.execute(sa.select(tables.claims).where(tables.claims.c.reading == row.id).order_by(order))
        rows = [columns.ClaimRow(*claim) for claim in claims]
        body: dict[str, Any] = row.body | {"claims": [claim.body for claim in rows]}
        body["report"] = row.body["report"] | {"text": row.text}
        if content_id("reading", json.dumps(body, sort_keys=True)) != row.id:
            yield Fault(row.id, f"what was read in {row.report} is not what its name was made from")
        elif changed := next((claim for claim in rows if claim != _fresh(claim)), None):
            yield Fault(row.id, f"the columns of {changed.id} do not say what the claim says")
        if row.id not in told:
            yield Fault(row.id, "the journal does not tell of it")
    for missing in sorted(reading for reading in told - held if reading):
        yield Fault(missing, "the journal tells of it, and it is not there")


def _fresh(claim: columns.ClaimRow) -> columns.ClaimRow:
    made = columns.claim_row(claim_from_json(claim.body), claim.reading, claim.position)
    return dataclasses.replace(made, body=claim.body)
