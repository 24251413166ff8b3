"""The command `wirebook`: one subcommand a library call. Subcommands are imported when they are asked for."""

import difflib
import importlib
import os
import sys
from typing import Any, NamedTuple, NoReturn

import click

from wirebook.outputs.cli.problems import MISTAKES, complain
from wirebook.version import __version__

_INTERRUPTED = 130
_BROKEN_PIPE = 141


class _Command(NamedTuple):
    module: str
    help: str


_COMMANDS = {
    "read": _Command("reading.read", "Read reports: claims, balances and warnings."),
    "watch": _Command("reading.watch", "Follow feeds: what is new goes into the ledger."),
    "seen": _Command("reading.watch", "Where a report was seen; addresses that are gone."),
    "versions": _Command("books.versions", "What changed from one version of a report to the next."),
    "import": _Command("reading.import_table", "Read a table of your own or another's as a source."),
    "check": _Command("reading.check", "Only the warnings, as a linter prints them."),
    "explain": _Command("reading.explain", "What a warning code means, and what to do."),
    "balance": _Command("books.balance", "The balances of a ledger."),
    "facts": _Command("books.ask", "What all reports together say, fact by fact."),
    "history": _Command("books.ask", "How the figures of a fact moved, and why."),
    "disputes": _Command("books.ask", "Where sources cannot all be right."),
    "series": _Command("books.ask", "Gaps and breaks in what a source reports."),
    "timeline": _Command("books.ask", "What happened, day by day."),
    "sources": _Command("books.ask", "Who says how much, and how often it moved."),
    "promises": _Command("books.ask", "What was promised, and what became of it."),
    "due": _Command("books.ask", "Promises whose day is near or past."),
    "review": _Command("books.review", "Accept, correct, reject, join and part claims."),
    "search": _Command("books.search", "Words looked for in claims and reports."),
    "show": _Command("books.show", "One claim, fact or report of a ledger with its evidence."),
    "export": _Command("books.export", "The books for spreadsheets, maps and data portals."),
    "serve": _Command("serving.serve", "Open the books as a page in the browser."),
    "users": _Command("serving.users", "Who may come in to the page, and as what."),
    "query": _Command("books.query", "Ask a ledger in SQL; nothing is changed."),
    "verify": _Command("books.verify", "Whether a ledger is as it was written."),
    "accounts": _Command("reading.accounts", "The account packs, and a test of them."),
    "demo": _Command("reading.demo", "Read the dispatches that come with Wirebook."),
}


class _Commands(click.Group):
    """A group whose commands are imported one by one: `wirebook --help` does not wait for the parser."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"wirebook.outputs.cli.{entry.module}")
        named = f"{cmd_name}_" if hasattr(module, f"{cmd_name}_") else cmd_name  # "import" is Python's
        command: click.Command = getattr(module, named)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command, or suggest those that are written much alike."""
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            near = difflib.get_close_matches(args[0].lower(), _COMMANDS, cutoff=0.6)
            hint = f" Did you mean {' or '.join(repr(name) for name in near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in _COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wirebook", message="%(prog)s %(version)s")
def cli() -> None:
    """Keep the books on conflict news.

    Wirebook reads a report and says what it claims, according to whom, with the words that prove it, and
    what does not add up.

    \b
    Start with:
      wirebook demo
      wirebook read dispatch.txt --published 2024-11-13
    """


def main() -> NoReturn:
    """Run the command; a user's mistake becomes one line on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli.main(prog_name="wirebook", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("stopped; what was finished is kept")
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except MISTAKES as error:
        complain(str(error))
        return 1
    return result if isinstance(result, int) else 0
