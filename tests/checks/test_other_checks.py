"""Times, sums, sources, disputes and places: each code with what it reports and what it leaves alone."""

import dataclasses

import pytest
from checks_readings import amount, at, claim, place, read, speaker, time

from wirebook.checks.catalog import catalog, explain
from wirebook.checks.run import run_checks
from wirebook.types import Balance, Dateline, Entry, Finding, Span, Unowned


def codes(reading, balances=(), **more):
    return [row.code for row in run_checks(reading, balances, **more)]


@pytest.mark.parametrize(
    ("headline", "text", "found"),
    [
        ("Aid promised for 2024", "The aid will come in 2025, he said.", ["WB201"]),
        ("Aid promised in 2024", "The aid will come in 2025, he said.", ["WB201"]),
        ("Aid promised in 2024", "Less came in 2023. In 2024 there was more.", []),
        ("Record number of drones in 2024", "Russia, which invaded in 2022, sent many.", []),
        ("Convoy of 2024 trucks", "They left in 2025.", []),
    ],
)
def test_the_headlines_year(headline, text, found):
    assert codes(read(text, headline=headline)) == found


def test_next_year_is_a_year_too():
    text = "Aid will go on next year, he said."
    reading = read(text, headline="Aid in 2024")
    next_year = time("next year", at(reading.report.text, "next year"), "2025-01-01", "2025-12-31")
    assert codes(dataclasses.replace(reading, times=(next_year,))) == ["WB201"]
    this_year = dataclasses.replace(next_year, start="2024-01-01", end="2024-12-31")
    assert codes(dataclasses.replace(reading, times=(this_year,))) == []


def test_unresolved_times_are_told_once():
    text = "It fell on Wednesday. It rose on Tuesday."
    times = tuple(time(word, at(text, word), precision="day") for word in ("Wednesday", "Tuesday"))
    (row,) = run_checks(read(text, times=times), ())
    assert (row.code, row.span) == ("WB202", at(text, "Wednesday"))
    assert row.message.startswith("2 relative times")
    assert codes(read(text, times=times, published="2024-11-13")) == []


@pytest.mark.parametrize("text", ["Signed on Feb. 30.", "It was 31 June 2024 then.", "On February 29, 2023 it fell."])
def test_days_that_no_calendar_has(text):
    assert codes(read(text)) == ["WB203"]


@pytest.mark.parametrize(("start", "found"), [("2024-11-12", []), ("2024-11-14", []), ("2024-12-01", ["WB203"])])
def test_what_happened_cannot_be_after_the_report(start, found):
    made = claim("c1", 9, "the mayor", period=time("then", Span(0, 4), start, start, "day"))
    reading = read("Then nine died, the mayor said.", claims=(made,), published="2024-11-13")
    assert codes(reading) == found
    planned = dataclasses.replace(made, status="planned")
    assert codes(dataclasses.replace(reading, claims=(planned,))) == []


@pytest.mark.parametrize(("filed", "found"), [("2024-11-12", []), ("2024-10-01", ["WB204"]), ("2024-11-20", ["WB204"])])
def test_a_stale_dateline(filed, found):
    line = Dateline("KYIV", filed, Span(0, 4))
    assert codes(read("KYIV - It fell.", dateline=line, published="2024-11-13T08:00:00+00:00")) == found


def _headline_and_body(head, *body):
    reading = read("At least so many died. More later.", headline="So many killed")
    span = at(reading.report.text, "At least")
    rows = [claim("c0", dataclasses.replace(head, span=Span(0, 2)))]
    rows += [claim(f"c{number}", dataclasses.replace(row, span=span), "a") for number, row in enumerate(body, 1)]
    return codes(dataclasses.replace(reading, claims=tuple(rows)))


def test_the_headlines_number():
    assert _headline_and_body(amount(12), amount(9)) == ["WB205"]
    assert _headline_and_body(amount(12), amount(9), amount(12)) == []
    assert _headline_and_body(amount(12), amount(9), amount(3)) == []
    assert _headline_and_body(amount(11, None), amount(12)) == []


def _balance(identity="bins", verdict="exact", rest=0.0, rest_name="unaccounted"):
    entries = (Entry("launched", 90, 90, ("c1",)), Entry("killed", 37, 37, ("c2",)))
    more = {"rest_name": rest_name, "rest_low": rest, "rest_high": rest, "verdict": verdict, "missing": ()}
    return Balance("b", "toll", identity, "person", "r1", None, None, entries[0], entries[1:], note="90; 37", **more)


@pytest.mark.parametrize(
    ("balance", "found"),
    [
        (_balance(verdict="broken", rest=-17), ["WB301"]),
        (_balance(rest=6), ["WB302"]),
        (_balance(), []),
        (_balance(rest=6, rest_name=""), []),
        (_balance("part-of-whole", "broken", -2, ""), ["WB303"]),
    ],
)
def test_balances(balance, found):
    assert codes(read("It fell."), [balance]) == found


@pytest.mark.parametrize(("percent", "found"), [(41, []), (66, ["WB304"]), (100 * 37 / 90, [])])
def test_percentages(percent, found):
    made = claim("c9", amount(percent, unit="percent"), "the mayor")
    assert codes(read("It fell.", claims=(made,)), [_balance()]) == found


def test_numbers_without_a_source():
    text = "Nine people died."
    owned, bare = claim("c1", 9, "the mayor"), claim("c2", amount(9, span=Span(0, 4)))
    rows = run_checks(read(text, claims=(owned, bare)), ())
    assert [(row.code, row.claims) for row in rows] == [("WB401", ("c2",))]


def test_quotations_want_a_speaker():
    text = "“The situation is now under control.”\n\nIt rained.\n\nThe “special operation” goes on."
    assert codes(read(text)) == ["WB402"]
    said = "“The situation is under control here,” Kim said.\n\n“We will go on with it.”"
    assert codes(read(said, sources=(speaker("Kim", at(said, "Kim")),))) == []


@pytest.mark.parametrize(
    ("called", "published", "found"),
    [
        ("Pentagon deputy spokesperson Vedant Patel", "2024-11-13", ["WB403"]),
        ("Pentagon deputy spokesperson Vedant Patel", None, ["WB403"]),
        ("State Department deputy spokesperson Vedant Patel", "2024-11-13", []),
        ("spokesperson Vedant Patel", "2024-11-13", []),
        ("former Pentagon spokesman Vedant Patel", "2024-11-13", []),
        ("Pentagon deputy spokesperson John Example", "2024-11-13", []),
    ],
)
def test_a_person_given_another_institution(called, published, found):
    text = f"It goes on, {called} told a briefing."
    spoke = dataclasses.replace(speaker(" ".join(called.split()[-2:]), at(text, called)), role=None)
    assert codes(read(text, sources=(spoke, spoke), published=published)) == found
    with_role = dataclasses.replace(spoke, span=at(text, called.split()[-2]), role=called.rsplit(" ", 2)[0])
    assert codes(read(text, sources=(with_role,), published=published)) == found


def test_numbers_that_no_account_took():
    reading = read("Fourteen substations were switched.", unowned=(Unowned(amount(14), "substation", Span(0, 9)),))
    assert codes(reading) == ["WB404"]


def test_sources_that_disagree():
    one, other = claim("c1", 9, "the mayor"), claim("c2", 12, "the ministry")
    assert codes(read("It fell.", claims=(one, other))) == ["WB501"]
    for change in (
        {"place": place("Kyiv")},
        {"item": "soldier"},
        {"amount": amount(7, None)},
        {"relation": "part"},
        {"status": "planned"},
        {"source": speaker("the Mayor")},
    ):
        assert codes(read("It fell.", claims=(one, dataclasses.replace(other, **change)))) == []


def test_a_denial_beside_what_it_denies():
    one, other = claim("c1", 9, "Kyiv"), claim("c2", 9, "Moscow", stance="denies", status="denied")
    assert codes(read("It fell.", claims=(one, other))) == ["WB502"]
    assert codes(read("It fell.", claims=(other,))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It goes on, Kim said during a visit to Brussels.", ["WB601"]),
        ("It goes on, Kim told reporters in Kyiv.", []),
        ("It goes on, Kim said in English.", []),
        ("“It was said during a visit to Brussels,” Kim said.", []),
    ],
)
def test_said_elsewhere(text, found):
    places = tuple(place(name, at(text, name)) for name in ("Brussels", "Kyiv") if name in text) or (place("Kyiv"),)
    line = Dateline("KYIV", None, Span(0, 1))
    assert codes(read(text, dateline=line, sources=(speaker("Kim", at(text, "Kim")),), places=places)) == found


@pytest.mark.parametrize(
    ("name", "key", "country", "found"),
    [
        ("Hyderabad", 1269843, "IN", ["WB602"]),
        ("Brussels", 2800866, "BE", []),
        ("Nowhere", None, None, []),
    ],
)
def test_a_name_that_two_places_bear(name, key, country, found):
    where = dataclasses.replace(place(name, Span(15, 24)), geonameid=key, country=country, admin1="Telangāna")
    made = claim("c1", 12, "the mayor", place=where)
    assert codes(read(f"Twelve died in {name}.", claims=(made,), places=(where,))) == found
    company = dataclasses.replace(where, name="Delhi")
    assert codes(read(f"Twelve died in {name}.", claims=(made,), places=(where, company))) == []


def test_findings_come_in_the_order_of_the_text():
    reading = read(
        "He went to the of Kyiv. They stayed in . It rained.",
        unowned=(Unowned(amount(3), "day", Span(0, 1)),),
    )
    assert codes(reading) == ["WB404", "WB101", "WB101"]
    assert codes(reading, select=["WB1"]) == ["WB101", "WB101"]
    assert codes(reading, ignore=["WB101"]) == ["WB404"]


def test_every_code_is_explained():
    for code, entry in catalog().items():
        assert all((entry.title, entry.explanation.count(". ") > 0, entry.example, entry.remedy)), code
        assert entry.severity in ("error", "warning", "note")
    assert explain("wb101").title == "Words are missing from a sentence"
    assert explain("WB999") is None


def test_a_finding_takes_its_severity_from_the_catalog():
    (row,) = run_checks(read("It happened in . It rained."), ())
    assert row == Finding("WB101", "error", "words are missing at “in .”", "r1", Span(12, 16))
