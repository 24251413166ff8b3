"""What a row of each table holds. Field names are column names; a test compares them with `schema/`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wirebook.ids import content_id
from wirebook.ledger.database.json_rows import to_json
from wirebook.types import Claim, Finding, Reading, Report

JsonBody = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptReportRow:
    """A report: its text, and its other fields as they were first read; a reading's body has them exactly."""

    id: str
    origin: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None
    dateline_place: str | None
    dateline_date: str | None
    text: str
    agency: str | None = None
    byline: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of a report by one version of the reader. `claims` is how many claims it made."""

    id: str
    report: str
    reader: str
    claims: int
    body: JsonBody


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim: flat for SQL, and `body` for the exact way back. `position` is its place in the reading."""

    reading: str
    position: int
    id: str
    report: str
    account: str
    measure: str
    item: str
    low: float | None
    high: float | None
    approximate: bool | None
    unit: str | None
    written: str | None
    vague: bool | None
    source: str | None
    source_kind: str | None
    source_actor: str | None
    stance: str
    status: str
    actor: str | None
    actor_name: str | None
    target: str | None
    target_name: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    period_start: str | None
    period_end: str | None
    period_edtf: str | None
    period_precision: str | None
    relation: str
    of_claim: str | None
    rule: str
    confidence: float
    start_at: int
    end_at: int
    quote: str
    body: JsonBody


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A warning about a reading. `position` keeps the order in which the checks gave them."""

    reading: str
    position: int
    code: str
    severity: str
    message: str
    report: str
    start_at: int | None
    end_at: int | None
    body: JsonBody


@dataclass(frozen=True, slots=True)
class JournalRow:
    """What was done, in order, each line tied to the one before. The only place that knows a clock."""

    number: int
    kind: str
    report: str | None
    reading: str | None
    claim: str | None
    author: str | None
    at: str
    note: str
    chain: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An address that was asked (or a file that was read), when (ISO 8601, UTC), and what came.

    `status` is HTTP's (200 for a file); `etag` and `modified` are what a server wants to hear next time; `digest` is
    the SHA-256 of the bytes in hex, `size` how many they were, `report` what they became.
    """

    number: int
    address: str
    at: str
    status: int
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    size: int | None = None
    report: str | None = None


def report_row(report: Report) -> KeptReportRow:
    """The row of a report."""
    line = report.dateline
    return KeptReportRow(
        id=report.id,
        origin=report.origin,
        title=report.title,
        url=report.url,
        publisher=report.publisher,
        published=report.published,
        language=report.language,
        dateline_place=line.place if line else None,
        dateline_date=line.date if line else None,
        text=report.text,
        agency=report.agency,
        byline=report.byline,
        updated=report.updated,
    )


def reading_row(reading: Reading) -> ReadingRow:
    """The row of a reading. Its id hashes all that was read: other packs or readers make another row."""
    body = to_json(reading)
    key = content_id("reading", json.dumps(body, sort_keys=True))
    claims = body.pop("claims")
    del body["report"]["text"]
    return ReadingRow(key, reading.report.id, reading.reader, len(claims), body)


def claim_row(claim: Claim, reading: str, position: int) -> ClaimRow:
    """The row of a claim; its first evidence is what start and end say."""
    span = claim.evidence[0]
    return ClaimRow(
        reading=reading,
        position=position,
        id=claim.id,
        report=claim.report,
        account=claim.account,
        measure=claim.measure,
        item=claim.item,
        stance=claim.stance,
        status=claim.status,
        relation=claim.relation,
        of_claim=claim.of,
        rule=claim.rule,
        confidence=claim.confidence,
        start_at=span.start,
        end_at=span.end,
        quote=claim.quote,
        body=to_json(claim),
        **_amount(claim),
        **_voices(claim),
        **_where_and_when(claim),
    )


def finding_row(finding: Finding, reading: str, position: int) -> FindingRow:
    """The row of a finding."""
    return FindingRow(
        reading=reading,
        position=position,
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        report=finding.report,
        start_at=finding.span.start if finding.span else None,
        end_at=finding.span.end if finding.span else None,
        body=to_json(finding),
    )


def _picked(thing: object | None, names: Mapping[str, str]) -> dict[str, Any]:
    return {column: getattr(thing, field, None) for column, field in names.items()}


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


def _amount(claim: Claim) -> dict[str, Any]:
    return _picked(claim.amount, _same(("low", "high", "approximate", "unit", "written", "vague")))


def _voices(claim: Claim) -> dict[str, Any]:
    return (
        _picked(claim.source, {"source": "name", "source_kind": "kind", "source_actor": "actor"})
        | _picked(claim.actor, {"actor": "code", "actor_name": "name"})
        | _picked(claim.target, {"target": "code", "target_name": "name"})
    )


def _where_and_when(claim: Claim) -> dict[str, Any]:
    place = _picked(claim.place, {"place": "name"} | _same(("country", "latitude", "longitude", "geonameid")))
    time = _picked(claim.period, {f"period_{name}": name for name in ("start", "end", "edtf", "precision")})
    return place | time
