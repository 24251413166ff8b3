"""The ledger's tables as frames: Arrow, and pandas or polars made of it without copies where they allow that."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from wirebook.ledger.store import Ledger
from wirebook.outputs.export.model import Wanted
from wirebook.outputs.export.plain import arrow_batches, schema_of
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.mistakes import ExportError


def arrow(ledger: Ledger, of: str = "claims", **limits: str) -> pa.Table:
    """A table of the ledger (claims, facts, revisions, disputes, balances, sources) as an Arrow table.

    `limits` are those of the questions: since, until, place, account, source. What a column means is in the metadata of
    its field. Without rows it has its columns all the same.

    Raises:
        ExportError: when there is no such table.
    """
    if of not in TABLES:
        raise ExportError(f"there is no table {of!r}; there are: {', '.join(TABLES)}")
    return pa.Table.from_batches(arrow_batches(Wanted(ledger, Path(), limits, of)), schema_of(of))  # type: ignore[arg-type]


def pandas(ledger: Ledger, of: str = "claims", **limits: str) -> Any:
    """The same as a pandas DataFrame, its columns backed by Arrow.

    Raises:
        ExportError: when there is no such table, or pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ExportError("pandas is not installed; install it with: pip install pandas") from error
    return arrow(ledger, of, **limits).to_pandas(types_mapper=pd.ArrowDtype)


def polars(ledger: Ledger, of: str = "claims", **limits: str) -> Any:
    """The same as a polars DataFrame.

    Raises:
        ExportError: when there is no such table, or polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ExportError("polars is not installed; install it with: pip install polars") from error
    return pl.from_arrow(arrow(ledger, of, **limits))
