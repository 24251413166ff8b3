"""The review screen and the API show a claim as it stands, and take only values that there are."""

import re

import lxml.html
import pytest


def word_of(client):
    return re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)[1]


def told(client, path, **form):
    return client.post(path, data={"csrf": word_of(client), **form})


@pytest.fixture
def claim(writing):
    """A claim with a number that stands on its own."""
    facts = writing.get("/api/v1/facts?limit=50&account=casualties").json()["items"]
    return next(one["claims"][0] for one in facts if one["low"] is not None and one["item"] == "people")


def field(client, key, name):
    return lxml.html.fromstring(client.get(f"/review/{key}").text).xpath(f"//input[@name='set_{name}']/@value")[0]


def test_the_screen_shows_what_earlier_reviewers_made_of_a_claim(writing, claim):
    read = field(writing, claim, "number")
    assert told(writing, f"/review/{claim}", what="correct", author="Ines", set_number="7777").status_code == 200
    assert told(writing, f"/review/{claim}", what="correct", author="Omar", set_item="civilians").status_code == 200
    assert told(writing, f"/review/{claim}", what="accept", author="Ada").status_code == 303
    assert (field(writing, claim, "number"), field(writing, claim, "item")) == ("7777", "civilians")
    for path in (f"/review/{claim}", f"/claims/{claim}"):
        shown = lxml.html.fromstring(writing.get(path).text).get_element_by_id("changed").text_content()
        assert read in shown
        assert re.search(r"number.*decision \d+ of Ines", shown)
        assert re.search(r"item.*decision \d+ of Omar", shown)
    answer = writing.get(f"/api/v1/claims/{claim}").json()
    assert (answer["now"]["amount"]["low"], answer["now"]["item"]) == (7777, "civilians")
    assert {name: by["author"] for name, by in answer["changed"].items()} == {"number": "Ines", "item": "Omar"}
    assert answer["claim"]["amount"]["low"] != 7777


def test_what_does_not_exist_is_refused_with_the_nearest_and_the_form_stays_filled(writing, claim):
    answer = told(writing, f"/review/{claim}", what="correct", author="Ines", set_item="civilans", set_number="5")
    assert answer.status_code == 400
    page = lxml.html.fromstring(answer.text)
    assert (
        "item has no value 'civilans'; did you mean 'civilians'" in page.xpath("//*[@role='alert']")[0].text_content()
    )
    assert page.xpath("//input[@name='set_number']/@value") == ["5"]
    made = {"kind": "corrected", "claim": claim, "author": "Ines", "changes": {"place": "Kharkivv"}}
    answer = writing.post("/api/v1/decisions", json=made)
    assert answer.status_code == 400
    assert "did you mean 'Kharkiv, Ukraine'" in answer.json()["error"]
    assert writing.get("/api/v1/decisions").json()["items"] == []


def test_the_page_offers_what_a_field_takes(writing, claim):
    page = lxml.html.fromstring(writing.get(f"/review/{claim}").text)
    for name, value in (("item", "civilians"), ("measure", "wounded"), ("unit", "percent"), ("target", "SDNREBRSF")):
        (listed,) = page.xpath(f"//input[@name='set_{name}']/@list")
        assert value in page.xpath(f"//datalist[@id='{listed}']/option/@value")


def test_fields_sent_back_as_they_were_shown_change_nothing(writing, claim):
    page = lxml.html.fromstring(writing.get(f"/review/{claim}").text)
    shown = {one.name: one.value for one in page.xpath("//input[starts-with(@name, 'set_')]") if one.value}
    answer = told(writing, f"/review/{claim}", what="correct", author="Ines", **shown)
    assert answer.status_code == 400
    assert "which field" in answer.text


@pytest.fixture
def missable(writing):
    """A report of the demo, and a number's words in it that stand there once."""
    for one in writing.app.state.room.ledger.reports():
        key, text = one.id, one.text
        for found in re.finditer(r"\b\d{2,3}\b", text):
            if text.count(found[0]) == 1:
                return key, text, found
    raise AssertionError("no such report")


FORM = {"measure": "casualties/evacuated", "item": "families", "set_place": "Agdam", "author": "Ines"}


def test_a_missed_claim_is_added_on_the_page_from_selected_words(writing, missable):
    key, text, found = missable
    page = lxml.html.fromstring(writing.get(f"/reports/{key}").text)
    for field, value in (("measure", "casualties/evacuated"), ("item", "families"), ("set_status", "planned")):
        (listed,) = page.xpath(f"//input[@name='{field}']/@list")
        assert value in page.xpath(f"//datalist[@id='{listed}']/option/@value")
    where = {"words": found[0], "start": str(found.start()), "end": str(found.end())}
    made = told(writing, f"/reports/{key}/claims", **FORM, **where)
    assert made.status_code == 303, made.text
    shown = writing.get(made.headers["location"])
    assert shown.status_code == 200
    assert "Ines added" in lxml.html.fromstring(shown.text).text_content()
    answer = writing.get("/api/v1" + made.headers["location"]).json()
    start, end = answer["claim"]["evidence"][1]
    assert text[start:end] == found[0]
    assert (answer["now"]["place"]["name"], answer["now"]["item"]) == ("Aghdam", "families")
    assert answer["fact"]
    assert answer["claim"]["id"] in writing.get(f"/reports/{key}").text
    assert writing.get(f"/facts/{answer['fact']}").status_code == 200
    number = writing.get("/api/v1/decisions").json()["items"][-1]["number"]
    assert told(writing, f"/undo/{number}", author="Ines").status_code == 200
    assert answer["claim"]["id"] not in writing.get(f"/reports/{key}").text


def test_what_is_wrong_with_a_missed_claim_is_told_beside_the_filled_form(writing, missable):
    key, _, found = missable
    for change, message in (
        ({"item": "familes"}, "did you mean 'families'"),
        ({"words": "no such words"}, "does not have the words"),
        ({"start": "0", "end": "4"}, "is not what the report has"),
        ({"author": " "}, "write your name"),
    ):
        answer = told(writing, f"/reports/{key}/claims", **FORM | {"words": found[0]} | change)
        assert answer.status_code == 400
        page = lxml.html.fromstring(answer.text)
        assert message in page.xpath("//*[@role='alert']")[0].text_content()
        assert page.xpath("//input[@name='set_place']/@value") == ["Agdam"]
    assert writing.get("/api/v1/decisions").json()["items"] == []


def test_a_missed_claim_is_added_over_the_api(writing, missable):
    key, _, found = missable
    made = {"report": key, "start": found.start(), "end": found.end(), "measure": "casualties/evacuated"}
    made |= {"item": "families", "author": "Ines", "changes": {"place": "Kiev"}}
    answer = writing.post("/api/v1/decisions/added", json=made)
    assert answer.status_code == 201, answer.text
    assert answer.json()["changes"] == [["place", "Kyiv, Ukraine"]]
    again = writing.post("/api/v1/decisions/added", json=made)
    assert again.status_code == 400
    assert "already" in again.json()["error"]


def test_nothing_is_added_where_the_page_is_read_only(served, demo):
    client = served(demo, read_only=True)
    assert told(client, "/reports/rep_0/claims", **FORM, words="12").status_code == 403
    assert (
        client.post(
            "/api/v1/decisions/added", json={"report": "r", "measure": "m", "item": "i", "author": "A"}
        ).status_code
        == 403
    )


def test_the_queue_of_the_api_is_narrowed(writing):
    whole = [one["claim"] for one in writing.get("/api/v1/queue?limit=500").json()["items"]]
    some = [
        one["claim"] for one in writing.get("/api/v1/queue?limit=500&place=Sudan&account=casualties").json()["items"]
    ]
    assert 0 < len(some) < len(whole)
    for key in some:
        claim = writing.get(f"/api/v1/claims/{key}").json()["now"]
        assert (claim["place"]["country"], claim["account"]) == ("SD", "casualties")
