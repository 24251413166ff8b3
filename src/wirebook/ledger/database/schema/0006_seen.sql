-- What was seen where and when: an address that was asked, the bytes that came, the report that they became.

CREATE TABLE seen (
    number INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    at TEXT NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    size INTEGER,
    report TEXT
);

CREATE INDEX seen_by_address ON seen (address, number);

CREATE INDEX seen_by_report ON seen (report);
