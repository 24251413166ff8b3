"""A fact's figures as steps, a line a source; the two ends of what is disputed as a band."""

from collections.abc import Callable
from typing import Any, TypeVar

from wirebook.ledger.query.named import HistoryLine
from wirebook.outputs.web.charts.calendar import seconds
from wirebook.outputs.web.state import Room
from wirebook.types import Dispute

_Value = TypeVar("_Value")


def steps(room: Room, key: str) -> dict[str, Any]:
    """A fact's figures as steps, a line a source; the two ends of what is disputed as a band."""
    history = room.ledger.history(key)
    told = [line for line in history.lines if _drawn(line) is not None and line.at and not line.copy_of]
    days = sorted({line.at[:10] for line in told if line.at})
    sources = list(dict.fromkeys(line.source for line in told))
    lines = []
    for source in sources:
        said = [line for line in told if line.source == source]
        values, opens = _carried(said, days, _drawn), _carried(said, days, _address)
        lines.append({"name": source or "no source named", "values": values, "opens": opens})
    argued = _disputed(history.disputes)
    ends = [value for line in told if line.claim in argued and (value := _drawn(line)) is not None]
    band = [min(ends), max(ends)] if ends and min(ends) < max(ends) else None
    return {"x": [seconds(day) for day in days], "lines": lines, "band": band}


def _drawn(line: HistoryLine) -> float | None:
    """The number that a figure is drawn at: "no more than 12" at twelve, all others at their lowest."""
    return line.low or line.high if line.low in (0, None) and line.high is not None else line.low


def _disputed(disputes: tuple[Dispute, ...]) -> set[str]:
    return {side.claim for one in disputes for side in one.sides}


def _address(line: HistoryLine) -> str:
    return f"/claims/{line.claim}"


def _carried(lines: list[HistoryLine], days: list[str], take: Callable[[HistoryLine], _Value]) -> list[_Value | None]:
    """What one source's lines give on each day: that of the last line until then."""
    said = {line.at[:10]: take(line) for line in lines if line.at}
    values: list[_Value | None] = []
    for day in days:
        values.append(said.get(day, values[-1] if values else None))
    return values
