"""The same edits by hand in a ledger on a server: `verify` names the row."""

# ruff: noqa: S608 - our own names, and statements as they are typed
from test_tampering import fill

from wirebook.ledger.ledger import open_ledger

FACT = "(SELECT min(id) FROM facts WHERE low > 0)"
EDITS = [
    ("facts fact_", f"UPDATE facts SET low = 4242, high = 4242 WHERE id = {FACT}", "low"),
    ("facts fact_", "DELETE FROM facts WHERE id = (SELECT max(id) FROM facts)", "missing"),
    ("fact_claims", "UPDATE fact_claims SET why = 'joined by a person'", "why"),
    ("disputes", "UPDATE disputes SET body = replace(body::text, '12', '13')::json", "body"),
    ("revisions", "DELETE FROM revisions", "missing"),
    ("postings", "UPDATE postings SET written = 'ninety'", "written"),
    ("voices", "UPDATE voices SET claims = claims + 100", "claims"),
    ("copies", "UPDATE copies SET likeness = likeness / 2", "likeness"),
    ("books", "UPDATE books SET value = '999' WHERE name = 'journal'", "999"),
    ("findings", "UPDATE findings SET message = 'All is well.'", "message"),
    ("reading_", "DELETE FROM findings", "warnings"),
    ("reports rep_", "UPDATE reports SET title = 'another'", "title"),
    ("readings reading_", "UPDATE readings SET claims = 12", "claims"),
    ("claims clm_", "UPDATE claims SET low = low + 1", "low"),
    ("journal line 9", "UPDATE journal SET author = 'Omar' WHERE number = 9", "was changed"),
    ("journal line 2", "DELETE FROM journal WHERE number = 2", "is missing"),
    ("schema_version 3", "UPDATE schema_version SET digest = 'x' WHERE number = 3", "0003_books"),
    (
        "view current_findings",
        "CREATE OR REPLACE VIEW current_findings AS SELECT * FROM findings WHERE false",
        "made as",
    ),
    ("trigger journal_only_added", "ALTER TABLE journal DISABLE TRIGGER journal_only_added", "made as"),
    ("trigger claims_only_added", "DROP TRIGGER claims_only_added ON claims", "missing"),
    (
        "function wirebook_only_added",
        (
            "CREATE OR REPLACE FUNCTION wirebook_only_added() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RETURN NULL; END;$$"
        ),
        "made as",
    ),
    ("index report_search", "DROP INDEX report_search", "missing"),
    ("column facts.mine", "ALTER TABLE facts ADD COLUMN mine TEXT", "none of"),
    ("column facts.low", "ALTER TABLE facts DROP COLUMN low CASCADE", "missing"),
]


def test_each_edit_is_named_and_what_nobody_touched_is_sound(postgres):
    """Each edit is made in a copy of one ledger."""
    import psycopg  # noqa: PLC0415

    with open_ledger(postgres) as ledger:
        fill(ledger)
        assert ledger.verify().faults == ()
        assert ledger.verify().notes == ()
        head = ledger.head()
    for where, statement, what in EDITS:
        name = f"edited_{abs(hash(statement))}"
        place, _, tail = postgres.partition("?")
        server, _, base = place.rpartition("/")
        with psycopg.connect(f"{server}/postgres?{tail}", autocommit=True) as raw:
            raw.execute(f"CREATE DATABASE {name} TEMPLATE {base}")
        url = f"{server}/{name}?{tail}"
        with psycopg.connect(url, autocommit=True) as raw:
            raw.execute("SET session_replication_role = replica")
            raw.execute(statement)
        with open_ledger(url, read_only=True) as ledger:
            faults = [f"{one.where}: {one.what}" for one in ledger.verify(head).faults]
        assert any(fault.startswith(where) and what in fault for fault in faults), (statement, faults)
        with psycopg.connect(f"{server}/postgres?{tail}", autocommit=True) as raw:
            raw.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_who_may_only_read_is_told_what_was_not_compared(postgres):
    import psycopg  # noqa: PLC0415

    with open_ledger(postgres) as ledger:
        fill(ledger)
    base = postgres.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(postgres, autocommit=True) as raw:
        raw.execute(f"DROP ROLE IF EXISTS asking_{base}")
        raw.execute(f"CREATE ROLE asking_{base} LOGIN")
        raw.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO asking_{base}")
    asking = postgres.replace("//postgres:", f"//asking_{base}:").replace("//postgres@", f"//asking_{base}@")
    with open_ledger(asking, read_only=True) as ledger:
        verdict = ledger.verify()
    with psycopg.connect(postgres, autocommit=True) as raw:
        raw.execute(f"DROP OWNED BY asking_{base}")
        raw.execute(f"DROP ROLE asking_{base}")
    assert verdict.faults == ()
    assert [note.where for note in verdict.notes] == ["views and triggers"]
