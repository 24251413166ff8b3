"""Options that several commands share, and the kinds of value they take."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from wirebook.deadline import MAX_SECONDS
from wirebook.intake.model import MAX_BYTES, read_date
from wirebook.intake.words import words_of

_Function = TypeVar("_Function", bound=Callable[..., Any])

DEFAULT_LEDGER = "wirebook.db"
LEDGER_VARIABLE = "WIREBOOK_LEDGER"
PAGE = 50
_DAYS = {"today": 0, "yesterday": 1}
_LONG = {"day": 1, "week": 7}
_AGO = re.compile(r"(?P<count>\d{1,6}) (?P<unit>day|week)s? ago")


class Date(click.ParamType[str]):
    """A date as `read_date` takes it, or a day by its distance: "today", "yesterday", "7 days ago"."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was understood."""
        found = _relative(str(value)) or read_date(str(value))
        if found is None:
            self.fail(f"“{value}” is no date; write it as in 2024-11-13, or as yesterday or 7 days ago", param, ctx)
        return found


def _relative(written: str) -> str | None:
    """A day told by its distance from today (UTC) as an ISO date; none for other words."""
    words = " ".join(written.lower().split())
    found = _AGO.fullmatch(words)
    days = _DAYS.get(words) if found is None else int(found["count"]) * _LONG[found["unit"]]
    if days is None:
        return None
    today = datetime.now(UTC).date()
    return (today - timedelta(days=min(days, (today - date.min).days))).isoformat()


class _Encoding(click.ParamType[str]):
    """The name of a text encoding that Python knows."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            "".encode(str(value))
        except LookupError:
            self.fail(f"“{value}” is no known encoding; try utf-8, cp1252 or cp1251", param, ctx)
        return str(value)


class _ColumnType(click.ParamType[tuple[str, str]]):
    """What a column of a table of articles holds: "text=body"."""

    name = "column"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        name, _, column = str(value).partition("=")
        known = tuple(words_of("columns"))
        if name not in known or not column:
            self.fail(f"“{value}” is not NAME=COLUMN with a name of {', '.join(known)}", param, ctx)
        return name, column


def files(function: _Function) -> _Function:
    """The reports to read."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|URL...")(function)


def reading_options(function: _Function) -> _Function:
    """How to read: `--published`, `--encoding`, `--max-bytes`, `--columns`, `--accounts`, `--jobs` and the like."""
    for option in (
        click.option("--keep", metavar="FOLDER", help="Keep the bytes of each report in this folder as they came."),
        click.option("--allow-private", is_flag=True, help="Fetch addresses in private networks too."),
        click.option(
            "--columns",
            multiple=True,
            type=_ColumnType(),
            metavar="NAME=COLUMN",
            help="Which column of a table of articles is the text, title, url, published …: text=body.",
        ),
        click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N", help="Read with N processes."),
        accounts_option,
        click.option(
            "--max-bytes",
            type=click.IntRange(1),
            default=MAX_BYTES,
            show_default=True,
            metavar="N",
            help="Refuse larger reports, and files of several reports over 20 times that.",
        ),
        seconds_option,
        click.option("--encoding", type=_Encoding(), help="The text's encoding, when it is detected wrongly."),
        click.option("--published", type=Date(), help="When the report was published; wins over the report's header."),
    ):
        function = option(function)
    return function


def seconds_option(function: _Function) -> _Function:
    """How long a report may take."""
    return click.option(
        "--max-seconds",
        type=click.FloatRange(0),
        default=MAX_SECONDS,
        show_default=True,
        metavar="N",
        help="Give up a report that takes more of the processor's time; 0 never does.",
    )(function)


def accounts_option(function: _Function) -> _Function:
    """Further account packs."""
    return click.option(
        "--accounts",
        "folders",
        multiple=True,
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=str),
        help="A folder with further account packs (DIR/NAME/account.toml); may be given several times.",
    )(function)


def ledger_option(function: _Function) -> _Function:
    """The ledger to ask."""
    return click.option(
        "--ledger",
        default=DEFAULT_LEDGER,
        show_default=True,
        envvar=LEDGER_VARIABLE,
        metavar="PATH",
        type=click.Path(dir_okay=True, path_type=str),
        help=f"The ledger to open; else that of the variable {LEDGER_VARIABLE}.",
    )(function)


def limits(function: _Function) -> _Function:
    """What a question is limited to: `--since --until --place --account --source`, and which rows of its answer."""
    return narrower(paging(function))


def paging(function: _Function) -> _Function:
    """Which rows are printed: `--limit --offset`."""
    for option in (
        click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N rows."),
        click.option(
            "--limit",
            type=click.IntRange(0),
            default=PAGE,
            show_default=True,
            metavar="N",
            help="Print N rows at most; 0 prints all.",
        ),
    ):
        function = option(function)
    return function


def narrower(function: _Function) -> _Function:
    """What is asked about: `--since --until --place --account --source`."""
    for option in (
        click.option("--source", metavar="NAME", help="Only what this source says; a part of its name is enough."),
        click.option("--account", metavar="NAME", help="Only this account, such as casualties."),
        click.option("--place", metavar="NAME", help="Only this town, region or country."),
        click.option("--until", type=Date(), help="Only up to this day."),
        click.option("--since", type=Date(), help="Only from this day on."),
    ):
        function = option(function)
    return function


def json_option(function: _Function) -> _Function:
    """Everything as JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, with spans.")(function)


def codes(written: tuple[str, ...]) -> tuple[str, ...]:
    """Warning codes as given: separated by commas, or in several options, in any case."""
    return tuple(code.strip().upper() for text in written for code in text.split(",") if code.strip())


def folders_as_paths(folders: tuple[str, ...]) -> tuple[Path, ...]:
    """The folders of `--accounts`."""
    return tuple(Path(folder) for folder in folders)
