"""Parquet, GeoParquet and Arrow: the tables of the ledger in columns (the extra `columns`)."""

import json
import struct
from collections.abc import Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq

from wirebook.outputs.export.model import Log, Wanted
from wirebook.outputs.export.rows import COLUMNS, NUMBER, TABLES, TRUTH, WHOLE, claim_row, claims

_LOT = 5000
_ARROW = {NUMBER: pa.float64(), WHOLE: pa.int64(), TRUTH: pa.bool_()}


def arrow_batches(wanted: Wanted) -> Iterator[pa.RecordBatch]:
    """One table as Arrow record batches; what a column means, and its unit, is in its field's metadata."""
    rows, schema = TABLES[wanted.of](wanted), schema_of(wanted.of)
    while some := list(islice(rows, _LOT)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)


def arrow_table(wanted: Wanted) -> pa.Table:
    """Make one table as an Arrow table; without rows it has its columns all the same."""
    return pa.Table.from_batches(arrow_batches(wanted), schema_of(wanted.of))


def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a table: what a column means, and its unit, is in its field's metadata."""
    fields = []
    for name, column in COLUMNS[table].items():
        told = {"meaning": column.meaning, **({"unit": column.unit} if column.unit else {})}
        fields.append(pa.field(name, _ARROW.get(column.kind, pa.string()), metadata=told))
    return pa.schema(fields)


def to_parquet(wanted: Wanted, log: Log) -> None:
    """One table as Parquet; the file says which version wrote it of which state of the ledger."""
    told = {"wirebook": json.dumps({"version": log.version, "at": log.at, "table": wanted.of}, sort_keys=True)}
    with pq.ParquetWriter(wanted.path, schema_of(wanted.of).with_metadata(told), compression="zstd") as writer:
        for batch in arrow_batches(wanted):
            writer.write_batch(batch)
            log.rows += batch.num_rows


def to_geoparquet(wanted: Wanted, log: Log) -> None:
    """The same as GeoParquet 1.1: points as WKB in WGS 84, longitude first."""
    rows, points = [], []
    for claim, report, reader in claims(wanted):
        place = claim.place
        if place is None or place.latitude is None or place.longitude is None:
            log.lost["claims without a place that has coordinates"] += 1
            continue
        rows.append(claim_row(claim, report, reader))
        points.append(struct.pack("<BIdd", 1, 1, place.longitude, place.latitude))
        log.rows += 1
    table = pa.Table.from_pylist(rows, schema=schema_of("claims"))
    table = table.append_column("geometry", pa.array(points, pa.binary()))
    geometry = {"encoding": "WKB", "geometry_types": ["Point"]}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    told = {"geo": json.dumps(geo, sort_keys=True), "wirebook": json.dumps({"version": log.version, "at": log.at})}
    pq.write_table(table.replace_schema_metadata(told), wanted.path, compression="zstd")
