"""Decisions, corrections and missed claims without a ledger: what is kept of them, and what they make of claims."""

from dataclasses import replace

import pytest
from book_readings import amount, on, party, report, since, told, until

from wirebook.ledger.decisions.corrections import amended, checked, values_of
from wirebook.ledger.decisions.decision import (
    Decision,
    added_to,
    apply,
    disagreements,
    fitting_claim,
    opinions,
    pairs,
    standing,
    subject_of,
)
from wirebook.ledger.decisions.missed import made_of, same, span_of, with_added
from wirebook.ledger.decisions.values import period_of
from wirebook.ledger.errors import LedgerError
from wirebook.packs import load_packs
from wirebook.types import Passage, Span

TEXT = "The mayor spoke. Rescuers pulled some 14 people from the rubble. Nine are missing. - 20 more -"
READING, _ = report(told(period=on(1)), told(period=on(1), measure="wounded"), text=TEXT)
CLAIM, WOUNDED = READING.claims
ELSEWHERE = report(told(period=on(2)), text="Elsewhere.")[0].claims[0]


def decided(kind, claim=CLAIM, number=1, author="Ines", **more):
    return Decision(number, kind, claim.id, author, "2025-03-02T00:00:00Z", "", subject_of(claim), **more)


# ---------------------------------------------------------------- decisions


def test_an_undoing_is_undone():
    first = decided("rejected")
    undone = decided("undone", number=2, undoes=1)
    again = decided("undone", number=3, undoes=2)
    assert standing([first]) == (first,)
    assert standing([undone, first]) == ()
    assert standing([again, undone, first]) == (first,)


def test_what_was_added_to_a_report():
    one = decided("added", added=CLAIM)
    assert added_to([CLAIM.report], [one, decided("accepted", number=2)]) == (CLAIM,)
    assert added_to([ELSEWHERE.report], [one]) == ()


def test_what_is_decided_of_another_report_does_not_matter_here():
    found = apply([CLAIM], [decided("rejected", ELSEWHERE), decided("merged", number=2)])
    assert (found.claims, found.unfit, dict(found.standing)) == ((CLAIM,), (), {})


@pytest.mark.parametrize(("kind", "kept"), [("accepted", 1), ("corrected", 1), ("rejected", 0)])
def test_a_claim_that_somebody_decided_on_is_sure_or_gone(kind, kept):
    found = apply([CLAIM], [decided(kind)])
    assert [one.confidence for one in found.claims] == [1.0] * kept
    assert found.standing[CLAIM.id].kind == kind
    assert apply([CLAIM], []).claims[0].confidence == CLAIM.confidence


def test_a_decision_that_fits_nothing_is_told():
    (one,) = apply([], [decided("rejected")], [CLAIM.report]).unfit
    assert one.why == "the current reading makes no claim (people killed) of these words any more"
    (several,) = apply([replace(CLAIM, id="a"), replace(CLAIM, id="b")], [decided("rejected")]).unfit
    assert several.why == "the current reading makes 2 claims of these words (a, b)"


def test_a_claim_is_known_again_by_its_words():
    newer = replace(CLAIM, id="newer")
    assert fitting_claim(CLAIM.id, subject_of(CLAIM), [newer, WOUNDED]) == "newer"
    other = replace(newer, measure="missing")
    assert fitting_claim(CLAIM.id, subject_of(CLAIM), [other]) == "newer"
    assert fitting_claim(CLAIM.id, subject_of(CLAIM), [replace(other, item="ship")]) is None
    before, behind = (replace(newer, amount=replace(amount(12), span=span)) for span in (Span(3, 5), Span(7, 9)))
    assert fitting_claim(CLAIM.id, subject_of(CLAIM), [before]) is None
    assert fitting_claim(CLAIM.id, subject_of(CLAIM), [behind]) is None
    assert fitting_claim(CLAIM.id, subject_of(CLAIM), [replace(newer, report="other")]) is None


@pytest.mark.parametrize(
    ("kinds", "differ"),
    [
        (("accepted", "accepted"), False),
        (("rejected", "rejected"), False),
        (("accepted", "rejected"), True),
        (("accepted", "corrected"), True),
        (("corrected", "accepted"), False),
    ],
)
def test_whether_reviewers_differ(kinds, differ):
    made = [decided(kind, number=at, author=str(at)) for at, kind in enumerate(kinds, 1)]
    assert bool(disagreements(made)) is differ


def test_corrections_of_two_fields_do_not_differ_and_of_one_do():
    first = decided("corrected", author="Ines", changes=(("number", "10"),))
    second = decided("corrected", number=2, author="Omar", changes=(("item", "civilians"),))
    assert disagreements([first, second]) == ()
    assert disagreements([first, replace(second, changes=(("number", "11"),))])


def test_to_add_a_claim_is_to_accept_it():
    made = [decided("added"), decided("rejected", WOUNDED, 2), decided("merged", number=3)]
    assert opinions(made) == {"Ines": {CLAIM.id: "accepted", WOUNDED.id: "rejected"}}


def test_of_two_claims_the_latest_word_counts():
    joined = decided("merged", number=1, other=WOUNDED.id)
    parted = decided("split", WOUNDED, number=3, other=CLAIM.id)
    beside = decided("merged", number=2, other="third")
    assert pairs([joined, parted, beside, decided("accepted", number=4)]) == (beside, parted)


# ---------------------------------------------------------------- corrections


def test_an_hour_without_its_day_is_no_time():
    assert period_of("2025-03-02T10:00").start == "2025-03-02T10:00"
    with pytest.raises(LedgerError, match="period has no value"):
        period_of("2025-03T10:00")


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({}, "number", "12"),
        ({"high": 15}, "number", "12..15"),
        ({"high": None}, "number", "12+"),
        ({"number": None}, "number", ""),
        ({}, "unit", "count"),
        ({}, "source", "mayor"),
        ({"source": "nobody"}, "source", ""),
        ({}, "place", "Kharkiv, Ukraine"),
        ({"period": on(1)}, "period", "2025-03-02"),
        ({"period": on(1, 3)}, "period", "2025-03-02..2025-03-04"),
        ({"period": since(1)}, "period", "2025-03-02/.."),
        ({"period": until(1)}, "period", "../2025-03-02"),
        ({"actor": party("RUSMIL")}, "actor", "RUSMIL"),
        ({"actor": replace(party("x"), code=None, name="raiders")}, "actor", "raiders"),
        ({"relation": "part", "of": "clm_1"}, "relation", "part of clm_1"),
        ({}, "relation", "whole"),
    ],
)
def test_a_field_as_a_correction_would_write_it(fields, name, value):
    claim = report(told(**fields))[0].claims[0]
    assert values_of(claim)[name] == value


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("actor", "rusmil", "RUSMIL"),
        ("actor", "Wagner  Group", "Wagner Group"),
        ("relation", "whole", "whole"),
        ("relation", f"part of {WOUNDED.id}", f"part of {WOUNDED.id}"),
        ("relation", f"part of {WOUNDED.id[:20]}", f"part of {WOUNDED.id}"),
        ("relation", f"part of {WOUNDED.id.partition('_')[2][:12]}", f"part of {WOUNDED.id}"),
    ],
)
def test_a_value_is_kept_so_that_it_stays_the_same(field, written, kept):
    assert checked(CLAIM, {field: written}, load_packs(), READING.claims) == {field: kept}


@pytest.mark.parametrize(
    "written",
    [f"part of {CLAIM.id}", f"part of {CLAIM.id.partition('_')[2][:12]}", "part of clm", "part of nothing", "part"],
)
def test_a_claim_is_no_part_of_itself_nor_of_one_that_is_not_named(written):
    with pytest.raises(LedgerError, match="a claim of the same report"):
        checked(CLAIM, {"relation": written}, load_packs(), (*READING.claims, replace(CLAIM, id="clm_other")))


def test_a_part_of_another_stays_its_part_where_only_the_kind_is_corrected():
    part = replace(CLAIM, relation="part", of=WOUNDED.id)
    assert checked(part, {"relation": "part"}, load_packs(), READING.claims) == {"relation": f"part of {WOUNDED.id}"}
    assert amended(part, {"relation": "whole"}).of is None
    assert amended(part, {"relation": "part"}).of == WOUNDED.id


# ---------------------------------------------------------------- missed claims


def _spot(words):
    return span_of(TEXT, words)


def _read():
    ends = [at + 1 for at, mark in enumerate(TEXT) if mark == "."]
    spans = [Span(first, last) for first, last in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    return replace(READING, passages=tuple(Passage(span, 0, "body") for span in spans))


@pytest.mark.parametrize(
    ("words", "number"), [("14", "14"), ("some 14 people", "some 14"), ("pulled some 14", "some 14")]
)
def test_the_number_of_a_missed_claim_stands_where_the_words_do(words, number):
    made = made_of(_read(), _spot(words), "rescued", "people", load_packs())
    assert (made.amount.low, TEXT[made.amount.span.start : made.amount.span.end]) == (14, number)
    assert made.quote == "Rescuers pulled some 14 people from the rubble."
    assert made.confidence == 0.5


def test_words_outside_all_sentences_are_their_own_evidence_and_those_of_two_are_refused():
    assert made_of(_read(), _spot("20 more"), "killed", "people", load_packs()).quote == "20 more"
    with pytest.raises(LedgerError, match="more than one sentence"):
        made_of(_read(), _spot("rubble. Nine"), "killed", "people", load_packs())


def test_a_whole_sentence_is_in_itself():
    whole = _spot("Nine are missing.")
    made = made_of(_read(), whole, "missing", "people", load_packs())
    assert (made.evidence, made.amount.low) == ((whole, whole), 9)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [(0, 3, "is not what"), (90, 400, "has no characters"), (5, 5, "has no characters"), (-2, 1, "has no characters")],
)
def test_words_that_do_not_stand_there_are_refused(start, end, told):
    with pytest.raises(LedgerError, match=told):
        span_of(TEXT, "14", start, end)
    assert span_of(TEXT, "", 0, len(TEXT)) == Span(0, len(TEXT))


@pytest.mark.parametrize(("words", "told"), [("e", "times"), ("fifteen", "does not have"), ("", "does not have")])
def test_words_have_to_stand_there_once(words, told):
    with pytest.raises(LedgerError, match=told):
        span_of(TEXT, words)


def test_a_claim_that_a_reader_finds_later_is_the_one_that_was_added():
    added = replace(CLAIM, id="added")
    assert same(CLAIM, added)
    assert not same(WOUNDED, added)
    assert not same(replace(CLAIM, amount=replace(CLAIM.amount, span=Span(7, 9))), added)
    assert not same(replace(CLAIM, amount=replace(CLAIM.amount, span=Span(3, 5))), added)
    assert same(replace(CLAIM, amount=None), added)  # both by the words behind the sentence
    assert same(replace(CLAIM, amount=None, evidence=(Span(0, 100),)), added)
    assert not same(replace(CLAIM, amount=None, evidence=(Span(0, 100), Span(200, 210))), added)
    assert not same(replace(CLAIM, amount=None, evidence=(Span(0, 9), Span(5, 7), Span(200, 210))), added)


def test_an_added_claim_stands_behind_those_of_its_report():
    first, last = (replace(CLAIM, id=name, report=name) for name in ("rep_a", "rep_c"))
    behind = replace(WOUNDED, id="more", report="rep_a")
    assert with_added([first, last], [behind]) == (first, behind, last)
    assert with_added([first, last], [replace(behind, report="rep_0")])[0].report == "rep_0"
    assert with_added([], [behind]) == (behind,)
    assert with_added([first], [replace(first, id="again")]) == (first,)
