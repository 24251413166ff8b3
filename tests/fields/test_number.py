"""Numerals: what is written in digits or words is read as the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.quantity.numerals import read_numeral, table

ONES = {value: word for word, value in table("numbers")["words"].items() if word != "fourty"}


def _below_hundred(number: int) -> str:
    if number in ONES:
        return str(ONES[number])
    return f"{ONES[number - number % 10]}-{ONES[number % 10]}"


def _in_words(number: int) -> str:
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joined = " and " if 0 < rest < 100 else " "
            return f"{_in_words(number // scale)} {name}" + (joined + _in_words(rest) if rest else "")
    return _below_hundred(number)


@given(st.integers(0, 10**12 - 1))
def test_words_are_read_whole(number: int) -> None:
    written = _in_words(number)
    found = read_numeral(written, 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(written))


@given(st.integers(0, 10**15), st.sampled_from([",", "\u00a0", "\u2009", "\u202f", "’"]))
def test_digits_are_read_whole(number: int, separator: str) -> None:
    written = f"{number:,}".replace(",", separator)
    found = read_numeral(written, 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(written))
    assert isinstance(found.value, int)


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("2.3bn", 2300000000, "2.3bn"),
        ("5m people", 5000000, "5m"),
        ("5m wide", 5, "5"),
        ("1,5 million", 1500000, "1,5 million"),
        ("4 hundred million", 400000000, "4 hundred million"),
        ("two and a half years", 2.5, "two and a half"),
        ("one and a half million", 1500000, "one and a half million"),
        ("a million and a half", 1500000, "a million and a half"),
        ("3½ years", 3.5, "3½"),
        ("half-dozen", 6, "half-dozen"),
        ("a quarter of a million", 250000, "a quarter of a million"),
        ("six and seven", 6, "six"),
        ("twelve hundred", 1200, "twelve hundred"),
        ("1,20,000 rupees", 120000, "1,20,000"),
        ("two dozen", 24, "two dozen"),
    ],
)
def test_forms(text: str, value: float, written: str) -> None:
    found = read_numeral(text, 0)
    assert found is not None
    assert (found.value, text[: found.end]) == (value, written)


@pytest.mark.parametrize("text", ["a missile", "hundred men", "and six", "sixth", "a few", "", "oneself"])
def test_no_numeral(text: str) -> None:
    assert read_numeral(text, 0) is None


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("twenty ten", 20, "twenty"),
        ("twenty nine", 29, "twenty nine"),
        ("ten five", 10, "ten"),
        ("one hundred hundred", 100, "one hundred"),
        ("a hundred hundred", 100, "a hundred"),
        ("one hundred a thousand", 100, "one hundred"),
        ("a thousand five", 1005, "a thousand five"),
        ("a thousand a", 1000, "a thousand"),
        ("one thousand", 1000, "one thousand"),
        ("two dozen three", 24, "two dozen"),
    ],
)
def test_words_are_one_number_as_far_as_they_fit(text, value, read):
    found = read_numeral(text, 0)
    assert (found.value, text[: found.end]) == (value, read)
