"""Questions in SQL, on the page and in the API: whatever is asked, nothing changes, and nothing takes for ever."""

import hashlib
import sqlite3
import threading

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.sql import QueryBounds
from wirebook.outputs.web import state as room


def ask(client, sql):
    answer = client.post("/api/v1/query", json={"sql": sql})
    assert answer.status_code == client.get("/sql", params={"sql": sql}).status_code + (
        200 if answer.status_code == 400 else 0
    )
    return answer


def test_a_question_is_answered(client):
    answer = ask(client, "SELECT count(*) AS n, 'a' AS word, NULL AS nought, x'00ff' AS raw, 9e999 AS big FROM reports")
    assert answer.json()["columns"] == ["n", "word", "nought", "raw", "big"]
    assert answer.json()["rows"] == [{"n": 84, "word": "a", "nought": None, "raw": "00ff", "big": "inf"}]
    assert answer.json()["cut"] is False
    assert "84" in client.get("/sql?sql=SELECT count(*) FROM reports").text


CHANGING = [
    "DELETE FROM claims",
    "UPDATE reports SET title = 'x'",
    "INSERT INTO stale VALUES ('a', 1)",
    "REPLACE INTO stale VALUES ('a', 1)",
    "DROP TABLE facts",
    "CREATE TABLE t (a int)",
    "CREATE TEMP TABLE t (a int)",
    "CREATE VIEW v AS SELECT 1",
    "ALTER TABLE facts ADD COLUMN x",
    "WITH a AS (SELECT 1) DELETE FROM claims",
    "ATTACH DATABASE '/tmp/evil.db' AS evil",
    "ATTACH ':memory:' AS evil",
    "DETACH main",
    "VACUUM INTO '/tmp/evil.db'",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA table_info(claims)",
    "PRAGMA query_only = OFF",
    "SELECT * FROM pragma_database_list",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT a",
    "REINDEX",
    "ANALYZE",
    "SELECT load_extension('/tmp/evil.so')",
    "SELECT writefile('/tmp/evil', 'x')",
    "SELECT readfile('/etc/passwd')",
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple', x'00')",
    "INSERT INTO claim_search(claim_search) VALUES ('delete-all')",
    "SELECT 1; DROP TABLE facts",
    "SELECT 1;; SELECT 2",
    "COMMIT; DROP TABLE facts",
    "EXPLAIN DELETE FROM claims",
]
WRONG = [
    "SELEKT 1",
    "SELECT",
    "SELECT * FROM nowhere",
    "SELECT ?",
    "SELECT :a",
    "SELECT %s",
    "(",
    "'",
    '"',
    "--",
    "/*",
    "\0",
]
WRONG += ["SELECT 1 /* \0 */", "SELECT CAST(x'ff' AS TEXT)", "SELECT " + "(" * 2000, "SELECT abs(-9223372036854775808)"]


@pytest.mark.parametrize("sql", CHANGING)
def test_nothing_is_changed_by_it(client, demo, sql):
    before = hashlib.sha256(demo.read_bytes()).hexdigest()
    answer = client.post("/api/v1/query", json={"sql": sql})
    page = client.get("/sql", params={"sql": sql})
    assert answer.status_code == 400, answer.text
    assert list(answer.json()) == ["error"]
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert hashlib.sha256(demo.read_bytes()).hexdigest() == before
    assert client.post("/api/v1/query", json={"sql": "SELECT count(*) AS n FROM claims"}).json()["rows"][0]["n"] > 0


@pytest.mark.parametrize("sql", WRONG)
def test_what_cannot_be_understood_is_a_mistake(client, sql):
    answer = client.post("/api/v1/query", json={"sql": sql})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert client.get("/sql", params={"sql": sql}).status_code in (200, 422)


def test_a_question_has_a_length(client):
    assert client.post("/api/v1/query", json={"sql": "SELECT 1 -- " + "x" * 20_000}).status_code == 422
    assert client.post("/api/v1/query", json={"sql": ""}).status_code == 422
    assert client.get("/sql", params={"sql": "SELECT 1 -- " + "x" * 20_000}).status_code == 422


ENDLESS = [
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n WHERE i < 0",
    "SELECT count(*) FROM claims a, claims b, claims c, claims d, claims e",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT group_concat('x', '') FROM n",
]


@pytest.mark.parametrize("sql", ENDLESS)
def test_what_has_no_end_is_stopped(client, monkeypatch, sql):
    monkeypatch.setattr(room, "BOUNDS", QueryBounds(rows=10, seconds=0.3, size=1_000_000))
    answer = client.post("/api/v1/query", json={"sql": sql})
    assert answer.status_code == 400
    assert "too long" in answer.json()["error"] or "too large" in answer.json()["error"]
    assert client.get("/api/v1/counts").status_code == 200


def test_rows_are_so_many(client):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    answer = client.post("/api/v1/query", json={"sql": endless}).json()
    assert (len(answer["rows"]), answer["cut"]) == (1000, True)
    assert "1,000 rows, and more" in client.get("/sql", params={"sql": endless}).text
    exact = client.post("/api/v1/query", json={"sql": f"{endless} LIMIT 1000"}).json()
    assert (len(exact["rows"]), exact["cut"]) == (1000, False)


LONG = "hex(zeroblob(1900000))"
HUGE = ["zeroblob(900000000)", "randomblob(900000000)", "hex(zeroblob(400000000))", f"{LONG} || {LONG}"]
HUGE += [
    f"replace({LONG}, '0', 'xxxxxxxxxx')",
    f"trim('x', {LONG})",
    f"'a' LIKE {LONG}",
    f"group_concat({LONG}) FROM facts",
]
SLOW = [f"instr({LONG}, hex(zeroblob(900000)) || '1')", f"replace({LONG}, hex(zeroblob(900000)) || '1', '')"]
SLOW += [f"trim({LONG}, '0')", f"{LONG} LIKE '%0%0%0%0%0%0%0%0%0%1%'", f"{LONG} GLOB '*0*0*0*0*0*0*0*1'"]


@pytest.mark.parametrize("value", HUGE)
def test_no_value_is_made_that_is_too_large(client, value):
    answer = client.post("/api/v1/query", json={"sql": f"SELECT {value} AS x"})
    assert answer.status_code == 400
    assert "too large a value" in answer.json()["error"]


@pytest.mark.parametrize("value", SLOW)
def test_no_function_works_for_hours(client, value):
    """SQLite's own would: its clock does not tick within a function."""
    assert client.post("/api/v1/query", json={"sql": f"SELECT length({value}) AS x"}).status_code == 200


@pytest.mark.parametrize(
    "value", ["printf('%.*c', 2000000000, 'x')", "PRINTF('%d', 1)", "format('%.*c', 2000000000, 'x')"]
)
def test_a_function_that_would_is_refused(client, value):
    assert "no function" in client.post("/api/v1/query", json={"sql": f"SELECT {value} AS x"}).json()["error"]


def test_functions_on_texts_are_what_they_are_in_sqlite(client, demo):
    sql = """SELECT instr('hello', 'l') AS a, instr(x'0102', x'02') AS b, instr(NULL, 'a') AS c, instr('a', '') AS d,
        replace('aXbX', 'X', 'yy') AS e, replace('a', '', 'b') AS f, replace(12, 1, 3) AS g, replace('a', NULL, 1) AS h,
        trim('xxaxx', 'x') AS i, ltrim('xa', 'x') AS j, rtrim('ax', 'x') AS k, trim(NULL, 'x') AS l, trim('  a ') AS m,
        ltrim(x'6162', 'a') AS n, rtrim(NULL, NULL) AS o, ltrim('a', NULL) AS p"""
    with sqlite3.connect(f"file:{demo}?mode=ro", uri=True) as plain:
        wanted = plain.execute(sql).fetchone()
    plain.close()
    assert tuple(ask(client, sql).json()["rows"][0].values()) == wanted
    with open_ledger(demo, read_only=True) as ledger:
        for bounds in (QueryBounds(size=1000), QueryBounds()):  # what was tamed is tamed for one question only
            assert ledger.query("SELECT instr('ab', 'b')", bounds).rows == ((2,),)
        assert ledger.query("SELECT printf('%d', length(hex(zeroblob(1000))))").rows == (("2000",),)


def test_rows_together_are_so_large(client, monkeypatch):
    monkeypatch.setattr(room, "BOUNDS", QueryBounds(rows=1000, seconds=5, size=100_000))
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT hex(zeroblob(15000)) AS x FROM n"
    answer = client.post("/api/v1/query", json={"sql": many}).json()
    assert (len(answer["rows"]), answer["cut"]) == (3, True)
    assert len(client.get("/sql", params={"sql": many}).text) < 10_000


def test_many_ask_at_once(client, monkeypatch):
    monkeypatch.setattr(room, "BOUNDS", QueryBounds(rows=10, seconds=0.5))
    found = []
    askers = [
        threading.Thread(
            target=lambda: found.append(client.post("/api/v1/query", json={"sql": ENDLESS[0]}).status_code)
        )
        for _ in range(20)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(60)
    assert set(found) <= {400, 503}
    assert len(found) == 20
    assert client.post("/api/v1/query", json={"sql": "SELECT 1"}).status_code == 200


def test_the_tables_that_the_page_names_are_there(client):
    shown = client.get("/sql").text
    assert "FROM current_claims" in shown
    for table in ("current_claims", "facts", "reports", "readable_claims"):
        assert table in shown
        assert ask(client, f"SELECT * FROM {table} LIMIT 3").status_code == 200  # noqa: S608


def test_what_was_just_read_can_be_asked_for(writing):
    text = "Published: 2025-05-20\n\nA shell killed seven people in Kharkiv on Monday, police said."
    writing.post("/api/v1/read", json={"text": text, "keep": True})
    sql = "SELECT count(*) AS n FROM facts WHERE place = 'Kharkiv' AND low = 7"
    assert ask(writing, sql).json()["rows"] == [{"n": 1}]
