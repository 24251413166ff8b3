"""Units behind a number, the minus before one, and the words that make it an age."""

import pytest

from wirebook.fields.quantity.amounts import find_amounts
from wirebook.fields.quantity.units import age_before, minus_before, unit_after


@pytest.mark.parametrize(
    ("text", "unit", "end"),
    [
        ("20 square kilometres of land", "km2", 20),
        ("20 sq km of land", "km2", 8),
        ("20 km", "km", 5),
        ("20-km front", "km", 5),
        ("20km", "km", 4),
        ("20 °C", "temperature", 5),
        ("20° and more", "degree", 3),
        ("20 kmx", None, 0),
        ("20 tanks", None, 0),
        ("20°N", None, 0),
    ],
)
def test_the_unit_behind_a_number(text: str, unit: str | None, end: int) -> None:
    found = unit_after(text, 2)
    assert (found.id if found else None, found.end if found else 0) == (unit, end)


@pytest.mark.parametrize("text", ["It lay at 48°30′N.", "It lay at 50.4°N, 30.5°E.", "It lay at 50.4° N."])
def test_a_latitude_is_no_amount(text: str) -> None:
    assert "count" not in {one.unit for one in find_amounts(text)}


@pytest.mark.parametrize(
    ("text", "aged"),
    [
        ("aged 34", True),
        ("ages 34", True),
        ("the wages 34", False),
        ("the age of 34", True),
        ("a very long way before one is aged between 34", True),
        ("Olena Koval, 34, said", True),
        ("The mayor met Olena Koval, 34, said", True),
        ("Olena Koval, 34 said", False),
        ("Olena Koval; 34, said", False),
        ("Olena Koval 34, said", False),
        ("Koval, 34, said", False),
        ("At Kharkiv, 34, said", False),
        ("a woman, 34, said", True),
        ("a car, 34, said", False),
        ("a woman, 34, Olena", False),
    ],
)
def test_the_words_around_a_number_make_it_an_age(text: str, aged: bool) -> None:
    at = text.index("34")
    assert age_before(text, at, at + 2) is aged


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("it was minus 20 degrees", 7),
        ("it was -20 °C", 7),
        ("it was \u221220 °C", 7),
        ("it was 20 °C", 7),
        ("it was x-20 °C", 9),
        ("it was -20 km", 8),
    ],
)
def test_a_temperature_begins_with_its_minus(text: str, start: int) -> None:
    at = text.index("20")
    unit = unit_after(text, at + 2)
    assert unit is not None
    assert minus_before(text, at, unit) == start
