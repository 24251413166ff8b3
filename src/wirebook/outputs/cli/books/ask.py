"""The named questions: `wirebook facts`, `history`, `disputes`, `timeline`, `series`, `sources`, `promises`, `due`."""

from collections.abc import Callable, Sequence
from typing import Any

import click
from rich.console import RenderableType
from rich.text import Text

from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal import books as book_tables
from wirebook.outputs.terminal.reports import console_for
from wirebook.packs import load_packs


@click.command()
@options.ledger_option
@options.limits
@options.json_option
def facts(ledger: str, as_json: bool, **limits: Any) -> int:
    """What all reports together say, fact by fact, the earliest first.

    Claims of several reports are one fact when their account, measure, item, place, day and parties agree as far as
    they are told; `wirebook history ID` says why each of them belongs to it. The number is the best current range:
    where the sources meet, else from the lowest to the highest. "sources" counts those that do not merely repeat
    another: fifty copies of one agency story are one.

    \b
    Examples:
      wirebook facts --place Kharkiv --since 2025-03-01
      wirebook facts --account casualties --source "health ministry" --json
    """
    return _page(ledger, "facts", book_tables.fact_table, limits, as_json=as_json)


@click.command()
@options.ledger_option
@options.limits
@options.json_option
def timeline(ledger: str, as_json: bool, **limits: Any) -> int:
    """What happened, day by day. Running counts and promises are left out.

    \b
    Examples:
      wirebook timeline --place Sudan --since 2025-03-01 --until 2025-03-07
    """
    return _page(ledger, "timeline", book_tables.timeline_table, limits, as_json=as_json)


@click.command()
@click.argument("key", metavar="[FACT | CLAIM]", required=False)
@options.ledger_option
@options.limits
@options.json_option
def history(key: str | None, ledger: str, as_json: bool, **limits: Any) -> int:
    """How the figures of a fact moved: who said what when, what it replaced, and of which kind the change was.

    One source's later figure replaces its own earlier one and nobody else's. Kinds: late report (more were counted
    later), correction (the report says so), changed definition (it says that it counts otherwise), entry error
    (digits swapped, a nought too many), or unknown. Without an id: all figures that moved.

    \b
    Examples:
      wirebook history
      wirebook history fact_0123456789abcdef
      wirebook history --source "health ministry" --since 2025-03-01
    """
    if key is None:
        return _page(ledger, "revisions", book_tables.revision_table, limits, as_json=as_json)
    with open_ledger(ledger, create=False) as books:
        found = books.history(key)
    if as_json:
        print_json(books_document(history=[found]))
    else:
        console_for().print(book_tables.history_view(found))
    return 0


@click.command()
@options.ledger_option
@options.limits
@options.json_option
def disputes(ledger: str, as_json: bool, **limits: Any) -> int:
    """Where sources cannot all be right, side by side: about a number, date, place, party or definition, or a denial.

    A figure told later may be higher without any dispute: tolls grow. What is set apart here cannot be so explained.

    \b
    Examples:
      wirebook disputes --place "El Fasher"
      wirebook disputes --source "defence ministry" --json
    """
    return _page(ledger, "disputes", book_tables.dispute_list, limits, as_json=as_json)


@click.command()
@options.ledger_option
@options.limits
@options.accounts_option
@options.json_option
def series(ledger: str, folders: tuple[str, ...], as_json: bool, **limits: Any) -> int:
    """What the days in a row show: bulletins that are missing, categories that stop, ratios that jump, firsts.

    A gap is no nought. Breaks are found from the figures alone, from four bulletins on each side. "First in N days"
    is what a report says, checked against the books as far as they reach back.

    \b
    Examples:
      wirebook series --source "air force"
      wirebook series --account air_attack --since 2025-03-01 --json
    """
    extra = {"packs": load_packs(options.folders_as_paths(folders))}
    return _page(ledger, "series", book_tables.series_list, limits | extra, as_json=as_json)


@click.command()
@options.ledger_option
@options.limits
@options.json_option
def sources(ledger: str, as_json: bool, **limits: Any) -> int:
    """Who says how much: claims and reports of each source, how often its figures moved and are disputed.

    \b
    Examples:
      wirebook sources --account air_attack
    """
    return _page(ledger, "sources", book_tables.source_table, limits, as_json=as_json)


@click.command()
@options.ledger_option
@options.limits
@options.accounts_option
@click.option("--on", "today", type=options.Date(), help="Judge as of this day; else as of the newest report.")
@options.json_option
def promises(ledger: str, folders: tuple[str, ...], today: str | None, as_json: bool, **limits: Any) -> int:
    """What was promised, by whom, to whom, until when, and what became of it.

    Open: its day has not come. Kept: reports tell of as much. Broken: told to be undone, or too little by its day.
    Lapsed: its day has passed and no report says more. Cannot be judged: it names neither a number nor a day.

    \b
    Examples:
      wirebook promises --account aid
      wirebook promises --on 2025-04-30 --json
    """
    extra = {"today": today, "packs": load_packs(options.folders_as_paths(folders))}
    return _page(ledger, "promises", book_tables.promise_list, limits | extra, as_json=as_json)


@click.command()
@options.ledger_option
@options.limits
@options.accounts_option
@click.option("--on", "today", type=options.Date(), help="Judge as of this day; else as of the newest report.")
@options.json_option
def due(ledger: str, folders: tuple[str, ...], today: str | None, as_json: bool, **limits: Any) -> int:
    """Promises with a day that no report says are kept, the earliest first; without --since from a month ago on.

    \b
    Examples:
      wirebook due
      wirebook due --on 2025-04-30
    """
    extra = {"today": today, "packs": load_packs(options.folders_as_paths(folders))}
    return _page(ledger, "due", book_tables.promise_list, limits | extra, as_json=as_json)


def _page(
    ledger: str,
    question: str,
    view: Callable[[Sequence[Any]], RenderableType],
    limits: dict[str, Any],
    *,
    as_json: bool,
) -> int:
    """Ask for one row more than is printed, so that it can be said whether there are more."""
    size = limits["limit"]
    asked = limits | {"limit": size + 1 if size else None}
    with open_ledger(ledger, create=False) as books:
        rows = _answer(books, question, asked)
        accounts = () if rows else books.query("SELECT DISTINCT account FROM facts ORDER BY account").rows
    if not rows:
        _check_account(limits["account"], [row[0] for row in accounts])
    shown = rows[:size] if size else rows
    if as_json:
        print_json(books_document(**{question: shown}) | {"more": len(rows) > len(shown)})
        return 0
    console = console_for()
    console.print(view(shown) if shown else Text(_nothing(bool(accounts))))
    if len(rows) > len(shown):
        console.print(Text(f"There is more: --offset {limits['offset'] + size}, or --limit 0 for all."))
    return 0


def _check_account(account: str | None, kept: Sequence[str]) -> None:
    """Refuse an account that neither the packs nor the books have.

    Raises:
        click.UsageError: naming those that there are.
    """
    known = sorted({pack.account for pack in load_packs()} | set(kept))
    if account is not None and account not in known:
        raise click.UsageError(f"there is no account {account}; known are {', '.join(known)}")


def _nothing(filled: bool) -> str:
    """Say why nothing is printed."""
    if not filled:
        return "There are no facts in the books yet: read reports into them with wirebook read FILE... --ledger PATH"
    return "No matching records."


def _answer(books: Ledger, question: str, asked: dict[str, Any]) -> Sequence[Any]:
    rows: Sequence[Any] = getattr(books, question)(**asked)
    return rows
