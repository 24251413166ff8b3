"""Versions of one report: what stands at one address, or is an update of it by the same outlet."""

import sqlalchemy as sa

from wirebook.ledger.tables import COPIES, REPORTS


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
