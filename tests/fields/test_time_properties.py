"""What holds for every time: it is found whole, it resolves to itself, and nothing makes the reader fall."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirebook.fields.time.expressions import Anchor, find_times, read_times, resolve
from wirebook.fields.time.grammar import atoms, words_file
from wirebook.fields.time.relative import counted_weekday

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
MONTHS = list(words_file()["words"]["month"])
PIECES = """Wednesday|since|between|and|to|the|night of|12-13|2024|3|ago|weeks|a day after|Feb. 30|
99/99/2024|0400 GMT|
|now|Day 99999|9999|centuries|last|until|-|23:59|Easter|half|
first time in|the 31st|.|from|overnight into|early|Q3|'s"""
FRAGMENTS = st.sampled_from([*MONTHS, *PIECES.replace("\n", "").split("|"), "\n"])


def forms(day: dt.date) -> list[str]:
    name = MONTHS[day.month - 1]
    return [
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day:%a}, {day.day} {name[:3]} {day.year}",
        f"the {day.day}th of {name} {day.year}",
        f"{name[:3]}{'' if day.month == 5 else '.'} {day.day}, {day.year}",
    ]


@given(DAYS)
def test_every_day_is_found_in_every_form(day: dt.date) -> None:
    for form in forms(day):
        (period,) = read_times(f"It happened on {form}.", Anchor(None))
        assert (period.written, period.start, period.end) == (form, day.isoformat(), day.isoformat())


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_that_day_of_the_year(day: dt.date, anchor: dt.date) -> None:
    (period,) = read_times(f"It fell on {MONTHS[day.month - 1]} {day.day}.", Anchor(anchor.isoformat()))
    if (day.month, day.day) != (2, 29):
        assert period.start is not None
    assert period.start is None or period.start[5:] == day.isoformat()[5:]


@given(DAYS, st.integers(0, 6), st.sampled_from([None, -1, 0, 1]), st.sampled_from(["past", "future", "none"]))
def test_a_weekday_lands_on_that_weekday(anchor: dt.date, weekday: int, which: int | None, tense: str) -> None:
    found = counted_weekday(anchor, weekday, which, tense)  # type: ignore[arg-type]
    assert found.weekday() == weekday
    assert abs((found - anchor).days) <= 7


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=12).map(" ".join)), st.one_of(st.none(), DAYS))
@example("0:00 until 1000", None)
def test_anything_is_read_without_a_crash(text: str, anchor: dt.date | None) -> None:
    end = 0
    for period in read_times(text, Anchor(anchor.isoformat() if anchor else None)):
        assert text[period.span.start : period.span.end] == period.written
        assert period.span.start >= end
        end = period.span.end
        known = period.start is not None and period.end is not None
        assert not known or _in_order(str(period.start), str(period.end))


def _in_order(start: str, end: str) -> bool:
    """An end that is a day includes its hours."""
    return start[: len(end)] <= end[: len(start)]


@given(st.lists(FRAGMENTS, max_size=12).map(" ".join))
def test_expressions_do_not_overlap(text: str) -> None:
    found = find_times(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(DAYS, st.integers(0, 100_000), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_ago_never_lies_ahead(anchor: dt.date, count: int, unit: str) -> None:
    (words,) = find_times(f"{count} {unit}s ago")
    period = resolve(words, Anchor(anchor.isoformat()))
    assert period.start is not None or count > 100
    assert period.start is None or period.start <= (anchor + dt.timedelta(3)).isoformat()


RULES = [(row["kind"], row) for row in words_file()["rule"]]


@pytest.mark.parametrize(("kind", "row"), RULES, ids=lambda value: value if isinstance(value, str) else "")
def test_every_rule_reads_its_own_examples(kind: str, row: dict[str, list[str]]) -> None:
    """An example in brackets needs the words around it: "since [May]"."""
    assert row["examples"]
    for example_ in row["examples"]:
        plain = example_.replace("[", "").replace("]", "")
        written = example_.partition("[")[2].partition("]")[0] or plain.removeprefix("in ")
        assert (kind, written) in [(words.rule, words.written) for words in atoms(plain)], example_
    for counter in row.get("counters", []):
        assert list(atoms(counter)) == []
