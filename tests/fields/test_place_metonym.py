"""Capitals and countries that stand for governments are no places of events."""

import pytest

from wirebook.fields.place.resolution import find_places, is_metonym

METONYMS = [
    ("Kyiv officials claim 50,000 troops are there.", "Kyiv"),
    ("The soldiers were dispatched by Pyongyang to assist Moscow.", "Pyongyang"),
    ("The soldiers were dispatched by Pyongyang to assist Moscow.", "Moscow"),
    ("Moscow said it had repelled the attack.", "Moscow"),
    ("Tehran has denied sending missiles.", "Tehran"),
    ("Washington's promise came on Monday.", "Washington"),
    ("Ukraine has received the first tanks.", "Ukraine"),
    ("Israel launched 40 strikes overnight.", "Israel"),
    ("The aid was promised to help Kyiv.", "Kyiv"),
    ("Beijing repeatedly warned against it.", "Beijing"),
    ("Russia targeted eight regions.", "Russia"),
    ("Ukraine is struggling to hold on.", "Ukraine"),
    ("The U.S. will adapt the equipment.", "U.S."),
    ("Russia has been amassing forces.", "Russia"),
    ("Ukraine's air force shot down 12 drones.", "Ukraine"),
    ("Russia's defence ministry gave no number.", "Russia"),
]


@pytest.mark.parametrize(("text", "name"), METONYMS)
def test_metonym(text: str, name: str) -> None:
    (place,) = [p for p in find_places(text) if p.written == name]
    assert is_metonym(text, place)


PLACES = [
    ("Six missiles were fired at Kyiv.", "Kyiv"),
    ("Russian missiles struck Kyiv on Wednesday.", "Kyiv"),
    ("Explosions were heard in Moscow.", "Moscow"),
    ("A blast in central Tehran killed two.", "Tehran"),
    ("Drones reached the outskirts of Moscow from Ukraine's north.", "Moscow"),
    ("Fighting goes on in Ukraine's Kharkiv region.", "Kharkiv"),
    ("Shelling of Sudan's capital went on.", "Sudan"),
    ("Kyiv was hit by six missiles.", "Kyiv"),
    ("Moscow has been hit again.", "Moscow"),
    ("Kyiv targeted by 90 drones.", "Kyiv"),
    ("Troops advanced near Bakhmut.", "Bakhmut"),
    ("The attack on Beirut killed ten.", "Beirut"),
]


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_ground(text: str, name: str) -> None:
    (place,) = [p for p in find_places(text) if p.written == name]
    assert not is_metonym(text, place)


def test_the_kremlin_is_no_place() -> None:
    assert find_places("The incursion was embarrassing the Kremlin.") == ()
