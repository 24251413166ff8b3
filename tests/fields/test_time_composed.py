"""Times that stand beside each other: which become one, and what the whole means."""

import pytest

from wirebook.fields.time.expressions import Anchor, find_times, read_times

NOV_13 = Anchor("2024-11-13")
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It came two days after October 7.", ["two days after October 7"]),
        ("Two days before, on October 7, it fell.", ["Two days before", "October 7"]),
        ("Two weeks on, from Tuesday, it fell.", ["Two weeks", "Tuesday"]),
        ("It fell on the night of Tuesday's attack.", ["the night of Tuesday"]),
        ("After Tuesday's attack it fell.", ["Tuesday"]),
        ("It has been shut since July.", ["since July"]),
        ("It was the deadliest day since July, when 12 died.", ["July"]),
        ("On Monday and Tuesday it fell.", ["Monday and Tuesday"]),
        ("On Monday morning and Tuesday it fell.", ["Monday morning", "Tuesday"]),
        ("Between Monday and Friday it fell.", ["Between Monday and Friday"]),
        ("Between Monday to Friday it fell.", ["Monday", "Friday"]),
        ("It was seen now - Friday it fell.", ["now", "Friday"]),
    ],
)
def test_which_neighbours_are_one_time(text: str, written: list[str]) -> None:
    assert [words.written for words in find_times(text)] == written


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("Saturday night into Sunday", "2024-11-09", "2024-11-10"),
        ("Overnight into Sunday", "2024-11-10", "2024-11-10"),
        ("a week after 7 October 2024", "2024-10-14", "2024-10-14"),
        ("two weeks after 7 October 2024", "2024-10-18", "2024-10-24"),
        ("the week after 7 October 2024", "2024-10-14", "2024-10-14"),
        ("two weeks from Tuesday", "2024-11-26", "2024-11-26"),
        ("weeks after 7 October 2024", None, None),
        ("from August to October", "2024-08-01", "2024-10-31"),
        ("from October to now", "2024-10-01", "2024-11-13"),
        ("from October to 3 May 2024", "2023-10-01", "2024-05-03"),
        ("until October", None, "2024-10-31"),
        ("before October", None, "2024-10-01"),
        ("until the end of October", None, "2024-10-31"),
        ("before the end of October", None, "2024-10-31"),
        ("from 8 p.m. on Monday to 6 a.m. on Tuesday", "2024-11-11T20:00", "2024-11-12T06:00"),
        ("from 8 p.m. to 6 a.m. on Tuesday", "2024-11-11T20:00", "2024-11-12T06:00"),
        ("from 8 p.m. on Monday to 6 a.m.", "2024-11-11T20:00", "2024-11-12T06:00"),
        ("from 8 p.m. to 6 a.m.", "2024-11-12T20:00", "2024-11-13T06:00"),
    ],
)
def test_what_the_whole_means(written: str, start: str | None, end: str | None) -> None:
    (period,) = read_times(f"Shells fell {written}.", NOV_13)
    assert (period.written, period.start, period.end) == (written, start, end)
