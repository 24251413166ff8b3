"""Facts as rows of the event data sets ACLED and UCDP GED. What does not fit is in the log."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from wirebook.fields.party.parties import countries
from wirebook.outputs.export.codebooks import codes_of, country_numbers, items_of, order_of
from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.plain import sheet
from wirebook.outputs.export.rows import claims, facts
from wirebook.types import Claim, Fact, Party, Report

_ROLES = {"MIL": "State forces", "GOV": "State forces", "REB": "Rebel group", "SEP": "Rebel group", "CVL": "Civilians"}
_STATES = frozenset({"", "GOV", "MIL"})
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_GED_CELL = 2  # cells of the PRIO grid a degree
_PLACED = {"town": 1, "area": 2, "admin1": 3, "country": 3}
_GED_PLACED = {"town": 1, "area": 5, "admin1": 4, "country": 6}


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
    sheet(wanted, order_of("acled"), (_acled(*event, log=log) for event in _events(wanted, log, "acled")), log)


def _acled(fact: Fact, claim: Claim, _: Report, codes: dict[str, Any], *, log: Log) -> ExportRow:
    day = (fact.start or fact.end or "")[:10]
    table = countries().get(fact.country or "", {})
    kind, narrower = codes["acled"]
    deaths = int(fact.low or 0) if codes.get("deaths") else 0
    if fact.low != fact.high:
        log.lost["ranges, of which only the lowest number is kept"] += 1
    if not codes.get("deaths"):
        log.lost["rows whose 0 deaths mean that this fact tells of none"] += 1
    log.lost["rows without admin2 and admin3"] += 1
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
        "iso": country_numbers(fact.country).get("iso", ""),
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


def _coordinates(claim: Claim, fact: Fact, digits: int) -> ExportRow:
    place = claim.place
    if place is None or place.latitude is None or place.longitude is None or place.name != fact.place:
        return {}
    return {"latitude": round(place.latitude, digits), "longitude": round(place.longitude, digits)}


# ---------------------------------------------------------------- UCDP GED


def to_ged(wanted: Wanted, log: Log) -> None:
    """Facts that count the dead, in UCDP GED's columns. Raids without deaths have no row there."""
    sheet(wanted, order_of("ged"), _ged_rows(wanted, log), log)


def _ged_rows(wanted: Wanted, log: Log) -> Iterator[ExportRow]:
    for number, (fact, claim, report, codes) in enumerate(_events(wanted, log, "acled"), 1):
        if not codes.get("deaths") or not fact.low:
            log.lost["facts without a death, which the data set has no rows for"] += 1
            continue
        if fact.high is None:
            log.lost["numbers without an upper end, written as their lowest"] += 1
        log.lost["ids of conflicts and dyads, which others give"] += 1
        violence = _violence(fact)
        log.lost["rows without a type of violence: who is on either side is not told"] += not violence
        yield {
            "id": number,
            "relid": fact.id,
            "code_status": "Clear" if fact.state != "disputed" else "Check deaths",
            "type_of_violence": violence,
            **_ged_sides(fact, claim, violence),
            **_ged_sources(fact, claim, report),
            **_ged_place(fact, claim),
            **_ged_days(fact),
            **_ged_deaths(fact, int(fact.low)),
        }


def _ged_sides(fact: Fact, claim: Claim, violence: int | str) -> ExportRow:
    """Who is on either side; one-sided violence is against civilians, and has no second state."""
    other = _side(fact.target, claim.target) if violence else ""
    return {
        "side_a": _side(fact.actor, claim.actor),
        "side_b": "Civilians" if violence == _ONE_SIDED else other,
        "gwnoa": _state(fact.actor),
        "gwnob": _state(fact.target) if violence in (_STATE_BASED, _NON_STATE) else "",
    }


def _ged_sources(fact: Fact, claim: Claim, report: Report) -> ExportRow:
    return {
        "number_of_sources": fact.independent,
        "source_article": claim.quote.replace("\n", " "),
        "source_office": report.publisher or "",
        "source_date": (report.published or "")[:10],
        "source_headline": report.title or "",
        "source_original": "; ".join(fact.voices),
    }


def _ged_place(fact: Fact, claim: Claim) -> ExportRow:
    where = _coordinates(claim, fact, 6)
    return {
        "where_prec": _GED_PLACED.get(claim.place.precision if claim.place else "", 6),
        "where_coordinates": fact.place or "",
        "adm_1": fact.admin1 or "",
        **where,
        "geom_wkt": f"POINT ({where['longitude']} {where['latitude']})" if where else "",
        "priogrid_gid": _grid(where),
        "country": countries().get(fact.country or "", {}).get("name", fact.country),
        "country_id": country_numbers(fact.country).get("gw", ""),
    }


def _ged_days(fact: Fact) -> ExportRow:
    start, end = (fact.start or fact.end or "")[:10], (fact.end or fact.start or "")[:10]
    days = _days(fact)
    return {
        "year": start[:4],
        "event_clarity": 1 if fact.kind == "day" else 2,
        "date_prec": 1 if days == 0 else 2 if days < 7 else 4 if days <= 31 else 5,
        "date_start": f"{start} 00:00:00.000",
        "date_end": f"{end} 00:00:00.000",
    }


def _ged_deaths(fact: Fact, low: int) -> ExportRow:
    """The dead are of no side: a fact says whom it counts, and not on which side they fell."""
    civilian = fact.item in items_of("dead_civilians")
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": low if civilian else 0,
        "deaths_unknown": 0 if civilian else low,
        "best": low,
        "high": low if fact.high is None else int(fact.high),
        "low": low,
    }


def _violence(fact: Fact) -> int | str:
    """1 state-based, 2 between others who are armed, 3 against civilians (UCDP); none where a side is not told.

    Whose country the dead are of tells no side: the people killed in a strike on Lebanon are not its government.
    """
    role = _role(fact.target)
    if not fact.actor:
        return ""
    if role == "CVL" or (not role and fact.item in items_of("civilians")):
        return _ONE_SIDED
    if role is None or (not role and fact.item not in items_of("armed_by_a_state")):
        return ""
    return _STATE_BASED if _STATES & {_role(fact.actor), role} else _NON_STATE


def _role(code: str | None) -> str | None:
    """The role in a party's code, "" for a country as such, none without a party."""
    return None if code is None else code[3:6]


def _state(code: str | None) -> int | str:
    """The number of the state whose government or army a party is."""
    alpha2 = next((key for key, row in countries().items() if row["code"] == (code or "")[:3]), None)
    return country_numbers(alpha2).get("gw", "") if _role(code) in _STATES else ""


def _side(code: str | None, party: Party | None) -> str:
    """A side as UCDP writes it: a state's is its government, others by their name."""
    if code is None:
        return ""
    state = next((row["name"] for row in countries().values() if row["code"] == code[:3]), None)
    if state and _role(code) in _STATES:
        return f"Government of {state}"
    return party.name if party and party.code == code else code


def _grid(where: ExportRow) -> int | str:
    """The half-degree cell of the PRIO grid: cells run from 1 at 180° west, 90° south, 720 to a row."""
    if not where:
        return ""
    row, column = (
        math.floor((where[name] + half) * _GED_CELL) for name, half in (("latitude", 90), ("longitude", 180))
    )
    return int(row * 720 + column + 1)
