"""Stretches of the calendar and the arithmetic on them. No words here: the rules know those."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from wirebook.fields.time import edtf
from wirebook.types import Precision

Tense = Literal["past", "future", "none"]

NEAR = 274
"""Days (nine months) within which a date without a year is taken in the direction of its tense."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day, none where open; the clocks are times of day ("06:00") on them."""

    first: date | None
    last: date | None
    precision: Precision
    edtf: str
    approximate: bool = False
    assumed: tuple[str, ...] = ()
    clock: str = ""
    end_clock: str = ""

    def but(self, *assumed: str) -> "Stretch":
        """The same with further assumptions."""
        return replace(self, assumed=(*self.assumed, *assumed))


class Unresolved(Exception):  # noqa: N818 - not an error: the text leaves the time open
    """A time that stays open: why, and what of it is known."""

    def __init__(self, why: str, known: str = "XXXX-XX-XX") -> None:
        super().__init__(why)
        self.why = why
        self.known = known


def day(when: date, precision: Precision = "day") -> Stretch:
    """One day."""
    return Stretch(when, when, precision, when.isoformat())


def days(first: date, last: date, precision: Precision = "span") -> Stretch:
    """From one day to another, turned round when they come in the wrong order."""
    first, last = min(first, last), max(first, last)
    return Stretch(first, last, precision, edtf.days(first, last))


def month(year: int, number: int) -> Stretch:
    """A month."""
    last = calendar.monthrange(year, number)[1]
    return Stretch(date(year, number, 1), date(year, number, last), "month", f"{year:04d}-{number:02d}")


def months(first: tuple[int, int], last: tuple[int, int]) -> Stretch:
    """From one month to another, each a year and a number."""
    start, end = month(*first), month(*last)
    return Stretch(start.first, end.last, "span", edtf.interval(start.edtf, end.edtf))


def fraction(first: date, last: date, nth: int, of: int) -> Stretch:
    """The nth of `of` equal parts of a stretch, the last for -1; which days they share is only about right."""
    length = (last - first).days + 1
    at = of if nth < 0 else nth
    if at > of:
        raise Unresolved(f"there is no part {at} of {of}")
    start = first + timedelta(length * (at - 1) // of)
    end = first + timedelta(length * at // of - 1)
    return replace(days(start, end), approximate=True, edtf=edtf.about(edtf.days(start, end)))


def piece(first: date, last: date, nth: int, count: int, unit: str) -> Stretch:
    """The nth stretch of `count` units inside a longer one, counted from its end when `nth` is negative.

    Raises:
        Unresolved: when it would end outside.
    """
    if nth < 0:
        start, end = shift(last + timedelta(1), -count, unit), last
    else:
        start = shift(first, (nth - 1) * count, unit)
        end = shift(first, nth * count, unit) - timedelta(1)
        end = min(end, last) if start <= last and unit == "week" else end
    if not first <= start <= end <= last:
        raise Unresolved("such a part would lie outside the whole")
    return days(start, end)


def year(number: int) -> Stretch:
    """A year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04d}")


def years(first: int, last: int) -> Stretch:
    """From one year to another."""
    if last < first:
        raise Unresolved(f"{first} to {last} runs backwards", edtf.unknown())
    return Stretch(date(first, 1, 1), date(last, 12, 31), "span", edtf.interval(f"{first:04d}", f"{last:04d}"))


def decade(first: int) -> Stretch:
    """Ten years."""
    return Stretch(date(first, 1, 1), date(first + 9, 12, 31), "decade", f"{first // 10:03d}X")


def century(number: int) -> Stretch:
    """The nth century, by its hundreds: the 19th is 1800 to 1899."""
    first = (number - 1) * 100
    return Stretch(date(first, 1, 1), date(first + 99, 12, 31), "span", f"{number - 1:02d}XX")


def week(when: date) -> Stretch:
    """The week from Monday to Sunday that holds the day."""
    monday = when - timedelta(when.weekday())
    return days(monday, monday + timedelta(6), "week")


def weekend(when: date) -> Stretch:
    """Saturday and Sunday of the week that holds the day."""
    saturday = when + timedelta(5 - when.weekday())
    return days(saturday, saturday + timedelta(1), "span")


def season(year_number: int, first_month: int) -> Stretch:
    """Three months from the first one; winter runs into the next year."""
    end = month(year_number + (first_month + 1) // 12, (first_month + 1) % 12 + 1)
    return Stretch(date(year_number, first_month, 1), end.last, "season", edtf.season(year_number, first_month))


def part_of_year(year_number: int, nth: int, of: int) -> Stretch:
    """The nth quarter (`of` 4) or half (`of` 2) of a year."""
    length = 12 // of
    end = month(year_number, nth * length)
    code = (32 if of == 4 else 39) + nth
    precision: Precision = "quarter" if of == 4 else "span"
    return Stretch(date(year_number, (nth - 1) * length + 1, 1), end.last, precision, f"{year_number:04d}-{code}")


def unit_around(when: date, unit: str) -> Stretch:
    """The day, week, month, quarter, year ... that holds the day."""
    if unit in {"week", "weekend", "fortnight"}:
        return weekend(when) if unit == "weekend" else week(when)
    if unit in {"month", "quarter"}:
        whole = month(when.year, when.month)
        return whole if unit == "month" else part_of_year(when.year, (when.month - 1) // 3 + 1, 4)
    if unit in {"year", "decade"}:
        return year(when.year) if unit == "year" else decade(when.year // 10 * 10)
    return century(when.year // 100 + 1) if unit == "century" else day(when)


def shift(when: date, count: float, unit: str) -> date:
    """The day that lies `count` units later (earlier, when negative).

    Raises:
        Unresolved: when the calendar does not reach that far.
    """
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    try:
        if months:
            return _shift_months(when, round(count * months))
        length = {"week": 7.0, "weekend": 7.0, "fortnight": 14.0, "hour": 1 / 24, "minute": 1 / 1440}.get(unit, 1.0)
        return when + timedelta(round(count * (length if unit != "second" else 0.0)))
    except (OverflowError, ValueError) as error:
        raise Unresolved(f"the calendar does not reach {count:g} {unit}s away") from error


def _shift_months(when: date, count: int) -> date:
    year_number, index = divmod(when.year * 12 + when.month - 1 + count, 12)
    return date(year_number, index + 1, min(when.day, calendar.monthrange(year_number, index + 1)[1]))


def third(whole: Stretch, phase: str) -> Stretch:
    """The early, mid or late third of a stretch, which is only about right."""
    if whole.first is None or whole.last is None:
        return whole
    length = max(((whole.last - whole.first).days + 1) // 3, 1)
    first = {"early": whole.first, "mid": whole.first + timedelta(length)}.get(
        phase, whole.last - timedelta(length - 1)
    )
    last = whole.last if phase == "late" else min(first + timedelta(length - 1), whole.last)
    marked = edtf.about(edtf.days(first, last))
    return Stretch(first, last, "span", marked, approximate=True, assumed=(f"{phase!r} taken as a third of it",))


_GAP = 12  # years: the longest between two years in which a date falls on the same weekday, over a century's turn


def nearest(build: Callable[[int], Stretch], anchor: date, tense: Tense, *, open_end: bool = False) -> Stretch:
    """The year that a date without one is meant in, and the reason as an assumption.

    Past or no tense: the last such stretch that has begun by the anchor, if it ended within nine months
    before it (or, for a month told of as past, in the same year), else the next. Future: the first that has not
    ended before the anchor, if it begins within nine months, else the last. Nobody leaves out the year of a day that
    is further off than its namesake; but what an open stretch is counted from or lasts to lies in the direction of its
    tense, however far ("since October 7", told in August).

    Raises:
        Unresolved: when no year near the anchor has such a day.
    """
    years = range(max(anchor.year - _GAP, 1), min(anchor.year + _GAP + 1, 9998))
    made = [s for number in years for s in _built(build, number)]
    begun = [s for s in made if s.first and s.first <= anchor]
    ahead = [s for s in made if s.last and s.last >= anchor]
    if not begun or not ahead:
        raise Unresolved("no such day in the years around the anchor")
    recent = (anchor - (begun[-1].last or anchor)).days <= NEAR
    if tense == "past" and begun[-1].precision == "month" and _year(begun[-1]) == anchor.year:
        recent = True
    soon = ((ahead[0].first or anchor) - anchor).days <= NEAR
    if open_end and tense == "past":
        recent = True
    if (tense == "future" and (soon or open_end)) or not recent:
        return ahead[0].but(f"year {_year(ahead[0])} taken as the first from {anchor} on")
    return begun[-1].but(f"year {_year(begun[-1])} taken as the last up to {anchor}")


def _built(build: Callable[[int], Stretch], number: int) -> tuple[Stretch, ...]:
    try:
        return (build(number),)
    except ValueError:
        return ()


def _year(stretch: Stretch) -> int:
    return stretch.first.year if stretch.first else 0


def easter(year_number: int) -> date:
    """Easter Sunday of a year (Gregorian, the anonymous algorithm of 1876)."""
    century_number, rest = divmod(year_number, 100)
    moon = (19 * (year_number % 19) + century_number - century_number // 4 - _moon_correction(century_number) + 15) % 30
    sunday = (32 + 2 * (century_number % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    early = (year_number % 19 + 11 * moon + 22 * sunday) // 451
    number, index = divmod(moon + sunday - 7 * early + 114, 31)
    return date(year_number, number, index + 1)


def _moon_correction(century_number: int) -> int:
    return (century_number - (century_number + 8) // 25 + 1) // 3


def nth_weekday(year_number: int, number: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, the last for -1."""
    found = [when for when in _days_of(year_number, number) if when.weekday() == weekday]
    return found[nth] if nth < 0 else found[nth - 1]


def _days_of(year_number: int, number: int) -> list[date]:
    return [date(year_number, number, n + 1) for n in range(calendar.monthrange(year_number, number)[1])]
