"""CSV, JSON Lines and Excel: the tables of the ledger as they are."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.rows import COLUMNS, TABLES
from wirebook.outputs.export.summary import NAME, SummaryLine, summary

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones are taken for the others in East Asian settings
_CELL = 32_767  # characters that a cell of Excel holds
_SHEET = 1_048_575  # rows of a sheet, under its head
_WIDTHS = {"quote": 60, "title": 40, "why": 60, "note": 50}


def to_csv(wanted: Wanted, log: Log) -> None:
    """One table as CSV in UTF-8. A cell that a spreadsheet would take for a formula is led by an apostrophe."""
    sheet(wanted, list(COLUMNS[wanted.of]), TABLES[wanted.of](wanted), log)


def sheet(wanted: Wanted, columns: Sequence[str], rows: Iterable[ExportRow], log: Log, *, tabs: bool = False) -> None:
    """Write rows under a head as CSV, or parted by tabs, and count them; no cell is a formula to a spreadsheet."""
    with wanted.path.open("w", encoding="utf-8", newline="") as file:
        form: Any = {"delimiter": "\t", "lineterminator": "\n"} if tabs else {}
        writer = csv.DictWriter(file, columns, restval="", **form)
        writer.writeheader()
        for row in rows:
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


def to_xlsx(wanted: Wanted, log: Log) -> None:
    """A workbook with a summary and a sheet a table, filters on. No text can become a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "Wirebook", "comments": f"Wirebook {log.version}, ledger of {log.at}"})
        book.set_properties({"created": _moment(log.at)})
        bold = book.add_format({"bold": True})
        first, counts = book.add_worksheet(NAME), {}
        for name, rows in TABLES.items():
            counts[name] = _sheet(book.add_worksheet(name), name, rows(wanted), bold, log)
        _front(first, summary(wanted, log, counts), bold, log)
    wanted.path.write_bytes(file.getvalue())


def _moment(at: str) -> Any:
    from datetime import datetime  # noqa: PLC0415

    return datetime.fromisoformat(at).replace(tzinfo=None) if at else datetime(2000, 1, 1)  # noqa: DTZ001


def _sheet(page: Any, table: str, rows: Iterable[ExportRow], bold: Any, log: Log) -> int:
    count, names = 0, list(COLUMNS[table])
    page.write_row(0, 0, names, bold)
    for column, name in enumerate(names):
        page.set_column(column, column, _WIDTHS.get(name, 14))
    for count, row in enumerate(rows, 1):
        if count > _SHEET:
            log.lost[f"rows beyond what a sheet holds ({_SHEET:,})"] += 1
            continue
        for column, value in enumerate(row.values()):
            _cell(page, (count, column), value, log)
        log.rows += 1
    page.autofilter(0, 0, min(count, _SHEET), len(names) - 1)
    page.freeze_panes(1, 1)
    return count


def _front(page: Any, lines: Iterable[SummaryLine], bold: Any, log: Log) -> None:
    """Write the summary; lines after an empty one are heads of a block."""
    page.set_column(0, 0, 60)
    page.set_column(1, 3, 20)
    head = True
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if head:
                page.write_string(row, column, str(value), bold)
            else:
                _cell(page, (row, column), value, log)
        head = not line


def _cell(page: Any, at: tuple[int, int], value: Any, log: Log) -> None:
    if isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, int | float):
        page.write_number(*at, value)
    elif value is not None:
        text = str(value)
        if len(text) > _CELL:
            log.lost[f"texts cut at {_CELL:,} characters"] += 1
        page.write_string(*at, text[:_CELL])


def write(path: Path, text: str) -> None:
    """A text file with plain line ends, whatever the system."""
    path.write_text(text, encoding="utf-8", newline="\n")
