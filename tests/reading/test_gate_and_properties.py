"""The gate skips only what yields nothing; every claim can be pointed at; the same text gives the same reading."""

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebook.packs import Pack, load_packs
from wirebook.pipeline import Desk, read_text
from wirebook.reading import load_reader, read_report
from wirebook.types import Report

DISPATCHES = sorted((Path(str(resources.files("wirebook"))) / "data" / "dispatches").glob("*.txt"))
PACKS = load_packs()


def _passages(pack: Pack) -> list[str]:
    rules = [e.text for rule in pack.rules for e in rule.examples] + [t for rule in pack.rules for t in rule.counters]
    return [*rules, *(e.text for e in pack.examples), *pack.counters]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.account)
def test_the_gate_skips_only_what_yields_nothing(pack: Pack) -> None:
    assert DISPATCHES
    gated, open_ = load_reader(PACKS), load_reader(PACKS, gated=False)
    for text in [*_passages(pack), *(path.read_text(encoding="utf-8") for path in DISPATCHES)]:
        report = Report("rep_x", "-", text, published="2024-11-13")
        assert read_report(report, gated).claims == read_report(report, open_).claims, text


def test_the_gate_skips_something() -> None:
    report = Report("rep_x", "-", "The talks were long.\n\nIt was cold.\n\nTwelve soldiers were killed.")
    assert [p.gated for p in read_report(report, load_reader(PACKS)).passages] == [False, False, True]


@pytest.mark.parametrize("path", DISPATCHES, ids=lambda path: path.stem)
def test_every_claim_can_be_pointed_at(desk: Desk, path: Path) -> None:
    reading = read_text(path.read_text(encoding="utf-8"), desk).reading
    text = reading.report.text
    assert reading.claims
    for claim in reading.claims:
        assert text[claim.evidence[0].start : claim.evidence[0].end] == claim.quote
        assert all(0 <= start < end <= len(text) for start, end in claim.evidence)
        if claim.amount:
            assert text[claim.amount.span.start : claim.amount.span.end] == claim.amount.written
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


WORDS = st.sampled_from(
    [
        "the",
        "army",
        "said",
        "12",
        "soldiers",
        "were",
        "killed",
        "in",
        "Gao",
        "on",
        "Monday",
        ",",
        ".",
        "“",
        "”",
        "drones",
        "launched",
        "at",
        "least",
        "nearly",
        "most",
        "of",
        "3,000",
        "\n\n",
        "and",
        "including",
        "children",
        "the",
        "statement",
        "it",
        "shot",
        "down",
        "freed",
        "for",
        "€5",
        "million",
        "41%",
        "—",
        "﷽",
        "é",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read_twice_alike_and_its_spans_hold(desk: Desk, text: str) -> None:
    reader = desk.reader
    report = Report("rep_x", "-", text, published="2024-11-13")
    first = read_report(report, reader)
    assert first == read_report(report, reader)
    for claim in first.claims:
        assert text[claim.evidence[0].start : claim.evidence[0].end] == claim.quote
        if claim.amount is not None:  # a share also has the words of its whole behind its own
            own = claim.amount.written.split(" … ")[0] if claim.amount.share else claim.amount.written
            assert text[claim.amount.span.start : claim.amount.span.end] == own
