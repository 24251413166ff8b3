"""`wirebook import`: a table of somebody else's becomes claims of a ledger."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.text import Text

from wirebook.external_tables.amended import outdated
from wirebook.external_tables.mapping import TableMapping, load_mapping
from wirebook.external_tables.read import mapping_for, read_table
from wirebook.external_tables.table import open_table
from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.cli.problems import report_problems
from wirebook.outputs.json_form import import_document, print_json
from wirebook.outputs.terminal.reports import console_for
from wirebook.packs import load_packs
from wirebook.types import Problem, Reading, Report

_BATCH = 200  # rows in one transaction
_MANY = 500


@click.command(name="import")
@click.argument("table", metavar="TABLE | -")
@click.option("--mapping", "mapping_file", metavar="FILE", help="Which column is what; else found by the columns.")
@options.ledger_option
@options.accounts_option
@options.json_option
def import_(table: str, mapping_file: str | None, ledger: str, folders: tuple[str, ...], as_json: bool) -> int:
    """Take up a table (CSV) as a source: every row a report, every number a claim with its cell as evidence.

    A mapping file says which column is which measure, and how the table names weapons, places and sources; for
    tables that Wirebook knows, it is found by their columns. An empty cell is no nought. Importing the table again
    adds only rows that are new; a row that was corrected takes the place of the older one ([row] key of the mapping).
    Exit code 1 when a row or a cell could not be taken.

    \b
    Examples:
      wirebook import missile_attacks_daily.csv
      wirebook import losses.csv --mapping losses.toml --ledger november.db
    """
    packs = load_packs(options.folders_as_paths(folders))
    data = sys.stdin.buffer.read() if table == "-" else Path(table).read_bytes()
    opened = open_table(data, "standard input" if table == "-" else table)
    mapping = mapping_for(opened, load_mapping(mapping_file) if mapping_file else None)
    with open_ledger(ledger) as books:
        rows = _watched(read_table(opened, mapping, packs), len(opened.rows))
        counts, problems, added = _take(rows, books)
        counts["replaced"] = _replace(added, mapping, books)
        head = books.head()
    counts["rows"] = len(opened.rows)
    if as_json:
        print_json(import_document(mapping.name, counts, problems) | {"head": head})
    else:
        console_for().print(_closing(counts, mapping.name, ledger))
    return int(report_problems(problems))


def _take(
    rows: Iterable[tuple[Reading | None, tuple[Problem, ...]]], books: Ledger
) -> tuple[dict[str, int], list[Problem], list[Report]]:
    counts = {"new": 0, "known": 0, "claims": 0}
    problems: list[Problem] = []
    added: list[Report] = []
    batch: list[Reading] = []
    for reading, wrong in rows:
        problems.extend(wrong)
        batch += [reading] if reading is not None else []
        if len(batch) == _BATCH:
            added += _keep(batch, books, counts)
            batch = []
    added += _keep(batch, books, counts)
    return counts, problems, added


def _keep(batch: list[Reading], books: Ledger, counts: dict[str, int]) -> list[Report]:
    """Add readings; the reports that are new."""
    results = books.add_all([(reading, ()) for reading in batch]) if batch else ()
    for result in results:
        counts["new" if result.added else "known"] += 1
        counts["claims"] += result.claims
    return [reading.report for reading, result in zip(batch, results, strict=True) if result.added]


def _replace(added: list[Report], mapping: TableMapping, books: Ledger) -> int:
    """Take out of the books what older versions of new rows said; how many rows that were."""
    if not added or not mapping.key:
        return 0
    gone = [(reading, ()) for reading in outdated(added, books.reports_from(added[0].origin), mapping)]
    return sum(result.added for result in books.add_all(gone)) if gone else 0


def _closing(counts: dict[str, int], mapping: str, ledger: str) -> Text:
    known = f", {counts['known']:,} of them there already" if counts["known"] else ""
    taken = counts["new"] + counts["known"]
    replaced = f", {counts['replaced']:,} of them in place of older ones" if counts["replaced"] else ""
    told = f"{taken:,} of {counts['rows']:,} rows by the mapping {mapping}{known}{replaced}"
    return Text(f"{ledger}: {told}, {counts['claims']:,} claims. Look at them with: wirebook balance")


def _watched(
    rows: Iterator[tuple[Reading | None, tuple[Problem, ...]]], total: int
) -> Iterable[tuple[Reading | None, tuple[Problem, ...]]]:
    """With a progress bar on stderr, when the table is long."""
    errors = Console(stderr=True)
    if total < _MANY or not errors.is_terminal:
        return rows
    return track(rows, "Importing", total=total, console=errors, transient=True)
