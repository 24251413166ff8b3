"""The ledger on disk: what was added is there, whole, once, and in an order that depends on content alone."""

import dataclasses
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from wirebook.ledger.database import connect, kept_rows
from wirebook.ledger.database.connect import sqlite_prepare
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.journal.append import AddResult
from wirebook.ledger.ledger import open_ledger

sys.path.insert(0, str(Path(__file__).parent))
from ledger_readings import claim, finding, reading


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "l.db") as opened:
        yield opened


def sql(path, statement):
    with sqlite3.connect(path) as raw:
        rows = raw.execute(statement).fetchall()
    raw.close()
    return rows


def test_what_was_added_comes_back(ledger):
    one = reading(1)
    assert ledger.add(one, [finding("report_0001")]) == AddResult(added=True, claims=2)
    assert ledger.reading("report_0001") == one
    assert ledger.report("report_0001") == one.report
    assert ledger.claims() == one.claims
    assert ledger.findings() == (finding("report_0001"),)


def test_the_same_report_read_twice_changes_nothing(ledger):
    ledger.add(reading(1))
    before = ledger.journal()
    assert ledger.add(reading(1)) == AddResult(added=False, claims=2)
    assert ledger.journal() == before


def test_another_reader_supersedes_and_loses_nothing(ledger):
    ledger.add(reading(1, claims=2), [finding("report_0001")])
    ledger.add(reading(1, claims=3, reader="reader 2"))
    assert len(ledger.claims()) == 3
    assert ledger.findings() == ()
    assert [line.kind for line in ledger.journal()] == ["read", "read", "superseded"]
    assert sql(ledger.where, "SELECT count(*) FROM claims") == [(5,)]


def test_going_back_to_an_older_reading_is_a_reading_too(ledger):
    for version in (1, 2, 1):
        ledger.add(reading(1, claims=version))
    assert len(ledger.claims()) == 1
    assert len(ledger.journal()) == 5


def test_answers_do_not_depend_on_the_order_of_adding(tmp_path):
    answers = []
    for name, order in (("a", (1, 2, 3)), ("b", (3, 1, 2))):
        with open_ledger(tmp_path / name) as ledger:
            for number in order:
                ledger.add(reading(number), [finding(f"report_{number:04}")])
            answers.append((ledger.claims(), ledger.reports(), ledger.findings(), tuple(ledger.readings())))
    assert answers[0] == answers[1]


def test_claims_by_report_and_account(ledger):
    ledger.add(reading(1))
    ledger.add(reading(2))
    assert {one.report for one in ledger.claims(report="report_0002")} == {"report_0002"}
    assert len(ledger.claims(account="raid")) == 4
    assert ledger.claims(account="aid") == ()


def test_a_claim_by_the_beginning_of_its_id(ledger):
    ledger.add(reading(1))
    assert ledger.claim("claim_00010001") == claim("report_0001", 1)
    assert ledger.claim("00010001") == claim("report_0001", 1)
    with pytest.raises(LedgerError, match="2 ids begin with '0001'"):
        ledger.claim("0001")
    with pytest.raises(LedgerError, match="no claim 'feed'"):
        ledger.claim("feed")


def test_a_claim_without_evidence_is_refused_with_its_report(ledger):
    bad = dataclasses.replace(reading(1), claims=(dataclasses.replace(claim("report_0001", 0), evidence=()),))
    with pytest.raises(LedgerError, match="has no evidence"):
        ledger.add(bad)
    assert ledger.reports() == ()


def test_a_broken_character_is_one_plain_error(ledger):
    bad = reading(1)
    with pytest.raises(LedgerError, match="lone surrogate"):
        ledger.add(dataclasses.replace(bad, report=dataclasses.replace(bad.report, text="\ud800")))
    assert ledger.add(bad).added


def test_flat_columns_are_for_sql(ledger):
    ledger.add(reading(1))
    rows = sql(ledger.where, "SELECT measure, item, low, high, start_at, quote FROM current_claims ORDER BY low")
    assert rows[1] == ("launched", "drone", 1.0, None, 0, "Report")


@pytest.mark.parametrize("statement", ["UPDATE claims SET quote = 'x'", "DELETE FROM journal"])
def test_rows_are_only_ever_added(ledger, statement):
    ledger.add(reading(1))
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        sql(ledger.where, statement)


def test_the_evidence_columns_take_no_null(ledger):
    rules = {row[1]: row[3] for row in sql(ledger.where, "PRAGMA table_info(claims)")}
    assert all(rules[name] for name in ("report", "start_at", "end_at", "quote"))


def test_rows_and_schema_have_the_same_columns(ledger):
    for table, kind in (
        ("reports", kept_rows.KeptReportRow),
        ("readings", kept_rows.ReadingRow),
        ("claims", kept_rows.ClaimRow),
        ("findings", kept_rows.FindingRow),
        ("journal", kept_rows.JournalRow),
    ):
        names = [row[1] for row in sql(ledger.where, f"PRAGMA table_info({table})")]
        assert names == [field.name for field in dataclasses.fields(kind)], table


def test_the_journal_is_a_chain(ledger):
    for number in (1, 2):
        ledger.add(reading(number))
    lines = ledger.journal()
    assert [line.number for line in lines] == [1, 2]
    assert len({line.chain for line in lines}) == 2


def test_missing_folder_missing_file_and_folders(tmp_path):
    for path, says in ((tmp_path / "no" / "l.db", "mkdir -p"), (tmp_path, "this is a folder")):
        with pytest.raises(LedgerError, match=says):
            open_ledger(path)
    for more in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="no ledger here"):
            open_ledger(tmp_path / "l.db", **more)


@pytest.mark.parametrize("url", ["nosuch://x/y", "postgresql+psycopg://x@127.0.0.1:1/y", "://"])
def test_a_database_that_cannot_be_reached(url):
    with pytest.raises(LedgerError):
        open_ledger(url)


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path):
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("these are notes and no database " * 100)
    sql(other, "CREATE TABLE birds (name TEXT)")
    for path, says in ((text, "not a ledger"), (other, "not a Wirebook ledger")):
        with pytest.raises(LedgerError, match=says):
            open_ledger(path)
    assert sql(other, "SELECT name FROM sqlite_master") == [("birds",)]


def test_a_newer_ledger_is_not_touched(tmp_path):
    open_ledger(tmp_path / "l.db").close()
    sql(tmp_path / "l.db", "INSERT INTO schema_version VALUES (99, 'x', 'y')")
    with pytest.raises(LedgerError, match="written by a newer Wirebook"):
        open_ledger(tmp_path / "l.db")


def test_read_only_reads_and_does_not_write(tmp_path):
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(reading(1))
    with open_ledger(tmp_path / "l.db", read_only=True) as ledger:
        assert len(ledger.claims()) == 2
        with pytest.raises(LedgerError, match="may only be read"):
            ledger.add(reading(2))


def test_a_full_disk_is_said_and_harms_nothing(ledger):
    ledger.add(reading(1))
    pages = sql(ledger.where, "PRAGMA page_count")[0][0]
    with ledger._database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match="disk is full"):
        ledger.add(reading(2, claims=500))
    assert len(ledger.reports()) == 1


def test_a_locked_ledger_says_who_is_to_wait(tmp_path, monkeypatch):
    open_ledger(tmp_path / "l.db").close()
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0)
    blocker = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with (
        open_ledger(tmp_path / "l.db") as ledger,
        pytest.raises(LedgerError, match="another program has been writing"),
    ):
        ledger.add(reading(1))
    blocker.close()


def test_a_reader_reads_while_one_writes(tmp_path):
    with open_ledger(tmp_path / "l.db") as writer:
        writer.add(reading(1))
        with writer._database.writing(), open_ledger(tmp_path / "l.db", read_only=True) as reader:
            assert len(reader.reports()) == 1


def _add_many(path, first):
    with open_ledger(path) as ledger:
        for number in range(first, first + 25):
            ledger.add(reading(number % 40))


def test_four_writers_at_once_lose_nothing(tmp_path):
    with ProcessPoolExecutor(4) as pool:
        for job in [pool.submit(_add_many, tmp_path / "l.db", first) for first in (0, 10, 20, 30)]:
            job.result()
    with open_ledger(tmp_path / "l.db") as ledger:
        assert len(ledger.reports()) == 40
        assert len(ledger.journal()) == 40


def test_a_lock_on_a_new_file_is_waited_for(tmp_path):
    """SQLite refuses to turn a file to WAL at once, without waiting, while another program holds any lock on it."""
    path = tmp_path / "new.db"
    sql(path, "CREATE TABLE t (x)")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, other.rollback).start()
    engine = sa.create_engine(f"sqlite:///{path}")
    sqlite_prepare(engine, read_only=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    other.close()


_WRITER = """
import sys; sys.path.insert(0, sys.argv[2])
from ledger_readings import reading, finding
from wirebook.ledger.ledger import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    start = len(ledger.reports())
    print("ready", flush=True)
    for number in range(start, start + 100000):
        ledger.add(reading(number, claims=1 + number % 60), [finding(f"report_{number:04}")])
        print(number, flush=True)
"""


def _killed_after(path, lines):
    """Start the writer, kill it in the middle of its work, and give back the last report it said was done."""
    command = [sys.executable, "-c", _WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += process.stdout.read().splitlines()
    return [int(line) for line in told if line.strip().isdigit()]


def test_killed_at_any_moment_it_opens_with_whole_reports(tmp_path):
    path, done = tmp_path / "l.db", set()
    for lines in (1, 4, 9, 2, 30, 57):
        done.update(_killed_after(path, lines))
        with open_ledger(path) as ledger:
            kept = {one.report.id for one in ledger.readings()}
            assert {f"report_{number:04}" for number in done} <= kept
        assert sql(path, "PRAGMA integrity_check") == [("ok",)]
        assert sql(path, "PRAGMA foreign_key_check") == []
        halves = "SELECT id FROM readings r WHERE claims <> (SELECT count(*) FROM claims WHERE reading = r.id)"
        assert sql(path, halves) == []
        assert sql(path, "SELECT count(*) FROM reports")[0][0] == sql(path, "SELECT count(*) FROM findings")[0][0]
