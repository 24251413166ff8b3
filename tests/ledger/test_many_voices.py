"""A fact of many voices is drawn day by day: the same as when each figure is held against all others."""

import random
from dataclasses import replace

import pytest
from book_readings import on, report, told
from test_drawing import postings

from wirebook.ledger.books import revisions, standing_figures
from wirebook.ledger.books.revisions import VoicePostings, passes, steps

(ONE,) = postings(report(told(period=on(0))))


def voices_of(seed):
    """Some voices of one fact with some figures each: a few days, numbers and ends, so that much meets."""
    chance = random.Random(seed)  # noqa: S311 - the same voices each time
    kind = chance.choice(["day", "day", "since", "stock"])

    def figure(name, number, said):
        low = chance.randint(0, 8)
        high = chance.choice([low, low, low + 2, None])
        told_so = {"numbered": chance.random() < 0.9, "ceiling": chance.random() < 0.2}
        return replace(ONE, claim=f"{name}{number}", said=said, low=low, high=high, kind=kind, **told_so)

    for name in "abcdef"[: chance.randint(2, 6)]:
        days = sorted(chance.randint(1, 6) for _ in range(chance.randint(1, 4)))
        yield VoicePostings(name, tuple(figure(name, number, said) for number, said in enumerate(days)))


def passed_by_definition(told_by):
    """(claim, claim before) of each first figure beyond the highest that stood the day before."""
    for voice in told_by:
        for now in steps(voice.postings)[:1]:
            stood = [[one for one in steps(other.postings) if one.said < now.said] for other in told_by]
            before = [some[-1] for some in stood if some]
            front = max(before, key=lambda one: (one.low, one.said, one.claim), default=None)
            if front and now.kind not in ("since", "stock") and passes(now, front):
                yield now.claim, front.claim


@pytest.mark.parametrize("seed", range(20))
def test_who_passes_whom(seed):
    found = []
    for one in range(seed * 60, seed * 60 + 60):
        told_by = tuple(voices_of(one))
        moves = [move for move in revisions.revisions("fact", told_by) if move.kind == "other_source"]
        assert sorted((move.claim, move.before) for move in moves) == sorted(passed_by_definition(told_by))
        found += moves
    assert found


@pytest.mark.parametrize("seed", range(20))
def test_who_contradicts_whom(seed, monkeypatch):
    """Pairs that cannot contradict each other are left out before they are looked at, and no others."""
    facts = [tuple(voices_of(one)) for one in range(seed * 60, seed * 60 + 60)]
    found = [standing_figures.contested(told_by) for told_by in facts]
    monkeypatch.setattr(standing_figures, "_all_agree", lambda *_: False)
    assert found == [standing_figures.contested(told_by) for told_by in facts]
    assert any(found)
