"""What a pack of one's own says of its measures and items, reading follows as it does those that ship."""

from pathlib import Path

import pytest

from wirebook.pipeline import Settings, open_desk, read_bytes
from wirebook.types import Claim

PACK = """\
account = "bees"
title = "Beekeepers"
question = "How many beekeepers were stranded, and how many questioned?"
key = ["place", "period"]

[[item]]
id = "people"
words = ["person"]

[[item]]
id = "beekeeper"
kind_of = "people"
words = ["beekeeper"]

[[measure]]
id = "stranded"
definition = "Beekeepers who cannot go on."

[[measure]]
id = "questioned"
definition = "Beekeepers questioned."

[[rule]]
id = "strand"
measure = "stranded"
role = "object"
words = ["strand"]
items = ["beekeeper"]

[[rule]]
id = "question"
measure = "questioned"
role = "object"
words = ["question"]
items = ["beekeeper"]
actor = ["subject", "by"]
"""
FLOODS = "The flood stranded 40 beekeepers near Kassala, the guild said."
TROOPS = "Troops questioned 40 beekeepers near Kassala on Monday."
NEIGHBOURS = "Ethiopian troops questioned 40 beekeepers near Kassala on Monday."


def told(folder: Path, text: str, *facts: tuple[str, str]) -> Claim:
    """The one claim that a pack with these facts, each behind its id, makes of a text."""
    pack = PACK
    for one, fact in facts:
        assert pack.count(f'id = "{one}"\n') == 1
        pack = pack.replace(f'id = "{one}"\n', f'id = "{one}"\n{fact}\n')
    (folder / "bees").mkdir()
    (folder / "bees" / "account.toml").write_text(pack, encoding="utf-8")
    desk = open_desk(Settings(published="2025-06-03", accounts=(str(folder),)))
    outcome = read_bytes(text.encode(), "bees.txt", desk)
    assert outcome.reading is not None
    (claim,) = [claim for claim in outcome.reading.claims if claim.account == "bees"]
    return claim


def names(claim: Claim) -> tuple[str | None, str | None]:
    return claim.actor and claim.actor.name, claim.target and claim.target.name


def test_residents_are_of_the_country_where_they_are(tmp_path: Path) -> None:
    assert names(told(tmp_path, FLOODS, ("stranded", "residents = true"))) == (None, "Sudan")


@pytest.mark.parametrize("facts", [(), (("stranded", "residents = true"), ("beekeeper", 'whose = ["anyone"]'))])
def test_of_others_the_place_says_nothing(tmp_path: Path, facts: tuple[tuple[str, str], ...]) -> None:
    assert names(told(tmp_path, FLOODS, *facts)) == (None, None)


@pytest.mark.parametrize(("by", "actor"), [("", None), ('by = "troops"', "Troops"), ('by = "raid"', "Troops")])
def test_without_sides_a_role_alone_does_what_troops_do(tmp_path: Path, by: str, actor: str | None) -> None:
    assert names(told(tmp_path, TROOPS, ("questioned", by))) == (actor, None)


@pytest.mark.parametrize(("by", "target"), [("", None), ('by = "troops"', None), ('by = "raid"', "Sudan")])
def test_whom_the_troops_of_another_state_raid_live_there(tmp_path: Path, by: str, target: str | None) -> None:
    assert names(told(tmp_path, NEIGHBOURS, ("questioned", by))) == ("Ethiopian troops", target)
