"""Decisions of persons: applied, re-applied after another reading, undone, and kept in a chain that shows tampering."""

import dataclasses
import json
import sqlite3
import subprocess
import sys

import pytest
from book_readings import PLACES, add, on, report, told
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.ledger.decisions.decision import apply, decision_of, note_of, opinions
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.review.agreement import agreement


def numbers(ledger):
    return sorted(fact.low for fact in ledger.facts())


def test_a_rejected_claim_leaves_the_books_and_comes_back(ledger):
    good, bad = add(ledger, report(told(period=on(1)), told(period=on(1), place="Sumy", number=99)))
    decision = ledger.decide("rejected", bad, "Ines", "a phone number")
    assert numbers(ledger) == [12]
    assert ledger.claim(bad), "the claim itself stays"
    ledger.undo(decision.number, "Ines")
    assert numbers(ledger) == [12, 99]
    again = ledger.undo(decision.number + 1, "Ines", "I was right at first")
    assert numbers(ledger) == [12]
    assert again.undoes == decision.number + 1
    assert good in ledger.facts()[0].claims


def test_a_correction_changes_the_books_and_not_the_claim(ledger):
    (claim,) = add(ledger, report(told(period=on(1), number=21)))
    ledger.decide("corrected", claim, "Ines", changes={"number": "12..15", "place": "Sumy", "period": "2025-03-05"})
    (fact,) = ledger.facts()
    assert (fact.low, fact.high, fact.place, fact.end) == (12, 15, "Sumy", "2025-03-05")
    assert ledger.claim(claim).amount.low == 21


@pytest.mark.parametrize("place", ["Khartoum", "Aden", "Sumy", "Odesa", "Goma"])
def test_a_claim_that_is_put_elsewhere_is_a_fact_there_and_no_more_where_it_was(ledger, place):
    """Whichever of the two is drawn up first."""
    claim, other = add(ledger, report(told(period=on(1), number=21), told("wounded", period=on(1), number=30)))
    ledger.decide("corrected", claim, "Ines", changes={"place": place, "period": "2025-03-05"})
    ledger.decide("corrected", other, "Ines", changes={"measure": "killed", "item": "civilians"})
    assert {(fact.place, fact.low) for fact in ledger.facts()} == {(place, 21), ("Kharkiv", 30)}
    ledger.decide("corrected", claim, "Ines", changes={"place": "Kharkiv"})
    assert sorted(claim for fact in ledger.facts() for claim in fact.claims) == sorted([claim, other])
    assert ledger.history(claim).fact.place == "Kharkiv"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number": "many"}, "number has no value 'many'"),
        ({"number": "15..12"}, "smaller number of a range"),
        ({"number": "nan"}, "number has no value"),
        ({"number": "1_000"}, "number has no value"),
        ({"colour": "red"}, "no 'colour' to correct"),
        ({"place": "Qqqville"}, "place has no value 'Qqqville'"),
        ({"place": "Kharkivv"}, "did you mean 'Kharkiv, Ukraine'"),
        ({"place": "Sumy, Lebanon"}, "did you mean .*Sumy, Ukraine"),
        ({"period": "someday"}, "period has no value 'someday'"),
        ({"period": "2025-02-30"}, "period has no value"),
        ({"period": "2025-03-04..2025-03-01"}, "period has no value"),
        ({"stance": "shouts"}, "stance has no value 'shouts'"),
        ({"status": "hapened"}, "did you mean 'happened'"),
        ({"relation": "part"}, "part of clm_"),
        ({"relation": "portion of clm_1"}, "relation has no value 'portion'"),
        ({"actor": "the neighbours"}, "actor has no value 'the neighbours'"),
        ({"actor": "XXXMIL"}, "actor has no value"),
        ({"target": "Hezbolah"}, "did you mean 'Hezbollah'"),
        ({"item": "civilans"}, "item has no value 'civilans'; did you mean 'civilians'"),
        ({"measure": "kiled"}, "did you mean 'killed'"),
        ({"unit": "parsec"}, "unit has no value 'parsec'"),
        ({"item": ""}, "item has no value ''"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(ledger, changes, message):
    (claim,) = add(ledger, report(told(period=on(1))))
    with pytest.raises(LedgerError, match=message):
        ledger.decide("corrected", claim, "Ines", changes=changes)
    assert ledger.decisions() == ()


def test_claims_are_joined_across_days_and_measures_and_stay_so(ledger):
    one, other, third = add(
        ledger,
        report(told(period=on(1), number=12)),
        report(told(period=on(5), number=14, source="hospital"), said=5),
        report(told(period=on(9), number=15, source="governor"), said=9),
    )
    ledger.decide("merged", other, "Ines", "the same bus", other=one)
    assert sorted(len(fact.claims) for fact in ledger.facts()) == [1, 2]
    decision = ledger.decide("merged", third, "Ines", other=other)
    (fact,) = ledger.facts()
    assert "joined by a person" in fact.why
    add(ledger, report(told(period=on(1), number=12), said=2, publisher="late"))
    assert len(ledger.facts()) == 1, "what comes later does not part them"
    ledger.undo(decision.number, "Ines")
    assert sorted(len(fact.claims) for fact in ledger.facts()) == [1, 3]


def test_a_claim_is_parted_from_a_fact_and_stays_so(ledger):
    one, other = add(ledger, report(told(period=on(1))), report(told(period=on(1), source="hospital"), said=1))
    assert len(ledger.facts()) == 1
    ledger.decide("split", other, "Ines", "another street", other=one)
    assert len(ledger.facts()) == 2
    add(ledger, report(told(period=on(1), source="governor"), said=2))
    assert sorted(len(fact.claims) for fact in ledger.facts()) == [1, 2]


def newer(reading, **changes):
    """The same report as a newer reader has it: every claim has another id."""
    claims = tuple(dataclasses.replace(claim, id=f"{claim.id}9", **changes) for claim in reading.claims)
    return dataclasses.replace(reading, reader="newer", claims=claims)


def test_a_decision_is_applied_again_after_a_newer_reading(ledger):
    reading, _ = report(told(period=on(1), number=21))
    (claim,) = add(ledger, (reading, ()))
    ledger.decide("corrected", claim, "Ines", changes={"number": "12"})
    ledger.add(newer(reading, place=PLACES["Sumy"]))
    assert numbers(ledger) == [12]
    assert ledger.unfit() == ()


def test_claims_stay_joined_and_parted_after_a_newer_reading(ledger):
    """Both claims get other ids; what a person joined or parted is known again by the words it stands on."""
    one, other, third = (report(told(period=on(n), number=12), publisher=f"desk {n}") for n in (1, 5, 9))
    fourth = report(told(period=on(9), number=12, source="hospital"), publisher="desk 4")
    joined, head, kept, apart = add(ledger, one, other, third, fourth)
    ledger.decide("merged", joined, "Ines", "one strike", other=head)
    ledger.decide("split", apart, "Ines", "another street", other=kept)
    before = sorted(len(fact.claims) for fact in ledger.facts())
    assert before == [1, 1, 2]
    for reading, _ in (other, one, fourth, third):
        ledger.add(newer(reading))
    assert sorted(len(fact.claims) for fact in ledger.facts()) == before
    assert ledger.unfit() == ()
    ledger.add(newer(one[0], measure="wounded", item="soldiers"))
    assert [unfit.decision.kind for unfit in ledger.unfit()] == ["merged"]


def test_a_decision_that_no_longer_fits_is_told(ledger):
    reading, _ = report(told(period=on(1), number=21))
    (claim,) = add(ledger, (reading, ()))
    ledger.decide("rejected", claim, "Ines")
    ledger.add(newer(reading, measure="wounded", item="soldiers"))
    assert numbers(ledger) == [21]
    (unfit,) = ledger.unfit()
    assert "no claim" in unfit.why


def test_the_queue_begins_with_what_matters_most(ledger):
    calm, one, other = add(
        ledger,
        report(told(period=on(8), number=3, confidence=0.95)),
        report(told(period=on(1), number=12, confidence=0.5)),
        report(told(period=on(1), number=40, source="hospital", confidence=0.6), publisher="b"),
    )
    waiting = ledger.queue()
    assert [row.claim for row in waiting] == [one, other, calm]
    assert "sources dispute it" in waiting[0].why
    ledger.decide("accepted", one, "Ines")
    assert [row.claim for row in ledger.queue()] == [other, calm]


def test_two_reviewers_and_their_agreement(ledger):
    claims = add(ledger, report(*(told(period=on(n)) for n in range(4))))
    assert agreement({}).alpha is None
    theirs = ("accepted", "rejected", "rejected", "rejected")
    for claim, mine, other in zip(claims, ("accepted", "accepted", "rejected", "rejected"), theirs, strict=True):
        ledger.decide(mine, claim, "Ines")
        ledger.decide(other, claim, "Omar")
    differing = ledger.disagreements()
    assert [[one.kind for one in several] for several in differing] == [["accepted", "rejected"]]
    found = agreement(opinions(ledger.decisions()))
    assert found.claims == 4
    assert found.alpha == pytest.approx(0.5333, abs=1e-3)  # 1 - (7 * 2) / (3 * 5 * 2), by hand


def test_verify_notices_a_decision_that_was_changed(ledger, tmp_path):
    (claim,) = add(ledger, report(told(period=on(1))))
    ledger.decide("accepted", claim, "Ines")
    assert ledger.faults() == ()
    for column, value in (("author", "Omar"), ("claim", "clm_0"), ("note", "{}"), ("kind", "rejected")):
        with open_ledger(tmp_path / f"{column}.db") as copy:
            add(copy, report(told(period=on(1))))
            copy.decide("accepted", claim, "Ines")
        with sqlite3.connect(tmp_path / f"{column}.db") as raw:
            raw.execute("DROP TRIGGER journal_no_update")
            raw.execute(f"UPDATE journal SET {column} = ? WHERE number = 2", (value,))  # noqa: S608 - our own names
        with open_ledger(tmp_path / f"{column}.db") as copy:
            assert [fault.where for fault in copy.faults()] == ["journal line 2", "trigger journal_no_update"]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accepted", "rejected", "corrected", "undone"]),
        st.integers(0, 3),
        st.sampled_from(["Ines", "Omar"]),
    ),
    max_size=8,
)


@given(steps=_STEPS, order=st.permutations(range(4)))
@settings(max_examples=25, deadline=None)
def test_decisions_apply_alike_in_any_order_of_claims(steps, order, tmp_path_factory):
    with open_ledger(tmp_path_factory.mktemp("l") / "l.db") as ledger:
        ids = add(ledger, report(*(told(period=on(n)) for n in range(4))))
        for kind, at, author in steps:
            if kind == "undone":
                standing = [one.number for one in ledger.decisions() if one.kind != "undone"]
                taken = {one.undoes for one in ledger.decisions()}
                left = [number for number in standing if number not in taken]
                if left:
                    ledger.undo(left[at % len(left)], author)
            else:
                ledger.decide(kind, ids[at], author, changes={"number": "7"} if kind == "corrected" else None)
        made = ledger.decisions()
        claims = ledger.claims()
        whole = apply(claims, made)
        mixed = apply([claims[at] for at in order], made)
        assert sorted(mixed.claims, key=lambda claim: claim.id) == sorted(whole.claims, key=lambda claim: claim.id)
        assert all(decision_of(dataclasses.replace(line)) in made for line in ledger.journal() if line.claim)
        assert all(json.loads(note_of(one)) for one in made)
        assert len(ledger.facts()) == len(whole.claims)


def run(*args, **env):
    command = [sys.executable, "-m", "wirebook", "review", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env or None)


def test_the_command_decides_lists_and_undoes(tmp_path):
    path = str(tmp_path / "l.db")
    with open_ledger(path) as ledger:
        one, other = add(ledger, report(told(period=on(1)), told(period=on(1), place="Sumy")))
    at = ("--ledger", path)
    assert "--by" in run("accept", one, *at).stderr
    assert run("correct", one, "--set", "number=15", "--by", "Ines", *at).returncode == 0
    assert run("merge", one, other, "--by", "Ines", *at).stdout.startswith("3: merged")
    assert run("split", one, "--from", other, "--by", "Ines", *at).returncode == 0
    assert run("reject", other, "--by", "Ines", "--why", "no", *at).returncode == 0
    listed = json.loads(run("log", *at, "--json").stdout)["decisions"]
    assert [row["kind"] for row in listed] == ["corrected", "merged", "split", "rejected"]
    assert run("undo", "5", "--by", "Omar", *at).returncode == 0
    assert run("undo", "5", "--by", "Omar", *at).returncode == 1
    assert "no decision 77" in run("undo", "77", "--by", "Omar", *at).stderr
    assert run("queue", *at).returncode == 0
    assert run("unfit", *at).returncode == 0
    assert "alpha" not in run("agreement", *at).stdout
    assert "FIELD=VALUE" in run("correct", one, "--set", "number", "--by", "Ines", *at).stderr


def test_balances_follow_a_correction_and_what_undoes_it(ledger):
    launched = told(account="air_attack", measure="launched", item="drone", number=64, period=on(1))
    shot = told(account="air_attack", measure="intercepted", item="drone", number=41, period=on(1))
    whole, _ = add(ledger, report(launched, shot))

    def drawn():
        (balance,) = ledger.balances()
        return balance.whole.low, balance.rest_low

    assert drawn() == (64, 23)
    decision = ledger.decide("corrected", whole, "Ines", changes={"number": "70"})
    assert drawn() == (70, 29)
    ledger.undo(decision.number, "Ines")
    assert drawn() == (64, 23)
    ledger.decide("rejected", whole, "Ines")
    assert ledger.balances() == ()


def test_of_two_decisions_about_the_same_two_claims_the_later_counts(ledger):
    one, other = add(ledger, report(told(period=on(1), source="Office A"), told(period=on(1), source="Office B")))

    def together():
        return ledger.fact_of(one) == ledger.fact_of(other)

    assert together()
    ledger.decide("split", one, "Ines", other=other)
    assert not together()
    ledger.decide("merged", other, "Ines", other=one)
    assert together()
    ledger.decide("split", one, "Boris", other=other)
    assert not together()


def test_the_queue_goes_on_when_what_it_looks_at_is_decided(ledger, monkeypatch):
    monkeypatch.setattr("wirebook.ledger.review.queue._LOOKED_AT", 1)
    claims = add(ledger, report(*(told(period=on(number), number=number + 1) for number in range(6))))
    seen = []
    while waiting := ledger.queue(1):
        seen.append(waiting[0].claim)
        ledger.decide("accepted", waiting[0].claim, "Ines")
    assert sorted(seen) == sorted(claims)
    assert ledger.queue(1, 3) == ()


def test_the_command_shows_a_claim_as_it_stands_and_what_fields_take(tmp_path):
    path = str(tmp_path / "l.db")
    with open_ledger(path) as ledger:
        (one,) = add(ledger, report(told(period=on(1), number=9)))
    at = ("--ledger", path)
    assert run("correct", one, "--set", "number=10", "--by", "Ines", *at).returncode == 0
    refused = run("correct", one, "--set", "item=civilans", "--by", "Ines", *at)
    assert refused.returncode == 1
    assert "did you mean 'civilians'" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    for command in (("show", one), ("next",)):
        assert run(*command, *at).returncode == 0
    assert "9; changed by Ines (decision 2)" in " ".join(run("show", one, *at).stdout.split())
    stood = json.loads(run("show", one, *at, "--json").stdout)["stood"][0]
    assert (stood["read"]["amount"]["low"], stood["now"]["amount"]["low"]) == (9, 10)
    listed = json.loads(run("fields", "item", "--account", "casualties", "--json").stdout)["fields"]
    assert "civilians" in [value for value, _ in listed[0]["values"]]
    assert "RUSMIL" in run("fields").stdout
    assert "did you mean 'item'" in run("fields", "itm").stderr


def test_the_queue_is_narrowed_to_a_place_an_account_and_a_source(either):
    there = (
        told(period=on(1), place="Kharkiv"),
        told(period=on(1), place="Sumy", source="hospital"),
        told(period=on(1), place="Sumy", account="air_attack", measure="launched", item="drone"),
    )
    kharkiv, sumy, raid = add(either, report(*there))

    def queued(**asked):
        return {one.claim for one in either.queue(asked=Asked(**asked))}

    assert queued() == {kharkiv, sumy, raid}
    assert queued(place="Sumy") == {sumy, raid}
    assert queued(place="Ukraine") == {kharkiv, sumy, raid}
    assert queued(place="Sumy", account="air_attack") == {raid}
    assert queued(source="hospital") == {sumy}
    assert queued(place="Goma") == set()


def test_several_claims_and_all_of_a_report_are_accepted_at_once(tmp_path):
    path = str(tmp_path / "l.db")
    reading, _ = report(*(told(period=on(number), number=number + 1) for number in range(4)))
    with open_ledger(path) as ledger:
        claims = add(ledger, (reading, ()))
    at = ("--by", "Ines", "--ledger", path)
    assert run("accept", claims[0], claims[1], "clm_nothing", *at).returncode == 1
    with open_ledger(path) as ledger:
        assert ledger.decisions() == (), "none where one is not there"
    assert run("accept", claims[0], claims[1], *at).stdout.count("accepted") == 2
    assert run("reject", claims[2], *at).returncode == 0
    assert run("accept", "--report", reading.report.id, *at).stdout.count("accepted") == 1
    with open_ledger(path) as ledger:
        assert [one.kind for one in ledger.decisions()] == ["accepted", "accepted", "rejected", "accepted"]
        assert ledger.queue() == ()
    assert "--report" in run("accept", *at).stderr
    assert claims[0] not in run("queue", "--place", "Kharkiv", "--ledger", path).stdout
