"""The books are brought up to date when something is asked: until then what was read waits."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeVar

import sqlalchemy as sa

from wirebook.ledger.books.posting import stocks_of
from wirebook.ledger.database.opened import Database
from wirebook.ledger.update import redraw
from wirebook.ledger.update.post import Stocks, take_up
from wirebook.packs import Pack, load_packs

_Answer = TypeVar("_Answer")


def settle(database: Database, packs: Sequence[Pack] | None = None) -> None:
    """Bring the books up to date with what was read; nothing when they are.

    Raises:
        LedgerError: when they are not, and the ledger cannot be written.
    """
    with database.reading() as connection:
        stocks = stocks_in(connection) | stocks_of(packs or ())
        if redraw.is_current(connection, stocks):
            return
    with database.writing() as connection:
        redraw.start(connection, stocks)
    for step in (partial(take_up, stocks=stocks), redraw.redraw):
        left = True
        while left:
            with database.writing() as connection:
                left = step(connection)


def settled(database: Database, question: Callable[[sa.Connection], _Answer]) -> _Answer:
    """The answer to a question, after the books were brought up to date."""
    settle(database)
    with database.reading() as connection:
        return question(connection)


def stocks_in(connection: sa.Connection) -> Stocks:
    """What is counted as a stock in these books."""
    return redraw.stocks_with(connection, _shipped_stocks())


@cache
def _shipped_stocks() -> frozenset[tuple[str, str]]:
    return stocks_of(load_packs())
