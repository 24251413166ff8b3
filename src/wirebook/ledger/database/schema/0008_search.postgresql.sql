-- Words looked for in reports and claims: PostgreSQL's own text search. What is looked for must be written as it is here.

CREATE INDEX report_search ON reports USING gin (
    to_tsvector('english', COALESCE(title, '') || ' ' || COALESCE(publisher, '') || ' ' || text)
);

CREATE INDEX claim_search ON claims USING gin (
    to_tsvector('english', quote || ' ' || COALESCE(source, '') || ' ' || COALESCE(place, '') || ' '
        || REPLACE(measure || ' ' || item, '_', ' ') || ' ' || COALESCE(actor_name, '') || ' ' || COALESCE(target_name, ''))
);
