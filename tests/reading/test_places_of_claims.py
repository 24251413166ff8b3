"""Where a claim happened: in the place of the local official who tells of it, where no other is named."""

import pytest

from wirebook.pipeline import Desk, read_text


def _place(desk: Desk, text: str) -> str | None:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    claim = next(c for c in outcome.reading.claims if c.amount)
    return claim.place.name if claim.place else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sumy governor Oksana Hrynko said two people were killed by a drone.", "Sumy"),
        ("Two people died in shelling, the mayor of Gedaref said.", "Gedaref"),
        ("Kyiv police said 12 people were killed by a missile.", "Kyiv"),
        ("Kyiv officials said 12 people were killed by a missile.", None),
        ("A professor at the University of Glasgow said 12 people were killed by a missile.", None),
        ("The mayor of Gedaref said two people were killed by a drone in Kassala.", "Kassala"),
    ],
)
def test_a_local_official_speaks_of_his_own_place(desk: Desk, text: str, place: str | None) -> None:
    assert _place(desk, text) == place


def test_what_was_reported_beside_a_speakers_words_is_his(desk: Desk) -> None:
    text = "The mayor of Gedaref said shells had broken windows, but no casualties were reported."
    outcome = read_text(text, desk)
    claim = next(c for c in outcome.reading.claims if c.measure == "casualties")
    assert claim.source
    assert claim.source.name == "mayor of Gedaref"
