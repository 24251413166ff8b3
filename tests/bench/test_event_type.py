"""What kind of event a passage tells."""

import pytest
from bench_modules import bench_module
from hypothesis import given
from hypothesis import strategies as st

event_type = bench_module("readers.event_type").event_type


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes bombed the market of the town at noon.", "AIR_STRIKE"),
        ("A roadside bomb went off as a convoy passed.", "REM_EXPLOS"),
        ("The attacker blew himself up at the gate.", "SUIC_BOMB"),
        ("Three teachers were kidnapped on the road to Kaya; a ransom is asked.", "ABDUCT_DISSAP"),
        ("Police used tear gas to disperse a rally of nurses.", "PROTEST_WITH_INTER"),
        ("Floods after heavy rain swept away two bridges.", "NATURAL_DISASTER"),
        ("The two sides signed a truce in Doha.", "AGREEMENT"),
        ("The price of onions is unchanged.", None),
    ],
)
def test_the_words_decide(text: str, kind: str | None) -> None:
    assert event_type(text) == kind


@given(st.text(max_size=300))
def test_any_text_has_one_type_or_none(text: str) -> None:
    assert event_type(text) == event_type(text)
