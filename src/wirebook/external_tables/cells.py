"""Cells of a table: numbers, numbers by name, days and minutes, each read or refused with what is wrong with it."""

import re
from collections.abc import Sequence
from datetime import datetime

_MAP_ENTRY = re.compile(r"""(?:'([^']*)'|"([^"]*)"|(?<![^'":,{}])([^'":,{}]++))\s*:\s*([^,{}]+)""")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?")
_IN_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y %H:%M", "%d %b %Y %H:%M")
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)\d{4}")
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


def moment(cell: str, formats: Sequence[str] = ()) -> tuple[str, bool]:
    """A day or minute in ISO 8601, and whether it tells the minute.

    Read are ISO 8601, days with the month in words ("5 June 2025"), and the `formats` of a mapping ("%d/%m/%Y").

    Raises:
        CellError: when it is none, not in the calendar, or may be either of two days.
    """
    written = " ".join(cell.split())
    for form in (*formats, *_IN_WORDS):
        try:
            found = datetime.strptime(written, form)  # noqa: DTZ007 - the table's own time
        except ValueError:
            continue
        return _told(found, minute="%H" in form or "%I" in form)
    match = _DAY.fullmatch(written)
    if match is None:
        raise CellError(_no_date(cell, written))
    try:
        year, month, day, hour, minute = (int(part) for part in match.groups(default="0"))
        found = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the table's own time
    except ValueError:
        raise CellError(f"“{cell}” is not in the calendar") from None
    return _told(found, minute=match[4] is not None)


def _told(found: datetime, *, minute: bool) -> tuple[str, bool]:
    return (found.isoformat(timespec="minutes") if minute else found.date().isoformat()), minute


def _no_date(cell: str, written: str) -> str:
    parts = _NUMBERS.fullmatch(written)
    if parts is None:
        return f"“{cell}” is no date; it is written 2024-11-13 or 2024-11-13 06:00, or in the mapping's [period] format"
    mark = parts["mark"]
    day_first, month_first = f"%d{mark}%m{mark}%Y", f"%m{mark}%d{mark}%Y"
    either = (
        "may have its day or its month first" if int(parts["a"]) < 13 > int(parts["b"]) else "is written in numbers"
    )
    return f'“{cell}” {either}; say which: format = "{day_first}" (or "{month_first}") under [period] in the mapping'
