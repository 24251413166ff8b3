"""What an example asks of a claim: each field that it names, and nothing that is not there."""

from dataclasses import replace

import pytest

from wirebook.packs.check import shows
from wirebook.types import Amount, Claim, Period, Span

HERE = Span(0, 2)
AMOUNT = Amount(12, None, approximate=False, unit="count", written="12", span=HERE)
TOLD = Claim(
    "clm", "rep", "casualties", "killed", "people", AMOUNT, (HERE, HERE), "12 died", "states", "happened",
    period=Period("2024-11-13", "2024-11-13", "day", "2024-11-13", "Wednesday", HERE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"measure": "killed", "low": 12}, True),
        ({"measure": "killed", "low": 12, "high": 12}, False),
        ({"measure": "killed", "low": 13}, False),
        ({"high": 12}, False),
        ({"measure": "wounded"}, False),
        ({"unit": "count", "approximate": False}, True),
        ({"approximate": True}, False),
        ({"unit": "percent"}, False),
        ({"start": "2024-11-13", "end": "2024-11-13"}, True),
        ({"start": "2024-11-12"}, False),
        ({"source": ""}, True),
        ({"source": "mayor"}, False),
        ({"status": "happened"}, True),
        ({"status": "planned"}, False),
    ],
)
def test_a_claim_shows_what_is_wanted(wanted, shown):
    assert shows(TOLD, wanted) is shown


@pytest.mark.parametrize("wanted", [{"low": 12}, {"low": 12, "high": 12}, {"unit": "count"}, {"approximate": False}])
def test_a_claim_without_a_number_shows_none(wanted):
    assert not shows(replace(TOLD, amount=None), wanted)


@pytest.mark.parametrize("wanted", [{"start": ""}, {"end": "2024-11-13"}])
def test_a_claim_without_a_time_shows_none(wanted):
    assert not shows(replace(TOLD, period=None), wanted)
