"""Warnings as SARIF 2.1.0, for code-review tools and editors."""

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from wirebook.checks.catalog import Explanation, catalog
from wirebook.outputs.cli.problems import sentence
from wirebook.outputs.terminal.source_frame import position
from wirebook.outputs.wording import one_line
from wirebook.pipeline import Outcome
from wirebook.types import Finding, Report
from wirebook.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_document(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """One run over all files: every code as a rule, findings as results, problems as notifications."""
    codes = list(catalog())
    results = [
        _result(finding, outcome, codes)
        for outcome in outcomes
        if outcome.reading is not None
        for finding in outcome.findings
    ]
    driver = {
        "name": "Wirebook",
        "semanticVersion": __version__,
        "rules": [_rule(explanation) for explanation in catalog().values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(outcomes)],
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(known: Explanation) -> dict[str, Any]:
    return {
        "id": known.code,
        "name": "".join(word.capitalize() for word in known.title.split()),
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.explanation},
        "help": {"text": f"{known.explanation}\n\nExample: {known.example}\n\nWhat to do: {known.remedy}"},
        "defaultConfiguration": {"level": known.severity},
    }


def _result(finding: Finding, outcome: Outcome, codes: Sequence[str]) -> dict[str, Any]:
    assert outcome.reading is not None  # noqa: S101 - the caller chose those that were read
    location = {"artifactLocation": {"uri": _uri(outcome.origin)}}
    if finding.span is not None:
        location["region"] = _region(finding, outcome.reading.report, outcome.first_line)
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": one_line(finding.message)},
        "locations": [{"physicalLocation": location}],
        "properties": {"report": finding.report, "claims": list(finding.claims)},
    }


def _region(finding: Finding, report: Report, first_line: int) -> dict[str, Any]:
    start_at, end_at = finding.span or (0, 0)
    start, end = position(report.text, start_at, first_line), position(report.text, end_at, first_line)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "snippet": {"text": report.text[start_at:end_at]},
    }


def _invocation(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    notes = [
        {"level": "error", "message": {"text": one_line(sentence(problem))}}
        for outcome in outcomes
        for problem in outcome.problems
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _uri(origin: str) -> str:
    path = PurePath(origin)
    return Path(origin).as_uri() if path.is_absolute() else quote(path.as_posix())
