-- Words looked for in reports and claims: SQLite's FTS5, which keeps an index and no second copy of the texts.
-- Each text has a number of its own, because SQLite may give rows without one others when it tidies its file.

CREATE TABLE report_numbers (
    number INTEGER PRIMARY KEY,
    report TEXT NOT NULL UNIQUE REFERENCES reports (id)
);

CREATE VIEW report_words AS
SELECT n.number AS rowid, r.id AS report, r.title, r.publisher, r.published, r.url, r.text
FROM report_numbers n JOIN reports r ON r.id = n.report;

CREATE VIRTUAL TABLE report_search USING fts5 (
    title, publisher, text,
    content="report_words", content_rowid="rowid", tokenize='porter unicode61 remove_diacritics 2'
);

INSERT INTO report_numbers (report) SELECT id FROM reports ORDER BY id;

INSERT INTO report_search (report_search) VALUES ('rebuild');

CREATE TRIGGER reports_searched AFTER INSERT ON reports
BEGIN
    INSERT INTO report_numbers (report) VALUES (new.id);
    INSERT INTO report_search (rowid, title, publisher, text)
    SELECT number, new.title, new.publisher, new.text FROM report_numbers WHERE report = new.id;
END;

CREATE TABLE claim_numbers (
    number INTEGER PRIMARY KEY,
    reading TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (reading, position),
    FOREIGN KEY (reading, position) REFERENCES claims (reading, position)
);

CREATE VIEW claim_words AS
SELECT
    n.number AS rowid, c.id AS claim, c.report, c.reading, c.quote, c.source, c.place,
    REPLACE(c.measure || ' ' || c.item, '_', ' ') AS what,
    COALESCE(c.actor_name, '') || ' ' || COALESCE(c.target_name, '') AS parties
FROM claim_numbers n JOIN claims c ON c.reading = n.reading AND c.position = n.position;

CREATE VIRTUAL TABLE claim_search USING fts5 (
    quote, source, place, what, parties,
    content="claim_words", content_rowid="rowid", tokenize='porter unicode61 remove_diacritics 2'
);

INSERT INTO claim_numbers (reading, position) SELECT reading, position FROM claims ORDER BY reading, position;

INSERT INTO claim_search (claim_search) VALUES ('rebuild');

CREATE TRIGGER claims_searched AFTER INSERT ON claims
BEGIN
    INSERT INTO claim_numbers (reading, position) VALUES (new.reading, new.position);
    INSERT INTO claim_search (rowid, quote, source, place, what, parties)
    SELECT
        number, new.quote, new.source, new.place, REPLACE(new.measure || ' ' || new.item, '_', ' '),
        COALESCE(new.actor_name, '') || ' ' || COALESCE(new.target_name, '')
    FROM claim_numbers WHERE reading = new.reading AND position = new.position;
END;
