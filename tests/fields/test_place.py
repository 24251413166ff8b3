"""Places: own sentences and the places they must yield."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.place.gazetteer import fold, load_gazetteer, prior
from wirebook.fields.place.resolution import PlaceContext, alternatives, find_mentions, find_places

FOUND = [
    (
        "Shelling hit Robotyne in Zaporizhzhia region overnight.",
        [("Robotyne", "UA", "town"), ("Zaporizhzhia", "UA", "admin1")],
    ),
    ("Troops crossed into the Kursk border region.", [("Kursk", "RU", "admin1")]),
    ("Drones fell in the Kharkiv region.", [("Kharkiv", "UA", "admin1")]),
    ("A strike hit Kharkiv on Friday.", [("Kharkiv", "UA", "town")]),
    ("Strikes in southern Lebanon killed five.", [("Lebanon", "LB", "country")]),
    ("Tanks entered Rafah and Khan Younis.", [("Rafah", "PS", "town"), ("Khan Younis", "PS", "town")]),
    (
        "Ships were attacked in the Red Sea and the Gulf of Aden.",
        [("Red Sea", None, "area"), ("Gulf of Aden", None, "area")],
    ),
    ("The RSF shelled El Fasher in North Darfur.", [("El Fasher", "SD", "town"), ("North Darfur", "SD", "admin1")]),
    ("Clashes near al-Tanf and in Raqqa.", [("Al-Tanf", "SY", "area"), ("Raqqa", "SY", "town")]),
    ("Fighting in Rakhine State spread.", [("Rakhine", "MM", "admin1")]),
    ("A fire broke out at the Zaporizhzhia nuclear power plant.", [("Zaporizhzhia Nuclear Power Plant", "UA", "area")]),
    ("Storms hit Paris, Texas.", [("Paris", "US", "town"), ("Texas", "US", "admin1")]),
    ("He fled to Gainesville, Fla., on Monday.", [("Gainesville", "US", "town"), ("Florida", "US", "admin1")]),
    (
        "Two died in the village of Bohdanivka in Donetsk oblast.",
        [("Bohdanivka", "UA", "town"), ("Donetsk", "UA", "admin1")],
    ),
    ("U.S. jets struck targets in Sanaa.", [("United States", "US", "country"), ("Sanaa", "YE", "town")]),
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_places(text: str, wanted: list[tuple[str, str | None, str]]) -> None:
    assert [(p.name, p.country, p.precision) for p in find_places(text)] == wanted


NOTHING = [
    "President Jackson met Mr. Paris on Monday.",
    "The Kyiv Independent reported losses.",
    "Islamic State claimed the attack in March.",
    "The Gaza Health Ministry gave no figure.",
    "She studied at the University of Damascus.",
    "Ukrainian and North Korean soldiers met.",
    "Police and Army said Nice Union Man.",
    "Antony Blinken spoke with Lloyd Austin.",
    "See https://example.org/Kyiv/London for more.",
    "Iran-backed fighters withdrew.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_place(text: str) -> None:
    assert find_places(text) == ()


def test_country_of_the_text_decides() -> None:
    ukraine = find_places("Ukraine lost Pokrovsk. Ukrainian troops left.")[-1]
    assert (ukraine.name, ukraine.admin1) == ("Pokrovsk", "Donetsk")
    tripoli = find_places("Rockets hit Tripoli.", PlaceContext(countries=("LB",)))[0]
    assert tripoli.country in ("LB", "LY")


def test_one_sense_a_text() -> None:
    text = "A bridge fell in Moscow, Idaho. The mayor of Moscow spoke."
    assert [p.country for p in find_places(text) if p.written == "Moscow"] == ["US", "US"]


def test_a_region_goes_by_its_short_name() -> None:
    text = (
        "Troops crossed into the Kursk region. Kursk, Russia, is far. They dug in in Kursk, not in the city of Kursk."
    )
    assert [p.precision for p in find_places(text) if p.written == "Kursk"] == ["admin1", "admin1", "admin1", "town"]


def test_a_dateline_is_the_town() -> None:
    assert [p.precision for p in find_places("KYIV, Ukraine — Rockets fell on Kyiv.")] == ["town", "country", "town"]


def test_alternatives_name_what_else_it_could_be() -> None:
    (rafah,) = find_places("A convoy left Rafah.")
    assert "EG" in {c.country for c in alternatives(rafah)}
    (kyiv,) = find_places("A convoy left Kyiv.")
    assert alternatives(kyiv) == ()


def test_mentions_include_peoples_and_bodies() -> None:
    found = {p.written for p in find_mentions("The Kyiv Independent quoted Ukrainian and Iran-backed sources.")}
    assert found == {"Kyiv", "Ukrainian", "Iran"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kyiv", "KYIV"), ("Saint Petersburg", "St. Petersburg"), ("N'Djamena", "NDjamena"), ("Şanlıurfa", "Sanliurfa")],
)
def test_fold_joins_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_lookup_ranks_the_capital_first() -> None:
    names = load_gazetteer().lookup("Tripoli")
    assert names[0].country == "LY"
    assert names == load_gazetteer().lookup("Tripoli")


@pytest.mark.parametrize("name", ["Tripoli", "San Antonio", "Victoria", "Red Sea"])
def test_lookup_ranks_the_likelier_before_the_less_likely(name: str) -> None:
    found = load_gazetteer().lookup(name)
    assert len(found) > 1
    assert [prior(one) for one in found] == sorted(map(prior, found), reverse=True)


def test_what_has_no_number_of_the_gazetteer_has_none() -> None:
    assert {one.geonameid for one in load_gazetteer().lookup("Tripoli")} >= {2210245, 2210247, 266826}
    assert None in {one.geonameid for one in load_gazetteer().lookup("Red Sea")}


def test_unknown_name_is_nowhere() -> None:
    assert load_gazetteer().lookup("Xqzzyv") == ()


_WORDS = st.sampled_from(
    [
        "Kyiv",
        "in",
        "Paris",
        ",",
        "Texas",
        "said",
        "al-",
        "U.S.",
        "’s",
        "Gaza",
        "Strip",
        "region",
        "-",
        ".",
        "\n",
        "É",
        "St.",
    ]
)


@given(st.lists(_WORDS | st.text(max_size=6), max_size=30).map(" ".join))
def test_spans_are_the_written_words(text: str) -> None:
    for find in (find_places, find_mentions):
        found = find(text)
        assert all(text[p.span.start : p.span.end] == p.written for p in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_the_gazetteer_is_small_in_memory() -> None:
    code = (
        "from wirebook.fields.place.gazetteer import load_gazetteer; load_gazetteer();"
        "print(next(row.split()[1] for row in open('/proc/self/status') if row.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert int(done.stdout) < 120_000  # kB


def test_a_direction_is_no_place_though_a_district_bears_its_name() -> None:
    assert [p.country for p in find_places("shells fell in Northern Gaza")] == ["PS"]
    assert [p.country for p in find_places("targets in Southern and Eastern Lebanon")] == ["LB"]
    assert [p.name for p in find_places("rain in the Northern District")] == ["Northern District"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels hold Mon State in Myanmar.", ["Mon", "Myanmar"]),
        ("The cruiser Moskva sank in the Black Sea.", ["Black Sea"]),
        ('The warship "Moskva" burned; Moskva was lost in the Black Sea.', ["Black Sea"]),
        ("Clashes in Jaffna, Kilinochchi and Mannar in Sri Lanka; boats off Delft island.", None),
    ],
)
def test_ships_states_and_namesakes(text: str, names: list[str] | None) -> None:
    found = find_places(text)
    if names is not None:
        assert [p.name for p in found] == names
    else:
        assert (found[-1].name, found[-1].geonameid, found[-1].country) == ("Delft", None, None)
