"""Aid as the Kiel tracker has it in its main sheet: a row a claim, with the donor, what it is, and its value."""

from collections.abc import Iterator

from wirebook.outputs.export.codebooks import codes_of, order_of
from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.plain import sheet
from wirebook.outputs.export.rows import claims
from wirebook.types import Claim, Report

_FIRST = 2022  # month 1 is January of this year
_THINGS = ("count", "percent")


def to_kiel(wanted: Wanted, log: Log) -> None:
    """Claims of aid that name the donor. Values stand in the currency of the announcement; nothing is converted."""
    sheet(wanted, order_of("kiel"), _rows(wanted, log), log)


def _rows(wanted: Wanted, log: Log) -> Iterator[ExportRow]:
    for claim, report, _ in claims(wanted):
        kind = codes_of(claim.account, claim.measure).get("kiel")
        if kind is None:
            log.lost["claims that are no commitment and no allocation"] += 1
        elif claim.actor is None or claim.amount is None or claim.amount.low is None:
            log.lost["claims without a donor or a number"] += 1
        elif claim.amount.unit == "percent":
            log.lost["percentages"] += 1
        else:
            yield _row(claim, report, kind, log)


def _row(claim: Claim, report: Report, kind: str, log: Log) -> ExportRow:
    amount = claim.amount
    low, high, unit = (amount.low, amount.high, amount.unit) if amount else (None, None, "")
    if low != high:
        log.lost["ranges, of which only the lowest number is kept"] += 1
    day = (report.published or "")[:10]
    told = len(day) >= len("2024-11")
    money = unit not in _THINGS
    euros = low if unit == "EUR" else ""
    if money and unit != "EUR":
        log.lost["values in other currencies, which are not converted into euros"] += 1
    return {
        "sub-activity id": claim.id,
        "donor": claim.actor.name if claim.actor else "",
        "announcement_date": day,
        "month": (int(day[:4]) - _FIRST) * 12 + int(day[5:7]) if told else "",
        "month_exists_dummy": int(told),
        "measure": kind,
        "explanation": claim.quote.replace("\n", " "),
        "item": "" if money else claim.item.replace("_", " "),
        "item_number": "" if money else low,
        "reporting_currency": unit if money else "",
        "tot_sub_activity_value": low if money else "",
        "tot_sub_activity_value_EUR": euros,
        "tot_value_deliv_EUR": euros if codes_of(claim.account, claim.measure).get("given") else "",
        "source 1": report.url or report.publisher or "",
    }
