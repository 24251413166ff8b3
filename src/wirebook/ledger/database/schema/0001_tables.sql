-- The first shape of a ledger. Portable SQL: SQLite and PostgreSQL read the same file.
-- Statements are parted by an empty line.

CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    title TEXT,
    url TEXT,
    publisher TEXT,
    published TEXT,
    language TEXT,
    dateline_place TEXT,
    dateline_date TEXT,
    text TEXT NOT NULL
);

CREATE TABLE readings (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    reader TEXT NOT NULL,
    claims INTEGER NOT NULL,
    body JSON NOT NULL
);

CREATE INDEX readings_by_report ON readings (report);

CREATE TABLE claims (
    reading TEXT NOT NULL REFERENCES readings (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id),
    account TEXT NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    approximate BOOLEAN,
    unit TEXT,
    written TEXT,
    vague BOOLEAN,
    source TEXT,
    source_kind TEXT,
    source_actor TEXT,
    stance TEXT NOT NULL,
    status TEXT NOT NULL,
    actor TEXT,
    actor_name TEXT,
    target TEXT,
    target_name TEXT,
    place TEXT,
    country TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    geonameid INTEGER,
    period_start TEXT,
    period_end TEXT,
    period_edtf TEXT,
    period_precision TEXT,
    relation TEXT NOT NULL,
    of_claim TEXT,
    rule TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    quote TEXT NOT NULL,
    body JSON NOT NULL,
    PRIMARY KEY (reading, position),
    CHECK (start_at >= 0 AND end_at > start_at)
);

CREATE INDEX claims_by_id ON claims (id);

CREATE INDEX claims_by_report ON claims (report);

CREATE INDEX claims_by_account ON claims (account, measure, item);

CREATE TABLE findings (
    reading TEXT NOT NULL REFERENCES readings (id),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id),
    start_at INTEGER,
    end_at INTEGER,
    body JSON NOT NULL,
    PRIMARY KEY (reading, position)
);

CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    report TEXT REFERENCES reports (id),
    reading TEXT REFERENCES readings (id),
    claim TEXT,
    author TEXT,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    chain TEXT NOT NULL
);

CREATE INDEX journal_by_report ON journal (report, number);

-- The reading of a report that counts is the one that the journal took up last.

CREATE VIEW current_readings AS
SELECT r.id, r.report, r.reader, r.claims, r.body
FROM readings r
WHERE r.id = (
    SELECT j.reading FROM journal j
    WHERE j.report = r.report AND j.kind = 'read'
    ORDER BY j.number DESC LIMIT 1
);

CREATE VIEW current_claims AS
SELECT c.* FROM claims c JOIN current_readings r ON r.id = c.reading;

CREATE VIEW current_findings AS
SELECT f.* FROM findings f JOIN current_readings r ON r.id = f.reading;
