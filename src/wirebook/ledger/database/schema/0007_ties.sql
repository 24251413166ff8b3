-- What hangs on a fact or a dispute says so, so that programs which open the ledger can follow it. Checked at the end of a
-- transaction: the books are drawn up in any order. A dispute may be with a fact of another cell, which is drawn up later.

CREATE TABLE tied_fact_claims (
    claim TEXT PRIMARY KEY,
    fact TEXT NOT NULL REFERENCES facts (id) DEFERRABLE INITIALLY DEFERRED,
    cell TEXT NOT NULL,
    day INTEGER NOT NULL,
    why TEXT NOT NULL
);

INSERT INTO tied_fact_claims (claim, fact, cell, day, why) SELECT claim, fact, cell, day, why FROM fact_claims;

DROP TABLE fact_claims;

ALTER TABLE tied_fact_claims RENAME TO fact_claims;

CREATE INDEX fact_claims_by_fact ON fact_claims (fact);

CREATE INDEX fact_claims_by_cell ON fact_claims (cell, day);

CREATE TABLE tied_disputed_facts (
    dispute TEXT NOT NULL REFERENCES disputes (id) DEFERRABLE INITIALLY DEFERRED,
    fact TEXT NOT NULL,
    PRIMARY KEY (fact, dispute)
);

INSERT INTO tied_disputed_facts (dispute, fact) SELECT dispute, fact FROM disputed_facts;

DROP TABLE disputed_facts;

ALTER TABLE tied_disputed_facts RENAME TO disputed_facts;

CREATE INDEX disputed_facts_by_dispute ON disputed_facts (dispute);

CREATE TABLE tied_dispute_sides (
    dispute TEXT NOT NULL REFERENCES disputes (id) DEFERRABLE INITIALLY DEFERRED,
    claim TEXT NOT NULL,
    voice_key TEXT NOT NULL,
    PRIMARY KEY (dispute, claim)
);

INSERT INTO tied_dispute_sides (dispute, claim, voice_key) SELECT dispute, claim, voice_key FROM dispute_sides;

DROP TABLE dispute_sides;

ALTER TABLE tied_dispute_sides RENAME TO dispute_sides;

CREATE INDEX dispute_sides_by_voice ON dispute_sides (voice_key, dispute);
