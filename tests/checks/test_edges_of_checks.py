"""What stands at the edge of a check: open ends, claims without a number, a headline among the paragraphs."""

import dataclasses

from checks_readings import amount, at, claim, read, time
from test_other_checks import _balance, codes

from wirebook.checks.run import run_checks


def test_a_percentage_that_is_only_an_upper_bound_is_not_judged():
    made = claim("c9", amount(None, 30, unit="percent", written="up to 30%"), "the mayor")
    assert codes(read("It fell.", claims=(made,)), [_balance()]) == []


def test_a_time_with_one_end_is_no_unresolved_one():
    text = "It held until 2020. It fell on Wednesday."
    until = time("until 2020", at(text, "until 2020"), None, "2020-12-31")
    since = time("until 2020", at(text, "until 2020"), "2020-01-01", None)
    wednesday = time("Wednesday", at(text, "Wednesday"), precision="day")
    assert codes(read(text, times=(until,))) == []
    assert codes(read(text, times=(since,))) == []
    (row,) = run_checks(read(text, times=(until, wednesday)), ())
    assert (row.code, row.span) == ("WB202", at(text, "Wednesday"))
    assert row.message.startswith("1 relative time cannot")


def test_claims_without_a_number_say_nothing_against_the_headlines():
    reading = read("At least so many died. More later.", headline="So many killed")
    head = claim("c0", dataclasses.replace(amount(12), span=at(reading.report.text, "So")))
    body = claim("c1", dataclasses.replace(amount(12), span=at(reading.report.text, "At least")), "a")
    bare = dataclasses.replace(body, id="c2", amount=None)
    for claims in ((head, body, bare), (dataclasses.replace(head, amount=None), body), (head, bare)):
        assert codes(dataclasses.replace(reading, claims=claims)) == []


def test_the_headline_is_no_paragraph_without_a_stop():
    full = "The mayor said that nine people were killed in the attack. Rescue work goes on.\n"
    cut = "The governor added that the power lines of the region were badly dam"
    text = full + "A photograph by a reader\n" + cut
    assert codes(read(text)) == ["WB102"]
    assert codes(read(text, headline="Nine killed in an attack on Izium")) == ["WB102"]
    assert codes(read(full + "A photograph by a reader\nAnother one\n" + cut)) == []


def test_broken_characters_are_counted():
    texts = ("They saw a \ufffd. It went on.", "They saw \ufffd, \ufffd. It went on.")
    messages = [run_checks(read(text), ())[0].message for text in texts]
    assert [message.rpartition(", ")[2] for message in messages] == ["once", "2 times"]


def test_the_words_where_a_text_stops_are_shown():
    full = "The mayor said that nine people were killed in the attack. Rescue work goes on.\n"
    (row,) = run_checks(read(full + "The governor added that the power lines of the region were badly dam"), ())
    assert row.message.endswith("“…of the region were badly dam”")
