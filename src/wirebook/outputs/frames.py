"""The ledger's tables as frames: Arrow, and pandas or polars made of it without copies where they allow that."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirebook.extras import load
from wirebook.ledger.ledger import Ledger
from wirebook.outputs.errors import ExportError
from wirebook.outputs.export.model import Wanted
from wirebook.outputs.export.rows import TABLES

if TYPE_CHECKING:
    import pyarrow as pa


def arrow(ledger: Ledger, of: str = "claims", **limits: str) -> "pa.Table":
    """A table of the ledger (claims, facts, revisions, disputes, balances, sources) as an Arrow table.

    `limits` are those of the questions: since, until, place, account, source. What a column means is in the metadata of
    its field. Without rows it has its columns all the same.

    Raises:
        ExportError: when there is no such table.
        MissingExtraError: without the extra `columns`.
    """
    if of not in TABLES:
        raise ExportError(f"there is no table {of!r}; there are: {', '.join(TABLES)}")
    columnar = load("wirebook.outputs.export.columnar", "columns", "a frame")
    table: pa.Table = columnar.arrow_table(Wanted(ledger, Path(), limits, of))  # type: ignore[arg-type]
    return table


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
