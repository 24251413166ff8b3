"""What a page lists beside the named questions: reports, places with what was told of them, what is new, and how many.

All of it is asked of the database a page at a time: a ledger of a million claims answers as a small one does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Unpack

import sqlalchemy as sa

from wirebook.ledger.database.book_rows import dispute_of, revision_of
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import (
    CLAIMS,
    COPIES,
    DISPUTES,
    FACT_CLAIMS,
    FACTS,
    JOURNAL,
    NOW_READINGS,
    POSTINGS,
    REPORTS,
    REVISIONS,
    SIDES,
    rows_in,
)
from wirebook.ledger.query import filters
from wirebook.ledger.query.filters import Asked, Limits
from wirebook.ledger.query.named import newest_day
from wirebook.ledger.update.settle import settled
from wirebook.types import Dispute, Revision

_DAY = len("2025-01-01")
_NEWS = 400  # reports that are looked at for what is new, the latest


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list: how many claims its latest reading made, and what it is a copy of."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    claims: int
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place on a map: where it is, how precise that is, and how many facts and claims are told of it.

    `precision` is "town", "admin1", "area" or "country"; `latitude` and `longitude` are degrees (WGS 84).
    """

    place: str
    admin1: str | None
    country: str | None
    precision: str
    latitude: float
    longitude: float
    facts: int
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds; `head` is the number of the journal's last line, `newest` the newest report's day."""

    head: int
    reports: int
    claims: int
    facts: int
    disputes: int
    decided: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What came after a line of the journal: reports, and the disputes and revisions that their claims are in."""

    reports: int
    disputes: tuple[Dispute, ...]
    revisions: tuple[Revision, ...]


def counts(database: Database) -> Counts:
    """How much there is."""
    return settled(database, _counts)


def head_number(database: Database) -> int:
    """The number of the journal's last line, 0 of an empty one."""
    with database.reading() as connection:
        return connection.scalar(sa.select(sa.func.max(JOURNAL.c.number))) or 0


def fact_count(database: Database, **narrower: Unpack[Limits]) -> int:
    """How many facts a question is about."""
    return settled(database, lambda connection: _fact_count(connection, Asked(**narrower)))


def recent(database: Database, days: int, most: int, **narrower: Unpack[Limits]) -> str | None:
    """The day (ISO) from which to look back: `days` before the newest report, none in an empty ledger.

    It is a later day where that would be more than `most` facts, but never later than the newest report.
    """
    return settled(database, lambda connection: _recent(connection, days, most, Asked(**narrower)))


def report_rows(database: Database, **narrower: Unpack[Limits]) -> tuple[ReportRow, ...]:
    """Reports, the latest first; `source` is a part of a publisher's name, `place` and `account` are of claims."""
    return settled(database, lambda connection: _reports(connection, Asked(**narrower)))


def place_rows(database: Database, **narrower: Unpack[Limits]) -> tuple[PlaceRow, ...]:
    """Places with coordinates of which facts are told, those with the most facts first."""
    return settled(database, lambda connection: _places(connection, Asked(**narrower)))


def news(database: Database, since: int, limit: int = 20) -> News:
    """What is new after a line of the journal; of many new reports the latest few hundred are looked at."""
    return settled(database, lambda connection: _news(connection, since, limit))


def fact_of(database: Database, claim: str) -> str | None:
    """The id of the fact that a claim is a member of, none where it is in no current reading."""
    query = sa.select(FACT_CLAIMS.c.fact).where(FACT_CLAIMS.c.claim == claim)
    return settled(database, lambda connection: connection.scalar(query))


def facts_of(database: Database, claims: Sequence[str]) -> dict[str, str]:
    """The facts that claims are members of, by claim."""
    query = sa.select(FACT_CLAIMS.c.claim, FACT_CLAIMS.c.fact)
    return settled(database, lambda c: {row.claim: row.fact for row in rows_in(c, query, FACT_CLAIMS.c.claim, claims)})


def _counts(connection: sa.Connection) -> Counts:
    def many(table: sa.TableClause) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0

    decided = sa.select(sa.func.count(sa.distinct(JOURNAL.c.claim))).where(JOURNAL.c.claim.is_not(None))
    head = connection.scalar(sa.select(sa.func.max(JOURNAL.c.number))) or 0
    return Counts(
        head,
        many(REPORTS),
        many(POSTINGS),
        many(FACTS),
        many(DISPUTES),
        connection.scalar(decided) or 0,
        newest_day(connection),
    )


def _fact_count(connection: sa.Connection, asked: Asked) -> int:
    where = filters.within(connection, asked, FACTS, FACTS.c.sorted_day)
    return connection.scalar(sa.select(sa.func.count()).select_from(FACTS).where(*where)) or 0


def _recent(connection: sa.Connection, days: int, most: int, asked: Asked) -> str | None:
    newest = newest_day(connection)
    if not newest:
        return None
    last = date.fromisoformat(newest[:_DAY])
    first = (last - min(timedelta(days=days), last - date.min)).isoformat()
    day = sa.func.substr(FACTS.c.sorted_day, 1, _DAY)
    where = filters.within(connection, replace(asked, since=first), FACTS, FACTS.c.sorted_day)
    counted = sa.select(day, sa.func.count()).where(*where).group_by(day).order_by(day.desc())
    held = 0
    since: str | None = None
    for one, many in connection.execute(counted):
        held += many
        if since is not None and held > most:
            return since
        since = min(one, newest[:_DAY])
    return first


def _reports(connection: sa.Connection, asked: Asked) -> tuple[ReportRow, ...]:
    r = REPORTS.c
    origin = sa.select(COPIES.c.origin).where(COPIES.c.report == r.id, COPIES.c.kind != "update").scalar_subquery()
    query = sa.select(r.id, r.title, r.publisher, r.published, r.url, NOW_READINGS.c.claims, origin.label("copy_of"))
    query = query.join_from(REPORTS, NOW_READINGS, NOW_READINGS.c.report == r.id)
    query = query.where(*filters.days(asked, sa.func.substr(r.published, 1, _DAY)))
    if asked.source is not None:
        query = query.where(sa.func.lower(r.publisher).contains(asked.source.lower(), autoescape=True))
    told = [*filters.account(asked, POSTINGS), *filters.place(asked, POSTINGS)]
    if told:
        query = query.where(r.id.in_(sa.select(POSTINGS.c.report).where(*told)))
    day = sa.func.coalesce(r.published, sa.literal_column("''"))  # to the letter that of an index
    page = filters.page(query, replace(asked, latest=False), day.desc(), r.id)  # they are the latest first as it is
    return tuple(ReportRow(**row) for row in connection.execute(page).mappings())


def _places(connection: sa.Connection, asked: Asked) -> tuple[PlaceRow, ...]:
    # the facts asked for come first, however few of the claims they are: databases would rather begin with all claims
    chosen = sa.select(FACTS.c.id, FACTS.c.sorted_day)
    chosen = chosen.where(*filters.within(connection, asked, FACTS, FACTS.c.sorted_day))
    facts = chosen.cte("chosen").prefix_with("MATERIALIZED")
    p, c, f = POSTINGS.c, CLAIMS.c, facts.c
    query = sa.select(
        p.place.label("place"),
        p.admin1.label("admin1"),
        p.country.label("country"),
        p.level.label("precision"),
        sa.func.min(c.latitude).label("latitude"),
        sa.func.min(c.longitude).label("longitude"),
        sa.func.count(sa.distinct(f.id)).label("facts"),
        sa.func.count(sa.distinct(c.id)).label("claims"),
        sa.func.min(f.sorted_day).label("first"),
        sa.func.max(f.sorted_day).label("last"),
    )
    query = query.join_from(facts, FACT_CLAIMS, FACT_CLAIMS.c.fact == f.id).join(
        POSTINGS, p.claim == FACT_CLAIMS.c.claim
    )
    query = query.join(CLAIMS, sa.and_(c.id == p.claim, c.reading == p.reading))
    query = query.where(c.latitude.is_not(None), p.place.is_not(None))
    query = query.group_by(p.place, p.admin1, p.country, p.level)
    page = filters.page(
        query, replace(asked, latest=False), sa.text("facts DESC"), p.place, p.country, p.admin1, p.level
    )
    return tuple(PlaceRow(**row) for row in connection.execute(page).mappings())


def _news(connection: sa.Connection, since: int, limit: int) -> News:
    new = sa.select(JOURNAL.c.report).where(JOURNAL.c.number > since, JOURNAL.c.kind == "read")
    count = connection.scalar(sa.select(sa.func.count()).select_from(new.subquery())) or 0
    latest = connection.scalars(new.order_by(JOURNAL.c.number.desc()).limit(_NEWS)).all()
    said = sa.select(POSTINGS.c.claim).where(POSTINGS.c.report.in_(sorted({key for key in latest if key})))
    moved = sa.select(REVISIONS.c.body).where(REVISIONS.c.claim.in_(said))
    sided = sa.select(SIDES.c.dispute).where(SIDES.c.claim.in_(said))
    argued = sa.select(DISPUTES.c.body).where(DISPUTES.c.id.in_(sided))
    rows: list[Any] = [
        connection.scalars(moved.order_by(REVISIONS.c.at.desc(), REVISIONS.c.claim).limit(limit)).all(),
        connection.scalars(argued.order_by(DISPUTES.c.at.desc(), DISPUTES.c.id).limit(limit)).all(),
    ]
    return News(count, tuple(map(dispute_of, rows[1])), tuple(map(revision_of, rows[0])))
