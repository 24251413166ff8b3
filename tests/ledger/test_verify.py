"""A sound ledger has no faults; one that was touched names what was."""

import sqlite3
import sys
from pathlib import Path

import pytest

from wirebook.ledger.ledger import open_ledger

sys.path.insert(0, str(Path(__file__).parent))
from ledger_readings import finding, reading


@pytest.fixture
def path(tmp_path):
    with open_ledger(tmp_path / "l.db") as books:
        for number in (1, 2, 3):
            books.add(reading(number), [finding(f"report_{number:04}")])
    return tmp_path / "l.db"


def touch(path, *statements):
    with sqlite3.connect(path) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for _, sql in triggers:  # or their absence would be what is found
            raw.execute(sql)
    raw.close()


def test_what_nobody_touched_is_sound(path, tmp_path):
    with open_ledger(path) as books:
        assert books.faults() == ()
        assert books.head() == books.journal()[-1].chain
    with open_ledger(tmp_path / "empty.db") as books:
        assert (books.faults(), books.head()) == ((), None)


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2", "journal line 2", "was changed"),
        ("DELETE FROM journal WHERE number = 2", "journal line 2", "is missing"),
        ("UPDATE claims SET low = low + 1 WHERE id = 'claim_00020000'", "claims claim_00020000", "low is"),
        ("UPDATE claims SET body = replace(body, 'launched', 'deployed')", "reading_", "not what its name"),
        ("UPDATE reports SET text = text || '.' WHERE id = 'report_0001'", "reading_", "not what its name"),
        ("DELETE FROM claims WHERE position = 1 AND report = 'report_0003'", "reading_", "not what its name"),
        ("DELETE FROM journal WHERE number = 3", "reading_", "does not tell"),
        ("UPDATE claims SET body = 'x' WHERE position = 0", "a row", "no JSON"),
    ],
)
def test_what_was_touched_is_named(path, statement, where, what):
    touch(path, statement)
    with open_ledger(path, read_only=True) as books:
        found = books.faults()
    assert found
    assert found[0].where.startswith(where)
    assert what in found[0].what


def test_a_reading_that_the_journal_tells_of_is_missed(path):
    with open_ledger(path) as books:
        gone = books.journal()[1].reading
    of_it = "(SELECT id FROM readings WHERE report = (SELECT report FROM journal WHERE number = 2))"
    touch(path, f"DELETE FROM findings WHERE reading IN {of_it}", f"DELETE FROM claims WHERE reading IN {of_it}")  # noqa: S608
    touch(path, "DELETE FROM readings WHERE report = (SELECT report FROM journal WHERE number = 2)")
    with open_ledger(path) as books:
        assert [(fault.where, fault.what) for fault in books.faults()] == [
            (gone, "the journal tells of it, and it is not there"),
            ("reports report_0002", "no reading is of it"),
        ]
