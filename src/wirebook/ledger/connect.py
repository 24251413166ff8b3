"""Where a ledger's database is, and how its connections are made: what SQLite does in its own way is here.

PostgreSQL's own way of taking turns is in the store.
"""

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from wirebook.ledger import errors
from wirebook.ledger.errors import LedgerError

BUSY_SECONDS = 30


def located(path: str | Path, *, create: bool, read_only: bool) -> tuple[str | sa.URL, str]:
    """The URL for the driver, and the name for messages (never with a password)."""
    if "://" in str(path):
        url = engine_of(str(path), "the ledger").url
        return url, url.render_as_string(hide_password=True)
    file = Path(path)
    errors.refuse_path(file, create)
    return _sqlite_url(file, read_only=read_only), str(path)


def engine_of(url: str | sa.URL, where: str) -> sa.Engine:
    """The engine of a URL.

    Raises:
        LedgerError: when the URL cannot be understood, or its driver is not installed; `where` names the ledger.
    """
    try:
        return sa.create_engine(url)
    except (sa.exc.ArgumentError, ImportError) as error:
        remedy = "for PostgreSQL write postgresql+psycopg://… and install psycopg"
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
        if not read_only and raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            raw.execute("PRAGMA journal_mode = WAL")

    def begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
