"""Figures of different things are never one fact: nations and towns, ways of an exchange, parts, sums of a sentence."""

from dataclasses import replace

import pytest
from book_readings import add, on, one_fact, party, report, since, told

from wirebook.types import Period, Span


def open_since(words):
    """A time that begins on a day nobody tells: "since the escalation began"."""
    return Period(None, None, "span", "XXXX-XX-XX", words, Span(50, 60))


@pytest.mark.parametrize("words", ["since the beginning of the escalation", "Since the coup", "since fighting resumed"])
def test_a_total_since_a_day_not_told_is_no_event_of_the_week(ledger, words):
    town = told(period=on(0), number=8)
    nation = told(period=open_since(words), number=1_873, place="Ukraine")
    add(ledger, report(town, nation))
    assert sorted((fact.kind, fact.low) for fact in ledger.facts()) == [("day", 8), ("since", 1_873)]
    assert ledger.revisions() == ()


def test_such_a_total_at_the_town_itself_is_no_revision_of_its_dead(ledger):
    add(
        ledger,
        report(told(period=on(0), number=8)),
        report(told(period=open_since("since the siege began"), number=90), said=2),
    )
    assert ledger.revisions() == ()
    assert len(ledger.facts()) == 2


def test_a_later_total_since_then_is_the_same_running_count(ledger):
    first = report(told(period=open_since("since the coup"), number=4_600, place="Ukraine"), said=0)
    then = report(told(period=open_since("since the coup"), number=4_900, place="Ukraine"), said=20)
    add(ledger, first, then)
    assert (one_fact(ledger).low, one_fact(ledger).kind) == (4_900, "since")


def test_what_one_report_tells_with_and_without_a_day_is_two_things(ledger):
    add(ledger, report(told(period=on(0), number=8), told(number=1_873), said=1))
    assert sorted(fact.low for fact in ledger.facts()) == [8, 1_873]
    assert ledger.revisions() == ()


@pytest.mark.parametrize("measure", ["released", "bodies_returned"])
def test_opposite_ways_are_no_dispute_though_another_sentence_names_the_sides(ledger, measure):
    there = {"actor": party("RUSGOV", told=False), "target": party("UKR", told=False)}
    back = {"actor": party("UKRGOV", told=False), "target": party("RUS", told=False)}
    shared = {"account": "exchange", "period": on(0), "place": "Ukraine"}
    add(
        ledger,
        report(told(measure, "bodies", 1_212, "governor", **shared, **there)),
        report(told(measure, "bodies", 27, "ministry", **shared, **back), publisher="b"),
    )
    assert sorted(fact.low for fact in ledger.facts()) == [27, 1_212]
    assert ledger.disputes() == ()


def test_a_number_and_what_its_sentence_adds_are_one_figure(ledger):
    reading, notes = report(
        told(period=on(0), number=19, source="hospital"),
        told(period=on(0), number=8, source="hospital", relation="further"),
    )
    first, more = reading.claims
    tied = replace(reading, claims=(first, replace(more, of=first.id)))
    add(ledger, (tied, notes), report(told(period=on(0), number=27, source="mayor"), publisher="b"))
    fact = max(ledger.facts(), key=lambda one: one.low)
    assert (fact.low, fact.high, fact.state, fact.independent) == (27, 27, "agreed", 2)
    assert ledger.disputes() == ()


def test_what_is_added_at_another_place_is_another_figure(ledger):
    reading, notes = report(
        told(period=on(0), number=19, source="hospital"),
        told(period=on(0), number=8, source="hospital", relation="further", place="Sumy"),
    )
    first, more = reading.claims
    add(ledger, (replace(reading, claims=(first, replace(more, of=first.id))), notes))
    assert sorted(fact.low for fact in ledger.facts()) == [8, 19]


def test_a_running_count_keeps_its_day(ledger):
    add(ledger, report(told(period=since(0), number=40)), report(told(period=open_since("since the coup"), number=90)))
    assert len(ledger.facts()) == 2
