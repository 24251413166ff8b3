"""`wirebook verify`: whether a ledger is as it was written."""

import click

from wirebook.ledger.store import open_ledger
from wirebook.outputs import options
from wirebook.outputs.jsonform import books_document, print_json


@click.command()
@options.ledger_option
@options.json_option
def verify(ledger: str, as_json: bool) -> int:
    """Check that nothing in a ledger was changed after it was written.

    Each line of the journal holds a hash of itself and of the line before; each reading's id is a hash of all that
    was read. The last hash is printed: whoever keeps it elsewhere can tell later that nothing before it was touched.
    The exit code is 1 when something is not as it was written.

    \b
    Examples:
      wirebook verify
      wirebook verify --ledger november.db --json
    """
    with open_ledger(ledger, create=False, read_only=True) as books:
        found, head, lines = books.faults(), books.head(), len(books.journal())
    if as_json:
        print_json(books_document(faults=found) | {"head": head, "lines": lines})
        return 1 if found else 0
    for fault in found:
        click.echo(f"{ledger}: {fault.where}: {fault.what}")
    if not found:
        click.echo(f"{ledger}: as it was written; {lines} in the journal, the last {head or 'none'}")
    return 1 if found else 0
