"""`wirebook balance`: the accounts of a ledger, drawn up over all its reports."""

from typing import Any, get_args

import click
from rich.text import Text

from wirebook.ledger.balances.by_period import By
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal.reports import balance_list, console_for
from wirebook.packs import load_packs


@click.command()
@options.ledger_option
@options.accounts_option
@options.limits
@click.option("--by", type=click.Choice(get_args(By)), default="night", show_default=True, help="Add up over time.")
@options.json_option
def balance(ledger: str, folders: tuple[str, ...], by: By, as_json: bool, **limits: Any) -> int:
    """Draw up the balances of a ledger: for each night and source, whole = parts + rest, from the figures that stand.

    "adds up": the parts are the whole, or fit in it. "adds up, N not explained": they leave a rest, which is named and
    never called a hit. "cannot say": they are ranges that may or may not agree. "does not add up": they cannot.
    What is missing is "not reported", or "not read" where the reports have numbers that no account took. Regions are
    set against the nation, and days against a running count; neither is ever added to it.

    `--by day`, `week`, `month`, `year` or `all` gives one sum a source, item and country instead, from each night's
    last word: reprints are counted once, corrections replace, nights without a figure are named.

    \b
    Examples:
      wirebook balance
      wirebook balance --since 2025-06-02 --until 2025-06-08 --place Ukraine --by week
      wirebook balance --ledger november.db --account air_attack --json
    """
    packs = load_packs(options.folders_as_paths(folders))
    names = [pack.account for pack in packs]
    if limits["account"] is not None and limits["account"] not in names:
        raise click.UsageError(f"there is no account {limits['account']}; known are {', '.join(names)}")
    size = limits.pop("limit")
    with open_ledger(ledger, create=False) as books:
        found = books.balances(by, packs, limit=size + 1 if size else None, **limits)
    shown = found[:size] if size else found
    if as_json:
        print_json(books_document(balances=shown) | {"more": len(found) > len(shown)})
        return 0
    console = console_for()
    if not found:
        console.print(
            Text("No balance can be drawn up: it takes a whole and a part, such as launched and intercepted.")
        )
        return 0
    console.print(balance_list(shown, packs, titled=False))
    if len(found) > len(shown):
        console.print(Text(f"There is more: --offset {limits['offset'] + size}, or --limit 0 for all."))
    return 0
