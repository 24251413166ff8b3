"""Claims, balances and warnings on a terminal, readable from 60 columns up."""

import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import IO, TYPE_CHECKING, cast

import click
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from wirebook.ledger.balances.verdicts import title_of
from wirebook.outputs.saying import amount_words, claim_words, item_words, many, measure_words, plain
from wirebook.outputs.terminal.source_frame import position
from wirebook.outputs.wording import (
    claim_places,
    evidence_words,
    missing_words,
    one_line,
    period_words,
    place_words,
    short_ids,
    standing_words,
    stretch_words,
)
from wirebook.packs.model import Pack
from wirebook.types import Balance, Claim, Finding, Reading, Report

if TYPE_CHECKING:  # who asks a ledger does not wait for the parser
    from wirebook.pipeline import Outcome

_STANDING = {"adds_up": "green", "not_explained": "blue", "cannot_say": "yellow", "does_not_add_up": "bold red"}
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_NARROW = 70
_TRAILING = re.compile(r"(?<! ) ++$", re.MULTILINE)


class _Plain(io.TextIOBase):
    """Standard output that is no terminal: without the spaces that fill up the lines of tables."""

    def write(self, text: str) -> int:
        click.echo(_TRAILING.sub("", text), nl=False)
        return len(text)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to `main`, like a broken pipe anywhere else."""
        raise BrokenPipeError


def console_for() -> Console:
    """The console of standard output: no colours where there is no terminal, or where NO_COLOR is set."""
    if sys.stdout.isatty():
        return _Console(highlight=False, emoji=False, markup=False)
    return _Console(file=cast("IO[str]", _Plain()), highlight=False, emoji=False, markup=False)


def print_outcome(console: Console, outcome: "Outcome", packs: Sequence[Pack]) -> None:
    """One report: its head, its claims by account, its balances, its warnings."""
    reading = outcome.reading
    if reading is None:
        return
    console.print(report_head(reading))
    if reading.claims:
        console.print(claim_tables(reading.claims, {reading.report.id: reading.report}, packs, console.width))
    else:
        console.print(Text("No claim of the kinds that the account packs know.\n"))
    if outcome.balances:
        console.print(balance_list(outcome.balances, packs))
    if outcome.findings:
        console.print(finding_list(outcome.findings, reading.report, outcome.first_line))


# ---------------------------------------------------------------- the head


def report_head(reading: Reading) -> RenderableType:
    """What the report is: file, title, date and place, id, how much was read."""
    report = reading.report
    facts = [f"published {report.published}" if report.published else "no publication date"]
    if report.dateline:
        facts.append(f"filed from {one_line(report.dateline.place)}")
    if report.publisher:
        facts.append(one_line(report.publisher))
    facts.append(f"{many(len(reading.passages), 'sentence')}, {many(len(reading.claims), 'claim')}")
    lines: list[RenderableType] = [Rule(characters="─"), Text(one_line(report.origin))]
    if report.title:
        lines.append(Text(one_line(report.title), style="bold"))
    lines += [Text(" · ".join(facts), style="dim"), Text("")]
    return Group(*lines)


def report_line(report: Report) -> Text:
    """A report in one line: date, title or origin, id."""
    words = (report.published, one_line(report.title or report.origin), report.id)
    return Text(" · ".join(word for word in words if word), style="bold")


# ---------------------------------------------------------------- claims


def claim_tables(
    claims: Sequence[Claim], reports: Mapping[str, Report], packs: Sequence[Pack], width: int
) -> RenderableType:
    """Claims grouped by account, in the order of the packs; in each group in the order of the text."""
    order = [pack.account for pack in packs]
    titles = {pack.account: pack.title for pack in packs}
    ranked = sorted(claims, key=lambda claim: order.index(claim.account) if claim.account in order else len(order))
    short = short_ids(claim.id for claim in claims)
    widths = _widths(claims)
    parts: list[RenderableType] = []
    for account, group in groupby(ranked, key=lambda claim: claim.account):
        parts.append(Text(titles.get(account, plain(account)), style="bold underline"))
        rows = [(claim, reports[claim.report], short[claim.id]) for claim in group]
        parts.append(_stacked(rows) if width < _NARROW else _table(rows, widths))
        parts.append(Text(""))
    return Group(*parts)


def _widths(claims: Sequence[Claim]) -> tuple[int, int, int]:
    """One width a column for all accounts of a report, so that tables line up."""
    cells = [(measure_words(claim.measure), _item(claim), amount_words(claim.amount)) for claim in claims]
    longest = [max((len(cell[i]) for cell in cells), default=0) for i in range(3)]
    return min(longest[0], 14), min(longest[1], 14), min(longest[2], 14)


def _table(rows: Iterable[tuple[Claim, Report, str]], widths: tuple[int, int, int]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column(width=6, no_wrap=True, style="dim")
    table.add_column(width=widths[0])
    table.add_column(width=widths[1])
    table.add_column(width=widths[2], justify="right", style="bold")
    table.add_column(ratio=1)
    for claim, report, short in rows:
        measure = Text(measure_words(claim.measure))
        who = Group(*_details(claim, report))
        table.add_row(short, measure, _item(claim), amount_words(claim.amount), who)
    return table


def _stacked(rows: Iterable[tuple[Claim, Report, str]]) -> Group:
    """For narrow terminals: one block a claim."""
    parts: list[RenderableType] = []
    for claim, report, short in rows:
        head = Text.assemble((short, "dim"), "  ", (claim_words(claim), "bold"))
        parts += [head, Padding(Group(*_details(claim, report)), (0, 0, 0, 2))]
    return Group(*parts)


def _item(claim: Claim) -> str:
    """What is counted, in agreement with the number; nothing where the measure says it all."""
    if claim.item == claim.measure:
        return ""
    return item_words(claim.item, single=claim.amount is not None and claim.amount.low == claim.amount.high == 1)


def _details(claim: Claim, report: Report) -> list[Text]:
    """Who says it and how, of what it is a part, when and where; and with what words."""
    when, where = period_words(claim.period), place_words(claim_places(claim))
    words = (standing_words(claim), _relation(claim), when, where)
    return [
        Text("; ".join(word for word in words if word)),
        Text(evidence_words(claim, report), style="dim italic"),
    ]


def _relation(claim: Claim) -> str:
    if claim.of is None or claim.relation == "whole":
        return ""
    name = claim.of.rpartition("_")[2][:6]
    told = {"part": "part of", "further": "further to", "rest": "the rest of"}
    return f"{told.get(claim.relation, claim.relation)} {name}"


# ---------------------------------------------------------------- balances


def balance_list(balances: Sequence[Balance], packs: Sequence[Pack], *, titled: bool = True) -> RenderableType:
    """Balances with their verdict, the sum in words, and what nobody reported."""
    titles = {pack.account: pack.title for pack in packs}
    parts: list[RenderableType] = [Text("Balances", style="bold underline")] if titled else []
    for balance in balances:
        words = (
            titles.get(balance.account, plain(balance.account)),
            item_words(balance.item),
            balance.source or "",
            balance.place or "",
            stretch_words(balance),
        )
        head = " · ".join(one_line(word) for word in words if word)
        lines = [Text(balance.note)]
        if beside := _beside(balance):
            lines.append(Text("; ".join(beside), style="dim"))
        said = Text(f"{balance.says or title_of(balance.standing)}: ", style=_STANDING[balance.standing])
        parts += [Text.assemble(said, head), Padding(Group(*lines), (0, 0, 0, 2))]
    return Group(*parts, Text(""))


def _beside(balance: Balance) -> list[str]:
    """What stands below a balance: what is missing of it, and how much it was drawn from."""
    beside = [f"tolerance {balance.tolerance:g}"] if balance.tolerance else []
    if missing := missing_words(balance):
        beside.append(missing)
    if len(balance.reports) > 1:
        beside.append(f"from {len(balance.reports)} reports")
    return beside


# ---------------------------------------------------------------- warnings


def finding_list(findings: Sequence[Finding], report: Report, first_line: int) -> RenderableType:
    """Warnings with the line and column of the file where they stand."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for finding in findings:
        place = ""
        if finding.span is not None:
            at = position(report.text, finding.span.start, first_line)
            place = f"{at.line}:{at.column}"
        code = Text(finding.code, style=SEVERITY_STYLE[finding.severity])
        table.add_row(place, code, Text(one_line(finding.message)))
    return Group(Text("Warnings", style="bold underline"), table, Text(""))
