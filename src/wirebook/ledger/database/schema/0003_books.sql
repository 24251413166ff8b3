-- The books: what is derived from the claims, drawn up anew around whatever changed, and never the only place of anything.
-- Days are ordinals: 1 is the first of January of the year 1, as in Python's date.toordinal.

CREATE TABLE postings (
    claim TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    reading TEXT NOT NULL REFERENCES readings (id),
    publisher TEXT NOT NULL,
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    unit TEXT NOT NULL,
    status TEXT NOT NULL,
    stance TEXT NOT NULL,
    numbered BOOLEAN NOT NULL,
    low DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION,
    written TEXT NOT NULL,
    voice TEXT NOT NULL,
    voice_key TEXT NOT NULL,
    voice_country TEXT,
    family TEXT NOT NULL,
    office TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    narrated BOOLEAN NOT NULL,
    actor TEXT,
    target TEXT,
    actor_code TEXT,
    target_code TEXT,
    place TEXT,
    place_key TEXT NOT NULL,
    level TEXT NOT NULL,
    admin1 TEXT,
    country TEXT,
    first INTEGER,
    last INTEGER,
    clock TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    said INTEGER,
    said_at TEXT,
    bit TEXT NOT NULL,
    variety TEXT NOT NULL,
    headline BOOLEAN NOT NULL,
    notice TEXT NOT NULL,
    unverified BOOLEAN NOT NULL,
    confidence DOUBLE PRECISION NOT NULL
);

CREATE INDEX postings_by_cell ON postings (cell, day);

CREATE INDEX postings_by_report ON postings (report);

CREATE INDEX postings_by_day ON postings (day, account);

CREATE INDEX postings_by_voice ON postings (voice_key);

CREATE TABLE stale (
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (cell, day)
);

CREATE TABLE facts (
    id TEXT PRIMARY KEY,
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    account TEXT NOT NULL,
    measure TEXT NOT NULL,
    item TEXT NOT NULL,
    unit TEXT NOT NULL,
    status TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT,
    admin1 TEXT,
    country TEXT,
    actor TEXT,
    target TEXT,
    start_day TEXT,
    end_day TEXT,
    sorted_day TEXT NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    state TEXT NOT NULL,
    independent INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    voices TEXT NOT NULL,
    undecided TEXT NOT NULL,
    unverified BOOLEAN NOT NULL,
    why TEXT NOT NULL
);

CREATE INDEX facts_by_cell ON facts (cell, day);

CREATE INDEX facts_by_day ON facts (sorted_day, id);

CREATE INDEX facts_by_account ON facts (account, sorted_day, id);

CREATE INDEX facts_by_place ON facts (place, sorted_day, id);

CREATE INDEX facts_by_division ON facts (admin1, sorted_day, id);

CREATE INDEX facts_by_country ON facts (country, sorted_day, id);

CREATE INDEX facts_by_measure ON facts (account, measure, country, sorted_day, id);

CREATE INDEX facts_by_status ON facts (status, sorted_day, id);

CREATE TABLE fact_claims (
    claim TEXT PRIMARY KEY,
    fact TEXT NOT NULL,
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    why TEXT NOT NULL
);

CREATE INDEX fact_claims_by_fact ON fact_claims (fact);

CREATE INDEX fact_claims_by_cell ON fact_claims (cell, day);

CREATE TABLE revisions (
    claim TEXT NOT NULL,
    fact TEXT NOT NULL,
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    falls BOOLEAN NOT NULL,
    body JSON NOT NULL,
    PRIMARY KEY (claim, fact)
);

CREATE INDEX revisions_by_fact ON revisions (fact);

CREATE INDEX revisions_by_cell ON revisions (cell, day);

CREATE INDEX revisions_by_at ON revisions (at, claim);

CREATE INDEX revisions_by_source ON revisions (source);

CREATE TABLE disputes (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    account TEXT NOT NULL,
    at TEXT NOT NULL,
    country TEXT,
    place TEXT,
    body JSON NOT NULL
);

CREATE INDEX disputes_by_cell ON disputes (cell, day);

CREATE INDEX disputes_by_at ON disputes (at, id);

CREATE TABLE disputed_facts (
    dispute TEXT NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (fact, dispute)
);

CREATE INDEX disputed_facts_by_dispute ON disputed_facts (dispute);

CREATE TABLE dispute_sides (
    dispute TEXT NOT NULL,
    claim TEXT NOT NULL,
    voice_key TEXT NOT NULL,
    PRIMARY KEY (dispute, claim)
);

CREATE INDEX dispute_sides_by_voice ON dispute_sides (voice_key);

CREATE TABLE voices (
    voice_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    claims INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    first INTEGER,
    last INTEGER
);

CREATE INDEX voices_by_claims ON voices (claims DESC, voice_key);

CREATE TABLE copies (
    report TEXT PRIMARY KEY REFERENCES reports (id),
    origin TEXT NOT NULL REFERENCES reports (id),
    parent TEXT NOT NULL REFERENCES reports (id),
    likeness DOUBLE PRECISION NOT NULL,
    kind TEXT NOT NULL,
    why TEXT NOT NULL
);

CREATE INDEX copies_by_origin ON copies (origin);

CREATE TABLE prints (
    band TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id),
    PRIMARY KEY (band, report)
);

CREATE INDEX prints_by_report ON prints (report);

CREATE TABLE books (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Of decisions alone: an index of all kinds would be taken for the current readings, and walked from its end.

CREATE INDEX journal_of_decisions ON journal (kind, number) WHERE claim IS NOT NULL;
