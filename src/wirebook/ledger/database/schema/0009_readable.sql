-- The ledger for people who open it with a program that shows tables: whole words, and the most telling columns first.

CREATE VIEW readable_claims AS
SELECT
    c.id AS claim,
    REPLACE(c.measure, '_', ' ') AS measure,
    REPLACE(c.item, '_', ' ') AS item,
    CASE WHEN c.low = CAST(c.low AS BIGINT) THEN CAST(c.low AS BIGINT) ELSE c.low END AS at_least,
    CASE WHEN c.high = CAST(c.high AS BIGINT) THEN CAST(c.high AS BIGINT) ELSE c.high END AS at_most,
    c.unit,
    c.source,
    c.stance,
    c.period_edtf AS time,
    c.place,
    c.country,
    c.actor_name AS actor,
    c.target_name AS target,
    c.quote,
    r.title AS report,
    r.publisher,
    r.published,
    r.url,
    c.confidence,
    c.account,
    c.status,
    c.report AS report_id
FROM current_claims c JOIN reports r ON r.id = c.report;

CREATE VIEW readable_facts AS
SELECT
    f.id AS fact,
    f.sorted_day AS day,
    REPLACE(f.measure, '_', ' ') AS measure,
    REPLACE(f.item, '_', ' ') AS item,
    CASE WHEN f.low = CAST(f.low AS BIGINT) THEN CAST(f.low AS BIGINT) ELSE f.low END AS at_least,
    CASE WHEN f.high = CAST(f.high AS BIGINT) THEN CAST(f.high AS BIGINT) ELSE f.high END AS at_most,
    f.unit,
    f.place,
    f.country,
    f.actor,
    f.target,
    f.state,
    f.independent AS independent_sources,
    f.reports,
    f.account,
    f.status
FROM facts f;

CREATE VIEW readable_disputes AS
SELECT
    d.id AS dispute,
    d.at AS day,
    d.kind,
    d.place,
    d.country,
    s.voice_key AS side,
    c.source,
    c.quote,
    c.id AS claim,
    d.account
FROM disputes d JOIN dispute_sides s ON s.dispute = d.id JOIN current_claims c ON c.id = s.claim;

CREATE VIEW readable_reports AS
SELECT
    r.id AS report, r.published, r.title, r.publisher, r.agency, r.byline, n.claims, r.url, r.language
FROM reports r JOIN current_readings n ON n.report = r.id;
