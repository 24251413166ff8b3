"""The laws of intervals with open ends, and amounts as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.quantity.amounts import find_amounts
from wirebook.fields.quantity.interval import (
    Interval,
    add,
    compare,
    contains,
    format_amount,
    meet,
    scale,
    subtract,
    whole,
)

BOUND = st.one_of(st.none(), st.integers(-(10**9), 10**9))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(BOUND), draw(BOUND)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


@given(intervals(), intervals())
def test_adding_commutes(one: Interval, other: Interval) -> None:
    assert add(one, other) == add(other, one)


@given(intervals(), intervals())
def test_taking_away_undoes_adding_or_widens(one: Interval, other: Interval) -> None:
    assert contains(subtract(add(one, other), other), one)


@given(intervals(), intervals())
def test_meeting_commutes_and_lies_in_both(one: Interval, other: Interval) -> None:
    both = meet(one, other)
    assert both == meet(other, one)
    assert both is None or (contains(one, both) and contains(other, both))


@given(intervals(), intervals())
def test_what_cannot_meet_is_less_or_greater(one: Interval, other: Interval) -> None:
    assert (meet(one, other) is None) == (compare(one, other) in ("less", "greater"))


@given(intervals(), st.integers(-1000, 1000))
def test_scaling_keeps_order(one: Interval, factor: int) -> None:
    low, high = scale(one, factor)
    assert low is None or high is None or low <= high


@given(intervals())
def test_everything_contains_anything(one: Interval) -> None:
    assert contains((None, None), one)
    assert contains(one, one)
    assert meet(one, (None, None)) == one


def test_whole_numbers_stay_whole() -> None:
    assert scale((1.5, 1.5), 1_000_000) == (1500000, 1500000)
    assert isinstance(whole(3.0), int)
    assert whole(float("inf")) == float("inf")


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ((1, 1), (1, 1), "equal"),
        ((1, 2), (1, 2), "unknown"),
        ((1, 2), (3, None), "less"),
        ((None, 9), (10, 10), "less"),
        ((5, None), (1, 4), "greater"),
    ],
)
def test_order(one: Interval, other: Interval, order: str) -> None:
    assert compare(one, other) == order


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("more than 10,000 men", "≥ 10,001"),
        ("12 men", "12"),
        ("about 50,000 men", "≈ 50,000"),
        ("up to 20 men", "≤ 20"),
        ("dozens of men", "24–99"),
        ("most of the men", "50–100 %"),
        ("2.5 km", "2.5 km"),
        ("41 percent", "41 %"),
    ],
)
def test_display(text: str, shown: str) -> None:
    assert [format_amount(a) for a in find_amounts(text)] == [shown]


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ((None, None), (None, None), "unknown"),
        ((5, 5), (5, 5), "equal"),
        ((5, 9), (5, 9), "unknown"),
        ((5, None), (5, None), "unknown"),
        ((5, 6), (7, 9), "less"),
        ((5, 7), (7, 9), "unknown"),
        ((7, None), (None, 6), "greater"),
        ((7, None), (None, 7), "unknown"),
    ],
)
def test_two_intervals_lie_so(one, other, order):
    assert compare(one, other) == order
