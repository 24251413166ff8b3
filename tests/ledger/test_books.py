"""The books over many reports: what is one fact, and that neither order nor repetition nor parting matters."""

import dataclasses

import pytest
from book_readings import PLACES, add, on, one_fact, party, report, since, told, until
from copy_texts import CUT, EDITED, STORY


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
    own = [move for move in ledger.revisions() if move.kind != "other_source"]
    assert [(m.source, m.from_low, m.to_low, m.kind, m.falls) for m in own] == [("mayor", 12, 15, "late_report", False)]
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


def test_a_story_that_nobody_is_named_for_is_its_origins_and_no_reprints(ledger):
    claim = told(period=on(1), source=None)
    credit = STORY.replace("VELNA, March 3 (Dnipro Wire) - ", "") + "\n\nDnipro Wire reported it first."
    add(
        ledger,
        report(claim, said=1, publisher="A Very Long Estuary Post", text=credit),
        report(claim, said=1, publisher="Dnipro Wire", text=STORY, agency="Dnipro Wire"),
    )
    fact = one_fact(ledger)
    assert (fact.voices, fact.independent, fact.reports) == (("Dnipro Wire",), 1, 2)


def test_the_origin_found_last_still_heads_the_chain(ledger):
    claim = told(period=on(1), source=None)
    add(ledger, report(claim, said=3, publisher="late", text=EDITED), report(claim, said=2, publisher="cut", text=CUT))
    ledger.settle()
    origin, _ = report(claim, said=1, publisher="agency", text=STORY)
    ledger.add(origin)
    assert one_fact(ledger).independent == 1
    assert {row[0] for row in ledger.query("SELECT origin FROM copies").rows} == {origin.report.id}


def test_what_had_been_pledged_by_a_day_has_no_deadline(ledger):
    """ "By 3 February donors had pledged 11 million", said on the 4th: the day is the count's, and no promise's."""
    past = told("pledged", "money", 11, None, account="aid", status="pledged", period=until(-1), actor=party("DEU"))
    ahead = told("pledged", "tank", 12, None, account="aid", status="pledged", period=until(9), actor=party("DEU"))
    add(ledger, report(past, ahead, said=1))
    assert [promise.deadline is None for promise in ledger.promises()] == [True, False]
    assert [promise.fact.item for promise in ledger.due()] == ["tank"]
