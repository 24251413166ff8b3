"""Tables of articles → reports: CSV and Parquet, one row a report, columns found by their names."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.intake.decoded import Items, of_text
from wirebook.intake.files import too_large, too_many
from wirebook.intake.model import Intake, Item
from wirebook.intake.rows import columns_of, missing, row_item
from wirebook.types import Problem

_LONGEST_CELL = 50_000_000
_LOT = 200  # rows of Parquet at once
_MARKS = ",;\t|"
_SPREADSHEET = "sep="  # a line before the head, by which spreadsheets say how cells are parted


@of_text
def csv_items(text: str, where: str, intake: Intake) -> Items:
    """A report of each row of a CSV table (commas, semicolons, tabs or bars)."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower().startswith(_SPREADSHEET) and first.strip()[len(_SPREADSHEET) :]
    head = rest.partition("\n")[0] if said else first
    mark = said if said and said in _MARKS else max(_MARKS, key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(rest if said else text, newline=""), delimiter=mark, strict=True)
    header: list[str] = []
    columns: dict[str, str] = {}
    for number, values in _csv_rows(reader, where):
        at = f"{where}:{number + bool(said)}"
        if isinstance(values, Problem):
            yield Problem(at, values.what, values.remedy)
        elif not header:
            header = [name.strip() for name in values]
            problem = missing(header, where, intake)
            if problem is not None:
                yield problem
                return
            columns = columns_of(header, intake)
        elif any(value.strip() for value in values[len(header) :]):
            what = f"the row has {len(values)} cells where the head has {len(header)}: a text may be cut in two"
            yield Problem(at, what, "put the text into quotation marks")
        elif any(value.strip() for value in values):
            yield row_item(dict(zip(header, values, strict=False)), at, intake, columns)


def _csv_rows(reader: Any, where: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Rows with the line that each begins on; what is damaged is a problem, and the rows below it go on."""
    while True:
        begin = reader.line_num + 1
        try:
            yield begin, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"the row is damaged ({error})"
            yield begin, Problem(where, what, "mend its quotation marks, or export the table again")


def parquet_items(data: bytes, where: str, intake: Intake) -> Items:
    """A report of each row of a Parquet table."""
    try:
        plain = pq.ParquetFile(pa.BufferReader(data))
        header = plain.schema_arrow.names
        problem = missing(header, where, intake) or _swollen(plain.metadata, where, intake)
        if problem is not None:
            yield problem
            return
        columns = columns_of(header, intake)
        wanted = sorted(set(columns.values()))
        texts = [one.name for one in plain.schema_arrow if pa.types.is_string(one.type) or pa.types.is_binary(one.type)]
        table = pq.ParquetFile(pa.BufferReader(data), read_dictionary=sorted({*texts} & {*wanted}))
        yield from _parquet_rows(table, columns, where, intake)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Problem(where, f"the Parquet table is damaged ({error})", "write the table again")


def _parquet_rows(
    table: "pq.ParquetFile", columns: Mapping[str, str], where: str, intake: Intake
) -> Iterator[Item | Problem]:
    """Row by row: a text of many rows stands in the file once, and must not be copied for all of them."""
    number = 0
    for batch in table.iter_batches(batch_size=_LOT, columns=sorted(set(columns.values())), use_threads=False):
        for index in range(batch.num_rows):
            number += 1
            if number > intake.reports:
                yield too_many(where, intake.reports)
                return
            row = {name: batch.column(name)[index].as_py() for name in batch.schema.names}
            yield row_item(row, f"{where}#{number}", intake, columns)


def _swollen(told: "pq.FileMetaData", where: str, intake: Intake) -> Problem | None:
    """Row groups are unpacked whole: the largest may not be larger than a file that is held whole."""
    sizes = [told.row_group(number).total_byte_size for number in range(told.num_row_groups)]
    return too_large(where, max(sizes), intake.most, many=True) if sizes and max(sizes) > intake.most else None
