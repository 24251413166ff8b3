"""Sixty-odd dispatches of two wars: every plant is found, and nothing else is flagged."""

import random
import tomllib
from pathlib import Path

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import open_desk, read_path

CORPUS = Path(__file__).parent / "corpus"
WARS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def outcomes():
    """All dispatches read once: by war and file name."""
    desk = open_desk()
    read = {
        war: {path.stem: read_path(str(path), desk) for path in sorted((CORPUS / war).glob("*.txt"))} for war in WARS
    }
    assert all(outcome.problem is None for reports in read.values() for outcome in reports.values())
    return read


@pytest.fixture(scope="module", params=WARS)
def war(request):
    return request.param


@pytest.fixture(scope="module")
def expected(war):
    return tomllib.loads((CORPUS / war / "expected.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def ledger(war, outcomes, tmp_path_factory):
    with open_ledger(tmp_path_factory.mktemp(war) / "books.db") as books:
        for outcome in outcomes[war].values():
            books.add(outcome.reading, outcome.findings)
        yield books


def test_the_corpus_is_large_enough(outcomes):
    assert len(WARS) == 2
    assert sum(map(len, outcomes.values())) >= 60


def test_each_kind_of_plant_is_in_one_of_the_wars():
    """A war that has none of a kind proves nothing of it: the other has to."""
    wars = [tomllib.loads((CORPUS / war / "expected.toml").read_text("utf-8")) for war in WARS]
    kinds = {kind for war in wars for kind, rows in war.items() if rows}
    assert kinds >= {"copy", "revision", "dispute", "broken", "night", "inside", "series", "unverified"}
    assert all(war["fact"] and war["exchange"] and war["promise"] for war in wars)


def test_copies_are_chained_to_their_origin_and_nothing_else_is_a_copy(ledger, expected, outcomes, war):
    names = {outcome.reading.report.id: stem for stem, outcome in outcomes[war].items()}
    rows = ledger.query("SELECT report, origin FROM copies WHERE kind <> 'update'").rows
    found = sorted((names[report], names[origin]) for report, origin in rows)
    assert found == sorted((row["report"], row["origin"]) for row in expected["copy"])


def test_revisions_are_found_with_their_kind_and_no_others(ledger, expected):
    found = sorted((one.source, one.from_low, one.to_low, one.kind, one.falls) for one in ledger.revisions())
    wanted = [
        (row["source"], row["from"], row["to"], row["kind"], row.get("falls", False)) for row in expected["revision"]
    ]
    assert found == sorted(wanted)


def test_disputes_are_found_with_their_type_and_no_others(ledger, expected):
    found = sorted(
        (one.kind, one.place, sorted(side.says for side in one.sides), one.within) for one in ledger.disputes()
    )
    wanted = [(row["kind"], row["place"], sorted(row["says"]), row.get("within", False)) for row in expected["dispute"]]
    assert found == sorted(wanted)


def test_only_the_planted_balances_are_broken(ledger, expected):
    broken = [
        (one.identity, one.period.end[:10], one.whole.low, sorted((part.low for part in one.parts), reverse=True))
        for one in ledger.balances()
        if one.verdict == "broken"
    ]
    assert broken == [(row["identity"], row["day"], row["whole"], row["parts"]) for row in expected.get("broken", [])]


def test_nights_add_up_to_what_is_unaccounted(ledger, expected):
    nights = {
        one.period.end[:10]: one
        for one in ledger.balances(account="air_attack", place="Ukraine")
        if one.item == "drone"
    }
    rows = expected.get("night", [])
    assert {row["day"] for row in rows} <= nights.keys()
    for row in rows:
        one = nights[row["day"]]
        assert (one.whole.low, [part.low for part in one.parts], one.rest_low) == (
            row["whole"],
            row["parts"],
            row["rest"],
        )


def test_both_ways_of_an_exchange(ledger, expected):
    found = [one for one in ledger.balances() if one.identity == "both_ways"]
    assert len(found) == len(expected["exchange"])
    for one, row in zip(found, expected["exchange"], strict=True):
        assert one.period.end[:10] == row["day"]
        assert one.whole.low == row["given"]
        assert [part.low for part in one.parts] == ([row["taken"]] if "taken" in row else [])
        assert bool(one.missing) == ("taken" not in row)


def test_regions_stand_inside_the_nation(ledger, expected):
    found = [one for one in ledger.balances() if one.identity == "regions-within-nation"]
    told = [(one.period.end[:10], one.whole.low, [part.low for part in one.parts]) for one in found]
    assert told == [(row["day"], row["nation"], row["regions"]) for row in expected.get("inside", [])]


def test_series_show_gaps_breaks_and_firsts_and_nothing_else(ledger, expected):
    breaks = ("jumps", "stops")
    found = sorted((one.kind, one.start, one.measure if one.kind in breaks else "") for one in ledger.series())
    wanted = [(row["kind"], row["start"], row.get("measure", "")) for row in expected.get("series", [])]
    assert found == sorted(wanted)
    for row in expected.get("series", []):
        one = next(one for one in ledger.series() if (one.kind, one.start) == (row["kind"], row["start"]))
        assert row.get("end", one.end) == one.end
        if one.kind == "first":
            assert (one.after, one.before, one.right) == (row["claimed"], row.get("held"), row.get("right"))


def test_promises_are_followed_to_their_state(ledger, expected):
    found = sorted((one.promiser or "", one.deadline or "", one.state) for one in ledger.promises())
    assert found == sorted((row["promiser"], row.get("deadline", ""), row["state"]) for row in expected["promise"])


def test_facts_count_origins_and_not_reprints(ledger, expected):
    facts = ledger.facts()
    assert expected["fact"]
    for row in expected["fact"]:
        found = [
            (fact.low, fact.high, fact.independent, fact.reports)
            for fact in facts
            if (fact.measure, fact.place) == (row["measure"], row["place"])
        ]
        assert (row["low"], row["high"], row["independent"], row["reports"]) in found
    for row in expected.get("unverified", []):
        assert any(fact.unverified for fact in facts if fact.place == row["place"])


def test_the_order_of_reading_does_not_matter(ledger, war, outcomes, tmp_path):
    mixed = list(outcomes[war].values())
    random.Random(7).shuffle(mixed)  # noqa: S311 - the same order each time
    with open_ledger(tmp_path / "mixed.db") as other:
        for number, outcome in enumerate(mixed):
            other.add(outcome.reading, outcome.findings)
            if number % 9 == 0:
                other.settle()
        assert other.facts() == ledger.facts()
        assert other.disputes() == ledger.disputes()
        assert other.revisions() == ledger.revisions()
        assert other.balances() == ledger.balances()
        assert other.series() == ledger.series()
