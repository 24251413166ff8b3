"""Warnings as GitHub workflow commands, shown beside the lines of a pull request."""

from collections.abc import Iterable, Iterator

from wirebook.checks.catalog import explain
from wirebook.outputs.terminal.source_frame import position
from wirebook.outputs.wording import one_line
from wirebook.pipeline import Outcome

_LEVEL = {"error": "error", "warning": "warning", "note": "notice"}


def annotations(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One command a finding, and one a problem."""
    for outcome in outcomes:
        for problem in outcome.problems:
            yield f"::error file={_property(outcome.origin)}::{_message(problem.what)}"
        if outcome.reading is None:
            continue
        text = outcome.reading.report.text
        for finding in outcome.findings:
            start, stop = finding.span or (0, 0)
            at, end = position(text, start, outcome.first_line), position(text, stop, outcome.first_line)
            known = explain(finding.code)
            title = f"{finding.code} {known.title}" if known else finding.code
            place = f"file={_property(outcome.origin)},line={at.line},endLine={end.line},col={at.column}"
            columns = f",endColumn={end.column}" if end.line == at.line else ""
            head = f"::{_LEVEL[finding.severity]} {place}{columns},title={_property(title)}"
            yield f"{head}::{_message(finding.message)}"


def _message(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
