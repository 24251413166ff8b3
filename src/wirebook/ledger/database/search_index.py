"""Whether words are looked for in what is there: SQLite's search index against one made anew.

PostgreSQL keeps its own indexes, and its words are those of their definition.
"""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

import sqlalchemy as sa

from wirebook.ledger.database.blueprint import reference
from wirebook.ledger.errors import Fault

_CONTENT = re.compile(r'content="(\w+)", content_rowid="rowid"')
_NUMBERED = {"report": "reports", "claim": "claims"}
_KEYS = {"report": "n.report = k.id", "claim": "n.reading = k.reading AND n.position = k.position"}


def faults_in(connection: sa.Connection, tell: Callable[[str, int, int], None]) -> Iterator[Fault]:
    """Where the index of words is not of the reports and claims that there are."""
    if connection.dialect.name != "sqlite":
        return
    for done, of in enumerate(_NUMBERED):
        tell("words looked for, of reports and of claims", done, len(_NUMBERED))
        try:
            yield from _unnumbered(connection, of)
            yield from _misfiled(connection, f"{of}_search")
        except sa.exc.DBAPIError as error:
            yield Fault(f"the search of {of}s", f"its index cannot be read ({error.orig})")


def _unnumbered(connection: sa.Connection, of: str) -> Iterator[Fault]:
    """Each text has a number, and each number a text."""
    both = (
        (f"main.{_NUMBERED[of]} k", f"main.{of}_numbers n", "has no number, so that no search finds it"),
        (f"main.{of}_numbers n", f"main.{_NUMBERED[of]} k", "has a number, and is not there"),
    )
    for one, other, why in both:
        many = connection.exec_driver_sql(
            f"SELECT count(*) FROM {one} WHERE NOT EXISTS (SELECT 1 FROM {other} WHERE {_KEYS[of]})"  # noqa: S608 - our own names
        ).scalar()
        if many:
            yield Fault(f"{of}_numbers", f"{many} of the {of}s {why}")


def _misfiled(connection: sa.Connection, name: str) -> Iterator[Fault]:
    """All words of the index, and where they stand, against those of an index of the same texts."""
    words = reference()["table", name]
    view = _CONTENT.search(words)
    assert view is not None  # noqa: S101 - it is ours
    columns = [one.strip() for one in words.partition("fts5 (")[2].partition("content=")[0].split(",") if one.strip()]
    made = _CONTENT.sub("content=''", words).replace(f"TABLE {name}", f"TABLE temp.fresh_{name}")
    names = ", ".join(columns)
    source = reference()["view", view[1]].replace(f"VIEW {view[1]}", f"TEMP VIEW {view[1]}")
    for statement in (
        source,
        made,
        f"INSERT INTO temp.fresh_{name} (rowid, {names}) SELECT rowid, {names} FROM temp.{view[1]}",  # noqa: S608
        f"CREATE VIRTUAL TABLE temp.held_words_{name} USING fts5vocab('main', '{name}', 'instance')",
        f"CREATE VIRTUAL TABLE temp.made_words_{name} USING fts5vocab('temp', 'fresh_{name}', 'instance')",
    ):
        connection.exec_driver_sql(statement)
    query = 'SELECT term, doc, col, "offset" FROM temp.{}_words_{}'
    held, fresh = (connection.exec_driver_sql(query.format(which, name)) for which in ("held", "made"))
    for one, other in zip_longest(map(tuple, held), map(tuple, fresh)):
        if one != other:
            word, number = min(row[:2] for row in (one, other) if row is not None)
            yield Fault(name, f"it is not of the texts that there are: from “{word}” in number {number} on")
            return
    sizes = "SELECT id, sz FROM {}_docsize"
    both = f"{sizes.format(f'main.{name}')} EXCEPT {sizes.format(f'temp.fresh_{name}')}"
    if connection.exec_driver_sql(both).first():
        yield Fault(name, "how long its texts are is not so")
