"""Dates as Extended Date/Time Format (ISO 8601-2): what is known, what is open, what is only about right."""

from datetime import date

_SEASON_CODES = {3: "21", 6: "22", 9: "23", 12: "24"}


def unknown(year: int | None = None, month: int | None = None, day: int | None = None) -> str:
    """A date with X for every digit that the text leaves open: "XXXX-11-13"."""
    parts = ["XXXX" if year is None else f"{year:04d}"]
    if month is not None or day is not None:
        parts.append("XX" if month is None else f"{month:02d}")
    if day is not None:
        parts.append(f"{day:02d}")
    return "-".join(parts)


def interval(start: str | None, end: str | None, *, unknown_start: bool = False) -> str:
    """An interval "A/B" with ".." for an open end.

    `unknown_start` says that there is a start which the text does not give.
    """
    first = start if start is not None else "" if unknown_start else ".."
    return f"{first}/{end if end is not None else '..'}"


def days(first: date, last: date) -> str:
    """One day, or a stretch of days."""
    return first.isoformat() if first == last else interval(first.isoformat(), last.isoformat())


def season(year: int, first_month: int) -> str:
    """A season of a year: winter 2022 (from December) is "2022-24"."""
    return f"{year:04d}-{_SEASON_CODES[first_month]}"


def about(edtf: str) -> str:
    """The same, marked as approximate at each end that is given."""
    return "/".join(f"{end}~" if end and end != ".." and not end.endswith("~") else end for end in edtf.split("/"))
