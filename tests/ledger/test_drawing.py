"""Facts, disputes and revisions drawn from postings alone: the edges of what is joined, parted and called a dispute."""

from dataclasses import replace

import pytest
from book_readings import day, on, party, report, since, told, until

from wirebook.ledger.books.disputes import definitions, denials
from wirebook.ledger.books.facts import CellBooks, Kin, draw
from wirebook.ledger.books.how_counted import HowCounted
from wirebook.ledger.books.linkage import NOTHING, Decided
from wirebook.ledger.books.posting import ReportContext, day_of, iso, post
from wirebook.ledger.books.revisions import passes, voices
from wirebook.types import Dateline, Period, Span

ALONE = Kin({}, {}, {})
STOCK = HowCounted(stocks=frozenset({("casualties", "killed")}))


def postings(*reports, **context):
    found = []
    for reading, _ in reports:
        found += post(reading.claims, ReportContext(reading.report, "by hand", **context))
    return found


def drawn(*reports, decided=NOTHING, kin=ALONE, **context):
    """The books of some reports, cell by cell."""
    told_of = postings(*reports, **context)
    books = [
        draw([one for one in told_of if one.cell == cell], kin, decided) for cell in sorted({o.cell for o in told_of})
    ]
    return CellBooks(*(tuple(row for book in books for row in getattr(book, part)) for part in CellBooks.__slots__))


def at(hour, end, number=0):
    """The period of some hours of a day."""
    return Period(f"{day(number)}T{hour}", f"{day(number)}T{end}", "minute", day(number), "then", Span(50, 58))


def outlet(name, *claims, said=0, **more):
    return report(*claims, said=said, publisher=name, **more)


# ---------------------------------------------------------------- what is one fact


@pytest.mark.parametrize(("number", "facts"), [(1, 2), (2, 1), (30, 1)])
def test_a_wider_place_is_the_town_where_the_number_says_something(number, facts):
    region = told(number=number, period=on(0), place="Kharkiv Oblast", source="governor")
    town = told(number=number, period=on(0))
    assert len(drawn(outlet("a", region), outlet("b", town)).facts) == facts


@pytest.mark.parametrize(("later", "facts"), [(0, 1), (6, 1), (7, 1), (8, 2)])
def test_a_report_without_a_day_speaks_of_the_week_before_it(later, facts):
    first = outlet("a", told(period=on(10)), said=10)
    after = outlet("b", told(source="hospital", period=None), said=10 + later)
    assert len(drawn(first, after).facts) == facts


@pytest.mark.parametrize("place", ["Kharkiv Oblast", "Ukraine", None])
def test_a_report_without_a_day_and_a_town_joins_nothing(place):
    first = outlet("a", told(period=on(0), place=place), said=0)
    after = outlet("b", told(source="hospital", period=None, place=place), said=2)
    assert len(drawn(first, after).facts) == 2


@pytest.mark.parametrize(
    ("step", "source", "number", "place", "facts"),
    [
        (1, "hospital", 12, "Kharkiv", 1),
        (2, "hospital", 12, "Kharkiv", 2),
        (1, "mayor", 12, "Kharkiv", 2),
        (1, "hospital", 13, "Kharkiv", 2),
        (1, "hospital", 12, "Sumy", 2),
        (1, "hospital", 12, "Kharkiv Oblast", 2),
    ],
)
def test_one_night_has_the_same_number_at_the_same_place_by_others(step, source, number, place, facts):
    here = "Kharkiv Oblast" if place == "Kharkiv Oblast" else "Kharkiv"
    evening = outlet("a", told(period=on(0), place=here))
    morning = outlet("b", told(number=number, period=on(step), source=source, place=place), said=1)
    found = drawn(evening, morning).facts
    assert len(found) == facts
    if facts == 1:
        assert "dated 2025-03-01 here" in " ".join(found[0].why)


def test_hours_part_two_attacks_of_one_day():
    early = outlet("a", told(period=at("02:00", "03:00")))
    late = outlet("b", told(number=4, period=at("21:00", "22:00"), source="hospital"))
    assert len(drawn(early, late).facts) == 2
    (fact,) = drawn(early, outlet("b", told(period=on(0), source="hospital"))).facts
    assert "the same day and place; the hour is not told here" in fact.why


def test_who_did_it_parts_two_facts_and_may_be_left_untold():
    one = outlet("a", told(period=on(0), actor=party("RUS")))
    other = outlet("b", told(number=4, period=on(0), actor=party("UKR"), source="hospital"))
    untold = outlet("c", told(period=on(0), source="governor"))
    assert len(drawn(one, other).facts) == 2
    (fact,) = drawn(one, untold).facts
    assert (fact.actor, fact.independent) == ("RUS", 2)
    assert sorted(fact.why) == [
        "the same day and place; who did it is not told here",
        "the same day, place and parties, as far as told",
    ]


def test_what_fits_two_facts_says_which_and_the_number_decides():
    ours = outlet("a", told(number=5, period=on(0), actor=party("RUS")))
    theirs = outlet("b", told(number=9, period=on(0), actor=party("UKR"), source="ministry"))
    unsure = outlet("c", told(number=7, period=on(0), source="governor"))
    found = drawn(ours, theirs, unsure).facts
    assert len(found) == 3
    (doubt,) = [fact.undecided for fact in found if fact.undecided]
    assert doubt.startswith("may be any of 2: 5 people Kharkiv 2025-03-01 RUS; 9 people Kharkiv 2025-03-01 UKR")
    counted = outlet("c", told(number=9, period=on(0), source="governor"))
    found = drawn(ours, theirs, counted).facts
    assert sorted((fact.low, fact.independent) for fact in found) == [(5, 1), (9, 2)]


def test_two_numbers_of_one_voice_in_one_report_are_two_facts():
    two = outlet("a", told(number=3, period=on(0)), told(number=8, period=on(0)))
    other = outlet("b", told(number=8, period=on(0), source="hospital"))
    unsure = outlet("c", told(number=5, period=on(0), source="governor"))
    found = drawn(two, other, unsure).facts
    assert sorted((fact.low, fact.independent) for fact in found) == [(3, 1), (5, 1), (8, 2)]
    assert [fact.undecided for fact in found if fact.low == 5] == [
        "one report tells two numbers of this day and place; which of them this is, is not told"
    ]


@pytest.mark.parametrize("second", [{"source": "hospital"}, {"headline": True}, {"high": None}])
def test_two_numbers_that_are_not_of_one_voice_side_by_side_are_one_fact(second):
    two = outlet("a", told(number=8, period=on(0)), told(number=3, period=on(0), **second))
    assert len(drawn(two).facts) == 1


def test_persons_join_and_part_claims():
    one, other = outlet("a", told(period=on(0))), outlet("b", told(number=14, period=on(3), source="hospital"), said=3)
    ids = tuple(claim.id for reading, _ in (one, other) for claim in reading.claims)
    (fact,) = drawn(one, other, decided=Decided(together=(ids,))).facts
    assert set(fact.claims) == set(ids)
    assert "joined by a person" in fact.why
    same = outlet("c", told(period=on(0), source="hospital"))
    third = outlet("d", told(period=on(0), source="governor"))
    a, b, c = (reading.claims[0].id for reading, _ in (one, same, third))
    found = drawn(one, same, third, decided=Decided(apart=((b, a), (c, a)))).facts
    assert sorted(map(sorted, (fact.claims for fact in found))) == sorted([[a], sorted([b, c])])
    assert {why for fact in found if b in fact.claims for why in fact.why} == {"set apart by a person"}


def test_a_fact_with_one_dated_claim_is_of_that_day():
    undated = [outlet(f"o{n}", told(source="hospital", period=None), said=2 + n) for n in range(4)]
    (fact,) = drawn(outlet("a", told(period=on(0))), *undated).facts
    assert (fact.kind, fact.start, fact.reports, fact.first_said, fact.last_said) == ("day", day(0), 5, day(0), day(5))


def test_the_code_that_most_claims_give_is_the_party():
    coded = [("RUSMIL", "mayor"), ("RUSMIL", "hospital"), ("RUSGOV", "governor")]
    (fact,) = drawn(*(outlet(who, told(period=on(0), actor=party(code), source=who)) for code, who in coded)).facts
    assert fact.actor == "RUSMIL"
    lent = outlet("d", told(period=on(0), actor=party("UKRMIL", told=False), source="ministry"))
    assert drawn(lent).facts[0].actor == "UKRMIL"
    both = [
        outlet(who, told(period=on(0), actor=party(code), source=who)) for code, who in (("RUS", "mayor"), coded[1])
    ]
    assert drawn(*both).facts[0].actor == "RUSMIL"


# ---------------------------------------------------------------- disputes


@pytest.mark.parametrize(("number", "kinds"), [(9, []), (10, ["place"]), (40, ["place"])])
def test_one_telling_number_at_two_places_is_a_dispute(number, kinds):
    here = outlet("a", told(number=number, period=on(0)))
    there = outlet("b", told(number=number, period=on(0), place="Sumy", source="hospital"))
    found = drawn(here, there).disputes
    assert [one.kind for one in found] == kinds
    assert [one.note for one in found] in ([], ["Kharkiv / Sumy"], ["Sumy / Kharkiv"])


@pytest.mark.parametrize(
    "other",
    [
        {"source": "ministry"},
        {"number": 41},
        {"place": "Kharkiv Oblast", "number": 40, "high": 44},
        {"high": None},
        {"period": on(1)},
        {"variety": "Shahed"},
    ],
)
def test_what_is_no_dispute_of_places(other):
    here = outlet("a", told(number=40, period=on(0), source="ministry"))
    there = outlet("b", told(**{"number": 40, "period": on(0), "place": "Sumy", "source": "hospital"} | other))
    assert drawn(here, there).disputes == ()


def test_one_report_tells_of_two_places_and_disputes_nothing():
    both = told(number=40, period=on(0)), told(number=40, period=on(0), place="Sumy", source="hospital")
    assert drawn(outlet("a", *both)).disputes == ()


def blamed(actor, target=None, **more):
    sides = {"actor": party(actor)} | ({"target": party(target)} if target else {})
    return told(period=on(0), **sides, **more)


def test_each_side_names_another_doer():
    found = drawn(outlet("a", blamed("RUS")), outlet("b", blamed("UKR", source="ministry"))).disputes
    assert [(one.kind, one.note, len(one.facts), one.within) for one in found] == [
        ("party", "Russia / Ukraine", 2, False)
    ]
    assert drawn(outlet("a", blamed("RUS")), outlet("b", blamed("UKR"))).disputes == ()
    both_ways = outlet("a", blamed("RUS", "UKR")), outlet("b", blamed("UKR", "RUS", source="ministry"))
    assert drawn(*both_ways).disputes == ()
    one_way = outlet("a", blamed("RUS", "UKR")), outlet("b", blamed("BLR", "UKR", source="ministry"))
    assert [one.kind for one in drawn(*one_way).disputes] == ["party"]


def test_both_voices_in_one_report_are_a_dispute_within_it():
    inside = outlet("a", told(number=12, period=on(0)), told(number=3, period=on(0), source="ministry"))
    (dispute,) = drawn(inside).disputes
    assert (dispute.within, dispute.note) == (True, "Russian defence ministry: 3; mayor: 12")
    apart = outlet("a", told(number=12, period=on(0))), outlet("b", told(number=3, period=on(0), source="ministry"))
    assert [one.within for one in drawn(*apart).disputes] == [False]


def test_one_source_quoted_in_two_ways_on_a_day():
    found = drawn(outlet("a", told(number=12, period=on(0))), outlet("b", told(number=15, period=on(0)))).disputes
    assert [one.note for one in found] == ["mayor is quoted with 12 and with 15"]
    later = drawn(outlet("a", told(number=12, period=on(0))), outlet("b", told(number=15, period=on(0)), said=1))
    assert later.disputes == ()
    assert [(one.from_low, one.to_low) for one in later.revisions] == [(12, 15)]


def test_two_dates_of_one_night_are_a_dispute_unless_one_has_both():
    evening, morning = told(period=on(0)), told(period=on(1), source="hospital")
    (dispute,) = drawn(outlet("a", evening), outlet("b", morning, said=1)).disputes
    assert (dispute.kind, dispute.note) == ("date", "2025-03-01 (mayor) / 2025-03-02 (central hospital)")
    night = outlet("c", told(period=on(0, 1), source="governor"), said=1)
    assert drawn(outlet("a", evening), outlet("b", morning, said=1), night).disputes == ()


@pytest.mark.parametrize(
    ("number", "source", "apart", "notes"),
    [
        (9, "hospital", True, []),
        (10, "hospital", True, ["people killed / people wounded"]),
        (10, "mayor", True, []),
        (10, "hospital", False, []),
    ],
)
def test_one_number_for_two_things(number, source, apart, notes):
    killed = told(number=number, period=on(0))
    wounded = told("wounded", number=number, period=on(0), source=source)
    one, other = postings(*([outlet("a", killed), outlet("b", wounded)] if apart else [outlet("a", killed, wounded)]))
    made = definitions([(one, other)], {one.claim: "f1", other.claim: "f2"})
    assert [dispute.note for dispute in made] == notes


def test_a_denial_stands_before_what_it_denies():
    denying, *denied = postings(
        outlet("a", told(number=None, stance="denies", period=on(0), source="ministry")),
        outlet("b", told(period=on(0))),
        outlet("c", told(period=on(0), source="hospital")),
    )
    assert denials(denying, [], {}) is None
    made = denials(denying, denied, {one.claim: "f1" for one in denied})
    assert (made.kind, made.facts, made.note) == ("denial", ("f1",), "Russian defence ministry denies it")
    assert [side.voice for side in made.sides] == ["Russian defence ministry", "mayor"]
    apart = denials(denying, denied, {denied[0].claim: "f1", denied[1].claim: "f2"})
    assert [side.voice for side in apart.sides][1:] == ["central hospital", "mayor"]


# ---------------------------------------------------------------- how a figure moved


@pytest.mark.parametrize(
    ("before", "after", "days", "kind", "why"),
    [
        (12, 14, 0, "late_report", "more were counted the same day"),
        (12, 14, 1, "late_report", "more were counted a day later"),
        (12, 14, 2, "late_report", "more were counted 2 days later"),
        (120, 12, 1, "entry_error", "10 times as many before and after"),
        (9000, 9, 1, "entry_error", "1,000 times as many before and after"),
        (54, 45, 1, "entry_error", "two digits changed places"),
        (1543, 1453, 1, "entry_error", "two digits changed places"),
        (543, 345, 1, "unknown", "no reason is given"),
        (545, 454, 1, "unknown", "no reason is given"),
        (54, 43, 1, "unknown", "no reason is given"),
        (60, 3, 1, "unknown", "no reason is given"),
    ],
)
def test_a_move_has_its_kind(before, after, days, kind, why):
    told_first = outlet("a", told(number=before, period=on(0)), said=1)
    told_then = outlet("a", told(number=after, period=on(0)), said=1 + days)
    (move,) = drawn(told_first, told_then).revisions
    assert (move.kind, move.why, move.falls) == (kind, why, after < before)


def test_a_range_drawn_closer_is_told_more_exactly():
    wide = outlet("a", told(number=10, high=20, period=on(0)), said=1)
    (move,) = drawn(wide, outlet("a", told(number=10, period=on(0)), said=2)).revisions
    assert (move.kind, move.why, move.falls) == ("late_report", "told more exactly", False)


@pytest.mark.parametrize(
    ("early", "late", "days", "passed"),
    [
        ((12, 12), (13, 13), 1, True),
        ((12, 12), (13, 13), 0, False),
        ((12, 12), (12, 12), 1, False),
        ((9, 13), (13, 13), 1, False),
        ((9, None), (20, 20), 1, False),
        ((12, 12), (9, 9), 1, False),
    ],
)
def test_a_later_higher_figure_passes_an_earlier(early, late, days, passed):
    one, other = postings(
        outlet("a", told(number=early[0], high=early[1], period=on(0)), said=1),
        outlet("b", told(number=late[0], high=late[1], period=on(0), source="hospital"), said=1 + days),
    )
    assert passes(other, one) is passed
    assert passes(other, replace(one, ceiling=True)) is False


def test_who_was_passed_is_named_with_how_long_ago():
    first = outlet("a", told(number=4, period=on(0)), said=0)
    for days, words in ((1, "mayor had told 4 the day before"), (3, "mayor had told 4 3 days before")):
        after = outlet("b", told(number=9, period=on(0), source="hospital"), said=days)
        (move,) = drawn(first, after).revisions
        assert (move.kind, move.why, move.from_source) == ("other_source", words, "mayor")


@pytest.mark.parametrize(("kind", "moves"), [(since(0), 0), (on(0), 1)])
def test_a_running_count_is_expected_to_rise(kind, moves):
    found = drawn(
        outlet("a", told(number=100, period=kind), said=1), outlet("a", told(number=140, period=kind), said=2)
    )
    assert len(found.revisions) == moves


def test_a_running_count_that_falls_is_told_and_a_stock_may_fall():
    pair = [outlet("a", told(number=number, period=since(0)), said=said) for number, said in ((140, 1), (90, 2))]
    assert [move.falls for move in drawn(*pair).revisions] == [True]
    assert drawn(*pair, counted=STOCK).revisions == ()


@pytest.mark.parametrize(("number", "state"), [(12, "single"), (9, "single"), (15, "disputed")])
def test_an_outlet_repeats_what_a_named_source_had_said_by_then(number, state):
    mayor = outlet("a", told(number=12, high=12, period=on(0)), said=1)
    narrated = outlet("b", told(number=number, high=None if number == 9 else "same", period=on(0), source=None), said=1)
    (fact,) = drawn(mayor, narrated).facts
    assert (fact.state, fact.independent) == (state, 2 if state == "disputed" else 1)


def test_strangers_are_never_one_voice():
    one = outlet("a", told(number=12, period=on(0), source="air force"), said=1)
    other = outlet("b", told(number=12, period=on(0), source="mayor"), said=1)
    keys = frozenset(row.voice_own for row in postings(one, other))
    assert drawn(one, other).facts[0].independent == 2
    unnamed = [replace(row, voice_key="same") for row in postings(one, other)]
    assert draw(unnamed, ALONE).facts[0].independent == 1
    apart = [replace(row, voice_key=f"k{n}") for n, row in enumerate(unnamed)]
    assert draw(apart, ALONE, Decided(strangers=frozenset({keys}))).facts[0].independent == 2


# ---------------------------------------------------------------- a claim as the books take it up


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-01", "2024-01-01", "2024-01-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-03-01T06:30", "2024-03-01", "2024-03-01"),
        ("2024-02-30", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_a_date_or_a_stretch_has_a_first_and_a_last_day(written, first, last):
    assert (iso(day_of(written)), iso(day_of(written, last=True))) == (first, last)


@pytest.mark.parametrize(
    ("period", "kind", "filed"),
    [
        (on(3), "day", 3),
        (on(3, 5), "day", 5),
        (on(3, 6), "span", 6),
        (since(3), "since", 9),
        (until(3), "span", 3),
        (None, "undated", 9),
        (at("05:00", "06:00", 4), "day", 4),
    ],
)
def test_how_long_it_took_tells_what_kind_of_time_it_is(period, kind, filed):
    (one,) = postings(outlet("a", told(period=period), said=9))
    assert (one.kind, iso(one.day)) == (kind, day(filed))
    (stock,) = postings(outlet("a", told(period=period), said=9), counted=STOCK)
    assert stock.kind == (kind if kind == "day" else "stock")


@pytest.mark.parametrize(("updated", "said"), [(0, 0), (1, 1), (7, 7), (8, 0), (30, 0)])
def test_a_page_changed_soon_says_it_then(updated, said):
    (one,) = postings(outlet("a", told(period=on(0)), updated=updated))
    assert one.said == day_of(day(said))


def test_a_report_without_a_day_of_its_own_has_that_of_its_date_line():
    reading, _ = outlet("a", told(period=on(0)))
    bare = replace(reading.report, published=None)
    filed = replace(bare, dateline=Dateline("KYIV", day(4), Span(0, 4)))
    anchored = replace(reading.claims[0], period=replace(on(0), anchor=f"date line {day(5)}"))
    elsewhere = replace(reading.claims[0], period=replace(on(0), anchor=f"some word {day(5)}"))
    said = [
        post([claim], ReportContext(origin, "by hand"))[0].said
        for claim, origin in (
            (reading.claims[0], reading.report),
            (reading.claims[0], filed),
            (reading.claims[0], bare),
            (anchored, bare),
            (elsewhere, bare),
        )
    ]
    assert [iso(one) for one in said] == [day(0), day(4), None, day(5), None]


@pytest.mark.parametrize(
    ("change", "low"),
    [
        ({}, 27),
        ({"measure": "wounded"}, 19),
        ({"item": "soldiers"}, 19),
        ({"relation": "part"}, 19),
        ({"period": on(1)}, 19),
        ({"source": "hospital"}, 19),
        ({"place": "Sumy"}, 19),
        ({"target": party("UKR")}, 19),
        ({"status": "planned"}, 19),
    ],
)
def test_what_a_sentence_adds_to_a_number_is_counted_with_it(change, low):
    reading, _ = outlet("a", told(number=19, period=on(0)))
    whole = reading.claims[0]
    more = told(**{"number": 8, "period": on(0), "relation": "further", "of": whole.id} | change)
    reading, _ = outlet("a", more)
    added = replace(reading.claims[0], report=whole.report)
    found = {one.claim: one for one in post([whole, added], ReportContext(reading.report, "by hand"))}
    assert found[whole.id].low == low
    assert found[whole.id].written == ("19 and 8 more" if low == 27 else "19")
    assert found[added.id].low == 8


@pytest.mark.parametrize(
    ("code", "named", "side"),
    [("RUSMIL", True, "RUS"), ("SDNREBRSF", True, "SDNREBRSF"), ("RUSMIL", False, None), (None, True, None)],
)
def test_a_party_is_a_side_where_the_sentence_names_it(code, named, side):
    (one,) = postings(outlet("a", told(period=on(0), actor=party(code, told=named))))
    assert one.actor == side
    assert one.actor_code == code


# ---------------------------------------------------------------- what several reports tell of one fact


@pytest.mark.parametrize("number", range(30, 36))
def test_the_place_of_a_fact_is_the_town_whichever_claim_comes_first(number):
    nation = outlet("a", told(number=number, period=on(0), place="Ukraine", source="governor"))
    (fact,) = drawn(nation, outlet("b", told(number=number, period=on(0)))).facts
    assert (fact.place, fact.kind, fact.voices) == ("Kharkiv", "day", ("mayor", "regional governor"))


@pytest.mark.parametrize("number", range(30, 36))
def test_what_persons_join_to_a_day_is_of_that_day(number):
    undated = outlet("a", told(number=number, period=None, source="hospital"), said=30)
    dated = outlet("b", told(number=number, period=on(0), place="Sumy"))
    pair = tuple(reading.claims[0].id for reading, _ in (undated, dated))
    assert [fact.kind for fact in drawn(undated, dated, decided=Decided(together=(pair,))).facts] == ["day"]
    assert [fact.kind for fact in drawn(outlet("c", told(number=number, period=since(0)))).facts] == ["since"]


def test_only_who_gives_the_figure_is_named_for_it():
    early, late = (
        outlet("a", told(number=4, period=on(0))),
        outlet("b", told(number=9, period=on(0), source="hospital"), said=2),
    )
    (fact,) = drawn(early, late).facts
    assert (fact.low, fact.voices, fact.independent) == (9, ("central hospital",), 1)


def test_of_a_town_that_has_two_numbers_one_is_enough_for_its_region():
    region = outlet("a", told(number=30, period=on(0), place="Kharkiv Oblast", source="governor"))
    town = outlet("b", told(number=30, period=on(0))), outlet("c", told(number=31, period=on(0)), said=1)
    assert len(drawn(region, *town).facts) == 1


@pytest.mark.parametrize(
    ("evening", "morning", "facts"), [("RUS", None, 1), (None, "RUS", 1), ("RUS", "RUS", 1), ("RUS", "UKR", 2)]
)
def test_one_night_may_have_its_doer_on_one_of_its_days(evening, morning, facts):
    first = outlet("a", told(period=on(0), actor=evening and party(evening)))
    then = outlet("b", told(period=on(1), actor=morning and party(morning), source="hospital"), said=1)
    assert len(drawn(first, then).facts) == facts


def test_who_names_no_doer_disputes_none():
    told_of = [outlet("a", blamed("RUS")), outlet("b", blamed("UKR", source="ministry"))]
    untold = outlet("c", told(period=on(0), source="hospital"))
    books = drawn(*told_of, untold)
    assert len(books.facts) == 3
    assert [one.note for one in books.disputes] == ["Russia / Ukraine"]


def test_one_report_that_could_not_verify_leaves_its_mark():
    sure = postings(outlet("a", told(period=on(0))))
    unsure = postings(outlet("b", told(period=on(0), source="hospital")), unverified=True)
    assert [draw(some, ALONE).facts[0].unverified for some in (sure, unsure, [*sure, *unsure])] == [False, True, True]


def test_a_party_that_a_sentence_names_goes_before_those_lent_to_it():
    named = outlet("a", told(period=on(0), actor=party("RUSMIL")))
    lent = [
        outlet(who, told(period=on(0), actor=party("RUSGOV", told=False), source=who))
        for who in ("hospital", "governor")
    ]
    assert drawn(named, *lent).facts[0].actor == "RUSMIL"
    assert drawn(*lent).facts[0].actor == "RUSGOV"


def test_reports_of_no_day_dispute_as_those_of_one_day():
    reports = [outlet("a", told(number=12, period=on(0))), outlet("b", told(number=3, period=on(0), source="ministry"))]
    undated = [
        one
        for reading, _ in reports
        for one in post(reading.claims, ReportContext(replace(reading.report, published=None), ""))
    ]
    assert [one.said for one in undated] == [None, None]
    assert [one.kind for one in draw(undated, ALONE).disputes] == ["number"]


@pytest.mark.parametrize(("number", "standing"), [(9, ["other_headline"]), (2, ["stale_headline"]), (3, [])])
def test_a_headline_is_held_against_its_own_text(number, standing):
    own = outlet("a", told(number=number, period=on(0), headline=True, source=None), told(number=3, period=on(0)))
    other = outlet("b", told(number=9, period=on(0), source="hospital"))
    (fact,) = drawn(own, other).facts
    assert [one.standing for one in fact.others if "headline" in one.standing] == standing


def test_who_tells_first_without_a_day_of_saying_is_passed_by_who_has_one():
    """A report of no day counts as the earliest; of those that told before, the newest of the highest is passed."""
    early, late = (
        outlet("a", told(number=4, period=on(0))),
        outlet("b", told(number=9, period=on(0), source="hospital"), said=2),
    )
    (reading, _), (after, _) = early, late
    undated = post(reading.claims, ReportContext(replace(reading.report, published=None), ""))
    books = draw([*undated, *post(after.claims, ReportContext(after.report, ""))], ALONE)
    assert [(move.kind, move.from_low, move.to_low) for move in books.revisions] == [("other_source", 4, 9)]
    third = outlet("c", told(number=4, period=on(0), source="governor"), said=1)
    (move,) = drawn(early, third, late).revisions
    assert move.from_source == "regional governor"


def test_two_outlets_that_narrate_are_two_voices():
    """Three outlets without a name for their teller: nobody is the other, though all tell the same."""
    narrated = [
        outlet(name, told(number=12, period=on(0), source=None)) for name in ("Vorskla Post", "Lviv Wire", "Echo")
    ]
    (fact,) = drawn(*narrated).facts
    assert (fact.independent, fact.voices) == (3, ("Echo", "Lviv Wire", "Vorskla Post"))


# ---------------------------------------------------------------- what ties, and what is not told


def test_of_codes_told_as_often_the_first_in_the_alphabet_counts():
    """Twenty that tie, for the order of a set is another in every process."""
    codes = [f"RUS{first}{second}{third}" for first in "ABCDE" for second in "KL" for third in "XY"]
    people = [told(period=on(0), actor=party(code)) for code in codes]
    found = drawn(*(outlet(f"o{at}", one) for at, one in enumerate(people[::-1])))
    assert {fact.actor for fact in found.facts} == {"RUSAKX"}
    assert len(found.facts) == 1


@pytest.mark.parametrize(
    ("narrated", "named", "echo"),
    [
        ((None, 12), (None, 12), True),
        ((None, 12), (0, 12), False),
        ((0, 12), (None, 12), True),
        ((None, 12), (None, 9), False),
    ],
)
def test_what_nobody_says_echoes_a_source_that_said_it_by_then_and_no_day_is_before_all(narrated, named, echo):
    page, source = postings(outlet("a", told(source=None, period=on(0))), outlet("b", told(period=on(0))))
    spoken = []
    for one, (said, number) in ((page, narrated), (source, named)):
        day_said = None if said is None else day_of(day(said))
        spoken.append(replace(one, said=day_said, low=float(number), high=float(number)))
    (found,) = (one for one in voices(spoken, {}) if one.postings[0].narrated)
    assert found.echo is echo


@pytest.mark.parametrize(
    ("measure", "item", "bit"), [("killed", "people", "part"), ("wounded", "people", ""), ("killed", "men", "")]
)
def test_a_part_belongs_to_a_whole_of_its_own_measure_and_item(measure, item, bit):
    reading, _ = report(told(period=on(0)), told(period=on(0), number=3, measure=measure, item=item))
    whole, part = reading.claims
    claims = (whole, replace(part, relation="part", of=whole.id))
    found = post(claims, ReportContext(reading.report, "by hand"))
    assert [one.bit for one in found] == ["", bit]


@pytest.mark.parametrize(("written", "start", "side"), [("Russia", 20, "RUS"), ("", 20, None), ("Russia", 500, None)])
def test_a_side_is_told_where_its_sentence_has_words_for_it(written, start, side):
    actor = replace(party("RUSMIL"), written=written, span=Span(start, start + 5))
    (one,) = postings(outlet("a", told(period=on(0), actor=actor)))
    assert (one.actor, one.actor_code) == (side, "RUSMIL")
