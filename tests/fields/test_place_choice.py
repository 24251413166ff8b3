"""Which place a name means, and which names are none: words that are mostly something else, namesakes, ships."""

import pytest

from wirebook.fields.place.resolution import alternatives, find_places


def _found(text: str) -> list[tuple[str, str | None, str]]:
    return [(p.name, p.country, p.precision) for p in find_places(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met in Austin.", ["Austin"]),
        ("They met with Austin.", []),
        ("They met in David.", []),
        ("They met in Western.", []),
        ("They met in Eastern Province.", []),
        ("They met in Rakhine State.", ["Rakhine"]),
        ("Mon State was flooded.", ["Mon"]),
        ("Mon was flooded.", []),
        ("Rain fell on Northeastern Colombia.", ["Colombia"]),
        ("But Northeastern Colombia was dry.", ["Colombia"]),
        ("Northeastern Province was dry.", ["Shamāl ash Sharqīyah"]),
        ("A Fla. man was in Tampa.", ["Tampa"]),
        ("Rain hit Tampa, Fla., on Monday.", ["Tampa", "Florida"]),
    ],
)
def test_a_word_that_is_mostly_something_else(text: str, names: list[str]) -> None:
    assert [place.name for place in find_places(text)] == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Niger State was flooded.", [("Niger", "NG", "admin1")]),
        ("The Niger state radio said so.", [("Niger", "NE", "country")]),
        ("Israel State was flooded.", [("Israel", "IL", "country")]),
        ("Ten died in Sulu.", [("Sulu", "PH", "admin1")]),
        ("Ten died in South Goa.", [("South Goa", "IN", "admin1")]),
        ("A bomb fell in Tripoli, Lebanon.", [("Tripoli", "LB", "town"), ("Lebanon", "LB", "country")]),
        ("A boat left Hodeidah, Red Sea.", [("Hodeidah", "YE", "town"), ("Red Sea", None, "area")]),
        ("It fell in Paris in Texas.", [("Paris", "US", "town"), ("Texas", "US", "admin1")]),
        ("Lyman, Kharkiv region, was hit.", [("Lyman", "UA", "town"), ("Kharkiv", "UA", "admin1")]),
        ("The Kursk region was hit. Kursk was dark.", [("Kursk", "RU", "admin1")] * 2),
        ("Kursk was hit. The Kursk region was dark.", [("Kursk", "RU", "town"), ("Kursk", "RU", "admin1")]),
    ],
)
def test_what_stands_beside_a_name_decides(text: str, places: list[tuple[str, str | None, str]]) -> None:
    assert _found(text) == places


@pytest.mark.parametrize("name", ["Pale", "Pale Township"])
def test_a_namesake_abroad_is_not_in_the_division_beside_it(name: str) -> None:
    assert _found(f"{name}, Sagaing Region, was hit.") == [(name, "MM", "unlisted"), ("Sagaing", "MM", "admin1")]


def test_a_place_without_a_point_may_be_any_of_its_namesakes() -> None:
    place = find_places("Tripoli, Sagaing Region, was hit.")[0]
    assert place.precision == "unlisted"
    assert {"LY", "LB"} <= {one.country for one in alternatives(place)}


def test_a_town_is_in_the_division_beside_it() -> None:
    assert _found("Goma, North Kivu province, was hit.") == [("Goma", "CD", "town"), ("North Kivu", "CD", "admin1")]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Delft", ("Delft", None, "unlisted")),  # a town of the Netherlands; also an island here
        ("Vaduz", ("Vaduz", "LI", "town")),  # small, but a capital
        ("Rotterdam", ("Rotterdam", "NL", "town")),
    ],
)
def test_a_lesser_town_of_a_country_that_nothing_else_is_of(name: str, place: tuple[str, str | None, str]) -> None:
    text = f"Rockets hit Lyman, Kramatorsk, Bakhmut and Kharkiv in Ukraine. She was born near {name}."
    assert _found(text)[-1] == place


def test_two_names_of_a_country_are_no_strangers() -> None:
    text = "Rockets hit Lyman, Kramatorsk, Bakhmut and Kharkiv in Ukraine. They met near Delft and Leiden."
    assert [country for _, country, _ in _found(text)[-2:]] == ["NL", "NL"]


def test_a_ship_has_its_name_all_through_but_where_it_says_where() -> None:
    text = "The tanker Hodeidah sank. Hodeidah burned. Ten died in Hodeidah."
    (place,) = find_places(text)
    assert place.span.start == text.rindex("Hodeidah")
    assert find_places('The tanker "Hodeidah" sank.') == ()
