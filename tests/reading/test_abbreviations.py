"""Short names that a report explains itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.reading.abbreviations import abbreviations


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


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for short, name in abbreviations(text).items():
        assert short in text
        assert name[0].isupper()
