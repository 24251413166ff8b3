-- A row that REPLACE would put aside stays: SQLite fires no triggers of deletion for it. SQLite alone.
-- With this, the warnings of readings that are there already are tied to the journal by one line of it.

CREATE TRIGGER reports_no_replace BEFORE INSERT ON reports
WHEN EXISTS (SELECT 1 FROM reports WHERE id = new.id)
BEGIN
    SELECT RAISE(ABORT, 'rows of a ledger are only ever added');
END;

CREATE TRIGGER readings_no_replace BEFORE INSERT ON readings
WHEN EXISTS (SELECT 1 FROM readings WHERE id = new.id)
BEGIN
    SELECT RAISE(ABORT, 'rows of a ledger are only ever added');
END;

CREATE TRIGGER claims_no_replace BEFORE INSERT ON claims
WHEN EXISTS (SELECT 1 FROM claims WHERE reading = new.reading AND position = new.position)
BEGIN
    SELECT RAISE(ABORT, 'rows of a ledger are only ever added');
END;

CREATE TRIGGER findings_no_replace BEFORE INSERT ON findings
WHEN EXISTS (SELECT 1 FROM findings WHERE reading = new.reading AND position = new.position)
BEGIN
    SELECT RAISE(ABORT, 'rows of a ledger are only ever added');
END;

CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE number = new.number)
BEGIN
    SELECT RAISE(ABORT, 'rows of a ledger are only ever added');
END;
