"""The books drawn up once more beside those that a ledger holds, and where they differ.

They are drawn by the same functions, in tables of the connection's own that stand before the ledger's: nothing in the
ledger is touched, so one that may only be read can be looked at too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.books.how_counted import HowCounted
from wirebook.ledger.database.blueprint import reference
from wirebook.ledger.database.tables import BOOKS, DERIVED, JOURNAL, POSTINGS, STALE
from wirebook.ledger.errors import Fault
from wirebook.ledger.journal.verify import shown
from wirebook.ledger.update import redraw
from wirebook.ledger.update.post import take_up

Tell = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is to do."""
_FEW = 5  # rows of a table that are named
_FRESH = "fresh_"
_AT = re.compile(r'CREATE (UNIQUE )?(TABLE|INDEX|VIEW) "?(\w+)"?')
_VIEWS = ("current_readings", "current_claims", "current_findings")


def differences(connection: sa.Connection, counted: HowCounted, tell: Tell) -> tuple[list[Fault], list[Fault]]:
    """Where the books are not those that the claims make, and notes: what waits for being drawn up.

    What waits is drawn up first, on what the ledger holds, as the next question does it: whatever is wrong after that
    would be shown. `connection` is one of its own in a transaction that is not kept, without foreign keys.
    """
    faults, notes = _of_marker(connection), list[Fault]()
    if not redraw.are_drawn_so(connection, counted):
        return [*faults, *_undrawn(connection)], [
            Fault("the books", "not drawn up yet, so not compared; the next question draws them up")
        ]
    current = redraw.is_current(connection, counted)
    if not current:
        why = f"lines of the journal that wait: {_waiting(connection)}; the next question takes them"
        notes.append(Fault("the books", why))
    held = _schema(connection)
    _stand_before(connection, filled=False)
    _draw(connection, counted, tell)
    made = _TEMPORARY[connection.dialect.name]
    if not current:
        _set_aside(connection)
        _stand_before(connection, filled=True)
        _draw(connection, counted, tell)
        held = made
    for table in DERIVED:
        fresh = table.name if current else f"{_FRESH}{table.name}"
        faults += _compared(connection, table, _named(table, table.name, held), _named(table, fresh, made))
    return faults, notes


_TEMPORARY = {"sqlite": "temp", "postgresql": "pg_temp"}


def _schema(connection: sa.Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "main"
    return connection.scalar(sa.text("SELECT current_schema()")) or "public"


def _draw(connection: sa.Connection, counted: HowCounted, tell: Tell) -> None:
    redraw.start(connection, counted)
    last = _last(connection)
    while take_up(connection, counted):
        tell("claims taken up, lines of the journal", _marker(connection), last)
    cells = sa.select(sa.func.count(sa.distinct(STALE.c.cell)))
    many = left = connection.scalar(cells) or 0
    while redraw.redraw(connection):
        left = min(left, connection.scalar(cells) or 0)
        tell("books drawn up again, cells", many - left, many)


# ---------------------------------------------------------------- what waits, and what says so


def _marker(connection: sa.Connection) -> int:
    """The line of the journal up to which the books are said to be drawn up."""
    told = connection.scalar(sa.select(BOOKS.c.value).where(BOOKS.c.name == "journal")) or "0"
    return int(told) if re.fullmatch(r"-?[0-9]{1,18}", told) else -1


def _last(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(sa.func.max(JOURNAL.c.number))) or 0


def _waiting(connection: sa.Connection) -> int:
    return max(_last(connection) - max(_marker(connection), 0), 0)


def _of_marker(connection: sa.Connection) -> list[Fault]:
    """The marker may lag behind, but then nothing of later lines is taken up; and it never runs ahead."""
    marker = _marker(connection)
    taken = sa.select(JOURNAL.c.report).where(JOURNAL.c.number <= marker, JOURNAL.c.kind == "read")
    early = sa.select(POSTINGS.c.claim).where(POSTINGS.c.report.not_in(taken)).limit(1)
    if marker > _last(connection) or connection.execute(early).first():
        why = f"it says that they are drawn up to line {marker} of {_last(connection)}, and they are not"
        return [Fault("books journal", why)]
    return []


def _undrawn(connection: sa.Connection) -> list[Fault]:
    """Books that do not say how they were drawn up hold nothing; those of another version say it."""
    said = connection.execute(sa.select(BOOKS.c.name).where(BOOKS.c.name == "version")).first()
    full = [one.name for one in DERIVED if one is not STALE and connection.execute(sa.select(one).limit(1)).first()]
    return [Fault(name, "it holds rows, and nothing says how they were drawn up") for name in full if not said]


# ---------------------------------------------------------------- tables that stand before the ledger's


def _stand_before(connection: sa.Connection, *, filled: bool) -> None:
    """Make empty tables of the books for this connection alone; or fill them with what the ledger's hold."""
    schema = _schema(connection)
    if connection.dialect.name == "sqlite":
        for statement in _temporary():
            connection.exec_driver_sql(statement)
    else:
        for table in DERIVED:
            connection.exec_driver_sql(f"CREATE TEMP TABLE {table.name} (LIKE {schema}.{table.name} INCLUDING ALL)")
    for table in DERIVED if filled else ():
        names = [column.name for column in table.c]
        connection.execute(sa.insert(table).from_select(names, sa.select(_named(table, table.name, schema))))


def _set_aside(connection: sa.Connection) -> None:
    """Keep what was drawn up under other names, so that the same can be done once more."""
    for table in DERIVED:
        connection.exec_driver_sql(f"CREATE TEMP TABLE {_FRESH}{table.name} AS SELECT * FROM {table.name}")  # noqa: S608
        connection.exec_driver_sql(f"DROP TABLE {_TEMPORARY[connection.dialect.name]}.{table.name}")


@cache
def _temporary() -> tuple[str, ...]:
    """The statements that make the books' tables, with their indexes, and the views of what counts, for a connection.

    The views are made anew because somebody may have put others in their place.
    """
    names = {table.name for table in DERIVED}
    found: list[str] = []
    for (kind, name), words in reference().items():
        of = re.search(r'\bON "?(\w+)', words) if kind == "index" else None
        if name in names or (of and of[1] in names):
            rest = _AT.sub("", words, count=1)
            unique = "UNIQUE " if "UNIQUE" in words.partition("(")[0] else ""
            made = f"CREATE TEMP TABLE {name}" if kind == "table" else f"CREATE {unique}INDEX temp.{name}"
            found.append(made + rest)
        elif name in _VIEWS:
            found.append(_AT.sub(f"CREATE TEMP VIEW IF NOT EXISTS {name}", words, count=1))
    return tuple(sorted(found, key=lambda one: "INDEX" in one.partition("(")[0]))


def _named(table: sa.TableClause, name: str, schema: str) -> sa.TableClause:
    """The same table under another name, its columns as they are stored."""
    return sa.table(name, *(sa.column(column.name) for column in table.c), schema=schema)


# ---------------------------------------------------------------- rows that differ


@cache
def _keys(name: str) -> tuple[str, ...]:
    """The columns of a table by which a row is known."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql(reference()["table", name])
        query = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
        rows = connection.exec_driver_sql(query, (name,)).all()
    engine.dispose()
    return tuple(row[0] for row in rows)


def _compared(
    connection: sa.Connection, table: sa.TableClause, held: sa.TableClause, made: sa.TableClause
) -> Iterator[Fault]:
    keys = _keys(table.name)
    gone = {_key(row, keys): row for row in _only_in(connection, made, held, keys)}
    for row in _only_in(connection, held, made, keys):
        key = _key(row, keys)
        drawn = gone.pop(key, None) or _row(connection, made, key, keys)
        yield Fault(f"{table.name} {' '.join(key)}", _told(row, drawn))
    for key in gone:
        if _row(connection, held, key, keys) is None:
            yield Fault(f"{table.name} {' '.join(key)}", "it is missing")


def _only_in(
    connection: sa.Connection, one: sa.TableClause, other: sa.TableClause, keys: Sequence[str]
) -> list[dict[str, Any]]:
    """Some rows of a table that another has not, by their keys."""
    query = _stored(connection, one).except_(_stored(connection, other))
    rows = connection.execute(query.order_by(*keys).limit(_FEW)).mappings()
    return [dict(row) for row in rows]


def _stored(connection: sa.Connection, table: sa.TableClause) -> sa.Select[Any]:
    """All of a table; what PostgreSQL keeps as JSON as text, for it cannot compare that."""
    as_text = connection.dialect.name == "postgresql"
    columns = [sa.cast(one, sa.Text).label("body") if as_text and one.name == "body" else one for one in table.c]
    return sa.select(*columns)


def _row(
    connection: sa.Connection, table: sa.TableClause, key: tuple[str, ...], keys: Sequence[str]
) -> dict[str, Any] | None:
    where = [sa.cast(table.c[name], sa.Text) == value for name, value in zip(keys, key, strict=True)]
    row = connection.execute(_stored(connection, table).where(*where)).mappings().first()
    return dict(row) if row else None


def _key(row: dict[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in keys)


def _told(row: dict[str, Any], drawn: dict[str, Any] | None) -> str:
    if drawn is None:
        return "nothing that was read makes it"
    differ = [name for name in row if row[name] != drawn[name]]
    told = [f"{name} is {shown(row[name])}, and drawn up again {shown(drawn[name])}" for name in differ]
    return "; ".join(told)
