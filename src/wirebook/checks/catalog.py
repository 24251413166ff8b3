"""The warning codes and what each means, from `data/checks.toml`; and how a finding is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.types import Claim, Finding, Reading, Severity, Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code stands for, as `wirebook explain` prints it."""

    code: str
    title: str
    severity: Severity
    explanation: str
    example: str
    remedy: str


@cache
def catalog() -> Mapping[str, Explanation]:
    """All codes, in order."""
    table = data_table("checks.toml")
    return {code: Explanation(code, **_trimmed(entry)) for code, entry in sorted(table.items())}


def explain(code: str) -> Explanation | None:
    """The explanation of a code, none when there is no such code; letters may be small."""
    return catalog().get(code.strip().upper())


def found(code: str, reading: Reading, message: str, span: Span | None, **more: Any) -> Finding:
    """A finding of a code about a reading; `claims`, another `severity`, `item` and `written` may be given."""
    severity: Severity = more.get("severity") or catalog()[code].severity
    claims: tuple[Claim, ...] = more.get("claims", ())
    about = more.get("item", ""), more.get("written", "")
    return Finding(code, severity, message, reading.report.id, span, tuple(claim.id for claim in claims), *about)


def _trimmed(entry: Mapping[str, str]) -> dict[str, Any]:
    return {key: " ".join(value.split()) for key, value in entry.items()}
