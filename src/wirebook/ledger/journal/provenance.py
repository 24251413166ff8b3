"""What was seen where and when, as the ledger keeps it: addresses, hashes of bytes, the reports that they became."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.database.kept_rows import Sighting
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import SEEN, insert

_GONE = (404, 410)


def note_seen(database: Database, sighting: Sighting) -> None:
    """Add a sighting; its number and time are given here."""
    with database.writing() as connection:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        last = connection.scalar(sa.select(sa.func.max(SEEN.c.number))) or 0
        insert(connection, SEEN, [replace(sighting, number=last + 1, at=now)])


def last_seen(database: Database, address: str) -> Sighting | None:
    """What an address answered last, none where it was never asked."""
    query = sa.select(SEEN).where(SEEN.c.address == address).order_by(SEEN.c.number.desc()).limit(1)
    return next(iter(_found(database, query)), None)


def seen(database: Database, report: str) -> tuple[Sighting, ...]:
    """Where a report was seen, the first time first."""
    return _found(database, sa.select(SEEN).where(SEEN.c.report == report).order_by(SEEN.c.number))


def dead(database: Database) -> tuple[Sighting, ...]:
    """Addresses that gave nothing the last time that they were asked, by address."""
    newest = sa.select(sa.func.max(SEEN.c.number)).group_by(SEEN.c.address)
    query = sa.select(SEEN).where(SEEN.c.number.in_(newest), SEEN.c.status.in_(_GONE))
    return _found(database, query.order_by(SEEN.c.address))


def _found(database: Database, query: sa.Select[Any]) -> tuple[Sighting, ...]:
    with database.reading() as connection:
        return tuple(Sighting(*row) for row in connection.execute(query))
