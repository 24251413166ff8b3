"""Parties: phrases and the codes they must get."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirebook.fields.party.parties import countries, find_parties, names_of, party_of

CODES = [
    ("Russian forces", "RUSMIL"),
    ("Ukraine's air force", "UKRMIL"),
    ("the Ukrainian Air Force", "UKRMIL"),
    ("North Koreans", "PRK"),
    ("North Korean troops", "PRKMIL"),
    ("Israeli army", "ISRMIL"),
    ("the IDF", "ISRMIL"),
    ("Palestinian civilians", "PSECVL"),
    ("Kyiv officials", "UKRGOV"),
    ("the Kremlin", "RUSGOV"),
    ("Houthi rebels", "YEMREBHTI"),
    ("the Rapid Support Forces", "SDNREBRSF"),
    ("Hezbollah fighters", "LBNREBHEZ"),
    ("Iran's Revolutionary Guards", "IRNMILIRG"),
    ("Sudanese army", "SDNMIL"),
    ("US-backed rebels", None),
    ("U.S. troops", "USAMIL"),
    ("the M23 rebels", "CODREBM23"),
    ("al-Shabaab", "SOMREBSHB"),
    ("UNIFIL peacekeepers", "IGOUNOMIL"),
    ("rebels", None),
    ("Unita", "AGOREBUNI"),
    ("Farc rebels", "COLREBFRC"),
    ("Cuban armed forces", "CUBMIL"),
    ("Iran-armed militia", None),
    ("us", None),
    ("who", None),
    ("a bridge", None),
]


@pytest.mark.parametrize(("phrase", "code"), CODES)
def test_code(phrase: str, code: str | None) -> None:
    party = party_of(phrase)
    assert (party.code if party else None) == code


def test_a_role_takes_the_country_at_hand() -> None:
    party = party_of("the rebels", country="SYR")
    assert party is not None
    assert party.code == "SYRREB"


def test_parties_of_a_sentence() -> None:
    text = "North Korea sent troops to Russia, and Ukrainian soldiers met U.S. forces and the RSF."
    assert [(p.code, p.written) for p in find_parties(text)] == [
        ("PRK", "North Korea"),
        ("RUS", "Russia"),
        ("UKRMIL", "Ukrainian soldiers"),
        ("USAMIL", "U.S. forces"),
        ("SDNREBRSF", "RSF"),
    ]


def test_codes_of_countries_are_distinct() -> None:
    codes = [row["code"] for row in countries().values()]
    assert len(set(codes)) == len(codes)


NAMES = st.sampled_from([*(phrase for phrase, _ in CODES), "the", "US", "’s", "of", ",", ".", "\n", "É"])


@given(st.lists(NAMES | st.text(max_size=6), max_size=20).map(" ".join))
@example("Russian forces and the IDF shelled Kyiv officials.")
def test_spans_are_the_written_words(text: str) -> None:
    party_of(text)
    found = find_parties(text)
    assert found or "Russian forces" not in text
    assert all(text[p.span.start : p.span.end] == p.written for p in found)


ROLES = [
    ("suspected militants", "AGOREB"),
    ("all four rebel boats", "AGOREB"),
    ("government troops", "AGOMIL"),
    ("official list", None),
    ("artillery volleys", None),
    ("general strike", None),
]


@pytest.mark.parametrize(("phrase", "code"), ROLES)
def test_a_role_is_a_countrys_where_it_says_whose(phrase: str, code: str | None) -> None:
    party = party_of(phrase, "AGO")
    assert (party.code if party else None) == code


@pytest.mark.parametrize(
    ("phrase", "code"), [("Kyiv", "UKRGOV"), ("Tehran", "IRNGOV"), ("Moscow", "RUSGOV"), ("Kyiv police", "UKRCOP")]
)
def test_a_capital_stands_for_its_government(phrase: str, code: str) -> None:
    party = party_of(phrase)
    assert party is not None
    assert party.code == code


@pytest.mark.parametrize(
    ("phrase", "country", "code"),
    [("the army", "MLI", "MLIMIL"), ("the army", "PSE", None), ("police", "PSE", "PSECOP"), ("a bridge", "MLI", None)],
)
def test_a_bare_role_is_of_the_country_at_hand_which_may_have_no_army(
    phrase: str, country: str, code: str | None
) -> None:
    party = party_of(phrase, country=country)
    assert (party.code if party else None) == code


def test_a_code_has_all_its_names() -> None:
    assert "rapid support forces" in names_of("SDNREBRSF")
    assert {"russia", "russians", "russian federation"} <= set(names_of("RUS"))
    assert list(names_of("RUS")) == sorted(names_of("RUS"))
    assert names_of("XXX") == ()
