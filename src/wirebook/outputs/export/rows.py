"""Claims, facts, revisions, disputes, balances and sources as flat rows: what every table of an export is made of."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wirebook.ledger.review import apply, by_report
from wirebook.ledger.rows import to_json
from wirebook.outputs.export.model import Row, Wanted
from wirebook.types import Balance, Claim, Dispute, Fact, Report, Revision

TEXT, NUMBER, WHOLE, TRUTH = "text", "number", "whole", "truth"
"""Kinds of columns."""

_CLAIM: Mapping[str, tuple[str, str]] = {
    "id": (TEXT, "the claim's id"),
    "account": (TEXT, "the account that it belongs to"),
    "measure": (TEXT, "what is counted or said"),
    "item": (TEXT, "of what"),
    "low": (NUMBER, "lowest number that the words allow; empty: open"),
    "best": (NUMBER, "the number, where the words give one"),
    "high": (NUMBER, "highest number that the words allow; empty: open"),
    "unit": (TEXT, "count, percent, km2, or a currency (ISO 4217)"),
    "approximate": (TRUTH, "whether the words say about"),
    "source": (TEXT, "who says it"),
    "source_kind": (TEXT, "what kind of source"),
    "stance": (TEXT, "how it is said"),
    "status": (TEXT, "happened, planned, pledged, denied …"),
    "actor": (TEXT, "who did it (CAMEO code)"),
    "target": (TEXT, "to whom (CAMEO code)"),
    "place": (TEXT, "where"),
    "admin1": (TEXT, "first-level division"),
    "country": (TEXT, "country (ISO 3166-1 alpha-2)"),
    "latitude": (NUMBER, "degrees north, WGS 84"),
    "longitude": (NUMBER, "degrees east, WGS 84"),
    "geonameid": (WHOLE, "the place in GeoNames"),
    "precision": (TEXT, "of the place: country, admin1, town or area"),
    "start": (TEXT, "first day or minute, ISO 8601"),
    "end": (TEXT, "last day or minute, ISO 8601"),
    "edtf": (TEXT, "the same in EDTF (ISO 8601-2)"),
    "relation": (TEXT, "whole, part, further or rest"),
    "part_of": (TEXT, "the claim that it is a part of"),
    "confidence": (NUMBER, "probability that it is read rightly"),
    "quote": (TEXT, "the words that prove it"),
    "words_start": (WHOLE, "first character of its sentence in the report's text"),
    "words_end": (WHOLE, "character after its sentence"),
    "report": (TEXT, "the report's id"),
    "title": (TEXT, "the report's title"),
    "publisher": (TEXT, "who published the report"),
    "published": (TEXT, "when, ISO 8601"),
    "url": (TEXT, "where"),
    "reader": (TEXT, "which version of which reader made it"),
}


def claims(wanted: Wanted) -> Iterator[tuple[Claim, Report, str]]:
    """The current claims within the limits, by report and place in it, each with its report and reader.

    They are as persons left them: corrected ones are corrected, rejected ones are not there.
    """
    asked, made = wanted.limits, by_report(wanted.ledger.decisions())
    for reading in wanted.ledger.readings():
        decided = made.get(reading.report.id)
        for claim in reading.claims if decided is None else apply(reading.claims, decided).claims:
            if _within(claim, reading.report, asked):
                yield claim, reading.report, reading.reader


def _within(claim: Claim, report: Report, asked: Any) -> bool:
    day = (claim.period and (claim.period.end or claim.period.start)) or report.published or ""
    since, until = asked.get("since"), asked.get("until")
    place, source = (asked.get(name) for name in ("place", "source"))
    told = claim.source.name if claim.source else report.publisher or ""
    where = claim.place and {claim.place.name, claim.place.admin1, claim.place.country}
    return (
        (not since or day[:10] >= since)
        and (not until or (day[:10] or "9999") <= until)
        and (not asked.get("account") or claim.account == asked["account"])
        and (not source or source.lower() in told.lower())
        and (not place or bool(where and place.lower() in {name.lower() for name in where if name}))
    )


def claim_row(claim: Claim, report: Report, reader: str) -> Row:
    """A claim with its report, flat."""
    amount, place, period, source = claim.amount, claim.place, claim.period, claim.source
    low, high = (amount.low, amount.high) if amount else (None, None)
    told = {
        "id": claim.id,
        "low": low,
        "best": low if low == high else None,
        "high": high,
        "unit": amount.unit if amount else None,
        "approximate": amount.approximate if amount else None,
        "source": source.name if source else None,
        "source_kind": source.kind if source else None,
        "actor": claim.actor.code if claim.actor else None,
        "target": claim.target.code if claim.target else None,
        "place": place.name if place else None,
        "precision": place.precision if place else None,
        "part_of": claim.of,
        "words_start": claim.evidence[0].start,
        "words_end": claim.evidence[0].end,
        "report": report.id,
        "reader": reader,
    }
    told |= {name: getattr(claim, name) for name in ("account", "measure", "item", "stance", "status", "relation")}
    told |= {name: getattr(claim, name) for name in ("confidence", "quote")}
    told |= {name: getattr(place, name, None) for name in ("admin1", "country", "latitude", "longitude", "geonameid")}
    told |= {name: getattr(period, name, None) for name in ("start", "end", "edtf")}
    told |= {name: getattr(report, name) for name in ("title", "publisher", "published", "url")}
    return {name: told[name] for name in _CLAIM}


def _claims(wanted: Wanted) -> Iterator[Row]:
    for claim, report, reader in claims(wanted):
        yield claim_row(claim, report, reader)


def _facts(wanted: Wanted) -> Iterator[Row]:
    for fact in facts(wanted):
        row = to_json(fact)
        best = fact.low if fact.low == fact.high else None
        lists = {name: "; ".join(row.pop(name)) for name in ("voices", "claims")}
        reasons = {"why": "; ".join(dict.fromkeys(row.pop("why")))}
        yield {**row, "best": best, **lists, **reasons}


def facts(wanted: Wanted) -> tuple[Fact, ...]:
    """The facts within the limits, the earliest first."""
    return wanted.ledger.facts(**wanted.limits)


def _revisions(wanted: Wanted) -> Iterator[Row]:
    found: tuple[Revision, ...] = wanted.ledger.revisions(**wanted.limits)
    for move in found:
        yield to_json(move)


def _disputes(wanted: Wanted) -> Iterator[Row]:
    found: tuple[Dispute, ...] = wanted.ledger.disputes(**wanted.limits)
    for dispute in found:
        for side in dispute.sides:
            told = {"dispute": dispute.id, "kind": dispute.kind, "at": dispute.at, "place": dispute.place}
            yield told | {
                "voice": side.voice,
                "says": side.says,
                "claim": side.claim,
                "facts": "; ".join(dispute.facts),
            }


def _balances(wanted: Wanted) -> Iterator[Row]:
    found: tuple[Balance, ...] = wanted.ledger.balances(**wanted.limits)
    for one in found:
        period = one.period
        told = {
            name: getattr(one, name) for name in ("id", "account", "identity", "item", "source", "place", "verdict")
        }
        told |= {"start": period.start if period else None, "end": period.end if period else None}
        told |= {"whole": one.whole.measure, "whole_low": one.whole.low, "whole_high": one.whole.high}
        told |= {"rest": one.rest_name, "rest_low": one.rest_low, "rest_high": one.rest_high}
        yield told | {
            "missing": "; ".join(one.missing),
            "note": one.note,
            "reports": "; ".join(one.reports or (one.report,)),
        }


def _sources(wanted: Wanted) -> Iterator[Row]:
    for row in wanted.ledger.sources(**wanted.limits):
        yield to_json(row)


TABLES: Mapping[str, Callable[[Wanted], Iterator[Row]]] = {
    "claims": _claims,
    "facts": _facts,
    "revisions": _revisions,
    "disputes": _disputes,
    "balances": _balances,
    "sources": _sources,
}
"""The tables of an export, each with the rows that it makes."""


def about(table: str, column: str, value: Any = None) -> tuple[str, str]:
    """The kind of a column and what it means, as far as that is said anywhere; else the kind of a value in it."""
    known = _CLAIM.get(column) if table == "claims" else None
    if known is not None:
        return known
    if column.rpartition("_")[2] in ("low", "best", "high"):
        return NUMBER, ""
    return (TRUTH if isinstance(value, bool) else WHOLE if isinstance(value, int) else TEXT), ""
