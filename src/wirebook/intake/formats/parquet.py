"""Tables of articles in Parquet → reports, one row a report (needs pyarrow, of the extra `columns`)."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.intake.formats.article_rows import columns_of, missing, row_item
from wirebook.intake.model import InputItem, Intake, Items
from wirebook.intake.transport.files import too_large, too_many
from wirebook.types import Problem

_LOT = 200  # rows at once


def items(data: bytes, where: str, intake: Intake) -> Items:
    """Read a report of each row of a Parquet table."""
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
    table: pq.ParquetFile, columns: Mapping[str, str], where: str, intake: Intake
) -> Iterator[InputItem | Problem]:
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


def _swollen(told: pq.FileMetaData, where: str, intake: Intake) -> Problem | None:
    """Row groups are unpacked whole: the largest may not be larger than a file that is held whole."""
    sizes = [told.row_group(number).total_byte_size for number in range(told.num_row_groups)]
    return too_large(where, max(sizes), intake.most, many=True) if sizes and max(sizes) > intake.most else None
