"""The HTTP API against the Python API: the same names, the same rows, each once."""

import csv
import io
import json
import zipfile

import pytest
from web_clients import Beside

from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.export import FORMATS
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.web import schemas as shapes
from wirebook.version import __version__

DAYS = {"since": "2000-01-01"}  # without days, balances and series are those of the last month
LISTS = {
    "facts": {},
    "timeline": {"latest": "true"},
    "revisions": {},
    "disputes": {},
    "sources": {},
    "promises": {},
    "due": {},
    "balances": DAYS,
    "series": DAYS,
    "reports": {},
    "places": {},
}
REPORT = "Published: 2025-05-20\n\nA shell killed seven people in Kharkiv on Monday, police said.\n"


def of_python(ledger, name, limits):
    asked = dict(limits, latest=True) if limits.pop("latest", None) else limits
    method = {"reports": "report_rows", "places": "place_rows"}.get(name, name)
    return json.loads(json.dumps([to_json(row) for row in getattr(ledger, method)(**asked)]))


def walk(client, path, **asked):
    """All rows of a list, page after page."""
    cursor, rows = "", []
    while cursor is not None:
        answer = client.get(path, params=asked | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= asked["limit"]
        assert page["items"] or not cursor
        rows, cursor = rows + page["items"], page["next"]
    return rows


@pytest.mark.parametrize("name", LISTS)
def test_a_list_walked_by_its_cursors_is_that_of_python(client, demo, name):
    with open_ledger(demo, read_only=True) as ledger:
        wanted = of_python(ledger, name, dict(LISTS[name]))
    assert wanted or name == "series"
    for limit in (7, 500):
        assert walk(client, f"/api/v1/{name}", limit=limit, **LISTS[name]) == wanted


def test_the_limits_of_a_question_narrow_it(client, demo):
    asked = {"place": "Kharkiv", "since": "2025-03-05", "until": "2025-03-09", "account": "casualties", "source": "a"}
    with open_ledger(demo, read_only=True) as ledger:
        wanted = of_python(ledger, "facts", dict(asked))
    assert wanted
    assert client.get("/api/v1/facts", params=asked).json()["items"] == wanted
    assert client.get("/api/v1/facts", params={"place": "Nowhere"}).json()["items"] == []
    assert len(client.get("/api/v1/facts?place=&since=&limit=500").json()["items"]) > len(wanted)


@pytest.mark.parametrize("of", ["claims", "reports"])
def test_words_are_looked_for_page_by_page(client, demo, of):
    with open_ledger(demo, read_only=True) as ledger:
        wanted = [json.loads(json.dumps(to_json(hit))) for hit in ledger.search("killed", of)]
    assert walk(client, "/api/v1/search", words="killed", of=of, limit=5) == wanted
    assert client.get("/api/v1/search", params={"words": "-killed"}).status_code == 400


def test_a_fact_a_claim_a_report(client, demo):
    with open_ledger(demo, read_only=True) as ledger:
        fact = next(one for one in ledger.facts() if len(one.claims) > 1)
        claim = ledger.claim(fact.claims[0])
        told = {"history": to_json(ledger.history(fact.id)), "claim": to_json(claim)}
        told["reading"] = to_json(ledger.reading(claim.report))
    told = json.loads(json.dumps(told))
    answer = client.get(f"/api/v1/facts/{fact.id}").json()
    assert {name: answer[name] for name in told["history"]} == told["history"]
    assert client.get(f"/api/v1/facts/{claim.id}").json()["fact"]["id"] == fact.id
    answer = client.get(f"/api/v1/claims/{claim.id[:12]}").json()
    assert (answer["claim"], answer["fact"]) == (told["claim"], fact.id)
    answer = client.get(f"/api/v1/reports/{claim.report}").json()
    assert answer["reading"] == told["reading"]
    assert answer["version"] == __version__
    assert answer["seen"] == []


def test_counts_queue_and_decisions(client, demo):
    with open_ledger(demo, read_only=True) as ledger:
        counts, queue = to_json(ledger.counts()), [to_json(one) for one in ledger.queue(3)]
    assert client.get("/api/v1/counts").json() == {"version": __version__, **counts}
    assert client.get("/api/v1/queue?limit=3").json()["items"] == queue
    assert client.get("/api/v1/decisions").json()["items"] == []


def test_an_answer_that_is_known_is_not_sent_again_until_the_ledger_grows(writing):
    first = writing.get("/api/v1/facts?limit=3")
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = writing.get("/api/v1/facts?limit=3", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert writing.get("/api/v1/facts?limit=4", headers={"if-none-match": tag}).status_code == 200
    kept = writing.post("/api/v1/read", json={"text": REPORT, "keep": True})
    assert kept.status_code == 200
    later = writing.get("/api/v1/facts?limit=3", headers={"if-none-match": tag})
    assert later.status_code == 200
    assert later.json()["head"] == first.json()["head"] + 1


def test_another_ledger_of_the_same_length_is_another_answer(served, desk, tmp_path):
    tags = []
    for number in (7, 8):
        client = served(tmp_path / f"{number}.db")
        client.app.state.room.reader = Beside(desk)
        client.post("/api/v1/read", json={"text": REPORT.replace("seven", str(number)), "keep": True})
        tags.append(client.get("/api/v1/counts").headers["etag"])
    assert tags[0] != tags[1]


MISTAKES = {
    "/api/v1/facts?since=yesterday": 422,
    "/api/v1/facts?since=1700000000": 422,
    "/api/v1/facts?since=²025-01-01": 422,
    "/api/v1/facts?until=2025-02-30": 422,
    "/api/v1/facts?limit=0": 422,
    "/api/v1/facts?limit=501": 422,
    "/api/v1/facts?limit=١٢x": 422,
    "/api/v1/facts?limit=" + "9" * 5000: 422,
    "/api/v1/facts?place=" + "x" * 201: 422,
    "/api/v1/facts?place=%00": 422,
    "/api/v1/facts?cursor=zzz": 400,
    "/api/v1/facts?cursor=YXQtMTIzNDU2Nzg5MDEy": 400,  # at-123456789012
    "/api/v1/facts?cursor=YXQtLTE": 400,  # at--1
    "/api/v1/facts?cursor=YXQtwrI": 400,  # at-²
    "/api/v1/facts?cursor=" + "A" * 300: 422,
    "/api/v1/facts/fct_nothing": 404,
    "/api/v1/facts/f": 400,  # many begin so
    "/api/v1/facts/f%25": 422,
    "/api/v1/facts/" + "a" * 81: 422,
    "/api/v1/claims/clm_nothing": 404,
    "/api/v1/claims/clm": 400,
    "/api/v1/reports/rep_nothing": 404,
    "/api/v1/reports/..%2F..": 404,
    "/api/v1/balances?by=decade": 422,
    "/api/v1/search": 422,
    "/api/v1/search?words=": 422,
    "/api/v1/search?words=a&of=everything": 422,
    "/api/v1/events?since=-1": 422,
    "/api/v1/exports/docx": 404,
    "/api/v1/exports/csv?of=passwords": 404,
    "/api/v1/nothing": 404,
    "/api/nothing": 404,
    "/api": 404,
}


@pytest.mark.parametrize("path", MISTAKES)
def test_a_mistake_is_told_as_json(client, path):
    answer = client.get(path)
    assert answer.status_code == MISTAKES[path], answer.text
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"]


def test_pages_far_behind_the_last_are_empty(client):
    cursor = "YXQtOTk5OTk5OTk5"  # at-999999999
    assert client.get("/api/v1/facts", params={"cursor": cursor}).json()["items"] == []
    assert client.get("/api/v1/balances", params={"cursor": cursor}).json()["items"] == []


def test_head_has_the_headers_of_get(client):
    for path in ("/api/v1/facts", "/", "/reports", "/api/v1/exports/csv", "/static/page.css", "/api/openapi.json"):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        assert head.headers["content-type"] == got.headers["content-type"]
    assert client.head("/api/v1/facts").headers["etag"]
    assert client.head("/api/v1/nothing").status_code == 404
    answer = client.delete("/api/v1/facts")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["error"]


OPENS = {"xlsx": b"PK", "brief": b"<!doctype html>", "parquet": b"PAR1", "geoparquet": b"PAR1", "frictionless": b"PK"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_download_that_opens(client, name):
    answer = client.get(f"/api/v1/exports/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="wirebook-{name}')
    assert all(set(one) == {"what", "rows"} for one in json.loads(answer.headers["x-wirebook-lost"]))
    assert answer.content.startswith(OPENS.get(name, b""))
    if answer.headers["content-type"].startswith("application/json"):
        answer.json()
    if answer.content.startswith(b"PK"):
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    if name == "geojson":
        assert json.loads(answer.content)["type"] == "FeatureCollection"


@pytest.mark.parametrize("of", TABLES)
def test_every_table_is_a_download(client, of):
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/exports/csv?of={of}").text)))
    lines = client.get(f"/api/v1/exports/jsonl?of={of}").text.splitlines()
    assert len(rows) == len(lines) > 0


def test_an_export_is_narrowed_and_leaves_nothing_behind(client, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    whole = client.get("/api/v1/exports/csv").text
    some = client.get("/api/v1/exports/csv?place=Kharkiv").text
    assert 1 < len(some.splitlines()) < len(whole.splitlines())
    monkeypatch.setattr("wirebook.outputs.web.api.export", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.get("/api/v1/exports/csv")
    assert not list(tmp_path.iterdir())


def test_decisions_are_made_and_taken_back(writing):
    waiting = writing.get("/api/v1/queue?limit=1").json()["items"][0]["claim"]
    decision = {"kind": "corrected", "claim": waiting, "author": "Ines", "changes": {"number": "12..15"}}
    made = writing.post("/api/v1/decisions", json=decision)
    assert made.status_code == 201
    line = next(one for one in writing.get(f"/api/v1/facts/{waiting}").json()["lines"] if one["claim"] == waiting)
    assert (line["low"], line["high"]) == (12, 15)
    number = made.json()["number"]
    undone = writing.post(f"/api/v1/decisions/{number}/undo", json={"author": "Omar"})
    assert undone.json()["undoes"] == number
    assert writing.post(f"/api/v1/decisions/{number}/undo", json={"author": "Omar"}).status_code == 400
    assert [one["kind"] for one in writing.get("/api/v1/decisions").json()["items"]] == ["corrected", "undone"]


WRONG = [
    ({}, 422),
    ({"kind": "loved"}, 422),
    ({"claim": "clm_nothing"}, 404),
    ({"author": ""}, 400),
    ({"author": "a\nb"}, 422),
    ({"more": 1}, 422),
    ({"kind": "corrected", "changes": {"number": "inf"}}, 400),
    ({"kind": "corrected", "changes": {"number": "1e999"}}, 400),
    ({"kind": "corrected", "changes": {"number": "nan"}}, 400),
    ({"kind": "corrected", "changes": {"number": "9" * 200}}, 201),
    ({"kind": "corrected", "changes": {"id": "1"}}, 400),
    ({"kind": "corrected", "changes": {"number": "\ud800"}}, 422),
    ({"kind": "merged", "other": "clm_nothing"}, 404),
    ({"kind": "merged", "other": "c"}, 400),
]


@pytest.mark.parametrize(("change", "status"), WRONG)
def test_a_decision_that_cannot_be_made(writing, change, status):
    waiting = writing.get("/api/v1/queue?limit=1").json()["items"][0]["claim"]
    body = {"kind": "accepted", "claim": waiting, "author": "Ines"} | change if change else {}
    answer = writing.post("/api/v1/decisions", content=json.dumps(body), headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    if status < 400:
        for path in ("/api/v1/facts?limit=500", f"/claims/{waiting}", f"/review/{waiting}", "/balances", "/decisions"):
            assert writing.get(path).status_code == 200
    else:
        assert list(answer.json()) == ["error"]


@pytest.mark.parametrize("number", ["0", "-1", "4", "9" * 30, "9" * 4999, "²"])
def test_no_such_decision_is_undone(writing, number):
    answer = writing.post(f"/api/v1/decisions/{number}/undo", json={"author": "Omar"})
    assert answer.status_code in (404, 422)


def test_a_report_is_read_and_kept_when_that_is_asked_for(writing):
    before = writing.get("/api/v1/counts").json()["reports"]
    answer = writing.post("/api/v1/read", json={"text": REPORT}).json()
    assert answer["reports"][0]["claims"][0]["amount"]["low"] == 7
    assert writing.get("/api/v1/counts").json()["reports"] == before
    bad = writing.post("/api/v1/read", json={"text": ""})
    assert (bad.status_code, list(bad.json())) == (400, ["error", "problems"])
    assert writing.post("/api/v1/read", content=b"text", headers={"content-type": "text/plain"}).status_code == 422
    assert writing.post("/api/v1/read", content=b"{", headers={"content-type": "application/json"}).status_code == 422


def test_claims_have_the_shape_that_is_described(demo):
    with open_ledger(demo, read_only=True) as ledger:
        told = [json.loads(json.dumps(to_json(claim))) for claim in ledger.claims()]
    assert len(told) > 50
    assert {len(reason) for one in told for reason in one["inferences"]} == {4, 5}  # those without a resolver name none
    for reason in (reason for one in told for reason in one["inferences"]):
        reason.setdefault("resolver", "")
    assert [shapes.ClaimSchema.model_validate(one).model_dump(mode="json") for one in told] == told
    assert {type(reason) for one in told for reason in one["reasons"]} == {str}
