"""The shapes of the API's answers, made of the frozen types themselves: what OpenAPI tells, and clients generate."""

from dataclasses import fields
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from wirebook.ledger.database.kept_rows import Sighting
from wirebook.ledger.decisions import decision
from wirebook.ledger.query.listings import Counts
from wirebook.ledger.query.named import History
from wirebook.types import Balance, Finding, Inference, Problem, reports

_Row = TypeVar("_Row")


def _with(base: type[BaseModel], name: str, kind: Any, **other: Any) -> type[BaseModel]:
    """A model with the fields of a frozen type beside those of `base`; `other` are those that JSON has otherwise."""
    hints = get_type_hints(kind)
    told: dict[str, Any] = {one.name: (hints[one.name], ...) for one in fields(kind)}
    return create_model(name, __base__=base, __doc__=kind.__doc__, **(told | other))


class _Reasoned(BaseModel):
    """What a claim's values rest on, where that is known, is `inferences`; `reasons` are the same in sentences."""

    inferences: list[Inference] = []


ClaimSchema = _with(_Reasoned, "Claim", reports.Claim, reasons=(list[str], ...))
ReadingSchema = _with(BaseModel, "Reading", reports.Reading, claims=(list[ClaimSchema], ...))  # type: ignore[valid-type]
DecisionSchema = _with(BaseModel, "Decision", decision.Decision, added=(ClaimSchema | None, ...))


class Error(BaseModel):
    """What went wrong, and what to do. A report that cannot be read is told of in `problems` too."""

    error: str
    problems: list[Problem] | None = None


class Document(BaseModel):
    """An answer: the version that made it, and the number of the journal's last line."""

    model_config = ConfigDict(extra="forbid")

    version: str
    head: int


class Page(Document, Generic[_Row]):
    """A page of rows, and the cursor of the next; none after the last."""

    items: list[_Row]
    next: str | None


Decisions = Page[DecisionSchema]  # type: ignore[valid-type]


class OneReport(Document):
    """All that the latest reading made of a report, what the checks found, and where it was seen."""

    reading: ReadingSchema  # type: ignore[valid-type]
    findings: list[Finding]
    seen: list[Sighting]


class OneClaim(Document):
    """A claim as it was read, as it stands now, and the id of the fact that it is a member of.

    `changed` has the fields that persons corrected, each with the decision whose value counts.
    """

    claim: ClaimSchema  # type: ignore[valid-type]
    now: ClaimSchema  # type: ignore[valid-type]
    changed: dict[str, DecisionSchema]  # type: ignore[valid-type]
    fact: str | None


OneFact = _with(Document, "OneFact", History)
HowMuch = _with(Document, "HowMuch", Counts)


class _LineAndColumn(BaseModel):
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


Found = _with(_LineAndColumn, "Found", Finding)


class _ReportParts(BaseModel):
    first_line: int
    balances: list[Balance]
    findings: list[Found]  # type: ignore[valid-type]


ReadReportSchema = _with(_ReportParts, "ReadReport", reports.Reading, claims=(list[ClaimSchema], ...))  # type: ignore[valid-type]


class WasRead(BaseModel):
    """Reports with their claims, balances and warnings, as `wirebook read --json` prints them."""

    version: str
    reports: list[ReadReportSchema]  # type: ignore[valid-type]
    problems: list[Problem]


class Answered(BaseModel):
    """The rows of a question in SQL, each by the names of its columns; `cut` is whether there are more."""

    version: str
    columns: list[str]
    rows: list[dict[str, Any]]
    cut: bool
