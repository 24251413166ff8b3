"""Short names that a report explains itself."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wirebook.reading.text.abbreviations import abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Northern Relief Council\n(NRC) said", {"NRC": "Northern Relief Council"}),
        ("the Ministry of Defence (MoD) said", {"MoD": "Ministry of Defence"}),
        ("the Joint Centre for Control and Coordination (JCCC)", {"JCCC": "Joint Centre for Control and Coordination"}),
        ("in the town of Bor on Saturday (AFP)", {}),
        ("President Salva Kiir (photo)", {}),
        ("the Northern Relief Council (UNHCR)", {}),
    ],
)
def test_letters_have_to_fit_the_name(text: str, expected: dict[str, str]) -> None:
    assert abbreviations(text) == expected


WORDS = st.sampled_from(
    ["the", "Joint", "Centre", "for", "Control", "Northern", "Relief", "(JC)", "(NRC)", "(JCfC)", "("]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=20).map(" ".join))
@example("the Joint Centre for Control and Coordination (JCCC)")
def test_no_text_breaks_it(text: str) -> None:
    found = abbreviations(text)
    assert found or "(JCCC)" not in text
    for short, name in found.items():
        assert short in text
        assert name[0].isupper()
