"""Wirebook keeps the books on conflict news: reports in, claims with their evidence and balanced accounts out.

`read` and `read_text` give an `Outcome` (the reading with its claims, the balances, the warnings, or a problem);
`open_ledger` opens the books that are kept, `export` writes them for other programs.
"""

from typing import TYPE_CHECKING

from wirebook.version import __version__

if TYPE_CHECKING:
    from wirebook.ledger.ledger import Ledger
    from wirebook.outputs.export import Log
    from wirebook.pipeline import Outcome

__all__ = ["__version__", "export", "open_ledger", "read", "read_text"]


def read(path: str, *, published: str | None = None) -> "Outcome":
    """Read one file. `published` (ISO date) is taken when the text gives none.

    Bad input is no exception: the outcome then has a `problem` that says what is wrong and what to do.

    >>> import wirebook  # doctest: +SKIP
    >>> [claim.measure for claim in wirebook.read("dispatch.txt").reading.claims]  # doctest: +SKIP
    """
    from wirebook.pipeline import Settings, open_desk, read_path  # noqa: PLC0415 - `import wirebook` loads no parser

    return read_path(path, open_desk(Settings(published=published)))


def read_text(text: str, *, published: str | None = None) -> "Outcome":
    """Read one report from its text; a header at its top is understood."""
    from wirebook import pipeline  # noqa: PLC0415 - see above

    return pipeline.read_text(text, pipeline.open_desk(pipeline.Settings(published=published)))


def open_ledger(path: str, *, create: bool = True, read_only: bool = False) -> "Ledger":
    """Open a ledger, a file or a database URL.

    Raises:
        LedgerError: when it cannot be opened; the message says why and what to do.
    """
    from wirebook.ledger.ledger import open_ledger as opened  # noqa: PLC0415 - `import wirebook` loads no database driver

    return opened(path, create=create, read_only=read_only)


def export(ledger: "Ledger", name: str, path: str, of: str = "claims", **limits: str | None) -> "Log":
    """Write a ledger's rows in a format ("csv", "hxl", "geojson" …), with a log of what it cannot hold.

    See `wirebook.outputs.export.export`, which this is.

    Raises:
        ExportError: when there is no such format or table, or the file cannot be written.
    """
    from wirebook.outputs.export import export as written  # noqa: PLC0415 - see above

    return written(ledger, name, path, of, **limits)
