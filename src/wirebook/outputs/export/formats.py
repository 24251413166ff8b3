"""The formats by name, and the one way to make any of them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from wirebook.ledger.store import Ledger
from wirebook.outputs.export import aid, brief, datasets, humanitarian, maps, plain, webs
from wirebook.outputs.export.model import Log, Wanted
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.mistakes import ExportError


class Format(NamedTuple):
    """How a format is written, the ending of its files, and what it is for."""

    write: Callable[[Wanted, Log], None]
    ending: str
    help: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(plain.to_csv, ".csv", "one table (--of) for any spreadsheet"),
    "jsonl": Format(plain.to_jsonl, ".jsonl", "one table (--of), an object a line"),
    "parquet": Format(plain.to_parquet, ".parquet", "one table (--of) for pandas, polars, DuckDB"),
    "xlsx": Format(plain.to_xlsx, ".xlsx", "an Excel workbook with a sheet a table"),
    "hxl": Format(humanitarian.to_hxl, ".csv", "facts with HXL hashtags, for HDX"),
    "acled": Format(datasets.to_acled, ".csv", "facts in the 31 columns of an ACLED export"),
    "ged": Format(datasets.to_ged, ".csv", "deadly facts in the columns of UCDP GED"),
    "plover": Format(datasets.to_plover, ".jsonl", "claims as PLOVER records"),
    "polecat": Format(datasets.to_polecat, ".tsv", "the same in the columns of POLECAT's table"),
    "kiel": Format(aid.to_kiel, ".csv", "aid in columns of the Kiel tracker's main sheet"),
    "missile-attacks": Format(datasets.to_missile_attacks, ".csv", "raids in the 22 columns of the air-attack table"),
    "geojson": Format(maps.to_geojson, ".geojson", "claims with a place, for any map (RFC 7946)"),
    "geoparquet": Format(maps.to_geoparquet, ".parquet", "the same as GeoParquet, for GeoPandas, QGIS, DuckDB"),
    "claimreview": Format(webs.to_claimreview, ".json", "disputed claims as schema.org ClaimReview (JSON-LD)"),
    "prov": Format(webs.to_prov, ".json", "what was derived from what, as PROV-JSON"),
    "brief": Format(brief.to_brief, ".html", "a page with pictures and footnotes: .md, .html or .pdf"),
    "frictionless": Format(webs.to_frictionless, "", "a folder with a Frictionless data package"),
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
    lines = ledger.journal()
    log = Log(name, lines[-1].at if lines else "")
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    given = {key: value for key, value in limits.items() if value is not None}
    wanted = Wanted(ledger, target if name == "frictionless" else part, given, of)  # type: ignore[arg-type]
    try:
        FORMATS[name].write(wanted, log)
        if name != "frictionless":
            part.replace(target)  # what was there stays whole until the new file is
        document = json.dumps(log.document(), indent=2, sort_keys=True) + "\n"
        plain.write(target.with_name(f"{target.name}.log.json"), document)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(f"{target}: it cannot be written ({error.strerror or error}); check the folder") from error
    return log
