-- The queue of a review begins with the claims that are least sure, and asks of each whether it is disputed.

CREATE INDEX postings_by_doubt ON postings (confidence, claim);

CREATE INDEX dispute_sides_by_claim ON dispute_sides (claim, dispute);

-- Reports are listed with the latest first, those without a day last.

CREATE INDEX reports_by_day ON reports ((COALESCE(published, '')) DESC, id);
