"""Parties, countries and sides by name."""

import pytest

from wirebook.fields.party.names import country_name, is_party_code, party_name, side_words


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("UKR", "Ukraine"),
        ("UKRMIL", "Ukrainian military"),
        ("YEMGOV", "Yemeni government"),
        ("RUSREB", "Russian rebels"),
        ("SDNREBRSF", "Rapid Support Forces"),
        ("PSEREBHMS", "Hamas"),
        ("RUSMILAIR", "Russian military"),
        ("KRD", "Kurds"),
    ],
)
def test_a_party_of_a_code(code: str, name: str) -> None:
    assert party_name(code) == name
    assert is_party_code(code)


@pytest.mark.parametrize("code", ["XXX", "XXXMIL", "UKRXXX", "river traders", ""])
def test_what_is_no_code_is_given_back(code: str) -> None:
    assert party_name(code) == code
    assert is_party_code(code) is False


def test_nobody_has_no_name() -> None:
    assert (party_name(None), country_name(None), country_name("")) == ("", "", "")


@pytest.mark.parametrize(
    ("code", "name"), [("UA", "Ukraine"), ("UKR", "Ukraine"), ("somewhere", "somewhere"), ("UKRMIL", "UKRMIL")]
)
def test_a_country_of_two_or_three_letters(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("released by YEM", "released by Yemen"),
        ("released", "released"),
        ("led by night by UKR", "led by night by Ukraine"),
    ],
)
def test_a_measure_of_one_side(measure: str, words: str) -> None:
    assert side_words(measure) == words
