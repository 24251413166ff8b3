"""The calendar behind times: units around a day, shifts, thirds, holidays, and what a later time counts from."""

from datetime import date

import pytest

from wirebook.fields.time.calendar import Stretch, easter, nth_weekday, shift, third, unit_around
from wirebook.fields.time.edtf import about
from wirebook.fields.time.expressions import Anchor, find_times, guess_tense, read_times

AUGUST = date(2024, 8, 14)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("unit", "first", "last", "edtf"),
    [
        ("day", "2024-08-14", "2024-08-14", "2024-08-14"),
        ("week", "2024-08-12", "2024-08-18", "2024-08-12/2024-08-18"),
        ("weekend", "2024-08-17", "2024-08-18", "2024-08-17/2024-08-18"),
        ("month", "2024-08-01", "2024-08-31", "2024-08"),
        ("quarter", "2024-07-01", "2024-09-30", "2024-35"),
        ("year", "2024-01-01", "2024-12-31", "2024"),
        ("decade", "2020-01-01", "2029-12-31", "202X"),
        ("century", "2000-01-01", "2099-12-31", "20XX"),
    ],
)
def test_the_unit_that_holds_a_day(unit: str, first: str, last: str, edtf: str) -> None:
    found = unit_around(AUGUST, unit)
    assert (str(found.first), str(found.last), found.edtf) == (first, last, edtf)


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [
        (1, "day", "2024-08-15"),
        (-2, "week", "2024-07-31"),
        (1, "fortnight", "2024-08-28"),
        (36, "hour", "2024-08-16"),
        (90, "second", "2024-08-14"),
        (1, "month", "2024-09-14"),
        (-8, "month", "2023-12-14"),
        (-2, "quarter", "2024-02-14"),
        (0.5, "year", "2025-02-14"),
        (-1, "decade", "2014-08-14"),
        (1, "century", "2124-08-14"),
    ],
)
def test_so_many_units_later(count: float, unit: str, day: str) -> None:
    assert str(shift(AUGUST, count, unit)) == day


def test_a_month_later_ends_with_its_month() -> None:
    assert shift(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)
    assert shift(date(2024, 2, 29), 12, "month") == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("unit", "phase", "first", "last"),
    [
        ("month", "early", "2024-08-01", "2024-08-10"),
        ("month", "mid", "2024-08-11", "2024-08-20"),
        ("month", "late", "2024-08-22", "2024-08-31"),
        ("week", "early", "2024-08-12", "2024-08-13"),
        ("week", "late", "2024-08-17", "2024-08-18"),
        ("weekend", "mid", "2024-08-18", "2024-08-18"),
        ("year", "mid", "2024-05-02", "2024-08-31"),
    ],
)
def test_a_third_of_a_stretch(unit: str, phase: str, first: str, last: str) -> None:
    found = third(unit_around(AUGUST, unit), phase)
    assert (str(found.first), str(found.last), found.approximate) == (first, last, True)


def test_an_open_stretch_has_no_thirds() -> None:
    since = Stretch(AUGUST, None, "day", "2024-08-14/..")
    assert third(since, "late") is since


@pytest.mark.parametrize(
    "sunday", ["1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25"]
)
def test_easter(sunday: str) -> None:
    assert str(easter(int(sunday[:4]))) == sunday


@pytest.mark.parametrize(
    ("month", "weekday", "nth", "day"),
    [(5, 0, -1, "2024-05-27"), (11, 3, 4, "2024-11-28"), (9, 6, 1, "2024-09-01"), (9, 0, -1, "2024-09-30")],
)
def test_the_nth_weekday_of_a_month(month: int, weekday: int, nth: int, day: str) -> None:
    assert str(nth_weekday(2024, month, weekday, nth)) == day


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("2024", "2024~"),
        ("2024~", "2024~"),
        ("2024-05-01/2024-05-03", "2024-05-01~/2024-05-03~"),
        ("2024-05-01~/2024-05-03", "2024-05-01~/2024-05-03~"),
        ("2024/..", "2024~/.."),
        ("/2024", "/2024~"),
    ],
)
def test_what_is_about_right_is_marked_once_at_each_end(written: str, marked: str) -> None:
    assert about(written) == marked


@pytest.mark.parametrize(
    ("text", "start", "counted"),
    [
        ("It began in 2019. A year later it ended.", "2020-01-01", True),
        ("It began in March 2019. A month later it ended.", "2019-04-01", True),
        ("On 3 May 2024 it began. A day later it ended.", "2024-05-04", True),
        ("On 3 May 2024 it began.\n\nA day later it ended.", None, False),
        ("On 3 May 2024 it began.\n\nAt 6 a.m. it ended.", "2024-05-03T06:00", True),
        ("It began in 2019. That year it grew.", "2019-01-01", True),
        ("On 3 May 2024 it fell. On Monday it rose.", "2024-11-11", False),
    ],
)
def test_what_a_later_time_counts_from(text: str, start: str | None, counted: bool) -> None:
    first, then = read_times(text, Anchor("2024-11-13"))
    assert then.start == start
    assert (f"counted from {first.written!r}" in then.assumed) is counted


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("He left. They will meet. Friday was dark.", "past"),
        ("Wednesday's ruling will matter.", "past"),
        ("Wednesday’s ruling will matter.", "past"),
        ("They will meet Friday.", "future"),
        ("Talks were postponed until Tuesday.", "future"),
        ("It fell. He said so. Friday will be dark.", "future"),
    ],
)
def test_the_nearest_cue_of_the_sentence_tells_past_or_future(text: str, tense: str) -> None:
    assert guess_tense(text, find_times(text)[-1]) == tense
