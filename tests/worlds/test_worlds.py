"""Hundreds of invented worlds, each told to a ledger: the books say what is true, and nothing else.

WIREBOOK_WORLDS is how many (200 where it is not set); `run_worlds.py` runs thousands and prints a table.
"""

import os

import pytest
from world_made import world_of
from world_shown import clean_up
from world_trials import RULE_NAMES, broken

WORLDS = int(os.environ.get("WIREBOOK_WORLDS", "200"))


@pytest.fixture(scope="module")
def broke():
    """What breaks in each world, by seed."""
    found = {seed: broken(world_of(seed)) for seed in range(WORLDS)}
    clean_up()
    return found


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_holds_in_every_world(rule, broke):
    found = [
        f"world {seed}, {one.kind}: {one.what}" for seed, breaks in broke.items() for one in breaks if one.rule == rule
    ]
    assert not found, "\n".join([f"{len(found)} breaks of “{rule}”, the first of them:", *found[:12]])


def test_no_rule_breaks_that_has_no_test(broke):
    assert {one.rule for breaks in broke.values() for one in breaks} <= set(RULE_NAMES)
