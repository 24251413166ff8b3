"""Which figure of a fact stands, who gives it, and what is said beside it: nobody answers for what he did not say."""

import re
from dataclasses import replace

import pytest
from book_readings import add, on, one_fact, report, since, told
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.ledger.books.facts import Kin, draw
from wirebook.ledger.books.posting import ReportContext, post
from wirebook.types import Span

_NAMES = ("mayor", "hospital", "governor", "ministry")


def said(day, source, number, high="same", **fields):
    """A report of a day: what a source says of the strike of the first of March."""
    claim = told(period=on(0), number=number, source=source, high=high, **fields)
    return report(claim, said=day, publisher=f"outlet of {source}")


def beside(fact):
    """What was said beside the range of a fact: voice, low, how it stands."""
    return [(one.voice, one.low, one.standing) for one in fact.others]


# ---------------------------------------------------------------- who answers for a figure


def test_a_later_higher_toll_has_the_source_that_told_it_and_no_other(ledger):
    add(ledger, said(1, "mayor", 4), said(3, "hospital", 9))
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.state) == (9, 9, "single")
    assert (fact.voices, fact.independent) == (("central hospital",), 1)
    assert beside(fact) == [("mayor", 4, "earlier")]
    assert ledger.disputes() == ()


@pytest.mark.parametrize(("early", "late"), [(1, 2), (40, 41), (12, 1_200)])
def test_whatever_the_numbers_an_outgrown_figure_is_not_agreed_with(ledger, early, late):
    add(ledger, said(0, "governor", early), said(1, "mayor", late))
    assert (one_fact(ledger).voices, one_fact(ledger).state) == (("mayor",), "single")


def test_who_tells_the_same_on_another_day_agrees(ledger):
    add(ledger, said(1, "mayor", 9), said(3, "hospital", 9), said(2, "governor", 7))
    fact = one_fact(ledger)
    assert fact.state == "disputed", "the governor's 7 came after the mayor's 9"
    add(ledger, said(4, "governor", 9))
    fact = one_fact(ledger)
    assert (fact.state, fact.independent, fact.voices) == (
        "agreed",
        3,
        ("central hospital", "mayor", "regional governor"),
    )


def test_at_least_is_looser_than_a_number_and_no_second_source_of_it(ledger):
    add(ledger, said(0, "hospital", 27, None), said(0, "ministry", 31))
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.state, fact.voices) == (31, 31, "single", ("Russian defence ministry",))
    assert beside(fact) == [("central hospital", 27, "less_exact")]
    assert ledger.disputes() == ()


def test_at_least_and_no_more_than_give_the_two_ends_of_a_range(ledger):
    add(ledger, said(0, "hospital", 27, None), said(0, "ministry", 0, 40))
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.state, fact.independent) == (27, 40, "agreed", 2)


def test_who_gives_no_number_answers_for_none(ledger):
    add(ledger, said(0, "mayor", 5), said(0, "hospital", None))
    counted, told_of = sorted(ledger.facts(), key=lambda fact: fact.state)
    assert (counted.voices, counted.independent, counted.state) == (("mayor",), 1, "single")
    assert (told_of.voices, told_of.state) == (("central hospital",), "unnumbered")


def test_of_a_running_count_only_the_newest_is_the_figure(ledger):
    early = report(told(period=since(0), number=1_400, source="mayor"), said=2)
    late = report(told(period=since(0), number=1_900, source="hospital"), said=9, publisher="b")
    add(ledger, early, late)
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.state, fact.voices) == (1_900, 1_900, "single", ("central hospital",))
    assert beside(fact) == [("mayor", 1_400, "earlier")]


# ---------------------------------------------------------------- disputes stay


def test_a_denier_who_is_passed_stays_denied(ledger):
    add(ledger, said(0, "hospital", 31, None), said(0, "ministry", 0, 12))
    assert [one.kind for one in ledger.disputes()] == ["number"]
    add(ledger, said(3, "hospital", 38))
    fact = one_fact(ledger)
    assert (fact.state, fact.low, fact.high) == ("disputed", 12, 38)
    assert set(fact.voices) == {"central hospital", "Russian defence ministry"}
    (dispute,) = ledger.disputes()
    assert {side.voice for side in dispute.sides} == set(fact.voices)


def test_a_dispute_of_plain_numbers_outlives_a_rise(ledger):
    add(ledger, said(1, "mayor", 12), said(1, "ministry", 3), said(4, "mayor", 20))
    assert one_fact(ledger).state == "disputed"
    assert len(ledger.disputes()) == 1


def test_a_dispute_ends_when_its_sides_agree(ledger):
    add(ledger, said(1, "mayor", 12), said(1, "ministry", 3), said(4, "mayor", 20), said(6, "ministry", 20))
    assert (one_fact(ledger).state, one_fact(ledger).independent) == ("agreed", 2)
    assert ledger.disputes() == ()


def test_a_lower_figure_told_later_by_another_is_a_dispute_and_stays_one(ledger):
    add(ledger, said(1, "mayor", 12), said(2, "ministry", 7), said(5, "mayor", 14))
    assert (one_fact(ledger).state, one_fact(ledger).low, one_fact(ledger).high) == ("disputed", 7, 14)


@pytest.mark.parametrize("high", [12, 3])
def test_an_upper_bound_that_is_passed_is_a_dispute_however_late(ledger, high):
    add(ledger, said(1, "ministry", 0, high), said(6, "hospital", 31))
    (dispute,) = ledger.disputes()
    assert dispute.kind == "number"
    assert (one_fact(ledger).low, one_fact(ledger).high) == (high, 31)


def test_the_range_of_at_least_against_no_more_than_is_open_above_and_not_below(ledger):
    add(ledger, said(0, "hospital", 31, None), said(0, "ministry", 0, 12))
    assert (one_fact(ledger).low, one_fact(ledger).high) == (12, None)


@pytest.mark.parametrize("text", ["only three were killed", "just three were killed", "at most three were killed"])
def test_only_so_many_is_a_ceiling(ledger, text):
    claim = told(period=on(0), number=3, source="ministry")
    words = f"The ministry said that {text} in the strike."
    at = words.index("three")
    reading, notes = report(claim, said=1, text=words)
    add(ledger, (_at(reading, at, at + 5, words), notes), said(4, "hospital", 31))
    assert [one.kind for one in ledger.disputes()] == ["number"]


def _at(reading, start, end, words):
    """A reading whose only claim has its number at a place of the text."""
    claim = reading.claims[0]
    amount = replace(claim.amount, span=Span(start, end), written=words[start:end])
    spot = Span(0, len(words))
    speaker = re.search(r"mayor|ministry|he said", words, re.IGNORECASE).start()
    source = replace(claim.source, span=Span(speaker, speaker + 5))
    told_so = replace(claim, amount=amount, evidence=(spot, amount.span), quote=words, source=source)
    return replace(reading, claims=(told_so,))


# ---------------------------------------------------------------- revisions


def test_a_rise_told_by_another_source_is_in_the_history(ledger):
    add(ledger, said(1, "governor", 3), said(2, "hospital", 5))
    (move,) = ledger.revisions()
    assert (move.kind, move.source, move.from_source) == ("other_source", "central hospital", "regional governor")
    assert (move.from_low, move.to_low, move.falls) == (3, 5, False)
    assert "regional governor" in move.why


def test_of_several_earlier_figures_the_highest_is_what_was_passed(ledger):
    add(ledger, said(1, "governor", 3), said(2, "mayor", 4), said(3, "hospital", 9))
    moves = [(move.source, move.from_low, move.to_low) for move in ledger.revisions()]
    assert moves == [("mayor", 3, 4), ("central hospital", 4, 9)]


def test_a_figure_that_contradicts_is_no_rise(ledger):
    add(ledger, said(1, "ministry", 0, 12), said(3, "hospital", 31))
    assert ledger.revisions() == ()


_REASONS = [
    (
        "The toll of the raid was revised down to four after DNA tests showed that two bodies were one, he said.",
        "four",
        "revised down to four after DNA tests showed that two bodies were one",
    ),
    (
        "Four people died in the bombing of the bridge, the mayor said, correcting an earlier figure of 12.",
        "Four",
        "correcting an earlier figure of 12",
    ),
    (
        "The number of the dead was lowered to four because some had been counted twice, the mayor said.",
        "four",
        "lowered to four because some had been counted twice",
    ),
    (
        "The mayor put the toll of the raid at four after three people listed as dead were found alive.",
        "four",
        "after three people listed as dead were found alive",
    ),
    (
        "Four villagers were killed and not 12 as first reported, said the mayor.",
        "Four",
        "not 12 as first reported",
    ),
]


@pytest.mark.parametrize(("words", "number", "reason"), _REASONS)
def test_a_fall_keeps_the_reason_that_is_told(ledger, words, number, reason):
    at = words.index(number)
    reading, notes = report(told(period=on(0), number=4), said=3, text=words)
    add(ledger, said(1, "mayor", 12), (_at(reading, at, at + len(number), words), notes))
    (move,) = ledger.revisions()
    assert (move.kind, move.falls) == ("correction", True)
    assert reason in move.why


def test_a_fall_without_a_reason_has_none(ledger):
    words = "Four people were killed in the raid, which came after dark, the mayor said."
    reading, notes = report(told(period=on(0), number=4), said=3, text=words)
    add(ledger, said(1, "mayor", 12), (_at(reading, 0, 4, words), notes))
    (move,) = ledger.revisions()
    assert (move.kind, move.why) == ("unknown", "no reason is given")


# ---------------------------------------------------------------- headlines and older versions


def test_a_stale_headline_is_said_to_be_one_and_disputes_nothing(ledger):
    add(ledger, report(told(period=on(0), number=2, headline=True, source=None), told(period=on(0), number=3), said=1))
    fact = one_fact(ledger)
    assert (fact.low, fact.state, fact.voices) == (3, "single", ("mayor",))
    assert beside(fact) == [("Dnipro Wire", 2, "stale_headline")]
    assert ledger.disputes() == ()


def test_a_headline_that_tells_more_is_named_too(ledger):
    add(ledger, report(told(period=on(0), number=9, headline=True, source=None), told(period=on(0), number=3), said=1))
    assert beside(one_fact(ledger)) == [("Dnipro Wire", 9, "other_headline")]


@pytest.mark.parametrize("publisher", ["Vorskla Post", None])
def test_an_older_version_of_a_page_is_no_second_source(ledger, publisher):
    page = {"url": "https://example.org/raid", "publisher": publisher}
    first = report(told(period=on(0), number=2, source=None), said=1, **page)
    later = report(told(period=on(0), number=3, source=None), said=1, updated=2, **page)
    add(ledger, later, first)
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.independent, fact.state) == (3, 3, 1, "single")
    assert ledger.disputes() == ()
    assert [(move.from_low, move.to_low) for move in ledger.revisions()] == [(2, 3)]


def test_who_was_quoted_in_an_older_version_alone_is_said_to_be(ledger):
    page = {"url": "https://example.org/raid", "publisher": "Vorskla Post"}
    first = report(told(period=on(0), number=2, source="governor"), said=1, **page)
    later = report(told(period=on(0), number=3, source="mayor"), said=1, updated=1, **page)
    add(ledger, first, later)
    fact = one_fact(ledger)
    assert (fact.voices, fact.state) == (("mayor",), "single")
    assert beside(fact) == [("regional governor", 2, "older_version")]
    assert ledger.disputes() == ()


def test_two_pages_of_one_publisher_are_two(ledger):
    first = report(told(period=on(0), number=2, source="governor"), said=1, url="https://example.org/a")
    other = report(told(period=on(0), number=3, source="mayor"), said=1, url="https://example.org/b")
    add(ledger, first, other)
    assert one_fact(ledger).state == "disputed"


# ---------------------------------------------------------------- what a page tells no more

_PAGE = {"url": "https://example.org/raid", "publisher": "Vorskla Post"}
_STORY = "The governor of the region spoke to reporters near the market hall on Saturday evening. " + "y " * 300


def page(*claims, updated, **fields):
    """A version of one page, last changed on the evening of a day; its text stays the same but for a line."""
    text = f"{_STORY} Changed on the evening of day {'abcdefgh'[updated]}."
    return report(*claims, said=1, updated=updated, **_PAGE | {"text": text} | fields)


def toll(number, source="governor"):
    return told(period=on(0), number=number, source=source)


WOUNDED = told(measure="wounded", period=on(0), number=30, source="governor")


def killed_in(ledger):
    return next(fact for fact in ledger.facts() if fact.measure == "killed")


@pytest.mark.parametrize("turned", [False, True])
def test_what_the_newest_version_of_a_page_tells_no_more_is_said_to_be_dropped(ledger, turned):
    versions = [page(toll(2), WOUNDED, updated=1), page(WOUNDED, updated=2)]
    add(ledger, *(reversed(versions) if turned else versions))
    fact = killed_in(ledger)
    assert beside(fact) == [("regional governor", 2, "dropped")]
    assert (fact.low, fact.high, fact.voices, fact.state) == (2, 2, ("regional governor",), "single")


def test_what_was_dropped_is_found_so_when_the_books_had_been_drawn_up(ledger):
    add(ledger, page(toll(2), WOUNDED, updated=1))
    assert beside(killed_in(ledger)) == []
    add(ledger, page(WOUNDED, updated=2))
    assert beside(killed_in(ledger)) == [("regional governor", 2, "dropped")]
    add(ledger, page(toll(2), WOUNDED, updated=3))
    assert beside(killed_in(ledger)) == []
    add(ledger, page(WOUNDED, updated=4))
    assert beside(killed_in(ledger)) == [("regional governor", 2, "dropped")]
    assert ledger.verify().faults == ()


def test_who_was_dropped_disputes_nothing_and_is_no_second_source(ledger):
    add(ledger, page(toll(2), WOUNDED, updated=1), page(WOUNDED, updated=2), said(1, "hospital", 3))
    fact = killed_in(ledger)
    assert (fact.low, fact.voices, fact.independent, fact.state) == (3, ("central hospital",), 1, "single")
    assert beside(fact) == [("regional governor", 2, "dropped")]
    assert ledger.disputes() == ()


def test_a_number_taken_back_for_none_is_dropped(ledger):
    """That there were dead is not that there were two: the page stands by the number no more."""
    add(ledger, page(toll(2), updated=1), page(toll(None), updated=2), said(1, "hospital", 3))
    counted = next(fact for fact in ledger.facts() if fact.low is not None)
    assert (counted.low, counted.voices, counted.state) == (3, ("central hospital",), "single")
    assert beside(counted) == [("regional governor", 2, "dropped")]


def test_two_stories_at_one_address_drop_nothing_of_each_other(ledger):
    other = "Prices of bread rose again in the capital this week, traders at three markets told us. " + "z " * 300
    add(ledger, page(toll(2), updated=1), page(WOUNDED, updated=2, text=other))
    assert beside(killed_in(ledger)) == []


# ---------------------------------------------------------------- whatever is said


_SAID = st.tuples(
    st.integers(0, 9),
    st.sampled_from(_NAMES),
    st.sampled_from([(4, 4), (9, 9), (9, None), (0, 12), (12, 12), (10, 14), (31, None), (38, 38)]),
)


@given(sayings=st.lists(_SAID, min_size=1, max_size=9), shuffled=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_voice_without_a_figure_in_the_range_and_no_order(sayings, shuffled):
    reports = [said(day, name, *bounds) for day, name, bounds in sayings]
    mixed = [*reports, *reports[:2]]
    shuffled.shuffle(mixed)
    one, other = _drawn(reports), _drawn(mixed)
    assert one == other
    (fact,), disputes = one
    assert {each.claim for each in fact.heard} <= set(fact.claims)
    assert len({each.voice for each in fact.heard}) == len(fact.heard) <= len({name for _, name, _ in sayings})
    for each in fact.heard:
        ends = [] if each.low is None else _ends(each)
        inside = [fact.low <= end and (fact.high is None or end <= fact.high) for end in ends]
        assert any(inside) if each.standing == "given" else not (ends and all(inside))
    assert fact.independent == len(fact.voices) >= 1
    assert (fact.state == "disputed") == any(one.kind == "number" for one in disputes)
    for dispute in disputes:
        assert len({side.voice for side in dispute.sides}) > 1


def _ends(one):
    return [one.low] if one.high is None else [one.low, one.high] if one.low else [one.high]


def _drawn(reports):
    postings = [one for reading, _ in reports for one in post(reading.claims, ReportContext(reading.report, "by hand"))]
    drawn = draw(postings, Kin({}, {}, {}))
    return drawn.facts, drawn.disputes
