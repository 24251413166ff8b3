"""`wirebook versions`: the versions of a report, and what changed from one to the next."""

from itertools import pairwise

import click
from rich.text import Text

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal.reports import console_for
from wirebook.outputs.version_diff import changes
from wirebook.outputs.wording import one_line


@click.command()
@click.argument("report", metavar="REPORT")
@options.ledger_option
@options.json_option
def versions(report: str, ledger: str, as_json: bool) -> int:
    """The versions of a report that were read, the oldest first, and what changed from each to the next.

    Versions are reports of one address, and updates of one story by the same outlet.

    \b
    Examples:
      wirebook versions rep_0123456789abcdef
    """
    with open_ledger(ledger, create=False) as books:
        found = [books.reading(key) for key in books.versions(report)]
    steps = [tuple(changes(old, new)) for old, new in pairwise(found)]
    if as_json:
        reports = [one.report for one in found]
        print_json(
            books_document(versions=reports) | {"changes": [books_document(step=step)["step"] for step in steps]}
        )
        return 0
    console = console_for()
    for number, reading in enumerate(found):
        one = reading.report
        words = (one.updated or one.published or "no date", one_line(one.title or one.origin), one.id)
        console.print(Text(" · ".join(words), style="bold"))
        for change in steps[number] if number < len(steps) else ():
            for mark, texts, style in (("-", change.gone, "red"), ("+", change.came, "green")):
                for text in texts:
                    console.print(Text(f"  {mark} {text}", style=style))
            if change.claims_gone != change.claims_came:
                gone, came = ("; ".join(some) or "nothing" for some in (change.claims_gone, change.claims_came))
                console.print(Text(f"    claims: {gone} → {came}", style="dim"))
    if len(found) == 1:
        console.print(Text("No other version of it was read."))
    return 0
