"""The books over many reports: what is one fact, and that neither order nor repetition nor parting matters."""

import dataclasses
import tempfile
from pathlib import Path

import pytest
from book_readings import PLACES, SOURCES, on, party, report, since, told, until
from copy_texts import CUT, EDITED, LONGER, STORY
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.ledger.asking import records
from wirebook.ledger.store import open_ledger


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "books.db") as books:
        yield books


def add(ledger, *reports):
    for reading, findings in reports:
        ledger.add(reading, findings)


def one_fact(ledger):
    facts = ledger.facts()
    assert len(facts) == 1, [(fact.place, fact.start, fact.low, fact.why) for fact in facts]
    return facts[0]


def test_claims_of_one_day_place_and_measure_are_one_fact(ledger):
    add(
        ledger,
        report(told(period=on(1))),
        report(told(period=on(1), source="hospital"), said=1, publisher="Volga Post"),
    )
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.state, fact.independent, fact.reports) == (12, 12, "agreed", 2, 2)


def test_another_day_place_item_or_status_is_another_fact(ledger):
    add(
        ledger,
        report(told(period=on(1))),
        report(told(period=on(3)), publisher="b"),
        report(told(period=on(1), place="Sumy", number=3), publisher="c"),
        report(told(period=on(1), item="children"), publisher="d"),
        report(told(period=on(1), status="planned"), publisher="e"),
    )
    assert len(ledger.facts()) == 5


def test_two_outlets_that_quote_one_official_are_one_source(ledger):
    add(ledger, *(report(told(period=on(1)), publisher=name) for name in ("a", "b", "c")))
    assert one_fact(ledger).independent == 1


def test_a_narrator_after_a_named_source_repeats_it(ledger):
    add(ledger, report(told(period=on(1))), report(told(period=on(1), source=None), publisher="b", said=2))
    fact = one_fact(ledger)
    assert fact.independent == 1
    assert fact.state == "single"


def test_who_did_it_may_be_left_untold(ledger):
    add(
        ledger,
        report(told(period=on(1), actor=party("RUSMIL"))),
        report(told(period=on(1), source="hospital"), publisher="b"),
    )
    fact = one_fact(ledger)
    assert any("who did it is not told here" in why for why in fact.why)
    assert fact.actor == "RUSMIL"


def test_what_may_be_either_of_two_is_left_undecided(ledger):
    add(
        ledger,
        report(told(period=on(1), actor=party("RUSMIL"), number=5)),
        report(told(period=on(1), actor=party("UKRMIL"), number=7), publisher="b", said=1),
        report(told(period=on(1), source="hospital", number=6), publisher="c", said=1),
    )
    undecided = [fact.undecided for fact in ledger.facts() if fact.undecided]
    assert len(undecided) == 1
    assert "may be any of 2" in undecided[0]


def test_the_nation_is_no_town_unless_the_number_is_the_same(ledger):
    add(
        ledger,
        report(told(period=on(1), number=12)),
        report(told(period=on(1), number=40, place="Ukraine", source="ministry"), publisher="b"),
    )
    assert len(ledger.facts()) == 2
    add(ledger, report(told(period=on(1), number=12, place="Kharkiv Oblast", source="governor"), publisher="c"))
    assert sorted(fact.reports for fact in ledger.facts()) == [1, 2]


def test_one_night_dated_by_its_evening_and_its_morning(ledger):
    add(
        ledger,
        report(told(period=on(1), number=17)),
        report(told(period=on(2), number=17, source="hospital"), publisher="b", said=2),
    )
    fact = one_fact(ledger)
    assert any("the same number at the same place" in why for why in fact.why)
    assert [dispute.kind for dispute in ledger.disputes()] == ["date"]


def test_the_same_number_three_days_running_is_no_evidence(ledger):
    sources = ("mayor", "hospital", "governor")
    add(ledger, *(report(told(period=on(n), number=17, source=name), said=n) for n, name in enumerate(sources)))
    assert len(ledger.facts()) == 3


def test_a_toll_without_a_day_joins_the_only_event_of_the_week(ledger):
    add(ledger, report(told(period=on(1))), report(told(number=15), said=4))
    fact = one_fact(ledger)
    assert (fact.low, fact.high) == (15, 15)
    assert any("no day is told" in why for why in fact.why)
    add(ledger, report(told(number=15), said=20))
    assert len(ledger.facts()) == 2


def test_a_later_figure_replaces_the_sources_own_and_nobody_elses(ledger):
    add(
        ledger,
        report(told(period=on(1), number=12)),
        report(told(period=on(1), number=14, source="hospital"), said=1),
        report(told(period=on(1), number=15), said=2),
    )
    (move,) = ledger.revisions()
    assert (move.source, move.from_low, move.to_low, move.kind, move.falls) == ("mayor", 12, 15, "late_report", False)
    assert (one_fact(ledger).low, one_fact(ledger).high) == (15, 15), "the hospital's is older"


@pytest.mark.parametrize(
    ("before", "after", "codes", "kind", "falls"),
    [
        (12, 15, (), "late_report", False),
        (12, 9, (), "unknown", True),
        (12, 9, ("WB106",), "correction", True),
        (12, 30, ("WB107",), "changed_definition", False),
        (120, 12, (), "entry_error", True),
        (71, 17, (), "entry_error", True),
        (71, 17, ("WB106",), "entry_error", True),
    ],
)
def test_each_move_says_of_which_kind_it_is(ledger, before, after, codes, kind, falls):
    add(
        ledger, report(told(period=on(1), number=before)), report(told(period=on(1), number=after), said=1, codes=codes)
    )
    (move,) = ledger.revisions()
    assert (move.kind, move.falls) == (kind, falls)


def test_an_old_figure_told_again_by_others_moves_nothing(ledger):
    add(
        ledger,
        report(told(period=on(1), number=12)),
        report(told(period=on(1), number=15), said=1),
        report(told(period=on(1), number=12), said=2, publisher="slow"),
    )
    assert len(ledger.revisions()) == 1
    assert one_fact(ledger).low == 15


def test_a_running_toll_may_rise_and_its_fall_is_told(ledger):
    add(ledger, *(report(told(period=since(0), number=n), said=said) for said, n in enumerate((100, 120, 140, 130))))
    (move,) = ledger.revisions()
    assert move.falls
    assert (move.from_low, move.to_low) == (140, 130)


def test_numbers_that_cannot_both_be_right_are_a_dispute(ledger):
    add(
        ledger,
        report(told(period=on(1), number=12)),
        report(told(period=on(1), number=30, source="hospital"), publisher="b"),
    )
    (dispute,) = ledger.disputes()
    assert dispute.kind == "number"
    assert {side.says for side in dispute.sides} == {"12", "30"}
    assert not dispute.within
    assert one_fact(ledger).state == "disputed"


def test_a_toll_that_grew_is_no_dispute(ledger):
    add(
        ledger,
        report(told(period=on(1), number=12)),
        report(told(period=on(1), number=30, source="hospital"), publisher="b", said=2),
    )
    assert ledger.disputes() == ()


def test_each_blames_the_other(ledger):
    add(
        ledger,
        report(told(period=on(1), actor=party("RUSMIL"), source="governor")),
        report(told(period=on(1), actor=party("UKRMIL"), source="ministry"), publisher="b"),
    )
    assert [dispute.kind for dispute in ledger.disputes()] == ["party"]


def test_one_number_at_two_places_and_for_two_things(ledger):
    add(
        ledger,
        report(told(period=on(1), number=47)),
        report(told(period=on(1), number=47, place="Sumy", source="hospital"), publisher="b"),
        report(told(period=on(1), number=47, measure="wounded", source="ministry"), publisher="c"),
    )
    assert sorted(dispute.kind for dispute in ledger.disputes()) == ["definition", "place"]


def test_a_denial_is_joined_to_the_deed(ledger):
    denial = told("denies", "denies", None, "ministry", stance="denies", status="denied", actor=party("RUSMIL"))
    add(
        ledger,
        report(told(period=on(1), actor=party("RUSMIL"), source="governor")),
        report({**denial, "period": on(2)}, said=2, publisher="b"),
    )
    (dispute,) = ledger.disputes()
    assert dispute.kind == "denial"
    assert [side.voice for side in dispute.sides] == ["Russian defence ministry", "regional governor"]


def test_what_could_not_be_verified_keeps_the_remark(ledger):
    add(ledger, report(told(period=on(1)), codes=("WB405",)))
    assert one_fact(ledger).unverified


def test_the_questions_take_limits(ledger):
    add(
        ledger,
        report(told(period=on(1)), told(period=on(2), place="Sumy", source="hospital")),
        report(told(period=on(9), number=3, source="governor"), said=9, publisher="b"),
    )
    assert [fact.place for fact in ledger.facts(place="sumy")] == ["Sumy"]
    assert len(ledger.facts(place="Ukraine")) == 3
    assert len(ledger.facts(source="governor")) == 1
    assert len(ledger.facts(since=day_of(2), until=day_of(5))) == 1
    assert len(ledger.facts(account="aid")) == 0
    assert [fact.low for fact in ledger.facts(limit=1, offset=2)] == [3]
    assert records(ledger.sources())[0]["claims"] == 1
    assert len(ledger.timeline()) == 3


def day_of(number):
    return on(number).start


def test_history_takes_the_id_of_a_fact_or_of_a_claim(ledger):
    add(ledger, report(told(period=on(1))), report(told(period=on(1), number=15), said=1))
    fact = one_fact(ledger)
    found = ledger.history(fact.claims[0])
    assert found == ledger.history(fact.id)
    assert [line.written for line in found.lines] == ["12", "15"]
    assert found.lines[1].revision is not None


def test_promises_are_followed(ledger):
    promised = {"account": "aid", "place": "Ukraine", "actor": party("DEU"), "target": party("UKR")}
    pledge = told("pledged", "tank", 12, None, status="pledged", **promised)
    gift = told("delivered", "tank", 12, None, **promised)
    add(ledger, report({**pledge, "period": until(40)}, said=0))
    assert [one.state for one in ledger.promises()] == ["open"]
    assert [one.deadline for one in ledger.due()] == [until(40).end]
    assert [one.state for one in ledger.promises(today="2026-01-01")] == ["lapsed"]
    add(ledger, report({**gift, "period": on(30), "number": 5}, said=31))
    assert [one.state for one in ledger.promises(today="2026-01-01")] == ["broken"]
    add(ledger, report({**gift, "period": on(35), "number": 7}, said=36))
    assert [one.state for one in ledger.promises()] == ["kept"]
    assert ledger.due() == ()


def test_a_second_reading_replaces_the_first(ledger):
    reading, _ = report(told(period=on(1)))
    ledger.add(reading)
    assert one_fact(ledger).low == 12
    better = dataclasses.replace(
        reading, reader="newer", claims=tuple(dataclasses.replace(c, place=PLACES["Sumy"]) for c in reading.claims)
    )
    ledger.add(better)
    assert one_fact(ledger).place == "Sumy"


# ---------------------------------------------------------------- copies


def test_fifty_copies_of_one_story_are_one_source(ledger):
    claim = told(period=on(1), source=None)
    reports = [
        report(claim, said=n // 10, publisher=f"outlet {n}", text=STORY + f"\n\nPosted by desk {n}") for n in range(50)
    ]
    add(ledger, *reports)
    fact = one_fact(ledger)
    assert (fact.reports, fact.independent, fact.state) == (50, 1, "single")
    copies = ledger.query("SELECT origin, kind, count(*) FROM copies GROUP BY origin, kind").rows
    assert len(copies) == 1
    assert copies[0][2] == 49


def test_the_origin_found_last_still_heads_the_chain(ledger):
    claim = told(period=on(1), source=None)
    add(ledger, report(claim, said=3, publisher="late", text=EDITED), report(claim, said=2, publisher="cut", text=CUT))
    ledger.settle()
    origin, _ = report(claim, said=1, publisher="agency", text=STORY)
    ledger.add(origin)
    assert one_fact(ledger).independent == 1
    assert {row[0] for row in ledger.query("SELECT origin FROM copies").rows} == {origin.report.id}


# ---------------------------------------------------------------- order, repetition, parting

_PERIODS = st.one_of(
    st.none(),
    st.integers(0, 30).map(on),
    st.integers(0, 30).map(lambda n: on(n, n + 1)),
    st.sampled_from([on(0, 29, "month"), since(0), since(3), until(20)]),
)
_ACTORS = st.sampled_from([None, party("RUSMIL"), party("UKRMIL"), party("RUS", told=False)])
_CLAIMS = st.builds(
    lambda measure, number, source, place, period, actor, status: told(
        measure, "people", number, source, place=place, period=period, actor=actor, status=status
    ),
    st.sampled_from(["killed", "wounded", "missing"]),
    st.sampled_from([2, 12, 12, 15, 21, 120, None]),
    st.sampled_from([None, *SOURCES]),
    st.sampled_from([None, *PLACES]),
    _PERIODS,
    _ACTORS,
    st.sampled_from(["happened", "happened", "planned", "denied"]),
)
_REPORTS = st.lists(
    st.builds(
        lambda claims, said, publisher, codes, text: report(
            *claims, said=said, publisher=publisher, codes=codes, text=text
        ),
        st.lists(_CLAIMS, min_size=1, max_size=4),
        st.integers(0, 30),
        st.sampled_from(["Dnipro Wire", "Volga Post"]),
        st.sampled_from([(), (), ("WB106",), ("WB405",)]),
        st.sampled_from([None, None, STORY, CUT, EDITED, LONGER]),
    ),
    min_size=1,
    max_size=12,
)


def books_of(reports, *, every=None):
    """All tables of the books after adding reports; drawn up at the end, or after `every` so many reports."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "b.db") as ledger:
        for number, (reading, findings) in enumerate(reports, 1):
            ledger.add(reading, findings)
            if every and number % every == 0:
                ledger.settle()
        ledger.settle()
        tables = (
            "postings",
            "facts",
            "fact_claims",
            "revisions",
            "disputes",
            "dispute_sides",
            "disputed_facts",
            "voices",
        )
        return {name: sorted(map(repr, _rows(ledger, name))) for name in tables}


def _rows(ledger, name):
    found = ledger.query(f"SELECT * FROM {name}")  # noqa: S608 - our own names
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


@given(reports=_REPORTS, shuffled=st.randoms(use_true_random=False), every=st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_order_repetition_and_parting_never_change_the_books(reports, shuffled, every):
    whole = books_of(reports)
    mixed = reports + reports[: len(reports) // 2]
    shuffled.shuffle(mixed)
    assert books_of(mixed, every=every) == whole


@given(reports=_REPORTS)
@settings(max_examples=20, deadline=None)
def test_every_claim_is_in_one_fact_and_every_fact_has_claims(reports):
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "b.db") as ledger:
        for reading, findings in reports:
            ledger.add(reading, findings)
        facts = ledger.facts()
        members = sorted(claim for fact in facts for claim in fact.claims)
        assert members == sorted({claim.id for claim in ledger.claims()})
        assert all(fact.claims and len(fact.why) == len(fact.claims) for fact in facts)
        known = {fact.id for fact in facts}
        assert all(set(dispute.facts) <= known for dispute in ledger.disputes())
        assert all(move.fact in known for move in ledger.revisions())
        for fact in facts:
            assert fact.low is None or fact.high is None or fact.low <= fact.high
