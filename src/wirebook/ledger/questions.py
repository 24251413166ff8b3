"""The named questions, of books that are up to date. `records` turns their rows into what a data frame takes."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Unpack

from wirebook.ledger.balances.by_period import By
from wirebook.ledger.balances.gaps_and_breaks import SeriesRow
from wirebook.ledger.books.commitments import Deeds, Promise
from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.database.opened import Database
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.query import balances as drawn_up
from wirebook.ledger.query import named
from wirebook.ledger.query.filters import Asked, Limits
from wirebook.ledger.query.named import History, SourceRow
from wirebook.ledger.update.settle import settled
from wirebook.packs import Pack, load_packs
from wirebook.types import Balance, Dispute, Fact, Revision

_FEW = 5  # ids that a message lists


def facts(database: Database, **limits: Unpack[Limits]) -> tuple[Fact, ...]:
    """What the claims of all reports speak of, the earliest first."""
    return settled(database, lambda connection: named.facts(connection, Asked(**limits)))


def timeline(database: Database, **limits: Unpack[Limits]) -> tuple[Fact, ...]:
    """What happened, day by day, without running counts and promises."""
    return settled(database, lambda connection: named.timeline(connection, Asked(**limits)))


def revisions(database: Database, **limits: Unpack[Limits]) -> tuple[Revision, ...]:
    """Figures that moved, by the day of the later one."""
    return settled(database, lambda connection: named.revisions(connection, Asked(**limits)))


def history(database: Database, key: str) -> History:
    """All that was said of a fact, by its id or the id of one of its claims; ids may be shortened.

    Raises:
        LedgerError: when the books have neither, or several that begin so.
    """
    found = settled(database, lambda connection: named.called(connection, key))
    if not found:
        raise NotFoundError(f"{database.where}: no fact or claim {key!r}; `wirebook facts` lists those that there are")
    if len(found) > 1:
        several = ", ".join(found[:_FEW]) + (", …" if len(found) > _FEW else "")
        raise LedgerError(
            f"{database.where}: {key!r} may be any of {len(found)} facts ({several}); give more of its id"
        )
    return settled(database, lambda connection: named.history(connection, found[0]))


def disputes(database: Database, **limits: Unpack[Limits]) -> tuple[Dispute, ...]:
    """Voices that cannot all be right, the earliest first."""
    return settled(database, lambda connection: named.disputes(connection, Asked(**limits)))


def sources(database: Database, **limits: Unpack[Limits]) -> tuple[SourceRow, ...]:
    """Who said how much, the most often heard first."""
    return settled(database, lambda connection: named.sources(connection, Asked(**limits)))


def promises(
    database: Database, today: str | None = None, packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]
) -> tuple[Promise, ...]:
    """Promises and what became of them by a day (ISO; none: the day of the newest report)."""
    deeds = _deeds() if packs is None else Deeds.of(packs)
    return settled(database, lambda connection: named.promises(connection, Asked(**limits), deeds, today))


def due(
    database: Database, today: str | None = None, packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]
) -> tuple[Promise, ...]:
    """Promises with a deadline that no report says are kept, the earliest deadline first."""
    deeds = _deeds() if packs is None else Deeds.of(packs)
    return settled(database, lambda connection: named.due(connection, Asked(**limits), deeds, today))


def balances(
    database: Database, by: By = "night", packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]
) -> tuple[Balance, ...]:
    """Accounts drawn up over all reports: each source's figures for a night, or added up `by` a longer stretch."""
    known = load_packs() if packs is None else packs
    return settled(database, lambda connection: drawn_up.balances(connection, Asked(**limits), known, by))


def series(database: Database, packs: Sequence[Pack] | None = None, **limits: Unpack[Limits]) -> tuple[SeriesRow, ...]:
    """Gaps in a source's bulletins, breaks in what it reports, and whether "first in N days" is right."""
    known = load_packs() if packs is None else packs
    return settled(database, lambda connection: drawn_up.series(connection, Asked(**limits), known))


@cache
def _deeds() -> Deeds:
    return Deeds.of(load_packs())


def records(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows of any question as plain dicts: `pandas.DataFrame(records(ledger.facts()))`."""
    return [to_json(row) for row in rows]
