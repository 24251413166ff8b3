"""Cells of a table: numbers, numbers by name, days and minutes, each read or refused with what is wrong with it."""

import re
from datetime import datetime

_MAP_ENTRY = re.compile(r"""(?:'([^']*)'|"([^"]*)"|(?<![^'":,{}])([^'":,{}]++))\s*:\s*([^,{}]+)""")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?")
_EMPTY = ("", "nan", "none", "null", "{}", "[]", "-")


class CellError(ValueError):
    """A cell that does not hold what its column must hold. The message says what it holds."""


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: that is not nought."""
    return cell.strip().lower() in _EMPTY


def number(cell: str) -> float:
    """The number of a cell ("90", "90.0", "1,200").

    Raises:
        CellError: when it is none, or below nought.
    """
    try:
        value = float(cell.strip().replace(",", "").replace(" ", ""))
    except ValueError:
        raise CellError(f"“{cell}” is no number") from None
    if not 0 <= value < float("inf"):
        raise CellError(f"“{cell}” is no count")
    return value


def by_name(cell: str) -> dict[str, float | None]:
    """The numbers of a cell like "{'belarus': 2.0, 'russia': NaN}"; none for a name without a number.

    Raises:
        CellError: when it is not such a list.
    """
    inside = cell.strip()
    if not (inside.startswith("{") and inside.endswith("}")):
        raise CellError(f"“{cell}” is no list of names and numbers")
    entries = _MAP_ENTRY.findall(inside[1:-1])
    if not entries:
        raise CellError(f"“{cell}” is no list of names and numbers")
    return {"".join(name).strip(): None if is_blank(value) else number(value) for *name, value in entries}


def moment(cell: str) -> tuple[str, bool]:
    """A day or minute in ISO 8601, and whether it tells the minute.

    Raises:
        CellError: when it is none, or not in the calendar.
    """
    match = _DAY.fullmatch(cell.strip())
    if match is None:
        raise CellError(f"“{cell}” is no date; it is written 2024-11-13 or 2024-11-13 06:00")
    try:
        year, month, day, hour, minute = (int(part) for part in match.groups(default="0"))
        found = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the table's own time
    except ValueError:
        raise CellError(f"“{cell}” is not in the calendar") from None
    told = match[4] is not None
    return (found.isoformat(timespec="minutes") if told else found.date().isoformat()), told
