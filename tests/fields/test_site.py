"""Small places that no gazetteer lists, known by the word for their kind."""

import pytest

from wirebook.fields.place.resolution import find_places
from wirebook.fields.place.unlisted_sites import find_sites


def _sites(text: str) -> list[tuple[str, str | None]]:
    return [(p.name, p.country) for p in find_sites(text, find_places(text))]


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("Two died in the Syrian border town of Tal Hawash.", [("Tal Hawash", "SY")]),
        ("Israeli strikes on Tal Hawash village killed three.", [("Tal Hawash", None)]),
        ("A drone hit Marwa refugee camp outside Goma.", [("Marwa refugee camp", "CD")]),
        ("A bomb fell on Gaza City's Zalut neighborhood.", [("Zalut", "PS")]),
        ("Prisoners left Karmaz prison in the Negev.", [("Karmaz prison", "IL")]),
        ("Ten people died in Kibbutz Orem.", [("Kibbutz Orem", None)]),
        ("The villages of Orekh and Tal Burj near Kharkiv were shelled.", [("Orekh", "UA"), ("Tal Burj", "UA")]),
        ("Shells hit Tal Hawash village. Later Tal Hawash fell.", [("Tal Hawash", None), ("Tal Hawash", None)]),
        ("Zurdi Local Government Area of Zamfara State", [("Zurdi Local Government Area", "NG")]),
    ],
)
def test_a_word_for_its_kind_makes_a_place_known(text: str, sites: list[tuple[str, str | None]]) -> None:
    assert _sites(text) == sites


@pytest.mark.parametrize(
    "text",
    [
        "The Christian village was burnt.",
        "The Russian base was hit.",
        "The Red Cross hospital was hit.",
        "Houthi-controlled areas were bombed.",
        "Islamic State fighters fled.",
        "It lies in the brigade's Area of Responsibility.",
        "The Orekh District Council met.",
        "A Hamas outpost was taken.",
        "The UN camp was hit.",
        "The city of Kherson was shelled.",
        "Kherson city was shelled.",
    ],
)
def test_sorts_peoples_bodies_and_listed_places_are_none(text: str) -> None:
    assert _sites(text) == []


def test_a_site_has_a_name_but_no_point() -> None:
    text = "Shells hit Tal Hawash village, west of Bhamo in the state of Kachin."
    (site,) = find_sites(text, find_places(text))
    assert (site.geonameid, site.latitude, site.admin1, site.precision) == (None, None, "Kachin", "unlisted")
