"""A schema brought up to date: which migrations a database has, and how one is applied."""

import sqlalchemy as sa

from wirebook.ledger.database.migrations import Migration

_VERSION = sa.table("schema_version", sa.column("number"), sa.column("name"), sa.column("digest"))
_MAKE_VERSION = "CREATE TABLE schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)"


def applied_in(connection: sa.Connection) -> frozenset[int]:
    """The numbers of the migrations that a database has; none of one that is no ledger."""
    if not sa.inspect(connection).has_table("schema_version"):
        return frozenset()
    return frozenset(connection.scalars(sa.select(_VERSION.c.number)).all())


def records_in(connection: sa.Connection) -> tuple[tuple[int, str, str], ...]:
    """The number, name and digest of each migration that a database has, as it was recorded."""
    rows = connection.execute(sa.select(_VERSION).order_by(_VERSION.c.number))
    return tuple((row.number, row.name, row.digest) for row in rows)


def apply_to(connection: sa.Connection, migration: Migration) -> None:
    """Run a migration and record it, in the transaction that is open."""
    if migration.number == 1:
        connection.exec_driver_sql(_MAKE_VERSION)
    for statement in migration.statements:
        connection.exec_driver_sql(_spelt(statement, connection.dialect.name))
    record = {"number": migration.number, "name": migration.name, "digest": migration.digest}
    connection.execute(sa.insert(_VERSION), record)


def _spelt(statement: str, dialect: str) -> str:
    """A statement as the database needs it: texts in order of their characters, as SQLite has them."""
    if dialect != "postgresql" or not statement.startswith("CREATE TABLE"):
        return statement
    return statement.replace(" TEXT", ' TEXT COLLATE "C"')
