"""What a report says of its own figures: one was the first in so long, one is corrected, one could not be verified."""

import dataclasses

import pytest
from checks_readings import amount, at, claim, read

from wirebook.checks.notices import correction, first_in, unverified
from wirebook.checks.run import run_checks


def with_claim(text, sentence):
    reading = read(text)
    made = claim("c1", amount(3), "the mayor")
    return dataclasses.replace(reading, claims=(dataclasses.replace(made, evidence=(at(text, sentence),)),))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the first in 12 days", 12),
        ("the first in two weeks", 14),
        ("the first in three months", 91),
        ("the first in two years", 730),
        ("the first in four years", 1461),
    ],
)
def test_the_first_in_so_long_is_found_where_it_stands(words, days):
    sentence = f"The strike on the port was {words}."
    text = f"It was a quiet night. {sentence} Nobody fled."
    (row,) = first_in(with_claim(text, sentence))
    assert (row.code, row.message, row.claims) == ("WB206", f"said to be the first in {days} days", ("c1",))
    assert text[row.span.start : row.span.end].startswith("first in")
    assert words.endswith(text[row.span.start : row.span.end])
    assert list(first_in(with_claim(text, "Nobody fled."))) == []


@pytest.mark.parametrize(
    ("sentence", "check", "code"),
    [
        ("The mayor corrected an earlier figure of nine.", correction, "WB106"),
        ("The claims could not be independently verified.", unverified, "WB405"),
    ],
)
def test_a_notice_is_found_once_where_it_first_stands(sentence, check, code):
    text = f"Three died there. {sentence} More came. {sentence}"
    (row,) = check(read(text))
    assert row.code == code
    where = text.index(sentence)
    assert where <= row.span.start < row.span.end <= where + len(sentence)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ["WB106", "WB405"]),
        (("WB1",), (), ["WB106"]),
        ((), ("WB1",), ["WB405"]),
        (("WB",), ("WB106", "WB405"), []),
        (("WB106",), ("WB106",), []),
    ],
)
def test_codes_are_chosen_and_left_out_by_their_beginning(select, ignore, codes):
    text = "The mayor corrected an earlier figure of nine. The claims could not be independently verified."
    found = run_checks(read(text), (), select=select, ignore=ignore)
    assert [row.code for row in found if row.code in ("WB106", "WB405")] == codes
