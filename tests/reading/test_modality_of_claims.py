"""Did it happen: what is wanted, planned, feared or spoken of, and the word that says so."""

import pytest

from wirebook.pipeline import Desk, read_text
from wirebook.types import Basis, Claim, Inference


def _counted(desk: Desk, text: str) -> list[Claim]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    return [claim for claim in outcome.reading.claims if claim.amount]


@pytest.mark.parametrize(
    "text",
    [
        "Families demanded the release of 12 hostages.",
        "Families demanded that the militia free 12 hostages.",
        "The envoy called for the release of 12 hostages.",
        "The militia refused to free 12 hostages.",
        "The army failed to free 12 hostages.",
        "Berlin halted the delivery of 500 bombs.",
        "Parliament rejected the sending of 200 soldiers.",
        "The planned withdrawal of 2,500 troops was delayed.",
        "The ambush was an attempt to kidnap 12 people.",
        "Police foiled a plot to kill 30 people.",
        "Half of the dead were over 60.",
    ],
)
def test_what_is_wanted_or_failed_is_no_claim(desk: Desk, text: str) -> None:
    assert _counted(desk, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The militia is due to free three hostages on Saturday.", "due"),
        ("The rebels offered to release 10 soldiers.", "offered"),
        ("Talks on the release of 40 hostages resumed.", "Talks"),
        ("The deal provides for the release of 33 hostages.", "deal"),
        ("The release of 12 hostages is expected on Friday.", "expected"),
        ("The president approved the deployment of 300 troops.", "approved"),
        ("Under the accord 50 captives would be freed.", "would"),
    ],
)
def test_what_is_planned_names_the_word_that_says_so(desk: Desk, text: str, word: str) -> None:
    [claim] = _counted(desk, text)
    assert claim.status == "planned"
    assert Inference("status", Basis.MODALITY, "planned", (word,)) in claim.reasons


@pytest.mark.parametrize(
    "text",
    [
        "The ministry announced the release of 12 hostages.",
        "Qatar secured the release of 12 hostages.",
        "The accord led to the release of 12 hostages.",
        "After the release of 12 hostages the truce ended.",
        "The envoy welcomed the release of 12 hostages.",
        "Troops were able to free 12 hostages.",
    ],
)
def test_what_is_welcomed_has_happened(desk: Desk, text: str) -> None:
    [claim] = _counted(desk, text)
    assert (claim.measure, claim.status) == ("released", "happened")


def test_who_talks_of_a_killing_talks_of_what_has_happened(desk: Desk) -> None:
    [claim] = _counted(desk, "The council discussed the killing of 12 villagers.")
    assert (claim.measure, claim.status) == ("killed", "happened")


def test_feared_dead_is_an_estimate(desk: Desk) -> None:
    [claim] = _counted(desk, "At least 200 people are feared dead.")
    assert (claim.measure, claim.stance) == ("killed", "estimates")


def test_what_is_alleged_is_a_claim(desk: Desk) -> None:
    outcome = read_text("Officers look into the alleged killing of two villagers by soldiers in Kaduna.", desk)
    claim = next(c for c in outcome.reading.claims if c.amount)
    assert (claim.measure, claim.stance) == ("killed", "claims")
    assert any("alleged" in one.words for one in claim.reasons)


def test_rifle_rounds_are_no_artillery_shells(desk: Desk) -> None:
    outcome = read_text("Troops recovered 300 rounds of ammunition and five rifles in Zamfara.", desk)
    assert [c.item for c in outcome.reading.claims] == ["ammunition", "weapon"]
