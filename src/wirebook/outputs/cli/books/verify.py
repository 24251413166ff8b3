"""`wirebook verify`: whether a ledger is as it was written, and its books are those that its claims make."""

from collections.abc import Callable

import click
from rich.console import Console

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json


@click.command()
@options.ledger_option
@click.option("--head", metavar="HASH", help="A head that you kept: it has to be that of a line of the journal.")
@click.option("--quick", is_flag=True, help="Only what was written: draw no books up again, compare no index.")
@options.json_option
def verify(ledger: str, head: str | None, quick: bool, as_json: bool) -> int:
    """Check that a ledger is as it was written, and that its books say what its claims say.

    Each line of the journal holds a hash of itself and of the line before; each reading's id is a hash of all that
    was read, and the line that tells of it holds one of its warnings. What the tables show is compared with what was
    hashed; the books are drawn up once more beside those that there are, and compared row by row, and so are views,
    triggers and the index of words. Nothing is changed by it. The exit code is 1 when something differs.

    From within it cannot be seen that the last lines were cut off with all that they tell of, or that the journal was
    written anew from some line on. Keep the last hash (the head) elsewhere, and give it with --head: then it can.

    \b
    Examples:
      wirebook verify
      wirebook verify --head journal_0d0d1ad93b600cef
      wirebook verify --ledger november.db --quick --json
    """
    kept = None if head is None else head.strip()
    with open_ledger(ledger, create=False, read_only=True) as books:
        verdict = books.verify(kept, books=not quick, tell=_teller())
    if as_json:
        found = books_document(faults=verdict.faults, notes=verdict.notes)
        print_json(found | {"head": verdict.head, "lines": verdict.lines, "books": not quick})
        return 1 if verdict.faults else 0
    for note in verdict.notes:
        click.echo(f"{ledger}: note: {note.where}: {note.what}")
    for fault in verdict.faults:
        click.echo(f"{ledger}: {fault.where}: {fault.what}")
    if not verdict.faults:
        of = (
            "as it was written, and its books are those of its claims"
            if verdict.compared
            else "what was written is as it was"
        )
        click.echo(f"{ledger}: {of}; {verdict.lines} in the journal, the last {verdict.head or 'none'}")
    return 1 if verdict.faults else 0


def _teller() -> Callable[[str, int, int], None]:
    """Tell on stderr how far it is, where somebody looks."""
    console = Console(stderr=True)

    def tell(what: str, done: int, of: int) -> None:
        if console.is_terminal:
            console.print(f"{what}: {done:,} of {of:,}", end="\x1b[K\r", highlight=False, markup=False)

    return tell
