"""What a ledger shows of a world: every answer and export that a reader can have of it, as one frozen value."""

import csv
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from world_words import Edition

from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.ledger.query.named import History, SourceRow
from wirebook.outputs.export import export
from wirebook.outputs.export.brief import fact_words
from wirebook.packs import Pack, load_packs
from wirebook.types import Balance, Dispute, Fact, Revision

_TABLES = ("facts", "disputes")
_OPEN: dict[Path, Ledger] = {}
_FREE: list[Path] = []
_HOME: list[Path] = []


@dataclass(frozen=True, slots=True)
class Shown:
    """Answers of the ledger by question; `words` are a fact's in the brief, `copies` a reprint's report and origin.

    `acled` and `ged` are the sources that the exports name, by fact; `ged_sources` their number; `files` are bytes.
    """

    facts: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]
    revisions: tuple[Revision, ...]
    sources: tuple[SourceRow, ...]
    nights: tuple[Balance, ...]
    weeks: tuple[Balance, ...]
    words: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str, str], ...]
    acled: tuple[tuple[str, str], ...]
    ged: tuple[tuple[str, str, int], ...]
    files: tuple[tuple[str, bytes], ...]


@cache
def packs() -> tuple[Pack, ...]:
    return tuple(load_packs())


@cache
def home() -> Path:
    """Where this process keeps the ledgers of worlds, in memory where there is such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - only a quicker folder for temporary files
    return Path(tempfile.mkdtemp(prefix="worlds", dir=next(iter(_HOME), memory if memory.is_dir() else None)))


def keep_inside(folder: Path) -> None:
    """Have this process keep its ledgers in a folder that another one takes away."""
    _HOME.append(folder)
    home.cache_clear()  # a forked process knows its parent's


@contextmanager
def new_ledger() -> Iterator[Ledger]:
    """An empty ledger, in a file that was used before: an engine that knows its queries is quick."""
    empty = home() / "empty.db"
    if not empty.exists():
        open_ledger(empty).close()
    path = _FREE.pop() if _FREE else home() / f"world{len(_OPEN)}.db"
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    shutil.copy(empty, path)
    ledger = _OPEN[path] = _OPEN.get(path) or open_ledger(path)
    yield ledger
    ledger.close()
    _FREE.append(path)


def clean_up() -> None:
    """Let go of all ledgers and take their folder away."""
    _OPEN.clear()
    _FREE.clear()
    shutil.rmtree(home(), ignore_errors=True)
    home.cache_clear()


def fill(ledger: Ledger, editions: Sequence[Edition]) -> None:
    """Add reports, all at once."""
    ledger.add_all([(one.reading, one.findings) for one in editions])


def shown(ledger: Ledger, *, exports: bool = True) -> Shown:
    """All answers of a ledger. Exports cost most, and may be left out."""
    facts = ledger.facts()
    acled, ged, files = _exports(ledger) if exports else ((), (), ())
    return Shown(
        facts=facts,
        disputes=ledger.disputes(),
        revisions=ledger.revisions(),
        sources=ledger.sources(),
        nights=ledger.balances(packs=packs()),
        weeks=ledger.balances(by="week", packs=packs()),
        words=tuple((fact.id, fact_words(fact)) for fact in facts),
        copies=_copies(ledger),
        acled=acled,
        ged=ged,
        files=files,
    )


def history_of(ledger: Ledger, fact: str) -> History:
    return ledger.history(fact)


def _copies(ledger: Ledger) -> tuple[tuple[str, str, str], ...]:
    found = ledger.query("SELECT report, origin, kind FROM copies ORDER BY report")
    return tuple((str(row[0]), str(row[1]), str(row[2])) for row in found.rows)


def _exports(ledger: Ledger) -> Any:
    with tempfile.TemporaryDirectory(dir=home()) as folder:
        files = {}
        for name in ("acled", "ged"):
            files[name] = Path(folder) / f"{name}.csv"
            export(ledger, name, files[name])
        for table in _TABLES:
            files[table] = Path(folder) / f"{table}.csv"
            export(ledger, "csv", files[table], of=table)
        acled = tuple(
            (f"fact_{row['event_id_cnty'].removeprefix('WB')}", row["source"]) for row in _rows(files["acled"])
        )
        ged = tuple(
            (row["relid"], row["source_original"], int(row["number_of_sources"])) for row in _rows(files["ged"])
        )
        return acled, ged, tuple((name, path.read_bytes()) for name, path in sorted(files.items()))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
