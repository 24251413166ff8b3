"""`wirebook accounts`: what can be read, and a test of it."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.saying import plain
from wirebook.outputs.terminal.reports import console_for
from wirebook.outputs.wording import printable
from wirebook.packs import Identity, Pack, load_packs
from wirebook.packs.load import PACK_FILE, shipped_folder
from wirebook.pipeline import Settings, open_desk, try_examples, why_read_so


@click.group(invoke_without_command=True)
@options.accounts_option
@options.json_option
@click.pass_context
def accounts(ctx: click.Context, folders: tuple[str, ...], as_json: bool) -> int:
    """List the account packs: the kinds of fact that Wirebook reads.

    \b
    Examples:
      wirebook accounts
      wirebook accounts show air_attack
      wirebook accounts test --accounts my-packs
    """
    ctx.obj = folders
    if ctx.invoked_subcommand is not None:
        return 0
    packs = load_packs(options.folders_as_paths(folders))
    if as_json:
        print_json(books_document(accounts=packs))
        return 0
    table = Table(box=None, show_header=True, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in ("account", "question", "measures", "identities", "examples"):
        table.add_column(name, justify="left" if name in ("account", "question") else "right")
    for pack in packs:
        counts = (len(pack.measures), len(pack.identities), _examples(pack))
        table.add_row(Text(pack.account, style="bold"), pack.question, *(str(count) for count in counts))
    console_for().print(table)
    return 0


@accounts.command("show")
@click.argument("name")
@options.accounts_option
@options.json_option
@click.pass_obj
def show_account(outer: tuple[str, ...], name: str, folders: tuple[str, ...], as_json: bool) -> int:
    """Show one account: its measures, what must balance, and its examples.

    \b
    Example:
      wirebook accounts show casualties
    """
    packs = load_packs(options.folders_as_paths((*outer, *folders)))
    pack = next((row for row in packs if row.account == name), None)
    if pack is None:
        names = ", ".join(row.account for row in packs)
        raise click.UsageError(f"there is no account {name}; known are {names}")
    if as_json:
        print_json(books_document(accounts=[pack]))
    else:
        _print_pack(console_for(), pack)
    return 0


@accounts.command("test")
@options.accounts_option
@click.option("--only", multiple=True, metavar="PACK", help="Only this account, or the packs in this file or folder.")
@click.option("--why", is_flag=True, help="Say which rule took each number of a passage, or what stood in the way.")
@click.pass_obj
def test_accounts(outer: tuple[str, ...], folders: tuple[str, ...], only: tuple[str, ...], why: bool) -> int:
    """Read every example and counter-example of every pack. Exit code 1 when one comes out otherwise.

    All packs are loaded, as they are when a report is read; with --only those of one are tried.

    \b
    Examples:
      wirebook accounts test --accounts my-packs
      wirebook accounts test --only my-packs/mines --why
    """
    desk = open_desk(Settings(accounts=_with_only((*outer, *folders), only)))
    failed = False
    for pack in _chosen(desk.packs, only):
        misses = list(try_examples(desk, (pack,)))
        for text, told in groupby(misses, key=lambda miss: miss.text):
            same = list(told)
            for miss in same:
                click.echo(printable(f"{miss.problem.where}: {miss.problem.what}; {miss.problem.remedy}"))
            for line in why_read_so(desk, text, same[0].published) if why and text else ():
                click.echo(printable(f"    {line}"))
        failed |= bool(misses)
        many = f"{_examples(pack)} examples and counter-examples"
        click.echo(f"{pack.account}: {many}, " + (f"{len(misses)} problems" if misses else "all as they should be"))
    return int(failed)


def _with_only(folders: tuple[str, ...], only: tuple[str, ...]) -> tuple[str, ...]:
    """The folders of packs, and of each pack that is named by its file or folder the one in which it lies."""
    lying = [folder for name in only if (folder := _folder_of(Path(name))) is not None]
    known = {Path(folder).resolve() for folder in (*folders, str(shipped_folder()))}
    return (*folders, *dict.fromkeys(str(folder) for folder in lying if folder.resolve() not in known))


def _folder_of(path: Path) -> Path | None:
    """The folder that `--accounts` would name for a pack's file, a pack's folder, or a folder of packs."""
    if path.name == PACK_FILE and path.is_file():
        return path.parent.parent
    if (path / PACK_FILE).is_file():
        return path.resolve().parent
    return path if any(path.glob(f"*/{PACK_FILE}")) else None


def _chosen(packs: Sequence[Pack], only: tuple[str, ...]) -> list[Pack]:
    """The packs that are to be tried: all, or those that are named by account, file or folder."""
    chosen: list[Pack] = []
    for name in only:
        place = Path(name).resolve()
        named = [p for p in packs if p.account == name or Path(p.path).resolve().is_relative_to(place)]
        if not named:
            known = ", ".join(pack.account for pack in packs)
            raise click.UsageError(f"there is no account {name} and no pack at {name}; known are {known}")
        chosen += [pack for pack in named if pack not in chosen]
    return chosen if only else list(packs)


def _examples(pack: Pack) -> int:
    of_rules = sum(len(rule.examples) + len(rule.counters) for rule in pack.rules)
    return of_rules + len(pack.examples) + len(pack.counters)


def _print_pack(console: Console, pack: Pack) -> None:
    console.print(Text(pack.title, style="bold"), Text(pack.question), Text(pack.path, style="dim"), sep="\n")
    console.print(Text(f"one event is told by: {', '.join(pack.key)}\n", style="dim"))
    console.print(_measures(pack))
    if pack.identities:
        console.print(Text("\nMust balance", style="bold underline"))
    for row in pack.identities:
        console.print(Text.assemble((f"{row.id}  ", "dim"), _equation(row)))
        if row.explain:
            console.print(Padding(Text(row.explain, style="dim"), (0, 0, 0, 2)))
    console.print(Text("\nExamples", style="bold underline"))
    for example in (*(row for rule in pack.rules for row in rule.examples[:1]), *pack.examples[:1]):
        console.print(Padding(Text(f"“{printable(example.text.strip())}”"), (0, 0, 0, 2)))


def _measures(pack: Pack) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="bold")
    table.add_column(style="dim")
    table.add_column()
    for measure in pack.measures:
        table.add_row(plain(measure.id), measure.kind, measure.definition)
    return table


def _equation(row: Identity) -> str:
    whole, parts = plain(row.whole), [plain(part) for part in row.parts]
    if row.kind == "sum":
        return f"{whole} = {' + '.join((*parts, plain(row.rest)))}"
    return f"{whole} ≥ {', '.join(parts)}" if row.kind == "order" else f"both sides: {', '.join((whole, *parts))}"
