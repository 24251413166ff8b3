"""`wirebook read`: reports in, claims, balances and warnings out, kept in a ledger."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import NamedTuple

import click
from rich.console import Console
from rich.progress import track
from rich.text import Text

from wirebook.engines.local import read_many
from wirebook.intake.transport.http import is_address
from wirebook.ledger.database.kept_rows import Sighting
from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.cli.problems import report_problems
from wirebook.outputs.json_form import print_json, reading_document
from wirebook.outputs.terminal.reports import console_for, print_outcome
from wirebook.pipeline import Desk, Outcome, Settings, open_desk

_MANY = 8


class _Kept(NamedTuple):
    new: int = 0
    old: int = 0
    claims: int = 0


@click.command()
@options.files
@options.reading_options
@click.option(
    "--ledger",
    "ledger_path",
    default=options.DEFAULT_LEDGER,
    show_default=True,
    envvar=options.LEDGER_VARIABLE,
    metavar="PATH",
    help="Keep what was read in this ledger; made when there is none.",
)
@click.option("--no-ledger", is_flag=True, help="Keep nothing.")
@options.json_option
def read(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: tuple[str, ...],
    published: str | None,
    encoding: str | None,
    max_bytes: int,
    max_seconds: float,
    folders: tuple[str, ...],
    jobs: int,
    columns: tuple[tuple[str, str], ...],
    allow_private: bool,
    keep: str | None,
    ledger_path: str,
    no_ledger: bool,
    as_json: bool,
) -> int:
    """Read reports: what they claim, according to whom, and what does not add up.

    FILE is plain text, a web page, a feed, a PDF or Word document, an e-mail with what it encloses, a mailbox, a crawl
    (WARC, WACZ), a Telegram export, or a table of articles (JSON Lines, JSON, CSV, Parquet): which it is, is found out.
    Folders, patterns and http(s) addresses are taken too; "-" is standard input. Lines such as "Published: 2024-11-13"
    at the top of a plain text, closed by a blank line, are understood as a header (Published, Title, URL, Publisher,
    Byline). Exit code 1 when a file could not be read.

    \b
    Examples:
      wirebook read dispatch.txt --published 2024-11-13
      wirebook read reports/ crawl.warc.gz --jobs 4 --json > claims.json
      wirebook read https://example.org/night-raid
      wirebook read articles.csv --columns text=body --columns published=day
      cat dispatch.txt | wirebook read - --no-ledger
    """
    settings = Settings(
        published,
        encoding,
        max_bytes,
        folders,
        columns=columns,
        allow_private=allow_private,
        keep=keep,
        max_seconds=max_seconds,
    )
    with nullcontext() if no_ledger else open_ledger(ledger_path) as ledger:
        desk = open_desk(settings)
        outcomes = _watched(read_many(files, desk, jobs), files, as_json=as_json)
        return print_all(outcomes, desk, ledger, as_json=as_json, asked=files)


def print_all(
    outcomes: Iterable[Outcome],
    desk: Desk,
    ledger: Ledger | None,
    *,
    as_json: bool = False,
    closing: bool = True,
    asked: tuple[str, ...] = (),
) -> int:
    """Print outcomes as they come and keep them; 1 when something could not be read, or not well.

    `closing` adds a line that says what the ledger took in; of the addresses that were `asked` for it notes what they
    answered, so that dead ones are known.
    """
    console = console_for()
    done: list[Outcome] = []
    kept, failed = _Kept(), False
    for outcome in outcomes:
        failed |= report_problems(outcome.problems)
        kept = _keep(outcome, ledger, kept)
        if ledger is not None and is_address(outcome.origin):
            _note(outcome, ledger, asked)
        if as_json:
            done.append(outcome)
        else:
            print_outcome(console, outcome, desk.packs)
    if as_json:
        print_json(reading_document(done) | ({} if ledger is None else {"head": ledger.head()}))
    elif closing and ledger is not None and kept.new + kept.old:
        console.print(_kept_line(kept, ledger))
    return int(failed)


def _keep(outcome: Outcome, ledger: Ledger | None, kept: _Kept) -> _Kept:
    if ledger is None or outcome.reading is None:
        return kept
    result = ledger.add(outcome.reading, outcome.findings)
    if outcome.seen is not None:
        report = outcome.reading.report
        came = Sighting(
            0, outcome.origin, "", 200, digest=outcome.seen.digest, size=outcome.seen.size, report=report.id
        )
        ledger.note_seen(came)
    claims = kept.claims + result.claims
    return _Kept(kept.new + result.added, kept.old + (not result.added), claims)


def _note(outcome: Outcome, ledger: Ledger, asked: tuple[str, ...]) -> None:
    if outcome.reading is None and outcome.status is not None:
        ledger.note_seen(Sighting(0, outcome.origin, "", outcome.status))
    elif outcome.reading is not None and outcome.seen is None and outcome.origin in asked:
        ledger.note_seen(Sighting(0, outcome.origin, "", 200, report=outcome.reading.report.id))


def _kept_line(kept: _Kept, ledger: Ledger) -> Text:
    told = [f"{kept.new} new report{'s' * (kept.new != 1)}"] if kept.new else []
    told += [f"{kept.old} that {'was' if kept.old == 1 else 'were'} there already"] if kept.old else []
    text = f"{ledger.where}: {' and '.join(told)}, {kept.claims} claims in all. "
    return Text(f"{text}Look closer with: wirebook show ID", style="dim")


def _watched(outcomes: Iterator[Outcome], files: tuple[str, ...], *, as_json: bool) -> Iterable[Outcome]:
    """With a progress bar on stderr, when many files are read and the output goes elsewhere."""
    errors = Console(stderr=True)
    if len(files) < _MANY or not errors.is_terminal or (console_for().is_terminal and not as_json):
        return outcomes
    return track(outcomes, "Reading", total=len(files), console=errors, transient=True)
