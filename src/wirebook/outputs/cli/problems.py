"""Problems on stderr, one line each: `wirebook: FILE: what is wrong. remedy`."""

from collections.abc import Iterable

import click

from wirebook.engines.errors import WatchError
from wirebook.external_tables.mapping import MappingError
from wirebook.extras import MissingExtraError
from wirebook.ledger.errors import LedgerError
from wirebook.outputs.errors import ExportError, ServeError
from wirebook.outputs.wording import printable
from wirebook.packs.load import PackError
from wirebook.types import Problem

MISTAKES = (LedgerError, PackError, MappingError, MissingExtraError, ExportError, WatchError, ServeError, OSError)


def report_problems(problems: Iterable[Problem]) -> bool:
    """Print problems on stderr; whether there were any."""
    told = False
    for problem in problems:
        complain(sentence(problem))
        told = True
    return told


def sentence(problem: Problem) -> str:
    """A problem in one line, the remedy as a sentence of its own."""
    remedy = problem.remedy[:1].upper() + problem.remedy[1:]
    return f"{problem.where}: {problem.what}. {remedy}"


def complain(message: str) -> None:
    """One line on stderr, whatever the message holds."""
    click.echo(f"wirebook: {printable(message)}", err=True)
