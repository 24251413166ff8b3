"""A row of a table of articles → an item: columns are found by their names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wirebook.intake.kinds import HEAD, kind_of
from wirebook.intake.model import About, Intake, Item
from wirebook.intake.words import words_of
from wirebook.types import Problem

COLUMNS = tuple(words_of("columns"))
"""What the columns of a table of articles may hold."""

_NO_TEXT = "name it with --columns text=NAME; a table of figures is taken up by `wirebook import`"
_FILL = "fill it in, delete the row, or name the column with --columns text=NAME"


def missing(header: Sequence[str], where: str, intake: Intake) -> Problem | None:
    """The problem of a table that lacks a column that was given, or any with a text."""
    given = next(((name, column) for name, column in intake.columns if column not in header), None)
    columns = ", ".join(header[:12])
    if given is not None:
        return Problem(where, f"there is no column {given[1]!r}; the table has {columns}", "correct --columns")
    if column_of(header, "text", intake) is None and column_of(header, "html", intake) is None:
        return Problem(where, f"no column of it is known to hold a text ({columns})", _NO_TEXT)
    return None


def column_of(header: Iterable[str], name: str, intake: Intake) -> str | None:
    """The column that holds something: the one given, else the first of the usual names."""
    given = dict(intake.columns).get(name)
    if given is not None:
        return given
    known = {column.strip().lower(): column for column in reversed(list(header))}
    return next((known[usual] for usual in words_of("columns")[name] if usual in known), None)


def row_item(row: Any, where: str, intake: Intake) -> Item | Problem:
    """The report in a row, or the problem that the row is."""
    if not isinstance(row, dict):
        return Problem(where, "it is no object with named values", "write one JSON object a report")
    body, charset = _body(row, "text", intake)
    kind = "page" if not body or kind_of(body[:HEAD]) == "page" else "text"
    if not body:
        body, charset = _body(row, "html", intake)
    if not body:
        return Problem(where, "the row holds no text", _FILL)
    told = {name: _told(row, name, intake) for name in COLUMNS if name not in ("text", "html")}
    return Item(where, body, kind, About(**told), charset)


def _value(row: Mapping[str, Any], name: str, intake: Intake) -> Any:
    column = column_of(row, name, intake)
    value = row.get(column) if column is not None else None
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - what tables write for nothing


def _body(row: Mapping[str, Any], name: str, intake: Intake) -> tuple[bytes, str | None]:
    """A text as bytes and their encoding, none where bytes came; of a list of paragraphs, the paragraphs."""
    value = _value(row, name, intake)
    if isinstance(value, bytes):
        return value.strip(), None
    if isinstance(value, list):
        value = "\n\n".join(one for part in value if (one := _named(part)))
    return (_named(value) or "").encode("utf-8", "replace"), "utf-8"


def _told(row: Mapping[str, Any], name: str, intake: Intake) -> str | None:
    value = _value(row, name, intake)
    if isinstance(value, list):
        value = ", ".join(one for part in value if (one := _named(part)))
    return _named(value)


def _named(value: Any) -> str | None:
    """A value in words: of a thing, its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("text")
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return None if value is None else str(value).strip() or None
