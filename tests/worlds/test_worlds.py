"""Invented worlds, each told to a ledger: the books say what is true, and nothing else.

They are the first in which every variant of every kind of happening lives four times. WIREBOOK_WORLDS is how many to
try instead, from the first on; `run_worlds.py` runs thousands and prints a table.
"""

import os
from collections.abc import Iterator

import pytest
from world_made import telling, world_of
from world_shown import clean_up
from world_trials import RULE_NAMES, broken

ASKED = os.environ.get("WIREBOOK_WORLDS")
SEEDS = range(int(ASKED)) if ASKED else telling()
BLOCK = 10  # worlds of one test, so that several processes share them


@pytest.fixture(scope="module", autouse=True)
def folder() -> Iterator[None]:
    """The ledgers' folder, which goes when the tests are done."""
    yield
    clean_up()


def told(found):
    first = [f"world {seed}, {one.rule}, {one.kind}: {one.what}" for seed, one in found[:12]]
    return "\n".join([f"{len(found)} breaks, the first of them:", *first])


@pytest.mark.parametrize("seeds", [SEEDS[at : at + BLOCK] for at in range(0, len(SEEDS), BLOCK)], ids=min)
def test_the_books_are_true(seeds):
    found = [(seed, one) for seed in seeds for one in broken(world_of(seed))]
    assert {one.rule for _, one in found} <= set(RULE_NAMES)
    assert not found, told(found)
