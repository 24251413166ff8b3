"""The page says who gave a figure, and what others said of the same event."""

import re

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import read_text

_REPORTS = [
    ("2025-03-11", "A missile strike on a hostel in Kharkiv on Monday killed four people, the mayor said."),
    ("2025-03-13", "Monday's strike on a hostel in Kharkiv killed nine people, prosecutors said."),
]


@pytest.fixture
def pages(served, desk, tmp_path):
    """A client of a ledger of two reports, and the id of their fact."""
    path = tmp_path / "two.db"
    with open_ledger(path) as ledger:
        for day, text in _REPORTS:
            outcome = read_text(f"Published: {day}\n\n{text}\n", desk)
            ledger.add(outcome.reading, outcome.findings)
        (fact,) = ledger.facts()
    return served(path), fact


def words(answer):
    """A page without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


@pytest.mark.parametrize("path", ["/facts", "/timeline", "/facts/{id}"])
def test_a_figure_stands_with_its_source_and_the_earlier_one_beside_it(pages, path):
    client, fact = pages
    told = words(client.get(path.format(id=fact.id)))
    assert "prosecutors" in told
    assert re.search(r"[Aa]lso: mayor: four \(earlier figure", told)
    assert "2 independent" not in told
    assert "agreed" not in told


def test_the_claim_says_that_its_figure_is_an_earlier_one(pages):
    client, fact = pages
    (early,) = fact.others
    assert "9 (single: prosecutors); this claim: earlier figure" in words(client.get(f"/claims/{early.claim}"))
