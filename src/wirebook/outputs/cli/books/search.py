"""`wirebook search`: words looked for in claims and reports."""

from typing import Any, get_args

import click
from rich.text import Text

from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.full_text import Hit, Of
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal.reports import console_for
from wirebook.outputs.wording import printable


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--of", default="claims", show_default=True, type=click.Choice(get_args(Of)), help="What to look in.")
@options.ledger_option
@options.limits
@options.json_option
def search(words: tuple[str, ...], of: Of, ledger: str, as_json: bool, **limits: Any) -> int:
    """Look for words in claims (their sentence, source, place and parties) or in whole reports.

    All words must be there, in any form ("strikes" finds "strike"); '"in quotation marks"' they stand together, and a
    word after a minus must not be there (after -- , so that it is taken for no option). The best come first.

    \b
    Examples:
      wirebook search drones Kharkiv
      wirebook search --of reports '"air defenses"' --since 2025-03-01
      wirebook search -- killed -children
    """
    narrower = limits | {"limit": limits["limit"] or None}
    with open_ledger(ledger, create=False) as books:
        hits = books.search(" ".join(words), of, **narrower)
    if as_json:
        print_json(books_document(hits=hits))
        return 0
    console = console_for()
    for hit in hits:
        console.print(_told(hit))
    if not hits:
        console.print(Text("Nothing was found.", style="dim"))
    return 0


def _told(hit: Hit) -> Text:
    words = Text.assemble(*((printable(" ".join(_spaced(part))), "bold" if found else "") for part, found in hit.shown))
    about = " · ".join(part for part in (hit.published, hit.publisher, hit.title) if part)
    return Text.assemble((hit.claim or hit.report, "dim"), f"  {printable(about)}\n  ", words, "\n")


def _spaced(part: str) -> list[str]:
    """The words of a part of a line, with an empty one where it begins or ends with a space."""
    return [*([""] if part[:1].isspace() else []), *part.split(), *([""] if part[-1:].isspace() else [])]
