"""Every example of the shipped packs yields its claims and no other, every counter-example none."""

import pytest

from wirebook.packs import Pack, load_packs
from wirebook.pipeline import Desk, open_desk, try_packs

PACKS = load_packs()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.account)
def test_every_example_is_as_it_should_be(pack: Pack, desk: Desk) -> None:
    problems = [f"{problem.where}: {problem.what}; {problem.remedy}" for problem in try_packs(desk, (pack,))]
    assert not problems, "\n".join(problems)


def test_there_are_passages_enough() -> None:
    passages = [(len(pack.examples), len(pack.counters)) for pack in PACKS]
    assert len(passages) >= 7
    assert all(examples and counters for examples, counters in passages)
    assert sum(examples for examples, _ in passages) >= 150
