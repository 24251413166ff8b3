"""Counts that go on: they have a beginning, known or not, and no end."""

import pytest

from wirebook.fields.time.open_periods import counts_on
from wirebook.types import Period, Span


@pytest.mark.parametrize(
    ("start", "end", "written", "goes_on"),
    [
        ("2024-05-10", None, "from 10 May", True),
        ("2024-05-10", "2024-05-11", "since 10 May", False),
        (None, "2024-05-11", "since 10 May", False),
        (None, None, "Since the fighting began", True),
        (None, None, "on Monday", False),
        (None, None, "until it is found since when", False),
    ],
)
def test_a_count_goes_on_from_a_beginning(start: str | None, end: str | None, written: str, goes_on: bool) -> None:
    assert counts_on(Period(start, end, "day", "", written, Span(0, 1))) is goes_on


def test_no_period_goes_on() -> None:
    assert not counts_on(None)
