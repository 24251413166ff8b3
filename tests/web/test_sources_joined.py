"""Sources joined and parted over the API and on the page, and taken back."""

import re

import lxml.html
import pytest

ONE, OTHER = "Sudan Doctors Network", "Sudanese Doctors' Union"


def names(client):
    return {row["name"]: row["also"] for row in client.get("/api/v1/sources?limit=500").json()["items"]}


def word_of(client):
    return re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)[1]


def test_sources_are_joined_and_parted_over_the_api(writing):
    before = names(writing)
    told = {"kind": "merged_sources", "source": ONE, "other": OTHER, "author": "Ines", "why": "one office"}
    made = writing.post("/api/v1/decisions/sources", json=told)
    assert made.status_code == 201, made.text
    assert [one["name"] for one in made.json()["sources"]] == [ONE, OTHER]
    (joined,) = (also for also in names(writing).values() if also)
    assert len(names(writing)) == len(before) - 1
    assert set(joined) <= {ONE, OTHER}
    parted = {"kind": "parted_sources", "source": OTHER, "other": ONE, "author": "Omar"}
    assert writing.post("/api/v1/decisions/sources", json=parted).status_code == 201
    assert names(writing) == before
    undone = writing.post(f"/api/v1/decisions/{made.json()['number'] + 1}/undo", json={"author": "Ines"})
    assert undone.status_code == 201
    assert len(names(writing)) == len(before) - 1
    kinds = [one["kind"] for one in writing.get("/api/v1/decisions").json()["items"]]
    assert kinds == ["merged_sources", "parted_sources", "undone"]


def test_what_one_report_says_is_set_apart_over_the_api(writing):
    before = names(writing)
    facts = writing.get("/api/v1/facts", params={"source": "Ukraine's air force", "limit": 1}).json()["items"]
    report = writing.get(f"/api/v1/facts/{facts[0]['id']}").json()["lines"][0]["report"]
    told = {"kind": "parted_sources", "source": "Ukraine's air force", "report": report, "author": "Ines"}
    made = writing.post("/api/v1/decisions/sources", json=told)
    assert made.status_code == 201, made.text
    assert len(names(writing)) == len(before) + 1
    writing.post(f"/api/v1/decisions/{made.json()['number']}/undo", json={"author": "Ines"})
    assert names(writing) == before


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"other": None}, 400),
        ({"other": "Nobody At All"}, 404),
        ({"other": ONE}, 400),
        ({"report": "rep_1"}, 400),
        ({"author": ""}, 400),
        ({"kind": "merged"}, 422),
        ({"colour": "red"}, 422),
    ],
)
def test_what_cannot_be_joined_is_refused_and_changes_nothing(writing, told, status):
    body = {"kind": "merged_sources", "source": ONE, "other": OTHER, "author": "Ines"} | told
    answer = writing.post("/api/v1/decisions/sources", json=body)
    assert answer.status_code == status, answer.text
    assert list(answer.json()) == ["error"]
    assert writing.get("/api/v1/decisions").json()["items"] == []


def test_a_page_that_is_read_only_joins_nothing(served):
    client = served(read_only=True)
    told = {"kind": "merged_sources", "source": ONE, "other": OTHER, "author": "Ines"}
    assert client.post("/api/v1/decisions/sources", json=told).status_code == 403
    assert "Join or part" not in client.get("/sources").text
    assert (
        "<button"
        not in lxml.html.tostring(
            lxml.html.document_fromstring(client.get("/source", params={"name": ONE}).text).get_element_by_id("main")
        ).decode()
    )


def test_sources_are_joined_and_parted_on_the_page(writing):
    page = writing.get("/sources").text
    assert "/source?name=Sudan%20Doctors%20Network" in page
    one = lxml.html.document_fromstring(writing.get("/source", params={"name": ONE}).text)
    assert OTHER in [option.get("value") for option in one.xpath("//datalist[@id='others']/option")]
    word = word_of(writing)
    form = {"csrf": word, "name": ONE, "author": "Ines", "why": "one office"}
    done = writing.post("/source", data=form | {"what": "merge", "other": OTHER})
    assert done.status_code == 303, done.text
    shown = lxml.html.document_fromstring(writing.get(done.headers["location"]).text)
    assert OTHER in shown.text_content()
    (undo,) = shown.xpath("//form[@id='decided']")
    assert "one office" in undo.text_content()
    assert "also" in writing.get("/sources").text
    parted = writing.post("/source", data=form | {"what": "part", "name": OTHER, "other": ONE})
    assert parted.status_code == 303
    assert not any(names(writing).values())
    number = parted.headers["location"].rpartition("done=")[2]
    undone = writing.post(f"/undo/{number}", data={"csrf": word, "author": "Ines"})
    assert undone.status_code == 200
    assert OTHER in lxml.html.document_fromstring(undone.text).text_content()
    assert any(names(writing).values())
    decisions = writing.get("/decisions").text
    assert "merged sources" in decisions
    assert "“Sudan Doctors Network” and" in decisions


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"author": ""}, "write your name"),
        ({"other": "Nobody At All"}, "no source “Nobody At All”"),
        ({"other": "a"}, "may be"),
        ({"other": ONE}, "one source already"),
    ],
)
def test_a_form_that_cannot_be_done_says_why_and_changes_nothing(writing, form, message):
    told = {"csrf": word_of(writing), "name": ONE, "other": OTHER, "author": "Ines", "what": "merge"} | form
    answer = writing.post("/source", data=told)
    assert answer.status_code == 400
    assert message in answer.text
    assert writing.get("/api/v1/decisions").json()["items"] == []


def test_a_form_of_another_page_is_refused(writing):
    told = {"csrf": "other", "name": ONE, "other": OTHER, "author": "Ines", "what": "merge"}
    assert writing.post("/source", data=told).status_code == 403
    assert writing.get("/source", params={"name": "Nobody At All"}).status_code == 404


def test_each_source_has_a_page_and_its_name_leads_to_its_facts_alone(client):
    first, *others = list(names(client))[:12]
    for name in (first, *others):
        assert client.get("/source", params={"name": name}).status_code == 200
        rows = client.get("/api/v1/sources", params={"source": name}).json()["items"]
        assert [row["name"] for row in rows] == [name]
