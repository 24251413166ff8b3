"""What goes wrong with a ledger, each as one message with its remedy."""

import dataclasses
import os
from pathlib import Path

LOCKED = "another program has been writing to it for more than {seconds} seconds; wait for that program, or end it"
FULL = "the disk is full; free some space (what was finished is kept) and run the command again"
READ_ONLY = (
    "it may only be read, and something has to be written (the books are drawn up when they are asked for): give "
    "yourself the right to write to the file and its folder, or copy it to where you may"
)
NOT_A_DATABASE = "the file is not a ledger (not a database, or a damaged one); choose another path"
NO_OPEN = (
    "it cannot be opened; check that the file is there and that you may read it and its folder (where nothing can be "
    "written, copy it with NAME-wal and NAME-shm to where it can)"
)

IO_ERROR = "the disk refused to write or read (full, over its quota, or faulty); what was finished is kept"
REFUSED = "the server refused the user or password; check both in the URL, or in ~/.pgpass"
NO_SERVER = "no database server answers there; check host and port in the URL, and that the server runs"
NO_NAME = "the server has no such database or user; make it with: createdb NAME"
NO_RIGHT = "the user may not do that in this database; ask its owner for the right"

_REMEDIES = (
    ("password authentication failed", REFUSED),
    ("no password supplied", REFUSED),
    ("permission denied", NO_RIGHT),
    ("Connection refused", NO_SERVER),
    ("could not translate host name", NO_SERVER),
    ("failed to resolve host", NO_SERVER),
    ("No such file or directory", NO_SERVER),
    ("connection timeout", NO_SERVER),
    ("does not exist", NO_NAME),
    ("disk I/O error", IO_ERROR),
    ("No space left", FULL),
    ("locked", LOCKED),
    ("is full", FULL),
    ("readonly", READ_ONLY),
    ("malformed", NOT_A_DATABASE),
    ("not a database", NOT_A_DATABASE),
    ("unable to open", NO_OPEN),
    ("only ever added", "rows of a ledger are only ever added; a correction is a new row"),
)


class LedgerError(Exception):
    """A ledger that cannot be opened, read or written. The message names it, and what to do."""


class NotFoundError(LedgerError):
    """An id that the ledger has nothing for."""


def translated(where: str, message: str, seconds: int) -> LedgerError:
    """The driver's message in words that say what to do."""
    for mark, remedy in _REMEDIES:
        if mark in message:
            return LedgerError(f"{where}: {remedy.format(seconds=seconds)}")
    return LedgerError(f"{where}: the database refused: {message}; please report this as a bug")


def newer(where: str, found: int, known: int) -> LedgerError:
    """A ledger whose schema this program does not know yet."""
    return LedgerError(
        f"{where}: this ledger was written by a newer Wirebook "
        f"(its schema is {found}, this program knows {known}); update with: pip install --upgrade wirebook"
    )


def refuse_path(path: Path, create: bool) -> None:
    """Say in plain words why no ledger can be at this path, before a driver says it in its own.

    Raises:
        LedgerError: when the folder is missing, the path is a folder, or there is nothing to read.
    """
    if path.is_dir():
        raise LedgerError(f"{path}: this is a folder; name a file in it, such as {path / 'ledger.db'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it with: mkdir -p {path.parent}")
    if create and not path.exists() and not os.access(path.parent, os.W_OK):
        raise LedgerError(f"{path}: its folder may only be read; choose a path with --ledger where you may write")
    if not create and not path.exists():
        raise LedgerError(f"{path}: there is no ledger here; check the path, or make one by reading a report into it")


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: `where` names the line or the row, `what` says what is wrong."""

    where: str
    what: str
