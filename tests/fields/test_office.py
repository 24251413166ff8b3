"""Sources: kinds, persons, generic heads, and who held which office when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.party.sources import (
    generic_head,
    institution_conflict,
    is_media,
    is_person_name,
    is_title,
    office_of,
    source_actor,
    source_kind,
)

KINDS = [
    ("the Ukrainian air force", "military"),
    ("Ukraine's General Staff", "military"),
    ("the Gaza Health Ministry", "hospital"),
    ("hospital officials", "hospital"),
    ("medics", "hospital"),
    ("Kyiv officials", "government"),
    ("the governor of Kherson", "government"),
    ("a spokesman for the Houthis", "armed_group"),
    ("a Hamas official", "armed_group"),
    ("Hezbollah", "armed_group"),
    ("OCHA", "un"),
    ("a U.N. official", "un"),
    ("the Syrian Observatory for Human Rights", "monitor"),
    ("the Institute for the Study of War", "think_tank"),
    ("Reuters", "media"),
    ("state media", "media"),
    ("the Kyiv Independent", "media"),
    ("witnesses", "witness"),
    ("local residents", "witness"),
    ("police in Rafah", "police"),
    ("rescue workers", "rescue"),
    ("a source", "unnamed"),
    ("Vedant Patel", "person"),
    ("who", "unknown"),
    ("the statement", "unknown"),
]


@pytest.mark.parametrize(("phrase", "kind"), KINDS)
def test_kind(phrase: str, kind: str) -> None:
    assert source_kind(phrase) == kind
    assert is_media(phrase) == (kind == "media")


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [("the Ukrainian air force", "UKRMIL"), ("Vedant Patel", "USAGOV"), ("Reuters", None), ("witnesses", None)],
)
def test_actor(phrase: str, actor: str | None) -> None:
    assert source_actor(phrase) == actor


@pytest.mark.parametrize("phrase", ["Vedant Patel", "Mr. Saleh", "Abu Ahmed", "Maria J. Ortega", "Ashraf al-Qudra"])
def test_person(phrase: str) -> None:
    assert is_person_name(phrase)


@pytest.mark.parametrize(
    "phrase", ["Air Force", "Human Rights Watch", "officials", "Reuters", "North Korea", "the army", ""]
)
def test_no_person(phrase: str) -> None:
    assert not is_person_name(phrase)


@pytest.mark.parametrize(
    "phrase", ["the statement", "the report", "it", "He", "the ministry", "the agency", "its report"]
)
def test_generic(phrase: str) -> None:
    assert generic_head(phrase)


@pytest.mark.parametrize("phrase", ["the health ministry", "Reuters", "Ukraine's ministry", "witnesses"])
def test_not_generic(phrase: str) -> None:
    assert not generic_head(phrase)


def test_office_depends_on_the_date() -> None:
    before, after = office_of("John Kirby", "2021-06-01"), office_of("John Kirby", "2023-06-01")
    assert before is not None
    assert after is not None
    assert (before.institution, after.institution) == ("Pentagon", "White House")
    assert office_of("John Kirby", None) is None
    assert office_of("Nobody Known", "2023-06-01") is None


def test_an_office_that_does_not_fit() -> None:
    held = institution_conflict("Vedant Patel", "the Pentagon", "2024-11-12")
    assert held is not None
    assert held.institution == "US State Department"
    assert institution_conflict("Vedant Patel", "State Department", "2024-11-12") is None
    assert institution_conflict("Vedant Patel", "a briefing", "2024-11-12") is None
    assert institution_conflict("Yuriy Ihnat", "Ukraine's air force", "2023-02-02") is None


@given(st.text(max_size=60))
def test_never_crashes(phrase: str) -> None:
    assert source_kind(phrase)
    assert source_actor(phrase) is None or source_actor(phrase)
    generic_head(phrase)
    office_of(phrase, "2024-01-01")


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("AP", "media"), ("ap", "unknown"), ("BBC", "media"), ("Bbc", "media"), ("bbc", "unknown"), ("reuters", "media")],
)
def test_a_short_name_counts_in_capitals_only(phrase: str, kind: str) -> None:
    assert source_kind(phrase) == kind


def test_offices_and_ranks_are_titles() -> None:
    assert [word for word in ("minister", "General", "table", "Kyiv", "colonel") if is_title(word)] == [
        "minister",
        "General",
        "colonel",
    ]
