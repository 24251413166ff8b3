"""Krippendorff's alpha, against the worked examples that its author published."""

import pytest

from wirebook.ledger.review.agreement import agreement, nominal_alpha

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): part A (two observers, ten units, binary data,
# alpha 0.095), part B (two observers, twelve units, nominal data, 0.692), part C (four observers, missing
# values, 0.743)
BINARY = ("0100000000", "1110010010")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412   ", "1233224125 3", " 3332342251 ", "12332441251 ")


def _units(*observers: str) -> list[list[str]]:
    return [[value for value in unit if value != " "] for unit in zip(*observers, strict=True)]


def test_two_observers_of_binary_data() -> None:
    assert nominal_alpha(_units(*BINARY)) == pytest.approx(0.095, abs=0.0005)


def test_two_observers_of_nominal_data() -> None:
    assert nominal_alpha(_units(*NOMINAL)) == pytest.approx(0.692, abs=0.0005)


def test_four_observers_with_missing_values() -> None:
    assert nominal_alpha(_units(*MISSING)) == pytest.approx(0.743, abs=0.0005)


def test_full_agreement_is_one() -> None:
    assert nominal_alpha([["a", "a"], ["b", "b", "b"]]) == 1


def test_constant_disagreement_is_below_chance() -> None:
    assert nominal_alpha([["a", "b"], ["b", "a"]]) == -0.5


def test_a_unit_with_one_value_says_nothing() -> None:
    assert nominal_alpha([["a", "a"], ["b", "b"], ["c"]]) == nominal_alpha([["a", "a"], ["b", "b"]])


def test_alpha_without_variation_is_not_defined() -> None:
    with pytest.raises(ValueError, match="not defined"):
        nominal_alpha([["a", "a"], ["a", "a"]])


def test_reviewers_who_differ_once_in_three() -> None:
    opinions = {
        "ines": {"1": "accepted", "2": "rejected", "3": "accepted"},
        "omar": {"1": "accepted", "2": "rejected", "3": "rejected"},
    }
    found = agreement(opinions)
    assert (found.alpha, found.claims) == (0.4444, 3)
