"""`wirebook query`: a ledger asked in SQL."""

import csv
import io
import sys

import click
from rich.table import Table
from rich.text import Text

from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.sql import Rows
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import print_json, rows_document
from wirebook.outputs.terminal.reports import console_for
from wirebook.outputs.wording import printable


@click.command()
@click.argument("sql", metavar="SQL | -")
@options.ledger_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV, the columns' names first.")
@options.json_option
def query(sql: str, ledger: str, as_csv: bool, as_json: bool) -> int:
    """Ask a ledger in SQL. It can only be read: nothing you write here changes it.

    `current_claims` holds the claims of each report's latest reading, `reports` the reports, `current_findings`
    what the checks found, `journal` what was done. In `current_claims`: account, measure, item, low and high
    (the same where the number is exact, empty where open), source, stance, status, actor, target, place,
    country, period_start, period_end, quote, confidence, report, id. `facts`, `fact_claims`, `revisions`,
    `disputes` and `copies` hold the books, brought up to date before the answer.

    \b
    Examples:
      wirebook query "SELECT source, count(*) FROM current_claims GROUP BY source"
      wirebook query "SELECT period_start, low, source FROM current_claims
                      WHERE measure = 'launched' ORDER BY period_start" --csv > launched.csv
      wirebook query - < question.sql
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two answers; choose one")
    statement = sys.stdin.read() if sql == "-" else sql
    with open_ledger(ledger, create=False) as books:
        answer = books.query(statement)
    if as_json:
        print_json(rows_document(answer))
    elif as_csv:
        click.echo(_csv(answer), nl=False)
    else:
        console_for().print(_table(answer))
    return 0


def _csv(answer: Rows) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return out.getvalue()


def _table(answer: Rows) -> Table:
    """Numbers to the right, an empty field for what is not known."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, name in enumerate(answer.columns):
        numbers = all(isinstance(row[at], int | float | None) for row in answer.rows)
        table.add_column(Text(printable(name)), justify="right" if numbers and answer.rows else "left")
    for row in answer.rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    return table


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,.10g}" if isinstance(value, float) else printable(str(value))
