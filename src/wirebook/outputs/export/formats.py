"""The formats by name, and the one way to make any of them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wirebook.extras import load
from wirebook.fields.data import data_table
from wirebook.ledger.ledger import Ledger
from wirebook.outputs.errors import ExportError
from wirebook.outputs.export import aid, brief, datasets, humanitarian, maps, plain, plover, raids, webs
from wirebook.outputs.export.aside import aside
from wirebook.outputs.export.model import Log, Wanted
from wirebook.outputs.export.rows import TABLES


class Format(NamedTuple):
    """How a format is written, and what `data/exports/formats.toml` says of it.

    `ending` is that of its files, `help` a line, `purpose`, `rows` and `loses` its row in the documents, `about` its
    page there, `read_with` who reads it in the tests.
    """

    write: Callable[[Wanted, Log], None]
    ending: str
    help: str
    purpose: str
    rows: str
    loses: str
    about: str
    read_with: tuple[str, ...]


def _in_columns(writer: str, need: str) -> Callable[[Wanted, Log], None]:
    """A writer that waits for the extra `columns` until it is used."""

    def write(wanted: Wanted, log: Log) -> None:
        getattr(load("wirebook.outputs.export.columnar", "columns", need), writer)(wanted, log)

    return write


_WRITERS: Mapping[str, Callable[[Wanted, Log], None]] = {
    "csv": plain.to_csv,
    "jsonl": plain.to_jsonl,
    "parquet": _in_columns("to_parquet", "Parquet"),
    "xlsx": plain.to_xlsx,
    "hxl": humanitarian.to_hxl,
    "acled": datasets.to_acled,
    "ged": datasets.to_ged,
    "plover": plover.to_plover,
    "polecat": plover.to_polecat,
    "kiel": aid.to_kiel,
    "missile-attacks": raids.to_missile_attacks,
    "geojson": maps.to_geojson,
    "geoparquet": _in_columns("to_geoparquet", "GeoParquet"),
    "claimreview": webs.to_claimreview,
    "prov": webs.to_prov,
    "brief": brief.to_brief,
    "frictionless": webs.to_frictionless,
}


def _format(name: str, told: dict[str, Any]) -> Format:
    return Format(_WRITERS[name], **told | {"read_with": tuple(told["read_with"])})


FORMATS: Mapping[str, Format] = {
    name: _format(name, told) for name, told in data_table("exports", "formats.toml").items()
}


def export(ledger: Ledger, name: str, path: str | Path, of: str = "claims", **limits: str | None) -> Log:
    """Write a ledger's rows in a format; the log says how many, and what the format could not hold.

    `of` is the table of formats that hold one: claims, facts, revisions, disputes, balances or sources; `limits` are
    those of the questions (since, until, place, account, source). A file beside it, `PATH.log.json`, keeps the log.

    Raises:
        ExportError: when there is no such format or table, or the file cannot be written.
    """
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}; there are: {', '.join(FORMATS)}")
    if of not in TABLES:
        raise ExportError(f"there is no table {of!r}; there are: {', '.join(TABLES)}")
    target = _target(path)
    lines = ledger.journal()
    log = Log(name, lines[-1].at if lines else "")
    given = {key: value for key, value in limits.items() if value is not None}
    try:
        with aside(target) as folder:
            part = folder / target.name
            FORMATS[name].write(Wanted(ledger, part, given, of), log)  # type: ignore[arg-type]
            _put(part, target)
            told = folder / f"{target.name}.log.json"
            plain.write(told, json.dumps(log.document(), indent=2, sort_keys=True) + "\n")
            told.replace(target.with_name(told.name))
    except OSError as error:
        raise ExportError(f"{target}: it cannot be written ({error.strerror or error}); check the folder") from error
    return log


def _target(path: str | Path) -> Path:
    target = Path(path)
    if not target.name or "\0" in str(path):
        raise ExportError(f"{str(path)!r} names no file; give one with -o, such as -o night.csv")
    return target


def _put(part: Path, target: Path) -> None:
    """Put what was written where it is wanted: what was there stays whole until the new file is."""
    if not part.is_dir():
        part.replace(target)
        return
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(part.iterdir(), key=lambda one: (one.suffix == ".json", one.name)):  # what describes them last
        file.replace(target / file.name)
