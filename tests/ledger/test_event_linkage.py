"""Which claims of one report speak of one event: one source, time and sides, as far as they are told."""

from dataclasses import replace

import pytest
from book_readings import on, party, report, since, told

from wirebook.ledger.books.event_linkage import events, same_party, same_period, same_source
from wirebook.types import Period, Source, Span

HERE = Span(0, 1)


def claims(*some):
    """Claims in the order of the text, each ten characters behind the one before it."""
    made = report(*some)[0].claims
    return [
        replace(one, id=f"c{at}", evidence=(Span(at * 10, at * 10 + 5), *one.evidence[1:]))
        for at, one in enumerate(made)
    ]


def ids(found):
    return [[claim.id for claim in event] for event in found]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Source("The Mayor", "government", HERE), Source("the mayor", "unknown", HERE), True),
        (Source("mayor", "government", HERE), Source("governor", "government", HERE), False),
        (Source("army", "military", HERE, "UKRMIL"), Source("troops", "military", HERE, "UKRMIL"), True),
        (Source("army", "military", HERE, "UKRMIL"), Source("troops", "person", HERE, "UKRMIL"), False),
        (Source("army", "military", HERE, "UKRMIL"), Source("troops", "military", HERE, "RUSMIL"), False),
    ],
)
def test_two_sources_are_one_by_name_or_by_actor_and_kind(one, other, same):
    assert same_source(one, other) is same
    assert same_source(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (on(1), on(1), True),
        (on(1), on(2), False),
        (on(1, 2), on(2), True),
        (on(1, 2), on(2, 3), True),
        (on(1, 3), on(3), False),
        (on(1), None, True),
        (on(1), since(9), True),
        (on(1), Period("2025-02-XX", "2025-02-XX", "day", "", "", HERE), True),
    ],
)
def test_two_times_may_be_one_within_a_day_and_with_days_in_common(one, other, same):
    assert same_period(one, other) is same
    assert same_period(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("UKRMIL", "UKRGOV", True), ("UKRMIL", "RUSMIL", False), (None, "RUSMIL", True), ("UKRMIL", "", True)],
)
def test_two_parties_may_be_one_of_one_country(one, other, same):
    sides = [None if code is None else replace(party("x"), code=code) for code in (one, other)]
    assert same_party(*sides) is same
    assert same_party(*sides[::-1]) is same


def test_what_a_claim_does_not_say_is_taken_from_the_nearest_event():
    some = claims(told(period=on(1)), told(number=3), told(period=on(5), number=4), told(number=5))
    assert ids(events(some)) == [["c0", "c1"], ["c2", "c3"]]
    between = [replace(one, evidence=(Span(at, at + 1),)) for one, at in zip(some[:3], (0, 10, 20), strict=True)]
    assert ids(events(between)) == [["c0", "c1"], ["c2"]]
    nearer = [replace(one, evidence=(Span(at, at + 1),)) for one, at in zip(some[:3], (0, 11, 20), strict=True)]
    assert ids(events(nearer)) == [["c0"], ["c1", "c2"]]


def test_a_claim_is_of_an_event_when_it_fits_all_that_is_in_it():
    chained = claims(told(period=on(1)), told(period=on(1, 2), number=3), told(period=on(2), number=4))
    assert ids(events(chained)) == [["c0", "c1"], ["c2"]]


def test_a_claim_of_nobody_goes_with_the_only_source_there_is():
    lone = claims(told(), told(source=None, number=3))
    assert ids(events(lone)) == [["c0", "c1"]]
    two = claims(told(), told(source="hospital", number=4), told(source=None, number=3))
    assert ids(events(two)) == [["c0"], ["c1"], ["c2"]]
    other_measure = [*two[:2], replace(two[2], measure="wounded")]
    assert ids(events(other_measure)) == [["c0"], ["c1", "c2"]]
    assert ids(events(claims(told(source=None), told(source=None, number=3)))) == [["c0", "c1"]]


def test_who_intercepts_is_one_side_of_the_attack():
    attack = told("launched", actor=party("RUSMIL"), target=party("UKRMIL"))
    assert ids(events(claims(attack, told("stopped", actor=party("UKRMIL"))))) == [["c0", "c1"]]
    assert ids(events(claims(attack, told("stopped", actor=party("MDAMIL"))))) == [["c0"], ["c1"]]
    assert ids(events(claims(attack, told("stopped")))) == [["c0", "c1"]]
    one_sided = told("launched", actor=party("RUSMIL"))
    assert ids(events(claims(one_sided, told("stopped", actor=party("MDAMIL"))))) == [["c0", "c1"]]
    assert ids(events(claims(one_sided, told("launched", number=3, actor=party("MDAMIL"))))) == [["c0"], ["c1"]]
    assert ids(events(claims(told(target=party("RUS")), told(number=3, target=party("MDA"))))) == [["c0"], ["c1"]]
