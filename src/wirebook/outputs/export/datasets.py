"""Rows as other data sets have them: ACLED, UCDP GED, PLOVER, the air-attack table. What does not fit is in the log."""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from wirebook.fields.party import countries
from wirebook.outputs.export.codebooks import codes_of, order_of, raid_columns
from wirebook.outputs.export.model import Log, Row, Wanted
from wirebook.outputs.export.rows import claims, facts
from wirebook.types import Claim, Fact, Report

_ROLES = {"MIL": "State forces", "GOV": "State forces", "REB": "Rebel group", "SEP": "Rebel group", "CVL": "Civilians"}
_GED_CELL = 2  # cells of the PRIO grid a degree
_PLACED = {"town": 1, "area": 2, "admin1": 3, "country": 3}
_GED_PLACED = {"town": 1, "area": 5, "admin1": 4, "country": 6}


def _written(wanted: Wanted, columns: Sequence[str], rows: Iterable[Row], log: Log) -> None:
    with wanted.path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            log.rows += 1


def _events(wanted: Wanted, log: Log, codebook: str) -> Iterator[tuple[Fact, Claim, Report, dict[str, Any]]]:
    """Facts that a codebook knows and that have a day and a country, each with one claim of it and its report."""
    members = {claim.id: (claim, report) for claim, report, _ in claims(wanted)}
    for fact in facts(wanted):
        codes = codes_of(fact.account, fact.measure)
        known = [members[name] for name in fact.claims if name in members]
        if codebook not in codes:
            log.lost["facts of measures that the codebook does not have"] += 1
        elif fact.status != "done" or fact.kind == "since" or not (fact.start or fact.end):
            log.lost["facts that are planned, denied, running totals or without a day"] += 1
        elif fact.country is None or not known:
            log.lost["facts without a country"] += 1
        else:
            placed = next((pair for pair in known if pair[0].place and pair[0].place.name == fact.place), known[0])
            yield fact, *placed, codes


def to_acled(wanted: Wanted, log: Log) -> None:
    """The 31 columns of an ACLED export. Direction, ranges above the lowest number, and who says what are lost."""
    _written(wanted, order_of("acled"), (_acled(*event, log=log) for event in _events(wanted, log, "acled")), log)


def _acled(fact: Fact, claim: Claim, _: Report, codes: dict[str, Any], *, log: Log) -> Row:
    day = (fact.start or fact.end or "")[:10]
    table = countries().get(fact.country or "", {})
    kind, narrower = codes["acled"]
    deaths = int(fact.low or 0) if codes.get("deaths") else 0
    if fact.low != fact.high:
        log.lost["ranges, of which only the lowest number is kept"] += 1
    if not codes.get("deaths"):
        log.lost["rows whose 0 deaths mean that this fact tells of none"] += 1
    log.lost["rows without the number that ISO 3166 gives a country, and without admin2 and admin3"] += 1
    log.lost["directions (who did it to whom): the two actors have no order"] += bool(fact.actor and fact.target)
    number = "" if fact.low is None else f"{fact.low:g} " if fact.low == fact.high else f"{fact.low:g} or more "
    return {
        "event_id_cnty": f"WB{fact.id.removeprefix('fact_')}",
        "event_date": day,
        "year": day[:4],
        "time_precision": _time_precision(fact),
        "disorder_type": "Strategic developments" if kind == "Strategic developments" else "Political violence",
        "event_type": kind,
        "sub_event_type": narrower,
        "actor1": fact.actor or "",
        "inter1": _inter(fact.actor),
        "actor2": fact.target or "",
        "inter2": _inter(fact.target),
        "interaction": "-".join(part for part in (_inter(fact.actor), _inter(fact.target)) if part),
        "country": table.get("name", fact.country),
        "admin1": fact.admin1 or "",
        "location": fact.place or "",
        **_coordinates(claim, fact, 4),
        "geo_precision": _PLACED.get(claim.place.precision if claim.place else "", 3),
        "source": "; ".join(fact.voices),
        "source_scale": "Other",
        "notes": f"On {day}, {number}{fact.item} {fact.measure.replace('_', ' ')}. {claim.quote}".replace("\n", " "),
        "fatalities": deaths,
        "timestamp": "",
    }


def _time_precision(fact: Fact) -> int:
    days = _days(fact)
    return 1 if days <= 1 else 2 if days <= 7 else 3


def _days(fact: Fact) -> int:
    first, last = (fact.start or fact.end or "")[:10], (fact.end or fact.start or "")[:10]
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _inter(code: str | None) -> str:
    return "" if code is None else _ROLES.get(code[3:6], "State forces" if len(code) == 3 else "External/Other forces")


def _coordinates(claim: Claim, fact: Fact, digits: int) -> Row:
    place = claim.place
    if place is None or place.latitude is None or place.longitude is None or place.name != fact.place:
        return {}
    return {"latitude": round(place.latitude, digits), "longitude": round(place.longitude, digits)}


# ---------------------------------------------------------------- UCDP GED


def to_ged(wanted: Wanted, log: Log) -> None:
    """Facts that count the dead, in UCDP GED's columns. Raids without deaths have no row there."""
    _written(wanted, order_of("ged"), _ged_rows(wanted, log), log)


def _ged_rows(wanted: Wanted, log: Log) -> Iterator[Row]:
    for number, (fact, claim, report, codes) in enumerate(_events(wanted, log, "acled"), 1):
        if not codes.get("deaths") or not fact.low:
            log.lost["facts without a death, which the data set has no rows for"] += 1
            continue
        low = int(fact.low)
        high = int(fact.high) if fact.high is not None else low
        if fact.high is None:
            log.lost["numbers without an upper end, written as their lowest"] += 1
        log.lost["ids of conflicts, dyads and states, which others give"] += 1
        where = _coordinates(claim, fact, 6)
        civilians = fact.item in ("people", "children", "women", "civilians")
        start, end = (fact.start or fact.end or "")[:10], (fact.end or fact.start or "")[:10]
        point = f"POINT ({where['longitude']} {where['latitude']})" if where else ""
        yield {
            "id": number,
            "relid": fact.id,
            "year": start[:4],
            "code_status": "Clear" if fact.state != "disputed" else "Check deaths",
            "side_a": fact.actor or "",
            "side_b": fact.target or ("Civilians" if civilians else ""),
            "number_of_sources": fact.independent,
            "source_article": claim.quote.replace("\n", " "),
            "source_office": report.publisher or "",
            "source_date": (report.published or "")[:10],
            "source_headline": report.title or "",
            "source_original": "; ".join(fact.voices),
            "where_prec": _GED_PLACED.get(claim.place.precision if claim.place else "", 6),
            "where_coordinates": fact.place or "",
            "adm_1": fact.admin1 or "",
            **where,
            "geom_wkt": point,
            "priogrid_gid": _grid(where),
            "country": countries().get(fact.country or "", {}).get("name", fact.country),
            "event_clarity": 1 if fact.kind == "day" else 2,
            "date_prec": 1 if _days(fact) == 0 else 2 if _days(fact) < 7 else 4 if _days(fact) <= 31 else 5,
            "date_start": start,
            "date_end": end,
            "deaths_a": 0,
            "deaths_b": 0,
            "deaths_civilians": low if fact.item == "civilians" else 0,
            "deaths_unknown": 0 if fact.item == "civilians" else low,
            "best": low,
            "high": high,
            "low": low,
        }


def _grid(where: Row) -> int | str:
    """The half-degree cell of the PRIO grid: cells run from 1 at 180° west, 90° south, 720 to a row."""
    if not where:
        return ""
    row, column = (
        math.floor((where[name] + half) * _GED_CELL) for name, half in (("latitude", 90), ("longitude", 180))
    )
    return int(row * 720 + column + 1)


# ---------------------------------------------------------------- PLOVER


def to_plover(wanted: Wanted, log: Log) -> None:
    """Claims as PLOVER records, one JSON object a line; the story's text is left out, its words are where spans say."""
    with wanted.path.open("w", encoding="utf-8", newline="\n") as file:
        for record in _plover_records(wanted, log):
            file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")
            log.rows += 1


def _plover_records(wanted: Wanted, log: Log) -> Iterator[Row]:
    for claim, report, reader in claims(wanted):
        codes = codes_of(claim.account, claim.measure)
        day = (claim.period and (claim.period.end or claim.period.start)) or report.published
        if "plover" not in codes:
            log.lost["claims of measures that PLOVER has no category for"] += 1
        elif claim.actor is None or day is None:
            log.lost["claims without an actor or a day, which PLOVER asks for"] += 1
        else:
            yield _plover(claim, report, codes["plover"], day[:10]) | {"coder": reader}


def _plover(claim: Claim, report: Report, codes: list[Any], day: str) -> Row:
    event, mode, quad = codes
    span, place = claim.evidence[0], claim.place
    table = countries().get(place.country or "", {}) if place else {}
    number = claim.amount.low if claim.amount else None
    size = {"killed": "dead", "wounded": "injured", "detained": "arrested"}.get(claim.measure)
    told: Row = {
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


def _entity(party: Any) -> Row:
    code = party.code or ""
    return {"code": code[:3], "sector": [code[3:6]] if code[3:6] else [], "entity_text": party.written}


def to_polecat(wanted: Wanted, log: Log) -> None:
    """The same claims in the columns of POLECAT's published table, separated by tabs."""
    with wanted.path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, order_of("polecat"), restval="", delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for record in _plover_records(wanted, log):
            log.lost["intensities, contexts, COW codes and names of Wikipedia, which others give"] += 1
            writer.writerow(_polecat(record, log))
            log.rows += 1


def _polecat(record: Row, log: Log) -> Row:
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


# ---------------------------------------------------------------- the air-attack table


def to_missile_attacks(wanted: Wanted, log: Log) -> None:
    """Raids as the air-attack table has them: a row a source, window, weapon and target."""
    names, columns = raid_columns(), order_of("raids")
    raids: dict[tuple[str, ...], Row] = defaultdict(dict)
    for claim, report, _ in claims(wanted):
        if claim.measure not in names or "launched" not in _measures_of(claim):
            log.lost["claims that are not of a raid"] += 1
            continue
        period, amount = claim.period, claim.amount
        if period is None or period.start is None or period.end is None or amount is None or amount.low is None:
            log.lost["claims without a window or a number"] += 1
            continue
        if claim.relation == "part":
            log.lost["parts of a number, which the table has no column for"] += 1
            continue
        if amount.low != amount.high:
            log.lost["ranges, of which only the lowest number is kept"] += 1
        place = claim.place.name if claim.place else ""
        voice = claim.source.name if claim.source else report.publisher or ""
        key = (period.start, period.end, claim.variety or claim.item, place, voice)
        row = raids[key]
        row |= {"time_start": _moment(period.start), "time_end": _moment(period.end), "model": key[2]}
        row |= {"target": place, "source": report.url or voice}
        column = names[claim.measure]
        value: Any = f"{{'?': {amount.low:.1f}}}" if column == "border_crossing" else float(amount.low)
        row.setdefault(column, value)
    rows = [{"border_crossing": "{}", **raids[key]} for key in sorted(raids)]
    log.lost["rows without a number launched"] += sum("launched" not in row for row in rows)
    _written(wanted, columns, rows, log)


def _measures_of(claim: Claim) -> frozenset[str]:
    """The measures of the account of a claim."""
    return frozenset({"launched"} if codes_of(claim.account, "launched") else ())


def _moment(written: str) -> str:
    """As the table writes it: a day, or a day and a minute without the T."""
    return written[:16].replace("T", " ")
