"""Where a ledger's database is, and how its connections are made: what SQLite does in its own way is here.

PostgreSQL's own way of taking turns is in `opened.py`.
"""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from wirebook.ledger import errors
from wirebook.ledger.errors import LedgerError

BUSY_SECONDS = 30
_CACHE = 128 * 1024  # KiB of pages in memory: who draws up a large ledger would else write each over and over
_GLANCE = 5  # milliseconds of SQLite's own waiting at each try to write
_NAP = (0.001, 0.01)  # seconds between tries
_PLAIN = ("postgresql", "postgres")


def located(path: str | Path, *, create: bool, read_only: bool) -> tuple[str | sa.URL, str]:
    """The URL for the driver, and the name for messages (never with a password)."""
    if "://" in str(path):
        url = engine_of(_with_driver(str(path)), "the ledger").url
        return url, url.render_as_string(hide_password=True)
    file = Path(path)
    errors.refuse_path(file, create)
    return _sqlite_url(file, read_only=read_only), str(path)


def may_only_be_read(path: str | Path) -> bool:
    """Whether a ledger is a file that is there and may not be written: its own rights, or those of its folder."""
    if "://" in str(path):
        return False
    file = Path(path)
    return file.is_file() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _with_driver(url: str) -> str:
    """The driver that Wirebook is tested with, where none is named."""
    kind, mark, rest = url.partition("://")
    return f"postgresql+psycopg{mark}{rest}" if kind in _PLAIN else url


def engine_of(url: str | sa.URL, where: str) -> sa.Engine:
    """The engine of a URL.

    Raises:
        LedgerError: when the URL cannot be understood, or its driver is not installed; `where` names the ledger.
    """
    try:
        return sa.create_engine(url)
    except (sa.exc.ArgumentError, ImportError) as error:
        remedy = (
            "for PostgreSQL write postgresql://USER@HOST/NAME and install it with: pip install 'wirebook[postgres]'"
        )
        raise LedgerError(f"{where}: no database can be reached so ({error}); {remedy}") from error


def _sqlite_url(file: Path, *, read_only: bool) -> sa.URL:
    if not read_only:
        return sa.URL.create("sqlite", database=str(file))
    query = {"mode": "ro", "uri": "true"}
    log = file.with_name(file.name + "-wal")
    if not os.access(file.parent, os.W_OK) and not log.exists():
        query["immutable"] = "1"  # nobody can be writing, and SQLite could not make its shared memory here
    return sa.URL.create("sqlite", database=file.absolute().as_uri(), query=query)


def sqlite_prepare(engine: sa.Engine, read_only: bool) -> None:
    """WAL, so that readers read while one writes; foreign keys; patience; transactions begun when told."""

    def connected(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # the driver's own idea of when to begin is switched off
        raw.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA recursive_triggers = ON")  # else what REPLACE puts aside would fire none
        raw.execute(f"PRAGMA cache_size = -{_CACHE}")
        if not read_only:
            _write_ahead(raw)

    def begun(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("writes"):
            _wait_for_turn(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _write_ahead(raw: Any) -> None:
    """Turn the file to WAL if it is not. Two who open a new file at once both try; SQLite does not wait for that."""

    def turned() -> None:
        if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            raw.execute("PRAGMA journal_mode = WAL")

    _until_unlocked(turned)


def _wait_for_turn(connection: sa.Connection) -> None:
    """Begin to write when no other program does. SQLite's own waiting sleeps ever longer, and starves who waits."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA busy_timeout = {_GLANCE}")
    try:
        _until_unlocked(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _until_unlocked(act: Callable[[], object]) -> None:
    """Do it, again and again while another program holds the lock, for BUSY_SECONDS at most."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            act()
        except (sqlite3.OperationalError, sa.exc.OperationalError) as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(*_NAP))  # noqa: S311 - so that two who wait do not move in step
        else:
            return
