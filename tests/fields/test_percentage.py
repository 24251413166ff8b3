"""Percentages set against counts."""

from dataclasses import replace

import pytest

from wirebook.fields.quantity.percentage import fits_share, shares_of
from wirebook.types import Amount, Balance, Claim, Entry, Span

SPAN = Span(0, 1)
TOLD = Claim(
    "c1", "r1", "raid", "intercepted", "drone",
    Amount(40, 42, approximate=False, unit="percent", written="40", span=SPAN),
    (SPAN,), "", "states", "happened",
)  # fmt: skip
BALANCE = Balance(
    "b1", "raid", "bins", "drone", "r1", None, None, Entry("launched", 80, 80, ()),
    (Entry("intercepted", 20, 20, ()), Entry("jammed", 40, 40, ())), "", 0, 0, "exact", (), "",
)  # fmt: skip


def test_a_count_as_a_percentage_of_its_whole_alone_and_with_all_parts() -> None:
    assert shares_of(TOLD, BALANCE) == [25.0, 75.0]
    assert shares_of(replace(TOLD, measure="jammed"), BALANCE) == [50.0, 75.0]
    one = replace(BALANCE, whole=Entry("launched", 1, 1, ()), parts=(Entry("intercepted", 1, 1, ()),))
    assert shares_of(TOLD, one) == [100.0, 100.0]


@pytest.mark.parametrize(
    "balance",
    [
        replace(BALANCE, account="war"),
        replace(BALANCE, item="missile"),
        replace(BALANCE, identity="part-of-whole"),
        replace(BALANCE, parts=BALANCE.parts[1:]),
        replace(BALANCE, whole=Entry("launched", 0, 0, ())),
        replace(BALANCE, whole=Entry("launched", 80, 90, ())),
        replace(BALANCE, parts=(BALANCE.parts[0], Entry("jammed", 40, None, ()))),
    ],
)
def test_there_is_none_of_something_else_or_of_no_single_numbers(balance: Balance) -> None:
    assert shares_of(TOLD, balance) == []


@pytest.mark.parametrize(
    ("low", "high", "approximate", "fits"),
    [
        (40, 42, False, {38.9: False, 39: True, 41: True, 43: True, 43.1: False}),
        (40, 42, True, {34.9: False, 35: True, 47: True, 47.1: False}),
        (40, None, False, {38.9: False, 39: True, 100: True}),
        (None, 42, False, {-1.5: False, 0: True, 43: True, 43.1: False}),
    ],
)
def test_a_percentage_may_be_rounded(
    low: float | None, high: float | None, approximate: bool, fits: dict[float, bool]
) -> None:
    assert TOLD.amount is not None
    claim = replace(TOLD, amount=replace(TOLD.amount, low=low, high=high, approximate=approximate))
    assert {share: fits_share(claim, share) for share in fits} == fits


def test_what_has_no_number_contradicts_no_share() -> None:
    assert fits_share(replace(TOLD, amount=None), 12)
