"""Edits by hand of what a reader sees: `verify` names the row of each, and a ledger that nobody touched has none."""

# ruff: noqa: S608, E501 - our own names, and statements as they are typed
import sqlite3
from contextlib import closing

import pytest
from book_readings import on, party, report, since, told, until
from copy_texts import CUT, EDITED, STORY

from wirebook.ledger import ledger as store
from wirebook.ledger.database.blueprint import reference
from wirebook.ledger.database.migrations import migrations
from wirebook.ledger.database.tables import DERIVED
from wirebook.ledger.journal import append as adding
from wirebook.ledger.ledger import open_ledger

AID = {"account": "aid", "status": "pledged", "period": until(9), "actor": party("DEU")}
DENIAL = {"stance": "denies", "status": "denied", "actor": party("RUSMIL"), "period": on(2)}
REPORTS = [
    report(told(period=on(1), actor=party("RUSMIL")), text=STORY),
    report(told(period=on(1), source=None), said=1, publisher="Volga Post", text=EDITED),
    report(told(period=on(1), number=15, source="hospital"), said=1, publisher="b", text=CUT, codes=("WB405",)),
    report(told(period=on(1), number=19), said=2, codes=("WB106", "WB302")),
    report(told(period=since(0), number=100), told(period=on(2), place="Sumy", source=None, number=47), said=3),
    report(told(period=since(0), number=90), told("wounded", number=47, period=on(2), place="Sumy"), said=4),
    report(told("pledged", "tank", 12, None, **AID), said=5),
    report(told("denies", "denies", None, "ministry", **DENIAL), said=2),
]


def fill(ledger):
    """Reports, decisions of two persons, a newer reading of one report, and the books of all that."""
    for reading, findings in REPORTS:
        ledger.add(reading, findings)
    claims = ledger.claims()
    ledger.decide("corrected", claims[0].id, "Ines", "a slip", changes={"number": "13"})
    ledger.decide("merged", claims[1].id, "Omar", other=claims[0].id)
    ledger.settle()


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "l.db"
    with open_ledger(path) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def path(sound, tmp_path):
    copy = tmp_path / "l.db"
    copy.write_bytes(sound.read_bytes())
    return copy


def touch(path, *statements):
    """What somebody does who knows the file: triggers go, and are put back as they were."""
    with closing(sqlite3.connect(path)) as raw, raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
            assert raw.total_changes or statement.split()[0] in ("DROP", "CREATE", "ALTER"), "it changes nothing"
        for _, sql in triggers:
            raw.execute(sql)


def found(path, **how):
    with open_ledger(path, read_only=True) as ledger:
        return [f"{fault.where}: {fault.what}" for fault in ledger.verify(**how).faults]


def test_what_nobody_touched_is_sound(path):
    assert found(path) == []


FACT = "(SELECT min(id) FROM facts WHERE low > 0)"
DISPUTE = "(SELECT min(id) FROM disputes)"
CLAIM = "(SELECT min(claim) FROM postings WHERE low > 0)"
REPORT = "(SELECT min(id) FROM reports)"
READING = "(SELECT min(id) FROM readings)"
WARNING = "(SELECT min(reading) FROM findings)"
DRAWN = [
    ("facts", f"UPDATE facts SET low = 4242, high = 4242 WHERE id = {FACT}", "low"),
    ("facts", f"UPDATE facts SET low = low + 1 WHERE id = {FACT}", "low"),
    ("facts", f"UPDATE facts SET state = 'agreed' WHERE state <> 'agreed' AND id = {FACT}", "state"),
    ("facts", f"UPDATE facts SET voices = '[\"the mayor of Odesa\"]' WHERE id = {FACT}", "voices"),
    ("facts", f"UPDATE facts SET independent = independent + 1, why = '[]' WHERE id = {FACT}", "independent"),
    ("facts", f"DELETE FROM facts WHERE id = {FACT}", "missing"),
    (
        "fact_claims",
        "UPDATE fact_claims SET fact = 'fact_of_another_war' WHERE claim = (SELECT max(claim) FROM fact_claims)",
        "fact",
    ),
    ("fact_claims", f"UPDATE fact_claims SET why = 'joined by a person' WHERE claim = {CLAIM}", "why"),
    ("fact_claims", f"DELETE FROM fact_claims WHERE claim = {CLAIM}", "missing"),
    ("revisions", "UPDATE revisions SET kind = 'correction' || kind", "kind"),
    ("revisions", "UPDATE revisions SET body = replace(body, '19', '91')", "body"),
    ("revisions", "DELETE FROM revisions", "missing"),
    ("disputes", f"UPDATE disputes SET body = replace(body, '1', '7') WHERE id = {DISPUTE}", "body"),
    ("disputes", f"DELETE FROM disputes WHERE id = {DISPUTE}", "missing"),
    ("disputed_facts", f"DELETE FROM disputed_facts WHERE dispute = {DISPUTE}", "missing"),
    ("dispute_sides", f"DELETE FROM dispute_sides WHERE dispute = {DISPUTE}", "missing"),
    ("dispute_sides", f"UPDATE dispute_sides SET voice_key = 'x' WHERE dispute = {DISPUTE}", "voice_key"),
    ("postings", f"UPDATE postings SET low = 1, high = 1 WHERE claim = {CLAIM}", "low"),
    ("postings", f"UPDATE postings SET written = 'ninety' WHERE claim = {CLAIM}", "written"),
    ("postings", f"DELETE FROM postings WHERE claim = {CLAIM}", "missing"),
    ("voices", "UPDATE voices SET claims = claims + 100", "claims"),
    ("voices", "UPDATE voices SET name = 'the ' || name", "name"),
    ("copies", "UPDATE copies SET likeness = likeness / 2", "likeness"),
    ("copies", "DELETE FROM copies", "missing"),
    ("prints", f"DELETE FROM prints WHERE report = {REPORT}", "missing"),
    ("books", "UPDATE books SET value = '999' WHERE name = 'journal'", "999"),
    ("books", "UPDATE books SET value = '-1' WHERE name = 'journal'", "-1"),
]


@pytest.mark.parametrize(("table", "statement", "what"), DRAWN, ids=[one[1][:60] for one in DRAWN])
def test_books_that_say_something_else_are_named(path, table, statement, what):
    touch(path, statement)
    faults = found(path)
    assert faults
    assert faults[0].startswith(table), faults
    assert what in faults[0], faults


HIDDEN = {
    "lines that wait": "UPDATE books SET value = value - 1 WHERE name = 'journal'",
    "a cell that waits": "INSERT INTO stale VALUES ('nowhere|day', 1)",
    "both": "INSERT INTO stale SELECT DISTINCT cell, day FROM facts WHERE cell <> (SELECT cell FROM facts ORDER BY id)",
}


@pytest.mark.parametrize("pretext", HIDDEN.values(), ids=HIDDEN)
def test_books_that_seem_not_to_be_finished_hide_nothing(path, pretext):
    """What waits is drawn up first, as at the next question: a forged row would stay."""
    touch(path, pretext, "UPDATE facts SET low = 4242, high = 4242 WHERE id = (SELECT id FROM facts ORDER BY id)")
    faults = found(path)
    assert faults
    assert faults[0].startswith("facts"), faults
    assert "4242" in faults[0], faults


def test_books_that_are_not_drawn_up_yet_are_sound(path):
    with open_ledger(path) as ledger:
        ledger.add(*report(told(period=on(1), number=21, source="governor"), said=6))
        ledger.decide("rejected", ledger.claims()[2].id, "Ines")
    with open_ledger(path, read_only=True) as ledger:
        verdict = ledger.verify()
    assert verdict.faults == ()
    assert any("wait: 2" in note.what for note in verdict.notes), verdict.notes
    touch(path, "DELETE FROM books")
    assert any("how" in one for one in found(path))


ROWS = [
    ("findings", f"UPDATE findings SET message = 'All is well.' WHERE reading = {WARNING}", "message"),
    ("findings", f"UPDATE findings SET severity = 'error' WHERE reading = {WARNING}", "severity"),
    ("findings", f"UPDATE findings SET code = 'WB101' WHERE reading = {WARNING}", "code"),
    ("findings", f"UPDATE findings SET start_at = 7 WHERE reading = {WARNING}", "start_at"),
    ("reading_", f"UPDATE findings SET message = 'x', body = replace(body, 'WB', 'XX') WHERE reading = {WARNING}", "warn"),
    ("reading_", f"DELETE FROM findings WHERE reading = {WARNING}", "warnings"),
    ("reading_", "DELETE FROM findings", "warnings"),
    (
        "reading_",
        ("INSERT INTO findings SELECT reading, position + 50, code, severity, message, report, start_at, end_at, body "
        "FROM findings"),
        "warnings",
    ),
    *[
        ("reports", f"UPDATE reports SET {column} = 'somebody else' WHERE id = {REPORT}", column)
        for column in ("title", "publisher", "published", "url", "origin", "language", "agency", "byline", "updated")
    ],
    ("readings", f"UPDATE readings SET reader = 'reader 9' WHERE id = {READING}", "reader"),
    ("readings", f"UPDATE readings SET claims = 12 WHERE id = {READING}", "claims"),
    ("reading_", f"UPDATE readings SET report = {REPORT} WHERE report <> {REPORT}", "not what its name"),
    ("reading_", f"UPDATE claims SET body = replace(body, '12', '21') WHERE reading = {READING}", "not what its name"),
    ("claims", "UPDATE claims SET low = low + 1 WHERE position = 0", "low"),
    ("claims", "UPDATE claims SET quote = 'They told nothing.'", "quote"),
    ("claims", "UPDATE claims SET source = 'another mayor' WHERE source IS NOT NULL", "source"),
    ("claims", "UPDATE claims SET latitude = 0 WHERE latitude IS NOT NULL", "latitude"),
    ("reading_", f"DELETE FROM claims WHERE reading = {READING}", "not what its name"),
    (
        "reading_",
        ("INSERT INTO claims SELECT reading, position + 70, id || 'x', report, account, measure, item, low, high, "
        "approximate, unit, written, vague, source, source_kind, source_actor, stance, status, actor, actor_name, target, "
        "target_name, place, country, latitude, longitude, geonameid, period_start, period_end, period_edtf, "
        f"period_precision, relation, of_claim, rule, confidence, start_at, end_at, quote, body FROM claims WHERE reading = {READING}"),
        "not what its name",
    ),
    ("reading_", f"UPDATE reports SET text = text || ' They said so.' WHERE id = {REPORT}", "not what its name"),
    ("reports", "INSERT INTO reports (id, origin, text) VALUES ('rep_x', 'x.txt', 'Nobody read this.')", "no reading"),
    ("reading_", "UPDATE readings SET body = replace(body, 'by hand', 'by foot')", "not what its name"),
    ("journal line 3", "UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE number = 3", "was changed"),
    ("journal line 9", "UPDATE journal SET author = 'Omar' WHERE number = 9", "was changed"),
    ("journal line 9", "UPDATE journal SET note = replace(note, 'a slip', 'ordered') WHERE number = 9", "was changed"),
    ("journal line 9", "UPDATE journal SET claim = (SELECT claim FROM journal WHERE number = 10) WHERE number = 9", "was"),
    ("journal line 2", "DELETE FROM journal WHERE number = 2", "is missing"),
    ("journal line 2", ("REPLACE INTO journal SELECT 2, kind, report, reading, claim, author, at, note, chain FROM journal "
     "WHERE number = 3"), "was changed"),
    ("schema_version 3", "UPDATE schema_version SET digest = 'schema_0000000000000000' WHERE number = 3", "0003_books"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "statement", "what"), ROWS, ids=[one[1][:70] for one in ROWS])
def test_rows_that_were_edited_are_named(path, where, statement, what):
    touch(path, statement)
    faults = found(path)
    assert faults
    assert any(fault.startswith(where) and what in fault for fault in faults[:3]), faults


def test_lines_of_the_journal_that_changed_places(path):
    touch(
        path,
        "UPDATE journal SET number = 100 WHERE number = 2",
        "UPDATE journal SET number = 2 WHERE number = 3",
        "UPDATE journal SET number = 3 WHERE number = 100",
    )
    assert found(path)[0].startswith("journal line 2: it, or a line before it, was changed")


SHAPE = [
    ("view current_claims", "DROP VIEW current_claims", "missing"),
    (
        "view current_claims",
        "DROP VIEW current_claims; CREATE VIEW current_claims AS SELECT * FROM claims WHERE 1 = 0",
        "is not what it was made as",
    ),
    (
        "view current_readings",
        "DROP VIEW current_readings; CREATE VIEW current_readings AS SELECT * FROM readings WHERE 1 = 0",
        "is not what it was made as",
    ),
    (
        "view readable_facts",
        "DROP VIEW readable_facts; CREATE VIEW readable_facts AS SELECT id AS fact, 7 AS at_least FROM facts",
        "is not what it was made as",
    ),
    ("trigger journal_no_update", "DROP TRIGGER journal_no_update", "missing"),
    ("trigger claims_no_delete", "DROP TRIGGER claims_no_delete", "missing"),
    (
        "trigger reports_no_update",
        "DROP TRIGGER reports_no_update; CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports BEGIN SELECT 1; END",
        "is not what it was made as",
    ),
    (
        "trigger mine",
        "CREATE TRIGGER mine AFTER INSERT ON journal BEGIN DELETE FROM books; END",
        "is none of Wirebook's",
    ),
    ("index journal_by_report", "DROP INDEX journal_by_report", "missing"),
    ("table facts", "ALTER TABLE facts ADD COLUMN mine TEXT", "is not what it was made as"),
    ("table seen", "DROP TABLE seen", "missing"),
]


@pytest.mark.parametrize(("where", "script", "what"), SHAPE, ids=[f"{one[0]} {one[2]}" for one in SHAPE])
def test_views_triggers_and_tables_are_as_they_were_made(path, where, script, what):
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(script)
    faults = found(path)
    assert any(fault.startswith(where) and what in fault for fault in faults), faults


SEARCH = [
    "INSERT INTO report_search (report_search) VALUES ('delete-all')",
    "INSERT INTO claim_search (claim_search) VALUES ('delete-all')",
    "INSERT INTO claim_search (claim_search, rowid, quote) VALUES ('delete', 1, 'They told it.')",
    "INSERT INTO report_search (rowid, title) VALUES (1, 'another title')",
    "UPDATE report_numbers SET number = 1000 WHERE number = 1",
    "DELETE FROM claim_numbers WHERE number = 1",
]


@pytest.mark.parametrize("statement", SEARCH)
def test_what_is_searched_is_what_is_there(path, statement):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)
    faults = found(path)
    assert faults
    assert "search" in faults[0] or "numbers" in faults[0], faults


def test_a_replaced_line_is_refused_by_the_ledger_itself(path):
    """SQLite fires no triggers of deletion for what REPLACE puts aside, unless told to."""
    replace = "REPLACE INTO {0} SELECT * FROM {0} LIMIT 1"
    for name in ("journal", "reports", "readings", "claims", "findings"):
        with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            raw.execute(replace.format(name))


# ---------------------------------------------------------------- what only a head that is kept elsewhere tells


def rechain(path):
    """The journal's chain computed again by somebody who has read how it is made."""
    from wirebook.ledger.database.kept_rows import JournalRow  # noqa: PLC0415
    from wirebook.ledger.journal.verify import chain_of  # noqa: PLC0415

    with closing(sqlite3.connect(path)) as raw:
        rows = [JournalRow(*row) for row in raw.execute("SELECT * FROM journal ORDER BY number")]
    last, changes = None, []
    for row in rows:
        last = chain_of(last, row)
        changes.append(f"UPDATE journal SET chain = '{last}' WHERE number = {row.number}")
    touch(path, *changes)


def settled(path):
    with open_ledger(path) as ledger:
        ledger.settle()


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM journal WHERE number > 8"],
        ["UPDATE journal SET author = 'Omar' WHERE author = 'Ines'"],
        ["DELETE FROM journal WHERE number = 9", "UPDATE journal SET number = 9 WHERE number = 10"],
    ],
    ids=["the decisions cut off", "another author", "a decision taken out"],
)
def test_a_chain_that_was_made_anew_is_told_by_the_head_that_was_kept(path, statements):
    with open_ledger(path, read_only=True) as ledger:
        kept = ledger.head()
    touch(path, *statements, "DELETE FROM books")
    for table in ("facts", "fact_claims", "disputes", "disputed_facts", "dispute_sides", "revisions", "postings"):
        touch(path, f"DELETE FROM {table}")
    for table in ("voices", "copies", "prints"):
        touch(path, f"DELETE FROM {table}")
    rechain(path)
    settled(path)
    assert found(path) == [], "from within it cannot be seen: the documents say so"
    told = found(path, head=kept)
    assert len(told) == 1
    assert kept in told[0]


def test_a_head_of_before_is_a_line_of_the_journal(path):
    with open_ledger(path) as ledger:
        kept = ledger.head()
        ledger.add(*report(told(period=on(9), number=3), said=9))
        verdict = ledger.verify(head=kept)
    assert verdict.faults == ()
    assert any(note.where == "journal line 10" and kept in note.what for note in verdict.notes), verdict.notes


# ---------------------------------------------------------------- clocks


def test_times_of_the_journal_never_go_backwards(tmp_path, monkeypatch):
    import datetime as dt  # noqa: PLC0415

    from wirebook.ledger.journal import append as adding  # noqa: PLC0415

    class Clock(dt.datetime):
        now_is = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

        @classmethod
        def now(cls, _zone=None):
            return cls.now_is

    monkeypatch.setattr(adding, "datetime", Clock)
    with open_ledger(tmp_path / "l.db") as ledger:
        for year in (2026, 2020, 1969, 2027):
            Clock.now_is = dt.datetime(year, 3, 1, 12, tzinfo=dt.UTC)
            ledger.add(*report(told(period=on(1), number=year), said=1))
        times = [line.at[:4] for line in ledger.journal()]
    assert times == ["2026", "2026", "2026", "2027"]


def test_times_that_went_backwards_before_are_told_and_are_no_fault(path):
    touch(path, "UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE number = 3")
    rechain(path)
    with open_ledger(path, read_only=True) as ledger:
        verdict = ledger.verify()
    assert verdict.faults == ()
    assert [note.where for note in verdict.notes] == ["journal line 3"]
    assert "2020-01-01T00:00:00+00:00" in verdict.notes[0].what


# ---------------------------------------------------------------- ledgers of before, and tables to come


def older(tmp_path, monkeypatch):
    """A ledger as programs wrote it before warnings were tied to the journal."""
    with monkeypatch.context() as before:
        known = tuple(one for one in migrations() if one.number < 14)
        before.setattr(store, "migrations", lambda: known)
        before.setattr(adding, "_tie", lambda *_: "")
        with open_ledger(tmp_path / "old.db") as ledger:
            fill(ledger)
    return tmp_path / "old.db"


def test_the_warnings_of_an_older_ledger_are_tied_when_it_is_brought_up_to_date(tmp_path, monkeypatch):
    path = older(tmp_path, monkeypatch)
    with open_ledger(path) as ledger:
        assert [line.kind for line in ledger.journal()[-2:]] == ["merged", "sealed"]
        assert ledger.verify().faults == ()
        assert ledger.facts()
        assert (ledger.verify().faults, ledger.verify().notes) == ((), ())
        ledger.add(*report(told(period=on(9), number=3), said=9, codes=("WB101",)))
        assert ledger.verify().faults == ()
    touch(path, "UPDATE findings SET body = replace(body, 'WB4', 'XX4')")
    faults = found(path, books=False)
    assert any(fault.startswith("journal line 11: the warnings that it ties") for fault in faults), faults


def test_a_ledger_of_before_without_warnings_gets_no_line_for_nothing(tmp_path):
    with open_ledger(tmp_path / "new.db") as ledger:
        assert ledger.journal() == ()


def test_every_table_is_kept_or_drawn_up_and_so_is_looked_at():
    """A new table has to be one of those that `verify` compares, or be named here with its reason."""
    kept = {"reports", "readings", "claims", "findings", "journal", "schema_version"}
    unhashed = {"seen"}  # where addresses were seen: no hash covers it, and the documents say so
    searched = {"report_numbers", "claim_numbers"}
    tables = {name for kind, name in reference() if kind == "table" and "_search" not in name}
    assert tables == kept | unhashed | searched | {table.name for table in DERIVED}
