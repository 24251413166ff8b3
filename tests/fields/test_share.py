"""Shares in words, with their bounds, and what they make of a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.quantity.amounts import find_amounts, share_of
from wirebook.fields.quantity.interval import contains


@pytest.mark.parametrize(
    ("text", "written", "share"),
    [
        ("most of the troops", "most", (0.5, 1.0)),
        ("most were downed", "most", (0.5, 1.0)),
        ("the majority of the 1,500", "the majority", (0.5, 1.0)),
        ("half the houses", "half", (0.45, 0.55)),
        ("more than half of the force", "more than half", (0.5, 1.0)),
        ("less than half of it", "less than half", (0.0, 0.5)),
        ("two-thirds of the city", "two-thirds", (2 / 3, 2 / 3)),
        ("a third of the men", "a third", (1 / 3, 1 / 3)),
        ("about a quarter of homes", "about a quarter", (0.225, 0.275)),
        ("nearly all of the drones", "nearly all", (0.85, 1.0)),
        ("all the drones", "all", (1.0, 1.0)),
        ("2/3 of the men", "2/3", (2 / 3, 2 / 3)),
        ("Nine in ten families fled", "Nine in ten", (0.9, 0.9)),
        ("she said about 9 in 10 fled", "about 9 in 10", (0.81, 0.99)),
        ("it hurt one out of every five homes", "one out of every five", (0.2, 0.2)),
    ],
)
def test_shares(text: str, written: str, share: tuple[float, float]) -> None:
    found = find_amounts(text)[0]
    assert (found.written, found.low, found.high) == (written, None, None)
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize("text", ["They killed two in five attacks", "two in 12 towns", "ten in nine towns"])
def test_things_counted_in_things_are_no_share(text: str) -> None:
    found = find_amounts(text)
    assert len(found) == 2
    assert all(amount.share is None for amount in found)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("most of more than 10,000 men", 5001, None),
        ("half of the 300 hostages", 135, 165),
        ("most of the 90 drones", 46, 90),
        ("all of the 6 missiles", 6, 6),
        ("a third of up to 90 men", None, 30),
        ("41% of the 90 drones", 36.9, 36.9),
    ],
)
def test_shares_of_a_whole(text: str, low: float | None, high: float | None) -> None:
    part = share_of(*find_amounts(text))
    assert (part.low, part.high) == (low, high)


@given(st.integers(1, 10**6))
def test_a_share_is_no_more_than_its_whole(number: int) -> None:
    share, whole = find_amounts(f"most of the {number:,} men")
    part = share_of(share, whole)
    assert contains((0, number), (part.low, part.high))


def test_a_number_is_no_share() -> None:
    one, other = find_amounts("six of the 90 drones")
    with pytest.raises(ValueError, match="no share"):
        share_of(one, other)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2/3 of the men left", 0.667),
        ("3/2 of the men left", None),
        ("3/3 of the men left", None),
        ("two thirds of the men left", 0.667),
        ("three thirds of the men left", 1),
        ("five thirds of the men left", None),
    ],
)
def test_a_part_is_no_more_than_its_whole(text: str, share: float | None) -> None:
    found = [amount.share for amount in find_amounts(text) if amount.share]
    assert found == ([] if share is None else [pytest.approx((share, share), abs=0.001)])
