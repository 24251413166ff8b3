"""What has to hold between figures that stand: regions within a nation, days within a count, flows between stocks."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from test_gaps_and_breaks import START, figure
from test_sums_of_figures import PACK, SPAN, amount, claim

from wirebook.ledger.balances.balance import draw_up
from wirebook.ledger.balances.nesting import regions_within_nation, running_and_daily, words_of
from wirebook.ledger.balances.stock_flow import stocks_and_flows
from wirebook.packs.model import Identity
from wirebook.types import Party


def in_division(one):
    return replace(one, claim=replace(one.claim, place=replace(one.claim.place, precision="admin1")))


def told(at, low, high="same"):
    """A figure in a row of a count: when it was said, and its range."""
    said = None if at is None else START.toordinal() + at
    return SimpleNamespace(said=said, low=low, high=low if high == "same" else high)


def seen(balances):
    return [(one.verdict, one.rest_low, one.rest_high, one.note) for one in balances]


# ---------------------------------------------------------------- regions within a nation


def region(number, place="Izium", voice="mayor", **more):
    one = figure(0, place=place, voice=voice, high=number, **{"admin1": place, **more})
    return replace(one, fact=replace(one.fact, id=f"{place} {voice}"))


@pytest.mark.parametrize(
    ("regions", "found"),
    [
        ([region(5.0)], [("loose", 0.0, 7.0, "5 in 1 place of 12 in all")]),
        ([region(12.0)], [("loose", 0.0, 0.0, "12 in 1 place of 12 in all")]),
        ([region(13.0)], [("broken", 0.0, 0.0, "13 in 1 place of 12 in all; 1 too many")]),
        ([region(5.0), region(4.0, "Sumy")], [("loose", 0.0, 3.0, "9 in 2 places of 12 in all")]),
        ([region(5.0), region(4.0, voice="governor")], [("loose", 0.0, 8.0, "4 in 1 place of 12 in all")]),
        ([region(5.0, low=3.0)], [("loose", 0.0, 9.0, "3 to 5 in 1 place of 12 in all")]),
        ([region(5.0, voice="air force")], []),
        ([region(5.0, kind="span")], []),
        ([region(5.0, low=None)], []),
        ([region(5.0, country="RU")], []),
        ([], []),
    ],
)
def test_regions_take_no_more_than_their_nation_has(regions, found):
    assert seen(regions_within_nation([figure(0, high=12.0), *regions])) == found


def test_a_nation_without_an_upper_end_has_room_for_all():
    nation = figure(0, low=12.0, high=None)
    assert seen(regions_within_nation([nation, region(40.0)])) == [
        ("loose", 0.0, None, "40 in 1 place of 12 or more in all")
    ]


def test_a_nation_without_any_has_no_room():
    assert seen(regions_within_nation([figure(0, high=0.0), region(5.0)])) == [
        ("broken", 0.0, 0.0, "5 in 1 place of 0 in all; 5 too many")
    ]


def test_a_town_is_inside_a_division_that_has_its_own_figure():
    town = region(5.0, "Izium", admin1="Kharkiv")
    division = in_division(region(7.0, "Kharkiv", "governor", admin1="Kharkiv"))
    (balance,) = regions_within_nation([figure(0, high=12.0), town, division])
    assert [(part.measure, part.low) for part in balance.parts] == [("Kharkiv", 7.0)]


def test_a_make_is_within_the_figure_of_its_make_alone():
    nation = figure(0, high=12.0)
    of_make = replace(nation, claim=replace(nation.claim, variety="Shahed"))
    assert seen(regions_within_nation([of_make, region(5.0)])) == []
    assert len(list(regions_within_nation([nation, region(5.0)]))) == 1


@pytest.mark.parametrize(
    ("bounds", "words"), [((1200.0, None), "1,200 or more"), ((3.0, 3.0), "3"), ((3.0, 1500.0), "3 to 1,500")]
)
def test_a_range_in_words(bounds, words):
    assert words_of(bounds) == words


# ---------------------------------------------------------------- days within a running count

COUNT = figure(0, measure="fires", kind="since")
KEY = (COUNT.fact.id, COUNT.voice)


def daily(at, number, **more):
    return figure(at, measure="fires", high=number, **more)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([daily(2, 4.0), daily(3, 6.0)], [("exact", 0.0, 0.0, "from 90 to 100; 10 told on 2 of 2 days")]),
        ([daily(2, 4.0), daily(3, 5.0)], [("loose", 1.0, 1.0, "from 90 to 100; 9 told on 2 of 2 days")]),
        ([daily(3, 10.0)], [("loose", 0.0, 0.0, "from 90 to 100; 10 told on 1 of 2 days")]),
        ([daily(3, 11.0)], [("broken", 0.0, 0.0, "from 90 to 100; 11 told on 1 of 2 days")]),
        ([daily(3, None, low=4.0)], [("loose", 0.0, 6.0, "from 90 to 100; 4 or more told on 1 of 2 days")]),
        ([daily(1, 4.0), daily(4, 6.0)], []),
        ([daily(2, 4.0, voice="mayor")], []),
        ([daily(2, 4.0, place="Izium")], []),
        ([daily(2, 4.0, kind="span")], []),
        ([], []),
    ],
)
def test_days_bring_no_more_than_a_running_count_rises(days, found):
    steps = {KEY: [told(1, 90.0), told(3, 100.0)]}
    assert seen(running_and_daily([COUNT, *days], steps)) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([told(1, 90.0)], []),
        ([told(None, 90.0), told(3, 100.0)], []),
        ([told(1, 90.0), told(None, 100.0)], []),
        ([told(1, 90.0), told(3, 80.0)], [("broken", 0.0, 0.0, "from 90 to 80; 4 told on 1 of 2 days")]),
        (
            [told(1, 90.0), told(3, 100.0, None)],
            [("loose", 6.0, None, "from 90 to 100 or more; 4 told on 1 of 2 days")],
        ),
        ([told(1, 90.0, None), told(3, 100.0)], [("loose", 0.0, 6.0, "from 90 or more to 100; 4 told on 1 of 2 days")]),
    ],
)
def test_what_a_row_of_a_running_count_rises_by(row, found):
    assert seen(running_and_daily([COUNT, daily(2, 4.0)], {KEY: row})) == found


# ---------------------------------------------------------------- flows between stocks

HELD = Identity("held", "stock", "held", ("taken",), rest="unexplained", less=("lost",))
STOCK_PACK = replace(PACK, identities=(HELD, *PACK.identities))
STOCK = figure(0, measure="held", kind="stock", account="raid")
STOCK_KEY = (STOCK.fact.id, STOCK.voice)


def flow(at, number, measure="taken", **more):
    return figure(at, measure=measure, high=number, **{"account": "raid", **more})


@pytest.mark.parametrize(
    ("flows", "found"),
    [
        ([flow(2, 5.0), flow(3, 2.0, "lost")], [("exact", 0.0, 0.0, "from 10 to 13; 5 came, 2 went")]),
        ([flow(2, 5.0)], [("loose", -2.0, -2.0, "from 10 to 13; 5 came; -2 unexplained")]),
        ([flow(3, 1.0, "lost")], [("loose", 4.0, 4.0, "from 10 to 13; 1 went; 4 unexplained")]),
        ([flow(2, 3.0), flow(1, 9.0), flow(4, 9.0)], [("exact", 0.0, 0.0, "from 10 to 13; 3 came")]),
        ([flow(2, None, low=1.0)], [("loose", 0.0, 2.0, "from 10 to 13; 1 or more came; 0 to 2 unexplained")]),
        ([flow(2, 5.0, kind="span")], []),
        ([flow(2, 5.0, "jammed")], []),
        ([flow(2, 5.0, voice="mayor")], []),
        ([flow(2, 5.0, place="Izium")], []),
        ([flow(2, 5.0, account="air_attack")], []),
        ([], []),
    ],
)
def test_a_stock_is_what_it_was_with_what_came_and_without_what_went(flows, found):
    steps = {STOCK_KEY: [told(1, 10.0), told(3, 13.0)]}
    assert seen(stocks_and_flows([STOCK, *flows], steps, [STOCK_PACK])) == found


def test_the_whole_of_a_stock_is_what_it_grew_by():
    (balance,) = stocks_and_flows([STOCK, flow(2, 5.0)], {STOCK_KEY: [told(1, 10.0), told(3, 13.0)]}, [STOCK_PACK])
    assert (balance.whole.low, balance.whole.high) == (3.0, 3.0)
    assert list(stocks_and_flows([STOCK, flow(2, 5.0)], {}, [STOCK_PACK])) == []
    assert list(stocks_and_flows([STOCK, flow(2, 5.0)], {STOCK_KEY: [told(1, 10.0)]}, [STOCK_PACK])) == []


@pytest.mark.parametrize("row", [[told(None, 10.0), told(3, 13.0)], [told(1, 10.0), told(None, 13.0)]])
def test_a_stock_without_a_day_is_set_against_nothing(row):
    assert list(stocks_and_flows([STOCK, flow(2, 5.0)], {STOCK_KEY: row}, [STOCK_PACK])) == []


# ---------------------------------------------------------------- balances of one report

LEGS = Identity("legs", "legs", "launched", ("intercepted",))
WAYS = Identity("ways", "legs", "launched", ("launched",))


def drawn(identity, *claims, disjoint=()):
    balances = draw_up(claims, [replace(PACK, identities=(identity,), disjoint=disjoint)])
    return [(one.whole.low, [part.low for part in one.parts], one.missing) for one in balances]


def test_each_leg_is_told_and_what_nobody_tells_of_is_named():
    whole, part = claim("c1", 12), claim("c2", 5, "intercepted")
    assert drawn(LEGS, whole) == [(12, [], ("intercepted",))]
    assert drawn(LEGS, part) == [(0.0, [5], ("launched",))]
    assert drawn(LEGS, whole, part) == [(12, [5], ())]
    assert drawn(LEGS, replace(whole, amount=None)) == []


def party(code):
    return Party(code, code, code, SPAN)


def test_what_two_sides_give_each_other_is_one_exchange():
    ours = claim("c1", 12, actor=party("UKR"), target=party("RUS"))
    theirs = claim("c2", 9, actor=party("RUS"), target=party("UKR"))
    back = ("launched in return",)
    assert drawn(WAYS, ours, theirs) == [(9, [12], ())]
    assert drawn(WAYS, ours) == [(12, [], back)]
    assert drawn(WAYS, ours, replace(theirs, target=None)) == [(12, [], back)]
    assert drawn(WAYS, ours, replace(theirs, target=party("RUSMIL"))) == [(12, [], back)]
    assert drawn(WAYS, ours, replace(theirs, measure="jammed")) == [(12, [], back)]
    assert drawn(WAYS, ours, replace(theirs, amount=None)) == [(12, [], back)]
    assert drawn(WAYS, ours, replace(theirs, amount=amount(9, unit="percent"))) == [(12, [], back)]


def test_parts_that_never_overlap_are_added_up():
    whole = claim("c1", 12)
    parts = [
        replace(claim(f"c{at}", number, item=item, relation="part", of="c1"), evidence=whole.evidence)
        for at, number, item in ((2, 5, "cruise"), (3, 4, "ballistic"))
    ]
    none = Identity("none", "order", "held", ("fires",))
    apart = (("drone", "missile"), ("cruise", "ballistic"))
    assert drawn(none, whole, *parts, disjoint=apart) == [(12, [5, 4], ())]
    assert drawn(none, whole, *parts) == [(12, [5], ()), (12, [4], ())]
    assert drawn(none, whole, parts[0], disjoint=apart) == [(12, [5], ())]
