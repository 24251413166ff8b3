"""`wirebook check`: the warnings alone, as a linter prints them."""

from collections.abc import Sequence

import click
from rich.console import Console
from rich.text import Text

from wirebook.checks.catalog import catalog
from wirebook.engines.local import read_many
from wirebook.outputs.cli import options
from wirebook.outputs.cli.problems import report_problems
from wirebook.outputs.json_form import check_document, print_json
from wirebook.outputs.lint.github import annotations
from wirebook.outputs.lint.sarif import sarif_document
from wirebook.outputs.terminal.reports import SEVERITY_STYLE, console_for
from wirebook.outputs.terminal.source_frame import frame, position
from wirebook.outputs.wording import one_line, printable
from wirebook.pipeline import Outcome, Settings, open_desk
from wirebook.types import Finding


@click.command()
@options.files
@options.reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to print the warnings.",
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes or their beginnings: WB1,WB301.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes or their beginnings.")
@click.option("--frame/--no-frame", "framed", default=None, help="Show the text around (default: on a terminal).")
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: tuple[str, ...],
    published: str | None,
    encoding: str | None,
    max_bytes: int,
    max_seconds: float,
    folders: tuple[str, ...],
    jobs: int,
    columns: tuple[tuple[str, str], ...],
    allow_private: bool,
    keep: str | None,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    framed: bool | None,
) -> int:
    """Print only what is wrong or doubtful, one line each: FILE:LINE:COLUMN CODE message.

    Exit code 0 when nothing was found, 1 when something was or a file could not be read, 2 for wrong usage.
    "wirebook explain CODE" says what a code means.

    \b
    Examples:
      wirebook check dispatch.txt --published 2024-11-13
      wirebook check reports/*.txt --select WB1,WB3
      wirebook check dispatch.txt --format sarif > wirebook.sarif
    """
    chosen, left = options.codes(select), options.codes(ignore)
    _refuse_unknown((*chosen, *left))
    settings = Settings(
        published,
        encoding,
        max_bytes,
        folders,
        select=chosen,
        ignore=left,
        columns=columns,
        allow_private=allow_private,
        keep=keep,
        max_seconds=max_seconds,
    )
    outcomes = tuple(read_many(files, open_desk(settings), jobs))
    failed = report_problems(problem for outcome in outcomes for problem in outcome.problems)
    _print(outcomes, form, framed)
    return int(failed or any(outcome.findings for outcome in outcomes))


def _print(outcomes: Sequence[Outcome], form: str, framed: bool | None) -> None:
    if form == "json":
        print_json(check_document(outcomes))
    elif form == "sarif":
        print_json(sarif_document(outcomes))
    elif form == "github":
        for line in annotations(outcomes):
            click.echo(line)
    else:
        console = console_for()
        for outcome in outcomes:
            for finding in outcome.findings:
                _print_finding(console, outcome, finding, framed=console.is_terminal if framed is None else framed)


def _print_finding(console: Console, outcome: Outcome, finding: Finding, *, framed: bool) -> None:
    reading = outcome.reading
    if reading is None:
        return
    style = SEVERITY_STYLE[finding.severity]
    at = position(reading.report.text, finding.span.start if finding.span else 0, outcome.first_line)
    head = Text.assemble(
        (f"{printable(outcome.origin)}:{at.line}:{at.column}", "bold"),
        " ",
        (finding.code, style),
        f" {one_line(finding.message)}",
    )
    console.print(head, soft_wrap=True)
    if framed and finding.span is not None:
        number, line, carets = frame(reading.report, finding.span, outcome.first_line, console.width)
        gutter = " " * len(number)
        console.print(Text.assemble((f" {number} │ ", "dim"), line), soft_wrap=True)
        console.print(Text.assemble((f" {gutter} │ ", "dim"), (carets, style)), soft_wrap=True)


def _refuse_unknown(codes: Sequence[str]) -> None:
    for code in codes:
        if not any(known.startswith(code) for known in catalog()):
            raise click.UsageError(f"there is no warning code {code}; “wirebook explain” lists them all")
