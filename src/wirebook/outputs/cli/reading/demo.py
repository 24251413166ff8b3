"""`wirebook demo`: the dispatches that come with the package, read into a ledger that is thrown away."""

import tempfile
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import click
from rich.text import Text

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli.reading.read import print_all
from wirebook.outputs.terminal.reports import console_for
from wirebook.pipeline import Settings, open_desk, read_bytes


@click.command()
@click.option(
    "--copy",
    "target",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Only copy the dispatches into a folder, to try commands on them.",
)
def demo(target: Path | None) -> int:
    """Read the example dispatches and print the books. All of them are invented.

    \b
    Examples:
      wirebook demo
      wirebook demo --copy dispatches
    """
    folder = Path(str(resources.files("wirebook") / "data" / "dispatches"))
    paths = sorted(folder.glob("*.txt"))
    if target is not None:
        _copy(paths, target)
        return 0
    desk = open_desk(Settings())
    with tempfile.TemporaryDirectory() as temporary, open_ledger(Path(temporary) / "demo.db") as ledger:
        outcomes = (read_bytes(path.read_bytes(), path.name, desk) for path in paths)
        failed = print_all(outcomes, desk, ledger, closing=False)
        claims, reports = len(ledger.claims()), len(ledger.reports())
    console = console_for()
    console.print(Text(f"{reports} invented dispatches, {claims} claims.", style="dim"))
    console.print(
        Text("Keep them and look at them: wirebook demo --copy dispatches; wirebook read dispatches", style="dim")
    )
    console.print(Text("Open the books in the browser: wirebook serve", style="dim"))
    console.print(Text("Read one of your own: wirebook read FILE --published 2024-11-13", style="dim"))
    return failed


def _copy(paths: Sequence[Path], target: Path) -> None:
    """Copy files into a folder; what is there already is kept."""
    target.mkdir(parents=True, exist_ok=True)
    for path in paths:
        copy = target / path.name
        if not copy.exists():
            copy.write_bytes(path.read_bytes())
        click.echo(copy)
