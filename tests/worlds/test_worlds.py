"""Hundreds of invented worlds, each told to a ledger: the books say what is true, and nothing else.

WIREBOOK_WORLDS is how many (200 where it is not set); `run_worlds.py` runs thousands and prints a table.
"""

import os
from dataclasses import dataclass

import pytest
from world_made import KINDS, world_of
from world_shown import clean_up
from world_trials import RULE_NAMES, broken

WORLDS = int(os.environ.get("WIREBOOK_WORLDS", "200"))


@dataclass(frozen=True)
class Known:
    """A rule that is known not to hold for some kinds of happenings (none named: for any), and the finding."""

    rule: str
    finding: str
    kinds: tuple[str, ...] = ()

    def is_of(self, one):
        return one.rule == self.rule and (not self.kinds or one.kind in self.kinds)


_SETTLED = ("bounds_dispute", "dispute_outlives_a_rise", "passed_bound")
KNOWN = (
    Known("1 agreement is true", "A2: a dispute vanishes and is called agreed", _SETTLED),
    Known("1 figure is right", "A2: a dispute vanishes and is called agreed", _SETTLED),
    Known("2 disputes stand", "A2: a dispute vanishes and is called agreed", _SETTLED),
    Known("1 agreement is true", "C7: 4 by one and 9 by another is 9, agreed by both", ("overtaken_toll",)),
    Known("1 sources are counted (more)", "C7: 4 by one and 9 by another is 9, by two sources", ("overtaken_toll",)),
    Known("1 sources gave it", "C7: who gave 4 is named for 9", ("overtaken_toll",)),
    Known("5 moves are kept by another source", "A10: a rise told by another source is in no history"),
    Known("5 reasons are kept", "A10: told reasons of a revision are lost"),
    Known("5 origins are right", "A10: the reprint is the origin and the wire its copy"),
    Known("1 sources gave it", "A10: a reprint's outlet is named for the wire's figure", ("narrated_reprints",)),
    Known("2 disputes are real", "A9: opposite directions dispute each other", ("bodies_both_ways",)),
    Known("5 facts are of one thing", "A9: opposite directions are one fact", ("bodies_both_ways",)),
    Known("2 disputes are real", "C: a stale headline disputes its own text", ("stale_headline",)),
    Known("1 agreement is true", "A1: one source in two spellings agrees with itself", ("one_speaker_twice",)),
    Known("1 sources are counted (more)", "A1: one source in two spellings is two", ("one_speaker_twice",)),
    Known("5 sources are not merged", "A1: bodies of two countries are one source"),
    Known("5 sources are not split", "A1: one body in two spellings is two sources"),
    Known("3 balances are there", "A1: a part and its whole are of two sources, spelt in two ways", ("parts_of_toll",)),
    Known("3 weeks are one sum", "A11: a week has a sum for each spelling and place"),
    Known("6 accepting keeps a correction", "part 4: a second reviewer's accepting reverts a correction"),
    Known("6 corrections add up", "part 4: a correction drops the fields of the one before"),
)


@pytest.fixture(scope="module")
def broke():
    """What breaks in each world, as pairs of its seed and the break."""
    try:
        return [(seed, one) for seed in range(WORLDS) for one in broken(world_of(seed))]
    finally:
        clean_up()


def told(found):
    first = [f"world {seed}, {one.kind}: {one.what}" for seed, one in found[:12]]
    return "\n".join([f"{len(found)} breaks, the first of them:", *first])


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_holds_in_every_world(rule, broke):
    found = [(seed, one) for seed, one in broke if one.rule == rule and not any(known.is_of(one) for known in KNOWN)]
    assert not found, told(found)


@pytest.mark.parametrize(
    "known",
    [pytest.param(one, marks=pytest.mark.xfail(reason=one.finding, strict=True)) for one in KNOWN],
    ids=lambda one: f"{one.rule} ({one.finding})",
)
def test_holds_where_it_is_known_not_to(known, broke):
    found = [(seed, one) for seed, one in broke if known.is_of(one)]
    assert not found, told(found)


def test_every_rule_and_kind_is_known_by_its_name(broke):
    assert {one.rule for _, one in broke} | {one.rule for one in KNOWN} <= set(RULE_NAMES)
    assert {kind for one in KNOWN for kind in one.kinds} <= set(KINDS)
