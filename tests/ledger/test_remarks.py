"""What a sentence says of its own figure: that there are no more, that it replaces another, and why."""

from dataclasses import replace

import pytest
from book_readings import report, told

from wirebook.ledger.books.remarks import NONE, Remark, remark_of
from wirebook.types import Source, Span


def remark(text, number="12", speaker=None, **fields):
    reading, _ = report(told(source=None, **fields), text=text)
    (claim,) = reading.claims
    at = text.index(number)
    amount = claim.amount and replace(claim.amount, span=Span(at, at + len(number)))
    start = text.index(speaker) if speaker else 0
    source = Source(speaker, "government", Span(start, start + len(speaker))) if speaker else None
    return remark_of(replace(claim, amount=amount, evidence=(Span(0, len(text)),), source=source), reading.report)


@pytest.mark.parametrize(
    ("text", "ceiling"),
    [
        ("Only 12 people died.", True),
        ("No more than 12 people died.", True),
        ("12 people died.", False),
        ("Only the mayor spoke of so very many, of 12 people.", False),
    ],
)
def test_a_ceiling_stands_right_before_its_number(text, ceiling):
    assert remark(text) == Remark(ceiling)


@pytest.mark.parametrize(
    ("low", "high", "ceiling"), [(None, 20, True), (0, 20, True), (0, 0, False), (12, None, False), (12, 12, False)]
)
def test_up_to_twenty_says_itself_that_there_are_no_more(low, high, ceiling):
    reading, _ = report(told(), text="12 people died.")
    (claim,) = reading.claims
    amount = replace(claim.amount, low=low, high=high)
    assert remark_of(replace(claim, amount=amount), reading.report).ceiling is ceiling


@pytest.mark.parametrize(
    ("text", "speaker", "corrects", "reason"),
    [
        ("12 died, revised down from 15. It rained.", None, True, "revised down from 15"),
        ("12 died, revised down from 15, the mayor said.", "the mayor", True, "revised down from 15"),
        ("12 died, revised down from 15 the mayor said.", "the mayor", True, "revised down from 15"),
        ("The mayor said 12 died, revised down from 15.", "The mayor", True, "revised down from 15"),
        (
            "12 died, after DNA tests showed that some were counted twice. It rained.",
            None,
            False,
            "after DNA tests showed that some were counted twice",
        ),
        ("12 died after the tests. It showed.", None, False, ""),
        ("12 died, revised down after DNA tests. It rained.", None, True, "revised down after DNA tests"),
        ("Revised down from 15, the toll is 12.", None, True, "Revised down from 15, the toll is 12"),
        ("12 died.", None, False, ""),
    ],
)
def test_a_correction_has_its_words_up_to_who_says_so(text, speaker, corrects, reason):
    found = remark(text, speaker=speaker)
    assert (found.corrects, found.reason) == (corrects, reason)


def test_what_has_no_number_or_no_words_says_nothing_of_itself():
    reading, _ = report(told(), text="Only 12 people died.")
    (claim,) = reading.claims
    assert remark_of(replace(claim, amount=None), reading.report) == NONE
    assert remark_of(replace(claim, evidence=()), reading.report) == NONE
