"""A row of a table of articles → an item: columns are found by their names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wirebook.intake.model import About, InputItem, Intake
from wirebook.intake.sniffing import HEAD, kind_of
from wirebook.intake.transport.files import too_large
from wirebook.intake.words import words_of
from wirebook.types import Problem

COLUMNS = tuple(words_of("columns"))
"""What the columns of a table of articles may hold."""

MOST_COLUMNS = 5000

_NO_TEXT = "name it with --columns text=NAME; a table of figures is taken up by `wirebook import`"
_FILL = "fill it in, delete the row, or name the column with --columns text=NAME"


def missing(header: Sequence[str], where: str, intake: Intake) -> Problem | None:
    """The problem of a table that lacks a column that was given, or any with a text."""
    if len(header) > MOST_COLUMNS:
        what = f"it has {len(header):,} columns (the limit is {MOST_COLUMNS:,})"
        return Problem(where, what, "keep the columns with the text and what is known of it, and leave out the others")
    given = next(((name, column) for name, column in intake.columns if column not in header), None)
    columns = ", ".join(header[:12])
    if given is not None:
        return Problem(where, f"there is no column {given[1]!r}; the table has {columns}", "correct --columns")
    if not {"text", "html"} & columns_of(header, intake).keys():
        return Problem(where, f"no column of it is known to hold a text ({columns})", _NO_TEXT)
    return None


def columns_of(header: Iterable[str], intake: Intake) -> dict[str, str]:
    """Which column holds what: the one given, else the first of the usual names. Looked up once for a table."""
    given = dict(intake.columns)
    known = {column.strip().lower(): column for column in reversed(list(header))}
    usual = {name: next((known[one] for one in words_of("columns")[name] if one in known), None) for name in COLUMNS}
    return {name: column for name in COLUMNS if (column := given.get(name) or usual[name]) is not None}


def row_item(row: Any, where: str, intake: Intake, columns: Mapping[str, str] | None = None) -> InputItem | Problem:
    """The report in a row, or the problem that the row is; `columns` are those of its table, where it has one."""
    if not isinstance(row, dict):
        return Problem(where, "it is no object with named values", "write one JSON object a report")
    known = columns_of(row, intake) if columns is None else columns
    values = {name: value for name, column in known.items() if (value := row.get(column)) == value}  # NaN is nothing
    body, charset = _body(values.get("text"))
    kind = "page" if not body or kind_of(body[:HEAD]) == "page" else "text"
    if not body:
        body, charset = _body(values.get("html"))
    if not body:
        return Problem(where, "the row holds no text", _FILL)
    if len(body) > intake.max_bytes:  # before more of them are held
        return too_large(where, len(body), intake.max_bytes)
    told = {name: _told(values.get(name)) for name in COLUMNS if name not in ("text", "html")}
    return InputItem(where, body, kind, About(**told), charset)


def _body(value: Any) -> tuple[bytes, str | None]:
    """A text as bytes and their encoding, none where bytes came; of a list of paragraphs, the paragraphs."""
    if isinstance(value, bytes):
        return value.strip(), None
    if isinstance(value, list):
        value = "\n\n".join(one for part in value if (one := _named(part)))
    return (_named(value) or "").encode("utf-8", "replace"), "utf-8"


def _told(value: Any) -> str | None:
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
