"""A copy of an embedded ledger made before its schema is changed, beside it and never over another copy."""

import sqlite3
from contextlib import closing
from pathlib import Path

from wirebook.ledger.errors import LedgerError


def back_up(file: Path, before: int) -> Path:
    """Copy a ledger, with what is only in its log yet, to `NAME.before-NNNN`; the copy's path.

    Raises:
        LedgerError: when the copy cannot be written; nothing was changed then.
    """
    copy = _free(file.with_name(f"{file.name}.before-{before:04}"))
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except (sqlite3.Error, OSError) as error:
        copy.unlink(missing_ok=True)
        remedy = "free some space, or make the folder writable; the ledger was not changed"
        raise LedgerError(
            f"{file}: it has to be brought up to date, and no copy can be kept ({error}); {remedy}"
        ) from error
    return copy


def _free(path: Path) -> Path:
    """A path that nothing is at: the one given, or one with a number."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
