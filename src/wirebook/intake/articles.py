"""Tables of articles → reports: JSON Lines, JSON, CSV and Parquet, one row a report, columns found by their names."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.intake.decoded import Items, of_text
from wirebook.intake.model import About, Intake, Item
from wirebook.intake.words import words_of
from wirebook.types import Problem

COLUMNS = tuple(words_of("columns"))
"""What the columns of a table of articles may hold."""

_LONGEST_CELL = 50_000_000
_LOT = 200  # rows of Parquet at once
_NO_TEXT = "name it with --columns text=NAME; a table of figures is taken up by `wirebook import`"


@of_text
def lines_items(text: str, where: str, intake: Intake) -> Items:
    """A report of each line of JSON; a line that cannot be read is a problem, and the others go on."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(line, f"{where}:{number}", intake)


def _line(line: str, where: str, intake: Intake) -> Item | Problem:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem(where, f"the line is no JSON ({error})", "write one JSON object a line")
    return _item(row, where, intake)


@of_text
def json_items(text: str, where: str, intake: Intake) -> Items:
    """A report of each object of a JSON list, of the list under "articles", "items" and the like, or of one object."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Problem(where, f"it is no JSON ({error})", "check that the file was saved whole")
        return
    rows = found if isinstance(found, list) else [found]
    if isinstance(found, dict):
        rows = next((found[name] for name in words_of("lists")["names"] if isinstance(found.get(name), list)), rows)
    for number, row in enumerate(rows, 1):
        yield _item(row, f"{where}#{number}", intake)


@of_text
def csv_items(text: str, where: str, intake: Intake) -> Items:
    """A report of each row of a CSV table (commas, semicolons, tabs or bars)."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip() for name in next(reader)]
        missing = _missing(header, where, intake)
        if missing is not None:
            yield missing
            return
        for values in reader:
            if any(value.strip() for value in values):
                row = dict(zip(header, values, strict=False))
                yield _item(row, f"{where}:{reader.line_num}", intake)
    except csv.Error as error:
        yield Problem(f"{where}:{reader.line_num}", f"the table is damaged ({error})", "export the table again")


def parquet_items(data: bytes, where: str, intake: Intake) -> Items:
    """A report of each row of a Parquet table."""
    try:
        table = pq.ParquetFile(pa.BufferReader(data))
        missing = _missing(table.schema_arrow.names, where, intake)
        if missing is not None:
            yield missing
            return
        number = 0
        for batch in table.iter_batches(batch_size=_LOT, columns=_wanted(table.schema_arrow.names, intake)):
            for row in batch.to_pylist():
                number += 1
                yield _item(row, f"{where}#{number}", intake)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Problem(where, f"the Parquet table is damaged ({error})", "write the table again")


def _wanted(header: Sequence[str], intake: Intake) -> list[str]:
    return sorted({column for name in COLUMNS if (column := _column(header, name, intake)) is not None})


def _missing(header: Sequence[str], where: str, intake: Intake) -> Problem | None:
    given = next(((name, column) for name, column in intake.columns if column not in header), None)
    columns = ", ".join(header[:12])
    if given is not None:
        return Problem(where, f"there is no column {given[1]!r}; the table has {columns}", "correct --columns")
    if _column(header, "text", intake) is None and _column(header, "html", intake) is None:
        return Problem(where, f"no column of it is known to hold a text ({columns})", _NO_TEXT)
    return None


def _column(header: Iterable[str], name: str, intake: Intake) -> str | None:
    """The column that holds something: the one given, else the first of the usual names."""
    given = dict(intake.columns).get(name)
    if given is not None:
        return given
    known = {column.strip().lower(): column for column in reversed(list(header))}
    return next((known[usual] for usual in words_of("columns")[name] if usual in known), None)


def _item(row: Any, where: str, intake: Intake) -> Item | Problem:
    if not isinstance(row, dict):
        return Problem(where, "it is no object with named values", "write one JSON object a report")
    told = {name: _told(row, name, intake) for name in COLUMNS}
    text, html = told.pop("text"), told.pop("html")
    if not text and not html:
        return Problem(
            where, "the row holds no text", "fill it in, delete the row, or name the column with --columns text=NAME"
        )
    return Item(
        where, (text or html or "").encode("utf-8", "replace"), "text" if text else "page", About(**told), "utf-8"
    )


def _told(row: Mapping[str, Any], name: str, intake: Intake) -> str | None:
    column = _column(row, name, intake)
    value = row.get(column) if column is not None else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(str(one.get("name", "") if isinstance(one, dict) else one) for one in value)
    return None if value is None else str(value).strip() or None
