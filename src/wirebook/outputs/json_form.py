"""Outcomes and books as JSON: sorted keys, spans and all, the same bytes for the same input."""

import json
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.query.sql import Rows
from wirebook.outputs.terminal.source_frame import position
from wirebook.types import Finding, Problem, Report
from wirebook.version import __version__

if TYPE_CHECKING:  # who asks a ledger does not wait for the parser
    from wirebook.pipeline import Outcome


def reading_document(outcomes: "Sequence[Outcome]") -> dict[str, Any]:
    """All that `wirebook read` knows: reports with claims, balances and findings; and the problems."""
    return _document(
        reports=[_report(outcome) for outcome in outcomes if outcome.reading is not None],
        problems=all_problems(outcomes),
    )


def check_document(outcomes: "Sequence[Outcome]") -> dict[str, Any]:
    """The findings of `wirebook check`, one list over all files."""
    found = [
        {"file": outcome.origin, **finding_row(finding, outcome.reading.report, outcome.first_line)}
        for outcome in outcomes
        if outcome.reading is not None
        for finding in outcome.findings
    ]
    return _document(findings=found, problems=all_problems(outcomes))


def books_document(**parts: Iterable[Any]) -> dict[str, Any]:
    """Frozen types by name, as `wirebook balance` and `wirebook show` print them."""
    return _document(**{name: [to_json(row) for row in rows] for name, rows in parts.items()})


def rows_document(answer: Rows) -> dict[str, Any]:
    """The answer to a query: its columns in order, and each row by their names."""
    rows = [{name: _cell(value) for name, value in row.items()} for row in answer.records()]
    return _document(columns=list(answer.columns), rows=rows)


def _cell(value: Any) -> Any:
    """A value of a database as JSON has it: bytes as hexadecimal digits, what is no finite number as a word."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def import_document(mapping: str, counts: dict[str, int], problems: Iterable[Problem]) -> dict[str, Any]:
    """What became of a table: how many rows and claims, and what could not be taken."""
    return _document(mapping=mapping, **counts, problems=[to_json(problem) for problem in problems])


def finding_row(finding: Finding, report: Report, first_line: int) -> dict[str, Any]:
    """A finding with the lines and columns of its span."""
    row = to_json(finding)
    if finding.span is not None:
        start = position(report.text, finding.span.start, first_line)
        end = position(report.text, finding.span.end, first_line)
        row |= {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
    return row


def all_problems(outcomes: "Iterable[Outcome]") -> list[dict[str, Any]]:
    """What could not be read, or not well."""
    return [to_json(problem) for outcome in outcomes for problem in outcome.problems]


def print_json(document: Any) -> None:
    """Write a document to standard output as UTF-8, whatever the terminal's encoding is."""
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    click.echo(text.encode("utf-8", "backslashreplace"))


def _report(outcome: "Outcome") -> dict[str, Any]:
    assert outcome.reading is not None  # noqa: S101 - the caller chose those that were read
    report = outcome.reading.report
    return {
        **to_json(outcome.reading),
        "first_line": outcome.first_line,
        "balances": [to_json(balance) for balance in outcome.balances],
        "findings": [finding_row(row, report, outcome.first_line) for row in outcome.findings],
    }


def _document(**parts: Any) -> dict[str, Any]:
    return {"version": __version__, **parts}
