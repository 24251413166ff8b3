"""Whatever the reports: neither order nor repetition nor parting changes the books, and nothing is lost in them."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from book_readings import PLACES, SOURCES, on, party, report, since, told, until
from copy_texts import CUT, EDITED, LONGER, STORY
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger

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
        lambda claims, said, publisher, codes, text, page: report(
            *claims, said=said, publisher=publisher, codes=codes, text=text, **page
        ),
        st.lists(_CLAIMS, min_size=1, max_size=4),
        st.integers(0, 30),
        st.sampled_from(["Dnipro Wire", "Volga Post"]),
        st.sampled_from([(), (), ("WB106",), ("WB405",)]),
        st.sampled_from([None, None, STORY, CUT, EDITED, LONGER]),
        st.sampled_from([{}, {}, {"url": "https://example.org/a"}, {"url": "https://example.org/a", "updated": 31}]),
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
@settings(max_examples=15, deadline=None)
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


@given(reports=_REPORTS, shuffled=st.randoms(use_true_random=False), every=st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_books_that_nobody_touched_are_those_of_another_drawing(reports, shuffled, every):
    """Row by row, in all tables of the books, as `verify` compares them; decisions of persons among the reports."""
    mixed = reports + reports[: len(reports) // 2]
    shuffled.shuffle(mixed)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "b.db") as ledger:
        for number, (reading, findings) in enumerate(mixed, 1):
            ledger.add(reading, findings)
            if number % every == 0:
                ledger.settle()
                claims = ledger.claims()
                one, other = shuffled.choice(claims), shuffled.choice(claims)
                kind = shuffled.choice(["accepted", "rejected", "corrected", "merged", "split"])
                told = {"changes": {"number": str(shuffled.randint(1, 30))}} if kind == "corrected" else {}
                if kind not in ("merged", "split") or one.id != other.id:
                    told |= {"other": other.id} if kind in ("merged", "split") else {}
                    with suppress(LedgerError):  # two claims that cannot be joined
                        ledger.decide(kind, one.id, "Ines", **told)
        assert ledger.faults() == ()
        ledger.settle()
        verdict = ledger.verify()
        assert (verdict.faults, verdict.notes) == ((), ())


@pytest.mark.parametrize(
    ("kind", "changes", "claims"), [("rejected", {}, 1), ("corrected", {"changes": {"place": "Odesa"}}, 2)]
)
def test_a_joined_claim_follows_what_becomes_of_the_other(kind, changes, claims):
    """What was joined with a claim is filed where that one is; when it is gone, where it was before."""
    first = report(told("missing", "people", 12, place="Kharkiv", period=on(3)), said=4)
    second = report(told("killed", "people", 15, place="Sumy", period=on(3)), said=5, publisher="Volga Post")
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "b.db") as ledger:
        for reading, findings in (first, second):
            ledger.add(reading, findings)
        missing, killed = (claim.id for claim in ledger.claims())
        ledger.decide("merged", missing, "Ines", other=killed)
        assert len(ledger.facts()) == 1
        ledger.decide(kind, killed, "Ines", **changes)
        assert ledger.verify().faults == ()
        (fact,) = ledger.facts()
        assert len(fact.claims) == claims
