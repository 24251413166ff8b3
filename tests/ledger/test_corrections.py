"""Corrections of several persons: they add up field by field, and no later acceptance takes one back."""

import dataclasses

import pytest
from book_readings import add, on, report, since, told
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.fields.party.names import is_party_code, party_name
from wirebook.ledger.decisions.corrections import checked, values_of
from wirebook.ledger.decisions.decision import Decision, apply, subject_of
from wirebook.ledger.decisions.values import bounds, period_of, takes
from wirebook.ledger.errors import LedgerError
from wirebook.packs import load_packs

FIELDS = {
    "number": ("7", "12..15", "40+"),
    "item": ("civilians", "soldiers"),
    "period": ("2025-03-05", "2025-03-07..2025-03-08"),
    "stance": ("denies", "estimates"),
    "status": ("planned", "ongoing"),
    "measure": ("wounded", "missing"),
}


def low(ledger):
    (fact,) = ledger.facts()
    return fact.low


def test_an_acceptance_is_of_the_claim_as_it_stands(either):
    (claim,) = add(either, report(told(period=on(1), number=9)))
    either.decide("corrected", claim, "Ines", changes={"number": "10"})
    either.decide("accepted", claim, "Omar")
    assert low(either) == 10
    stood = either.stood(claim)
    assert (stood.read.amount.low, stood.now.amount.low, stood.counts.kind) == (9, 10, "accepted")
    assert [(field, by.author) for field, by in stood.fields] == [("number", "Ines")]
    assert either.disagreements() == ()


def test_corrections_of_two_fields_add_up_and_each_is_undone_alone(either):
    (claim,) = add(either, report(told(period=on(1), number=9)))
    first = either.decide("corrected", claim, "Ines", changes={"number": "10"})
    second = either.decide("corrected", claim, "Omar", changes={"item": "civilians"})
    (fact,) = either.facts()
    assert (fact.low, fact.item) == (10, "civilians")
    assert either.disagreements() == ()
    either.undo(first.number, "Ines")
    (fact,) = either.facts()
    assert (fact.low, fact.item) == (9, "civilians")
    either.undo(second.number, "Ines")
    (fact,) = either.facts()
    assert (fact.low, fact.item) == (9, "people")


def test_of_one_field_the_latest_value_counts_and_undoing_it_brings_the_earlier_back(ledger):
    (claim,) = add(ledger, report(told(period=on(1), number=9)))
    ledger.decide("corrected", claim, "Ines", changes={"number": "10"})
    later = ledger.decide("corrected", claim, "Omar", changes={"number": "11"})
    assert low(ledger) == 11
    assert len(ledger.disagreements()) == 1
    ledger.undo(later.number, "Omar")
    assert low(ledger) == 10


def test_who_accepts_what_was_rejected_has_it_corrected_as_before(ledger):
    (claim,) = add(ledger, report(told(period=on(1), number=9)))
    ledger.decide("corrected", claim, "Ines", changes={"number": "10"})
    ledger.decide("rejected", claim, "Omar")
    assert ledger.facts() == ()
    assert ledger.stood(claim).rejected
    ledger.decide("accepted", claim, "Ada")
    assert low(ledger) == 10
    assert len(ledger.disagreements()) == 1


@pytest.mark.parametrize(
    ("number", "figure"), [("7", "7"), ("1250", "1,250"), ("12..15", "12–15"), ("900001+", "≥ 900,001")]
)
def test_a_corrected_number_is_told_in_figures(ledger, number, figure):
    """The report has no words for it: they were of the number that was read."""
    (claim, _) = add(
        ledger,
        report(told(period=on(1), number=9), said=1),
        report(told(period=on(1), number=900_000, source="hospital"), said=1, publisher="Lviv Wire"),
    )
    ledger.decide("corrected", claim, "Ines", changes={"number": number})
    (dispute,) = ledger.disputes()
    assert {side.says for side in dispute.sides} == {"900000", figure}
    assert f"mayor: {figure}" in dispute.note


def test_corrections_add_up_on_what_a_newer_reading_has(ledger):
    reading, _ = report(told(period=on(1), number=9))
    (claim,) = add(ledger, (reading, ()))
    ledger.decide("corrected", claim, "Ines", changes={"number": "10"})
    newer = tuple(dataclasses.replace(one, id=f"{one.id}9") for one in reading.claims)
    ledger.add(dataclasses.replace(reading, reader="newer", claims=newer))
    ledger.decide("corrected", newer[0].id, "Omar", changes={"status": "planned"})
    (fact,) = ledger.facts()
    assert (fact.low, fact.status) == (10, "planned")


def test_a_value_that_is_no_longer_known_is_told_and_the_rest_stands(ledger):
    (claim,) = add(ledger, report(told(period=on(1), number=9)))
    ledger.decide("corrected", claim, "Ines", changes={"number": "10"})
    (read,) = ledger.claims()
    older = Decision(99, "corrected", claim, "Omar", "", "", subject_of(read), (("place", "Nowhereville"),))
    found = apply([read], (*ledger.decisions(), older))
    assert found.claims[0].amount.low == 10
    assert [one.decision for one in found.unfit] == [older]


_CHANGE = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda field: st.tuples(st.just(field), st.sampled_from(FIELDS[field]))
)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accepted", "rejected", "corrected", "corrected", "undone"]),
        st.integers(0, 9),
        st.sampled_from(["Ines", "Omar", "Ada"]),
        st.lists(_CHANGE, min_size=1, max_size=3).map(dict),
    ),
    max_size=10,
)


def _shown(claim):
    """The fields that a correction may set."""
    amount, period = claim.amount, claim.period
    return {
        "number": (amount.low, amount.high),
        "period": (period.start, period.end),
        **{name: getattr(claim, name) for name in ("item", "measure", "stance", "status")},
    }


@given(steps=_STEPS)
@settings(max_examples=60, deadline=None)
def test_whatever_persons_decide_each_field_has_its_latest_standing_value(steps):
    """A correction touches only its own fields; an undo takes back one decision and nothing else."""
    reading, _ = report(told(period=on(1), number=9))
    (claim,) = reading.claims
    made = []
    for kind, at, author, changes in steps:
        number = len(made) + 1
        told_of = tuple(sorted(changes.items())) if kind == "corrected" else ()
        undoes = at % len(made) + 1 if kind == "undone" and made else None
        if kind != "undone" or undoes:
            made.append(Decision(number, kind, claim.id, author, "", "", subject_of(claim), told_of, undoes=undoes))
    stands = {}
    for one in reversed(made):  # whether each stands, worked out from the end without the program
        stands[one.number] = not any(two.undoes == one.number and stands[two.number] for two in made[one.number :])
    left = [one for one in made if stands[one.number] and one.kind != "undone"]
    wanted = {}
    for one in left:
        wanted |= dict(one.changes)
    stood = apply([claim], made).stood[claim.id]
    assert {field: dict(by.changes)[field] for field, by in stood.fields} == wanted
    assert stood.rejected == bool(left and left[-1].kind == "rejected")
    for field, value in _shown(claim).items():
        alone = apply([claim], [dataclasses.replace(_by(claim, {field: wanted[field]}))] if field in wanted else [])
        assert _shown(stood.now)[field] == _shown(alone.stood[claim.id].now)[field], (field, value)
    assert bool(apply([claim], made).claims) != stood.rejected


def _by(claim, changes):
    return Decision(1, "corrected", claim.id, "Ines", "", "", subject_of(claim), tuple(sorted(changes.items())))


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("place", "Agdam", "Aghdam, Azerbaijan"),
        ("place", "Kiev", "Kyiv, Ukraine"),
        ("place", "Tripoli, Lebanon", "Tripoli, Lebanon"),
        ("place", "Tripoli", "Tripoli, Libya"),
        ("place", "Springfield, Ohio", "Springfield, Ohio, United States"),
        ("item", "Aid workers", "aid_workers"),
        ("measure", "Wounded", "wounded"),
        ("unit", "Percent", "percent"),
        ("actor", "rusmil", "RUSMIL"),
        ("actor", "Rapid Support Forces", "Rapid Support Forces"),
        ("period", "2025-03", "2025-03"),
        ("stance", "Denies", "denies"),
    ],
)
def test_a_value_is_known_by_name_and_code_and_kept_so_that_it_is_found_again(ledger, field, written, kept):
    (claim,) = add(ledger, report(told(period=on(1), number=9)))
    made = ledger.decide("corrected", claim, "Ines", changes={field: written})
    assert made.changes == ((field, kept),)
    assert ledger.decide("corrected", claim, "Ines", changes={field: kept}).changes == made.changes
    assert ledger.unfit() == ()


def test_a_claim_is_made_a_part_of_another_of_its_report_and_whole_again(ledger):
    whole, part, elsewhere = add(
        ledger,
        report(told(period=on(1), number=9), told(period=on(1), number=4, item="civilians")),
        report(told(period=on(2), number=7)),
    )
    with pytest.raises(LedgerError, match="a claim of the same report"):
        ledger.decide("corrected", part, "Ines", changes={"relation": f"part of {elsewhere}"})
    made = ledger.decide("corrected", part, "Ines", changes={"relation": f"part of {whole[:12]}"})
    assert made.changes == (("relation", f"part of {whole}"),)
    stood = ledger.stood(part)
    assert (stood.now.relation, stood.now.of, values_of(stood.now)["relation"]) == ("part", whole, f"part of {whole}")
    ledger.decide("corrected", part, "Omar", changes={"relation": "whole"})
    assert ledger.stood(part).now.of is None


def test_what_a_claim_says_now_is_what_a_correction_would_write(ledger):
    """Nothing is told to have changed when a person sends the fields back as they were shown."""
    added = report(told(period=on(1)), told(period=since(2), high=None), told(period=on(3, 5), number=7))
    first, *others = add(ledger, added)
    for one in (first, *others):
        now = {field: value for field, value in values_of(ledger.stood(one).now).items() if value}
        now.pop("source")
        ledger.decide("corrected", one, "Ines", changes=now)
        again = {field: value for field, value in values_of(ledger.stood(one).now).items() if value}
        assert {field: again[field] for field in now} == now


def test_every_code_of_a_party_has_a_name_and_listed_values_are_taken():
    reading, _ = report(told(period=on(1), number=9))
    (read,) = reading.claims
    packs = load_packs()
    for one in takes(packs, read.account):
        for value, _ in one.values[::5]:
            if one.field != "relation" or value == "whole":
                assert checked(read, {one.field: value}, packs) == {one.field: value}
    assert (party_name("RUSMIL"), is_party_code("RUSMIL")) == ("Russian military", True)
    assert (party_name("SDNREBRSF"), is_party_code("SDNREBRSF")) == ("Rapid Support Forces", True)
    assert not any(is_party_code(code) for code in ("XXXMIL", "RUSXYZ", "the villagers", ""))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("12", (12, 12)),
        ("1,250", (1250, 1250)),
        ("12..15", (12, 15)),
        ("12..12", (12, 12)),
        ("40+", (40, None)),
        ("0", (0, 0)),
        *((wrong, None) for wrong in ("-3", "1_000", "inf", "nan", "15..12", "1,25", "", "+", "twelve", "..5")),
    ],
)
def test_a_number_is_written_so(written, found):
    if found is None:
        with pytest.raises(LedgerError, match="number has no value"):
            bounds(written)
    else:
        assert bounds(written) == found


@pytest.mark.parametrize(
    ("written", "start", "end", "precision", "edtf"),
    [
        ("2025-03-01", "2025-03-01", "2025-03-01", "day", "2025-03-01"),
        ("2025-02", "2025-02-01", "2025-02-28", "month", "2025-02"),
        ("2025", "2025-01-01", "2025-12-31", "year", "2025"),
        ("2025-03-01T06:30", "2025-03-01T06:30", "2025-03-01T06:30", "minute", "2025-03-01T06:30"),
        ("2025-03-01..2025-03-04", "2025-03-01", "2025-03-04", "day", "2025-03-01/2025-03-04"),
        ("2025-03-01/2025-04", "2025-03-01", "2025-04-30", "day", "2025-03-01/2025-04"),
        ("2025-03-01/..", "2025-03-01", None, "day", "2025-03-01/.."),
        ("../2025-03-01", None, "2025-03-01", "day", "../2025-03-01"),
    ],
)
def test_days_are_written_so(written, start, end, precision, edtf):
    found = period_of(written)
    assert (found.start, found.end, found.precision, found.edtf) == (start, end, precision, edtf)


@pytest.mark.parametrize(
    "written", ["", "..", "../..", "soon", "2025-13", "2025-03-04..2025-03-01", "2025T06:30", "2025-3-1"]
)
def test_days_that_there_are_not(written):
    with pytest.raises(LedgerError, match="period has no value"):
        period_of(written)
