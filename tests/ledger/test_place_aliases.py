"""Who asks for a place by its older name finds what the books have of it."""

import pytest

from wirebook.fields.data import data_table
from wirebook.fields.place.aliases import also_called
from wirebook.fields.place.gazetteer import candidates, fold
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.full_text import _as_fts5, _as_websearch
from wirebook.pipeline import open_desk, read_bytes

TEXT = """Published: 2025-03-12

Drones wounded three people in Odesa on Tuesday, the mayor said.

Artillery killed two people in Kharkiv on Tuesday, the governor said.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    outcome = read_bytes(TEXT.encode(), "a.txt", open_desk())
    with open_ledger(tmp_path_factory.mktemp("aliases") / "a.db") as made:
        made.add_all([(outcome.reading, outcome.findings)])
        made.settle()
        yield made


@pytest.mark.parametrize(
    ("asked", "place"), [("Odessa", "Odesa"), ("odessa", "Odesa"), ("Kharkov", "Kharkiv"), ("Kharkiv", "Kharkiv")]
)
def test_a_place_is_found_by_its_other_names(ledger, asked, place):
    assert {fact.place for fact in ledger.facts(place=asked)} == {place}
    assert {hit.claim is not None for hit in ledger.search(asked)} == {True}
    assert all(place in hit.quote if hasattr(hit, "quote") else True for hit in ledger.search(asked))


def test_other_places_and_words_are_not_mixed_in(ledger):
    assert not ledger.facts(place="Lviv")
    assert not ledger.search("Lvov")
    assert [also_called(word) for word in ("drones", "killed", "governor", "Kharkiv", "")] == [()] * 5
    assert len(ledger.search("Odessa mayor")) == 1
    assert not ledger.search("Odessa -mayor")


def test_each_listed_name_leads_to_a_place_that_the_gazetteer_has():
    listed = data_table("places", "former.toml")["former"]
    assert len(listed) > 20
    for old, new in listed.items():
        assert new in {one.name for one in candidates(fold(new))}, (old, new)
        assert new in also_called(old)


def test_both_searches_are_asked_for_the_same_spellings():
    assert _as_fts5("Odessa mayor -drone") == '("Odessa" OR "Odesa") AND "mayor" NOT "drone"'
    assert _as_websearch("Odessa mayor -drone") == '"Odessa" "mayor" -"drone" OR "Odesa" "mayor" -"drone"'
    assert _as_fts5("drones Kharkiv") == '"drones" AND "Kharkiv"'


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Resife", ("Recife",)),
        ("Masul", ("Mosul",)),
        ("Tripoli", ()),  # its own name, beside a division's that is spelt otherwise
        ("Aafrine", ()),  # a town of less than fifty thousand
        ("Holland", ()),  # a country is not followed
    ],
)
def test_an_alias_leads_to_a_large_town_or_division(asked, found):
    assert also_called(asked) == found
