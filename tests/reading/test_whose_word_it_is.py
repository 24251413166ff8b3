"""Whose a number is when another answers it, whom "the group" and "its men" are, and what a part is a part of."""

import pytest

from wirebook.pipeline import Desk, read_text
from wirebook.types import Claim


def _claims(desk: Desk, text: str) -> tuple[Claim, ...]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    assert outcome.reading.claims
    return outcome.reading.claims


def _counted(desk: Desk, text: str) -> dict[float | None, Claim]:
    return {claim.amount.low: claim for claim in _claims(desk, text) if claim.amount}


@pytest.mark.parametrize(
    ("text", "teller", "denier"),
    [
        ("India's army said it shot down nine Pakistani drones, which Islamabad denied.", "India's army", "Islamabad"),
        ("The Houthis said they had downed nine US drones, which Washington denies.", "Houthis", "Washington"),
        ("Kyiv said its forces had sunk nine Russian boats, which Moscow has denied.", "Kyiv", "Moscow"),
    ],
)
def test_who_denies_behind_a_comma_does_not_take_the_number(desk: Desk, text: str, teller: str, denier: str) -> None:
    claims = _claims(desk, text)
    told = next(claim for claim in claims if claim.amount)
    assert (told.amount.low, told.stance, told.status) == (9, "states", "happened")
    assert told.source.name == teller
    answers = [claim.source.name for claim in claims if claim.stance == "denies"]
    assert answers == [denier]


def test_a_figure_that_somebody_denies_is_that_denial(desk: Desk) -> None:
    told = _counted(desk, "The mayor spoke of the nine deaths in Kosti that the Sudanese army denied.")[9]
    assert (told.stance, told.source.name) == ("denies", "Sudanese army")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("JNIM fighters stormed a post in Djibo. The group said it had killed nine soldiers.", "JNIM fighters"),
        ("Boko Haram raided a camp near Maiduguri. The movement said it had killed nine soldiers.", "Boko Haram"),
        ("Amnesty International met survivors in Kosti. The group said nine had died.", "Amnesty International"),
    ],
)
def test_the_group_is_who_acted_in_the_sentence_before(desk: Desk, text: str, name: str) -> None:
    assert _counted(desk, text)[9].source.name == name


def test_an_army_that_acted_is_no_group(desk: Desk) -> None:
    text = "The Malian army raided a village near Mopti on Friday. The group said it had counted nine dead."
    assert "army" not in _counted(desk, text)[9].source.name


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Yerevan said on Friday that Azerbaijan had set free nine of its soldiers.", "AZE", "ARM"),
        ("Sudan's army said that the Rapid Support Forces had killed nine of its soldiers.", "SDNREBRSF", "SDNMIL"),
        ("Kyiv said Russia had returned nine of its marines.", "RUS", "UKR"),
    ],
)
def test_its_men_are_the_tellers_where_another_did_it(desk: Desk, text: str, actor: str, target: str) -> None:
    claim = _counted(desk, text)[9]
    assert claim.actor.code == actor
    assert claim.target.code.startswith(target)


def test_its_own_men_are_the_doers(desk: Desk) -> None:
    claim = _counted(desk, "Sudan's army said that the Rapid Support Forces had killed nine of its own fighters.")[9]
    assert claim.target.code == "SDNREBRSF"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Kyiv said Russia had lost 40 vehicles near Pokrovsk, of which nine were tanks.", "tank"),
        ("Kyiv said 40 vehicles were destroyed near Pokrovsk, of which nine were ambulances.", "vehicle"),
        ("Rebels killed 40 people near Goma, of whom nine were women.", "women"),
    ],
)
def test_a_part_is_counted_as_what_it_is_said_to_be(desk: Desk, text: str, item: str) -> None:
    claims = _counted(desk, text)
    assert (claims[9].item, claims[9].relation) == (item, "part")
    assert (claims[9].measure, claims[40].relation) == (claims[40].measure, "whole")


@pytest.mark.parametrize(
    "text",
    [
        "The patrol reported one death and injuries to nine soldiers after the blast in Timbuktu.",
        "The clinic in Kosti confirmed two deaths and injuries to nine pupils on Sunday.",
        "The medics counted four dead and wounds to nine fishermen near Port Sudan.",
    ],
)
def test_a_joined_noun_keeps_what_stands_behind_it(desk: Desk, text: str) -> None:
    assert _counted(desk, text)[9].measure == "wounded"
