"""Claims as PLOVER records, and as rows of POLECAT's table."""

import json
from collections.abc import Iterator
from typing import Any

from wirebook.fields.party.parties import countries
from wirebook.outputs.export.codebooks import codes_of, order_of
from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.plain import sheet
from wirebook.outputs.export.rows import claims
from wirebook.types import Claim, Report


def to_plover(wanted: Wanted, log: Log) -> None:
    """Claims as PLOVER records, one JSON object a line; the story's text is left out, its words are where spans say."""
    with wanted.path.open("w", encoding="utf-8", newline="\n") as file:
        for record in _plover_records(wanted, log):
            file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")
            log.rows += 1


def _plover_records(wanted: Wanted, log: Log) -> Iterator[ExportRow]:
    for claim, report, reader in claims(wanted):
        codes = codes_of(claim.account, claim.measure)
        day = (claim.period and (claim.period.end or claim.period.start)) or report.published
        if "plover" not in codes:
            log.lost["claims of measures that PLOVER has no category for"] += 1
        elif claim.actor is None or day is None or len(day) < len("2024-11-13"):
            log.lost["claims without an actor or a day, which PLOVER asks for"] += 1
        else:
            yield _plover(claim, report, codes["plover"], day[:10]) | {"coder": reader}


def _plover(claim: Claim, report: Report, codes: list[Any], day: str) -> ExportRow:
    event, mode, quad = codes
    span, place = claim.evidence[0], claim.place
    table = countries().get(place.country or "", {}) if place else {}
    number = claim.amount.low if claim.amount else None
    size = codes_of(claim.account, claim.measure).get("size")
    told: ExportRow = {
        "id": claim.id,
        "has_event": True,
        "date": day,
        "actor": [_entity(claim.actor)],
        "recipient": [_entity(claim.target)] if claim.target else [],
        "event": [event],
        "mode": [mode] if mode else [],
        "quad_code": quad,
        "historical": claim.status == "happened",
        "future": claim.status in ("planned", "pledged"),
        "negation": claim.stance == "denies" or claim.status == "denied",
        "event_text": claim.quote,
        "text_info": {"start": span.start, "end": span.end},
        "size": {size: number} if size and number is not None else {},
        "cite_info": {
            "url": report.url,
            "title": report.title,
            "language": report.language,
            "publication": report.publisher,
            "date": report.published,
            "version": report.id,
        },
    }
    if place is not None:
        told["event_loc"] = {
            "extracted_place": place.written,
            "resolved_place": place.name,
            "geonameid": place.geonameid,
            "lat": place.latitude,
            "lon": place.longitude,
            "province": place.admin1,
            "country": table.get("name"),
            "country_code": table.get("code"),
            "resolution": {"town": 2, "area": 3, "admin1": 4}.get(place.precision, 5),
        }
    return told


def _entity(party: Any) -> ExportRow:
    code = party.code or ""
    return {"code": code[:3], "sector": [code[3:6]] if code[3:6] else [], "entity_text": party.written}


def to_polecat(wanted: Wanted, log: Log) -> None:
    """The same claims in the columns of POLECAT's published table, separated by tabs."""
    rows = (_polecat(record, log) for record in _plover_records(wanted, log))
    sheet(wanted, order_of("polecat"), rows, log, tabs=True)


def _polecat(record: ExportRow, log: Log) -> ExportRow:
    log.lost["intensities, contexts, COW codes and names of Wikipedia, which others give"] += 1
    place, cited = record.get("event_loc", {}), record["cite_info"]
    row = {
        "Event ID": record["id"],
        "Event Date": record["date"],
        "Event Type": record["event"][0],
        "Event Mode": "; ".join(record["mode"]),
        "Quad Code": record["quad_code"],
        "Placename": place.get("resolved_place", ""),
        "Province": place.get("province") or "",
        "Country": place.get("country") or "",
        "Latitude": place.get("lat", ""),
        "Longitude": place.get("lon", ""),
        "GeoNames ID": place.get("geonameid") or "",
        "Raw Placename": place.get("extracted_place", ""),
        "Source": cited["publication"] or "",
        "Publication Date": (cited["date"] or "")[:10],
        "Language": cited["language"],
        "Version": log.version,
    }
    for name, entities in (("Actor", record["actor"]), ("Recipient", record["recipient"])):
        for entity in entities:
            row |= {f"{name} Name Raw": entity["entity_text"], f"{name} Country": entity["code"]}
            row |= {f"{name} Primary Sector": "".join(entity["sector"]), f"{name} Sectors": "; ".join(entity["sector"])}
    return row
