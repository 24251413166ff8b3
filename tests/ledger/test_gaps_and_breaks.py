"""Series drawn from figures alone: gaps in bulletins, what stops, a share that jumps, "the first in so many days"."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wirebook.ledger.balances.by_period import Figure
from wirebook.ledger.balances.gaps_and_breaks import First, find
from wirebook.types import Balance, Claim, Entry, Fact, Period, Place, Source, Span

START = date(2025, 3, 1)
SPAN = Span(0, 1)


def day(number):
    return (START + timedelta(days=number)).isoformat()


def figure(at, measure="launched", item="drone", voice="air force", high=5.0, **more):
    """A figure of a day, by a source; `more` are fields of its fact."""
    place = more.pop("place", "Ukraine")
    told = {
        "account": "air_attack",
        "unit": "count",
        "status": "done",
        "kind": "day",
        "admin1": None,
        "country": "UA",
        "actor": None,
        "target": None,
        "low": high,
        "high": high,
        "state": "single",
        "voices": (voice,),
        "independent": 1,
        "reports": 1,
        "claims": (),
        "why": (),
    } | more
    fact = Fact(id=f"{measure}{item}{at}", measure=measure, item=item, place=place, start=day(at), end=day(at), **told)
    spot = Place(1, place, "UA", None, None, None, "country" if place == "Ukraine" else "town", place, SPAN)
    key = f"clm_{measure}_{item}_{at}_{voice}"
    claim = Claim(key, "r", "air_attack", measure, item, None, (SPAN,), "", "states", "happened", place=spot)
    return Figure(fact, (START + timedelta(days=at)).toordinal(), voice, claim)


def shown(figures, kind, balances=(), firsts=()):
    return [one for one in find(figures, balances, firsts) if one.kind == kind]


# ---------------------------------------------------------------- gaps


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        (range(12), []),
        ([*range(6), *range(7, 12)], [(6, 6, "no bulletin on 1 day; that is not nought")]),
        ([*range(6), *range(8, 12)], [(6, 7, "no bulletin on 2 days; that is not nought")]),
        ([0, 1, 2, 4, 5], []),
        ([0, 1, 2, 4, 5, 6], [(3, 3, "no bulletin on 1 day; that is not nought")]),
        (range(0, 24, 2), []),
        ([0, 1, 2, 3, 4, 5, 30, 33, 36], []),
        ([*range(6), *range(30, 36)], [(6, 29, "no bulletin on 24 days; that is not nought")]),
    ],
)
def test_a_day_without_a_bulletin_is_a_gap_where_there_is_one_daily(days, gaps):
    found = shown([figure(at) for at in days], "gap")
    assert [(one.start, one.end, one.note) for one in found] == [(day(a), day(b), note) for a, b, note in gaps]


def test_gaps_are_those_of_one_source_account_and_country():
    holes = [figure(at) for at in range(8) if at != 4]
    for other in ({"voice": "ministry"}, {"account": "casualties"}, {"country": "RU"}):
        assert len(shown([*holes, *(figure(at, **other) for at in range(8))], "gap")) == 1
    assert shown([*holes, figure(4, measure="intercepted")], "gap") == []
    assert shown([*holes, figure(4, kind="since")], "gap") != []
    (one,) = shown(holes, "gap")
    assert (one.source, one.account, one.measure, one.item, one.place) == ("air force", "air_attack", "", "", "Ukraine")


# ---------------------------------------------------------------- what stops


@pytest.mark.parametrize(
    ("held", "stops"),
    [
        (range(8), True),
        (range(9), False),
        (range(4), True),
        (range(3), False),
        ([0, 1, 2, 4, 5, 6, 7], True),
        ([0, 1, 2, 3, 7], False),
        ([0, 2, 3, 4], True),
        ([0, 3, 4], False),
    ],
)
def test_what_stood_in_most_bulletins_and_then_in_none_has_stopped(held, stops):
    figures = [*(figure(at) for at in range(12)), *(figure(at, "jammed") for at in held)]
    found = shown(figures, "stops")
    assert [one.measure for one in found] == ["jammed"] * stops
    last = max(held)
    note = f"in {len(held)} of {last + 1} bulletins until then, in none of the {11 - last} after"
    assert [(one.start, one.end, one.note) for one in found] == [(day(last + 1), day(11), note)] * stops


# ---------------------------------------------------------------- a share that jumps


def balance(at, part, whole=100, **more):
    told = {
        "source": "air force",
        "period": Period(day(at), day(at), "day", day(at), "then", SPAN),
        "whole": Entry("launched", whole, more.pop("top", whole), ()),
        "parts": (Entry("intercepted", part, part, ()),),
        "rest_name": "unaccounted",
        "rest_low": whole - part,
        "rest_high": whole - part,
        "verdict": "exact",
        "missing": (),
        "note": "",
    } | more
    return Balance(id=f"b{at}", account="air_attack", identity="bins", report="r", item="drone", **told)


def parts(*values, **more):
    return [balance(at, part, **more) for at, part in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "jump"),
    [
        ((80,) * 4 + (60,) * 4, (4, 0.8, 0.6)),
        ((80,) * 6 + (50,) * 5, (6, 0.8, 0.5)),
        ((80,) * 4 + (65,) * 4, (4, 0.8, 0.65)),
        ((80,) * 4 + (66,) * 4, None),
        ((80,) * 4 + (60,) * 3, None),
        ((80,) * 3 + (60,) * 4, None),
        ((90, 70) * 2 + (70, 50) * 2, None),
        ((81, 79) * 2 + (61, 59) * 2, (4, 0.8, 0.6)),
        ((80,) * 9, None),
        ((80, 80, 80, 80, 80, 60, 70, 40, 40, 40, 40), (7, 0.7571, 0.4)),
        ((90, 90, 90, 90, 72, 54, 54, 54, 54), (4, 0.9, 0.576)),
    ],
)
def test_a_share_that_is_another_from_a_day_on(values, jump):
    found = shown([], "jumps", parts(*values))
    assert [(one.start, one.before, one.after) for one in found] == (
        [] if jump is None else [(day(jump[0]), *jump[1:])]
    )
    if jump is not None:
        assert found[0].note == f"intercepted: {jump[1]:.0%} of launched until then, {jump[2]:.0%} from then on"


@pytest.mark.parametrize("more", [{"top": 120}, {"rest_name": ""}, {"period": None}])
def test_what_has_no_sure_share_never_jumps(more):
    values = (80,) * 5 + (40,) * 5
    assert shown([], "jumps", parts(*values))
    assert shown([], "jumps", parts(*values, **more)) == []


@pytest.mark.parametrize(
    ("begins", "ends", "found"), [(-1, 0, 4), (0, None, 4), (None, 0, 4), (-1, None, 3), (None, None, None)]
)
def test_a_night_is_filed_under_its_last_day(begins, ends, found):
    def of(at):
        start, end = (None if step is None else day(at + step) for step in (begins, ends))
        return Period(start, end, "day", "", "then", SPAN)

    jump = [replace(one, period=of(at)) for at, one in enumerate(parts(*(80,) * 4, *(40,) * 4))]
    assert [one.start for one in shown([], "jumps", jump)] == ([] if found is None else [day(found)])


def test_the_days_of_a_series_are_in_order_whatever_comes_first():
    jump = parts(*(80,) * 5, *(40,) * 5)
    assert shown([], "jumps", jump[::-1]) == shown([], "jumps", jump) != []


def test_shares_of_two_sources_are_two_series():
    mixed = [balance(at, 80, source="a") for at in range(5)] + [balance(at + 5, 40, source="b") for at in range(5)]
    assert shown([], "jumps", mixed) == []


# ---------------------------------------------------------------- "the first in so many days"


@pytest.mark.parametrize(
    ("earlier", "days", "right", "before", "note"),
    [
        ([0], 30, True, 30, "the one before was 30 days earlier (2025-03-01)"),
        ([0], 31, True, 30, "the one before was 30 days earlier (2025-03-01)"),
        ([0], 32, False, 30, "the one before was 30 days earlier (2025-03-01)"),
        ([0, 20], 30, False, 10, "the one before was 10 days earlier (2025-03-21)"),
        ([31], 30, None, None, "nothing of the kind before it in the books, which do not reach back so far"),
        ([], 30, None, None, "nothing of the kind before it in the books, which do not reach back so far"),
    ],
)
def test_what_is_said_to_be_the_first_is_looked_up(earlier, days, right, before, note):
    mine = figure(30)
    (row,) = shown([mine, *map(figure, earlier)], "first", firsts=[First(mine, days, day(30))])
    assert (row.right, row.before, row.after) == (right, before, days)
    assert row.note == f"said to be the first in {days} days; {note}"


@pytest.mark.parametrize(("reach", "right"), [(0, True), (1, None)])
def test_books_that_reach_back_so_far_have_nothing_of_the_kind(reach, right):
    mine = figure(30)
    (row,) = shown([mine, figure(reach, "jammed")], "first", firsts=[First(mine, 30, day(30))])
    assert row.right is right


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"place": "Sumy"}, True),
        ({"measure": "jammed"}, False),
        ({"item": "missile"}, False),
        ({"country": "RU"}, False),
        ({"account": "casualties"}, False),
        ({"high": 0.0}, False),
        ({"kind": "since"}, False),
    ],
)
def test_what_is_of_the_kind(other, same):
    mine = figure(30)
    (row,) = shown([mine, figure(25, **other)], "first", firsts=[First(mine, 30, day(30))])
    assert (row.before == 5) is same


def test_at_a_town_only_the_town_counts():
    mine = figure(30, place="Sumy")
    for place, before in (("Sumy", 5), ("Odesa", None), ("Ukraine", None)):
        (row,) = shown([mine, figure(25, place=place)], "first", firsts=[First(mine, 30, day(30))])
        assert row.before == before


def test_the_source_of_a_row_is_named_as_its_claim_names_it():
    named = figure(30, voice="air force|family|office")
    (row,) = shown([named], "first", firsts=[First(named, 3, day(30))])
    assert row.source == "air force"
    source = Source("Ukraine's air force", "military", SPAN)
    spoken = replace(named, claim=replace(named.claim, source=source))
    (row,) = shown([spoken], "first", firsts=[First(spoken, 3, day(30))])
    assert row.source == "Ukraine's air force"
