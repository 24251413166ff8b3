"""Raids as rows of the air-attack table."""

from collections import defaultdict
from typing import Any

from wirebook.outputs.export.codebooks import order_of, raid_columns
from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.plain import sheet
from wirebook.outputs.export.rows import claims


def to_missile_attacks(wanted: Wanted, log: Log) -> None:
    """Raids as the air-attack table has them: a row a source, window, weapon and target."""
    columns = order_of("raids")
    raids: dict[tuple[str, ...], ExportRow] = defaultdict(dict)
    for claim, report, _ in claims(wanted):
        names = raid_columns(claim.account)
        if claim.measure not in names:
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
    sheet(wanted, columns, rows, log)


def _moment(written: str) -> str:
    """As the table writes it: a day, or a day and a minute without the T."""
    return written[:16].replace("T", " ")
