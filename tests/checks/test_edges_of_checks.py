"""What stands at the edge of a check: open ends, claims without a number, a headline among the paragraphs."""

import dataclasses
import re

import pytest
from checks_readings import amount, at, claim, read, speaker, time
from checks_readings import place as made_place
from test_other_checks import _balance, codes

from wirebook.checks.run import run_checks
from wirebook.checks.words import any_of, months, words
from wirebook.types import Dateline, Span


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


@pytest.mark.parametrize(
    ("line", "place", "found"),
    [
        ("GAZA", "Gaza City", []),
        ("Gaza City", "Gaza", []),
        ("GAZA", "Rafah", ["WB601"]),
    ],
)
def test_a_town_by_its_short_name_is_the_same(line, place, found):
    text = f"It goes on, Kim told reporters in {place}."
    reading = read(
        text,
        dateline=Dateline(line, None, Span(0, 1)),
        sources=(speaker("Kim", at(text, "Kim")),),
        places=(made_place(place, at(text, place)),),
    )
    assert codes(reading) == found


@pytest.mark.parametrize(
    ("said", "published", "found"),
    [
        (None, "2024-11-13", ["WB403"]),
        (None, "2015-11-13", []),
        ("2015-11-13", "2024-11-13", []),
        ("2024-11-13", "2015-11-13", ["WB403"]),
    ],
)
def test_what_a_speaker_was_is_asked_of_the_day_of_speaking_or_else_of_publication(said, published, found):
    text = "It goes on, Pentagon deputy spokesperson Vedant Patel told a briefing."
    span = at(text, "Pentagon deputy spokesperson Vedant Patel")
    day = None if said is None else time("then", Span(0, 1), said, said, "day")
    spoke = dataclasses.replace(speaker("Vedant Patel", span), said=day)
    assert codes(read(text, sources=(spoke,), published=published)) == found


@pytest.mark.parametrize("language", ["en", None])
def test_a_report_without_a_language_is_asked_with_english_words(language):
    reading = read("It fell.", language=language)
    assert "February" in months(reading) or "february" in months(reading)
    assert words(reading, "place", "speaking_in")


def test_a_language_without_words_has_none():
    reading = read("It fell.", language="xx")
    assert (months(reading), words(reading, "place", "speaking_in")) == ({}, ())


def test_the_longest_of_some_words_is_looked_for_first():
    assert re.findall(any_of(("so", "so far", "a.m.")), "so far, so good at 6 a.m. or 6 aXmX") == [
        "so far",
        "so",
        "a.m.",
    ]
    assert re.search(any_of(()), "so far") is None


def test_the_likeliest_of_the_other_bearers_of_a_name_is_told():
    where = dataclasses.replace(
        made_place("Hyderabad", Span(15, 24)), geonameid=1269843, country="IN", admin1="Telangāna"
    )
    made = claim("c1", 12, "the mayor", place=where)
    (row,) = run_checks(read("It was said in Hyderabad.", claims=(made,), places=(where,)), ())
    assert row.message == "“Hyderabad” was taken for Hyderabad, Telangāna, IN; it may be Hyderabad, Sindh, PK"
