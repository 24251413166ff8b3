-- What each source last said of each night, and the sums of its weeks: reprints are counted once, later figures replace
-- earlier ones, and a town's figure is inside its nation's where the source gives both.

CREATE VIEW readable_nights AS
WITH told AS (
    SELECT
        p.*,
        m.fact,
        COALESCE(
            p.voice_country,
            CASE
                WHEN MIN(p.voice_country) OVER (PARTITION BY p.voice_key)
                    = MAX(p.voice_country) OVER (PARTITION BY p.voice_key)
                THEN MAX(p.voice_country) OVER (PARTITION BY p.voice_key)
            END,
            ''
        ) AS home,
        COALESCE(
            p.country,
            CASE
                WHEN MIN(p.country) OVER (PARTITION BY p.account, p.voice_key)
                    = MAX(p.country) OVER (PARTITION BY p.account, p.voice_key)
                THEN MAX(p.country) OVER (PARTITION BY p.account, p.voice_key)
            END
        ) AS land
    FROM postings p JOIN fact_claims m ON m.claim = p.claim
    WHERE p.kind = 'day' AND p.numbered AND p.bit <> 'part' AND p.stance <> 'denies' AND p.status = 'done'
),
words AS (
    SELECT
        t.*,
        ROW_NUMBER() OVER (
            PARTITION BY t.fact, t.voice_key, t.home
            ORDER BY COALESCE(t.said, 0) DESC, COALESCE(t.said_at, '') DESC, t.claim
        ) AS back
    FROM told t
),
standing AS (
    SELECT DISTINCT
        f.sorted_day AS day,
        w.voice_key,
        w.home,
        w.account,
        w.measure,
        w.item,
        w.unit,
        w.land AS country,
        w.level,
        w.place_key,
        w.variety,
        w.clock,
        w.low,
        w.high
    FROM words w JOIN facts f ON f.id = w.fact
    WHERE w.back = 1
),
nation AS (
    SELECT
        s.*,
        MAX(CASE WHEN s.level = 'country' THEN 1 ELSE 0 END) OVER (
            PARTITION BY s.day, s.voice_key, s.home, s.account, s.measure, s.item, s.unit, s.country
        ) AS national
    FROM standing s
)
SELECT
    n.day,
    MAX(v.name) AS source,
    n.home AS source_country,
    n.account,
    REPLACE(n.measure, '_', ' ') AS measure,
    REPLACE(n.item, '_', ' ') AS item,
    n.unit,
    n.country,
    SUM(n.low) AS at_least,
    CASE WHEN COUNT(*) = COUNT(n.high) THEN SUM(n.high) END AS at_most
FROM nation n LEFT JOIN voices v ON v.voice_key = n.voice_key
WHERE n.national = 0 OR n.level = 'country'
GROUP BY n.day, n.voice_key, n.home, n.account, n.measure, n.item, n.unit, n.country;

CREATE VIEW readable_weeks AS
SELECT
    date(n.day, 'weekday 0', '-6 days') AS week_of,
    n.source,
    n.source_country,
    n.account,
    n.measure,
    n.item,
    n.unit,
    n.country,
    SUM(n.at_least) AS at_least,
    CASE WHEN COUNT(*) = COUNT(n.at_most) THEN SUM(n.at_most) END AS at_most,
    COUNT(*) AS nights,
    MAX(n.at_least) AS largest_night
FROM readable_nights n
WHERE LENGTH(n.day) >= 10
GROUP BY date(n.day, 'weekday 0', '-6 days'), n.source, n.source_country, n.account, n.measure, n.item, n.unit, n.country;
