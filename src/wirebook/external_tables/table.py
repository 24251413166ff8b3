"""A table as it is opened: its columns, and each row as a text of which every cell is a span."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wirebook.external_tables.mapping import MappingError
from wirebook.fields.spreadsheet import AS_TABLE, workbook
from wirebook.types import Span

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file (from 1), its cells by column, its text, and where each cell stands."""

    line: int
    cells: Mapping[str, str]
    text: str
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was opened: its name, its columns, its rows."""

    origin: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def open_table(data: bytes, origin: str) -> Table:
    """A table from its bytes: CSV with commas, semicolons, tabs or bars.

    Raises:
        MappingError: when it is empty, a workbook, or no text in UTF-8.
    """
    sheets = workbook(data)
    if sheets is not None:
        raise MappingError(f"{origin}: this is {sheets}, and no CSV: {AS_TABLE}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MappingError(f"{origin}: not UTF-8 (byte {error.start}); save the table as CSV in UTF-8") from error
    first = text.partition("\n")[0]
    if not first.strip():
        raise MappingError(f"{origin}: the table is empty, or its first line is; it must name the columns")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = tuple(name.strip() for name in next(reader))
    rows, line = [], reader.line_num
    for values in reader:
        if any(value.strip() for value in values):
            rows.append(_row(line + 1, header, values))
        line = reader.line_num
    return Table(origin, header, tuple(rows))


def _row(line: int, header: Sequence[str], values: Sequence[str]) -> Row:
    """A row as text: one line a cell that says something, "launched: 90.0"."""
    cells = {name: value.strip() for name, value in zip(header, values, strict=False)}
    parts: list[str] = []
    spans: dict[str, Span] = {}
    at = 0
    for name, value in cells.items():
        if value:
            spans[name] = Span(at + len(name) + 2, at + len(name) + 2 + len(value))
            parts.append(f"{name}: {value}")
            at += len(parts[-1]) + 1
    return Row(line, cells, "\n".join(parts), spans)
