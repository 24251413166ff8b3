"""Versions of one report: what stands at one address, or is an update of it by the same outlet."""

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from wirebook.ledger.books.revisions import Newest
from wirebook.ledger.database.tables import COPIES, REPORTS, SEEN, rows_in


def versions_of(connection: sa.Connection, report: str) -> tuple[str, ...]:
    """The ids of a report and of its other versions, the oldest first: by day of update or publication, then by id."""
    url = connection.scalar(sa.select(REPORTS.c.url).where(REPORTS.c.id == report))
    same = [] if url is None else connection.scalars(sa.select(REPORTS.c.id).where(REPORTS.c.url == url)).all()
    updates = COPIES.c.kind == "update"
    origins = sa.select(COPIES.c.origin).where(COPIES.c.report == report, updates)
    linked = sa.or_(COPIES.c.origin == report, COPIES.c.origin.in_(origins))
    chained = connection.execute(sa.select(COPIES.c.report, COPIES.c.origin).where(linked, updates)).all()
    ids = {report, *same, *(one for row in chained for one in row)}
    day = sa.func.coalesce(REPORTS.c.updated, REPORTS.c.published, "")
    return tuple(connection.scalars(sa.select(REPORTS.c.id).where(REPORTS.c.id.in_(ids)).order_by(day, REPORTS.c.id)))


def newest_in(connection: sa.Connection, reports: Iterable[str]) -> Newest:
    """The newest versions of those reports that have a later one: alike, at the same address, of the same publisher."""
    known = set(reports)
    links: set[tuple[str, str]] = set()
    asked = known
    while asked:
        links |= (found := set(_same_page(connection, asked)))
        known |= (asked := {one for link in found for one in link} - known)
    ages = _ages(connection, {one for link in links for one in link})
    newest: dict[str, frozenset[str]] = {}
    for page in _pages(links):
        last = max(ages[one] for one in page)
        newest |= dict.fromkeys(
            (one for one in page if ages[one] < last), frozenset(p for p in page if ages[p] == last)
        )
    return newest


def _same_page(connection: sa.Connection, reports: Iterable[str]) -> Iterable[tuple[str, str]]:
    one, other = REPORTS.alias("one"), REPORTS.alias("other")
    links = sa.select(COPIES.c.report, COPIES.c.origin)
    links = links.join_from(COPIES, one, one.c.id == COPIES.c.report).join(other, other.c.id == COPIES.c.origin)
    publishers = [sa.func.coalesce(row.c.publisher, "") for row in (one, other)]
    links = links.where(one.c.url == other.c.url, publishers[0] == publishers[1])
    for column in (COPIES.c.report, COPIES.c.origin):
        yield from ((row.report, row.origin) for row in rows_in(connection, links, column, reports))


def _ages(connection: sa.Connection, reports: Iterable[str]) -> dict[str, tuple[str, str]]:
    """When reports were updated or published, and then when their address was first seen with them."""
    first = sa.select(SEEN.c.report, sa.func.min(SEEN.c.at).label("at")).group_by(SEEN.c.report)
    seen = {row.report: row.at for row in rows_in(connection, first, SEEN.c.report, reports)}
    told = sa.select(REPORTS.c.id, REPORTS.c.updated, REPORTS.c.published)
    rows = rows_in(connection, told, REPORTS.c.id, reports)
    return {row.id: (row.updated or row.published or "", seen.get(row.id) or "") for row in rows}


def _pages(links: Iterable[tuple[str, str]]) -> Iterable[set[str]]:
    """Reports that are linked, directly or through others."""
    page_of: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        both = (page_of[one] or {one}) | (page_of[other] or {other})
        page_of |= dict.fromkeys(both, both)
    return {id(page): page for page in page_of.values()}.values()
