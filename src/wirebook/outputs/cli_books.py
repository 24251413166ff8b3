"""`wirebook balance`: the accounts of a ledger, drawn up."""

from itertools import groupby

import click
from rich.text import Text

from wirebook.ledger.balance import draw_up
from wirebook.ledger.store import open_ledger
from wirebook.outputs import options
from wirebook.outputs.jsonform import books_document, print_json
from wirebook.outputs.tables import balance_list, console_for, report_line
from wirebook.packs import load_packs


@click.command()
@options.ledger_option
@options.accounts_option
@click.option("--account", metavar="NAME", help="Only this account.")
@options.json_option
def balance(ledger: str, folders: tuple[str, ...], account: str | None, as_json: bool) -> int:
    """Draw up the balances of a ledger: for each event and source, whole = parts + rest.

    "exact": the numbers agree or leave one rest. "loose": they are ranges that can agree. "broken": they
    cannot. What no part explains is named, never called a hit.

    \b
    Examples:
      wirebook balance
      wirebook balance --ledger november.db --json
    """
    packs = load_packs(options.folders_as_paths(folders))
    names = [pack.account for pack in packs]
    if account is not None and account not in names:
        raise click.UsageError(f"there is no account {account}; known are {', '.join(names)}")
    with open_ledger(ledger, create=False, read_only=True) as books:
        balances = draw_up(books.claims(account=account), packs)
        reports = {report.id: report for report in books.reports()}
    if as_json:
        print_json(books_document(balances=balances))
        return 0
    console = console_for()
    if not balances:
        console.print(
            Text("No balance can be drawn up: it takes a whole and a part, such as launched and intercepted.")
        )
    for key, group in groupby(balances, key=lambda row: row.report):
        console.print(report_line(reports[key]))
        console.print(balance_list(tuple(group), packs, titled=False))
    return 0
