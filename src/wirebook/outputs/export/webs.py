"""Documents of the linked web: ClaimReview for disputed claims, PROV for what came of what, a Frictionless package."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.plain import to_csv, write
from wirebook.outputs.export.rows import COLUMNS, NUMBER, TABLES, TRUTH, WHOLE, claims

_KINDS = {NUMBER: "number", WHOLE: "integer", TRUTH: "boolean"}


def to_claimreview(wanted: Wanted, log: Log) -> None:
    """Each side of each dispute as a schema.org ClaimReview. Its rating says that it is disputed, not who is right."""
    known = {claim.id: (claim, report) for claim, report, _ in claims(wanted)}
    found = []
    for dispute in wanted.ledger.disputes(**wanted.limits):
        for side in dispute.sides:
            if side.claim not in known:
                log.lost["sides whose claims are outside the limits"] += 1
                continue
            claim, report = known[side.claim]
            others = [one for one in dispute.sides if one.claim != side.claim]
            against = "; ".join(f"{one.voice or 'another report'}: {one.says}" for one in others)
            found.append(
                {
                    "@context": "https://schema.org",
                    "@type": "ClaimReview",
                    "claimReviewed": claim.quote,
                    "datePublished": (report.published or log.at)[:10],
                    "author": {"@type": "Organization", "name": f"Wirebook {log.version}"},
                    "itemReviewed": {
                        "@type": "Claim",
                        "identifier": claim.id,
                        "author": {"@type": "Organization", "name": side.voice or report.publisher or "unnamed"},
                        "appearance": {"@type": "CreativeWork", "url": report.url or f"urn:wirebook:{report.id}"},
                    },
                    "reviewRating": {
                        "@type": "Rating",
                        "ratingValue": 0,
                        "bestRating": 1,
                        "worstRating": -1,
                        "alternateName": f"Disputed ({dispute.kind}): {against}",
                    },
                }
            )
            log.rows += 1
    write(wanted.path, json.dumps(found, ensure_ascii=False, sort_keys=True, indent=1) + "\n")


def to_prov(wanted: Wanted, log: Log) -> None:
    """PROV-JSON (W3C): claims were derived from reports by readers of a version; who said it is attributed."""
    entities: ExportRow = {}
    agents: ExportRow = {}
    activities: ExportRow = {}
    made: ExportRow = {}
    moment = {"prov:endTime": log.at} if log.at else {}
    activities["wb:export"] = {"prov:type": "wb:Export", "wb:version": log.version, **moment}
    derived: ExportRow = {}
    said: ExportRow = {}
    for claim, report, reader in claims(wanted):
        one, source, act = f"wb:{claim.id}", f"wb:{report.id}", f"wb:reading/{report.id}"
        words = {"wb:quote": claim.quote, "wb:start": claim.evidence[0].start, "wb:end": claim.evidence[0].end}
        entities[one] = {"prov:type": "wb:Claim", "wb:measure": claim.measure, **words}
        entities[source] = {"prov:type": "wb:Report", "wb:url": report.url or "", "wb:title": report.title or ""}
        activities[act] = {"prov:type": "wb:Reading", "wb:reader": reader, "wb:version": log.version}
        made[f"_:g{claim.id}"] = {"prov:entity": one, "prov:activity": act}
        derived[f"_:d{claim.id}"] = {"prov:generatedEntity": one, "prov:usedEntity": source, "prov:activity": act}
        if claim.source is not None:
            agent = f"wb:source/{quote(claim.source.name, safe='')}"
            agents[agent] = {"prov:type": "prov:Agent", "wb:name": claim.source.name, "wb:kind": claim.source.kind}
            said[f"_:s{claim.id}"] = {"prov:entity": one, "prov:agent": agent}
        log.rows += 1
    document = {
        "prefix": {"wb": "urn:wirebook:", "prov": "http://www.w3.org/ns/prov#"},
        "entity": entities,
        "activity": activities,
        "agent": agents,
        "wasGeneratedBy": made,
        "wasDerivedFrom": derived,
        "wasAttributedTo": said,
    }
    write(wanted.path, json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n")


def to_frictionless(wanted: Wanted, log: Log) -> None:
    """A folder with a CSV a table, and the datapackage.json that says what each column is."""
    wanted.path.mkdir(parents=True, exist_ok=True)
    resources = []
    for name in TABLES:
        to_csv(replace(wanted, path=wanted.path / f"{name}.csv", of=name), log)
        resources.append(_resource(name))
    package: dict[str, Any] = {
        "name": "wirebook",
        "title": "Claims and books of conflict news",
        "version": log.version,
        "created": log.at,
        "profile": "tabular-data-package",
        "resources": resources,
    }
    write(wanted.path / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _resource(name: str) -> ExportRow:
    fields = []
    for column, told in COLUMNS[name].items():
        typed = _KINDS.get(told.kind, "string")
        true = {"trueValues": ["True"], "falseValues": ["False"]} if typed == "boolean" else {}
        meaning = told.meaning + (f" ({told.unit})" if told.unit else "")
        fields.append({"name": column, "type": typed, "description": meaning, **true})
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {"fields": fields},
    }
