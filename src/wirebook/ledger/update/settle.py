"""The books are brought up to date when something is asked: until then what was read waits."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeVar

import sqlalchemy as sa

from wirebook.ledger.books.how_counted import HowCounted, how_counted
from wirebook.ledger.database.opened import Database
from wirebook.ledger.update import redraw
from wirebook.ledger.update.post import take_up
from wirebook.packs import Pack, load_packs

_Answer = TypeVar("_Answer")


def settle(database: Database, packs: Sequence[Pack] | None = None) -> None:
    """Bring the books up to date with what was read; nothing when they are.

    Raises:
        LedgerError: when they are not, and the ledger cannot be written.
    """
    with database.reading() as connection:
        counted = counted_in(connection).with_all(how_counted(packs or ()))
        if redraw.is_current(connection, counted):
            return
    with database.writing() as connection:
        redraw.start(connection, counted)
    for step in (partial(take_up, counted=counted), redraw.redraw):
        left = True
        while left:
            with database.writing() as connection:
                left = step(connection)


def settled(database: Database, question: Callable[[sa.Connection], _Answer]) -> _Answer:
    """The answer to a question, after the books were brought up to date."""
    settle(database)
    with database.reading() as connection:
        return question(connection)


def counted_in(connection: sa.Connection) -> HowCounted:
    """How the measures of these books are counted."""
    return redraw.counted_with(connection, _shipped())


@cache
def _shipped() -> HowCounted:
    return how_counted(load_packs())
