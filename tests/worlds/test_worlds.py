"""Hundreds of invented worlds, each told to a ledger: the books say what is true, and nothing else.

WIREBOOK_WORLDS is how many (200 where it is not set); `run_worlds.py` runs thousands and prints a table.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from world_made import KINDS, world_of
from world_shown import clean_up
from world_trials import RULE_NAMES, broken

WORLDS = int(os.environ.get("WIREBOOK_WORLDS", "200"))
BLOCK = 10  # worlds of one test, so that several processes share them
TRIED = 12  # worlds of one kind of happening in which a known fault must show


@dataclass(frozen=True)
class Known:
    """A rule that is known not to hold for some kinds of happenings, and the finding.

    With `anywhere` it may break for any kind, and `kinds` are those that show it.
    """

    rule: str
    finding: str
    kinds: tuple[str, ...]
    anywhere: bool = False

    def is_of(self, one):
        return one.rule == self.rule and (self.anywhere or one.kind in self.kinds)


KNOWN = (
    Known(
        "5 sources are not split", "A1: one body in two spellings is two sources", ("one_speaker_twice",), anywhere=True
    ),
)


@pytest.fixture(scope="module", autouse=True)
def folder() -> Iterator[None]:
    """The ledgers' folder, which goes when the tests are done."""
    yield
    clean_up()


@cache
def broken_alone(seed, kind):
    """What breaks in the world of one happening alone."""
    return broken(world_of(seed, (kind,)))


def told(found):
    first = [f"world {seed}, {one.rule}, {one.kind}: {one.what}" for seed, one in found[:12]]
    return "\n".join([f"{len(found)} breaks, the first of them:", *first])


@pytest.mark.parametrize("block", range((WORLDS + BLOCK - 1) // BLOCK))
def test_the_books_are_true(block):
    seeds = range(block * BLOCK, min((block + 1) * BLOCK, WORLDS))
    found = [(seed, one) for seed in seeds for one in broken(world_of(seed))]
    assert {one.rule for _, one in found} <= set(RULE_NAMES)
    unknown = [(seed, one) for seed, one in found if not any(known.is_of(one) for known in KNOWN)]
    assert not unknown, told(unknown)


@pytest.mark.parametrize(
    "known",
    [pytest.param(one, marks=pytest.mark.xfail(reason=one.finding, strict=True)) for one in KNOWN],
    ids=lambda one: f"{one.rule} ({one.finding})",
)
def test_the_books_are_true_where_they_are_known_not_to_be(known):
    worlds = [(seed, kind) for seed in range(TRIED) for kind in known.kinds]
    found = [(seed, one) for seed, kind in worlds for one in broken_alone(seed, kind) if known.is_of(one)]
    assert not found, told(found)


def test_known_faults_are_of_rules_and_kinds_that_there_are():
    assert {one.rule for one in KNOWN} <= set(RULE_NAMES)
    assert {kind for one in KNOWN for kind in one.kinds} <= set(KINDS)
