"""Claims, facts, revisions, disputes, balances and sources as flat rows: what every table of an export is made of."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from wirebook.fields.data import data_table
from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.decisions.decision import apply, by_report
from wirebook.ledger.query.filters import country_code
from wirebook.outputs.export.model import ExportRow, Wanted
from wirebook.outputs.figures import beside_words
from wirebook.types import Balance, Claim, Dispute, Fact, Place, Report, Revision

TEXT, NUMBER, WHOLE, TRUTH = "text", "number", "whole", "truth"
"""Kinds of columns."""


class ColumnMeaning(NamedTuple):
    """What a column of a table holds: the kind of its values, what they mean, and their unit where they have one."""

    kind: str
    meaning: str
    unit: str = ""


COLUMNS: Mapping[str, Mapping[str, ColumnMeaning]] = {
    table: {name: ColumnMeaning(*told) for name, told in columns.items()}
    for table, columns in data_table("exports", "columns.toml").items()
}
"""The tables of an export with their columns, in order."""


def claims(wanted: Wanted) -> Iterator[tuple[Claim, Report, str]]:
    """The current claims within the limits, by report and place in it, each with its report and reader.

    They are as persons left them: corrected ones are corrected, rejected ones are not there.
    """
    asked, made = wanted.limits, by_report(wanted.ledger.decisions())
    for reading in wanted.ledger.readings():
        decided = made.get(reading.report.id)
        for claim in reading.claims if decided is None else apply(reading.claims, decided, [reading.report.id]).claims:
            if _within(claim, reading.report, asked):
                yield claim, reading.report, reading.reader


def _within(claim: Claim, report: Report, asked: Any) -> bool:
    day = (claim.period and (claim.period.end or claim.period.start)) or report.published or ""
    since, until = asked.get("since"), asked.get("until")
    place, source = (asked.get(name) for name in ("place", "source"))
    told = claim.source.name if claim.source else report.publisher or ""
    return (
        (not since or day[:10] >= since)
        and (not until or (day[:10] or "9999") <= until)
        and (not asked.get("account") or claim.account == asked["account"])
        and (not source or source.lower() in told.lower())
        and (not place or _stands_in(claim.place, place))
    )


def _stands_in(where: Place | None, name: str) -> bool:
    """Whether a place is a country, or the town or division of a name: as the ledger's questions take it."""
    country = country_code(name)
    if where is None or country is not None:
        return where is not None and where.country == country
    return name.lower() in {one.lower() for one in (where.name, where.admin1) if one}


def claim_row(claim: Claim, report: Report, reader: str) -> ExportRow:
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
    return {name: told[name] for name in COLUMNS["claims"]}


def _claims(wanted: Wanted) -> Iterator[ExportRow]:
    for claim, report, reader in claims(wanted):
        yield claim_row(claim, report, reader)


def _facts(wanted: Wanted) -> Iterator[ExportRow]:
    for fact in facts(wanted):
        row = to_json(fact)
        best = fact.low if fact.low == fact.high else None
        lists = {name: "; ".join(row.pop(name)) for name in ("voices", "claims")} | {"others": beside_words(fact)}
        reasons = {"why": "; ".join(dict.fromkeys(row.pop("why")))}
        yield {**row, "best": best, **lists, **reasons}


def facts(wanted: Wanted) -> tuple[Fact, ...]:
    """The facts within the limits, the earliest first."""
    return wanted.ledger.facts(**wanted.limits)


def _revisions(wanted: Wanted) -> Iterator[ExportRow]:
    found: tuple[Revision, ...] = wanted.ledger.revisions(**wanted.limits)
    for move in found:
        yield to_json(move)


def _disputes(wanted: Wanted) -> Iterator[ExportRow]:
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


def _balances(wanted: Wanted) -> Iterator[ExportRow]:
    found: tuple[Balance, ...] = wanted.ledger.balances(**wanted.limits)
    for one in found:
        period = one.period
        told = {name: getattr(one, name) for name in ("id", "account", "identity", "item", "source", "place")}
        told |= {"verdict": one.verdict, "standing": one.standing, "says": one.says}
        told |= {"start": period.start if period else None, "end": period.end if period else None}
        told |= {"whole": one.whole.measure, "whole_low": one.whole.low, "whole_high": one.whole.high}
        told |= {"rest": one.rest_name, "rest_low": one.rest_low, "rest_high": one.rest_high}
        yield told | {
            "missing": "; ".join(one.missing),
            "unread": "; ".join(one.unread),
            "note": one.note,
            "reports": "; ".join(one.reports or (one.report,)),
        }


def _sources(wanted: Wanted) -> Iterator[ExportRow]:
    for row in wanted.ledger.sources(**wanted.limits):
        yield to_json(row)


_ROWS: Mapping[str, Callable[[Wanted], Iterator[ExportRow]]] = {
    "claims": _claims,
    "facts": _facts,
    "revisions": _revisions,
    "disputes": _disputes,
    "balances": _balances,
    "sources": _sources,
}


def _in_order(table: str) -> Callable[[Wanted], Iterator[ExportRow]]:
    """The rows of a table with the columns that it has by its description, whether there are rows or not."""

    def rows(wanted: Wanted) -> Iterator[ExportRow]:
        for row in _ROWS[table](wanted):
            yield {name: row[name] for name in COLUMNS[table]}

    return rows


TABLES: Mapping[str, Callable[[Wanted], Iterator[ExportRow]]] = {table: _in_order(table) for table in _ROWS}
"""The tables of an export, each with the rows that it makes."""
