"""Every page and list of the API on a team's ledger: PostgreSQL answers as SQLite does."""

import re

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.sql import QueryBounds
from wirebook.outputs.web import state as room

LISTS = ["facts", "timeline", "revisions", "disputes", "sources", "promises", "due", "balances", "series", "reports"]
LISTS += ["places", "queue", "decisions", "search?words=killed"]
PAGES = [
    "",
    "balances",
    "over-time",
    "map",
    "timeline",
    "facts",
    "disputes",
    "promises",
    "sources",
    "reports",
    "review",
]
PAGES += ["read", "sql?sql=SELECT 1", "export", "decisions", "search?words=killed"]
ALL = "since=2000-01-01&limit=500"
COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def team(served, postgres, demo):
    """The application on a PostgreSQL ledger with the demo's readings, and one on the demo itself."""
    with open_ledger(demo, read_only=True) as own, open_ledger(postgres) as ledger:
        ledger.add_all([(reading, own.findings(reading.report.id)) for reading in own.readings()])
    return served(postgres), served(demo)


def test_pages_and_lists_answer_as_on_sqlite(team):
    theirs, own = team
    for name in LISTS:
        path = f"/api/v1/{name}{'&' if '?' in name else '?'}{ALL}"
        answers = [client.get(path).json()["items"] for client in (theirs, own)]
        if "search" in name:
            answers = [{one["claim"] for one in some} for some in answers]  # each ranks in its own way
        assert answers[0] == answers[1], name
    for name in PAGES:
        answer = theirs.get(f"/{name}{'&' if '?' in name else '?'}{ALL}")
        assert answer.status_code == 200, name
    fact = theirs.get("/api/v1/facts?limit=1").json()["items"][0]
    claim = theirs.get(f"/api/v1/claims/{fact['claims'][0]}").json()["claim"]
    for path in (
        f"/facts/{fact['id']}",
        f"/claims/{claim['id']}",
        f"/reports/{claim['report']}",
        f"/review/{claim['id']}",
    ):
        assert theirs.get(path).status_code == 200, path
        assert theirs.get(f"/api/v1{path}").status_code == (404 if "review" in path else 200)
    for name in ("csv", "brief", "geojson", "xlsx"):
        assert theirs.get(f"/api/v1/exports/{name}").status_code == 200
    tag = theirs.get("/api/v1/facts").headers["etag"]
    assert theirs.get("/api/v1/facts", headers={"if-none-match": tag}).status_code == 304
    decide(theirs, claim["id"])
    ask_in_sql(theirs)


def decide(client, claim):
    word = re.search(r'name="csrf" value="([^"]+)"', client.get("/read").text)[1]
    form = {"csrf": word, "what": "correct", "author": "Ines", "why": "<b>\U0001f4a5", "set_number": "12..15"}
    assert "corrected" in client.post(f"/review/{claim}", data=form).text
    assert client.post(f"/review/{claim}", data=form | {"why": "a\0b"}).status_code in (200, 400)
    [made] = client.get("/api/v1/decisions").json()["items"][:1]
    assert client.post(f"/undo/{made['number']}", data={"csrf": word, "author": "Ines"}).status_code == 200


def ask_in_sql(client):
    def ask(sql, status=200):
        answer = client.post("/api/v1/query", json={"sql": sql})
        assert answer.status_code == status, (sql, answer.text)
        return answer.json()

    assert ask("SELECT 1 AS a, NULL AS b, 1.5::numeric AS c, now()::date - now()::date AS d")["rows"][0]["a"] == 1
    assert ask("SELECT id FROM facts WHERE false") == ask("SELECT id FROM facts LIMIT 0")
    assert ask("SELECT id FROM facts WHERE false")["columns"] == ["id"]
    assert len(ask(COUNTING)["rows"]) == 1000
    assert ask("SELECT '%s' AS a, '%' AS b")["rows"] == [{"a": "%s", "b": "%"}]
    for sql in (
        "DROP TABLE facts",
        "SELECT 1; DROP TABLE facts",
        "SELECT pg_sleep('x')",
        "COPY facts TO STDOUT",
    ):
        assert ask(sql, 400)["error"]
    assert ask("SELECT 'a' AS \"%\"")["columns"] == ["%"]
    bounds, room.BOUNDS = room.BOUNDS, QueryBounds(rows=10, seconds=0.3, size=10_000)
    try:
        assert "too long" in ask(ENDLESS, 400)["error"]
        assert "too long" in ask("SELECT pg_sleep(60)", 400)["error"]
        assert ask("SELECT repeat('x', 6000) AS x FROM facts")["cut"] is True
    finally:
        room.BOUNDS = bounds
    assert ask("SELECT count(*) AS n FROM reports")["rows"] == [{"n": 84}]
