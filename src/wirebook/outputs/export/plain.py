"""CSV, JSON Lines, Parquet and Excel: the tables of the ledger as they are."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from wirebook.outputs.export.model import Log, Row, Wanted
from wirebook.outputs.export.rows import NUMBER, TABLES, TRUTH, WHOLE, about

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL = 32_767  # characters that a cell of Excel holds
_SHEET = 1_048_575  # rows of a sheet, under its head
_LOT = 5000
_WIDTHS = {"quote": 60, "title": 40, "why": 60, "note": 50}
_ARROW = {NUMBER: pa.float64(), WHOLE: pa.int64(), TRUTH: pa.bool_()}


def to_csv(wanted: Wanted, log: Log) -> None:
    """One table as CSV in UTF-8. A cell that a spreadsheet would take for a formula is led by an apostrophe."""
    with wanted.path.open("w", encoding="utf-8", newline="") as file:
        writer: Any = None
        for row in TABLES[wanted.of](wanted):
            if writer is None:
                writer = csv.DictWriter(file, list(row))
                writer.writeheader()
            writer.writerow({name: _safe(value, log) for name, value in row.items()})
            log.rows += 1


def _safe(value: Any, log: Log) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        log.lost["cells that begin like a formula, led by an apostrophe"] += 1
        return f"'{value}"
    return value


def to_jsonl(wanted: Wanted, log: Log) -> None:
    """One table as JSON Lines, names sorted."""
    with wanted.path.open("w", encoding="utf-8", newline="\n") as file:
        for row in TABLES[wanted.of](wanted):
            file.write(json.dumps(row, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n")
            log.rows += 1


def arrow_batches(wanted: Wanted) -> Iterator[pa.RecordBatch]:
    """One table as Arrow record batches; what a column means is in its field's metadata."""
    rows = TABLES[wanted.of](wanted)
    first = list(islice(rows, _LOT))
    if not first:
        return
    schema = schema_of(wanted.of, first)
    while first:
        yield pa.RecordBatch.from_pylist(first, schema=schema)
        first = list(islice(rows, _LOT))


def schema_of(table: str, rows: Sequence[Row]) -> pa.Schema:
    """The Arrow schema of a table's rows; what a column means is in its field's metadata."""
    fields = []
    for name in rows[0]:
        kind, meaning = about(table, name, next((row[name] for row in rows if row[name] is not None), None))
        told = {"meaning": meaning} if meaning else {}
        if name in ("low", "best", "high"):
            told["unit"] = "see the column unit"
        fields.append(pa.field(name, _ARROW.get(kind, pa.string()), metadata=told or None))
    return pa.schema(fields)


def to_parquet(wanted: Wanted, log: Log) -> None:
    """One table as Parquet; the file says which version wrote it of which state of the ledger."""
    writer = None
    for batch in arrow_batches(wanted):
        if writer is None:
            told = {"wirebook": json.dumps({"version": log.version, "at": log.at, "table": wanted.of}, sort_keys=True)}
            writer = pq.ParquetWriter(wanted.path, batch.schema.with_metadata(told), compression="zstd")
        writer.write_batch(batch)
        log.rows += batch.num_rows
    if writer is None:
        pq.write_table(pa.table({}), wanted.path)
    else:
        writer.close()


def to_xlsx(wanted: Wanted, log: Log) -> None:
    """A workbook with a sheet a table, filters on. No text can become a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "Wirebook", "comments": f"Wirebook {log.version}, ledger of {log.at}"})
        book.set_properties({"created": _moment(log.at)})
        bold = book.add_format({"bold": True})
        for name, rows in TABLES.items():
            _sheet(book.add_worksheet(name), rows(wanted), bold, log)
    wanted.path.write_bytes(file.getvalue())


def _moment(at: str) -> Any:
    from datetime import datetime  # noqa: PLC0415

    return datetime.fromisoformat(at).replace(tzinfo=None) if at else datetime(2000, 1, 1)  # noqa: DTZ001


def _sheet(sheet: Any, rows: Iterable[Row], bold: Any, log: Log) -> None:
    count, names = 0, []
    for count, row in enumerate(rows, 1):
        if count == 1:
            names = list(row)
            sheet.write_row(0, 0, names, bold)
            for column, name in enumerate(names):
                sheet.set_column(column, column, _WIDTHS.get(name, 14))
        if count > _SHEET:
            log.lost[f"rows beyond what a sheet holds ({_SHEET:,})"] += 1
            continue
        for column, value in enumerate(row.values()):
            _cell(sheet, (count, column), value, log)
        log.rows += 1
    if names:
        sheet.autofilter(0, 0, min(count, _SHEET), len(names) - 1)
        sheet.freeze_panes(1, 1)


def _cell(sheet: Any, at: tuple[int, int], value: Any, log: Log) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value)
    elif value is not None:
        text = str(value)
        if len(text) > _CELL:
            log.lost[f"texts cut at {_CELL:,} characters"] += 1
        sheet.write_string(*at, text[:_CELL])


def write(path: Path, text: str) -> None:
    """A text file with plain line ends, whatever the system."""
    path.write_text(text, encoding="utf-8", newline="\n")
