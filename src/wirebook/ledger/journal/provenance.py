"""What was seen where and when, as the ledger keeps it: addresses, hashes of bytes, the reports that they became."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa

from wirebook.ledger.database.kept_rows import Sighting
from wirebook.ledger.database.tables import SEEN, insert

_GONE = (404, 410)


class Sightings(ABC):
    """A ledger that knows where its reports were seen."""

    @abstractmethod
    def _asking(self) -> AbstractContextManager[sa.Connection]:
        """A connection that reads."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[sa.Connection]:
        """A connection that writes."""

    def note_seen(self, sighting: Sighting) -> None:
        """Add a sighting; its number and time are given here."""
        with self._writing() as connection:
            _note(connection, sighting)

    def last_seen(self, address: str) -> Sighting | None:
        """What an address answered last, none where it was never asked."""
        with self._asking() as connection:
            return _last_of(connection, address)

    def seen(self, report: str) -> tuple[Sighting, ...]:
        """Where a report was seen, the first time first."""
        with self._asking() as connection:
            return _of_report(connection, report)

    def dead(self) -> tuple[Sighting, ...]:
        """Addresses that gave nothing the last time that they were asked, by address."""
        with self._asking() as connection:
            return _dead(connection)


def _note(connection: sa.Connection, sighting: Sighting) -> None:
    last = connection.scalar(sa.select(sa.func.max(SEEN.c.number))) or 0
    insert(connection, SEEN, [replace(sighting, number=last + 1, at=datetime.now(UTC).isoformat(timespec="seconds"))])


def _last_of(connection: sa.Connection, address: str) -> Sighting | None:
    query = sa.select(SEEN).where(SEEN.c.address == address).order_by(SEEN.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return Sighting(*row) if row else None


def _of_report(connection: sa.Connection, report: str) -> tuple[Sighting, ...]:
    rows = connection.execute(sa.select(SEEN).where(SEEN.c.report == report).order_by(SEEN.c.number))
    return tuple(Sighting(*row) for row in rows)


def _dead(connection: sa.Connection) -> tuple[Sighting, ...]:
    newest = sa.select(sa.func.max(SEEN.c.number)).group_by(SEEN.c.address)
    query = sa.select(SEEN).where(SEEN.c.number.in_(newest), SEEN.c.status.in_(_GONE)).order_by(SEEN.c.address)
    return tuple(Sighting(*row) for row in connection.execute(query))
