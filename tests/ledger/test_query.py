"""Questions in SQL: they read, and change nothing."""

import sys
from pathlib import Path

import pytest

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.sql import QueryBounds

sys.path.insert(0, str(Path(__file__).parent))
from ledger_readings import reading


@pytest.fixture
def books(tmp_path):
    with open_ledger(tmp_path / "l.db") as opened:
        opened.add(reading(1))
        opened.add(reading(2))
        yield opened


def test_rows_come_with_the_names_of_their_columns(books):
    answer = books.query("SELECT report, count(*) AS claims FROM current_claims GROUP BY report ORDER BY report")
    assert answer.columns == ("report", "claims")
    assert answer.records() == [{"report": "report_0001", "claims": 2}, {"report": "report_0002", "claims": 2}]


def test_no_rows_have_columns_too(books):
    answer = books.query("WITH none AS (SELECT id FROM reports WHERE 1 = 0) SELECT id FROM none;")
    assert (answer.columns, answer.rows, answer.records()) == (("id",), (), [])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claims",
        "UPDATE reports SET title = 'x'",
        "INSERT INTO journal SELECT * FROM journal",
        "DROP TABLE claims",
        "CREATE TABLE mine (a)",
        "CREATE TEMP TABLE mine AS SELECT 1",
        "ATTACH 'other.db' AS other",
        "PRAGMA journal_mode = DELETE",
        "COMMIT",
    ],
)
def test_what_would_change_something_is_refused_also_by_a_ledger_open_for_writing(books, tmp_path, statement):
    before = books.claims()
    with pytest.raises(LedgerError, match="may only read"):
        books.query(statement)
    assert books.claims() == before
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELEC 1", "syntax error.*current_claims"),
        ("SELECT nope FROM claims", "no such column: nope"),
        ("SELECT 1; SELECT 2", "one query at a time"),
        ("", "begins with SELECT"),
        ("-- a remark", "begins with SELECT"),
    ],
)
def test_what_cannot_be_understood_is_said(books, statement, said):
    with pytest.raises(LedgerError, match=said):
        books.query(statement)


def test_reading_goes_on_after_a_question(books):
    with pytest.raises(LedgerError):
        books.query("DELETE FROM claims")
    assert books.add(reading(3)).added
    assert books.query("SELECT count(*) FROM reports").rows == ((3,),)


def test_a_query_has_so_many_rows_and_seconds(tmp_path, postgres):
    forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
    for place in (tmp_path / "l.db", postgres):
        with open_ledger(place) as ledger:
            ledger.add(reading(1))
            answer = ledger.query("SELECT id FROM claims", QueryBounds(rows=1, seconds=5))
            assert (len(answer.rows), answer.cut) == (1, True)
            assert not ledger.query("SELECT id FROM claims", QueryBounds(rows=2)).cut
            with pytest.raises(LedgerError, match="took too long"):
                ledger.query(forever, QueryBounds(seconds=0.2))
            assert ledger.query("SELECT count(*) FROM claims").rows == ((2,),)
