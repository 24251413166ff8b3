"""What became of a promise, judged from facts alone: whose deed keeps it, how much of it, and by when."""

from dataclasses import replace

import pytest

from wirebook.ledger.books.commitments import Deeds, judge
from wirebook.packs.model import Identity, Item, Measure, Pack
from wirebook.types import Fact

PACK = Pack(
    account="aid",
    title="Aid",
    question="",
    key=(),
    items=(Item("tank", ("tank",)), Item("main_tank", ("main tank",), "tank"), Item("gun", ("gun",))),
    measures=(
        Measure("pledged", ""),
        Measure("allocated", ""),
        Measure("delivered", "", planned="pledged"),
        Measure("promised_talks", ""),
        Measure("trained", ""),
    ),
    rules=(),
    identities=(
        Identity("order", "order", "pledged", ("allocated", "delivered")),
        Identity("second", "order", "allocated", ("delivered",)),
        Identity("sum", "sum", "pledged", ("trained",)),
    ),
)
PLEDGE = Fact(
    id="fact_1",
    account="aid",
    measure="pledged",
    item="tank",
    unit="count",
    status="pledged",
    kind="span",
    place=None,
    admin1=None,
    country="UA",
    actor="DEUGOV",
    target="UKR",
    start=None,
    end="2025-06-30",
    low=12,
    high=None,
    state="single",
    voices=("the government",),
    independent=1,
    reports=1,
    claims=("clm_1",),
    why=("",),
    first_said="2025-05-01",
)
GIFT = replace(
    PLEDGE, id="fact_2", measure="delivered", status="done", kind="day", start="2025-06-01", end="2025-06-01", high=12
)
BEFORE, AFTER = "2025-06-30", "2025-07-01"


def deeds():
    return Deeds.of([PACK])


def state(promise=PLEDGE, *later, today=BEFORE):
    return judge(promise, later, deeds(), today).state


def test_which_measures_keep_a_promise():
    assert deeds().keeping["aid", "pledged"] == {"delivered"}
    assert deeds().keeping["aid", "allocated"] == {"delivered"}
    assert deeds().keeping["aid", "promised_talks"] == {"promised_talks"}


@pytest.mark.parametrize(("today", "found"), [("2025-06-29", "open"), (BEFORE, "open"), (AFTER, "lapsed")])
def test_its_day_is_the_last_on_which_it_is_open(today, found):
    assert state(today=today) == found


@pytest.mark.parametrize(
    ("change", "deadline"),
    [
        ({}, "2025-06-30"),
        ({"end": "2025-05-01"}, "2025-05-01"),
        ({"end": "2025-04-30"}, None),
        ({"end": "2025-05-01T08:00", "first_said": "2025-05-01"}, "2025-05-01T08:00"),
        ({"first_said": None, "end": "2025-04-30"}, "2025-04-30"),
        ({"start": "2025-06-01"}, None),
        ({"end": None}, None),
        ({"kind": "day"}, None),
    ],
)
def test_what_is_due_by_a_day(change, deadline):
    assert judge(replace(PLEDGE, **change), (), deeds(), BEFORE).deadline == deadline


@pytest.mark.parametrize(("low", "found"), [(12, "kept"), (13, "kept"), (11, "open"), (None, "open")])
def test_so_much_keeps_it(low, found):
    assert state(PLEDGE, replace(GIFT, low=low)) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"item": "main_tank"}, "kept"),
        ({"item": "gun"}, "open"),
        ({"unit": "km"}, "open"),
        ({"measure": "allocated"}, "open"),
        ({"actor": "DEUMIL"}, "kept"),
        ({"actor": "FRA"}, "open"),
        ({"actor": None}, "open"),
        ({"target": None}, "kept"),
        ({"target": "MDA"}, "open"),
        ({"id": "fact_1"}, "open"),
        ({"status": "planned"}, "open"),
        ({"status": "denied"}, "broken"),
        ({"low": 0, "high": 0}, "broken"),
    ],
)
def test_whose_deed_keeps_it(change, found):
    assert state(PLEDGE, replace(GIFT, **change)) == found


def test_a_promise_of_nobody_is_kept_by_nobody():
    lone = replace(PLEDGE, actor=None)
    assert state(lone, replace(GIFT, actor=None)) == "kept"
    assert state(lone, GIFT) == "open"
    assert state(replace(PLEDGE, target=None), replace(GIFT, target=None)) == "kept"
    assert state(replace(lone, target=None), replace(GIFT, actor=None, target=None)) == "open"


def test_several_deeds_add_up_and_no_more_are_looked_at_than_it_takes():
    first, second, third = (replace(GIFT, id=f"gift_{n}", low=6, high=6, end=f"2025-06-0{n}") for n in (1, 2, 3))
    kept = judge(PLEDGE, iter((first, second, third)), deeds(), BEFORE)
    assert (kept.state, kept.because, kept.why) == ("kept", ("gift_1", "gift_2"), "told as delivered on 2025-06-02")
    uncounted = judge(PLEDGE, (replace(first, low=None), replace(second, low=11.5), third), deeds(), BEFORE)
    assert (uncounted.state, uncounted.because) == ("kept", ("gift_1", "gift_2", "gift_3"))
    part = judge(PLEDGE, (first,), deeds(), BEFORE)
    assert (part.state, part.because, part.why) == ("open", (), "6 of 12 so far")
    late = judge(PLEDGE, (first,), deeds(), AFTER)
    assert (late.state, late.because, late.why) == ("broken", ("gift_1",), "6 of 12 by its day")
    undone = judge(PLEDGE, (first, replace(second, status="denied")), deeds(), BEFORE)
    assert (undone.state, undone.why) == ("broken", "a report says that it was not done (2025-06-02)")


@pytest.mark.parametrize(
    ("change", "today", "why"),
    [
        ({}, BEFORE, "its day has not come as of 2025-06-30"),
        ({}, AFTER, "its day has passed as of 2025-07-01, and no report says what became of it"),
        ({"end": None}, AFTER, "no day is set"),
        ({"end": None, "low": None}, AFTER, "it names neither a number nor a day"),
        ({"low": None}, BEFORE, "its day has not come as of 2025-06-30"),
    ],
)
def test_what_nobody_tells_of_is_open_until_its_day(change, today, why):
    assert judge(replace(PLEDGE, **change), (), deeds(), today).why == why


def test_a_promise_without_a_number_is_kept_by_any_deed():
    lone = replace(PLEDGE, low=None)
    assert state(lone, replace(GIFT, low=1, high=1)) == "kept"
    assert judge(lone, (replace(GIFT, end=None),), deeds(), BEFORE).why == "told as delivered on 2025-06-01"
    assert (
        judge(lone, (replace(GIFT, end=None, start=None),), deeds(), BEFORE).why == "told as delivered on a later day"
    )
