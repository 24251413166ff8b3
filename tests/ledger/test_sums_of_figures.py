"""Totals, nights and sums over time from a few figures: what is counted once, and in which stretch it lies."""

from dataclasses import replace
from datetime import date

import pytest

from wirebook.ledger.balances.by_period import Figure, credited, draw_up_nights, in_one_voice, whole_of
from wirebook.ledger.balances.period_sums import Window, runs_of, sum_up, words_of
from wirebook.ledger.books.interval_sums import Kinship, bounds_of, total
from wirebook.ledger.books.shares import percentages
from wirebook.packs.model import Identity, Item, Measure, Pack
from wirebook.types import Amount, Claim, Entry, Fact, Period, Place, Source, Span

SPAN = Span(0, 1)
AIR = Source("air force", "military", SPAN)
PACK = Pack(
    account="raid",
    title="Raids",
    question="",
    key=(),
    items=(
        Item("missile", ("missile",)),
        Item("ballistic", ("ballistic missile",), "missile"),
        Item("cruise", ("cruise missile",), "missile"),
        Item("drone", ("drone",)),
    ),
    measures=(
        *(Measure(name, "") for name in ("launched", "intercepted", "jammed", "stopped", "fires")),
        Measure("held", "", "stock"),
    ),
    rules=(),
    identities=(Identity("bins", "sum", "launched", ("intercepted", "jammed")),),
)
KIN = Kinship.of(PACK)


def amount(low, high="same", **more):
    top = low if high == "same" else high
    told = {"approximate": False, "unit": "count", "written": str(low), "span": SPAN}
    return Amount(low, top, **{**told, **more})


def place(name, precision="town", admin1=None, country="UA"):
    return Place(None, name, country, admin1, None, None, precision, name, SPAN)


def claim(key, number, measure="launched", item="drone", **more):
    given = number if isinstance(number, Amount) or number is None else amount(number)
    start = int("".join(filter(str.isdigit, key)) or 0) * 10
    base = Claim(key, "r1", "raid", measure, item, given, (Span(start, start + 5),), "", "states", "happened", AIR)
    return replace(base, **more)


def counted(*claims):
    """The total of launched drones (or of what they are) as a range, none where no claim says how many."""
    found = total("launched", claims, KIN, {one.id: one for one in claims})
    return None if found is None else (found.low, found.high)


# ---------------------------------------------------------------- one number from several claims


@pytest.mark.parametrize(
    ("given", "bounds"),
    [
        (amount(12), (12, 12)),
        (amount(12, None), (12, None)),
        (amount(None, 20), (0, 20)),
        (amount(100, approximate=True), (90, 110)),
        (amount(100, 200, approximate=True), (100, 200)),
        (amount(None, None), None),
        (None, None),
    ],
)
def test_the_bounds_of_an_amount(given, bounds):
    found = bounds_of(claim("c1", given), {})
    assert found == (None if bounds is None else pytest.approx(bounds))


@pytest.mark.parametrize(
    ("whole", "bounds"),
    [(amount(40), (20, 40)), (amount(40, None), (20, None)), (amount(None, 40), (0, 40)), (amount(None, None), None)],
)
def test_most_of_them_is_taken_from_its_whole(whole, bounds):
    most = claim("c2", amount(None, None, share=(0.5, 1.0)), of="c1")
    assert bounds_of(most, {"c1": claim("c1", whole)}) == bounds
    assert bounds_of(most, {}) is None
    assert bounds_of(replace(most, amount=amount(None, None)), {"c1": claim("c1", whole)}) is None


def test_kinds_of_an_item():
    assert KIN.line("ballistic") == ("ballistic", "missile")
    assert KIN.within("ballistic", "missile")
    assert not KIN.within("missile", "ballistic")
    assert KIN.related("missile", "ballistic")
    assert KIN.related("ballistic", "missile")
    assert not KIN.related("drone", "missile")
    assert Kinship({"a": "b", "b": "a"}).line("a") == ("a", "b")


def hours(start, end):
    return Period(f"2025-03-01T{start}", f"2025-03-01T{end}", "minute", "", "", SPAN)


KHARKIV = place("Kharkiv region", "admin1", "Kharkiv")
IZIUM = place("Izium", admin1="Kharkiv")
LOZOVA = place("Lozova", admin1="Kharkiv")
NATION = place("Ukraine", "country")


@pytest.mark.parametrize(
    ("one", "other", "sum_"),
    [
        ({}, {}, (12, 12)),
        ({}, {"amount": amount(5)}, (12, 17)),
        ({}, {"amount": amount(10, 15)}, (12, 12)),
        ({}, {"amount": amount(5), "relation": "further"}, (17, 17)),
        ({}, {"amount": None}, (12, 12)),
        ({"place": IZIUM}, {"place": LOZOVA}, (24, 24)),
        ({"place": IZIUM}, {"place": KHARKIV}, (12, 12)),
        ({"place": KHARKIV}, {"place": IZIUM, "amount": amount(5)}, (12, 12)),
        ({"place": IZIUM}, {"place": KHARKIV, "amount": amount(5)}, (12, 17)),
        ({"place": NATION}, {"place": IZIUM, "amount": amount(5)}, (12, 12)),
        ({"place": None}, {"place": IZIUM, "amount": amount(5)}, (12, 12)),
        ({"variety": "Shahed"}, {"variety": "Geran"}, (24, 24)),
        ({"variety": "Shahed"}, {"variety": "Shahed"}, (12, 12)),
        ({}, {"variety": "Shahed", "amount": amount(5)}, (12, 12)),
        ({}, {"variety": "Shahed", "amount": amount(15)}, (15, 27)),
        ({"amount": amount(12, None)}, {"variety": "Shahed", "amount": amount(15)}, (12, None)),
        ({"period": hours("01:00", "02:00")}, {"period": hours("05:00", "06:00")}, (24, 24)),
        ({"period": hours("01:00", "02:00")}, {"period": hours("02:00", "03:00")}, (24, 24)),
        ({"period": hours("02:00", "03:00")}, {"period": hours("01:00", "02:00")}, (24, 24)),
        ({"period": hours("01:00", "02:00")}, {"period": hours("01:30", "02:30")}, (12, 12)),
        ({"period": hours("01:00", "02:00")}, {}, (12, 12)),
        ({"item": "missile"}, {"item": "ballistic", "amount": amount(5)}, (12, 12)),
        ({"item": "missile"}, {"item": "ballistic", "amount": amount(15)}, (15, 27)),
        ({"item": "missile"}, {"item": "drone", "amount": amount(5)}, (17, 17)),
        ({"item": "missile"}, {"item": "drone"}, (24, 24)),
        ({"item": "missile", "place": KHARKIV}, {"item": "drone", "place": IZIUM, "amount": amount(5)}, (17, 17)),
        ({}, {"item": "missile", "variety": "Kh-101", "amount": amount(5)}, (17, 17)),
    ],
)
def test_two_numbers_of_one_measure(one, other, sum_):
    first, second = claim("c1", 12), claim("c2", 12)
    assert counted(replace(first, **one), replace(second, **other)) == sum_


@pytest.mark.parametrize(
    ("fields", "sum_"),
    [
        ({"relation": "part", "of": "c1"}, (12, 12)),
        ({"relation": "part", "of": None}, (12, 12)),
        ({"relation": "part", "of": "c9"}, (12, 17)),
        ({"relation": "whole", "of": "c1"}, (12, 17)),
    ],
)
def test_a_part_is_counted_in_its_whole(fields, sum_):
    assert counted(claim("c1", 12), claim("c2", 5, **fields)) == sum_


def test_parts_alone_are_what_there_is():
    assert counted(claim("c1", 12, relation="part"), claim("c2", 12, relation="part")) == (12, 12)
    assert counted(claim("c1", None)) is None
    assert counted() is None


def test_three_that_may_overlap_are_counted_from_the_largest_to_all_of_them():
    assert counted(claim("c1", 12), claim("c2", 5), claim("c3", 7), claim("c4", 2, item="missile")) == (14, 26)


def test_what_a_repeat_adds_to_a_mention_is_kept():
    """The place, or the hours, that the second mention of a number tells part it from a third."""
    assert counted(claim("c1", 12), claim("c2", 12, place=IZIUM), claim("c3", 12, place=LOZOVA)) == (24, 24)
    early, late = hours("01:00", "02:00"), hours("05:00", "06:00")
    assert counted(claim("c1", 12, period=early), claim("c2", 12), claim("c3", 12, period=late)) == (24, 24)
    assert counted(claim("c1", 12), claim("c2", 12, period=early), claim("c3", 12, period=late)) == (24, 24)


def test_two_kinds_that_a_third_may_be_are_in_one_doubt():
    kinds = [
        claim(f"c{n}", low, item=item)
        for n, (item, low) in enumerate((("ballistic", 9), ("missile", 7), ("cruise", 8)))
    ]
    assert counted(*kinds) == (9, 24)
    assert counted(kinds[0], kinds[2]) == (17, 17)


def test_the_largest_claim_stands_first_in_its_entry():
    told = [claim("c1", 5, place=IZIUM), claim("c2", 7, place=LOZOVA), claim("c3", 7)]
    assert total("launched", told, KIN, {}).claims == ("c2", "c3", "c1")


# ---------------------------------------------------------------- nights


def figure(key, number, day=1, measure="launched", item="drone", voice="air force", **more):
    """A figure of a day of March by a source; what is no field of its claim is of its fact."""
    spot = more.pop("place", NATION)
    kind, status, country = more.pop("kind", "day"), more.pop("status", "done"), more.pop("country", "UA")
    at = date(2025, 3, 1).toordinal() + day - 1
    iso = date.fromordinal(at).isoformat()
    given = claim(key, number, measure, item, place=spot, **{"period": Period(iso, iso, "day", iso, "", SPAN), **more})
    low, high = (given.amount.low, given.amount.high) if given.amount else (None, None)
    where = spot.name if spot else None
    fact = Fact(
        f"f_{key}", given.account, measure, item, "count", status, kind, where, None, country, None, None, iso, iso,
        low, high, "single", (voice,), 1, 1, (key,), ("",),
    )  # fmt: skip
    return Figure(fact, at if kind == "day" else 0, voice, given)


def test_a_part_goes_with_the_whole_of_its_voice():
    whole, part, other = figure("c1", 9), figure("c2", 4, of="c1"), figure("c3", 4, of="c1", voice="mayor")
    loop = figure("c4", 4, of="c5"), figure("c5", 4, of="c4")
    by_id = {one.claim.id: one for one in (whole, part, other, *loop)}
    assert whole_of(part, by_id) is whole
    assert whole_of(figure("c6", 2, of="c2"), by_id) is whole
    assert whole_of(other, by_id) is other
    assert whole_of(loop[0], by_id) is loop[1]
    ring = {one.claim.id: one for one in (figure("c7", 4, of="c8"), figure("c8", 4, of="c9"), figure("c9", 4, of="c8"))}
    assert whole_of(ring["c7"], ring) is ring["c9"]


@pytest.mark.parametrize(
    ("near", "voice"),
    [
        ({}, "mayor"),
        ({"measure": "launched"}, "nobody"),
        ({"account": "casualties"}, "nobody"),
        ({"day": 2}, "nobody"),
        ({"source": None}, "nobody"),
        ({"report": "r2"}, "nobody"),
    ],
)
def test_what_nobody_is_named_for_goes_with_the_nearest_source_of_its_report(near, voice):
    lone = figure("c5", 9, voice="nobody", source=None)
    told = figure("c4", 4, **{"measure": "jammed", "voice": "mayor"} | near)
    assert [one.voice for one in credited([lone, told]) if one.claim.id == "c5"] == [voice]
    far = figure("c1", 4, measure="intercepted", voice="governor")
    behind = figure("c6", 4, measure="intercepted", voice="ministry")
    found = {one.claim.id: one.voice for one in credited([lone, told, far, behind])}
    assert found["c5"] == ("mayor" if voice == "mayor" else "ministry")


def test_claims_of_one_voice_have_its_fullest_name():
    names = (("air force", None), ("Ukraine's air force", None), ("the force", "UKRMIL"))
    figures = [
        figure(f"c{n}", 9, source=Source(name, "military", SPAN, actor)) for n, (name, actor) in enumerate(names)
    ]
    assert {one.source.name for one in in_one_voice(figures)} == {"the force"}
    assert {one.source.name for one in in_one_voice(figures[:2])} == {"Ukraine's air force"}
    assert [one.source for one in in_one_voice([figure("c1", 9, source=None)])] == [None]


def test_nights_are_drawn_up_by_source_day_and_country():
    first = [figure("c1", 90), figure("c2", 60, measure="intercepted"), figure("c3", 20, measure="jammed")]
    (night,) = draw_up_nights(first, [PACK])
    assert (night.whole.low, [part.low for part in night.parts], night.rest_low) == (90, [60, 20], 10)
    for apart in ({"voice": "ministry"}, {"day": 2}, {"country": "RU"}, {"country": None}):
        (alone,) = draw_up_nights([*first[:2], figure("c3", 20, measure="jammed", **apart)], [PACK])
        assert [part.low for part in alone.parts] == [60]
    late = figure("c3", 20, day=2, measure="jammed", relation="part", of="c1", period=None)
    (whole,) = draw_up_nights([*first[:2], late], [PACK])
    assert [part.low for part in whole.parts] == [60, 20]
    after = [figure("c4", 9, day=2), figure("c5", 5, day=2, measure="jammed")]
    assert [one.period.end for one in draw_up_nights([*after, *first, *first], [PACK])] == ["2025-03-01", "2025-03-02"]


def test_two_stretches_of_one_source_are_two_events():
    long = [
        figure("c1", 90, kind="span", period=None),
        figure("c2", 60, measure="intercepted", kind="span", period=None),
    ]
    assert len(draw_up_nights(long, [PACK])) == 1
    other = replace(long[1], fact=replace(long[1].fact, end="2025-03-09"))
    assert draw_up_nights([long[0], other], [PACK]) == ()
    assert [one.claim.id for one in credited([long[1], long[0]])] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("percent", "verdict"), [(amount(67, unit="percent"), "exact"), (amount(80, unit="percent"), "broken")]
)
def test_a_percentage_beside_the_counts_that_it_is_of(percent, verdict):
    told = [claim("c1", 90), claim("c2", 60, "intercepted")]
    drawn = draw_up_nights([figure("c1", 90), figure("c2", 60, measure="intercepted")], [PACK])
    share = claim("c3", percent, "intercepted")
    (found,) = percentages([*told, share], drawn)
    word = "is" if verdict == "exact" else "is not"
    assert (found.verdict, found.identity, found.whole.low) == (verdict, "percentage-of-count", percent.low)
    assert found.note.startswith(f"{percent.low}% {word} 67%: 90 launched")
    assert (found.rest_low, found.rest_high, found.parts[0].low) == (0, 0, pytest.approx(200 / 3))
    (other,) = percentages([*told, replace(share, report="r0")], drawn)
    assert other.reports == ("r0", "r1")
    for other in (amount(67), None, amount(None, 50, unit="percent")):
        assert list(percentages([*told, claim("c3", other, "intercepted")], drawn)) == []
    assert list(percentages([claim("c3", percent, "fires")], drawn)) == []


def test_a_percentage_is_of_the_count_that_it_fits():
    told = [
        figure("c1", 90), figure("c2", 60, measure="intercepted"), figure("c3", 18, measure="jammed"),
        figure("c4", 10, item="missile"), figure("c5", 8, measure="intercepted", item="missile"),
    ]  # fmt: skip
    drawn = draw_up_nights(told, [PACK])
    assert len(drawn) == 2
    for measure, percent, share in (
        ("intercepted", 67, 60),
        ("intercepted", 87, 78),
        ("jammed", 20, 18),
        ("jammed", 87, 78),
    ):
        (found,) = percentages([claim("c6", amount(percent, unit="percent"), measure)], drawn)
        assert (found.verdict, found.parts[0].measure) == ("exact", f"{measure} of launched")
        assert found.parts[0].low == pytest.approx(share / 0.9)
    (found,) = percentages([claim("c6", amount(80, unit="percent"), "intercepted", "missile")], drawn)
    assert (found.verdict, found.note) == ("exact", "80% is 80%: 10 launched; 8 intercepted; 2 unaccounted")


# ---------------------------------------------------------------- sums


def summed(*figures, by="all", since=None, until=None, pack=PACK):
    days = [None if one is None else date(2025, 3, 1).toordinal() + one - 1 for one in (since, until)]
    return sum_up(figures, [pack], by, Window(*days))


@pytest.mark.parametrize(
    ("by", "day", "name", "first", "last"),
    [
        ("day", 5, "2025-03-05", "2025-03-05", "2025-03-05"),
        ("week", 5, "2025-W10", "2025-03-03", "2025-03-09"),
        ("week", 3, "2025-W10", "2025-03-03", "2025-03-09"),
        ("week", 9, "2025-W10", "2025-03-03", "2025-03-09"),
        ("week", 10, "2025-W11", "2025-03-10", "2025-03-16"),
        ("week", 306, "2026-W01", "2025-12-29", "2026-01-04"),
        ("month", 5, "2025-03", "2025-03-01", "2025-03-31"),
        ("month", 32, "2025-04", "2025-04-01", "2025-04-30"),
        ("month", 276, "2025-12", "2025-12-01", "2025-12-31"),
        ("month", 340, "2026-02", "2026-02-01", "2026-02-28"),
        ("year", 5, "2025", "2025-03-05", "2025-12-31"),
        ("all", 5, "all", "2025-03-05", "2025-03-05"),
    ],
)
def test_a_stretch_has_its_name_and_its_days(by, day, name, first, last):
    much_later = figure("c2", 7, day=900, voice="ministry")
    found = [one for one in summed(figure("c1", 9, day=day), much_later, by=by) if one.whole.low == 9]
    assert [(one.period.written, one.period.start, one.period.end) for one in found] == [(name, first, last)]
    precision = "span" if by == "all" else by
    assert [(one.period.precision, one.place) for one in found] == [(precision, "Ukraine")]


@pytest.mark.parametrize(
    ("since", "until", "gaps"),
    [(None, None, [2, 4]), (2, None, [2, 4]), (3, None, [4]), (None, 4, [2, 4]), (0, 9, [2, 4]), (-5, 9, [2, 4])],
)
def test_days_without_a_figure_are_gaps_within_what_is_asked_for(since, until, gaps):
    (found,) = summed(figure("c1", 9), figure("c2", 8, day=3), figure("c3", 7, day=5), since=since, until=until)
    assert [int(day[-2:]) for day in found.gaps] == gaps
    assert [(night.day[-2:], night.low) for night in found.nights] == [("01", 9), ("03", 8), ("05", 7)]


def test_a_stretch_goes_on_to_the_newest_day_of_the_books():
    newest = figure("c2", 7, day=6, voice="ministry")
    (found,) = [one for one in summed(figure("c1", 9, day=4), newest, by="week") if one.whole.low == 9]
    assert found.gaps == ("2025-03-03", "2025-03-05", "2025-03-06")


@pytest.mark.parametrize(
    "more",
    [
        {"status": "planned"},
        {"status": "denied"},
        {"status": "pending"},
        {"stance": "denies"},
        {"kind": "since"},
        {"day": 40, "kind": "span"},
    ],
)
def test_what_did_not_happen_or_has_no_night_is_in_no_sum(more):
    (found,) = summed(figure("c1", 9), figure("c2", 30, **{"day": 2} | more))
    assert (found.whole.low, len(found.nights)) == (9, 1)


def test_a_part_of_a_running_count_is_in_no_sum():
    running = figure("c1", 900, kind="since", period=None)
    (found,) = summed(running, figure("c2", 30, of="c1"), figure("c3", 9, day=2))
    assert found.whole.low == 9


def test_sums_are_in_the_order_of_their_days():
    weeks = [figure("c3", 9, day=3), figure("c1", 8, day=17), figure("c2", 7, day=10)]
    assert [one.whole.low for one in summed(*weeks, by="week")] == [9, 7, 8]
    assert [one.period.written for one in summed(*weeks, by="day")] == ["2025-03-03", "2025-03-10", "2025-03-17"]


def test_days_after_what_is_asked_for_are_no_gaps_of_a_week():
    newest = figure("c2", 7, day=9, voice="ministry")
    (found,) = [one for one in summed(figure("c1", 9, day=3), newest, by="week", until=5) if one.whole.low == 9]
    assert found.gaps == ("2025-03-04", "2025-03-05")


def test_what_has_no_country_is_of_the_only_one_its_source_tells_of():
    lone = figure("c2", 8, day=2, country=None, place=None)
    (found,) = summed(figure("c1", 9), lone)
    assert (found.whole.low, found.place) == (17, "Ukraine")
    two = summed(
        figure("c1", 9), lone, figure("c3", 7, day=3, country="RU", place=place("Russia", "country", None, "RU"))
    )
    assert sorted((one.whole.low, one.place or "") for one in two) == [(7, "Russia"), (8, ""), (9, "Ukraine")]


def test_a_sum_in_words():
    days = [figure(f"c{n}", low, day=n, **more) for n, low, more in ((1, 9, {}), (2, 1205, {}), (4, 1205, {}))]
    (found,) = summed(*days)
    assert found.note == "2,419 launched on 3 nights of all; the largest 1,205 on 2025-03-04; no figure for 2025-03-03"
    (one,) = summed(days[0])
    assert one.note == "9 launched on 1 night of all"
    assert (one.verdict, one.rest_low, one.rest_high, one.rest_name) == ("exact", 0, 0, "")
    (open_,) = summed(figure("c1", amount(9, None)))
    assert (open_.verdict, open_.note) == ("loose", "9 or more launched on 1 night of all")


def test_parts_are_summed_beside_their_whole():
    nights = [
        figure("c1", 90), figure("c2", 60, measure="intercepted"), figure("c3", 20, measure="jammed"),
        figure("c4", 50, day=2), figure("c5", 30, day=2, measure="intercepted"),
    ]  # fmt: skip
    (found,) = summed(*nights)
    assert [(part.measure, part.low) for part in found.parts] == [("intercepted", 90), ("jammed", 20)]
    assert (found.rest_low, found.rest_name, found.missing, found.verdict) == (30, "unaccounted", ("jammed",), "exact")
    assert "90 intercepted + 20 jammed = 110" in found.note
    (broken,) = summed(*nights[:1], figure("c2", 95, measure="intercepted"))
    assert (broken.verdict, broken.note) == ("broken", "90 launched on 1 night of all; 95 intercepted")


@pytest.mark.parametrize(("tolerance", "parts", "verdict"), [(2, 94, "exact"), (2, 95, "broken"), (0, 91, "broken")])
def test_the_tolerance_of_an_identity_is_that_of_each_night(tolerance, parts, verdict):
    pack = replace(PACK, identities=(replace(PACK.identities[0], tolerance=float(tolerance)),))
    nights = [
        figure("c1", 45),
        figure("c2", 45, day=2),
        figure("c3", parts - 45, measure="intercepted"),
        figure("c4", 45, day=2, measure="intercepted"),
    ]
    (found,) = summed(*nights, pack=pack)
    assert (found.verdict == "broken") == (verdict == "broken")


def test_a_kind_with_no_parts_is_told_by_what_it_is_a_kind_of():
    told = [figure("c1", 3, item="ballistic"), figure("c2", 2, measure="intercepted", item="missile")]
    assert [one.item for one in summed(*told)] == ["missile"]
    assert [one.item for one in summed(told[0])] == ["ballistic"]


def test_flows_of_no_identity_have_a_sum_and_stocks_have_none():
    found = summed(
        figure("c1", 4, measure="fires"), figure("c2", 5, day=2, measure="fires"), figure("c3", 9, measure="held")
    )
    assert [(one.whole.measure, one.whole.low, one.identity) for one in found] == [("fires", 9, "sum-over-time")]
    assert summed(figure("c1", amount(40, unit="percent"), measure="fires")) == ()


def test_units_are_never_added():
    tons = figure("c1", amount(4, unit="tonne"), measure="fires")
    found = summed(tons, figure("c2", 5, day=2, measure="fires"))
    assert sorted(one.whole.low for one in found) == [4, 5]


def test_what_is_no_account_of_a_pack_has_no_sum():
    assert summed(figure("c1", 4, account="other")) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["2025-06-07"], "2025-06-07"),
        (["2025-06-08", "2025-06-07"], "2025-06-07 to 2025-06-08"),
        (["2025-06-30", "2025-07-01", "2025-07-03"], "2025-06-30 to 2025-07-01, 2025-07-03"),
        (
            [f"2025-06-{at:02}" for at in range(1, 13, 2)],
            "2025-06-01, 2025-06-03, 2025-06-05, 2025-06-07, 2025-06-09, 2025-06-11",
        ),
        ([f"2025-06-{at:02}" for at in range(1, 15, 2)], "2025-06-01, 2025-06-03, 2025-06-05 and 7 days in all"),
    ],
)
def test_days_in_words(days, words):
    assert runs_of(days) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1205, 1205, "1,205 lost from radar"),
        (3, 4.5, "3 to 4.5 lost from radar"),
        (3, None, "3 or more lost from radar"),
    ],
)
def test_an_entry_in_words(low, high, words):
    assert words_of(Entry("lost_from_radar", low, high, ())) == words
