"""The named questions as methods of a ledger. `records` turns their rows into what a data frame takes."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar, Unpack

import sqlalchemy as sa

from wirebook.ledger.balances.by_period import By
from wirebook.ledger.balances.gaps_and_breaks import SeriesRow
from wirebook.ledger.books.commitments import Deeds, Promise
from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.query import named
from wirebook.ledger.query.balances import balances, series
from wirebook.ledger.query.filters import Asked, Limits
from wirebook.ledger.query.named import History, SourceRow
from wirebook.packs import Pack, load_packs
from wirebook.types import Balance, Dispute, Fact, Revision

_FEW = 5  # ids that a message lists
_Answer = TypeVar("_Answer")


class Books(ABC):
    """What a ledger can be asked once its books are drawn up. Every method draws them up first where they are not.

    Questions take `since` and `until` (ISO dates, both included), `place` (a town, division or country), `account`,
    `source` (a name or a part of one), `limit`, `offset` and `latest`:
    `ledger.facts(place="Kharkiv", since="2025-03-01")`.
    """

    where: str

    @abstractmethod
    def settle(self, packs: Sequence[Pack] | None = None) -> None:
        """Bring the books up to date with what was read."""

    @abstractmethod
    def _asking(self) -> AbstractContextManager[sa.Connection]:
        """A connection that reads."""

    def facts(self, **limits: Unpack[Limits]) -> tuple[Fact, ...]:
        """What the claims of all reports speak of, the earliest first."""
        return self._ask(lambda connection: named.facts(connection, Asked(**limits)))

    def timeline(self, **limits: Unpack[Limits]) -> tuple[Fact, ...]:
        """What happened, day by day, without running counts and promises."""
        return self._ask(lambda connection: named.timeline(connection, Asked(**limits)))

    def revisions(self, **limits: Unpack[Limits]) -> tuple[Revision, ...]:
        """Figures that moved, by the day of the later one."""
        return self._ask(lambda connection: named.revisions(connection, Asked(**limits)))

    def history(self, key: str) -> History:
        """All that was said of a fact, by its id or the id of one of its claims; ids may be shortened.

        Raises:
            LedgerError: when the books have neither, or several that begin so.
        """
        found = self._ask(lambda connection: named.called(connection, key))
        if not found:
            raise NotFoundError(f"{self.where}: no fact or claim {key!r}; `wirebook facts` lists those that there are")
        if len(found) > 1:
            several = ", ".join(found[:_FEW]) + (", …" if len(found) > _FEW else "")
            raise LedgerError(
                f"{self.where}: {key!r} may be any of {len(found)} facts ({several}); give more of its id"
            )
        return self._ask(lambda connection: named.history(connection, found[0]))

    def disputes(self, **limits: Unpack[Limits]) -> tuple[Dispute, ...]:
        """Voices that cannot all be right, the earliest first."""
        return self._ask(lambda connection: named.disputes(connection, Asked(**limits)))

    def sources(self, **limits: Unpack[Limits]) -> tuple[SourceRow, ...]:
        """Who said how much, the most often heard first."""
        return self._ask(lambda connection: named.sources(connection, Asked(**limits)))

    def promises(
        self, today: str | None = None, packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]
    ) -> tuple[Promise, ...]:
        """Promises and what became of them by a day (ISO; none: the day of the newest report)."""
        deeds = _deeds() if packs is None else Deeds.of(packs)
        return self._ask(lambda connection: named.promises(connection, Asked(**limits), deeds, today))

    def due(
        self, today: str | None = None, packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]
    ) -> tuple[Promise, ...]:
        """Promises with a deadline that no report says are kept, the earliest deadline first."""
        deeds = _deeds() if packs is None else Deeds.of(packs)
        return self._ask(lambda connection: named.due(connection, Asked(**limits), deeds, today))

    def balances(
        self, by: By = "night", packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]
    ) -> tuple[Balance, ...]:
        """Accounts drawn up over all reports: each source's figures for a night, or added up `by` a longer stretch."""
        known = load_packs() if packs is None else packs
        return self._ask(lambda connection: balances(connection, Asked(**limits), known, by))

    def series(self, packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]) -> tuple[SeriesRow, ...]:
        """Gaps in a source's bulletins, breaks in what it reports, and whether "first in N days" is right."""
        known = load_packs() if packs is None else packs
        return self._ask(lambda connection: series(connection, Asked(**limits), known))

    def _ask(self, question: Callable[[sa.Connection], _Answer]) -> _Answer:
        self.settle()
        with self._asking() as connection:
            return question(connection)


@cache
def _deeds() -> Deeds:
    return Deeds.of(load_packs())


def records(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of any question as plain dicts: `pandas.DataFrame(records(ledger.facts()))`."""
    return [to_json(row) for row in rows]
