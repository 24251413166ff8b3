"""`wirebook explain`: what a warning code means."""

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wirebook.checks.catalog import Explanation, catalog
from wirebook.checks.catalog import explain as find
from wirebook.outputs.terminal.reports import SEVERITY_STYLE, console_for


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Say what a warning code means, with an example and what to do. Without CODE, list them all.

    \b
    Example:
      wirebook explain WB101
    """
    if code is None:
        _print_list()
        return 0
    known = find(code)
    if known is None:
        raise click.UsageError(f"there is no warning code {code}; “wirebook explain” lists them all")
    _print_one(known)
    return 0


def _print_list() -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for known in catalog().values():
        table.add_row(known.code, Text(known.severity, style=SEVERITY_STYLE[known.severity]), known.title)
    console_for().print(table)


def _print_one(known: Explanation) -> None:
    console = console_for()
    severity = Text(known.severity, style=SEVERITY_STYLE[known.severity])
    console.print(Text.assemble((known.code, "bold"), " ", (known.title, "bold"), " (", severity, ")"))
    console.print(Padding(known.explanation, (1, 0)))
    console.print(Text("For example", style="bold"), Padding(known.example, (0, 0, 1, 2)), sep="\n")
    console.print(Text("What to do", style="bold"), Padding(known.remedy, (0, 0, 0, 2)), sep="\n")
