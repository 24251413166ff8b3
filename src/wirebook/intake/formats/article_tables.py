"""Tables of articles → reports: CSV and Parquet, one row a report, columns found by their names."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from wirebook.extras import MissingExtraError, load
from wirebook.intake.decoded_items import of_text
from wirebook.intake.formats.article_rows import columns_of, missing, row_item
from wirebook.intake.model import Intake, Items
from wirebook.types import Problem

_LONGEST_CELL = 50_000_000
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
    """A report of each row of a Parquet table (the extra `columns`)."""
    try:
        parquet = load("wirebook.intake.formats.parquet", "columns", "Parquet")
    except MissingExtraError as error:
        what, _, remedy = str(error).partition("; ")
        yield Problem(where, what, remedy)
    else:
        yield from parquet.items(data, where, intake)
