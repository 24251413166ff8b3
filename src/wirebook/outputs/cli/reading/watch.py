"""`wirebook watch`: feeds followed. `wirebook seen`: where reports were seen, and which addresses are dead."""

import signal
import threading
from functools import partial
from types import FrameType

import click
from rich.text import Text

from wirebook.engines.watch import load_watch, look
from wirebook.intake.transport.http import Session
from wirebook.intake.transport.raw_store import place_of
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.cli.problems import report_problems
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal.reports import console_for
from wirebook.outputs.wording import one_line
from wirebook.pipeline import Settings, open_desk

_MINUTE = 60.0


@click.command()
@click.argument("feeds", metavar="FEEDS.toml")
@options.ledger_option
@options.accounts_option
@options.seconds_option
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option("--keep", metavar="FOLDER", help="Keep the bytes of each report as they came.")
@click.option("--allow-private", is_flag=True, help="Fetch addresses in private networks too.")
def watch(  # noqa: PLR0913, PLR0917 - one parameter an option
    feeds: str,
    ledger: str,
    folders: tuple[str, ...],
    max_seconds: float,
    once: bool,
    keep: str | None,
    allow_private: bool,
) -> int:
    """Follow feeds: what is new in them is read into the ledger, until it is stopped (Ctrl-C).

    A feed is asked whether it has changed, robots.txt is kept to, a host gets a pause between requests. Where a feed
    has only teasers, the pages behind them are read. Stopped at any moment, it goes on from there the next time.

    \b
    FEEDS.toml:
      every = 15                       # minutes
      [[feed]]
      url = "https://example.org/war/rss"
      publisher = "The agency"         # else the feed's own title
      pages = true                     # always read the page behind an entry

    \b
    Examples:
      wirebook watch feeds.toml --ledger november.db
      wirebook watch feeds.toml --once --keep seen/
    """
    wanted = load_watch(feeds)
    settings = Settings(accounts=folders, keep=keep, allow_private=allow_private, max_seconds=max_seconds)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, partial(_stop, stop))
    failed = False
    with open_ledger(ledger) as books, Session(settings.intake) as session:
        desk = open_desk(settings)
        while True:
            for outcome in look(wanted.feeds, books, desk, session):
                failed |= report_problems(outcome.problems)
                if outcome.reading is not None:
                    report = outcome.reading.report
                    count = len(outcome.reading.claims)
                    told = (
                        f"{report.published or 'no date'} · {one_line(report.title or report.origin)} · {count} claims"
                    )
                    console_for().print(Text(told))
                if stop.is_set():
                    return 0
            if once or stop.wait(wanted.every * _MINUTE):
                return int(failed and once)


def _stop(event: threading.Event, _number: int, _frame: FrameType | None) -> None:
    """Ask for an end after the report that is being read; a second time, end at once."""
    if event.is_set():
        raise KeyboardInterrupt
    event.set()


@click.command()
@click.argument("report", metavar="[REPORT]", required=False)
@options.ledger_option
@click.option("--dead", is_flag=True, help="Addresses that gave nothing the last time.")
@click.option("--keep", metavar="FOLDER", help="Where bytes were kept: their files are named.")
@options.json_option
def seen(report: str | None, ledger: str, dead: bool, keep: str | None, as_json: bool) -> int:
    """Where a report was seen, when, and the hash of what came; with --dead, addresses that are gone.

    \b
    Examples:
      wirebook seen rep_01ab --keep seen/
      wirebook seen --dead
    """
    if not dead and report is None:
        raise click.UsageError("name a report, or give --dead")
    with open_ledger(ledger, create=False) as books:
        found = books.dead() if dead else books.seen(books.report(report or "").id)
    if as_json:
        print_json(books_document(seen=found))
        return 0
    console = console_for()
    for one in found:
        where = f" · {place_of(one.digest, keep)}" if keep and one.digest else ""
        digest = f" · sha256 {one.digest} ({one.size:,} bytes)" if one.digest and one.size is not None else ""
        console.print(Text(f"{one.at} · {one.status} · {one_line(one.address)}{digest}{where}"))
    if not found:
        console.print(Text("No address is dead." if dead else "It was read without --keep, and not by watch."))
    return 0
