"""What goes into JSON comes back equal, all the way down."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.ledger.database.json_rows import (
    RowError,
    claim_from_json,
    finding_from_json,
    from_json,
    reading_from_json,
    report_from_json,
    to_json,
)
from wirebook.types import Balance, Claim, Finding, Reading, Report, Source, Span

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
SPANS = st.builds(Span, st.integers(0, 9999), st.integers(0, 9999))
st.register_type_strategy(Span, SPANS)
SOURCE = st.builds(Source, via=st.none() | st.builds(Source, via=st.none()))
st.register_type_strategy(Source, SOURCE)


def through_json(thing):
    return json.loads(json.dumps(to_json(thing)))


@settings(max_examples=60, deadline=None)
@given(st.builds(Claim), st.builds(Report), st.builds(Finding))
def test_claims_reports_and_findings_come_back(claim, report, finding):
    assert claim_from_json(through_json(claim)) == claim
    assert report_from_json(through_json(report)) == report
    assert finding_from_json(through_json(finding)) == finding


@settings(max_examples=25, deadline=None)
@given(st.builds(Reading), st.builds(Balance))
def test_readings_and_balances_come_back(reading, balance):
    assert reading_from_json(through_json(reading)) == reading
    assert from_json(Balance, through_json(balance)) == balance


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"stance": "shouts"}, "'shouts' is none of"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"confidence": "high"}, "is no float"),
        ({"evidence": None}, "this is no Claim"),
    ],
)
def test_another_shape_is_refused(change, says):
    claim = Claim("c", "r", "a", "m", "i", None, (Span(0, 1),), "q", "states", "happened")
    with pytest.raises(RowError, match=says):
        claim_from_json(through_json(claim) | change)
