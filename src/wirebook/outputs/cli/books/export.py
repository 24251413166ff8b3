"""`wirebook export`: a ledger in the forms that other programs take."""

from typing import Any

import click
from rich.text import Text

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.export import FORMATS, export
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.json_form import print_json
from wirebook.outputs.terminal.reports import console_for

_FORMATS = "\n".join(f"      {name:<16} {one.help}" for name, one in FORMATS.items())


@click.command(
    name="export",
    help=f"""Write the books for another program, with a log of what its format cannot hold (OUTPUT.log.json).

    \b
    FORMAT is one of:
{_FORMATS}

    \b
    Examples:
      wirebook export xlsx -o november.xlsx --since 2024-11-01 --until 2024-11-30
      wirebook export csv --of facts -o facts.csv --place Kharkiv
      wirebook export hxl -o sudan.csv --place Sudan
    """,
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("-o", "--output", required=True, metavar="PATH", help="The file (or folder) to write.")
@click.option(
    "--of", default="claims", show_default=True, type=click.Choice(list(TABLES)), help="Which table, where it is one."
)
@options.ledger_option
@options.narrower
@options.json_option
def export_(form: str, output: str, of: str, ledger: str, as_json: bool, **limits: Any) -> int:
    """See `help` above."""
    with open_ledger(ledger, create=False) as books:
        log = export(books, form, output, of, **limits)
    if as_json:
        print_json(log.document())
        return 0
    console = console_for()
    console.print(Text(f"{output}: {log.rows:,} rows as {form}"))
    for what, count in sorted(log.lost.items()):
        if count:
            console.print(Text(f"  {count:,} {what}", style="dim"))
    return 0
