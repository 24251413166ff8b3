"""What a ledger's database is made of: its tables, views, triggers and indexes against those that the migrations make.

SQLite keeps the words of each; PostgreSQL tells them anew, of a schema that is made for comparing and taken back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from wirebook.ledger.database.migrations import Migration, migrations
from wirebook.ledger.database.upgrading import applied_in, apply_to, records_in
from wirebook.ledger.errors import Fault

SchemaObject = tuple[str, str]
Pieces = Mapping[SchemaObject, str]
"""The words of each piece by its kind ("table", "view", "trigger", "index" …) and its name."""

_MASTER = "SELECT type, name, coalesce(sql, '') FROM main.sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_KEPT_BY_SEARCH = re.compile(r"\w+_search_\w+")  # tables of SQLite's own making, in words of its own
_ROWS = ("table", "column")
_SCRATCH = "wirebook_verifying"
_OWN = (
    (
        "SELECT 'column', t.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || a.attnotnull::text "
        "|| coalesce(pg_get_expr(d.adbin, d.adrelid), '') || coalesce(l.collname, '') FROM pg_attribute a "
        "JOIN pg_class t ON t.oid = a.attrelid LEFT JOIN pg_collation l ON l.oid = a.attcollation "
        "LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
        "WHERE t.relnamespace = '{0}'::regnamespace AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
    ),
    "SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = '{0}'",
    "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = '{0}'",
    (
        "SELECT 'trigger', g.tgname, pg_get_triggerdef(g.oid) || g.tgenabled::text FROM pg_trigger g JOIN pg_class t "
        "ON t.oid = g.tgrelid WHERE t.relnamespace = '{0}'::regnamespace AND NOT g.tgisinternal"
    ),
    "SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = '{0}'::regnamespace",
    (
        "SELECT 'constraint', c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c "
        "WHERE c.connamespace = '{0}'::regnamespace"
    ),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a database is not made as the migrations make it; `whole` is whether all tables are."""

    faults: tuple[Fault, ...]
    whole: bool


def shape_of(connection: sa.Connection) -> Shape:
    """What a database is made of, compared with what the migrations make.

    Tables, views and indexes of somebody's own are left alone: they change nothing of what is shown. Triggers may.

    Raises:
        DBAPIError: of PostgreSQL, when its user may make no schema to compare with.
    """
    if connection.dialect.name == "postgresql":
        held, made = _on_server(connection)
    else:
        held, made = _pieces(connection), reference()
    wrong = {piece: _wrong(piece, held, made) for piece in sorted(made.keys() | held.keys())}
    faults = [Fault(" ".join(piece), why) for piece, why in wrong.items() if why]
    whole = not any(why for (kind, _), why in wrong.items() if kind in _ROWS)
    return Shape((*faults, *_of_records(connection)), whole)


def _wrong(piece: SchemaObject, held: Pieces, made: Pieces) -> str:
    """What is wrong with a piece; nothing where it is right."""
    kind, name = piece
    if piece not in held:
        return "it is missing"
    if piece in made:
        return "" if _plain(held[piece]) == _plain(made[piece]) else "it is not what it was made as"
    if kind in ("trigger", "function"):
        return "it is none of Wirebook's, and may change what is written"
    table = f"{name.partition('.')[0]}."
    return "it is none of Wirebook's" if kind == "column" and any(one.startswith(table) for _, one in made) else ""


@cache
def reference() -> Pieces:
    """All that the migrations make in SQLite."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        for migration in _known("sqlite"):
            apply_to(connection, migration)
        found = _pieces(connection)
    engine.dispose()
    return found


def _known(dialect: str) -> tuple[Migration, ...]:
    return tuple(one for one in migrations() if one.dialect in (None, dialect))


def _pieces(connection: sa.Connection) -> Pieces:
    rows = connection.exec_driver_sql(_MASTER)
    return {(kind, name): "" if _KEPT_BY_SEARCH.fullmatch(name) else words for kind, name, words in rows}


def _plain(words: str) -> str:
    """The words without what programs write differently: blanks and quotation marks."""
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r'[\s"`]+', " ", words)).strip()


def _on_server(connection: sa.Connection) -> tuple[Pieces, Pieces]:
    """The pieces of a PostgreSQL ledger, and those that the migrations make in a schema that is not kept."""
    name = connection.scalar(sa.text("SELECT current_schema()")) or "public"
    held = _told(connection, name)
    with connection.begin_nested() as scratch:
        connection.exec_driver_sql(f"CREATE SCHEMA {_SCRATCH}")
        connection.exec_driver_sql(f"SET LOCAL search_path TO {_SCRATCH}")
        for migration in _known("postgresql"):
            apply_to(connection, migration)
        made = _told(connection, _SCRATCH)
        scratch.rollback()
    return held, made


def _told(connection: sa.Connection, schema: str) -> Pieces:
    rows = [row for query in _OWN for row in connection.exec_driver_sql(query.format(schema))]
    return {(kind, name): words.replace(f"{schema}.", "") for kind, name, words in rows}


def _of_records(connection: sa.Connection) -> Iterator[Fault]:
    """Which migrations were applied, as the ledger has it."""
    known = {one.number: one for one in _known(connection.dialect.name)}
    for number, name, digest in records_in(connection):
        one = known.get(number)
        if one is None or (one.name, one.digest) != (name, digest):
            yield Fault(f"schema_version {number}", f"{name} is no migration of this program, or another than it was")
    for number in sorted(known.keys() - applied_in(connection)):
        yield Fault(f"schema_version {number}", "it is missing")
